// A chance: how a project stands to its way into statistics on a day.

package lifecycle

import (
	"slices"

	"guatu/internal/money"
	"guatu/internal/workday"
)

// A WindowState is how a project stands to an entry.
type WindowState string

const (
	Entered   WindowState = "entered" // it is in
	OpenNow   WindowState = "open"    // it may, and the window is open
	ComingUp  WindowState = "coming"  // it may, when the window opens
	Unfit     WindowState = "unfit"   // it may not yet, or not at all: see Bars
	Unstaged  WindowState = "early"   // the stage it rests on is not reached
	Unsaid    WindowState = "unsaid"  // nobody said whether it is in: not reported is not "no"
	NoneLeft  WindowState = "none"    // it may, but no window opens within a year
	NoWindows WindowState = "unruled" // the ruleset has no window for the entry
)

// WindowStates are all, those that want doing first.
var WindowStates = []WindowState{OpenNow, ComingUp, Unsaid, Unfit, Unstaged, NoneLeft, NoWindows, Entered}

// A Bar is one reason why a project may not use a window, with the figures.
type Bar struct {
	Code   BarCode      `json:"code"`
	Amount money.Opt    `json:"amount,omitzero"` // what is known
	Limit  money.Yuan   `json:"limit,omitempty"` // what the window asks for
	On     workday.When `json:"on,omitzero"`
	Stage  Stage        `json:"stage,omitempty"`
}

// A BarCode is a kind of reason.
type BarCode string

const (
	BarStage   BarCode = "stage"         // Stage is not reached; On when it is planned
	BarUndated BarCode = "undated"       // Stage is reached, nobody said when
	BarTotal   BarCode = "total_unknown" // no total investment was reported
	BarSmall   BarCode = "total_below"
	BarLarge   BarCode = "total_above"
	BarKind    BarCode = "kind"         // not of the kinds the window is for
	BarIncome  BarCode = "income_below" // by the statement on file
	BarOld     BarCode = "not_new"      // in production since On, too long ago to count as new
	BarExited  BarCode = "exited"
)

// A Chance is the answer: which window, when, what is still missing, since when
// it has been possible, how many turns went by, or why not.
type Chance struct {
	Project string       `json:"project"`
	Entry   Entry        `json:"entry"`
	State   WindowState  `json:"state"`
	Window  string       `json:"window,omitempty"`
	Since   workday.When `json:"since,omitzero"` // the stage it rests on
	Basis   string       `json:"basis,omitempty"`
	Turn    Turn         `json:"turn,omitzero"`
	Missed  int          `json:"missed,omitempty"`
	Late    bool         `json:"late,omitempty"`
	Missing []PaperNeed  `json:"missing,omitempty"`
	Bars    []Bar        `json:"bars,omitempty"`
}

// ChanceOf works out how a project stands to an entry on a day: by the window it
// fits that closes first, else by the one it comes nearest to.
func ChanceOf(t *Told, windows []Window, entry Entry, at Calendared) Chance {
	l := &look{Told: t, on: at.On}
	l.reached, _ = t.Project.Reached(at.On)
	best, in := Chance{State: NoWindows}, l.entered(entry)
	for i := range windows {
		if windows[i].Entry != entry {
			continue
		}
		in = in || l.has(windows[i].Shown)
		if c := windows[i].chance(l, at.Calendar); best.State == NoWindows || c.nearer(best) {
			best = c
		}
	}
	best.Project, best.Entry = t.Project.ID, entry
	if entry == EnterStore && t.Project.Store == "" && best.fits() {
		best.State, best.Missed, best.Late = Unsaid, 0, false
	}
	if best.State != NoWindows && in {
		return Chance{Project: t.Project.ID, Entry: entry, State: Entered}
	}
	return best
}

// Calendared is a day with the calendar that windows are counted by.
type Calendared struct {
	On       workday.Date
	Calendar *workday.Calendar
}

// entered tells whether the project, or its enterprise, is in already.
func (l *look) entered(entry Entry) bool {
	if entry == EnterStore {
		return l.Project.Store == StoreYes
	}
	return l.declared(InStatistics)
}

// fits tells that it may enter, now or when its window opens.
func (c Chance) fits() bool { return c.State == OpenNow || c.State == ComingUp }

// nearer tells which of two windows is the project's: the one it fits, the one
// that closes first, the one fewer reasons stand against.
func (c Chance) nearer(than Chance) bool {
	if len(c.Bars) != len(than.Bars) {
		return len(c.Bars) < len(than.Bars)
	}
	return len(c.Bars) == 0 && c.Turn.Closes < than.Turn.Closes
}

// chance is how the project stands to this window.
func (w *Window) chance(l *look, calendar *workday.Calendar) Chance {
	c := Chance{Window: w.Code}
	turn, opens := w.TurnOn(l.on, calendar)
	c.Turn = turn
	since, dated := l.stageDay(w.After)
	c.Since, c.Basis = since.On, since.Basis
	for _, p := range w.Papers {
		if p.For(l.Project.Kind) && !l.has(p.Of) {
			c.Missing = append(c.Missing, p)
		}
	}
	c.Bars = w.bars(l, since, turn)
	switch {
	case len(c.Bars) > 0 && c.Bars[0].Code == BarStage:
		c.State = Unstaged
	case len(c.Bars) > 0:
		c.State = Unfit
	case !opens:
		c.State = NoneLeft
	case turn.Opens <= l.on:
		c.State = OpenNow
	default:
		c.State = ComingUp
	}
	if len(c.Bars) == 0 && dated {
		c.Missed = w.missed(since.On.Last(), l.on, calendar)
		c.Late = c.Missed > w.Grace
	}
	return c
}

// bars are the reasons against, that of the stage first.
func (w *Window) bars(l *look, since Compared, turn Turn) []Bar {
	var list []Bar
	reached := l.reached.Order() >= w.After.Order() && l.reached != Exited
	switch {
	case l.reached == Exited:
		list = append(list, Bar{Code: BarExited})
	case !reached:
		list = append(list, Bar{Code: BarStage, Stage: w.After, On: l.Project.Fact(w.After).Planned})
	case since.On.IsZero() && w.NewFrom > 0:
		list = append(list, Bar{Code: BarUndated, Stage: w.After})
	case w.NewFrom > 0 && since.On.Last() < workday.NewDate(turn.Opens.Year()-1, w.NewFrom, 1):
		list = append(list, Bar{Code: BarOld, On: since.On})
	}
	if len(w.Kinds) > 0 && !slices.Contains(w.Kinds, l.Project.Kind) {
		list = append(list, Bar{Code: BarKind})
	}
	return append(list, w.amountBars(l)...)
}

// amountBars hold the total against the window's bounds, and a statement of
// income, where one is on file, against what the law asks for.
func (w *Window) amountBars(l *look) (list []Bar) {
	total := l.least()
	switch {
	case w.Min == 0 && w.Below == 0:
	case !total.OK:
		list = append(list, Bar{Code: BarTotal})
	case total.Yuan < w.Min:
		list = append(list, Bar{Code: BarSmall, Amount: total, Limit: w.Min})
	case w.Below > 0 && total.Yuan >= w.Below:
		list = append(list, Bar{Code: BarLarge, Amount: total, Limit: w.Below})
	}
	if income, stated := l.income(w.IncomeOf); w.Income > 0 && stated && income.Amount.Yuan < w.Income {
		list = append(list, Bar{Code: BarIncome, Amount: income.Amount, Limit: w.Income, On: income.On})
	}
	return list
}

// income is the last statement of income on file that states a sum.
func (l *look) income(kind string) (last Compared, stated bool) {
	for _, e := range l.papers(kind) {
		if e.Amount.OK && (!stated || e.Issued.Compare(last.On) > 0) {
			last, stated = Compared{ID: e.ID, On: e.Issued, Amount: e.Amount}, true
		}
	}
	return last, stated
}
