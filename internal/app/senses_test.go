package app

import (
	"fmt"
	"strings"
	"testing"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
)

// both reports a month in both senses, in 亿元; a negative one is not reported.
func (o *office) both(id, month string, dispatch, statistics int) {
	o.t.Helper()
	for sense, n := range map[lifecycle.Sense]int{lifecycle.Dispatch: dispatch, lifecycle.Statistics: statistics} {
		if n >= 0 {
			o.must(o.FigureReport(o.ctx(), o.chief(), FigureReport{Project: id, Figure: lifecycle.Figure{Month: when(month), Sense: sense, YearDone: yi(n)}}))
		}
	}
}

func TestSensesSideBySide(t *testing.T) {
	o := newOffice(t)
	o.clock.Set(at(2026, 3, 20))
	behind, ahead, silent := o.project("慢", "east"), o.project("快", "east"), o.project("未入库", "west")
	o.both(behind, "2026-01", 2, 1)
	o.both(behind, "2026-02", 5, 3)
	o.both(ahead, "2026-02", 1, 2)
	o.both(silent, "2026-02", 4, -1)
	s, err := o.Senses(o.ctx(), o.chief(), SensesFilter{})
	o.must(err)
	if s.Total.Dispatch.Yuan != 10*money.Yi || s.Total.Statistics.Yuan != 5*money.Yi || s.Total.Statistics.Missing != 1 || s.Total.Both != 2 {
		t.Errorf("total %+v", s.Total)
	}
	if s.Total.Gap != 1*money.Yi || s.Total.Share != 8333 {
		t.Errorf("the gap is of those with both: %+v", s.Total)
	}
	var reasons, rows []string
	for _, l := range s.Reasons {
		reasons = append(reasons, fmt.Sprint(l.Key, l.Count))
	}
	for _, r := range s.Rows {
		rows = append(rows, fmt.Sprint(r.Row.Project.Name, r.Reason))
	}
	if got := strings.Join(reasons, " ") + " | " + strings.Join(rows, " "); got != "store_unsaid1 behind1 ahead1 | 未入库store_unsaid 慢behind 快ahead" {
		t.Error(got)
	}
	if len(s.Months) != 3 || s.Months[0].Dispatch.Yuan != 2*money.Yi || s.Months[0].Dispatch.Known != 1 || s.Months[1].Dispatch.Yuan != 10*money.Yi {
		t.Errorf("months %+v", s.Months)
	}
	one, err := o.Senses(o.ctx(), o.as(access.RoleReporter, "east"), SensesFilter{Gap: []string{"ahead"}})
	o.must(err)
	if one.Count != 1 || one.Rows[0].Row.Project.Name != "快" || one.Rows[0].Gap.Yuan != -1*money.Yi {
		t.Errorf("rows %+v", one.Rows)
	}
	wants(t, errOf(o.Senses(o.ctx(), o.chief(), SensesFilter{Gap: []string{"moon"}})), fault.Invalid, "filter.gap")
}

func TestChancesByWindow(t *testing.T) {
	o := newOffice(t)
	o.clock.Set(at(2026, 3, 10))
	first := o.project("五十亿", "east")
	was, err := o.Project(o.ctx(), o.chief(), first, Moment{})
	o.must(err)
	is := was.Project.Clone()
	is.Store = lifecycle.StoreNo
	o.save(*is)
	small := lifecycle.Project{Store: lifecycle.StoreNo, Name: "三千万", Unit: o.units["west"], Kind: "new", Total: money.Exactly(3000 * money.Wan)}
	small.SetFact(lifecycle.StageFact{Stage: lifecycle.Started, Declared: true, DeclaredOn: when("2026-03-02")})
	o.save(small)
	o.save(lifecycle.Project{Name: "未开工", Unit: o.units["west"], Kind: "new", Total: money.Exactly(3000 * money.Wan)})
	for _, kind := range []string{"content_note", "filing", "construction_contract", "start_photo", "business_licence"} {
		o.keep(lifecycle.Evidence{Project: first, Kind: kind})
	}
	o.project("没说", "west")
	c, err := o.Chances(o.ctx(), o.chief(), ChanceFilter{})
	o.must(err)
	var got []string
	for _, r := range c.Rows {
		got = append(got, fmt.Sprint(r.Project.Name, r.Chance.Window, r.State, r.Turn.Closes, r.Missed, r.Late, len(r.Papers)))
	}
	want := "五十亿store_nationopen2026-03-13 2 true 1 三千万store_localopen2026-03-20 0 false 5"
	if strings.Join(got, " ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
	}
	if len(c.Months) != 12 || len(c.Months[0].Turns) != 4 || c.Months[0].Turns[0].Fit != 1 || c.Months[0].Turns[0].Left != 4 {
		t.Errorf("calendar %+v", c.Months[0])
	}
	for name, count := range map[string]struct {
		f    ChanceFilter
		want int
	}{
		"late ones":               {ChanceFilter{Late: true}, 1},
		"of whom nobody said":     {ChanceFilter{State: []string{"unsaid"}}, 1},
		"those not started":       {ChanceFilter{State: []string{"early"}}, 1},
		"one window's":            {ChanceFilter{Window: []string{"store_local"}}, 1},
		"without the application": {ChanceFilter{Missing: []string{"store_application"}}, 2},
		"with every paper":        {ChanceFilter{Missing: []string{Unstated}}, 0},
		"the other entry":         {ChanceFilter{Entry: "above_scale"}, 0},
	} {
		list, err := o.Chances(o.ctx(), o.chief(), count.f)
		o.must(err)
		if list.Count != count.want {
			t.Errorf("%s: %d, want %d", name, list.Count, count.want)
		}
	}
	wants(t, errOf(o.Chances(o.ctx(), o.chief(), ChanceFilter{Entry: "lunch"})), fault.Invalid, "filter.entry")
	wants(t, errOf(o.ProjectChances(o.ctx(), o.as(access.RoleReporter, "west"), first, Moment{})), fault.NotFound, "")
}
