package score

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"guatu/internal/formula"
)

// bigPack has fifty indicators of the kinds the cases have, over ten figures.
func bigPack() string {
	var b strings.Builder
	b.WriteString(head + "data:\n")
	for i := range 10 {
		fmt.Fprintf(&b, "  完成%d: number\n  目标%d: number\n", i, i)
	}
	b.WriteString("indicators:\n")
	for i := range 50 {
		k := i % 10
		switch i % 5 {
		case 0:
			fmt.Fprintf(&b, "  指标%d: {formula: 完成%d ÷ 目标%d, weight: 10, cap: 10}\n", i, k, k)
		case 1:
			fmt.Fprintf(&b, "  指标%d: 如果(完成%d >= 目标%d, 15 + (完成%d − 目标%d) × 0.5, 完成%d ÷ 目标%d × 15)\n", i, k, k, k, k, k, k)
		case 2:
			fmt.Fprintf(&b, "  指标%d: {formula: (20 + 80 × 归一(完成%d)) ÷ 100, weight: 45}\n", i, k)
		case 3:
			fmt.Fprintf(&b, "  指标%d: 25 + 限幅(每(完成%d ÷ 目标%d × 100 − 100, 1) × 0.1, -10, 10)\n", i, k, k)
		case 4:
			fmt.Fprintf(&b, "  指标%d: 10 × (组计数(完成%d) − 名次(完成%d) + 1) ÷ 组计数(完成%d)\n", i, k, k, k)
		}
	}
	b.WriteString("lists:\n  red: {top: 5, when: 总分 >= 100}\n  black: {bottom: 5, when: 总分 < 100}\n")
	return b.String()
}

func bigFacts(p *Pack, units int) *Facts {
	f := &Facts{}
	for i := range units {
		u := Unit{ID: fmt.Sprint(i), Name: fmt.Sprint(i), Group: fmt.Sprint(i % 30)}
		for k := range p.Data() {
			u.Values = append(u.Values, formula.Fixed(int64(100+(i*7919+k*104729)%99991), 2))
		}
		f.Units = append(f.Units, u)
	}
	return f
}

// BenchmarkScoreRun is 3,000 units by 50 indicators, a third of them over groups.
func BenchmarkScoreRun(b *testing.B) {
	p, err := Parse(bigPack(), nil)
	if err != nil {
		b.Fatal(err)
	}
	f := bigFacts(p, 3000)
	for b.Loop() {
		p.Run(f)
	}
}

// BenchmarkScoreSheet is one unit's sheet with every formula's values put in.
func BenchmarkScoreSheet(b *testing.B) {
	p, err := Parse(bigPack(), nil)
	if err != nil {
		b.Fatal(err)
	}
	r := p.Run(bigFacts(p, 3000))
	for b.Loop() {
		r.Sheet(17)
	}
}

// BenchmarkScorePack reads and compiles a pack of fifty indicators.
func BenchmarkScorePack(b *testing.B) {
	body := bigPack()
	for b.Loop() {
		if _, err := Parse(body, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// reportedFacts are anyFacts with nothing left out: a formula that meets a missing
// value is done early.
func reportedFacts(p *Pack) *Facts {
	f := anyFacts(p)
	for _, u := range f.Units {
		next, table := 0, 0
		for k, d := range p.Data() {
			if d.Type != formula.Records {
				u.Values[next], next = anyValue(d, 5*k+3), next+1
				continue
			}
			t := &u.Tables[table]
			table++
			for c := range t.Cells {
				t.Cells[c] = anyValue(d.Fields[c%len(d.Fields)], 5*c+2)
			}
		}
	}
	return f
}

// BenchmarkScoreFormula evaluates every formula of every shipped pack and every
// pack of the cases; us/formula is the mean of one.
func BenchmarkScoreFormula(b *testing.B) {
	type running struct {
		prog  *formula.Program
		frame *formula.Frame
	}
	var all []running
	for _, c := range sharedPacks(b) {
		p, err := Parse(packText(b, c), nil)
		if err != nil {
			b.Fatal(err)
		}
		r := p.Run(reportedFacts(p))
		for _, t := range p.texts {
			all = append(all, running{t.prog, &r.run.frames[2]})
		}
	}
	for b.Loop() {
		for _, x := range all {
			x.prog.Eval(x.frame)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/1000/float64(b.N)/float64(len(all)), "us/formula")
}

// BenchmarkScoreFacts reads 3,000 units from JSON.
func BenchmarkScoreFacts(b *testing.B) {
	p, err := Parse(bigPack(), nil)
	if err != nil {
		b.Fatal(err)
	}
	units := []m{}
	for i := range 3000 {
		values := m{}
		for k := range 10 {
			values[fmt.Sprintf("完成%d", k)], values[fmt.Sprintf("目标%d", k)] = i+k, 100
		}
		units = append(units, m{"id": fmt.Sprint(i), "values": values})
	}
	text, err := json.Marshal(m{"units": units})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := ReadFacts(text, p); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkScoreUpdate changes one figure of one of 3,000 units in 30 groups of a
// hundred, 50 indicators: ten of them and two lists look at the whole group.
func BenchmarkScoreUpdate(b *testing.B) {
	p, err := Parse(bigPack(), nil)
	if err != nil {
		b.Fatal(err)
	}
	f := bigFacts(p, 3000)
	r := p.Run(f)
	n := int64(0)
	for b.Loop() {
		n++
		i := int(n*977) % len(f.Units)
		u := f.Units[i]
		u.Values = append([]formula.Value(nil), u.Values...)
		u.Values[n%20] = formula.Fixed(100+n*31%99991, 2)
		r.Update(i, u)
	}
}
