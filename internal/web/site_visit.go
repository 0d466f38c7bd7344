package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/geo"
	"guatu/internal/lifecycle"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// 现场核查记录: one record as it prints, and all records of the scope.

// siteVisitPage is one record.
type siteVisitPage struct {
	Frame    ui.FrameData
	Done     string
	Number   string
	Rows     [][2]siteVisitCell
	Answers  []siteVisitAnswer
	Texts    []siteVisitCell
	Photos   []siteVisitPhoto
	Mend     string
	Verifier string
}

type siteVisitCell struct{ Label, Value string }

type siteVisitAnswer struct {
	N, Name, Answer, Note string
	Unlike                bool
}

// A siteVisitPhoto is a photo with the label statistics ask for: project, place,
// date of start, when it was taken, who verified.
type siteVisitPhoto struct {
	URL, Look  string // the small picture; the page of the photo
	Kind, Name string
	Label      []string
	Picture    bool
}

func (s *Server) siteVisit(w http.ResponseWriter, r *http.Request, v *visit) error {
	ctx := r.Context()
	m, err := momentAsked(r)
	if err != nil {
		return err
	}
	in, err := s.App.SiteVisit(ctx, v.Actor, r.PathValue("id"), r.PathValue("visit"), m)
	if err != nil {
		return err
	}
	p := siteVisitPage{Frame: s.frameOf(r, v, ui.T(ctx, "现场核查记录")), Done: doneText(ctx, r.URL.Query().Get("done")), Number: in.ID}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "项目"), Href: "/projects"}, {Label: in.ProjectName, Href: "/projects/" + in.Project}}
	p.Frame.AsOf = asOf(r, v, m)
	p.Frame.Files, p.Frame.Paper = []string{"visit.css"}, "official"
	if in.Mend {
		p.Mend = address(visitURL(in.Project), "mend", in.ID)
	}
	p.Frame.Actions = siteVisitButtons(p.Mend)
	p.fill(ctx, in)
	return render(w, r, http.StatusOK, siteVisitView(p))
}

func (p *siteVisitPage) fill(ctx context.Context, in *app.SiteVisit) {
	project := in.Of.Project
	cell := func(label, value string) siteVisitCell {
		if value == "" {
			value = blank
		}
		return siteVisitCell{label, value}
	}
	stage := ""
	if in.Stage != "" {
		stage = stageText(ctx, in.Stage)
	}
	started := startedOn(project)
	who := strings.Join(filled(in.Name, in.From, in.Phone), " ")
	p.Verifier = in.Name
	p.Rows = [][2]siteVisitCell{
		{cell(ui.T(ctx, "项目名称"), in.ProjectName), cell(ui.T(ctx, "填报单位"), in.VisitRow.Unit)},
		{cell(term(ctx, "field.enterprise"), project.Enterprise), cell(term(ctx, "field.place"), project.Place)},
		{cell(ui.T(ctx, "所核阶段"), stage), cell(ui.T(ctx, "开工时间"), whenTextOr(ctx, started))},
		{cell(term(ctx, "visit.day"), in.Day.String()), cell(term(ctx, "visit.at"), positionText(ctx, in.At, project.At))},
		{cell(term(ctx, "visit.name"), who), cell(term(ctx, "visit.with"), in.With)},
	}
	for i, a := range in.Answers {
		said := blank // not looked at, with a word why
		if a.Answer != "" {
			said = termOf(ctx, "seen", a.Answer)
		}
		p.Answers = append(p.Answers, siteVisitAnswer{N: itoa(i + 1), Name: a.Name, Answer: said, Note: a.Note, Unlike: a.Unlike})
	}
	p.Texts = []siteVisitCell{cell(term(ctx, "visit.image"), in.Image), cell(term(ctx, "visit.problems"), in.Problems), cell(term(ctx, "visit.opinion"), in.Opinion)}
	for _, g := range in.Shown {
		for _, item := range g.Items {
			base := materialURL(in.Project, item.ID) + "/files/"
			for _, f := range item.Files {
				p.Photos = append(p.Photos, siteVisitPhoto{Kind: g.Name, Name: f.Name, Picture: f.Picture, URL: base + f.Hash + "/view", Look: base + f.Hash + "/look",
					Label: photoLabel(ctx, in, f.File, started)})
			}
		}
	}
}

// photoLabel is what stands under a photo: 项目名称、地点、开工时间、拍摄时间、核实人
// (云统发〔2018〕66号).
func photoLabel(ctx context.Context, in *app.SiteVisit, f lifecycle.File, started workday.When) []string {
	lines := []string{in.ProjectName}
	if place := in.Of.Project.Place; place != "" {
		lines = append(lines, place)
	}
	if !started.IsZero() {
		lines = append(lines, ui.T(ctx, "开工 {on}", "on", whenText(ctx, started)))
	}
	taken := ui.T(ctx, "照片中没有拍摄时间")
	if at, err := time.Parse(time.RFC3339, f.Taken); err == nil {
		taken = ui.T(ctx, "拍摄 {at}", "at", at.In(app.Zone).Format("2006-01-02 15:04"))
	}
	return append(lines, taken, ui.T(ctx, "核实 {who}", "who", strings.Join(filled(in.Name, in.From, in.Phone), " ")))
}

func startedOn(p *lifecycle.Project) workday.When {
	f := p.Fact(lifecycle.Started)
	if f.Recognised {
		return f.RecognisedOn
	}
	return f.DeclaredOn
}

func filled(list ...string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// positionText is where the device was, and how far from where the project stands.
func positionText(ctx context.Context, at, project *geo.Point) string {
	if at == nil {
		return ui.T(ctx, "未记录")
	}
	text := fmt.Sprintf("%.5f, %.5f", at.Lon, at.Lat)
	if project != nil {
		text += ui.T(ctx, "，距项目 {metres} 米", "metres", int(geo.Metres(*at, *project)))
	}
	return text
}

// siteVisitsPage is the records of a filter.
type siteVisitsPage struct {
	Frame  ui.FrameData
	Query  string
	Unlike []ui.Link
	Table  ui.TableData
	Pager  ui.PagerData
	Count  int
	Note   bool
}

func (s *Server) siteVisits(w http.ResponseWriter, r *http.Request, v *visit) error {
	ctx, q := r.Context(), r.URL.Query()
	var wrong fault.List
	f := app.VisitFilter{Moment: momentOf(q, &wrong), Query: q.Get("q"), Project: q.Get("project"), Claim: q.Get("claim"), Unit: several(r, "unit"), Unlike: q.Get("unlike") == "1", Page: number(q, "page", &wrong)}
	if err := wrong.Err(); err != nil {
		return err
	}
	list, err := s.App.Visits(ctx, v.Actor, f)
	if err != nil {
		return err
	}
	p := siteVisitsPage{Frame: s.frameOf(r, v, ui.T(ctx, "现场核查记录")), Query: f.Query, Count: list.Count}
	p.Frame.AsOf, p.Frame.NewsURL = asOf(r, v, f.Moment), newsURL(v, list.Known)
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "现场核查"), Href: "/visit"}}
	p.Unlike = []ui.Link{{Label: ui.T(ctx, "全部"), Href: here(ctx, "unlike", ""), Current: !f.Unlike}, {Label: ui.T(ctx, "有不符之处"), Href: here(ctx, "unlike", "1"), Current: f.Unlike}}
	p.Table = ui.TableData{Caption: ui.T(ctx, "现场核查记录"), Columns: visitColumns(ctx, true), Groups: []ui.Group{{Rows: visitRows(ctx, list.Rows, true)}}, Cards: true}
	p.Pager = pagerOf(ctx, list.Filter.Page, list.Filter.Size, list.Count)
	return render(w, r, http.StatusOK, siteVisitsView(p))
}
