// The section windows as people write it: when one may enter statistics.

package ruleset

import (
	"time"

	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
)

// windowSections are the windows into statistics; a place that leaves them out
// has the default's.
type windowSections struct {
	Windows []windowLine `yaml:"windows"`
}

type windowLine struct {
	Code, Name, Entry, Form, Checker, After, Shift, Source string
	Min, Below, Income                                     string   // 亿元
	IncomeOf                                               string   `yaml:"income_of"`
	Shown                                                  []string `yaml:"shown"`
	Kinds                                                  []string
	NewFrom                                                int `yaml:"new_from"`
	Months                                                 []int
	Opens, Closes                                          int
	Next                                                   bool `yaml:"next_month"`
	Grace                                                  int
	Papers                                                 []windowPaper
}

type windowPaper struct{ Of, Kinds, Except []string }

// windows turns the section into the typed windows.
func (f *windowSections) windows(wrong *fault.List) []lifecycle.Window {
	if len(f.Windows) == 0 && fallback != nil {
		return fallback.Windows
	}
	seen := map[string]bool{}
	list := make([]lifecycle.Window, len(f.Windows))
	for i, l := range f.Windows {
		list[i] = l.window(wrong)
		wrong.Check(!seen[l.Code], "windows", "ruleset.twice", "code", l.Code)
		seen[l.Code] = true
		wrong.Add(list[i].CheckForm())
	}
	return list
}

func (l *windowLine) window(wrong *fault.List) lifecycle.Window {
	w := lifecycle.Window{Code: l.Code, Name: l.Name, Entry: lifecycle.Entry(l.Entry), Form: l.Form, Checker: l.Checker, After: lifecycle.Stage(l.After),
		Kinds: l.Kinds, NewFrom: time.Month(l.NewFrom), IncomeOf: l.IncomeOf, Shown: l.Shown, Months: l.Months, Opens: l.Opens, Closes: l.Closes,
		Next: l.Next, Shift: lifecycle.Shift(l.Shift), Grace: l.Grace, Source: l.Source}
	for _, amount := range []struct {
		text string
		into *money.Yuan
	}{{l.Min, &w.Min}, {l.Below, &w.Below}, {l.Income, &w.Income}} {
		if amount.text == "" {
			continue
		}
		y, ok := yuan(amount.text)
		wrong.Check(ok, "windows", "ruleset.amount", "code", l.Code, "text", amount.text)
		*amount.into = y
	}
	for _, p := range l.Papers {
		w.Papers = append(w.Papers, lifecycle.PaperNeed(p))
	}
	return w
}
