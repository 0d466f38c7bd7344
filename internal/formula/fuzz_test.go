package formula

import (
	"testing"

	"guatu/internal/fault"
)

// No text makes the parser do anything but answer: a formula that runs and prints
// as one that gives the same, or a fault with its place.
func FuzzFormula(f *testing.F) {
	for _, s := range []string{"完成 ÷ 目标 × 100", "如果(达标, 1, 否, 2, 3)", "求和(项目, 投资, 开工 且 有(投资))", "【10亿元以上项目】×５％",
		"非 非 是 或 “a” = '超额'", "((((1))))", "-–−1", "四舍五入(1÷3, 2)", "连续(项目, 非 开工) >= 2", "1.5亿元 <> 3万", "缺则(未报, 空, 1)", "名单(项目, 名)", "不重复求和(项目, 投资, 名, 有(投资))", "取高求和(项目, 投资, 2, 有(投资))", "选(1, \"a\")"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		scope, frame := world(t)
		e, err := Parse(source)
		if err != nil {
			placed(t, err)
			return
		}
		p, err := e.Compile(scope)
		if err != nil {
			placed(t, err)
			return
		}
		v := p.Eval(frame)
		p.Put(frame)
		p.Touched(frame)
		again, err := Parse(p.Text())
		if err != nil {
			t.Fatalf("%q prints as %q: %v", source, p.Text(), err)
		}
		q, err := again.Compile(scope)
		if err != nil {
			t.Fatalf("%q prints as %q: %v", source, p.Text(), err)
		}
		if w := q.Eval(frame); w.Compare(v) != 0 {
			t.Fatalf("%q gives %s, printed %q gives %s", source, v.Text(6), p.Text(), w.Text(6))
		}
	})
}

func placed(t *testing.T, err error) {
	f, ok := fault.As(err)
	if !ok {
		t.Fatalf("no fault: %v", err)
	}
	for _, p := range append(f.Parts, f) {
		if _, ok := p.Args["at"].(int); !ok && len(p.Parts) == 0 {
			t.Fatalf("%v has no place", p)
		}
	}
}
