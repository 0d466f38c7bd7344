package schedule

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"guatu/internal/workday"
)

// A slow solver, written from the package comment and sharing nothing with the
// engine: every activity has a list of all places it could take, day by day, and
// moves along it until no link is broken (Bellman and Ford). Lags and durations
// are walked, not computed.
type slow struct {
	net    *Network
	cal    *workday.Calendar
	index  map[string]int
	places [][]slot
	ending []bool // a milestone that ends its day
}

// A slot is one place an activity could take, between two mornings; from is where
// work (or the rest of it) begins, start the start that others see.
type slot struct{ from, start, end workday.Date }

func (s *slow) works(d workday.Date, u Unit) bool {
	if u == CalendarDays {
		return true
	}
	yes, _ := s.cal.Works(d)
	return yes
}

// walk goes n counted days on from a morning, or back.
func (s *slow) walk(m workday.Date, n int, u Unit) workday.Date {
	for ; n > 0; m++ {
		if s.works(m, u) {
			n--
		}
	}
	for n < 0 {
		m--
		if s.works(m, u) {
			n++
		}
	}
	return m
}

// count counts the days between two mornings.
func (s *slow) count(a, b workday.Date, u Unit) int {
	if b < a {
		return -s.count(b, a, u)
	}
	n := 0
	for ; a < b; a++ {
		if s.works(a, u) {
			n++
		}
	}
	return n
}

func newSlow(net *Network) *slow {
	s := &slow{net: net, cal: net.calendar(), index: map[string]int{}}
	for i, a := range net.Activities {
		s.index[a.ID] = i
	}
	s.ending = make([]bool, len(net.Activities))
	for range net.Activities { // as many rounds as the longest chain
		for i, a := range net.Activities {
			for _, l := range a.Needs {
				p := s.index[l.ID]
				work := net.Activities[p].Days > 0
				if a.Days == 0 && (s.ending[p] || work && (l.Kind == "FS" || l.Kind == "FF")) {
					s.ending[i] = true
				}
			}
		}
	}
	for i := range net.Activities {
		s.places = append(s.places, s.slots(i))
	}
	return s
}

func (s *slow) slots(i int) []slot {
	a := &s.net.Activities[i]
	if a.State() == Finished {
		return []slot{s.past(i)}
	}
	left := a.Days
	if a.State() == Started {
		left = s.rest(a)
	}
	var all []slot
	for m := s.base() - 250; m < s.base()+400; m++ {
		switch {
		case left == 0 && a.Days == 0 && !s.ending[i] && !s.works(m, a.unit()):
		case left == 0:
			all = append(all, slot{m, m, m})
		case s.works(m, a.unit()):
			all = append(all, slot{m, m, s.walk(m, left, a.unit())})
		}
	}
	if a.State() == Started {
		for k := range all {
			all[k].start = a.Started
		}
	}
	return all
}

func (s *slow) base() workday.Date { return max(s.net.Start, s.net.Today) }

func (s *slow) rest(a *Activity) int {
	if a.Remaining != nil {
		return *a.Remaining
	}
	return max(a.Days-s.count(a.Started, max(a.Started, s.net.Today), a.unit()), 1)
}

func (s *slow) past(i int) slot {
	a := &s.net.Activities[i]
	day := a.Finished
	if day.IsZero() {
		day = a.Started
	}
	end := day + 1
	if a.Days == 0 && !s.ending[i] {
		end = day
	}
	start := a.Started
	if a.Days == 0 {
		start = end
	} else if start.IsZero() {
		start = s.walk(end, -a.Days, a.unit())
	}
	return slot{start, start, end}
}

// floor is the first morning (for a milestone that ends its day, the first evening)
// on which what has not happened can be.
func (s *slow) floor(i int) workday.Date {
	a := &s.net.Activities[i]
	switch {
	case a.State() == Started && s.rest(a) == 0:
		return max(a.Started+1, s.net.Today)
	case a.State() == Started:
		return max(a.Started, s.net.Today)
	case s.ending[i]:
		return s.walk(s.base(), 1, a.unit())
	}
	return s.base()
}

// kept tells that a link is not broken.
func (s *slow) kept(l Link, j int, pred, succ slot) bool {
	a := &s.net.Activities[j]
	toFinish := l.Kind == FinishToFinish || l.Kind == StartToFinish
	if a.State() == Finished || a.State() == Started && !toFinish {
		return true
	}
	unit := l.Unit
	if unit == "" {
		unit = a.unit()
	}
	from, to := pred.end, succ.start
	if l.Kind == StartToStart || l.Kind == StartToFinish {
		from = pred.start
	}
	if toFinish {
		to = succ.end
	}
	from, morning := s.lag(from, l, unit)
	switch {
	case s.ending[j] && morning: // on that day or later
		return s.count(from, to, a.unit()) > 0
	case toFinish && morning && a.Days > 0 && !(a.State() == Started && s.rest(a) == 0): // nothing that counts between
		return from <= to || s.count(to, from, a.unit()) == 0
	}
	return from <= to
}

// lag moves what a link waits for by its lag, and tells whether that is a morning:
// mornings go to mornings of counted days, evenings to evenings.
func (s *slow) lag(m workday.Date, l Link, unit Unit) (workday.Date, bool) {
	p := s.index[l.ID]
	morning := !s.ending[p] && (s.net.Activities[p].Days == 0 || l.Kind == StartToStart || l.Kind == StartToFinish)
	if l.Lag == 0 {
		return m, morning
	}
	for ; morning && !s.works(m, unit); m++ {
	}
	for ; !morning && !s.works(m-1, unit); m-- {
	}
	step := workday.Date(1)
	if l.Lag < 0 {
		step = -1
	}
	for n := l.Lag; n != 0; {
		m += step
		if morning && s.works(m, unit) || !morning && s.works(m-1, unit) {
			n -= int(step)
		}
	}
	return m, morning
}

// settle moves one activity at a time by step until nothing is broken.
func (s *slow) settle(at []int, step int) []int {
	for moved := true; moved; {
		moved = false
		for j, a := range s.net.Activities {
			for _, l := range a.Needs {
				p := s.index[l.ID]
				for !s.kept(l, j, s.places[p][at[p]], s.places[j][at[j]]) && (step > 0 || s.movable(l, p)) {
					moved = true
					if step > 0 {
						at[j]++
					} else {
						at[p]--
					}
				}
			}
		}
	}
	return at
}

// movable tells that the end of the predecessor that a link ties is still open:
// counting backward from a deadline cannot undo what has happened.
func (s *slow) movable(l Link, p int) bool {
	state := s.net.Activities[p].State()
	return state == Planned || state == Started && (l.Kind == FinishToStart || l.Kind == FinishToFinish)
}

func (s *slow) early() []int {
	at := make([]int, len(s.places))
	for i := range at {
		for s.net.Activities[i].State() != Finished && s.places[i][at[i]].from < s.floor(i) {
			at[i]++
		}
	}
	return s.settle(at, 1)
}

// within tells that a slot is over on the evening of last.
func (s *slow) within(i int, last workday.Date, p slot) bool {
	if s.net.Activities[i].Days == 0 && !s.ending[i] {
		return p.end <= last
	}
	return p.end <= last+1
}

func (s *slow) late(last workday.Date) []int {
	at := make([]int, len(s.places))
	for i := range at {
		at[i] = len(s.places[i]) - 1
		for s.net.Activities[i].State() != Finished && !s.within(i, last, s.places[i][at[i]]) {
			at[i]--
		}
	}
	return s.settle(at, -1)
}

// free moves one activity on while all others stay.
func (s *slow) free(i int, early []int, last workday.Date) int {
	at := early[i]
	for at+1 < len(s.places[i]) && s.within(i, last, s.places[i][at+1]) && s.hurtsNobody(i, early, s.places[i][at+1]) {
		at++
	}
	return at
}

func (s *slow) hurtsNobody(i int, early []int, p slot) bool {
	for j, a := range s.net.Activities {
		for _, l := range a.Needs {
			if s.index[l.ID] == i && !s.kept(l, j, p, s.places[j][early[j]]) {
				return false
			}
		}
	}
	return true
}

// days shows a slot as dates.
func (s *slow) days(i int, p, early slot) Extent {
	a := &s.net.Activities[i]
	last := p.end - 1
	snaps := a.Days > 0 && (a.State() != Started || s.rest(a) > 0)
	switch {
	case a.Days == 0 && !s.ending[i]:
		return Extent{p.start, p.end}
	case a.State() == Finished && a.Days > 0:
		return Extent{a.Started, last}
	case a.State() != Finished && a.unit() == WorkingDays && !snaps && s.count(early.end, p.end, WorkingDays) == 0:
		last = early.end - 1
	case a.State() != Finished && a.unit() == WorkingDays && !snaps:
		for !s.works(last, WorkingDays) {
			last--
		}
	}
	if a.Days == 0 {
		return Extent{last, last}
	}
	return Extent{p.start, last}
}

// plan is Network.Plan, slowly, without the path.
func (s *slow) plan() *Result {
	r := &Result{Calendar: s.cal, Start: s.net.Start}
	early := s.early()
	for i := range s.net.Activities {
		a := &s.net.Activities[i]
		t := Timing{ID: a.ID, State: a.State(), Unit: a.unit(), Early: s.days(i, s.places[i][early[i]], s.places[i][early[i]])}
		r.Finish = max(r.Finish, t.Early.Finish)
		r.Activities = append(r.Activities, t)
	}
	late := s.late(r.Finish)
	for i := range r.Activities {
		t, first, last := &r.Activities[i], s.places[i][early[i]], s.places[i][late[i]]
		t.Late = s.days(i, last, first)
		if t.State != Finished {
			t.TotalFloat = s.count(first.end, last.end, t.Unit)
			t.FreeFloat = s.count(first.end, s.places[i][s.free(i, early, r.Finish)].end, t.Unit)
			t.Critical = t.TotalFloat == 0
		}
	}
	if !s.net.FinishBy.IsZero() {
		s.countBack(r, early)
	}
	return r
}

func (s *slow) countBack(r *Result, early []int) {
	r.Backward = &Backward{FinishBy: s.net.FinishBy, Shortfall: max(int(r.Finish-s.net.FinishBy), 0),
		ShortfallWorked: max(s.count(s.net.FinishBy+1, r.Finish+1, WorkingDays), 0)}
	latest := s.late(s.net.FinishBy)
	for i := range r.Activities {
		t := &r.Activities[i]
		t.Latest = s.days(i, s.places[i][latest[i]], s.places[i][early[i]])
		if t.State == Planned && (r.Backward.StartBy.IsZero() || t.Latest.Start < r.Backward.StartBy) {
			r.Backward.StartBy = t.Latest.Start
		}
	}
}

// anyNetwork draws a small network around the spring festival of 2026, where seven
// days are off and two Saturdays worked.
func anyNetwork(t *rapid.T) Network {
	net := Network{Start: date("2026-02-06") + workday.Date(rapid.IntRange(0, 25).Draw(t, "start"))}
	if rapid.IntRange(0, 3).Draw(t, "none") == 0 {
		net.Calendar = workday.EveryDay()
	}
	if rapid.Bool().Draw(t, "has today") {
		net.Today = net.Start + workday.Date(rapid.IntRange(-3, 15).Draw(t, "today"))
	}
	if rapid.Bool().Draw(t, "has deadline") {
		net.FinishBy = net.Start + workday.Date(rapid.IntRange(0, 40).Draw(t, "finish by"))
	}
	units := rapid.SampledFrom([][]Unit{{WorkingDays}, {CalendarDays}, {"", CalendarDays}}).Draw(t, "units")
	count := rapid.IntRange(1, 7).Draw(t, "count")
	order := rapid.Permutation([]int{0, 1, 2, 3, 4, 5, 6}[:count]).Draw(t, "order") // not that of the links
	net.Activities = make([]Activity, count)
	for i := range count {
		a := &net.Activities[order[i]]
		a.ID = string(rune('a' + i))
		a.Days = rapid.IntRange(0, 6).Draw(t, "days")
		a.Unit = rapid.SampledFrom(units).Draw(t, "unit")
		for range rapid.IntRange(0, min(i, 1)*3).Draw(t, "needs") {
			a.Needs = append(a.Needs, anyLink(t, i))
		}
		anyProgress(t, &net, a)
	}
	return net
}

func anyLink(t *rapid.T, before int) Link {
	return Link{
		ID:   string(rune('a' + rapid.IntRange(0, before-1).Draw(t, "pred"))),
		Kind: rapid.SampledFrom([]LinkKind{FinishToStart, StartToStart, FinishToFinish, StartToFinish}).Draw(t, "kind"),
		Lag:  rapid.IntRange(-4, 5).Draw(t, "lag"),
		Unit: rapid.SampledFrom([]Unit{"", "", "", WorkingDays, CalendarDays}).Draw(t, "lag unit"),
	}
}

func anyProgress(t *rapid.T, net *Network, a *Activity) {
	state := rapid.SampledFrom([]State{Planned, Planned, Planned, Started, Finished}).Draw(t, "state")
	if state == Planned {
		return
	}
	known := net.Start + 10
	if !net.Today.IsZero() {
		known = net.Today
	}
	happened := known - workday.Date(rapid.IntRange(0, 9).Draw(t, "ago"))
	if state == Finished {
		a.Finished = happened
		happened -= workday.Date(rapid.IntRange(0, 5).Draw(t, "took"))
	}
	if state == Started || rapid.Bool().Draw(t, "noted") {
		a.Started = happened
	}
	if left := rapid.IntRange(-1, 5).Draw(t, "left"); left >= 0 && a.State() == Started {
		a.Remaining = &left
	}
}

func TestTheEngineAgreesWithASlowSolver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		net := anyNetwork(t)
		got, err := net.Plan()
		if err != nil {
			t.Fatal(err)
		}
		want := newSlow(&net).plan()
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(Result{}, "CriticalPath", "Calendar")); diff != "" {
			t.Fatalf("%+v\nslow and fast differ (-slow +fast):\n%s", net.Activities, diff)
		}
		holdFloats(t, net, got)
		holdPath(t, net, got)
	})
}

// holdFloats checks what floats promise of each other.
func holdFloats(t *rapid.T, net Network, r *Result) {
	for _, a := range r.Activities {
		if a.FreeFloat < 0 || a.FreeFloat > a.TotalFloat {
			t.Fatalf("%s: free float %d, total float %d", a.ID, a.FreeFloat, a.TotalFloat)
		}
	}
}

// holdPath checks that the path is a chain of links, that it ends the plan, and
// that, where only one unit counts, nothing on it has float.
func holdPath(t *rapid.T, net Network, r *Result) {
	by, units := map[string]int{}, map[Unit]bool{}
	for i, a := range net.Activities {
		by[a.ID] = i
		units[a.unit()] = true
		for _, l := range a.Needs {
			if l.Unit != "" {
				units[l.Unit] = true
			}
		}
	}
	for k, id := range r.CriticalPath {
		a := r.Activities[by[id]]
		linked := k == 0
		for _, l := range net.Activities[by[id]].Needs {
			linked = linked || l.ID == r.CriticalPath[max(k-1, 0)]
		}
		if !linked || a.State == Finished || k == len(r.CriticalPath)-1 && a.Early.Finish != r.Finish {
			t.Fatalf("the path %v breaks at %s", r.CriticalPath, id)
		}
		if a.TotalFloat != 0 && len(units) == 1 && r.onePlan() {
			t.Fatalf("%s is on the path %v and has float %d", id, r.CriticalPath, a.TotalFloat)
		}
	}
}

// onePlan tells that nothing happened yet: facts lie on days off too.
func (r *Result) onePlan() bool {
	for _, a := range r.Activities {
		if a.State != Planned {
			return false
		}
	}
	return true
}
