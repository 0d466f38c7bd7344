package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/web/ui"
)

// 三个一批: many projects declared in one go; and the stock that ledgers have long
// stated, recognised in one go.

// claimsManyPage is a list of projects to tick.
type claimsManyPage struct {
	Frame  ui.FrameData
	Others []string
	Stock  bool
	Stage  lifecycle.Stage
	Stages []ui.Link
	Lines  []manyLine
	Pager  ui.PagerData
	Note   string
	Done   string
	Head   string
	Units  ui.FieldData
	Query  string
	Kept   []ui.Pair
	Back   string
}

// A manyLine is one project with its date.
type manyLine struct {
	ID, Name, Href, Unit string
	Stages               string
	On, Mistake          string
	Lacks                string
	Ready, Ticked        bool
}

// manyStages are the stages offered, as “三个一批” has them and the others.
var manyStages = []lifecycle.Stage{lifecycle.Signed, lifecycle.Filed, lifecycle.Started, lifecycle.Completed, lifecycle.Producing, lifecycle.AtCapacity, lifecycle.InStatistics}

func (s *Server) claimsDeclareRoutes() []route {
	return []route{
		{method: "GET", path: "/claims/new", handle: s.claimsNew, action: access.DeclareStage},
		{method: "POST", path: "/claims/new", handle: s.claimsDeclare, action: access.DeclareStage},
		{method: "GET", path: "/claims/stock", handle: s.claimsStock, action: access.RecogniseStage},
		{method: "POST", path: "/claims/stock", handle: s.stockRecognise, action: access.RecogniseStage},
	}
}

func (s *Server) claimsNew(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.claimsMany(w, r, v, typedForm{}, false)
}

func (s *Server) claimsStock(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.claimsMany(w, r, v, typedForm{}, true)
}

// claimsMany shows the list, with what was ticked and typed when it came back.
func (s *Server) claimsMany(w http.ResponseWriter, r *http.Request, v *visit, t typedForm, stock bool) error {
	ctx, q := r.Context(), r.URL.Query()
	var wrong fault.List
	f := app.CandidateFilter{Stock: stock, Stage: lifecycle.Stage(q.Get("stage")), Unit: several(r, "unit"), Query: q.Get("q"), Page: number(q, "page", &wrong)}
	if t.Which != "" {
		f.Stage = lifecycle.Stage(t.text("stage"))
	}
	if !f.Stage.Known() && !stock {
		f.Stage = lifecycle.Started
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	c, err := s.App.ClaimCandidates(ctx, v.Actor, f)
	if err != nil {
		return err
	}
	p := claimsManyPage{Frame: s.frameOf(r, v, ui.T(ctx, "批量申报")), Others: t.Others, Done: q.Get("done"), Stock: stock, Stage: f.Stage, Note: t.text("note"), Back: "/claims",
		Units: unitField(ctx, v, f.Unit), Query: f.Query, Kept: keptBut(q, "q", "unit"), Pager: pagerOf(ctx, f.Page, c.Filter.Size, c.Count)}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "认定"), Href: "/claims"}}
	p.Frame.Note = ui.T(ctx, "{n} 个项目可申报，{ready} 个材料齐备；一次提交，全部成功或全部不变", "n", c.Count, "ready", c.Ready)
	p.Head = term(ctx, "claim.on")
	if stock {
		p.Frame.Title = ui.T(ctx, "存量认定")
		p.Frame.Note = ui.T(ctx, "{n} 个项目的阶段已由台账填报而没有认定；核对属实后一次认定，不再收取材料", "n", c.Count)
	}
	for _, stage := range manyStages {
		p.Stages = append(p.Stages, ui.Link{Label: stageText(ctx, stage), Href: here(ctx, "stage", string(stage), "page", ""), Current: stage == f.Stage})
	}
	if stock {
		p.Stages = append([]ui.Link{{Label: ui.T(ctx, "全部"), Href: here(ctx, "stage", "", "page", ""), Current: f.Stage == ""}}, p.Stages...)
	}
	for i := range c.Rows {
		p.Lines = append(p.Lines, manyLineOf(r, v.frame, &c.Rows[i], t))
	}
	status := http.StatusOK
	if t.wrong() {
		status = http.StatusUnprocessableEntity
	}
	return render(w, r, status, claimsManyView(p))
}

// manyLineOf is one project of the list.
func manyLineOf(r *http.Request, f *app.Frame, c *app.Candidate, t typedForm) manyLine {
	ctx, id := r.Context(), c.Project.Project.ID
	l := manyLine{ID: id, Name: c.Project.Project.Name, Href: address("/projects/"+id, "tab", tabClaim), Unit: c.Project.Unit, On: c.On.String(), Ready: len(c.Lacks) == 0}
	var stages []string
	for _, stage := range c.Stages {
		stages = append(stages, stageText(ctx, stage))
	}
	l.Stages = strings.Join(stages, ui.T(ctx, "、"))
	var lacks []string
	for _, lack := range c.Lacks {
		lacks = append(lacks, missingLine(ctx, lack, evidenceNames(f)))
	}
	l.Lacks = strings.Join(lacks, ui.T(ctx, "；"))
	if t.Which != "" {
		l.On, l.Mistake = t.Values.Get("on-"+id), t.Mistakes["on-"+id]
		for _, ticked := range t.Values["project"] {
			l.Ticked = l.Ticked || ticked == id
		}
	}
	return l
}

// claimsDeclare declares all ticked lines in one act.
func (s *Server) claimsDeclare(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "many")
	in := app.ClaimsDeclare{Note: t.text("note")}
	for _, id := range t.Values["project"] {
		in.Items = append(in.Items, app.ClaimItem{Project: id, Stage: lifecycle.Stage(t.text("stage")), On: t.when(r, "on-"+id)})
	}
	if !t.wrong() {
		batch, err := s.App.ClaimsDeclare(r.Context(), v.Actor, in)
		if err == nil {
			return s.redirect(w, r, address("/claims", "batch", batch, "done", "claims.declared"))
		}
		if e, ok := fault.As(err); !ok || e.Kind != fault.Invalid && e.Kind != fault.Conflict {
			return err
		}
		t.Others = sentences(r.Context(), err)
	}
	return s.claimsMany(w, r, v, t, false)
}

// stockRecognise recognises what the ledgers of all ticked projects state.
func (s *Server) stockRecognise(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "stock")
	in := app.StockRecognise{Projects: t.Values["project"], On: t.when(r, "on"), Note: t.text("note")}
	if stage := lifecycle.Stage(t.text("stage")); stage != "" {
		in.Stages = []lifecycle.Stage{stage}
	}
	if !t.wrong() {
		_, err := s.App.StockRecognise(r.Context(), v.Actor, in)
		if err == nil {
			return s.redirect(w, r, "/claims/stock?"+url.Values{"done": {"claims.recognised"}}.Encode())
		}
		if e, ok := fault.As(err); !ok || e.Kind != fault.Invalid && e.Kind != fault.Conflict {
			return err
		}
		t.Others = sentences(r.Context(), err)
	}
	return s.claimsMany(w, r, v, t, true)
}

func manyAction(p claimsManyPage) string {
	if p.Stock {
		return "/claims/stock"
	}
	return "/claims/new"
}

// evidenceNames are the kinds of evidence in words.
func evidenceNames(f *app.Frame) map[string]string {
	names := make(map[string]string, len(f.Words.Evidence))
	for _, w := range f.Words.Evidence {
		names[w.Code] = w.Name
	}
	return names
}

func manyHint(ctx context.Context, stock bool) string {
	if stock {
		return ui.T(ctx, "认定依据，如：2025年底台账核对，攻坚办〔2026〕1号")
	}
	return ui.T(ctx, "如：一季度三个一批")
}

func manyButton(ctx context.Context, stock bool) string {
	if stock {
		return ui.T(ctx, "认定选中的项目")
	}
	return ui.T(ctx, "提交选中的项目")
}
