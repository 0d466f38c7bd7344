// Cross-checks of papers: whose they are, what they state, in which order they came.

package lifecycle

import (
	"strings"

	"guatu/internal/money"
)

// sameName compares the enterprise and the holders of papers (domain.md 1.3:
// 批文单位 = 上报单位 = 施工合同甲方). The first of Of that names anybody is what the
// others are held against.
func sameName(c *CrossCheck, l *look) (Doubt, bool) {
	var base, other []Compared
	for _, ref := range c.Of {
		for _, name := range l.names(ref) {
			switch {
			case len(base) == 0 || base[0].What == name.What:
				base = append(base, name)
			case !l.oneOf(base, name.Text):
				other = append(other, name)
			}
		}
	}
	return Doubt{Compared: append(base, other...)}, len(other) > 0
}

// names are those a source states: the reporting enterprise, or the holders of
// papers of a kind.
func (l *look) names(ref string) []Compared {
	if ref == "enterprise" {
		if l.Project.Enterprise == "" {
			return nil
		}
		return []Compared{{What: ref, Text: l.Project.Enterprise}}
	}
	var list []Compared
	for _, e := range l.papers(ref) {
		if FirmKey(e.Holder) != "" {
			list = append(list, Compared{What: ref, ID: e.ID, Text: e.Holder})
		}
	}
	return list
}

// oneOf tells whether a name is one of those stated, or one the project went by
// before: projects are named after their enterprise, and keep the old name when
// it changes.
func (l *look) oneOf(base []Compared, name string) bool {
	for _, b := range base {
		if sameFirm(b.Text, name) {
			return true
		}
	}
	for _, former := range l.Project.FormerNames {
		if strings.Contains(plain(former), FirmKey(name)) {
			return true
		}
	}
	return false
}

// sameFirm tells whether two names have an enterprise in common; a consortium is
// written with 、 between its members.
func sameFirm(a, b string) bool {
	for _, x := range firms(a) {
		for _, y := range firms(b) {
			if x == y {
				return true
			}
		}
	}
	return false
}

func firms(text string) []string {
	var keys []string
	for _, name := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、;；,，/\n", r) }) {
		if key := FirmKey(name); key != "" {
			keys = append(keys, key)
		}
	}
	return keys
}

// sameAmount compares what papers and the plan state as the total investment. A
// range agrees with everything inside it.
func sameAmount(c *CrossCheck, l *look) (Doubt, bool) {
	var d Doubt
	var base *span
	for _, ref := range c.Of {
		for _, s := range l.spans(ref) {
			if base == nil {
				base = &s
				d.Compared = append(d.Compared, s.Compared)
				continue
			}
			if gap := base.gap(s); base.What != s.What && gap > part(max(base.high, s.high), c.Percent) {
				share, _ := money.Ratio(gap, max(base.high, s.high))
				d.Value = max(d.Value, int64(share))
				d.Compared = append(d.Compared, s.Compared)
			}
		}
	}
	return d, d.Value > 0
}

// A span is an amount as stated: from low to high.
type span struct {
	Compared
	low, high money.Yuan
}

// gap is how far apart two spans are, 0 where they touch.
func (s span) gap(o span) money.Yuan { return max(0, s.low-o.high, o.low-s.high) }

func (l *look) spans(ref string) []span {
	var list []span
	if ref == "total" {
		if low, high := l.least(), l.most(); low.OK && high.OK {
			list = append(list, span{l.totals(), low.Yuan, high.Yuan})
		}
		return list
	}
	for _, e := range l.papers(ref) {
		if e.Amount.OK {
			list = append(list, span{Compared{What: ref, ID: e.ID, Text: e.Number, Amount: e.Amount}, e.Amount.Yuan, e.Amount.Yuan})
		}
	}
	return list
}

// inOrder finds what came before what had to be there first (未批先建). A date
// known to the month is before another only when all of it is.
func inOrder(c *CrossCheck, l *look) (Doubt, bool) {
	first, ok := l.when(c.First)
	if !ok {
		return Doubt{}, false
	}
	then, ok := l.when(c.Then)
	early := int(first.On.First - then.On.Last())
	return Doubt{Value: int64(early), Compared: []Compared{first, then}}, ok && early > c.Days
}

// skipped finds a stage declared without the one it rests on, and without a paper
// that would show it.
func skipped(c *CrossCheck, l *look) (Doubt, bool) {
	first, then := stageRef(c.First), stageRef(c.Then)
	if !l.declared(then) || l.declared(first) || l.has(c.Of) {
		return Doubt{}, false
	}
	return Doubt{Compared: []Compared{{What: c.Then, On: l.Project.Fact(then).DeclaredOn, Basis: "declared"}, {What: c.First}}}, true
}

// notStored finds a start that is not in investment statistics some months later.
// Of a project of which nobody said, nothing is known; evidence Of its entry
// settles it.
func notStored(c *CrossCheck, l *look) (Doubt, bool) {
	start, ok := l.stageDay(Started)
	if !ok || l.Project.Store != StoreNo || l.has(c.Of) {
		return Doubt{}, false
	}
	months := wholeMonths(start.On.Last(), l.on)
	return Doubt{Value: int64(months), Compared: []Compared{start, {What: "store", Text: string(StoreNo)}}},
		months >= c.Months && (c.BelowMonths == 0 || months < c.BelowMonths)
}

// noProducts finds a project at capacity that does not say of what, or how much.
func noProducts(_ *CrossCheck, l *look) (Doubt, bool) {
	if !l.declared(AtCapacity) {
		return Doubt{}, false
	}
	d := Doubt{Compared: []Compared{{What: "stage." + string(AtCapacity), On: l.Project.Fact(AtCapacity).DeclaredOn, Basis: "declared"}}}
	for _, p := range l.Project.Products {
		if p.Capacity == "" {
			d.Compared = append(d.Compared, Compared{What: "products", Text: p.Name})
		}
	}
	if len(l.Project.Products) == 0 {
		d.Compared = append(d.Compared, Compared{What: "products"})
	}
	return d, len(d.Compared) > 1
}
