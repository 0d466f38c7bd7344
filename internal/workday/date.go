// Civil dates: a day without a clock and without a zone.

package workday

import (
	"fmt"
	"time"
)

// A Date is a civil date as a number of days, 0001-01-01 being 1. The zero Date
// is no date at all: "not reported" must never look like a day.
type Date int32

// FirstDate and LastDate bound what four digits of year can write.
const (
	FirstDate Date = 1       // 0001-01-01
	LastDate  Date = 3652059 // 9999-12-31
)

const daysToUnixEpoch = 719163 // 1970-01-01 as a Date

// NewDate gives the date of a year, month and day, normalised as time.Date does.
func NewDate(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/86400 + daysToUnixEpoch)
}

// ParseDate reads "2026-03-19"; any other form, or a day that does not exist,
// is an error. The year 0000 does not exist: its last day would be the zero Date.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return 0, fmt.Errorf("workday: %q is not a date YYYY-MM-DD", s)
	}
	return DateOf(t), nil
}

// DateOf gives the civil date that t shows in its own location.
func DateOf(t time.Time) Date { return NewDate(t.Year(), t.Month(), t.Day()) }

// Time is midnight UTC of the date.
func (d Date) Time() time.Time { return time.Unix((int64(d)-daysToUnixEpoch)*86400, 0).UTC() }

// Civil gives year, month and day.
func (d Date) Civil() (int, time.Month, int) { return d.Time().Date() }

// Year is the year of the date.
func (d Date) Year() int { return d.Time().Year() }

// Month is the month of the date.
func (d Date) Month() time.Month { return d.Time().Month() }

// Day is the day of the month.
func (d Date) Day() int { return d.Time().Day() }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return time.Weekday(((int(d) % 7) + 7) % 7) }

// IsZero tells that there is no date.
func (d Date) IsZero() bool { return d == 0 }

// String is "2026-03-19", or "" for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// MarshalText makes a Date ISO text in JSON and in the store; no date is "".
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	*d, err = ParseDate(string(b))
	return err
}
