package app

import (
	"cmp"
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// A CandidateFilter asks which projects could be declared for a stage (三个一批), or,
// with Stock, which stated stages the office could recognise as stock.
type CandidateFilter struct {
	Stage lifecycle.Stage `json:"stage,omitempty" query:"stage"`
	Stock bool            `json:"stock,omitempty" query:"stock"`
	Unit  []string        `json:"unit,omitempty" query:"unit"`
	Query string          `json:"q,omitempty" query:"q" maxLength:"100"`
	Page  int             `json:"page,omitempty" query:"page" minimum:"0" maximum:"100000"`
	Size  int             `json:"size,omitempty" query:"size" minimum:"0" maximum:"500"`
}

// Candidates are the projects of the filter, those that lack nothing first.
type Candidates struct {
	Filter CandidateFilter `json:"-"`
	On     workday.Date    `json:"on"`
	Known  int64           `json:"known"`
	Rows   []Candidate     `json:"rows"`
	Count  int             `json:"count"`
	Ready  int             `json:"ready"` // that lack nothing
}

// A Candidate is one project with what it would be declared with.
type Candidate struct {
	Project *ProjectRow       `json:"project"`
	Stages  []lifecycle.Stage `json:"stages"`          // of stock: those stated and not recognised
	On      workday.When      `json:"on,omitzero"`     // the date that is known
	Lacks   []lifecycle.Lack  `json:"lacks,omitempty"` // that is demanded
}

// ClaimCandidates lists them within the actor's scope.
func (a *App) ClaimCandidates(ctx context.Context, who access.Actor, f CandidateFilter) (*Candidates, error) {
	fig, rows, err := a.choose(ctx, who, ProjectFilter{Unit: f.Unit, Query: f.Query})
	if err != nil {
		return nil, err
	}
	f.Size, f.Page = cmp.Or(f.Size, pageSize), max(1, f.Page)
	c := &Candidates{Filter: f, On: fig.on, Known: fig.facts.n}
	bench := fig.bench()
	list := []Candidate{}
	for _, r := range rows {
		one, ok := candidate(bench, r, f)
		if ok {
			list = append(list, one)
			c.Ready += b2i(len(one.Lacks) == 0)
		}
	}
	slices.SortStableFunc(list, func(a, b Candidate) int { return cmp.Compare(len(a.Lacks), len(b.Lacks)) })
	c.Count = len(list)
	from := min((f.Page-1)*f.Size, len(list))
	c.Rows = list[from:min(from+f.Size, len(list))]
	return c, nil
}

// candidate tells whether a project is one, and with what.
func candidate(bench *lifecycle.Bench, r *ProjectRow, f CandidateFilter) (Candidate, bool) {
	c, life := Candidate{Project: r}, r.dossier.life(r.Tier)
	if r.Stage == lifecycle.Exited {
		return c, false
	}
	if f.Stock {
		c.Stages = stockOf(bench, life, f.Stage)
		if len(c.Stages) > 0 {
			c.On = r.Project.Fact(c.Stages[len(c.Stages)-1]).DeclaredOn
		}
		return c, len(c.Stages) > 0
	}
	fact := r.Project.Fact(f.Stage)
	if !bench.Case(life, f.Stage).Open() || !fact.Declared && r.reach > f.Stage.Order() {
		return c, false
	}
	c.Stages, c.On = []lifecycle.Stage{f.Stage}, fact.DeclaredOn
	c.Lacks = lifecycle.Demands(life.Lacks(bench.Rules, f.Stage, bench.Today))
	return c, true
}

// stockOf are the stages a ledger states that are in no claim and not recognised.
func stockOf(bench *lifecycle.Bench, life lifecycle.Life, only lifecycle.Stage) []lifecycle.Stage {
	var list []lifecycle.Stage
	for _, fact := range life.Project.Stages {
		if only != "" && fact.Stage != only || fact.Stage == lifecycle.Exited || !fact.Declared || fact.DeclaredOn.First > bench.Today {
			continue
		}
		if bench.Case(life, fact.Stage).Unclaimed() {
			list = append(list, fact.Stage)
		}
	}
	return list
}
