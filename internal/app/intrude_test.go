package app

import (
	"slices"
	"testing"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
)

// What somebody signed in tries beyond their rights.

func TestNobodyPutsAProjectOnAnotherUnitsAccount(t *testing.T) {
	o := newOffice(t)
	ids := land(o)
	park := o.as(access.RoleReporter, "joint")
	seen := o.save(lifecycle.Project{Name: "园中项目", Unit: o.units["east"], Park: o.units["joint"]})
	change := func(who access.Actor, id string, with func(*lifecycle.Project)) error {
		page, err := o.Project(t.Context(), who, id, Moment{})
		o.must(err)
		p := page.Project.Clone()
		with(p)
		_, err = o.ProjectSave(t.Context(), who, ProjectSave{Project: *p})
		return err
	}
	clerk := o.as(access.RoleReporter, "hill")
	for _, c := range []struct {
		name string
		err  error
	}{
		{"moved to another county by the park that sees it", change(park, seen, func(p *lifecycle.Project) { p.Unit = o.units["west"] })},
		{"put into a park outside", change(clerk, ids["hill"], func(p *lifecycle.Project) { p.Park = o.units["joint"] })},
	} {
		if fault.KindOf(c.err) != fault.Invalid {
			t.Errorf("%s: %v", c.name, c.err)
		}
	}
	o.must(change(park, seen, func(p *lifecycle.Project) { p.Place = "一号路" }))
	_, err := o.ProjectSave(t.Context(), clerk, ProjectSave{Project: lifecycle.Project{Name: "新", Unit: o.units["west"], Park: o.units["hill"]}})
	wants(t, err, fault.Invalid, "project.unit_outside")
}

func TestANewProjectIsNoPhaseOfOneOutOfSight(t *testing.T) {
	o := newOffice(t)
	ids := land(o)
	_, err := o.ProjectSave(t.Context(), o.as(access.RoleReporter, "east"), ProjectSave{Project: lifecycle.Project{Name: "二期", Unit: o.units["east"], Parent: ids["west"]}})
	wants(t, err, fault.NotFound, "")
}

func TestARightIsAskedBeforeTheInputIsRead(t *testing.T) {
	o := newOffice(t)
	who := o.as(access.RoleEnterprise, "east")
	_, published := o.RulesetPublish(t.Context(), who, RulesetPublish{Body: "]["})
	_, person := o.PersonSave(t.Context(), who, PersonSave{})
	for name, err := range map[string]error{"ruleset": published, "person": person,
		"notice":   o.CalendarNotice(t.Context(), who, CalendarNotice{Body: "]["}),
		"local":    o.CalendarLocal(t.Context(), who, CalendarLocal{Days: nil}),
		"boundary": o.BoundaryImport(t.Context(), who, BoundaryImport{Body: "]["}),
		"setting":  o.SettingChange(t.Context(), who, SettingChange{Key: "none"}),
	} {
		if fault.KindOf(err) != fault.Forbidden {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheLastAdministratorStays(t *testing.T) {
	o := newOffice(t)
	chief := o.chief()
	add := func() access.Person {
		p := access.Person{Login: o.fresh("keeper"), Name: "管理员", Unit: o.units["city"], Roles: []access.Role{access.RoleAdmin}}
		id, err := o.PersonSave(t.Context(), chief, PersonSave{Person: p, Password: goodPassword})
		o.must(err)
		p.ID, p.Version = id, 1
		return p
	}
	last, second := add(), add()
	second.Closed = true
	_, err := o.PersonSave(t.Context(), chief, PersonSave{Person: second})
	o.must(err)
	for name, change := range map[string]func(*access.Person){
		"closed":   func(p *access.Person) { p.Closed = true },
		"de-roled": func(p *access.Person) { p.Roles = []access.Role{access.RoleOffice} },
	} {
		is := last
		change(&is)
		_, err := o.PersonSave(t.Context(), chief, PersonSave{Person: is})
		if e, ok := fault.As(err); !ok || e.Code != "person.last_admin" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheJournalKeepsPeopleFromThoseWhoDoNotKeepThem(t *testing.T) {
	o := newOffice(t)
	land(o)
	o.withPassword(o.as(access.RoleReporter, "east"))
	for _, c := range []struct {
		who  access.Actor
		sees bool
	}{
		{o.as(access.RoleOffice, "city"), false},
		{o.as(access.RoleOffice, "east"), false},
		{o.as(access.RoleAuditor, "city"), true},
		{o.as(access.RoleAdmin, "city"), true},
	} {
		for _, noun := range personalNouns[:2] {
			lines, err := o.Journal(t.Context(), c.who, JournalFilter{Noun: noun})
			o.must(err)
			if (len(lines) > 0) != c.sees {
				t.Errorf("%v finds %d entries of %s, want some: %v", c.who.Roles, len(lines), noun, c.sees)
			}
		}
	}
}

func TestTheJournalKeepsOtherUnitsFilesToThem(t *testing.T) {
	o := newOffice(t)
	_, _, err := o.LedgerImport(t.Context(), o.chief(), LedgerImport{Unit: o.units["west"], File: ledgerOf("west.xlsx", row("西", 3))})
	o.must(err)
	lines, err := o.Journal(t.Context(), o.as(access.RoleOffice, "east"), JournalFilter{})
	o.must(err)
	for _, l := range lines {
		if slices.Contains(unitNouns, l.Noun) {
			t.Errorf("entry %d of %s is seen", l.N, l.Noun)
		}
	}
}

func TestAnEnterpriseLearnsNoNamesOfOfficials(t *testing.T) {
	o := newOffice(t)
	who := o.as(access.RoleEnterprise, "east")
	names, err := o.PersonNames(t.Context(), who)
	o.must(err)
	if delete(names, who.ID); len(names) > 0 {
		t.Errorf("names %v", names)
	}
}
