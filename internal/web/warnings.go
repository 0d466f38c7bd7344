package web

import (
	"context"
	"net/http"
	"net/url"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/score"
	"guatu/internal/web/ui"
)

// 督办单: units that have to mend something, the highest first.

// warningsPage is the list.
type warningsPage struct {
	Frame   ui.FrameData
	Done    string
	Tabs    []ui.Link
	Figures []ui.Figure
	Table   ui.TableData
	Count   int
	Can     bool
}

func (s *Server) warningRoutes() []route {
	const look, keep = access.ReadPublication, access.KeepWarning
	return []route{
		{method: "GET", path: "/warnings", handle: s.warnings, action: look},
		{method: "GET", path: "/warnings/new", handle: s.warningNew, action: keep},
		{method: "POST", path: "/warnings/new", handle: s.warningIssue, action: keep},
		{method: "GET", path: "/warnings/{id}", handle: s.warning, action: look},
		{method: "GET", path: "/warnings/{id}/paper", handle: s.warningPaper, action: look},
		{method: "POST", path: "/warnings/{id}/plan", handle: s.warningAnswer, action: access.AnswerWarning},
		{method: "POST", path: "/warnings/{id}/decide", handle: s.warningDecide, action: keep},
	}
}

func warningURL(id string, pairs ...string) string {
	return address("/warnings/"+url.PathEscape(id), pairs...)
}

func (s *Server) warnings(w http.ResponseWriter, r *http.Request, v *visit) error {
	m, err := momentAsked(r)
	if err != nil {
		return err
	}
	list, err := s.App.Warnings(r.Context(), v.Actor, m)
	if err != nil {
		return err
	}
	ctx, on := r.Context(), onText(m)
	p := warningsPage{Frame: s.scoreFrame(r, v, m, list.Known, ui.T(ctx, "督办单")), Done: r.URL.Query().Get("done"), Tabs: scoreTabs(ctx, v, on, "/warnings"), Count: len(list.Rows), Can: v.Can(access.KeepWarning)}
	p.Frame.Actions = warningsButtons(p.Can && on == "")
	p.Figures, p.Table = warningFigures(ctx, list.Rows), warningTable(ctx, list.Rows, on)
	return render(w, r, http.StatusOK, warningsView(p))
}

// warningFigures count what is still to be mended, by whose move it is.
func warningFigures(ctx context.Context, rows []app.WarningRow) (list []ui.Figure) {
	n := map[score.WarningState]int{}
	late := 0
	for _, row := range rows {
		n[row.Standing.State]++
		if row.Standing.Late {
			late++
		}
	}
	for _, state := range []score.WarningState{score.WarningWaits, score.WarningJudged, score.WarningMending, score.WarningLifted} {
		list = append(list, ui.Figure{Label: termOf(ctx, "warning.state", string(state)), Value: itoa(n[state])})
	}
	list[0].Late = n[score.WarningWaits] > 0
	if late > 0 {
		list[0].ChangeNote = ui.T(ctx, "其中最高级逾期 {n} 份", "n", late)
	}
	return list
}

func warningTable(ctx context.Context, rows []app.WarningRow, on string) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "督办单"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "单位")}, {Label: ui.T(ctx, "等级")}, {Label: ui.T(ctx, "整改事项")}, {Label: ui.T(ctx, "状态")}, {Label: ui.T(ctx, "期限")}, {Label: ui.T(ctx, "发出")}}}
	group := ui.Group{}
	for _, row := range rows {
		href := warningURL(row.Warning.ID, "on", on)
		first := row.Warning.Steps[0]
		cause := ui.Cell{Text: row.Warning.Cause, Tone: "wrap"}
		if row.Title != "" && row.Title != row.Warning.Cause {
			cause.Note = row.Title
		}
		group.Rows = append(group.Rows, ui.Row{Href: href, Cells: []ui.Cell{ui.Door(row.UnitName, href), ui.Show(rungMark(row.Standing)), cause,
			ui.Show(warningPill(row.Standing.State, row.Mine)), warningDue(ctx, row), {Text: first.Day.String(), Note: row.Issuer}}})
	}
	t.Groups = []ui.Group{group}
	return t
}

// warningDue is the day it climbs with the working days left, or that it is late.
func warningDue(ctx context.Context, row app.WarningRow) ui.Cell {
	now := row.Standing
	switch {
	case now.State == score.WarningLifted || now.Due.IsZero():
		return ui.Missing()
	case now.State == score.WarningJudged:
		return ui.Cell{Text: now.Due.String(), Note: ui.T(ctx, "整改完成日期")}
	}
	words, tone := workdaysText(ctx, row.Workdays)
	return ui.Cell{Text: now.Due.String(), Note: words, Tone: tone}
}

// warningTone is how urgent a state looks.
func warningTone(state score.WarningState, mine bool) string {
	switch {
	case mine:
		return "soon"
	case state == score.WarningWaits:
		return "late"
	}
	return ""
}
