package app

import (
	"context"
	"maps"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/journal"
	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/store"
)

// A docket is the claims one act is about: what is before the bench, read inside
// the transaction, and what becomes of it. Several claims of one project see each
// other's outcome, and the project is saved once.
type docket struct {
	app   *App
	tx    *store.Tx
	facts *facts
	set   *ruleset.Set
	bench *lifecycle.Bench
	who   access.Actor
	files []*docketFile
}

// A docketFile is one project before the bench.
type docketFile struct {
	was, is *lifecycle.Project
	life    lifecycle.Life
}

// hear opens an act on claims. What it decides about is read again inside the
// transaction; only rules, units and calendar are those held in memory.
func (a *App) hear(ctx context.Context, who access.Actor, by journal.By, fn func(*docket) error) error {
	if err := may(who, by.Action); err != nil {
		return err
	}
	f, err := a.facts(ctx, who.Tenant())
	if err != nil {
		return err
	}
	return a.actFor(ctx, who, by, func(tx *store.Tx) error {
		set := ruleset.InForce(f.sets, tx.Today)
		d := &docket{app: a, tx: tx, facts: f, set: set, who: who, bench: lifecycle.NewBench(&set.Recognition, f.tree, f.calendar, tx.Today)}
		if err := fn(d); err != nil {
			return err
		}
		return d.close()
	})
}

// open reads a project with its evidence and claims, once.
func (d *docket) open(project string) (*docketFile, error) {
	if i := slices.IndexFunc(d.files, func(f *docketFile) bool { return f.is.ID == project }); i >= 0 {
		return d.files[i], nil
	}
	was, err := d.tx.Project(project)
	if err != nil {
		return nil, err
	}
	f := &docketFile{was: was, is: was.Clone()}
	f.life = lifecycle.Life{Project: f.is, Tier: lifecycle.TierOf(was, d.set.Tiers)}
	if f.life.Evidence, err = d.tx.Evidences(project); err != nil {
		return nil, err
	}
	if f.life.Claims, err = d.tx.Claims(project); err != nil {
		return nil, err
	}
	d.files = append(d.files, f)
	return f, nil
}

// claim finds a claim with its project. A version, where the form carries one, must
// be that of the claim: who decides has seen what they decide about.
func (d *docket) claim(id string, version int) (*docketFile, lifecycle.Case, error) {
	claim, err := d.tx.Claim(id)
	if err != nil {
		return nil, lifecycle.Case{}, err
	}
	f, err := d.open(claim.Project)
	if err != nil {
		return nil, lifecycle.Case{}, err
	}
	c := d.bench.Case(f.life, claim.Stage)
	if version != 0 && version != c.Claim.Version {
		last := c.Claim.Steps[len(c.Claim.Steps)-1]
		return nil, c, fault.New(fault.Conflict, "claim.moved", "name", last.Name, "day", last.Day.String(), "act", string(last.Act))
	}
	return f, c, nil
}

// put writes a claim and lets the project follow it.
func (d *docket) put(f *docketFile, is *lifecycle.Claim) error {
	i := slices.IndexFunc(f.life.Claims, func(c lifecycle.Claim) bool { return c.Stage == is.Stage })
	var was *lifecycle.Claim
	if i >= 0 {
		was = f.life.Claims[i].Clone()
	} else {
		is.ID = d.app.newID()
	}
	if err := d.tx.SaveClaim(was, is); err != nil {
		return err
	}
	is.Settle(f.is)
	if i >= 0 {
		f.life.Claims[i] = *is
	} else {
		f.life.Claims = append(f.life.Claims, *is)
	}
	return nil
}

// close saves the projects that changed.
func (d *docket) close() error {
	for _, f := range d.files {
		if slices.Equal(f.was.Stages, f.is.Stages) {
			continue
		}
		if err := d.tx.SaveProject(f.was, f.is); err != nil {
			return err
		}
	}
	return nil
}

// numbered names the item of a list that a fault is about, and its project, and
// goes on: a list is refused as a whole, with all that is wrong in it. What is no
// mistake of the list's own ends it.
func numbered(wrong *fault.List, item string, p *lifecycle.Project, err error) error {
	e, ok := fault.As(err)
	if !ok || e.Kind == fault.NotFound || e.Kind == fault.Unavailable {
		return err
	}
	parts := e.Parts
	if len(parts) == 0 {
		parts = []*fault.Error{e}
	}
	for _, part := range parts {
		q := *part
		q.Args = map[string]any{"project": p.Name}
		maps.Copy(q.Args, part.Args)
		wrong.Add(q.At(item + "." + part.Field))
	}
	return nil
}

// maxClaims bounds one act of a list.
const maxClaims = 500
