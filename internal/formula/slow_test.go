package formula

// The fast program against a slow interpreter that knows nothing of it: random
// formulas are made as trees, written as text and computed with math/big.

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A slow value: nil is missing.
type slowNum = *big.Rat

// A slow tree computes itself, and prints as a formula.
type slowTree struct {
	text string
	num  func(env) slowNum
	yes  func(env) *bool
}

type env struct {
	values map[string]slowNum
	rows   []map[string]slowNum
	row    map[string]slowNum
}

func (e env) look(name string) slowNum {
	if v, ok := e.row[name]; ok {
		return v
	}
	return e.values[name]
}

func drawNum(t *rapid.T, depth int, inside bool) slowTree {
	if depth == 0 || rapid.IntRange(0, 4).Draw(t, "leaf") == 0 {
		return drawLeaf(t, inside)
	}
	switch rapid.IntRange(0, 9).Draw(t, "form") {
	case 0, 1, 2, 3:
		return drawArithmetic(t, depth, inside)
	case 4:
		c, a, b := drawYes(t, depth-1, inside), drawNum(t, depth-1, inside), drawNum(t, depth-1, inside)
		return slowTree{text: "如果(" + c.text + ", " + a.text + "， " + b.text + ")", num: func(e env) slowNum {
			switch ok := c.yes(e); {
			case ok == nil:
				return nil
			case *ok:
				return a.num(e)
			}
			return b.num(e)
		}}
	case 5:
		a, b := drawNum(t, depth-1, inside), drawNum(t, depth-1, inside)
		return slowTree{text: "缺则(" + a.text + ", " + b.text + ")", num: func(e env) slowNum {
			if v := a.num(e); v != nil {
				return v
			}
			return b.num(e)
		}}
	case 6:
		a, k := drawNum(t, depth-1, inside), rapid.IntRange(0, 6).Draw(t, "decimals")
		return slowTree{text: fmt.Sprintf("四舍五入(%s, %d)", a.text, k), num: func(e env) slowNum {
			v := a.num(e)
			if v == nil {
				return nil
			}
			r, _ := new(big.Rat).SetString(v.FloatString(k))
			return r
		}}
	case 7:
		a, b := drawNum(t, depth-1, inside), drawNum(t, depth-1, inside)
		return slowTree{text: "最大(" + a.text + ", " + b.text + ")", num: func(e env) slowNum {
			x, y := a.num(e), b.num(e)
			if x == nil || y == nil {
				return nil
			}
			if x.Cmp(y) >= 0 {
				return x
			}
			return y
		}}
	}
	if inside {
		return drawLeaf(t, inside)
	}
	return drawSum(t, depth)
}

func drawLeaf(t *rapid.T, inside bool) slowTree {
	names := []string{"甲", "乙", "丙", "丁"}
	if inside {
		names = append(names, "投资", "甲")
	}
	if rapid.Bool().Draw(t, "literal") {
		n := rapid.IntRange(0, 1_000_000).Draw(t, "n")
		text := fmt.Sprintf("%d.%03d", n/1000, n%1000)
		return slowTree{text: text, num: func(env) slowNum { return big.NewRat(int64(n), 1000) }}
	}
	name := rapid.SampledFrom(names).Draw(t, "name")
	return slowTree{text: name, num: func(e env) slowNum { return e.look(name) }}
}

func drawArithmetic(t *rapid.T, depth int, inside bool) slowTree {
	op := rapid.SampledFrom([]string{"＋", " - ", "×", " / "}).Draw(t, "op")
	a, b := drawNum(t, depth-1, inside), drawNum(t, depth-1, inside)
	return slowTree{text: "(" + a.text + op + b.text + ")", num: func(e env) slowNum {
		x, y := a.num(e), b.num(e)
		if x == nil || y == nil || op == " / " && y.Sign() == 0 {
			return nil
		}
		switch op {
		case "＋":
			return new(big.Rat).Add(x, y)
		case " - ":
			return new(big.Rat).Sub(x, y)
		case "×":
			return new(big.Rat).Mul(x, y)
		}
		return new(big.Rat).Quo(x, y)
	}}
}

// drawSum adds over the records, some left out.
func drawSum(t *rapid.T, depth int) slowTree {
	v, c := drawNum(t, depth-1, true), drawYes(t, depth-1, true)
	return slowTree{text: "求和(项目, " + v.text + ", " + c.text + ")", num: func(e env) slowNum {
		total := new(big.Rat)
		for _, row := range e.rows {
			in := env{e.values, nil, row}
			keep := c.yes(in)
			if keep == nil {
				return nil
			}
			if !*keep {
				continue
			}
			x := v.num(in)
			if x == nil {
				return nil
			}
			total.Add(total, x)
		}
		return total
	}}
}

func drawYes(t *rapid.T, depth int, inside bool) slowTree {
	if depth <= 0 || rapid.Bool().Draw(t, "compare") {
		a, b := drawNum(t, max(depth-1, 0), inside), drawNum(t, max(depth-1, 0), inside)
		op := rapid.SampledFrom([]string{"<", "≤", ">=", "=", "<>"}).Draw(t, "op")
		return slowTree{text: "(" + a.text + op + b.text + ")", yes: func(e env) *bool {
			x, y := a.num(e), b.num(e)
			if x == nil || y == nil {
				return nil
			}
			c := x.Cmp(y)
			ok := map[string]bool{"<": c < 0, "≤": c <= 0, ">=": c >= 0, "=": c == 0, "<>": c != 0}[op]
			return &ok
		}}
	}
	settles := rapid.Bool().Draw(t, "or")
	a, b := drawYes(t, depth-1, inside), drawYes(t, depth-1, inside)
	op := map[bool]string{true: " 或 ", false: " 且 "}[settles]
	return slowTree{text: "(" + a.text + op + b.text + ")", yes: func(e env) *bool {
		x, y := a.yes(e), b.yes(e)
		switch {
		case x != nil && *x == settles:
			return x
		case y != nil && *y == settles:
			return y
		case x == nil:
			return nil
		}
		return y
	}}
}

func drawValue(t *rapid.T) slowNum {
	if rapid.IntRange(0, 6).Draw(t, "missing") == 0 {
		return nil
	}
	return big.NewRat(rapid.Int64Range(-1_000_000_000_000, 1_000_000_000_000).Draw(t, "n"), rapid.Int64Range(1, 1000).Draw(t, "d"))
}

func fast(r slowNum) Value {
	if r == nil {
		return Value{}
	}
	return Rat(r)
}

// bounded tells that no part of a computation comes near the bounds of a number,
// which the slow interpreter does not have.
func bounded(r slowNum) bool {
	return r == nil || r.Denom().BitLen() < maxDenominator && r.Num().BitLen() < maxNumerator
}

func TestProgramsAgreeWithTheSlowInterpreter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tree := drawNum(t, 3, false)
		e, s, f := env{values: map[string]slowNum{}}, &Scope{}, &Frame{}
		for i, name := range []string{"甲", "乙", "丙", "丁"} {
			v := drawValue(t)
			e.values[name] = v
			s.Add(Name{Name: name, Type: Number, Slot: i})
			f.Values = append(f.Values, fast(v))
		}
		table := Table{Width: 2}
		for range rapid.IntRange(0, 3).Draw(t, "rows") {
			a, b := drawValue(t), drawValue(t)
			e.rows = append(e.rows, map[string]slowNum{"投资": a, "甲": b})
			table.Rows++
			table.Cells = append(table.Cells, fast(a), fast(b))
		}
		f.Tables = []Table{table}
		s.Add(Name{Name: "项目", Type: Records, Fields: []Name{{Name: "投资", Type: Number}, {Name: "甲", Type: Number, Slot: 1}}})
		x, err := Parse(tree.text)
		if err != nil {
			t.Fatalf("%s: %v", tree.text, err)
		}
		p, err := x.Compile(s)
		if err != nil {
			t.Fatalf("%s: %v", tree.text, err)
		}
		got, want := p.Eval(f), tree.num(e)
		if !bounded(want) || got.Cause() == TooLarge && got.IsMissing() {
			t.Skip("beyond the bounds")
		}
		switch {
		case want == nil != got.IsMissing():
			t.Fatalf("%s: %s, want %v", tree.text, got.Text(6), want)
		case want != nil && got.Rat().Cmp(want) != 0 && strings.Count(tree.text, "/") < 4:
			t.Fatalf("%s: %s, want %s", tree.text, got.Rat(), want)
		case want != nil && got.Text(20) != Rat(want).Text(20):
			t.Fatalf("%s: %s, want %s", tree.text, got.Text(20), want.FloatString(20))
		}
	})
}
