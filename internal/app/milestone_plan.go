package app

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/schedule"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// MilestonePlan is the planning of one node: the date in force, the forecast,
// what happened. The baseline is the first date ever planned and is not in here.
type MilestonePlan struct {
	Project  string       `json:"-" path:"id"`
	Code     string       `json:"code,omitempty"` // empty makes a node of the project's own
	Name     string       `json:"name,omitempty"`
	Planned  workday.When `json:"planned,omitzero"`
	Forecast workday.When `json:"forecast,omitzero"`
	Actual   workday.When `json:"actual,omitzero"`
	Note     string       `json:"note,omitempty"`
	// Days are the working days its work takes, Needs the nodes it waits for: none
	// named means the one before it. What is left out stays as it is.
	Days    *int            `json:"days,omitempty"`
	Needs   []schedule.Need `json:"needs,omitempty"`
	Because string          `json:"because,omitempty"`
}

// MilestonePlan writes one node.
func (a *App) MilestonePlan(ctx context.Context, who access.Actor, in MilestonePlan) error {
	return a.act(ctx, who, access.PlanMilestone, in.Because, func(tx *store.Tx) error {
		t, err := timelineOf(tx, in.Project)
		if err != nil {
			return err
		}
		if err := t.governed(in.Code, in.Planned); err != nil {
			return err
		}
		was, is, err := a.node(in, t.nodes)
		if err != nil {
			return err
		}
		if was != nil && is.Planned != was.Planned {
			if err := t.moveStage(tx, was.Code, is.Planned); err != nil {
				return err
			}
		}
		if is.Actual.First > tx.Today {
			return fault.New(fault.Invalid, "milestone.future", "on", is.Actual.String()).At("actual")
		}
		return tx.SaveMilestone(was, is)
	})
}

// node finds the node as it was and as it will be.
func (a *App) node(in MilestonePlan, nodes []schedule.Milestone) (was, is *schedule.Milestone, err error) {
	is = &schedule.Milestone{Project: in.Project, Code: "x-" + a.newID(), Order: len(nodes) + 1}
	if in.Code != "" {
		i := slices.IndexFunc(nodes, func(m schedule.Milestone) bool { return m.Code == in.Code })
		if i < 0 {
			return nil, nil, fault.New(fault.NotFound, "milestone.not_found", "code", in.Code)
		}
		was = &nodes[i]
		copied := nodes[i]
		is = &copied
	}
	if name := strings.TrimSpace(in.Name); name != "" {
		is.Name = name
	}
	if is.Name == "" {
		return nil, nil, fault.New(fault.Invalid, "milestone.name_empty").At("name")
	}
	if !in.Planned.IsZero() && in.Planned != is.Planned { // what is planned is not taken away
		*is = is.Plan(in.Planned)
	}
	is.Forecast, is.Actual, is.Note = in.Forecast, in.Actual, in.Note
	return was, is, in.work(is, nodes)
}

// MilestonesLay gives a project that has no nodes those of the template for its
// kind, dated from its start; what would be over already has no date yet.
type MilestonesLay struct {
	Project string `json:"-" path:"id"`
}

// MilestonesLay writes the template's nodes; stages already reached are marked.
func (a *App) MilestonesLay(ctx context.Context, who access.Actor, in MilestonesLay) error {
	return a.act(ctx, who, access.PlanMilestone, "", func(tx *store.Tx) error {
		p, err := tx.Project(in.Project)
		if err != nil {
			return err
		}
		set, err := setInForce(tx)
		if err != nil {
			return err
		}
		nodes, err := tx.Milestones(p.ID)
		if err != nil {
			return err
		}
		template, ok := schedule.For(p.Kind, set.Templates)
		if len(nodes) > 0 || !ok {
			return fault.New(fault.Conflict, "milestone.laid")
		}
		return layNodes(tx, p, template)
	})
}

func layNodes(tx *store.Tx, p *lifecycle.Project, template schedule.Template) error {
	start := p.Fact(lifecycle.Started)
	from := start.DeclaredOn
	if from.IsZero() {
		from = start.Planned
	}
	for i, m := range template.Lay(p.ID, from, tx.Today) {
		if stage := template.Nodes[i].Stage; stage != "" {
			fact := p.Fact(lifecycle.Stage(stage))
			switch {
			case !fact.Planned.IsZero():
				m.Baseline, m.Planned = cmp.Or(fact.Baseline, fact.Planned), fact.Planned
			case fact.Declared: // reached, and nobody ever planned it
				m.Baseline, m.Planned = workday.When{}, workday.When{}
			}
			m.Actual = fact.DeclaredOn
		}
		if err := tx.SaveMilestone(nil, &m); err != nil {
			return err
		}
	}
	return nil
}

// setInForce is today's ruleset, inside an act.
func setInForce(tx *store.Tx) (*ruleset.Set, error) {
	sets, err := setsOf(tx)
	return ruleset.InForce(sets, tx.Today), err
}

// setsOf are all rulesets that were published.
func setsOf(tx *store.Tx) ([]*ruleset.Set, error) {
	rows, err := tx.Rulesets()
	if err != nil {
		return nil, err
	}
	var sets []*ruleset.Set
	for _, r := range rows {
		set, err := parsed(r.Body)
		if err != nil {
			return nil, err
		}
		sets = append(sets, set)
	}
	return sets, nil
}

// published are the rulesets that were read, by their text: reading one takes tens of
// milliseconds, and every act asks for the one in force.
var published sync.Map

// parsed reads a published ruleset, once. A set is never changed.
func parsed(body string) (*ruleset.Set, error) {
	if set, read := published.Load(body); read {
		return set.(*ruleset.Set), nil
	}
	set, err := ruleset.Parse(body)
	if err == nil {
		published.Store(body, set)
	}
	return set, err
}
