package app

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/indicator"
	"guatu/internal/ruleset"
	"guatu/internal/score"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// SchemeSave sets up a scheme of assessment (no ID) with its first edition, or gives
// one a new title, another edition, or both. How often it judges never changes: its
// results are named by that.
type SchemeSave struct {
	ID      string           `json:"id,omitempty"`
	Version int              `json:"version,omitempty"`
	Unit    string           `json:"unit,omitempty"`
	Title   string           `json:"title,omitempty"` // empty = as it is
	Period  indicator.Period `json:"period,omitempty" enum:"month,quarter,half,year"`
	Edition *SchemeEdition   `json:"edition,omitempty"`
	Because string           `json:"because,omitempty"`
}

// A SchemeEdition is an edition as it is put down.
type SchemeEdition struct {
	From     workday.Date    `json:"from"`
	Mends    workday.Date    `json:"mends,omitzero"` // the edition it takes the place of, while that may be mended
	Pack     string          `json:"pack"`
	Members  []score.Member  `json:"members"`
	Bindings []score.Binding `json:"bindings,omitempty"`
	Note     string          `json:"note,omitempty"`
}

// edition is what will be kept; empty bindings are none.
func (e *SchemeEdition) edition(today workday.Date, by string) score.Edition {
	return score.Edition{From: e.From, Pack: e.Pack, Members: e.Members, Note: strings.TrimSpace(e.Note), Written: today, By: by,
		Bindings: slices.DeleteFunc(slices.Clone(e.Bindings), func(b score.Binding) bool { return strings.TrimSpace(b.Name) == "" })}
}

// SchemeSave writes it and gives its ID. Every mistake is told, of the pack with line
// and column, of a binding with its name; with one, nothing is kept.
func (a *App) SchemeSave(ctx context.Context, who access.Actor, in SchemeSave) (string, error) {
	if err := may(who, access.KeepScheme); err != nil {
		return "", err
	}
	f, err := a.facts(ctx, who.Tenant())
	if err != nil {
		return "", err
	}
	in.Title = strings.TrimSpace(in.Title)
	id := in.ID
	err = a.act(ctx, who, access.KeepScheme, in.Because, func(tx *store.Tx) error {
		was, is, err := in.there(tx)
		if err != nil {
			return err
		}
		if was == nil {
			is.ID = a.newID()
		}
		id = is.ID
		if is, err = in.written(tx, f, is, who.Name); err != nil {
			return err
		}
		return tx.SaveScheme(was, is)
	})
	return id, err
}

// there finds the scheme, or begins one.
func (in *SchemeSave) there(tx *store.Tx) (was, is *score.Scheme, err error) {
	if in.ID == "" {
		return nil, &score.Scheme{Unit: in.Unit, Title: in.Title, Period: in.Period}, nil
	}
	if was, err = tx.Scheme(in.ID); err != nil {
		return nil, nil, err
	}
	is = was.Clone()
	is.Version = in.Version
	if in.Title != "" {
		is.Title = in.Title
	}
	if in.Period != "" && in.Period != was.Period || in.Unit != "" && in.Unit != was.Unit {
		return nil, nil, fault.New(fault.Invalid, "scheme.period_fixed").At("period")
	}
	return was, is, nil
}

// written is the scheme with what is said, or all that is wrong with it.
func (in *SchemeSave) written(tx *store.Tx, f *facts, is *score.Scheme, by string) (*score.Scheme, error) {
	var wrong fault.List
	n := utf8.RuneCountInString(is.Title)
	wrong.Check(n > 0 && n <= maxTitle, "title", "scheme.title", "max", maxTitle)
	wrong.Check(slices.Contains(score.SchemePeriods, is.Period), "period", "scheme.period", "period", string(is.Period))
	wrong.Add(unitThere(tx, is.Unit))
	wrong.Check(tx.Scope().SeesUnit(is.Unit), "unit", "project.unit_outside")
	wrong.Check(in.Edition != nil || len(is.Editions) > 0, "edition", "scheme.no_edition")
	if err := wrong.Err(); err != nil || in.Edition == nil {
		return is, err
	}
	e := in.Edition.edition(tx.Today, by)
	wrong.Check(!e.From.IsZero(), "from", "scheme.from")
	wrong.Add(f.checkEdition(is, &e, tx.Today))
	next, err := is.With(e, in.Edition.Mends, tx.Today)
	wrong.Add(err)
	return next, wrong.Err()
}

// checkEdition reports everything that is wrong with an edition of a scheme.
func (f *facts) checkEdition(s *score.Scheme, e *score.Edition, today workday.Date) error {
	var wrong fault.List
	pack, err := score.Parse(e.Pack, nil)
	inPack(&wrong, err)
	groups := []string(nil)
	if err == nil {
		groups = pack.Groups()
		wrong.Add(e.CheckBindings(pack, ruleset.InForce(f.sets, max(today, e.From)).Indicators))
	}
	f.checkMembers(s, e, groups, &wrong)
	return wrong.Err()
}

// inPack keeps a pack's mistakes under its field, so that forms find them.
func inPack(wrong *fault.List, err error) {
	e, ok := fault.As(err)
	if !ok {
		return
	}
	parts := e.Parts
	if len(parts) == 0 {
		parts = []*fault.Error{e}
	}
	for _, p := range parts {
		if p.Field == "" {
			p.Field = "pack"
		} else {
			p.Field = "pack." + p.Field
		}
		wrong.Add(p)
	}
}

// maxMembers is how many units one scheme judges: the engine takes as many.
const maxMembers = score.MaxUnits

// checkMembers holds the judged units to the tree and to the pack's groups.
func (f *facts) checkMembers(s *score.Scheme, e *score.Edition, groups []string, wrong *fault.List) {
	wrong.Check(len(e.Members) > 0 && len(e.Members) <= maxMembers, "members", "scheme.members", "max", maxMembers)
	below, seen := f.tree.Below(s.Unit), map[string]bool{}
	for i, m := range e.Members {
		at := "members[" + strconv.Itoa(i) + "]"
		u, known := f.tree.Unit(m.Unit)
		switch {
		case !known || !below[m.Unit] || u.Closed:
			wrong.Check(false, at, "scheme.member", "unit", f.tree.Name(m.Unit))
		case seen[m.Unit]:
			wrong.Check(false, at, "scheme.member_twice", "unit", u.Label())
		case len(groups) > 0 && !slices.Contains(groups, m.Group):
			wrong.Check(false, at, "scheme.group", "unit", u.Label(), "group", m.Group, "groups", groups)
		}
		seen[m.Unit] = true
	}
}
