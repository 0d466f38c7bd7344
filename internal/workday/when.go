// Dates known only to the month, quarter, half or year.

package workday

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A Precision says how exactly a date is known. Ledgers write 2024年, 一季度 or
// 5月底 as often as a day, and inventing the missing part would be a lie.
type Precision uint8

// Precisions from none to a day; a greater one is finer.
const (
	Unknown   Precision = iota
	ToYear              // 2024年
	ToHalf              // 上半年
	ToQuarter           // 一季度
	ToMonth             // 5月, 5月底
	ToDay               // 5月6日
)

// String is the precision's code: "day", "month", "quarter", "half", "year".
func (p Precision) String() string {
	return [...]string{"", "year", "half", "quarter", "month", "day"}[p]
}

// A When is a date with its precision; the zero When is none. Its text is
// "2024-05-06", "2024-05", "2024-Q1", "2024-H1" or "2024", which sorts by time
// well enough for eyes; compare with Compare.
type When struct {
	First     Date // the first day it can mean
	Precision Precision
}

// On is a day known exactly.
func On(d Date) When {
	if d == 0 {
		return When{}
	}
	return When{d, ToDay}
}

// InMonth is a date known to the month.
func InMonth(year int, m time.Month) When { return When{NewDate(year, m, 1), ToMonth} }

// InQuarter is a date known to the quarter, counted from 1.
func InQuarter(year, q int) When { return When{NewDate(year, time.Month(3*q-2), 1), ToQuarter} }

// InHalf is a date known to the half of the year, 1 or 2.
func InHalf(year, h int) When { return When{NewDate(year, time.Month(6*h-5), 1), ToHalf} }

// InYear is a date known to the year.
func InYear(year int) When { return When{NewDate(year, 1, 1), ToYear} }

// IsZero tells that nothing was stated.
func (w When) IsZero() bool { return w.First == 0 }

// Last is the last day it can mean: a plan for a quarter is late only when the
// quarter is over.
func (w When) Last() Date {
	months := [...]time.Month{0, 12, 6, 3, 1, 0}[w.Precision]
	if w.First == 0 || months == 0 {
		return w.First
	}
	y, m, _ := w.First.Civil()
	return NewDate(y, m+months, 1) - 1
}

// Compare orders by the last possible day, then by precision, coarse last.
func (w When) Compare(v When) int {
	return cmp.Or(cmp.Compare(w.Last(), v.Last()), cmp.Compare(v.Precision, w.Precision))
}

// String is the text described at When; "" for none.
func (w When) String() string {
	if w.First == 0 {
		return ""
	}
	y, m, _ := w.First.Civil()
	switch w.Precision {
	case ToDay:
		return w.First.String()
	case ToMonth:
		return fmt.Sprintf("%04d-%02d", y, m)
	case ToQuarter:
		return fmt.Sprintf("%04d-Q%d", y, (m+2)/3)
	case ToHalf:
		return fmt.Sprintf("%04d-H%d", y, (m+5)/6)
	}
	return fmt.Sprintf("%04d", y)
}

// ParseWhen reads the text that String writes; "" is no date.
func ParseWhen(s string) (When, error) {
	if s == "" {
		return When{}, nil
	}
	if len(s) == len("2024-05-06") {
		d, err := ParseDate(s)
		return On(d), err
	}
	year, part, cut := strings.Cut(s, "-")
	y, ok := digits(year, 4)
	if w, fits := within(y, part); ok && y > 0 && cut && fits {
		return w, nil
	}
	if ok && y > 0 && !cut {
		return InYear(y), nil
	}
	return When{}, fmt.Errorf("workday: %q is not a date, month, quarter, half or year", s)
}

// within reads the part of a year: "Q1" to "Q4", "H1", "H2", "01" to "12".
func within(year int, part string) (When, bool) {
	if q, ok := digits(strings.TrimPrefix(part, "Q"), 1); ok && part[0] == 'Q' {
		return InQuarter(year, q), 1 <= q && q <= 4
	}
	if h, ok := digits(strings.TrimPrefix(part, "H"), 1); ok && part[0] == 'H' {
		return InHalf(year, h), h == 1 || h == 2
	}
	m, ok := digits(part, 2)
	return InMonth(year, time.Month(m)), ok && 1 <= m && m <= 12
}

// digits reads exactly n ASCII digits; strconv alone would take signs too.
func digits(s string, n int) (int, bool) {
	if len(s) != n || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	v, err := strconv.Atoi(s)
	return v, err == nil
}

// MarshalText makes a When its text in JSON and in the store.
func (w When) MarshalText() ([]byte, error) { return []byte(w.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (w *When) UnmarshalText(b []byte) (err error) {
	*w, err = ParseWhen(string(b))
	return err
}
