// Notices of days off and days worked, in the form of the open data set
// holiday-cn, so that a later year can be imported the day it is issued.

package workday

import (
	"encoding/json"
	"io"
	"strconv"

	"guatu/internal/fault"
)

// A Notice is one notice of the General Office of the State Council on the
// holidays of a year (国务院办公厅关于节假日安排的通知). Days it does not name go
// by the weekday. Its JSON is that of holiday-cn: {year, papers, days}.
type Notice struct {
	Year   int         `json:"year"`
	Papers []string    `json:"papers"` // addresses of the notice
	Days   []NoticeDay `json:"days"`
}

// A NoticeDay is one day that a notice rules.
type NoticeDay struct {
	Name string `json:"name"`
	Date Date   `json:"date"`
	Off  bool   `json:"isOffDay"`
}

// Bounds of what is taken for a notice: a year's file has some 5 KB.
const (
	maxNoticeBytes = 1 << 20
	maxNoticeDays  = 400
	maxPapers      = 20
)

// draft is a notice as it was sent, before anything is believed of it.
type draft struct {
	Year   int      `json:"year"`
	Papers []string `json:"papers"`
	Days   []struct {
		Name string `json:"name"`
		Date string `json:"date"`
		Off  *bool  `json:"isOffDay"`
	} `json:"days"`
}

// ParseNotice reads a notice in holiday-cn's JSON, at most 1 MB. It reports all
// mistakes as one fault; a file without days is one of them, because a year
// that has no notice yet is published there as an empty list.
func ParseNotice(r io.Reader) (Notice, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxNoticeBytes+1))
	if err != nil {
		return Notice{}, fault.New(fault.Invalid, "notice.unreadable").Because(err)
	}
	if len(b) > maxNoticeBytes {
		return Notice{}, fault.New(fault.TooLarge, "notice.too_large", "max_bytes", maxNoticeBytes)
	}
	var in draft
	if err := json.Unmarshal(b, &in); err != nil {
		return Notice{}, fault.New(fault.Invalid, "notice.not_json", "problem", err.Error()).Because(err)
	}
	return in.notice()
}

// notice turns the draft into a notice, or says everything that is wrong.
func (in draft) notice() (Notice, error) {
	var wrong fault.List
	n := Notice{Year: in.Year, Papers: in.Papers}
	for i, day := range in.Days {
		d, err := ParseDate(day.Date)
		wrong.Check(err == nil, dayField(i)+".date", "notice.not_a_date", "text", day.Date)
		wrong.Check(day.Off != nil, dayField(i)+".isOffDay", "notice.off_missing")
		n.Days = append(n.Days, NoticeDay{day.Name, d, day.Off != nil && *day.Off})
	}
	n.check(&wrong)
	if err := wrong.Err(); err != nil {
		return Notice{}, err
	}
	return n, nil
}

// Check reports everything that keeps a notice from being laid over a calendar.
// A notice may rule days from December before its year to January after it:
// 2022-12-31 is ruled by the notice of 2023.
func (n Notice) Check() error {
	var wrong fault.List
	for i, day := range n.Days {
		wrong.Check(day.Date != 0, dayField(i)+".date", "notice.not_a_date", "text", "")
	}
	n.check(&wrong)
	return wrong.Err()
}

// check is Check for all but days without a date.
func (n Notice) check(wrong *fault.List) {
	known := tableFirst.Year() < n.Year && n.Year < tableLast.Year()
	wrong.Check(known, "year", "notice.year_unknown", "year", n.Year)
	wrong.Check(len(n.Papers) <= maxPapers, "papers", "notice.too_many_papers", "max", maxPapers)
	wrong.Check(len(n.Days) > 0, "days", "notice.no_days")
	wrong.Check(len(n.Days) <= maxNoticeDays, "days", "notice.too_many_days", "max", maxNoticeDays)
	seen := make(map[Date]int, len(n.Days))
	for i, day := range n.Days {
		wrong.Check(day.Name != "", dayField(i)+".name", "notice.name_missing")
		first, twice := seen[day.Date]
		if twice {
			wrong.Check(false, dayField(i)+".date", "notice.day_twice", "date", day.Date, "first", dayField(first))
		}
		if day.Date == 0 {
			continue
		}
		wrong.Check(!known || n.rules(day.Date), dayField(i)+".date", "notice.outside_year", "date", day.Date, "year", n.Year)
		seen[day.Date] = i
	}
}

// rules tells whether a notice of this year can speak of the day.
func (n Notice) rules(d Date) bool {
	return NewDate(n.Year, 0, 1) <= d && d < NewDate(n.Year+1, 2, 1)
}

func dayField(i int) string { return "days[" + strconv.Itoa(i) + "]" }
