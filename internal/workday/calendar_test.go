package workday

import (
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"guatu/internal/fault"
)

func date(t testing.TB, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The vectors and counts are those of the research into the notices.

func TestAddCountsFromTheDayAfter(t *testing.T) {
	for _, c := range []struct {
		name, from string
		n          int
		want       string
	}{
		{"from a working Saturday", "2023-01-28", 45, "2023-03-30"},
		{"from a plain day", "2023-02-01", 45, "2023-04-06"},
		{"over the autumn holidays", "2023-09-20", 45, "2023-11-28"},
		{"over the Spring Festival, 除夕 being worked", "2024-01-15", 45, "2024-03-21"},
		{"from a working Sunday", "2024-02-04", 45, "2024-04-12"},
		{"over the Spring Festival of 2025", "2025-01-20", 45, "2025-03-28"},
		{"over the National Day of 2025", "2025-09-15", 45, "2025-11-21"},
		{"over the Spring Festival of 2026", "2026-01-12", 45, "2026-03-20"},
		{"from the working Saturday before it", "2026-02-14", 45, "2026-04-27"},
		{"over the autumn of 2026", "2026-09-01", 45, "2026-11-09"},
		{"Sunday 09-20 works", "2026-09-18", 5, "2026-09-24"},
		{"the next day is a working Saturday", "2026-02-13", 1, "2026-02-14"},
		{"a working Saturday to Monday", "2026-02-28", 1, "2026-03-02"},
		{"over the year's end, 2022-12-31 off by the notice of 2023", "2022-12-26", 5, "2023-01-03"},
		{"over the holiday lengthened by a second notice", "2020-01-17", 10, "2020-02-07"},
		{"zero is the day itself, worked or not", "2026-02-15", 0, "2026-02-15"},
		{"back from a Monday over a weekend", "2026-03-02", -1, "2026-02-28"},
		{"back from a day off", "2026-02-17", -1, "2026-02-14"},
		{"before the tables by weekdays", "1949-10-01", 5, "1949-10-07"},
		{"after the tables by weekdays", "2101-01-07", 1, "2101-01-10"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Default().Add(date(t, c.from), c.n); got != date(t, c.want) {
				t.Errorf("%s %+d: got %s, want %s", c.from, c.n, got, c.want)
			}
		})
	}
}

var perMonth = map[int]string{
	2020: "17 20 22 22 19 21 23 21 23 17 21 23", 2021: "20 17 23 22 19 21 22 22 22 17 22 23",
	2022: "21 16 23 21 20 21 21 23 21 18 22 22", 2023: "18 20 23 20 21 21 21 23 20 19 22 21",
	2024: "22 18 21 22 21 19 23 22 21 19 21 22", 2025: "19 19 21 22 19 20 23 21 23 18 20 23",
	2026: "21 16 22 21 19 21 23 21 22 18 21 23",
}

func TestWorkingDaysPerMonthAndYear(t *testing.T) {
	perYear := map[int]int{2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248}
	for year, counts := range perMonth {
		for i, want := range strings.Fields(counts) {
			m := time.Month(i + 1)
			got := Default().Between(NewDate(year, m, 0), NewDate(year, m+1, 0))
			if strconv.Itoa(got) != want {
				t.Errorf("%d-%02d: %d working days, want %s", year, m, got, want)
			}
		}
		if got := Default().Between(NewDate(year, 1, 0), NewDate(year, 12, 31)); got != perYear[year] {
			t.Errorf("%d: %d working days, want %d", year, got, perYear[year])
		}
	}
}

func TestWorksSaysWhy(t *testing.T) {
	for _, c := range []struct {
		name, day string
		works     bool
		why       Reason
	}{
		{"a plain Thursday", "2026-03-19", true, Reason{Weekday, ""}},
		{"a plain Sunday", "2026-03-22", false, Reason{Weekend, ""}},
		{"a holiday", "2026-02-17", false, Reason{Holiday, "春节"}},
		{"a Saturday worked in exchange", "2026-02-14", true, Reason{MakeUp, "春节"}},
		{"除夕 of 2024 is only encouraged off", "2024-02-09", true, Reason{Weekday, ""}},
		{"ruled by the notice of the year after", "2022-12-31", false, Reason{Holiday, "元旦"}},
		{"a working Saturday taken back by the second notice", "2020-02-01", false, Reason{Holiday, "春节"}},
		{"a year without notice", "2027-01-01", true, Reason{Unpublished, ""}},
		{"a Sunday of a year without notice", "2019-12-29", false, Reason{Unpublished, ""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			works, why := Default().Works(date(t, c.day))
			if works != c.works || why != c.why {
				t.Errorf("got %t %v, want %t %v", works, why, c.works, c.why)
			}
		})
	}
}

func TestPublishedRange(t *testing.T) {
	if got := Default().PublishedThrough(); got != date(t, "2026-12-31") {
		t.Errorf("published through %s", got)
	}
	if Default().Published(date(t, "2019-12-31")) || !Default().Published(date(t, "2020-01-01")) {
		t.Error("the first year published is 2020")
	}
}

func TestEmbeddedNotices(t *testing.T) {
	notices := Default().Notices()
	if len(notices) != 8 {
		t.Fatalf("%d notices, want 7 years and the second of 2020", len(notices))
	}
	for _, n := range notices {
		if err := n.Check(); err != nil {
			t.Errorf("%d: %v", n.Year, err)
		}
		if !strings.HasPrefix(n.Papers[0], "https://www.gov.cn/zhengce/") {
			t.Errorf("%d has no address: %q", n.Year, n.Papers)
		}
	}
}

func TestBrokenNoticeTablesAreRefused(t *testing.T) {
	for _, text := range []string{"off\t2020-01-01\t-\tx", "notice\t2020\tx", "notice\ty\t2020-01-01\tz",
		"notice\t2020\tx\ty\noff\t2020-13-01\t-\tx", "notice\t2020\tx\ty\noff\t2020-01-01\tlater\tx"} {
		if _, err := readNotices(text); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}

const notice2027 = `{"$schema":"x","year":2027,"papers":["https://example.gov.cn/1"],"days":[
 {"name":"元旦","date":"2027-01-01","isOffDay":true},{"name":"春节","date":"2027-02-13","isOffDay":false},
 {"name":"元旦","date":"2026-12-31","isOffDay":true}]}`

func TestALaterNoticeIsLaidOverAndTheOldCalendarStays(t *testing.T) {
	n, err := ParseNotice(strings.NewReader(notice2027))
	if err != nil {
		t.Fatal(err)
	}
	old := Default()
	now, err := old.With(n)
	if err != nil {
		t.Fatal(err)
	}
	from := date(t, "2026-12-30")
	if got := old.Add(from, 1); got != date(t, "2026-12-31") {
		t.Errorf("the old calendar now says %s", got)
	}
	if got := now.Add(from, 1); got != date(t, "2027-01-04") {
		t.Errorf("the new calendar says %s", got)
	}
	if now.PublishedThrough() != date(t, "2027-12-31") || old.PublishedThrough() != date(t, "2026-12-31") {
		t.Error("the range published is wrong")
	}
	again, err := now.With(n)
	if err != nil || again.Version() != now.Version() || now.Version() == old.Version() {
		t.Errorf("versions %s → %s → %s, %v", old.Version(), now.Version(), again.Version(), err)
	}
}

func TestLocalDaysRuleOverEveryNotice(t *testing.T) {
	c, err := Default().WithLocal([]Override{{date(t, "2027-01-01"), true, "会战"}, {date(t, "2026-03-19"), false, "台风停工"}})
	if err != nil {
		t.Fatal(err)
	}
	n, err := ParseNotice(strings.NewReader(notice2027))
	if err != nil {
		t.Fatal(err)
	}
	if c, err = c.With(n); err != nil {
		t.Fatal(err)
	}
	if works, why := c.Works(date(t, "2027-01-01")); !works || why != (Reason{Local, "会战"}) {
		t.Errorf("got %t %v", works, why)
	}
	if got := c.Between(date(t, "2026-03-18"), date(t, "2026-03-19")); got != 0 {
		t.Errorf("the day off counts %d", got)
	}
	if len(c.Local()) != 2 || c.Version() == Default().Version() {
		t.Error("the overrides are not kept")
	}
}

func TestAllMistakesOfOverridesAreReported(t *testing.T) {
	_, err := Default().WithLocal([]Override{{0, true, "a"}, {date(t, "2026-01-05"), true, ""}, {date(t, "2026-01-05"), true, "b"}})
	f, ok := fault.As(err)
	if !ok || len(f.Parts) != 3 {
		t.Fatalf("got %v", err)
	}
}

func TestEveryDayCountsAll(t *testing.T) {
	c := EveryDay()
	from := date(t, "2026-02-14")
	if got := c.Add(from, 10); got != date(t, "2026-02-24") {
		t.Errorf("ten days on: %s", got)
	}
	if got := c.Between(from, from+30); got != 30 {
		t.Errorf("thirty days: %d", got)
	}
	if works, why := c.Works(date(t, "2026-02-17")); !works || why.Kind != Every || !c.Published(LastDate) {
		t.Error("a day that does not count")
	}
}

func TestNoDateStaysNoDate(t *testing.T) {
	c := Default()
	if c.Add(0, 5) != 0 || c.Between(0, 700000) != 0 || c.OnOrAfter(0) != 0 || c.OnOrBefore(0) != 0 {
		t.Error("no date became a date")
	}
}

func TestSumsBeyondAllDatesAreKeptInside(t *testing.T) {
	c := Default()
	for _, n := range []int{1 << 62, -1 << 62, 1 << 31} {
		if got := c.Add(date(t, "2026-01-01"), n); got < FirstDate || got > LastDate {
			t.Errorf("%d gives %d", n, got)
		}
	}
}

func anyDate(name string, t *rapid.T) Date {
	return Date(rapid.IntRange(int(NewDate(1980, 1, 1)), int(NewDate(2110, 1, 1))).Draw(t, name))
}

func TestAddAndBetweenAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom([]*Calendar{Default(), EveryDay()}).Draw(t, "calendar")
		a, b, m := anyDate("a", t), anyDate("b", t), anyDate("m", t)
		n := rapid.IntRange(1, 3000).Draw(t, "n")
		later, earlier := c.Add(a, n), c.Add(a, -n)
		if c.Between(a, later) != n {
			t.Fatalf("%d days to %s are counted as %d", n, later, c.Between(a, later))
		}
		if -c.Between(a-1, earlier-1) != n {
			t.Fatalf("%d days back to %s are counted as %d", n, earlier, c.Between(a-1, earlier-1))
		}
		if works, _ := c.Works(later); !works {
			t.Fatalf("%s is not worked", later)
		}
		if c.Between(a, m)+c.Between(m, b) != c.Between(a, b) || c.Between(a, b) != -c.Between(b, a) {
			t.Fatal("counts do not add up")
		}
		if back := c.Add(later, -n); back != c.OnOrAfter(back) || back < a && c.OnOrAfter(a) == a {
			t.Fatalf("%s and back is %s", later, back)
		}
	})
}

// A walk day by day is slow and plain: the tables must agree with it.
func TestTablesAgreeWithAWalk(t *testing.T) {
	c := Default()
	n := 0
	start := NewDate(1989, 6, 1)
	for d := start + 1; d < NewDate(2101, 6, 1); d++ {
		if works, _ := c.Works(d); works {
			n++
			if got := c.Add(start, n); got != d {
				t.Fatalf("the %d-th is %s, not %s", n, d, got)
			}
		}
		if got := c.Between(start, d); got != n {
			t.Fatalf("to %s: %d, not %d", d, got, n)
		}
	}
}

func TestAtIsTheWorkingDayOfANumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom([]*Calendar{Default(), EveryDay()}).Draw(t, "calendar")
		d := anyDate("d", t)
		n := c.Index(d)
		if got := c.At(n); got != c.OnOrBefore(d) || c.Index(got) != n {
			t.Fatalf("the %d-th is %s; up to %s there are %d", n, got, d, n)
		}
	})
	if first, last := Default().At(-5), Default().At(farthest*2); first != FirstDate || last != LastDate {
		t.Errorf("beyond all dates: %s, %s", first, last)
	}
}

func TestNoticeReportsAllMistakes(t *testing.T) {
	const bad = `{"year":2027,"days":[{"name":"","date":"2027-02-30"},{"name":"x","date":"2025-01-01","isOffDay":true},
	 {"name":"x","date":"2027-01-01","isOffDay":true},{"name":"x","date":"2027-01-01","isOffDay":false}]}`
	_, err := ParseNotice(strings.NewReader(bad))
	f, ok := fault.As(err)
	if !ok {
		t.Fatalf("got %v", err)
	}
	var got []string
	for _, p := range f.Parts {
		got = append(got, p.Field+" "+p.Code)
	}
	want := "days[0].date notice.not_a_date, days[0].isOffDay notice.off_missing, days[0].name notice.name_missing, " +
		"days[1].date notice.outside_year, days[3].date notice.day_twice"
	if strings.Join(got, ", ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), want)
	}
}

func TestNoticesThatAreNone(t *testing.T) {
	for name, c := range map[string]struct{ text, code string }{
		"not JSON":                        {"{", "notice.not_json"},
		"an empty year":                   {`{"year":2027,"days":[]}`, "notice.no_days"},
		"no year":                         {`{"days":[{"name":"a","date":"2027-01-01","isOffDay":true}]}`, "notice.year_unknown"},
		"more than a megabyte is too big": {strings.Repeat(" ", maxNoticeBytes+1), "notice.too_large"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ParseNotice(strings.NewReader(c.text))
			f, ok := fault.As(err)
			if !ok || f.Code != c.code && f.Parts[0].Code != c.code {
				t.Errorf("got %v, want %s", err, c.code)
			}
		})
	}
	_, err := ParseNotice(failing{})
	if f, ok := fault.As(err); !ok || f.Code != "notice.unreadable" {
		t.Errorf("a broken reader gives %v", err)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("line is dead") }

func BenchmarkAdd(b *testing.B) {
	c, d := Default(), NewDate(2026, 1, 12)
	for b.Loop() {
		d = c.Add(d, 45) - 65
	}
}

func BenchmarkAt(b *testing.B) {
	c, n := Default(), Default().Index(NewDate(2026, 1, 12))
	for i := 0; b.Loop(); i++ {
		if c.At(n+i%1000) == 0 {
			b.Fatal("no day")
		}
	}
}

func BenchmarkBetween(b *testing.B) {
	c, from, to := Default(), NewDate(2020, 1, 12), NewDate(2026, 9, 1)
	sum := 0
	for b.Loop() {
		sum += c.Between(from, to)
	}
	if sum == 0 {
		b.Fatal("nothing was counted")
	}
}

func BenchmarkLayOver(b *testing.B) {
	n, err := ParseNotice(strings.NewReader(notice2027))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Default().With(n); err != nil {
			b.Fatal(err)
		}
	}
}
