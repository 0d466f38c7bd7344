// Definitions: indicators as data.

package indicator

import (
	"slices"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

// A Read says what of an additive indicator is shown for a period (统计上的时点数与
// 时期数).
type Read string

const (
	Stock Read = "stock" // 时点数: as of the period's end, ever since
	Flow  Read = "flow"  // 时期数: what fell into the period
	Year  Read = "year"  // 本年累计: what fell into the year up to the period's end
)

// Reads are all.
var Reads = []Read{Stock, Flow, Year}

// An Empty says what it means that no fact stands behind a value.
type Empty string

const (
	EmptyMissing Empty = "missing" // 未填报: no figure, which is no nought
	EmptyZero    Empty = "zero"    // there is nothing of it: nought
)

// A Better says which way is good.
type Better string

const (
	Higher  Better = "higher"
	Lower   Better = "lower"
	Neither Better = "neither" // it only describes
)

// An Outside is an indicator that comes from another office, entered or imported
// by unit and period. A unit's reading is its own: it is not added up from below,
// since growth rates do not add up and an office publishes each level itself.
type Outside struct {
	Office string `json:"office"` // 统计局, 税务局 …
	Every  Period `json:"every"`  // how often it comes: month, quarter, half or year
	// ToDate says that each reading tells of the year up to its period's end (1—10月
	// 累计); else readings of a year are added up.
	ToDate bool `json:"to_date,omitempty"`
}

// A Definition is one indicator. It is a base one, a derived one (Formula over
// other indicators, by name or code), one from outside, or the calendar's share due
// (序时进度); exactly one of the four.
type Definition struct {
	Code     string   `json:"code"`
	Name     string   `json:"name"`
	Measure  string   `json:"measure"`  // 个, 亿元, %
	Decimals int      `json:"decimals"` // shown
	Read     Read     `json:"read"`
	Empty    Empty    `json:"empty"`
	Better   Better   `json:"better"`
	Source   string   `json:"source"`
	Base     *Base    `json:"base,omitempty"`
	Formula  string   `json:"formula,omitempty"`
	Outside  *Outside `json:"outside,omitempty"`
	ProRata  bool     `json:"pro_rata,omitempty"`
	// Compares says that a formula sets one sense against the other, which is the
	// only way in which 申报 and 认定, 调度 and 统计 may stand in one formula.
	Compares bool `json:"compares,omitempty"`
}

// Places are how many decimals of the measure the smallest unit of a base indicator
// has; 0 for others.
func (d *Definition) Places() int {
	if d.Base == nil {
		return 0
	}
	n, _ := d.places()
	return n
}

// places are how many decimals of the measure the smallest unit of a base
// indicator has: a count is kept in ten-thousandths, an amount in yuan.
func (d *Definition) places() (decimals int, ok bool) {
	if d.Base.Of == Count {
		return 4, true
	}
	decimals, ok = map[string]int{"元": 0, "万元": 4, "亿元": 8}[d.Measure]
	return decimals, ok
}

// CheckDefinitions reports everything in a list of definitions that cannot be:
// codes and names once each, one nature each, base indicators that can be. Formulas
// are checked by who compiles them.
func CheckDefinitions(list []Definition) error {
	var wrong fault.List
	seen, wheres := map[string]bool{}, map[string]bool{}
	for i := range list {
		d := &list[i]
		wrong.Check(d.Code != "" && d.Name != "" && d.Source != "", "indicators", "indicator.unnamed", "code", d.Code)
		wrong.Check(!seen[d.Code] && !seen[d.Name], "indicators", "indicator.twice", "code", d.Code, "name", d.Name)
		seen[d.Code], seen[d.Name] = true, true
		d.check(&wrong)
		if d.Base != nil {
			wheres[d.Base.Where.key()] = true
		}
	}
	wrong.Check(len(wheres) <= maxWheres, "indicators", "indicator.wheres", "max", maxWheres)
	return wrong.Err()
}

func (d *Definition) check(wrong *fault.List) {
	natures := 0
	for _, is := range []bool{d.Base != nil, d.Formula != "", d.Outside != nil, d.ProRata} {
		if is {
			natures++
		}
	}
	wrong.Check(natures == 1, "indicators", "indicator.nature", "code", d.Code)
	wrong.Check(slices.Contains(Reads, d.Read), "indicators", "indicator.read", "code", d.Code, "value", string(d.Read))
	wrong.Check(d.Empty == EmptyMissing || d.Empty == EmptyZero, "indicators", "indicator.empty", "code", d.Code, "value", string(d.Empty))
	wrong.Check(d.Better == Higher || d.Better == Lower || d.Better == Neither, "indicators", "indicator.better", "code", d.Code, "value", string(d.Better))
	wrong.Check(d.Decimals >= 0 && d.Decimals <= 4, "indicators", "indicator.decimals", "code", d.Code, "value", d.Decimals)
	if d.Base != nil {
		wrong.Add(d.Base.Check(d.Code))
		_, ok := d.places()
		wrong.Check(ok, "indicators", "indicator.measure", "code", d.Code, "value", d.Measure)
	}
	if o := d.Outside; o != nil {
		wrong.Check(o.Every.precision() != workday.Unknown && o.Every != OfDay, "indicators", "indicator.every", "code", d.Code, "value", string(o.Every))
	}
}
