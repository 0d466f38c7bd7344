package app

// The projects behind a figure of the chain: every number is a door.

import (
	"cmp"
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// What a list of records can stand behind.
const (
	RecordsPassage = "passage" // the time from From to To
	RecordsSame    = "same"    // 当年洽谈签约开工
	RecordsCohort  = "cohort"  // conversion of those signed in a year
	RecordsRatio   = "ratio"   // a standard ratio
)

// A ChainRecordsFilter names one figure of the chain.
type ChainRecordsFilter struct {
	ChainFilter
	Of     string              `json:"of,omitempty" query:"of" doc:"passage (when not given), same, cohort, ratio"`
	Key    string              `json:"key,omitempty" query:"key" doc:"one group's value; of a cohort its year; - for not known; empty = all"`
	State  string              `json:"state,omitempty" query:"state" doc:"passage: a state, finished, dated or unknown; same: started, signed_known, signed, known, all; cohort and ratio: a verdict, left, of, furthest; empty = all"`
	Ratio  lifecycle.RatioCode `json:"ratio,omitempty" query:"ratio"`
	Within int                 `json:"within,omitempty" query:"within" minimum:"0" maximum:"3" doc:"cohort: years from signing; 0 = by the day"`
}

// A ChainRecords is one page of the projects behind a figure.
type ChainRecords struct {
	Filter ChainRecordsFilter `json:"-"`
	On     workday.Date       `json:"on"`
	Known  int64              `json:"known"`
	Count  int                `json:"count"`
	Name   string             `json:"name,omitempty"` // of Filter.Key
	Rows   []ChainRecord      `json:"rows"`
	Pages  int                `json:"pages"`
}

// A ChainRecord is one project with what it is to the figure.
type ChainRecord struct {
	Row     *ProjectRow       `json:"row"`
	Passage lifecycle.Passage `json:"passage,omitzero"` // from Filter.From to Filter.To, of those that reached it
	Verdict lifecycle.Verdict `json:"verdict,omitempty"`
	Left    bool              `json:"left,omitempty"`
}

// ChainRecords lists them. Passages stand with the longest first, what has no days
// after them; everything else in the filter's order.
func (a *App) ChainRecords(ctx context.Context, who access.Actor, f ChainRecordsFilter) (*ChainRecords, error) {
	if err := f.tidy(); err != nil {
		return nil, err
	}
	fig, list, err := a.chained(ctx, who, &f.ChainCut)
	if err != nil {
		return nil, err
	}
	holds := f.question(who, fig)
	var rows []ChainRecord
	for i := range list {
		r := ChainRecord{Row: list[i].row, Left: list[i].chain.Left()}
		r.Passage, _ = list[i].chain.Between(f.From, f.To)
		if holds(&list[i], &r) {
			rows = append(rows, r)
		}
	}
	if f.Of == RecordsPassage && f.Sort == "" {
		slices.SortStableFunc(rows, byLength)
	}
	return f.page(rows, fig), nil
}

// byLength puts the longest first; of those still open, which may be longer than
// all others one day, the longest so far.
func byLength(a, b ChainRecord) int {
	if a.Passage.Dated != b.Passage.Dated {
		return map[bool]int{true: -1, false: 1}[a.Passage.Dated]
	}
	return -cmp.Compare(a.Passage.Low+a.Passage.High, b.Passage.Low+b.Passage.High)
}

func (f *ChainRecordsFilter) page(rows []ChainRecord, fig *figured) *ChainRecords {
	f.Size, f.Page = cmp.Or(f.Size, pageSize), max(1, f.Page)
	p := &ChainRecords{Filter: *f, On: fig.on, Known: fig.facts.n, Count: len(rows), Pages: max(1, (len(rows)+f.Size-1)/f.Size)}
	if f.Key != "" && f.Key != Unstated && f.Of != RecordsCohort {
		p.Name = fig.nameBy(f.By, f.Key)
	}
	from := min((f.Page-1)*f.Size, len(rows))
	p.Rows = rows[from:min(from+f.Size, len(rows))]
	return p
}

// recordStates are what State may be, by what is listed.
var recordStates = map[string][]string{
	RecordsPassage: append([]string{"", "finished", "dated", "unknown"}, codesOf(lifecycle.PassageStates)...),
	RecordsSame:    {"", "started", "signed_known", "signed", "known", "all"},
	RecordsCohort:  {"", "of", "left", "furthest", "done", "open", "unsure", "unplaced", "young"},
	RecordsRatio:   {"", "of", "left", "done", "open", "unsure", "unplaced"},
}

// tidy fills in what was not given and reports all that is wrong.
func (f *ChainRecordsFilter) tidy() error {
	var wrong fault.List
	wrong.Add(f.ChainFilter.tidy())
	f.Of = cmp.Or(f.Of, RecordsPassage)
	states, known := recordStates[f.Of]
	wrong.Check(known, "of", "chain.of", "of", f.Of)
	wrong.Check(!known || slices.Contains(states, f.State), "state", "chain.state", "state", f.State)
	wrong.Check(f.Of != RecordsRatio || f.Ratio.Known(), "ratio", "chain.ratio", "ratio", string(f.Ratio))
	wrong.Check(f.Within >= 0 && f.Within <= lifecycle.CohortYears, "within", "chain.within", "max", lifecycle.CohortYears)
	return wrong.Err()
}

// question is what a project is asked to be in the list. It notes the verdict in
// the record.
func (f *ChainRecordsFilter) question(who access.Actor, fig *figured) func(*chained, *ChainRecord) bool {
	stage := f.From
	if f.Of == RecordsSame {
		stage = lifecycle.Started
	}
	key := f.keyOf(stage, who, fig)
	inGroup := func(c *chained) bool { return f.Key == "" || cmp.Or(key(c), Unstated) == f.Key }
	inYear := func(c *chained) bool { return f.Year == 0 || c.chain.In(stage, f.Year) }
	switch f.Of {
	case RecordsSame:
		return func(c *chained, _ *ChainRecord) bool {
			y, ok := c.chain.SameYear()
			return ok && inGroup(c) && inYear(c) && f.holdsSame(y)
		}
	case RecordsCohort:
		return f.holdsCohort
	case RecordsRatio:
		period := f.period(fig.on)
		return func(c *chained, r *ChainRecord) bool {
			r.Verdict = f.Ratio.Verdict(c.row.Project, &c.chain, period)
			return inGroup(c) && f.holdsVerdict(r)
		}
	}
	return func(c *chained, r *ChainRecord) bool {
		return r.Passage.State != "" && inGroup(c) && inYear(c) && f.holdsPassage(r.Passage)
	}
}

func (f *ChainRecordsFilter) holdsPassage(p lifecycle.Passage) bool {
	finished := p.State != lifecycle.PassageOpen && p.State != lifecycle.PassageLeft
	switch f.State {
	case "":
		return true
	case "finished":
		return finished
	case "dated":
		return finished && p.Dated
	case "unknown":
		return finished && !p.Dated
	}
	return string(p.State) == f.State
}

func (f *ChainRecordsFilter) holdsSame(y lifecycle.SameYear) bool {
	return map[string]bool{"": true, "started": true, "signed_known": y.SignedKnown, "signed": y.Signed, "known": y.Known, "all": y.All}[f.State]
}

// holdsCohort: the key is the year of signing.
func (f *ChainRecordsFilter) holdsCohort(c *chained, r *ChainRecord) bool {
	year, ok := c.chain.CohortYear()
	if !ok || f.Key != "" && f.Key != cmp.Or(yearKey(year), Unstated) {
		return false
	}
	r.Passage, _ = c.chain.Between(lifecycle.Signed, f.To)
	r.Verdict = c.chain.Converted(f.To, f.Within)
	switch f.State {
	case "left":
		return r.Left
	case "furthest":
		return !r.Left && c.chain.Furthest() == f.To
	}
	return f.holdsVerdict(r)
}

// holdsVerdict: "of" is the denominator.
func (f *ChainRecordsFilter) holdsVerdict(r *ChainRecord) bool {
	switch f.State {
	case "":
		return r.Verdict != lifecycle.VerdictNone
	case "of":
		return r.Verdict == lifecycle.VerdictDone || r.Verdict == lifecycle.VerdictOpen
	case "left":
		return r.Verdict == lifecycle.VerdictOpen && r.Left
	}
	return string(r.Verdict) == f.State
}
