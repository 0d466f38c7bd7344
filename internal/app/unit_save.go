package app

import (
	"context"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/ident"
	"guatu/internal/store"
)

// UnitSave adds a unit (no ID) or changes one: its name, kind, divisions, the
// parents it hangs under and their shares.
type UnitSave struct {
	access.Unit
}

// UnitSave is the administrator's keeping of the tree. The tree is settled with
// the change before it is written, so no circle, orphan or wrong share gets in.
func (a *App) UnitSave(ctx context.Context, who access.Actor, in UnitSave) (string, error) {
	if err := in.check(); err != nil {
		return "", err
	}
	is := in.Unit
	err := a.act(ctx, who, access.ChangeUnit, "", func(tx *store.Tx) error {
		is = in.Unit
		units, err := tx.Units()
		if err != nil {
			return err
		}
		was, err := a.place(&is, units)
		if err != nil {
			return err
		}
		return tx.SaveUnit(was, &is)
	})
	return is.ID, err
}

// place finds the unit as it was and settles the tree with it as it will be.
func (a *App) place(is *access.Unit, units []access.Unit) (*access.Unit, error) {
	if is.ID == "" {
		is.ID = a.newID()
		_, err := access.NewTree(append(slices.Clone(units), *is))
		return nil, err
	}
	i := slices.IndexFunc(units, func(u access.Unit) bool { return u.ID == is.ID })
	if i < 0 {
		return nil, fault.New(fault.NotFound, "unit.not_found", "id", is.ID)
	}
	was := units[i]
	next := slices.Clone(units)
	next[i] = *is
	_, err := access.NewTree(next)
	return &was, err
}

func (in UnitSave) check() error {
	var wrong fault.List
	wrong.Check(strings.TrimSpace(in.Name) != "" && len(in.Name) <= maxUnitName, "name", "unit.name_empty")
	wrong.Check(slices.Contains(access.UnitKinds, in.Kind), "kind", "unit.kind", "kind", string(in.Kind))
	for _, d := range in.Divisions {
		if _, err := ident.DivisionOf(d); err != nil {
			if e, ok := fault.As(err); ok {
				wrong.Add(e.At("divisions"))
			}
		}
	}
	return wrong.Err()
}

const maxUnitName = 300 // bytes: a hundred characters
