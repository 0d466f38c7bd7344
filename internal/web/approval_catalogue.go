package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/web/ui"
)

// 审批事项目录: every item with its limits, papers, stops and sources, beside how long
// it really takes; and the questions of the screening.

// cataloguePage is the catalogue in force.
type cataloguePage struct {
	Frame     ui.FrameData
	Tabs      []ui.Link
	Views     []ui.Link
	Fold      ui.Link // unfolds everything for paper, or folds it
	Open      bool
	Facts     []ui.Fact
	Groups    []catalogueGroup
	Count     int
	Questions ui.TableData
}

// A catalogueGroup is items that go in parallel.
type catalogueGroup struct {
	Title, Note string
	Items       []catalogueItem
}

// A catalogueItem is one item: a line of figures, and everything else under it.
type catalogueItem struct {
	Code, Name, Lead, With string
	Statutory              string
	Pledged                string
	Median                 ui.Cell
	Tags                   []string
	Facts                  []ui.Fact
	Standards              ui.TableData
}

func (s *Server) catalogueShow(w http.ResponseWriter, r *http.Request, v *visit) error {
	m, err := momentAsked(r)
	if err != nil {
		return err
	}
	c, err := s.deskCatalogue(r, v, m)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, catalogueView(s.cataloguePage(r, v, c, m)))
}

// catalogueViews are the choices of the list.
var catalogueViews = []struct {
	code, label string
	takes       func(*app.CatalogueItem) bool
}{
	{"", ui.N("全部事项"), func(*app.CatalogueItem) bool { return true }},
	{"passed", ui.N("零跑腿事项清单"), func(e *app.CatalogueItem) bool { return e.PassedOn != "" }},
	{"promise", ui.N("可告知承诺"), func(e *app.CatalogueItem) bool { return e.Promise != "" }},
	{"minor", ui.N("可容缺受理"), func(e *app.CatalogueItem) bool { return len(e.Minor()) > 0 }},
	{"joint", ui.N("联合办理"), func(e *app.CatalogueItem) bool { return e.Joint != "" }},
}

func (s *Server) cataloguePage(r *http.Request, v *visit, c deskCatalogue, m app.Moment) cataloguePage {
	ctx, q := r.Context(), r.URL.Query()
	p := cataloguePage{Frame: s.frameOf(r, v, ui.T(ctx, "审批事项目录")), Tabs: deskTabs(ctx, v, onText(m), "/approvals/catalogue"), Open: q.Get("open") != ""}
	p.Frame.AsOf, p.Frame.Actions = asOf(r, v, m), ui.ButtonPrint()
	p.Fold = ui.Link{Label: ui.T(ctx, "全部展开（打印用）"), Href: here(ctx, "open", "1"), Icon: "down"}
	if p.Open {
		p.Fold = ui.Link{Label: ui.T(ctx, "收起"), Href: here(ctx, "open", "")}
	}
	takes := catalogueViews[0].takes
	for _, t := range catalogueViews {
		n := 0
		for i := range c.Items {
			if !c.Items[i].Event && t.takes(&c.Items[i]) {
				n++
			}
		}
		current := q.Get("view") == t.code
		if current {
			takes = t.takes
		}
		p.Views = append(p.Views, ui.Link{Label: ui.T(ctx, t.label), Count: itoa(n), Href: here(ctx, "view", t.code), Current: current})
	}
	p.Facts = []ui.Fact{{Label: ui.T(ctx, "开工前总时限"), Value: ui.Words(ui.T(ctx, "{n} 个工作日", "n", c.Limit))}, {Label: ui.T(ctx, "算到"), Value: ui.Words(strings.Join(c.Until, ui.T(ctx, " 或 ")))},
		{Label: ui.T(ctx, "来源"), Value: ui.Cell{Text: c.Source, Tone: "wrap"}, Wide: true},
		{Label: ui.T(ctx, "怎样修改"), Value: ui.Cell{Text: ui.T(ctx, "在“规则”页的审批一节修改，试算以后发布；已筛查的项目仍按当时的目录，重新筛查才换"), Href: "/rules", Tone: "wrap"}, Wide: true}}
	for i := range c.Items {
		if e := &c.Items[i]; takes(e) && (!e.Event || q.Get("view") == "") {
			p.add(ctx, c, e)
		}
	}
	p.Questions = questionTable(ctx, c)
	return p
}

// parallelWords are the parallel groups of the shipped catalogue; others stand under
// their own names.
var parallelWords = map[string]string{"land": ui.N("用地"), "design": ui.N("规划设计"), "assessment": ui.N("评估评审"), "building": ui.N("施工许可"), "completion": ui.N("竣工验收")}

func parallelText(ctx context.Context, group string) string {
	if group == "" {
		return ui.T(ctx, "单独办理")
	}
	if word, known := parallelWords[group]; known {
		return ui.T(ctx, word)
	}
	return group
}

// add puts an item under its group; groups stand in the order of their first item.
func (p *cataloguePage) add(ctx context.Context, c deskCatalogue, e *app.CatalogueItem) {
	title := parallelText(ctx, e.Group)
	at := slices.IndexFunc(p.Groups, func(g catalogueGroup) bool { return g.Title == title })
	if at < 0 {
		at = len(p.Groups)
		note := ui.T(ctx, "同组事项可以并联办理")
		if e.Group == "" {
			note = ""
		}
		p.Groups = append(p.Groups, catalogueGroup{Title: title, Note: note})
	}
	p.Groups[at].Items = append(p.Groups[at].Items, catalogueItemOf(ctx, c, e))
	p.Count++
}

func catalogueItemOf(ctx context.Context, c deskCatalogue, e *app.CatalogueItem) catalogueItem {
	l := &e.Limits
	it := catalogueItem{Code: e.Code, Name: e.Name, Lead: orBlank(e.LeadSeat.Name), Statutory: blank, Pledged: limitWords(ctx, l.Pledged, l.Unit), Median: ui.Missing()}
	if l.Statutory != nil {
		it.Statutory = limitWords(ctx, *l.Statutory, l.Unit)
	}
	if e.Event {
		it.Pledged = ui.T(ctx, "约 {n}", "n", it.Pledged)
	}
	var with []string
	for _, seat := range e.Others {
		with = append(with, seat.Name)
	}
	it.With = strings.Join(with, ui.T(ctx, "、"))
	if e.Median != nil {
		it.Median = ui.Cell{Text: itoa(*e.Median), Href: address("/approvals/figures", "item", e.Code, "by", "unit"), Note: ui.T(ctx, "{n} 件", "n", e.Cases), Title: ui.T(ctx, "本地办结件的实际用时中位数")}
		if *e.Median > l.Pledged {
			it.Median.Tone = "late"
		}
	}
	it.Tags, it.Facts = catalogueTags(ctx, e), catalogueFacts(ctx, c, e)
	it.Standards = standardsTable(ctx, e)
	return it
}

// catalogueTags are what is special about an item.
func catalogueTags(ctx context.Context, e *app.CatalogueItem) (tags []string) {
	for _, t := range []struct {
		is   bool
		word string
	}{{e.Joint != "", e.Joint}, {e.Promise != "", ui.T(ctx, "告知承诺")}, {e.PassedOn != "", ui.T(ctx, "零跑腿")}, {e.SameDay != "", ui.T(ctx, "交地即交证")}, {len(e.Minor()) > 0, ui.T(ctx, "可容缺")},
		{slices.ContainsFunc(e.Variants, func(v approval.Variant) bool { return v.Mock }), ui.T(ctx, "可模拟审批")}, {e.Assessed != "", ui.T(ctx, "区域评估可替代")}, {len(e.Standards) > 0, ui.T(ctx, "两地标准")}, {e.Event, ui.T(ctx, "不是审批")}} {
		if t.is {
			tags = append(tags, t.word)
		}
	}
	return tags
}

// catalogueFacts are everything the catalogue says of an item, with its source.
func catalogueFacts(ctx context.Context, c deskCatalogue, e *app.CatalogueItem) (list []ui.Fact) {
	add := func(label, text string) {
		if text != "" {
			list = append(list, ui.Fact{Label: label, Value: ui.Cell{Text: text, Tone: "wrap"}, Wide: true})
		}
	}
	and := ui.T(ctx, "、")
	names := func(codes []string) string {
		words := make([]string, len(codes))
		for i, code := range codes {
			words[i] = c.itemName(code)
		}
		return strings.Join(words, and)
	}
	add(ui.T(ctx, "法律依据"), e.Basis)
	add(ui.T(ctx, "法定时限来源"), e.Limits.StatutorySource)
	add(ui.T(ctx, "承诺时限来源"), e.Limits.PledgedSource)
	add(ui.T(ctx, "什么项目要办"), conditionText(ctx, c, e.When))
	add(ui.T(ctx, "前置事项"), names(e.Needs))
	add(ui.T(ctx, "办结前还要等"), names(e.GrantNeeds))
	add(ui.T(ctx, "前置的理由"), e.Needed)
	for _, minor := range []bool{false, true} {
		var words []string
		for _, m := range e.Materials {
			if m.Minor == minor {
				words = append(words, materialWords(ctx, m))
			}
		}
		add(map[bool]string{false: ui.T(ctx, "必备材料"), true: ui.T(ctx, "可容缺材料")}[minor], strings.Join(words, and))
	}
	add(ui.T(ctx, "可以停表的情形"), stopsText(ctx, e.Stops))
	var fields []string
	for _, f := range e.Products {
		fields = append(fields, f.Name)
	}
	add(ui.T(ctx, "证照内容"), strings.Join(fields, and))
	for _, v := range e.Variants {
		add(ui.T(ctx, "另一种办法"), variantText(ctx, c, names, &v))
	}
	add(ui.T(ctx, "区域评估"), e.Assessed)
	add(ui.T(ctx, "告知承诺"), e.Promise)
	add(ui.T(ctx, "零跑腿"), e.PassedOn)
	add(ui.T(ctx, "交地即交证"), e.SameDay)
	add(ui.T(ctx, "来源"), e.Source)
	return list
}

func materialWords(ctx context.Context, m approval.Material) string {
	if m.Form == "" {
		return m.Name
	}
	return ui.T(ctx, "{name}（{form}）", "name", m.Name, "form", m.Form)
}

// stopsText lists the reasons, those of article 45 marked.
func stopsText(ctx context.Context, stops []approval.StopReason) string {
	words := make([]string, len(stops))
	for i, why := range stops {
		words[i] = termOf(ctx, "stop_reason", string(why))
		if why.Statutory() {
			words[i] = ui.T(ctx, "{reason}（法定，第四十五条）", "reason", words[i])
		}
	}
	return strings.Join(words, ui.T(ctx, "、"))
}

// conditionText says which answers of the screening an item follows from.
func conditionText(ctx context.Context, c deskCatalogue, when []approval.Condition) string {
	catalogue := approval.Catalogue{Questions: c.Questions}
	var words []string
	for _, w := range when {
		var answers []string
		for _, code := range w.Is {
			_, said := catalogue.Said(w.Question, code)
			answers = append(answers, said)
		}
		asked, _ := catalogue.Said(w.Question, w.Is[0])
		words = append(words, ui.T(ctx, "{question}：{answers}", "question", asked, "answers", strings.Join(answers, ui.T(ctx, " 或 "))))
	}
	return strings.Join(words, ui.T(ctx, "；"))
}

// variantText is what differs for some projects.
func variantText(ctx context.Context, c deskCatalogue, names func([]string) string, v *approval.Variant) string {
	var words []string
	if when := conditionText(ctx, c, v.When); when != "" {
		words = append(words, when)
	}
	if v.Name != "" {
		words = append(words, ui.T(ctx, "办“{name}”", "name", v.Name))
	}
	if v.Mock {
		words = append(words, ui.T(ctx, "模拟审批，前置办结后转为正式"))
	}
	if v.Limits != nil {
		words = append(words, ui.T(ctx, "承诺 {limit}", "limit", limitWords(ctx, v.Limits.Pledged, v.Limits.Unit)))
	}
	if v.GrantNeeds != nil && len(*v.GrantNeeds) > 0 {
		words = append(words, ui.T(ctx, "办结前等 {names}", "names", names(*v.GrantNeeds)))
	}
	return strings.Join(append(words, v.Source), ui.T(ctx, "；"))
}

// standardsTable is the same item in other jurisdictions beside ours (川渝通办); empty
// where the catalogue has none.
func standardsTable(ctx context.Context, e *app.CatalogueItem) ui.TableData {
	if len(e.Standards) == 0 {
		return ui.TableData{}
	}
	t := ui.TableData{Caption: ui.T(ctx, "两地标准对照"), Columns: []ui.Column{{Label: ui.T(ctx, "地方")}, {Label: term(ctx, "approval.statutory_limit"), Num: true}, {Label: term(ctx, "approval.pledged_limit"), Num: true}, {Label: ui.T(ctx, "来源")}}}
	var rows []ui.Row
	for _, s := range append([]approval.Standard{{Place: ui.T(ctx, "本地"), Limits: e.Limits}}, e.Standards...) {
		statutory := ui.Missing()
		if s.Limits.Statutory != nil {
			statutory = ui.Words(limitWords(ctx, *s.Limits.Statutory, s.Limits.Unit))
		}
		rows = append(rows, ui.Row{Cells: []ui.Cell{ui.Words(s.Place), statutory, ui.Words(limitWords(ctx, s.Limits.Pledged, s.Limits.Unit)), {Text: s.Limits.PledgedSource, Tone: "wrap"}}})
	}
	t.Groups = []ui.Group{{Rows: rows}}
	return t
}

func questionTable(ctx context.Context, c deskCatalogue) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "筛查问卷"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "问题")}, {Label: ui.T(ctx, "回答")}, {Label: ui.T(ctx, "来源")}}}
	var rows []ui.Row
	for _, question := range c.Questions {
		var answers []string
		for _, a := range question.Answers {
			answers = append(answers, a.Name)
		}
		rows = append(rows, ui.Row{Cells: []ui.Cell{{Text: question.Name, Tone: "wrap"}, {Text: strings.Join(answers, ui.T(ctx, "；")), Tone: "wrap"}, {Text: question.Source, Tone: "wrap"}}})
	}
	t.Groups = []ui.Group{{Rows: rows}}
	return t
}
