package web

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/sheet"
	"guatu/internal/sheet/xlsx"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// A sheet as it was understood: the first rows as they were written, heads tinted
// by what they were taken for, and each finding in the margin beside its row.

// A sheetPanel is one sheet on the page.
type sheetPanel struct {
	Title, Note string
	Role        string
	Layout      string
	Paper       ui.Paper
	Columns     []mapColumn // what can be mapped by hand, the unknown first
	Unknown     int
	Cut         bool // longer than what is shown
}

// A mapColumn is one column with the fields it can be taken for.
type mapColumn struct {
	Letter, Heading, Name string
	Unknown, Kept         bool
	Options               []ui.Option
}

// sheetPanel puts the glimpse of a sheet and its understanding together.
func (w changeWriter) sheetPanel(seen draftSeen, at int) sheetPanel {
	ctx, s := w.ctx, seen.File.Sheets[at]
	p := sheetPanel{Title: sheetName(ctx, s), Role: termOf(ctx, "sheet_role", s.Role), Layout: s.Layout, Note: sheetNote(ctx, s)}
	if at >= len(seen.Glimpses) {
		return p
	}
	g := seen.Glimpses[at]
	p.Cut = len(g.Rows) >= glimpseRows
	p.Paper = w.paper(s, g, seen.Diff.Notes)
	if s.Role != app.RoleProjects {
		return p
	}
	for _, c := range s.Columns {
		p.Columns = append(p.Columns, w.mapColumn(c))
		if c.Field == "" {
			p.Unknown++
		}
	}
	slices.SortStableFunc(p.Columns, func(a, b mapColumn) int { return cmp.Compare(rank(a), rank(b)) })
	return p
}

// rank puts what is not understood first, then what was mapped by hand.
func rank(c mapColumn) int {
	switch {
	case c.Unknown:
		return 0
	case c.Kept:
		return 1
	}
	return 2
}

// sheetNote is what was found around the table: title, unit, where its head is.
func sheetNote(ctx context.Context, s app.LedgerSheet) string {
	parts := []string{termOf(ctx, "sheet_role", s.Role)}
	if s.Unit != "" {
		parts = append(parts, ui.T(ctx, "单位 {unit}", "unit", s.Unit))
	}
	if len(s.HeaderRows) > 0 {
		parts = append(parts, ui.T(ctx, "表头在第 {rows} 行", "rows", rowNumbers(s.HeaderRows)))
	}
	if s.Hidden {
		parts = append(parts, ui.T(ctx, "隐藏的工作表"))
	}
	return strings.Join(append(parts, nonEmpty(s.Title)...), " · ")
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func rowNumbers(rows []int) string {
	var list []string
	for _, n := range rows[:min(len(rows), 6)] {
		list = append(list, strconv.Itoa(n))
	}
	return strings.Join(list, "、")
}

func (w changeWriter) mapColumn(c app.LedgerColumn) mapColumn {
	ctx := w.ctx
	m := mapColumn{Letter: xlsx.ColName(c.Col), Heading: c.Heading, Name: "col_" + strconv.Itoa(c.Col), Unknown: c.Field == "", Kept: c.Kept}
	m.Options = []ui.Option{{Value: "", Label: ui.T(ctx, "不导入这一列"), Chosen: c.Field == "" && c.Proposed == ""}}
	for _, field := range sheet.Fields() {
		m.Options = append(m.Options, ui.Option{Value: field, Label: termOf(ctx, "ledger", field), Chosen: field == cmp.Or(c.Field, c.Proposed)})
	}
	for _, it := range w.frame.Items {
		field := sheet.ApprovalField(it.Code, string(approval.Granted))
		m.Options = append(m.Options, ui.Option{Value: field, Label: w.column(field), Chosen: field == c.Field})
	}
	if _, kind, is := sheet.ApprovalOf(c.Field); is && kind != string(approval.Granted) {
		m.Options = append(m.Options, ui.Option{Value: c.Field, Label: w.column(c.Field), Chosen: true})
	}
	return m
}

// column is a field of a ledger in words: an approval's names its item and what
// happened.
func (w changeWriter) column(field string) string {
	item, kind, is := sheet.ApprovalOf(field)
	if !is {
		return termOf(w.ctx, "ledger", field)
	}
	name := item
	for _, it := range w.frame.Items {
		if it.Code == item {
			name = it.Name
		}
	}
	if kind == "number" {
		return ui.T(w.ctx, "{item} · 文号或证号", "item", name)
	}
	return ui.T(w.ctx, "{item} · {what}日期", "item", name, "what", termOf(w.ctx, "approval_fact", kind))
}

// paper draws the rows below the head; what stands above is the title's.
func (w changeWriter) paper(s app.LedgerSheet, g glimpse, found []app.LedgerNote) ui.Paper {
	p := ui.Paper{HeadRow: rowNumbers(s.HeaderRows)}
	byCol := map[int]app.LedgerColumn{}
	for _, c := range s.Columns {
		byCol[c.Col] = c
		g.Cols = max(g.Cols, c.Col)
	}
	for col := 1; col <= g.Cols; col++ {
		c, there := byCol[col]
		p.Letters = append(p.Letters, xlsx.ColName(col))
		p.Heads = append(p.Heads, ui.PaperHead{Text: c.Heading, Field: w.column(c.Field), Unknown: !there || c.Field == ""})
	}
	notes := notesOf(w.ctx, s, found)
	kinds := kindsOf(s)
	first := 0
	if len(s.HeaderRows) > 0 {
		first = s.HeaderRows[0]
	}
	for _, row := range g.Rows {
		if row.N > first && !slices.Contains(s.HeaderRows, row.N) {
			p.Lines = append(p.Lines, lineOf(row, g.Cols, kinds[row.N], notes[row.N]))
		}
	}
	return p
}

// kindsOf are the kinds of the rows that are no projects.
func kindsOf(s app.LedgerSheet) map[int]string {
	kinds := map[int]string{}
	for _, skip := range s.Skips {
		kinds[skip.Row] = ui.LineSkipped
		if skip.Reason == "section_row" {
			kinds[skip.Row] = ui.LineSection
		}
	}
	return kinds
}

// notesOf are the findings of a sheet by row.
func notesOf(ctx context.Context, s app.LedgerSheet, found []app.LedgerNote) map[int][]ui.PaperNote {
	notes := map[int][]ui.PaperNote{}
	add := func(row int, list []app.Finding) {
		for _, f := range list {
			notes[row] = append(notes[row], ui.PaperNote{Cell: f.Cell, Words: findingText(ctx, f), Wrong: grave(f.Code)})
		}
	}
	for _, skip := range s.Skips {
		notes[skip.Row] = append(notes[skip.Row], ui.PaperNote{Words: termOf(ctx, "skip", skip.Reason)})
		add(skip.Row, skip.Findings)
	}
	for _, row := range s.Rows {
		add(row.Row, row.Findings)
	}
	for _, n := range found {
		if n.Sheet == s.Name {
			add(n.Row, []app.Finding{n.Finding})
		}
	}
	for _, f := range s.Findings {
		if row, _, ok := xlsx.ParseCell(f.Cell); ok {
			add(row, []app.Finding{f})
		}
	}
	return notes
}

// findingText is one finding in words: what it is, what was read, what was
// understood.
func findingText(ctx context.Context, f app.Finding) string {
	text, understood := termOf(ctx, "warning", f.Code), understoodText(ctx, f)
	switch {
	case f.Code == "total_mismatch":
		return ui.T(ctx, "{what}：写的是 {read}，所列明细相加为 {understood}", "what", text, "read", f.Read, "understood", understood)
	case f.Code == "section_count_mismatch":
		return ui.T(ctx, "{what}：写的是 {read} 个，所列 {understood} 个", "what", text, "read", f.Read, "understood", understood)
	case f.Code == "approval_kept":
		return ui.T(ctx, "{what}：台账写 {read}，已有的是 {understood}", "what", text, "read", whenWord(ctx, f.Read), "understood", understood)
	case f.Read != "" && understood != "":
		return ui.T(ctx, "{what}：“{read}” 理解为 {understood}", "what", text, "read", f.Read, "understood", understood)
	case f.Read != "":
		return ui.T(ctx, "{what}：“{read}”", "what", text, "read", f.Read)
	}
	return text
}

// understoodText is what a cell was taken for: stages and dates in words, the rest
// as it is.
func understoodText(ctx context.Context, f app.Finding) string {
	if f.Field == "stage" && f.Understood != "" {
		return termOf(ctx, "stage", f.Understood)
	}
	if when, err := workday.ParseWhen(f.Understood); err == nil && !when.IsZero() {
		return whenText(ctx, when)
	}
	return f.Understood
}

// grave are the findings where something was left empty or does not add up.
func grave(code string) bool {
	return strings.HasSuffix(code, "_unparsed") || strings.HasSuffix(code, "_unmapped") || strings.Contains(code, "mismatch") || code == "done_exceeds_total" ||
		code == "code_check_failed" || code == "cell_error" || code == "name_missing" || code == "amount_implausible" || slices.Contains(refusedDates, code)
}

// refusedDates are findings for which a date of an approval does not go in.
var refusedDates = []string{"approval_no_day", "approval_future", "approval_outside", "approval_disorder", "approval_kept", "approval_unscreened"}

// whenWord is a date that a finding quotes, in words.
func whenWord(ctx context.Context, text string) string {
	if when, err := workday.ParseWhen(text); err == nil && !when.IsZero() {
		return whenText(ctx, when)
	}
	return text
}

// lineOf is one row; cells a finding names are marked.
func lineOf(row glimpseRow, cols int, kind string, notes []ui.PaperNote) ui.PaperLine {
	line := ui.PaperLine{Number: strconv.Itoa(row.N), Kind: kind, Notes: notes, Cells: make([]ui.PaperCell, cols)}
	for i, text := range row.Cells {
		line.Cells[i].Text = text
	}
	for _, n := range notes {
		if _, col, ok := xlsx.ParseCell(n.Cell); ok && col <= cols {
			line.Cells[col-1].State = "read"
			if n.Wrong {
				line.Cells[col-1].State = "wrong"
			}
		}
	}
	return line
}

// A findingKind is one code with how often it was found.
type findingKind struct {
	code  string
	count int
}

// findingKinds counts the findings of a file by code, the most frequent first.
func findingKinds(seen draftSeen) []findingKind {
	counts := map[string]int{}
	eachFinding(seen, func(f placedFinding) { counts[f.Code]++ })
	var list []findingKind
	for code, n := range counts {
		list = append(list, findingKind{code, n})
	}
	slices.SortFunc(list, func(a, b findingKind) int {
		return cmp.Or(-cmp.Compare(a.count, b.count), cmp.Compare(a.code, b.code))
	})
	return list
}

// eachFinding goes through all findings in the order of the file, and then through
// those that what is known of the projects gives rise to.
func eachFinding(seen draftSeen, do func(placedFinding)) {
	for _, s := range seen.File.Sheets {
		for _, found := range s.Findings {
			do(placedFinding{sheet: s.Name, Finding: found})
		}
		for _, skip := range s.Skips {
			for _, found := range skip.Findings {
				do(placedFinding{sheet: s.Name, row: skip.Row, Finding: found})
			}
		}
		for _, row := range s.Rows {
			for _, found := range row.Findings {
				do(placedFinding{sheet: s.Name, row: row.Row, Finding: found})
			}
		}
	}
	for _, n := range seen.Diff.Notes {
		do(placedFinding{n.Sheet, n.Row, n.Project, n.Finding})
	}
}
