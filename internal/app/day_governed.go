package app

import (
	"cmp"
	"slices"

	"guatu/internal/access"
	"guatu/internal/schedule"
	"guatu/internal/workday"
)

// A GovernedDay is what governed dates and pauses ask of one person today: what
// they are to answer, what of theirs waits, which pauses end soon.
type GovernedDay struct {
	Decide      int          `json:"decide"`                // date changes that wait for them
	DecideSince workday.Date `json:"decide_since,omitzero"` // the longest waiting of those
	Waiting     int          `json:"waiting"`               // of their own unit's, still unanswered
	Grant       int          `json:"grant"`                 // pauses and renewals that wait for them
	Ending      []PauseRow   `json:"ending,omitempty"`      // pauses that end soon and wait for no answer
}

// governedDay looks through the rows once; nil where there is nothing.
func governedDay(fig *figured, who access.Actor, rows []*ProjectRow) *GovernedDay {
	var d GovernedDay
	for _, r := range rows {
		if len(r.dossier.changes) > 0 {
			d.changes(fig, who, r)
		}
		for i := range r.dossier.pauses {
			row := pauseRow(fig, who, r, &r.dossier.pauses[i])
			if row.MayDecide {
				d.Grant++
			}
			if row.Soon && row.MayAsk && !row.Waits {
				d.Ending = append(d.Ending, row)
			}
		}
	}
	slices.SortStableFunc(d.Ending, func(a, b PauseRow) int { return cmp.Compare(a.Until, b.Until) })
	if d.Decide+d.Waiting+d.Grant+len(d.Ending) == 0 {
		return nil
	}
	return &d
}

func (d *GovernedDay) changes(fig *figured, who access.Actor, r *ProjectRow) {
	var dates []schedule.Date
	for i := range r.dossier.changes {
		c := &r.dossier.changes[i]
		if c.State() != schedule.ChangeWaits {
			continue
		}
		if dates == nil {
			dates = r.dates(fig)
		}
		row := changeRow(fig, who, r, dates, c)
		switch {
		case row.MayDecide:
			d.Decide++
			if d.DecideSince.IsZero() || row.Since < d.DecideSince {
				d.DecideSince = row.Since
			}
		case row.MayDrop:
			d.Waiting++
		}
	}
}
