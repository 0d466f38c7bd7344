// Definitions: indicators as data.

package indicator

import (
	"slices"

	"guatu/internal/fault"
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
// by unit and period.
type Outside struct {
	Office  string `json:"office"` // 统计局, 税务局 …
	Every   Period `json:"every"`  // how often it comes
	ToDate  bool   `json:"to_date,omitempty"`
	Low     string `json:"low,omitempty"` // what no reading can be below, as decimal text
	High    string `json:"high,omitempty"`
	Partial bool   `json:"partial,omitempty"`
}

// A Definition is one indicator. It is a base one, a derived one (Formula over
// other indicators, by name or code), one from outside, or the calendar's share due
// (序时进度); exactly one of the four.
type Definition struct {
	Code     string   `json:"code"`
	Name     string   `json:"name"`
	Measure  string   `json:"measure"`         // 个, 亿元, %
	Decimals int      `json:"decimals"`        // shown
	Sense    string   `json:"sense,omitempty"` // declared, recognised, dispatch, statistics: said with every value
	Read     Read     `json:"read"`
	Empty    Empty    `json:"empty"`
	Better   Better   `json:"better"`
	Source   string   `json:"source"`
	Base     *Base    `json:"base,omitempty"`
	Formula  string   `json:"formula,omitempty"`
	Outside  *Outside `json:"outside,omitempty"`
	ProRata  bool     `json:"pro_rata,omitempty"`
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
	}
	if o := d.Outside; o != nil {
		wrong.Check(slices.Contains(Periods, o.Every), "indicators", "indicator.every", "code", d.Code, "value", string(o.Every))
	}
}
