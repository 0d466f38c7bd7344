package app

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/formula"
	"guatu/internal/indicator"
	"guatu/internal/ruleset"
	"guatu/internal/score"
	"guatu/internal/workday"
)

// An assessor works assessments out from one set of facts: a scheme over a period,
// as of the period's last day. It is for one question at a time.
type assessor struct {
	facts *facts
	hold  *hold
	on    workday.Date // the day that is asked for: no period is looked at beyond it
	packs map[string]*score.Pack
}

// assessor gives one for a moment.
func (a *App) assessor(ctx context.Context, who access.Actor, m Moment) (*assessor, error) {
	f, h, err := a.factsOf(ctx, who.Tenant(), m)
	if err != nil {
		return nil, err
	}
	if m.On.IsZero() {
		m.On = a.Today()
	}
	return &assessor{facts: f, hold: h, on: m.On, packs: map[string]*score.Pack{}}, nil
}

// An assessed is one scheme over one period: what was given, by which pack, what
// came out.
type assessed struct {
	scheme  *score.Scheme
	edition *score.Edition
	period  workday.When
	on      workday.Date   // the facts are of this day: the period's last, or the day asked for
	span    indicator.Span // the period up to that day
	set     *ruleset.Set
	pack    *score.Pack
	bound   []score.Bound
	given   *score.Facts
	text    json.RawMessage // the facts as they are frozen
	origins [][]FactOrigin  // by unit, by name of the pack
	result  *score.Result
}

// assess works one out. Faults: assessment.period of a period that is none of the
// scheme's, assessment.future, assessment.no_edition, and those of the pack.
func (s *assessor) assess(scheme *score.Scheme, period workday.When) (*assessed, error) {
	j, err := s.bound(scheme, period)
	if err != nil {
		return nil, err
	}
	return j, s.work(j)
}

// bound is an assessment before anything is worked out: by which edition, with every
// name bound.
func (s *assessor) bound(scheme *score.Scheme, period workday.When) (*assessed, error) {
	if err := s.fits(scheme, period); err != nil {
		return nil, err
	}
	e := scheme.InForce(period.Last())
	if e == nil {
		return nil, fault.New(fault.NotFound, "assessment.no_edition", "period", period.String()).At("period")
	}
	return s.bind(scheme, e, period)
}

// fits tells that a period is one of the scheme's and has begun.
func (s *assessor) fits(scheme *score.Scheme, period workday.When) error {
	if scheme.Period.Named(period.First) != period {
		return fault.New(fault.Invalid, "assessment.period", "period", period.String(), "like", scheme.PeriodOf(s.on).String()).At("period")
	}
	if period.First > s.on {
		return fault.New(fault.Invalid, "assessment.future", "period", period.String()).At("period")
	}
	return nil
}

// schemeSeen finds a scheme the actor may read: of a unit they see, or of one above
// their own, which judges them.
func (s *assessor) schemeSeen(id string, who access.Actor) (*score.Scheme, error) {
	i := slices.IndexFunc(s.facts.schemes, func(o score.Scheme) bool { return o.ID == id })
	if i < 0 || !s.facts.readsScheme(&s.facts.schemes[i], who) {
		return nil, fault.New(fault.NotFound, "store.not_found", "noun", "scheme", "key", id)
	}
	return &s.facts.schemes[i], nil
}

func (f *facts) readsScheme(s *score.Scheme, who access.Actor) bool {
	return who.Scope().SeesUnit(s.Unit) || who.Enterprise == "" && f.tree.Below(s.Unit)[who.Person.Unit]
}

// by works a period out by one edition, in force or tried.
func (s *assessor) by(scheme *score.Scheme, e *score.Edition, period workday.When) (*assessed, error) {
	j, err := s.bind(scheme, e, period)
	if err != nil {
		return nil, err
	}
	return j, s.work(j)
}

// bind reads the pack of an edition and finds where its names come from.
func (s *assessor) bind(scheme *score.Scheme, e *score.Edition, period workday.When) (*assessed, error) {
	pack, err := s.pack(e.Pack)
	if err != nil {
		return nil, err
	}
	j := &assessed{scheme: scheme, edition: e, period: period, pack: pack, on: min(period.Last(), s.on)}
	j.span = scheme.Period.UpTo(j.on)
	j.set = ruleset.InForce(s.facts.sets, j.on)
	j.bound = e.Bind(pack, j.set.Indicators)
	return j, nil
}

// pack parses a text once.
func (s *assessor) pack(body string) (*score.Pack, error) {
	if p := s.packs[body]; p != nil {
		return p, nil
	}
	p, err := score.Parse(body, nil)
	if err == nil {
		s.packs[body] = p
	}
	return p, err
}

// work gathers the facts, writes them down, reads them back and runs the pack on what
// was read: what is scored is what is frozen.
func (s *assessor) work(j *assessed) (err error) {
	s.give(j)
	if j.text, err = score.WriteFacts(j.pack, j.given); err != nil {
		return err
	}
	if j.given, err = score.ReadFacts(j.text, j.pack); err != nil {
		return err
	}
	j.result = j.pack.Run(j.given)
	return nil
}

// A FactOrigin says where one fact of an assessment comes from, or why it is missing.
type FactOrigin struct {
	Name    string      `json:"name"` // in the pack
	Means   score.Means `json:"means"`
	Value   *string     `json:"value"`             // as it is scored; null: there is none
	Missing string      `json:"missing,omitempty"` // not_reported, not_computable, lost, unreadable
	Shown   string      `json:"shown,omitempty"`   // an indicator's value with its usual decimals

	Code    string          `json:"code,omitempty"` // of the indicator
	Title   string          `json:"title,omitempty"`
	Measure string          `json:"measure,omitempty"`
	Window  score.Window    `json:"window,omitempty"`
	Span    *indicator.Span `json:"span,omitempty"`  // the days it is about
	Lacks   bool            `json:"lacks,omitempty"` // projects that should have given a figure did not

	Entry  string       `json:"entry,omitempty"` // of what was typed in
	Source string       `json:"source,omitempty"`
	By     string       `json:"by,omitempty"`
	Day    workday.Date `json:"day,omitzero"`
}

// Why a fact is missing.
const (
	factNotReported   = "not_reported"
	factNotComputable = "not_computable"
	factLost          = "lost"       // bound to an indicator the rules do not have
	factUnreadable    = "unreadable" // typed in when the pack asked for something else
)

// give gathers the facts of all members.
func (s *assessor) give(j *assessed) {
	g := s.giver(j)
	j.given = &score.Facts{AsOf: j.on, Period: j.period.String()}
	for _, m := range j.edition.Members {
		u := score.Unit{ID: m.Unit, Name: s.facts.tree.Name(m.Unit), Group: m.Group}
		origins := make([]FactOrigin, len(j.bound))
		for i := range j.bound {
			origins[i] = g.fact(&u, &j.bound[i])
		}
		j.given.Units, j.origins = append(j.given.Units, u), append(j.origins, origins)
	}
}

// giver gives the facts of an assessment.
func (s *assessor) giver(j *assessed) giver {
	g := giver{assessor: s, j: j, entries: s.entriesOf(j.scheme.ID, j.period)}
	g.measured = s.hold.measuredOf(s.facts, j.set)
	g.reckoning = g.measured.reckon(j.scheme.Period)
	return g
}

// entriesOf are what was typed in for a period, by unit.
func (s *assessor) entriesOf(scheme string, period workday.When) map[string]*score.Entry {
	by := map[string]*score.Entry{}
	for i := range s.facts.entries {
		if e := &s.facts.entries[i]; e.Scheme == scheme && e.Period == period {
			by[e.Unit] = e
		}
	}
	return by
}

// measuredOf gives facts in the form indicators are read from, whenever they were
// known.
func (h *hold) measuredOf(f *facts, set *ruleset.Set) *measured {
	if f != h.current.Load() {
		return h.measuredPast.of(f, set) // its own shelf: looking back does not clear today's
	}
	return h.measured.of(f, set)
}

// A giver gives the facts of one period.
type giver struct {
	*assessor
	j         *assessed
	entries   map[string]*score.Entry
	measured  *measured
	reckoning *indicator.Reckoning
	projects  map[string][]*ProjectRow // by reporting unit, oldest first; made when first asked for
}

// fact gives a unit one name of the pack, and says where it comes from.
func (g *giver) fact(u *score.Unit, b *score.Bound) FactOrigin {
	o := FactOrigin{Name: b.Name, Means: b.Means, Code: b.Code, Title: b.Title, Measure: b.Measure, Window: b.Window}
	if b.Datum.Type == formula.Records {
		t := g.records(u.ID, b, &o)
		if !t.Missing {
			o.Value = new(strconv.Itoa(t.Rows))
		}
		u.Tables = append(u.Tables, t)
		return o
	}
	v := g.value(u.ID, b, &o)
	if !v.IsMissing() {
		o.Value = new(v.Text(factDecimals))
	}
	u.Values = append(u.Values, v)
	return o
}

// factDecimals is how finely a fact is told: as it is written down.
const factDecimals = 12

func (g *giver) value(unit string, b *score.Bound, o *FactOrigin) formula.Value {
	switch b.Means {
	case score.ByIndicator:
		return g.indicator(unit, b, o)
	case score.ByEntry:
		return g.typed(unit, b, o)
	}
	o.Missing = factLost
	return formula.Value{}
}

// indicator is a value of the indicator engine.
func (g *giver) indicator(unit string, b *score.Bound, o *FactOrigin) formula.Value {
	d := &g.j.set.Indicators.Definitions()[b.Definition]
	span := b.Window.Span(g.j.span, g.j.scheme.Period)
	o.Span = new(d.Days(span))
	place := g.measured.roll.Place(unit)
	if place < 0 {
		o.Missing = factNotReported
		return formula.Value{}
	}
	v := g.reckoning.Value(b.Definition, place, span)
	shown := valueOf(d, v)
	o.Missing, o.Lacks = shown.Missing, shown.Lacks
	if shown.Value != nil {
		o.Shown = *shown.Value
	}
	return v.Value
}

// typed is a value somebody typed in.
func (g *giver) typed(unit string, b *score.Bound, o *FactOrigin) formula.Value {
	said := g.entries[unit].Value(b.Name)
	if said == nil {
		o.Missing = factNotReported
		return formula.Value{}
	}
	o.said(g.entries[unit].ID, &said.EntryWord)
	v, err := b.Datum.Read(said.Value)
	if err != nil {
		o.Missing = factUnreadable
	}
	return v
}

func (o *FactOrigin) said(id string, w *score.EntryWord) {
	o.Entry, o.Source, o.By, o.Day = id, w.Source, w.By, w.Day
}

// records are the unit's projects, or what somebody listed.
func (g *giver) records(unit string, b *score.Bound, o *FactOrigin) formula.Table {
	missing := formula.Table{Width: len(b.Datum.Fields), Missing: true}
	switch b.Means {
	case score.ByProjects:
		return g.projectTable(unit, b.Datum.Fields)
	case score.ByEntry:
		said := g.entries[unit].Table(b.Name)
		if said == nil {
			o.Missing = factNotReported
			return missing
		}
		o.said(g.entries[unit].ID, &said.EntryWord)
		t, err := said.Read(b.Datum)
		if err != nil {
			o.Missing = factUnreadable
			return missing
		}
		return t
	}
	o.Missing = factLost
	return missing
}
