package web

import (
	"net/http"
	"net/url"
	"strconv"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// batchSavePage is the form of a promise.
type batchSavePage struct {
	Frame   ui.FrameData
	Action  string
	Version int
	Fields  []ui.FieldData
	Others  []string
	Back    string
}

func (s *Server) batchNew(w http.ResponseWriter, r *http.Request, v *visit) error {
	b := lifecycle.Batch{Unit: v.Unit, Stage: lifecycle.Started}
	return render(w, r, http.StatusOK, batchSaveView(s.batchSavePage(r, v, b, typedForm{})))
}

func (s *Server) batchEdit(w http.ResponseWriter, r *http.Request, v *visit) error {
	b, err := s.batchKept(r, v)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, batchSaveView(s.batchSavePage(r, v, b, typedForm{})))
}

// batchKept is the batch of the address as it is now; none for an address without one.
func (s *Server) batchKept(r *http.Request, v *visit) (lifecycle.Batch, error) {
	id := r.PathValue("id")
	if id == "" {
		return lifecycle.Batch{}, nil
	}
	page, err := s.App.Batch(r.Context(), v.Actor, id, app.Moment{})
	if err != nil {
		return lifecycle.Batch{}, err
	}
	if page.Partial {
		return lifecycle.Batch{}, fault.New(fault.NotFound, "batch.not_found", "id", id)
	}
	return page.Batch, nil
}

// batchSavePage shows the batch, or what was typed with what is wrong with it.
func (s *Server) batchSavePage(r *http.Request, v *visit, b lifecycle.Batch, typed typedForm) batchSavePage {
	ctx := r.Context()
	p := batchSavePage{Frame: s.frameOf(r, v, ui.T(ctx, "新增批次")), Action: "/batches/new", Version: b.Version, Others: typed.Others, Back: "/batches"}
	if b.ID != "" {
		p.Frame.Title, p.Back = ui.T(ctx, "修改批次"), "/batches/"+url.PathEscape(b.ID)
		p.Action = p.Back + "/edit"
	}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "批次"), Href: "/batches"}}
	amount, count := "", ""
	if b.Amount.OK {
		amount = b.Amount.Yuan.Yi(2)
	}
	if b.Count > 0 {
		count = strconv.Itoa(b.Count)
	}
	var stages []ui.Option
	for _, stage := range lifecycle.Stages[1:] {
		stages = append(stages, ui.Option{Value: string(stage), Label: stageText(ctx, stage)})
	}
	for _, f := range []ui.FieldData{
		{Name: "name", Label: ui.T(ctx, "批次名称"), Value: b.Name, Must: true, Wide: true, Hint: ui.T(ctx, "如：一季度开工26个。列入的项目都带这个名称；改名时一并更改")},
		{Name: "unit", Label: ui.T(ctx, "单位"), Value: b.Unit, Must: true, Options: unitOptions(v, b.Unit), Hint: ui.T(ctx, "谁的承诺；下级单位的项目也算")},
		{Name: "stage", Label: ui.T(ctx, "要到的阶段"), Value: string(b.Stage), Options: stages},
		{Name: "due", Label: ui.T(ctx, "截止日期"), Value: b.Due.String(), Type: "date", Must: true},
		{Name: "count", Label: ui.T(ctx, "承诺个数"), Value: count, Type: "number", Unit: ui.T(ctx, "个"), Hint: ui.T(ctx, "不填：以列入的项目为准")},
		{Name: "amount", Label: ui.T(ctx, "承诺总投资"), Value: amount, Unit: ui.T(ctx, "亿元"), Hint: ui.T(ctx, "没有承诺就不填")},
		{Name: "source", Label: ui.T(ctx, "来源"), Value: b.Source, Hint: ui.T(ctx, "会议或文件，如：2026年开年大会")},
		{Name: "because", Label: ui.T(ctx, "原因"), Wide: true, Hint: ui.T(ctx, "记入日志")},
	} {
		f.Value, f.Mistake = typed.known("batch", f.Name, f.Value)
		p.Fields = append(p.Fields, f)
	}
	return p
}

// batchSave keeps a promise; what is wrong comes back at its field.
func (s *Server) batchSave(w http.ResponseWriter, r *http.Request, v *visit) error {
	was, err := s.batchKept(r, v)
	if err != nil {
		return err
	}
	typed := typing(r, "batch")
	in := app.BatchSave{Batch: was, Because: typed.text("because")}
	in.Name, in.Unit, in.Stage, in.Source = typed.text("name"), typed.text("unit"), lifecycle.Stage(typed.text("stage")), typed.text("source")
	in.Version = typed.whole(r, "version")
	in.Count = typed.whole(r, "count")
	in.Amount = typed.amount(r, "amount")
	in.Due = typed.day(r, "due")
	id := was.ID
	if !typed.wrong() {
		id, err = s.App.BatchSave(r.Context(), v.Actor, in)
		if err := typed.take(r, err); err != nil {
			return err
		}
	}
	if typed.wrong() {
		was.Version = in.Version
		return render(w, r, http.StatusUnprocessableEntity, batchSaveView(s.batchSavePage(r, v, was, typed)))
	}
	return s.redirect(w, r, "/batches/"+url.PathEscape(id)+"?done=batch.saved")
}

func (s *Server) batchClose(w http.ResponseWriter, r *http.Request, v *visit) error {
	typed := typing(r, "close")
	in := app.BatchClose{ID: r.PathValue("id"), Version: typed.whole(r, "version"), Closed: typed.text("closed") != "", Because: typed.text("because")}
	if err := s.App.BatchClose(r.Context(), v.Actor, in); err != nil {
		return err
	}
	done := "batch.opened"
	if in.Closed {
		done = "batch.closed"
	}
	return s.redirect(w, r, "/batches/"+url.PathEscape(in.ID)+"?done="+done)
}

// whole reads a whole number; none is 0, anything else a mistake of the field.
func (t *typedForm) whole(r *http.Request, name string) int {
	text := t.text(name)
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > maxNumber {
		t.Mistakes[name] = glossary.Say(lang(r.Context()), fault.New(fault.Invalid, "filter.number", "text", text))
		return 0
	}
	return n
}

// amount reads 亿元; none is not stated.
func (t *typedForm) amount(r *http.Request, name string) money.Opt {
	text := t.text(name)
	if text == "" {
		return money.Opt{}
	}
	y, exact, err := money.ParseDecimal(text, money.Yi)
	if err != nil || !exact {
		t.Mistakes[name] = glossary.Say(lang(r.Context()), fault.New(fault.Invalid, "filter.number", "text", text))
		return money.Opt{}
	}
	return money.Some(y)
}

// day reads a day known exactly; none is none.
func (t *typedForm) day(r *http.Request, name string) workday.Date {
	w := t.when(r, name)
	if !w.IsZero() && w.Precision != workday.ToDay {
		t.Mistakes[name] = glossary.Say(lang(r.Context()), fault.New(fault.Invalid, "filter.date", "text", t.text(name)))
		return 0
	}
	return w.First
}
