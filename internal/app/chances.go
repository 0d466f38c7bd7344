package app

import (
	"cmp"
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// A ChanceFilter says whose way into statistics is looked at.
type ChanceFilter struct {
	Moment
	Query   string   `json:"q,omitempty" query:"q" maxLength:"100" doc:"part of the project's name or enterprise"`
	Entry   string   `json:"entry,omitempty" query:"entry" doc:"store, above_scale; store when not given"`
	Unit    []string `json:"unit,omitempty" query:"unit" doc:"units; what is below them counts too"`
	Window  []string `json:"window,omitempty" query:"window" doc:"codes of windows"`
	State   []string `json:"state,omitempty" query:"state" doc:"open, coming, unsaid, unfit, early, none, entered; open and coming when not given"`
	Missing []string `json:"missing,omitempty" query:"missing" doc:"evidence that is missing; - for nothing"`
	Late    bool     `json:"late,omitempty" query:"late" doc:"only those late"`
	Page    int      `json:"page,omitempty" query:"page" minimum:"0" maximum:"100000"`
	Size    int      `json:"size,omitempty" query:"size" minimum:"0" maximum:"500"`
}

// Chances are the windows into statistics (入库、升规) with who can enter which,
// when, and what is still missing. Only process and papers are followed: there is
// no figure of an enterprise here to be reached.
type Chances struct {
	Filter  ChanceFilter       `json:"-"`
	Entry   lifecycle.Entry    `json:"entry"`
	On      workday.Date       `json:"on"`
	Known   int64              `json:"known"`
	Set     string             `json:"ruleset"`
	Windows []ChanceWindow     `json:"windows"`
	Months  []ChanceMonth      `json:"months"`
	Facets  map[string][]Facet `json:"facets"`
	Late    int                `json:"late"`
	Ready   int                `json:"ready"` // nothing is missing
	Count   int                `json:"count"`
	Rows    []ChanceRow        `json:"rows"`
	Pages   int                `json:"pages"`
}

// A ChanceWindow is one window with its next turn and those it is for.
type ChanceWindow struct {
	lifecycle.Window
	Turn  lifecycle.Turn `json:"turn,omitzero"`
	Fit   int            `json:"fit"`
	Ready int            `json:"ready"`
	Late  int            `json:"late"`
}

// A ChanceRow is one project on its way.
type ChanceRow struct {
	lifecycle.Chance
	Row     *ProjectRow  `json:"-"`
	Project ProjectRef   `json:"project"`
	Window  string       `json:"window_name,omitempty"`
	Papers  []ChanceNeed `json:"papers,omitempty"`
	Left    int          `json:"left"` // working days to the end of the turn
}

// A ChanceNeed is one paper that is missing: any of those named will do.
type ChanceNeed struct {
	Kinds []string `json:"kinds"`
	Names []string `json:"names"`
}

// Chances are those of the projects the actor sees.
func (a *App) Chances(ctx context.Context, who access.Actor, f ChanceFilter) (*Chances, error) {
	entry := lifecycle.Entry(cmp.Or(f.Entry, string(lifecycle.EnterStore)))
	at := slices.Index(lifecycle.Entries, entry)
	if at < 0 {
		return nil, fault.New(fault.Invalid, "filter.entry", "entry", f.Entry).At("entry")
	}
	fig, rows, err := a.choose(ctx, who, ProjectFilter{Moment: f.Moment, Unit: f.Unit, Query: f.Query})
	if err != nil {
		return nil, err
	}
	f.Size, f.Page = cmp.Or(f.Size, pageSize), max(1, f.Page)
	c := &Chances{Filter: f, Entry: entry, On: fig.on, Known: fig.facts.n, Set: fig.set.ID, Facets: map[string][]Facet{}}
	all := a.chancesOn(who.Tenant(), fig)
	list := make([]ChanceRow, 0, len(rows))
	for _, r := range rows {
		list = append(list, ChanceRow{Chance: all[r.at][at], Row: r})
	}
	c.schedule(list, fig)
	c.count(list, fig)
	list = slices.DeleteFunc(list, func(r ChanceRow) bool { return !f.holds(r, "") })
	c.page(list, fig)
	return c, nil
}

// holds tells whether a row passes the filter, one of its lists left open. Those
// who may enter are meant where no state is named.
func (f ChanceFilter) holds(r ChanceRow, open string) bool {
	if open != "state" && len(f.State) == 0 && !r.fits() || open != "state" && len(f.State) > 0 && !slices.Contains(f.State, string(r.State)) {
		return false
	}
	if open != "window" && len(f.Window) > 0 && !slices.Contains(f.Window, r.Chance.Window) {
		return false
	}
	return (!f.Late || r.Late) && (open == "missing" || f.lacks(r))
}

func (f ChanceFilter) lacks(r ChanceRow) bool {
	if len(f.Missing) == 0 || len(r.Missing) == 0 && slices.Contains(f.Missing, Unstated) {
		return true
	}
	return slices.ContainsFunc(r.Missing, func(n lifecycle.PaperNeed) bool { return slices.Contains(f.Missing, n.Code()) })
}

// fits tells that it may enter, now or when its window opens.
func (r ChanceRow) fits() bool { return r.State == lifecycle.OpenNow || r.State == lifecycle.ComingUp }

// count makes the facets.
func (c *Chances) count(list []ChanceRow, fig *figured) {
	states, windows, missing := map[string]int{}, map[string]int{}, map[string]int{}
	for _, r := range list {
		if c.Filter.holds(r, "state") {
			states[string(r.State)]++
		}
		if c.Filter.holds(r, "window") {
			windows[r.Chance.Window]++
		}
		if !c.Filter.holds(r, "missing") {
			continue
		}
		for _, n := range r.Missing {
			missing[n.Code()]++
		}
		if len(r.Missing) == 0 {
			missing[Unstated]++
		}
	}
	var keys []string
	for _, s := range lifecycle.WindowStates {
		keys = append(keys, string(s))
	}
	c.Facets["state"] = facetList(keys, states, func(key string) string { return key })
	names := map[string]string{}
	keys = nil
	for _, w := range c.Windows {
		keys, names[w.Code] = append(keys, w.Code), w.Name
	}
	c.Facets["window"] = facetList(keys, windows, func(key string) string { return names[key] })
	keys = []string{Unstated}
	for _, w := range c.Windows {
		for _, n := range w.Papers {
			names[n.Code()] = joinNames(needOf(n, fig).Names)
			if !slices.Contains(keys, n.Code()) {
				keys = append(keys, n.Code())
			}
		}
	}
	c.Facets["missing"] = facetList(keys, missing, func(key string) string { return cmp.Or(names[key], key) })
}

// facetList is counts as facets, in the order of keys, without the empty ones.
func facetList(keys []string, counts map[string]int, name func(string) string) []Facet {
	list := []Facet{}
	for _, key := range keys {
		if counts[key] > 0 {
			list = append(list, Facet{Key: key, Name: name(key), Count: counts[key]})
		}
	}
	return list
}

// page puts those whose window closes first in front, the late before the others,
// and cuts the page.
func (c *Chances) page(list []ChanceRow, fig *figured) {
	rank := func(r ChanceRow) int { return slices.Index(lifecycle.WindowStates, r.State) }
	slices.SortStableFunc(list, func(a, b ChanceRow) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Turn.Closes, b.Turn.Closes), cmp.Compare(b.Missed, a.Missed), cmp.Compare(len(a.Missing), len(b.Missing)))
	})
	c.Count = len(list)
	c.Pages = max(1, (len(list)+c.Filter.Size-1)/c.Filter.Size)
	from := min((c.Filter.Page-1)*c.Filter.Size, len(list))
	c.Rows = list[from:min(from+c.Filter.Size, len(list))]
	for i := range c.Rows {
		c.Rows[i].word(fig)
	}
}

// word puts a row into the words of the place.
func (r *ChanceRow) word(fig *figured) {
	r.Project = ProjectRef{r.Row.Project.ID, r.Row.Project.Name, r.Row.Unit}
	r.Left = daysLeft(r.Turn, fig)
	for _, w := range fig.set.Windows {
		if w.Code == r.Chance.Window {
			r.Window = w.Name
		}
	}
	for _, n := range r.Missing {
		r.Papers = append(r.Papers, needOf(n, fig))
	}
}

func needOf(n lifecycle.PaperNeed, fig *figured) ChanceNeed {
	need := ChanceNeed{Kinds: n.Of}
	for _, kind := range n.Of {
		need.Names = append(need.Names, evidenceName(fig, kind))
	}
	return need
}

// joinNames puts alternatives in one word, as an office writes them.
func joinNames(names []string) string {
	text := ""
	for i, name := range names {
		if i > 0 {
			text += "／"
		}
		text += name
	}
	return text
}

// ProjectChances are both ways of one project; outside the scope it is not found.
func (a *App) ProjectChances(ctx context.Context, who access.Actor, id string, m Moment) ([]ChanceRow, error) {
	fig, row, err := a.row(ctx, who, id, m)
	if err != nil {
		return nil, err
	}
	var list []ChanceRow
	for _, c := range chancesOf(row, fig.set, fig.on, fig.facts.calendar) {
		r := ChanceRow{Chance: c, Row: row}
		r.word(fig)
		list = append(list, r)
	}
	return list, nil
}
