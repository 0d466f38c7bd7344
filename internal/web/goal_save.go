package web

import (
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/target"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// goalSavePage is the form of a goal, a target or a pledge: they look alike.
type goalSavePage struct {
	Frame   ui.FrameData
	Action  string
	Version int
	Parts   []goalFields
	Others  []string
	Notice  string
	Save    string
	Back    string
}

// A goalFields is one group of fields under a heading.
type goalFields struct {
	Title  string
	Fields []ui.FieldData
	Ticks  []ui.FieldData
}

func (s *Server) goalNew(w http.ResponseWriter, r *http.Request, v *visit) error {
	year := v.frame.Today.Year()
	g := target.Goal{Kind: target.Coded, Unit: v.Unit, From: workday.NewDate(year, 1, 1), To: workday.NewDate(year, 12, 31), Parent: r.URL.Query().Get("parent")}
	return s.goalForm(w, r, v, g, typedForm{})
}

func (s *Server) goalEdit(w http.ResponseWriter, r *http.Request, v *visit) error {
	g, err := s.goalKept(r, v)
	if err != nil {
		return err
	}
	return s.goalForm(w, r, v, g, typedForm{})
}

// goalKept is the goal of the address, which the actor may change; none for an
// address without one.
func (s *Server) goalKept(r *http.Request, v *visit) (target.Goal, error) {
	id := r.PathValue("id")
	if id == "" {
		return target.Goal{}, nil
	}
	page, err := s.App.GoalStanding(r.Context(), v.Actor, app.GoalAsk{ID: id})
	if err != nil {
		return target.Goal{}, err
	}
	if !page.Mine {
		return target.Goal{}, fault.New(fault.NotFound, "goal.not_found", "id", id)
	}
	return page.Goal, nil
}

// goalForm shows the goal, or what was typed with what is wrong with it.
func (s *Server) goalForm(w http.ResponseWriter, r *http.Request, v *visit, g target.Goal, typed typedForm) error {
	status := typed.status()
	ctx := r.Context()
	p := goalSavePage{Frame: s.frameOf(r, v, ui.T(ctx, "新增目标")), Action: "/goals/new", Version: g.Version, Others: typed.Others, Back: "/goals", Save: ui.T(ctx, "保存")}
	if g.ID != "" {
		p.Frame.Title, p.Back = ui.T(ctx, "修改目标"), goalURL(g.ID)
		p.Action = "/goals/" + url.PathEscape(g.ID) + "/edit"
	}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "目标树"), Href: "/goals"}}
	parents, err := s.goalOptions(r, v, g)
	if err != nil {
		return err
	}
	var kinds []ui.Option
	for _, k := range target.Kinds {
		kinds = append(kinds, ui.Option{Value: string(k), Label: termOf(ctx, "goal_kind", string(k)), Chosen: k == g.Kind})
	}
	either := []ui.Option{{Value: "", Label: ui.T(ctx, "各项都要完成"), Chosen: !g.Any}, {Value: "1", Label: ui.T(ctx, "完成其一即可"), Chosen: g.Any}}
	open := []ui.Option{{Value: "", Label: ui.T(ctx, "进行中"), Chosen: !g.Closed}, {Value: "1", Label: ui.T(ctx, "已结束"), Chosen: g.Closed}}
	fields := []ui.FieldData{
		{Name: "kind", Label: ui.T(ctx, "类别"), Value: string(g.Kind), Options: kinds, Hint: ui.T(ctx, "行动在最上层；编码目标如“1211”")},
		{Name: "code", Label: ui.T(ctx, "编码"), Value: g.Code, Hint: ui.T(ctx, "如 1211；没有就空着")},
		{Name: "name", Label: ui.T(ctx, "目标名称"), Value: g.Name, Must: true, Wide: true},
		{Name: "digits", Label: ui.T(ctx, "逐位展开"), Value: digitLines(g.Digits), Lines: 4, Wide: true, Hint: ui.T(ctx, "每行一位：先写数字，空一格写指什么；行末写“其一”表示该位下的指标完成一项即可")},
		{Name: "parent", Label: ui.T(ctx, "上级目标"), Value: g.Parent, Options: parents},
		{Name: "unit", Label: ui.T(ctx, "单位"), Value: g.Unit, Must: true, Options: unitOptions(v, g.Unit)},
		{Name: "from", Label: ui.T(ctx, "开始日期"), Value: g.From.String(), Type: "date", Must: true},
		{Name: "to", Label: ui.T(ctx, "截止日期"), Value: g.To.String(), Type: "date", Must: true},
		{Name: "source", Label: ui.T(ctx, "依据"), Value: g.Source, Wide: true, Hint: ui.T(ctx, "会议、文件")},
		{Name: "any", Label: ui.T(ctx, "怎样算完成"), Options: either},
		{Name: "closed", Label: ui.T(ctx, "状态"), Options: open},
	}
	p.Parts = []goalFields{{Fields: withTyped(fields, typed)}}
	return render(w, r, status, goalSaveView(p))
}

// status is that of a page with a form: a form that came back was not taken.
func (t typedForm) status() int {
	if t.Values != nil {
		return http.StatusUnprocessableEntity
	}
	return http.StatusOK
}

// withTyped lays what was typed over what was there, where a form came back.
func withTyped(fields []ui.FieldData, typed typedForm) []ui.FieldData {
	if typed.Values == nil {
		return fields
	}
	for i := range fields {
		f := &fields[i]
		f.Value, f.Mistake = typed.Values.Get(f.Name), typed.Mistakes[f.Name]
		for k := range f.Options {
			f.Options[k].Chosen = f.Options[k].Value == f.Value
		}
	}
	return fields
}

// goalOptions are the goals one may hang under: those the actor sees but itself.
func (s *Server) goalOptions(r *http.Request, v *visit, g target.Goal) ([]ui.Option, error) {
	tree, err := s.App.Goals(r.Context(), v.Actor, app.GoalFilter{})
	if err != nil {
		return nil, err
	}
	list := []ui.Option{{Value: "", Label: ui.T(r.Context(), "（最上层）"), Chosen: g.Parent == ""}}
	for _, row := range tree.Rows {
		if row.Goal.ID != g.ID {
			list = append(list, ui.Option{Value: row.Goal.ID, Label: strings.Repeat("　", row.Depth) + goalName(r.Context(), app.GoalName{Code: row.Goal.Code, Name: row.Goal.Name}), Chosen: row.Goal.ID == g.Parent})
		}
	}
	return list, nil
}

// anyWord at the end of a line says that one target of the digit is enough.
const anyWord = "其一"

// digitLines writes digits as lines, digitsOf reads them.
func digitLines(digits []target.Digit) string {
	var b strings.Builder
	for _, d := range digits {
		b.WriteString(d.Digit + " " + d.Text)
		if d.Any {
			b.WriteString(" " + anyWord)
		}
		b.WriteString("\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func digitsOf(text string) (list []target.Digit) {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		_, n := utf8.DecodeRuneInString(line)
		d := target.Digit{Digit: line[:n], Text: strings.TrimSpace(line[n:])}
		for _, word := range []string{anyWord, "any"} {
			if rest, any := strings.CutSuffix(d.Text, " "+word); any {
				d.Text, d.Any = strings.TrimSpace(rest), true
			}
		}
		list = append(list, d)
	}
	return list
}

func (s *Server) goalSave(w http.ResponseWriter, r *http.Request, v *visit) error {
	was, err := s.goalKept(r, v)
	if err != nil {
		return err
	}
	typed := typing(r, "goal")
	in := app.GoalSave{Goal: target.Goal{ID: was.ID, Version: typed.whole(r, "version"), Kind: target.Kind(typed.text("kind")), Code: typed.text("code"), Name: typed.text("name"), Digits: digitsOf(typed.Values.Get("digits")),
		Parent: typed.text("parent"), Serves: was.Serves, Unit: typed.text("unit"), From: typed.day(r, "from"), To: typed.day(r, "to"), Source: typed.text("source"), Any: typed.text("any") != "", Closed: typed.text("closed") != "", Place: was.Place}}
	id := was.ID
	if !typed.wrong() {
		id, err = s.App.GoalSave(r.Context(), v.Actor, in)
		if err := typed.take(r, err); err != nil {
			return err
		}
	}
	if typed.wrong() {
		was.Version = in.Version
		return s.goalForm(w, r, v, was, typed)
	}
	return s.redirect(w, r, goalURL(id, "done", "goal.saved"))
}
