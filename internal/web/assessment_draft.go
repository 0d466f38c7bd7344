package web

import (
	"net/http"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/score"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// 公布: a result is drawn up from the table of a scheme over a period.

// A draftForm draws a result up from the table.
type draftForm struct {
	Action string
	Others []string
	Hidden []ui.Pair
	Fields []ui.FieldData
	Open   bool
}

// draftFormOf is the form that draws a result up: for the office that keeps the scheme, of
// a period that is over, as things stand today.
func (s *Server) draftFormOf(r *http.Request, v *visit, a *app.Assessment, t typedForm) *draftForm {
	ctx := r.Context()
	if !v.Can(access.KeepPublication) || !v.Scope().SeesUnit(a.Scheme.Unit) || !a.Over || a.Filter.Known > 0 || !a.Filter.On.IsZero() && a.Filter.On != v.frame.Today {
		return nil
	}
	d := &draftForm{Action: assessmentURL(a.Scheme.ID, "") + "/draft", Others: t.Others, Hidden: []ui.Pair{{Name: "period", Value: a.Period.String()}}, Open: t.wrong()}
	var kinds []ui.Option
	for _, k := range score.Kinds {
		kinds = append(kinds, ui.Option{Value: string(k), Label: termOf(ctx, "publication.kind", string(k))})
	}
	d.Fields = withTyped([]ui.FieldData{
		{Name: "title", Label: ui.T(ctx, "标题"), Value: ui.T(ctx, "{title}结果", "title", whenText(ctx, a.Period)+strings.TrimSuffix(a.Scheme.Title, "办法")), Must: true, Wide: true},
		{Name: "kind", Label: ui.T(ctx, "种类"), Options: kinds},
		{Name: "note", Label: ui.T(ctx, "说明"), Lines: 2, Wide: true},
	}, t)
	return d
}

func (s *Server) assessmentDraft(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "draft")
	period, err := workday.ParseWhen(t.text("period"))
	if err != nil {
		return fault.New(fault.Invalid, "filter.date", "text", t.text("period")).At("period")
	}
	id, err := s.App.PublicationDraft(r.Context(), v.Actor, app.PublicationDraft{Kind: score.Kind(t.text("kind")), Title: t.text("title"), Note: t.text("note"), Scheme: r.PathValue("id"), Period: period})
	if err := t.take(r, err); err != nil {
		return err
	}
	if t.wrong() {
		r.URL.RawQuery = "period=" + period.String()
		return s.assessmentShow(w, r, v, t)
	}
	return s.redirect(w, r, publicationURL(id, "done", "publication.draft"))
}
