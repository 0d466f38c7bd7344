package sheet

// Finding the rows of headings, wherever on the sheet they stand and however many
// levels they have.

import (
	"strings"

	"guatu/internal/sheet/xlsx"
)

// A headerBlock is the rows of one heading: indices into grid.Rows.
type headerBlock struct{ first, last int }

// Bounds of the search: a ledger's heading is near its top, and has few levels.
const (
	searchRows = 300
	maxLevels  = 5
)

// A headerFinder goes once over a sheet.
type headerFinder struct {
	*grid
}

// findHeaders gives all heading blocks of a sheet from top to bottom, repeated
// ones included.
func (g *grid) findHeaders() []headerBlock {
	f := headerFinder{grid: g}
	var blocks []headerBlock
	for i := 0; i < len(g.Rows); i++ {
		if len(blocks) == 0 && i > searchRows {
			return nil
		}
		if !f.promising(i, len(blocks) == 0) || !f.isHeader(g.Rows[i]) {
			continue
		}
		b := f.block(i)
		if len(blocks) > 0 && b.first <= blocks[len(blocks)-1].last {
			continue
		}
		blocks = append(blocks, b)
		i = b.last
	}
	return blocks
}

// anchors are headings in full, for the quick look at rows below the first
// heading: repeated headings and further tables.
var anchors = func() map[string]bool {
	m := map[string]bool{}
	for _, s := range synonyms {
		if len(s.all) == 1 {
			m[s.all[0]] = true
		}
	}
	return m
}()

// promising is the quick look that spares body rows the long one.
func (f *headerFinder) promising(i int, none bool) bool {
	cells := f.Rows[i].Cells
	if len(cells) == 0 || isFigure(cells[0]) {
		return false
	}
	if none {
		return true
	}
	hits := 0
	for _, c := range cells {
		if c.Kind != xlsx.Text || len(c.Text) > 60 {
			continue
		}
		s, _, _ := strings.Cut(fold(c.Text), "(")
		if anchors[s] {
			hits++
		}
	}
	return hits >= 2
}

// isHeader tells whether a row is the (first) row of a heading: most of its cells
// are known headings, and none is a figure.
func (f *headerFinder) isHeader(row xlsx.Row) bool {
	cells := filled(row)
	hits, serious, named := 0, 0, false
	for _, c := range cells {
		if c.Kind != xlsx.Text {
			if !isYear(c) {
				return false
			}
			continue
		}
		field, ok := f.heading(c.Text)
		if ok {
			hits++
		}
		named = named || field == "name" && anchors[fold(c.Text)]
		if ok && field != "other" && field != "group" && field != "note" {
			serious++
		}
	}
	switch {
	case len(cells) == 1:
		return hits == 1 && isNameHeading(cells[0].Text)
	case serious == 0 && hits < 3:
		return false
	case named && hits >= 2: // the office's own words beside 项目名称
		return true
	}
	return hits >= 2 && hits*2 >= len(cells)
}

func isYear(c xlsx.Cell) bool { return c.Number >= 2000 && c.Number <= 2099 }

func isNameHeading(text string) bool {
	s := fold(text)
	return s == "项目名称" || s == "工程名称" || s == "projectname"
}

// heading looks a text up; sentences and labels with a colon are none.
func (f *headerFinder) heading(text string) (string, bool) {
	outside, _, _ := strings.Cut(fold(text), "(")
	if runes(text) > longestHeading || strings.ContainsAny(outside, ":.;") && outside != "no." && !strings.HasPrefix(outside, "其中") {
		return "", false
	}
	field, ok := isHeadingText(text)
	return field, ok
}

// block extends a header row to all its levels: along vertical merges, over rows
// that only stand below groups, and up to groups with unknown names.
func (f *headerFinder) block(i int) headerBlock {
	b := headerBlock{i, i}
	if i > 0 && f.isGroupRow(i-1) {
		b.first--
	}
	for changed := true; changed && b.last-b.first < maxLevels; {
		changed = false
		if reach := f.mergedBelow(b); reach > b.last {
			b.last, changed = reach, true
		}
		if next := b.last + 1; next < len(f.Rows) && f.isLowerLevel(b, f.Rows[next]) {
			b.last, changed = next, true
		}
	}
	return b
}

// isGroupRow finds a row of at least two merges above the heading, directly.
func (f *headerFinder) isGroupRow(i int) bool {
	row, below := f.Rows[i], f.Rows[i+1]
	wide := 0
	for _, c := range filled(row) {
		if c.Kind != xlsx.Text || strings.ContainsAny(c.Text, "：:") || runes(c.Text) > 20 {
			return false
		}
		if m, ok := f.merged(row.N, c.Col); ok && m.LastCol > m.Col {
			wide++
		}
	}
	return row.N+1 == below.N && wide >= 2
}

// mergedBelow gives the last row that merges from inside the block reach. A merge
// of more levels than any heading has is somebody's mistake and is left alone.
func (f *headerFinder) mergedBelow(b headerBlock) int {
	reach := b.last
	for i := b.first; i <= b.last; i++ {
		row := f.Rows[i]
		for _, c := range filled(row) {
			m, ok := f.merged(row.N, c.Col)
			if !ok || m.LastRow-m.Row >= maxLevels {
				continue
			}
			for reach+1 < len(f.Rows) && f.Rows[reach+1].N <= m.LastRow {
				reach++
			}
		}
	}
	return reach
}

// isLowerLevel tells whether a row goes on with the heading: nothing stands below
// the columns that already have a full heading, and what stands there is text
// that names columns or units.
func (f *headerFinder) isLowerLevel(b headerBlock, row xlsx.Row) bool {
	cells := filled(row)
	if len(cells) == 0 || row.N > f.Rows[b.last].N+1 && !f.csv {
		return false
	}
	good, ends := 0, 0
	for _, c := range cells {
		if c.Kind == xlsx.Text && endsHeading(fold(c.Text)) {
			ends++
		}
	}
	for _, c := range cells {
		if c.Kind != xlsx.Text || isFigure(c) || runes(c.Text) > 20 {
			return false
		}
		s := fold(c.Text)
		_, isUnit := unitNamed(strings.Trim(s, "()"))
		if !isUnit && ends*2 < len(cells) && !f.openAbove(b, c.Col) {
			return false
		}
		if _, ok := f.heading(c.Text); ok || isUnit || strings.ContainsAny(s, "年月季") || f.items.event(c.Text) || f.items.names(c.Text) {
			good++
		}
	}
	return good*2 >= len(cells)
}

// endsHeading tells the second half of a heading broken over two rows: 时间, （万元）.
func endsHeading(s string) bool {
	_, isUnit := unitNamed(strings.Trim(s, "()"))
	return isUnit || tails[s]
}

// openAbove tells whether a column of the block still lacks its lowest heading:
// nothing stands there, or something that stretches over several columns.
func (f *headerFinder) openAbove(b headerBlock, col int) bool {
	above := f.Rows[b.last]
	c := above.Cell(col)
	if m, ok := f.merged(above.N, col); ok {
		return m.LastCol > m.Col
	}
	if !holds(c) {
		return true
	}
	next := above.Cell(col + 1)
	_, covered := f.merged(above.N, col+1)
	field, ok := f.heading(c.Text)
	return !holds(next) && !covered && (!ok || f.items.names(c.Text) || field == "group" || fieldKinds[field] == kindAmount || fieldKinds[field] == kindPeriod)
}
