package app

import (
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// collators make the keys of names; one cannot be used by two at once.
var collators = sync.Pool{New: func() any { return collate.New(language.Chinese) }}

// nameKey is a name's place in the order of pinyin, as offices sort. It is made
// once a project: making it in a comparison would cost a hundred times more, and
// for every list still some microseconds a row.
func nameKey(name string) string {
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	var buffer collate.Buffer
	return string(c.KeyFromString(&buffer, name))
}

// sortByName orders by pinyin.
func sortByName(rows []*ProjectRow, sign int) {
	slices.SortFunc(rows, func(a, b *ProjectRow) int {
		if c := sign * strings.Compare(a.dossier.nameKey, b.dossier.nameKey); c != 0 {
			return c
		}
		return strings.Compare(a.Project.ID, b.Project.ID)
	})
}

// lightOrder is how urgent a row's light is, the most urgent first.
func lightOrder(r *ProjectRow) int { return r.light }
