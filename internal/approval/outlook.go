// A whole city at once: what facts come to is kept small, and swept without
// allocating.

package approval

import "guatu/internal/workday"

// Clocks are what one project's facts come to, enough to reckon it on any day from
// that of its last fact on. They hold no reasons; a Run has those.
type Clocks struct {
	tracks []track
	halts  []span
	past   []rounds
	kept   []*workday.Calendar
}

// Clocks are those of the run as it stands; later facts do not move them.
func (r *Run) Clocks() Clocks {
	k := Clocks{tracks: append([]track(nil), r.c.tracks...), past: append([]rounds(nil), r.past...), kept: r.c.kept}
	for i := range k.tracks { // without the gaps that events left
		t := &k.tracks[i]
		stops := r.c.halts[t.first:t.last]
		t.first = int32(len(k.halts))
		k.halts = append(k.halts, stops...)
		t.last = int32(len(k.halts))
	}
	return k
}

// An Outlook is a project in one line.
type Outlook struct {
	Forecast      workday.Date // of the budget's last item; no date where it will not be granted
	Granted       bool         // it is granted
	Used          int
	Left          int
	ApplicantDays int
	Overdue       int // items undecided and overdue
	Critical      int // undecided items without float
}

// A Sweeper reckons one project after another over one network. It is not safe for
// use by several goroutines at once.
type Sweeper struct{ c course }

// Sweeper makes one that counts by a calendar, nil = workday.Default().
func (n *Network) Sweeper(cal *workday.Calendar) *Sweeper {
	c := Case{Calendar: cal}
	return &Sweeper{course{net: n, cal: c.calendar(), times: make([]times, len(n.items))}}
}

// Outlook reckons a project on a day: every item's due days, forecast, late dates
// and float, and the budget.
func (s *Sweeper) Outlook(k *Clocks, today workday.Date) Outlook {
	c := &s.c
	c.tracks, c.halts, c.kept = k.tracks, k.halts, k.kept
	if c.today != today {
		c.setToday(today)
	}
	c.sweep()
	var o Outlook
	for i := range c.tracks {
		o.note(c, int32(i))
	}
	if c.net.budget.Until == "" {
		return o
	}
	spent := c.spend(k.past)
	o.Used, o.ApplicantDays, o.Left = int(spent.used), int(spent.applicant), c.net.budget.Limit-int(spent.used)
	if u := c.net.until; u >= 0 && c.times[u].finish != never {
		o.Forecast, o.Granted = c.times[u].finish, c.tracks[u].phase == granted
	}
	return o
}

// note counts an item that is late, and one that must not be.
func (o *Outlook) note(c *course, i int32) {
	x := &c.times[i]
	if c.tracks[i].decided != 0 {
		return
	}
	if x.due != 0 && c.today > x.due {
		o.Overdue++
	}
	if float, has := c.float(i); has && float == 0 {
		o.Critical++
	}
}
