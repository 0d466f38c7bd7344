package app

import (
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// A ClaimForm is what declaring a stage of a project asks for, with all that is
// already known: nothing is typed twice.
type ClaimForm struct {
	On      workday.Date          `json:"on"`
	Project *ProjectRow           `json:"project"`
	Stage   lifecycle.Stage       `json:"stage"`
	Reached workday.When          `json:"reached,omitzero"` // the date a ledger or an earlier claim said
	Sign    string                `json:"sign"`
	Rule    *lifecycle.StageRule  `json:"rule,omitempty"`
	Level   lifecycle.Level       `json:"level,omitempty"` // who recognises
	Choices []ClaimChoice         `json:"choices"`
	Wants   []Want                `json:"wants"`
	Fields  []string              `json:"fields,omitempty"` // of the project, that are missing
	Checks  []lifecycle.Checked   `json:"checks,omitempty"`
	Claim   string                `json:"claim,omitempty"` // the claim to this stage, where there is one
	State   lifecycle.ClaimState  `json:"state,omitempty"`
	Back    *ClaimBack            `json:"back,omitempty"`  // why it came back
	Sides   []lifecycle.SideState `json:"sides,omitempty"` // of an exit: what it can be for
	Names   map[string]string     `json:"names"`
}

// A ClaimChoice is one stage that can be declared, and how far it is.
type ClaimChoice struct {
	Stage    lifecycle.Stage      `json:"stage"`
	Declared bool                 `json:"declared,omitempty"`
	State    lifecycle.ClaimState `json:"state,omitempty"` // of its claim
	Lacks    int                  `json:"lacks"`           // what it still demands
}

// A Want is one line of the evidence a stage is declared on: what was asked, what
// is there, what is missing of it.
type Want struct {
	Kinds  []string             `json:"kinds"` // of which one will do
	Usual  bool                 `json:"usual,omitempty"`
	Source string               `json:"source"`
	Have   []lifecycle.Evidence `json:"have,omitempty"`
	Parts  []string             `json:"parts,omitempty"` // of what is there
	Met    bool                 `json:"met"`
}

// ClaimForm is the form of a stage; of "", of the one whose turn it is: the stage
// that was sent back or stated and never claimed, else the next.
func (a *App) ClaimForm(ctx context.Context, who access.Actor, project string, stage lifecycle.Stage) (*ClaimForm, error) {
	fig, row, err := a.row(ctx, who, project, Moment{})
	if err != nil {
		return nil, err
	}
	bench, life := fig.bench(), row.dossier.life(row.Tier)
	f := &ClaimForm{On: fig.on, Project: row, Stage: stage, Choices: choicesOf(bench, life), Names: map[string]string{}}
	if f.Stage == "" {
		f.Stage = firstChoice(row, f.Choices)
	}
	f.fill(bench, life)
	return f, nil
}

// choicesOf are the stages that are recognised here.
func choicesOf(bench *lifecycle.Bench, life lifecycle.Life) []ClaimChoice {
	list := []ClaimChoice{}
	for _, rule := range bench.Rules.Stages {
		if rule.Level(life.Project.Kind, life.Tier) == "" || life.Project.Fact(rule.Stage).Recognised {
			continue
		}
		c := bench.Case(life, rule.Stage)
		choice := ClaimChoice{Stage: rule.Stage, Declared: life.Project.Fact(rule.Stage).Declared,
			Lacks: len(lifecycle.Demands(life.Lacks(bench.Rules, rule.Stage, bench.Today)))}
		if c.Claim != nil {
			choice.State = c.State()
		}
		list = append(list, choice)
	}
	return list
}

// firstChoice is the stage most likely meant.
func firstChoice(row *ProjectRow, choices []ClaimChoice) lifecycle.Stage {
	for _, want := range []lifecycle.Stage{row.Next.Pending, row.Next.Stage} {
		if slices.ContainsFunc(choices, func(c ClaimChoice) bool { return c.Stage == want }) {
			return want
		}
	}
	if len(choices) > 0 {
		return choices[0].Stage
	}
	return ""
}

// fill says what the chosen stage asks for.
func (f *ClaimForm) fill(bench *lifecycle.Bench, life lifecycle.Life) {
	rule, ok := bench.Rules.Rule(f.Stage)
	if !ok {
		return
	}
	p := life.Project
	f.Rule, f.Sign, f.Level = rule, rule.SignFor(p.Kind), rule.Level(p.Kind, life.Tier)
	f.Reached = p.Fact(f.Stage).DeclaredOn
	c := bench.Case(life, f.Stage)
	if c.Claim != nil {
		now := c.Standing()
		f.Claim, f.State, f.Back = c.Claim.ID, now.State, backOf(c, now)
		if f.Reached.IsZero() {
			f.Reached = c.Claim.On
		}
	}
	f.Checks = bench.Demanded(life, f.Stage)
	f.Wants, f.Fields = wantsOf(bench.Rules, life, f.Stage, bench.Today)
	for _, k := range bench.Rules.Kinds {
		f.Names[k.Code] = k.Name
	}
	if f.Stage == lifecycle.Exited {
		f.Sides = slices.DeleteFunc(slices.Clone(bench.Rules.Sides), func(s lifecycle.SideState) bool { return !s.Exit })
	}
}

// wantsOf are the lines of evidence with what is there, and the missing fields.
func wantsOf(rules *lifecycle.Rules, life lifecycle.Life, s lifecycle.Stage, by workday.Date) (wants []Want, fields []string) {
	lacks := life.Lacks(rules, s, by)
	for _, l := range lacks {
		if l.Field != "" {
			fields = append(fields, l.Field)
		}
	}
	for _, n := range life.Needs(rules, s) {
		w := Want{Kinds: n.Kinds, Usual: n.Usual, Source: n.Source, Met: true}
		for _, e := range life.Evidence {
			if !e.Dropped && slices.Contains(n.Kinds, e.Kind) {
				w.Have = append(w.Have, e)
			}
		}
		for _, l := range lacks {
			if l.Field == "" && slices.Contains(n.Kinds, l.Evidence[0]) && l.Usual == n.Usual {
				w.Met, w.Parts = false, l.Parts
			}
		}
		wants = append(wants, w)
	}
	return wants, fields
}
