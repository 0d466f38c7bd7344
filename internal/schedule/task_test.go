package schedule

import (
	"strings"
	"testing"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

func day(s string) workday.Date { return when(s).First }

func TestWhereATaskStands(t *testing.T) {
	for _, c := range []struct {
		name, due, done, today string
		want                   NodeState
	}{
		{"a month's task is before its owner a week ahead", "2026-07", "", "2026-06-24", Due},
		{"and not earlier", "2026-07", "", "2026-06-23", Future},
		{"it is not overdue while its month lasts", "2026-07", "", "2026-07-31", Due},
		{"and overdue the day after", "2026-07", "", "2026-08-01", Overdue},
		{"done within its month it is done", "2026-07", "2026-07-30", "2026-08-02", Reached},
		{"done later it was late", "2026-07-10", "2026-07-13", "2026-08-02", LateDone},
		{"what is done tomorrow is not done today", "2026-07-10", "2026-07-13", "2026-07-12", Overdue},
		{"without a date nobody is late", "", "", "2026-07-12", Undated},
	} {
		t.Run(c.name, func(t *testing.T) {
			task := Task{}
			if c.due != "" {
				task.Due = when(c.due)
			}
			if c.done != "" {
				task.Done = when(c.done)
			}
			if got := task.On(day(c.today)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestATaskStaysInsideWhatItIsAPartOf(t *testing.T) {
	node := Milestone{Code: "permit", Name: "施工许可", Planned: when("2026-08-20")}
	others := []Task{
		{ID: "month", Node: "permit", Name: "七月", Due: when("2026-07")},
		{ID: "week", Node: "permit", Name: "图审", Due: when("2026-07-10"), Parent: "month"},
		{ID: "far", Node: "start", Name: "打桩", Due: when("2026-07")},
	}
	for _, c := range []struct {
		name string
		task Task
		want string
	}{
		{"a day inside its month", Task{ID: "a", Node: "permit", Name: "报审", Due: when("2026-07-03"), Parent: "month"}, ""},
		{"without a name", Task{ID: "a", Node: "permit", Due: when("2026-07-03")}, "task.name_empty"},
		{"without a date", Task{ID: "a", Node: "permit", Name: "报审"}, "task.undated"},
		{"after its milestone", Task{ID: "a", Node: "permit", Name: "报审", Due: when("2026-09")}, "task.after_node"},
		{"in the month before its parent's", Task{ID: "a", Node: "permit", Name: "报审", Due: when("2026-06-30"), Parent: "month"}, "task.outside_parent"},
		{"part of another milestone's task", Task{ID: "a", Node: "permit", Name: "报审", Due: when("2026-07-03"), Parent: "far"}, "task.no_parent"},
		{"part of a part of itself", Task{ID: "month", Node: "permit", Name: "七月", Due: when("2026-07-10"), Parent: "week"}, "task.own_part"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.task.Check(node, others)
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("got %v, want %q", err, c.want)
			}
			if c.want != "" && fault.KindOf(err) != fault.Invalid {
				t.Errorf("got the kind %q", fault.KindOf(err))
			}
		})
	}
}

// The node is planned for Friday 2026-10-16; the National Day holiday ends on the
// 7th, and the 10th, a Saturday, is a day of work.
func TestANodeIsBrokenDownInWorkingDays(t *testing.T) {
	node := Node{Code: "permit", Works: []Work{{"图审", 8}, {"报审", 1}, {"取证", 0}}}
	m := Milestone{Project: "p", Code: "permit", Planned: when("2026-10-16")}
	cal := workday.Default()
	var got []string
	for _, task := range node.Break(m, day("2026-09-01"), cal) {
		got = append(got, task.Due.String()+" "+task.Name)
	}
	if want := "2026-09-30 图审, 2026-10-15 报审, 2026-10-16 取证"; strings.Join(got, ", ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, ", "), want)
	}
	for _, task := range node.Break(m, day("2026-10-16"), cal) {
		if task.Due != when("2026-10-16") {
			t.Errorf("%s is due on %s, before today", task.Name, task.Due)
		}
	}
	if list := node.Break(Milestone{}, day("2026-10-16"), cal); list != nil {
		t.Errorf("a node without a date was broken down: %v", list)
	}
}
