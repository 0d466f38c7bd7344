package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// 考核排名: what every scheme came to last, one's own unit first.

// assessmentsPage is the list.
type assessmentsPage struct {
	Frame ui.FrameData
	Tabs  []ui.Link
	Heads []assessmentHead
}

// An assessmentHead is one scheme over its last period.
type assessmentHead struct {
	Title, Note, Href string
	Own, First        []assessmentPlace
	Lists             []listPart
	Results           []ui.Link
	Lacking           string
}

// An assessmentPlace is where one unit stands, as a door to its sheet or to the table.
type assessmentPlace struct {
	Unit               ui.Link
	Group, Rank, Total string
	Lists              []string
	Why                string
}

func (s *Server) assessmentRoutes() []route {
	const look = access.ReadScheme
	return []route{
		{method: "GET", path: "/assessments", handle: s.assessments, action: look},
		{method: "GET", path: "/assessments/{id}", handle: s.assessment, action: look},
		{method: "GET", path: "/assessments/{id}/export.xlsx", handle: s.assessmentExport, action: access.ExportLedger},
		{method: "POST", path: "/assessments/{id}/draft", handle: s.assessmentDraft, action: access.KeepPublication},
		{method: "GET", path: "/assessments/{id}/{unit}", handle: s.assessmentSheet, action: look},
		{method: "GET", path: "/assessments/{id}/{unit}/export.xlsx", handle: s.assessmentSheetExport, action: access.ExportLedger},
	}
}

// assessmentURL is a scheme's table, or a unit's sheet in it.
func assessmentURL(scheme, unit string, pairs ...string) string {
	path := "/assessments/" + url.PathEscape(scheme)
	if unit != "" {
		path += "/" + url.PathEscape(unit)
	}
	return address(path, pairs...)
}

func (s *Server) assessments(w http.ResponseWriter, r *http.Request, v *visit) error {
	m, err := momentAsked(r)
	if err != nil {
		return err
	}
	list, err := s.App.Assessments(r.Context(), v.Actor, m)
	if err != nil {
		return err
	}
	ctx := r.Context()
	p := assessmentsPage{Frame: s.scoreFrame(r, v, m, list.Known, ui.T(ctx, "考核排名")), Tabs: scoreTabs(ctx, v, onText(m), "/assessments")}
	for i := range list.Rows {
		p.Heads = append(p.Heads, assessmentHeadOf(ctx, &list.Rows[i], m))
	}
	return render(w, r, http.StatusOK, assessmentsView(p))
}

func assessmentHeadOf(ctx context.Context, row *app.AssessmentHead, m app.Moment) assessmentHead {
	on, period := onText(m), row.Period.String()
	h := assessmentHead{Title: row.Scheme.Title, Href: assessmentURL(row.Scheme.ID, "", "period", period, "on", on)}
	h.Note = strings.Join([]string{whenText(ctx, row.Period), row.Scheme.UnitName, ui.T(ctx, "考核 {n} 个单位", "n", row.Units)}, " · ")
	sheet := func(unit string) string { return assessmentURL(row.Scheme.ID, unit, "period", period, "on", on) }
	for i := range row.Own {
		h.Own = append(h.Own, assessmentPlaceOf(ctx, &row.Own[i], sheet(row.Own[i].Unit)))
	}
	for i := range row.First {
		h.First = append(h.First, assessmentPlaceOf(ctx, &row.First[i], h.Href+"#"+unitAnchor(row.First[i].Unit)))
	}
	for _, l := range row.Lists {
		part := listPart{Code: l.Name, Title: listText(ctx, l.Name), Count: len(l.Units)}
		names := listNames{}
		for _, unit := range l.Units {
			names.Units = append(names.Units, ui.Link{Label: row.Names[unit], Href: h.Href + "#" + unitAnchor(unit)})
		}
		part.Groups = []listNames{names}
		h.Lists = append(h.Lists, part)
	}
	h.Results = resultLinks(ctx, row.Results, on)
	if row.Lacking > 0 {
		h.Lacking = ui.T(ctx, "{n} 个单位有未填报的数据", "n", row.Lacking)
	}
	return h
}

func unitAnchor(unit string) string { return "u-" + unit }

// resultLinks are the results of a period on their way to the public.
func resultLinks(ctx context.Context, list []app.AssessmentResult, on string) (links []ui.Link) {
	for _, r := range list {
		links = append(links, ui.Link{Label: r.Title, Href: publicationURL(r.ID, "on", on), Count: termOf(ctx, "publication.state", string(r.State))})
	}
	return links
}

func assessmentPlaceOf(ctx context.Context, p *app.AssessmentPlace, href string) assessmentPlace {
	out := assessmentPlace{Unit: ui.Link{Label: p.Name, Href: href}, Group: p.Group, Total: p.Total.String(), Lists: p.On, Rank: blank}
	if p.Rank > 0 {
		out.Rank = ui.T(ctx, "第 {n} 名 / {of}", "n", p.Rank, "of", p.Of)
	} else if p.State != "unranked" {
		out.Why = termOf(ctx, "score_state", p.State)
	}
	return out
}

// windowText is the days a value is about; from nothing is ever since.
func windowText(ctx context.Context, from, to workday.Date) string {
	if from <= 0 {
		return ui.T(ctx, "截至 {day}", "day", to.String())
	}
	return ui.T(ctx, "{from} 至 {to}", "from", from.String(), "to", to.String())
}
