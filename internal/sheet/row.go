package sheet

// One project row: its cells read in the order in which they need each other
// (texts, stage, amounts, dates).

import (
	"sort"
	"strings"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/sheet/xlsx"
	"guatu/internal/workday"
)

// Findings of a whole row. The first two are of the ledger format.
const (
	codeHiddenRow   = "hidden_row"
	codeDoneExceeds = "done_exceeds_total"
	codeNameMissing = "name_missing"  // ours: figures, but no name
	codeDateOrder   = "date_order"    // ours: finished before it began
	codeCodeInCell  = "code_in_cell"  // ours: a credit code stood inside another cell
	codeContinued   = "row_continued" // ours: text of the next row belongs to this one
	codeErrorValue  = "cell_error"    // ours: #REF! and the like
	codeNoValue     = "formula_no_cached_value"
)

// A rowReader reads the rows of one table.
type rowReader struct {
	*table
	opt        Options
	sheet      string
	stages     stageSet // of the sheet's name, or of its title
	stageTitle string
	titled     stageSet // of the table's own title, 表一：竣工项目
	dates      dateReader
	section    section
	known      map[string]stageReading // stage cells read before: there are few words
}

// A rowWork is one row on the way to becoming a LedgerRow.
type rowWork struct {
	*rowReader
	*app.LedgerRow
	cells xlsx.Row
}

// readRow reads one project into its place.
func (r *rowReader) readRow(into *app.LedgerRow, row xlsx.Row) {
	w := rowWork{rowReader: r, LedgerRow: into, cells: row}
	*into = app.LedgerRow{Sheet: r.sheet, Row: row.N, Section: r.section.name, PlanYear: r.year, Month: w.monthOf()}
	if row.Hidden {
		w.find(codeHiddenRow, 1, "", "", "")
	}
	w.texts()
	w.readStage()
	w.amounts()
	w.readDates()
	w.approvals()
	w.check()
}

// monthOf is the month the figures run to, where the sheet says so.
func (r *rowReader) monthOf() workday.When {
	if a := r.asOf; a.Precision == workday.ToMonth || a.Precision == workday.ToDay {
		y, m, _ := a.First.Civil()
		return workday.InMonth(y, m)
	}
	return workday.When{}
}

// find notes a finding about a cell.
func (w *rowWork) find(code string, col int, field, read, understood string) {
	w.Findings = append(w.Findings, app.Finding{Code: code, Cell: xlsx.CellName(w.cells.N, max(col, 1)), Field: field, Read: clipped(clean(read)), Understood: understood})
}

// findAll notes several codes about one cell.
func (w *rowWork) findAll(list codes, c column, read, understood string) {
	for _, code := range list {
		w.find(code, c.Col, c.Field, read, understood)
	}
}

// cell gives the cell of a column, merged ones included.
func (w *rowWork) cell(c column) xlsx.Cell { return w.at(w.cells, c.Col) }

// texts reads all columns of text, and keeps what no field takes.
func (w *rowWork) texts() {
	for _, c := range w.cols {
		cell := w.cell(c)
		switch {
		case cell.Kind == xlsx.Error && c.Field != "":
			w.find(codeErrorValue, c.Col, c.Field, cell.Text, "")
			continue
		case cell.Formula && !cell.HasCached && c.kind == kindAmount && c.Field != "":
			w.find(codeNoValue, c.Col, c.Field, "", "")
		}
		text := shown(cell, w.Date1904)
		if text == "" {
			continue
		}
		if c.loose && c.Field == "stage" && w.col("image") == 0 {
			w.Image = text
		}
		if c.Field == "" || fieldOf(c.Field) == nil {
			w.extra(c, text)
			continue
		}
		*fieldOf(c.Field)(w.LedgerRow) = text
	}
	w.name()
	w.enterprise()
	w.credit()
	if w.col("place") == 0 {
		w.Place = w.section.place
	}
	w.lists()
}

// fieldOf gives the text field of a row that a field code means, nil for codes
// that are read otherwise.
func fieldOf(code string) func(*app.LedgerRow) *string { return textFields[code] }

var textFields = map[string]func(*app.LedgerRow) *string{
	"name":         func(r *app.LedgerRow) *string { return &r.Name },
	"enterprise":   func(r *app.LedgerRow) *string { return &r.Enterprise },
	"place":        func(r *app.LedgerRow) *string { return &r.Place },
	"credit":       func(r *app.LedgerRow) *string { return &r.EnterpriseCode },
	"project_code": func(r *app.LedgerRow) *string { return &r.Code },
	"content":      func(r *app.LedgerRow) *string { return &r.Content },
	"image":        func(r *app.LedgerRow) *string { return &r.Image },
	"kind":         func(r *app.LedgerRow) *string { return &r.Kind },
	"industry":     func(r *app.LedgerRow) *string { return &r.Industry },
	"chain":        func(r *app.LedgerRow) *string { return &r.Chain },
	"leader":       func(r *app.LedgerRow) *string { return &r.Leader },
	"contact":      func(r *app.LedgerRow) *string { return &r.Contact },
	"phone":        func(r *app.LedgerRow) *string { return &r.Phone },
	"problems":     func(r *app.LedgerRow) *string { return &r.Problems },
	"note":         func(r *app.LedgerRow) *string { return &r.Note },
}

// extra keeps the text of a column that is no field of a project. Columns that a
// field was read from otherwise (amounts, dates) are no extras.
func (w *rowWork) extra(c column, text string) {
	if c.Field != "" {
		return
	}
	if w.Extra == nil {
		w.Extra = make(map[string]string, 4)
	}
	w.Extra[c.Heading] = text
}

// shown gives a cell's text as a person sees it: dates as dates.
func shown(c xlsx.Cell, date1904 bool) string {
	switch {
	case c.Kind == xlsx.Number && c.Format.IsDate:
		if d, ok := xlsx.DateOf(c.Number, date1904); ok {
			return d.String()
		}
	case c.Kind == xlsx.Number && c.Format.IsPercent:
		return shortDecimal(c.Number*100) + "%"
	case c.Kind == xlsx.Number && strings.Contains(c.Text, "."):
		return shortDecimal(c.Number)
	}
	return stated(c)
}

// name takes 其中 off, and says where there is no name at all.
func (w *rowWork) name() {
	if isNothing(fold(w.Name)) && w.Name != "" {
		w.Name = ""
	}
	if w.Name == "" {
		w.find(codeNameMissing, w.col("name"), "name", "", "")
	}
}

// enterprise takes a credit code out of the enterprise's cell.
func (w *rowWork) enterprise() {
	if isNothing(fold(w.Enterprise)) {
		w.Enterprise = ""
		return
	}
	name, code := splitCredit(w.Enterprise)
	if code == "" {
		return
	}
	w.find(codeCodeInCell, w.col("enterprise"), "enterprise", w.Enterprise, code)
	w.Enterprise = name
	if isNothing(fold(w.EnterpriseCode)) {
		w.EnterpriseCode = code
	}
}

func (w *rowWork) credit() {
	if w.EnterpriseCode == "" {
		return
	}
	read := w.EnterpriseCode
	code, ok := readCredit(read)
	if w.EnterpriseCode = code; strings.Trim(code, "0123456789") == code { // 正在办理 is no code
		w.EnterpriseCode = ""
	}
	if !ok {
		w.find(codeCheckFailed, max(w.col("credit"), w.col("enterprise")), "credit", read, code)
	}
}

// lists reads the columns that may hold several words.
func (w *rowWork) lists() {
	for field, into := range map[string]*[]string{"levels": &w.Levels, "tags": &w.Tags} {
		c, ok := w.fields[field]
		text := stated(w.cell(c))
		if !ok || isNothing(fold(text)) {
			continue
		}
		for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune("、，,；;/ 　", r) }) {
			*into = append(*into, clean(part))
		}
	}
}

// readStage takes the stage of the row's own cell, else of its section, else of the
// sheet's name. Text that no word maps leaves it empty.
func (w *rowWork) readStage() {
	c, ok := w.fields["stage"]
	text := stated(w.cell(c))
	switch {
	case ok && !isNothing(fold(text)) && !(c.loose && w.stageOf(text).stage == ""):
		r := w.stageOf(text)
		w.Stage = r.stage
		w.findAll(r.codes, c, text, string(r.stage))
		if w.section.stages.conflicts(r.stage) && !r.partial {
			w.find(codeStageConflict, c.Col, "stage", text, w.section.name)
		}
		return
	case len(w.section.stages.stages) > 0:
		w.Stage = w.section.stages.stage(w.section.stageTitle)
	case !ok || len(w.stages.stages) > 0:
		w.Stage = w.stages.stage(w.stageTitle)
	}
	w.partial()
}

// stageOf is readStage with memory.
func (r *rowReader) stageOf(text string) stageReading {
	s, ok := r.known[text]
	if !ok {
		s = readStage(text)
		if len(r.known) < mostKnown {
			r.known[text] = s
		}
	}
	return s
}

// mostKnown bounds the memory for stage texts.
const mostKnown = 1000

// partial looks into the text on progress of a row without a stage of its own.
func (w *rowWork) partial() {
	if w.Image == "" || w.Stage == "" || !partialIn(w.Image, w.Name) {
		return
	}
	if w.Stage == lifecycle.Completed || w.Stage == lifecycle.Producing {
		w.Stage = lifecycle.Started
	}
	w.find(codeStagePartial, w.col("image"), "stage", w.Image, string(w.Stage))
}

// check compares the fields of the row with each other.
func (w *rowWork) check() {
	limit := w.Total.Opt
	if w.Total.High.OK {
		limit = w.Total.High
	}
	if w.Done.OK && limit.OK && w.Done.Yuan > limit.Yuan {
		w.find(codeDoneExceeds, w.col("done"), "done", w.Done.Yuan.Exact(), limit.Yuan.Exact())
	}
	end := w.PlannedDone
	if !w.Completed.IsZero() {
		end = w.Completed
	}
	if !w.Start.IsZero() && !end.IsZero() && end.Last() < w.Start.First {
		w.find(codeDateOrder, w.col("start_date"), "start_date", w.Start.String(), end.String())
	}
}

// warningsOf gives the distinct codes of findings, sorted.
func warningsOf(list []app.Finding) []string {
	out := make([]string, 0, len(list))
	for _, f := range list {
		if i := sort.SearchStrings(out, f.Code); i == len(out) || out[i] != f.Code {
			out = append(out, "")
			copy(out[i+1:], out[i:])
			out[i] = f.Code
		}
	}
	return out
}
