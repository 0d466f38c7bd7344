package approval_test

import (
	"slices"
	"strings"
	"time"

	"guatu/internal/approval"
)

// A slow simulator, written from the contract and sharing nothing with the engine:
// it has a calendar of its own and lives through every day, asking of each whether a
// clock ran on it. Limits are reached by walking, floats found by trying.

// A slowCal says of every day whether it is worked. Days are counted from 1970.
type slowCal struct{ worked []bool }

// The days off and on of the notices, typed once more from the published lists.
const slowOff = `2020-01-01 2020-01-24 2020-01-27 2020-01-28 2020-01-29 2020-01-30 2020-01-31 2020-04-06 2020-05-01 2020-05-04 2020-05-05
2020-06-25 2020-06-26 2020-10-01 2020-10-02 2020-10-05 2020-10-06 2020-10-07 2020-10-08
2021-01-01 2021-02-11 2021-02-12 2021-02-15 2021-02-16 2021-02-17 2021-04-05 2021-05-03 2021-05-04 2021-05-05 2021-06-14
2021-09-20 2021-09-21 2021-10-01 2021-10-04 2021-10-05 2021-10-06 2021-10-07
2022-01-03 2022-01-31 2022-02-01 2022-02-02 2022-02-03 2022-02-04 2022-04-04 2022-04-05 2022-05-02 2022-05-03 2022-05-04
2022-06-03 2022-09-12 2022-10-03 2022-10-04 2022-10-05 2022-10-06 2022-10-07
2023-01-02 2023-01-23 2023-01-24 2023-01-25 2023-01-26 2023-01-27 2023-04-05 2023-05-01 2023-05-02 2023-05-03
2023-06-22 2023-06-23 2023-09-29 2023-10-02 2023-10-03 2023-10-04 2023-10-05 2023-10-06
2024-01-01 2024-02-12 2024-02-13 2024-02-14 2024-02-15 2024-02-16 2024-04-04 2024-04-05 2024-05-01 2024-05-02 2024-05-03
2024-06-10 2024-09-16 2024-09-17 2024-10-01 2024-10-02 2024-10-03 2024-10-04 2024-10-07
2025-01-01 2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-02-03 2025-02-04 2025-04-04 2025-05-01 2025-05-02 2025-05-05
2025-06-02 2025-10-01 2025-10-02 2025-10-03 2025-10-06 2025-10-07 2025-10-08
2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-02-23 2026-04-06 2026-05-01 2026-05-04 2026-05-05
2026-06-19 2026-09-25 2026-10-01 2026-10-02 2026-10-05 2026-10-06 2026-10-07`

const slowOn = `2020-01-19 2020-04-26 2020-05-09 2020-06-28 2020-09-27 2020-10-10
2021-02-07 2021-02-20 2021-04-25 2021-05-08 2021-09-18 2021-09-26 2021-10-09
2022-01-29 2022-01-30 2022-04-02 2022-04-24 2022-05-07 2022-10-08 2022-10-09
2023-01-28 2023-01-29 2023-04-23 2023-05-06 2023-06-25 2023-10-07 2023-10-08
2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12
2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11
2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10`

const slowDays = 366 * 64 // 1970 to 2033

func slowDay(text string) int {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return int(t.Unix() / 86400)
}

func slowText(day int) string {
	return time.Unix(int64(day)*86400, 0).UTC().Format(time.DateOnly)
}

func newSlowCal() *slowCal {
	c := &slowCal{worked: make([]bool, slowDays)}
	for d := range c.worked {
		weekday := (d + 4) % 7 // 1970-01-01 was a Thursday
		c.worked[d] = weekday != 0 && weekday != 6
	}
	for _, text := range strings.Fields(slowOff) {
		c.worked[slowDay(text)] = false
	}
	for _, text := range strings.Fields(slowOn) {
		c.worked[slowDay(text)] = true
	}
	return c
}

// with is the calendar with some days turned over.
func (c *slowCal) with(days []int) *slowCal {
	d := &slowCal{slices.Clone(c.worked)}
	for _, day := range days {
		d.worked[day] = !d.worked[day]
	}
	return d
}

// A slowStop is a stop with the day it was resumed, 0 for never.
type slowStop struct{ on, until, resumed int }

func (s slowStop) covers(d int) bool {
	return s.on < d && d <= s.until && (s.resumed == 0 || d <= s.resumed)
}

// slowItem is what became of one item.
type slowItem struct {
	cal      *slowCal
	item     *approval.Item
	state    approval.State // blocked stands for: nothing under way
	from     int            // submitted on
	accepted int
	decided  int
	stops    []slowStop
	ran      map[int]bool // the days its clock ran, in all rounds
	counted  []int        // those of the last round
	first    int          // the first acceptance ever
}

func (s *slowItem) counts(d int) bool {
	return s.item.Unit == approval.CalendarDays || s.cal.worked[d]
}

// live goes through the days up to today. Silence may accept afterwards, so days
// from a submission on are kept until it is known.
func (s *slowItem) live(facts map[int][]approval.Fact, begin, today int) {
	s.state, s.ran = approval.StateBlocked, map[int]bool{}
	waited := 0 // working days since the submission, up to yesterday
	var since []int
	for d := begin; d <= today; d++ {
		if s.state == approval.StateSubmitted && waited >= 5 {
			s.state, s.accepted = approval.StateRunning, s.from
			s.note()
			for _, day := range since {
				s.ran[day] = true
				s.counted = append(s.counted, day)
			}
		}
		if s.state == approval.StateSubmitted && s.cal.worked[d] {
			waited++
		}
		if s.state == approval.StateSubmitted && s.counts(d) {
			since = append(since, d)
		}
		if s.state == approval.StateRunning && s.counts(d) && !s.covered(d) {
			s.ran[d] = true
			s.counted = append(s.counted, d)
		}
		was := s.from
		s.happen(facts[d], d)
		if s.state == approval.StateSubmitted && (s.from == d || s.from != was) {
			waited, since = 0, nil
		}
	}
	if s.state != approval.StateRunning {
		return
	}
	for _, stop := range s.stops {
		if stop.resumed == 0 && today <= stop.until {
			s.state = approval.StateStopped
		}
	}
}

func (s *slowItem) covered(d int) bool {
	return slices.ContainsFunc(s.stops, func(stop slowStop) bool { return stop.covers(d) })
}

func (s *slowItem) note() {
	if s.first == 0 || s.accepted < s.first {
		s.first = s.accepted
	}
}

// happen applies one day's facts: what ends something first, when something was
// under way in the morning.
func (s *slowItem) happen(facts []approval.Fact, d int) {
	order := []approval.Kind{approval.Submitted, approval.Returned, approval.Accepted, approval.Resumed, approval.Stopped, approval.Granted, approval.Refused, approval.Withdrawn}
	switch s.state {
	case approval.StateRunning, approval.StateSubmitted:
		order = []approval.Kind{approval.Returned, approval.Accepted, approval.Resumed, approval.Stopped, approval.Granted, approval.Refused, approval.Withdrawn, approval.Submitted}
	}
	for _, kind := range order {
		for _, f := range facts {
			if f.Kind == kind {
				s.one(f, d)
			}
		}
	}
}

func (s *slowItem) one(f approval.Fact, d int) {
	running := s.state == approval.StateRunning
	switch f.Kind {
	case approval.Submitted:
		s.state, s.from, s.accepted, s.decided, s.stops, s.counted = approval.StateSubmitted, d, 0, 0, nil, nil
	case approval.Accepted:
		if !running {
			s.state, s.accepted, s.decided, s.stops, s.counted = approval.StateRunning, d, 0, nil, nil
			s.note()
		}
	case approval.Returned:
		if !running {
			s.state = approval.StateBlocked
		}
	case approval.Stopped:
		s.stops = append(s.stops, slowStop{on: d, until: slowDay(f.Until.String())})
	case approval.Resumed:
		for i := range s.stops {
			if s.stops[i].covers(d) {
				s.stops[i].resumed = d
			}
		}
	case approval.Granted:
		s.state, s.decided = approval.StateGranted, d
	case approval.Refused, approval.Withdrawn:
		s.state, s.decided = approval.State(f.Kind), d
	}
}

// reached walks to the day on which the n-th day counts after an acceptance.
func (s *slowItem) reached(accepted, n int, stops []slowStop) int {
	d := accepted
	for n > 0 {
		d++
		if s.counts(d) && !slices.ContainsFunc(stops, func(stop slowStop) bool { return stop.covers(d) }) {
			n--
		}
	}
	for s.item.Unit == approval.CalendarDays && !s.cal.worked[d] {
		d++
	}
	return d
}

// A slowCase is a case being lived through.
type slowCase struct {
	cal   *slowCal // in force
	today int
	items []*slowItem
	index map[string]int
	until int
	end   map[int]int // forecasts; absent = not known yet, 0 = none
}

// forecast is the day an item is granted, 0 for never; forced gives it for one item.
func (c *slowCase) forecast(i, forced, on int) int {
	if i == forced {
		return on
	}
	if d, known := c.end[i]; known {
		return d
	}
	s := c.items[i]
	end := 0
	switch s.state {
	case approval.StateGranted:
		end = s.decided
	case approval.StateRefused, approval.StateWithdrawn:
	case approval.StateRunning, approval.StateStopped:
		end = max(s.reached(s.accepted, s.item.Pledged, s.stops), c.tomorrow())
	case approval.StateSubmitted:
		end = s.reached(c.today, s.item.Pledged, nil)
	default:
		if start := c.start(i, forced, on); start != 0 {
			end = s.reached(start, s.item.Pledged, nil)
		}
	}
	if s.state != approval.StateGranted && end != 0 {
		for _, id := range s.item.GrantNeeds {
			g := c.forecast(c.index[id], forced, on)
			if g == 0 {
				end = 0
				break
			}
			end = max(end, g)
		}
	}
	c.end[i] = end
	return end
}

// start is the day on which what an item needs is granted, today at the earliest.
func (c *slowCase) start(i, forced, on int) int {
	start := c.today
	for _, id := range c.items[i].item.Needs {
		n := c.index[id]
		if c.items[n].state == approval.StateGranted {
			continue
		}
		end := c.forecast(n, forced, on)
		if end == 0 {
			return 0
		}
		start = max(start, end)
	}
	return start
}

func (c *slowCase) tomorrow() int {
	d := c.today + 1
	for !c.cal.worked[d] {
		d++
	}
	return d
}

// workingDays counts the days d with a < d ≤ b.
func (c *slowCal) workingDays(a, b int) int {
	n := 0
	for d := a + 1; d <= b; d++ {
		if c.worked[d] {
			n++
		}
	}
	return n
}

// cone are the items the budget runs over.
func (c *slowCase) cone() map[int]bool {
	in := map[int]bool{}
	var take func(i int)
	take = func(i int) {
		if in[i] {
			return
		}
		in[i] = true
		for _, id := range slices.Concat(c.items[i].item.Needs, c.items[i].item.GrantNeeds) {
			take(c.index[id])
		}
	}
	take(c.until)
	return in
}

// float tries later and later days for one item's grant until the end of the budget
// would move, or something on the way there would outlast it.
func (c *slowCase) float(i int) int {
	c.end = map[int]int{}
	last, early := c.forecast(c.until, -1, 0), c.forecast(i, -1, 0)
	var within []int
	for k := range c.cone() {
		if end := c.forecast(k, -1, 0); end != 0 && end <= last && c.items[k].decided == 0 {
			within = append(within, k)
		}
	}
	day := early
	for day < last && c.keeps(within, i, day+1, last) {
		day++
	}
	return c.cal.workingDays(early, day)
}

// keeps tells that all of these end in time when one item is granted on a day.
func (c *slowCase) keeps(within []int, i, day, last int) bool {
	c.end = map[int]int{}
	for _, k := range within {
		if c.forecast(k, i, day) > last {
			return false
		}
	}
	return true
}
