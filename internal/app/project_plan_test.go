package app

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/schedule"
)

// networked gives the east a project with the nodes of the shipped template, of
// which none has a date.
func (o *office) networked() string {
	o.t.Helper()
	id := o.save(lifecycle.Project{Name: o.fresh("倒排"), Unit: o.units["east"], Kind: "new", Enterprise: "示例甲有限公司", EnterpriseCode: firmA})
	o.must(o.MilestonesLay(o.ctx(), o.chief(), MilestonesLay{Project: id}))
	return id
}

func (o *office) plan(f PlanFilter) *ProjectPlan {
	o.t.Helper()
	p, err := o.ProjectPlan(o.ctx(), o.chief(), f)
	o.must(err)
	return p
}

// fills and moves are the nodes a backward plan dates, and those it would move.
func fills(p *ProjectPlan) (fill, move []string) {
	for _, l := range p.Lines {
		if l.Fill {
			fill = append(fill, l.Code)
		}
		if l.Move > 0 {
			move = append(move, l.Code)
		}
	}
	return fill, move
}

func TestABackwardPlanDatesWhatHasNoDate(t *testing.T) {
	o := newOffice(t)
	id := o.networked()
	o.must(o.MilestonePlan(t.Context(), o.chief(), MilestonePlan{Project: id, Code: "permit", Planned: when("2029-01")}))
	by := when("2028-12-29").First
	p := o.plan(PlanFilter{Project: id, Node: "produce", By: by})
	if p.Short != 0 || p.Spare == 0 || p.AimName != "投产" || !p.Stated {
		t.Fatalf("got %+v", p.NodePlan)
	}
	if diff := cmp.Diff([]string{"filed", "land", "permit", "start", "main", "complete", "produce"}, p.Path); diff != "" {
		t.Error(diff)
	}
	fill, move := fills(p)
	if diff := cmp.Diff([][]string{{"filed", "land", "start", "main", "equipment", "complete", "produce"}, {"permit"}}, [][]string{fill, move}); diff != "" {
		t.Error(diff)
	}
	o.must(o.MilestonesBackplan(t.Context(), o.as(access.RoleReporter, "east"), MilestonesBackplan{Project: id, Node: "produce", By: by}))
	after := o.plan(PlanFilter{Project: id, Node: "produce"})
	for _, l := range after.Lines {
		was, _ := p.Of(l.Code)
		switch l.Code {
		case "permit":
			if l.Planned != when("2029-01") {
				t.Errorf("a date that stood was moved to %s", l.Planned)
			}
		case "capacity", "statistics":
			if !l.Planned.IsZero() {
				t.Errorf("%s does not lead to the aim and got %s", l.Code, l.Planned)
			}
		default:
			if l.Planned.Last() != was.Latest || l.Baseline != l.Planned {
				t.Errorf("%s got %s, the latest is %s", l.Code, l.Planned, was.Latest)
			}
		}
	}
	if after.By != by || after.Node != "produce" {
		t.Errorf("the deadline is its planned date now, got %v", after.Aim)
	}
	again := o.MilestonesBackplan(t.Context(), o.chief(), MilestonesBackplan{Project: id, Node: "produce", By: by})
	if f, _ := fault.As(again); f == nil || f.Code != "milestone.backplan_nothing" {
		t.Errorf("a second time: %v", again)
	}
}

func TestADeadlineThatCannotBeKeptLaysNothing(t *testing.T) {
	o := newOffice(t)
	id := o.networked()
	head := o.head()
	day := func(s string) PlanFilter { return PlanFilter{Project: id, Node: "produce", By: when(s).First} }
	p := o.plan(day("2026-12-31"))
	if p.Short == 0 || p.ShortWorked == 0 || p.Finish <= p.By {
		t.Fatalf("got %+v", p.NodePlan)
	}
	for _, c := range []struct {
		name, node, by, code string
	}{
		{"too short", "produce", "2026-12-31", "milestone.backplan_short"},
		{"over", "produce", "2020-12-31", "input.invalid"},
		{"a node that is none", "nowhere", "2030-12-31", "input.invalid"},
		{"no day", "produce", "", "input.invalid"},
	} {
		err := o.MilestonesBackplan(t.Context(), o.chief(), MilestonesBackplan{Project: id, Node: c.node, By: when(c.by).First})
		if f, _ := fault.As(err); f == nil || f.Code != c.code {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if o.head() != head {
		t.Error("something was written")
	}
}

func TestAPlanIsFoundInItsScopeOnly(t *testing.T) {
	o := newOffice(t)
	id := o.networked()
	west := o.as(access.RoleReporter, "west")
	if _, err := o.ProjectPlan(t.Context(), west, PlanFilter{Project: id}); fault.KindOf(err) != fault.NotFound {
		t.Errorf("asked: %v", err)
	}
	if err := o.MilestonesBackplan(t.Context(), west, MilestonesBackplan{Project: id, Node: "produce", By: when("2030-12-31").First}); fault.KindOf(err) != fault.NotFound {
		t.Errorf("laid: %v", err)
	}
	if _, err := o.ProjectPlan(t.Context(), o.chief(), PlanFilter{Project: id, Node: "nowhere"}); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a node that is none: %v", err)
	}
	if bare := o.plan(PlanFilter{Project: o.owned("无节点")}); len(bare.Lines) != 0 || bare.Node != "" || bare.Stated {
		t.Errorf("a project without nodes: %+v", bare)
	}
}

func TestWhatANodesWorkTakesIsStatedAndStays(t *testing.T) {
	o := newOffice(t)
	id := o.networked()
	days := func(n int) *int { return &n }
	node := func() schedule.Milestone {
		for _, l := range o.plan(PlanFilter{Project: id}).Lines {
			if l.Code == "equipment" {
				return l.Milestone
			}
		}
		return schedule.Milestone{}
	}
	o.must(o.MilestonePlan(t.Context(), o.chief(), MilestonePlan{Project: id, Code: "equipment", Note: "订货", Planned: when("2027-01")}))
	if m := node(); m.Days != 60 || len(m.Needs) != 1 {
		t.Errorf("what was not said did not stay: %+v", m)
	}
	needs := []schedule.Need{{Node: "start"}, {Node: "main", Kind: "FF", Lag: 10}}
	o.must(o.MilestonePlan(t.Context(), o.chief(), MilestonePlan{Project: id, Code: "equipment", Planned: when("2027-01"), Days: days(90), Needs: needs}))
	if m := node(); m.Days != 90 || cmp.Diff(needs, m.Needs) != "" {
		t.Errorf("got %+v", m)
	}
	o.must(o.MilestonePlan(t.Context(), o.chief(), MilestonePlan{Project: id, Code: "equipment", Planned: when("2027-01"), Days: days(0), Needs: []schedule.Need{}}))
	if m := node(); m.Days != 0 || m.Needs != nil {
		t.Errorf("got %+v", m)
	}
	for name, in := range map[string]MilestonePlan{
		"negative":  {Days: days(-1)},
		"unknown":   {Needs: []schedule.Need{{Node: "nowhere"}}},
		"a circle":  {Needs: []schedule.Need{{Node: "produce"}}},
		"of itself": {Needs: []schedule.Need{{Node: "main"}}},
	} {
		in.Project, in.Code = id, "main"
		if err := o.MilestonePlan(t.Context(), o.chief(), in); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheTimetableMarksWhatHoldsProjectsUp(t *testing.T) {
	o := newOffice(t)
	id := o.networked()
	table, err := o.Timetable(t.Context(), o.chief(), ProjectFilter{}, 0, 0)
	o.must(err)
	for _, row := range table.Rows {
		for _, n := range row.Nodes {
			if want := row.Row.Project.ID == id && n.Code != "equipment" && n.Code != "capacity"; n.Critical != want {
				t.Errorf("%s %s: critical %t", row.Row.Project.Name, n.Code, n.Critical)
			}
		}
	}
}

func TestATemplateLaidLateMissesNothing(t *testing.T) {
	o := newOffice(t)
	o.clock.Set(at(2026, time.March, 10))
	p := lifecycle.Project{Name: "早已开工", Unit: o.units["east"], Kind: "new"}
	p.SetFact(lifecycle.StageFact{Stage: lifecycle.Filed, Declared: true})
	p.SetFact(lifecycle.StageFact{Stage: lifecycle.Started, Declared: true, DeclaredOn: when("2025-06-10")})
	p.SetFact(lifecycle.StageFact{Stage: lifecycle.Completed, Planned: when("2026-01")})
	id := o.save(p)
	o.must(o.MilestonesLay(t.Context(), o.chief(), MilestonesLay{Project: id}))
	page := o.page(id)
	dated := 0
	for _, n := range page.Nodes {
		switch {
		case n.Code == "complete":
			if n.Planned != when("2026-01") {
				t.Errorf("what was planned, and missed, is %s", n.Planned)
			}
		case !n.Planned.IsZero() && n.Planned.Last() < o.Today(), !n.Baseline.IsZero() && n.Planned.IsZero():
			t.Errorf("%s: laid for %s, of %s", n.Name, n.Planned, n.Baseline)
		case !n.Planned.IsZero():
			dated++
		}
	}
	if dated == 0 || dated == len(page.Nodes) {
		t.Errorf("%d of %d nodes have a date to come", dated, len(page.Nodes))
	}
	desk, err := o.Changes(t.Context(), o.chief(), ChangesFilter{State: StateMissed})
	o.must(err)
	if desk.Total.Missed != 1 || desk.Count != 1 || desk.Missed[0].Date.Stage != lifecycle.Completed {
		t.Errorf("%d missed: %+v", desk.Total.Missed, desk.Missed)
	}
}
