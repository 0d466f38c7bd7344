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

const (
	Unknown Precision = iota
	ToYear
	ToHalf
	ToQuarter
	ToMonth
	ToDay
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

// InMonth, InQuarter, InHalf and InYear are the coarser dates. A quarter or half
// counts from 1.
func InMonth(year int, m time.Month) When { return When{NewDate(year, m, 1), ToMonth} }
func InQuarter(year, q int) When          { return When{NewDate(year, time.Month(3*q-2), 1), ToQuarter} }
func InHalf(year, h int) When             { return When{NewDate(year, time.Month(6*h-5), 1), ToHalf} }
func InYear(year int) When                { return When{NewDate(year, 1, 1), ToYear} }

// IsZero tells that nothing was stated.
func (w When) IsZero() bool { return w.First == 0 }

// Last is the last day it can mean: a plan for a quarter is late only when the
// quarter is over.
func (w When) Last() Date {
	if w.First == 0 {
		return 0
	}
	y, m, _ := w.First.Civil()
	months := [...]time.Month{0, 12, 6, 3, 1, 0}[w.Precision]
	if months == 0 {
		return w.First
	}
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
	bad := fmt.Errorf("workday: %q is not a date, month, quarter, half or year", s)
	if s == "" {
		return When{}, nil
	}
	if len(s) == len("2024-05-06") {
		d, err := ParseDate(s)
		return On(d), err
	}
	year, rest, _ := strings.Cut(s, "-")
	y, err := strconv.Atoi(year)
	if err != nil || len(year) != 4 || y == 0 {
		return When{}, bad
	}
	switch {
	case rest == "" && len(s) == 4:
		return InYear(y), nil
	case len(rest) == 2 && rest[0] == 'Q' && '1' <= rest[1] && rest[1] <= '4':
		return InQuarter(y, int(rest[1]-'0')), nil
	case len(rest) == 2 && rest[0] == 'H' && '1' <= rest[1] && rest[1] <= '2':
		return InHalf(y, int(rest[1]-'0')), nil
	}
	m, err := strconv.Atoi(rest)
	if err != nil || len(rest) != 2 || m < 1 || m > 12 {
		return When{}, bad
	}
	return InMonth(y, time.Month(m)), nil
}

// MarshalText and UnmarshalText make a When its text in JSON and in the store.
func (w When) MarshalText() ([]byte, error) { return []byte(w.String()), nil }

func (w *When) UnmarshalText(b []byte) (err error) {
	*w, err = ParseWhen(string(b))
	return err
}
