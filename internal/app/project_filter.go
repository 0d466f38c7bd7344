package app

import (
	"cmp"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/money"
	"guatu/internal/workday"
)

// A ProjectFilter says which projects, in which order, how many. It is what a
// page's address, a saved view and the REST interface's query all hold. Lists are
// alternatives; different fields must all hold.
type ProjectFilter struct {
	Moment
	Query   string   `json:"q,omitempty" query:"q" maxLength:"100" doc:"part of a name, enterprise, code, place or content"`
	Unit    []string `json:"unit,omitempty" query:"unit" doc:"units; what is below them counts too"`
	Park    []string `json:"park,omitempty" query:"park"`
	Stage   []string `json:"stage,omitempty" query:"stage" doc:"stage reached; - for not reported"`
	Basis   string   `json:"basis,omitempty" query:"basis" enum:",declared,recognised" doc:"stages as declared by their units (empty) or as recognised by the level above"`
	Pending []string `json:"pending,omitempty" query:"pending" doc:"stage declared and not yet recognised; - for none"`
	Move    []string `json:"move,omitempty" query:"move" doc:"whose move it is: unit, department, office"`
	Light   []string `json:"light,omitempty" query:"light"`
	Tier    []string `json:"tier,omitempty" query:"tier"`
	Level   []string `json:"level,omitempty" query:"level"`
	Kind    []string `json:"kind,omitempty" query:"kind"`
	Tag     []string `json:"tag,omitempty" query:"tag"`
	Batch   []string `json:"batch,omitempty" query:"batch"`
	Reason  []string `json:"reason,omitempty" query:"reason" doc:"rules of lights that hold"`
	Lack    []string `json:"lack,omitempty" query:"lack" doc:"fields the next step lacks"`
	LeadMax string   `json:"lead_max,omitempty" query:"lead_max" doc:"lead in points at most, e.g. -10"`
	LeadMin string   `json:"lead_min,omitempty" query:"lead_min" doc:"lead in points at least"`
	Sort    string   `json:"sort,omitempty" query:"sort" doc:"unit, name, stage, total, plan, done, rate, lead, light, since, next; - in front for falling"`
	Group   string   `json:"group,omitempty" query:"group" doc:"unit, stage, tier, light, level, kind"`
	Page    int      `json:"page,omitempty" query:"page" minimum:"0" maximum:"100000" doc:"from 1"`
	Size    int      `json:"size,omitempty" query:"size" minimum:"0" maximum:"500" doc:"rows a page; 50 when not given"`
}

// The two senses of a stage. A page shows one at a time and says which.
const (
	Declared      = "declared"   // 申报口径
	ByRecognition = "recognised" // 认定口径
)

// byStage is the grouping by which the filter reads stages.
func (f ProjectFilter) byStage() string {
	if f.Basis == ByRecognition {
		return "recognised"
	}
	return "stage"
}

// Unstated is what a filter calls "not reported".
const Unstated = "-"

// matcher is a filter made ready: words looked up, units widened, points read.
type matcher struct {
	ProjectFilter
	units            map[string]bool
	leadMax, leadMin *money.Points
	questions        []func(r *ProjectRow) bool
}

// ready checks the filter, widens its units over the tree and looks its words up.
func (f ProjectFilter) ready(facts *facts) (*matcher, error) {
	m, tree := &matcher{ProjectFilter: f}, facts.tree
	var wrong fault.List
	if len(f.Unit) > 0 {
		m.units = map[string]bool{}
		for _, id := range f.Unit {
			_, ok := tree.Unit(id)
			wrong.Check(ok, "unit", "unit.not_found", "id", id)
			for below := range tree.Below(id) {
				m.units[below] = true
			}
		}
	}
	m.leadMax = points(f.LeadMax, "lead_max", &wrong)
	m.leadMin = points(f.LeadMin, "lead_min", &wrong)
	wrong.Check(sorts[strings.TrimPrefix(f.Sort, "-")] != nil, "sort", "filter.sort", "sort", f.Sort)
	wrong.Check(f.Basis == "" || f.Basis == Declared || f.Basis == ByRecognition, "basis", "filter.basis", "basis", f.Basis)
	wrong.Check(f.Group == "" || groups[f.Group] != nil, "group", "filter.group", "group", f.Group)
	m.ask()
	if words := strings.Fields(strings.ToLower(f.Query)); len(words) > 0 {
		holds := facts.holding(words)
		m.questions = slices.Insert(m.questions, 0, func(r *ProjectRow) bool { return holds[r.at] })
	}
	return m, wrong.Err()
}

func points(text, field string, wrong *fault.List) *money.Points {
	if text == "" {
		return nil
	}
	n, exact, err := money.ParseDecimal(text, 100)
	wrong.Check(err == nil && exact, field, "filter.points", "text", text)
	p := money.Points(n)
	return &p
}

// holds tells whether a row passes every question that was asked.
func (m *matcher) holds(r *ProjectRow) bool {
	for _, question := range m.questions {
		if !question(r) {
			return false
		}
	}
	return true
}

// ask collects the questions, the cheap ones first. What was not asked is not
// looked at: reaching a field of every row is what a list of many costs.
func (m *matcher) ask() {
	add := func(asked bool, question func(r *ProjectRow) bool) {
		if asked {
			m.questions = append(m.questions, question)
		}
	}
	add(len(m.Light) > 0, func(r *ProjectRow) bool { return oneOf(m.Light, string(r.State.Light)) })
	add(len(m.Stage) > 0, func(r *ProjectRow) bool { return oneOf(m.Stage, groups[m.byStage()](r)) })
	add(len(m.Pending) > 0, func(r *ProjectRow) bool { return oneOf(m.Pending, string(r.Next.Pending)) })
	add(len(m.Move) > 0, func(r *ProjectRow) bool { return oneOf(m.Move, string(r.Next.Move)) })
	add(len(m.Tier) > 0, func(r *ProjectRow) bool { return oneOf(m.Tier, r.Tier) })
	add(m.units != nil, func(r *ProjectRow) bool {
		return m.units[r.Project.Unit] || r.Project.Park != "" && m.units[r.Project.Park]
	})
	add(len(m.Kind) > 0, func(r *ProjectRow) bool { return oneOf(m.Kind, r.Project.Kind) })
	add(len(m.Park) > 0, func(r *ProjectRow) bool { return oneOf(m.Park, r.Project.Park) })
	add(len(m.Level) > 0, func(r *ProjectRow) bool { return anyOf(m.Level, r.Project.Levels) })
	add(len(m.Tag) > 0, func(r *ProjectRow) bool { return anyOf(m.Tag, r.Project.Tags) })
	add(len(m.Batch) > 0, func(r *ProjectRow) bool { return anyOf(m.Batch, r.Project.Batches) })
	add(len(m.Lack) > 0, func(r *ProjectRow) bool { return anyOf(m.Lack, r.Next.Missing) || lacksKind(m.Lack, r.Next.Evidence) })
	add(len(m.Reason) > 0, m.holdsReason)
	add(m.leadMax != nil || m.leadMin != nil, m.holdsLead)
}

func oneOf(list []string, value string) bool {
	return slices.Contains(list, cmp.Or(value, Unstated))
}

func anyOf(list, values []string) bool {
	if len(values) == 0 {
		return slices.Contains(list, Unstated)
	}
	return slices.ContainsFunc(values, func(v string) bool { return slices.Contains(list, v) })
}

// lacksKind tells whether one of the codes is a kind of evidence the next step
// lacks, alone or among alternatives.
func lacksKind(codes, lacking []string) bool {
	return slices.ContainsFunc(lacking, func(kinds string) bool {
		for kind := range strings.SplitSeq(kinds, "|") {
			if slices.Contains(codes, kind) {
				return true
			}
		}
		return false
	})
}

func (m *matcher) holdsReason(r *ProjectRow) bool {
	for _, why := range r.State.Reasons {
		if slices.Contains(m.Reason, why.Rule) {
			return true
		}
	}
	return false
}

// holdsLead: a project without a known lead is neither ahead nor behind.
func (m *matcher) holdsLead(r *ProjectRow) bool {
	return r.Progress.OK && (m.leadMax == nil || r.Progress.Lead <= *m.leadMax) && (m.leadMin == nil || r.Progress.Lead >= *m.leadMin)
}

// sorts are the orders a table can have. What is not reported stands last in
// either direction, so each gives whether its value is known.
var sorts = map[string]func(r *ProjectRow) (key int64, known bool){
	"":      func(r *ProjectRow) (int64, bool) { return 0, true },
	"unit":  func(r *ProjectRow) (int64, bool) { return int64(r.place), true },
	"name":  func(r *ProjectRow) (int64, bool) { return 0, true },
	"stage": func(r *ProjectRow) (int64, bool) { return int64(r.reach), r.Stage != "" },
	"total": func(r *ProjectRow) (int64, bool) { return int64(r.Project.Total.Yuan), r.Project.Total.OK },
	"plan":  func(r *ProjectRow) (int64, bool) { return int64(r.Progress.Plan.Yuan), r.Progress.Plan.OK },
	"done":  func(r *ProjectRow) (int64, bool) { return int64(r.Progress.Done.Yuan), r.Progress.Done.OK },
	"rate":  func(r *ProjectRow) (int64, bool) { return int64(r.Progress.Rate), r.Progress.OK },
	"lead":  func(r *ProjectRow) (int64, bool) { return int64(r.Progress.Lead), r.Progress.OK },
	"light": func(r *ProjectRow) (int64, bool) { return int64(r.light), true },
	"since": func(r *ProjectRow) (int64, bool) { return int64(r.Since.First), !r.Since.IsZero() },
	"next":  func(r *ProjectRow) (int64, bool) { return int64(r.Next.Planned.Last()), !r.Next.Planned.IsZero() },
}

// sortRows puts rows in the filter's order. They come in the order of byDefault,
// which stands among equal ones. Each key is made once a row.
func (m *matcher) sortRows(rows []*ProjectRow) {
	by, falling := strings.CutPrefix(m.Sort, "-")
	sign := 1
	if falling {
		sign = -1
	}
	if by == "name" {
		sortByName(rows, sign)
		return
	}
	if by == "" || by == "unit" && !falling {
		return
	}
	type keyed struct {
		key   int64
		known bool
		at    int32
	}
	list := make([]keyed, len(rows))
	for i, r := range rows {
		key, known := sorts[by](r)
		list[i] = keyed{key, known, int32(i)}
	}
	slices.SortFunc(list, func(a, b keyed) int {
		switch {
		case a.known != b.known && a.known:
			return -1
		case a.known != b.known:
			return 1
		case a.key != b.key && a.known:
			return sign * cmp.Compare(a.key, b.key)
		}
		return cmp.Compare(a.at, b.at)
	})
	before := slices.Clone(rows)
	for i, k := range list {
		rows[i] = before[k.at]
	}
}

// orderOf is each unit's place in the tree's order.
func orderOf(tree *access.Tree) map[string]int {
	order := make(map[string]int, len(tree.Units()))
	for i, u := range tree.Units() {
		order[u.ID] = i
	}
	return order
}

// groups are what a table can be grouped by; a project of several levels stands
// under its first.
var groups = map[string]func(r *ProjectRow) string{
	"unit":  func(r *ProjectRow) string { return r.Project.Unit },
	"stage": func(r *ProjectRow) string { return string(r.Stage) },
	// The stage by recognition. byStage says which of the two a filter means.
	"recognised": func(r *ProjectRow) string { return string(r.Recognised) },
	"tier":       func(r *ProjectRow) string { return r.Tier },
	"light":      func(r *ProjectRow) string { return string(r.State.Light) },
	"kind":       func(r *ProjectRow) string { return r.Project.Kind },
	"level":      func(r *ProjectRow) string { return first(r.Project.Levels) },
}

// GroupOf is the value under which a table grouped by that shows a row; "" where
// it is not reported, and for a grouping there is none of.
func GroupOf(by string, r *ProjectRow) string {
	if key := groups[by]; key != nil {
		return key(r)
	}
	return ""
}

// without is the filter with one of its lists left open.
func (f ProjectFilter) without(by string) (open ProjectFilter, closed bool) {
	lists := map[string]*[]string{"unit": &f.Unit, "stage": &f.Stage, "tier": &f.Tier, "light": &f.Light, "level": &f.Level, "kind": &f.Kind}
	if f.Basis == ByRecognition {
		lists["recognised"], lists["stage"] = lists["stage"], nil
	}
	if lists[by] == nil || len(*lists[by]) == 0 {
		return f, false
	}
	*lists[by] = nil
	return f, true
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// onOr is the moment's day, or today.
func (m Moment) onOr(today workday.Date) workday.Date { return cmp.Or(m.On, today) }
