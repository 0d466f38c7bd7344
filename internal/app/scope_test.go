package app

import (
	"testing"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/store/storetest"
)

// land puts one project into every unit, the largest first, and one of firmA.
func land(o *office) map[string]string {
	ids := map[string]string{}
	for i, unit := range []string{"city", "east", "west", "hill", "joint"} {
		p := lifecycle.Project{Name: unit, Unit: o.units[unit], Total: money.Exactly(money.Yuan(9-i) * money.Yi)}
		if unit == "west" {
			p.EnterpriseCode = firmA
		}
		ids[unit] = o.save(p)
	}
	return ids
}

func TestEverybodySeesTheirOwn(t *testing.T) {
	o := newOffice(t)
	ids := land(o)
	for _, c := range []struct {
		name string
		who  access.Actor
		sees string
	}{
		{"the office sees all", o.as(access.RoleOffice, "city"), "city east west hill joint"},
		{"an auditor sees all from anywhere", o.as(access.RoleAuditor, "west"), "city east west hill joint"},
		{"a clerk sees the county and what is below it", o.as(access.RoleReporter, "east"), "east hill joint"},
		{"the other county's clerk sees the joint park too", o.as(access.RoleReporter, "west"), "west joint"},
		{"a town's clerk sees the town", o.as(access.RoleReporter, "hill"), "hill"},
		{"a department sees the campaign it serves", o.as(access.RoleDepartment, "bureau"), "city east west hill joint"},
		{"a leader of a county sees the county", o.as(access.RoleLeader, "east"), "east hill joint"},
		{"an enterprise sees its own", o.as(access.RoleEnterprise, "east"), "west"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o.t = t
			if got := sorted(o.names(c.who, ProjectFilter{})); got != sorted(c.sees) {
				t.Errorf("sees %q, want %q", got, c.sees)
			}
			for name, id := range ids {
				o.seesEverywhereAlike(c.who, id, has(c.sees, name))
			}
		})
	}
}

// seesEverywhereAlike holds pages, histories, exports, boards and commands to one
// answer.
func (o *office) seesEverywhereAlike(who access.Actor, id string, sees bool) {
	o.t.Helper()
	_, err := o.Project(o.ctx(), who, id, Moment{})
	o.foundIf(err, sees, "page")
	_, err = o.ProjectHistory(o.ctx(), who, id)
	o.foundIf(err, sees, "history")
	rows, err := o.EachProject(o.ctx(), who, ProjectFilter{})
	o.must(err)
	board, err := o.Board(o.ctx(), who, BoardFilter{})
	o.must(err)
	if hasRow(rows, id) != sees || hasRow(board.Dots, id) != sees {
		o.t.Errorf("export has it %v, board %v, want %v", hasRow(rows, id), hasRow(board.Dots, id), sees)
	}
	if who.Can(access.ReportFigure) {
		err = o.FigureReport(o.ctx(), who, FigureReport{Project: id, Figure: lifecycle.Figure{Month: when("2026-02"), Sense: lifecycle.Dispatch, YearDone: yi(1)}})
		o.foundIf(err, sees, "command")
	}
}

func (o *office) foundIf(err error, sees bool, what string) {
	o.t.Helper()
	if sees != (err == nil) || !sees && fault.KindOf(err) != fault.NotFound {
		o.t.Errorf("%s: %v, sees %v", what, err, sees)
	}
}

func hasRow(rows []*ProjectRow, id string) bool {
	for _, r := range rows {
		if r.Project.ID == id {
			return true
		}
	}
	return false
}

func TestTheZeroScopeSeesNothing(t *testing.T) {
	o := newOffice(t)
	land(o)
	none := access.NewActor(storetest.Tenant, access.Person{ID: "x", Name: "x", Roles: []access.Role{access.RoleReporter}}, o.tree)
	if got := o.names(none, ProjectFilter{}); got != "" {
		t.Errorf("sees %q", got)
	}
	if err := o.db.Read(t.Context(), access.Scope{}, nil); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("the zero scope opened a transaction: %v", err)
	}
}

func TestNobodyMovesAProjectOutOfSight(t *testing.T) {
	o := newOffice(t)
	ids := land(o)
	clerk := o.as(access.RoleReporter, "east")
	page, err := o.Project(t.Context(), clerk, ids["east"], Moment{})
	o.must(err)
	p := page.Project.Clone()
	p.Unit = o.units["west"]
	_, err = o.ProjectSave(t.Context(), clerk, ProjectSave{Project: *p})
	wants(t, err, fault.Invalid, "project.unit_outside")
}

func TestAReturnWithOneForeignProjectIsRefusedWhole(t *testing.T) {
	o := newOffice(t)
	ids := land(o)
	clerk := o.as(access.RoleReporter, "east")
	line := func(id string) FigureItem {
		return FigureItem{Figure: lifecycle.Figure{Project: id, Month: when("2026-02"), Sense: lifecycle.Dispatch, YearDone: yi(1)}}
	}
	before := o.head()
	wants(t, o.FiguresReport(t.Context(), clerk, FiguresReport{Items: []FigureItem{line(ids["east"]), line(ids["west"])}}), fault.NotFound, "")
	bad := line(ids["hill"])
	bad.Month = when("2027-02")
	err := o.FiguresReport(t.Context(), clerk, FiguresReport{Items: []FigureItem{line(ids["east"]), bad, bad}})
	wants(t, err, fault.Invalid, "figure.future")
	if e, _ := fault.As(err); len(e.Parts) != 2 || e.Parts[0].Field != "items[1].month" || e.Parts[1].Field != "items[2].month" {
		t.Errorf("parts %v", e)
	}
	if o.head() != before {
		t.Error("something was written")
	}
	o.must(o.FiguresReport(t.Context(), clerk, FiguresReport{Items: []FigureItem{line(ids["east"]), line(ids["hill"])}}))
	if got := o.head() - before; got != 2 {
		t.Errorf("%d entries, want 2", got)
	}
}
