package web

import (
	"context"
	"net/url"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/signal"
	"guatu/internal/web/ui"
)

// Lists of projects with their lights, and the addresses figures lead to.

// A litRow is a project as a list of lights names it.
type litRow struct {
	Light      signal.Light
	Name, Href string
	Note       string // unit · stage
}

// litOf is a project with its reasons; on carries the day into its link.
func litOf(ctx context.Context, r *app.ProjectRow, on string) lit {
	l := lit{Row: litRow{Light: r.State.Light, Name: r.Project.Name, Href: projectURL(r.Project.ID, on)}, Why: becauseOf(ctx, r.State.Reasons)}
	l.Row.Note = r.Unit + " · " + stageText(ctx, r.Stage)
	if r.Progress.Plan.OK {
		l.Row.Note += " · " + ui.T(ctx, "年度计划 {plan} 亿元", "plan", yi(r.Progress.Plan))
	}
	return l
}

func litsOf(ctx context.Context, rows []*app.ProjectRow, on string) []lit {
	list := make([]lit, len(rows))
	for i, r := range rows {
		list[i] = litOf(ctx, r, on)
	}
	return list
}

// movesOf says of each project that changed what it was.
func movesOf(ctx context.Context, moves []app.Move, on string) []lit {
	list := make([]lit, len(moves))
	for i, m := range moves {
		list[i] = litOf(ctx, m.Row, on)
		list[i].Why, list[i].Right = nil, moveText(ctx, m)
	}
	return list
}

// moveText is what changed: 正常 → 滞后, 立项 → 开工.
func moveText(ctx context.Context, m app.Move) string {
	if m.New {
		return ui.T(ctx, "新增")
	}
	text := ""
	if m.WasLight != m.Row.State.Light {
		text = ui.LightWord(ctx, m.WasLight) + " → " + ui.LightWord(ctx, m.Row.State.Light)
	}
	if m.WasStage != m.Row.Stage {
		if text != "" {
			text += "　"
		}
		text += stageText(ctx, m.WasStage) + " → " + stageText(ctx, m.Row.Stage)
	}
	return text
}

// projectURL is a project's page; on is the day looked at, "" today.
func projectURL(id, on string) string { return address("/projects/"+url.PathEscape(id), "on", on) }

// address is a path of ours with parameters; empty ones are left out.
func address(path string, pairs ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Add(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// lackTexts are the fields a step lacks, in words.
func lackTexts(ctx context.Context, s lifecycle.Step) []string {
	out := make([]string, len(s.Missing))
	for i, field := range s.Missing {
		out[i] = lackText(ctx, field, s.Stage)
	}
	if n := len(s.Evidence); n > 0 {
		out = append(out, ui.T(ctx, "{n} 种佐证材料", "n", n))
	}
	return out
}

// lackText is one lacking field: fields have their labels, the date is the step's.
func lackText(ctx context.Context, field string, stage lifecycle.Stage) string {
	switch field {
	case "planned_date":
		return ui.T(ctx, "计划{stage}时间", "stage", stageText(ctx, stage))
	case "plan":
		return termOf(ctx, "plan", "plan")
	}
	return termOf(ctx, "field", field)
}
