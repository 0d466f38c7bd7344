package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// What a decision changes in months that are over: before it is taken, and for ever
// after. Each figure leads to its projects, as known then and as known now.

// An effectPanel is the counts of months that are over.
type effectPanel struct {
	Title string
	Note  string
	None  string // said when no month changes
	Table ui.TableData
	Board *ui.Link // last month's board, by recognition
}

// effectSide is what the page asks about months that are over, and how it says so.
type effectSide struct {
	ask    app.ClaimEffectAsk
	title  string
	none   string
	before bool // it is still to be decided
}

// foresee shows what deciding now would change, or what was changed; where a
// recognition can be revoked, the form for it stands below.
func (s *Server) foresee(r *http.Request, v *visit, c *app.ClaimPage, t typedForm) (*effectPanel, error) {
	side, ok := effectAsked(r, c, t)
	if !ok {
		return nil, nil
	}
	e, err := s.App.ClaimEffect(r.Context(), v.Actor, side.ask)
	if err != nil {
		return nil, err
	}
	if !side.before {
		e.Months = slices.DeleteFunc(e.Months, func(m app.EffectMonth) bool { return m.All.Known == m.All.Now })
	}
	if len(e.Months) == 0 && side.none == "" {
		return nil, nil
	}
	return effectPanelOf(r.Context(), v, side, e), nil
}

// effectAsked is what to ask for a claim as it stands and a reader as they may.
func effectAsked(r *http.Request, c *app.ClaimPage, t typedForm) (effectSide, bool) {
	ctx, side := r.Context(), effectSide{ask: app.ClaimEffectAsk{ID: c.Claim.ID}, before: true}
	switch {
	case slices.Contains(c.May, lifecycle.Revoke):
		side.ask.Revoke, side.title = true, ui.T(ctx, "撤销后往月认定数的变化")
		side.none = ui.T(ctx, "撤销不改变往月认定数。")
	case slices.Contains(c.May, lifecycle.Recognise):
		side.ask.On = c.Claim.On
		if t.Which == "recognise" && t.Mistakes["on"] == "" {
			side.ask.On = t.when(r, "on")
		}
		side.title = ui.T(ctx, "自 {day} 起认定，往月认定数的变化", "day", whenText(ctx, side.ask.On))
		side.none = ui.T(ctx, "自 {day} 起认定，不改变往月认定数。", "day", whenText(ctx, side.ask.On))
	case c.Standing.State == lifecycle.Recognised:
		side.ask.Revoke, side.before, side.title = true, false, ui.T(ctx, "往月认定数：当时所知与现在所知")
	case c.Standing.State == lifecycle.Revoked:
		side.ask.On, side.before, side.title = countedFrom(c), false, ui.T(ctx, "往月认定数：当时所知与现在所知")
	default:
		return side, false
	}
	return side, !side.ask.On.IsZero() || side.ask.Revoke
}

// countedFrom is the day a recognition counted from before it was revoked.
func countedFrom(c *app.ClaimPage) workday.When {
	for _, s := range slices.Backward(c.Claim.Steps) {
		if s.Act == lifecycle.Recognise {
			return s.On
		}
	}
	return workday.When{}
}

func effectPanelOf(ctx context.Context, v *visit, side effectSide, e *app.ClaimEffect) *effectPanel {
	p := &effectPanel{Title: side.title}
	if len(e.Months) == 0 {
		p.None = side.none
		return p
	}
	last := e.Months[len(e.Months)-1]
	p.Note = ui.T(ctx, "认定{stage}及以后阶段的项目数", "stage", stageText(ctx, e.Stage))
	p.Table = effectTable(ctx, v, side, e)
	p.Board = &ui.Link{Label: ui.T(ctx, "{month}末挂图", "month", whenText(ctx, last.Month)), Icon: "board",
		Href: address("/board", "basis", app.ByRecognition, "on", last.Month.Last().String(), "known", entryText(last.Entry))}
	return p
}

func entryText(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// effectTable is a line a month: as known then, as known now, as it will be. Those
// who see only a part of the campaign have the counts of their part.
func effectTable(ctx context.Context, v *visit, side effectSide, e *app.ClaimEffect) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "往月认定数"), Columns: []ui.Column{{Label: ui.T(ctx, "月末")}}}
	whole := v.Scope().All()
	all := ui.T(ctx, "本单位范围")
	if whole {
		all = ui.T(ctx, "全部")
	}
	t.Columns = append(t.Columns, effectColumns(ctx, all, side.before)...)
	if whole {
		t.Columns = append(t.Columns, effectColumns(ctx, e.Name, side.before)...)
	}
	var rows []ui.Row
	for _, m := range slices.Backward(e.Months) {
		row := ui.Row{Cells: append([]ui.Cell{ui.Words(whenText(ctx, m.Month))}, effectCells(ctx, side, e, effectPart{m, m.All, ""})...)}
		if whole {
			row.Cells = append(row.Cells, effectCells(ctx, side, e, effectPart{m, m.Unit, e.Unit})...)
		}
		rows = append(rows, row)
	}
	t.Groups = []ui.Group{{Rows: rows}}
	return t
}

func effectColumns(ctx context.Context, whose string, before bool) []ui.Column {
	list := []ui.Column{{Label: ui.T(ctx, "{unit} · 当时所知", "unit", whose), Num: true, Hint: ui.T(ctx, "那个月末已经录入的，即当时发布的数")},
		{Label: ui.T(ctx, "现在所知"), Num: true, Hint: ui.T(ctx, "含此后补认和撤销的")}}
	if before {
		list = append(list, ui.Column{Label: ui.T(ctx, "办理后"), Num: true})
	}
	return list
}

// An effectPart is one month's count of all, or of a unit.
type effectPart struct {
	month app.EffectMonth
	count app.EffectCount
	unit  string
}

// effectCells are the counts, each a door to its projects.
func effectCells(ctx context.Context, side effectSide, e *app.ClaimEffect, part effectPart) []ui.Cell {
	on, n := part.month.Month.Last().String(), part.count
	now := []string{"basis", app.ByRecognition, "on", on, "unit", part.unit}
	for _, s := range stagesFrom(e.Stage) {
		now = append(now, "stage", string(s))
	}
	known, as := ui.Words(itoa(n.Known)), ui.Door(itoa(n.Now), address("/projects", now...))
	if entry := part.month.Entry; entry > 0 {
		known.Href = address("/projects", append(now, "known", entryText(entry))...)
	}
	if n.Known != n.Now {
		as.Tone = "watch"
	}
	if !side.before {
		return []ui.Cell{known, as}
	}
	after := ui.Words(itoa(n.After))
	if n.After != n.Now {
		after.Tone = "late"
	}
	return []ui.Cell{known, as, after}
}

// stagesFrom are a stage and those after it, as the counts have them.
func stagesFrom(s lifecycle.Stage) []lifecycle.Stage {
	if s == lifecycle.Exited || s.Order() < 1 {
		return []lifecycle.Stage{s}
	}
	return lifecycle.Stages[s.Order()-1:]
}
