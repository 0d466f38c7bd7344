package schedule_test

import (
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/schedule"
	"guatu/internal/workday"
)

func at(s string) workday.When {
	w, err := workday.ParseWhen(s)
	if err != nil {
		panic(err)
	}
	return w
}

func day(s string) workday.Date { return at(s).First }

// moving is a request of the county's clerk.
func moving(node, from, to, reason, on string) schedule.Change {
	return schedule.Change{ID: node + to, Node: node, From: at(from), To: at(to), Reason: reason,
		Steps: []schedule.ChangeStep{{Act: schedule.Ask, Who: "clerk", Unit: "east", Day: day(on)}}}
}

var chief = lifecycle.Signer{Who: "chief", Unit: "city", As: lifecycle.ByTop}

// moved is one granted on a day.
func moved(c schedule.Change, on string) schedule.Change {
	c, err := c.Grant(lifecycle.ByTop, chief, schedule.ChangeStep{Who: "chief", Unit: "city", Day: day(on)})
	if err != nil {
		panic(err)
	}
	return c
}

// codes are the faults of an error.
func codes(err error) []string {
	e, ok := fault.As(err)
	if !ok {
		return nil
	}
	if len(e.Parts) == 0 {
		return []string{e.Code}
	}
	var list []string
	for _, p := range e.Parts {
		list = append(list, p.Code)
	}
	return list
}

func plant() []schedule.Date {
	p := &lifecycle.Project{Kind: "new"}
	p.SetFact(lifecycle.StageFact{Stage: lifecycle.Filed, Planned: at("2026-01"), Declared: true, DeclaredOn: at("2026-02-10")})
	p.SetFact(lifecycle.StageFact{Stage: lifecycle.Started, Baseline: at("2026-03"), Planned: at("2026-06")})
	nodes := []schedule.Milestone{{Code: "filed", Name: "项目备案", Order: 1, Actual: at("2026-02-10")}, {Code: "start", Name: "开工打桩", Order: 2, Baseline: at("2026-03"), Planned: at("2026-06")},
		{Code: "x-1", Name: "封顶", Order: 3, Planned: at("2026-10-01")}}
	return schedule.Dates(p, nodes, ruleset.Default().Templates)
}

func TestOneDateUnderTwoNamesIsOneDate(t *testing.T) {
	d, ok := schedule.Find(plant(), "start")
	if !ok || d.Node != "stage:started" || d.Baseline != at("2026-03") {
		t.Errorf("the milestone that marks the start is %+v", d)
	}
	if d, _ := schedule.Find(plant(), "x-1"); d.Twin || d.Baseline != at("2026-10-01") {
		t.Errorf("one of its own: %+v", d)
	}
	tally := ruleset.Default().Changes.Tally(plant(), nil, nil, day("2026-07-01"))
	if tally.Missed != 2 || tally.Dates != 3 {
		t.Errorf("%+v, want the filing and the start missed once each", tally)
	}
}

func TestWhatAskingForAnotherDateNeeds(t *testing.T) {
	rules := ruleset.Default().Changes
	open := moving("stage:started", "2026-06", "2026-07", "land", "2026-05-01")
	open.ID = "other"
	for _, c := range []struct {
		name   string
		c      schedule.Change
		others []schedule.Change
		by     bool
		want   []string
	}{
		{"land not ready", moving("stage:started", "2026-06", "2026-08", "land", "2026-05-01"), nil, true, nil},
		{"one waits already", moving("stage:started", "2026-06", "2026-08", "land", "2026-05-01"), []schedule.Change{open}, true, []string{"change.waits"}},
		{"another node's does not matter", moving("x-1", "2026-10-01", "2026-11-01", "funds", "2026-05-01"), []schedule.Change{open}, true, nil},
		{"one taken back neither", moving("stage:started", "2026-06", "2026-08", "land", "2026-05-01"), []schedule.Change{dropped(open)}, true, nil},
		{"no such date", moving("nowhere", "2026-06", "2026-08", "land", "2026-05-01"), nil, true, []string{"change.no_date"}},
		{"the same date for no reason", moving("stage:started", "2026-06", "2026-06", "rain", "2026-05-01"), nil, true, []string{"change.reason", "change.same"}},
		{"no date at all", moving("stage:started", "2026-06", "", "land", "2026-05-01"), nil, true, []string{"change.empty"}},
		{"the ledger's reason by hand", moving("stage:started", "2026-06", "2026-08", "ledger", "2026-05-01"), nil, true, []string{"change.reason"}},
		{"the ledger's by the ledger", moving("stage:started", "2026-06", "2026-08", "ledger", "2026-05-01"), nil, false, nil},
		{"a date that is over", moving("stage:started", "2026-06", "2026-04", "land", "2026-05-01"), nil, true, []string{"change.past"}},
		{"before what was reached before it", moving("stage:started", "2026-06", "2026-02-01", "land", "2026-01-20"), nil, true, []string{"change.before_reached"}},
		{"what is reached needs no date", moving("stage:filed", "2026-01", "2026-08", "land", "2026-05-01"), nil, true, []string{"change.reached"}},
	} {
		if got := codes(rules.Ask(c.c, plant(), c.others, c.by)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func dropped(c schedule.Change) schedule.Change {
	c, err := c.Drop(schedule.ChangeStep{Who: "colleague", Unit: "east", Day: day("2026-05-02")})
	if err != nil {
		panic(err)
	}
	return c
}

func TestWhatNeedsNoApproval(t *testing.T) {
	rules := ruleset.Default().Changes
	for _, c := range []struct {
		from, to string
		want     bool
	}{
		{"2026-06", "2026-05", true}, {"2026-06", "2026-06-30", true}, {"2026-06", "2026-07-01", false}, {"2026-06-10", "2026-06", false},
		{"2026-Q2", "2026-06", true}, {"2026-06-10", "2026-06-11", false}, {"2026-06-10", "2026-06-09", true}, {"2026-06", "", false}, {"2026", "2026-12-31", true},
	} {
		if got := rules.Free(at(c.from), at(c.to)); got != c.want {
			t.Errorf("%s to %s: free %v, want %v", c.from, c.to, got, c.want)
		}
	}
	rules.Forward, rules.Finer = false, false
	if rules.Free(at("2026-06"), at("2026-05")) || rules.Free(at("2026-06"), at("2026-06-30")) {
		t.Error("free against the rules")
	}
}

func TestDecidingAChange(t *testing.T) {
	c := moving("stage:started", "2026-06", "2026-09", "land", "2026-05-01")
	step := func(to, note string) schedule.ChangeStep {
		return schedule.ChangeStep{Who: "chief", Unit: "city", Day: day("2026-05-10"), To: at(to), Note: note}
	}
	for _, x := range []struct {
		name string
		by   lifecycle.Signer
		need lifecycle.Approver
		s    schedule.ChangeStep
		want []string
	}{
		{"as asked", chief, lifecycle.ByTop, step("", ""), nil},
		{"a shorter one, with a word", chief, lifecycle.ByTop, step("2026-08", "八月底前"), nil},
		{"a shorter one without", chief, lifecycle.ByTop, step("2026-08", ""), []string{"change.shorter_note"}},
		{"a longer one", chief, lifecycle.ByTop, step("2026-10", "宽一点"), []string{"change.shorter"}},
		{"none at all", chief, lifecycle.ByTop, step("2026-06", "原样"), []string{"change.shorter"}},
		{"who asked", lifecycle.Signer{Who: "clerk", Unit: "city", As: lifecycle.ByLeader}, lifecycle.ByUnit, step("", ""), []string{"change.own"}},
		{"a colleague of the county, where the county may", lifecycle.Signer{Who: "boss", Unit: "east", As: lifecycle.ByUnit}, lifecycle.ByUnit, step("", ""), nil},
		{"a colleague of the county, where the city signs", lifecycle.Signer{Who: "boss", Unit: "east", As: lifecycle.ByUnit}, lifecycle.ByTop, step("", ""), []string{"change.approver"}},
		{"the city's office where a leader signs", chief, lifecycle.ByLeader, step("", ""), []string{"change.approver"}},
		{"the office of the unit that asked, at the top", lifecycle.Signer{Who: "boss", Unit: "east", As: lifecycle.ByTop}, lifecycle.ByTop, step("", ""), []string{"change.own_unit"}},
		{"its leader", lifecycle.Signer{Who: "mayor", Unit: "east", As: lifecycle.ByLeader}, lifecycle.ByTop, step("", ""), nil},
	} {
		got, err := c.Grant(x.need, x.by, x.s)
		if have := codes(err); !slices.Equal(have, x.want) {
			t.Errorf("%s: %v, want %v", x.name, have, x.want)
		}
		if x.want == nil && got.State() != schedule.ChangeGranted {
			t.Errorf("%s: %s", x.name, got.State())
		}
	}
	shorter, _ := c.Grant(lifecycle.ByTop, chief, step("2026-08", "八月底前"))
	if shorter.Settled() != at("2026-08") || shorter.Slip() != 62 || c.Slip() != 92 {
		t.Errorf("settled on %s, %d days", shorter.Settled(), shorter.Slip())
	}
	if _, err := shorter.Refuse(lifecycle.ByTop, chief, step("", "不")); !slices.Equal(codes(err), []string{"change.decided"}) {
		t.Errorf("decided twice: %v", err)
	}
	if _, err := c.Refuse(lifecycle.ByTop, chief, step("", " ")); !slices.Equal(codes(err), []string{"change.refuse_note"}) {
		t.Errorf("refused without a word: %v", err)
	}
	if _, err := c.Drop(schedule.ChangeStep{Who: "stranger", Unit: "west"}); !slices.Equal(codes(err), []string{"change.not_yours"}) {
		t.Errorf("taken back by another unit: %v", err)
	}
	refused, err := c.Refuse(lifecycle.ByTop, chief, step("", "条件具备"))
	if err != nil || refused.State() != schedule.ChangeRefused || refused.Since() != day("2026-05-10") {
		t.Errorf("%+v %v", refused, err)
	}
}

func TestWhatWasMissedStaysMissed(t *testing.T) {
	date := func(planned, actual string) schedule.Date {
		return schedule.Date{Node: "n", Planned: at(planned), Actual: at(actual), Reached: actual != ""}
	}
	for _, c := range []struct {
		name    string
		d       schedule.Date
		changes []schedule.Change
		still   lifecycle.Still
		today   string
		want    []string
	}{
		{"not over yet", date("2026-06", ""), nil, nil, "2026-06-30", nil},
		{"over", date("2026-06", ""), nil, nil, "2026-07-01", []string{"2026-06"}},
		{"reached within it", date("2026-06", "2026-06-30"), nil, nil, "2026-08-01", nil},
		{"reached after it", date("2026-06", "2026-07-05"), nil, nil, "2026-08-01", []string{"2026-06"}},
		{"moved in time", date("2026-09", ""), []schedule.Change{moved(moving("n", "2026-06", "2026-09", "land", "2026-06-20"), "2026-06-25")}, nil, "2026-08-01", nil},
		{"asked for in time, granted when it was over", date("2026-09", ""), []schedule.Change{moved(moving("n", "2026-06", "2026-09", "land", "2026-06-30"), "2026-07-20")}, nil, "2026-08-01", nil},
		{"asked for when it was over", date("2026-09", ""), []schedule.Change{moved(moving("n", "2026-06", "2026-09", "land", "2026-07-01"), "2026-07-20")}, nil, "2026-08-01", []string{"2026-06"}},
		{"missed twice", date("2026-09", ""), []schedule.Change{moved(moving("n", "2026-06", "2026-09", "land", "2026-07-01"), "2026-07-20")}, nil, "2026-10-01", []string{"2026-06", "2026-09"}},
		{"a refused one moves nothing", date("2026-06", ""), []schedule.Change{dropped(moving("n", "2026-06", "2026-09", "land", "2026-06-01"))}, nil, "2026-07-02", []string{"2026-06"}},
		{"paused since before its end", date("2026-06", ""), nil, lifecycle.Still{{From: day("2026-06-20"), To: day("2026-08-31")}}, "2026-08-31", nil},
		{"and a day after the pause", date("2026-06", ""), nil, lifecycle.Still{{From: day("2026-06-20"), To: day("2026-08-31")}}, "2026-09-02", []string{"2026-06"}},
		{"as of a day before it was moved", date("2026-09", ""), []schedule.Change{moved(moving("n", "2026-06", "2026-09", "land", "2026-07-10"), "2026-07-20")}, nil, "2026-07-05", []string{"2026-06"}},
	} {
		var got []string
		for _, w := range schedule.Missed(c.d, c.changes, c.still, day(c.today)) {
			got = append(got, w.String())
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestSlipsAreToldApart(t *testing.T) {
	rules := ruleset.Default().Changes
	changes := []schedule.Change{
		moved(moving("stage:started", "2026-03", "2026-04", "land", "2026-03-01"), "2026-03-10"),
		moved(moving("stage:started", "2026-04", "2026-05", "funds", "2026-04-01"), "2026-04-10"),
		moved(moving("stage:started", "2026-05", "2026-06", "ledger", "2026-05-01"), "2026-05-10"),
		dropped(moving("x-1", "2026-10", "2026-12", "land", "2026-05-01")),
		moving("x-1", "2026-10", "2026-11", "land", "2026-05-03"),
		moved(moving("x-2", "2026-10", "2026-09", "land", "2026-05-04"), "2026-05-04"),
	}
	got := rules.Tally(plant(), changes, nil, day("2026-05-20"))
	want := schedule.Tally{Dates: 3, Missed: 1, Asked: 6, Waiting: 1, Granted: 4, Dropped: 1, Delayed: 30, Rescheduled: 31, Unstated: 30, Forward: 31}
	if got != want {
		t.Errorf("%+v\nwant %+v", got, want)
	}
	got.Add(want)
	if got.Delayed != 60 || got.Asked != 12 {
		t.Errorf("two projects: %+v", got)
	}
	if slips := rules.Slips(changes[:2]); slips[schedule.Delayed] != 30 || slips[schedule.Rescheduled] != 31 {
		t.Errorf("%v", slips)
	}
	w := schedule.WeightOf(&changes[4], schedule.Date{Baseline: at("2026-09")}, changes)
	if w.Slip != 30 || w.Total != 61 || w.Earlier != 2 { // the third was granted after this one was asked for
		t.Errorf("%+v", w)
	}
}

// TestHistoryHoldsTogether: however a date is moved about, its slips add up to
// what lies between the first date and the last, and no date is missed twice.
func TestHistoryHoldsTogether(t *testing.T) {
	rules := ruleset.Default().Changes
	rapid.Check(t, func(t *rapid.T) {
		now := day("2026-01-10")
		first := workday.On(now + workday.Date(rapid.IntRange(-5, 60).Draw(t, "first")))
		d := schedule.Date{Node: "n", Baseline: first, Planned: first}
		var changes []schedule.Change
		for i := range rapid.IntRange(0, 6).Draw(t, "moves") {
			now += workday.Date(rapid.IntRange(0, 40).Draw(t, "wait"))
			to := workday.On(max(now, d.Planned.First+1) + workday.Date(rapid.IntRange(0, 60).Draw(t, "by")))
			c := schedule.Change{ID: strconv.Itoa(i), Node: "n", From: d.Planned, To: to, Reason: "land", Steps: []schedule.ChangeStep{{Act: schedule.Ask, Who: "clerk", Unit: "east", Day: now}}}
			if rapid.Bool().Draw(t, "granted") {
				now += workday.Date(rapid.IntRange(0, 10).Draw(t, "answer"))
				c, _ = c.Grant(lifecycle.ByTop, chief, schedule.ChangeStep{Day: now})
				d.Planned = c.Settled()
			} else {
				c, _ = c.Refuse(lifecycle.ByTop, chief, schedule.ChangeStep{Day: now, Note: "不"})
			}
			changes = append(changes, c)
		}
		sum := 0
		for _, days := range rules.Slips(changes) {
			sum += days
		}
		if sum != int(d.Planned.Last()-first.Last()) {
			t.Fatalf("slips add up to %d, the date moved by %d", sum, d.Planned.Last()-first.Last())
		}
		missed := schedule.Missed(d, changes, nil, now)
		later := schedule.Missed(d, changes, nil, now+400)
		if len(later) < len(missed) || len(missed) > rules.Tally([]schedule.Date{d}, changes, nil, now).Granted+1 {
			t.Fatalf("missed %v, later %v", missed, later)
		}
	})
}
