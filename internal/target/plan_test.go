package target

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

// counted is an indicator of pieces.
var counted = Indicator{Measure: Count, Adds: true}

func TestShareByLargestRemainders(t *testing.T) {
	for _, c := range []struct {
		name    string
		whole   Value
		weights []int64
		want    []Value
	}{
		{"evenly", 9, []int64{1, 1, 1}, []Value{3, 3, 3}},
		{"what is left goes to the earlier of equals", 10, []int64{1, 1, 1}, []Value{4, 3, 3}},
		{"the largest fraction comes first", 10, []int64{50, 30, 19}, []Value{5, 3, 2}},
		{"nobody weighs anything: evenly", 4, []int64{0, 0}, []Value{2, 2}},
		{"nothing to share", 0, []int64{1, 2}, []Value{0, 0}},
		{"one who weighs nothing gets nothing", 7, []int64{0, 1}, []Value{0, 7}},
	} {
		if diff := cmp.Diff(c.want, Share(c.whole, c.weights)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestRunKeepsToTheCourse(t *testing.T) {
	twelve := []int64{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}
	if diff := cmp.Diff([]Value{1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1}, Run(10, twelve)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Value{0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0}, Run(1, twelve)); diff != "" {
		t.Errorf("a single piece falls due once more than half of it is: %s", diff)
	}
}

func TestSharesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := Value(rapid.Int64Range(0, int64(maxValue)).Draw(t, "whole"))
		weights := rapid.SliceOfN(rapid.Int64Range(0, maxWeight), 1, 40).Draw(t, "weights")
		full, sum := weighed(weights)
		for name, parts := range map[string][]Value{"Share": Share(whole, weights), "Run": Run(whole, weights)} {
			var got Value
			for i, v := range parts {
				got += v
				least, _ := exactly(whole, full[i], sum)
				if v < max(0, least-1) || v > least+2 {
					t.Fatalf("%s: part %d is %d, its share is %d", name, i, v, least)
				}
			}
			if got != whole {
				t.Fatalf("%s: %d of %d", name, got, whole)
			}
		}
	})
}

// parts reads "2026-Q1=10 2026-05=3".
func parts(t testing.TB, laid ...string) []Part {
	t.Helper()
	var list []Part
	for _, s := range laid {
		var v Value
		text := s[:slices.Index([]byte(s), '=')]
		if _, err := fmt.Sscan(s[len(text)+1:], &v); err != nil {
			t.Fatal(err)
		}
		list = append(list, Part{period(t, text), v})
	}
	return list
}

func TestAPlanCarriesWhatIsNotLaidDown(t *testing.T) {
	year := InYear(2026)
	for _, c := range []struct {
		name string
		laid []string
		of   map[string]Value
	}{
		{"linear", nil, map[string]Value{"2026-Q1": 14, "2026-Q2": 14, "2026-Q3": 14, "2026-Q4": 14, "2026-01": 5, "2026-02": 4, "2026-03": 5, "2026-H1": 28}},
		{"a quarter laid down: the others carry the rest", []string{"2026-Q1=20"}, map[string]Value{"2026-Q1": 20, "2026-Q2": 12, "2026-Q3": 12, "2026-Q4": 12}},
		{"a month inside a free quarter", []string{"2026-05=1"}, map[string]Value{"2026-Q2": 14, "2026-04": 6, "2026-05": 1, "2026-06": 7}},
		{"a month larger than its quarter's share takes the quarter along", []string{"2026-05=20"}, map[string]Value{"2026-Q2": 20, "2026-04": 0, "2026-05": 20, "2026-Q1": 12, "2026-Q4": 12}},
		{"three months are their quarter", []string{"2026-01=1", "2026-02=1", "2026-03=1"}, map[string]Value{"2026-Q1": 3, "2026-Q2": 18, "2026-Q3": 17, "2026-Q4": 18}},
		{"ten days of a month", []string{"2026-01-X1=3"}, map[string]Value{"2026-01": 5, "2026-01-X1": 3, "2026-01-X2": 1, "2026-01-X3": 1}},
		{"weeks of a month", []string{"2026-04-W1=3"}, map[string]Value{"2026-04": 5, "2026-04-W1": 3, "2026-04-W5": 0}},
	} {
		p := Clause{Op: AtLeast, Low: 56, Parts: parts(t, c.laid...)}.Plan(year, Linear(), counted)
		got := map[string]Value{}
		for name := range c.of {
			got[name] = p.Of(period(t, name))
		}
		if diff := cmp.Diff(c.of, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestAPlanThatDoesNotReconcileIsRefused(t *testing.T) {
	all := []string{"2026-Q1=10", "2026-Q2=10", "2026-Q3=10", "2026-Q4=10"}
	for _, c := range []struct {
		name    string
		laid    []string
		stretch bool
		code    string
		args    map[string]any
	}{
		{"nobody left to carry what is short", all, false, "target.parts_under", map[string]any{"period": "2026", "difference": Figure{16, Count}}},
		{"more than the whole", []string{"2026-Q1=60"}, false, "target.parts_over", map[string]any{"period": "2026", "difference": Figure{4, Count}}},
		{"more than the whole is allowed as 自加压", []string{"2026-Q1=60"}, true, "", nil},
		{"less than the whole is not", all, true, "target.parts_under", map[string]any{"period": "2026", "difference": Figure{16, Count}}},
		{"months that are more than their quarter", []string{"2026-Q2=10", "2026-05=11"}, false, "target.parts_over", map[string]any{"period": "2026-Q2", "difference": Figure{1, Count}}},
		{"below nought", []string{"2026-Q2=-1"}, false, "target.low", nil},
	} {
		var wrong fault.List
		Clause{Op: AtLeast, Low: 56, Parts: parts(t, c.laid...)}.Plan(InYear(2026), Linear(), counted).Check(c.stretch, "parts", &wrong)
		f, bad := fault.As(wrong.Err())
		if !bad && c.code == "" {
			continue
		}
		if !bad || len(f.Parts) != 1 || f.Parts[0].Code != c.code || !cmp.Equal(f.Parts[0].Args, c.args) {
			t.Errorf("%s: %v", c.name, f)
		}
	}
}

func TestWhoCarriesTheDifference(t *testing.T) {
	year := InYear(2026)
	before := Clause{Op: AtLeast, Low: 40, Parts: parts(t, "2026-Q2=10")}.Plan(year, Linear(), counted)
	after := Clause{Op: AtLeast, Low: 40, Parts: parts(t, "2026-Q1=16", "2026-Q2=10")}.Plan(year, Linear(), counted)
	want := []Carried{{period(t, "2026-Q3"), 10, 7}, {period(t, "2026-Q4"), 10, 7}}
	if diff := cmp.Diff(want, before.Carries(after, Quarter)); diff != "" {
		t.Error(diff)
	}
}

// anyParts are parts somebody might lay down, reconciling or not.
func anyParts(t *rapid.T, whole Value) []Part {
	list := slices.Concat(InYear(2026).Into(Quarter), InYear(2026).Into(Month))
	month := PeriodAt(InYear(2026).First+workday.Date(rapid.IntRange(0, 364).Draw(t, "day")), Month)
	list = append(list, month.Into(rapid.SampledFrom([]Grain{TenDays, Week}).Draw(t, "grain"))...)
	var laid []Part
	for _, p := range list {
		if rapid.IntRange(0, 4).Draw(t, "laid") == 0 {
			laid = append(laid, Part{p, Value(rapid.Int64Range(0, int64(whole)/3+1).Draw(t, "value"))})
		}
	}
	return laid
}

// TestSumsReconcile: through any sequence of changes that is not refused, every
// period is the sum of those it is made of, at every level and by every day.
func TestSumsReconcile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := Value(rapid.Int64Range(0, 500).Draw(t, "whole"))
		var laid []Part
		for range rapid.IntRange(1, 4).Draw(t, "changes") {
			next := anyParts(t, whole)
			clause := Clause{Op: AtLeast, Low: whole, Parts: next}
			if rapid.Bool().Draw(t, "shaped") {
				clause.Shape = rapid.SliceOfN(rapid.Int64Range(0, 9), 12, 12).Draw(t, "shape")
				clause.Shape[0]++
			}
			var wrong fault.List
			clause.Plan(InYear(2026), Linear(), counted).Check(false, "", &wrong)
			if wrong.Err() == nil {
				laid = next
			}
		}
		p := Clause{Op: AtLeast, Low: whole, Parts: laid}.Plan(InYear(2026), Linear(), counted)
		if p.Of(InYear(2026)) != whole || p.Total() != whole || p.Due(InYear(2026).Last) != whole || p.Over() > 0 {
			t.Fatalf("the whole is not the whole: %v", laid)
		}
		for _, wide := range slices.Concat([]Period{InYear(2026)}, InYear(2026).Into(Quarter), InYear(2026).Into(Month)) {
			for _, g := range []Grain{Quarter, Month, TenDays, Week} {
				var sum Value
				for _, q := range wide.Into(g) {
					v := p.Of(q)
					sum += v
					if v < 0 || v != p.Due(q.Last)-p.Due(q.First-1) {
						t.Fatalf("%s is %d, and what falls due in it %d (%v)", q, v, p.Due(q.Last)-p.Due(q.First-1), laid)
					}
				}
				if len(wide.Into(g)) > 0 && sum != p.Of(wide) {
					t.Fatalf("%s is %d, its parts by %s add up to %d (%v)", wide, p.Of(wide), g, sum, laid)
				}
			}
		}
		for _, part := range laid {
			if p.Of(part.Period) != part.Value {
				t.Fatalf("%s was laid down as %d and is %d", part.Period, part.Value, p.Of(part.Period))
			}
		}
		for day := InYear(2026).First; day <= InYear(2026).Last; day += 5 {
			if p.Due(day) < p.Due(day-5) {
				t.Fatalf("what is due falls by %s", day)
			}
		}
	})
}
