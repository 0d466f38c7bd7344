package app

import (
	"context"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/store"
)

// ProjectSave adds a project (no ID) or changes what is known of one. Stages,
// figures and milestones have acts of their own, because each needs its own
// right and leaves its own line in the history.
type ProjectSave struct {
	lifecycle.Project
	Because string `json:"because,omitempty"` // why it is changed, for the history
}

// ProjectSave writes the register. It gives the project's ID.
func (a *App) ProjectSave(ctx context.Context, who access.Actor, in ProjectSave) (string, error) {
	in.tidy()
	var wrong fault.List
	wrong.Add(in.Check())
	wrong.Add(in.CheckCodes())
	if err := wrong.Err(); err != nil {
		return "", err
	}
	action := access.ChangeProject
	if in.ID == "" {
		action = access.AddProject
	}
	id := in.ID
	err := a.act(ctx, who, action, in.Because, func(tx *store.Tx) error {
		is := in.Clone()
		was, err := a.standing(tx, is)
		if err != nil {
			return err
		}
		id = is.ID
		return tx.SaveProject(was, is)
	})
	return id, err
}

// standing gives the project as it is and carries over what this act does not
// change. A new name keeps the old one as a former name.
func (a *App) standing(tx *store.Tx, is *lifecycle.Project) (*lifecycle.Project, error) {
	if is.ID == "" {
		is.ID, is.Version = a.newID(), 0
		if slices.ContainsFunc(is.Stages, func(f lifecycle.StageFact) bool { return f.Recognised || !f.RecognisedOn.IsZero() }) {
			return nil, fault.New(fault.Invalid, "stage.recognised_new").At("stages") // recognition is the level above's
		}
		for i, f := range is.Stages { // a first plan is the baseline, whatever was sent
			is.Stages[i].Baseline = f.Planned
		}
		return nil, placed(tx, &lifecycle.Project{}, is)
	}
	was, err := tx.Project(is.ID)
	if err != nil {
		return nil, err
	}
	is.Stages, is.Paused = was.Stages, was.Paused
	is.FormerNames = was.FormerNames
	rename(was, is)
	return was, placed(tx, was, is)
}

// placed checks where a project is put: its unit, its park, the project it is a
// phase of.
func placed(tx *store.Tx, was, is *lifecycle.Project) error {
	if err := placesThere(tx, was, is); err != nil || is.Parent == "" {
		return err
	}
	return parentThere(tx, is)
}

// rename keeps the old name when the new one differs.
func rename(was, is *lifecycle.Project) {
	if was.Name != is.Name && !slices.Contains(is.FormerNames, was.Name) {
		is.FormerNames = append(slices.Clone(is.FormerNames), was.Name)
	}
}

// placesThere checks that unit and park exist, and that one newly named lies in
// the actor's scope: whoever sees a project from its park alone may not move it
// between the units outside, nor anybody put one on another county's account.
func placesThere(tx *store.Tx, was, is *lifecycle.Project) error {
	for _, place := range []struct{ field, was, is string }{{"unit", was.Unit, is.Unit}, {"park", was.Park, is.Park}} {
		if place.is == "" && place.field == "park" {
			continue
		}
		if err := unitThere(tx, place.is); err != nil {
			return err
		}
		if place.is != place.was && !tx.Scope().SeesUnit(place.is) {
			return fault.New(fault.Invalid, "project.unit_outside").At(place.field)
		}
	}
	if !tx.Scope().Sees(access.Subject{Unit: is.Unit, Park: is.Park, EnterpriseCode: is.EnterpriseCode}) {
		return fault.New(fault.Invalid, "project.unit_outside").At("unit")
	}
	return nil
}

// parentThere checks that a phase's parent is another project, itself no phase
// of this one.
func parentThere(tx *store.Tx, p *lifecycle.Project) error {
	parent, err := tx.Project(p.Parent)
	if err != nil {
		return err
	}
	if parent.ID == p.ID || parent.Parent == p.ID {
		return fault.New(fault.Invalid, "project.parent_circle").At("parent")
	}
	return nil
}

// tidy trims what people leave around words, and empty items of lists.
func (in *ProjectSave) tidy() {
	for _, s := range []*string{&in.Name, &in.Enterprise, &in.EnterpriseCode, &in.Code, &in.Place, &in.Leader, &in.Contact, &in.Phone} {
		*s = strings.TrimSpace(*s)
	}
	in.EnterpriseCode, in.Code = strings.ToUpper(in.EnterpriseCode), strings.ToUpper(in.Code)
	for _, l := range []*[]string{&in.Tags, &in.Levels, &in.Batches} {
		*l = slices.DeleteFunc(*l, func(s string) bool { return strings.TrimSpace(s) == "" })
	}
}
