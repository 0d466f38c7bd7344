package app

import (
	"cmp"
	"slices"
	"strings"

	"guatu/internal/approval"
	"guatu/internal/journal"
	"guatu/internal/lifecycle"
	"guatu/internal/score"
	"guatu/internal/store"
	"guatu/internal/target"
)

// A rack is one noun that belongs to units and not to projects, as the hold reads
// it at a start, feeds it from the journal and keeps it beside the dossiers.
type rack interface {
	word() string
	read(tx *store.Tx) (place func(*facts), err error)
	feed(f *facts, e journal.Entry) error
}

// racks are all of them; the journal's word for each is its noun in the store.
var racks = []rack{
	rackOf[lifecycle.Batch]{"batch", (*store.Tx).Batches,
		func(f *facts) *[]lifecycle.Batch { return &f.batches },
		func(b *lifecycle.Batch) string { return b.ID }, byDue},
	rackOf[score.Publication]{"publication", (*store.Tx).Publications,
		func(f *facts) *[]score.Publication { return &f.publications },
		func(p *score.Publication) string { return p.ID },
		func(a, b score.Publication) int { return strings.Compare(a.ID, b.ID) }},
	rackOf[score.Warning]{"warning", (*store.Tx).Warnings,
		func(f *facts) *[]score.Warning { return &f.warnings },
		func(w *score.Warning) string { return w.ID },
		func(a, b score.Warning) int { return strings.Compare(a.ID, b.ID) }},
	rackOf[target.Goal]{"goal", (*store.Tx).Goals,
		func(f *facts) *[]target.Goal { return &f.goals },
		func(g *target.Goal) string { return g.ID }, byPlaceAndID},
	rackOf[target.Target]{"target", (*store.Tx).Targets,
		func(f *facts) *[]target.Target { return &f.targets },
		func(t *target.Target) string { return t.ID },
		func(a, b target.Target) int { return strings.Compare(a.ID, b.ID) }},
	rackOf[target.Pledge]{"pledge", (*store.Tx).Pledges,
		func(f *facts) *[]target.Pledge { return &f.pledges },
		func(p *target.Pledge) string { return p.ID },
		func(a, b target.Pledge) int { return strings.Compare(a.ID, b.ID) }},
	rackOf[target.Remedy]{"remedy", (*store.Tx).Remedies,
		func(f *facts) *[]target.Remedy { return &f.remedies },
		func(r *target.Remedy) string { return r.ID },
		func(a, b target.Remedy) int { return strings.Compare(a.ID, b.ID) }},
	rackOf[score.Scheme]{"scheme", (*store.Tx).Schemes,
		func(f *facts) *[]score.Scheme { return &f.schemes },
		func(s *score.Scheme) string { return s.ID },
		func(a, b score.Scheme) int { return strings.Compare(a.ID, b.ID) }},
	rackOf[score.Entry]{"scheme_entry", (*store.Tx).SchemeEntries,
		func(f *facts) *[]score.Entry { return &f.entries },
		func(e *score.Entry) string { return e.ID },
		func(a, b score.Entry) int { return strings.Compare(a.ID, b.ID) }},
	rackOf[approval.Area]{"area", (*store.Tx).Areas,
		func(f *facts) *[]approval.Area { return &f.areas },
		func(a *approval.Area) string { return a.ID },
		func(a, b approval.Area) int { return strings.Compare(a.ID, b.ID) }},
	rackOf[approval.Discredit]{"discredit", (*store.Tx).Discredits,
		func(f *facts) *[]approval.Discredit { return &f.discredits },
		func(d *approval.Discredit) string { return d.ID },
		func(a, b approval.Discredit) int { return strings.Compare(a.ID, b.ID) }},
	readingRack{},
}

// racksByNoun finds a rack by the journal's word.
var racksByNoun = func() map[string]rack {
	all := make(map[string]rack, len(racks))
	for _, s := range racks {
		all[s.word()] = s
	}
	return all
}()

func byDue(a, b lifecycle.Batch) int {
	return cmp.Or(cmp.Compare(a.Due, b.Due), strings.Compare(a.ID, b.ID))
}

func byPlaceAndID(a, b target.Goal) int {
	return cmp.Or(cmp.Compare(a.Place, b.Place), strings.Compare(a.ID, b.ID))
}

// rackOf is a rack whose values are of type T.
type rackOf[T any] struct {
	noun  string
	all   func(*store.Tx) ([]T, error)
	lies  func(*facts) *[]T
	id    func(*T) string
	order func(a, b T) int
}

func (s rackOf[T]) word() string { return s.noun }

func (s rackOf[T]) read(tx *store.Tx) (func(*facts), error) {
	list, err := s.all(tx)
	slices.SortFunc(list, s.order)
	return func(f *facts) { *s.lies(f) = list }, err
}

// feed takes one entry in. The list is made anew: others still read the old one.
func (s rackOf[T]) feed(f *facts, e journal.Entry) error {
	is, removed, err := pick[T](e)
	if err != nil {
		return err
	}
	list := s.lies(f)
	*list = slices.DeleteFunc(slices.Clone(*list), func(o T) bool { return s.id(&o) == s.id(&is) })
	if !removed {
		*list = append(*list, is)
	}
	slices.SortFunc(*list, s.order)
	return nil
}
