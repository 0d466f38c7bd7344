package web

import (
	"context"

	"guatu/internal/app"
	"guatu/internal/score"
	"guatu/internal/web/ui"
)

// What an edition would change, unit by unit, point by point.

// schemeTrial is the answer of a trial.
type schemeTrial struct {
	Title, Note string
	New         bool // nothing was in force: there is no old
	Lacks       []string
	Rows        []trialRow
}

// A trialRow is one unit before and after.
type trialRow struct {
	Name, Group      string
	Total, Rank      ui.Pair // Name is old, Value new
	List             ui.Pair
	Difference, Tone string
	State            string
	Changed          bool
	Points           []trialPoint
}

// A trialPoint is one indicator or grade that changes.
type trialPoint struct{ Name, Old, New, Difference string }

func trialOf(ctx context.Context, t *app.SchemeTrial) *schemeTrial {
	out := &schemeTrial{Title: ui.T(ctx, "试算：{period}", "period", whenText(ctx, t.Period)), New: t.Old == ""}
	out.Note = ui.T(ctx, "{n} 个单位有变化，没有保存", "n", t.Changed)
	if out.New {
		out.Note = ui.T(ctx, "这一期还没有版本执行，只有新结果；没有保存")
	}
	for _, l := range t.Lacks {
		out.Lacks = append(out.Lacks, ui.T(ctx, "{name}：{n} 个单位没有数据", "name", l.Name, "n", l.Units))
	}
	for _, u := range t.Units {
		out.Rows = append(out.Rows, trialRowOf(ctx, u))
	}
	return out
}

func trialRowOf(ctx context.Context, u app.TrialUnit) trialRow {
	r := trialRow{Name: u.Name, Group: u.Group, Changed: u.Changed}
	if u.Old != nil {
		r.Total.Name, r.Rank.Name, r.List.Name = u.Old.Total.String(), placeText(u.Old.Rank), onList(ctx, u.Old.List)
	}
	if u.New != nil {
		r.Total.Value, r.Rank.Value, r.List.Value = u.New.Total.String(), placeText(u.New.Rank), onList(ctx, u.New.List)
		if u.New.State != "ranked" {
			r.State = termOf(ctx, "score_state", u.New.State)
		}
	}
	switch {
	case u.Old == nil && u.New != nil:
		r.Changed = true
	case u.New == nil:
		r.State = ui.T(ctx, "不再考核")
	default:
		r.Difference, r.Tone = difference(u.Old.Total, u.New.Total)
	}
	for _, p := range u.Points {
		point := trialPoint{Name: p.Name, Old: p.Old.String(), New: p.New.String()}
		point.Difference, _ = difference(p.Old, p.New)
		switch p.Only {
		case "new":
			point.Old = ui.T(ctx, "没有这项")
		case "old":
			point.New = ui.T(ctx, "没有这项")
		}
		r.Points = append(r.Points, point)
	}
	for _, g := range u.Grades {
		r.Points = append(r.Points, trialPoint{Name: g.Name, Old: lightText(ctx, g.Old), New: lightText(ctx, g.New)})
	}
	return r
}

// difference is the points gained or lost, with its tone.
func difference(a, b score.Mark) (text, tone string) {
	switch {
	case !a.OK || !b.OK || a.Points == b.Points:
		return "", ""
	case b.Points > a.Points:
		return "+" + (b.Points - a.Points).String(), "good"
	}
	return "−" + (a.Points - b.Points).String(), "late"
}

func placeText(n int) string {
	if n == 0 {
		return "—"
	}
	return itoa(n)
}

// onList is the list a unit is on, a dash where it is on none.
func onList(ctx context.Context, name string) string {
	if name == "" || name == "none" {
		return "—"
	}
	return listText(ctx, name)
}

// lightText is a light's or class's name in words where it is one of the usual.
func lightText(ctx context.Context, name string) string {
	switch name {
	case "":
		return "—"
	case "red":
		return ui.T(ctx, "红灯")
	case "yellow":
		return ui.T(ctx, "黄灯")
	case "green":
		return ui.T(ctx, "绿灯")
	case "blue":
		return ui.T(ctx, "蓝灯")
	}
	return name
}
