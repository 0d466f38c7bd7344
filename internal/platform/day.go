// Days as platforms write them.

package platform

import (
	"strings"
	"time"

	"guatu/internal/workday"
)

// dayForms are the ways of writing a day, most frequent first. Go reads 3 for 03.
var dayForms = []string{"2006-1-2", "2006/1/2", "2006.1.2", "2006年1月2日", "20060102"}

// momentForms are those with a time of day: what has no zone is of the platform's
// own clock, which is China's.
var momentForms = []string{"2006-1-2 15:04:05", "2006/1/2 15:04:05", "2006-1-2 15:04", "2006/1/2 15:04", "2006-1-2T15:04:05", "2006-01-02T15:04:05.999999999"}

// china is the zone of every platform.
var china = time.FixedZone("UTC+8", 8*60*60)

// dayOf reads a day, or the day in China of a moment.
func dayOf(text string) (workday.Date, bool) {
	text = strings.TrimSpace(text)
	for _, form := range dayForms {
		if t, err := time.Parse(form, text); err == nil {
			return sane(workday.DateOf(t))
		}
	}
	for _, form := range momentForms {
		if t, err := time.ParseInLocation(form, text, china); err == nil {
			return sane(workday.DateOf(t))
		}
	}
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return sane(workday.DateOf(t.In(china)))
	}
	return 0, false
}

// sane keeps out years that are slips of the pen.
func sane(d workday.Date) (workday.Date, bool) {
	ok := d >= firstDay && d <= lastDay
	if !ok {
		return 0, false
	}
	return d, true
}

var (
	firstDay = workday.NewDate(1990, 1, 1)
	lastDay  = workday.NewDate(2100, 12, 31)
)
