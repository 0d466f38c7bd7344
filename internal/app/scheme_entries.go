package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/formula"
	"guatu/internal/score"
	"guatu/internal/workday"
)

// An EntriesFilter says what of which scheme and period is to be typed in.
type EntriesFilter struct {
	Moment
	Scheme string       `json:"-" path:"id"`
	Period workday.When `json:"period,omitzero" query:"period" doc:"2026-10, 2026-Q3, 2026-H1, 2026; empty = the last whole one"`
}

// An EntrySheet is the grid of what is typed in for one period (考核填报): units by
// names. What no indicator gives stands here and nowhere else.
type EntrySheet struct {
	On      workday.Date  `json:"on"`
	Known   int64         `json:"known"`
	Scheme  SchemeHead    `json:"scheme"`
	Period  workday.When  `json:"period"`
	Edition workday.Date  `json:"edition"`
	Columns []EntryColumn `json:"columns"`
	Rows    []EntryRow    `json:"rows"`
	Owed    int           `json:"owed"` // values that nobody reported yet
	May     bool          `json:"may"`  // the reader may type in
}

// An EntryColumn is one name to be typed in.
type EntryColumn struct {
	Name    string        `json:"name"`
	Type    formula.Type  `json:"type"`
	Choices []string      `json:"choices,omitempty"`
	Fields  []EntryColumn `json:"fields,omitempty"` // of records
	Missing int           `json:"missing"`          // units without it
}

// An EntryRow is one unit's; values and tables stand as the columns do, null where
// nobody reported.
type EntryRow struct {
	Unit    string              `json:"unit"`
	Name    string              `json:"unit_name"`
	Group   string              `json:"group,omitempty"`
	Entry   string              `json:"entry,omitempty"`
	Version int                 `json:"version,omitempty"`
	Values  []*score.EntryValue `json:"values"`
	Tables  []*score.EntryTable `json:"tables"`
	Owed    int                 `json:"owed"`
}

// Entries lays the grid out, for the units the reader sees.
func (a *App) Entries(ctx context.Context, who access.Actor, f EntriesFilter) (*EntrySheet, error) {
	if err := may(who, access.ReadScheme); err != nil {
		return nil, err
	}
	s, err := a.assessor(ctx, who, f.Moment)
	if err != nil {
		return nil, err
	}
	scheme, err := s.schemeSeen(f.Scheme, who)
	if err != nil {
		return nil, err
	}
	if f.Period.IsZero() {
		f.Period = scheme.PeriodOf(s.on)
	}
	return s.entrySheet(scheme, f.Period, who)
}

func (s *assessor) entrySheet(scheme *score.Scheme, period workday.When, who access.Actor) (*EntrySheet, error) {
	desk, err := s.entryDesk(scheme, period)
	if err != nil {
		return nil, err
	}
	sheet := &EntrySheet{On: s.on, Known: s.facts.n, Scheme: s.facts.head(scheme), Period: period, Edition: desk.edition.From,
		Columns: []EntryColumn{}, Rows: []EntryRow{}, May: who.Can(access.GiveEntry)}
	for _, d := range desk.typed {
		sheet.Columns = append(sheet.Columns, entryColumn(d))
	}
	entries := s.entriesOf(scheme.ID, period)
	for _, m := range desk.edition.Members {
		if who.Scope().SeesUnit(m.Unit) {
			sheet.add(m, s.facts.tree.Name(m.Unit), entries[m.Unit])
		}
	}
	return sheet, nil
}

func entryColumn(d score.Datum) EntryColumn {
	c := EntryColumn{Name: d.Name, Type: d.Type, Choices: d.Choices}
	for _, f := range d.Fields {
		c.Fields = append(c.Fields, entryColumn(f))
	}
	return c
}

// add lays one unit's row.
func (t *EntrySheet) add(m score.Member, name string, e *score.Entry) {
	r := EntryRow{Unit: m.Unit, Name: name, Group: m.Group, Values: make([]*score.EntryValue, len(t.Columns)), Tables: make([]*score.EntryTable, len(t.Columns))}
	if e != nil {
		r.Entry, r.Version = e.ID, e.Version
	}
	for i := range t.Columns {
		c := &t.Columns[i]
		r.Values[i], r.Tables[i] = e.Value(c.Name), e.Table(c.Name)
		if r.Values[i] == nil && r.Tables[i] == nil {
			c.Missing++
			r.Owed++
		}
	}
	t.Owed += r.Owed
	t.Rows = append(t.Rows, r)
}

// An entryDesk is what can be typed in for a period: by which edition, which names.
type entryDesk struct {
	edition *score.Edition
	typed   []score.Datum
}

// entryDesk finds the names of a pack that nothing else gives.
func (s *assessor) entryDesk(scheme *score.Scheme, period workday.When) (*entryDesk, error) {
	j, err := s.bound(scheme, period)
	if err != nil {
		return nil, err
	}
	d := &entryDesk{edition: j.edition}
	for _, b := range j.bound {
		if b.Means == score.ByEntry {
			d.typed = append(d.typed, b.Datum)
		}
	}
	return d, nil
}
