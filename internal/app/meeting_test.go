package app

import (
	"testing"
	"time"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// excuse is what a unit says about its target at the meeting that runs.
func (o *office) excuse(id, unit string) RemediesSave {
	first, _ := target.RoundOf(o.Today())
	return RemediesSave{Unit: unit, Round: first, Items: []RemedyItem{{Target: id, Indicator: signedOne, Cause: "在谈项目少", Measure: "上门对接", Owner: "张示例", Due: first + 20}}}
}

// shared sets a target of the city and gives east and west their parts.
func (o *office) shared() (id string) {
	o.t.Helper()
	id = o.set(o.quota(o.goal("city"), "city", 100))
	o.must(o.TargetSplit(o.ctx(), o.chief(), TargetSplit{ID: id, Version: 1, From: workday.NewDate(2026, 1, 1), Rows: []SplitRow{{Unit: o.units["east"], Weight: 1}, {Unit: o.units["west"], Weight: 1}}}))
	return id
}

// part is the line of a unit at a meeting.
func (o *office) part(who access.Actor, f MeetingFilter, unit string) (MeetingUnit, bool) {
	o.t.Helper()
	m, err := o.Meeting(o.ctx(), who, f)
	o.must(err)
	for _, u := range m.Units {
		if u.Unit == o.units[unit] {
			return u, true
		}
	}
	return MeetingUnit{}, false
}

func TestALaggingUnitSaysWhyAndTheNextMeetingSeesWhetherItHelped(t *testing.T) {
	o := newOffice(t)
	o.shared()
	o.signed("west", "2026-01-10", 5)
	clerk := o.as(access.RoleReporter, "east")
	east, ok := o.part(clerk, MeetingFilter{}, "east")
	if !ok || !east.May || east.Lags != 1 || east.Said != 0 || len(east.Lines) != 1 {
		t.Fatalf("the county's part: %+v", east)
	}
	line := east.Lines[0]
	if line.Rank != 2 || line.Peers != 2 || line.Clause.Standing.Gap >= 0 {
		t.Errorf("rank %d of %d, gap %v", line.Rank, line.Peers, line.Clause.Standing.Gap)
	}
	if _, ok := o.part(clerk, MeetingFilter{}, "west"); ok {
		t.Error("a county reads another's table")
	}
	in := o.excuse(line.Target, o.units["east"])
	if n, err := o.RemediesSave(o.ctx(), clerk, in); err != nil || n != 1 {
		t.Fatalf("%d changed, %v", n, err)
	}
	if n, err := o.RemediesSave(o.ctx(), clerk, in); err != nil || n != 0 {
		t.Errorf("said again it changes %d: %v", n, err)
	}
	in.Items[0].Measure = "驻点招商"
	_, err := o.RemediesSave(o.ctx(), clerk, in) // version 0 of what was said already
	wants(t, err, fault.Invalid, "remedy.changed")
	in.Items[0].Version = 1
	if n, err := o.RemediesSave(o.ctx(), clerk, in); err != nil || n != 1 {
		t.Errorf("%d changed, %v", n, err)
	}
	if east, _ = o.part(o.chief(), MeetingFilter{}, "east"); east.Said != 1 || east.May || east.Lines[0].Remedy.Measure != "驻点招商" {
		t.Errorf("the office reads %+v", east)
	}
	before := o.Today()
	_, last := target.RoundOf(before)
	o.clock.Advance(24 * 3600 * 1e9 * (1 + time.Duration(last-before)))
	o.signed("east", o.Today().String(), 5)
	east, _ = o.part(clerk, MeetingFilter{}, "east")
	if l := east.Lines[0]; l.Was == nil || l.Was.Measure != "驻点招商" || l.Remedy != nil || l.Then == nil || l.Clause.Standing.Value != l.Then.Standing.Value+target.One {
		t.Errorf("at the next meeting: %+v", l)
	}
	old, _ := o.part(clerk, MeetingFilter{Round: before}, "east")
	if l := old.Lines[0]; l.Remedy == nil || !old.May || l.Clause.Standing.Value != 0 {
		t.Errorf("the meeting before: %+v", l)
	}
}

func TestRemediesAreOnesOwnAndOfThisMeeting(t *testing.T) {
	o := newOffice(t)
	o.shared()
	clerk := o.as(access.RoleReporter, "east")
	east, _ := o.part(clerk, MeetingFilter{}, "east")
	in := o.excuse(east.Lines[0].Target, o.units["east"])
	_, err := o.RemediesSave(o.ctx(), o.chief(), in)
	wants(t, err, fault.Forbidden, "remedy.not_yours")
	_, err = o.RemediesSave(o.ctx(), o.as(access.RoleReporter, "west"), in)
	wants(t, err, fault.Forbidden, "remedy.not_yours")
	_, err = o.RemediesSave(o.ctx(), o.as(access.RoleLeader, "east"), in)
	wants(t, err, fault.Forbidden, "access.forbidden")
	late := in
	late.Round, _ = target.RoundOf(o.Today() - 40)
	_, err = o.RemediesSave(o.ctx(), clerk, late)
	wants(t, err, fault.Invalid, "remedy.round")
	twice := in
	twice.Items = append(twice.Items, in.Items[0], RemedyItem{Target: "none", Indicator: signedOne, Cause: "x"})
	_, err = o.RemediesSave(o.ctx(), clerk, twice)
	wants(t, err, fault.Invalid, "remedy.twice")
	wants(t, err, fault.Invalid, "remedy.target")
	if n, err := o.RemediesSave(o.ctx(), clerk, in); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	n := o.head()
	in.Items[0] = RemedyItem{Target: in.Items[0].Target, Indicator: signedOne, Version: 1}
	if n, err := o.RemediesSave(o.ctx(), clerk, in); n != 1 || err != nil {
		t.Fatal("taken back", n, err)
	}
	if east, _ := o.part(clerk, MeetingFilter{}, "east"); east.Lines[0].Remedy != nil {
		t.Error("what was taken back stands there")
	}
	if east, _ := o.part(clerk, MeetingFilter{Moment: Moment{Known: n}}, "east"); east.Lines[0].Remedy == nil {
		t.Error("as known before it was taken back it is not there")
	}
}
