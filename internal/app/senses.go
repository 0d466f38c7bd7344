package app

import (
	"cmp"
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// A SensesFilter says which projects' two senses of investment are compared, and
// which reason for a gap is looked at.
type SensesFilter struct {
	ProjectFilter
	Gap []string `json:"gap,omitempty" query:"gap" doc:"reasons for the gap"`
}

// A Gap is why the two senses of a project's year differ.
type Gap string

const (
	GapNotStored Gap = "not_stored"     // said not to be in investment statistics
	GapUnsaid    Gap = "store_unsaid"   // nobody said whether it is in
	GapNoReport  Gap = "no_statistics"  // in, and no figure of the year
	GapMonths    Gap = "other_month"    // the figures run to different months
	GapBehind    Gap = "behind"         // of one month, statistics below dispatch
	GapAhead     Gap = "ahead"          // of one month, statistics above dispatch
	GapNone      Gap = "none"           // they agree
	GapSilent    Gap = "not_dispatched" // no dispatch figure of the year
)

// Gaps are all reasons, in the order of the page.
var Gaps = []Gap{GapNotStored, GapUnsaid, GapNoReport, GapMonths, GapBehind, GapAhead, GapNone, GapSilent}

// Senses are the two senses of the year's investment side by side (调度口径,
// 统计口径; domain.md 1.3): in all, by unit, by reason, by month, by project.
type Senses struct {
	Filter  SensesFilter  `json:"-"`
	On      workday.Date  `json:"on"`
	Known   int64         `json:"known"`
	Total   SensesSum     `json:"total"`
	Units   []SensesLine  `json:"units"`
	Reasons []SensesLine  `json:"reasons"`
	Months  []SensesMonth `json:"months"`
	Rows    []SensesRow   `json:"rows"`
	Count   int           `json:"count"`
	Pages   int           `json:"pages"`
	Table   *ProjectTable `json:"-"` // the choices of the filter
}

// A SensesSum adds both senses. Gap and Share are of the projects of which both
// are known (Both of them): what one sense lacks is not a gap of the other.
type SensesSum struct {
	Count      int          `json:"count"`
	Dispatch   Sum          `json:"dispatch"`
	Statistics Sum          `json:"statistics"`
	Both       int          `json:"both"`
	Gap        money.Yuan   `json:"gap"` // dispatch less statistics
	Share      money.Points `json:"share"`
	ShareOK    bool         `json:"share_ok"`
	dispatch   money.Yuan
	statistics money.Yuan
}

// A SensesLine is a sum under a name: a unit's, or a reason's.
type SensesLine struct {
	Key  string `json:"key"`
	Name string `json:"name"`
	SensesSum
}

// A SensesMonth is the year's investment in both senses as it stood at the end of
// a month.
type SensesMonth struct {
	Month workday.When `json:"month"`
	SensesSum
}

// A SensesRow is one project with the reason for its gap.
type SensesRow struct {
	Row    *ProjectRow `json:"row"`
	Reason Gap         `json:"reason"`
	Gap    money.Opt   `json:"gap,omitzero"` // where both are known
}

// Senses compares them for the projects of a filter the actor sees.
func (a *App) Senses(ctx context.Context, who access.Actor, f SensesFilter) (*Senses, error) {
	for _, gap := range f.Gap {
		if !slices.Contains(Gaps, Gap(gap)) {
			return nil, fault.New(fault.Invalid, "filter.gap", "gap", gap).At("gap")
		}
	}
	fig, rows, err := a.choose(ctx, who, f.ProjectFilter)
	if err != nil {
		return nil, err
	}
	f.Size, f.Page = cmp.Or(f.Size, pageSize), max(1, f.Page)
	s := &Senses{Filter: f, On: fig.on, Known: fig.facts.n}
	list := make([]SensesRow, len(rows))
	for i, r := range rows {
		list[i] = sensesRow(r)
	}
	s.Reasons = sensesLines(list, func(r SensesRow) (string, string) { return string(r.Reason), string(r.Reason) })
	slices.SortFunc(s.Reasons, func(a, b SensesLine) int {
		return slices.Index(Gaps, Gap(a.Key)) - slices.Index(Gaps, Gap(b.Key))
	})
	if len(f.Gap) > 0 {
		list = slices.DeleteFunc(list, func(r SensesRow) bool { return !slices.Contains(f.Gap, string(r.Reason)) })
	}
	s.Units = sensesLines(list, func(r SensesRow) (string, string) { return r.Row.Project.Unit, r.Row.Unit })
	for _, r := range list {
		s.Total.add(r.Row)
	}
	s.Total.close()
	s.Months = sensesMonths(list, fig)
	s.page(list)
	open := f.ProjectFilter
	open.Page, open.Size = 0, 1
	s.Table, err = a.Projects(ctx, who, open)
	return s, err
}

// page puts the widest gaps first and cuts the page.
func (s *Senses) page(list []SensesRow) {
	slices.SortStableFunc(list, func(a, b SensesRow) int { return cmp.Compare(b.weight(), a.weight()) })
	s.Count = len(list)
	s.Pages = max(1, (len(list)+s.Filter.Size-1)/s.Filter.Size)
	from := min((s.Filter.Page-1)*s.Filter.Size, len(list))
	s.Rows = list[from:min(from+s.Filter.Size, len(list))]
}

// weight is how wide the gap is; where one sense is missing, what the other has.
func (r SensesRow) weight() money.Yuan {
	if r.Gap.OK {
		return max(r.Gap.Yuan, -r.Gap.Yuan)
	}
	return max(r.Row.Progress.Done.Or(0), r.Row.Statistics.Done.Or(0))
}

// sensesRow finds the reason of one project.
func sensesRow(r *ProjectRow) SensesRow {
	d, s := r.Progress, r.Statistics
	row := SensesRow{Row: r}
	if d.Done.OK && s.Done.OK {
		row.Gap = money.Some(d.Done.Yuan - s.Done.Yuan)
	}
	switch {
	case !d.Done.OK:
		row.Reason = GapSilent
	case s.Done.OK && d.Done.Yuan == s.Done.Yuan:
		row.Reason = GapNone
	case s.Done.OK && d.Month != s.Month:
		row.Reason = GapMonths
	case s.Done.OK && s.Done.Yuan > d.Done.Yuan:
		row.Reason = GapAhead
	case s.Done.OK:
		row.Reason = GapBehind
	case r.Project.Store == lifecycle.StoreYes:
		row.Reason = GapNoReport
	case r.Project.Store == lifecycle.StoreNo:
		row.Reason = GapNotStored
	default:
		row.Reason = GapUnsaid
	}
	return row
}

func (s *SensesSum) add(r *ProjectRow) { s.addTwo(r.Progress.Done, r.Statistics.Done) }

func (s *SensesSum) addTwo(dispatch, statistics money.Opt) {
	s.Count++
	s.Dispatch.add(dispatch)
	s.Statistics.add(statistics)
	if dispatch.OK && statistics.OK {
		s.Both++
		s.dispatch += dispatch.Yuan
		s.statistics += statistics.Yuan
	}
}

func (s *SensesSum) close() {
	s.Gap = s.dispatch - s.statistics
	s.Share, s.ShareOK = money.Ratio(s.statistics, s.dispatch)
}

// sensesLines adds rows up by a key, in the order the keys are met.
func sensesLines(list []SensesRow, by func(SensesRow) (key, name string)) []SensesLine {
	at, lines := map[string]int{}, []SensesLine{}
	for _, r := range list {
		key, name := by(r)
		i, ok := at[key]
		if !ok {
			i, at[key] = len(lines), len(lines)
			lines = append(lines, SensesLine{Key: key, Name: name})
		}
		lines[i].add(r.Row)
	}
	for i := range lines {
		lines[i].close()
	}
	return lines
}

// sensesMonths is the year so far, each month as it stood at its end.
func sensesMonths(list []SensesRow, fig *figured) []SensesMonth {
	year, last, _ := fig.on.Civil()
	months := make([]SensesMonth, 0, last)
	for n := range last {
		m := SensesMonth{Month: workday.InMonth(year, n+1)}
		by := min(m.Month.Last(), fig.on)
		for _, r := range list {
			d := r.Row.dossier
			m.addTwo(target.Of(d.project, d.figures, lifecycle.Dispatch, by, fig.set.Curve).Done,
				target.Of(d.project, d.figures, lifecycle.Statistics, by, fig.set.Curve).Done)
		}
		m.close()
		months = append(months, m)
	}
	return months
}
