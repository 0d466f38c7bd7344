// What a sample is: name, firm, product, money, place, people.

package demo

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"guatu/internal/geo"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
)

// million is a million yuan.
const million = 100 * money.Wan

// describe draws what a project is. Two projects never share name and firm.
func (b *builder) describe(s *sample) {
	p := &s.base
	t := b.product(s)
	for p.Enterprise == "" || b.firms[p.Enterprise] {
		p.Enterprise = t.firmName(s.rng)
	}
	b.firms[p.Enterprise] = true
	p.EnterpriseCode = creditCode(s.n)
	p.Industry, p.Chain = t.industry, t.chain
	p.Kind = pick(s.rng.IntN(100), []string{"new", "transform", "expand", "relocate"}, []int{66, 20, 11, 3})
	if p.Kind == "transform" {
		p.Name = strings.TrimSuffix(p.Name, "项目") + "技改项目"
	}
	if b.names[p.Name] {
		p.Name = strings.Replace(p.Name, "示例", strings.TrimSuffix(p.Enterprise, t.firm+"有限公司"), 1)
	}
	b.names[p.Name] = true
	total := millions(s.rng)
	p.Total = money.Exactly(money.Yuan(total) * million)
	s.fixed = int64(total) * int64(70+s.rng.IntN(22)) / 100
	p.FixedAsset = money.Some(money.Yuan(s.fixed) * million)
	p.Tags = b.tags(s, total)
	p.Content = fmt.Sprintf("新建厂房%d万平方米，购置设备%d台（套），建成后年产%s%s%s。", 1+total/300, 20+s.rng.IntN(300), p.Products[0].Capacity, t.unit, t.product)
	p.Contact = fmt.Sprintf("演示员%03d", s.n+100)
	p.Leader = leaders[s.rng.IntN(len(leaders))]
	b.stand(s)
}

// product draws what is made, and the name that says so.
func (b *builder) product(s *sample) trade {
	t := trades[s.rng.IntN(len(trades))]
	capacity := t.sizes[s.rng.IntN(len(t.sizes))]
	s.base.Products = []lifecycle.Product{{Name: t.product, Capacity: capacity, Unit: t.unit}}
	s.base.Name = "示例年产" + capacity + t.unit + t.product + "项目"
	if t.industry == "5930" {
		s.base.Name = "示例" + capacity + t.unit + t.product + "项目"
	}
	return t
}

// leaders are whom projects are tied to (包联领导), nobody in person.
var leaders = []string{"示例·市领导甲", "示例·市领导乙", "示例·市领导丙", "示例·县区领导甲", "示例·县区领导乙", "示例·园区领导甲"}

// tags: the large are more often of groups that everybody knows.
func (b *builder) tags(s *sample, total int) []string {
	var tags []string
	for _, t := range []struct {
		code  string
		share int // of a thousand; five times that from five thousand million on
	}{{"central", 25}, {"top500", 50}, {"listed", 90}, {"foreign", 50}, {"taiwan", 40}, {"flagship", 35}, {"technology", 200}} {
		share := t.share
		if total >= 5000 {
			share *= 5
		}
		if s.rng.IntN(1000) < share {
			tags = append(tags, t.code)
		}
	}
	return tags
}

// stand puts the project somewhere: words for all, a park for some, a point on
// the schematic map (which is nowhere real) for a quarter.
func (b *builder) stand(s *sample) {
	p := &s.base
	p.Unit = b.units[s.unit]
	p.Place = unitName(s.unit)
	parks := map[string]string{"huaiyin": "gaoxin", "hongze": "hongze-park", "qingjiangpu": jointKey, "lianshui": jointKey}
	if park := parks[s.unit]; park != "" && s.rng.IntN(5) == 0 {
		s.park, p.Park = park, b.units[park]
		p.Place += unitName(park)
	}
	i := slices.IndexFunc(b.boundaries, func(g geo.Boundary) bool { return g.Name == unitName(s.unit) })
	if i < 0 || s.rng.IntN(4) > 0 {
		return
	}
	cell := b.boundaries[i].Cells[s.rng.IntN(len(b.boundaries[i].Cells))]
	p.At = &geo.Point{Lon: round4(cell.Lon + 0.03*(s.rng.Float64()-0.5)), Lat: round4(cell.Lat + 0.03*(s.rng.Float64()-0.5))}
}

func round4(x float64) float64 { return float64(int64(x*1e4+0.5)) / 1e4 }

// pick gives the word into whose share of a hundred n falls.
func pick(n int, words []string, shares []int) string {
	for i, share := range shares {
		if n -= share; n < 0 {
			return words[i]
		}
	}
	return words[0]
}

// phases makes some projects second phases of others of their unit (二期).
func (b *builder) phases() {
	for i := 9; i < len(b.samples); i += 24 {
		s, first := b.samples[i], b.samples[i-1]
		if s.unit != first.unit || s.told < first.told+12 {
			continue
		}
		s.parent = first
		s.base.Enterprise, s.base.EnterpriseCode, s.base.Products = first.base.Enterprise, first.base.EnterpriseCode, first.base.Products
		s.base.Industry, s.base.Chain, s.base.Kind = first.base.Industry, first.base.Chain, first.base.Kind
		s.base.Name = strings.TrimSuffix(first.base.Name, "项目") + "二期项目"
	}
}

// rank puts the largest on the lists of the province and the city.
func (b *builder) rank() {
	list := slices.Clone(b.samples)
	slices.SortStableFunc(list, func(a, c *sample) int { return cmp.Compare(c.base.Total.Yuan, a.base.Total.Yuan) })
	for i, s := range list {
		switch {
		case s.stage == lifecycle.Lead || s.stage == lifecycle.Signed:
		case i < 24:
			s.base.Levels = []string{"provincial", "city"}
		case i < 140:
			s.base.Levels = []string{"city"}
		case i < 240:
			s.base.Levels = []string{"city_list"}
		default:
			s.base.Levels = []string{"county"}
		}
	}
}
