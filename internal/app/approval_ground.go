package app

import (
	"cmp"
	"maps"
	"slices"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/journal"
	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// A dated calendar is the calendar as it stood from the day a notice was laid over it.
type datedCalendar struct {
	from workday.Date
	*workday.Calendar
}

// calendarsOf are the calendars of a place one after the other, the last the one in
// force: an approval decided before a notice came stays counted as it was then.
func calendarsOf(tx *store.Tx) ([]datedCalendar, error) {
	entries, err := noticesLaid(tx)
	if err != nil {
		return nil, err
	}
	list := []datedCalendar{{0, workday.Default()}}
	laid := map[string]store.Notice{}
	for _, e := range entries {
		n, removed, err := pick[store.Notice](e)
		if err != nil {
			return nil, err
		}
		if laid[n.ID] = n; removed {
			delete(laid, n.ID)
		}
		cal, err := calendarOf(inOrder(laid))
		if err != nil {
			return nil, err
		}
		list = append(list, datedCalendar{dayOf(e), cal})
	}
	return list, nil
}

// noticesLaid are the entries of the notices there are, in their order. They are
// looked up notice by notice: the journal has no shorter way to a noun.
func noticesLaid(tx *store.Tx) (entries []journal.Entry, err error) {
	notices, err := tx.Notices()
	if err != nil {
		return nil, err
	}
	for _, n := range notices {
		its, err := tx.Entries(store.EntryFilter{Noun: "notice", Key: n.ID, Limit: -1})
		if err != nil {
			return nil, err
		}
		entries = append(entries, its...)
	}
	slices.SortFunc(entries, func(a, b journal.Entry) int { return cmp.Compare(a.N, b.N) })
	return entries, nil
}

// inOrder are notices in the order they are laid in.
func inOrder(laid map[string]store.Notice) []store.Notice {
	list := make([]store.Notice, 0, len(laid))
	for _, id := range slices.Sorted(maps.Keys(laid)) {
		list = append(list, laid[id])
	}
	return list
}

// calendarOn is the calendar that was known on a day.
func calendarOn(list []datedCalendar, on workday.Date) *workday.Calendar {
	i := slices.IndexFunc(list, func(c datedCalendar) bool { return c.from > on })
	if i < 0 {
		i = len(list)
	}
	return list[max(i-1, 0)].Calendar
}

// An approvalGround is what the approvals of every project stand on, on a day.
type approvalGround struct {
	today      workday.Date
	calendars  []datedCalendar
	areas      []approval.Area
	discredits []approval.Discredit
	tree       *access.Tree
}

// calendar is the one in force.
func (g *approvalGround) calendar() *workday.Calendar {
	return g.calendars[len(g.calendars)-1].Calendar
}

// areasOf are those of the unit and the park a project stands in, and of what they
// belong to.
func (g *approvalGround) areasOf(p *lifecycle.Project) (list []approval.Area) {
	for _, a := range g.areas {
		if below := g.tree.Below(a.Unit); below[p.Unit] || p.Park != "" && below[p.Park] {
			list = append(list, a)
		}
	}
	return list
}

// barred is the entry that keeps an enterprise from acceptance with documents
// missing on a day, nil where none does.
func (g *approvalGround) barred(p *lifecycle.Project, on workday.Date) *approval.Discredit {
	for i := range g.discredits {
		if d := &g.discredits[i]; p.EnterpriseCode != "" && d.Enterprise == p.EnterpriseCode && d.Bars(on) {
			return d
		}
	}
	return nil
}

// groundOf is the ground of pages.
func groundOf(fig *figured) *approvalGround {
	f := fig.facts
	return &approvalGround{fig.on, f.calendars, f.areas, f.discredits, f.tree}
}

// groundIn is the ground of an act.
func groundIn(tx *store.Tx, p *lifecycle.Project) (*approvalGround, error) {
	g := &approvalGround{today: tx.Today}
	var err error
	if g.calendars, err = calendarsOf(tx); err != nil {
		return nil, err
	}
	if g.areas, err = tx.AllAreas(); err != nil {
		return nil, err
	}
	if p.EnterpriseCode != "" {
		if g.discredits, err = tx.DiscreditsOf(p.EnterpriseCode); err != nil {
			return nil, err
		}
	}
	g.tree, err = treeOf(tx)
	return g, err
}

// An approvalFile is what of one project's approvals is kept.
type approvalFile struct {
	project *lifecycle.Project
	list    *approval.Checklist // nil before the project is screened
	records []approval.Record
}

// start reckons a file on the day of the ground; nil where the project is not
// screened. Its items are those of the checklist with what people changed, and what
// its park must have approved.
func (g *approvalGround) start(f approvalFile) (*approval.Run, error) {
	if f.list == nil {
		return nil, nil
	}
	c, err := g.caseFor(f)
	if err != nil {
		return nil, err
	}
	return c.Run()
}

// caseFor is what of a screened project the engine is asked.
func (g *approvalGround) caseFor(f approvalFile) (c approval.Case, err error) {
	items, err := f.list.Amended()
	if err != nil {
		return c, err
	}
	c = approval.Case{Today: g.today, Budget: f.list.Budget(), Calendar: g.calendar(), Kept: g.kept(f.records)}
	c.Items, c.Facts = approval.Blocking(items, g.areasOf(f.project), g.today, c.Calendar)
	for _, fact := range approval.Facts(f.records) {
		if fact.On <= g.today {
			c.Facts = append(c.Facts, fact)
		}
	}
	return c, nil
}

// kept are the calendars that decided items were counted by.
func (g *approvalGround) kept(records []approval.Record) map[string]*workday.Calendar {
	var kept map[string]*workday.Calendar
	if len(g.calendars) == 1 {
		return nil
	}
	for i := range records {
		r := &records[i]
		if d := approval.Decided(records, r.Item); d == nil || d.ID != r.ID {
			continue
		}
		if cal := calendarOn(g.calendars, r.Wrote); cal != g.calendar() {
			if kept == nil {
				kept = map[string]*workday.Calendar{}
			}
			kept[r.Item] = cal
		}
	}
	return kept
}

// approvalsOf is the catalogue of the ruleset a project was screened by, or, where
// that is gone, the one in force.
func approvalsOf(sets []*ruleset.Set, id string, inForce *ruleset.Set) *approval.Catalogue {
	for _, s := range sets {
		if s.ID == id {
			return s.Approvals
		}
	}
	return inForce.Approvals
}
