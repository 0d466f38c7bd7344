package app

import (
	"cmp"
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/formula"
	"guatu/internal/indicator"
	"guatu/internal/money"
	"guatu/internal/workday"
)

// An IndicatorRecordsFilter names one value: an indicator of a unit over a period.
type IndicatorRecordsFilter struct {
	Moment
	Code   string           `json:"code" query:"code" required:"true" doc:"the indicator's code or name"`
	Unit   string           `json:"unit,omitempty" query:"unit"`
	Period indicator.Period `json:"period,omitempty" query:"period" enum:"day,ten_days,month,quarter,half,year" doc:"empty = month"`
	Page   int              `json:"page,omitempty" query:"page" minimum:"0"`
	Size   int              `json:"size,omitempty" query:"size" minimum:"0" maximum:"500"`
}

// IndicatorRecords is one value opened: the rule it follows, the formula with its
// values, the records behind it.
type IndicatorRecords struct {
	Filter IndicatorRecordsFilter `json:"-"`
	On     workday.Date           `json:"on"`
	Known  int64                  `json:"known"`
	Set    string                 `json:"ruleset"`
	Unit   access.Unit            `json:"unit"`
	Column IndicatorColumn        `json:"indicator"`
	Value  IndicatorValue         `json:"value"`
	Span   indicator.Span         `json:"span"`
	Days   indicator.Span         `json:"days"` // the days it is about; from nothing: ever since

	Formula string          `json:"formula,omitempty"`
	Put     string          `json:"put,omitempty"` // with its values put in
	Parts   []IndicatorPart `json:"parts,omitempty"`
	Missing []string        `json:"missing_names,omitempty"` // names in the formula that nobody reported

	Records []IndicatorRecord   `json:"records"`
	Count   int                 `json:"count"`
	Pages   int                 `json:"pages"`
	Given   []indicator.Reading `json:"readings,omitempty"` // of an outside indicator, by period
}

// An IndicatorPart is one name in the formula.
type IndicatorPart struct {
	Code  string         `json:"code"`
	Name  string         `json:"name"` // with 上年同期 or 上期 where the formula says so
	Span  indicator.Span `json:"span"`
	Value IndicatorValue `json:"value"`

	Decimals int `json:"-"`
}

// An IndicatorRecord is one project behind a base indicator: what it adds, on which
// days. Share is the part of it that counts for the unit, in hundredths of a per
// cent, where it lies in a joint park.
type IndicatorRecord struct {
	Row   *ProjectRow    `json:"row"`
	Days  []workday.Date `json:"days"`
	Value *string        `json:"value"` // null: it should have given one and did not
	Share int            `json:"share"`
	sum   int64
}

// IndicatorRecords opens a value.
func (a *App) IndicatorRecords(ctx context.Context, who access.Actor, f IndicatorRecordsFilter) (*IndicatorRecords, error) {
	if err := may(who, access.ReadProjects); err != nil {
		return nil, err
	}
	table := IndicatorFilter{Moment: f.Moment, Unit: f.Unit, Period: f.Period, Codes: []string{f.Code}}
	if err := table.tidy(); err != nil {
		return nil, err
	}
	m, fig, err := a.measured(ctx, who, f.Moment)
	if err != nil {
		return nil, err
	}
	columns, err := table.columns(m.set.Indicators)
	if err != nil {
		return nil, err
	}
	f.Period, f.Page, f.Size = table.Period, max(1, f.Page), cmp.Or(f.Size, pageSize)
	out := &IndicatorRecords{Filter: f, On: fig.on, Known: fig.facts.n, Set: fig.set.ID, Column: columns[0], Span: f.Period.UpTo(fig.on), Records: []IndicatorRecord{}}
	if out.Unit, err = unitSeen(who, fig.facts.tree, f.Unit); err != nil {
		return nil, err
	}
	out.explain(m)
	switch d := out.Column.Definition; {
	case d.Base != nil:
		out.open(m, fig, who)
	case d.Outside != nil:
		out.Given = givenOf(m.facts, out.Unit.ID, d.Code)
	}
	return out, nil
}

// explain puts the rule and the formula in.
func (r *IndicatorRecords) explain(m *measured) {
	e := m.reckon(r.Filter.Period).Explain(r.Column.at, m.roll.Place(r.Unit.ID), r.Span)
	r.Value, r.Days = valueOf(r.Column.Definition, e.Value), e.From
	r.Formula, r.Put, r.Missing = e.Text, e.Put, e.Missing
	list := m.set.Indicators.Definitions()
	for _, p := range e.Parts {
		d := &list[p.Definition]
		r.Parts = append(r.Parts, IndicatorPart{Code: d.Code, Name: p.When.Prefix() + d.Name, Span: d.Days(p.Span), Value: valueOf(d, p.Value), Decimals: d.Decimals})
	}
}

// open finds the projects behind a base indicator, the most first. Whoever sees a
// unit sees what lies below it; the scope is asked of each all the same.
func (r *IndicatorRecords) open(m *measured, fig *figured, who access.Actor) {
	below := fig.facts.tree.Below(r.Unit.ID)
	reader, column := m.set.Indicators.Plan().Reader(), m.set.Indicators.Column(r.Column.at)
	decimals := r.Column.Definition.Places()
	var changes []indicator.Change
	for i, d := range fig.facts.dossiers {
		if !below[d.project.Unit] || !who.Scope().Sees(fig.rows[i].Subject()) {
			continue
		}
		changes = reader.Of(factOf(d, m.set), column, changes[:0])
		if rec, ok := recordOf(changes, r.Days, decimals); ok {
			rec.Row, rec.Share = fig.rows[i], fig.facts.tree.ShareOf(d.project.Unit, r.Unit.ID)
			r.Records = append(r.Records, rec)
		}
	}
	slices.SortStableFunc(r.Records, func(a, b IndicatorRecord) int { return -cmp.Compare(max(a.sum, -a.sum), max(b.sum, -b.sum)) })
	r.Count = len(r.Records)
	r.Pages = max(1, (r.Count+r.Filter.Size-1)/r.Filter.Size)
	from := min((r.Filter.Page-1)*r.Filter.Size, r.Count)
	r.Records = r.Records[from:min(from+r.Filter.Size, r.Count)]
}

// recordOf adds up what one project does within the days.
func recordOf(changes []indicator.Change, days indicator.Span, decimals int) (rec IndicatorRecord, any bool) {
	var facts, lacks int32
	for _, c := range changes {
		if c.Day > days.To || c.Day < days.From {
			continue
		}
		rec.sum += c.Amount
		facts, lacks = facts+c.Facts, lacks+c.Lacks
		if c.Day > 0 {
			rec.Days = append(rec.Days, c.Day)
		}
	}
	if facts > 0 || rec.sum != 0 {
		text := formula.Fixed(rec.sum, decimals).Text(4)
		rec.Value = &text
	}
	return rec, facts != 0 || lacks != 0 || rec.sum != 0
}

// givenOf are the readings of a unit's indicator, the latest period first.
func givenOf(f *facts, unit, code string) []indicator.Reading {
	var list []indicator.Reading
	for k, r := range f.readings.by {
		if k.unit == unit && k.indicator == code {
			list = append(list, *r)
		}
	}
	slices.SortFunc(list, func(a, b indicator.Reading) int { return -a.Period.Compare(b.Period) })
	return list
}

// sharePoints is a share as points: 6000 is 60.00 per cent.
func (r IndicatorRecord) SharePoints() money.Points { return money.Points(r.Share) }
