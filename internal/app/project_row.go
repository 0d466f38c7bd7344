package app

import (
	"slices"
	"sync"

	"guatu/internal/access"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/ruleset"
	"guatu/internal/signal"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// A ProjectRow is one project with everything that follows from its facts on a
// day: stage, tier, progress, light with reasons, next step. It is what tables,
// the board, exports and the REST interface show.
type ProjectRow struct {
	Project    *lifecycle.Project `json:"project"`
	Unit       string             `json:"unit_name"`
	Tier       string             `json:"tier,omitempty"`
	Stage      lifecycle.Stage    `json:"stage,omitempty"`
	Since      workday.When       `json:"since,omitzero"`
	Days       int                `json:"days,omitempty"` // days in the stage, where Since is known
	Recognised lifecycle.Stage    `json:"recognised,omitempty"`
	Progress   target.Progress    `json:"progress"`   // dispatch sense
	Statistics target.Progress    `json:"statistics"` // statistics sense
	State      signal.State       `json:"state"`
	Next       lifecycle.Step     `json:"next,omitzero"`
	Registered workday.Date       `json:"registered,omitzero"` // the day it came into the register
	dossier    *dossier
	place      int                 // of its unit in the tree's order
	reach      int                 // Stage.Order of Stage
	sure       int                 // Stage.Order of Recognised
	light      int                 // of State.Light in signal.Lights
	there      bool                // it was in the register on the day
	total      money.Opt           // Project.Total.Opt, beside what is added up with it
	at         int                 // in figured.rows
	codes      [len(groupings)]int // of its value in each grouping, see codebook
}

// Subject is what a scope is asked about.
func (r *ProjectRow) Subject() access.Subject {
	return access.Subject{Unit: r.Project.Unit, Park: r.Project.Park, EnterpriseCode: r.Project.EnterpriseCode}
}

// figureRow works one project out.
func figureRow(d *dossier, bench *lifecycle.Bench, set *ruleset.Set) *ProjectRow {
	tree, on := bench.Units, bench.Today
	p := d.project
	r := &ProjectRow{Project: p, Unit: tree.Name(p.Unit), Tier: lifecycle.TierOf(p, set.Tiers), Registered: d.registered, there: d.registered <= on, dossier: d}
	r.Stage, r.Since = p.Reached(on)
	if !r.Since.IsZero() {
		r.Days = max(0, int(on-r.Since.First))
	}
	r.Recognised, _ = p.RecognisedBy(on)
	r.measure(d, set, on)
	r.Next = bench.Next(d.life(r.Tier))
	r.reach, r.sure, r.light = r.Stage.Order(), r.Recognised.Order(), slices.Index(signal.Lights, r.State.Light)
	r.total = p.Total.Opt
	return r
}

// figured is every row of one set of facts on one day under one ruleset: the
// key is all they depend on, so a kept one is never wrong.
type figured struct {
	facts *facts
	set   *ruleset.Set
	on    workday.Date
	rows  []*ProjectRow // as facts.dossiers
	// ranked are the rows in the order of byDefault, in which every list begins.
	ranked []ranked
	book   codebook
}

// bench is what claims are judged by on the day of the figures.
func (f *figured) bench() *lifecycle.Bench {
	return lifecycle.NewBench(&f.set.Recognition, f.facts.tree, f.facts.calendar, f.on)
}

// life is the project as the rules of stages look at it.
func (d *dossier) life(tier string) lifecycle.Life {
	return lifecycle.Life{Project: d.project, Tier: tier, Evidence: d.evidence, Claims: d.claims}
}

// keptDays is how many days' rows are kept beside today's: the board compares
// two, and people look at a few.
const keptDays = 6

// figuredCache keeps the last figured values asked for, the newest first.
type figuredCache struct {
	mu   sync.Mutex
	list []*figured
}

// rows gives the rows on a day; what did not change since the last facts of that
// day is taken over, by the identity of the dossier.
func (c *figuredCache) rows(f *facts, on workday.Date) *figured {
	set := ruleset.InForce(f.sets, on)
	c.mu.Lock()
	defer c.mu.Unlock()
	var last *figured
	for i, kept := range c.list {
		if kept.on != on || kept.set.ID != set.ID {
			continue
		}
		if kept.facts == f {
			return kept
		}
		last, c.list = kept, slices.Delete(c.list, i, i+1)
		break
	}
	now := figure(f, set, on, last)
	c.list = append([]*figured{now}, c.list[:min(len(c.list), keptDays-1)]...)
	return now
}

// figure works out the rows, taking over those of last that still hold. The tree
// names units in rows, so another tree takes nothing over.
func figure(f *facts, set *ruleset.Set, on workday.Date, last *figured) *figured {
	now := &figured{facts: f, set: set, on: on, rows: make([]*ProjectRow, len(f.dossiers))}
	if last != nil && last.facts.tree != f.tree {
		last = nil
	}
	if last != nil {
		now.book = last.book
	}
	order, bench := orderOf(f.tree), now.bench()
	var fresh []*ProjectRow
	for i, d := range f.dossiers {
		if last != nil && i < len(last.rows) && last.rows[i].dossier == d {
			now.rows[i] = last.rows[i]
			continue
		}
		r := figureRow(d, bench, set)
		r.place, r.at = order[d.project.Unit], i
		now.book.code(r)
		now.rows[i] = r
		fresh = append(fresh, r)
	}
	now.ranked = rank(now, last, fresh, order)
	return now
}
