package score

import (
	"testing"

	"pgregory.net/rapid"

	"guatu/internal/formula"
)

const updatePack = head + `
data: {甲: number, 乙: number, 达标: bool, 项目: {投资: number, 开工: bool}}
exempt: {不评: 甲 < -60}
vetoes: {造假: 乙 = 100}
figures:
  占比: 甲 ÷ 组求和(甲)
  位次: 名次(占比)
  全体: 全体平均(乙)
  投资: 求和(项目, 投资, 开工)
indicators:
  一: {formula: 甲 ÷ 3 + 投资, cap: 20, floor: -5}
  二: {formula: 归一(乙), weight: 7, missing: rescale}
  三: {formula: 占比 × 100, weight: 2, missing: rescale}
  四: {parts: {五: 甲 ÷ 7, 六: {formula: (乙 − 全体) ÷ 11, missing: -1}}, cap: 9}
total: {cap: 60}
rank: {then: [乙]}
lists:
  red: {top: 2, when: 达标}
  black: {bottom: '参评数 × 50%', unless: 位次 = 1}
  开工: 存在(项目, 开工)
grades:
  类:
    - A: 名次 ÷ 参评数 <= 30%
    - B: {when: 总分 > 10, why: 十分以上}
    - B: 位次 < 3
    - C: 其余
`

// drawUnit draws one unit's facts; the values are few, so that many are equal.
func drawUnit(t *rapid.T, id, group string) Unit {
	number := func() formula.Value {
		if rapid.IntRange(0, 8).Draw(t, "missing") == 0 {
			return formula.Value{}
		}
		return formula.Int(rapid.IntRange(-4, 5).Draw(t, "n") * 20)
	}
	u := Unit{ID: id, Name: id, Group: group, Values: []formula.Value{number(), number(), formula.Yes(rapid.Bool().Draw(t, "met"))}}
	table := formula.Table{Width: 2, Missing: rapid.IntRange(0, 9).Draw(t, "no records") == 0}
	if !table.Missing {
		for range rapid.IntRange(0, 2).Draw(t, "rows") {
			table.Rows++
			table.Cells = append(table.Cells, number(), formula.Yes(rapid.Bool().Draw(t, "started")))
		}
	}
	u.Tables = []formula.Table{table}
	return u
}

// A result that was kept up to date is the one that a new run gives, in every
// figure, reason and list.
func TestUpdatesGiveWhatANewRunGives(t *testing.T) {
	packs := map[string]*Pack{}
	for name, set := range map[string]map[string]string{"by group": nil, "all together": {"rank_within": "all", "tie_rank": "dense", "pass_down": "passed"}} {
		p, err := Parse(updatePack, set)
		if err != nil {
			t.Fatal(err)
		}
		packs[name] = p
	}
	for name, p := range packs {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				f := &Facts{}
				for i := range rapid.IntRange(1, 7).Draw(t, "units") {
					f.Units = append(f.Units, drawUnit(t, string(rune('甲'+i)), rapid.SampledFrom([]string{"一", "二"}).Draw(t, "group")))
				}
				r := p.Run(f)
				for range rapid.IntRange(1, 6).Draw(t, "changes") {
					i := rapid.IntRange(0, len(f.Units)-1).Draw(t, "unit")
					f.Units[i] = drawUnit(t, f.Units[i].ID, f.Units[i].Group)
					if _, ok := r.Update(i, f.Units[i]); !ok {
						t.Fatal("the group did not change")
					}
				}
				kept, err := r.MarshalJSON()
				if err != nil {
					t.Fatal(err)
				}
				fresh, err := p.Run(f).MarshalJSON()
				if err != nil {
					t.Fatal(err)
				}
				if string(kept) != string(fresh) {
					t.Fatalf("kept:\n%s\nfresh:\n%s", kept, fresh)
				}
			})
		})
	}
}

func TestAnUpdateDoesNotTouchTheCallersFacts(t *testing.T) {
	p, err := Parse(head+points, nil)
	if err != nil {
		t.Fatal(err)
	}
	f := &Facts{Units: []Unit{{ID: "甲", Group: "一", Values: []formula.Value{formula.Int(3)}}}}
	r := p.Run(f)
	if touched, ok := r.Update(0, Unit{ID: "甲", Group: "一", Values: []formula.Value{formula.Int(4)}}); !ok || len(touched) != 1 {
		t.Errorf("touched %v, %v", touched, ok)
	}
	if n, _ := f.Units[0].Values[0].Fixed(0); n != 3 || r.Standing(0).Total.Points != 40_000 {
		t.Errorf("the facts have %d, the result %s", n, r.Standing(0).Total)
	}
	if _, ok := r.Update(0, Unit{ID: "甲", Group: "二"}); ok {
		t.Error("a unit that moves to another group needs a new run")
	}
}
