package target

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"
)

func TestValuesAreWrittenAsPlainNumbers(t *testing.T) {
	for text, v := range map[string]Value{"0": 0, "56": 56 * One, "0.6": 6000, "-0.0001": -1, "9.5": 95_000, "130000000000": 130_000_000_000 * One} {
		got, err := ParseValue(text)
		if err != nil || got != v || v.String() != text {
			t.Errorf("%s is read as %d (%v) and %d written as %s", text, got, err, v, v)
		}
	}
	for _, text := range []string{"", "-", ".5", "5.", "1.23456", "1e3", "+1", "１", "99999999999999999999"} {
		if v, err := ParseValue(text); err == nil {
			t.Errorf("%q is read as %s", text, v)
		}
	}
	for _, c := range []struct {
		v    Value
		n    int
		want int64
	}{{26_500, 1, 27}, {-26_500, 1, -27}, {26_499, 1, 26}, {15_000, 0, 2}, {95_000, 2, 950}, {12_345, 4, 12_345}} {
		if got := c.v.Round(c.n); got != c.want {
			t.Errorf("%s with %d decimals is %d, want %d", c.v, c.n, got, c.want)
		}
	}
}

func TestAValueComesBackFromJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		was := Clause{Low: Value(rapid.Int64().Draw(t, "low")), Parts: []Part{{Value: Value(rapid.Int64().Draw(t, "part"))}}}
		body, err := json.Marshal(was)
		if err != nil {
			t.Fatal(err)
		}
		var is Clause
		if was.Low == -1<<63 || was.Parts[0].Value == -1<<63 {
			return // beyond all bounds, and no figure
		}
		if err := json.Unmarshal(body, &is); err != nil || is.Low != was.Low || is.Parts[0].Value != was.Parts[0].Value {
			t.Fatalf("%s comes back as %+v: %v", body, is, err)
		}
	})
}

// Nobody is asked for half a project, whatever the shape and the laid-down parts,
// and the parts still come to the whole; what is done may be parts of projects.
func TestTargetsAreLaidDownInPieces(t *testing.T) {
	ind := Indicator{Measure: Count, Adds: true, Piece: One}
	rapid.Check(t, func(t *rapid.T) {
		low := Value(rapid.IntRange(0, 300).Draw(t, "low")) * One
		c := Clause{Op: AtLeast, Low: low, Shape: rapid.SliceOfN(rapid.Int64Range(1, 9), 12, 12).Draw(t, "shape")}
		plan := c.Plan(InYear(2026), Linear(), ind)
		var sum Value
		for _, m := range InYear(2026).Into(Month) {
			sum += plan.Of(m)
			if plan.Of(m)%One != 0 || plan.Due(m.First+11)%One != 0 {
				t.Fatalf("%s has to bring %s, %s by its 12th", m, plan.Of(m), plan.Due(m.First+11))
			}
		}
		if sum != low {
			t.Fatalf("the months come to %s of %s", sum, low)
		}
		m := Matrix{Whole: low, Measure: Count, Least: One, Rows: make([]Row, rapid.IntRange(1, 9).Draw(t, "units"))}
		for i := range m.Rows {
			m.Rows[i].Weight = int64(i + 1)
		}
		if err := m.Balance(false); err != nil {
			t.Fatal(err)
		}
		for _, r := range m.Rows {
			if r.Value%One != 0 {
				t.Fatalf("a unit has %s", r.Value)
			}
		}
	})
	s := Clause{Op: AtLeast, Low: 4 * One}.Standing(Look{Unit: "u", Span: InYear(2026), Curve: Linear(), On: date(t, "2026-06-30"), Ind: ind, Read: done(One*8/5, nil)})
	if s.Value.String() != "1.6" || s.Gap.String() != "-0.4" || s.Left.String() != "2.4" || s.PerMonth != One || s.State != Lagging {
		t.Errorf("1.6 of 4: %+v", s)
	}
}

// What is reported by the month says nothing of ten days.
func TestAPeriodShorterThanReportsIsUnknown(t *testing.T) {
	l := Look{Unit: "u", Span: InYear(2026), Curve: Linear(), On: date(t, "2026-06-15"), Ind: Indicator{Measure: Money, Adds: true, Rhythm: Month}, Read: done(7, nil)}
	for grain, known := range map[Grain]bool{Year: true, Quarter: true, Month: true, TenDays: false, Week: false} {
		if s := (Clause{Op: AtLeast, Low: 12}).In(l, PeriodAt(l.On, grain)); s.Known != known {
			t.Errorf("of the %s it is known: %v", grain, s.Known)
		}
	}
}
