package target

import (
	"testing"

	"pgregory.net/rapid"

	"guatu/internal/workday"
)

func period(t testing.TB, s string) Period {
	t.Helper()
	p, err := ParsePeriod(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func date(t testing.TB, s string) workday.Date {
	t.Helper()
	d, err := workday.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestPeriodsHaveTheirDays(t *testing.T) {
	for _, c := range []struct{ name, text, first, last string }{
		{"a year", "2026", "2026-01-01", "2026-12-31"},
		{"the second half", "2026-H2", "2026-07-01", "2026-12-31"},
		{"the first quarter", "2026-Q1", "2026-01-01", "2026-03-31"},
		{"February of a leap year", "2024-02", "2024-02-01", "2024-02-29"},
		{"中旬", "2026-03-X2", "2026-03-11", "2026-03-20"},
		{"下旬 runs to the month's end", "2026-02-X3", "2026-02-21", "2026-02-28"},
		{"the first week is cut at the month's first day", "2026-04-W1", "2026-04-01", "2026-04-05"},
		{"a whole week", "2026-04-W2", "2026-04-06", "2026-04-12"},
		{"the last week is cut at the month's last day", "2026-04-W5", "2026-04-27", "2026-04-30"},
	} {
		p := period(t, c.text)
		if p.First != date(t, c.first) || p.Last != date(t, c.last) || p.String() != c.text {
			t.Errorf("%s: %s is %s–%s and writes %s", c.name, c.text, p.First, p.Last, p)
		}
	}
	for _, wrong := range []string{"", "2026-03-05", "2026-03-X4", "2026-03-X0", "2026-04-W6", "2026-13", "2026-Q1-X1", "XXXX-XX-X1"} {
		if p, err := ParsePeriod(wrong); err == nil {
			t.Errorf("%q is read as %s", wrong, p)
		}
	}
}

func TestPeriodsMakeUpWhatTheyLieIn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := workday.NewDate(2020, 1, 1) + workday.Date(rapid.IntRange(0, 4000).Draw(t, "day"))
		wide := PeriodAt(day, rapid.SampledFrom([]Grain{Year, Half, Quarter, Month}).Draw(t, "wide"))
		if !wide.Has(day) {
			t.Fatalf("%s is not in %s", day, wide)
		}
		for _, g := range Grains {
			next := wide.First
			for i, p := range wide.Into(g) {
				if p.First != next || !wide.Holds(p) {
					t.Fatalf("%s of %s begins on %s, want %s", p, wide, p.First, next)
				}
				if q, err := ParsePeriod(p.String()); err != nil || q != p {
					t.Fatalf("%s is read as %v: %v", p, q, err)
				}
				if (g == TenDays || g == Week) && wide.Grain == Month && p.Number() != i+1 {
					t.Fatalf("%s has number %d, want %d", p, p.Number(), i+1)
				}
				next = p.Last + 1
			}
			if list := wide.Into(g); len(list) > 0 && next != wide.Last+1 {
				t.Fatalf("%s by %s ends on %s", wide, g, next-1)
			}
		}
	})
}

func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"2026", "2026-H1", "2026-Q4", "2026-02", "2026-02-X3", "2026-02-W5", "2026-02-", "X", "-X1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePeriod(s)
		if err == nil && p.String() != s {
			t.Errorf("%q is read as %s", s, p)
		}
	})
}
