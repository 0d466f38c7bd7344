package web

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"guatu/internal/app"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
)

// The table of one group and the chart of its totals.

// rankTable is the ranked units: place and name, total, the way it took, the points.
func rankTable(ctx context.Context, a *app.Assessment, rows []*app.AssessmentRow, sheet func(string) string) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "排名"), Wide: true, Columns: []ui.Column{{Label: ui.T(ctx, "名次和单位")}, {Label: ui.T(ctx, "总分"), Num: true}, {Label: ui.T(ctx, "近 {n} 期", "n", len(a.Periods)), Hint: ui.T(ctx, "各期总分；断开处没有数")}}}
	listed := slices.ContainsFunc(rows, func(r *app.AssessmentRow) bool { return len(r.On) > 0 })
	if listed {
		t.Columns = append(t.Columns, ui.Column{Label: ui.T(ctx, "榜")})
	}
	for _, name := range a.Grades {
		t.Columns = append(t.Columns, ui.Column{Label: name})
	}
	for i, h := range a.Headings {
		label := h.Name
		if h.Depth > 0 {
			label = ui.T(ctx, "其中：{name}", "name", h.Name)
		}
		t.Columns = append(t.Columns, ui.Column{Label: label, Num: true, Hint: joinWords(ctx, h.Formula, h.Note), Href: "#" + headingAnchor(i)})
	}
	group, decimals := ui.Group{}, pointsDecimals(a)
	for _, row := range rows {
		to := sheet(row.Unit)
		cells := []ui.Cell{ui.Show(placeName(placeLine{row.Rank, row.Name, to, row.Unit, risen(ctx, row.Moved)})), totalCellOf(ctx, row, decimals[0]), ui.Show(ui.Drawing(totalsLine(ctx, a, row)))}
		if listed {
			cells = append(cells, ui.Show(listTags(row.On)))
		}
		for _, is := range row.Grades {
			cells = append(cells, ui.Show(gradeMark(dash(is))))
		}
		cells = append(cells, pointsCells(a, row, to, decimals[1:])...)
		group.Rows = append(group.Rows, ui.Row{Href: to, Cells: cells})
	}
	t.Groups = []ui.Group{group}
	return t
}

// A placeLine is the first cell of a row: it stays in sight.
type placeLine struct {
	Rank       int
	Name, Href string
	Unit       string
	Risen      riseMark
}

// A riseMark is how a rank moved: a sign, and the words for who prints in grey.
type riseMark struct{ Sign, Words, Tone string }

func risen(ctx context.Context, moved *int) riseMark {
	switch {
	case moved == nil:
		return riseMark{}
	case *moved > 0:
		return riseMark{"▲" + itoa(*moved), ui.T(ctx, "升"), "rose"}
	case *moved < 0:
		return riseMark{"▼" + itoa(-*moved), ui.T(ctx, "降"), "fell"}
	}
	return riseMark{"—", ui.T(ctx, "持平"), ""}
}

// totalCellOf is the total, with what was published where that was another.
func totalCellOf(ctx context.Context, row *app.AssessmentRow, decimals int) ui.Cell {
	c := markCell(row.Total, decimals)
	c.Tone += " total"
	if n := len(row.Then); n > 0 && row.Then[n-1].OK && row.Then[n-1] != row.Total {
		c.Note = ui.T(ctx, "发布时 {n}", "n", columnText(row.Then[n-1], decimals))
	}
	return c
}

// totalsLine is the totals of the periods as a line; a missing one is a gap.
func totalsLine(ctx context.Context, a *app.Assessment, row *app.AssessmentRow) string {
	figures := make([]*float64, len(row.Totals))
	var words []string
	for i, t := range row.Totals {
		if t.OK {
			figures[i] = new(t.Points.Float())
		}
		words = append(words, whenText(ctx, a.Periods[i])+" "+t.String())
	}
	return svg.Sparkline(figures, nil, strings.Join(words, ui.T(ctx, "；")))
}

// pointsCells are the points of a row, each a door to its line of the sheet.
func pointsCells(a *app.Assessment, row *app.AssessmentRow, to string, decimals []int) (cells []ui.Cell) {
	for i, p := range row.Points {
		c := markCell(p, decimals[i])
		if to != "" {
			c.Href = to + "#" + lineAnchor(i)
		}
		if a.Headings[i].Depth > 0 {
			c.Tone += " part"
		}
		cells = append(cells, c)
	}
	return cells
}

func headingAnchor(i int) string { return "how-" + itoa(i) }
func lineAnchor(i int) string    { return "line-" + itoa(i) }

// apartTable is who is not ranked, with why.
func apartTable(ctx context.Context, a *app.Assessment, rows []*app.AssessmentRow, sheet func(string) string) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "未参加排名"), Columns: []ui.Column{{Label: ui.T(ctx, "单位")}, {Label: ui.T(ctx, "情况")}, {Label: ui.T(ctx, "总分"), Num: true}, {Label: ui.T(ctx, "原因")}}}
	group, decimals := ui.Group{}, pointsDecimals(a)[0]
	for _, row := range rows {
		why := ui.T(ctx, "详见明细")
		if len(row.Missing) > 0 {
			why = ui.T(ctx, "未填报：{names}", "names", strings.Join(row.Missing, ui.T(ctx, "、")))
		}
		group.Rows = append(group.Rows, ui.Row{Href: sheet(row.Unit), Cells: []ui.Cell{{Text: row.Name, Href: sheet(row.Unit)}, ui.Words(termOf(ctx, "score_state", row.State)), markCell(row.Total, decimals), {Text: why, Tone: "wrap"}}})
	}
	if len(rows) > 0 {
		t.Groups = []ui.Group{group}
	}
	return t
}

// totalsChart is the totals of a group as bars; nobody scored is no chart.
func totalsChart(ctx context.Context, a *app.Assessment, title string, rows []*app.AssessmentRow, sheet func(string) string) string {
	c := svg.Totals{Title: ui.T(ctx, "{group}得分", "group", title), Base: ui.EnvOf(ctx).Base, Key: strconv.Itoa(slices.Index(groupsOf(a), rows0(rows)))}
	scored, decimals := false, pointsDecimals(a)[0]
	bottom := map[string]bool{}
	for _, l := range a.Lists {
		bottom[l.Name] = l.Bottom
	}
	for _, row := range rows {
		line := svg.TotalRow{Place: rankText(row.Rank), Name: row.Name, Href: sheet(row.Unit), Text: columnText(row.Total, decimals)}
		if row.Total.OK {
			line.Value, scored = new(row.Total.Points.Float()), true
		}
		if n := len(row.Totals); n > 1 && row.Totals[n-2].OK {
			line.Was = new(row.Totals[n-2].Points.Float())
			c.Tick = ui.T(ctx, "上期（{period}）", "period", whenText(ctx, a.Before))
		}
		for _, name := range row.On {
			line.Note += " " + listText(ctx, name)
			line.Last = line.Last || bottom[name]
		}
		line.Tip = row.Name + " " + row.Total.String()
		c.Rows = append(c.Rows, line)
	}
	if !scored {
		return ""
	}
	return c.Draw()
}

func rows0(rows []*app.AssessmentRow) string {
	if len(rows) == 0 {
		return ""
	}
	return rows[0].Group
}
