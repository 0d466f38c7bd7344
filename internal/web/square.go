package web

import (
	"context"
	"strconv"

	"guatu/internal/app"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
)

// 方阵: units or tiers by stage; each cell is a count and the money behind it, and
// leads to its projects.

// squareFacts are what a 方阵 is made of. Link gives the address behind a cell.
type squareFacts struct {
	Corner, Caption string
	Stages          []app.Facet
	Rows            []squareFact
	All             app.Totals
	Link            func(pairs ...string) string
}

// A squareFact is one unit or tier.
type squareFact struct {
	Name, Href string
	Key, Value string // the filter that shows its projects
	Cells      []app.BoardCell
	Now        app.Totals
}

// squareOf lays the facts out, with sums to the right and below.
func squareOf(ctx context.Context, f squareFacts) ui.Square {
	s := ui.Square{Corner: f.Corner, Caption: f.Caption}
	for _, stage := range f.Stages {
		s.Columns = append(s.Columns, termOf(ctx, "stage", stageKey(stage.Key)))
	}
	s.Columns = append(s.Columns, ui.T(ctx, "合计"))
	most := 0
	for _, r := range f.Rows {
		for _, c := range r.Cells {
			most = max(most, c.Count)
		}
	}
	foot := ui.SquareRow{Name: ui.T(ctx, "合计"), Href: f.Link()}
	sums := make([]app.BoardCell, len(f.Stages))
	for _, r := range f.Rows {
		row := ui.SquareRow{Name: r.Name, Href: r.Href}
		for i, c := range r.Cells {
			sums[i].Count += c.Count
			sums[i].Total.Yuan += c.Total.Yuan
			sums[i].Total.Missing += c.Total.Missing
			cell := squareCell(ctx, c, f.Link(r.Key, r.Value, "stage", c.Stage))
			cell.Heat = svg.HeatClass(float64(c.Count), float64(most))
			row.Cells = append(row.Cells, cell)
		}
		row.Cells = append(row.Cells, sumOf(ctx, r.Now, f.Link(r.Key, r.Value)))
		s.Rows = append(s.Rows, row)
	}
	for i, c := range sums {
		cell := squareCell(ctx, c, f.Link("stage", f.Stages[i].Key))
		cell.Sum = true
		foot.Cells = append(foot.Cells, cell)
	}
	foot.Cells = append(foot.Cells, sumOf(ctx, f.All, f.Link()))
	s.Foot = &foot
	return s
}

// stageKey is a facet's key as a stage: "-" is none.
func stageKey(key string) string {
	if key == app.Unstated {
		return ""
	}
	return key
}

// squareCell is one cell; an empty one leads nowhere.
func squareCell(ctx context.Context, c app.BoardCell, href string) ui.SquareCell {
	if c.Count == 0 {
		return ui.SquareCell{Count: "·"}
	}
	return ui.SquareCell{Count: strconv.Itoa(c.Count), Money: moneyText(ctx, c.Total), Href: href, Title: moneyTitle(ctx, c.Total)}
}

func sumOf(ctx context.Context, t app.Totals, href string) ui.SquareCell {
	cell := squareCell(ctx, app.BoardCell{Count: t.Count, Total: t.Total}, href)
	cell.Sum = true
	return cell
}

// moneyText is the total behind a cell; none known is a dash.
func moneyText(ctx context.Context, s app.Sum) string {
	if s.Yuan == 0 && s.Missing > 0 {
		return blank
	}
	return ui.T(ctx, "{yi} 亿", "yi", s.Yuan.Yi(1))
}

// moneyTitle is the exact total, and how many did not state theirs.
func moneyTitle(ctx context.Context, s app.Sum) string {
	title := ui.T(ctx, "总投资 {exact}", "exact", wan(ctx, s.Yuan))
	if s.Missing > 0 {
		title += ui.T(ctx, "（{n} 个未填报）", "n", s.Missing)
	}
	return title
}
