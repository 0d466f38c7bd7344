// What a person may write down of an item as it stands: pages offer no more than the
// act takes.

package app

import (
	"slices"

	"guatu/internal/access"
	"guatu/internal/approval"
)

// following are the kinds of record that can come next, by how far an item is. What
// they say is checked again when they are kept.
var following = map[approval.State][]approval.Kind{
	approval.StateBlocked:   {approval.Submitted, approval.Accepted},
	approval.StateReady:     {approval.Submitted, approval.Accepted},
	approval.StateSubmitted: {approval.Accepted, approval.Returned, approval.Refused, approval.Withdrawn},
	approval.StateRunning:   {approval.Stopped, approval.Supplied, approval.Opinion, approval.Granted, approval.Refused, approval.Withdrawn},
	approval.StateStopped:   {approval.Resumed, approval.Stopped, approval.Supplied, approval.Opinion, approval.Granted, approval.Refused, approval.Withdrawn},
	approval.StateRefused:   {approval.Submitted, approval.Accepted},
	approval.StateWithdrawn: {approval.Submitted, approval.Accepted},
}

// permit puts in what the actor may do with every item.
func (p *ApprovalPage) permit(who access.Actor) {
	for i := range p.Items {
		l := &p.Items[i]
		if approval.OfArea(l.Item.ID) || !who.Can(access.NoteApproval) {
			continue
		}
		for _, k := range following[l.Standing.State] {
			if l.fits(k) && l.says(who, k) {
				l.May = append(l.May, k)
			}
		}
		for k := range l.Records {
			if r := &l.Records[k]; r.Struck == "" && l.says(who, r.Kind) {
				l.Strikes = append(l.Strikes, r.ID)
			}
		}
	}
}

// fits tells that a kind means something for the item: only what is missing can be
// supplied, nothing is granted before that, and opinions are asked for joint events.
func (l *ApprovalItem) fits(k approval.Kind) bool {
	if l.Entry != nil && l.Entry.Event { // no approval: it begins and ends
		return k == approval.Accepted || k == approval.Granted
	}
	waits := slices.ContainsFunc(l.Missing, func(m ApprovalMissing) bool { return !m.Supplied })
	switch k {
	case approval.Supplied:
		return waits
	case approval.Granted:
		return !waits
	case approval.Opinion:
		return len(l.With) > 0
	}
	return true
}

// says is speaks, asked of a page.
func (l *ApprovalItem) says(who access.Actor, k approval.Kind) bool {
	sits := func(s ApprovalSeat) bool { return slices.Contains(s.Units, who.Unit) }
	return speaks(who, k, seat{leads: sits(l.Lead), joins: slices.ContainsFunc(l.With, sits)})
}
