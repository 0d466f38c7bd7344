// What counts once only: 同一项目按最高级别计分，不重复加分.

package formula

// A chosen is a record that counts for all that are like it.
type chosen struct {
	row  int
	gave Value
}

// once is 不重复求和: of records with the same key only the one that gives most
// counts, the oldest of several.
func (p *Program) once(a *aggregate, f *Frame, t *Table, stack []Value, each func(int, Value)) Value {
	var all []chosen
	at := map[string]int{} // key → its place in all
	for i := range t.Rows {
		row := t.Row(i)
		keep := p.keep(a, f, row, stack)
		if !keep.IsMissing() && !keep.IsYes() {
			continue
		}
		key, v := p.run(a.keys, f, row, stack), p.run(a.values, f, row, stack)
		for _, x := range [...]*Value{&keep, &key, &v} {
			if x.IsMissing() {
				return *x
			}
		}
		text := key.Text(keptDecimals)
		k, known := at[text]
		if !known {
			at[text], all = len(all), append(all, chosen{i, v})
		} else if v.Compare(all[k].gave) > 0 {
			all[k] = chosen{i, v}
		}
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
