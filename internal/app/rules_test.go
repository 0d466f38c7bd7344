package app

import (
	"strings"
	"testing"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/ruleset"
	"guatu/internal/signal"
	"guatu/internal/workday"
)

// strict is the default with a report of 9 points behind already red, from a day.
func strict(from string) string {
	body := ruleset.Default().Body
	for old, now := range map[string]string{
		`from: "2020-01-01"`: `from: "` + from + `"`, `to: "-30.01"`: `to: "-5"`, `from: "-30", to: "-10"`: `from: "-4.99", to: "-1"`,
	} {
		if !strings.Contains(body, old) {
			panic("the default set no longer says " + old)
		}
		body = strings.Replace(body, old, now, 1)
	}
	return body
}

func (o *office) light(id string, on workday.Date) signal.Light {
	o.t.Helper()
	page, err := o.Project(o.ctx(), o.chief(), id, Moment{On: on})
	o.must(err)
	return page.State.Light
}

func TestARulesetIsTriedThenPublishedAndHoldsFromItsDay(t *testing.T) {
	o := newOffice(t)
	id := o.project("甲", "east")
	o.clock.Set(at(2026, 6, 3))
	o.report(id, "2026-05", 3) // 30 of 100 against 41.67: 11.67 points behind
	today := workday.NewDate(2026, 6, 3)
	if got := o.light(id, today); got != signal.Watch {
		t.Fatalf("under the default: %s", got)
	}
	trial, err := o.RulesetTry(t.Context(), o.chief(), strict("2026-06-01"))
	o.must(err)
	if len(trial.Changes) != 1 || trial.Changes[0].Now.Light != signal.Behind {
		t.Errorf("the trial shows %+v", trial.Changes)
	}
	if got := o.light(id, today); got != signal.Watch {
		t.Errorf("a trial changed the light to %s", got)
	}
	setID, err := o.RulesetPublish(t.Context(), o.chief(), RulesetPublish{Body: strict("2026-06-01"), Because: "攻坚办〔2026〕6号"})
	o.must(err)
	if got := o.light(id, today); got != signal.Behind {
		t.Errorf("after publishing: %s", got)
	}
	if got := o.light(id, workday.NewDate(2026, 5, 31)); got != signal.Watch {
		t.Errorf("on the day before the set: %s", got)
	}
	inForce, _, err := o.Rulesets(t.Context(), o.chief())
	o.must(err)
	if inForce.ID != setID {
		t.Errorf("in force %s, published %s", inForce.ID, setID)
	}
	before := o.head()
	_, err = o.RulesetPublish(t.Context(), o.chief(), RulesetPublish{Body: strings.Replace(strict("2026-07-01"), "lead_points", "no_such_measure", 1)})
	wants(t, err, fault.Invalid, "")
	if o.head() != before {
		t.Error("a wrong set was kept")
	}
}

func TestTheOfficesOwnDaysLieOverTheCalendar(t *testing.T) {
	o := newOffice(t)
	works := func(day workday.Date) bool {
		cal, err := o.Calendar(t.Context(), o.chief())
		o.must(err)
		ok, _ := cal.Works(day)
		return ok
	}
	flood := workday.NewDate(2026, 7, 7)
	newYear := workday.NewDate(2027, 1, 4)
	if !works(flood) || !works(newYear) {
		t.Fatal("both are working days at first")
	}
	o.must(o.CalendarLocal(t.Context(), o.chief(), CalendarLocal{Days: []workday.Override{{Date: flood, Name: "防汛"}}, Because: "市政府通知"}))
	o.must(o.CalendarNotice(t.Context(), o.chief(), CalendarNotice{Body: strings.Replace(notice2027, "2027-01-01", "2027-01-04", 1)}))
	if works(flood) || works(newYear) {
		t.Error("the local day or the notice does not hold")
	}
	o.must(o.CalendarLocal(t.Context(), o.chief(), CalendarLocal{}))
	if !works(flood) || works(newYear) {
		t.Error("taking the local days back took the wrong ones")
	}
	wants(t, o.CalendarLocal(t.Context(), o.chief(), CalendarLocal{Days: []workday.Override{{Date: flood}}}), fault.Invalid, "override.name_missing")
	if err := o.CalendarNotice(t.Context(), o.chief(), CalendarNotice{Body: "{"}); err == nil {
		t.Error("a notice that is none was kept")
	}
}

func TestAJointParkIsSeenFromBothParents(t *testing.T) {
	o := newOffice(t)
	id := o.project("共建", "joint")
	for _, county := range []string{"east", "west"} {
		page, err := o.Unit(t.Context(), o.chief(), o.units[county], Moment{})
		o.must(err)
		if page.Now.Count != 1 || page.Now.Total.Yuan != yi(50).Yuan {
			t.Errorf("%s counts %d projects of %d", county, page.Now.Count, page.Now.Total.Yuan)
		}
		if _, err := o.Project(t.Context(), o.as(access.RoleReporter, county), id, Moment{}); err != nil {
			t.Errorf("%s: %v", county, err)
		}
	}
	park, err := o.Unit(t.Context(), o.chief(), o.units["joint"], Moment{})
	o.must(err)
	if len(park.Parents) != 2 || park.Parents[0].Share+park.Parents[1].Share != access.WholeShare {
		t.Errorf("parents %+v", park.Parents)
	}
	board, err := o.Board(t.Context(), o.chief(), BoardFilter{})
	o.must(err)
	sum := 0
	for _, u := range board.Units {
		sum += u.Projects
	}
	if board.Now.Count != 1 || sum != 1 {
		t.Errorf("the board counts %d, its units %d", board.Now.Count, sum)
	}
}

func TestTheTreeStaysATree(t *testing.T) {
	o := newOffice(t)
	under := func(parent string, share int) []access.Share {
		return []access.Share{{Parent: o.units[parent], Share: share}}
	}
	for _, c := range []struct {
		name string
		unit access.Unit
		code string
	}{
		{"a second root", access.Unit{Name: "另一市", Kind: access.City}, "unit.two_roots"},
		{"a share that is not whole", access.Unit{Name: "园", Kind: access.Park, Parents: under("east", 6000)}, "unit.shares_sum"},
		{"a parent that is not there", access.Unit{Name: "园", Kind: access.Park, Parents: []access.Share{{Parent: "none", Share: 10000}}}, "unit.no_parent"},
		{"no name", access.Unit{Kind: access.Town, Parents: under("east", 10000)}, "unit.name_empty"},
		{"a division that is none", access.Unit{Name: "县", Kind: access.County, Divisions: []string{"320899"}, Parents: under("city", 10000)}, ""},
	} {
		_, err := o.UnitSave(t.Context(), o.chief(), UnitSave{Unit: c.unit})
		wants(t, err, fault.Invalid, c.code)
	}
	east, _ := o.tree.Unit(o.units["east"])
	east.Parents = under("hill", 10000)
	_, err := o.UnitSave(t.Context(), o.chief(), UnitSave{Unit: east})
	wants(t, err, fault.Invalid, "unit.circle")
}
