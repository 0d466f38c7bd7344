package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/lifecycle"
)

// ClaimSendBack is the office sending a claim back with reasons (退回).
type ClaimSendBack struct {
	ID      string   `json:"-" path:"id"`
	Version int      `json:"version,omitempty"`
	Reasons []string `json:"reasons"`
	Note    string   `json:"note,omitempty"`
}

// ClaimSendBack writes the step; the stage is then as it was before the claim.
func (a *App) ClaimSendBack(ctx context.Context, who access.Actor, in ClaimSendBack) error {
	return a.decide(ctx, who, access.RecogniseStage, claimAct{in.ID, in.Version, in.Note}, func(c lifecycle.Case) (*lifecycle.Claim, error) {
		return c.SendBack(who.Person, lifecycle.Ruling{Reasons: in.Reasons, Note: in.Note})
	})
}

// ClaimRevoke is the office withdrawing a recognition with reasons (撤销认定), or
// bringing a project that left back (恢复).
type ClaimRevoke struct {
	ID      string   `json:"-" path:"id"`
	Version int      `json:"version,omitempty"`
	Reasons []string `json:"reasons"`
	Note    string   `json:"note,omitempty"`
}

// ClaimRevoke writes the step with what it changed in months that are over.
func (a *App) ClaimRevoke(ctx context.Context, who access.Actor, in ClaimRevoke) error {
	return a.decide(ctx, who, access.RecogniseStage, claimAct{in.ID, in.Version, in.Note}, func(c lifecycle.Case) (*lifecycle.Claim, error) {
		return c.Revoke(who.Person, lifecycle.Ruling{Reasons: in.Reasons, Note: in.Note})
	})
}
