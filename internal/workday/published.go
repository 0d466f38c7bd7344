// The notices that come with the program.

package workday

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed notices.tsv
var noticesTSV string

// Default is the calendar of the notices for 2020 to 2026.
func Default() *Calendar { return published() }

var published = sync.OnceValue(func() *Calendar {
	notices, err := readNotices(noticesTSV)
	if err != nil {
		panic(err) // the file is part of the program; a test reads it
	}
	return newCalendar(notices, nil)
})

// readNotices reads the form that notices.tsv describes in its head.
func readNotices(text string) ([]Notice, error) {
	var notices []Notice
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cell := strings.Split(line, "\t")
		if len(cell) != 4 || cell[0] != "notice" && len(notices) == 0 {
			return nil, fmt.Errorf("workday: notices.tsv:%d: not a line of a notice", i+1)
		}
		if cell[0] == "notice" {
			year, err := strconv.Atoi(cell[1])
			if err != nil {
				return nil, fmt.Errorf("workday: notices.tsv:%d: %w", i+1, err)
			}
			notices = append(notices, Notice{Year: year, Papers: []string{cell[3]}})
			continue
		}
		days, err := readDays(cell)
		if err != nil {
			return nil, fmt.Errorf("workday: notices.tsv:%d: %w", i+1, err)
		}
		n := &notices[len(notices)-1]
		n.Days = append(n.Days, days...)
	}
	return notices, nil
}

// readDays reads one line of days; "-" as the last day means the first one.
func readDays(cell []string) ([]NoticeDay, error) {
	if cell[2] == "-" {
		cell[2] = cell[1]
	}
	from, err := ParseDate(cell[1])
	if err != nil {
		return nil, err
	}
	to, err := ParseDate(cell[2])
	if err != nil {
		return nil, err
	}
	var days []NoticeDay
	for d := from; d <= to; d++ {
		days = append(days, NoticeDay{Name: cell[3], Date: d, Off: cell[0] == "off"})
	}
	return days, nil
}

// Version names what the calendar says: two calendars that rule every day alike
// have the same version, any difference makes another. A closed case keeps the
// version it was counted with.
func (c *Calendar) Version() string { return c.version }

// fingerprint hashes the years published and every day ruled, in order of time.
func (c *Calendar) fingerprint() string {
	h := sha256.New()
	for _, y := range slices.Sorted(maps.Keys(c.years)) {
		fmt.Fprintf(h, "year %d\n", y)
	}
	for _, d := range slices.Sorted(maps.Keys(c.ruled)) {
		r := c.ruled[d]
		fmt.Fprintf(h, "%s %t %s %q\n", d, r.works, r.reason.Kind, r.reason.Name)
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}
