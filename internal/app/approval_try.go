package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/workday"
)

// ApprovalTry asks what would shorten a project's approvals (推演): changes tried
// together, and the day of the last item by what finished cases teach.
type ApprovalTry struct {
	Project string            `json:"-" path:"id"`
	On      workday.Date      `json:"on,omitzero"`    // as of this day; none = today
	Known   int64             `json:"known,omitzero"` // as known at this journal number; 0 = now
	Changes []approval.Change `json:"changes"`
}

// An ApprovalTrial is what it comes to. Nothing is kept.
type ApprovalTrial struct {
	Project   *ProjectRow        `json:"project"`
	On        workday.Date       `json:"on"`
	Known     int64              `json:"known"`
	Until     string             `json:"until"`
	Effect    approval.Effect    `json:"effect"`
	Odds      *ApprovalOdds      `json:"odds,omitempty"`    // as it stands
	Changed   *ApprovalOdds      `json:"changed,omitempty"` // with the changes; nothing where none are tried
	Shortcuts []ApprovalShortcut `json:"shortcuts"`         // single changes that gain, the best first
	Items     []ApprovalDuration `json:"items"`             // undecided, with what was learnt of each
	Bad       error              `json:"-"`
	Budget    *approval.Spending `json:"budget,omitempty"`
}

// An ApprovalOdds is a band of days: by which the last item is granted in one run of
// ten, in half of them, in eight of ten, in nine.
type ApprovalOdds struct {
	P10 workday.Date `json:"p10"`
	P50 workday.Date `json:"p50"`
	P80 workday.Date `json:"p80"`
	P90 workday.Date `json:"p90"`
	// Kept is the share of runs that keep the forecast by the pledges, in per cent.
	Kept  int              `json:"kept"`
	Runs  int              `json:"runs"`
	Guess []string         `json:"unlearnt"` // names of items that are taken at their pledge: too few cases have ended
	Steps []ApprovalChance `json:"steps"`
}

// An ApprovalChance is the share of runs over by the end of a day.
type ApprovalChance struct {
	Day   workday.Date `json:"day"`
	Share float64      `json:"share"`
}

// An ApprovalShortcut is one change with what it gains.
type ApprovalShortcut struct {
	approval.Effect
	Name string `json:"name"`
	Need string `json:"need,omitempty"`
}

// An ApprovalDuration is what finished cases say an item takes, in days of its unit.
type ApprovalDuration struct {
	Item    string         `json:"item"`
	Name    string         `json:"name"`
	Pledged int            `json:"pledged"`
	Unit    approval.Unit  `json:"unit"`
	Cases   int            `json:"cases"` // seen
	Ended   int            `json:"ended"`
	Known   bool           `json:"known"` // enough ended to speak of a distribution
	Q1      *int           `json:"q1,omitempty"`
	Median  *int           `json:"median,omitempty"`
	Q3      *int           `json:"q3,omitempty"`
	Promise bool           `json:"promise,omitempty"` // it may be decided on a promise
	Needs   []ApprovalNeed `json:"needs"`
}

// trialRuns and trialSeed make the same question give the same band.
const (
	trialRuns = 10_000
	trialSeed = 1
)

// ApprovalTry draws the rest of the project's approvals by what the tenant's cases
// teach: the county's own where enough have ended, else all.
func (a *App) ApprovalTry(ctx context.Context, who access.Actor, in ApprovalTry) (*ApprovalTrial, error) {
	fig, row, err := a.row(ctx, who, in.Project, Moment{in.On, in.Known})
	if err != nil {
		return nil, err
	}
	t := &ApprovalTrial{Project: row, On: fig.on, Known: fig.facts.n, Shortcuts: []ApprovalShortcut{}, Items: []ApprovalDuration{}}
	c := a.approvalCase(who.Tenant(), fig, row)
	if c == nil {
		return nil, fault.New(fault.Invalid, "checklist.none")
	}
	kept, day := a.crossedOf(who.Tenant(), fig)
	learnt := kept.approvals[day].lessons(fig)
	names := approvalNames{c.list.Items, approvalsOf(fig.facts.sets, c.list.Rules, fig.set)}
	on := trying{c, names.catalogue, learnt}
	return t, names.named(c.ask(func(run *approval.Run) error { return t.draw(run, on, in.Changes) }))
}

// trying is what a trial stands on.
type trying struct {
	*approvalCase
	catalogue *approval.Catalogue
	learnt    *approval.Learnt
}

// draw fills the trial in.
func (t *ApprovalTrial) draw(run *approval.Run, on trying, changes []approval.Change) error {
	c, learnt := on.approvalCase, on.learnt
	var err error
	t.Until, t.Budget = c.name(c.list.Until), c.result.Budget
	if t.Effect, err = run.WhatIf(changes...); err != nil {
		return err
	}
	trial := approval.Trial{Runs: trialRuns, Seed: trialSeed, Learnt: learnt, County: c.project.Unit}
	if t.Odds, err = oddsOf(run, trial, c); err != nil {
		t.Bad = err // the last item will not be granted: nothing to draw
		return nil
	}
	if len(changes) > 0 {
		changed, err := run.Changed(changes...)
		if err != nil {
			return err
		}
		trial.Learnt = learnt.Without(changes)
		if t.Changed, err = oddsOf(changed, trial, c); err != nil {
			return err
		}
	}
	for _, e := range run.Shortcuts(append(run.Halved(), promises(run, on.catalogue)...)) {
		t.Shortcuts = append(t.Shortcuts, ApprovalShortcut{Effect: e, Name: c.name(e.Changes[0].Item), Need: c.name(e.Changes[0].Need)})
	}
	t.durations(run, on)
	return nil
}

// oddsOf is the band of a run.
func oddsOf(run *approval.Run, trial approval.Trial, c *approvalCase) (*ApprovalOdds, error) {
	o, err := run.Odds(trial)
	if err != nil {
		return nil, err
	}
	out := &ApprovalOdds{P10: o.Within(0.1), P50: o.Within(0.5), P80: o.Within(0.8), P90: o.Within(0.9), Runs: trial.Runs, Guess: []string{}}
	if f := run.Forecast(); f != 0 {
		out.Kept = int(100 * o.By(f))
	}
	for _, id := range o.Unlearnt {
		out.Guess = append(out.Guess, c.name(id))
	}
	for d := o.Within(0.01); d <= o.Within(0.99); d++ {
		out.Steps = append(out.Steps, ApprovalChance{d, o.By(d)})
	}
	return out, nil
}

// promises are the undecided items that the catalogue lets be decided on a promise.
func promises(run *approval.Run, c *approval.Catalogue) (list []approval.Change) {
	for _, it := range run.Network().Items() {
		if e, known := c.Entry(it.ID); known && e.Promise != "" {
			list = append(list, approval.Change{Kind: approval.ChangePromise, Item: it.ID})
		}
	}
	return list
}

// durations are what was learnt of every undecided item.
func (t *ApprovalTrial) durations(run *approval.Run, on trying) {
	for _, it := range run.Network().Items() {
		s, _ := on.standing(it.ID)
		if s.State.Decided() || approval.OfArea(it.ID) {
			continue
		}
		desk := on.learnt.Desk(it.ID, on.project.Unit)
		d := ApprovalDuration{Item: it.ID, Name: it.Name, Pledged: it.Pledged, Unit: it.Unit, Cases: desk.Cases, Ended: desk.Ended, Known: desk.Known(), Needs: []ApprovalNeed{}}
		if e, known := on.catalogue.Entry(it.ID); known {
			d.Promise = e.Promise != ""
		}
		if d.Known {
			d.Q1, d.Median, d.Q3 = quantile(desk, 0.25), quantile(desk, 0.5), quantile(desk, 0.75)
		}
		for _, need := range it.Needs {
			if n := on.need(need, false); !n.Met {
				d.Needs = append(d.Needs, n)
			}
		}
		t.Items = append(t.Items, d)
	}
}

// quantile is nil where so many have not ended yet.
func quantile(d approval.Durations, share float64) *int {
	if n, known := d.Quantile(share); known {
		return &n
	}
	return nil
}
