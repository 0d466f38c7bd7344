package xlsx

// Serial dates: days counted the way Lotus 1-2-3 did, mistake included.

import (
	"math"
	"time"

	"guatu/internal/workday"
)

// The last serials Excel shows: 9999-12-31 in either system.
const (
	lastSerial1900 = 2958465
	lastSerial1904 = 2957003
)

// DateOf gives the day of a serial number; its fraction, the time of day, does
// not count. In the 1900 system 1 is 1900-01-01 and 60 is the 29th of February
// 1900, a day that never was: it, like any number outside the calendar, is no
// date. In the 1904 system (ECMA-376 part 1, 18.17.4.1) 0 is 1904-01-01.
func DateOf(serial float64, date1904 bool) (workday.Date, bool) {
	day := math.Floor(serial)
	if date1904 {
		if !(day >= 0 && day <= lastSerial1904) { // NaN fails as well
			return 0, false
		}
		return workday.NewDate(1904, time.January, 1) + workday.Date(day), true
	}
	switch {
	case !(day >= 1 && day <= lastSerial1900), day == 60:
		return 0, false
	case day < 60:
		return workday.NewDate(1899, time.December, 31) + workday.Date(day), true
	}
	return workday.NewDate(1899, time.December, 30) + workday.Date(day), true
}

// SerialOf is the other way round, in the 1900 system; false for days before
// 1900 and after 9999.
func SerialOf(d workday.Date) (float64, bool) {
	n := float64(d - workday.NewDate(1899, time.December, 30))
	if n <= 60 {
		n--
	}
	return n, !d.IsZero() && n >= 1 && n <= lastSerial1900
}
