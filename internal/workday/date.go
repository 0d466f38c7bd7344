package workday

import (
	"fmt"
	"time"
)

// A Date is a civil date as a number of days, 0001-01-01 being 1. The zero Date
// is no date at all: "not reported" must never look like a day.
type Date int32

const daysToUnixEpoch = 719163 // 1970-01-01 as a Date

// NewDate gives the date of a year, month and day, normalised as time.Date does.
func NewDate(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/86400 + daysToUnixEpoch)
}

// ParseDate reads "2026-03-19"; any other form, or a day that does not exist,
// is an error.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
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

// Year, Month and Day are the parts of the date.
func (d Date) Year() int         { return d.Time().Year() }
func (d Date) Month() time.Month { return d.Time().Month() }
func (d Date) Day() int          { return d.Time().Day() }

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

// MarshalText and UnmarshalText make a Date ISO text in JSON and in the store.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

func (d *Date) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	*d, err = ParseDate(string(b))
	return err
}
