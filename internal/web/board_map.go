package web

import (
	"context"

	"guatu/internal/app"
	"guatu/internal/geo"
	"guatu/internal/money"
	"guatu/internal/signal"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
)

// The board's map: areas tinted by the lead over pro-rata or by the share of red,
// projects as lights upon them, and whose map it is.

// A fill is what the tint of an area says.
type fill string

const (
	fillLead  fill = "lead"  // 超欠序时
	fillShare fill = "share" // 滞后占比
)

// fillOf reads the fill of an address.
func fillOf(text string) fill {
	if fill(text) == fillShare {
		return fillShare
	}
	return fillLead
}

func fillLinks(ctx context.Context, now fill) []ui.Link {
	return []ui.Link{{Label: ui.T(ctx, "超欠序时"), Href: here(ctx, "fill", ""), Current: now == fillLead}, {Label: ui.T(ctx, "滞后占比"), Href: here(ctx, "fill", "share"), Current: now == fillShare}}
}

// mapOf is the map of a board; nil where no map was imported.
func mapOf(ctx context.Context, b *app.Board, by fill) *svg.Map {
	if len(b.Areas) == 0 {
		return nil
	}
	m := &svg.Map{Title: ui.T(ctx, "项目分布图"), Sides: by == fillLead, Heading: ui.T(ctx, "超欠序时（点）"), Steps: leadSteps(ctx), Notes: mapNotes(ctx, b), Tiles: svg.TilesAt(b.Tiles)}
	if by == fillShare {
		m.Heading, m.Steps = ui.T(ctx, "滞后占比"), shareSteps(ctx)
	}
	for _, a := range b.Areas {
		m.Areas = append(m.Areas, areaOf(ctx, b, a, by))
	}
	on := onText(b.Filter.Moment)
	for _, r := range b.Dots {
		d := svg.Dot{ID: r.Project.ID, At: r.Project.At, Light: r.State.Light, Href: projectURL(r.Project.ID, on), Title: r.Project.Name + " · " + r.Unit + " · " + ui.LightWord(ctx, r.State.Light)}
		if i, ok := b.Place[r.Project.Unit]; ok {
			d.Area = areaCode(b.Areas[i])
		}
		m.Dots = append(m.Dots, d)
	}
	for _, l := range signal.Lights {
		m.Lights = append(m.Lights, svg.LightCount{Light: l, Words: ui.LightWord(ctx, l) + " " + itoa(b.Now.Lights[signal.Light(l)])})
	}
	return m
}

// areaCode tells areas apart, also those without a division code.
func areaCode(a app.BoardArea) string {
	if a.Boundary.Adcode != "" {
		return a.Boundary.Adcode
	}
	return a.Boundary.Name
}

// mapNotes say what the map is: a schematic is said to be one, and a map without
// an approval number is for internal use (地图管理条例, 审图号).
func mapNotes(ctx context.Context, b *app.Board) []string {
	var notes []string
	if b.Schematic() {
		notes = append(notes, ui.T(ctx, "示意图，不作划界依据"))
	}
	if b.Approval != "" {
		return append(notes, ui.T(ctx, "审图号：{number}", "number", b.Approval))
	}
	return append(notes, ui.T(ctx, "内部使用"))
}

// areaOf is one area with its tint and what it says.
func areaOf(ctx context.Context, b *app.Board, a app.BoardArea, by fill) svg.Area {
	area := svg.Area{Code: areaCode(a), Name: a.Boundary.Name, Label: a.Boundary.Label, Cells: a.Boundary.Cells, Rings: ringsOf(a.Boundary.Area), Title: a.Boundary.Name}
	if a.Unit.ID == "" {
		return area
	}
	area.Href = unitURL(ctx, a.Unit.ID, onText(b.Filter.Moment))
	area.Title = areaTitle(ctx, a)
	if by == fillShare {
		area.Step, area.Value = shareStep(a.Now)
		return area
	}
	if a.Now.OK {
		area.Step, area.Value = leadStep(a.Now.Lead), pointsText(a.Now.Lead)
	}
	return area
}

// areaTitle is the area's figures in a sentence.
func areaTitle(ctx context.Context, a app.BoardArea) string {
	text := ui.T(ctx, "{name}：{n} 个项目，滞后 {red} 个", "name", a.Boundary.Name, "n", a.Now.Count, "red", a.Now.Lights[signal.Behind])
	if a.Now.OK {
		text += ui.T(ctx, "，完成 {rate}%，序时 {due}%，{lead} 点", "rate", a.Now.Rate.String(), "due", a.Now.Due.String(), "lead", pointsText(a.Now.Lead))
	}
	if a.Now.Done.Missing > 0 {
		text += ui.T(ctx, "，{n} 个未填报", "n", a.Now.Done.Missing)
	}
	return text
}

// ringsOf are all outlines and holes of an area.
func ringsOf(area geo.Area) [][]geo.Point {
	var rings [][]geo.Point
	for _, polygon := range area {
		for _, ring := range polygon {
			rings = append(rings, ring)
		}
	}
	return rings
}

// leadBounds part far behind, behind, level, ahead and far ahead, in hundredths of
// a point. They colour a map and judge nothing: lights come from the ruleset.
var leadBounds = [4]money.Points{-1000, -200, 200, 1000}

func leadStep(lead money.Points) int {
	step := 1
	for _, bound := range leadBounds {
		if lead >= bound {
			step++
		}
	}
	return step
}

func leadSteps(ctx context.Context) []string {
	return []string{ui.T(ctx, "落后10以上"), ui.T(ctx, "落后2–10"), ui.T(ctx, "持平±2"), ui.T(ctx, "超前2–10"), ui.T(ctx, "超前10以上")}
}

// shareBounds part the share of red projects.
var shareBounds = [4]money.Points{1, 500, 1000, 2000}

func shareStep(t app.Totals) (int, string) {
	share, ok := money.Share(t.Lights[signal.Behind], t.Count)
	if !ok {
		return 0, ""
	}
	step := 1
	for _, bound := range shareBounds {
		if share >= bound {
			step++
		}
	}
	return step, share.Text(1) + "%"
}

func shareSteps(ctx context.Context) []string {
	return []string{ui.T(ctx, "没有"), ui.T(ctx, "5%以下"), "5–10%", "10–20%", ui.T(ctx, "20%以上")}
}
