package app

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"guatu/internal/signal"
)

// sortByName orders by pinyin, as offices do. Keys are made once a row: making
// them in the comparison would cost a hundred times more.
func sortByName(rows []*ProjectRow, sign int) {
	collator := collate.New(language.Chinese)
	type keyed struct {
		row *ProjectRow
		key []byte
	}
	var buffer collate.Buffer
	list := make([]keyed, len(rows))
	for i, r := range rows {
		list[i] = keyed{r, bytes.Clone(collator.KeyFromString(&buffer, r.Project.Name))}
		buffer.Reset()
	}
	slices.SortFunc(list, func(a, b keyed) int {
		if c := sign * bytes.Compare(a.key, b.key); c != 0 {
			return c
		}
		return strings.Compare(a.row.Project.ID, b.row.Project.ID)
	})
	for i, k := range list {
		rows[i] = k.row
	}
}

// lightOrder is how urgent a row's light is, the most urgent first.
func lightOrder(r *ProjectRow) int { return slices.Index(signal.Lights, r.State.Light) }
