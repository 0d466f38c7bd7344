package workday

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestWhenReadsWhatItWrites(t *testing.T) {
	for text, want := range map[string]When{
		"":           {},
		"2024-05-06": On(NewDate(2024, 5, 6)),
		"2024-05":    InMonth(2024, time.May),
		"2024-Q3":    InQuarter(2024, 3),
		"2024-H2":    InHalf(2024, 2),
		"2024":       InYear(2024),
	} {
		got, err := ParseWhen(text)
		if err != nil || got != want || got.String() != text {
			t.Errorf("%q: got %v %v", text, got, err)
		}
	}
}

func TestWhenRefusesWhatIsNoDate(t *testing.T) {
	for _, text := range []string{"x", "24", "0000", "0000-12-31", "+202", "2024-", "2024-13", "2024-00", "2024-+5",
		"2024-Q0", "2024-Q5", "2024-H3", "2024-5", "2024-02-30", "2024-Q", "2024-QQ1"} {
		if w, err := ParseWhen(text); err == nil {
			t.Errorf("%q was read as %v", text, w)
		}
	}
}

func TestLastDayItCanMean(t *testing.T) {
	for text, want := range map[string]string{"2024": "2024-12-31", "2024-H1": "2024-06-30", "2024-Q1": "2024-03-31",
		"2024-02": "2024-02-29", "2024-02-03": "2024-02-03", "": ""} {
		w, err := ParseWhen(text)
		if err != nil || w.Last().String() != want {
			t.Errorf("%q ends %s, want %s (%v)", text, w.Last(), want, err)
		}
	}
}

func TestWhenOrdersByTheLastDayThenTheFinerFirst(t *testing.T) {
	order := []string{"", "2024-03-30", "2024-03-31", "2024-03", "2024-Q1", "2024-H1", "2024"}
	for i := range order[1:] {
		a, errA := ParseWhen(order[i])
		b, errB := ParseWhen(order[i+1])
		if errA != nil || errB != nil || a.Compare(b) >= 0 || b.Compare(a) <= 0 || a.Compare(a) != 0 {
			t.Errorf("%q is not before %q", order[i], order[i+1])
		}
	}
}

func TestJSONOfDatesAndNotices(t *testing.T) {
	n, err := ParseNotice(strings.NewReader(notice2027))
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(n)
	if err != nil {
		t.Fatal(err)
	}
	again, err := ParseNotice(strings.NewReader(string(b)))
	if err != nil || !cmp.Equal(n, again) {
		t.Errorf("%v %s", err, cmp.Diff(n, again))
	}
	var o Override
	if err := json.Unmarshal([]byte(`{"date":"2026-03-19","works":true,"name":"会战"}`), &o); err != nil || o.Date != NewDate(2026, 3, 19) {
		t.Errorf("%v %v", o, err)
	}
	var none struct {
		D Date
		W When
	}
	if err := json.Unmarshal([]byte(`{"D":"","W":""}`), &none); err != nil || !none.D.IsZero() || !none.W.IsZero() {
		t.Errorf("%v %v", none, err)
	}
	if json.Unmarshal([]byte(`{"D":"2026-2-3"}`), &none) == nil {
		t.Error("a short date was read")
	}
}

func TestDateParts(t *testing.T) {
	d := NewDate(2026, 2, 14)
	if d.Weekday() != time.Saturday || d.Year() != 2026 || d.Month() != 2 || d.Day() != 14 || Date(-1).Weekday() != time.Saturday {
		t.Errorf("%v %v", d, d.Weekday())
	}
	if FirstDate.String() != "0001-01-01" || LastDate.String() != "9999-12-31" || FirstDate.Weekday() != time.Monday {
		t.Error("the bounds are wrong")
	}
	cst := time.FixedZone("CST", 8*3600)
	if got := DateOf(time.Date(2026, 3, 19, 23, 30, 0, 0, time.UTC).In(cst)); got != NewDate(2026, 3, 20) {
		t.Errorf("the day in Beijing is %s", got)
	}
}

func FuzzParseWhen(f *testing.F) {
	for _, s := range []string{"", "2024", "2024-05", "2024-Q3", "2024-H1", "2024-05-06", "+202", "2024-+5", "二〇二四"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, err := ParseWhen(s)
		if err == nil && w.String() != s {
			t.Errorf("%q is written back as %q", s, w)
		}
		if err == nil && w.Last() < w.First {
			t.Errorf("%q ends before it begins", s)
		}
	})
}

func FuzzParseNotice(f *testing.F) {
	f.Add(notice2027)
	f.Add(`{"year":2027,"days":[{"name":"a","date":"0001-01-01","isOffDay":null}]}`)
	f.Add(`[]`)
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseNotice(strings.NewReader(s))
		if err != nil {
			return
		}
		c, err := Default().With(n)
		if err != nil {
			t.Fatalf("a notice that was read cannot be laid: %v", err)
		}
		for _, day := range n.Days {
			if works, _ := c.Works(day.Date); works == day.Off {
				t.Fatalf("%s is not ruled", day.Date)
			}
		}
	})
}
