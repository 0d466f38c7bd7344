package app

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/geo"
	"guatu/internal/journal"
	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/schedule"
	"guatu/internal/score"
	"guatu/internal/store"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// reloadAfter is how many entries are worth reading one by one; after an import
// of more, reading all facts again is quicker.
const reloadAfter = 5000

// A hold keeps the facts of one tenant in memory. Every query first asks the
// journal for its last number (one indexed read); if it moved, the hold reads on
// from there. So two servers on one database serve the same truth, and nothing
// here can be stale.
type hold struct {
	mu      sync.Mutex // one reader of the journal at a time
	current atomic.Pointer[facts]
	figured figuredCache // today's
	past    figuredCache // other days, and what was known earlier

	measured, measuredPast measuredCache // now, and as known earlier
	places                 placesCache   // of assessments of periods that are over

	replaying sync.Mutex
	replays   atomic.Int32 // that of who replays and of those who wait
}

// facts are everything known of a tenant at one journal number. They are
// immutable: feeding makes new ones that share what did not change.
type facts struct {
	n          int64
	tree       *access.Tree
	sets       []*ruleset.Set
	calendar   *workday.Calendar
	calendars  []datedCalendar // the last is calendar
	settings   map[string]string
	boundaries []geo.Boundary
	people     map[string]access.Person
	dossiers   []*dossier
	index      map[string]int // project id → place in dossiers
	children   map[string][]string
	words      *wordText
	batches    []lifecycle.Batch // by the day they are due

	publications []score.Publication // in the order they were begun in
	warnings     []score.Warning
	goals        []target.Goal // in their order
	targets      []target.Target
	pledges      []target.Pledge
	readings     readings
	remedies     []target.Remedy // of all meetings
	schemes      []score.Scheme  // in the order they were begun in
	entries      []score.Entry   // of all schemes
	areas        []approval.Area
	discredits   []approval.Discredit
}

// A dossier is one project with everything reported of it.
type dossier struct {
	project    *lifecycle.Project
	figures    []lifecycle.Figure   // by month, then sense
	milestones []schedule.Milestone // in their order
	claims     []lifecycle.Claim    // these and those below by identifier, which is by when they were made
	evidence   []lifecycle.Evidence
	answers    []lifecycle.Answer
	pauses     []lifecycle.Pause
	visits     []lifecycle.Visit
	changes    []schedule.Change
	tasks      []schedule.Task
	checklists []approval.Checklist // one, once it is screened
	approvals  []approval.Record
	search     string       // what a search looks in, lower case
	nameKey    string       // see nameKey
	registered workday.Date // of its first entry in the journal; zero where that is not known
}

// facts gives the tenant's facts as of now.
func (a *App) facts(ctx context.Context, tenant string) (*facts, error) {
	kept, _ := a.holds.LoadOrStore(tenant, &hold{})
	h := kept.(*hold)
	n, _, err := a.db.Head(ctx, tenant)
	if err != nil {
		return nil, err
	}
	if f := h.current.Load(); f != nil && f.n >= n {
		return f, nil
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	f := h.current.Load()
	if f != nil && f.n >= n {
		return f, nil
	}
	if f == nil || n-f.n > reloadAfter {
		f, err = a.readFacts(ctx, tenant)
	} else {
		f, err = a.readOn(ctx, tenant, f)
	}
	if err != nil {
		return nil, err
	}
	h.current.Store(f)
	return f, nil
}

// readFrame reads what stands around the projects: units, people, rules,
// calendar, settings, boundaries.
func (f *facts) readFrame(tx *store.Tx) error {
	units, err := tx.Units()
	if err != nil {
		return err
	}
	if f.tree, err = access.NewTree(units); err != nil {
		return err
	}
	people, err := tx.People()
	if err != nil {
		return err
	}
	f.people = make(map[string]access.Person, len(people))
	for _, p := range people {
		f.people[p.ID] = p
	}
	if f.settings, err = tx.Settings(); err != nil {
		return err
	}
	if err := f.readRules(tx); err != nil {
		return err
	}
	return f.readBoundaries(tx)
}

// readRules reads rulesets and the calendar's notices. Both were checked when
// they were published.
func (f *facts) readRules(tx *store.Tx) error {
	rows, err := tx.Rulesets()
	if err != nil {
		return err
	}
	f.sets = nil
	for _, r := range rows {
		set, err := parsed(r.Body)
		if err != nil {
			return err
		}
		f.sets = append(f.sets, set)
	}
	if f.calendars, err = calendarsOf(tx); err != nil {
		return err
	}
	f.calendar = f.calendars[len(f.calendars)-1].Calendar
	return nil
}

func (f *facts) readBoundaries(tx *store.Tx) error {
	rows, err := tx.Boundaries()
	if err != nil {
		return err
	}
	f.boundaries = nil
	for _, r := range rows {
		list, err := geo.ParseBoundaries(strings.NewReader(r.Body))
		if err != nil {
			return err
		}
		f.boundaries = append(f.boundaries, list...)
	}
	return nil
}

// gather makes the dossiers and lays the parts into them.
func (f *facts) gather(projects []*lifecycle.Project, parts []func(*facts)) {
	f.dossiers, f.words = make([]*dossier, len(projects)), &wordText{}
	f.index = make(map[string]int, len(projects))
	for i, p := range projects {
		f.dossiers[i] = newDossier(p)
		f.index[p.ID] = i
	}
	for _, place := range parts {
		place(f)
	}
	for _, d := range f.dossiers {
		d.sort()
	}
	f.family()
}

func newDossier(p *lifecycle.Project) *dossier {
	return &dossier{project: p, nameKey: nameKey(p.Name), search: strings.ToLower(strings.Join(append([]string{
		p.Name, p.Enterprise, p.EnterpriseCode, p.Code, p.Place, p.Content}, p.FormerNames...), "\n"))}
}

func (d *dossier) sort() {
	for _, p := range parts {
		p.sort(d)
	}
}

// family notes which projects are phases of which.
func (f *facts) family() {
	f.children = map[string][]string{}
	for _, d := range f.dossiers {
		if d.project.Parent != "" {
			f.children[d.project.Parent] = append(f.children[d.project.Parent], d.project.ID)
		}
	}
}

// readOn reads the journal on from what f has seen.
func (a *App) readOn(ctx context.Context, tenant string, f *facts) (*facts, error) {
	next := *f
	next.readings.shared = true
	err := a.db.Read(ctx, access.SystemScope(tenant, access.SystemHold), func(tx *store.Tx) error {
		entries, err := tx.EntriesAfter(f.n, reloadAfter+1)
		if err != nil {
			return err
		}
		frame, err := next.feed(entries)
		if err != nil || !frame {
			return err
		}
		return next.readFrame(tx)
	})
	return &next, err
}

// feed takes entries in and tells whether the frame changed too. f must be a
// fresh copy; dossiers are copied before they are changed.
func (f *facts) feed(entries []journal.Entry) (frame bool, err error) {
	f.dossiers = slices.Clone(f.dossiers)
	f.index = maps.Clone(f.index)
	fresh := map[string]*dossier{}
	open := func(project string) *dossier { return f.open(project, fresh) }
	for _, e := range entries {
		f.n = e.N
		switch e.Noun {
		case "project":
			err = f.feedProject(e, fresh)
		case "unit", "person", "ruleset", "notice", "setting", "boundary":
			frame = true
		default:
			if p, ok := partsByNoun[e.Noun]; ok {
				err = p.feed(e, open)
			} else if s, ok := racksByNoun[e.Noun]; ok {
				err = s.feed(f, e)
			}
		}
		if err != nil {
			return frame, err
		}
	}
	for _, d := range fresh {
		d.sort()
	}
	f.family()
	return frame, nil
}

// open gives a dossier that may be changed.
func (f *facts) open(id string, fresh map[string]*dossier) *dossier {
	if d, ok := fresh[id]; ok {
		return d
	}
	i, ok := f.index[id]
	if !ok {
		return nil
	}
	d := *f.dossiers[i]
	for _, p := range parts {
		p.unshare(&d)
	}
	f.dossiers[i], fresh[id] = &d, &d
	return &d
}

func (f *facts) feedProject(e journal.Entry, fresh map[string]*dossier) error {
	f.words = &wordText{}
	if len(e.After) == 0 {
		return f.drop(e.Key, fresh)
	}
	p := &lifecycle.Project{}
	if err := json.Unmarshal(e.After, p); err != nil {
		return err
	}
	d := f.open(p.ID, fresh)
	if d == nil {
		d = newDossier(p)
		d.registered = dayOf(e)
		f.index[p.ID] = len(f.dossiers)
		f.dossiers = append(f.dossiers, d)
		fresh[p.ID] = d
		return nil
	}
	now := newDossier(p)
	d.project, d.search, d.nameKey = p, now.search, now.nameKey
	return nil
}

// drop takes a project out (an import undone).
func (f *facts) drop(id string, fresh map[string]*dossier) error {
	i, ok := f.index[id]
	if !ok {
		return nil
	}
	delete(fresh, id)
	f.dossiers = slices.Delete(f.dossiers, i, i+1)
	delete(f.index, id)
	for j, d := range f.dossiers[i:] {
		f.index[d.project.ID] = i + j
	}
	return nil
}

// pick is the value an entry is about: what is there after it, or what was there
// before when it was removed.
func pick[T any](e journal.Entry) (v T, removed bool, err error) {
	body := e.After
	if removed = len(body) == 0; removed {
		body = e.Before
	}
	err = json.Unmarshal(body, &v)
	return v, removed, err
}
