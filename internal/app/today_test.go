package app

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/access"
	"guatu/internal/geo"
	"guatu/internal/lifecycle"
	"guatu/internal/signal"
	"guatu/internal/store/storetest"
	"guatu/internal/workday"
)

// building adds a project in construction since January with a plan of 10 亿元.
func (o *office) building(name, unit string) string {
	o.t.Helper()
	p := lifecycle.Project{Name: name, Unit: o.units[unit]}
	p.SetPlan(2026, yi(10))
	id := o.save(p)
	o.must(o.StageDeclare(o.ctx(), o.chief(), StageDeclare{Project: id, Stage: lifecycle.Started, Declared: true, On: when("2026-01")}))
	return id
}

// bare adds a project of which only the name is known.
func (o *office) bare(name, unit string) string {
	o.t.Helper()
	return o.save(lifecycle.Project{Name: name, Unit: o.units[unit]})
}

// The clock stands on 19 March: February was due on the 5th.
func TestAReporterOwesTheMonthThatIsOver(t *testing.T) {
	o := newOffice(t)
	owed, sent := o.building("甲", "east"), o.building("乙", "hill")
	o.report(sent, "2026-02", 2)
	o.building("丙", "west")
	o.save(lifecycle.Project{Name: "未开工", Unit: o.units["east"]})
	paused := o.building("丁", "east")
	ask := o.pauseOf(paused)
	o.clock.Set(at(2026, 2, 1))
	ask.From, ask.Until = when("2026-02-01").First, when("2026-03-31").First
	id, err := o.PauseAsk(o.ctx(), o.as(access.RoleReporter, "east"), ask)
	o.must(err)
	o.must(o.PauseGrant(o.ctx(), o.chief(), PauseGrant{Pause: id}))
	o.clock.Set(storetest.Begin)
	day, err := o.MyDay(o.ctx(), o.as(access.RoleReporter, "east"))
	o.must(err)
	ret := day.Return
	if ret == nil || ret.Month != when("2026-02") || ret.By != when("2026-03-05").First || ret.Left != -10 || ret.Due != 2 || ret.Missing != 1 {
		t.Fatalf("the return is %+v", ret)
	}
	if len(ret.Lines) != 2 || ret.Lines[0].Row.Project.ID != owed || ret.Lines[0].Dispatch != nil || ret.Lines[1].Dispatch == nil {
		t.Errorf("what is missing does not come first: %+v", ret.Lines)
	}
	if day.Office != nil || day.Glance != nil {
		t.Error("a reporter has an office's or a leader's day")
	}
}

func TestAReturnNotYetDueCountsTheDaysLeft(t *testing.T) {
	o := newOffice(t)
	o.building("甲", "east")
	o.clock.Set(at(2026, 3, 2)) // a Monday: Tuesday to Thursday are left
	day, err := o.MyDay(o.ctx(), o.as(access.RoleReporter, "east"))
	o.must(err)
	if day.Return.Left != 3 {
		t.Errorf("%d working days are left", day.Return.Left)
	}
	o.clock.Set(at(2026, 1, 4))
	if day, err = o.MyDay(o.ctx(), o.as(access.RoleReporter, "east")); err != nil || day.Return.Month != when("2025-12") {
		t.Errorf("in January the month is %s (%v)", day.Return.Month, err)
	}
}

func TestStepsOfThisMonthAndLightsAreDuties(t *testing.T) {
	o := newOffice(t)
	late, soon, later, red := o.bare("迟", "east"), o.bare("近", "east"), o.bare("远", "east"), o.building("红", "east")
	plan := func(id, on string) {
		o.must(o.StageDeclare(o.ctx(), o.chief(), StageDeclare{Project: id, Stage: lifecycle.Lead, Planned: when(on)}))
	}
	plan(late, "2026-01-15")
	plan(soon, "2026-03")
	plan(later, "2026-Q2")
	o.report(red, "2026-02", 0)
	o.must(o.StageDeclare(o.ctx(), o.chief(), StageDeclare{Project: red, Stage: lifecycle.Completed, Planned: when("2025-10")}))
	day, err := o.MyDay(o.ctx(), o.as(access.RoleReporter, "east"))
	o.must(err)
	var steps, lit []string
	for _, r := range day.Steps {
		steps = append(steps, r.Project.Name)
	}
	for _, r := range day.Lit {
		lit = append(lit, r.Project.Name)
	}
	if diff := cmp.Diff([]string{"红", "迟", "近"}, steps); diff != "" {
		t.Errorf("steps (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"红"}, lit); diff != "" {
		t.Errorf("lights (-want +got):\n%s", diff)
	}
}

func TestTheOfficeSeesWhoIsSilentWhatIsTwiceAndWhatTurnedRed(t *testing.T) {
	o := newOffice(t)
	o.building("甲项目一期工程", "east")
	twin := o.building("甲项目一期工程", "west")
	o.report(twin, "2026-02", 3)
	late := lifecycle.Project{Name: "迟开工", Unit: o.units["west"]}
	id := o.save(late)
	o.must(o.StageDeclare(o.ctx(), o.chief(), StageDeclare{Project: id, Stage: lifecycle.Started, Planned: when("2025-12")}))
	o.clock.Set(at(2026, 3, 4)) // three month borders passed on 1 March
	day, err := o.MyDay(o.ctx(), o.chief())
	o.must(err)
	if day.Office == nil || len(day.Office.Silent) != 1 || day.Office.Silent[0].Unit.ID != o.units["east"] || day.Office.Silent[0].Missing != 1 {
		t.Fatalf("silent: %+v", day.Office)
	}
	if len(day.Office.Twins) != 1 || len(day.Office.Turned) != 1 || day.Office.Turned[0].Row.Project.ID != id || day.Office.Turned[0].WasLight != signal.Watch {
		t.Errorf("twins %d, turned %+v", len(day.Office.Twins), day.Office.Turned)
	}
}

func TestALeaderHasAGlanceAndAKeeperNothing(t *testing.T) {
	o := newOffice(t)
	o.building("甲", "east")
	day, err := o.MyDay(o.ctx(), o.as(access.RoleLeader, "city"))
	o.must(err)
	if day.Glance == nil || day.Glance.Now.Count != 1 || day.Return != nil || day.Steps != nil {
		t.Errorf("a leader's day: %+v", day)
	}
	if day, err = o.MyDay(o.ctx(), o.as(access.RoleAdmin, "city")); err != nil || !cmp.Equal(*day, Day{On: o.Today()}) {
		t.Errorf("a keeper's day: %+v %v", day, err)
	}
}

func TestUnitsOfTheTreeAddUpWhatIsBelowThem(t *testing.T) {
	o := newOffice(t)
	o.project("甲", "hill")
	o.project("乙", "east")
	o.project("丙", "joint")
	tree, err := o.Units(o.ctx(), o.chief(), Moment{})
	o.must(err)
	got := map[string]int{}
	for _, l := range tree.Lines {
		got[l.Unit.Name] = l.Now.Count
	}
	if diff := cmp.Diff(map[string]int{"city地区": 3, "east地区": 3, "west地区": 1, "hill地区": 1, "joint地区": 1, "bureau地区": 0}, got); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	if tree, err = o.Units(o.ctx(), o.as(access.RoleReporter, "west"), Moment{}); err != nil || len(tree.Lines) != 2 || tree.Lines[1].Depth != 1 {
		t.Errorf("the west's tree: %+v %v", tree, err)
	}
}

func TestNewsIsWhatOthersDidWithinScope(t *testing.T) {
	o := newOffice(t)
	east := o.as(access.RoleReporter, "east")
	since := o.head()
	o.building("西", "west")
	if n, err := o.News(o.ctx(), east, since); err != nil || n != 0 {
		t.Errorf("news of the west: %d %v", n, err)
	}
	o.building("东", "east")
	if n, err := o.News(o.ctx(), east, since); err != nil || n != 2 {
		t.Errorf("a project added and started: %d %v", n, err)
	}
	if n, err := o.News(o.ctx(), o.chief(), since); err != nil || n != 0 {
		t.Errorf("one's own acts are news: %d %v", n, err)
	}
}

func TestAUnitLiesInTheAreaOfItsDivisionsOrTheNextAbove(t *testing.T) {
	tree, err := access.NewTree([]access.Unit{
		{ID: "c", Name: "市"}, {ID: "a", Name: "甲县", Kind: access.County, Divisions: []string{"320826"}, Parents: []access.Share{{Parent: "c", Share: 10000}}},
		{ID: "b", Name: "乙县", Kind: access.County, Parents: []access.Share{{Parent: "c", Share: 10000}}}, {ID: "t", Name: "镇", Kind: access.Town, Parents: []access.Share{{Parent: "a", Share: 10000}}},
		{ID: "w", Name: "市外园区", Kind: access.Park, Divisions: []string{"320872"}, Parents: []access.Share{{Parent: "c", Share: 10000}}},
		{ID: "p", Name: "市经开区", Kind: access.Park, Divisions: []string{"320871", "320826"}, Parents: []access.Share{{Parent: "c", Share: 10000}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	areas, place := areasOf(tree, []geo.Boundary{{Adcode: "320826", Name: "旧名"}, {Adcode: "320830", Name: "乙县"}, {Adcode: "320831", Name: "丙县"}},
		map[string]*tally{"t": {Totals: Totals{Count: 1}}, "p": {Totals: Totals{Count: 1}}})
	if diff := cmp.Diff(map[string]int{"a": 0, "t": 0, "b": 1, "p": 0}, place); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
	if areas[0].Now.Count != 2 || areas[0].Unit.ID != "a" || areas[2].Unit.ID != "" {
		t.Errorf("areas %+v", areas)
	}
	b := Board{Place: place, Dots: []*ProjectRow{{Project: &lifecycle.Project{Unit: "p"}}, {Project: &lifecycle.Project{Unit: "w"}}, {Project: &lifecycle.Project{Unit: "w", At: &geo.Point{Lon: 119, Lat: 33}}}}}
	if b.Unplaced() != 1 {
		t.Errorf("%d projects cannot be placed", b.Unplaced())
	}
}

func TestTheYearsPlanIsDueByTheCurve(t *testing.T) {
	o := newOffice(t)
	page, err := o.Project(o.ctx(), o.chief(), o.building("甲", "east"), Moment{})
	o.must(err)
	if len(page.Due) != 12 || page.Due[5] != yi(5) || page.Due[11] != yi(10) {
		t.Errorf("due %v", page.Due)
	}
	if page, err = o.Project(o.ctx(), o.chief(), o.bare("无计划", "east"), Moment{On: workday.NewDate(2026, 2, 1)}); err != nil || page.Due[0].OK {
		t.Errorf("a project without a plan owes %v (%v)", page.Due[0], err)
	}
}
