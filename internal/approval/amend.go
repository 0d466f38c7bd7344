// Amendments: a network is screened by rule and mended by people, with a reason.

package approval

import (
	"slices"
	"strings"

	"guatu/internal/workday"
)

// An Amendment changes a screened network. Without a reason there is none: who reads
// the chart next year must know why this project differs.
type Amendment struct {
	Item       string    `json:"item"`
	Drop       bool      `json:"drop,omitempty"`
	Add        *Item     `json:"add,omitempty"` // a new item; Item is then its id
	Pledged    *int      `json:"pledged,omitempty"`
	Needs      *[]string `json:"needs,omitempty"`
	GrantNeeds *[]string `json:"grant_needs,omitempty"`
	Promise    bool      `json:"promise,omitempty"` // 告知承诺: decided on the day of acceptance, on the applicant's promise
	Reason     string    `json:"reason"`

	By string       `json:"by,omitempty"`
	On workday.Date `json:"on,omitzero"`
}

// Amend applies amendments in their order. What waited for a dropped item waits for
// what that waited for. Faults: no reason, items that are not there or there
// already, the item the budget ends with dropped, and those of Compile.
func Amend(items []Item, budget Budget, amendments []Amendment) ([]Item, error) {
	var m mistakes
	items = slices.Clone(items)
	for n := range amendments {
		a, at := &amendments[n], "amendments["+itoa(n)+"]."
		if strings.TrimSpace(a.Reason) == "" {
			m.mistaken(at+"reason", "approval.no_reason")
		}
		i := slices.IndexFunc(items, func(it Item) bool { return it.ID == a.Item })
		switch {
		case a.Add != nil && i >= 0:
			m.mistaken(at+"item", "approval.item_there", "id", short(a.Item))
		case a.Add != nil:
			it := *a.Add
			it.ID = a.Item
			items = append(items, it)
		case i < 0:
			m.mistaken(at+"item", "approval.no_item", "id", short(a.Item))
		case a.Drop && a.Item == budget.Until:
			m.mistaken(at+"item", "approval.budget_end", "id", short(a.Item))
		case a.Drop:
			items = dropped(items, i)
		default:
			a.apply(&items[i])
		}
	}
	lay(items, budget, &m)
	return items, m.err()
}

// apply puts in what the amendment states.
func (a *Amendment) apply(it *Item) {
	if a.Pledged != nil {
		it.Pledged = *a.Pledged
	}
	if a.Promise {
		it.Pledged = 0
	}
	if a.Needs != nil {
		it.Needs = slices.Clone(*a.Needs)
	}
	if a.GrantNeeds != nil {
		it.GrantNeeds = slices.Clone(*a.GrantNeeds)
	}
}

// dropped is a list without one item.
func dropped(items []Item, i int) []Item {
	gone := map[string][]string{items[i].ID: items[i].Needs}
	items = slices.Delete(items, i, i+1)
	bridge(items, gone)
	return items
}

// An Upcoming item is one that can be submitted soon: what it asks for can be
// prepared now (服务要比需求早).
type Upcoming struct {
	Item  string       `json:"item"`
	Ready workday.Date `json:"ready"` // forecast of the grant of its last need; today where it is ready
	In    int          `json:"in"`    // working days until then
}

// Upcoming are the items that can be submitted within some working days, soonest
// first: ten is what S3-20 asks for.
func (r *Run) Upcoming(days int) []Upcoming {
	var list []Upcoming
	for i := range r.c.tracks {
		x := &r.c.times[i]
		if r.c.tracks[i].phase != idle || x.start == never {
			continue
		}
		if in := r.c.cal.Between(r.c.today, x.start); in <= days {
			list = append(list, Upcoming{Item: r.c.net.items[i].ID, Ready: x.start, In: in})
		}
	}
	slices.SortStableFunc(list, func(a, b Upcoming) int { return int(a.Ready - b.Ready) })
	return list
}
