package app

import (
	"context"
	"strings"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/ident"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// AreaSave writes down what a park has approved, or is having approved, for all its
// projects: an assessment in place of each project's own (区域评估), a plan its projects
// wait for (控规、规划环评), or the power to decide items itself (赋权).
type AreaSave struct {
	approval.Area
	Because string `json:"because,omitempty"`
}

// AreaSave adds one (no ID) or changes it, and gives its ID.
func (a *App) AreaSave(ctx context.Context, who access.Actor, in AreaSave) (string, error) {
	is := in.Area
	is.Name, is.By = strings.TrimSpace(is.Name), who.Name
	err := a.act(ctx, who, access.KeepArea, in.Because, func(tx *store.Tx) error {
		set, err := setInForce(tx)
		if err != nil {
			return err
		}
		if err := is.Check(set.Approvals, tx.Today); err != nil {
			return err
		}
		is.Wrote = tx.Today
		if is.ID == "" {
			is.ID = a.newID()
			return tx.SaveArea(nil, &is)
		}
		was, err := tx.Area(is.ID)
		if err != nil {
			return err
		}
		return tx.SaveArea(was, &is)
	})
	return is.ID, err
}

// DiscreditSave writes down that an enterprise is in the list of the untrustworthy
// (失信), or that its credit is repaired.
type DiscreditSave struct {
	approval.Discredit
	Because string `json:"because,omitempty"`
}

// DiscreditSave adds one (no ID) or changes it, and gives its ID.
func (a *App) DiscreditSave(ctx context.Context, who access.Actor, in DiscreditSave) (string, error) {
	is := in.Discredit
	is.Document, is.Unit, is.By = strings.TrimSpace(is.Document), who.Unit, who.Name
	err := a.act(ctx, who, access.KeepDiscredit, in.Because, func(tx *store.Tx) error {
		if err := checkDiscredit(&is, tx.Today); err != nil {
			return err
		}
		is.Wrote = tx.Today
		if is.ID == "" {
			is.ID = a.newID()
			return tx.SaveDiscredit(nil, &is)
		}
		was, err := tx.Discredit(is.ID)
		if err != nil {
			return err
		}
		is.Unit = was.Unit
		return tx.SaveDiscredit(was, &is)
	})
	return is.ID, err
}

// checkDiscredit is the entry's own check with that of its credit code.
func checkDiscredit(d *approval.Discredit, today workday.Date) error {
	var wrong fault.List
	if e, ok := fault.As(ident.USCI(d.Enterprise)); ok {
		wrong.Add(e.At("enterprise"))
	}
	wrong.Add(d.Check(today))
	return wrong.Err()
}

// An AreaPage is what parks have approved for their projects, and the enterprises that
// are not accepted with documents missing.
type AreaPage struct {
	Areas      []AreaRow            `json:"areas"`
	Discredits []approval.Discredit `json:"discredits"`
}

// An AreaRow is one with its unit's name and whether it holds today.
type AreaRow struct {
	approval.Area
	UnitName string `json:"unit_name"`
	InForce  bool   `json:"in_force"`
}

// Areas are those of the units in the actor's scope.
func (a *App) Areas(ctx context.Context, who access.Actor) (*AreaPage, error) {
	if !who.Can(access.ReadGoals) { // whoever reads the campaign, and no enterprise
		return nil, fault.New(fault.Forbidden, "access.forbidden", "action", string(access.ReadGoals))
	}
	f, err := a.facts(ctx, who.Tenant())
	if err != nil {
		return nil, err
	}
	p := &AreaPage{Areas: []AreaRow{}, Discredits: []approval.Discredit{}}
	for _, area := range f.areas {
		if who.Scope().SeesUnit(area.Unit) {
			p.Areas = append(p.Areas, AreaRow{area, f.tree.Name(area.Unit), area.Holds(a.Today())})
		}
	}
	for _, d := range f.discredits {
		if who.Scope().SeesUnit(d.Unit) {
			p.Discredits = append(p.Discredits, d)
		}
	}
	return p, nil
}
