// The book: every base indicator of every unit over time.

package indicator

import (
	"sync"
	"sync/atomic"

	"guatu/internal/workday"
)

// A Book holds the changes of all units and base indicators, added up by day. It is
// a value: taking changes in makes another one that shares what did not change, so
// it may be read from anywhere while the next is made.
type Book struct {
	columns int
	pages   []*page // by unit; nil where nothing was ever said
}

// A page is one unit's series, by column.
type page struct{ series []series }

// Columns is how many base indicators the book has.
func (b *Book) Columns() int { return b.columns }

// Units is how many units it has pages for.
func (b *Book) Units() int { return len(b.pages) }

// Own is a unit's own value as of a day: without what its children hand up. Facts
// and Lacks are in ten-thousandths (One).
func (b *Book) Own(unit, column int, on workday.Date) Amount {
	if unit >= len(b.pages) || b.pages[unit] == nil {
		return Amount{}
	}
	return b.pages[unit].series[column].at(on)
}

// Steps is how many steps all series have together; one takes sixteen bytes, or
// twenty where something lacked.
func (b *Book) Steps() (n int) {
	for _, p := range b.pages {
		if p == nil {
			continue
		}
		for i := range p.series {
			n += len(p.series[i].days)
		}
	}
	return n
}

// Build makes the book of so many units and columns from scratch. gather adds the
// changes of one unit to a list, in any order; it is asked once for every unit, by
// as many workers at a time as are given.
func Build(units, columns, workers int, gather func(unit int, to []Change) []Change) *Book {
	b := &Book{columns: columns, pages: make([]*page, units)}
	var next atomic.Int64
	each(workers, func() {
		s := sorter{columns: columns}
		for u := int(next.Add(1)) - 1; u < units; u = int(next.Add(1)) - 1 {
			s.changes = gather(u, s.changes[:0])
			if len(s.changes) > 0 {
				b.pages[u] = s.page()
			}
		}
	})
	return b
}

// each runs work as often as there are workers and waits for all.
func each(workers int, work func()) {
	var all sync.WaitGroup
	for range max(1, workers) - 1 {
		all.Go(work)
	}
	work()
	all.Wait()
}

// With is the book with netted changes (Net) taken in. The time it takes depends on
// the steps of the series that change, not on the size of the book.
func (b *Book) With(changes []Change) *Book {
	if len(changes) == 0 {
		return b
	}
	next := &Book{columns: b.columns, pages: append([]*page(nil), b.pages...)}
	for from := 0; from < len(changes); {
		to := from + 1
		for to < len(changes) && changes[to].Unit == changes[from].Unit {
			to++
		}
		unit := int(changes[from].Unit)
		for unit >= len(next.pages) {
			next.pages = append(next.pages, nil)
		}
		next.pages[unit] = next.pages[unit].with(changes[from:to], b.columns)
		from = to
	}
	return next
}

// with is the page with one unit's changes taken in; a page of which nothing is
// left is none.
func (p *page) with(changes []Change, columns int) *page {
	next := &page{series: make([]series, columns)}
	if p != nil {
		copy(next.series, p.series)
	}
	for from := 0; from < len(changes); {
		to := from + 1
		for to < len(changes) && changes[to].Column == changes[from].Column {
			to++
		}
		s := &next.series[changes[from].Column]
		*s = s.with(changes[from:to])
		from = to
	}
	for i := range next.series {
		if len(next.series[i].days) > 0 {
			return next
		}
	}
	return nil
}
