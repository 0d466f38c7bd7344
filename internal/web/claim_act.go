package web

import (
	"context"
	"net/http"
	"slices"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/web/ui"
)

// What a reader can do about a claim: the forms of its page, and what becomes of
// them.

// claimActs are the forms open to the reader, the most usual first.
func claimActs(ctx context.Context, c *app.ClaimPage, t typedForm) []claimForm {
	may := func(act lifecycle.ClaimAct) bool { return slices.Contains(c.May, act) }
	var list []claimForm
	add := func(ok bool, f claimForm) {
		if ok {
			f.Action = "/claims/" + c.Claim.ID + "/" + f.Action
			f.Open = f.Open || t.Which == f.Kind
			list = append(list, f)
		}
	}
	add(may(lifecycle.Check), checkForm(ctx, c, t))
	add(may(lifecycle.Recognise), recogniseFormOf(ctx, c, t))
	add(may(lifecycle.SendBack), reasonForm(ctx, "send-back", t, c.SendBack))
	add(may(lifecycle.Uphold), wordForm(ctx, "uphold", t))
	add(may(lifecycle.TakeBack), wordForm(ctx, "take-back", t))
	add(may(lifecycle.Dispute), wordForm(ctx, "dispute", t))
	add(may(lifecycle.Revoke), reasonForm(ctx, "revoke", t, c.Revoke))
	return list
}

// checkForm is a department's word.
func checkForm(ctx context.Context, c *app.ClaimPage, t typedForm) claimForm {
	f := claimForm{Title: ui.T(ctx, "部门核查"), Kind: "check", Action: "check", Button: ui.T(ctx, "提交核查意见"), Open: true}
	if len(c.Seats) > 0 && !c.Seats[0].Waits() { // said already; it can be said otherwise until it is decided
		f.Title, f.Open = ui.T(ctx, "更改核查意见"), false
	}
	agree, _ := t.known("check", "agree", "yes")
	f.Fields = []ui.FieldData{{Name: "agree", Label: ui.T(ctx, "意见"), Options: []ui.Option{{Value: "yes", Label: ui.T(ctx, "同意")}, {Value: "no", Label: ui.T(ctx, "不同意")}}, Value: agree}}
	if len(c.Seats) > 1 {
		var options []ui.Option
		for _, k := range c.Seats {
			options = append(options, ui.Option{Value: k.Department, Label: k.Name})
		}
		f.Fields = append(f.Fields, ui.FieldData{Name: "department", Label: term(ctx, "form.department"), Options: options})
	}
	f.Reasons = reasonTicks(ctx, "check", t, c.SendBack)
	f.Reasons.Label = ui.T(ctx, "不同意的理由")
	f.Fields = append(f.Fields, noteField(ctx, "check", t))
	return f
}

// recogniseFormOf recognises, on the day declared unless another is written.
func recogniseFormOf(ctx context.Context, c *app.ClaimPage, t typedForm) claimForm {
	on, wrong := t.known("recognise", "on", c.Claim.On.String())
	note := noteField(ctx, "recognise", t)
	note.Hint = ui.T(ctx, "改用其他日期、部门逾期未核查或不同意时必填")
	return claimForm{Title: ui.T(ctx, "认定"), Kind: "recognise", Action: "recognise", Button: ui.T(ctx, "认定"), Look: ui.T(ctx, "先看对往月的影响"), Open: true,
		Fields: []ui.FieldData{{Name: "on", Label: ui.T(ctx, "自何时计入"), Value: on, Mistake: wrong, Hint: ui.T(ctx, "申报为 {day}", "day", whenText(ctx, c.Claim.On))}, note}}
}

// reasonForm is an act with reasons of a list: sending back, revoking.
func reasonForm(ctx context.Context, kind string, t typedForm, reasons []lifecycle.Reason) claimForm {
	f := claimForm{Kind: kind, Action: kind, Title: ui.T(ctx, "退回"), Button: ui.T(ctx, "退回申报单位"), Reasons: reasonTicks(ctx, kind, t, reasons), Fields: []ui.FieldData{noteField(ctx, kind, t)}}
	if kind == "revoke" {
		f.Title, f.Button = ui.T(ctx, "撤销认定"), ui.T(ctx, "撤销认定")
		f.Note = ui.T(ctx, "撤销后不再计入；往月认定数怎样改变，见本页往月认定数表；申报单位可提出异议。")
	}
	return f
}

// wordForm is an act with a word.
func wordForm(ctx context.Context, kind string, t typedForm) claimForm {
	f := claimForm{Kind: kind, Action: kind, Fields: []ui.FieldData{noteField(ctx, kind, t)}}
	switch kind {
	case "uphold":
		f.Title, f.Button, f.Open = ui.T(ctx, "维持原决定"), ui.T(ctx, "维持"), true
	case "dispute":
		f.Title, f.Button = ui.T(ctx, "提出异议"), ui.T(ctx, "提出异议")
	default:
		f.Title, f.Button = ui.T(ctx, "撤回申报"), ui.T(ctx, "撤回")
	}
	return f
}

func noteField(ctx context.Context, kind string, t typedForm) ui.FieldData {
	note, wrong := t.known(kind, "note", "")
	return ui.FieldData{Name: "note", Label: ui.T(ctx, "说明"), Value: note, Mistake: wrong, Lines: 2, Wide: true}
}

// reasonTicks is the list of reasons.
func reasonTicks(ctx context.Context, kind string, t typedForm, reasons []lifecycle.Reason) *ui.FieldData {
	f := &ui.FieldData{Name: "reasons", Label: term(ctx, "form.reasons"), Wide: true}
	var chosen []string
	if t.Which == kind {
		chosen, f.Mistake = t.Values["reasons"], t.Mistakes["reasons"]
	}
	for _, r := range reasons {
		f.Options = append(f.Options, ui.Option{Value: r.Code, Label: r.Name, Chosen: slices.Contains(chosen, r.Code)})
	}
	return f
}

// claimDone goes back to the claim with what was done, or shows the form again.
func (s *Server) claimDone(w http.ResponseWriter, r *http.Request, v *visit, t typedForm, done string) error {
	if t.wrong() {
		return s.claimWith(w, r, v, t)
	}
	return s.redirect(w, r, address("/claims/"+r.PathValue("id"), "done", done))
}

// version is the version of the claim the form was made from.
func (t *typedForm) version() int {
	n := 0
	for _, d := range t.text("version") {
		if d < '0' || d > '9' || n > maxNumber/10 {
			return 0
		}
		n = n*10 + int(d-'0')
	}
	return n
}

func (s *Server) claimCheck(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "check")
	in := app.ClaimCheck{ID: r.PathValue("id"), Version: t.version(), Department: t.text("department"), Agree: t.text("agree") == "yes", Note: t.text("note")}
	if !in.Agree {
		in.Reasons = t.Values["reasons"]
	}
	if err := t.take(r, s.App.ClaimCheck(r.Context(), v.Actor, in)); err != nil {
		return err
	}
	return s.claimDone(w, r, v, t, "claim.checked")
}

func (s *Server) claimRecognise(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "recognise")
	in := app.ClaimRecognise{ID: r.PathValue("id"), Version: t.version(), On: t.when(r, "on"), Note: t.text("note")}
	// A day typed to see what it would change is not decided on yet.
	if t.wrong() || t.text("look") != "" {
		return s.claimWith(w, r, v, t)
	}
	if err := t.take(r, s.App.ClaimRecognise(r.Context(), v.Actor, in)); err != nil {
		return err
	}
	return s.claimDone(w, r, v, t, "claim.recognised")
}

func (s *Server) claimSendBack(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "send-back")
	in := app.ClaimSendBack{ID: r.PathValue("id"), Version: t.version(), Reasons: t.Values["reasons"], Note: t.text("note")}
	if err := t.take(r, s.App.ClaimSendBack(r.Context(), v.Actor, in)); err != nil {
		return err
	}
	return s.claimDone(w, r, v, t, "claim.sent_back")
}

func (s *Server) claimRevoke(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "revoke")
	in := app.ClaimRevoke{ID: r.PathValue("id"), Version: t.version(), Reasons: t.Values["reasons"], Note: t.text("note")}
	if err := t.take(r, s.App.ClaimRevoke(r.Context(), v.Actor, in)); err != nil {
		return err
	}
	return s.claimDone(w, r, v, t, "claim.revoked")
}

func (s *Server) claimTakeBack(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "take-back")
	if err := t.take(r, s.App.ClaimTakeBack(r.Context(), v.Actor, wordOf(r, &t))); err != nil {
		return err
	}
	return s.claimDone(w, r, v, t, "claim.taken_back")
}

func (s *Server) claimDispute(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "dispute")
	if err := t.take(r, s.App.ClaimDispute(r.Context(), v.Actor, wordOf(r, &t))); err != nil {
		return err
	}
	return s.claimDone(w, r, v, t, "claim.disputed")
}

func (s *Server) claimUphold(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "uphold")
	if err := t.take(r, s.App.ClaimUphold(r.Context(), v.Actor, wordOf(r, &t))); err != nil {
		return err
	}
	return s.claimDone(w, r, v, t, "claim.upheld")
}

func wordOf(r *http.Request, t *typedForm) app.ClaimWord {
	return app.ClaimWord{ID: r.PathValue("id"), Version: t.version(), Note: t.text("note")}
}
