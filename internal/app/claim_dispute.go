package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/lifecycle"
)

// ClaimWord is a word said about a claim where no reason of a list is asked for.
type ClaimWord struct {
	ID      string `json:"-" path:"id"`
	Version int    `json:"version,omitempty"`
	Note    string `json:"note,omitempty"`
}

func (w ClaimWord) act() claimAct { return claimAct{w.ID, w.Version, w.Note} }

// ClaimTakeBack is the unit taking its claim back before it is decided (撤回).
func (a *App) ClaimTakeBack(ctx context.Context, who access.Actor, in ClaimWord) error {
	return a.decide(ctx, who, access.DeclareStage, in.act(), func(c lifecycle.Case) (*lifecycle.Claim, error) {
		return c.TakeBack(who.Person, in.Note)
	})
}

// ClaimDispute is the unit not accepting a decision, with its word (异议).
func (a *App) ClaimDispute(ctx context.Context, who access.Actor, in ClaimWord) error {
	return a.decide(ctx, who, access.DeclareStage, in.act(), func(c lifecycle.Case) (*lifecycle.Claim, error) {
		return c.Dispute(who.Person, in.Note)
	})
}

// ClaimUphold is the office answering a dispute: the decision stays (维持).
func (a *App) ClaimUphold(ctx context.Context, who access.Actor, in ClaimWord) error {
	return a.decide(ctx, who, access.RecogniseStage, in.act(), func(c lifecycle.Case) (*lifecycle.Claim, error) {
		return c.Uphold(who.Person, in.Note)
	})
}
