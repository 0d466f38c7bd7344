package sheet

// Totals are skipped, but checked against the rows they sum.

import (
	"strconv"
	"strings"

	"guatu/internal/app"
	"guatu/internal/money"
	"guatu/internal/sheet/xlsx"
)

// Findings on the row of a total; both are ours.
const (
	codeTotalMismatch      = "total_mismatch"
	codeTotalCountMismatch = "total_count_mismatch"
)

// A totalRow is one total with the rows it may sum.
type totalRow struct {
	skip    int // index in Skips
	row     xlsx.Row
	label   string
	at      int      // projects before it
	section *section // the one it stands in, nil for none
}

// A span is a run of projects, by index.
type span struct{ from, to int }

// checkTotals compares every total with the sums of its rows. Which rows a total
// sums, a sheet does not say: one that fits is enough, and where none does the
// most likely is named.
func (b *body) checkTotals() {
	if len(b.totals) == 0 {
		return
	}
	b.grand = grandTotals(b.totals)
	for _, r := range b.sums {
		b.checkColumn(r)
	}
	b.checkTotalCounts()
}

// checkTotalCounts compares 全县合计（3000项） with the projects there are.
func (b *body) checkTotalCounts() {
	wholes := b.wholes()
	for i, t := range b.totals {
		_, stated, ok := readCount(t.label)
		spans := b.spans(i)
		if !ok || len(spans) == 0 {
			continue
		}
		if n := wholes[spans[0].to] - wholes[spans[0].from]; n != stated {
			b.mismatch(t, app.Finding{Code: codeTotalCountMismatch, Cell: xlsx.CellName(t.row.N, max(1, b.nameCol)), Read: strconv.Itoa(stated), Understood: strconv.Itoa(n)})
		}
	}
}

// mismatch puts a finding on the row of a total.
func (b *body) mismatch(t totalRow, f app.Finding) {
	s := &b.out.Skips[t.skip]
	s.Findings = append(s.Findings, f)
}

// A running sum of one column over the projects: sum[i] of the first i, open[i] how
// many of them have no single figure. It is kept while rows are read, for a total
// may stand below a hundred thousand rows that are forgotten by then.
type running struct {
	column
	sum  []money.Yuan
	open []int32
}

// newRunning begins the sums of the columns of amounts, for so many projects.
func newRunning(cols []column, rows int) (list []*running) {
	for _, c := range cols {
		if c.kind == kindAmount && c.Field != "" {
			list = append(list, &running{column: c, sum: append(make([]money.Yuan, 0, rows+1), 0), open: append(make([]int32, 0, rows+1), 0)})
		}
	}
	return list
}

// add takes in a row; one that is part of another adds nothing.
func (r *running) add(cell xlsx.Cell, part bool) {
	sum, open := r.sum[len(r.sum)-1], r.open[len(r.open)-1]
	if !part {
		switch a := readAmount(cell, r.unit).amount; {
		case a.OK:
			sum += a.Yuan
		case holds(cell) && !isNothing(fold(cell.Text)):
			open++
		}
	}
	r.sum, r.open = append(r.sum, sum), append(r.open, open)
}

// checkColumn checks all totals in one column.
func (b *body) checkColumn(r *running) {
	for i, t := range b.totals {
		cell := t.row.Cell(r.Col)
		stated := readAmount(cell, r.unit)
		if !stated.amount.OK {
			continue
		}
		spans := b.spans(i)
		if len(spans) == 0 || r.fitsAny(stated.amount.Yuan, slack(cell, r.unit), spans) {
			continue
		}
		b.mismatch(t, app.Finding{Code: codeTotalMismatch, Cell: xlsx.CellName(t.row.N, r.Col), Field: r.Field, Read: stated.amount.Yuan.Exact(), Understood: r.of(spans[0]).Exact()})
	}
}

func (r *running) of(s span) money.Yuan { return r.sum[s.to] - r.sum[s.from] }

// fitsAny tells that a stated total is the sum of one of the spans, or at least as
// much where some of its rows have no figure.
func (r *running) fitsAny(stated, slack money.Yuan, spans []span) bool {
	for _, s := range spans {
		diff := stated - r.of(s)
		if diff >= -slack && (diff <= slack || r.open[s.to] > r.open[s.from]) {
			return true
		}
	}
	return false
}

// slack is half of the last digit the total shows, in yuan.
func slack(c xlsx.Cell, u unit) money.Yuan {
	_, frac, _ := strings.Cut(decimalText(c), ".")
	step := max(u.times, 1)
	for range min(len(frac), 6) {
		step /= 10
	}
	return step/2 + 1
}

// spans gives the runs of projects a total may sum, the most likely first.
func (b *body) spans(i int) []span {
	t, all := b.totals[i], len(b.out.Rows)-b.firstRow
	whole := span{0, all}
	sub := strings.Contains(fold(t.label), "小计") || strings.Contains(fold(t.label), "subtotal")
	before, after := span{0, t.at}, span{t.at, all}
	if i > 0 {
		before.from = b.totals[i-1].at
	}
	if i+1 < len(b.totals) {
		after.to = b.totals[i+1].at
	}
	list := []span{whole}
	switch {
	case sub && t.section == nil:
		list = []span{before, after, whole}
	case sub: // directly below its section's title, or behind its rows
		list = append(t.sections(), before, after)
	case b.grand > 1:
		list = append(t.sections(), whole, before, after)
	}
	out := list[:0]
	for _, s := range list {
		if s.from < s.to {
			out = append(out, s)
		}
	}
	return out
}

// grandTotals counts the totals that are not called 小计.
func grandTotals(totals []totalRow) (n int) {
	for _, t := range totals {
		if !strings.Contains(t.label, "小") {
			n++
		}
	}
	return n
}

// sections gives the rows of the sections a total stands in, the inner first: all
// of them where it stands on top, those above it where it stands below.
func (t totalRow) sections() (list []span) {
	for s := t.section; s != nil; s = s.parent {
		if s.from == t.at {
			list = append(list, span{s.from, s.to})
			continue
		}
		list = append(list, span{s.from, t.at})
	}
	return list
}

// wholes counts, for every prefix of the projects, those that are no parts.
func (b *body) wholes() []int {
	rows := b.out.Rows[b.firstRow:]
	n := make([]int, len(rows)+1)
	for i := range rows {
		n[i+1] = n[i]
		if rows[i].PartOfRow == 0 {
			n[i+1]++
		}
	}
	return n
}
