package app

import (
	"context"
	"fmt"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/journal"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// ClaimRecognise is the office recognising a stage (认定), from the day declared or
// from another.
type ClaimRecognise struct {
	ID      string       `json:"-" path:"id"`
	Version int          `json:"version,omitempty"`
	On      workday.When `json:"on,omitzero"`
	Note    string       `json:"note,omitempty"`
}

// ClaimRecognise writes the step, and the stage as recognised into the project.
func (a *App) ClaimRecognise(ctx context.Context, who access.Actor, in ClaimRecognise) error {
	return a.decide(ctx, who, access.RecogniseStage, claimAct{in.ID, in.Version, in.Note}, func(c lifecycle.Case) (*lifecycle.Claim, error) {
		return c.Recognise(who.Person, lifecycle.Ruling{On: in.On, Note: in.Note})
	})
}

// ClaimsRecognise recognises many in one go, each from the day it was declared for.
type ClaimsRecognise struct {
	Claims []string `json:"claims"`
	Note   string   `json:"note,omitempty"`
}

// ClaimsRecognise is one act: all or none, with everything that stands against any
// of them. Its entries have one cause.
func (a *App) ClaimsRecognise(ctx context.Context, who access.Actor, in ClaimsRecognise) error {
	if n := len(in.Claims); n == 0 || n > maxClaims {
		return fault.New(fault.Invalid, "claims.number", "max", maxClaims).At("claims")
	}
	return a.hear(ctx, who, journal.By{Action: access.RecogniseStage, Note: in.Note, Cause: a.newID()}, func(d *docket) error {
		var wrong fault.List
		list, err := d.inChainOrder(in.Claims)
		if err != nil {
			return err
		}
		for _, id := range list {
			f, c, err := d.claim(id, 0)
			if err != nil {
				return err
			}
			is, err := c.Recognise(who.Person, lifecycle.Ruling{Note: in.Note})
			if err == nil {
				d.effect(c, is)
				err = d.put(f, is)
			}
			if err != nil {
				if err := numbered(&wrong, fmt.Sprintf("claims[%d]", slices.Index(in.Claims, id)), f.is, err); err != nil {
					return err
				}
			}
		}
		return wrong.Err()
	})
}

// inChainOrder sorts claims along the chain; each is named once.
func (d *docket) inChainOrder(ids []string) ([]string, error) {
	orders := map[string]int{}
	var list []string
	for _, id := range ids {
		if _, twice := orders[id]; twice {
			continue
		}
		_, c, err := d.claim(id, 0)
		if err != nil {
			return nil, err
		}
		orders[id] = c.Claim.Stage.Order()
		list = append(list, id)
	}
	slices.SortStableFunc(list, func(a, b string) int { return orders[a] - orders[b] })
	return list, nil
}
