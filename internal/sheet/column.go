package sheet

// The columns of a table: their headings, what they are taken for, and why.

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"guatu/internal/app"
	"guatu/internal/sheet/xlsx"
)

// A column is one column of a table and how its cells are read.
type column struct {
	app.LedgerColumn
	heading  heading
	kind     kind
	unit     unit // of amounts: the heading's, else the table's
	options  []candidate
	inferred bool // its unit is that of the other columns
	loose    bool // a column on progress that mostly states stages: it is read as both
}

// columns reads the headings of a block and decides what each column is.
func (g *grid) columns(b headerBlock, sample []xlsx.Row) []column {
	var cols []column
	var heads [][]string
	var seen []evidence
	for col := 1; col <= min(g.LastCol, widest); col++ {
		levels := g.levels(b, col)
		if len(levels) == 0 {
			continue
		}
		h := newHeading(levels)
		c := column{heading: h, unit: h.unit, options: h.candidates()}
		c.LedgerColumn = app.LedgerColumn{Col: col, Heading: h.text, Year: h.year, Month: h.month, Unit: h.unit.name, Hidden: g.ColHidden(col)}
		e := g.evidence(sample, col)
		c.weigh(e)
		cols, heads, seen = append(cols, c), append(heads, levels), append(seen, e)
	}
	g.items.take(cols, heads, seen)
	oneStage(cols)
	assign(cols)
	preferTotal(cols)
	preferName(cols)
	return cols
}

// levels gives the heading of one column from top to bottom, a text that merges
// over several levels once.
func (g *grid) levels(b headerBlock, col int) []string {
	var levels []string
	deepest := false
	for i := b.last; i >= b.first; i-- {
		row := g.Rows[i]
		text := stated(g.at(row, col))
		if isNumberYear(row.Cell(col)) {
			text += "年"
		}
		if text == "" && deepest && i < b.last {
			text = g.groupToTheLeft(b, i, col)
		}
		if text == "" || len(levels) > 0 && levels[len(levels)-1] == text {
			continue
		}
		deepest = true
		levels = append(levels, text)
	}
	slices.Reverse(levels)
	return levels
}

func isNumberYear(c xlsx.Cell) bool { return c.Kind == xlsx.Number && isYear(c) }

// groupToTheLeft finds the group a column stands under where nobody merged the
// cells (a .csv has no merges): the next text to the left on that level, if it is
// a group itself.
func (g *grid) groupToTheLeft(b headerBlock, level, col int) string {
	row := g.Rows[level]
	if _, ok := g.merged(row.N, col); ok {
		return ""
	}
	for c := col - 1; c > 0; c-- {
		if _, ok := g.merged(row.N, c); ok {
			return ""
		}
		text := stated(row.Cell(c))
		if text == "" {
			continue
		}
		if holds(g.Rows[min(level+1, b.last)].Cell(c)) {
			return text
		}
		return ""
	}
	return ""
}

// evidence counts what the cells below a heading look like; said are words that
// stand for the date of an approval, 未办.
type evidence struct{ cells, dates, figures, percents, stages, said int }

// evidence looks at a sample of a column's cells.
func (g *grid) evidence(sample []xlsx.Row, col int) evidence {
	var e evidence
	d := dateReader{year: 2024, typed: true}
	for _, row := range sample {
		c := row.Cell(col)
		if !holds(c) {
			continue
		}
		e.cells++
		figure := isFigure(c)
		switch {
		case c.Format.IsPercent || c.Kind == xlsx.Text && strings.HasSuffix(fold(c.Text), "%"):
			e.percents++
		case c.Format.IsDate || !figure && runes(c.Text) < 16 && !d.read(c).when.IsZero():
			e.dates++
		case figure || looksLikeAmount(c):
			e.figures++
		case runes(c.Text) <= 8 && readStage(c.Text).stage != "":
			e.stages++
		case g.items != nil && !figure && approvalWord(fold(c.Text)) != "":
			e.said++
		}
	}
	return e
}

// looksLikeAmount tells 约60亿元 from 年产272万吨医用耗材.
func looksLikeAmount(c xlsx.Cell) bool {
	r := readAmount(c, unit{})
	return (r.amount.OK || r.amount.Low.OK) && !slices.Contains(r.codes, codeAmountNote)
}

// most tells that at least two of three cells are of a kind.
func (e evidence) most(n int) bool { return e.cells > 0 && n*3 >= e.cells*2 }

// weigh lets the cells speak where headings leave a choice: 形象进度 over
// percentages is a percentage, 进展情况 over 在建 and 投产 a stage.
func (c *column) weigh(e evidence) {
	for i := range c.options {
		o := &c.options[i]
		switch {
		case o.kind == kindName && e.most(e.figures+e.dates):
			o.score -= 60
		case o.field == "image" && e.most(e.percents):
			*o = candidate{"progress", kindPercent, o.score}
		case (o.field == "image" || o.field == "levels") && e.most(e.stages) && !c.loose:
			c.loose = true
			c.options = append(c.options, candidate{"stage", kindStage, o.score + 5})
		case o.kind == kindAmount && e.most(e.dates) || o.kind == kindDate && e.cells > 3 && e.most(e.percents):
			o.score -= 60
		}
	}
	slices.SortStableFunc(c.options, func(a, b candidate) int { return b.score - a.score })
	if len(c.options) == 0 {
		c.Proposed = e.propose()
	}
}

// propose names a field for a heading nobody knows; a person decides.
func (e evidence) propose() string {
	switch {
	case e.cells < 3:
		return ""
	case e.most(e.dates):
		return "start_date"
	case e.most(e.stages):
		return "stage"
	case e.most(e.percents):
		return "progress"
	}
	return ""
}

// oneStage takes columns on progress for what they are where another column is the
// stage by its heading.
func oneStage(cols []column) {
	headed := slices.ContainsFunc(cols, func(c column) bool {
		return !c.loose && len(c.options) > 0 && c.options[0].field == "stage"
	})
	for i := range cols {
		if headed && cols[i].loose {
			cols[i].loose = false
			cols[i].options = slices.DeleteFunc(cols[i].options, func(o candidate) bool { return o.field == "stage" })
		}
	}
}

// assign gives every field to the column it fits best; figures of several years
// or months may share a field. A column whose field is taken keeps its heading and
// goes to the extras, for second best is a guess.
func assign(cols []column) {
	best := map[string]int{}
	for i := range cols {
		if len(cols[i].options) == 0 || cols[i].options[0].score <= 0 {
			continue
		}
		o := cols[i].options[0]
		cols[i].kind = o.kind
		if o.kind == kindOther || o.kind == kindGroup {
			continue
		}
		key := o.field + cols[i].period()
		j, taken := best[key]
		if taken && cols[j].options[0].score >= o.score {
			cols[i].kind = kindOther
			continue
		}
		if taken {
			cols[j].Field, cols[j].kind = "", kindOther
		}
		best[key], cols[i].Field = i, o.field
	}
}

// period tells figures of different years and months apart.
func (c column) period() string {
	if f := c.options[0].field; f != "plan" && f != "year_done" {
		return ""
	}
	return string(rune('0'+c.Year)) + string(rune('0'+c.Month))
}

// preferTotal takes 计划投资 for the total where no other column is one and no
// year is named: then it is the project that was planned, not the year.
func preferTotal(cols []column) {
	plan := -1
	for i, c := range cols {
		switch {
		case c.Field == "total":
			return
		case c.Field == "plan" && c.Year == 0 && (c.heading.leaf == "计划投资" || c.heading.leaf == "投资计划"):
			plan = i
		}
	}
	if plan >= 0 {
		cols[plan].Field = "total"
	}
}

// preferName takes 建设内容 for the name where an office lists its projects by
// enterprise: 年产5万吨膜 is what such a sheet calls the project.
func preferName(cols []column) {
	if colOf(cols, "name") > 0 || colOf(cols, "enterprise") == 0 || colOf(cols, "total") == 0 {
		return
	}
	for i := range cols {
		if cols[i].Field == "content" {
			cols[i].Field, cols[i].kind = "name", kindName
			return
		}
	}
}

// apply puts a mapping made by hand over the columns; "" takes a field away.
func apply(cols []column, mapping map[int]string) {
	for i := range cols {
		field, ok := mapping[cols[i].Col]
		if !ok {
			continue
		}
		cols[i].Field, cols[i].Kept, cols[i].kind = field, true, fieldKinds[field]
		if _, _, is := ApprovalOf(field); is {
			cols[i].kind = kindApproval
		} else if field == "" {
			cols[i].kind = kindOther
		}
	}
}

// layoutOf is the key of a table's layout: its headings in their order. Years and
// months are left out of it, so that next year's sheet is still the same layout.
func layoutOf(cols []column) string {
	h := sha256.New()
	for _, c := range cols {
		h.Write([]byte(c.heading.joined + "\n"))
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// find gives the column of a field.
func find(cols []column, field string) (column, bool) {
	for _, c := range cols {
		if c.Field == field {
			return c, true
		}
	}
	return column{}, false
}

// colOf gives the number of the column of a field, 0 if there is none.
func colOf(cols []column, field string) int {
	c, _ := find(cols, field)
	return c.Col
}
