package sheet

// Dates as clerks type them, with the precision they have: 2024.5.6, 20240506,
// 2024年5月底, 一季度, serials with and without a date format, 已开工.

import (
	"strconv"
	"strings"
	"time"

	"guatu/internal/sheet/xlsx"
	"guatu/internal/workday"
)

// Findings of a date. The last is ours.
const (
	codeImprecise    = "date_imprecise"
	codeYearInferred = "date_year_inferred"
	codeAmbiguous    = "date_ambiguous"
	codeDates        = "date_multiple"
	codeStatusWord   = "date_status_word"
	codeNoDate       = "date_unparsed"
	codeSerial       = "date_shown_as_number"
	codeDateNote     = "date_has_note"
)

// A dateReading is what was understood of one cell. Of a period (2022-2025) last
// is its end.
type dateReading struct {
	when  workday.When
	last  workday.When
	codes codes
}

// A dateReader knows what surrounds the cells it reads.
type dateReader struct {
	year     int  // the ledger's own year, 0 unknown
	date1904 bool // how serials count
	typed    bool // text cells are as typed; false in a .csv, whose cells lost their type
	period   bool // the column holds periods: two dates are a start and an end
}

// The years a campaign's dates lie in; what is outside is a slip or no date.
const firstYear, lastYear = 1980, 2099

func (d dateReader) read(c xlsx.Cell) dateReading {
	switch c.Kind {
	case xlsx.Number:
		return d.number(c)
	case xlsx.Text:
		return d.text(c.Text)
	}
	return dateReading{}
}

// number reads a number cell: a serial if its format says so, else whatever the
// digits can mean.
func (d dateReader) number(c xlsx.Cell) dateReading {
	if !c.Format.IsDate {
		return d.digits(decimalText(c), placesShown(c.Format))
	}
	day, ok := xlsx.DateOf(c.Number, d.date1904)
	if !ok || day.Year() < firstYear || day.Year() > lastYear {
		return unread()
	}
	if strings.Trim(strings.ToLower(c.Format.Code), `y"年@;`) == "" && c.Format.Code != "" {
		return imprecise(workday.InYear(day.Year()))
	}
	if showsNoDay(c.Format.Code) { // 2024年5月 was typed; Excel added the 1st
		return imprecise(workday.InMonth(day.Year(), day.Month()))
	}
	return dateReading{when: workday.On(day)}
}

// showsNoDay tells formats of year and month only.
func showsNoDay(code string) bool {
	lower := strings.ToLower(code)
	return strings.ContainsAny(lower, "y") && strings.Contains(lower, "m") && !strings.Contains(lower, "d") && !strings.Contains(lower, "h")
}

func unread() dateReading { return dateReading{codes: codes{codeNoDate}} }

func imprecise(w workday.When) dateReading {
	return dateReading{when: w, codes: codes{codeImprecise}}
}

// digits reads text of digits and at most one point. places is how many decimals
// the cell always shows, -1 unknown: 2024.1 shown as 2024.10 is October.
func (d dateReader) digits(s string, places int) dateReading {
	whole, frac, point := strings.Cut(s, ".")
	n, err := strconv.Atoi(whole)
	if err != nil {
		return unread()
	}
	if !point && places == 2 && n >= firstYear && n <= lastYear { // 2024.00
		return unread()
	}
	switch {
	case point && len(whole) == 4:
		return yearAndFraction(n, frac, places)
	case point && len(frac) > 2 && len(whole) == 5: // a serial with a time of day
		return d.serial(n)
	case point:
		return unread()
	case len(whole) == 8:
		return dayOf(n/10000, n/100%100, n%100)
	case len(whole) == 6:
		return monthOf(n/100, n%100)
	case len(whole) == 5:
		return d.serial(n)
	case len(whole) == 4 && n >= firstYear && n <= lastYear:
		return imprecise(workday.InYear(n))
	}
	return unread()
}

// serial reads a serial date whose cell lost its format.
func (d dateReader) serial(n int) dateReading {
	day, ok := xlsx.DateOf(float64(n), d.date1904)
	if !ok || day.Year() < firstYear || day.Year() > lastYear {
		return unread()
	}
	return dateReading{when: workday.On(day), codes: codes{codeSerial}}
}

// yearAndFraction reads a number 2024.5. Its .1 is January or, the zero lost,
// October: only a format that shows two decimals can tell.
func yearAndFraction(year int, frac string, places int) dateReading {
	if places == 2 && len(frac) == 1 {
		frac += "0"
	}
	if frac == "1" {
		return dateReading{codes: codes{codeAmbiguous}}
	}
	month, err := strconv.Atoi(frac)
	if err != nil || len(frac) > 2 {
		return unread()
	}
	return monthOf(year, month)
}

func dayOf(year, month, day int) dateReading {
	if year < firstYear || year > lastYear || month < 1 || month > 12 || day < 1 {
		return unread()
	}
	date := workday.NewDate(year, time.Month(month), day)
	if date.Day() != day { // 31 June
		return unread()
	}
	return dateReading{when: workday.On(date)}
}

func monthOf(year, month int) dateReading {
	if year < firstYear || year > lastYear || month < 1 || month > 12 {
		return unread()
	}
	return imprecise(workday.InMonth(year, time.Month(month)))
}

// text reads a text cell.
func (d dateReader) text(text string) dateReading {
	s := fold(withoutClock(text))
	if isNothing(s) {
		return dateReading{}
	}
	if r, ok := d.digitText(s); ok {
		return r
	}
	s = withoutTime(s)
	found, left := d.scan(s)
	switch {
	case len(found) == 0 && isStatusWord(s):
		return dateReading{codes: codes{codeStatusWord}}
	case len(found) == 0:
		return unread()
	case d.period && len(found) == 2 && !misleads(left):
		return periodOf(found[0], found[1])
	case len(found) > 1 && !allSame(found):
		return dateReading{codes: codes{codeDates}}
	}
	r := found[0].reading
	if misleads(left) {
		return unread()
	}
	if left != "" && r.when.First != 0 {
		r.codes.add(codeDateNote)
	}
	return r
}

// digitText reads text that is only a figure. In a .csv 2024.1 may have been a
// number, so it is as ambiguous as one; typed in a cell it is January.
func (d dateReader) digitText(s string) (dateReading, bool) {
	if s[0] < '0' || s[0] > '9' || strings.Trim(s, "0123456789.") != "" || strings.Count(s, ".") > 1 {
		return dateReading{}, false
	}
	if whole, frac, _ := strings.Cut(s, "."); d.typed && len(whole) == 4 && frac == "1" {
		year, err := strconv.Atoi(whole)
		return monthOf(year, 1), err == nil
	}
	r := d.digits(strings.TrimSuffix(s, "."), -1)
	return r, len(r.codes) == 0 || r.codes[0] != codeNoDate
}

// withoutClock drops the time of day that a blank sets apart, before folding joins
// it to the day: 2024/03/15 0:00.
func withoutClock(text string) string {
	i := strings.LastIndexAny(text, " \u00a0\u3000")
	if i < 0 || !strings.ContainsAny(text[i:], ":：") || strings.Trim(fold(text[i:]), "0123456789:.") != "" {
		return text
	}
	return text[:i]
}

// withoutTime drops T00:00:00 behind a date.
func withoutTime(s string) string {
	i := strings.IndexByte(s, ':')
	if i < 2 || !isDigit(s[i-1]) {
		return s
	}
	cut := i - 1
	if isDigit(s[i-2]) {
		cut = i - 2
	}
	if strings.Trim(s[cut:], "0123456789:.tz+") != "" {
		return s
	}
	return strings.TrimSuffix(s[:cut], "t")
}

// periodOf reads the two dates of 2022-2025 or 2024.5-2025.6.
func periodOf(first, last dateToken) dateReading {
	r := first.reading
	r.last = last.reading.when
	for _, c := range last.reading.codes {
		r.codes.add(c)
	}
	if r.last.IsZero() || r.when.IsZero() || r.last.Last() < r.when.First {
		return dateReading{codes: codes{codeDates}}
	}
	return r
}

func allSame(found []dateToken) bool {
	for _, f := range found[1:] {
		if f.reading.when != found[0].reading.when {
			return false
		}
	}
	return true
}

// statusWords are what clerks put in a date column instead of a date.
var statusWords = []string{"已", "未", "在建", "开工", "竣工", "投产", "签约", "完工", "完成", "达产", "建成", "施工", "续建", "正在", "试生产", "达效"}

func isStatusWord(s string) bool {
	if strings.ContainsAny(s, "0123456789年月季") {
		return false
	}
	for _, w := range statusWords {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
