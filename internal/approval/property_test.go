package approval_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"guatu/internal/approval"
	"guatu/internal/workday"
)

// drawCase makes a random case by the statutory calendar.
func drawCase(t *rapid.T) (approval.Case, *rand.Rand) {
	r := &maker{Rand: rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 7)), cal: newSlowCalOnce()}
	c, _ := r.network()
	c.Kept = nil
	return c, r.Rand
}

func reckon(t *rapid.T, c approval.Case) *approval.Result {
	res, err := c.State()
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func TestTheOrderOfFactsChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, r := drawCase(t)
		want := reckon(t, c)
		other := c
		other.Facts = slices.Clone(c.Facts)
		r.Shuffle(len(other.Facts), func(i, k int) { other.Facts[i], other.Facts[k] = other.Facts[k], other.Facts[i] })
		got := reckon(t, other)
		sortReasons(want)
		sortReasons(got)
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
	})
}

// sortReasons puts reasons of one day into one order: two stops of a day are told in
// the order they were noted.
func sortReasons(r *approval.Result) {
	for i := range r.Items {
		slices.SortStableFunc(r.Items[i].Reasons, func(a, b approval.Reason) int {
			x, _ := json.Marshal(a)
			y, _ := json.Marshal(b)
			return slices.Compare(x, y)
		})
	}
}

func TestMoreStopsNeverShortenADueDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, r := drawCase(t)
		was := reckon(t, c)
		i := r.IntN(len(c.Items))
		x := was.Items[i]
		if x.Due == nil || x.State != approval.StateRunning && x.State != approval.StateStopped {
			return
		}
		on := *x.EarlyStart + workday.Date(r.IntN(int(c.Today-*x.EarlyStart)+1))
		if slices.ContainsFunc(x.Reasons, func(why approval.Reason) bool { return why.Code == approval.ReasonSilence && on <= why.To }) {
			return // nobody stops a clock that nobody knows to run
		}
		c.Facts = append(slices.Clone(c.Facts), approval.Fact{Item: x.ID, Kind: approval.Stopped, On: on, Until: on + workday.Date(r.IntN(30)), Reason: approval.Hearing, Notice: "又"})
		is := reckon(t, c)
		y := is.Items[i]
		if *y.Due < *x.Due || y.Used > x.Used {
			t.Errorf("%s: due %s and used %d became %s and %d", x.ID, x.Due, x.Used, y.Due, y.Used)
		}
		if was.Forecast != nil && is.Forecast != nil && *is.Forecast < *was.Forecast || is.Budget.Used > was.Budget.Used {
			t.Errorf("forecast %s and budget %d became %s and %d", was.Forecast, was.Budget.Used, is.Forecast, is.Budget.Used)
		}
	})
}

func TestUsedAndLeftMakeTheLimit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, _ := drawCase(t)
		res := reckon(t, c)
		sum := 0
		for i, s := range res.Items {
			if s.Left != nil && s.Used+*s.Left != c.Items[i].Pledged {
				t.Errorf("%s: used %d, left %d of %d", s.ID, s.Used, *s.Left, c.Items[i].Pledged)
			}
			if s.Left == nil && s.Used != 0 {
				t.Errorf("%s: used %d before acceptance", s.ID, s.Used)
			}
			sum += s.Used
			for _, why := range s.Reasons {
				if why.Code == approval.ReasonEarlier {
					sum += why.Days
				}
			}
		}
		b := res.Budget
		if b.Used > sum {
			t.Errorf("the union of days, %d, is more than their sum, %d", b.Used, sum)
		}
		if b.Used+b.Left != b.Limit || b.Overdue != (b.Left < 0) {
			t.Errorf("budget %+v", b)
		}
	})
}

// What happened to others never changes an item's own clock, and no item is granted
// before what it needs in the forecast.
func TestForecastsFollowTheirNeeds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, _ := drawCase(t)
		res := reckon(t, c)
		at := map[string]approval.Standing{}
		for _, s := range res.Items {
			at[s.ID] = s
		}
		for i, s := range res.Items {
			for _, need := range c.Items[i].Needs {
				n := at[need]
				if s.State == approval.StateBlocked && s.EarlyStart != nil && n.State != approval.StateGranted && *n.EarlyFinish > *s.EarlyStart {
					t.Errorf("%s starts on %s, %s ends on %s", s.ID, s.EarlyStart, need, n.EarlyFinish)
				}
			}
			if s.Float != nil && (*s.Float < 0 || s.Critical != (*s.Float == 0) || *s.LateFinish < *s.EarlyFinish) {
				t.Errorf("%s: float %d, from %s to %s", s.ID, *s.Float, s.EarlyFinish, s.LateFinish)
			}
		}
		mixed := slices.ContainsFunc(c.Items, func(it approval.Item) bool { return it.Unit == approval.CalendarDays })
		for _, id := range res.CriticalPath { // an item in calendar days can have float over a weekend, and those before it
			if s := at[id]; s.Float == nil {
				t.Errorf("%s is on the critical path without float", id)
			} else if mixed {
				continue
			}
			if s := at[id]; s.Float == nil || *s.Float != 0 {
				t.Errorf("%s is on the critical path and has float %v", id, s.Float)
			}
		}
	})
}

// A run that took its facts one by one stands where one made of them all does; what
// is refused changes nothing; days that pass change what they should.
func TestARunStandsWhereItsFactsDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, r := drawCase(t)
		facts := slices.Clone(c.Facts)
		slices.SortStableFunc(facts, func(a, b approval.Fact) int { return int(a.On - b.On) })
		begin := c
		begin.Facts = nil
		if len(facts) > 0 && r.IntN(2) == 0 {
			begin.Today = facts[0].On
		}
		run, err := begin.Run()
		if err != nil {
			t.Fatal(err)
		}
		rest := slices.Clone(facts)
		for len(rest) > 0 { // facts of a day come in any order that can be
			took := false
			for i, f := range rest {
				if f.On != rest[0].On {
					break
				}
				if f.On > run.Today() {
					if err := run.Advance(f.On); err != nil {
						t.Fatal(err)
					}
				}
				if f.SupplyBy != 0 { // later stops may have moved the due day there
					f.SupplyBy = f.On
				}
				before := run.Result()
				if err := run.Record(f); err != nil {
					if d := cmp.Diff(before, run.Result()); d != "" {
						t.Fatalf("refused, and changed:\n%s", d)
					}
					continue
				}
				rest, took = slices.Delete(rest, i, i+1), true
				break
			}
			if !took {
				t.Fatalf("none of the day can be recorded: %+v", rest)
			}
		}
		if err := run.Advance(c.Today); err != nil {
			t.Fatal(err)
		}
		for i := range facts {
			if facts[i].SupplyBy != 0 {
				facts[i].SupplyBy = facts[i].On
			}
		}
		c.Facts = facts
		want, got := reckon(t, c), run.Result()
		sortReasons(want)
		sortReasons(got)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("(-all at once +one by one)\n%s", d)
		}
		sweeper, clocks := run.Network().Sweeper(nil), run.Clocks()
		o := sweeper.Outlook(&clocks, c.Today)
		if o.Used != want.Budget.Used || o.ApplicantDays != want.Budget.ApplicantDays || o.Left != want.Budget.Left || o.Forecast != run.Forecast() {
			t.Errorf("outlook %+v, state %+v forecast %v", o, want.Budget, want.Forecast)
		}
	})
}

// Every working day from the one on which an item can be accepted belongs to exactly
// one side.
func TestEveryDayIsSomebodys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, _ := drawCase(t)
		run, err := c.Run()
		if err != nil {
			t.Fatal(err)
		}
		begun, grants, decided := workday.Date(0), map[string]workday.Date{}, map[string]workday.Date{}
		for _, f := range c.Facts {
			switch f.Kind {
			case approval.Submitted, approval.Accepted:
				if begun == 0 || f.On < begun {
					begun = f.On
				}
			case approval.Granted:
				grants[f.Item] = f.On
				fallthrough
			case approval.Refused, approval.Withdrawn:
				decided[f.Item] = max(decided[f.Item], f.On)
			}
		}
		for i, s := range run.Result().Items {
			from, could := begun, begun != 0
			for _, need := range c.Items[i].Needs {
				from, could = max(from, grants[need]), could && grants[need] != 0
			}
			accepted := s.Left != nil
			if accepted && (!could || *s.EarlyStart < from) {
				from, could = *s.EarlyStart, true
			}
			share, has := run.Whose(s.ID)
			if has != could {
				t.Fatalf("%s: %+v %t, could be accepted: %t", s.ID, share, has, could)
			}
			if !could || !accepted && decided[s.ID] != 0 {
				continue
			}
			end := c.Today
			if s.State == approval.StateGranted || s.State == approval.StateRefused || s.State == approval.StateWithdrawn {
				end = decided[s.ID]
			}
			if all := workday.Default().Between(from, end); share.Total() != all {
				t.Errorf("%s: %+v makes %d of %d working days", s.ID, share, share.Total(), all)
			}
			if c.Items[i].Unit != approval.CalendarDays && share.Authority != s.Used {
				t.Errorf("%s: the office has %d of %d days used", s.ID, share.Authority, s.Used)
			}
		}
	})
}
