package app

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
)

func TestManyProjectsAreTaggedInOneActAllOrNone(t *testing.T) {
	o := newOffice(t)
	a, b, far := o.project("甲", "east"), o.save(lifecycle.Project{Name: "乙", Unit: o.units["east"], Levels: []string{"city"}, Leader: "旧"}), o.project("丙", "west")
	clerk := o.as(access.RoleReporter, "east")
	in := ProjectsTag{Projects: []string{a, b, a, " "}, Levels: []string{"city"}, Batches: []string{" 一季度开工 "}, Leader: "示例市领导", Because: "攻坚办名单"}
	from := o.head()

	in.Projects = append(in.Projects, far)
	wants(t, o.ProjectsTag(o.ctx(), clerk, in), fault.NotFound, "")
	if o.head() != from {
		t.Fatal("a refused act left something behind")
	}
	o.must(o.ProjectsTag(o.ctx(), o.chief(), in))
	for _, id := range []string{a, b, far} {
		page, err := o.Project(o.ctx(), o.chief(), id, Moment{})
		o.must(err)
		p := page.Project
		if !cmp.Equal(p.Levels, []string{"city"}) || !cmp.Equal(p.Batches, []string{"一季度开工"}) || p.Leader != "示例市领导" {
			t.Errorf("%s has %v %v %s", p.Name, p.Levels, p.Batches, p.Leader)
		}
	}
	if n := o.head() - from; n != 3 {
		t.Errorf("%d entries for three projects", n)
	}
	o.must(o.ProjectsTag(o.ctx(), o.chief(), in))
	if n := o.head() - from; n != 3 {
		t.Error("what is there already is written again")
	}
	o.must(o.ProjectsTag(o.ctx(), o.chief(), ProjectsTag{Projects: []string{a, b}, Levels: []string{"city"}, Leader: "别人", Remove: true}))
	page, err := o.Project(o.ctx(), o.chief(), b, Moment{})
	o.must(err)
	if len(page.Project.Levels) != 0 || page.Project.Leader != "示例市领导" || len(page.Project.Batches) != 1 {
		t.Errorf("after taking away: %+v", page.Project)
	}
}

func TestTaggingNothingOrNobodyIsRefusedAtOnce(t *testing.T) {
	o := newOffice(t)
	err := o.ProjectsTag(o.ctx(), o.chief(), ProjectsTag{Tags: []string{" "}})
	wants(t, err, fault.Invalid, "projects.number")
	wants(t, err, fault.Invalid, "projects.tag_nothing")
}

func TestAProjectCountsFromTheDayItWasRegistered(t *testing.T) {
	o := newOffice(t)
	early := o.building("早", "east")
	o.clock.Set(at(2026, 3, 25))
	late := o.building("晚", "east") // started in January by its facts, told in March
	board, err := o.Board(o.ctx(), o.chief(), BoardFilter{Against: when("2026-03-24").First})
	o.must(err)
	if board.Now.Registered != 2 || board.Was.Registered != 1 || board.Was.Count != 2 || board.Was.Started != 2 {
		t.Errorf("now %d, then %d registered; then %d known, %d started", board.Now.Registered, board.Was.Registered, board.Was.Count, board.Was.Started)
	}
	if len(board.Moves) != 1 || board.Moves[0].Row.Project.ID != late || !board.Moves[0].New {
		t.Errorf("moves %+v", board.Moves)
	}
	o.paused(early)
	page, err := o.Project(o.ctx(), o.chief(), early, Moment{})
	o.must(err)
	if page.Registered != when("2026-03-19").First {
		t.Errorf("registered on %s: a change is no registration", page.Registered)
	}
}
