package sheet

// Read: a file of an office becomes a LedgerFile.

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/sheet/xlsx"
	"guatu/internal/workday"
)

// Options are what a reader knows beside the file.
type Options struct {
	// Today decides whether a date under 竣工时间 is past where the ledger does not
	// say what day it was filled in. Zero: such dates are plans.
	Today workday.Date
	// Year is the ledger's own year where it is known; 0: it is looked for in titles,
	// headings and names. Without one, 5月 and 年底 stay empty.
	Year int
	// Mapping is what people mapped by hand: layout (LedgerSheet.Layout) → column,
	// counted from 1 → field code of Fields, "" for a column to be left alone.
	Mapping map[string]map[int]string
	// Approvals are the names that approval items go by, each with its item's code
	// (approval.Catalogue.Words): columns of their dates are then understood too.
	Approvals map[string]string
	// Progress, if any, is told now and then how many rows of how many are read.
	Progress func(done, total int)
	// Limits bound the file; the zero value stands for xlsx.DefaultLimits.
	Limits xlsx.Limits
}

// Read understands a ledger of .xlsx or .csv form; its first bytes, not its name,
// decide which. Whatever is wrong with the file as a file is a fault (package
// xlsx lists the codes). What is odd in a readable file is no fault: it is in the
// findings, and a file without any project is a LedgerFile without rows.
func Read(name string, r io.ReaderAt, size int64, opt Options) (*app.LedgerFile, error) {
	if opt.Limits == (xlsx.Limits{}) {
		opt.Limits = xlsx.DefaultLimits()
	}
	hash, err := digest(r, size)
	if err != nil {
		return nil, err
	}
	file := &app.LedgerFile{Name: filepath.Base(strings.ReplaceAll(name, "\\", "/")), Hash: hash, Warnings: []string{}}
	reader := fileReader{opt: opt, file: file, repeats: newRepeats(), items: newApprovalWords(opt.Approvals)}
	if err := reader.open(r, size); err != nil {
		return nil, err
	}
	reader.finish()
	return file, nil
}

// digest is the SHA-256 of the file, by which an import knows it again.
func digest(r io.ReaderAt, size int64) (string, error) {
	h := sha256.New()
	if _, err := io.Copy(h, io.NewSectionReader(r, 0, size)); err != nil {
		return "", fault.New(fault.Invalid, "sheet.file_unreadable").Because(err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// A fileReader reads the sheets of one file, one after another.
type fileReader struct {
	opt     Options
	file    *app.LedgerFile
	repeats *repeats
	items   approvalWords
	done    int // rows of the sheets before
	total   int
}

// open reads every sheet.
func (f *fileReader) open(r io.ReaderAt, size int64) error {
	head := make([]byte, min(size, 512))
	if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return fault.New(fault.Invalid, "sheet.file_unreadable").Because(err)
	}
	if xlsx.Sniff(head) == xlsx.FormText {
		return f.openCSV(r, size)
	}
	book, err := xlsx.Open(r, size, f.opt.Limits)
	if err != nil {
		return err
	}
	for i := range book.Sheets() {
		g, err := book.Grid(i)
		if err != nil {
			return errors.Join(err, book.Close())
		}
		f.sheet(newGrid(g, false, f.items))
	}
	return book.Close()
}

// openCSV reads a .csv, whose one sheet has no name.
func (f *fileReader) openCSV(r io.ReaderAt, size int64) error {
	if size > f.opt.Limits.File {
		return fault.New(fault.TooLarge, "sheet.file_too_large", "bytes", size, "limit", f.opt.Limits.File)
	}
	data, err := io.ReadAll(io.NewSectionReader(r, 0, size))
	if err != nil {
		return fault.New(fault.Invalid, "sheet.file_unreadable").Because(err)
	}
	g, err := xlsx.OpenCSV(data, f.opt.Limits)
	if err != nil {
		return err
	}
	if g.LastCol == 0 {
		for _, row := range g.Rows {
			for _, c := range row.Cells {
				g.LastCol = max(g.LastCol, c.Col)
			}
		}
	}
	f.sheet(newGrid(g, true, f.items))
	return nil
}

// sheet understands one sheet.
func (f *fileReader) sheet(g *grid) {
	f.total += len(g.Rows)
	out := app.LedgerSheet{Name: g.Name, Hidden: g.Hidden, Warnings: []string{}}
	tables := g.tables(f.opt)
	projects := slices.DeleteFunc(slices.Clone(tables), func(t *table) bool { return !holdsProjects(t.cols) })
	switch {
	case len(projects) > 0:
		out.Role = app.RoleProjects
		f.projects(&out, projects)
	case len(tables) > 0 && countsProjects(tables[0]):
		out.Role = app.RoleSummary
		summary(&out, tables)
	default:
		out.Role = g.roleWithout()
		if out.Role == app.RoleSummary && len(tables) > 0 {
			summary(&out, tables)
		}
	}
	out.Warnings = append(out.Warnings, sheetWarnings(g, out.Role)...)
	f.done += len(g.Rows)
	f.file.Sheets = append(f.file.Sheets, out)
}

// projects reads the tables of a sheet of projects.
func (f *fileReader) projects(out *app.LedgerSheet, tables []*table) {
	first := tables[0]
	f.findYear(out, tables)
	out.Unit, out.Layout, out.Title = first.sheetUnit(), first.layout, first.title
	out.Year, out.AsOf = first.year, first.asOf
	for _, c := range first.cols {
		c.Unit = c.unit.name
		out.Columns = append(out.Columns, c.LedgerColumn)
		if c.inferred && c.Field != "" {
			out.Findings = append(out.Findings, app.Finding{Code: codeUnitInferred, Cell: xlsx.CellName(first.Rows[first.block.last].N, c.Col), Field: c.Field, Read: clipped(c.Heading), Understood: c.Unit})
		}
	}
	for _, t := range tables {
		for i := t.block.first; i <= t.block.last; i++ {
			out.HeaderRows = append(out.HeaderRows, t.Rows[i].N)
		}
		f.table(out, t)
	}
}

// findYear looks for a table's year in what surrounds it, nearest first.
func (f *fileReader) findYear(out *app.LedgerSheet, tables []*table) {
	for _, t := range tables {
		for _, text := range []string{out.Name, tables[0].title, f.file.Name} {
			if y, ok := onlyYear(text); ok && t.year == 0 {
				t.year = y
			}
		}
	}
}

// table reads the rows of one table.
func (f *fileReader) table(out *app.LedgerSheet, t *table) {
	dates := dateReader{year: t.year, date1904: t.Date1904, typed: !t.csv || showsTenth(t)}
	b := body{out: out, repeats: f.repeats, rowReader: rowReader{table: t, opt: f.opt, sheet: out.Name, stages: stagesOf(out.Name), dates: dates, known: map[string]stageReading{}}}
	b.titled = stagesOf(stageTitle(t.title))
	if b.stageTitle = out.Name; len(b.stages.stages) == 0 && t.col("stage") == 0 {
		b.stageTitle = stageTitle(t.title)
		b.stages = stagesOf(b.stageTitle)
	}
	if t.col("place") == 0 && isPlaceName(fold(out.Name)) {
		b.section.place = clean(out.Name)
	}
	if f.opt.Progress != nil {
		b.progress = f.report
	}
	b.run()
}

// stageTitle keeps from a title only what names one stage: 签约项目台账 does,
// 开工、竣工项目情况表 and 重大项目签约开工竣工一览 do not.
func stageTitle(title string) string {
	title = compoundStages.Replace(title)
	stages := stagesOf(title).stages
	for _, s := range stages {
		if s != stages[0] {
			return ""
		}
	}
	return title
}

// compoundStages are two words for the one stage that the second names.
var compoundStages = strings.NewReplacer("竣工投产", "投产", "建成投产", "投产", "投产达产", "达产", "投产达效", "达效", "签约落户", "签约", "签约未开工", "签约", "开工在建", "在建", "竣工达产", "达产", "洽谈签约", "洽谈、签约")

// showsTenth tells that a .csv writes October as 2024.10, so that its 2024.1 is
// January.
func showsTenth(t *table) bool {
	for _, c := range t.cols {
		if c.kind != kindDate {
			continue
		}
		for _, row := range t.Rows[t.start:min(t.end, t.start+2000)] {
			s := row.Cell(c.Col).Text
			if len(s) == len("2024.10") && strings.HasPrefix(s, "20") && strings.HasSuffix(s, ".10") {
				return true
			}
		}
	}
	return false
}

// report tells of progress, a few hundred rows at a time.
func (f *fileReader) report(row int) {
	if row%512 == 0 {
		f.opt.Progress(f.done+row, f.total)
	}
}

// countsProjects tells a summary by its headings: 个数, 项目数.
func countsProjects(t *table) bool {
	for _, c := range t.cols {
		if c.kind == kindCount || len(c.options) > 0 && c.options[0].kind == kindCount {
			return true
		}
	}
	return false
}

// summary lists the totals and notes of a sheet that counts projects.
func summary(out *app.LedgerSheet, tables []*table) {
	for _, t := range tables {
		for i := t.block.first; i <= t.block.last; i++ {
			out.HeaderRows = append(out.HeaderRows, t.Rows[i].N)
		}
		for i := t.start; i < t.end; i++ {
			cells := filled(t.Rows[i])
			if len(cells) == 0 || cells[0].Kind != xlsx.Text {
				continue
			}
			switch text := cells[0].Text; {
			case t.repeat[i]:
				out.Skips = append(out.Skips, app.LedgerSkip{Row: t.Rows[i].N, Reason: skipRepeat})
			case isTotalWord(text):
				out.Skips = append(out.Skips, app.LedgerSkip{Row: t.Rows[i].N, Reason: skipTotal, Text: clipped(clean(text))})
			case isNote(text), len(cells) == 1 && runes(text) > 30:
				out.Skips = append(out.Skips, app.LedgerSkip{Row: t.Rows[i].N, Reason: skipNote, Text: clipped(clean(text))})
			}
		}
	}
}

// sheetWarnings are about the sheet as a whole.
func sheetWarnings(g *grid, role string) []string {
	var list []string
	if role != app.RoleProjects {
		return nil
	}
	rows, cols := g.hides()
	if g.Uncached > 0 {
		list = append(list, "formula_no_cached_value")
	}
	if cols {
		list = append(list, "hidden_column")
	}
	if rows {
		list = append(list, codeHiddenRow)
	}
	if g.Hidden {
		list = append(list, "hidden_sheet")
	}
	return list
}

// finish compares the rows of all sheets and gathers the warnings.
func (f *fileReader) finish() {
	for i := range f.file.Sheets {
		s := &f.file.Sheets[i]
		name := nameColumn(s.Columns)
		for j := range s.Rows {
			r := &s.Rows[j]
			f.repeats.take(r, xlsx.CellName(r.Row, name))
			r.Warnings = warningsOf(r.Findings)
		}
	}
	if f.opt.Progress != nil {
		f.opt.Progress(f.total, f.total)
	}
}

func nameColumn(cols []app.LedgerColumn) int {
	for _, c := range cols {
		if c.Field == "name" {
			return c.Col
		}
	}
	return 1
}
