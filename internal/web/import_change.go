package web

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/sheet"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// What a ledger will change, row by row, in words.

// A changeWriter turns changes into rows of tables.
type changeWriter struct {
	ctx   context.Context
	frame *app.Frame
}

// where is a row of the file as people find it: 在建 第 12 行.
func (w changeWriter) where(row *app.LedgerRow) ui.Cell {
	if row.Sheet == "" {
		return ui.Words(ui.T(w.ctx, "第 {row} 行", "row", row.Row))
	}
	return ui.Words(ui.T(w.ctx, "{sheet} 第 {row} 行", "sheet", row.Sheet, "row", row.Row))
}

func (w changeWriter) columns(labels ...string) []ui.Column {
	var list []ui.Column
	for _, l := range labels {
		list = append(list, ui.Column{Label: l})
	}
	return list
}

// added are the projects that are new.
func (w changeWriter) added(list []app.LedgerChange) ui.TableData {
	t := ui.TableData{Caption: ui.T(w.ctx, "新增的项目"), Cards: true, Columns: w.columns(ui.T(w.ctx, "项目名称"), ui.T(w.ctx, "行"), ui.T(w.ctx, "单位"), ui.T(w.ctx, "企业"), ui.T(w.ctx, "阶段"))}
	t.Columns = append(t.Columns, ui.Column{Label: ui.T(w.ctx, "总投资"), Unit: ui.T(w.ctx, "亿元"), Num: true}, ui.Column{Label: ui.T(w.ctx, "年度计划"), Unit: ui.T(w.ctx, "亿元"), Num: true})
	g := ui.Group{}
	for _, c := range list {
		g.Rows = append(g.Rows, ui.Row{Cells: []ui.Cell{{Text: c.Row.Name, Title: c.Row.Name}, w.where(c.Row), ui.Words(w.frame.Tree.Name(c.Unit)), said(c.Row.Enterprise), ui.Words(stageText(w.ctx, c.Row.Stage)),
			totalCell(w.ctx, c.Row.Total), amountCell(w.ctx, c.Row.Plan)}})
	}
	t.Groups = []ui.Group{g}
	return t
}

// changed are the known projects with each field from what to what.
func (w changeWriter) changed(list []app.LedgerChange) ui.TableData {
	t := ui.TableData{Caption: ui.T(w.ctx, "修改的项目"), Columns: w.columns(ui.T(w.ctx, "项目名称"), ui.T(w.ctx, "行"), ui.T(w.ctx, "认定为同一项目的依据"), ui.T(w.ctx, "原来 → 现在"))}
	g := ui.Group{}
	for _, c := range list {
		href := ""
		if c.Project != nil {
			href = "/projects/" + c.Project.ID
		}
		g.Rows = append(g.Rows, ui.Row{Href: href, Cells: []ui.Cell{{Text: c.Row.Name, Title: c.Row.Name, Href: href}, w.where(c.Row), ui.Words(matchText(w.ctx, c.Match)),
			{Body: diffList(w.fields(c.Fields)), Tone: "wrap"}}})
	}
	t.Groups = []ui.Group{g}
	return t
}

// fields are changed fields in words; those of a figure name their month.
func (w changeWriter) fields(list []app.Change) []ui.Change {
	var own []app.Change
	var out []ui.Change
	for _, c := range list {
		if stage, asked := strings.CutPrefix(c.Field, "change."); asked {
			out = append(out, ui.Change{Field: ui.T(w.ctx, "{stage}计划日期调整（待批）", "stage", termOf(w.ctx, "stage", stage)), Old: valueText(w.ctx, w.frame, "planned", c.Old), New: valueText(w.ctx, w.frame, "planned", c.New)})
			continue
		}
		if _, _, dated := sheet.ApprovalOf(c.Field); dated {
			out = append(out, ui.Change{Field: w.column(c.Field), Old: valueText(w.ctx, w.frame, "planned", c.Old), New: valueText(w.ctx, w.frame, "planned", c.New)})
			continue
		}
		month, field, is := figureField(c.Field)
		if !is {
			own = append(own, c)
			continue
		}
		out = append(out, ui.Change{Field: whenText(w.ctx, month) + " " + termOf(w.ctx, "figure", field), Old: valueText(w.ctx, w.frame, field, c.Old), New: valueText(w.ctx, w.frame, field, c.New)})
	}
	return append(changesOf(w.ctx, w.frame, app.Line{Noun: "project", Changes: own}), out...)
}

// figureField takes figure.2026-10.year_done apart.
func figureField(field string) (month workday.When, name string, is bool) {
	parts := strings.SplitN(field, ".", 3)
	if len(parts) != 3 || parts[0] != "figure" {
		return month, "", false
	}
	month, err := workday.ParseWhen(parts[1])
	return month, parts[2], err == nil
}

// missing are the unit's projects the file does not name; nothing happens to them.
func (w changeWriter) missing(list []*app.ProjectRow) ui.TableData {
	t := ui.TableData{Caption: ui.T(w.ctx, "已登记、本表没有的项目"), Cards: true, Columns: w.columns(ui.T(w.ctx, "项目名称"), ui.T(w.ctx, "单位"), ui.T(w.ctx, "企业"), ui.T(w.ctx, "阶段"))}
	g := ui.Group{}
	for _, r := range list {
		href := "/projects/" + r.Project.ID
		g.Rows = append(g.Rows, ui.Row{Href: href, Cells: []ui.Cell{ui.Door(r.Project.Name, href), ui.Words(r.Unit), said(r.Project.Enterprise), ui.Words(stageText(w.ctx, r.Stage))}})
	}
	t.Groups = []ui.Group{g}
	return t
}

// skipped are the rows left out, with why.
func (w changeWriter) skipped(list []app.LedgerChange) ui.TableData {
	t := ui.TableData{Caption: ui.T(w.ctx, "跳过的行"), Cards: true, Columns: w.columns(ui.T(w.ctx, "项目名称"), ui.T(w.ctx, "行"), ui.T(w.ctx, "原因"))}
	g := ui.Group{}
	for _, c := range list {
		why := ui.T(w.ctx, "按您的选择跳过")
		switch {
		case c.Row.DuplicateOf != "":
			why = ui.T(w.ctx, "与 {row} 重复", "row", strings.Replace(c.Row.DuplicateOf, "!", " ", 1))
		case c.Project != nil || len(c.Similar) == 0 && c.Match != app.MatchNone:
			why = ui.T(w.ctx, "前面的行已是同一项目")
		}
		g.Rows = append(g.Rows, ui.Row{Cells: []ui.Cell{ui.Words(c.Row.Name), w.where(c.Row), ui.Words(why)}})
	}
	t.Groups = []ui.Group{g}
	return t
}

// A similarRow is a row that looks like projects known: the person decides.
type similarRow struct {
	Name, Where, Note string
	Field             string
	Options           []ui.Option
}

// similar offers the projects a row looks like, a new one, and leaving it out.
func (w changeWriter) similar(c app.LedgerChange, choices map[string]string) similarRow {
	ref := c.Row.Sheet + "!" + strconv.Itoa(c.Row.Row)
	s := similarRow{Name: c.Row.Name, Where: w.where(c.Row).Text, Note: joined(c.Row.Enterprise, totalCell(w.ctx, c.Row.Total).Text+" "+ui.T(w.ctx, "亿元")), Field: choicePrefix + ref}
	for _, p := range c.Similar {
		s.Options = append(s.Options, ui.Option{Value: p.ID, Label: ui.T(w.ctx, "就是“{name}”", "name", p.Name), Hint: w.known(p), Chosen: choices[ref] == p.ID})
	}
	s.Options = append(s.Options, ui.Option{Value: app.ChoiceNew, Label: ui.T(w.ctx, "是新项目"), Chosen: choices[ref] == app.ChoiceNew},
		ui.Option{Value: app.ChoiceSkip, Label: ui.T(w.ctx, "跳过这一行"), Chosen: choices[ref] == app.ChoiceSkip})
	return s
}

// known says of a registered project what tells it from another.
func (w changeWriter) known(p *lifecycle.Project) string {
	return joined(w.frame.Tree.Name(p.Unit), p.Enterprise, totalCell(w.ctx, p.Total).Text+" "+ui.T(w.ctx, "亿元"))
}

// joined puts what is said side by side.
func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}
