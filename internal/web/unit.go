package web

import (
	"context"
	"net/http"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/web/ui"
)

// One unit's campaign (单位), and the tree of all.

// unitPage is one unit: its figures, the units below it, its tiers, what is red.
type unitPage struct {
	Frame    ui.FrameData
	Figures  []ui.Figure
	Parents  []ui.Fact
	Children *ui.Square
	Tiers    ui.Square
	Red      []lit
	RedAll   ui.Link
	Moves    []lit
	MovesN   int
	Since    string
	Empty    bool
}

// unitTreePage is the tree.
type unitTreePage struct {
	Frame ui.FrameData
	Table ui.TableData
}

// movesShown bounds the list of changes; more of them is a poster, not a list.
const movesShown = 15

func (s *Server) unitRoutes() []route {
	return []route{
		{method: "GET", path: "/units", handle: s.unitTree, action: access.ReadProjects},
		{method: "GET", path: "/units/{id}", handle: s.unit, action: access.ReadProjects},
	}
}

func (s *Server) unit(w http.ResponseWriter, r *http.Request, v *visit) error {
	m, err := momentAsked(r)
	if err != nil {
		return err
	}
	page, err := s.App.Unit(r.Context(), v.Actor, r.PathValue("id"), m)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, unitView(s.unitPage(r, v, page, m)))
}

// momentAsked is the moment of the address.
func momentAsked(r *http.Request) (app.Moment, error) {
	var wrong fault.List
	m := momentOf(r.URL.Query(), &wrong)
	return m, wrong.Err()
}

func (s *Server) unitPage(r *http.Request, v *visit, u *app.UnitPage, m app.Moment) unitPage {
	ctx, on := r.Context(), onText(m)
	p := unitPage{Frame: s.frameOf(r, v, u.Unit.Name), Empty: u.Now.Count == 0, Since: (u.On - 7).String()}
	p.Frame.AsOf, p.Frame.NewsURL = asOf(r, v, m), newsURL(v, u.Known)
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "单位"), Href: address("/units", "on", on)}}
	p.Frame.Note = termOf(ctx, "unit_kind", string(u.Unit.Kind))
	p.Frame.Actions = unitButtons(ui.Link{Label: ui.T(ctx, "项目"), Href: address("/projects", "unit", u.Unit.ID, "on", on), Icon: "project"},
		ui.Link{Label: ui.T(ctx, "对表"), Href: address("/timetable", "unit", u.Unit.ID, "on", on), Icon: "timetable"}, ui.Link{Label: ui.T(ctx, "挂图"), Href: address("/board", "unit", u.Unit.ID, "on", on), Icon: "board"})
	p.Figures = fourFigures(ctx, figureFacts{Now: u.Now, Was: u.Was, Against: u.On - 7, On: on, Narrow: []string{"unit", u.Unit.ID}})
	for _, parent := range u.Parents {
		p.Parents = append(p.Parents, ui.Fact{Label: ui.T(ctx, "上级单位"), Value: parentCell(ctx, parent, on)})
	}
	link := func(pairs ...string) string { return linkWithin(u.Unit.ID, on, pairs) }
	if len(u.Children) > 0 {
		square := squareOf(ctx, squareFacts{Corner: ui.T(ctx, "单位"), Caption: ui.T(ctx, "下级单位与阶段"), Stages: u.Stages, Rows: unitFacts(ctx, u.Children, on), All: u.Now, Link: link})
		p.Children = &square
	}
	p.Tiers = squareOf(ctx, squareFacts{Corner: ui.T(ctx, "体量"), Caption: ui.T(ctx, "体量与阶段"), Stages: u.Stages, Rows: tierFacts(ctx, u.Tiers), All: u.Now, Link: link})
	p.Red, p.MovesN = litsOf(ctx, u.Red, on), len(u.Moves)
	p.RedAll = redLink(ctx, u.Now, link("light", "behind"))
	p.Moves = movesOf(ctx, u.Moves[:min(len(u.Moves), movesShown)], on)
	return p
}

// redLink leads to every red project.
func redLink(ctx context.Context, t app.Totals, href string) ui.Link {
	return ui.Link{Label: ui.T(ctx, "全部 {n} 个", "n", t.Lights["behind"]), Href: href, Count: itoa(t.Lights["behind"])}
}

// linkWithin is the table of a unit; a unit named by the cell itself takes its
// place.
func linkWithin(unit, on string, pairs []string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == "unit" {
			return address("/projects", append([]string{"on", on}, pairs...)...)
		}
	}
	return address("/projects", append([]string{"on", on, "unit", unit}, pairs...)...)
}

// parentCell is a unit above, with the share that counts there when it is not all.
func parentCell(ctx context.Context, p app.UnitParent, on string) ui.Cell {
	c := ui.Door(p.Name, unitURL(ctx, p.ID, on))
	if p.Share != access.WholeShare {
		c.Note = ui.T(ctx, "计入 {share}%", "share", plain(int64(p.Share)))
	}
	return c
}

func unitFacts(ctx context.Context, units []app.BoardUnit, on string) []squareFact {
	list := make([]squareFact, len(units))
	for i, u := range units {
		list[i] = squareFact{Name: u.Unit.Label(), Href: unitURL(ctx, u.Unit.ID, on), Key: "unit", Value: u.Unit.ID, Cells: u.Cells, Now: u.Now}
	}
	return list
}

func tierFacts(ctx context.Context, tiers []app.BoardTier) []squareFact {
	list := make([]squareFact, len(tiers))
	for i, t := range tiers {
		name := t.Name
		if t.Code == app.Unstated {
			name = ui.T(ctx, "投资额未报")
		}
		list[i] = squareFact{Name: name, Key: "tier", Value: t.Code, Cells: t.Cells, Now: t.Now}
	}
	return list
}

func (s *Server) unitTree(w http.ResponseWriter, r *http.Request, v *visit) error {
	m, err := momentAsked(r)
	if err != nil {
		return err
	}
	tree, err := s.App.Units(r.Context(), v.Actor, m)
	if err != nil {
		return err
	}
	ctx := r.Context()
	p := unitTreePage{Frame: s.frameOf(r, v, ui.T(ctx, "单位"))}
	p.Frame.AsOf, p.Frame.NewsURL = asOf(r, v, m), newsURL(v, tree.Known)
	p.Table = unitTreeTable(ctx, tree, onText(m))
	return render(w, r, http.StatusOK, unitTreeView(p))
}

// unitTreeTable is the tree as a table, a unit below another set in.
func unitTreeTable(ctx context.Context, tree *app.UnitTree, on string) ui.TableData {
	yi, points := ui.T(ctx, "亿元"), ui.T(ctx, "点")
	t := ui.TableData{Caption: ui.T(ctx, "单位"), Wide: true, Columns: []ui.Column{{Label: ui.T(ctx, "单位")}, {Label: ui.T(ctx, "类别")}, {Label: ui.T(ctx, "项目"), Num: true}, {Label: ui.T(ctx, "开工率"), Num: true},
		{Label: ui.T(ctx, "总投资"), Unit: yi, Num: true}, {Label: ui.T(ctx, "年度计划"), Unit: yi, Num: true}, {Label: ui.T(ctx, "年度完成"), Unit: yi, Num: true}, {Label: ui.T(ctx, "超欠序时"), Unit: points, Num: true},
		{Label: ui.T(ctx, "滞后"), Num: true}, {Label: ui.T(ctx, "未填报年度完成"), Num: true}}}
	var rows []ui.Row
	for _, l := range tree.Lines {
		rows = append(rows, unitTreeRow(ctx, l, on))
	}
	t.Groups = []ui.Group{{Rows: rows}}
	return t
}

func unitTreeRow(ctx context.Context, l app.UnitLine, on string) ui.Row {
	href, link := unitURL(ctx, l.Unit.ID, on), func(pairs ...string) string { return linkWithin(l.Unit.ID, on, pairs) }
	name := ui.Door(strings.Repeat("　", l.Depth)+l.Unit.Name, href)
	if l.Unit.Closed {
		name.Note = term(ctx, "unit.closed")
	}
	started, lead, red := ui.Missing(), ui.Missing(), ui.Cell{Text: itoa(l.Now.Lights["behind"])}
	if share, ok := l.Now.StartedShare(); ok {
		started = ui.Cell{Text: share.String() + "%", Href: link(startedStages()...)}
	}
	if l.Now.OK {
		lead = ui.Cell{Text: pointsText(l.Now.Lead), Title: ui.T(ctx, "完成 {rate}%，序时 {due}%", "rate", l.Now.Rate.String(), "due", l.Now.Due.String())}
	}
	if l.Now.Lights["behind"] > 0 {
		red.Href = link("light", "behind")
	}
	return ui.Row{Href: href, Cells: []ui.Cell{name, ui.Words(termOf(ctx, "unit_kind", string(l.Unit.Kind))), {Text: itoa(l.Now.Count), Href: link()}, started,
		sumCell(ctx, l.Now.Total), sumCell(ctx, l.Now.Plan), sumCell(ctx, l.Now.Done), lead, red, ui.Words(itoa(l.Now.Done.Missing))}}
}
