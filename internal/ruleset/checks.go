// The section checks as people write it: cross-checks (疑点).

package ruleset

import (
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
)

// checkSections are the cross-checks; a place that leaves them out has the
// default's.
type checkSections struct {
	Checks []crossCheckLine `yaml:"checks"`
}

type crossCheckLine struct {
	Code, Name, Check, Severity, First, Then, Source string
	Of, Kinds, Tiers                                 []string
	Days, Months, Times, Distance                    int
	BelowMonths                                      int    `yaml:"below_months"`
	Percent                                          string // per cent
	Km                                               string
}

// checks turns the section into the typed checks.
func (f *checkSections) checks(wrong *fault.List) []lifecycle.CrossCheck {
	if len(f.Checks) == 0 && fallback != nil {
		return fallback.Checks
	}
	seen := map[string]bool{}
	list := make([]lifecycle.CrossCheck, len(f.Checks))
	for i, l := range f.Checks {
		list[i] = l.check(wrong)
		wrong.Check(!seen[l.Code], "checks", "ruleset.twice", "code", l.Code)
		seen[l.Code] = true
		wrong.Add(list[i].CheckForm())
	}
	return list
}

func (l *crossCheckLine) check(wrong *fault.List) lifecycle.CrossCheck {
	c := lifecycle.CrossCheck{Code: l.Code, Name: l.Name, Compare: lifecycle.Comparison(l.Check), Severity: lifecycle.Severity(l.Severity), Of: l.Of,
		First: l.First, Then: l.Then, Days: l.Days, Months: l.Months, BelowMonths: l.BelowMonths, Times: int64(l.Times), Distance: l.Distance,
		Kinds: l.Kinds, Tiers: l.Tiers, Source: l.Source}
	if l.Percent != "" {
		points, ok := hundredths(l.Percent)
		wrong.Check(ok, "checks", "ruleset.figure", "code", l.Code, "text", l.Percent)
		c.Percent = money.Points(points)
	}
	if l.Km != "" {
		metres, exact, err := money.ParseDecimal(l.Km, 1000)
		wrong.Check(err == nil && exact, "checks", "ruleset.figure", "code", l.Code, "text", l.Km)
		c.Metres = int(metres)
	}
	return c
}
