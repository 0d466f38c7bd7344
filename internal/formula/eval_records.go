// Functions over records.

package formula

import "strings"

// A tally is what an aggregation has seen so far.
type tally struct {
	count int
	value Value // the sum, the largest, the last …
	names []string
	seen  map[string]bool
}

// over runs an aggregation; each, if given, is told every record that counted and
// what it gave.
func (p *Program) over(a *aggregate, f *Frame, stack []Value, each func(row int, gave Value)) Value {
	t := &f.Tables[a.table.Slot]
	if t.Missing {
		return Missing(NotReported)
	}
	if f.left -= t.Rows; f.left < 0 {
		return Missing(TooLarge)
	}
	switch a.fn {
	case "连续":
		return p.streak(a, f, t, stack, each)
	case "存在", "全部":
		return p.quantify(a, f, t, stack, each)
	case "不重复求和", "取高求和":
		return p.best(a, f, t, stack, each)
	}
	var so tally
	for n := range t.Rows {
		i := n
		if a.fn == "末" { // the newest that counts; what came before does not matter
			i = t.Rows - 1 - n
		}
		row := t.Row(i)
		if keep := p.keep(a, f, row, stack); keep.IsMissing() {
			return keep
		} else if !keep.IsYes() {
			continue
		}
		v := Int(1)
		if a.values != nil {
			v = p.run(a.values, f, row, stack)
		}
		if each != nil {
			each(i, v)
		}
		if v.IsMissing() || a.fn == "首" || a.fn == "末" {
			return v
		}
		so.take(a.fn, v)
	}
	return so.result(a.fn)
}

// keep asks the condition; without one every record counts.
func (p *Program) keep(a *aggregate, f *Frame, row, stack []Value) Value {
	if a.filters == nil {
		return Yes(true)
	}
	return p.run(a.filters, f, row, stack)
}

// take adds one record.
func (s *tally) take(fn string, v Value) {
	s.count++
	switch {
	case fn == "名单" || fn == "不同":
		s.name(fn, v)
	case s.count == 1:
		s.value = v
	case fn == "求和" || fn == "平均":
		s.value = ofNum(s.value.add(v.num))
	case fn == "最大":
		s.value = largest([]Value{s.value, v})
	case fn == "最小":
		s.value = smallest([]Value{s.value, v})
	}
}

// name keeps a text for a list of names, a different value for counting.
func (s *tally) name(fn string, v Value) {
	text := v.Text(keptDecimals)
	if fn == "名单" {
		s.names = append(s.names, text)
		return
	}
	if s.seen == nil {
		s.seen = map[string]bool{}
	}
	s.seen[text] = true
}

// result is what all records together give.
func (s *tally) result(fn string) Value {
	switch fn {
	case "计数":
		return Int(s.count)
	case "名单":
		return String(strings.Join(s.names, "、"))
	case "不同":
		return Int(len(s.seen))
	}
	if s.count > 0 {
		if fn == "平均" {
			return divide(s.value, Int(s.count))
		}
		return s.value
	}
	if fn == "求和" {
		return Int(0)
	}
	return Missing(Nothing)
}

// streak counts how many of the newest records in a row meet the condition.
func (p *Program) streak(a *aggregate, f *Frame, t *Table, stack []Value, each func(int, Value)) Value {
	n := 0
	for i := t.Rows - 1; i >= 0; i-- {
		v := p.run(a.values, f, t.Row(i), stack)
		if v.IsMissing() {
			return v
		}
		if !v.IsYes() {
			break
		}
		if each != nil {
			each(i, v)
		}
		n++
	}
	return Int(n)
}

// quantify is 存在 and 全部: 或 and 且 over all records.
func (p *Program) quantify(a *aggregate, f *Frame, t *Table, stack []Value, each func(int, Value)) Value {
	settling := a.fn == "存在"
	so := Yes(!settling)
	for i := range t.Rows {
		v := p.run(a.values, f, t.Row(i), stack)
		if each != nil && v.IsYes() {
			each(i, v)
		}
		so = join(settling, &so, &v)
	}
	return so
}
