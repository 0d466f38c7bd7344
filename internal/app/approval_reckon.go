package app

import (
	"maps"
	"slices"
	"sync"

	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// An approvalCase is one project's approvals, reckoned on a day.
type approvalCase struct {
	approvalFile
	bad error // why the records contradict each other; nothing below is then of use

	mu     sync.Mutex // of run, which several pages may ask
	run    *approval.Run
	items  []approval.Item // as result.Items
	areas  []approval.Area
	on     workday.Date
	result *approval.Result
	spent  []approval.Sample
	soon   []approval.Upcoming
}

// prepareDays is how many working days ahead the applicant is told what to prepare
// (S3-20).
const prepareDays = 10

// caseOf reckons one project; nil where it is not screened.
func (g *approvalGround) caseOf(d *dossier) *approvalCase {
	if len(d.checklists) == 0 {
		return nil
	}
	c := &approvalCase{approvalFile: approvalFile{d.project, &d.checklists[0], d.approvals}, areas: g.areasOf(d.project), on: g.today}
	if c.run, c.bad = g.start(c.approvalFile); c.bad != nil {
		return c
	}
	c.items, c.result = c.run.Network().Items(), c.run.Result()
	c.spent, c.soon = c.run.Samples(), c.run.Upcoming(prepareDays)
	unknown := c.assumed()
	c.spent = slices.DeleteFunc(c.spent, func(s approval.Sample) bool { return unknown[s.Item] })
	return c
}

// ask lets one at a time look into the run.
func (c *approvalCase) ask(fn func(*approval.Run) error) error {
	if c.bad != nil {
		return c.bad
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return fn(c.run)
}

// standing is how one item stands.
func (c *approvalCase) standing(item string) (*approval.Standing, bool) {
	for i := range c.result.Items {
		if c.result.Items[i].ID == item {
			return &c.result.Items[i], true
		}
	}
	return nil, false
}

// seat is who decides an item or takes part in it: the unit to which the power is
// delegated, else the department. delegated tells the first.
func (c *approvalCase) seat(bench *lifecycle.Bench, e *approval.Entry) (s ApprovalSeat, delegated bool) {
	if unit := approval.Decider(c.areas, e.Code, c.on); unit != "" {
		return ApprovalSeat{Code: e.Lead, Name: bench.Units.Name(unit), Units: []string{unit}}, true
	}
	return seatOf(bench, e.Lead, c.project.Unit), false
}

// leader is the name of who decides an item.
func (c *approvalCase) leader(bench *lifecycle.Bench, e *approval.Entry) (name string, delegated bool) {
	if unit := approval.Decider(c.areas, e.Code, c.on); unit != "" {
		return bench.Units.Name(unit), true
	}
	return bench.Rules.DepartmentName(e.Lead), false
}

// name is what an item is called in the project.
func (c *approvalCase) name(item string) string {
	for i := range c.items {
		if c.items[i].ID == item {
			return c.items[i].Name
		}
	}
	return item
}

// An approvalShelf keeps every project's approvals for one day, and what all of them
// teach. A case follows from its dossier and the ground, and is taken over while both
// are the same.
type approvalShelf struct {
	shelf[*approvalCase]
	mu     sync.Mutex
	last   *figured
	learnt *approval.Learnt
	taught *figured
}

// of gives the cases of all rows, in their order.
func (s *approvalShelf) of(fig *figured) []*approvalCase {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.last != nil && s.last != fig && !sameGround(s.last.facts, fig.facts) {
		s.forget()
	}
	s.last = fig
	g := groundOf(fig)
	return s.shelf.of(fig, func(r *ProjectRow) *approvalCase { return g.caseOf(r.dossier) })
}

// lessons are the durations that the tenant's cases teach, in every county.
func (s *approvalShelf) lessons(fig *figured) *approval.Learnt {
	cases := s.of(fig)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.taught == fig {
		return s.learnt
	}
	var h approval.History
	for i, c := range cases {
		if c != nil && c.bad == nil {
			c.mu.Lock()
			h.AddKnown(c.run, fig.rows[i].Project.Unit, c.assumed())
			c.mu.Unlock()
		}
	}
	s.learnt, s.taught = h.Learn(), fig
	return s.learnt
}

// sameGround tells that nothing approvals stand on beside the dossiers, the day and
// the rules has changed.
func sameGround(a, b *facts) bool {
	return a.tree == b.tree && identical(a.areas, b.areas) && identical(a.discredits, b.discredits) && identical(a.calendars, b.calendars)
}

// identical tells that two lists are one; those of facts are never changed in place.
func identical[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// approvalCases are those of all rows on the day of the figures.
func (a *App) approvalCases(tenant string, fig *figured) []*approvalCase {
	kept, day := a.crossedOf(tenant, fig)
	return kept.approvals[day].of(fig)
}

// approvalCase is one row's; nil where it is not screened.
func (a *App) approvalCase(tenant string, fig *figured, row *ProjectRow) *approvalCase {
	if fig.on != a.Today() { // looking back at one project is no reason to reckon all
		return groundOf(fig).caseOf(row.dossier)
	}
	return a.approvalCases(tenant, fig)[row.at]
}

// named is a fault of the engine with names in place of codes: people read it. What
// is kept with a case is left as it is; several pages may ask for it at once.
func (c *approvalNames) named(err error) error {
	e, ok := fault.As(err)
	if !ok {
		return err
	}
	out := *e
	out.Args, out.Parts = maps.Clone(e.Args), nil
	for _, p := range e.Parts {
		part, _ := fault.As(c.named(p))
		out.Parts = append(out.Parts, part)
	}
	for _, arg := range []string{"item", "need", "id", "doc"} {
		if code, is := out.Args[arg].(string); is {
			out.Args[arg] = c.of(arg, code)
		}
	}
	return &out
}

// approvalNames are what codes of a network are called.
type approvalNames struct {
	items     []approval.Item
	catalogue *approval.Catalogue
}

// of is the name of an item, or of a document by any of its names.
func (c *approvalNames) of(arg, code string) string {
	for _, it := range c.items {
		if it.ID == code && arg != "doc" {
			return it.Name
		}
	}
	for i := range c.catalogue.Items {
		for _, m := range c.catalogue.Items[i].Materials {
			if m.Code == code && arg == "doc" {
				return m.Name
			}
		}
	}
	return code
}

// dayOrNone is a day of the engine that may not be there.
func dayOrNone(d *workday.Date) workday.Date {
	if d == nil {
		return 0
	}
	return *d
}
