package app

import (
	"cmp"
	"slices"
	"strings"

	"guatu/internal/journal"
	"guatu/internal/lifecycle"
)

// feedBatch takes a batch in: it belongs to a unit, not to a project, and so lies
// beside the dossiers. The list is made anew: others still read the old one.
func (f *facts) feedBatch(e journal.Entry) error {
	b, removed, err := pick[lifecycle.Batch](e)
	if err != nil {
		return err
	}
	f.batches = slices.DeleteFunc(slices.Clone(f.batches), func(o lifecycle.Batch) bool { return o.ID == b.ID })
	if !removed {
		f.batches = append(f.batches, b)
	}
	slices.SortFunc(f.batches, byDue)
	return nil
}

func byDue(a, b lifecycle.Batch) int {
	return cmp.Or(cmp.Compare(a.Due, b.Due), strings.Compare(a.ID, b.ID))
}
