package schedule

import (
	"testing"

	"guatu/internal/workday"
)

func when(s string) workday.When {
	w, err := workday.ParseWhen(s)
	if err != nil {
		panic(err)
	}
	return w
}

func TestTheFirstPlanIsTheBaselineForEver(t *testing.T) {
	m := Milestone{}.Plan(when("2026-03")).Plan(when("2026-05")).Plan(workday.When{})
	if m.Baseline != when("2026-03") || !m.Planned.IsZero() {
		t.Errorf("got %+v", m)
	}
}

func TestWhereANodeStands(t *testing.T) {
	for _, c := range []struct {
		name                                  string
		baseline, planned, forecast, happened string
		today                                 string
		state                                 NodeState
		slip                                  int
		slips                                 bool
	}{
		{"never dated", "", "", "", "", "2026-06-01", Undated, 0, false},
		{"far ahead", "2026-12", "2026-12", "", "", "2026-06-01", Future, 0, true},
		{"within thirty days", "2026-06-20", "2026-06-20", "", "", "2026-06-01", Due, 0, true},
		{"in the planned month it is not overdue", "2026-06", "2026-06", "", "", "2026-06-30", Due, 0, true},
		{"the day after its month it is", "2026-06", "2026-06", "", "", "2026-07-01", Overdue, 1, true},
		{"moved to August, it has slipped by the months between", "2026-06", "2026-08", "", "", "2026-06-15", Future, 62, true},
		{"a forecast says more than the plan", "2026-06-30", "2026-06-30", "2026-07-10", "", "2026-06-15", Due, 10, true},
		{"done within its month has not slipped", "2026-06", "2026-06", "", "2026-06-12", "2026-07-01", Reached, 0, true},
		{"done early", "2026-06-30", "2026-06-30", "", "2026-06-20", "2026-07-01", Reached, -10, true},
		{"done late", "2026-06-30", "2026-06-30", "", "2026-07-10", "2026-08-01", LateDone, 10, true},
		{"what happens later has not happened yet", "2026-06-30", "2026-06-30", "", "2026-07-10", "2026-07-05", Overdue, 5, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := Milestone{Baseline: when(c.baseline), Planned: when(c.planned), Forecast: when(c.forecast), Actual: when(c.happened)}
			today := when(c.today).First
			if got := m.On(today); got != c.state {
				t.Errorf("state %s, want %s", got, c.state)
			}
			if slip, ok := m.Slip(today); slip != c.slip || ok != c.slips {
				t.Errorf("slip %d %v, want %d %v", slip, ok, c.slip, c.slips)
			}
		})
	}
}

func TestATemplateProposesMonths(t *testing.T) {
	template := Template{Code: "t", Name: "t", Kinds: []string{"new"}, Nodes: []Node{{Code: "a", Name: "a", After: -60}, {Code: "b", Name: "b", After: 0}}}
	if _, ok := For("transform", []Template{template}); ok {
		t.Error("a template for new projects suits a transformation")
	}
	nodes := template.Lay("p", when("2026-03-10"), when("2026-01-31").First)
	if nodes[0].Planned != when("2026-01") || nodes[1].Baseline != when("2026-03") || nodes[1].Order != 2 {
		t.Errorf("got %+v", nodes)
	}
	if undated := template.Lay("p", workday.When{}, 0); !undated[0].Planned.IsZero() {
		t.Error("a date without a start")
	}
	late := template.Lay("p", when("2026-03-10"), when("2026-02-01").First)
	if !late[0].Planned.IsZero() || !late[0].Baseline.IsZero() || late[1].Planned != when("2026-03") {
		t.Errorf("a month that is over is proposed: %+v", late)
	}
}
