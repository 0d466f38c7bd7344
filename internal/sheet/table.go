package sheet

// One table of a sheet: its heading, what stands above it, its rows.

import (
	"strings"

	"guatu/internal/sheet/xlsx"
)

// A table is a heading with the rows below it.
type table struct {
	*grid
	preamble
	block    headerBlock
	cols     []column
	layout   string
	start    int          // first row of the body, an index into grid.Rows
	end      int          // behind the last one
	repeat   map[int]bool // rows of repeated headings
	drop     map[int]bool // titles and unit lines repeated with them
	fields   map[string]column
	lateUnit unit     // of a unit line below the heading
	months   []column // of single months, where they are all there is of the year
	approved []column // of approval dates and numbers
	widths   int      // columns from the first to the last heading
	// the two columns that are asked for most, 0 for none
	seqCol, nameCol int
}

// tables cuts a sheet into its tables. A heading that says what the one before
// said repeats it (a page break drawn by hand); any other begins a table.
func (g *grid) tables(opt Options) []*table {
	var list []*table
	blocks := g.findHeaders()
	for i, b := range blocks {
		end := len(g.Rows)
		if i+1 < len(blocks) {
			end = blocks[i+1].first
		}
		if len(list) > 0 {
			last := list[len(list)-1]
			if g.sameHeading(last.block, b) {
				last.takeRepeat(b, end)
				continue
			}
		}
		list = append(list, g.newTable(b, end, opt))
	}
	carryMapping(list, opt)
	g.divide(list)
	for _, t := range list {
		t.settle(opt)
	}
	return list
}

// carryMapping lets what people mapped by hand in the first table of a sheet, which
// is the one they are shown, hold for headings of the same words in the others.
func carryMapping(list []*table, opt Options) {
	if len(list) < 2 || len(opt.Mapping[list[0].layout]) == 0 {
		return
	}
	said := map[string]string{}
	for _, c := range list[0].cols {
		if field, ok := opt.Mapping[list[0].layout][c.Col]; ok {
			said[c.heading.joined] = field
		}
	}
	for _, t := range list[1:] {
		if opt.Mapping[t.layout] != nil {
			continue
		}
		mapping := map[int]string{}
		for _, c := range t.cols {
			if field, ok := said[c.heading.joined]; ok {
				mapping[c.Col] = field
			}
		}
		apply(t.cols, mapping)
	}
}

// newTable makes a table whose body ends before end.
func (g *grid) newTable(b headerBlock, end int, opt Options) *table {
	t := &table{grid: g, block: b, start: b.last + 1, end: end, repeat: map[int]bool{}, drop: map[int]bool{}}
	for t.start < end && t.belowHeading(g.Rows[t.start]) {
		t.start++
	}
	t.cols = g.columns(b, g.Rows[t.start:min(end, t.start+sampleRows)])
	t.layout = layoutOf(t.cols)
	apply(t.cols, opt.Mapping[t.layout])
	if n := len(t.cols); n > 0 {
		t.widths = t.cols[n-1].Col - t.cols[0].Col + 1
	}
	return t
}

// belowHeading tells rows that still belong to the heading: the numbers of its
// columns, a unit line in the wrong place.
func (t *table) belowHeading(row xlsx.Row) bool {
	if t.numbersColumns(row) {
		return true
	}
	cells := filled(row)
	if len(cells) != 1 || cells[0].Kind != xlsx.Text || !strings.Contains(cells[0].Text, "单位") {
		return false
	}
	u, ok := unitStated(fold(cells[0].Text))
	if ok {
		t.lateUnit = u
	}
	return ok
}

// sampleRows are looked at to tell what a column holds.
const sampleRows = 60

// takeRepeat marks the rows of a repeated heading.
func (t *table) takeRepeat(b headerBlock, end int) {
	for i := b.first; i <= b.last; i++ {
		t.repeat[i] = true
	}
	for i := b.first - 1; i >= t.start && !t.repeat[i]; i-- {
		cells := filled(t.Rows[i])
		if len(cells) > 0 && !isPreambleRow(cells) {
			break
		}
		t.drop[i] = true
	}
	if t.end = end; b.last+1 < end && t.numbersColumns(t.Rows[b.last+1]) {
		t.drop[b.last+1] = true
	}
}

// sameHeading compares two headings cell by cell; one word changed by hand does
// not make another table.
func (g *grid) sameHeading(a, b headerBlock) bool {
	if a.last-a.first != b.last-b.first {
		return false
	}
	same, all := 0, 0
	for i := range a.last - a.first + 1 {
		x, y := g.Rows[a.first+i], g.Rows[b.first+i]
		for _, c := range filled(x) {
			all++
			if fold(c.Text) == fold(y.Cell(c.Col).Text) {
				same++
			}
		}
		all += max(0, len(filled(y))-len(filled(x)))
	}
	return all > 0 && same*10 >= all*9
}

// numbersColumns finds the row under a heading that counts the columns: 1 2 3 4,
// 甲 乙 1 2.
func (g *grid) numbersColumns(row xlsx.Row) bool {
	cells := filled(row)
	if len(cells) < 4 {
		return false
	}
	want := 0
	for _, c := range cells {
		s := strings.Trim(fold(stated(c)), "()")
		n, length := wholeAt(s)
		switch {
		case strings.Contains("甲乙丙丁戊己庚辛", s) && s != "" && want == 0:
		case length == len(s) && length > 0 && (want == 0 && n <= 1 || n == want+1):
			want = n
		default:
			return strings.HasPrefix(s, "=") || want > 2 && strings.ContainsAny(s, "=/÷×")
		}
	}
	return want >= 2
}

// divide gives the rows above a second table (its title, its unit line) to that
// table: they are no rows of the first.
func (g *grid) divide(list []*table) {
	for i, t := range list {
		above := 0
		if i > 0 {
			above = g.preambleFrom(list[i-1], t.block.first)
			list[i-1].end = above
		}
		t.preamble = readPreamble(g.Rows[above:t.block.first])
	}
}

// preambleFrom walks up from a heading over titles, unit lines and nothing.
func (g *grid) preambleFrom(before *table, first int) int {
	i := first
	for i > before.start {
		cells := filled(g.Rows[i-1])
		if len(cells) > 0 && !isPreambleRow(cells) {
			break
		}
		i--
	}
	return i
}

func isPreambleRow(cells []xlsx.Cell) bool {
	for _, c := range cells {
		if c.Kind != xlsx.Text || isTotalWord(c.Text) || isNote(c.Text) && !strings.Contains(c.Text, "单位") && !strings.HasPrefix(c.Text, "附") {
			return false
		}
	}
	text := fold(cells[0].Text)
	for _, w := range [...]string{"表", "台账", "清单", "情况", "一览", "附件", "名单", "单位:", "汇总", "计划"} {
		if strings.Contains(text, w) && !strings.Contains(text, "项目名称") {
			return len(cells) <= 4
		}
	}
	_, isUnit := unitStated(text)
	return isUnit && len(cells) <= 3
}

// settle finishes a table once its preamble is known: the unit of each amount.
func (t *table) settle(opt Options) {
	t.fields = map[string]column{}
	if opt.Year != 0 {
		t.year = opt.Year
	}
	if t.year == 0 {
		t.year = headingYear(t.cols)
	}
	t.yearEnds()
	if !t.preamble.unit.known() {
		t.preamble.unit = t.lateUnit
	}
	t.units()
	t.months = t.monthColumns()
	for i := range t.cols {
		c := &t.cols[i]
		if c.kind == kindApproval {
			t.approved = append(t.approved, *c)
		}
		if c.Field != "" {
			if _, have := t.fields[c.Field]; !have {
				t.fields[c.Field] = *c
			}
		}
	}
	t.seqCol, t.nameCol = t.col("seq"), t.col("name")
}

// yearEnds takes 截至2025年底累计完成 for what is done since the start where 2025 is
// the ledger's own year; of an earlier year it is history.
func (t *table) yearEnds() {
	if colOf(t.cols, "done") > 0 {
		return
	}
	for i := range t.cols {
		c := &t.cols[i]
		if len(c.options) > 0 && c.options[0].field == "prev_done" && c.Year != 0 && c.Year == t.year {
			c.Field, c.kind = "done", kindAmount
			return
		}
	}
}

// units gives every column of amounts its unit: the heading's, else the title's.
// Where no title states one but all headings that do agree, the others go with
// them (总投资（万元）, 其中：固定资产投资), unless that makes a part greater than the
// whole.
func (t *table) units() {
	common := t.commonUnit()
	for i := range t.cols {
		c := &t.cols[i]
		if c.kind != kindAmount || c.unit.known() {
			continue
		}
		c.unit = t.preamble.unit
		if !c.unit.known() && common.known() && t.withinTotal(c.Col) {
			c.unit, c.inferred = common, true
		}
	}
}

// commonUnit is the unit that all headings with one agree on.
func (t *table) commonUnit() unit {
	var common unit
	for _, c := range t.cols {
		if c.kind != kindAmount || c.Field == "" || !c.unit.known() {
			continue
		}
		if common.known() && common != c.unit {
			return unit{}
		}
		common = c.unit
	}
	return common
}

// withinTotal tells that a column's figures could be parts of the totals of their
// rows, all read in one unit. A year that spent more than planned is no other
// unit; one of ten times the total is.
func (t *table) withinTotal(col int) bool {
	total, ok := find(t.cols, "total")
	if !ok {
		return false
	}
	below, above := 0, 0
	for _, row := range t.Rows[t.start:min(t.end, t.start+sampleRows)] {
		part, whole := readAmount(row.Cell(col), total.unit), readAmount(row.Cell(total.Col), total.unit)
		if !part.amount.OK || !whole.amount.OK || part.amount.Yuan == 0 {
			continue
		}
		if part.unit == total.unit && part.amount.Yuan > 10*whole.amount.Yuan {
			above++
		} else {
			below++
		}
	}
	return below > above*4
}

// headingYear is the one year the headings name, 2025年计划.
func headingYear(cols []column) int {
	year := 0
	for _, c := range cols {
		if c.Year != 0 && year != 0 && c.Year != year {
			return 0
		}
		year = max(year, c.Year)
	}
	return year
}

// sheetUnit is the unit the sheet line states: the title's, else the one that all
// amounts have in common.
func (t *table) sheetUnit() string {
	if t.preamble.unit.known() {
		return t.preamble.unit.name
	}
	return t.commonUnit().name
}

// col gives the number of a field's column, 0 if the table has none.
func (t *table) col(field string) int { return t.fields[field].Col }
