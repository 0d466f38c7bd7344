package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/journal"
	"guatu/internal/lifecycle"
)

// ClaimCheck is a department's word on a claim (核查): agree, or object with
// reasons.
type ClaimCheck struct {
	ID         string   `json:"-" path:"id"`
	Version    int      `json:"version,omitempty"`
	Department string   `json:"department,omitempty"`
	Agree      bool     `json:"agree"`
	Reasons    []string `json:"reasons,omitempty"`
	Note       string   `json:"note,omitempty"`
}

// ClaimCheck writes the step.
func (a *App) ClaimCheck(ctx context.Context, who access.Actor, in ClaimCheck) error {
	return a.decide(ctx, who, access.CheckClaim, claimAct{in.ID, in.Version, in.Note}, func(c lifecycle.Case) (*lifecycle.Claim, error) {
		return c.Check(who.Person, in.Agree, lifecycle.Ruling{Department: in.Department, Reasons: in.Reasons, Note: in.Note})
	})
}

// claimAct is what every act on one claim says: which, as of which version, why.
type claimAct struct {
	id      string
	version int
	note    string
}

// decide is an act on one claim.
func (a *App) decide(ctx context.Context, who access.Actor, action access.Action, in claimAct, rule func(lifecycle.Case) (*lifecycle.Claim, error)) error {
	return a.hear(ctx, who, journal.By{Action: action, Note: in.note}, func(d *docket) error {
		f, c, err := d.claim(in.id, in.version)
		if err != nil {
			return err
		}
		is, err := rule(c)
		if err != nil {
			return err
		}
		d.effect(c, is)
		return d.put(f, is)
	})
}
