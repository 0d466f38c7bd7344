package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/formula"
	"guatu/internal/score"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// 考核填报: what no indicator gives, typed in unit by unit.

// entriesPage is the grid of one period.
type entriesPage struct {
	Frame   ui.FrameData
	Done    string
	Action  string
	Period  string
	Periods []ui.Link
	Notice  string
	Heads   []entryHead
	Rows    []entryLine
	Fields  []ui.FieldData
	Others  []ui.Mistake
	May     bool
	Lists   []entryList
}

// An entryHead is one name to be typed in.
type entryHead struct{ Name, Note string }

// An entryLine is one unit.
type entryLine struct {
	Name, Group string
	Cells       []entryCell
}

// An entryCell is one value as it stands and as it is typed.
type entryCell struct {
	typedField
	Label   string
	Note    string // who said so, on which paper
	Options []ui.Option
	Num     bool
	Date    bool
	Lines   int // of records: one a line, cells between tabs
}

// An entryList says how the records of a name are written.
type entryList struct{ Name, Fields string }

func (s *Server) entries(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.entriesWith(w, r, v, typedForm{})
}

// entriesWith shows the grid of the address, or of the form that came back.
func (s *Server) entriesWith(w http.ResponseWriter, r *http.Request, v *visit, typed typedForm) error {
	q := r.URL.Query()
	if typed.Values != nil {
		q = typed.Values
	}
	var wrong fault.List
	f := app.EntriesFilter{Scheme: r.PathValue("id")}
	if looking(r) {
		f.Moment = momentOf(q, &wrong)
	}
	var err error
	f.Period, err = workday.ParseWhen(tidyWhen(q.Get("period")))
	wrong.Check(err == nil, "period", "filter.when", "text", q.Get("period"))
	if err := wrong.Err(); err != nil {
		return err
	}
	sheet, err := s.App.Entries(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	return render(w, r, typed.status(), entriesView(s.entriesPage(r, v, sheet, typed)))
}

func (s *Server) entriesPage(r *http.Request, v *visit, sheet *app.EntrySheet, typed typedForm) entriesPage {
	ctx := r.Context()
	p := entriesPage{Frame: s.frameOf(r, v, ui.T(ctx, "考核填报")), Done: r.URL.Query().Get("done"), Action: schemeURL(sheet.Scheme.ID) + "/entries", Period: sheet.Period.String(), May: v.Can(access.GiveEntry)}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "考核办法"), Href: "/schemes"}, {Label: sheet.Scheme.Title, Href: schemeURL(sheet.Scheme.ID)}}
	p.Frame.Note = whenText(ctx, sheet.Period)
	p.Notice = ui.T(ctx, "还有 {n} 项没有填报。没有填的按未填报处理，不当作零。", "n", sheet.Owed)
	if sheet.Owed == 0 {
		p.Notice = ""
	}
	p.Periods = entryPeriods(ctx, sheet)
	for _, c := range sheet.Columns {
		head := entryHead{Name: c.Name, Note: termOf(ctx, "formula_type", string(c.Type))}
		if len(c.Choices) > 0 {
			head.Note = ui.T(ctx, "选一个")
		}
		if c.Type == formula.Records {
			p.Lists = append(p.Lists, entryList{c.Name, strings.Join(columnNames(c), ui.T(ctx, "、"))})
		}
		p.Heads = append(p.Heads, head)
	}
	for _, row := range sheet.Rows {
		p.Rows = append(p.Rows, entryLineOf(ctx, sheet, row, typed))
	}
	for _, f := range []ui.FieldData{{Name: "source", Label: ui.T(ctx, "来源文件"), Hint: ui.T(ctx, "这次填的数出自哪份文件")}, {Name: "note", Label: ui.T(ctx, "说明"), Hint: ui.T(ctx, "更正时写明原因。记入日志")}} {
		f.Value, f.Mistake = typed.known("entries", f.Name, "")
		p.Fields = append(p.Fields, f)
	}
	for _, text := range typed.Others {
		p.Others = append(p.Others, ui.Mistake{Text: text})
	}
	return p
}

// entryPeriodCount is how many periods are offered.
const entryPeriodCount = 6

func entryPeriods(ctx context.Context, sheet *app.EntrySheet) []ui.Link {
	var list []ui.Link
	span := sheet.Scheme.Every.Around(sheet.On)
	for range entryPeriodCount {
		w := sheet.Scheme.Every.Named(span.From)
		list = append(list, ui.Link{Label: whenText(ctx, w), Href: schemeURL(sheet.Scheme.ID) + address("/entries", "period", w.String()), Current: w == sheet.Period})
		span = sheet.Scheme.Every.Around(span.From - 1)
	}
	return list
}

func columnNames(c app.EntryColumn) (names []string) {
	for _, f := range c.Fields {
		names = append(names, f.Name)
	}
	return names
}

func entryLineOf(ctx context.Context, sheet *app.EntrySheet, row app.EntryRow, typed typedForm) entryLine {
	line := entryLine{Name: row.Name, Group: row.Group}
	for i, c := range sheet.Columns {
		name := "e." + row.Unit + "." + c.Name
		cell := entryCell{typedField: typedField{Name: name}, Label: row.Name + " " + c.Name, Num: c.Type == formula.Number, Date: c.Type == formula.Date}
		if v := row.Values[i]; v != nil {
			cell.Was, cell.Note = v.Value, saidBy(v.EntryWord)
		}
		if t := row.Tables[i]; t != nil {
			cell.Was, cell.Note = rowsText(t), saidBy(t.EntryWord)
		}
		if c.Type == formula.Records {
			cell.Lines = 3
		}
		cell.Value, cell.Mistake = typed.known("entries", name, cell.Was)
		cell.Options = entryOptions(ctx, c, cell.Value)
		line.Cells = append(line.Cells, cell)
	}
	return line
}

// entryOptions are the words a value can be.
func entryOptions(ctx context.Context, c app.EntryColumn, chosen string) []ui.Option {
	words := c.Choices
	if c.Type == formula.Bool {
		words = []string{"是", "否"}
	}
	if len(words) == 0 {
		return nil
	}
	list := []ui.Option{{Value: "", Label: ui.T(ctx, "未填报"), Chosen: chosen == ""}}
	if chosen != "" && !slices.Contains(words, chosen) {
		list = append(list, ui.Option{Value: chosen, Label: chosen, Chosen: true})
	}
	for _, w := range words {
		list = append(list, ui.Option{Value: w, Label: w, Chosen: w == chosen})
	}
	return list
}

// saidBy is who said it, when, on which paper.
func saidBy(w score.EntryWord) string {
	return strings.TrimSpace(w.By + " " + w.Day.String() + " " + w.Source)
}

// noRows is what is typed for a list that was reported and is empty.
const noRows = "无"

// rowsText is records as they are typed: one a line, cells between tabs.
func rowsText(t *score.EntryTable) string {
	if len(t.Rows) == 0 {
		return noRows
	}
	var lines []string
	for _, row := range t.Rows {
		lines = append(lines, strings.Join(row, "\t"))
	}
	return strings.Join(lines, "\n")
}

// entriesSave takes what was changed in the grid.
func (s *Server) entriesSave(w http.ResponseWriter, r *http.Request, v *visit) error {
	typed := typing(r, "entries")
	in := app.EntriesSave{Scheme: r.PathValue("id"), Period: typed.when(r, "period"), Source: typed.text("source"), Note: typed.text("note")}
	sheet, err := s.App.Entries(r.Context(), v.Actor, app.EntriesFilter{Scheme: in.Scheme, Period: in.Period})
	if err != nil {
		return err
	}
	var fields []string
	for name := range r.PostForm {
		unit, datum, found := strings.Cut(strings.TrimPrefix(name, "e."), ".")
		if !found || !strings.HasPrefix(name, "e.") || sameText(typed.text(name), typed.text("was-"+name)) {
			continue
		}
		in.Items = append(in.Items, entryItem(sheet, unit, datum, typed.text(name), typed.text("was-"+name)))
		fields = append(fields, name)
	}
	if len(in.Items) == 0 {
		typed.Others = append(typed.Others, ui.T(r.Context(), "没有改动，不用保存。"))
	}
	if !typed.wrong() {
		_, err := s.App.EntriesSave(r.Context(), v.Actor, in)
		if err := typed.take(r, atFields(err, fields)); err != nil {
			return err
		}
	}
	if typed.wrong() {
		return s.entriesWith(w, showing(r, schemeURL(in.Scheme)+"/entries"), v, typed)
	}
	return s.redirect(w, r, schemeURL(in.Scheme)+address("/entries", "period", in.Period.String(), "done", "entries.saved"))
}

// sameText compares what a browser may send with other ends of lines.
func sameText(a, b string) bool {
	return strings.ReplaceAll(a, "\r\n", "\n") == strings.ReplaceAll(b, "\r\n", "\n")
}

// entryItem is one cell of the form.
func entryItem(sheet *app.EntrySheet, unit, datum, text, was string) app.EntryItem {
	item := app.EntryItem{Unit: unit, Name: datum}
	i := slices.IndexFunc(sheet.Columns, func(c app.EntryColumn) bool { return c.Name == datum })
	if i < 0 || sheet.Columns[i].Type != formula.Records {
		item.Value, item.Was = text, &was
		return item
	}
	if text == "" {
		return item
	}
	item.Fields = columnNames(sheet.Columns[i])
	if text == noRows {
		return item
	}
	for line := range strings.Lines(text) {
		if line = strings.TrimRight(line, "\r\n"); strings.TrimSpace(line) != "" {
			item.Rows = append(item.Rows, strings.Split(line, "\t"))
		}
	}
	return item
}
