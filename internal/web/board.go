package web

import (
	"context"
	"net/http"
	"strconv"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// 挂图: the campaign at one look, of any day, compared with another.

// boardPage is the board; the hall's wall shows the same without menus.
type boardPage struct {
	Frame   ui.FrameData
	Hall    ui.HallData
	IsHall  bool
	Title   string
	Chips   []ui.Chip
	Clear   string
	Choices []choice
	Against ui.FieldData
	// What the two forms carry along.
	KeptFilter, KeptAgainst []ui.Pair
	Picks                   []ui.Link // days often compared with
	Fills                   []ui.Link
	Map                     *svg.Map
	MapNote                 string
	NoMap                   bool // no boundary and no schematic is imported
	MayMap                  bool
	Figures                 []ui.Figure
	Squares, Bases          []ui.Link
	Basis                   string // which of the two the 方阵 counts
	Square                  ui.Square
	Unplaced                string
	Missing                 string // how many figures are not reported
	Red                     []lit
	RedAll                  ui.Link
	Moves                   []lit
	MovesN                  int
	Since                   string
	Bare                    bool // no project at all
	MayAdd                  bool
}

// redShown is how much of the red list stands beside map and 方阵, which end there.
const redShown = 10

// The wall shows what one sheet of 16:9 holds; nobody scrolls there.
const (
	hallRed   = 3
	hallMoves = 5
)

// hallSeconds is how often the wall looks again.
const hallSeconds = "300"

func (s *Server) boardRoutes() []route {
	return []route{{method: "GET", path: "/board", handle: s.board, action: access.ReadProjects}}
}

func (s *Server) board(w http.ResponseWriter, r *http.Request, v *visit) error {
	f, err := boardFilterOf(r)
	if err != nil {
		return err
	}
	b, err := s.App.Board(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	p := s.boardPage(r, v, b)
	w.Header().Set("Content-Security-Policy", policy(svg.TilesAt(b.Tiles).Origin()))
	if p.IsHall {
		p.Red, p.Moves = p.Red[:min(len(p.Red), hallRed)], p.Moves[:min(len(p.Moves), hallMoves)]
		return render(w, r, http.StatusOK, hallView(p))
	}
	return render(w, r, http.StatusOK, boardView(p))
}

// boardFilterOf is the table's filter with the day compared with.
func boardFilterOf(r *http.Request) (app.BoardFilter, error) {
	filter, err := filterOf(r)
	if err != nil {
		return app.BoardFilter{}, err
	}
	f := app.BoardFilter{ProjectFilter: filter}
	text := r.URL.Query().Get("against")
	if text == "" {
		return f, nil
	}
	if f.Against, err = workday.ParseDate(text); err != nil {
		return f, fault.New(fault.Invalid, "filter.date", "text", text).At("against")
	}
	return f, nil
}

func (s *Server) boardPage(r *http.Request, v *visit, b *app.Board) boardPage {
	ctx, q := r.Context(), r.URL.Query()
	p := boardPage{Frame: s.frameOf(r, v, ui.T(ctx, "挂图")), Since: b.Against.String(), Bare: b.Now.Count == 0, MayAdd: v.Can(access.ImportLedger), MayMap: v.Can(access.ImportBoundary)}
	p.Chips, p.Clear = s.chips(r, v, b.Filter.ProjectFilter), clearFilter(ctx, q)
	p.Title = boardTitle(ctx, v, b)
	p.Frame.AsOf, p.Frame.Paper, p.Frame.NewsURL = asOf(r, v, b.Filter.Moment), "a3", newsURL(v, b.Known)
	p.Frame.Note = ui.T(ctx, "与 {day} 对比", "day", p.Since)
	p.Frame.Actions = boardButtons(here(ctx, "hall", "1"))
	p.IsHall = q.Get("hall") != ""
	p.Hall = ui.HallData{Title: p.Title, Date: ui.T(ctx, "截至 {day}", "day", b.On.String()), Back: here(ctx, "hall", ""), Seconds: hallSeconds}
	p.Choices, p.Against, p.Picks = boardChoices(ctx, v, b), againstField(ctx, b), againstPicks(ctx, b)
	p.KeptFilter, p.KeptAgainst = keptBut(q, "tier", "level", "kind"), keptBut(q, "against")
	link := boardLink(b)
	p.Figures = fourFigures(ctx, figureFacts{Now: b.Now, Was: b.Was, Against: b.Against, On: onText(b.Filter.Moment), Narrow: narrowed(b.Filter.ProjectFilter)})
	p.Map, p.NoMap = mapOf(ctx, b, fillOf(q.Get("fill"))), len(b.Areas) == 0
	p.Fills = fillLinks(ctx, fillOf(q.Get("fill")))
	if n := b.Unplaced(); n > 0 && !p.NoMap {
		p.Unplaced = ui.T(ctx, "{n} 个项目没有坐标，单位也不在图上，未标出", "n", n)
	}
	if n := b.Now.Done.Missing; n > 0 {
		p.Missing = ui.T(ctx, "{n} 个项目没有填报年度完成投资，不计入完成率和超欠序时", "n", n)
	}
	p.Square, p.Squares = boardSquare(ctx, b, q.Get("square") == "tier", link), squareLinks(ctx, q.Get("square") == "tier")
	p.Bases, p.Basis = basisLinks(ctx, b.Filter.Basis), basisWord(ctx, b.Filter.Basis)
	on := onText(b.Filter.Moment)
	p.Red, p.MovesN = litsOf(ctx, b.Red[:min(len(b.Red), redShown)], on), len(b.Moves)
	p.RedAll = redLink(ctx, b.Now, link("light", "behind"))
	p.Moves = movesOf(ctx, b.Moves[:min(len(b.Moves), movesShown)], on)
	return p
}

// boardTitle is the place whose board it is: the actor's, or the unit chosen.
func boardTitle(ctx context.Context, v *visit, b *app.Board) string {
	name := b.Root.Label()
	if len(b.Filter.Unit) == 1 {
		name = v.frame.Tree.Name(b.Filter.Unit[0])
	}
	return ui.T(ctx, "{place}重大产业项目作战图", "place", name)
}

// narrowed are the board's own filters as pairs, for links into the table.
func narrowed(f app.ProjectFilter) []string {
	var pairs []string
	for _, l := range filterLists(&f) {
		for _, value := range *l.list {
			pairs = append(pairs, l.name, value)
		}
	}
	for _, one := range [][2]string{{"basis", f.Basis}, {"q", f.Query}, {"lead_max", f.LeadMax}, {"lead_min", f.LeadMin}} {
		if one[1] != "" {
			pairs = append(pairs, one[0], one[1])
		}
	}
	if f.Known > 0 {
		pairs = append(pairs, "known", strconv.FormatInt(f.Known, 10))
	}
	return pairs
}

// boardLink leads to the table of a cell: the board's filters, with the cell's own
// in the place of the same ones.
func boardLink(b *app.Board) func(pairs ...string) string {
	base, on := narrowed(b.Filter.ProjectFilter), onText(b.Filter.Moment)
	return func(pairs ...string) string {
		all := []string{"on", on}
		for i := 0; i+1 < len(base); i += 2 {
			if !names(pairs, base[i]) {
				all = append(all, base[i], base[i+1])
			}
		}
		return address("/projects", append(all, pairs...)...)
	}
}

// names tells that pairs set a parameter.
func names(pairs []string, name string) bool {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == name {
			return true
		}
	}
	return false
}

func boardSquare(ctx context.Context, b *app.Board, byTier bool, link func(...string) string) ui.Square {
	f := squareFacts{Corner: ui.T(ctx, "单位"), Caption: ui.T(ctx, "单位与阶段"), Stages: b.Stages, All: b.Now, Link: link, Rows: unitFacts(ctx, b.Units, onText(b.Filter.Moment))}
	if byTier {
		f.Corner, f.Caption, f.Rows = ui.T(ctx, "体量"), ui.T(ctx, "体量与阶段"), tierFacts(ctx, b.Tiers)
	}
	return squareOf(ctx, f)
}

func squareLinks(ctx context.Context, byTier bool) []ui.Link {
	return []ui.Link{{Label: ui.T(ctx, "单位 × 阶段"), Href: here(ctx, "square", ""), Current: !byTier}, {Label: ui.T(ctx, "体量 × 阶段"), Href: here(ctx, "square", "tier"), Current: byTier}}
}

// boardChoices are the few lists a board is narrowed by.
func boardChoices(ctx context.Context, v *visit, b *app.Board) []choice {
	list := []choice{
		{Name: "tier", Label: filterField(ctx, "tier"), Options: wordOptions(v.frame.Words.Tiers, b.Filter.Tier)},
		{Name: "level", Label: filterField(ctx, "level"), Options: wordOptions(v.frame.Words.Levels, b.Filter.Level)},
		{Name: "kind", Label: filterField(ctx, "kind"), Options: wordOptions(v.frame.Words.Kinds, b.Filter.Kind)},
	}
	return list
}

// againstField is the day compared with.
func againstField(ctx context.Context, b *app.Board) ui.FieldData {
	return ui.FieldData{Name: "against", Label: ui.T(ctx, "与哪一天对比"), Type: "date", Value: b.Against.String()}
}

func againstPicks(ctx context.Context, b *app.Board) []ui.Link {
	var list []ui.Link
	for _, p := range []struct {
		label string
		day   workday.Date
	}{{ui.T(ctx, "一周前"), b.On - 7}, {ui.T(ctx, "上月末"), endOfLastMonth(b.On)}, {ui.T(ctx, "上年末"), workday.NewDate(b.On.Year()-1, 12, 31)}} {
		list = append(list, ui.Link{Label: p.label, Href: here(ctx, "against", p.day.String()), Current: p.day == b.Against})
	}
	return list
}
