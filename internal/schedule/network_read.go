// Networks from JSON.

package schedule

import (
	"slices"
	"strconv"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

// Read reads the network that guatu schedule plan takes; "calendar":"cn" stands
// for the calendar given. A field left out or null is one not stated: the calendar
// is then "cn", a unit working_days, a kind FS and a lag 0. Everything that is
// wrong is reported, with its path: text that is no JSON, fields unknown, twice,
// missing or of another form, and what Check finds.
func Read(text []byte, cn *workday.Calendar) (Network, error) {
	n, _, err := take(text, cn)
	return n, err
}

// PlanText reads a network and plans it; faults are those of Read and of Plan.
func PlanText(text []byte, cn *workday.Calendar) (*Result, error) {
	n, g, err := take(text, cn)
	if err != nil {
		return nil, err
	}
	return n.reckon(g)
}

// take reads, checks and lays out: mistakes of form and of meaning come together.
func take(text []byte, cn *workday.Calendar) (Network, *grid, error) {
	var m mistakes
	n := read(text, cn, &m)
	if m.fatal {
		return Network{}, nil, m.err()
	}
	g := n.lay(&m)
	if err := m.err(); err != nil {
		return Network{}, nil, err
	}
	return n, g, nil
}

// A reader is on the way through the text; act and link are where it is, -1 where
// it is in none.
type reader struct {
	walk
	*mistakes
	cn        *workday.Calendar
	net       Network
	act, link int
	links     int // seen so far
}

// The fields there are.
var (
	networkFields  = []string{"calendar", "start", "finish_by", "today", "activities"}
	activityFields = []string{"id", "days", "unit", "needs", "started", "finished", "remaining"}
	linkFields     = []string{"id", "kind", "lag", "unit"}
)

// read gives what can be read and notes the rest.
func read(text []byte, cn *workday.Calendar, m *mistakes) Network {
	if len(text) > MaxText {
		m.stop(fault.New(fault.Invalid, "schedule.too_large", "megabytes", MaxText>>20))
		return Network{}
	}
	if line, column := proven(text); line > 0 {
		m.stop(fault.New(fault.Invalid, "schedule.not_json", "line", line, "column", column))
		return Network{}
	}
	r := &reader{walk: walk{text: string(text)}, mistakes: m, cn: cn, act: -1, link: -1, net: Network{Calendar: cn}}
	var seen uint
	if !r.object(func(name string) { r.network(name, &seen) }) {
		m.stop(fault.New(fault.Invalid, "schedule.not_an_object"))
		return Network{}
	}
	if r.net.Activities == nil {
		r.mistaken(wholeList, "schedule.missing")
	}
	return r.net
}

// network reads one field of the network.
func (r *reader) network(name string, seen *uint) {
	switch r.known(name, networkFields, seen) {
	case "calendar":
		r.calendar()
	case "start":
		r.net.Start = r.date(name)
	case "finish_by":
		r.net.FinishBy = r.date(name)
	case "today":
		r.net.Today = r.date(name)
	case "activities":
		r.activities()
	}
}

// calendar reads which calendar counts.
func (r *reader) calendar() {
	switch name := r.word("calendar"); name {
	case "", "cn":
	case "none":
		r.net.Calendar = workday.EveryDay()
	default:
		r.mistaken("calendar", "schedule.calendar", "calendar", name)
	}
}

// activities reads the list; beyond the bounds it only notes that it is too long.
func (r *reader) activities() {
	if r.null() {
		return
	}
	r.net.Activities = []Activity{}
	if !r.list(r.activity) {
		r.mistaken(wholeList, "schedule.not_a_list")
	}
	r.act = -1
	if r.links > MaxLinks {
		r.stop(fault.New(fault.Invalid, "schedule.too_many_links", "max", MaxLinks).At(wholeList))
	}
}

// activity reads one activity.
func (r *reader) activity(i int) {
	if i >= MaxActivities {
		r.raw()
		r.stop(fault.New(fault.Invalid, "schedule.too_many_activities", "max", MaxActivities).At(wholeList))
		return
	}
	r.net.Activities = append(r.net.Activities, Activity{})
	a, seen, timed := &r.net.Activities[i], uint(0), false
	r.act = i
	ok := r.object(func(name string) {
		switch r.known(name, activityFields, &seen) {
		case "id":
			a.ID = r.word(name)
		case "days":
			a.Days, timed = r.whole(name)
		case "unit":
			a.Unit = Unit(r.word(name))
		case "needs":
			r.needs(a)
		case "started":
			a.Started = r.date(name)
		case "finished":
			a.Finished = r.date(name)
		case "remaining":
			if left, stated := r.whole(name); stated {
				a.Remaining = &left
			}
		}
	})
	switch {
	case !ok:
		r.mistaken(r.place(""), "schedule.not_an_object")
		r.excuse(r.place("id")) // Check need not miss it
	case !timed:
		r.mistaken(r.place("days"), "schedule.missing")
	}
}

// needs reads what an activity waits for.
func (r *reader) needs(a *Activity) {
	if r.null() {
		return
	}
	ok := r.list(func(k int) {
		if r.links++; r.links > MaxLinks {
			r.raw()
			return
		}
		a.Needs = append(a.Needs, Link{})
		r.link = k
		r.need(&a.Needs[k])
	})
	r.link = -1
	if !ok {
		r.mistaken(r.place("needs"), "schedule.not_a_list")
	}
}

// need reads one link.
func (r *reader) need(l *Link) {
	var seen uint
	ok := r.object(func(name string) {
		switch r.known(name, linkFields, &seen) {
		case "id":
			l.ID = r.word(name)
		case "kind":
			l.Kind = LinkKind(r.word(name))
		case "lag":
			l.Lag, _ = r.whole(name)
		case "unit":
			l.Unit = Unit(r.word(name))
		}
	})
	if !ok {
		r.mistaken(r.place(""), "schedule.not_an_object")
		r.excuse(r.place("id")) // Check need not miss it
	}
}

// known gives the name of a field if it is one and stands here for the first time.
// Else it notes that and passes by the value.
func (r *reader) known(name string, names []string, seen *uint) string {
	at := slices.Index(names, name)
	switch {
	case at < 0:
		r.mistaken(r.place(name), "schedule.unknown_field")
	case *seen&(1<<at) != 0:
		r.mistaken(r.place(name), "schedule.field_twice")
	default:
		*seen |= 1 << at
		return name
	}
	r.raw()
	return ""
}

// null passes by a null and tells that it was one.
func (r *reader) null() bool {
	if r.next() != 'n' {
		return false
	}
	r.raw()
	return true
}

// word reads a text, "" for null.
func (r *reader) word(name string) string {
	if r.null() {
		return ""
	}
	if r.next() != '"' {
		r.mistaken(r.place(name), "schedule.not_text", "found", short(r.raw()))
		return ""
	}
	text := r.quoted()
	if text == "" {
		r.mistaken(r.place(name), "schedule.missing")
	}
	return text
}

// whole reads a whole number; not ok for null. What is no number is noted and then
// taken for 0, so that nothing else is said of it.
func (r *reader) whole(name string) (int, bool) {
	raw := r.raw()
	if raw == "null" {
		return 0, false
	}
	v, err := strconv.Atoi(raw)
	if err != nil {
		r.mistaken(r.place(name), "schedule.not_whole", "found", short(raw))
		return 0, true
	}
	return v, true
}

// date reads a date, no date for null.
func (r *reader) date(name string) workday.Date {
	if r.null() {
		return 0
	}
	if r.next() != '"' {
		r.mistaken(r.place(name), "schedule.not_a_date", "found", short(r.raw()))
		return 0
	}
	text := r.quoted()
	d, err := workday.ParseDate(text)
	if err != nil {
		r.mistaken(r.place(name), "schedule.not_a_date", "found", short(text))
	}
	return d
}

// place is the path of a field where the reader is.
func (r *reader) place(name string) string {
	switch {
	case r.act < 0:
		return name
	case r.link >= 0:
		name = "needs[" + strconv.Itoa(r.link) + "]" + dotted(name)
	}
	if name == "" {
		return wholeList + "[" + strconv.Itoa(r.act) + "]"
	}
	return field(r.act, name)
}

func dotted(name string) string {
	if name == "" {
		return ""
	}
	return "." + name
}

// short cuts a value down to what fits into a line.
func short(s string) string {
	const most = 40
	runes := 0
	for i := range s {
		if runes++; runes > most {
			return s[:i] + "…"
		}
	}
	return s
}
