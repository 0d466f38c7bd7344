package lifecycle

// Conversion: what became of the projects that were signed in one year (S0-17,
// S4-54). A withdrawn project stays in the denominator: leaving never betters a rate.

import "guatu/internal/workday"

// CohortStages are the stages to which conversion is told.
var CohortStages = []Stage{Started, Completed, Producing, InStatistics}

// CohortYears are the windows: within one, two, three years of signing.
const CohortYears = 3

// A Verdict is what one project is to one ratio.
type Verdict string

const (
	VerdictNone     Verdict = ""         // it is not asked about
	VerdictDone     Verdict = "done"     // it counts below the line and above it
	VerdictOpen     Verdict = "open"     // below the line only
	VerdictUnsure   Verdict = "unsure"   // below the line, but what is reported does not tell whether above
	VerdictUnplaced Verdict = "unplaced" // what is reported does not tell whether it is asked about
	VerdictYoung    Verdict = "young"    // its time is not over yet: asked later
)

// A Ratio counts verdicts. Its rate is Done of Done + Open: what is not known is
// shown beside it and is no nought.
type Ratio struct {
	Done     int `json:"done"`
	Open     int `json:"open"`
	Unsure   int `json:"unsure"`
	Unplaced int `json:"unplaced"`
	Young    int `json:"young"`
	Left     int `json:"left"` // of the open ones, those that left the chain
}

// Add counts one project's verdict.
func (r *Ratio) Add(v Verdict, left bool) {
	switch v {
	case VerdictDone:
		r.Done++
	case VerdictOpen:
		r.Open++
		if left {
			r.Left++
		}
	case VerdictUnsure:
		r.Unsure++
	case VerdictUnplaced:
		r.Unplaced++
	case VerdictYoung:
		r.Young++
	}
}

func (r *Ratio) join(o Ratio) {
	r.Done += o.Done
	r.Open += o.Open
	r.Unsure += o.Unsure
	r.Unplaced += o.Unplaced
	r.Young += o.Young
	r.Left += o.Left
}

// Of is the denominator: those of which it is known.
func (r Ratio) Of() int { return r.Done + r.Open }

// A Cohort is the projects signed in one year, as of a day, on one basis. Furthest
// counts those still in the chain by the last stage they reached, in the order of
// CohortFurthest; with Left they add up to Signed.
type Cohort struct {
	Year     int          `json:"year"` // 0: signed, in which year is not known
	Signed   int          `json:"signed"`
	Left     int          `json:"left"`
	Furthest []int        `json:"furthest"`
	Steps    []Conversion `json:"steps"` // one a stage of CohortStages
}

// CohortFurthest are the stages at which a signed project can stand.
var CohortFurthest = Stages[Signed.Order()-1:]

// A Conversion is how many of a cohort reached a stage: by the day, and within
// one, two, three years of signing. A window asks only those whose window is over,
// whether they reached the stage or not; the others are Young.
type Conversion struct {
	Stage  Stage              `json:"stage"`
	Now    Ratio              `json:"now"`
	Within [CohortYears]Ratio `json:"within"`
}

// CohortYear is the year in which the project was signed: 0 where that is not
// known, not ok where it was not signed.
func (c *Chain) CohortYear() (year int, ok bool) {
	on, signed := c.Reached(Signed)
	if !signed || on.IsZero() {
		return 0, signed
	}
	return on.First.Year(), true
}

// Converted is what a signed project is to the conversion to a stage, within so
// many years of signing or, for 0, by the day.
func (c *Chain) Converted(to Stage, years int) Verdict {
	i := to.Order() - 1
	if !c.reached[Signed.Order()-1] || i < 0 || i >= exitedAt {
		return VerdictNone
	}
	if years == 0 {
		return doneOr(c.reached[i])
	}
	return c.within(i, c.window(years))
}

// A window closes somewhere between its two days, as exactly as the day of signing
// is known; none where it is not.
type window struct{ first, last workday.Date }

func (c *Chain) window(years int) window {
	i := Signed.Order() - 1
	if c.since[i].IsZero() {
		return window{}
	}
	w := window{first: anniversary(c.since[i].First, years)}
	w.last = w.first
	if c.end[i] != c.since[i].First {
		w.last = anniversary(c.end[i], years)
	}
	return w
}

// within is what the project is to a stage's window.
func (c *Chain) within(i int, w window) Verdict {
	switch {
	case w.first == 0:
		return VerdictUnplaced
	case w.last > c.on:
		return VerdictYoung
	case !c.reached[i], !c.since[i].IsZero() && c.since[i].First > w.last:
		return VerdictOpen
	}
	if by := c.by(i); by != 0 && by <= w.first {
		return VerdictDone
	}
	return VerdictUnsure
}

// anniversary is the day so many years later; of 29 February it is 1 March.
func anniversary(d workday.Date, years int) workday.Date {
	y, m, day := d.Civil()
	return workday.NewDate(y+years, m, day)
}

// open makes room for the counts.
func (h *Cohort) open() {
	if h.Furthest != nil {
		return
	}
	h.Furthest = make([]int, len(CohortFurthest))
	for _, s := range CohortStages {
		h.Steps = append(h.Steps, Conversion{Stage: s})
	}
}

// Add takes a project of the cohort in.
func (h *Cohort) Add(c *Chain) {
	h.open()
	h.Signed++
	if c.Left() {
		h.Left++
	} else {
		h.Furthest[c.Furthest().Order()-Signed.Order()]++
	}
	var windows [CohortYears]window
	for n := range windows {
		windows[n] = c.window(n + 1)
	}
	for s := range h.Steps {
		step := &h.Steps[s]
		i := step.Stage.Order() - 1
		step.Now.Add(doneOr(c.reached[i]), c.Left())
		for n, w := range windows {
			step.Within[n].Add(c.within(i, w), c.Left())
		}
	}
}

// Join adds another cohort's counts: the whole of several years.
func (h *Cohort) Join(o Cohort) {
	h.open()
	h.Signed += o.Signed
	h.Left += o.Left
	for i, n := range o.Furthest {
		h.Furthest[i] += n
	}
	for i, step := range o.Steps {
		h.Steps[i].Now.join(step.Now)
		for n, r := range step.Within {
			h.Steps[i].Within[n].join(r)
		}
	}
}
