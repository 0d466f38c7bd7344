package web

import (
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/signal"
	"guatu/internal/web/ui"
)

// rulesPage is the set of rules in force with its sources (规则), and the way to
// put another in force: write, try, publish.
type rulesPage struct {
	Frame    ui.FrameData
	Done     string
	Set      *ruleset.Set
	Facts    []ui.Fact
	Lights   ui.TableData
	Tiers    ui.TableData
	Lists    []wordsPanel
	Curve    ui.TableData
	Nodes    []ui.TableData
	NodeName []string
	Stages   []stageRulePanel
	Excluded ui.TableData
	All      ui.TableData
	CanWrite bool
	Body     string // what is being written
	Others   []string
	Trial    *trialPanel
}

// A wordsPanel is one list of words: kinds, tags, levels.
type wordsPanel struct {
	Title string
	Table ui.TableData
}

// A trialPanel is what a set would change.
type trialPanel struct {
	Name, From string
	Table      ui.TableData
	Count      int
}

func (s *Server) rulesRoutes() []route {
	return []route{
		{method: "GET", path: "/rules", handle: s.rulesShow, action: access.ReadProjects},
		{method: "POST", path: "/rules/try", handle: s.rulesTry, action: access.PublishRuleset, limit: 4 << 20},
		{method: "POST", path: "/rules/publish", handle: s.rulesPublish, action: access.PublishRuleset},
	}
}

func (s *Server) rulesShow(w http.ResponseWriter, r *http.Request, v *visit) error {
	p, err := s.rulesPage(r, v)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, rulesView(p))
}

func (s *Server) rulesPage(r *http.Request, v *visit) (rulesPage, error) {
	ctx := r.Context()
	set, all, err := s.App.Rulesets(ctx, v.Actor)
	if err != nil {
		return rulesPage{}, err
	}
	p := rulesPage{Frame: s.frameOf(r, v, ui.T(ctx, "规则")), Done: r.URL.Query().Get("done"), Set: set, CanWrite: v.Can(access.PublishRuleset), Body: set.Body}
	p.Frame.Note = ui.T(ctx, "现行：{name}，自 {from} 起", "name", set.Name, "from", set.From.String())
	p.Facts = []ui.Fact{{Label: ui.T(ctx, "名称"), Value: ui.Words(set.Name)}, {Label: ui.T(ctx, "生效日期"), Value: ui.Words(set.From.String())}, {Label: ui.T(ctx, "编号"), Value: ui.Words(set.ID)},
		{Label: ui.T(ctx, "月报截止日"), Value: ui.Words(ui.T(ctx, "次月 {day} 日", "day", set.Lights.ReportDay))}, {Label: ui.T(ctx, "来源"), Value: ui.Words(set.Source), Wide: true}}
	p.Lights, p.Tiers, p.Curve = lightRules(ctx, set.Lights.Rules), tierTable(ctx, set.Tiers), curveTable(ctx, set)
	p.Lists = []wordsPanel{{term(ctx, "field.kind"), wordTable(ctx, set.Kinds)}, {term(ctx, "field.tags"), wordTable(ctx, set.Tags)}, {term(ctx, "field.levels"), wordTable(ctx, set.Levels)}}
	for _, t := range set.Templates {
		p.Nodes, p.NodeName = append(p.Nodes, nodeTable(ctx, t.Name, t.Source, nodesOfTemplate(ctx, set, t.Code))), append(p.NodeName, t.Name)
	}
	p.Stages = stageRulePanels(ctx, &set.Recognition, func(code string) string { return ruleset.NameOf(set.Kinds, code) }, set.TierName)
	p.Excluded = exclusionTable(ctx, &set.Recognition)
	p.All = setsTable(ctx, set, all)
	return p, nil
}

// lightRules are the rules in the order they are asked.
func lightRules(ctx context.Context, rules []signal.Rule) ui.TableData {
	t := table(ui.T(ctx, "亮灯规则"), ui.T(ctx, "灯"), ui.T(ctx, "看什么"), ui.T(ctx, "界限"), ui.T(ctx, "来源"))
	g := ui.Group{}
	for _, rule := range rules {
		why := signal.Reason{Rule: rule.Code, Measure: rule.Measure, Light: rule.Light, From: rule.From, To: rule.To}
		g.Rows = append(g.Rows, ui.Row{Cells: []ui.Cell{ui.Show(ui.Light(rule.Light)), ui.Words(termOf(ctx, "measure", string(rule.Measure))), ui.Words(ruleText(ctx, why)), long(rule.Source)}})
	}
	t.Groups = []ui.Group{g}
	return t
}

// table is a table of words under some heads.
func table(caption string, heads ...string) ui.TableData {
	t := ui.TableData{Caption: caption}
	for _, h := range heads {
		t.Columns = append(t.Columns, ui.Column{Label: h})
	}
	return t
}

func tierTable(ctx context.Context, tiers []lifecycle.Tier) ui.TableData {
	t := table(ui.T(ctx, "体量档"), ui.T(ctx, "名称"), ui.T(ctx, "总投资"), ui.T(ctx, "来源"))
	g := ui.Group{}
	for _, tier := range tiers {
		span := ui.T(ctx, "{min} 以上", "min", tier.Min.Exact())
		if tier.Below > 0 {
			span = ui.T(ctx, "{min} 至不足 {below}", "min", tier.Min.Exact(), "below", tier.Below.Exact())
		}
		g.Rows = append(g.Rows, ui.Row{Cells: []ui.Cell{ui.Words(tier.Name), ui.Words(span), long(tier.Source)}})
	}
	t.Groups = []ui.Group{g}
	return t
}

func wordTable(ctx context.Context, list []ruleset.Word) ui.TableData {
	t := table("", ui.T(ctx, "名称"), ui.T(ctx, "台账里也写作"))
	g := ui.Group{}
	for _, w := range list {
		g.Rows = append(g.Rows, ui.Row{Cells: []ui.Cell{ui.Words(w.Name), long(strings.Join(w.Words, ui.T(ctx, "、")))}})
	}
	t.Groups = []ui.Group{g}
	return t
}

// curveTable is the share of the year's plan due by each month.
func curveTable(ctx context.Context, set *ruleset.Set) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "序时进度")}
	row := ui.Row{}
	for i, due := range set.Curve {
		t.Columns = append(t.Columns, ui.Column{Label: ui.T(ctx, "{n}月", "n", i+1), Num: true})
		row.Cells = append(row.Cells, ui.Words(due.String()+"%"))
	}
	t.Groups = []ui.Group{{Rows: []ui.Row{row}}}
	return t
}

// setsTable lists every set, the one in force marked.
func setsTable(ctx context.Context, now *ruleset.Set, all []*ruleset.Set) ui.TableData {
	t := table(ui.T(ctx, "历次规则"), ui.T(ctx, "名称"), ui.T(ctx, "生效日期"), ui.T(ctx, "编号"), ui.T(ctx, "状态"))
	g := ui.Group{}
	for _, set := range all {
		state := ""
		if set.ID == now.ID {
			state = ui.T(ctx, "现行")
		}
		g.Rows = append(g.Rows, ui.Row{Cells: []ui.Cell{ui.Words(set.Name), ui.Words(set.From.String()), ui.Words(set.ID), ui.Words(state)}})
	}
	t.Groups = []ui.Group{g}
	return t
}

// bodyOf is what was pasted, or the file that was sent.
func bodyOf(r *http.Request, name string) (string, error) {
	file, _, err := r.FormFile("file")
	if err != nil {
		return r.PostFormValue(name), nil // no file: what was pasted
	}
	defer file.Close()
	body, err := io.ReadAll(file)
	if len(body) == 0 {
		return r.PostFormValue(name), err
	}
	return string(body), err
}

// rulesTry shows what a set would change; nothing is kept.
func (s *Server) rulesTry(w http.ResponseWriter, r *http.Request, v *visit) error {
	body, err := bodyOf(r, "body")
	if err != nil {
		return err
	}
	p, err := s.rulesPage(r, v)
	if err != nil {
		return err
	}
	p.Body = body
	trial, err := s.App.RulesetTry(r.Context(), v.Actor, body)
	if e, is := fault.As(err); is && e.Kind == fault.Invalid {
		p.Others = sentences(r.Context(), err)
		return render(w, r, http.StatusUnprocessableEntity, rulesView(p))
	}
	if err != nil {
		return err
	}
	p.Trial = &trialPanel{Name: trial.Set.Name, From: trial.Set.From.String(), Count: len(trial.Changes), Table: trialTable(r.Context(), trial.Changes[:min(len(trial.Changes), trialRows)])}
	return render(w, r, http.StatusOK, rulesView(p))
}

// trialRows bounds the changes a trial lists.
const trialRows = 200

func trialTable(ctx context.Context, list []app.TrialLight) ui.TableData {
	t := table(ui.T(ctx, "试算"), ui.T(ctx, "项目名称"), ui.T(ctx, "单位"), ui.T(ctx, "现在"), ui.T(ctx, "改为"), ui.T(ctx, "原因"))
	g := ui.Group{}
	for _, c := range list {
		href := "/projects/" + c.Row.Project.ID
		g.Rows = append(g.Rows, ui.Row{Href: href, Cells: []ui.Cell{ui.Door(c.Row.Project.Name, href), ui.Words(c.Row.Unit), ui.Show(ui.Light(c.Row.State.Light)),
			ui.Show(ui.Light(c.Now.Light)), long(strings.Join(reasonsText(ctx, c.Now.Reasons), "；"))}})
	}
	t.Groups = []ui.Group{g}
	return t
}

func (s *Server) rulesPublish(w http.ResponseWriter, r *http.Request, v *visit) error {
	in := app.RulesetPublish{Body: r.PostFormValue("body"), Because: strings.TrimSpace(r.PostFormValue("because"))}
	if _, err := s.App.RulesetPublish(r.Context(), v.Actor, in); err != nil {
		return err
	}
	return s.redirect(w, r, "/rules?done=ruleset.published")
}

// nodesOfTemplate are the nodes of one template, each with its place in days
// before or after the start, what its work takes and waits for, and why.
func nodesOfTemplate(ctx context.Context, set *ruleset.Set, code string) [][6]string {
	var list [][6]string
	for _, t := range set.Templates {
		if t.Code != code {
			continue
		}
		for _, n := range t.Nodes {
			when := ui.T(ctx, "开工后 {n} 天", "n", strconv.Itoa(n.After))
			if n.After < 0 {
				when = ui.T(ctx, "开工前 {n} 天", "n", strconv.Itoa(-n.After))
			}
			stage := ""
			if n.Stage != "" {
				stage = termOf(ctx, "stage", n.Stage)
			}
			days := ""
			if n.Days > 0 {
				days = strconv.Itoa(n.Days)
			}
			list = append(list, [6]string{n.Name, when, stage, days, strings.Join(t.NamesOf(n.Needs), ui.T(ctx, "、")), n.Source})
		}
	}
	return list
}

func nodeTable(ctx context.Context, name, source string, nodes [][6]string) ui.TableData {
	t := table(name+" "+source, ui.T(ctx, "节点"), ui.T(ctx, "时间"), ui.T(ctx, "对应阶段"), term(ctx, "milestone.days"), term(ctx, "milestone.needs"), ui.T(ctx, "工期出处"))
	g := ui.Group{}
	for _, n := range nodes {
		g.Rows = append(g.Rows, ui.Row{Cells: []ui.Cell{ui.Words(n[0]), ui.Words(n[1]), said(n[2]), said(n[3]), said(n[4]), long(n[5])}})
	}
	t.Groups = []ui.Group{g}
	return t
}
