// Moments as text: RFC 3339 in UTC, always with milliseconds, so that they sort
// as text in every database.

package store

import "time"

const stampLayout = "2006-01-02T15:04:05.000Z"

// Zone is where civil days are counted: China has one time all year.
var Zone = time.FixedZone("CST", 8*3600)

// stamp writes a moment; no moment is "".
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(stampLayout)
}

// unstamp reads what stamp writes.
func unstamp(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	return time.Parse(stampLayout, s)
}
