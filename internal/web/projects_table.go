package web

import (
	"cmp"
	"context"
	"net/url"
	"strings"

	"guatu/internal/app"
	"guatu/internal/web/ui"
)

// The rows of the table of projects: heads that sort, groups with their sums over
// all pages, and the sum of everything.

// projectTable turns one page of projects into the table to be seen.
func projectTable(ctx context.Context, f *app.Frame, t *app.ProjectTable, columns []projectColumn) ui.TableData {
	out := ui.TableData{Caption: ui.T(ctx, "项目"), Tall: true, Wide: true, Cards: true, Columns: columnHeads(ctx, t.Filter.Sort, columns)}
	sums := map[string]app.ProjectGroup{}
	for _, g := range t.Groups {
		sums[g.Key] = g
	}
	last := ""
	for i, r := range t.Rows {
		key := app.GroupOf(t.Filter.Group, r)
		if i == 0 || key != last {
			out.Groups = append(out.Groups, ui.Group{Head: groupHead(ctx, f, t.Filter.Group, sums[key], columns)})
		}
		last = key
		g := &out.Groups[len(out.Groups)-1]
		g.Rows = append(g.Rows, projectLine(ctx, f, r, columns))
	}
	if len(t.Rows) > 0 {
		out.Foot = sumLine(ctx, ui.Cell{Text: ui.T(ctx, "合计 {n} 个", "n", t.Totals.Count)}, t.Totals, columns)
	}
	return out
}

// projectLine is one project.
func projectLine(ctx context.Context, f *app.Frame, r *app.ProjectRow, columns []projectColumn) ui.Row {
	href := projectHref(ctx, r.Project.ID)
	name := ui.Door(r.Project.Name, href)
	name.Title = r.Project.Name
	if r.LedgerPause() {
		name.Note = ui.T(ctx, "台账标注暂停，未批准")
	}
	row := ui.Row{ID: r.Project.ID, Href: href, Cells: []ui.Cell{name}}
	for _, c := range columns {
		row.Cells = append(row.Cells, c.cell(ctx, f, r))
	}
	return row
}

// projectHref is the page of a project, on the day this page is of.
func projectHref(ctx context.Context, id string) string {
	href := "/projects/" + url.PathEscape(id)
	at := ui.EnvOf(ctx).Here
	if at == nil {
		return href
	}
	q, kept := at.Query(), url.Values{}
	for _, name := range []string{"on", "known"} {
		if q.Get(name) != "" {
			kept.Set(name, q.Get(name))
		}
	}
	if len(kept) > 0 {
		href += "?" + kept.Encode()
	}
	return href
}

// groupHead is the line of a group: its name is the door to it alone. A table
// that is not grouped has none.
func groupHead(ctx context.Context, f *app.Frame, by string, g app.ProjectGroup, columns []projectColumn) []ui.Cell {
	if by == "" {
		return nil
	}
	key := cmp.Or(g.Key, app.Unstated)
	name := ui.Door(filterValue(ctx, f, by, key), here(ctx, "group", "", by, key))
	name.Note = ui.T(ctx, "{n} 个", "n", g.Totals.Count)
	return sumLine(ctx, name, g.Totals, columns)
}

// sumLine is a name and the sums under each column that has one.
func sumLine(ctx context.Context, name ui.Cell, t app.Totals, columns []projectColumn) []ui.Cell {
	cells := []ui.Cell{name}
	for _, c := range columns {
		cell := ui.Cell{}
		if c.sum != nil {
			cell = c.sum(ctx, t)
		}
		cells = append(cells, cell)
	}
	return cells
}

// columnHeads are the heads; a click sorts by the column, a second one the other
// way round, a third as the office lists them.
func columnHeads(ctx context.Context, sorted string, columns []projectColumn) []ui.Column {
	heads := []ui.Column{sortable(ctx, ui.Column{Label: ui.T(ctx, "项目名称")}, "name", sorted)}
	for _, c := range columns {
		head := ui.Column{Label: ui.T(ctx, c.label), Num: c.num}
		if c.unit != "" {
			head.Unit = ui.T(ctx, c.unit)
		}
		heads = append(heads, sortable(ctx, head, c.sort, sorted))
	}
	return heads
}

// sortable gives a head its link. Figures fall first: one looks for the largest.
func sortable(ctx context.Context, c ui.Column, by, sorted string) ui.Column {
	if by == "" {
		return c
	}
	first, second := by, "-"+by
	if c.Num {
		first, second = second, first
	}
	next := map[string]string{first: second, second: ""}
	to, on := next[sorted]
	if !on {
		to = first
	}
	c.SortHref = ui.Here(ctx, "sort", to)
	if strings.TrimPrefix(sorted, "-") == by {
		c.Sorted = map[bool]string{true: "desc", false: "asc"}[sorted[0] == '-']
	}
	return c
}
