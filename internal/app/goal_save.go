package app

import (
	"context"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/store"
	"guatu/internal/target"
)

// GoalSave sets up a goal (no ID) or changes one: a campaign, a coded goal, any
// other. What it asks in figures is said by targets (TargetSet).
type GoalSave struct {
	target.Goal
	Because string `json:"because,omitempty"`
}

// GoalSave writes it and gives its ID.
func (a *App) GoalSave(ctx context.Context, who access.Actor, in GoalSave) (string, error) {
	in.tidy()
	if err := in.Check(); err != nil {
		return "", err
	}
	if err := may(who, access.KeepGoal); err != nil {
		return "", err
	}
	above, err := a.goalsAbove(ctx, who)
	if err != nil {
		return "", err
	}
	id := in.ID
	err = a.act(ctx, who, access.KeepGoal, in.Because, func(tx *store.Tx) error {
		is := in.Goal
		was, err := a.goalThere(tx, &is, above)
		if err != nil {
			return err
		}
		id = is.ID
		return tx.SaveGoal(was, &is)
	})
	return id, err
}

func (in *GoalSave) tidy() {
	for _, text := range []*string{&in.Code, &in.Name, &in.Source, &in.Because} {
		*text = strings.TrimSpace(*text)
	}
	in.Digits = slices.DeleteFunc(in.Digits, func(d target.Digit) bool { return d.Digit == "" && d.Text == "" })
	in.Serves = slices.DeleteFunc(in.Serves, func(id string) bool { return id == "" })
}

// goalThere gives the goal as it is, and checks its unit and its place in the tree
// the actor sees.
func (a *App) goalThere(tx *store.Tx, is *target.Goal, above []target.Goal) (was *target.Goal, err error) {
	if is.ID == "" {
		is.ID, is.Version = a.newID(), 0
	} else if was, err = tx.Goal(is.ID); err != nil {
		return nil, err
	}
	if err := unitThere(tx, is.Unit); err != nil {
		return nil, err
	}
	if !tx.Scope().SeesUnit(is.Unit) {
		return nil, fault.New(fault.Invalid, "project.unit_outside").At("unit")
	}
	goals, err := tx.Goals()
	if err != nil {
		return nil, err
	}
	goals = append(slices.DeleteFunc(goals, func(g target.Goal) bool { return g.ID == is.ID }), *is)
	goals = append(goals, above...)
	if err := target.CheckTree(goals); err != nil {
		return nil, err
	}
	return was, digitsFree(tx, is)
}

// goalsAbove are the goals of the units above the actor's, which the actor may not
// change but may hang goals under.
func (a *App) goalsAbove(ctx context.Context, who access.Actor) (list []target.Goal, err error) {
	f, err := a.facts(ctx, who.Tenant())
	if err != nil {
		return nil, err
	}
	for _, g := range f.goals {
		if !who.Scope().SeesUnit(g.Unit) && f.goalSeen(&g, who) {
			list = append(list, g)
		}
	}
	return list, nil
}

// digitsFree refuses to take a digit away from under its targets.
func digitsFree(tx *store.Tx, is *target.Goal) error {
	targets, err := tx.Targets()
	if err != nil {
		return err
	}
	for _, t := range targets {
		if t.Goal == is.ID && t.Digit > len(is.Digits) {
			return fault.New(fault.Invalid, "goal.digit_used", "digit", t.Digit).At("digits")
		}
	}
	return nil
}
