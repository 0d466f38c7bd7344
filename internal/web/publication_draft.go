package web

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/score"
	"guatu/internal/web/ui"
)

// A result is drafted: from a scheme and facts that are pasted or sent as files. A
// draft from a scheme that is kept and a period has its place beside it.

// draftLimit is how large a form of a draft may be: the facts of some thousand
// units.
const draftLimit = 16 << 20

// pressForm is the form of a draft, a correction, or a new draft of what came back.
type pressForm struct {
	Frame   ui.FrameData
	Others  []string
	Notice  string
	Action  string
	Version int
	Back    string
	Title   string         // of what is corrected
	Fields  []ui.FieldData // what it is; none where it is drafted anew
	Shipped []ui.Option    // packs to begin from
	From    string
	Pack    ui.FieldData
	Facts   ui.FieldData
	Note    ui.FieldData
	Hidden  []ui.Pair
	Save    string
}

func (s *Server) publicationNew(w http.ResponseWriter, r *http.Request, v *visit) error {
	q := r.URL.Query()
	amends, from := q.Get("amends"), q.Get("from")
	d := pressForm{From: from}
	if from != "" {
		body, err := score.ShippedText(from)
		if err != nil {
			return err
		}
		d.Pack.Value = body
	}
	if amends != "" {
		page, err := s.App.Publication(r.Context(), v.Actor, amends, app.Moment{})
		if err != nil {
			return err
		}
		d.Title, d.Pack.Value, d.Facts.Value = page.Title, page.Draft.Pack, indented(page.Draft.Facts)
	}
	return s.draftForm(w, r, v, d, typedForm{})
}

// indented is JSON laid out for people to mend.
func indented(facts json.RawMessage) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(facts); err != nil {
		return string(facts) // as it was kept
	}
	return b.String()
}

// draftForm shows the form of a new draft, or of a correction.
func (s *Server) draftForm(w http.ResponseWriter, r *http.Request, v *visit, d pressForm, t typedForm) error {
	ctx := r.Context()
	amends := r.FormValue("amends")
	d.Frame, d.Others = s.frameOf(r, v, ui.T(ctx, "起草考核结果")), t.Others
	d.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "考核结果"), Href: "/publications"}}
	d.Action, d.Back, d.Save = "/publications/new", "/publications", ui.T(ctx, "计算并起草")
	d.Notice = ui.T(ctx, "起草时方案、数据和结果一并固定；以后数据更正不改这份结果，只能退回重拟或另发更正。")
	if amends != "" {
		d.Frame.Title, d.Back = ui.T(ctx, "起草更正"), publicationURL(amends)
		d.Hidden = []ui.Pair{{Name: "amends", Value: amends}}
	}
	var kinds []ui.Option
	for _, k := range score.Kinds {
		kinds = append(kinds, ui.Option{Value: string(k), Label: termOf(ctx, "publication.kind", string(k))})
	}
	office := v.frame.Tree.Campaign(v.Unit)
	d.Fields = withTyped([]ui.FieldData{
		{Name: "title", Label: ui.T(ctx, "标题"), Value: d.Title, Must: true, Wide: true, Example: ui.T(ctx, "2026年三季度重点项目“红黑榜”")},
		{Name: "kind", Label: ui.T(ctx, "种类"), Options: kinds},
		{Name: "unit", Label: ui.T(ctx, "发布单位"), Value: office, Options: []ui.Option{{Value: office, Label: v.frame.Tree.Name(office)}}},
	}, t)
	d.sheet(r, t)
	return render(w, r, t.status(), pressFormView(d))
}

// sheet are the scheme and the facts, as they were typed where a form came back.
func (d *pressForm) sheet(r *http.Request, t typedForm) {
	ctx := r.Context()
	d.Shipped = []ui.Option{{Label: ui.T(ctx, "选一个自带方案")}}
	for _, name := range score.Shipped() {
		d.Shipped = append(d.Shipped, ui.Option{Value: name, Label: name, Chosen: name == d.From})
	}
	d.Pack = ui.FieldData{Name: "pack", Label: term(ctx, "form.pack"), Value: d.Pack.Value, Must: true, Hint: ui.T(ctx, "有错会逐条指出第几行")}
	d.Facts = ui.FieldData{Name: "facts", Label: term(ctx, "form.facts"), Value: d.Facts.Value, Must: true, Hint: ui.T(ctx, "各单位的数据；单位用单位编号。没有填报的不写，不能写 0")}
	d.Note = ui.FieldData{Name: "note", Label: ui.T(ctx, "说明"), Lines: 2, Wide: true}
	all := withTyped([]ui.FieldData{d.Pack, d.Facts, d.Note}, t)
	d.Pack, d.Facts, d.Note = all[0], all[1], all[2]
	d.Version = t.version()
}

func (s *Server) publicationDraft(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "draft")
	facts, err := t.file(r, "facts")
	if err != nil {
		return err
	}
	in := app.PublicationDraft{Unit: t.text("unit"), Kind: score.Kind(t.text("kind")), Title: t.text("title"), Pack: t.Values.Get("pack"), Facts: facts, Amends: t.text("amends"), Note: t.text("note")}
	id, err := s.App.PublicationDraft(r.Context(), v.Actor, in)
	if err := t.takeFile(r, err, "title", "kind", "unit", "note"); err != nil {
		return err
	}
	if t.wrong() {
		return s.draftForm(w, r, v, pressForm{}, t)
	}
	return s.redirect(w, r, publicationURL(id, "done", "publication.draft"))
}

// file is what was sent as a file, or typed; the form that comes back shows it.
func (t *typedForm) file(r *http.Request, name string) (json.RawMessage, error) {
	body, err := bodyOf(r, name)
	t.Values.Set(name, body)
	return json.RawMessage(body), err
}

// takeFile sorts a fault's sentences: those of the fields that are named stand
// beside them, those of a file's lines at the head, each with its place.
func (t *typedForm) takeFile(r *http.Request, err error, fields ...string) error {
	if err := t.take(r, err); err != nil || !t.wrong() {
		return err
	}
	beside := t.Mistakes
	t.Mistakes, t.Others = map[string]string{}, nil
	for _, name := range fields {
		if beside[name] != "" {
			t.Mistakes[name] = beside[name]
		}
	}
	t.Others = othersOf(r.Context(), err, fields)
	return nil
}

// othersOf are the sentences of a fault about other fields than those named, with
// the place each is about.
func othersOf(ctx context.Context, err error, fields []string) (list []string) {
	e, ok := fault.As(err)
	if !ok {
		return nil
	}
	parts := e.Parts
	if len(parts) == 0 {
		parts = []*fault.Error{e}
	}
	for _, part := range parts {
		if !slices.Contains(fields, part.Field) {
			list = append(list, glossary.Sentence(lang(ctx), part)...)
		}
	}
	return list
}

// publicationRedo is the form of a new draft of what came back.
func (s *Server) publicationRedo(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.redraftForm(w, r, v, typedForm{})
}

func (s *Server) redraftForm(w http.ResponseWriter, r *http.Request, v *visit, t typedForm) error {
	ctx, id := r.Context(), r.PathValue("id")
	page, err := s.App.Publication(ctx, v.Actor, id, app.Moment{})
	if err != nil {
		return err
	}
	d := pressForm{Frame: s.frameOf(r, v, ui.T(ctx, "重新起草")), Others: t.Others, Action: publicationURL(id) + "/redraft", Back: publicationURL(id), Save: ui.T(ctx, "重新计算并起草")}
	d.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "考核结果"), Href: "/publications"}, {Label: page.Title, Href: publicationURL(id)}}
	d.Notice = ui.T(ctx, "退回原因：{why}", "why", page.Last.Note)
	d.Pack.Value, d.Facts.Value = page.Draft.Pack, indented(page.Draft.Facts)
	d.sheet(r, t)
	if t.Values == nil {
		d.Version = page.Version
	}
	return render(w, r, t.status(), pressFormView(d))
}

func (s *Server) publicationRedraft(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "redraft")
	facts, err := t.file(r, "facts")
	if err != nil {
		return err
	}
	err = s.App.PublicationRedraft(r.Context(), v.Actor, app.PublicationRedraft{ID: r.PathValue("id"), Version: t.version(), Pack: t.Values.Get("pack"), Facts: facts, Note: t.text("note")})
	if err := t.takeFile(r, err, "note"); err != nil {
		return err
	}
	if t.wrong() {
		return s.redraftForm(w, r, v, t)
	}
	return s.redirect(w, r, publicationURL(r.PathValue("id"), "done", "publication.draft"))
}
