package app

import (
	"slices"

	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/signal"
)

// A Sum adds what was reported and counts what was not: not reported is not zero.
type Sum struct {
	Yuan    money.Yuan `json:"yuan"`
	Known   int        `json:"known"`
	Missing int        `json:"missing"`
}

func (s *Sum) merge(o Sum) {
	s.Yuan += o.Yuan
	s.Known += o.Known
	s.Missing += o.Missing
}

func (s *Sum) add(o money.Opt) {
	if !o.OK {
		s.Missing++
		return
	}
	s.Yuan += o.Yuan
	s.Known++
}

// Totals are the figures of a set of projects. Rate and Lead are those of the
// projects whose year is known (Measured of them), the share due weighted by
// plan: so a unit with a figure missing is not punished by it, and the page says
// how many are missing.
type Totals struct {
	Count int `json:"count"`
	// Registered are those that were in the register on the day of the figures.
	// Other figures go by the dates of the facts, whenever they were written; how
	// many projects there are goes by when they were registered.
	Registered int `json:"registered"`
	Started    int `json:"started"`  // declared started or further
	Finished   int `json:"finished"` // declared completed or further
	// The same by recognition (认定口径); the two never mix.
	RecognisedStarted  int                  `json:"recognised_started"`
	RecognisedFinished int                  `json:"recognised_finished"`
	Total              Sum                  `json:"total"`
	Plan               Sum                  `json:"plan"`
	Done               Sum                  `json:"done"` // this year, dispatch sense
	Measured           int                  `json:"measured"`
	Rate               money.Points         `json:"rate"`
	Due                money.Points         `json:"due"`
	Lead               money.Points         `json:"lead"`
	OK                 bool                 `json:"ok"`
	Lights             map[signal.Light]int `json:"lights"`

	plan, done, due money.Yuan // of the measured; due in hundredths of a point × yuan / 10000
	lights          [8]int     // by place in signal.Lights, until close
}

// Places in the chain, asked of every row of every sum.
var started, completed, exited = lifecycle.Started.Order(), lifecycle.Completed.Order(), lifecycle.Exited.Order()

// behind is the place of its light in signal.Lights.
var behind = slices.Index(signal.Lights, signal.Behind)

// totalsOf adds rows up.
func totalsOf(rows []*ProjectRow) Totals {
	var t Totals
	for _, r := range rows {
		t.add(r)
	}
	t.close()
	return t
}

func (t *Totals) add(r *ProjectRow) {
	t.Count++
	if r.there {
		t.Registered++
	}
	if r.reach >= started && r.reach < exited {
		t.Started++
	}
	if r.reach >= completed && r.reach < exited {
		t.Finished++
	}
	if r.sure >= started && r.sure < exited {
		t.RecognisedStarted++
	}
	if r.sure >= completed && r.sure < exited {
		t.RecognisedFinished++
	}
	t.Total.add(r.total)
	t.Plan.add(r.Progress.Plan)
	t.Done.add(r.Progress.Done)
	t.lights[r.light]++
	if r.Progress.OK {
		t.Measured++
		t.plan += r.Progress.Plan.Yuan
		t.done += r.Progress.Done.Yuan
		t.due += share(r.Progress.Plan.Yuan, r.Progress.Due)
	}
}

// merge adds what other rows add up to; neither is closed yet.
func (t *Totals) merge(o *Totals) {
	t.Count += o.Count
	t.Registered += o.Registered
	t.Started += o.Started
	t.Finished += o.Finished
	t.RecognisedStarted += o.RecognisedStarted
	t.RecognisedFinished += o.RecognisedFinished
	t.Total.merge(o.Total)
	t.Plan.merge(o.Plan)
	t.Done.merge(o.Done)
	t.Measured += o.Measured
	t.plan += o.plan
	t.done += o.done
	t.due += o.due
	for i, n := range o.lights {
		t.lights[i] += n
	}
}

// close works the rates out once everything is added.
func (t *Totals) close() {
	t.Lights = map[signal.Light]int{}
	for i, light := range signal.Lights {
		if t.lights[i] > 0 {
			t.Lights[light] = t.lights[i]
		}
	}
	if t.Rate, t.OK = money.Ratio(t.done, t.plan); !t.OK {
		return
	}
	t.Due, _ = money.Ratio(t.due, t.plan)
	t.Lead = t.Rate - t.Due
}

// share is p of y, to the yuan; y is at most a trillion, so the product holds.
func share(y money.Yuan, p money.Points) money.Yuan {
	return y/10000*money.Yuan(p) + y%10000*money.Yuan(p)/10000
}

// StartedShare is the share of projects that have started (开工率).
func (t Totals) StartedShare() (money.Points, bool) { return money.Share(t.Started, t.Count) }
