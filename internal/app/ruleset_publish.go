package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/signal"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// RulesetPublish puts a ruleset in force from the day it names.
type RulesetPublish struct {
	Body    string `json:"body"`
	Because string `json:"because,omitempty"`
}

// RulesetPublish checks and keeps the set; a published set is never changed, a
// later one follows it. It gives the set's ID.
func (a *App) RulesetPublish(ctx context.Context, who access.Actor, in RulesetPublish) (string, error) {
	if err := may(who, access.PublishRuleset); err != nil {
		return "", err
	}
	set, err := ruleset.Parse(in.Body)
	if err != nil {
		return "", err
	}
	return set.ID, a.act(ctx, who, access.PublishRuleset, in.Because, func(tx *store.Tx) error {
		return tx.SaveRuleset(store.Ruleset{ID: set.ID, From: set.From, Name: set.Name, Body: set.Body})
	})
}

// A RulesetTrial is what a set would change if it were in force today.
type RulesetTrial struct {
	Set     *ruleset.Set `json:"set"`
	Changes []TrialLight `json:"changes"`
}

// A TrialLight is one project that would be lit otherwise.
type TrialLight struct {
	Row *ProjectRow  `json:"row"`
	Now signal.State `json:"would_be"`
}

// RulesetTry lights every project the actor sees by another set and gives the
// differences; nothing is kept.
func (a *App) RulesetTry(ctx context.Context, who access.Actor, body string) (*RulesetTrial, error) {
	if !who.Can(access.PublishRuleset) {
		return nil, fault.New(fault.Forbidden, "access.forbidden", "action", string(access.PublishRuleset))
	}
	set, err := ruleset.Parse(body)
	if err != nil {
		return nil, err
	}
	fig, rows, err := a.choose(ctx, who, ProjectFilter{})
	if err != nil {
		return nil, err
	}
	trial := &RulesetTrial{Set: set}
	bench := lifecycle.NewBench(&set.Recognition, fig.facts.tree, fig.facts.calendar, fig.on)
	for _, r := range rows {
		if would := figureRow(r.dossier, bench, set); would.State.Light != r.State.Light || would.Tier != r.Tier {
			trial.Changes = append(trial.Changes, TrialLight{r, would.State})
		}
	}
	return trial, nil
}

// Rulesets are the place's sets, the one in force first marked, and the default.
func (a *App) Rulesets(ctx context.Context, who access.Actor) (inForce *ruleset.Set, all []*ruleset.Set, err error) {
	fig, err := a.at(ctx, who, Moment{})
	if err != nil {
		return nil, nil, err
	}
	return fig.set, append(append([]*ruleset.Set{}, fig.facts.sets...), ruleset.Default()), nil
}

// RuleOf is the words of a light's rule on a day, for "why".
func (a *App) RuleOf(ctx context.Context, who access.Actor, code string, on workday.Date) (signal.Rule, bool) {
	fig, err := a.at(ctx, who, Moment{On: on})
	if err != nil {
		return signal.Rule{}, false
	}
	for _, r := range fig.set.Lights.Rules {
		if r.Code == code {
			return r, true
		}
	}
	return signal.Rule{}, false
}
