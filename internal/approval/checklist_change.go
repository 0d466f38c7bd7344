// Changes of a checklist: by people, with a reason each.

package approval

import (
	"slices"

	"guatu/internal/fault"
)

// With is the checklist with one change more. Faults are those of Amend; their place
// is that of the change's own field.
func (l Checklist) With(a Amendment) (*Checklist, error) {
	l.Amendments = append(slices.Clip(l.Amendments), a)
	if _, err := l.Amended(); err != nil {
		return nil, OwnFields(err)
	}
	return &l, nil
}

// Without is the checklist with one change taken back, counted from 0; refused where
// a later change stands on it.
func (l Checklist) Without(n int) (*Checklist, error) {
	if n < 0 || n >= len(l.Amendments) {
		return nil, fault.New(fault.NotFound, "checklist.no_change", "n", n+1)
	}
	l.Amendments = slices.Delete(slices.Clone(l.Amendments), n, n+1)
	_, err := l.Amended()
	return &l, err
}

// Kept are those changes of an earlier checklist that can still be made: their items
// are there, and what they name too.
func (l *Checklist) Kept(changes []Amendment) []Amendment {
	trial := *l
	trial.Amendments = nil
	for _, a := range changes {
		if next, err := trial.With(a); err == nil {
			trial = *next
		}
	}
	return trial.Amendments
}

// NameOf is what an item is called, by the screening or by a change; its code where
// it is none of them.
func (l *Checklist) NameOf(item string) string {
	for _, it := range l.Items {
		if it.ID == item {
			return it.Name
		}
	}
	for _, a := range l.Amendments {
		if a.Add != nil && a.Item == item {
			return a.Add.Name
		}
	}
	return item
}
