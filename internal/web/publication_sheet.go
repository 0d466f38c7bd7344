package web

import (
	"net/http"
	"strings"

	"guatu/internal/app"
	"guatu/internal/score"
	"guatu/internal/web/ui"
)

// publicationSheetPage is one unit's sheet of a result.
type publicationSheetPage struct {
	Frame   ui.FrameData
	Figures []ui.Figure
	Ahead   string
	Same    bool
	Sheet   sheetPart
	Object  ui.Link
}

func (s *Server) publicationSheet(w http.ResponseWriter, r *http.Request, v *visit) error {
	m, err := momentAsked(r)
	if err != nil {
		return err
	}
	sheet, err := s.App.PublicationSheet(r.Context(), v.Actor, r.PathValue("id"), r.PathValue("unit"), m)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, publicationSheetView(s.publicationSheetPage(r, v, sheet, m)))
}

func (s *Server) publicationSheetPage(r *http.Request, v *visit, sheet *app.PublicationSheet, m app.Moment) publicationSheetPage {
	ctx, on := r.Context(), onText(m)
	p := publicationSheetPage{Frame: s.scoreFrame(r, v, m, sheet.Known, sheet.Row.Name), Same: sheet.Same, Sheet: sheetPartOf(ctx, &sheet.Sheet)}
	p.Frame.Paper = ""
	p.Frame.Note = strings.TrimPrefix(strings.Join([]string{sheet.Group, periodText(ctx, sheet.Period), termOf(ctx, "publication.state", string(sheet.State))}, " · "), " · ")
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "考核结果"), Href: address("/publications", "on", on)}, {Label: sheet.Title, Href: publicationURL(sheet.ID, "on", on)}}
	p.Figures, p.Ahead = standingFigures(r, sheet.Sheet.Standing, sheet.Row, sheet.Ahead)
	for _, act := range sheet.Acts {
		for _, unit := range sheet.Voices {
			if act == score.Object && unit == sheet.Row.Unit && sheet.On == v.frame.Today {
				p.Object = ui.Link{Label: ui.T(ctx, "提出异议"), Href: publicationURL(sheet.ID) + "#act-object"}
			}
		}
	}
	return p
}

// standingFigures are a unit's total, rank and lists, and how far the next above
// is.
func standingFigures(r *http.Request, place score.Standing, row app.LeagueRow, ahead *app.LeagueRow) (list []ui.Figure, above string) {
	ctx := r.Context()
	if place.Total.OK {
		list = append(list, ui.Figure{Label: ui.T(ctx, "总分"), Value: place.Total.String()})
	}
	rank := ui.Figure{Label: ui.T(ctx, "名次"), Value: "—", ChangeNote: leagueWhy(ctx, row)}
	if place.Rank > 0 {
		rank.Value = itoa(place.Rank)
	}
	if place.Rose != nil {
		rank.Change, rank.ChangeNote, rank.Worse = roseCell(place.Rose).Text, ui.T(ctx, "较上期"), *place.Rose < 0
	}
	list = append(list, rank)
	for _, name := range row.Lists {
		list = append(list, ui.Figure{Label: ui.T(ctx, "榜"), Value: listText(ctx, name), Late: name == "black"})
	}
	if ahead != nil && ahead.Place.Total.OK && place.Total.OK {
		above = ui.T(ctx, "前一名 {name} {n} 分，相差 {gap} 分", "name", ahead.Name, "n", ahead.Place.Total.String(), "gap", (ahead.Place.Total.Points - place.Total.Points).String())
	}
	return list, above
}
