package web

import (
	"context"
	"net/http"
	"net/url"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/target"
	"guatu/internal/web/ui"
)

// One goal: its targets, one of them broken down to units and periods, everything
// that was ever in force, what was signed for it.

// goalPage is that.
type goalPage struct {
	Frame   ui.FrameData
	Done    string
	Tabs    []ui.Link
	Part    goalPart
	Parts   ui.TableData // the units'
	PartsN  int
	Below   []ui.Link
	Chosen  string // the target broken down, in words
	Grains  []ui.Link
	Clauses []ui.Link // its conditions
	Matrix  *matrixPart
	Terms   []termPart
	Change  ui.Link // new terms of the chosen target
	Pledges ui.TableData
	PledgeN int
	Can     bool
	New     ui.Link
	Sign    ui.Link
}

// A termPart is one version of a target.
type termPart struct {
	From, Words, Because, Who string
	InForce                   bool
}

func (s *Server) goal(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.goalShow(w, r, v, nil, http.StatusOK)
}

// goalShow shows a goal; a matrix that came back stands in the place of the kept.
func (s *Server) goalShow(w http.ResponseWriter, r *http.Request, v *visit, typed *splitTyped, status int) error {
	m, err := momentAsked(r)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	ask := app.GoalAsk{ID: r.PathValue("id"), Moment: m, Target: q.Get("target"), Clause: numberOf(q.Get("clause")), Grain: target.Grain(q.Get("grain"))}
	page, err := s.App.GoalStanding(r.Context(), v.Actor, ask)
	if err != nil {
		return err
	}
	ctx, on := r.Context(), onText(m)
	g := page.Goal
	p := goalPage{Frame: s.chainFrame(r, v, m, page.Known), Done: q.Get("done"), Tabs: goalTabs(ctx, on, "/goals"), Part: goalPartOf(ctx, v, page.GoalRow, on), Can: page.Mine && on == ""}
	p.Frame.Title, p.Frame.Note = g.Name, p.Part.Note
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "目标树"), Href: address("/goals", "on", on)}}
	for _, up := range page.Above {
		p.Frame.Crumbs = append(p.Frame.Crumbs, ui.Link{Label: goalName(ctx, up), Href: goalURL(up.ID, "on", on)})
	}
	for _, o := range page.Below {
		p.Below = append(p.Below, ui.Link{Label: goalName(ctx, o), Href: goalURL(o.ID, "on", on)})
	}
	p.Part.Name, p.Part.Note, p.Part.Href = ui.T(ctx, "指标任务"), "", ""
	parts := partsOf(page)
	p.Parts, p.PartsN = targetTable(ctx, v, g, parts, on), len(parts)
	p.chosen(ctx, v, page, on, typed)
	p.Pledges, p.PledgeN = pledgeTable(ctx, v, page.Pledges, on), len(page.Pledges)
	if p.Can && v.Can(access.SetTarget) {
		p.New = ui.Link{Label: ui.T(ctx, "下达指标"), Href: "/goals/" + url.PathEscape(g.ID) + "/target", Icon: "plus"}
	}
	if on == "" && v.Can(access.SignPledge) && len(page.Targets)+len(page.Parts) > 0 {
		p.Sign = ui.Link{Label: ui.T(ctx, "签订军令状"), Href: "/goals/" + url.PathEscape(g.ID) + "/pledge", Icon: "document"}
	}
	p.Frame.Actions = goalButtons(p, v.Can(access.KeepGoal), "/goals/"+url.PathEscape(g.ID)+"/edit")
	return render(w, r, status, goalView(p))
}

// partsOf are the parts of the chosen target; of a part without any of its own,
// those it stands among.
func partsOf(page *app.GoalPage) (list []app.TargetRow) {
	if page.Chosen == nil {
		return nil
	}
	under := func(id string) (list []app.TargetRow) {
		for _, t := range page.Parts {
			if t.Parent == id {
				list = append(list, t)
			}
		}
		return list
	}
	if list = under(page.Chosen.ID); len(list) == 0 && page.Chosen.Parent != "" {
		list = under(page.Chosen.Parent)
	}
	return list
}

// numberOf is a number of an address, nought for none.
func numberOf(text string) int {
	n := 0
	for _, d := range text {
		if d < '0' || d > '9' || n > maxNumber/10 {
			return 0
		}
		n = n*10 + int(d-'0')
	}
	return n
}

// chosen shows one target broken down, with its versions.
func (p *goalPage) chosen(ctx context.Context, v *visit, page *app.GoalPage, on string, typed *splitTyped) {
	t := page.Chosen
	if t == nil {
		return
	}
	id := page.Goal.ID
	for i, c := range t.Clauses {
		words := clauseText(ctx, v.frame.Tree.Name, c.Clause, c.Indicator)
		current := page.Breakdown != nil && page.Breakdown.Clause == i
		if i == 0 || current {
			p.Chosen = t.Name + " · " + spanText(ctx, t.Span) + " · " + words
		}
		if len(t.Clauses) > 1 {
			p.Clauses = append(p.Clauses, ui.Link{Label: c.Indicator.Name, Href: goalURL(id, "on", on, "target", t.ID, "clause", clauseAt(i)) + "#split", Current: current})
		}
	}
	may := on == "" && v.Can(access.SetTarget) && v.Scope().SeesUnit(t.Unit)
	if may && t.Parent == "" {
		p.Change = ui.Link{Label: ui.T(ctx, "调整指标"), Href: "/goals/" + url.PathEscape(id) + "/target?target=" + url.QueryEscape(t.ID), Icon: "edit"}
	}
	for _, version := range page.Terms {
		p.Terms = append(p.Terms, termPartOf(ctx, v, version))
	}
	b := page.Breakdown
	if b == nil {
		return
	}
	for _, g := range []target.Grain{target.Quarter, target.Month, target.TenDays, target.Week} {
		if len(t.Span.Into(g)) > 1 && b.Grain != "" {
			p.Grains = append(p.Grains, ui.Link{Label: ui.T(ctx, "按{grain}", "grain", termOf(ctx, "grain", string(g))), Href: goalURL(id, "on", on, "target", t.ID, "clause", clauseAt(b.Clause), "grain", string(g)) + "#split", Current: g == b.Grain})
		}
	}
	p.Matrix = matrixOf(ctx, t, b, may, typed)
	p.Matrix.Action = "/goals/" + url.PathEscape(id) + "/split?" + url.Values{"target": {t.ID}, "clause": {itoa(b.Clause)}, "grain": {string(b.Grain)}}.Encode()
}

func termPartOf(ctx context.Context, v *visit, t app.TargetTerms) termPart {
	part := termPart{From: t.Terms.From.String(), Because: t.Terms.Because, InForce: t.InForce, Who: ui.T(ctx, "{name} {day} 下达", "name", t.Terms.Name, "day", t.Terms.On.String())}
	if t.Terms.Ended {
		part.Words = ui.T(ctx, "取消")
	}
	for i, c := range t.Terms.Clauses {
		part.Words += joinWord(ctx, t.Terms.Any, i) + clauseText(ctx, v.frame.Tree.Name, c, t.Indicators[i]) + " "
		if n := len(c.Parts); n > 0 {
			part.Words += ui.T(ctx, "（分 {n} 个时段）", "n", n)
		}
	}
	if t.Terms.Stretch {
		part.Words += ui.T(ctx, "自加压")
	}
	return part
}
