package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/money"
	"guatu/internal/target"
	"guatu/internal/web/ui"
)

// maxClauseFields is how many conditions a target's form has room for.
const maxClauseFields = 2

// targetShow is the form of a target: a new one on the goal, or new terms of the
// one named.
func (s *Server) targetShow(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.targetForm(w, r, v, typedForm{})
}

// chosenTarget is the goal's page with the target the address names.
func (s *Server) chosenTarget(r *http.Request, v *visit) (*app.GoalPage, *app.TargetRow, error) {
	id := r.URL.Query().Get("target")
	page, err := s.App.GoalStanding(r.Context(), v.Actor, app.GoalAsk{ID: r.PathValue("id"), Target: id})
	if err != nil || id == "" {
		return page, nil, err
	}
	if page.Chosen == nil || page.Chosen.ID != id {
		return nil, nil, fault.New(fault.NotFound, "goal.not_found", "id", id)
	}
	return page, page.Chosen, nil
}

func (s *Server) targetForm(w http.ResponseWriter, r *http.Request, v *visit, typed typedForm) error {
	ctx := r.Context()
	page, t, err := s.chosenTarget(r, v)
	if err != nil {
		return err
	}
	g := page.Goal
	p := goalSavePage{Frame: s.frameOf(r, v, ui.T(ctx, "下达指标")), Others: typed.Others, Back: goalURL(g.ID), Save: ui.T(ctx, "下达")}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "目标树"), Href: "/goals"}, {Label: g.Name, Href: goalURL(g.ID)}}
	p.Action = "/goals/" + url.PathEscape(g.ID) + "/target"
	if t == nil {
		t = &app.TargetRow{Unit: g.Unit, Span: target.InYear(g.To.Year()), Terms: target.Terms{From: g.From}}
		p.Parts = append(p.Parts, goalFields{Title: g.Name, Fields: withTyped(placeFields(ctx, v, g, t), typed)})
	} else {
		p.Frame.Title, p.Save, p.Version = ui.T(ctx, "调整指标"), ui.T(ctx, "按新内容执行"), t.Version
		p.Action += "?target=" + url.QueryEscape(t.ID)
		p.Notice = ui.T(ctx, "{unit}，{span}。原来的内容保留，到执行日期之前仍按原内容；已分解的按各单位现有份额一并调整。", "unit", t.Name, "span", spanText(ctx, t.Span))
		t.Terms.From = v.frame.Today
	}
	for i := range maxClauseFields {
		c := target.Clause{Op: target.AtLeast}
		if i < len(t.Terms.Clauses) {
			c = t.Terms.Clauses[i]
		}
		title := ui.T(ctx, "要求")
		if i > 0 {
			title = ui.T(ctx, "第二条要求（可不填）")
		}
		p.Parts = append(p.Parts, goalFields{Title: title, Fields: withTyped(clauseFields(ctx, v, page.Choices, c, i), typed)})
	}
	p.Parts = append(p.Parts, goalFields{Title: ui.T(ctx, "执行"), Fields: withTyped(termFields(ctx, t), typed)})
	return render(w, r, typed.status(), goalSaveView(p))
}

// placeFields say on which digit, for whom and over which period a target is.
func placeFields(ctx context.Context, v *visit, g target.Goal, t *app.TargetRow) []ui.FieldData {
	digits := []ui.Option{{Value: "", Label: ui.T(ctx, "（整个目标）")}}
	for i, d := range g.Digits {
		digits = append(digits, ui.Option{Value: itoa(i + 1), Label: d.Digit + "　" + d.Text})
	}
	fields := []ui.FieldData{
		{Name: "unit", Label: ui.T(ctx, "单位"), Value: t.Unit, Must: true, Options: unitOptions(v, t.Unit)},
		{Name: "span", Label: ui.T(ctx, "时段"), Value: t.Span.String(), Must: true, Hint: ui.T(ctx, "如 2026、2026-Q1、2026-03")},
	}
	if len(g.Digits) > 0 {
		fields = append(fields, ui.FieldData{Name: "digit", Label: ui.T(ctx, "编码哪一位"), Options: digits, Wide: true})
	}
	return fields
}

// clauseFields are one condition's fields.
func clauseFields(ctx context.Context, v *visit, choices []app.TargetChoice, c target.Clause, i int) []ui.FieldData {
	n := itoa(i)
	ind := indicatorIn(choices, c.Indicator)
	show := func(value target.Value) string {
		if value == 0 {
			return ""
		}
		return sizeText(ind, value)
	}
	indicators := indicatorOptions(ctx, choices, c.Indicator)
	if i > 0 {
		indicators = slices.Insert(indicators, 0, ui.Option{Value: "", Label: ui.T(ctx, "（无）"), Chosen: c.Indicator == ""})
	}
	var ops []ui.Option
	for _, op := range target.Ops {
		ops = append(ops, ui.Option{Value: string(op), Label: termOf(ctx, "target_op", string(op)), Chosen: op == c.Op})
	}
	against := []ui.Option{{Value: "", Label: ui.T(ctx, "（不比较）"), Chosen: c.Against == ""}, {Value: target.Peers, Label: ui.T(ctx, "同级平均"), Chosen: c.Against == target.Peers}}
	return []ui.FieldData{
		{Name: "indicator" + n, Label: ui.T(ctx, "指标"), Value: c.Indicator, Options: indicators, Wide: true},
		{Name: "op" + n, Label: ui.T(ctx, "要求"), Value: string(c.Op), Options: ops},
		{Name: "low" + n, Label: ui.T(ctx, "目标值"), Value: show(c.Low), Type: "", Hint: ui.T(ctx, "个数填个，金额填亿元，比率填百分数，其他按指标的计量单位")},
		{Name: "high" + n, Label: ui.T(ctx, "上限或补充线"), Value: show(c.High), Hint: ui.T(ctx, "区间填上限；始终不少于填低于多少时补充")},
		{Name: "against" + n, Label: ui.T(ctx, "与谁比较"), Options: append(against, unitOptions(v, c.Against)...)},
		{Name: "due" + n, Label: ui.T(ctx, "完成期限"), Value: c.Due.String(), Type: "date", Hint: ui.T(ctx, "只用于限期完成")},
		{Name: "batch" + n, Label: ui.T(ctx, "项目名单"), Value: c.Batch, Hint: ui.T(ctx, "批次名称，如：一季度开工26个")},
	}
}

// termFields say from when, why, and how the conditions belong together.
func termFields(ctx context.Context, t *app.TargetRow) []ui.FieldData {
	either := []ui.Option{{Value: "", Label: ui.T(ctx, "都要满足"), Chosen: !t.Terms.Any}, {Value: "1", Label: ui.T(ctx, "满足其一即可"), Chosen: t.Terms.Any}}
	fields := []ui.FieldData{
		{Name: "from", Label: ui.T(ctx, "执行日期"), Value: t.Terms.From.String(), Type: "date", Must: true, Hint: ui.T(ctx, "从这一天起按此执行")},
		{Name: "any", Label: ui.T(ctx, "两条要求之间"), Options: either},
		{Name: "because", Label: ui.T(ctx, "依据或原因"), Wide: true, Must: t.ID != ""},
	}
	if t.ID != "" {
		fields = append(fields, ui.FieldData{Name: "ended", Label: ui.T(ctx, "取消"), Options: []ui.Option{{Value: "", Label: ui.T(ctx, "继续执行"), Chosen: true}, {Value: "1", Label: ui.T(ctx, "从执行日期起取消这项指标")}}})
	}
	return fields
}

func (s *Server) targetSet(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, t, err := s.chosenTarget(r, v)
	if err != nil {
		return err
	}
	typed := typing(r, "target")
	in := app.TargetSet{Goal: r.PathValue("id"), Unit: typed.text("unit"), Digit: typed.whole(r, "digit"), From: typed.day(r, "from"), Any: typed.text("any") != "", Ended: typed.text("ended") != "", Because: typed.text("because")}
	var was []target.Clause
	if t == nil {
		typed.period(r, "span", &in.Span)
	} else {
		in = app.TargetSet{ID: t.ID, Version: typed.whole(r, "version"), From: in.From, Any: in.Any, Stretch: t.Terms.Stretch, Ended: in.Ended, Because: in.Because}
		was = t.Terms.Clauses
	}
	in.Clauses = typed.clauses(r, page, was)
	if !typed.wrong() {
		_, err = s.App.TargetSet(r.Context(), v.Actor, in)
		if err := typed.take(r, err); err != nil {
			return err
		}
		typed.besideClauses()
	}
	if typed.wrong() {
		return s.targetForm(w, r, v, typed)
	}
	return s.redirect(w, r, goalURL(r.PathValue("id"), "target", in.ID, "done", "target.set"))
}

// clauses reads the conditions; parts laid down stay where the figure does.
func (t *typedForm) clauses(r *http.Request, page *app.GoalPage, was []target.Clause) (list []target.Clause) {
	for i := range maxClauseFields {
		n := itoa(i)
		code := t.text("indicator" + n)
		if code == "" {
			continue
		}
		ind := indicatorIn(page.Choices, code)
		c := target.Clause{Indicator: code, Op: target.Op(t.text("op" + n)), Against: t.text("against" + n), Batch: t.text("batch" + n), Due: t.day(r, "due"+n)}
		c.Low, c.High = t.sized(r, "low"+n, ind), t.sized(r, "high"+n, ind)
		for _, old := range was {
			if old.Indicator == c.Indicator {
				c.Shape = old.Shape
				if old.Low == c.Low && old.Op == c.Op {
					c.Parts = old.Parts
				}
			}
		}
		list = append(list, c)
	}
	return list
}

// besideClauses moves mistakes of a condition beside its fields.
func (t *typedForm) besideClauses() {
	for name, sentence := range t.Mistakes {
		rest, ok := strings.CutPrefix(name, "clauses[")
		if !ok {
			continue
		}
		n, field, _ := strings.Cut(rest, "].")
		field, _, _ = strings.Cut(field, ".")
		if field == "parts" || field == "shape" {
			field = "low"
		}
		delete(t.Mistakes, name)
		t.Mistakes[field+n] = sentence
	}
}

// sized reads a figure in the unit people write its measure in; none is nought.
func (t *typedForm) sized(r *http.Request, name string, ind target.Indicator) target.Value {
	v, _ := t.sizedOr(r, name, ind)
	return v
}

// sizedOr tells too whether anything was typed.
func (t *typedForm) sizedOr(r *http.Request, name string, ind target.Indicator) (target.Value, bool) {
	text := t.text(name)
	if text == "" {
		return 0, false
	}
	unit := money.Yuan(target.One) // so that ten-thousandths are whole
	if ind.Measure == target.Money {
		unit = money.Yi
	}
	n, exact, err := money.ParseDecimal(text, unit)
	if err != nil || !exact {
		t.Mistakes[name] = glossary.Say(lang(r.Context()), fault.New(fault.Invalid, "filter.number", "text", text))
	}
	if ind.Measure == target.Money {
		return target.Value(n) * target.One, true
	}
	return target.Value(n), true
}

// period reads a stretch of the calendar.
func (t *typedForm) period(r *http.Request, name string, into *target.Period) {
	if err := into.UnmarshalText([]byte(tidyWhen(t.text(name)))); err != nil {
		if f, ok := fault.As(err); ok {
			t.Mistakes[name] = glossary.Say(lang(r.Context()), f)
		}
	}
}
