package web

import (
	"context"
	"net/http"

	"guatu/internal/app"
	"guatu/internal/signal"
	"guatu/internal/target"
	"guatu/internal/web/ui"
)

// 以旬保月、以月保季、以季保年: every unit against every target in the ten days, the
// month, the quarter and the year of the day.

// pacesPage is that.
type pacesPage struct {
	Frame   ui.FrameData
	Tabs    []ui.Link
	By      []ui.Link
	Fields  []ui.FieldData
	Periods []pacePeriod
	Goals   []paceGoal
}

// A pacePeriod is the head of one period.
type pacePeriod struct{ Name, Days string }

// A paceGoal is one indicator of one goal with its units.
type paceGoal struct {
	Name, Href, Indicator, Unit string
	Rows                        []paceLine
}

// A paceLine is one unit.
type paceLine struct {
	Name, Href string
	Own        bool
	Light      signal.Light
	Cells      []paceCell
	Pace       ui.Cell
	Rest       string
}

// A paceCell is one period of one unit.
type paceCell struct {
	None             bool
	Done, Part, Need string
	Tone, Title      string
	Light            signal.Light
	Bar              string
}

func (s *Server) paces(w http.ResponseWriter, r *http.Request, v *visit) error {
	m, err := momentAsked(r)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	f := app.PaceFilter{Moment: m, Unit: q.Get("unit"), Goal: q.Get("goal"), By: target.Grain(q.Get("by"))}
	page, err := s.App.Paces(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	ctx := r.Context()
	p := pacesPage{Frame: s.chainFrame(r, v, m, page.Known), Tabs: goalTabs(ctx, onText(m), "/paces")}
	p.Frame.Title, p.Frame.Note = ui.T(ctx, "以旬保月、以月保季、以季保年"), page.Name
	p.By = []ui.Link{{Label: ui.T(ctx, "按旬"), Href: here(ctx, "by", ""), Current: f.By != target.Week}, {Label: ui.T(ctx, "按周"), Href: here(ctx, "by", "week"), Current: f.By == target.Week}}
	p.Fields = []ui.FieldData{{Name: "unit", Label: ui.T(ctx, "单位"), Value: page.Unit, Options: unitOptions(v, page.Unit)}}
	for _, period := range page.Periods {
		left := max(0, int(period.Last-page.On))
		p.Periods = append(p.Periods, pacePeriod{partText(ctx, period), ui.T(ctx, "余 {n} 天", "n", left)})
	}
	for _, row := range page.Rows {
		p.add(ctx, row, onText(m))
	}
	return render(w, r, http.StatusOK, pacesView(p))
}

// add lays a row under its goal and indicator; rows come goal by goal.
func (p *pacesPage) add(ctx context.Context, row app.PaceRow, on string) {
	name := goalName(ctx, row.Goal)
	if row.Digit != "" {
		name += " · " + row.Digit
	}
	indicator := row.Whole.Indicator.Name
	at := -1
	for i, g := range p.Goals {
		if g.Name == name && g.Indicator == indicator {
			at = i
		}
	}
	if at < 0 {
		p.Goals = append(p.Goals, paceGoal{Name: name, Href: goalURL(row.Goal.ID, "on", on), Indicator: indicator, Unit: unitText(ctx, row.Whole.Indicator)})
		at = len(p.Goals) - 1
	}
	l := paceLine{Name: row.Name, Own: row.Own, Href: goalURL(row.Goal.ID, "on", on, "target", row.Target), Light: row.Whole.Light, Pace: paceText(ctx, row.Whole), Rest: restText(ctx, row.Whole)}
	for _, c := range row.Cells {
		l.Cells = append(l.Cells, paceCellOf(ctx, c))
	}
	p.Goals[at].Rows = append(p.Goals[at].Rows, l)
}

func paceCellOf(ctx context.Context, c app.ClauseRow) paceCell {
	s := c.Standing
	if c.Clause.Indicator == "" {
		return paceCell{None: true}
	}
	cell := paceCell{Done: blank, Part: sizeText(c.Indicator, s.Part), Light: c.Light, Bar: standingBar(ctx, c), Title: standingWhy(ctx, c)}
	if s.Known {
		cell.Done = sizeText(c.Indicator, s.Value)
	}
	if s.CatchUp > 0 {
		cell.Need = ui.T(ctx, "还需 {n}", "n", sizeText(c.Indicator, s.CatchUp))
	} else if s.Known {
		cell.Need = ui.T(ctx, "已保住")
	}
	if s.CatchUp > 0 && (s.State == target.Lagging || s.State == target.Missed) {
		cell.Tone = map[bool]string{true: "late", false: "watch"}[c.Light == "behind"]
	}
	return cell
}

// restText is what the rest of the whole period has to bring, by month and by ten
// days.
func restText(ctx context.Context, c app.ClauseRow) string {
	s := c.Standing
	if s.Left == 0 || s.Days == 0 || !s.Known || c.Clause.Op == target.AtMost {
		return ""
	}
	if s.Months > 1 {
		return ui.T(ctx, "余 {months} 个月，每月至少 {n}", "months", s.Months, "n", sizeText(c.Indicator, s.PerMonth))
	}
	return ui.T(ctx, "余 {tens} 旬，每旬至少 {n}", "tens", s.Tens, "n", sizeText(c.Indicator, s.PerTen))
}
