package score

import (
	"slices"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

// Mendable tells whether an edition may still be written anew on a day: until the
// end of the day it was put down or is first in force, whichever is later. After
// that somebody relied on it, and a change is another edition.
func (e *Edition) Mendable(today workday.Date) bool { return today <= max(e.Written, e.From) }

// With is the scheme with another edition. It takes the place of the one in force
// from the day mends, or from its own day; zero and no such day make it a new one.
//
// A new edition begins after the last period that is over: what was judged is not
// moved by a change in mid-year. Only the first may begin earlier, for there was
// nothing to move. Faults: scheme.edition_settled, scheme.edition_past,
// scheme.edition_none.
func (s *Scheme) With(e Edition, mends, today workday.Date) (*Scheme, error) {
	is := s.Clone()
	if mends.IsZero() && is.at(e.From) >= 0 {
		mends = e.From
	}
	if !mends.IsZero() {
		i := is.at(mends)
		if i < 0 {
			return nil, fault.New(fault.NotFound, "scheme.edition_none", "from", mends.String()).At("mends")
		}
		if !is.Editions[i].Mendable(today) {
			return nil, fault.New(fault.Invalid, "scheme.edition_settled", "from", mends.String()).At("from")
		}
		e.Written = is.Editions[i].Written // the journal knows the rest
		is.Editions = slices.Delete(is.Editions, i, i+1)
	}
	if over := s.Period.Whole(today).To; len(is.Editions) > 0 && e.From <= over {
		return nil, fault.New(fault.Invalid, "scheme.edition_past", "from", e.From.String(), "over", over.String()).At("from")
	}
	if is.at(e.From) >= 0 {
		return nil, fault.New(fault.Invalid, "scheme.edition_twice", "from", e.From.String()).At("from")
	}
	is.Editions = append(is.Editions, e)
	slices.SortFunc(is.Editions, byFrom)
	return is, nil
}

// at is the place of the edition in force from a day.
func (s *Scheme) at(from workday.Date) int {
	return slices.IndexFunc(s.Editions, func(e Edition) bool { return e.From == from })
}

// binding finds a binding by its folded name, and its place.
func (e *Edition) binding(key string, fold func(string) string) (Binding, int) {
	for i, b := range e.Bindings {
		if fold(b.Name) == key {
			return b, i
		}
	}
	return Binding{}, -1
}
