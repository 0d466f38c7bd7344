package web

import (
	"context"
	"strings"

	"guatu/internal/app"
	"guatu/internal/score"
	"guatu/internal/web/ui"
)

// A result as people read it: the table of each group, and the lists.

// leagueParts are the tables of the groups; href leads to a unit's sheet.
func leagueParts(ctx context.Context, l *app.League, href func(string) string) (parts []leaguePart) {
	for _, g := range l.Groups {
		part := leaguePart{Title: g.Name, Count: len(g.Rows), Table: leagueTable(ctx, l, g, href)}
		if part.Title == "" {
			part.Title = ui.T(ctx, "排名")
		}
		parts = append(parts, part)
	}
	return parts
}

// leagueTable is one group; what nobody in it has, has no column.
func leagueTable(ctx context.Context, l *app.League, g app.LeagueGroup, href func(string) string) ui.TableData {
	var ranked, scored, rose, listed, said bool
	for _, row := range g.Rows {
		p := row.Place
		ranked, scored, rose = ranked || p.Rank > 0, scored || p.Total.OK, rose || p.Rose != nil
		listed, said = listed || len(row.Lists) > 0, said || leagueWhy(ctx, row) != ""
	}
	t := ui.TableData{Caption: g.Name, Cards: true}
	add := func(is bool, c ui.Column) {
		if is {
			t.Columns = append(t.Columns, c)
		}
	}
	add(true, ui.Column{Label: ui.T(ctx, "单位")})
	add(ranked, ui.Column{Label: ui.T(ctx, "名次"), Num: true})
	add(rose, ui.Column{Label: ui.T(ctx, "较上期"), Num: true})
	add(scored, ui.Column{Label: ui.T(ctx, "得分"), Num: true})
	add(listed, ui.Column{Label: ui.T(ctx, "榜")})
	for _, name := range l.Grades {
		add(true, ui.Column{Label: name})
	}
	add(said, ui.Column{Label: ui.T(ctx, "说明")})
	group, decimals := ui.Group{}, leagueDecimals(l)
	for _, row := range g.Rows {
		to := href(row.Unit)
		cells := []ui.Cell{ui.Door(row.Name, to)}
		put := func(is bool, c ui.Cell) {
			if is {
				cells = append(cells, c)
			}
		}
		put(ranked, rankCell(row.Place.Rank))
		put(rose, roseCell(row.Place.Rose))
		put(scored, markCell(row.Place.Total, decimals))
		put(listed, ui.Show(listTags(row.Lists)))
		for _, v := range row.Grades {
			put(true, gradeCell(ctx, v))
		}
		put(said, ui.Cell{Text: leagueWhy(ctx, row), Tone: "wrap"})
		group.Rows = append(group.Rows, ui.Row{Href: to, Cells: cells})
	}
	t.Groups = []ui.Group{group}
	return t
}

func rankCell(rank int) ui.Cell {
	if rank == 0 {
		return ui.Missing()
	}
	return ui.Words(itoa(rank))
}

// roseCell is how many places were gained; a loss has its sign and a colour.
func roseCell(rose *int) ui.Cell {
	switch {
	case rose == nil:
		return ui.Missing()
	case *rose > 0:
		return ui.Words("↑" + itoa(*rose))
	case *rose < 0:
		return ui.Cell{Text: "↓" + itoa(-*rose), Tone: "watch"}
	}
	return ui.Words("→")
}

// gradeCell is a light, a class, or that it cannot be told.
func gradeCell(ctx context.Context, v score.Verdict) ui.Cell {
	if v.Is == "" {
		return ui.Cell{Text: ui.T(ctx, "无法判定"), Tone: "blank", Title: v.Formula}
	}
	return ui.Cell{Body: gradeMark(v.Is), Title: v.Why}
}

// gradeLights are the grades that are lights, by the shape that goes with each.
var gradeLights = map[string]string{"green": "normal", "yellow": "watch", "red": "behind"}

// listText is what a list is called: 红榜, 黑榜, or as the scheme has it.
func listText(ctx context.Context, name string) string { return termOf(ctx, "score_list", name) }

// leagueWhy says why a unit has no rank, and what it did not report.
func leagueWhy(ctx context.Context, row app.LeagueRow) string {
	var parts []string
	if s := row.Place.State; s != "ranked" && s != "unranked" {
		parts = append(parts, termOf(ctx, "score_state", s))
	}
	if len(row.Missing) > 0 {
		parts = append(parts, ui.T(ctx, "未填报：{names}", "names", strings.Join(row.Missing, ui.T(ctx, "、"))))
	}
	return strings.Join(parts, ui.T(ctx, "；"))
}

// listParts are the lists as they will be printed.
func listParts(ctx context.Context, l *app.League, href func(string) string) (parts []listPart) {
	for _, list := range l.Lists {
		part := listPart{Code: list.Name, Title: listText(ctx, list.Name), Undecided: strings.Join(list.Undecided, ui.T(ctx, "、"))}
		for _, g := range list.Groups {
			names := listNames{Title: g.Name}
			for _, row := range g.Rows {
				names.Units = append(names.Units, ui.Link{Label: row.Name, Href: href(row.Unit)})
			}
			part.Groups, part.Count = append(part.Groups, names), part.Count+len(g.Rows)
		}
		parts = append(parts, part)
	}
	return parts
}
