package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/indicator"
	"guatu/internal/sheet/xlsx"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// 外部指标录入: what other offices say of a period, unit by unit; typed in, or
// pasted or sent as a table.

// readingsPage is the readings of one period.
type readingsPage struct {
	Frame   ui.FrameData
	Done    string
	Periods []ui.Link
	Crumbs  []ui.Link
	Title   string
	Unit    string // its identifier
	Period  string
	Heads   []readingHead
	Rows    []readingLine
	Fields  []ui.FieldData // source and note
	Table   []ui.FieldData // those of a table that was pasted
	Others  []ui.Mistake
	May     bool
	Empty   bool
}

// A readingHead is one outside indicator.
type readingHead struct{ Name, Measure, Office, Title string }

// A readingLine is one unit.
type readingLine struct {
	Name  string
	Cells []readingCell
}

// A readingCell is one figure, as it stands and as it is typed.
type readingCell struct {
	typedField
	Label string
	Href  string
	Note  string // how often it was revised
}

func (s *Server) readings(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.readingsWith(w, r, v, typedForm{}, http.StatusOK)
}

// readingsWith shows the page of the address or of the form that came back.
func (s *Server) readingsWith(w http.ResponseWriter, r *http.Request, v *visit, typed typedForm, status int) error {
	q := r.URL.Query()
	if typed.Values != nil {
		q = typed.Values
	}
	var wrong fault.List
	f := app.ReadingsFilter{Unit: q.Get("unit")}
	if r.Method == http.MethodGet {
		f.Moment = momentOf(q, &wrong)
	}
	var err error
	f.Period, err = workday.ParseWhen(q.Get("period"))
	wrong.Check(err == nil, "period", "filter.when", "text", q.Get("period"))
	if err := wrong.Err(); err != nil {
		return err
	}
	sheet, err := s.App.Readings(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	return render(w, r, status, readingsView(s.readingsPage(r, v, sheet, typed)))
}

func (s *Server) readingsPage(r *http.Request, v *visit, sheet *app.ReadingSheet, typed typedForm) readingsPage {
	ctx := r.Context()
	p := readingsPage{Frame: s.frameOf(r, v, ui.T(ctx, "外部指标录入")), Done: r.URL.Query().Get("done"), Title: sheet.Unit.Label(), Unit: sheet.Unit.ID, Period: sheet.Period.String(),
		May: v.Can(access.GiveReading), Empty: len(sheet.Columns) == 0}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "指标"), Href: address("/indicators", "unit", sheet.Unit.ID, "kind", string(app.KindOutside))}}
	p.Frame.Note = whenText(ctx, sheet.Period)
	p.Periods = readingPeriods(sheet)
	for i := range p.Periods {
		p.Periods[i].Label = whenText(ctx, monthsBack(sheet, i))
	}
	for _, c := range sheet.Columns {
		p.Heads = append(p.Heads, readingHead{Name: c.Name, Measure: c.Measure, Office: c.Office, Title: c.Source})
	}
	for _, row := range sheet.Rows {
		p.Rows = append(p.Rows, readingLineOf(ctx, sheet, row, typed))
	}
	for _, f := range []ui.FieldData{
		{Name: "source", Label: ui.T(ctx, "来源文件"), Must: true, Wide: true, Hint: ui.T(ctx, "如：市统计局统计月报2026年第10期")},
		{Name: "note", Label: ui.T(ctx, "修订说明"), Wide: true, Hint: ui.T(ctx, "改动或撤回已录入的数时写明原因")},
	} {
		f.Value, f.Mistake = typed.known("readings", f.Name, "")
		p.Fields = append(p.Fields, f)
		f.Value, f.Mistake = typed.known("table", f.Name, "")
		p.Table = append(p.Table, f)
	}
	paste := ui.FieldData{Name: "paste", Label: ui.T(ctx, "粘贴表格"), Lines: 6, Wide: true, Hint: ui.T(ctx, "从 Excel 里连同表头复制粘贴：首列为单位，表头为指标名称；空格不动")}
	paste.Value, paste.Mistake = typed.known("table", "paste", "")
	p.Table = append(p.Table, paste)
	for _, text := range typed.Others {
		p.Others = append(p.Others, ui.Mistake{Text: text})
	}
	return p
}

// monthsBack is the i-th month before the last that is over; readings come by the
// month nearly always, other periods by address.
func monthsBack(sheet *app.ReadingSheet, i int) workday.When {
	span := indicator.OfMonth.Whole(sheet.On)
	for range i {
		span = indicator.OfMonth.Around(span.From - 1)
	}
	return indicator.OfMonth.Named(span.From)
}

// readingMonths is how many months are offered.
const readingMonths = 6

func readingPeriods(sheet *app.ReadingSheet) []ui.Link {
	var list []ui.Link
	for i := range readingMonths {
		m := monthsBack(sheet, i)
		list = append(list, ui.Link{Href: address("/readings", "unit", sheet.Unit.ID, "period", m.String()), Current: m == sheet.Period})
	}
	return list
}

func readingLineOf(ctx context.Context, sheet *app.ReadingSheet, row app.ReadingRow, typed typedForm) readingLine {
	line := readingLine{Name: row.Name}
	for i, c := range sheet.Columns {
		known, note := "", ""
		if reading := row.Readings[i]; reading != nil {
			known = reading.Steps[len(reading.Steps)-1].Value
			if n := len(reading.Steps) - 1; n > 0 {
				note = ui.T(ctx, "修订 {n} 次", "n", n)
			}
		}
		name := readingField(row.Unit, c.Code)
		cell := readingCell{typedField: typedField{Name: name, Was: known}, Label: row.Name + " " + c.Name, Note: note}
		cell.Value, cell.Mistake = typed.known("readings", name, known)
		if known != "" {
			cell.Href = address("/indicators/records", "code", c.Code, "unit", row.Unit, "on", sheet.Period.Last().String())
		}
		line.Cells = append(line.Cells, cell)
	}
	return line
}

// readingField is the field of one figure.
func readingField(unit, code string) string { return "v." + unit + "." + code }

// readingsSave takes what was changed in the grid.
func (s *Server) readingsSave(w http.ResponseWriter, r *http.Request, v *visit) error {
	typed := typing(r, "readings")
	in := app.ReadingsSave{Source: typed.text("source"), Note: typed.text("note")}
	period := typed.when(r, "period")
	var fields []string
	for name := range r.PostForm {
		unit, code, found := strings.Cut(strings.TrimPrefix(name, "v."), ".")
		if !found || !strings.HasPrefix(name, "v.") || typed.text(name) == typed.text("was-"+name) {
			continue
		}
		in.Items = append(in.Items, app.ReadingItem{Unit: unit, Indicator: code, Period: period, Value: strings.ReplaceAll(typed.text(name), ",", "")})
		fields = append(fields, name)
	}
	if len(in.Items) == 0 {
		typed.Others = append(typed.Others, ui.T(r.Context(), "还没有填写任何数字。"))
	}
	if !typed.wrong() {
		_, err := s.App.ReadingsSave(r.Context(), v.Actor, in)
		if err := typed.take(r, atFields(err, fields)); err != nil {
			return err
		}
	}
	if typed.wrong() {
		return s.readingsWith(w, r, v, typed, http.StatusUnprocessableEntity)
	}
	return s.redirect(w, r, address("/readings", "unit", typed.text("unit"), "period", typed.text("period"), "done", "readings.saved"))
}

// atFields puts the mistakes of items to the fields of the form: a source is asked
// once for all.
func atFields(err error, fields []string) error {
	e, ok := fault.As(err)
	if !ok {
		return err
	}
	parts := e.Parts
	if len(parts) == 0 {
		parts = []*fault.Error{e}
	}
	for _, p := range parts {
		line, field, found := strings.Cut(strings.TrimPrefix(p.Field, "items["), "].")
		if i, err := strconv.Atoi(line); found && err == nil && i < len(fields) {
			p.Field = fields[i]
			if field == "source" || field == "note" {
				p.Field = field
			}
		}
	}
	return err
}

// readingsImport takes a table that was pasted or sent as a file.
func (s *Server) readingsImport(w http.ResponseWriter, r *http.Request, v *visit) error {
	typed := typing(r, "table")
	in := app.ReadingsImport{Source: typed.text("source"), Note: typed.text("note"), Period: typed.when(r, "period")}
	var err error
	if in.Cells, err = sentTable(r); err != nil {
		if err := typed.take(r, err); err != nil {
			return err
		}
	}
	changed := 0
	if !typed.wrong() {
		changed, err = s.App.ReadingsImport(r.Context(), v.Actor, in)
		if err := typed.take(r, err); err != nil {
			return err
		}
	}
	if typed.wrong() {
		return s.readingsWith(w, r, v, typed, http.StatusUnprocessableEntity)
	}
	done := "readings.saved"
	if changed == 0 {
		done = "readings.same"
	}
	return s.redirect(w, r, address("/readings", "unit", typed.text("unit"), "period", typed.text("period"), "done", done))
}

// sentTable is the cells of what was sent: the file's first sheet, or what was
// pasted, cell by cell as Excel puts it on the clipboard.
func sentTable(r *http.Request) ([][]string, error) {
	if r.MultipartForm != nil && len(r.MultipartForm.File["file"]) > 0 {
		head := r.MultipartForm.File["file"][0]
		body, err := head.Open()
		if err != nil {
			return nil, err
		}
		defer body.Close()
		return tableOf(body, head.Size)
	}
	var rows [][]string
	for line := range strings.Lines(r.PostFormValue("paste")) {
		rows = append(rows, strings.Split(strings.TrimRight(line, "\r\n"), "\t"))
	}
	return rows, nil
}

// maxTableRows bounds a table of readings; units are not more.
const maxTableRows = 5000

// tableOf reads the first sheet of a workbook, or a text of values.
func tableOf(r io.ReaderAt, size int64) ([][]string, error) {
	head := make([]byte, min(size, 512))
	if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	var rows [][]string
	take := func(row xlsx.Row, date1904 bool) error {
		for len(rows) < row.N {
			if len(rows) == maxTableRows {
				return fault.New(fault.TooLarge, "reading.table_large", "max", maxTableRows)
			}
			rows = append(rows, nil)
		}
		for _, c := range row.Cells {
			for len(rows[row.N-1]) < c.Col {
				rows[row.N-1] = append(rows[row.N-1], "")
			}
			rows[row.N-1][c.Col-1] = cellText(c, date1904)
		}
		return nil
	}
	if xlsx.Sniff(head) == xlsx.FormText {
		data, err := io.ReadAll(io.NewSectionReader(r, 0, size))
		if err != nil {
			return nil, err
		}
		grid, err := xlsx.OpenCSV(data, xlsx.DefaultLimits())
		if err != nil {
			return nil, err
		}
		for _, row := range grid.Rows {
			if err := take(row, false); err != nil {
				return nil, err
			}
		}
		return rows, nil
	}
	book, err := xlsx.Open(r, size, xlsx.DefaultLimits())
	if err != nil {
		return nil, err
	}
	defer book.Close()
	_, err = book.Read(0, func(row xlsx.Row) error { return take(row, book.Date1904) })
	return rows, err
}
