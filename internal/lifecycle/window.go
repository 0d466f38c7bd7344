// Windows: when a project may enter investment statistics (入库), and when its
// enterprise may enter the direct report (升规). Only process and papers are looked
// at: no figure of an enterprise is ever a target.

package lifecycle

import (
	"slices"
	"strings"
	"time"

	"guatu/internal/fault"
	"guatu/internal/money"
	"guatu/internal/workday"
)

// An Entry is one of the two ways into statistics.
type Entry string

const (
	EnterStore      Entry = "store"       // 投资项目入库
	EnterAboveScale Entry = "above_scale" // 企业升规入统
)

// Entries are both.
var Entries = []Entry{EnterStore, EnterAboveScale}

// A Shift says what becomes of a closing day that is not worked.
type Shift string

const (
	ShiftNone    Shift = ""        // calendar days: it stands
	ShiftEarlier Shift = "earlier" // the last working day before it
	ShiftLater   Shift = "later"   // the next working day
)

// A Window is one recurring chance to enter: who, when, with which papers. All of
// it is data of the ruleset; places and years differ (domain.md 1.3, 1.4).
type Window struct {
	Code    string     `json:"code"`
	Name    string     `json:"name"`
	Entry   Entry      `json:"entry"`
	Form    string     `json:"form,omitempty"`    // 206-1
	Checker string     `json:"checker,omitempty"` // who checks before it counts
	After   Stage      `json:"after"`             // the stage that must be reached
	Min     money.Yuan `json:"min,omitempty"`     // total investment, counted in
	Below   money.Yuan `json:"below,omitempty"`   // not counted in; 0 = no end
	Kinds   []string   `json:"kinds,omitempty"`   // of project; empty = all
	NewFrom time.Month `json:"new_from,omitempty"`
	Income  money.Yuan `json:"income,omitempty"` // year's revenue the law asks for; compared only with a statement on file
	// IncomeOf is the kind of evidence whose amount is the year's revenue.
	IncomeOf string `json:"income_of,omitempty"`
	// Shown are kinds of evidence that show it is in.
	Shown  []string    `json:"shown,omitempty"`
	Months []int       `json:"months,omitempty"` // in which it opens; empty = every month
	Opens  int         `json:"opens"`            // day of the month
	Closes int         `json:"closes"`           // day of the month; beyond its end = its last day
	Next   bool        `json:"next,omitempty"`   // closes in the month after
	Shift  Shift       `json:"shift,omitempty"`
	Grace  int         `json:"grace,omitempty"` // windows that may be missed before it is late
	Papers []PaperNeed `json:"papers,omitempty"`
	Source string      `json:"source"`
}

// A PaperNeed is one paper that has to be there: evidence of one of some kinds.
type PaperNeed struct {
	Of     []string `json:"of"`
	Kinds  []string `json:"kinds,omitempty"`  // of project; empty = all
	Except []string `json:"except,omitempty"` // kinds of project that need it not
}

// For tells whether a project of a kind needs the paper.
func (n PaperNeed) For(kind string) bool {
	return (len(n.Kinds) == 0 || slices.Contains(n.Kinds, kind)) && !slices.Contains(n.Except, kind)
}

// Code names the need: its kinds with | between.
func (n PaperNeed) Code() string { return strings.Join(n.Of, "|") }

// CheckForm reports everything wrong with the window as data.
func (w *Window) CheckForm() error {
	var wrong fault.List
	wrong.Check(w.Code != "" && w.Name != "", "windows", "ruleset.word", "code", w.Code)
	wrong.Check(w.Source != "", "windows", "ruleset.line_source", "code", w.Code)
	wrong.Check(slices.Contains(Entries, w.Entry), "windows", "ruleset.entry", "code", w.Code, "text", string(w.Entry))
	wrong.Check(slices.Contains(Stages, w.After), "windows", "ruleset.window_stage", "code", w.Code, "text", string(w.After))
	wrong.Check(w.Opens >= 1 && w.Opens <= 31 && w.Closes >= 1 && w.Closes <= 31 && (w.Next || w.Closes >= w.Opens), "windows", "ruleset.window_days", "code", w.Code)
	wrong.Check(!slices.ContainsFunc(w.Months, func(m int) bool { return m < 1 || m > 12 }) && w.NewFrom >= 0 && w.NewFrom <= 12, "windows", "ruleset.window_months", "code", w.Code)
	wrong.Check(w.Min >= 0 && w.Income >= 0 && w.Grace >= 0 && (w.Below == 0 || w.Below > w.Min), "windows", "ruleset.window_bounds", "code", w.Code)
	wrong.Check(slices.Contains([]Shift{ShiftNone, ShiftEarlier, ShiftLater}, w.Shift), "windows", "ruleset.window_shift", "code", w.Code, "text", string(w.Shift))
	for _, p := range w.Papers {
		wrong.Check(len(p.Of) > 0, "windows", "ruleset.window_paper", "code", w.Code)
	}
	return wrong.Err()
}

// A Turn is one time the window is open, both days counted in.
type Turn struct {
	Opens  workday.Date `json:"opens"`
	Closes workday.Date `json:"closes"`
}

// turn is the window's turn that opens in a month, if it opens in it.
func (w *Window) turn(year int, month time.Month, calendar *workday.Calendar) (Turn, bool) {
	first := workday.NewDate(year, month, 1) // normalises month 0 and 13
	if len(w.Months) > 0 && !slices.Contains(w.Months, int(first.Month())) {
		return Turn{}, false
	}
	closing := first
	if w.Next {
		closing = workday.NewDate(year, month+1, 1)
	}
	t := Turn{Opens: dayWithin(first, w.Opens), Closes: dayWithin(closing, w.Closes)}
	switch w.Shift {
	case ShiftEarlier:
		t.Closes = max(t.Opens, calendar.OnOrBefore(t.Closes))
	case ShiftLater:
		t.Closes = calendar.OnOrAfter(t.Closes)
	}
	return t, true
}

// dayWithin is a day of the month that begins at first, at most its last.
func dayWithin(first workday.Date, day int) workday.Date {
	return min(first+workday.Date(day-1), workday.InMonth(first.Year(), first.Month()).Last())
}

// TurnOn is the turn open on a day, or else the next to open; not ok when there is
// none within a year.
func (w *Window) TurnOn(on workday.Date, calendar *workday.Calendar) (Turn, bool) {
	year, month, _ := on.Civil()
	for n := range 15 {
		if t, ok := w.turn(year, month+time.Month(n-1), calendar); ok && t.Closes >= on {
			return t, true
		}
	}
	return Turn{}, false
}

// mostMissed bounds how far back missed turns are counted.
const mostMissed = 60

// missed counts the turns that closed before a day and on or after the one since
// which entering was possible.
func (w *Window) missed(since, on workday.Date, calendar *workday.Calendar) int {
	year, month, _ := on.Civil()
	n := 0
	for back := range mostMissed {
		t, ok := w.turn(year, month-time.Month(back), calendar)
		if ok && t.Closes < since {
			break
		}
		if ok && t.Closes < on {
			n++
		}
	}
	return n
}
