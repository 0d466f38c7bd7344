package approval_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/approval"
	"guatu/internal/workday"
)

// networks is how many random networks are compared with the simulator:
// make approval-million.
var networks = flag.Int("networks", 4000, "random networks to compare with the simulator")

// A maker makes random cases, all of them right.
type maker struct {
	*rand.Rand
	cal    *slowCal // in force
	old    *slowCal // of the items that were decided before a notice came late
	today  int
	facts  []approval.Fact
	number int
}

// chance is true n times in a hundred.
func (r *maker) chance(n int) bool { return r.IntN(100) < n }

// of is a number from a to b.
func (r *maker) of(a, b int) int { return a + r.IntN(b-a+1) }

// add notes a fact, unless its day has not come.
func (r *maker) add(f approval.Fact, day int) bool {
	if day > r.today {
		return false
	}
	f.On = dayOf(day)
	r.facts = append(r.facts, f)
	return true
}

func dayOf(day int) workday.Date {
	d, err := workday.ParseDate(slowText(day))
	if err != nil {
		panic(err)
	}
	return d
}

// item makes an item that needs some of those before it.
func (r *maker) item(i int) approval.Item {
	it := approval.Item{ID: fmt.Sprintf("i%d", i), Pledged: []int{0, 1, 3, 5, 7, 10, 15}[r.IntN(7)]}
	if r.chance(20) {
		it.Unit = approval.CalendarDays
	}
	if r.chance(80) {
		days := it.Pledged + r.IntN(20)
		it.Statutory = &days
	}
	if r.chance(30) {
		it.Tolerable = []string{"a", "b", "c"}
	}
	for k := range i {
		switch {
		case r.chance(70 / (i - k + 1)):
			it.Needs = append(it.Needs, fmt.Sprintf("i%d", k))
		case r.chance(8):
			it.GrantNeeds = append(it.GrantNeeds, fmt.Sprintf("i%d", k))
		}
	}
	return it
}

// round makes one submission and what comes of it, from a day on; it gives the day
// and how it ended, and the day of acceptance.
func (r *maker) round(it *approval.Item, cal *slowCal, day, notBefore int) (end int, how approval.Kind) {
	accepted, silent := day, false
	if r.chance(50) {
		if !r.add(approval.Fact{Item: it.ID, Kind: approval.Submitted}, day) {
			return
		}
		fifth := (&slowItem{cal: cal, item: &approval.Item{}}).reached(day, 5, nil)
		switch r.IntN(6) {
		case 0: // sent back in time, and perhaps sent again
			back := r.of(day, fifth)
			if !r.add(approval.Fact{Item: it.ID, Kind: approval.Returned, Missing: []string{"x"}}, back) || r.chance(30) {
				return
			}
			return r.round(it, cal, r.of(back+1, back+10), notBefore)
		case 1: // withdrawn or refused before it was accepted
			end = r.of(day, fifth)
			how = []approval.Kind{approval.Withdrawn, approval.Refused}[r.IntN(2)]
			if !r.add(approval.Fact{Item: it.ID, Kind: how}, end) {
				return 0, ""
			}
			return end, how
		case 2, 3:
			accepted = r.of(day, fifth)
		default:
			silent = true
			if r.chance(30) {
				notBefore = max(notBefore, fifth+r.of(1, 3))
				r.add(approval.Fact{Item: it.ID, Kind: approval.Returned}, notBefore)
			}
		}
		notBefore = max(notBefore, day)
		if silent {
			notBefore = max(notBefore, fifth+1)
		}
	}
	return r.clock(it, cal, accepted, silent, notBefore)
}

// clock makes what happens after acceptance.
func (r *maker) clock(it *approval.Item, cal *slowCal, accepted int, silent bool, notBefore int) (int, approval.Kind) {
	at := len(r.facts)
	if !silent {
		f := approval.Fact{Item: it.ID, Kind: approval.Accepted}
		if len(it.Tolerable) > 0 && r.chance(70) {
			f.Missing = it.Tolerable[:r.of(1, 3)]
		}
		if !r.add(f, accepted) {
			return 0, ""
		}
	}
	begin := accepted
	if silent {
		begin = notBefore
	}
	day, stops := r.stops(it, begin)
	ends := r.chance(65)
	var missing []string
	if !silent {
		missing = r.facts[at].Missing
		s := &slowItem{cal: cal, item: it}
		due := s.reached(accepted, it.Pledged, stops)
		r.facts[at].SupplyBy = dayOf(r.of(accepted, due))
		if len(missing) == 0 {
			r.facts[at].SupplyBy = 0
		}
	}
	last := max(day, notBefore) + r.IntN(12)
	all := true
	for _, doc := range missing {
		if all = ends && r.chance(90) && r.add(approval.Fact{Item: it.ID, Kind: approval.Supplied, Doc: doc}, r.of(begin, last)) && all; !all {
			break
		}
	}
	if !ends {
		return 0, ""
	}
	how := []approval.Kind{approval.Granted, approval.Granted, approval.Granted, approval.Granted, approval.Granted, approval.Refused, approval.Withdrawn}[r.IntN(7)]
	if how == approval.Granted && !all || !r.add(approval.Fact{Item: it.ID, Kind: how}, last) {
		return 0, ""
	}
	return last, how
}

// stops makes some, in a row, overlapping, on one day, ended early or by
// themselves; it gives the last day on which something happened.
func (r *maker) stops(it *approval.Item, day int) (int, []slowStop) {
	var stops []slowStop
	var resumed []int
	last := day
	for range []int{0, 0, 0, 1, 1, 2, 3, 4}[r.IntN(8)] {
		on := day + r.IntN(6)
		stop := slowStop{on: on, until: on + r.IntN(20)}
		r.number++
		f := approval.Fact{Item: it.ID, Kind: approval.Stopped, Reason: approval.StopReasons()[r.IntN(15)], Notice: fmt.Sprint("告〔2026〕", r.number), Until: dayOf(stop.until)}
		if !r.add(f, on) {
			break
		}
		stops, last = append(stops, stop), max(last, on)
		day = r.of(day, on+6)
		if again := r.of(on+1, on+10); r.chance(35) && r.add(approval.Fact{Item: it.ID, Kind: approval.Resumed}, again) {
			last, resumed = max(last, again), append(resumed, again)
		}
	}
	slices.Sort(resumed)
	for _, again := range resumed {
		for i := range stops {
			if stops[i].covers(again) {
				stops[i].resumed = again
			}
		}
	}
	return last, stops
}

// network makes a whole case and the same for the simulator.
func (r *maker) network() (approval.Case, *slowCase) {
	r.facts = nil
	r.today = r.of(slowDay("2020-06-01"), slowDay("2026-12-20"))
	begin := r.today - r.IntN(200)
	n := r.of(1, 9)
	c := approval.Case{Today: dayOf(r.today), Budget: approval.Budget{Limit: 45}, Kept: map[string]*workday.Calendar{}}
	slow := &slowCase{cal: r.cal, today: r.today, index: map[string]int{}, end: map[int]int{}}
	c.Items = make([]approval.Item, n)
	grants := map[string]int{}
	for i := range n {
		c.Items[i] = r.item(i)
		it := &c.Items[i]
		cal, from := r.cal, len(r.facts)
		if r.old != nil && r.chance(40) {
			cal = r.old
		}
		how := r.progress(it, cal, begin, grants)
		if cal == r.old && !decisive(how) { // it was open when the notice came: it must be made under the new one
			r.facts = r.facts[:from]
			cal = r.cal
			how = r.progress(it, cal, begin, grants)
		}
		if cal == r.old && decisive(how) {
			c.Kept[it.ID] = nil // filled in by the test
		}
		slow.items = append(slow.items, &slowItem{cal: cal, item: it})
		slow.index[it.ID] = i
	}
	c.Facts = r.facts
	slow.until = n - 1 - r.IntN(min(n, 2))
	c.Budget.Until = c.Items[slow.until].ID
	by := make([]map[int][]approval.Fact, n)
	for _, f := range c.Facts {
		i, day := slow.index[f.Item], slowDay(f.On.String())
		if by[i] == nil {
			by[i] = map[int][]approval.Fact{}
		}
		by[i][day] = append(by[i][day], f)
	}
	for i, s := range slow.items {
		s.live(by[i], begin-400, r.today)
	}
	r.Shuffle(len(c.Facts), func(i, k int) { c.Facts[i], c.Facts[k] = c.Facts[k], c.Facts[i] })
	return c, slow
}

func decisive(how approval.Kind) bool { return how != "" }

// progress makes what has happened to an item so far.
func (r *maker) progress(it *approval.Item, cal *slowCal, begin int, grants map[string]int) approval.Kind {
	day, notBefore := begin, 0
	for _, id := range it.Needs {
		if grants[id] == 0 && !r.chance(15) {
			return ""
		}
		day = max(day, grants[id])
	}
	for _, id := range it.GrantNeeds {
		if grants[id] == 0 {
			return ""
		}
		notBefore = max(notBefore, grants[id])
	}
	if r.chance(10) {
		return ""
	}
	end, how := r.round(it, cal, day+r.IntN(15), notBefore)
	for (how == approval.Refused || how == approval.Withdrawn) && r.chance(50) {
		end, how = r.round(it, cal, end+r.of(1, 10), max(notBefore, end))
	}
	if how == approval.Granted {
		grants[it.ID] = end
	}
	return how
}

// figures are what the engine and the simulator are compared by.
type figures struct {
	State               approval.State
	Used                int
	Left, Due, Statute  any
	Overdue             bool
	Start, End, Waiting any
}

func (c *slowCase) figures(i int) figures {
	s := c.items[i]
	f := figures{State: s.state, Used: len(s.counted), Waiting: []string{}}
	undecided := s.decided == 0
	if s.state == approval.StateBlocked && len(c.lacking(s.item.Needs)) == 0 {
		f.State = approval.StateReady
	}
	if undecided && s.accepted == 0 {
		f.Waiting = c.waits(i)
	} else if undecided {
		f.Waiting = c.lacking(s.item.GrantNeeds)
	}
	if end := c.forecast(i, -1, 0); end != 0 {
		f.End = slowText(end)
	} else if s.decided != 0 {
		f.End = slowText(s.decided)
	}
	switch {
	case s.accepted != 0:
		f.Start = slowText(s.accepted)
	case s.state == approval.StateSubmitted:
		f.Start = slowText(c.today)
	case undecided && c.start(i, -1, 0) != 0:
		f.Start = slowText(c.start(i, -1, 0))
	}
	if s.accepted == 0 {
		return f
	}
	due := s.reached(s.accepted, s.item.Pledged, s.stops)
	f.Left, f.Due = s.item.Pledged-len(s.counted), slowText(due)
	if s.item.Statutory != nil {
		f.Statute = slowText(s.reached(s.accepted, *s.item.Statutory, s.stops))
	}
	f.Overdue = s.decided > due || undecided && c.today > due
	return f
}

func (c *slowCase) lacking(ids []string) []string {
	list := []string{}
	for _, id := range ids {
		if c.items[c.index[id]].state != approval.StateGranted {
			list = append(list, id)
		}
	}
	return list
}

func (c *slowCase) waits(i int) []string {
	it := c.items[i].item
	return append(c.lacking(it.Needs), c.lacking(it.GrantNeeds)...)
}

func engineFigures(s approval.Standing) figures {
	f := figures{State: s.State, Used: s.Used, Overdue: s.Overdue, Waiting: s.WaitingOn, Due: said(s.Due), Statute: said(s.StatutoryDue), Start: said(s.EarlyStart), End: said(s.EarlyFinish)}
	if s.Left != nil {
		f.Left = *s.Left
	}
	return f
}

func said(d *workday.Date) any {
	if d == nil {
		return nil
	}
	return d.String()
}

// budget counts the days one by one.
func (c *slowCase) budget() (used, applicant int, forecast any) {
	first, end := 0, c.today
	days := map[int]bool{}
	cal := c.cal
	for i := range c.cone() {
		s := c.items[i]
		if s.first != 0 && (first == 0 || s.first < first) {
			first = s.first
		}
		for d := range s.ran {
			days[d] = true
		}
	}
	if u := c.items[c.until]; u.state == approval.StateGranted {
		end, cal = u.decided, u.cal
	}
	for d := range days {
		if cal.worked[d] {
			used++
		}
	}
	for d := first + 1; first != 0 && d <= end; d++ {
		if cal.worked[d] && !days[d] {
			applicant++
		}
	}
	c.end = map[int]int{}
	if d := c.forecast(c.until, -1, 0); d != 0 {
		forecast = slowText(d)
	}
	return used, applicant, forecast
}

// compare says where engine and simulator differ, "" for nowhere.
func (r *maker) compare(c approval.Case, slow *slowCase) string {
	got, err := c.State()
	if err != nil {
		return err.Error()
	}
	for i, s := range got.Items {
		if d := cmp.Diff(slow.figures(i), engineFigures(s)); d != "" {
			return s.ID + " (-slow +engine)\n" + d
		}
	}
	used, applicant, forecast := slow.budget()
	b := got.Budget
	if d := cmp.Diff([]any{used, applicant, 45 - used, forecast}, []any{b.Used, b.ApplicantDays, b.Left, said(got.Forecast)}); d != "" {
		return "budget and forecast (-slow +engine)\n" + d
	}
	i := r.IntN(len(slow.items))
	if f := got.Items[i].Float; f != nil {
		if want := slow.float(i); *f != want || got.Items[i].Critical != (want == 0) {
			return fmt.Sprintf("float of %s: %d, by trying %d", got.Items[i].ID, *f, want)
		}
	} else if end := slow.forecast(i, -1, 0); slow.cone()[i] && slow.items[i].decided == 0 && forecast != nil && end != 0 && slowText(end) <= said(got.Forecast).(string) {
		return "no float of " + got.Items[i].ID
	}
	return ""
}

// calendars makes the simulator's and the engine's, and those that were in force
// before some days were ruled otherwise.
func (r *maker) calendars(t *testing.T) (now, before *workday.Calendar) {
	r.cal, r.old = newSlowCal(), nil
	now = workday.Default()
	if r.chance(30) {
		return now, nil
	}
	var over []workday.Override
	var days []int
	for range r.of(1, 60) {
		if d := r.of(slowDay("2020-01-02"), slowDay("2027-06-30")); !slices.Contains(days, d) {
			days = append(days, d)
			over = append(over, workday.Override{Date: dayOf(d), Works: !r.cal.worked[d], Name: "本地"})
		}
	}
	r.old, before = r.cal, now
	r.cal = r.cal.with(days)
	now, err := now.WithLocal(over)
	if err != nil {
		t.Error(err)
	}
	return now, before
}

func TestTheEngineAgreesWithASimulatorThatLivesThroughEveryDay(t *testing.T) {
	const workers = 2
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			r := &maker{Rand: rand.New(rand.NewPCG(uint64(w), 20260320))}
			var now, before *workday.Calendar
			for k := range *networks / workers {
				if k%500 == 0 {
					now, before = r.calendars(t)
				}
				c, slow := r.network()
				c.Calendar = now
				for id := range c.Kept {
					c.Kept[id] = before
				}
				if d := r.compare(c, slow); d != "" {
					t.Errorf("network %d of worker %d on %s:\n%s\nitems %+v\nfacts %+v", k, w, c.Today, d, c.Items, c.Facts)
					return
				}
			}
		})
	}
	wait.Wait()
}
