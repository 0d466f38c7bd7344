package schedule

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

// strip draws a plan over days: for each activity a line of early dates, "=" for a
// day between start and finish, "o" for a milestone's day; "~" follows up to the
// late finish. It begins on the first day given.
func strip(r *Result, first workday.Date) []string {
	var lines []string
	for _, a := range r.Activities {
		mark := "="
		if a.Early.Start == a.Early.Finish && a.Late.Start == a.Late.Finish && a.ID == strings.ToUpper(a.ID) {
			mark = "o"
		}
		line := a.ID + " " + strings.Repeat(".", int(a.Early.Start-first)) +
			strings.Repeat(mark, int(a.Early.Finish-a.Early.Start)+1) + strings.Repeat("~", int(a.Late.Finish-a.Early.Finish))
		lines = append(lines, line)
	}
	return lines
}

// to makes links from words: "a", "a SS+2", "a FF-1".
func to(words ...string) []Link {
	var links []Link
	for _, w := range words {
		l := Link{}
		l.ID, w, _ = strings.Cut(w, " ")
		if w != "" {
			l.Kind = LinkKind(w[:2])
			if _, err := fmt.Sscanf(w[2:]+" ", "%d", &l.Lag); err != nil && len(w) > 2 {
				panic(err)
			}
		}
		links = append(links, l)
	}
	return links
}

// All plans begin on Monday, 2026-03-02; milestones have ids in capitals.
func TestPlansAsStrips(t *testing.T) {
	for _, c := range []struct {
		name string
		acts []Activity
		want []string
	}{
		{"one day on Monday finishes on Monday", []Activity{{ID: "a", Days: 1}}, []string{"a ="}},
		{"five working days are a week, six go over the weekend", []Activity{{ID: "a", Days: 5}, {ID: "b", Days: 6}},
			[]string{"a =====~~~", "b ========"}},
		{"what follows a Friday starts on Monday", []Activity{{ID: "a", Days: 5}, {ID: "b", Days: 1, Needs: to("a")}},
			[]string{"a =====", "b .......="}},
		{"in days the weekend counts", []Activity{{ID: "a", Days: 5}, {ID: "b", Days: 2, Unit: CalendarDays, Needs: to("a")}},
			[]string{"a =====", "b .....=="}},
		{"a lag of two leaves two working days between", []Activity{{ID: "a", Days: 1}, {ID: "b", Days: 1, Needs: to("a FS+2")}},
			[]string{"a =", "b ...="}},
		{"a lag goes over the weekend in the unit of what waits", []Activity{
			{ID: "a", Days: 5}, {ID: "b", Days: 1, Needs: to("a FS+1")}, {ID: "c", Days: 1, Unit: CalendarDays, Needs: to("a FS+1")}},
			[]string{"a =====", "b ........=", "c ......=~~"}},
		{"a lag in a unit of its own", []Activity{{ID: "a", Days: 5}, {ID: "b", Days: 1, Needs: []Link{{ID: "a", Lag: 7, Unit: CalendarDays}}}},
			[]string{"a =====", "b ..............="}},
		{"a negative lag overlaps", []Activity{{ID: "a", Days: 5}, {ID: "b", Days: 3, Needs: to("a FS-2")}},
			[]string{"a =====", "b ...====="}},
		{"a lead never goes before the start", []Activity{{ID: "a", Days: 1}, {ID: "b", Days: 1, Needs: to("a FS-9")}},
			[]string{"a =", "b ="}},
		{"SS: two days after the start", []Activity{{ID: "a", Days: 5}, {ID: "b", Days: 2, Needs: to("a SS+2")}},
			[]string{"a =====", "b ..==~"}},
		{"SS over a weekend lands on Monday", []Activity{{ID: "a", Days: 5}, {ID: "b", Days: 1, Needs: to("a SS+5")}},
			[]string{"a =====", "b .......="}},
		{"FF holds the finish, and so the start", []Activity{{ID: "a", Days: 5}, {ID: "b", Days: 2, Needs: to("a FF")}},
			[]string{"a =====", "b ...=="}},
		{"FF back over a weekend", []Activity{{ID: "a", Days: 6}, {ID: "b", Days: 2, Needs: to("a FF-1")}},
			[]string{"a ========", "b ...==~~~"}},
		{"FF: no finish before a Sunday is one on Monday", []Activity{{ID: "a", Days: 7, Unit: CalendarDays}, {ID: "b", Days: 1, Needs: to("a FF")}},
			[]string{"a =======~", "b .......="}},
		{"a lag in working days reaches back from a Saturday", []Activity{{ID: "a", Days: 6, Unit: CalendarDays}, {ID: "M", Unit: CalendarDays},
			{ID: "b", Days: 1, Unit: CalendarDays, Needs: []Link{{ID: "M", Lag: 1, Unit: WorkingDays}}}},
			[]string{"a ======", "M o~~~", "b .=~~~~"}},
		{"SF: done the day before the other starts", []Activity{
			{ID: "a", Days: 5}, {ID: "b", Days: 5, Needs: to("a")}, {ID: "c", Days: 2, Needs: to("b SF")}},
			[]string{"a =====", "b .......=====", "c ...==~~~~~~~"}},
		{"a milestone that waits for work falls on its last day", []Activity{
			{ID: "a", Days: 5}, {ID: "M", Needs: to("a")}, {ID: "b", Days: 1, Needs: to("M")}},
			[]string{"a =====", "M ....o", "b .......="}},
		{"a milestone that waits for nothing opens the day", []Activity{{ID: "M"}, {ID: "b", Days: 1, Needs: to("M")}},
			[]string{"M o", "b ="}},
		{"a milestone two working days after a Friday is a Tuesday", []Activity{
			{ID: "a", Days: 5}, {ID: "M", Needs: to("a FS+2")}, {ID: "N", Unit: CalendarDays, Needs: to("a FS+2")}},
			[]string{"a =====", "M ........o", "N ......o~~"}},
		{"a milestone is kept back to the last working day", []Activity{
			{ID: "a", Days: 1}, {ID: "M", Needs: to("a")}, {ID: "b", Days: 5}, {ID: "c", Days: 1, Needs: to("M", "b")}},
			[]string{"a =~~~~", "M o~~~~", "b =====", "c .......="}},
		{"float in days may be a weekend, on the path too", []Activity{
			{ID: "a", Days: 5, Unit: CalendarDays}, {ID: "b", Days: 1, Needs: to("a")}},
			[]string{"a =====~~", "b .......="}},
	} {
		t.Run(c.name, func(t *testing.T) {
			first := date("2026-03-02")
			r, err := Network{Start: first, Activities: c.acts}.Plan()
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, strip(r, first)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestHolidaysAndMakeUpDays(t *testing.T) {
	net := Network{Start: date("2026-02-13"), Activities: []Activity{{ID: "a", Days: 3}, {ID: "b", Days: 1, Needs: to("a")}}}
	r, err := net.Plan()
	if err != nil {
		t.Fatal(err)
	}
	// Friday, the make-up Saturday, then the day after the Spring Festival.
	cal := workday.Default()
	if want := cal.Add(net.Start, 2); r.Activities[0].Early.Finish != want || want != date("2026-02-24") {
		t.Errorf("finishes on %s", r.Activities[0].Early.Finish)
	}
	net.Calendar = workday.EveryDay()
	if r, err = net.Plan(); err != nil || r.Finish != date("2026-02-16") {
		t.Errorf("with every day counted it finishes on %s, %v", r.Finish, err)
	}
}

func TestFreeFloatMovesNobodyAndTotalFloatNotTheFinish(t *testing.T) {
	net := Network{Start: date("2026-03-02"), Activities: []Activity{
		{ID: "a", Days: 1}, {ID: "b", Days: 1, Needs: to("a FF+1")}, {ID: "c", Days: 1, Needs: to("b SS+1")},
		{ID: "long", Days: 5}, {ID: "end", Needs: to("c", "long")}}}
	r, err := net.Plan()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][2]int{"a": {2, 0}, "b": {2, 0}, "c": {2, 2}, "long": {0, 0}, "end": {0, 0}}
	for _, a := range r.Activities {
		if got := [2]int{a.TotalFloat, a.FreeFloat}; got != want[a.ID] {
			t.Errorf("%s has floats %v, want %v", a.ID, got, want[a.ID])
		}
	}
	if diff := cmp.Diff([]string{"long", "end"}, r.CriticalPath); diff != "" {
		t.Error(diff)
	}
}

func left(n int) *int { return &n }

func TestProgress(t *testing.T) {
	for _, c := range []struct {
		name    string
		today   string
		act     Activity
		want    string // early start and finish
		follows string // when what waits for it starts
	}{
		{"finished keeps its real dates, days off or not", "2026-03-16", Activity{Started: date("2026-03-07"), Finished: date("2026-03-08"), Days: 9}, "2026-03-07 2026-03-08", "2026-03-16"},
		{"finished without a start has none", "", Activity{Finished: date("2026-03-10"), Days: 9}, " 2026-03-10", "2026-03-11"},
		{"started continues from today with what remains", "2026-03-16", Activity{Started: date("2026-03-03"), Remaining: left(3), Days: 5}, "2026-03-03 2026-03-18", "2026-03-19"},
		{"without today from its start", "", Activity{Started: date("2026-03-05"), Remaining: left(12), Days: 20}, "2026-03-05 2026-03-20", "2026-03-23"},
		{"without a rest by its duration", "2026-03-10", Activity{Started: date("2026-03-04"), Days: 10}, "2026-03-04 2026-03-17", "2026-03-18"},
		{"overdue without a rest it takes today", "2026-03-10", Activity{Started: date("2026-03-03"), Days: 2}, "2026-03-03 2026-03-10", "2026-03-11"},
		{"nothing left ends on the day before", "2026-03-10", Activity{Started: date("2026-03-03"), Remaining: left(0), Days: 2}, "2026-03-03 2026-03-09", "2026-03-10"},
		{"started on a Sunday", "2026-03-10", Activity{Started: date("2026-03-08"), Remaining: left(1), Days: 2}, "2026-03-08 2026-03-10", "2026-03-11"},
		{"not started starts today", "2026-03-10", Activity{Days: 2}, "2026-03-10 2026-03-11", "2026-03-12"},
		{"a milestone that started is done", "", Activity{Started: date("2026-03-10")}, "2026-03-10 2026-03-10", "2026-03-10"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.act.ID = "a"
			net := Network{Start: date("2026-03-02"), Activities: []Activity{c.act, {ID: "b", Days: 1, Needs: to("a")}}}
			if c.today != "" {
				net.Today = date(c.today)
			}
			r, err := net.Plan()
			if err != nil {
				t.Fatal(err)
			}
			a, b := r.Activities[0], r.Activities[1]
			if got := a.Early.Start.String() + " " + a.Early.Finish.String(); got != c.want || b.Early.Start.String() != c.follows {
				t.Errorf("%s, then %s; want %s, then %s", got, b.Early.Start, c.want, c.follows)
			}
		})
	}
}

func TestWhatHasStartedIsHeldByNoStart(t *testing.T) {
	net := Network{Start: date("2026-03-02"), Today: date("2026-03-04"), Activities: []Activity{
		{ID: "permit", Days: 20}, {ID: "dig", Days: 5, Started: date("2026-03-03"), Remaining: left(4), Needs: to("permit")},
		{ID: "fill", Days: 5, Started: date("2026-03-03"), Remaining: left(4), Needs: to("permit FF")}}}
	r, err := net.Plan()
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Activities[1].Early.Finish; got != date("2026-03-09") {
		t.Errorf("dig finishes on %s", got)
	}
	if got := r.Activities[2].Early.Finish; got != r.Activities[0].Early.Finish {
		t.Errorf("a finish is still held: fill finishes on %s", got)
	}
}

func TestCountingBackFromADeadline(t *testing.T) {
	net := Network{Start: date("2026-03-02"), FinishBy: date("2026-03-10"), Activities: []Activity{
		{ID: "a", Days: 5}, {ID: "b", Days: 5, Needs: to("a")}, {ID: "short", Days: 1}}}
	r, err := net.Plan()
	if err != nil {
		t.Fatal(err)
	}
	want := &Backward{FinishBy: net.FinishBy, Shortfall: 3, ShortfallWorked: 3, StartBy: date("2026-02-26")}
	if diff := cmp.Diff(want, r.Backward); diff != "" {
		t.Error(diff)
	}
	var latest []string
	for _, a := range r.Activities {
		latest = append(latest, a.Latest.Start.String()+" "+a.Latest.Finish.String())
	}
	if diff := cmp.Diff([]string{"2026-02-26 2026-03-03", "2026-03-04 2026-03-10", "2026-03-10 2026-03-10"}, latest); diff != "" {
		t.Error(diff)
	}
	net.FinishBy = date("2026-03-31")
	if r, err = net.Plan(); err != nil || r.Backward.Shortfall != 0 || r.Backward.StartBy != date("2026-03-18") {
		t.Errorf("in time: %+v, %v", r.Backward, err)
	}
}

func TestNothingToDoHasNoFinish(t *testing.T) {
	r, err := Network{Start: date("2026-03-02"), Activities: []Activity{}}.Plan()
	if err != nil || !r.Finish.IsZero() || len(r.CriticalPath) != 0 {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestMistakesOfANetwork(t *testing.T) {
	net := Network{FinishBy: -1, Today: date("2026-03-05"), Activities: []Activity{
		{ID: "a", Days: -1, Unit: "weeks"},
		{ID: "a", Days: MaxDays + 1, Needs: []Link{{ID: "b", Kind: "XX", Lag: -MaxDays - 1, Unit: "h"}, {}}},
		{Started: date("2026-03-06"), Finished: date("2026-03-04"), Days: 1},
		{ID: "d", Days: 2, Started: date("2026-03-04"), Finished: date("2026-03-09"), Remaining: left(1)},
		{ID: "e", Days: 2, Remaining: left(1)},
		{ID: "f", Days: 2, Remaining: left(2), Needs: to("g", "f")},
		{ID: "g", Days: 2, Started: date("2026-03-04"), Remaining: left(-1), Needs: to("h")},
		{ID: "h", Needs: to("f")},
	}}
	want := []string{
		"schedule.missing at start", "schedule.outside_dates at finish_by",
		"schedule.days at activities[0].days", "schedule.unit at activities[0].unit",
		"schedule.days at activities[1].days", "schedule.kind at activities[1].needs[0].kind",
		"schedule.lag at activities[1].needs[0].lag", "schedule.unit at activities[1].needs[0].unit", "schedule.missing at activities[1].needs[1].id",
		"schedule.missing at activities[2].id", "schedule.future at activities[2].started", "schedule.finished_first at activities[2].finished",
		"schedule.future at activities[3].finished", "schedule.remaining_done at activities[3].remaining",
		"schedule.remaining_early at activities[4].remaining", "schedule.days at activities[6].remaining",
		"schedule.id_twice at activities[1].id", "schedule.no_activity at activities[1].needs[0].id",
		"schedule.cycle at activities f → h → g → f",
	}
	if diff := cmp.Diff(want, told(t, net.Check())); diff != "" {
		t.Error(diff)
	}
	if _, err := net.Plan(); err == nil {
		t.Error("planned all the same")
	}
}

// told lists the parts of a fault: code and field, and the cycle.
func told(t *testing.T, err error) []string {
	t.Helper()
	f, ok := fault.As(err)
	if !ok {
		t.Fatalf("no fault: %v", err)
	}
	var lines []string
	for _, p := range f.Parts {
		line := p.Code + " at " + p.Field
		if cycle, ok := p.Args["cycle"]; ok {
			line += " " + cycle.(string)
		}
		lines = append(lines, line)
	}
	return lines
}

func TestCyclesNameThemselves(t *testing.T) {
	for _, c := range []struct {
		name string
		acts []Activity
		want []string
	}{
		{"one that waits for itself", []Activity{{ID: "a", Needs: to("a")}}, []string{"a → a"}},
		{"in the order of the work", []Activity{{ID: "a", Needs: to("c")}, {ID: "b", Needs: to("a")}, {ID: "c", Needs: to("b SS")}}, []string{"a → b → c → a"}},
		{"two apart", []Activity{{ID: "x", Needs: to("a", "c")}, {ID: "a", Needs: to("b")}, {ID: "b", Needs: to("a")}, {ID: "c", Needs: to("c")}}, []string{"a → b → a", "c → c"}},
		{"not what hangs on it", []Activity{{ID: "x", Needs: to("a")}, {ID: "a", Needs: to("b", "y")}, {ID: "b", Needs: to("a")}, {ID: "y"}}, []string{"a → b → a"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			net := Network{Start: date("2026-03-02"), Activities: c.acts}
			var want []string
			for _, w := range c.want {
				want = append(want, "schedule.cycle at activities "+w)
			}
			if diff := cmp.Diff(want, told(t, net.Check())); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAChainAsLongAsAllowed(t *testing.T) {
	net := Network{Start: date("2026-03-02"), Activities: make([]Activity, MaxActivities)}
	for i := range net.Activities {
		net.Activities[i] = Activity{ID: fmt.Sprint(i), Days: i % 2}
		if i+1 < MaxActivities { // each waits for the next: the longest way down
			net.Activities[i].Needs = []Link{{ID: fmt.Sprint(i + 1)}}
		}
	}
	r, err := net.Plan()
	if err != nil || len(r.CriticalPath) != MaxActivities {
		t.Fatalf("%d on the path, %v", len(r.CriticalPath), err)
	}
	net.Activities = append(net.Activities, Activity{ID: "x"})
	if got := told(t, net.Check()); len(got) != 1 || got[0] != "schedule.too_many_activities at activities" {
		t.Error(got)
	}
	net.Activities = []Activity{{ID: "x", Needs: make([]Link, MaxLinks+1)}}
	if got := told(t, net.Check()); len(got) != 1 || !strings.HasPrefix(got[0], "schedule.too_many_links") {
		t.Error(got)
	}
}

func TestPlansThatRunOutOfTheCalendarAreRefused(t *testing.T) {
	var net Network
	net.Start = date("9990-01-01")
	net.Activities = []Activity{{ID: "a", Days: 3000}, {ID: "b", Days: MaxDays, Unit: CalendarDays, Needs: to("a FS+100000")}}
	if _, err := net.Plan(); !errors.Is(err, fault.New(fault.Invalid, "schedule.beyond")) {
		t.Error(err)
	}
	net.Start, net.FinishBy = date("2026-01-01"), date("0200-01-01")
	if _, err := net.Plan(); !errors.Is(err, fault.New(fault.Invalid, "schedule.before")) {
		t.Error(err)
	}
}

func TestAResultIsJSONAndLacksNothing(t *testing.T) {
	net := Network{Start: date("2026-03-02"), Activities: []Activity{{ID: "甲\"\n", Days: 1, Finished: date("2026-03-03")}, {ID: "b", Days: 1, Needs: to("甲\"\n")}}}
	r, err := net.Plan()
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"start":"2026-03-02","finish":"2026-03-04","finish_by":null,"shortfall":null,"shortfall_working_days":null,"start_by":null,` +
		`"critical_path":["b"],"activities":[` +
		`{"id":"甲\"\n","state":"finished","early_start":null,"early_finish":"2026-03-03","late_start":null,"late_finish":"2026-03-03",` +
		`"latest_start":null,"latest_finish":null,"unit":"working_days","total_float":null,"free_float":null,"critical":false},` +
		`{"id":"b","state":"planned","early_start":"2026-03-04","early_finish":"2026-03-04","late_start":"2026-03-04","late_finish":"2026-03-04",` +
		`"latest_start":null,"latest_finish":null,"unit":"working_days","total_float":0,"free_float":0,"critical":true}]}`
	if diff := cmp.Diff(want, string(text)); diff != "" {
		t.Error(diff)
	}
}

// largeNetwork is a campaign of 100,000 activities and 300,000 links of all kinds.
func largeNetwork() Network {
	dice := rand.New(rand.NewPCG(1, 2))
	kinds := []LinkKind{FinishToStart, FinishToStart, FinishToStart, StartToStart, FinishToFinish, StartToFinish}
	net := Network{Start: date("2026-03-02"), FinishBy: date("2031-12-31"), Activities: make([]Activity, 100_000)}
	for i := range net.Activities {
		a := &net.Activities[i]
		a.ID, a.Days, a.Unit = fmt.Sprintf("act-%06d", i), dice.IntN(30), WorkingDays
		if i%4 == 0 {
			a.Unit = CalendarDays
		}
		for k := 0; k < 3 && i > 0; k++ {
			pred := max(0, i-1-dice.IntN(2000)*dice.IntN(2000)/400)
			a.Needs = append(a.Needs, Link{ID: fmt.Sprintf("act-%06d", pred), Kind: kinds[dice.IntN(len(kinds))], Lag: dice.IntN(9) - 3})
		}
	}
	return net
}

func BenchmarkPlan100000Activities300000Links(b *testing.B) {
	net := largeNetwork()
	for b.Loop() {
		if _, err := net.Plan(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWrite100000Activities(b *testing.B) {
	r, err := largeNetwork().Plan()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := r.MarshalJSON(); err != nil {
			b.Fatal(err)
		}
	}
}
