package sheet

// A ledger written out, row by row, in any layout.

import (
	"io"
	"iter"
	"strconv"
	"strings"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/sheet/xlsx"
	"guatu/internal/workday"
)

// WriteLedger writes rows as an .xlsx in a layout: the one a unit sent (its own
// headings in its own order, app.LayoutOf) or StandardLayout. Rows stream: nothing
// is kept but the row at hand. A row's Section is written above it where it
// changes; a row with PartOfRow follows its project and begins with 其中. What is
// read back with Read says the same, whatever the layout's unit. An error of rows
// ends the writing and is returned.
func WriteLedger(w io.Writer, layout app.LedgerLayout, rows iter.Seq2[*app.LedgerRow, error]) error {
	x := ledgerWriter{out: xlsx.NewWriter(w), layout: layout, byCol: map[int]app.LedgerColumn{}}
	for _, c := range layout.Columns {
		x.byCol[c.Col] = c
		x.width = max(x.width, c.Col)
	}
	if err := x.head(); err != nil {
		return err
	}
	for r, err := range rows {
		if err != nil {
			return err
		}
		if err := x.row(r); err != nil {
			return err
		}
	}
	return x.out.Close()
}

// A ledgerWriter is one ledger being written.
type ledgerWriter struct {
	out     *xlsx.Writer
	layout  app.LedgerLayout
	byCol   map[int]app.LedgerColumn
	width   int
	section string
	number  int // running number of the last project
}

// head writes title, unit line and headings.
func (x *ledgerWriter) head() error {
	top := 1
	if x.layout.Title != "" {
		top++
	}
	if x.layout.Unit != "" {
		top++
	}
	h := headOf(x.layout.Columns, top)
	page := xlsx.Page{Name: xlsx.SheetName(x.layout.Sheet), Widths: x.widths(), Frozen: top + len(h.rows) - 1, Paper: xlsx.A3, Landscape: true}
	if x.layout.Sheet == "" {
		page.Name = "台账"
	}
	if err := x.out.Sheet(page); err != nil {
		return err
	}
	if err := x.above(); err != nil {
		return err
	}
	for _, m := range h.merges {
		x.out.Merge(m)
	}
	for _, level := range h.rows {
		cells := make([]xlsx.Value, len(level))
		for i, text := range level {
			cells[i] = xlsx.Head(text)
		}
		if err := x.out.Row(cells...); err != nil {
			return err
		}
	}
	return nil
}

// above writes the title and the unit line.
func (x *ledgerWriter) above() error {
	if x.layout.Title != "" {
		x.out.Merge(xlsx.Range{Row: 1, Col: 1, LastRow: 1, LastCol: max(x.width, 1)})
		if err := x.out.Row(xlsx.Title(x.layout.Title)); err != nil {
			return err
		}
	}
	if x.layout.Unit == "" {
		return nil
	}
	line := make([]xlsx.Value, max(x.width, 1))
	line[len(line)-1] = xlsx.Note("单位：" + x.layout.Unit)
	return x.out.Row(line...)
}

// widths gives names and contents room.
func (x *ledgerWriter) widths() []float64 {
	list := make([]float64, x.width)
	for i := range list {
		switch x.byCol[i+1].Field {
		case "seq":
			list[i] = 6
		case "name", "content", "image", "problems":
			list[i] = 32
		case "enterprise", "credit", "project_code", "note":
			list[i] = 22
		default:
			list[i] = 13
		}
	}
	return list
}

// row writes one project, and its section's title where it changes.
func (x *ledgerWriter) row(r *app.LedgerRow) error {
	if r.Section != x.section {
		x.section = r.Section
		if err := x.title(r.Section); err != nil {
			return err
		}
	}
	if r.PartOfRow == 0 {
		x.number++
	}
	cells := make([]xlsx.Value, x.width)
	for i := range cells {
		cells[i] = xlsx.Blank()
		if c, ok := x.byCol[i+1]; ok {
			cells[i] = x.value(c, r)
		}
	}
	return x.out.Row(cells...)
}

// title writes the title of a section over the whole width.
func (x *ledgerWriter) title(section string) error {
	if section == "" {
		return nil
	}
	n := x.out.NextRow()
	x.out.Merge(xlsx.Range{Row: n, Col: 1, LastRow: n, LastCol: max(x.width, 1)})
	return x.out.Row(xlsx.Head(section))
}

// value gives what a row has to say in a column.
func (x *ledgerWriter) value(c app.LedgerColumn, r *app.LedgerRow) xlsx.Value {
	switch fieldKinds[c.Field] {
	case kindSeq:
		if r.PartOfRow != 0 {
			return xlsx.Blank()
		}
		return xlsx.Plain(float64(x.number))
	case kindAmount:
		return amountValue(amountOf(c, r), x.unitOf(c))
	case kindDate, kindPeriod:
		return dateValue(c.Field, r)
	case kindPercent:
		return percentValue(r.Progress)
	case kindStage:
		return words(stageLabel(r))
	}
	if _, _, is := ApprovalOf(c.Field); is {
		return approvalValue(c.Field, r)
	}
	return x.text(c, r)
}

// text gives the columns of words, and those that are no field.
func (x *ledgerWriter) text(c app.LedgerColumn, r *app.LedgerRow) xlsx.Value {
	switch c.Field {
	case "":
		return extraValue(r.Extra[c.Heading])
	case "name":
		if r.PartOfRow != 0 {
			return xlsx.Words("其中：" + r.Name)
		}
	case "levels":
		return words(strings.Join(r.Levels, "、"))
	case "tags":
		return words(strings.Join(r.Tags, "、"))
	}
	at := fieldOf(c.Field)
	if at == nil {
		return xlsx.Blank()
	}
	return words(*at(r))
}

func words(s string) xlsx.Value {
	if s == "" {
		return xlsx.Blank()
	}
	return xlsx.Words(s)
}

// extraValue writes figures as figures where nothing is lost by it; a code with a
// leading zero stays text.
func extraValue(s string) xlsx.Value {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || len(s) > 15 || strconv.FormatFloat(n, 'f', -1, 64) != s {
		return words(s)
	}
	return xlsx.Plain(n)
}

// unitOf is the unit a column's figures are written in.
func (x *ledgerWriter) unitOf(c app.LedgerColumn) unit {
	for _, name := range []string{c.Unit, x.layout.Unit} {
		if u, ok := unitNamed(fold(name)); ok {
			return u
		}
	}
	return unit{}
}

// amountOf picks the amount of a column; a plan of a year that the row does not
// state is empty.
func amountOf(c app.LedgerColumn, r *app.LedgerRow) money.Amount {
	switch c.Field {
	case "total":
		return r.Total
	case "fixed_asset":
		return money.Amount{Opt: r.FixedAsset}
	case "done":
		return money.Amount{Opt: r.Done}
	case "plan":
		return money.Amount{Opt: planOf(c.Year, r)}
	case "year_done":
		if c.Year == 0 || r.PlanYear == 0 || c.Year == r.PlanYear {
			return money.Amount{Opt: r.YearDone}
		}
	}
	return money.Amount{}
}

func planOf(year int, r *app.LedgerRow) money.Opt {
	for _, p := range r.Plans {
		if p.Year == year {
			return p.Plan
		}
	}
	if year == 0 || r.PlanYear == 0 || year == r.PlanYear {
		return r.Plan
	}
	return money.Opt{}
}

// amountValue writes a single figure as a number of the column's unit; whatever
// else was stated as text that carries its own unit, so that it can be read back.
func amountValue(a money.Amount, u unit) xlsx.Value {
	switch {
	case a.Foreign != nil:
		return xlsx.Words(a.Foreign.Amount + currencyName(a.Foreign.Currency))
	case a.Low.OK && a.High.OK:
		return xlsx.Words(a.Low.Yuan.Exact() + "-" + a.High.Yuan.Exact())
	case !a.OK:
		return words(a.Text)
	case a.Approx:
		return xlsx.Words("约" + a.Yuan.Exact())
	case !u.known() || u.currency != "":
		return xlsx.Words(a.Yuan.Exact())
	}
	return xlsx.Figure(float64(a.Yuan) / float64(u.times))
}

func currencyName(code string) string {
	for _, c := range currencies {
		if c.code == code {
			return c.name
		}
	}
	return code
}

func percentValue(text string) xlsx.Value {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return xlsx.Blank()
	}
	return xlsx.Percent(n / 100)
}

// dateValue writes the dates of a column that may hold either of two, or both.
func dateValue(field string, r *app.LedgerRow) xlsx.Value {
	switch field {
	case "completion":
		return whenValue(first(r.Completed, r.PlannedDone))
	case "production":
		return whenValue(first(r.Produced, r.PlannedProduce))
	case "period":
		if r.Start.IsZero() || r.PlannedDone.IsZero() {
			return whenValue(first(r.Start, r.PlannedDone))
		}
		return xlsx.Words(whenText(r.Start) + "至" + whenText(r.PlannedDone))
	}
	w := rowWork{LedgerRow: r}
	if at := w.dateField(field); at != nil {
		return whenValue(*at)
	}
	return xlsx.Blank()
}

func first(a, b workday.When) workday.When {
	if a.IsZero() {
		return b
	}
	return a
}

// whenValue writes a day as a day and anything coarser in words.
func whenValue(w workday.When) xlsx.Value {
	if w.Precision == workday.ToDay {
		return xlsx.Day(w.First)
	}
	return words(whenText(w))
}

// whenText writes a date the way offices do, with no more precision than it has.
func whenText(w workday.When) string {
	if w.IsZero() {
		return ""
	}
	y, m, d := w.First.Civil()
	year := strconv.Itoa(y) + "年"
	switch w.Precision {
	case workday.ToDay:
		return year + strconv.Itoa(int(m)) + "月" + strconv.Itoa(d) + "日"
	case workday.ToMonth:
		return year + strconv.Itoa(int(m)) + "月"
	case workday.ToQuarter:
		return year + []string{"一", "二", "三", "四"}[(m-1)/3] + "季度"
	case workday.ToHalf:
		return year + []string{"上", "下"}[(m-1)/6] + "半年"
	}
	return year
}

// stageLabels are the words that Read takes for the same stage.
var stageLabels = map[lifecycle.Stage]string{
	lifecycle.Lead: "在谈", lifecycle.Signed: "签约", lifecycle.Filed: "立项备案", lifecycle.Started: "在建", lifecycle.Completed: "竣工",
	lifecycle.Producing: "投产", lifecycle.AtCapacity: "达产达效", lifecycle.InStatistics: "列统", lifecycle.Exited: "退出",
}

func stageLabel(r *app.LedgerRow) string { return stageLabels[r.Stage] }
