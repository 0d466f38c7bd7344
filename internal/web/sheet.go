package web

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"guatu/internal/score"
	"guatu/internal/web/ui"
)

// A unit's sheet: every indicator with its points, the formula with the values put
// in, and the records they came from.

// A sheetPart is the sheet as it is read.
type sheetPart struct {
	Lines   []sheetLine
	Rest    string
	Figures []sheetLine
	Grades  []sheetLine
	Lists   []sheetLine
	Because []sheetLine
	Missing string
}

// A sheetLine is one line of it: an indicator, a named figure, a light.
type sheetLine struct {
	Level   int
	Name    string
	Points  string // or the value
	Of      string // what it can give at most
	Peers   string // its place among those it is compared with
	Anchor  string
	Weight  string
	Formula string
	With    string // with the values put in
	Note    string
	Lacks   string
	Late    bool
	Records *ui.TableData
	Count   int
	Mark    string // of a light or a class
}

// sheetPartOf reads a sheet.
func sheetPartOf(ctx context.Context, s *score.Sheet) sheetPart {
	p := sheetPart{Missing: strings.Join(s.Missing, ui.T(ctx, "、"))}
	for _, l := range s.Indicators {
		p.indicator(ctx, l, 0)
	}
	if s.Rest != 0 {
		p.Rest = s.Rest.String()
	}
	for _, f := range s.Figures {
		line := sheetLine{Name: f.Name, Points: f.Value.Text(4), Formula: f.Formula, With: f.With, Note: f.Note}
		line.records(ctx, f.Records)
		p.Figures = append(p.Figures, line)
	}
	for _, g := range s.Grades {
		line := sheetLine{Name: g.Name, Mark: g.Is, Formula: g.Formula, With: g.With, Note: g.Why}
		if g.Is == "" {
			line.Points = ui.T(ctx, "无法判定")
		}
		p.Grades = append(p.Grades, line)
	}
	for _, l := range s.Lists {
		p.Lists = append(p.Lists, listLine(ctx, l)...)
	}
	for _, b := range s.Because {
		p.Because = append(p.Because, sheetLine{Name: b.Name, Formula: b.Formula, With: b.With})
	}
	return p
}

// indicator puts an indicator and its parts on the sheet, each below its whole.
func (p *sheetPart) indicator(ctx context.Context, l score.Line, level int) {
	line := sheetLine{Level: level, Name: l.Name, Points: l.Points.String(), Anchor: lineAnchor(len(p.Lines)), Weight: l.Weight, Formula: l.Formula, With: l.With, Note: l.Note, Late: l.Missing}
	if l.Limit != "" {
		line.Note = joinWords(ctx, line.Note, ui.T(ctx, "原得 {n}，{limit}", "n", l.Before.String(), "limit", termOf(ctx, "score_limit", l.Limit)))
	}
	if l.Cap.OK {
		line.Of = l.Cap.String()
	}
	if len(l.Lacks) > 0 {
		line.Lacks = ui.T(ctx, "未填报：{names}", "names", strings.Join(l.Lacks, ui.T(ctx, "、")))
	}
	line.records(ctx, l.Records)
	p.Lines = append(p.Lines, line)
	for _, part := range l.Parts {
		p.indicator(ctx, part, level+1)
	}
}

// anchorAttr is the place links lead to.
func anchorAttr(name string) templ.Attributes {
	if name == "" {
		return nil
	}
	return templ.Attributes{"id": name}
}

func joinWords(ctx context.Context, words ...string) string {
	var list []string
	for _, w := range words {
		if w != "" {
			list = append(list, w)
		}
	}
	return strings.Join(list, ui.T(ctx, "；"))
}

// listLine is how a unit stands to a list, with the conditions that say so.
func listLine(ctx context.Context, l score.Place) (lines []sheetLine) {
	first := sheetLine{Name: listText(ctx, l.Name), Points: ui.T(ctx, "上榜"), Note: l.Note}
	if !l.On {
		first.Points = ui.T(ctx, "因未填报无法判定")
	}
	if l.Place > 0 {
		from := ui.T(ctx, "正数第 {n} 名，取前 {size} 名", "n", l.Place, "size", l.Size)
		if l.Bottom {
			from = ui.T(ctx, "倒数第 {n} 名，取后 {size} 名", "n", l.Place, "size", l.Size)
		}
		first.Note = joinWords(ctx, from, l.Note)
	}
	for i, reason := range l.Reasons {
		if i == 0 {
			first.Formula, first.With = reason.Formula, reason.With
			continue
		}
		lines = append(lines, sheetLine{Level: 1, Name: reason.Name, Formula: reason.Formula, With: reason.With})
	}
	return append([]sheetLine{first}, lines...)
}

// recordsShown bounds the records of a line.
const recordsShown = 200

// records are those that counted, as a table.
func (l *sheetLine) records(ctx context.Context, list []score.Record) {
	if len(list) == 0 {
		return
	}
	t := ui.TableData{Caption: l.Name, Columns: []ui.Column{{Label: ui.T(ctx, "第几条"), Num: true}}}
	for _, name := range list[0].Names {
		t.Columns = append(t.Columns, ui.Column{Label: name})
	}
	t.Columns = append(t.Columns, ui.Column{Label: ui.T(ctx, "计入"), Num: true})
	group := ui.Group{}
	for _, rec := range list[:min(len(list), recordsShown)] {
		cells := []ui.Cell{ui.Words(itoa(rec.Row + 1))}
		for _, c := range rec.Cells {
			cells = append(cells, ui.Cell{Text: c.Text(4), Tone: "wrap"})
		}
		group.Rows = append(group.Rows, ui.Row{Cells: append(cells, ui.Words(rec.Gave.Text(4)))})
	}
	t.Groups = []ui.Group{group}
	l.Records, l.Count = &t, len(list)
}
