package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/target"
	"guatu/internal/web/ui"
)

// The breakdown of a target: units down, periods across. What is typed stands,
// what is left empty is shared out; 试算 shows how before anything is kept.

// matrixPart is that, as the page shows it.
type matrixPart struct {
	Action  string
	Version int
	Unit    string // 个, 亿元
	Columns []matrixColumn
	Rows    []matrixRow
	Whole   string
	Sum     string // of the units' parts
	SumGap  string // against the whole, "" for none
	Can     bool
	Given   bool // a part of somebody else's target
	Tried   bool
	Said    []string // what does not reconcile
	Carried []string // who carries what
	Stretch bool
	Because typedField
	NeedWhy bool
	Share   bool     // empty units share what is left
	Units   []string // of the rows, in their order
	Places  int      // decimals, for the script that counts along
}

// A matrixColumn is one period: the whole's figure, and what the units come to.
type matrixColumn struct {
	Name     string
	Field    typedField
	Shown    string
	Sum, Gap string
}

// A matrixRow is one unit.
type matrixRow struct {
	ID, Name, Href string
	Field          typedField
	Shown          string
	Cells          []matrixCell
}

// A matrixCell is one unit in one period: typed, or what follows.
type matrixCell struct {
	Field typedField
	Shown string
	Label string
}

// splitTyped is a breakdown that came back: what was typed, what it would make,
// what is wrong with it.
type splitTyped struct {
	form  typedForm
	trial *app.Breakdown
	said  []string
}

// matrixOf shows what is kept, or what was typed with what it would make.
func matrixOf(ctx context.Context, t *app.TargetRow, b *app.Breakdown, can bool, typed *splitTyped) *matrixPart {
	ind := t.Clauses[b.Clause].Indicator
	m := &matrixPart{Version: t.Version, Unit: unitText(ctx, ind), Whole: sizeText(ind, b.Whole), Can: can, Given: t.Parent != "", Stretch: t.Terms.Stretch, Places: ind.Decimals}
	shown := b
	if typed != nil {
		m.Tried, m.Said, m.Stretch = true, typed.said, typed.form.text("stretch") != ""
		m.Because = typedField{Name: "because", Value: typed.form.text("because"), Mistake: typed.form.Mistakes["because"]}
		if typed.trial != nil {
			shown = typed.trial
			m.Carried = carriedTexts(ctx, ind, typed.trial)
		}
	}
	f := matrixFill{ctx, ind, typed}
	var sum target.Value
	sums := make([]target.Value, len(b.Columns))
	for _, r := range b.Rows {
		row := f.row(r, find(shown, r.Unit), b.Columns)
		m.Rows = append(m.Rows, row)
		m.NeedWhy = m.NeedWhy || r.Target != ""
		m.Units = append(m.Units, r.Unit)
		if now := find(shown, r.Unit); now != nil && (now.Target != "" || now.Fixed || typed != nil && typed.trial != nil) {
			sum += now.Value
			for j := range now.Cells {
				sums[j] += now.Cells[j].Value
			}
		}
	}
	m.Share = !m.NeedWhy
	if typed != nil {
		m.Share = typed.form.text("share") != ""
	}
	m.Sum, m.SumGap = sizeText(ind, sum), gapText(ind, sum-b.Whole)
	for j, c := range b.Columns {
		now := c
		if j < len(shown.Columns) {
			now = shown.Columns[j]
		}
		m.Columns = append(m.Columns, matrixColumn{Name: partText(ctx, c.Period), Field: f.field("col."+c.Period.String(), c.Value, c.Fixed), Shown: sizeText(ind, now.Value), Sum: sizeText(ind, sums[j]), Gap: gapText(ind, sums[j]-now.Value)})
	}
	return m
}

func find(b *app.Breakdown, unit string) *app.BreakdownRow {
	for i := range b.Rows {
		if b.Rows[i].Unit == unit {
			return &b.Rows[i]
		}
	}
	return nil
}

func gapText(ind target.Indicator, v target.Value) string {
	if v == 0 {
		return ""
	}
	return signedText(ind, v)
}

// A matrixFill fills fields: from the form that came back, or from what is kept.
type matrixFill struct {
	ctx   context.Context
	ind   target.Indicator
	typed *splitTyped
}

func (f matrixFill) field(name string, v target.Value, fixed bool) typedField {
	t := typedField{Name: name}
	if fixed {
		t.Value = sizeText(f.ind, v)
	}
	if f.typed != nil {
		t.Value, t.Mistake = f.typed.form.text(name), f.typed.form.Mistakes[name]
	}
	return t
}

func (f matrixFill) row(kept app.BreakdownRow, now *app.BreakdownRow, columns []app.BreakdownCell) matrixRow {
	row := matrixRow{ID: kept.Unit, Name: kept.Name, Href: "/units/" + kept.Unit, Field: f.field("row."+kept.Unit, kept.Value, kept.Fixed)}
	if now != nil {
		row.Shown = sizeText(f.ind, now.Value)
	}
	for j, c := range columns {
		cell := matrixCell{Label: partText(f.ctx, c.Period)}
		name := "cell." + kept.Unit + "." + c.Period.String()
		if j < len(kept.Cells) {
			cell.Field = f.field(name, kept.Cells[j].Value, kept.Cells[j].Fixed)
		} else {
			cell.Field = f.field(name, 0, false)
		}
		if now != nil && j < len(now.Cells) {
			cell.Shown = sizeText(f.ind, now.Cells[j].Value)
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// carriedTexts are the figures that move though nobody typed them, those of whole
// units first: they are what people ask about.
func carriedTexts(ctx context.Context, ind target.Indicator, b *app.Breakdown) (list []string) {
	for _, c := range b.Carried {
		who := c.Name
		if who == "" {
			who = ui.T(ctx, "本级")
		}
		if !c.Period.IsZero() {
			who += partText(ctx, c.Period)
		}
		list = append(list, ui.T(ctx, "{who} {was} → {is}（{change}）", "who", who, "was", sizeText(ind, c.Was), "is", sizeText(ind, c.Is), "change", signedText(ind, c.Is-c.Was)))
	}
	return list
}

func (s *Server) targetSplit(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, t, err := s.chosenTarget(r, v)
	if err != nil {
		return err
	}
	if t == nil {
		return fault.New(fault.NotFound, "goal.not_found", "id", r.PathValue("id"))
	}
	typed := &splitTyped{form: typing(r, "split")}
	in := typed.read(r, page, t)
	switch {
	case typed.form.wrong():
	case typed.form.text("try") != "":
		typed.trial, err = s.App.TargetTry(r.Context(), v.Actor, in)
	default:
		err = s.App.TargetSplit(r.Context(), v.Actor, in)
	}
	if err := typed.take(r, v, err); err != nil {
		return err
	}
	if typed.form.wrong() || typed.form.text("try") != "" || len(typed.said) > 0 {
		status := http.StatusOK
		if len(typed.said) > 0 || typed.form.wrong() {
			status = http.StatusUnprocessableEntity
		}
		return s.goalShow(w, r, v, typed, status)
	}
	return s.redirect(w, r, goalURL(page.Goal.ID, "target", t.ID, "clause", clauseAt(in.Clause), "grain", string(in.Grain), "done", "target.split")+"#split")
}

// take keeps the sentences of what does not reconcile at the head of the table,
// with the unit's name where a row is meant.
func (t *splitTyped) take(r *http.Request, v *visit, err error) error {
	f, ok := fault.As(err)
	if !ok || f.Kind != fault.Invalid && f.Kind != fault.Conflict {
		return err
	}
	parts := f.Parts
	if len(parts) == 0 {
		parts = []*fault.Error{f}
	}
	for _, p := range parts {
		said := glossary.Say(lang(r.Context()), p)
		if p.Field == "because" {
			t.form.Mistakes["because"] = said
			continue
		}
		if unit, ok := p.Args["unit"].(string); ok && strings.HasPrefix(p.Code, "target.row") {
			said = v.frame.Tree.Name(unit) + ui.T(r.Context(), "：") + said
		}
		t.said = append(t.said, said)
	}
	return nil
}

// read reads the matrix. A unit that carries nothing yet and has no figure takes
// part only where the empty ones are to share.
func (t *splitTyped) read(r *http.Request, page *app.GoalPage, row *app.TargetRow) app.TargetSplit {
	q := r.URL.Query()
	in := app.TargetSplit{ID: row.ID, Version: t.form.whole(r, "version"), Clause: numberOf(q.Get("clause")), Grain: target.Grain(q.Get("grain")), Stretch: t.form.text("stretch") != "", Because: t.form.text("because")}
	if in.Clause >= len(row.Clauses) {
		in.Clause = 0
	}
	ind := row.Clauses[in.Clause].Indicator
	var periods []target.Period
	if in.Grain != "" && in.Grain != row.Span.Grain {
		periods = row.Span.Into(in.Grain)
	}
	in.Columns = t.parts(r, "col.", periods, ind)
	for _, unit := range strings.Fields(t.form.text("units")) {
		line := app.SplitRow{Unit: unit, Cells: t.parts(r, "cell."+unit+".", periods, ind)}
		if value, typed := t.form.sizedOr(r, "row."+unit, ind); typed {
			line.Value = &value
		}
		carries := slices.ContainsFunc(page.Parts, func(p app.TargetRow) bool { return p.Parent == row.ID && p.Unit == unit })
		if carries || line.Value != nil || len(line.Cells) > 0 || t.form.text("share") != "" {
			in.Rows = append(in.Rows, line)
		}
	}
	return in
}

// parts are the figures typed for periods; an empty list says that none is laid
// down.
func (t *splitTyped) parts(r *http.Request, prefix string, periods []target.Period, ind target.Indicator) []app.SplitPart {
	list := []app.SplitPart{}
	for _, p := range periods {
		if v, typed := t.form.sizedOr(r, prefix+p.String(), ind); typed {
			list = append(list, app.SplitPart{Period: p, Value: v})
		}
	}
	if len(periods) == 0 {
		return nil
	}
	return list
}
