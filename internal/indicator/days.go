// The days of one project: when it reached each stage, when it was to.

package indicator

import (
	"math"

	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// never is the day of what has not happened; ever (0) of what happened nobody says
// when.
const (
	never workday.Date = math.MaxInt32
	ever  workday.Date = 0
)

const stages = 9 // lifecycle.Stages and Exited; a stage's place is its Order less one

// days are one project's dates by stage, worked out once for all indicators.
type days struct {
	// reached is when a stage was reached at the latest: by its own date, or by
	// that of a later stage that proves it (what is completed was started), as
	// lifecycle.Chain has it. own is its own date alone.
	reached, own   [2][stages]workday.Date
	planned, first [stages]workday.Date
	registered     workday.Date
}

// nothing are the days of a project of which nothing is said.
var nothing = func() (d days) {
	for i := range stages {
		d.planned[i], d.first[i] = never, never
		for b := range 2 {
			d.own[b][i], d.reached[b][i] = never, never
		}
	}
	return d
}()

// basisAt is the place of a basis.
func basisAt(b lifecycle.Basis) int {
	if b == lifecycle.RecognisedBasis {
		return 1
	}
	return 0
}

// read works the days of a project out. Reached counts from the first day a date
// can mean, a plan is due on the last.
func (d *days) read(p *lifecycle.Project, registered workday.Date) {
	*d = nothing
	d.registered = registered
	for k := range p.Stages {
		f := &p.Stages[k]
		i := f.Stage.Order() - 1
		if i < 0 {
			continue
		}
		if f.Declared {
			d.own[0][i] = f.DeclaredOn.First
		}
		if f.Recognised {
			d.own[1][i] = f.RecognisedOn.First
		}
		if !f.Planned.IsZero() {
			d.planned[i] = f.Planned.Last()
			d.first[i] = d.planned[i]
		}
		if !f.Baseline.IsZero() {
			d.first[i] = f.Baseline.Last()
		}
	}
	for b := range 2 {
		d.prove(b)
	}
}

// prove lets later stages prove earlier ones; 列统 does not prove 达产达效, and
// leaving the chain proves nothing.
func (d *days) prove(b int) {
	const atCapacity, inStatistics, exited = 6, 7, 8
	own, reached := &d.own[b], &d.reached[b]
	reached[exited] = own[exited]
	further := never
	for i := inStatistics; i >= 0; i-- {
		reached[i] = own[i]
		if i != atCapacity {
			reached[i] = min(own[i], further)
		}
		further = min(further, reached[i])
	}
}
