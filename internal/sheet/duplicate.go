package sheet

// The same project twice in one file.

import (
	"fmt"
	"strings"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
)

const codeDuplicate = "duplicate_in_file"

// A repeats list finds rows that state a project stated before. Rows with the same
// name are the same project if the enterprise is; where one row does not name it,
// the place or the total must agree.
type repeats struct {
	byFirm map[firmName]*app.LedgerRow
	byName map[string][]*app.LedgerRow
}

// A firmName is a project's name and its enterprise's, both normalised.
type firmName struct{ name, firm string }

func newRepeats() *repeats {
	return &repeats{byFirm: map[firmName]*app.LedgerRow{}, byName: map[string][]*app.LedgerRow{}}
}

// mostCompared bounds the rows of one name that are compared one by one.
const mostCompared = 50

// take flags a row if it repeats an earlier one, else remembers it.
func (d *repeats) take(r *app.LedgerRow, nameCell string) {
	key := lifecycle.NameKey(r.Name, r.Enterprise)
	if runes(key) < 2 {
		return
	}
	firm := lifecycle.FirmKey(r.Enterprise)
	if first := d.earlier(r, key, firm); first != nil {
		r.DuplicateOf = fmt.Sprintf("%s!%d", first.Sheet, first.Row)
		r.Findings = append(r.Findings, app.Finding{Code: codeDuplicate, Cell: nameCell, Field: "name", Read: clipped(r.Name), Understood: r.DuplicateOf})
		return
	}
	if firm != "" {
		d.byFirm[firmName{key, firm}] = r
	}
	if list := d.byName[key]; len(list) < mostCompared {
		d.byName[key] = append(list, r)
	}
}

// earlier finds the first row that states the same project.
func (d *repeats) earlier(r *app.LedgerRow, key, firm string) *app.LedgerRow {
	if first := d.byFirm[firmName{key, firm}]; firm != "" && first != nil {
		return unlessFamily(first, r)
	}
	for _, other := range d.byName[key] {
		if (other.Enterprise == "" || firm == "") && agree(other, r) && unlessFamily(other, r) != nil {
			return other
		}
	}
	return nil
}

// unlessFamily keeps a part from repeating its own parent.
func unlessFamily(first, r *app.LedgerRow) *app.LedgerRow {
	if r.PartOfRow != 0 && first.Sheet == r.Sheet && (first.Row == r.PartOfRow || first.PartOfRow == r.PartOfRow) {
		return nil
	}
	return first
}

// agree tells that place or total say it may be the same project.
func agree(a, b *app.LedgerRow) bool {
	if a.Total.Stated() && a.Total.Same(b.Total) {
		return true
	}
	return a.Place == "" && b.Place == "" && !a.Total.Stated() && !b.Total.Stated() || nearby(a.Place, b.Place)
}

// nearby tells that two places may be one: 金湖县 and 金湖经济开发区.
func nearby(a, b string) bool {
	a, b = strings.TrimPrefix(fold(a), "市"), strings.TrimPrefix(fold(b), "市")
	if a == "" || b == "" {
		return false
	}
	x, y := []rune(a), []rune(b)
	return strings.Contains(a, b) || strings.Contains(b, a) || len(x) > 2 && len(y) > 2 && string(x[:2]) == string(y[:2])
}
