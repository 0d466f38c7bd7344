package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/journal"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// ClaimDeclare is a unit declaring that a project has reached a stage, on evidence
// (申报认定), for the level above to recognise. What came back is declared again
// the same way.
type ClaimDeclare struct {
	Project  string          `json:"-" path:"id"`
	Stage    lifecycle.Stage `json:"stage"`
	On       workday.When    `json:"on"`
	Evidence []string        `json:"evidence,omitempty"`
	Reasons  []string        `json:"reasons,omitempty"`
	Note     string          `json:"note,omitempty"`
}

// ClaimDeclare gives the claim's ID, or everything that is missing or wrong.
func (a *App) ClaimDeclare(ctx context.Context, who access.Actor, in ClaimDeclare) (id string, err error) {
	err = a.hear(ctx, who, journal.By{Action: access.DeclareStage, Note: in.Note}, func(d *docket) error {
		id, err = d.declare(in, "")
		return err
	})
	return id, err
}

// declare declares one stage of one project.
func (d *docket) declare(in ClaimDeclare, batch string) (string, error) {
	f, err := d.open(in.Project)
	if err != nil {
		return "", err
	}
	is, err := d.bench.Case(f.life, in.Stage).Declare(d.who.Person, lifecycle.Declaration{
		Stage: in.Stage, On: in.On, Evidence: in.Evidence, Reasons: in.Reasons, Note: in.Note, Batch: batch})
	if err != nil {
		return "", err
	}
	if err := d.put(f, is); err != nil {
		return "", err
	}
	return is.ID, nil
}

// ClaimsDeclare declares many in one go, as “三个一批” is: signed, started and
// completed projects on one sheet.
type ClaimsDeclare struct {
	Items []ClaimItem `json:"items"`
	Note  string      `json:"note,omitempty"`
}

// A ClaimItem is one line of it.
type ClaimItem struct {
	Project  string          `json:"project"`
	Stage    lifecycle.Stage `json:"stage"`
	On       workday.When    `json:"on"`
	Evidence []string        `json:"evidence,omitempty"`
	Note     string          `json:"note,omitempty"`
}

// ClaimsDeclare is one act: every line or none, and all that is wrong with any of
// them. It gives the batch, by which the claims are found together.
func (a *App) ClaimsDeclare(ctx context.Context, who access.Actor, in ClaimsDeclare) (string, error) {
	if n := len(in.Items); n == 0 || n > maxClaims {
		return "", fault.New(fault.Invalid, "claims.number", "max", maxClaims).At("items")
	}
	batch := a.newID()
	return batch, a.hear(ctx, who, journal.By{Action: access.DeclareStage, Note: in.Note, Cause: batch}, func(d *docket) error {
		var wrong fault.List
		for _, i := range chainOrder(in.Items) {
			item := in.Items[i]
			_, err := d.declare(ClaimDeclare{Project: item.Project, Stage: item.Stage, On: item.On, Evidence: item.Evidence, Note: cmp.Or(item.Note, in.Note)}, batch)
			if err == nil {
				continue
			}
			f, lost := d.open(item.Project)
			if lost != nil {
				return lost
			}
			if err := numbered(&wrong, fmt.Sprintf("items[%d]", i), f.is, err); err != nil {
				return err
			}
		}
		return wrong.Err()
	})
}

// chainOrder is the order in which items are taken: along the chain, so that one
// stage of a project finds the one before it declared.
func chainOrder(items []ClaimItem) []int {
	order := make([]int, len(items))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return items[a].Stage.Order() - items[b].Stage.Order() })
	return order
}
