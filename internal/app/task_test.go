package app

import (
	"slices"
	"testing"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/schedule"
)

// planned gives a project of the east a milestone of the shipped template with a
// date, and its code.
func (o *office) planned(on string) (project, node string) {
	o.t.Helper()
	id := o.owned("分解")
	o.must(o.MilestonesLay(o.ctx(), o.chief(), MilestonesLay{Project: id}))
	o.must(o.MilestonePlan(o.ctx(), o.chief(), MilestonePlan{Project: id, Name: "桩基检测", Planned: when(on)}))
	page, err := o.Project(o.ctx(), o.chief(), id, Moment{})
	o.must(err)
	return id, page.Nodes[len(page.Nodes)-1].Code
}

func (o *office) task(who access.Actor, t schedule.Task) string {
	o.t.Helper()
	id, err := o.TaskSave(o.ctx(), who, TaskSave{Task: t})
	o.must(err)
	return id
}

func TestATaskIsPutBeforeItsOwnerAndNobodyElse(t *testing.T) {
	o := newOffice(t)
	clerk := o.withPassword(o.as(access.RoleReporter, "east"))
	project, node := o.planned("2026-12")
	today := o.Today()
	task := schedule.Task{Project: project, Node: node, Name: "取芯", Due: when((today + 3).String()), Owner: clerk.ID}
	id := o.task(clerk, task)
	task.Name, task.Due = "出报告", when((today + 60).String())
	o.task(clerk, task)

	day, err := o.MyDay(t.Context(), clerk)
	o.must(err)
	if len(day.Tasks) != 1 || day.Tasks[0].ID != id || day.Tasks[0].NodeName != "桩基检测" || day.Tasks[0].State != schedule.Due {
		t.Errorf("the clerk's day has %+v", day.Tasks)
	}
	other, err := o.MyDay(t.Context(), o.as(access.RoleReporter, "east"))
	o.must(err)
	if len(other.Tasks) != 0 {
		t.Errorf("somebody else's day has %+v", other.Tasks)
	}
	if _, err := o.TaskSave(t.Context(), o.as(access.RoleReporter, "west"), TaskSave{Task: task}); fault.KindOf(err) != fault.NotFound {
		t.Errorf("another county's task: %v", err)
	}

	o.must(o.TaskDone(t.Context(), clerk, TaskDone{ID: id, Version: 1, On: when(today.String())}))
	if err := o.TaskDone(t.Context(), clerk, TaskDone{ID: id, Version: 1}); fault.KindOf(err) != fault.Conflict {
		t.Errorf("the slower of two: %v", err)
	}
	lines, err := o.Tasks(t.Context(), clerk, TaskFilter{Mine: true, State: []schedule.NodeState{schedule.Reached}})
	o.must(err)
	if len(lines) != 1 || lines[0].ID != id || lines[0].OwnerName == "" {
		t.Errorf("done: %+v", lines)
	}
}

func TestAMilestoneIsBrokenDownOnceByItsTemplate(t *testing.T) {
	o := newOffice(t)
	clerk := o.withPassword(o.as(access.RoleReporter, "east"))
	project, _ := o.planned("2026-12")
	lay := TasksLay{Project: project, Node: "start"}
	o.must(o.TasksLay(t.Context(), clerk, lay))
	lines, err := o.Tasks(t.Context(), clerk, TaskFilter{Project: project})
	o.must(err)
	if len(lines) < 2 || lines[0].Owner != clerk.ID {
		t.Fatalf("laid %+v", lines)
	}
	for _, l := range lines {
		if l.Due.IsZero() || l.Due.Last() > when("2026-05").Last() && l.Due.First > o.Today() {
			t.Errorf("%s is due %s, after its node", l.Name, l.Due)
		}
	}
	if err := o.TasksLay(t.Context(), clerk, lay); fault.KindOf(err) != fault.Conflict {
		t.Errorf("laid twice: %v", err)
	}
	if err := o.TasksLay(t.Context(), clerk, TasksLay{Project: project, Node: "nowhere"}); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a node that is none: %v", err)
	}
}

func TestATaskTakenOutTakesItsPartsAlong(t *testing.T) {
	o := newOffice(t)
	project, node := o.planned("2026-12")
	month := o.task(o.chief(), schedule.Task{Project: project, Node: node, Name: "十一月", Due: when("2026-11")})
	week := o.task(o.chief(), schedule.Task{Project: project, Node: node, Name: "第二周", Due: when("2026-11-13"), Parent: month})
	kept := o.task(o.chief(), schedule.Task{Project: project, Node: node, Name: "十二月", Due: when("2026-12")})
	o.must(o.TaskDrop(t.Context(), o.chief(), TaskDrop{ID: month, Because: "合并"}))
	lines, err := o.Tasks(t.Context(), o.chief(), TaskFilter{Project: project})
	o.must(err)
	if len(lines) != 1 || lines[0].ID != kept {
		t.Errorf("left %+v", lines)
	}
	if slices.ContainsFunc(lines, func(l TaskLine) bool { return l.ID == week }) {
		t.Error("the part stayed behind")
	}
}

// aTask is one that can be saved, of a fresh project.
func (o *office) aTask() schedule.Task {
	project, node := o.planned("2026-12")
	return schedule.Task{Project: project, Node: node, Name: "报审", Due: when("2026-11")}
}
