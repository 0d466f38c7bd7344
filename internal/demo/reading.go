// What other offices publish each month: growth, tax, trade, enterprises, by city,
// county and park, with one later revision. The figures are of this demo and of no
// real place.

package demo

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strconv"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/workday"
)

// A published is one outside indicator of the demo. An amount is the city's year, of
// which each month adds some; a rate moves around its mean; a stock grows by a few.
type published struct {
	code, office string
	year         int64 // hundredths of the measure, the city's
	rate         int64 // hundredths of a per cent
	stock        bool
	spring       bool // January comes with February, as statistics do
}

var outsides = []published{
	{code: "industry.growth", office: "市统计局", rate: 820, spring: true},
	{code: "investment.growth", office: "市统计局", rate: 560, spring: true},
	{code: "industry.investment", office: "市统计局", year: 98_000, spring: true},
	{code: "industry.investment.growth", office: "市统计局", rate: 740, spring: true},
	{code: "above_scale", office: "市统计局", year: 2_240, stock: true},
	{code: "tax", office: "市税务局", year: 27_600},
	{code: "budget", office: "市财政局", year: 33_800},
	{code: "trade", office: "淮安海关", year: 46_500},
	{code: "foreign", office: "市商务局", year: 5_200_000},
	{code: "funds", office: "市商务局", year: 88_000},
	{code: "power", office: "市供电公司", year: 98_000_000},
}

// publishedOn is the day of the next month on which a month's figures are given.
const publishedOn = 18

// readings puts down what is given each month, and the revision.
func (b *builder) readings() {
	begin := month((b.first.Year()) * 12)
	var before []app.ReadingItem // what was out when the demo began, given at once
	for m := begin; ; m++ {
		out := (m + 1).firstDay() + publishedOn - 1
		if out >= b.day {
			break
		}
		items := b.publishedFor(m)
		if out <= b.first {
			before = append(before, items...)
			continue
		}
		b.give(out, strconv.Itoa(m.year())+"年"+strconv.Itoa(m.inYear())+"月主要经济指标月报（示例）", "", items)
	}
	b.give(b.first+3, "历史月报补录（示例）", "", before)
	b.revises()
}

// give enters a table of figures.
func (b *builder) give(on workday.Date, source, note string, items []app.ReadingItem) {
	if len(items) == 0 {
		return
	}
	b.on(on, func() error {
		_, err := b.cfg.App.ReadingsSave(b.ctx, b.who("tjj"), app.ReadingsSave{Source: source, Note: note, Items: items})
		return err
	})
}

// publishedFor are a month's figures of the city and of the counties and parks
// directly below it. Of amounts the city is the sum; of rates it is the mean.
func (b *builder) publishedFor(m month) (items []app.ReadingItem) {
	for _, p := range outsides {
		if p.spring && m.inYear() == 1 {
			continue
		}
		var sum int64
		n := int64(0)
		for _, place := range places {
			if !slices.Contains(place.under, cityKey) || place.kind == access.Department {
				continue
			}
			v := b.published(p, place, m)
			sum, n = sum+v, n+1
			items = append(items, app.ReadingItem{Unit: b.units[place.key], Indicator: p.code, Period: m.when(), Value: hundredths(v, p.stock)})
		}
		if p.rate != 0 {
			sum = sum / n / 10 * 10
		}
		items = append(items, app.ReadingItem{Unit: b.units[cityKey], Indicator: p.code, Period: m.when(), Value: hundredths(sum, p.stock)})
	}
	return items
}

// published is one unit's figure: the same for the same seed, whenever it is asked.
func (b *builder) published(p published, place place, m month) int64 {
	name := fnv.New64a()
	_, _ = name.Write([]byte(p.code + " " + place.key)) // it never fails
	rng := rand.New(rand.NewPCG(b.cfg.Seed, name.Sum64()))
	if p.rate != 0 {
		v := p.rate - 260 + rng.Int64N(520) // better and worse than the city
		for range m.inYear() {
			v += rng.Int64N(81) - 40
		}
		return v / 10 * 10 // published with one decimal
	}
	whole := p.year * int64(place.projects) / cityProjects()
	if p.stock {
		return whole + int64(m.year()-b.first.Year())*whole/16 + int64(m.inYear())*whole/200
	}
	whole += whole * int64(m.year()-b.first.Year()) * (2 + rng.Int64N(9)) / 100
	var v int64
	for range m.inYear() {
		v += whole/12 + whole/600*(rng.Int64N(9)-4)
	}
	return v
}

// cityProjects is what the units directly below the city are weighed by.
func cityProjects() (n int64) {
	for _, p := range places {
		if slices.Contains(p.under, cityKey) {
			n += int64(p.projects)
		}
	}
	return n
}

// revises lets statistics correct what they said of two counties in July.
func (b *builder) revises() {
	july := month(b.day.Year()*12 + 6)
	if july.firstDay()+90 >= b.day {
		return
	}
	var items []app.ReadingItem
	for _, p := range outsides {
		if p.code != "industry.investment" && p.code != "industry.growth" {
			continue
		}
		for _, place := range places {
			if place.key == "xuyi" || place.key == "jinhu" {
				v := b.published(p, place, july)
				items = append(items, app.ReadingItem{Unit: b.units[place.key], Indicator: p.code, Period: july.when(), Value: hundredths(v-v/25/10*10, false)})
			}
		}
	}
	b.give(july.firstDay()+83, "市统计局数据质量核查通报（示例）", "核查后调减，原数保留在历次数据里", items)
}

// hundredths writes a figure with two decimals; a number of enterprises has none.
func hundredths(v int64, whole bool) string {
	if whole {
		return strconv.FormatInt(v, 10)
	}
	sign := ""
	if v < 0 {
		sign, v = "-", -v
	}
	return sign + strconv.FormatInt(v/100, 10) + "." + strconv.FormatInt(100+v%100, 10)[1:]
}
