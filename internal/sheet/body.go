package sheet

// The rows below a heading, from top to bottom.

import (
	"slices"
	"strings"

	"guatu/internal/app"
	"guatu/internal/sheet/xlsx"
)

// A body goes once over the rows of a table and fills the sheet's result.
type body struct {
	rowReader
	out      *app.LedgerSheet
	repeats  *repeats
	parent   parentage
	now      *section
	opened   []*section
	totals   []totalRow
	sums     []*running // of the columns of amounts
	firstRow int        // index in out.Rows of the table's first project
	grand    int        // totals that are not called 小计
	noted    bool       // a note was read and no project since
	summing  bool       // the last row was a total: 其中 goes on with it
	within   bool       // and 其中 has begun: what it lists has no running number
	progress func(rows int)
}

// run reads all rows, then checks what needs all of them.
func (b *body) run() {
	b.firstRow = len(b.out.Rows)
	named := b.named()
	b.out.Rows, b.sums = slices.Grow(b.out.Rows, named), newRunning(b.cols, named)
	for i := b.start; i < b.end; i++ {
		row := b.Rows[i]
		if b.drop[i] {
			continue
		}
		if b.repeat[i] {
			b.skip(row, skipRepeat, "")
			continue
		}
		b.row(row)
		b.forget(i)
		if b.progress != nil {
			b.progress(i)
		}
	}
	b.now.closeUpTo(nil, len(b.out.Rows)-b.firstRow)
	b.checkCounts()
	b.checkTotals()
}

// named counts the rows with something in the name's column: about as many
// projects are to come, and growing their list step by step copies it many times.
func (b *body) named() (n int) {
	for _, row := range b.Rows[b.start:b.end] {
		if holds(row.Cell(b.col("name"))) {
			n++
		}
	}
	return n
}

// row deals with one row.
func (b *body) row(row xlsx.Row) {
	cells := filled(row)
	switch b.inContext(b.classify(row), row, cells) {
	case rowProject:
		b.noted, b.summing = false, false
		b.project(row)
	case rowSection:
		b.summing = false
		b.open(row, cells)
	case rowTotal:
		b.summing = true
		b.total(row, cells)
	case rowNote:
		b.noted = true
		b.skip(row, skipNote, stated(cells[0]))
	case rowContinued:
		b.carryOn(row)
	}
}

// inContext corrects what a row is by the rows before it: below 注：1.… stands
// 2.…, and 其中：省重大项目 below a total is a total too.
func (b *body) inContext(k rowKind, row xlsx.Row, cells []xlsx.Cell) rowKind {
	switch {
	case k == rowSection && len(cells) == 1 && isFurtherNote(clean(cells[0].Text), b.noted):
		return rowNote
	case k == rowProject && b.noted && len(cells) == 1 && cells[0].Kind == xlsx.Text && ordinalOf(fold(cells[0].Text)) == ordinalDigit:
		return rowNote
	case k == rowProject && b.summing && b.partOfTotal(row, cells):
		return rowTotal
	}
	b.within = false
	return k
}

// partOfTotal tells 其中：先进制造业 below a total, and 现代服务业 below that, which is
// a name and sums without a running number.
func (b *body) partOfTotal(row xlsx.Row, cells []xlsx.Cell) bool {
	if strings.HasPrefix(stated(row.Cell(b.nameCol)), "其中") {
		b.within = true
		return true
	}
	return b.within && b.seqCol > 0 && cells[0].Col == b.nameCol && b.onlyFigures(cells[1:])
}

// isFurtherNote tells a note that goes on from a section's title.
func isFurtherNote(text string, noted bool) bool {
	_, _, counted := readCount(text)
	style := ordinalOf(fold(text))
	if counted || style == ordinalPart || style == ordinalComma || style == ordinalBrace {
		return false
	}
	return noted || style == ordinalDigit && runes(text) > 15
}

// skip lists a row that is no project.
func (b *body) skip(row xlsx.Row, reason, text string) {
	b.out.Skips = append(b.out.Skips, app.LedgerSkip{Row: row.N, Reason: reason, Text: clipped(text)})
}

// open begins a section.
func (b *body) open(row xlsx.Row, cells []xlsx.Cell) {
	title := sectionRow(cells)
	b.skip(row, skipSection, title)
	before, at := b.now, len(b.out.Rows)-b.firstRow
	b.now = before.under(title, row.N)
	before.closeUpTo(b.now.parent, at)
	b.now.from, b.now.skip = at, len(b.out.Skips)-1
	b.opened = append(b.opened, b.now)
	b.section = *b.now
	b.parent = parentage{}
	if b.hasFigures(row) { // a section whose sums stand beside its title
		b.addTotal(row, "小计")
	}
}

// total lists a total and keeps it for the check.
func (b *body) total(row xlsx.Row, cells []xlsx.Cell) {
	label := ""
	for _, c := range cells {
		if c.Kind == xlsx.Text && isTotalWord(c.Text) {
			label = clean(c.Text)
			break
		}
	}
	if label == "" && !holds(row.Cell(b.nameCol)) {
		b.skip(row, skipTotal, "")
		b.addTotal(row, "小计")
		return
	}
	if label == "" { // 其中：省重大 below a total: which rows it sums nobody can tell
		b.skip(row, skipTotal, stated(row.Cell(b.nameCol)))
		return
	}
	b.skip(row, skipTotal, label)
	b.addTotal(row, label)
	b.parent.listing = false
}

func (b *body) addTotal(row xlsx.Row, label string) {
	b.totals = append(b.totals, totalRow{skip: len(b.out.Skips) - 1, row: row, label: label, at: len(b.out.Rows) - b.firstRow, section: b.now})
}

// project reads a project and sets it beside those above.
func (b *body) project(row xlsx.Row) {
	b.out.Rows = append(b.out.Rows, app.LedgerRow{})
	r := &b.out.Rows[len(b.out.Rows)-1]
	b.readRow(r, row)
	b.parent.place(r, b.table, row)
	for _, sum := range b.sums {
		sum.add(b.at(row, sum.Col), r.PartOfRow != 0)
	}
	if r.PartOfRow == 0 {
		b.now.count()
	}
}

// carryOn adds the text of a row that goes on with the project above.
func (b *body) carryOn(row xlsx.Row) {
	if len(b.out.Rows) == b.firstRow {
		b.skip(row, skipNote, stated(filled(row)[0]))
		return
	}
	last := &b.out.Rows[len(b.out.Rows)-1]
	for _, c := range b.cols {
		text := shown(row.Cell(c.Col), b.Date1904)
		if text == "" {
			continue
		}
		if at := fieldOf(c.Field); at != nil {
			f := at(last)
			*f = strings.TrimSpace(*f + text)
		} else {
			if last.Extra == nil {
				last.Extra = map[string]string{}
			}
			last.Extra[c.Heading] += text
		}
		last.Findings = append(last.Findings, app.Finding{Code: codeContinued, Cell: xlsx.CellName(row.N, c.Col), Field: c.Field, Read: clipped(text)})
	}
}

// checkCounts compares the counts that sections state with their rows.
func (b *body) checkCounts() {
	for _, s := range b.opened {
		f, wrong := s.mismatch(b.cols[0].Col)
		if !wrong {
			continue
		}
		skip := &b.out.Skips[s.skip]
		skip.Findings = append(skip.Findings, f)
		if !slices.Contains(skip.Warnings, f.Code) {
			skip.Warnings = append(skip.Warnings, f.Code)
		}
	}
}
