package web

import (
	"context"
	"net/http"
	"slices"

	"guatu/internal/app"
	"guatu/internal/score"
	"guatu/internal/web/ui"
)

// What a reader can do about a result: the forms of its page, and what becomes of
// them.

// An stepForm is one act with its fields.
type stepForm struct {
	Title, Note, Action, Button string
	Tone                        string // of the button: "main", "bad", "" plain
	Kind                        string
	Fields                      []ui.FieldData
	Hidden                      []ui.Pair
	Open                        bool
}

// publicationActs are the forms open to the reader, the next step first.
func publicationActs(ctx context.Context, v *visit, res *app.PublicationResult, t typedForm) (list []stepForm) {
	for _, act := range res.Acts {
		if form, ok := publicationActForm(ctx, v, res, act, t); ok {
			form.Kind, form.Title = string(act), termOf(ctx, "publication.act", string(act))
			form.Open = act == res.Next || t.Which == string(act) || act == score.Object
			if act == res.Next {
				form.Tone = "main"
			}
			form.Action = "/publications/" + res.ID + "/" + form.Action
			list = append(list, form)
		}
	}
	slices.SortStableFunc(list, func(a, b stepForm) int { return openFirst(b) - openFirst(a) })
	return list
}

func openFirst(f stepForm) int {
	if f.Open {
		return 1
	}
	return 0
}

// publicationActForm is the form of one act; answers and new drafts have places of
// their own.
func publicationActForm(ctx context.Context, v *visit, res *app.PublicationResult, act score.PublicationAct, t typedForm) (f stepForm, ok bool) {
	note := func(must bool) ui.FieldData {
		value, wrong := t.known(string(act), "note", "")
		return ui.FieldData{Name: "note", Label: ui.T(ctx, "说明"), Value: value, Mistake: wrong, Lines: 2, Must: must}
	}
	f = stepForm{Action: "move", Button: termOf(ctx, "publication.act", string(act)), Hidden: []ui.Pair{{Name: "act", Value: string(act)}}, Fields: []ui.FieldData{note(false)}}
	switch act {
	case score.CheckDraft:
		f.Button, f.Note = ui.T(ctx, "复核无误"), ui.T(ctx, "对照名单、得分和依据；有误就退回重拟。")
	case score.OpenToObjection:
		until, wrong := t.known(string(act), "until", "")
		f.Fields = []ui.FieldData{{Name: "until", Label: ui.T(ctx, "公示截止日期"), Value: until, Mistake: wrong, Type: "date", Hint: ui.T(ctx, "空着就按规则定的最少工作日")}, note(false)}
	case score.Object:
		f = objectForm(ctx, v, res, t)
	case score.Approve:
		f.Action, f.Hidden, f.Note = "approve", nil, ui.T(ctx, "审定以后由攻坚办发布。")
	case score.Publish:
		f = publishForm(ctx, res, t)
	case score.Archive:
		f.Note = ui.T(ctx, "归档以后不再更正，仍可查阅。")
	case score.ReturnDraft, score.Withdraw:
		f.Fields, f.Tone = []ui.FieldData{note(true)}, "bad"
	case score.DraftUp, score.Answer:
		return f, false
	}
	return f, true
}

// objectForm is a judged unit's word.
func objectForm(ctx context.Context, v *visit, res *app.PublicationResult, t typedForm) stepForm {
	kind := string(score.Object)
	f := stepForm{Action: "object", Button: ui.T(ctx, "提出异议"), Note: ui.T(ctx, "到 {day} 止；写明哪一项、依据是什么。答复会公开在本页。", "day", res.Until.String())}
	whose, wrong := t.known(kind, "for", v.Unit)
	unit := ui.FieldData{Name: "for", Label: term(ctx, "form.for"), Value: whose, Mistake: wrong}
	for _, id := range res.Voices {
		unit.Options = append(unit.Options, ui.Option{Value: id, Label: v.frame.Tree.Name(id)})
	}
	if len(res.Voices) > 1 || wrong != "" {
		f.Fields = append(f.Fields, unit)
	} else if len(res.Voices) == 1 {
		f.Hidden = []ui.Pair{{Name: "for", Value: res.Voices[0]}}
	}
	about, bad := t.known(kind, "about", "")
	what := ui.FieldData{Name: "about", Label: term(ctx, "form.about"), Value: about, Mistake: bad, Options: []ui.Option{{Label: ui.T(ctx, "全部结果")}}}
	for _, name := range res.Names {
		what.Options = append(what.Options, ui.Option{Value: name, Label: name})
	}
	words, missing := t.known(kind, "note", "")
	f.Fields = append(f.Fields, what, ui.FieldData{Name: "note", Label: ui.T(ctx, "异议和依据"), Value: words, Mistake: missing, Lines: 4, Must: true})
	return f
}

// publishForm says what publishing does besides.
func publishForm(ctx context.Context, res *app.PublicationResult, t typedForm) stepForm {
	kind := string(score.Publish)
	f := stepForm{Action: "publish", Button: ui.T(ctx, "发布"), Note: ui.T(ctx, "发布以后不能撤回，只能另发更正。")}
	for _, list := range res.League.Lists {
		n := 0
		for _, g := range list.Groups {
			n += len(g.Rows)
		}
		if list.Name == "black" && n > 0 && res.Kind == score.ListKind {
			cause, wrong := t.known(kind, "cause", "")
			f.Note += ui.T(ctx, "黑榜 {n} 个单位同时收到督办单。", "n", n)
			f.Fields = append(f.Fields, ui.FieldData{Name: "cause", Label: ui.T(ctx, "督办单上的整改事项"), Value: cause, Mistake: wrong, Lines: 2, Hint: ui.T(ctx, "空着就用标题")})
		}
	}
	note, wrong := t.known(kind, "note", "")
	f.Fields = append(f.Fields, ui.FieldData{Name: "note", Label: ui.T(ctx, "说明"), Value: note, Mistake: wrong, Lines: 2})
	return f
}

// answerable puts the form below each objection that waits for the reader's answer.
func (p *publicationPage) answerable(ctx context.Context, res *app.PublicationResult, t typedForm) {
	if !slices.Contains(res.Acts, score.Answer) {
		return
	}
	for i, o := range res.Objections {
		if o.Answer != nil {
			continue
		}
		kind := "answer-" + itoa(o.At)
		verdict, _ := t.known(kind, "accepted", "")
		note, wrong := t.known(kind, "note", "")
		p.Objections[i].Form = &stepForm{Action: "/publications/" + p.ID + "/answer", Button: ui.T(ctx, "答复"), Tone: "main", Hidden: []ui.Pair{{Name: "objection", Value: itoa(o.At)}},
			Fields: []ui.FieldData{{Name: "accepted", Label: ui.T(ctx, "核对结果"), Value: verdict, Options: []ui.Option{{Label: ui.T(ctx, "维持原结果")}, {Value: "1", Label: ui.T(ctx, "异议属实（退回重拟后更正）")}}},
				{Name: "note", Label: ui.T(ctx, "答复内容"), Value: note, Mistake: wrong, Lines: 3, Must: true}}}
	}
}

// publicationDone goes back to the page with what was done, or shows the form again.
func (s *Server) publicationDone(w http.ResponseWriter, r *http.Request, v *visit, t typedForm, done string) error {
	if t.wrong() {
		return s.publicationWith(w, r, v, t)
	}
	return s.redirect(w, r, publicationURL(r.PathValue("id"), "done", done))
}

func (s *Server) publicationMove(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, r.PostFormValue("act"))
	in := app.PublicationMove{ID: r.PathValue("id"), Version: t.version(), Act: score.PublicationAct(t.Which), Until: t.day(r, "until"), Note: t.text("note")}
	if !t.wrong() {
		if err := t.take(r, s.App.PublicationMove(r.Context(), v.Actor, in)); err != nil {
			return err
		}
	}
	return s.publicationDone(w, r, v, t, "publication."+t.Which)
}

func (s *Server) publicationObject(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, string(score.Object))
	in := app.PublicationObject{ID: r.PathValue("id"), Version: t.version(), For: t.text("for"), About: t.text("about"), Note: t.text("note")}
	if err := t.take(r, s.App.PublicationObject(r.Context(), v.Actor, in)); err != nil {
		return err
	}
	return s.publicationDone(w, r, v, t, "publication.object")
}

func (s *Server) publicationAnswer(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "answer-"+r.PostFormValue("objection"))
	in := app.PublicationAnswer{ID: r.PathValue("id"), Version: t.version(), Objection: numberOf(t.text("objection")), Accepted: t.text("accepted") != "", Note: t.text("note")}
	if err := t.take(r, s.App.PublicationAnswer(r.Context(), v.Actor, in)); err != nil {
		return err
	}
	return s.publicationDone(w, r, v, t, "publication.answer")
}

func (s *Server) publicationApprove(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, string(score.Approve))
	if err := t.take(r, s.App.PublicationApprove(r.Context(), v.Actor, app.PublicationApprove{ID: r.PathValue("id"), Version: t.version(), Note: t.text("note")})); err != nil {
		return err
	}
	return s.publicationDone(w, r, v, t, "publication.approve")
}

func (s *Server) publicationPublish(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, string(score.Publish))
	in := app.PublicationPublish{ID: r.PathValue("id"), Version: t.version(), Cause: t.text("cause"), Note: t.text("note")}
	if err := t.take(r, s.App.PublicationPublish(r.Context(), v.Actor, in)); err != nil {
		return err
	}
	return s.publicationDone(w, r, v, t, "publication.publish")
}
