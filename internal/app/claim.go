package app

import (
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// A ClaimRow is one claim with its project and where it stands on a day.
type ClaimRow struct {
	Claim    *lifecycle.Claim   `json:"claim"`
	Project  *ProjectRow        `json:"project"`
	Standing lifecycle.Standing `json:"standing"`
	Turn     bool               `json:"turn"` // it is the reader's move
	Unit     string             `json:"unit_name"`
}

// A ClaimPage is one claim with everything a decision about it looks at.
type ClaimPage struct {
	ClaimRow
	On       workday.Date         `json:"on"`
	Known    int64                `json:"known"`
	Sign     string               `json:"sign"` // by what the stage is known
	Rule     *lifecycle.StageRule `json:"rule"`
	Exhibits []Exhibit            `json:"evidence"`
	Lacks    []lifecycle.Lack     `json:"lacks,omitempty"`
	Excluded []string             `json:"excluded,omitempty"`
	May      []lifecycle.ClaimAct `json:"may"`             // what the reader may do about it
	Seats    []lifecycle.Checked  `json:"seats,omitempty"` // the departments the reader checks for
	SendBack []lifecycle.Reason   `json:"send_back_reasons"`
	Revoke   []lifecycle.Reason   `json:"revoke_reasons"`
	Other    []ClaimRow           `json:"other,omitempty"` // of the same project
	Together []ClaimRow           `json:"together,omitempty"`
	Names    map[string]string    `json:"names"` // reasons, departments and kinds of evidence in words
}

// An Exhibit is one piece of evidence as the claim sees it.
type Exhibit struct {
	lifecycle.Evidence
	Name    string   `json:"name"`
	Claimed bool     `json:"claimed"`           // it was declared on
	Later   bool     `json:"later,omitempty"`   // it came after the declaration
	Missing []string `json:"missing,omitempty"` // what its kind asks and is not known
}

// Claim is the page of one claim; outside the actor's scope it is not found.
func (a *App) Claim(ctx context.Context, who access.Actor, id string, m Moment) (*ClaimPage, error) {
	fig, row, claim, err := a.claimRow(ctx, who, id, m)
	if err != nil {
		return nil, err
	}
	bench := fig.bench()
	c := bench.Case(row.dossier.life(row.Tier), claim.Stage)
	rules := &fig.set.Recognition
	p := &ClaimPage{ClaimRow: *claimRowOf(fig, row, c, who), On: fig.on, Known: fig.facts.n, Seats: c.SeatsOf(who.Person),
		May: allowedActs(who, c.May(who.Person)), SendBack: rules.SendBackReasons(), Revoke: c.RevokeReasons(),
		Lacks: c.Lacks(rules, claim.Stage, fig.on), Names: map[string]string{}}
	if rule, ok := rules.Rule(claim.Stage); ok {
		p.Rule, p.Sign = rule, rule.SignFor(row.Project.Kind)
	}
	for _, e := range rules.Excluded(row.Project) {
		p.Excluded = append(p.Excluded, e.Name)
	}
	p.exhibit(c, rules)
	p.name(rules)
	p.around(fig, row, who)
	return p, nil
}

// ProjectClaims are the claims of one project.
func (a *App) ProjectClaims(ctx context.Context, who access.Actor, project string, m Moment) ([]ClaimRow, error) {
	fig, row, err := a.row(ctx, who, project, m)
	if err != nil {
		return nil, err
	}
	bench, list := fig.bench(), []ClaimRow{}
	for i := range row.dossier.claims {
		if c := &row.dossier.claims[i]; c.Steps[0].Day <= fig.on {
			list = append(list, *claimRowOf(fig, row, bench.Case(row.dossier.life(row.Tier), c.Stage), who))
		}
	}
	return list, nil
}

// allowedActs drops what the matrix does not allow.
func allowedActs(who access.Actor, acts []lifecycle.ClaimAct) []lifecycle.ClaimAct {
	return slices.DeleteFunc(acts, func(act lifecycle.ClaimAct) bool { return !who.Can(RightOf(act)) })
}

// RightOf is the right an act about a claim needs.
func RightOf(act lifecycle.ClaimAct) access.Action {
	switch act {
	case lifecycle.Check, lifecycle.Object:
		return access.CheckClaim
	case lifecycle.Recognise, lifecycle.SendBack, lifecycle.Uphold, lifecycle.Revoke:
		return access.RecogniseStage
	}
	return access.DeclareStage
}

// exhibit lists the evidence the claim stands on, and what else fits its stage.
func (p *ClaimPage) exhibit(c lifecycle.Case, rules *lifecycle.Rules) {
	fits := map[string]bool{}
	if p.Rule != nil {
		for _, n := range p.Rule.Evidence {
			fits[n.Kind] = true
		}
	}
	for _, e := range c.Evidence {
		claimed := slices.Contains(c.Claim.Evidence, e.ID)
		if e.Day > p.On || !claimed && (!fits[e.Kind] || e.Dropped) {
			continue
		}
		kind, _ := rules.Kind(e.Kind)
		later := !claimed && p.Standing.Declared != nil && e.Day >= p.Standing.Declared.Day
		p.Exhibits = append(p.Exhibits, Exhibit{Evidence: e, Name: rules.KindName(e.Kind), Claimed: claimed, Later: later, Missing: e.Missing(kind)})
	}
}

// name gathers the words for the codes on the page.
func (p *ClaimPage) name(rules *lifecycle.Rules) {
	for _, k := range rules.Kinds {
		p.Names[k.Code] = k.Name
	}
	for _, d := range rules.Departments {
		p.Names[d.Code] = d.Name
	}
	for _, s := range p.Claim.Steps {
		for _, code := range s.Reasons {
			p.Names[code] = rules.ReasonName(code)
		}
	}
}

// around finds the project's other claims and those of the same go.
func (p *ClaimPage) around(fig *figured, row *ProjectRow, who access.Actor) {
	bench := fig.bench()
	for i := range row.dossier.claims {
		if c := &row.dossier.claims[i]; c.ID != p.Claim.ID && c.Steps[0].Day <= fig.on {
			p.Other = append(p.Other, *claimRowOf(fig, row, bench.Case(row.dossier.life(row.Tier), c.Stage), who))
		}
	}
	if p.Claim.Batch == "" {
		return
	}
	for _, r := range fig.rows {
		for i := range r.dossier.claims {
			c := &r.dossier.claims[i]
			if c.Batch == p.Claim.Batch && c.ID != p.Claim.ID && c.Steps[0].Day <= fig.on && who.Scope().Sees(r.Subject()) {
				p.Together = append(p.Together, *claimRowOf(fig, r, bench.Case(r.dossier.life(r.Tier), c.Stage), who))
			}
		}
	}
}

// claimRow finds a claim inside the actor's scope, as of a moment.
func (a *App) claimRow(ctx context.Context, who access.Actor, id string, m Moment) (*figured, *ProjectRow, *lifecycle.Claim, error) {
	if err := may(who, access.ReadProjects); err != nil {
		return nil, nil, nil, err
	}
	fig, err := a.at(ctx, who, m)
	if err != nil {
		return nil, nil, nil, err
	}
	for _, r := range fig.rows {
		for i := range r.dossier.claims {
			if c := &r.dossier.claims[i]; c.ID == id && who.Scope().Sees(r.Subject()) && c.Steps[0].Day <= fig.on {
				return fig, r, c, nil
			}
		}
	}
	return nil, nil, nil, fault.New(fault.NotFound, "claim.not_found")
}

// claimRowOf works one claim out, with what was done about it by the day.
func claimRowOf(fig *figured, row *ProjectRow, c lifecycle.Case, who access.Actor) *ClaimRow {
	r := &ClaimRow{Claim: c.Claim.By(fig.on), Project: row, Standing: c.Standing(), Unit: fig.facts.tree.Name(c.Claim.Unit)}
	r.Turn = turn(who, c, r.Standing)
	return r
}

// turn tells whether it is the actor's move, with the right to make it.
func turn(who access.Actor, c lifecycle.Case, now lifecycle.Standing) bool {
	right := map[lifecycle.Party]access.Action{lifecycle.MoveUnit: access.DeclareStage, lifecycle.MoveDepartment: access.CheckClaim, lifecycle.MoveOffice: access.RecogniseStage}[now.Move]
	return right != "" && who.Can(right) && c.Turn(who.Person)
}
