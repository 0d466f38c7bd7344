// The best of the records: 同一项目按最高级别计分，不重复加分; 取得分最高的3个项目.

package formula

import "slices"

// A chosen is a record that may count, with its key.
type chosen struct {
	row       int
	key, gave Value
}

// best is 不重复求和 and 取高求和: the sum over the records that count.
func (p *Program) best(a *aggregate, f *Frame, t *Table, stack []Value, each func(int, Value)) Value {
	var all []chosen
	for i := range t.Rows {
		row := t.Row(i)
		keep := p.keep(a, f, row, stack)
		if !keep.IsMissing() && !keep.IsYes() {
			continue
		}
		c := chosen{i, p.run(a.keys, f, row, stack), p.run(a.values, f, row, stack)}
		for _, x := range [...]*Value{&keep, &c.key, &c.gave} {
			if x.IsMissing() {
				return *x
			}
		}
		all = append(all, c)
	}
	if a.fn == "取高求和" {
		all = top(all)
	} else {
		all = once(all)
	}
	total := whole(0)
	for _, c := range all {
		total = total.add(c.gave.num)
		if each != nil {
			each(c.row, c.gave)
		}
	}
	return ofNum(total)
}

// once keeps of records with the same key the one that gives most, the oldest of
// several.
func once(all []chosen) []chosen {
	var kept []chosen
	at := map[string]int{} // key → its place in kept
	for _, c := range all {
		text := c.key.Text(keptDecimals)
		k, known := at[text]
		if !known {
			at[text], kept = len(kept), append(kept, c)
		} else if c.gave.Compare(kept[k].gave) > 0 {
			kept[k] = c
		}
	}
	return kept
}

// top keeps those that give most, the older of equals first; how many is the key,
// cut to a whole number. Where there are fewer, all count.
func top(all []chosen) []chosen {
	if len(all) == 0 {
		return nil
	}
	slices.SortStableFunc(all, func(a, b chosen) int { return b.gave.Compare(a.gave) })
	n := 0
	for n < len(all) && Int(n+1).Compare(all[0].key) <= 0 {
		n++
	}
	return all[:n]
}
