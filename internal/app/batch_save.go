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

// BatchSave makes a promise (no ID) or changes one: so many projects, by a day, to
// a stage. Which projects they are is said on the projects (ProjectsTag).
type BatchSave struct {
	lifecycle.Batch
	Because string `json:"because,omitempty"`
}

// BatchSave writes it and gives its ID. A new name is given to the projects that
// carry the old one in the same act: they are the same promise.
func (a *App) BatchSave(ctx context.Context, who access.Actor, in BatchSave) (string, error) {
	in.Name, in.Source, in.Because = strings.TrimSpace(in.Name), strings.TrimSpace(in.Source), strings.TrimSpace(in.Because)
	if err := in.Check(); err != nil {
		return "", err
	}
	id := in.ID
	err := a.act(ctx, who, access.KeepBatch, in.Because, func(tx *store.Tx) error {
		is := in.Batch
		was, err := a.promised(tx, &is)
		if err != nil {
			return err
		}
		id = is.ID
		if was != nil && was.Name != is.Name {
			if err := rechristen(tx, was, &is); err != nil {
				return err
			}
		}
		return tx.SaveBatch(was, &is)
	})
	return id, err
}

// promised gives the batch as it is, and checks that its unit is there and that
// the unit has no other of the name.
func (a *App) promised(tx *store.Tx, is *lifecycle.Batch) (was *lifecycle.Batch, err error) {
	if is.ID == "" {
		is.ID, is.Version = a.newID(), 0
	} else if was, err = tx.Batch(is.ID); err != nil {
		return nil, err
	}
	if err := unitThere(tx, is.Unit); err != nil {
		return nil, err
	}
	if !tx.Scope().SeesUnit(is.Unit) {
		return nil, fault.New(fault.Invalid, "project.unit_outside").At("unit")
	}
	others, err := tx.Batches()
	if err != nil {
		return nil, err
	}
	for _, b := range others {
		if b.ID != is.ID && b.Unit == is.Unit && b.Name == is.Name {
			return nil, fault.New(fault.Invalid, "batch.name_taken", "name", is.Name).At("name")
		}
	}
	return was, nil
}

// rechristen gives the new name to the batch's projects.
func rechristen(tx *store.Tx, was, is *lifecycle.Batch) error {
	tree, err := treeOf(tx)
	if err != nil {
		return err
	}
	projects, err := tx.Projects()
	if err != nil {
		return err
	}
	below := tree.Below(was.Unit)
	for _, p := range projects {
		i := slices.Index(p.Batches, was.Name)
		if i < 0 || !below[p.Unit] && (p.Park == "" || !below[p.Park]) {
			continue
		}
		q := p.Clone()
		q.Batches[i] = is.Name
		if err := tx.SaveProject(p, q); err != nil {
			return err
		}
	}
	return nil
}

// treeOf is the units inside an act.
func treeOf(tx *store.Tx) (*access.Tree, error) {
	units, err := tx.Units()
	if err != nil {
		return nil, err
	}
	return access.NewTree(units)
}

// BatchClose closes a batch, kept or not (销号), or opens it again.
type BatchClose struct {
	ID      string `json:"-" path:"id"`
	Version int    `json:"version"`
	Closed  bool   `json:"closed"`
	Because string `json:"because,omitempty"`
}

// BatchClose writes it; a batch that is not kept needs no excuse here, for what
// became of it stays to be read.
func (a *App) BatchClose(ctx context.Context, who access.Actor, in BatchClose) error {
	return a.act(ctx, who, access.KeepBatch, strings.TrimSpace(in.Because), func(tx *store.Tx) error {
		was, err := tx.Batch(in.ID)
		if err != nil {
			return err
		}
		is := *was
		is.Version, is.Closed = in.Version, in.Closed
		return tx.SaveBatch(was, &is)
	})
}
