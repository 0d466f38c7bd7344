package app

import (
	"maps"
	"slices"
)

// groupings are what a table can be grouped by and a filter lists, in the order
// in which codebooks keep them. groups says how each reads a row.
var groupings = [...]string{"unit", "stage", "tier", "light", "level", "kind", "recognised"}

// A codebook numbers the values that rows have in each grouping, so that counting
// thirty thousand rows by seven of them adds up small numbers instead of looking up
// text. Numbers only ever come on: books of one tenant and day share them.
type codebook struct {
	values [len(groupings)][]string
	codes  [len(groupings)]map[string]int
}

// code notes the row's values. Books are copied by value: the lists are copied
// before they grow, as an older book may still be read.
func (b *codebook) code(r *ProjectRow) {
	for i, by := range groupings {
		value := groups[by](r)
		code, ok := b.codes[i][value]
		if !ok {
			code = len(b.values[i])
			b.values[i] = append(slices.Clip(b.values[i]), value)
			b.codes[i] = maps.Clone(b.codes[i])
			if b.codes[i] == nil {
				b.codes[i] = map[string]int{}
			}
			b.codes[i][value] = code
		}
		r.codes[i] = code
	}
}

// groupingAt is the place of a grouping in a book.
func groupingAt(by string) int { return slices.Index(groupings[:], by) }
