package app

import (
	"slices"

	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// A ChanceMonth is one month of the calendar: which windows are open when.
type ChanceMonth struct {
	Month workday.When `json:"month"`
	Turns []ChanceTurn `json:"turns"`
}

// A ChanceTurn is one turn of one window. Fit counts those who may use it, where
// it is the next one.
type ChanceTurn struct {
	Window string `json:"window"`
	Name   string `json:"name"`
	lifecycle.Turn
	Left int  `json:"left"` // working days to its end, today counted in
	Next bool `json:"next"`
	Fit  int  `json:"fit,omitempty"`
}

// calendarMonths is how far ahead the calendar of windows is drawn.
const calendarMonths = 12

// schedule lays the windows of the entry out over the coming months.
func (c *Chances) schedule(list []ChanceRow, fig *figured) {
	at := map[string]int{}
	for _, w := range fig.set.Windows {
		if w.Entry != c.Entry {
			continue
		}
		at[w.Code] = len(c.Windows)
		turn, _ := w.TurnOn(fig.on, fig.facts.calendar)
		c.Windows = append(c.Windows, ChanceWindow{Window: w, Turn: turn})
	}
	for _, r := range list {
		i, ok := at[r.Chance.Window]
		if !ok || !r.fits() {
			continue
		}
		c.Windows[i].Fit++
		if len(r.Missing) == 0 {
			c.Windows[i].Ready++
		}
		if r.Late {
			c.Windows[i].Late++
		}
	}
	for i := range c.Windows {
		c.Late, c.Ready = c.Late+c.Windows[i].Late, c.Ready+c.Windows[i].Ready
	}
	c.Months = c.months(fig)
}

// months are the turns of every window, by the month in which they close.
func (c *Chances) months(fig *figured) []ChanceMonth {
	year, month, _ := fig.on.Civil()
	list := make([]ChanceMonth, calendarMonths)
	for i := range list {
		first := workday.NewDate(year, month, 1)
		list[i].Month = workday.InMonth(first.Year(), first.Month())
		month++
	}
	for i := range c.Windows {
		w := &c.Windows[i]
		turn := w.Turn
		for !turn.Closes.IsZero() {
			at := slices.IndexFunc(list, func(m ChanceMonth) bool {
				return m.Month.First <= turn.Closes && turn.Closes <= m.Month.Last()
			})
			if at < 0 {
				break
			}
			one := ChanceTurn{Window: w.Code, Name: w.Name, Turn: turn, Left: daysLeft(turn, fig), Next: turn == w.Turn}
			if one.Next {
				one.Fit = w.Fit
			}
			list[at].Turns = append(list[at].Turns, one)
			turn, _ = w.TurnOn(turn.Closes+1, fig.facts.calendar)
		}
	}
	return list
}

// daysLeft counts the working days to the end of a turn, today among them.
func daysLeft(t lifecycle.Turn, fig *figured) int {
	return max(0, fig.facts.calendar.Between(fig.on-1, t.Closes))
}
