package web

import (
	"context"
	"net/http"
	"slices"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// Pauses on a project's page: those there were, and the forms to ask for one,
// answer, renew, resume.

// pausePart is the panel.
type pausePart struct {
	ID     string
	Note   string
	Ledger bool // a ledger says 暂停 and nobody granted it
	Cards  []pauseCard
	Ask    []ui.FieldData
}

// A pauseCard is one pause with what was done about it and what can be.
type pauseCard struct {
	At                           string
	Title                        string
	State                        ui.Cell
	Left                         ui.Cell
	Facts                        []ui.Fact
	Steps                        []ui.Moment
	Grant, Refuse, Renew, Resume []ui.FieldData
}

func pausePartOf(ctx context.Context, v *visit, page *app.ProjectPage, set *ruleset.Set, typed typedForm) *pausePart {
	p := &pausePart{ID: page.Project.ID, Ledger: page.LedgerPause(), Note: ui.T(ctx, "一次最长 {term} 个月，连同续期最长 {longest} 个月；到期自动恢复", "term", set.Pauses.TermMonths, "longest", set.Pauses.LongestMonth)}
	today := page.On == v.frame.Today
	busy := false
	for i := range page.Pauses {
		row := &page.Pauses[i]
		p.Cards = append(p.Cards, pauseCardOf(ctx, v, row, today, typed))
		busy = busy || row.Waits || row.State == lifecycle.PauseHolds || row.State == lifecycle.PauseAhead
	}
	if today && v.Can(access.AskPause) && !busy {
		p.Ask = pauseFields(ctx, set, page.On, typed)
	}
	return p
}

// pauseFields ask for a pause.
func pauseFields(ctx context.Context, set *ruleset.Set, today workday.Date, typed typedForm) []ui.FieldData {
	field := func(name, label, was string) ui.FieldData {
		value, mistake := typed.known("pause", name, was)
		return ui.FieldData{Name: name, Label: label, Value: value, Mistake: mistake, Must: true}
	}
	reason := field("reason", term(ctx, "form.reason"), "")
	reason.Options = []ui.Option{{Value: "", Label: ui.T(ctx, "请选择")}}
	for _, r := range set.Pauses.Reasons {
		reason.Options = append(reason.Options, ui.Option{Value: r.Code, Label: r.Name, Chosen: r.Code == reason.Value})
	}
	conditions := field("conditions", term(ctx, "form.conditions"), "")
	conditions.Wide, conditions.Hint = true, ui.T(ctx, "什么办成了就恢复，如“用地批复到位”")
	from, until := field("from", ui.T(ctx, "起"), today.String()), field("until", ui.T(ctx, "止"), "")
	from.Type, until.Type = "date", "date"
	until.Hint = ui.T(ctx, "最晚 {last}", "last", set.Pauses.TermEnd(today).String())
	note := field("note", ui.T(ctx, "说明"), "")
	note.Must, note.Wide, note.Lines = false, true, 2
	return []ui.FieldData{reason, from, until, conditions, note}
}

func pauseCardOf(ctx context.Context, v *visit, row *app.PauseRow, today bool, typed typedForm) pauseCard {
	c := pauseCard{At: "/projects/" + row.Project + "/pauses/" + row.ID, Title: ui.T(ctx, "{reason}　{from} 至 {until}", "reason", row.ReasonName, "from", row.From.String(), "until", row.Until.String()),
		State: pauseState(ctx, row), Left: pauseLeft(ctx, row), Facts: []ui.Fact{{Label: term(ctx, "form.conditions"), Value: ui.Words(row.Conditions), Wide: true}}}
	for _, s := range slices.Backward(row.Steps) {
		m := ui.Moment{Day: s.Day.String(), Who: personOf(v, s.Name, s.Unit), What: pauseActs(ctx)[s.Act], Why: s.Note}
		if s.Until > 0 {
			m.What += ui.T(ctx, "，到 {until}", "until", s.Until.String())
		}
		c.Steps = append(c.Steps, m)
	}
	if !today {
		return c
	}
	note, wrongNote := typed.known("pausing", "note", "")
	until, wrongUntil := typed.known("pausing", "until", "")
	remark := ui.FieldData{Name: "note", Label: term(ctx, "form.note"), Value: note, Mistake: wrongNote, Lines: 2, Wide: true}
	end := ui.FieldData{Name: "until", Label: ui.T(ctx, "止"), Type: "date", Value: until, Mistake: wrongUntil}
	if row.MayDecide {
		granted := end
		granted.Hint = ui.T(ctx, "空为按申请的 {until}；可以批得短一些", "until", row.Waiting.Until.String())
		c.Grant, c.Refuse = []ui.FieldData{granted, remark}, []ui.FieldData{remark}
	}
	if row.MayAsk && !row.Waits && row.State == lifecycle.PauseHolds {
		renewed := end
		renewed.Must = true
		c.Renew = []ui.FieldData{renewed, remark}
	}
	if row.MayAsk {
		c.Resume = []ui.FieldData{remark}
	}
	return c
}

func pauseActs(ctx context.Context) map[lifecycle.PauseAct]string {
	return map[lifecycle.PauseAct]string{lifecycle.AskPause: ui.T(ctx, "申请暂停"), lifecycle.GrantPause: ui.T(ctx, "同意"), lifecycle.RefusePause: ui.T(ctx, "不同意"),
		lifecycle.AskRenewal: ui.T(ctx, "申请续期"), lifecycle.RenewPause: ui.T(ctx, "同意续期"), lifecycle.Resume: ui.T(ctx, "恢复")}
}

func (s *Server) pauseAsk(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "pause")
	in := app.PauseAsk{Project: r.PathValue("id"), Reason: t.text("reason"), Conditions: t.text("conditions"), From: t.day(r, "from"), Until: t.day(r, "until"), Note: t.text("note")}
	if !t.wrong() {
		_, err := s.App.PauseAsk(r.Context(), v.Actor, in)
		if err := t.take(r, err); err != nil {
			return err
		}
	}
	return s.projectDone(w, r, v, projectTyped{Tab: tabNodes, Form: t})
}

// onPause ends the forms of one pause.
func (s *Server) onPause(w http.ResponseWriter, r *http.Request, v *visit, do func(pause string, until workday.Date, note string) error) error {
	t := typing(r, "pausing")
	until := t.day(r, "until")
	if !t.wrong() {
		if err := t.take(r, do(r.PathValue("pause"), until, t.text("note"))); err != nil {
			return err
		}
	}
	return s.projectDone(w, r, v, projectTyped{Tab: tabNodes, Form: t})
}

func (s *Server) pauseGrant(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.onPause(w, r, v, func(pause string, until workday.Date, note string) error {
		return s.App.PauseGrant(r.Context(), v.Actor, app.PauseGrant{Pause: pause, Until: until, Note: note})
	})
}

func (s *Server) pauseRefuse(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.onPause(w, r, v, func(pause string, _ workday.Date, note string) error {
		return s.App.PauseRefuse(r.Context(), v.Actor, app.PauseRefuse{Pause: pause, Note: note})
	})
}

func (s *Server) pauseRenew(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.onPause(w, r, v, func(pause string, until workday.Date, note string) error {
		return s.App.PauseRenew(r.Context(), v.Actor, app.PauseRenew{Pause: pause, Until: until, Note: note})
	})
}

func (s *Server) pauseResume(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.onPause(w, r, v, func(pause string, until workday.Date, note string) error {
		return s.App.PauseResume(r.Context(), v.Actor, app.PauseResume{Pause: pause, Until: until, Note: note})
	})
}

// pauseMistaken tells that the form came back.
func pauseMistaken(fields []ui.FieldData) bool {
	return slices.ContainsFunc(fields, func(f ui.FieldData) bool { return f.Mistake != "" })
}
