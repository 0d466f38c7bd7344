// What the facts of a case must be before they are read.

package approval

import (
	"slices"
	"strings"

	"guatu/internal/workday"
)

// Check reports everything that is wrong with the case: items, budget and facts.
func (c Case) Check() error {
	_, err := c.State()
	return err
}

// checkToday notes a case that has no day.
func (c *Case) checkToday(m *mistakes) {
	switch {
	case c.Today == 0:
		m.mistaken("today", "approval.missing")
	case c.Today < firstDay || c.Today > lastDay:
		m.mistaken("today", "approval.outside_dates", "first", firstDay.String(), "last", lastDay.String())
	}
	if len(c.Facts) > MaxFacts {
		m.mistaken("facts", "approval.too_many_facts", "max", MaxFacts)
	}
}

// checkFact notes what is wrong with a fact by itself; sound tells that it can be
// read at all: of an item that exists, of a known kind, on a day that has been.
func checkFact(f *Fact, n int, net *Network, today workday.Date, m *mistakes) (item int32, sound bool) {
	item, known := net.number[f.Item]
	_, kind := turn[f.Kind]
	switch {
	case f.Item == "":
		m.mistaken(factField(n, "item"), "approval.missing")
	case !known:
		m.mistaken(factField(n, "item"), "approval.no_item", "id", short(f.Item))
	}
	switch {
	case f.Kind == "":
		m.mistaken(factField(n, "kind"), "approval.missing")
	case !kind:
		m.mistaken(factField(n, "kind"), "approval.kind", "kind", short(string(f.Kind)))
	}
	day := checkDay(f.On, factField(n, "on"), m)
	if day && today != 0 && f.On > today {
		m.mistaken(factField(n, "on"), "approval.future", "date", f.On.String(), "today", today.String())
		day = false
	}
	checkBelongs(f, n, m)
	if f.Kind == Stopped {
		checkStop(f, n, m)
	}
	if known && f.Kind == Accepted {
		checkTolerance(f, n, &net.items[item], m)
	}
	if f.Kind == Supplied && f.Doc == "" {
		m.mistaken(factField(n, "doc"), "approval.missing")
	}
	return item, known && kind && day
}

// checkDay notes a date that is none, or outside the tables.
func checkDay(d workday.Date, at string, m *mistakes) bool {
	switch {
	case d == 0:
		m.mistaken(at, "approval.missing")
	case d < firstDay || d > lastDay:
		m.mistaken(at, "approval.outside_dates", "first", firstDay.String(), "last", lastDay.String())
	}
	return firstDay <= d && d <= lastDay
}

// checkBelongs notes values that mean nothing for the kind: they would be lost
// without a word.
func checkBelongs(f *Fact, n int, m *mistakes) {
	for _, v := range []struct {
		name  string
		given bool
		kinds []Kind
	}{
		{"until", f.Until != 0, []Kind{Stopped}},
		{"missing", len(f.Missing) > 0, []Kind{Accepted, Returned}},
		{"supply_by", f.SupplyBy != 0, []Kind{Accepted, Returned}},
		{"doc", f.Doc != "", []Kind{Supplied}},
	} {
		if v.given && f.Kind != "" && !slices.Contains(v.kinds, f.Kind) {
			m.mistaken(factField(n, v.name), "approval.not_of_kind", "kind", short(string(f.Kind)))
		}
	}
}

// checkStop notes a stop that is none: without a listed reason, the number of the
// written notice and an end (行政许可法 art. 45: the applicant is told in writing
// how long; domain.md 3.2).
func checkStop(f *Fact, n int, m *mistakes) {
	switch {
	case f.Reason == "":
		m.mistaken(factField(n, "reason"), "approval.missing")
	case !f.Reason.Listed():
		m.mistaken(factField(n, "reason"), "approval.stop_reason", "reason", short(string(f.Reason)), "reasons", reasonList())
	}
	if strings.TrimSpace(f.Notice) == "" {
		m.mistaken(factField(n, "notice"), "approval.no_notice")
	}
	switch {
	case f.Until == 0:
		m.mistaken(factField(n, "until"), "approval.no_end")
	case !checkDay(f.Until, factField(n, "until"), m):
	case f.Until < f.On:
		m.mistaken(factField(n, "until"), "approval.ends_first", "until", f.Until.String(), "on", f.On.String())
	}
}

func reasonList() string {
	var names []string
	for _, r := range StopReasons() {
		names = append(names, string(r))
	}
	return strings.Join(names, ", ")
}

// checkTolerance notes an acceptance with documents missing that cannot be: one
// that is no minor document of the item, twice, or without a day to supply it by.
func checkTolerance(f *Fact, n int, it *Item, m *mistakes) {
	for k, doc := range f.Missing {
		at := factField(n, "missing") + "[" + itoa(k) + "]"
		switch {
		case doc == "":
			m.mistaken(at, "approval.missing")
		case slices.Contains(f.Missing[:k], doc):
			m.mistaken(at, "approval.doc_twice", "doc", short(doc))
		case !slices.Contains(it.Tolerable, doc):
			m.mistaken(at, "approval.not_tolerable", "doc", short(doc), "item", short(it.ID))
		}
	}
	at := factField(n, "supply_by")
	switch {
	case len(f.Missing) == 0 && f.SupplyBy != 0:
		m.mistaken(at, "approval.nothing_missing")
	case len(f.Missing) == 0:
	case f.SupplyBy == 0:
		m.mistaken(at, "approval.no_supply_day")
	case checkDay(f.SupplyBy, at, m) && f.SupplyBy < f.On:
		m.mistaken(at, "approval.supply_first", "date", f.SupplyBy.String(), "on", f.On.String())
	}
}
