package indicator

import (
	"flag"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"guatu/internal/access"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/workday"
)

// some are definitions of every kind of base indicator.
func some() []Definition {
	stage := func(of Quantity, read Read, event Event, s lifecycle.Stage, basis lifecycle.Basis) Definition {
		return Definition{Read: read, Base: &Base{Of: of, Event: event, Stage: s, Basis: basis}}
	}
	list := []Definition{
		stage(Count, Stock, Reached, lifecycle.Started, lifecycle.DeclaredBasis),
		stage(Count, Flow, Reached, lifecycle.Started, lifecycle.RecognisedBasis),
		stage(Total, Stock, Reached, lifecycle.Signed, lifecycle.DeclaredBasis),
		stage(FixedAsset, Flow, Reached, lifecycle.Completed, lifecycle.RecognisedBasis),
		stage(Count, Stock, Reached, lifecycle.AtCapacity, lifecycle.DeclaredBasis),
		stage(Count, Year, Planned, lifecycle.Started, ""),
		stage(Total, Flow, FirstPlanned, lifecycle.Completed, ""),
		{Read: Stock, Base: &Base{Of: Count, Event: Registered, Basis: lifecycle.DeclaredBasis, Until: []lifecycle.Stage{lifecycle.Exited}}},
		{Read: Stock, Base: &Base{Of: Total, Event: Reached, Stage: lifecycle.Started, Basis: lifecycle.DeclaredBasis, Until: []lifecycle.Stage{lifecycle.Completed, lifecycle.Exited},
			Where: Where{Tiers: []string{"t10"}, Kinds: []string{"new"}}}},
		{Read: Year, Base: &Base{Of: Count, Event: Planned, Stage: lifecycle.Started, Basis: lifecycle.DeclaredBasis, Meet: &Meet{lifecycle.Started, SameYear}}},
		{Read: Year, Base: &Base{Of: Count, Event: FirstPlanned, Stage: lifecycle.Started, Basis: lifecycle.RecognisedBasis, Meet: &Meet{lifecycle.Started, ByThen}}},
		{Read: Year, Base: &Base{Of: Count, Event: Reached, Stage: lifecycle.Signed, Basis: lifecycle.DeclaredBasis, Meet: &Meet{lifecycle.Started, SameYear}}},
		{Read: Year, Base: &Base{Of: Count, Event: Reached, Stage: lifecycle.Signed, Basis: lifecycle.DeclaredBasis, Kept: lifecycle.Lead}},
		{Read: Year, Base: &Base{Of: YearPlan}},
		{Read: Flow, Base: &Base{Of: YearDone, Sense: lifecycle.Dispatch}},
		{Read: Flow, Base: &Base{Of: YearDone, Sense: lifecycle.Statistics, Where: Where{Store: lifecycle.StoreYes, Tags: []string{"central", "foreign"}}}},
		{Read: Stock, Base: &Base{Of: TotalDone, Sense: lifecycle.Dispatch}},
	}
	for i := range list {
		d := &list[i]
		d.Code, d.Name, d.Source = fmt.Sprint("i", i), fmt.Sprint("指标", i), "test"
		d.Empty, d.Better, d.Measure = EmptyZero, Higher, "元"
	}
	return list
}

func TestSomeDefinitionsAreSound(t *testing.T) {
	if err := CheckDefinitions(some()); err != nil {
		t.Fatal(err)
	}
}

// A world is facts with their tree, drawn by chance.
type world struct {
	t     *rapid.T
	units int
	tree  *access.Tree
	facts []Fact
}

func (w *world) n(low, high int) int { return rapid.IntRange(low, high).Draw(w.t, "n") }

func (w *world) one(words ...string) string { return words[w.n(0, len(words)-1)] }

// plant grows a tree; about every third unit has several parents.
func (w *world) plant() {
	units := []access.Unit{{ID: "u0", Name: "u0"}}
	for i := 1; i < w.units; i++ {
		u := access.Unit{ID: fmt.Sprint("u", i), Name: fmt.Sprint("u", i), Order: i}
		above := w.n(1, min(i, 3))
		left := access.WholeShare
		for n := range above {
			share := left
			if n < above-1 {
				share = w.n(1, left-(above-1-n))
				if w.n(0, 1) == 0 {
					share = left / (above - n) // equal shares have equal remainders
				}
			}
			left -= share
			parent := fmt.Sprint("u", (w.n(0, i-1)+n)%i)
			if slices.ContainsFunc(u.Parents, func(p access.Share) bool { return p.Parent == parent }) {
				u.Parents[0].Share += share
				continue
			}
			u.Parents = append(u.Parents, access.Share{Parent: parent, Share: share})
		}
		units = append(units, u)
	}
	tree, err := access.NewTree(units)
	if err != nil {
		w.t.Fatal(err)
	}
	w.tree = tree
}

func (w *world) day() workday.Date { return workday.NewDate(2024, 1, 1) + workday.Date(w.n(0, 900)) }

func (w *world) when() workday.When {
	d := w.day()
	switch w.n(0, 5) {
	case 0:
		return workday.When{}
	case 1:
		return workday.InMonth(d.Year(), d.Month())
	case 2:
		return workday.InQuarter(d.Year(), (int(d.Month())+2)/3)
	}
	return workday.On(d)
}

func (w *world) amount() money.Opt {
	if w.n(0, 3) == 0 {
		return money.Opt{}
	}
	return money.Some(money.Yuan(w.n(0, 100_000_000_000)))
}

func (w *world) born() Fact {
	p := &lifecycle.Project{Unit: fmt.Sprint("u", w.n(0, w.units-1))}
	f := Fact{Project: p, Registered: w.day() - 100}
	for range w.n(0, 4) {
		f = w.changed(f)
	}
	return f
}

// changed is a fact with one thing said otherwise: a date of any day, a plan, a
// figure of any month, its size, its unit.
func (w *world) changed(f Fact) Fact {
	p := f.Project.Clone()
	f.Project = p
	switch w.n(0, 6) {
	case 0, 1:
		all := append(slices.Clone(lifecycle.Stages), lifecycle.Exited)
		fact := p.Fact(all[w.n(0, len(all)-1)])
		switch w.n(0, 3) {
		case 0:
			fact.Declared, fact.DeclaredOn = true, w.when()
		case 1:
			fact.Recognised, fact.RecognisedOn = true, w.when()
		case 2:
			fact = fact.Plan(w.when())
		default:
			fact = lifecycle.StageFact{Stage: fact.Stage}
		}
		p.SetFact(fact)
	case 2:
		p.SetPlan(2023+w.n(0, 3), w.amount())
	case 3, 4:
		f.Figures = w.figures(f.Figures)
	case 5:
		p.Total.Opt, p.FixedAsset, f.Tier = w.amount(), w.amount(), w.one("t1", "t10", "")
		p.Kind, p.Store = w.one("new", "expand"), lifecycle.Store(w.one("", "yes", "no"))
		p.Tags = []string{w.one("central", "state"), w.one("foreign", "listed")}
	default:
		p.Unit = fmt.Sprint("u", w.n(0, w.units-1))
	}
	return f
}

// figures are the same with one reported, corrected or taken out.
func (w *world) figures(old []lifecycle.Figure) []lifecycle.Figure {
	m := w.n(0, 29)
	f := lifecycle.Figure{Month: workday.InMonth(2024+m/12, time.Month(1+m%12)), Sense: lifecycle.Dispatch, YearDone: w.amount(), Done: w.amount()}
	if w.n(0, 2) == 0 {
		f.Sense = lifecycle.Statistics
	}
	list := slices.DeleteFunc(slices.Clone(old), func(g lifecycle.Figure) bool { return g.Month == f.Month && g.Sense == f.Sense })
	if w.n(0, 4) > 0 {
		list = append(list, f)
	}
	slices.SortStableFunc(list, func(a, b lifecycle.Figure) int { return a.Month.Compare(b.Month) })
	return list
}

// act changes the world by one fact and tells what was and what is.
func (w *world) act() (was, is *Fact) {
	i := w.n(0, len(w.facts))
	if i == len(w.facts) {
		w.facts = append(w.facts, w.born())
		return nil, &w.facts[i]
	}
	old := w.facts[i]
	if w.n(0, 9) == 0 {
		w.facts = slices.Delete(slices.Clone(w.facts), i, i+1)
		return &old, nil
	}
	w.facts = slices.Clone(w.facts)
	w.facts[i] = w.changed(old)
	return &old, &w.facts[i]
}

// effect is what a fact does; none of none.
func effect(r *Reader, roll *Roll, f *Fact) []Change {
	if f == nil {
		return nil
	}
	return r.Changes(*f, roll.Place(f.Project.Unit), nil)
}

func scratch(plan *Plan, roll *Roll, facts []Fact, workers int) *Book {
	return Build(roll.Units(), plan.Columns(), workers, func(unit int, to []Change) []Change {
		r := plan.Reader()
		for _, f := range facts {
			if f.Project.Unit == roll.ID(unit) {
				to = r.Changes(f, unit, to)
			}
		}
		return to
	})
}

// histories runs a property so many times as the size of the run asks for.
func histories(t *testing.T, property func(*rapid.T)) {
	t.Helper()
	n := "10000"
	if testing.Short() {
		n = "1500" // rapid does a fifth of it
	}
	was := flag.Lookup("rapid.checks").Value.String()
	if was != "100" {
		n = was // asked for by hand
	}
	if err := flag.Set("rapid.checks", n); err != nil {
		t.Fatal(err)
	}
	defer flag.Set("rapid.checks", was) //nolint:errcheck // what it was is a number
	rapid.Check(t, property)
}

// Whatever happens to the facts, in whatever order: what the book and the views
// came to one change after another is what they are from scratch, and what a sum
// over all projects is. Who holds an older book or view still has what it said.
func TestIncrementalIsFromScratchIsBruteForce(t *testing.T) {
	list := some()
	plan := NewPlan(list)
	histories(t, func(t *rapid.T) {
		w := &world{t: t, units: rapid.IntRange(1, 6).Draw(t, "units")}
		w.plant()
		for range w.n(0, 4) {
			w.facts = append(w.facts, w.born())
		}
		roll, r := NewRoll(w.tree, nil), plan.Reader()
		book := scratch(plan, roll, w.facts, 2)
		on := []workday.Date{w.day(), w.day() + 200}
		views := []*View{book.As(on[0], roll, 1), book.As(on[1], roll, 2)}
		first, facts := book, w.facts
		for range w.n(1, 8) {
			was, is := w.act()
			changes := Net(effect(r, roll, was), effect(r, roll, is))
			book = book.With(changes)
			for i := range views {
				views[i] = follow(t, views[i], changes)
			}
		}
		same(t, book, scratch(plan, roll, w.facts, 1))
		same(t, first, scratch(plan, roll, facts, 1))
		for i, v := range views {
			if !reflect.DeepEqual(v.racks, book.As(on[i], roll, 1).racks) {
				t.Fatalf("the view of %s is not what the book says", on[i])
			}
			brute(t, list, w, v)
		}
		w.plant() // the tree is another
		brute(t, list, w, book.As(on[0], NewRoll(w.tree, roll), 2))
	})
}

// follow takes changes in and holds that exactly the cells it names differ.
func follow(t *rapid.T, v *View, changes []Change) *View {
	next, cells := v.With(changes)
	differ := 0
	for u := range v.roll.Units() {
		for c := range v.row(u) {
			if v.row(u)[c] != next.row(u)[c] {
				differ++
				if !slices.Contains(cells, Cell{int32(u), int32(c)}) {
					t.Fatalf("unit %d column %d differs and is not named", u, c)
				}
			}
		}
	}
	if differ != len(cells) {
		t.Fatalf("%d cells differ, %d are named", differ, len(cells))
	}
	return next
}

func same(t *rapid.T, a, b *Book) {
	if len(a.pages) != len(b.pages) {
		t.Fatalf("%d pages, want %d", len(a.pages), len(b.pages))
	}
	for u := range a.pages {
		if !reflect.DeepEqual(a.pages[u], b.pages[u]) {
			t.Fatalf("the page of unit %d is not the one from scratch", u)
		}
	}
}

func brute(t *rapid.T, list []Definition, w *world, v *View) {
	for c := range list {
		for _, u := range w.tree.Units() {
			own := func(unit string) Amount { return bruteOwn(&list[c], w.facts, unit, v.on) }
			if want, got := bruteRolled(w.tree, own, u.ID), v.At(v.roll.Place(u.ID), c); got != want {
				t.Fatalf("%s of %s on %s is %v, want %v", list[c].Code, u.ID, v.on, got, want)
			}
		}
	}
}
