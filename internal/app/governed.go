package app

import (
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/schedule"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// A timeline is what moving a project's dates stands on, inside an act.
type timeline struct {
	project *lifecycle.Project
	nodes   []schedule.Milestone
	changes []schedule.Change
	dates   []schedule.Date
	set     *ruleset.Set
	tree    *access.Tree
}

// timelineOf reads a project's dates as they are now.
func timelineOf(tx *store.Tx, project string) (*timeline, error) {
	var t timeline
	var err error
	if t.project, err = tx.Project(project); err != nil {
		return nil, err
	}
	if t.nodes, err = tx.Milestones(project); err != nil {
		return nil, err
	}
	if t.changes, err = tx.Changes(project); err != nil {
		return nil, err
	}
	if t.set, err = setInForce(tx); err != nil {
		return nil, err
	}
	if t.tree, err = treeOf(tx); err != nil {
		return nil, err
	}
	t.dates = schedule.Dates(t.project, t.nodes, t.set.Templates)
	return &t, nil
}

// verdict is who signs for a change of the project.
func (t *timeline) verdict(c *schedule.Change) schedule.Verdict {
	return verdictOf(t.set, t.project, t.dates, t.changes, c)
}

// verdictOf weighs a change by the rules.
func verdictOf(set *ruleset.Set, p *lifecycle.Project, dates []schedule.Date, changes []schedule.Change, c *schedule.Change) schedule.Verdict {
	d, _ := schedule.Find(dates, c.Node)
	w := schedule.WeightOf(c, d, changes)
	w.Levels, w.Tier = p.Levels, lifecycle.TierOf(p, set.Tiers)
	return set.Changes.Approver(w)
}

// governed refuses to move a date that is in force: the fault says how it moves.
// A first plan is free, and so is what the rules leave free, unless a request
// about that very date waits.
func (t *timeline) governed(node string, to workday.When) error {
	d, ok := schedule.Find(t.dates, node)
	if !ok || d.Planned.IsZero() || to.IsZero() || to == d.Planned {
		return nil
	}
	if slices.ContainsFunc(t.changes, func(c schedule.Change) bool { return c.Node == d.Node && c.State() == schedule.ChangeWaits }) {
		return fault.New(fault.Conflict, "change.waits").At("planned")
	}
	if t.set.Changes.Free(d.Planned, to) {
		return nil
	}
	c := schedule.Change{Node: d.Node, From: d.Planned, To: to}
	return fault.New(fault.Invalid, "milestone.governed", "on", d.Planned.String(), "approver", string(t.verdict(&c).By)).At("planned")
}

// move puts another date in force: a stage's with the milestone that marks it, or
// a milestone's alone.
func (t *timeline) move(tx *store.Tx, node string, to workday.When) error {
	d, ok := schedule.Find(t.dates, node)
	if !ok {
		return fault.New(fault.NotFound, "change.no_date", "node", node)
	}
	if stage := schedule.StageOf(d.Node); stage != "" {
		is := t.project.Clone()
		is.SetFact(is.Fact(stage).Plan(to))
		if err := tx.SaveProject(t.project, is); err != nil {
			return err
		}
		return t.moveTwins(tx, stage, to)
	}
	return t.moveNode(tx, d.Node, to)
}

// moveTwins moves the milestones that are the stage's date under another name.
func (t *timeline) moveTwins(tx *store.Tx, stage lifecycle.Stage, to workday.When) error {
	for _, d := range t.dates {
		if !d.Twin || d.Stage != stage {
			continue
		}
		if err := t.moveNode(tx, d.Node, to); err != nil {
			return err
		}
	}
	return nil
}

// moveStage moves the stage's date that a milestone is under another name.
func (t *timeline) moveStage(tx *store.Tx, code string, to workday.When) error {
	d, _ := schedule.Find(t.dates, code)
	stage := schedule.StageOf(d.Node)
	if stage == "" {
		return nil
	}
	is := t.project.Clone()
	is.SetFact(is.Fact(stage).Plan(to))
	return tx.SaveProject(t.project, is)
}

func (t *timeline) moveNode(tx *store.Tx, code string, to workday.When) error {
	for i := range t.nodes {
		if was := &t.nodes[i]; was.Code == code {
			is := was.Plan(to)
			return tx.SaveMilestone(was, &is)
		}
	}
	return nil
}

// signerOf is how high somebody's signature counts for a project; without the right
// to grant it counts nothing.
func signerOf(tree *access.Tree, who access.Actor, right access.Action, p *lifecycle.Project) lifecycle.Signer {
	s := lifecycle.Signer{Who: who.ID, Name: who.Name, Unit: who.Unit}
	if who.Can(right) {
		s.As = lifecycle.SeatOf(tree, who.Unit, p.Unit, is(who, access.RoleLeader))
	}
	return s
}
