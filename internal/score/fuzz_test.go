package score

import (
	"os"
	"path/filepath"
	"testing"

	"guatu/internal/fault"
	"guatu/internal/formula"
	"guatu/internal/workday"
)

// No text makes a pack do anything but answer: it is refused with faults that have
// a line, or it runs on any facts, the
// parts add up, and one unit changed gives what a new run gives.
func FuzzPack(f *testing.F) {
	for _, dir := range []string{"packs", "testdata/packs"} {
		files, err := filepath.Glob(dir + "/*.yaml")
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			body, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(body))
		}
	}
	f.Add(head + "figures:\n  a: |\n    1 +\n    2\n")
	f.Add(head + "parameters: {missing: rescale, x: none}\ndata: {y: number}\nindicators: {a: {formula: y, weight: 30%}, b: {formula: 1 ÷ 0, weight: 2, missing: -1}}\nvetoes: {c: a > 1}\nlists: {red: {top: 1}}\n")
	f.Add(head + "data: {y: number, z: {w: number}}\nindicators: {a: {formula: 限幅(y, -1, 5), cap: 4}}\nlists: {red: {top: 1, when: 不重复求和(z, w, w) > 1}}\ngrades:\n  b:\n    - c: red\nfigures: {d: 组计数(red)}\n")
	f.Fuzz(func(t *testing.T, body string) {
		p, err := Parse(body, nil)
		if err != nil {
			lined(t, err)
			return
		}
		facts := anyFacts(p)
		r := p.Run(facts)
		facts.Units[1].Values, facts.Units[1].Tables = facts.Units[2].Values, facts.Units[2].Tables
		r.Update(1, facts.Units[1])
		kept, err := r.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		if fresh, err := p.Run(facts).MarshalJSON(); err != nil || string(kept) != string(fresh) {
			t.Fatalf("kept up to date:\n%s\nanew (%v):\n%s", kept, err, fresh)
		}
		for i := range 3 {
			addsUp(t, r.Sheet(i))
		}
	})
}

func lined(t *testing.T, err error) {
	f, ok := fault.As(err)
	if !ok {
		t.Fatalf("no fault: %v", err)
	}
	for _, p := range append(f.Parts, f) {
		_, line := p.Args["line"].(int)
		if !line && len(p.Parts) == 0 && p.Code != "pack.documents" && p.Code != "pack.too_large" {
			t.Fatalf("%v has no line", p)
		}
	}
}

// addsUp tells that what is shown of a total makes the total.
func addsUp(t testing.TB, s Sheet) {
	if !s.Total.OK {
		return
	}
	sum := s.Rest
	for _, l := range s.Indicators {
		sum += l.Points.Points
	}
	if sum != s.Total.Points {
		t.Fatalf("the parts make %s, the total is %s", sum, s.Total)
	}
}

// anyFacts are three units in two groups with something of everything.
func anyFacts(p *Pack) *Facts {
	f := &Facts{}
	for i, name := range []string{"甲", "乙", "丙"} {
		u := Unit{ID: name, Name: name, Group: []string{"一", "一", "二"}[i]}
		for k, d := range p.Data() {
			if d.Type != formula.Records {
				u.Values = append(u.Values, anyValue(d, i+k))
				continue
			}
			t := formula.Table{Rows: i, Width: len(d.Fields)}
			for row := range i {
				for c, field := range d.Fields {
					t.Cells = append(t.Cells, anyValue(field, row+c+k))
				}
			}
			u.Tables = append(u.Tables, t)
		}
		f.Units = append(f.Units, u)
	}
	return f
}

func anyValue(d Datum, n int) formula.Value {
	switch {
	case n%5 == 4:
		return formula.Value{}
	case d.Type == formula.Number:
		return formula.Fixed(int64(n*n*7-20), n%3)
	case d.Type == formula.Bool:
		return formula.Yes(n%2 == 0)
	case d.Type == formula.Date:
		return formula.Day(workday.NewDate(2024, 6, 30))
	case len(d.Choices) > 0:
		return formula.String(d.Choices[n%len(d.Choices)])
	}
	return formula.String("丁")
}
