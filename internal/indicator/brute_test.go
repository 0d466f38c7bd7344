package indicator

// The same values without the engine: sums over all projects by what lifecycle and
// target say of each on the day, rolled up by recursion with big numbers.

import (
	"math/big"
	"slices"

	"guatu/internal/access"
	"guatu/internal/lifecycle"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// bruteOwn is a unit's own value.
func bruteOwn(d *Definition, facts []Fact, unit string, on workday.Date) (a Amount) {
	for _, f := range facts {
		if f.Project.Unit == unit && bruteHolds(&d.Base.Where, f) {
			b := bruteOf(d, f, on)
			a = Amount{a.Sum + b.Sum, a.Facts + b.Facts*10000, a.Lacks + b.Lacks*10000}
		}
	}
	return a
}

func bruteHolds(w *Where, f Fact) bool {
	for _, c := range []struct {
		words []string
		has   []string
	}{{w.Tiers, []string{f.Tier}}, {w.Kinds, []string{f.Project.Kind}}, {w.Tags, f.Project.Tags}, {w.Levels, f.Project.Levels}} {
		found := len(c.words) == 0
		for _, word := range c.words {
			found = found || slices.Contains(c.has, word)
		}
		if !found {
			return false
		}
	}
	return w.Store == "" || w.Store == f.Project.Store
}

func bruteOf(d *Definition, f Fact, on workday.Date) Amount {
	p, b := f.Project, d.Base
	switch b.Of {
	case YearPlan:
		var a Amount
		for _, plan := range p.Plans {
			if plan.Plan.OK && plan.Year <= on.Year() {
				a.Sum += int64(plan.Plan.Yuan)
				a.Facts++
			}
		}
		return a
	case YearDone:
		return bruteDone(b, f, on)
	case TotalDone:
		var a Amount
		for _, g := range f.Figures {
			if g.Sense == b.Sense && g.Month.First <= on && g.Done.OK {
				a = Amount{Sum: int64(g.Done.Yuan), Facts: 1}
			}
		}
		return a
	}
	if !bruteCounts(d, f, on) {
		return Amount{}
	}
	amount := p.Total.Opt
	switch b.Of {
	case Count:
		return Amount{Sum: 10000, Facts: 1}
	case FixedAsset:
		amount = p.FixedAsset
	}
	if !amount.OK {
		return Amount{Lacks: 1}
	}
	return Amount{Sum: int64(amount.Yuan), Facts: 1}
}

// bruteDone adds what the progress of every year so far says.
func bruteDone(b *Base, f Fact, on workday.Date) (a Amount) {
	for year := 2023; year <= on.Year(); year++ {
		by := min(on, workday.NewDate(year, 12, 31))
		a.Sum += int64(target.Of(f.Project, f.Figures, b.Sense, by, target.Linear()).Done.Yuan)
	}
	for _, g := range f.Figures {
		if g.Sense != b.Sense || g.Month.First > on {
			continue
		}
		if pr := target.Of(f.Project, f.Figures, b.Sense, g.Month.First, target.Linear()); pr.Done.OK && pr.Month == g.Month {
			a.Facts++
		}
	}
	return a
}

// bruteCounts tells whether a project counts on a day.
func bruteCounts(d *Definition, f Fact, on workday.Date) bool {
	p, b := f.Project, d.Base
	for _, stage := range b.Until {
		if _, there := bruteReached(p, b.Basis, stage, on); there {
			return false
		}
	}
	if b.Kept != "" {
		if _, said := p.Fact(b.Kept).On(b.Basis); !said {
			return false
		}
	}
	fact := p.Fact(b.Stage)
	var first workday.Date
	switch b.Event {
	case Registered:
		first = f.Registered
	case Planned, FirstPlanned:
		w := fact.Planned
		if b.Event == FirstPlanned && !fact.Baseline.IsZero() {
			w = fact.Baseline
		}
		if w.IsZero() {
			return false
		}
		first = w.Last()
	case Reached:
		since, holds := fact.On(b.Basis)
		if d.Read == Stock {
			since.First, holds = bruteReached(p, b.Basis, b.Stage, on)
		}
		if !holds {
			return false
		}
		first = since.First
	}
	if first > on || b.Meet == nil {
		return first <= on
	}
	second, there := bruteReached(p, b.Basis, b.Meet.Stage, on)
	switch {
	case !there:
		return false
	case b.Meet.Within == ByThen || second <= first:
		return second <= first
	}
	return first != 0 && second.Year() == first.Year()
}

// bruteReached is the first day up to on that the chain says a stage is reached.
func bruteReached(p *lifecycle.Project, basis lifecycle.Basis, s lifecycle.Stage, on workday.Date) (workday.Date, bool) {
	tries := []workday.Date{0, on}
	for _, f := range p.Stages {
		tries = append(tries, f.DeclaredOn.First, f.RecognisedOn.First)
	}
	slices.Sort(tries)
	for _, day := range tries {
		if day > on {
			break
		}
		c := p.ChainOn(basis, day)
		if s == lifecycle.Exited {
			if c.Left() {
				return day, true
			}
			continue
		}
		if _, ok := c.Reached(s); ok {
			return day, true
		}
	}
	return 0, false
}

// bruteRolled is a unit's own value and what its children hand up.
func bruteRolled(tree *access.Tree, own func(unit string) Amount, unit string) Amount {
	a := own(unit)
	for _, child := range tree.Children(unit) {
		u, _ := tree.Unit(child)
		whole := bruteRolled(tree, own, child)
		for n, p := range u.Parents {
			if p.Parent == unit {
				a.Sum += bruteSplit(whole.Sum, u.Parents)[n]
				a.Facts += bruteSplit(whole.Facts, u.Parents)[n]
				a.Lacks += bruteSplit(whole.Lacks, u.Parents)[n]
			}
		}
	}
	return a
}

// bruteSplit is the rule of largest remainders as it is told.
func bruteSplit(whole int64, shares []access.Share) []int64 {
	sign := int64(1)
	if whole < 0 {
		sign = -1
	}
	parts, rests := make([]int64, len(shares)), make([]*big.Int, len(shares))
	left := new(big.Int).Abs(big.NewInt(whole))
	for i, s := range shares {
		q, r := new(big.Int), new(big.Int)
		q.Mul(new(big.Int).Abs(big.NewInt(whole)), big.NewInt(int64(s.Share)))
		q.DivMod(q, big.NewInt(10000), r)
		parts[i], rests[i] = q.Int64(), r
		left.Sub(left, q)
	}
	for ; left.Sign() > 0; left.Sub(left, big.NewInt(1)) {
		best := 0
		for i := range rests {
			if rests[i].Cmp(rests[best]) > 0 {
				best = i
			}
		}
		parts[best]++
		rests[best] = big.NewInt(-1)
	}
	for i := range parts {
		parts[i] *= sign
	}
	return parts
}
