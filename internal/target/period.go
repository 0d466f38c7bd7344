// Periods: the stretches of the calendar a target is broken down to.

package target

import (
	"fmt"
	"strconv"
	"strings"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

// A Grain is how long a period is. Each lies whole in the next wider one, so that
// sums can reconcile: a ten-day period (旬) and a week are two ways to part a
// month, and a week that runs over the end of a month is cut there.
type Grain string

const (
	Year    Grain = "year"
	Half    Grain = "half"
	Quarter Grain = "quarter"
	Month   Grain = "month"
	TenDays Grain = "ten"  // 旬: the 1st–10th, the 11th–20th, the 21st to the end
	Week    Grain = "week" // Monday to Sunday, within one month
)

// Grains are all, from wide to narrow.
var Grains = []Grain{Year, Half, Quarter, Month, TenDays, Week}

// A Period is one stretch of the calendar, both days counted in. Its text is
// "2026", "2026-H1", "2026-Q1", "2026-03", "2026-03-X2" (中旬) or "2026-03-W2" (the
// second week that has days in March).
type Period struct {
	First, Last workday.Date
	Grain       Grain
}

// InYear is a year as a period.
func InYear(year int) Period { return periodOf(workday.InYear(year), Year) }

func periodOf(w workday.When, g Grain) Period { return Period{w.First, w.Last(), g} }

// PeriodAt is the period of a grain that a day lies in.
func PeriodAt(day workday.Date, g Grain) Period {
	y, m, d := day.Civil()
	month := periodOf(workday.InMonth(y, m), Month)
	switch g {
	case Year:
		return InYear(y)
	case Half:
		return periodOf(workday.InHalf(y, (int(m)+5)/6), Half)
	case Quarter:
		return periodOf(workday.InQuarter(y, (int(m)+2)/3), Quarter)
	case TenDays:
		k := min((d-1)/10, 2)
		first := month.First + workday.Date(10*k)
		if k == 2 {
			return Period{first, month.Last, TenDays}
		}
		return Period{first, first + 9, TenDays}
	case Week:
		monday := day - workday.Date((int(day.Weekday())+6)%7)
		return Period{max(monday, month.First), min(monday+6, month.Last), Week}
	}
	return month
}

// ParsePeriod reads the text that String writes.
func ParsePeriod(s string) (Period, error) {
	wrong := fault.New(fault.Invalid, "target.period", "text", s)
	if i := strings.LastIndexAny(s, "XW"); i == len("2026-03-") {
		return within(s, wrong)
	}
	w, err := workday.ParseWhen(s)
	grain := map[workday.Precision]Grain{workday.ToYear: Year, workday.ToHalf: Half, workday.ToQuarter: Quarter, workday.ToMonth: Month}[w.Precision]
	if err != nil || grain == "" {
		return Period{}, wrong
	}
	return periodOf(w, grain), nil
}

// within reads a ten-day period or a week.
func within(s string, wrong error) (Period, error) {
	w, err := workday.ParseWhen(s[:len("2026-03")])
	k, bad := strconv.Atoi(s[len("2026-03-X"):])
	if err != nil || bad != nil || w.Precision != workday.ToMonth {
		return Period{}, wrong
	}
	grain := TenDays
	if s[len("2026-03-")] == 'W' {
		grain = Week
	}
	list := periodOf(w, Month).Into(grain)
	if k < 1 || k > len(list) {
		return Period{}, wrong
	}
	return list[k-1], nil
}

// String is the text described at Period; "" of the zero one.
func (p Period) String() string {
	y, m, _ := p.First.Civil()
	switch p.Grain {
	case Year:
		return workday.InYear(y).String()
	case Half:
		return workday.InHalf(y, (int(m)+5)/6).String()
	case Quarter:
		return workday.InQuarter(y, (int(m)+2)/3).String()
	case Month:
		return workday.InMonth(y, m).String()
	case TenDays, Week:
		return fmt.Sprintf("%s-%s%d", workday.InMonth(y, m), map[Grain]string{TenDays: "X", Week: "W"}[p.Grain], p.Number())
	}
	return ""
}

// Number is the place of a period among those of its grain in the next wider one
// that people count in: quarters and months in the year, ten days and weeks in the
// month. 1 is the first.
func (p Period) Number() int {
	_, m, d := p.First.Civil()
	switch p.Grain {
	case Half:
		return (int(m) + 5) / 6
	case Quarter:
		return (int(m) + 2) / 3
	case Month:
		return int(m)
	case TenDays:
		return min((d-1)/10, 2) + 1
	case Week:
		first := PeriodAt(p.First, Month).First
		return (int(p.First-first)+(int(first.Weekday())+6)%7)/7 + 1
	}
	return 1
}

// MarshalText and UnmarshalText are String and ParsePeriod; "" is none.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (p *Period) UnmarshalText(b []byte) (err error) {
	*p = Period{}
	if len(b) > 0 {
		*p, err = ParsePeriod(string(b))
	}
	return err
}

// IsZero tells that it is none.
func (p Period) IsZero() bool { return p.First == 0 }

// Days is how many days it has.
func (p Period) Days() int { return int(p.Last-p.First) + 1 }

// Holds tells whether another lies whole in it.
func (p Period) Holds(q Period) bool { return p.First <= q.First && q.Last <= p.Last }

// Has tells whether a day lies in it.
func (p Period) Has(day workday.Date) bool { return p.First <= day && day <= p.Last }

// Into are the periods of a narrower grain it is made of, in order; itself for its
// own grain, none for a wider one. Weeks and ten days do not make up each other.
func (p Period) Into(g Grain) []Period {
	if g == p.Grain {
		return []Period{p}
	}
	if place(g) <= place(p.Grain) || p.Grain == TenDays {
		return nil
	}
	var list []Period
	for day := p.First; day <= p.Last; {
		q := PeriodAt(day, g)
		list = append(list, q)
		day = q.Last + 1
	}
	return list
}

// place is a grain's place from wide to narrow.
func place(g Grain) int {
	for i, h := range Grains {
		if h == g {
			return i
		}
	}
	return -1
}

// narrower is the grain a period is parted into first; "" below the month, where
// ten days and weeks compete.
func narrower(g Grain) Grain {
	switch g {
	case Year, Half:
		return Quarter
	case Quarter:
		return Month
	}
	return ""
}

// months are the months of a period, each with the days of it that lie inside.
func (p Period) months() []Period {
	var list []Period
	for day := p.First; day <= p.Last; {
		m := PeriodAt(day, Month)
		list = append(list, Period{max(m.First, p.First), min(m.Last, p.Last), Month})
		day = m.Last + 1
	}
	return list
}
