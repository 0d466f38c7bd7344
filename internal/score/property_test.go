package score

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"guatu/internal/formula"
)

const propertyPack = head + `
data: {甲: number, 乙: number, 达标: bool}
exempt: {不评: 甲 < -90}
indicators:
  一: {formula: 甲 ÷ 3, cap: 20, floor: -5}
  二: {formula: 归一(乙), weight: 7}
  三: {parts: {四: 甲 ÷ 7, 五: {formula: 乙 ÷ 11, missing: -1}}, cap: 9}
lists:
  red: {top: 2, when: 达标}
  black: {bottom: 2, when: 非 达标, tie_at_cut: exclude_all}
  passed: {top: 2, when: 达标, pass_down: passed}
`

func drawFacts(t *rapid.T) *Facts {
	f := &Facts{}
	for i := range rapid.IntRange(0, 9).Draw(t, "units") {
		number := func(name string) formula.Value {
			if rapid.IntRange(0, 8).Draw(t, "missing") == 0 {
				return formula.Value{}
			}
			return formula.Int(rapid.IntRange(-100, 100).Draw(t, name) / 20 * 20)
		}
		f.Units = append(f.Units, Unit{ID: fmt.Sprint(i), Name: fmt.Sprint(i), Group: rapid.SampledFrom([]string{"一", "二"}).Draw(t, "group"),
			Values: []formula.Value{number("甲"), number("乙"), formula.Yes(rapid.Bool().Draw(t, "达标"))}})
	}
	return f
}

func TestRanksAndListsAreWhatCountingGives(t *testing.T) {
	p, err := Parse(propertyPack, nil)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		f := drawFacts(rt)
		r := p.Run(f)
		all := make([]Standing, len(f.Units))
		for i := range all {
			all[i] = r.Standing(i)
			addsUp(t, r.Sheet(i))
		}
		on := map[string]map[int]bool{}
		for _, roll := range r.Rolls() {
			on[roll.Name] = map[int]bool{}
			for _, i := range roll.Units {
				on[roll.Name][i] = true
			}
		}
		for i, s := range all {
			counted(rt, f, all, i)
			place, below, tied, passed := 1, 1, 0, 1
			for k, o := range all {
				if o.State != "ranked" || f.Units[k].Group != f.Units[i].Group {
					continue
				}
				met := f.Units[k].Values[2].IsYes()
				switch {
				case o.Total.Points > s.Total.Points:
					place++
					if met {
						passed++
					}
				case o.Total.Points < s.Total.Points:
					below++
				default:
					tied++
				}
			}
			rated, met := s.State == "ranked", f.Units[i].Values[2].IsYes()
			for name, want := range map[string]bool{"red": rated && met && place <= 2, "black": rated && !met && below+tied-1 <= 2, "passed": rated && met && passed <= 2} {
				if on[name][i] != want {
					rt.Fatalf("unit %d on %s: %v, want %v", i, name, on[name][i], want)
				}
			}
		}
	})
}

// counted holds a rank to what counting the better ones gives.
func counted(t *rapid.T, f *Facts, all []Standing, i int) {
	if all[i].State != "ranked" {
		if all[i].Rank != 0 {
			t.Fatalf("unit %d is %s and has a rank", i, all[i].State)
		}
		return
	}
	better := 0
	for k, o := range all {
		if o.State == "ranked" && f.Units[k].Group == f.Units[i].Group && o.Total.Points > all[i].Total.Points {
			better++
		}
	}
	if all[i].Rank != better+1 {
		t.Fatalf("unit %d has rank %d, %d are better", i, all[i].Rank, better)
	}
}

// The order in which units are given changes nothing about any of them.
func TestTheOrderOfTheUnitsDoesNotMatter(t *testing.T) {
	p, err := Parse(propertyPack, nil)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		f := drawFacts(t)
		turned := &Facts{}
		for i := range f.Units {
			turned.Units = append(turned.Units, f.Units[len(f.Units)-1-i])
		}
		a, b := p.Run(f), p.Run(turned)
		for i := range f.Units {
			x, y := a.Standing(i), b.Standing(len(f.Units)-1-i)
			y.Unit = i
			if x != y {
				t.Fatalf("unit %d: %v, turned round %v", i, x, y)
			}
		}
	})
}
