package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/score"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
)

// One result: where it is on its way, the table and the lists as they will be
// printed, what was objected, and what the reader may do.

// publicationPage is one result as it stands.
type publicationPage struct {
	Frame      ui.FrameData
	Done       string
	Others     []string
	Tabs       []ui.Link
	ID         string
	Version    int
	State      score.PublicationState
	Mine       bool
	Lead       string
	Clock      string
	Tone       string
	Rail       []wayStep
	Lists      []listPart
	Groups     []leaguePart
	Facts      []ui.Fact
	Same       bool
	Objections []objectionPart
	Acts       []stepForm
	Steps      []ui.Moment
	Kin        []ui.Entry
	Redraft    string // where it is drafted anew
}

// A wayStep is one step of the way: done by whom and when, or to come.
type wayStep struct {
	Step svg.Step
	Who  string
}

// A listPart is one list as it will be printed, group by group.
type listPart struct {
	Code, Title string
	Groups      []listNames
	Undecided   string
	Count       int
}

// A listNames is the names of one group on a list, in their order.
type listNames struct {
	Title string
	Units []ui.Link
}

// A leaguePart is the table of one group.
type leaguePart struct {
	Title string
	Count int
	Table ui.TableData
}

// An objectionPart is one objection, its answer, and the form to answer it.
type objectionPart struct {
	Unit, About, Words, Who string
	Answered                bool
	Verdict, Tone           string
	Answer, By              string
	Due                     string
	Form                    *stepForm
}

func (s *Server) publication(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.publicationWith(w, r, v, typedForm{})
}

// publicationWith shows the page, with what was typed when a form came back.
func (s *Server) publicationWith(w http.ResponseWriter, r *http.Request, v *visit, t typedForm) error {
	r = showing(r, "/publications/"+r.PathValue("id"))
	m, err := momentAsked(r)
	if err != nil {
		return err
	}
	res, err := s.App.PublicationResult(r.Context(), v.Actor, r.PathValue("id"), m)
	if err != nil {
		return err
	}
	p := s.publicationPage(r, v, res, m)
	p.Others = t.Others
	if res.On == v.frame.Today && m.Known == 0 {
		p.Acts = publicationActs(r.Context(), v, res, t)
		p.answerable(r.Context(), res, t)
		if slices.Contains(res.Acts, score.DraftUp) {
			p.Redraft = "/publications/" + res.ID + "/redraft"
		}
	}
	return render(w, r, t.status(), publicationView(p))
}

func (s *Server) publicationPage(r *http.Request, v *visit, res *app.PublicationResult, m app.Moment) publicationPage {
	ctx, on := r.Context(), onText(m)
	p := publicationPage{Done: r.URL.Query().Get("done"), Tabs: scoreTabs(ctx, v, on, "/publications"), ID: res.ID, Version: res.Version, State: res.State, Mine: res.Mine, Same: res.Same}
	p.Frame = s.scoreFrame(r, v, m, res.Known, res.Title)
	p.Frame.Paper = ""
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "考核结果"), Href: address("/publications", "on", on)}}
	note := []string{periodText(ctx, res.Period), res.UnitName, ui.T(ctx, "数据截至 {day}", "day", res.AsOf.String())}
	if res.Number > 0 {
		note = append(note, ui.T(ctx, "第 {n} 次更正", "n", res.Number))
	}
	p.Frame.Note = strings.Join(note, " · ")
	p.Frame.Actions = publicationButtons(publicationURL(res.ID)+"/paper", amendLink(ctx, v, res))
	p.Lead, p.Clock, p.Tone = publicationLead(ctx, res)
	p.Rail = publicationRail(ctx, res.PublicationPage)
	href := func(unit string) string {
		return address(publicationURL(res.ID)+"/units/"+unit, "on", on)
	}
	p.Lists, p.Groups = listParts(ctx, &res.League, href), leagueParts(ctx, &res.League, href)
	p.Facts = publicationFacts(ctx, res)
	p.Objections = objectionParts(ctx, v, res.PublicationPage)
	p.Steps = publicationMoments(ctx, v, res.PublicationPage)
	for _, k := range res.Kin {
		e := ui.Entry{Title: k.Title, Href: publicationURL(k.ID, "on", on), Note: ui.T(ctx, "原结果"), End: publicationPill(k.State, false)}
		if k.Number > 0 {
			e.Note = ui.T(ctx, "第 {n} 次更正", "n", k.Number)
		}
		if k.ID == res.ID {
			e.Note, e.Href = e.Note+" · "+ui.T(ctx, "本页"), ""
		}
		p.Kin = append(p.Kin, e)
	}
	return p
}

// amendLink leads to a correction of what is published, where nobody makes one yet.
func amendLink(ctx context.Context, v *visit, res *app.PublicationResult) ui.Link {
	last := len(res.Kin) == 0 || res.Kin[len(res.Kin)-1].ID == res.ID
	if res.State != score.Published || !last || res.On != v.frame.Today || !v.Can(access.KeepPublication) || !v.Scope().SeesUnit(res.Unit) {
		return ui.Link{}
	}
	return ui.Link{Label: ui.T(ctx, "更正"), Href: address("/publications/new", "amends", res.ID), Icon: "edit"}
}

// publicationLead says in a sentence what it waits for, and the days left.
func publicationLead(ctx context.Context, res *app.PublicationResult) (lead, clock, tone string) {
	switch res.State {
	case score.Drafted:
		lead = ui.T(ctx, "由起草人以外的人员复核")
	case score.Returned:
		lead = ui.T(ctx, "由攻坚办更正后重新起草：{why}", "why", res.Last.Note)
	case score.Checked:
		lead = ui.T(ctx, "可以公示，征求被考核单位意见")
	case score.Open:
		lead = ui.T(ctx, "公示到 {day}，被考核单位可以提出异议", "day", res.Until.String())
		clock, tone = workdaysText(ctx, res.Workdays)
	case score.Answering:
		lead = ui.T(ctx, "公示期满，{n} 条异议还没有答复", "n", res.Waiting)
		clock, tone = workdaysText(ctx, res.AnswerDays)
	case score.Heard:
		lead = ui.T(ctx, "公示期满，由起草、复核以外的人员审定")
		if res.Next == score.ReturnDraft {
			lead = ui.T(ctx, "有异议属实，须退回重拟，更正后再公示")
		}
	case score.Approved:
		lead = ui.T(ctx, "已审定，可以发布")
	case score.Amended:
		lead = ui.T(ctx, "已由更正后的结果替代，本结果保留备查")
	case score.Published, score.Archived, score.Withdrawn:
		lead = lastStep(ctx, res.Last)
	}
	return lead, clock, tone
}

// wayActs are the steps of the rail.
var wayActs = []score.PublicationAct{score.DraftUp, score.CheckDraft, score.OpenToObjection, score.Approve, score.Publish, score.Archive}

// publicationRail is the way: what was done since the last draft by whom, what is
// next.
func publicationRail(ctx context.Context, page *app.PublicationPage) (rail []wayStep) {
	drafted := 0
	for i, s := range page.Steps {
		if s.Act == score.DraftUp {
			drafted = i
		}
	}
	next := page.Next
	if page.State == score.Open || page.State == score.Answering {
		next = score.OpenToObjection
	}
	for _, act := range wayActs {
		step := wayStep{Step: svg.Step{Name: termOf(ctx, "publication.act", string(act)), Now: act == next}}
		for _, s := range page.Steps[drafted:] {
			if s.Act == act {
				step.Step.Date, step.Step.Recognised, step.Who = s.Day.String(), true, s.Name
				if act == score.OpenToObjection {
					step.Step.Date = ui.T(ctx, "{from} 至 {to}", "from", s.Day.String(), "to", s.Until.String())
				}
			}
		}
		if page.State == score.Returned || page.State == score.Withdrawn {
			step.Step.Recognised, step.Step.Declared = false, step.Step.Recognised
		}
		rail = append(rail, step)
	}
	return rail
}

func publicationFacts(ctx context.Context, res *app.PublicationResult) []ui.Fact {
	d := &res.Draft
	return []ui.Fact{
		{Label: ui.T(ctx, "考核方案"), Value: ui.Cell{Text: res.League.Scheme, Title: res.League.Source, Tone: "wrap"}, Wide: true},
		{Label: ui.T(ctx, "方案出处"), Value: ui.Cell{Text: res.League.Source, Tone: "wrap"}, Wide: true},
		{Label: ui.T(ctx, "数据截至"), Value: ui.Words(d.AsOf.String())},
		{Label: ui.T(ctx, "数据固定于"), Value: ui.Cell{Text: ui.T(ctx, "日志第 {n} 号", "n", d.Known), Title: ui.T(ctx, "起草时已记入的内容都算，以后的更正不改这份结果")}},
		{Label: ui.T(ctx, "规则版本"), Value: ui.Words(d.Ruleset)},
		{Label: ui.T(ctx, "被考核单位"), Value: ui.Words(ui.T(ctx, "{n} 个", "n", len(d.Units)))},
	}
}

// publicationMoments is what was done, the latest first.
func publicationMoments(ctx context.Context, v *visit, page *app.PublicationPage) (list []ui.Moment) {
	for _, s := range slices.Backward(page.Steps) {
		m := ui.Moment{Day: s.Day.String(), Who: s.Name, Time: v.frame.Tree.Name(s.Unit), What: termOf(ctx, "publication.act", string(s.Act)), Why: s.Note}
		switch s.Act {
		case score.OpenToObjection:
			m.What += " · " + ui.T(ctx, "到 {day}", "day", s.Until.String())
		case score.Object:
			m.What += " · " + v.frame.Tree.Name(s.For)
			if s.About != "" {
				m.What += " · " + s.About
			}
		case score.Answer:
			m.What += " · " + verdictText(ctx, s.Accepted)
		}
		list = append(list, m)
	}
	return list
}

// verdictText is the word on an objection.
func verdictText(ctx context.Context, accepted bool) string {
	if accepted {
		return ui.T(ctx, "异议属实")
	}
	return ui.T(ctx, "维持原结果")
}

// objectionParts are the objections with their answers.
func objectionParts(ctx context.Context, v *visit, page *app.PublicationPage) (list []objectionPart) {
	for _, o := range page.Objections {
		part := objectionPart{Unit: v.frame.Tree.Name(o.Step.For), About: o.Step.About, Words: o.Step.Note, Who: o.Step.Name + " " + o.Step.Day.String(), Verdict: ui.T(ctx, "待答复"), Tone: "soon"}
		if part.About == "" {
			part.About = ui.T(ctx, "全部结果")
		}
		if a := o.Answer; a != nil {
			part.Answered, part.Verdict, part.Tone, part.Answer, part.By = true, verdictText(ctx, a.Accepted), "", a.Note, a.Name+" "+a.Day.String()
			if a.Accepted {
				part.Tone = "late"
			}
		}
		list = append(list, part)
	}
	return list
}
