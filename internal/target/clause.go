// Clauses: one condition on one indicator.

package target

import (
	"slices"
	"strconv"

	"guatu/internal/fault"
	"guatu/internal/money"
	"guatu/internal/workday"
)

// An Op is how a value is held against a clause.
type Op string

const (
	AtLeast Op = "at_least" // 新招引亿元以上项目56个以上
	AtMost  Op = "at_most"  // 闲置低效地块不超过23个
	Exactly Op = "exactly"
	Between Op = "between" // 超50亿元项目1-2个: reached at Low; beyond High is said
	Growth  Op = "growth"  // 规上工业增加值增长9.5%: the indicator is the growth itself
	Above   Op = "above"   // 高于全市平均: above the value of Against by Low or more
	Never   Op = "never"   // 储备项目始终不少于20个: on no day under Low; refill under High
	ByDay   Op = "by_day"  // 26个拟开工项目3月31日前全部开工: those of a list by Due
)

// Ops are all, in the order people choose from.
var Ops = []Op{AtLeast, AtMost, Exactly, Between, Growth, Above, Never, ByDay}

// Peers as Against is the mean of the units beside the target's under its parent.
const Peers = "peers"

// A Clause is a condition on one indicator with its trajectory over the target's
// period. Parts are what was laid down for parts of it; what was not follows from
// them and from the shape (Plan).
type Clause struct {
	Indicator string       `json:"indicator"`
	Op        Op           `json:"op"`
	Low       Value        `json:"low"`
	High      Value        `json:"high,omitempty"`    // Between: the upper end; Never: where refilling is called for
	Against   string       `json:"against,omitempty"` // Above: a unit, or Peers
	Due       workday.Date `json:"due,omitzero"`      // ByDay
	Batch     string       `json:"batch,omitempty"`   // ByDay: the list
	Parts     []Part       `json:"parts,omitempty"`
	// Shape are twelve weights of the months where the target is not to fall due
	// by the office's curve: a cold province starts little in winter.
	Shape []int64 `json:"shape,omitempty"`
}

// A Part is what was laid down for one period.
type Part struct {
	Period Period `json:"period"`
	Value  Value  `json:"value"`
}

// Sums tells that parts of the clause add up to the whole. A growth, a comparison
// and a floor hold in every period by themselves.
func (c Clause) Sums(ind Indicator) bool {
	switch c.Op {
	case AtLeast, AtMost, Exactly, Between, ByDay:
		return ind.Adds
	}
	return false
}

// Bounds of a clause.
const (
	maxValue  = Value(money.Max) * One
	maxParts  = 120
	maxWeight = 1_000_000
)

// check reports everything wrong with a clause of a period, under its own name.
func (c Clause) check(at int, span Period, catalogue Catalogue, wrong *fault.List) {
	field := func(name string) string { return "clauses[" + strconv.Itoa(at) + "]." + name }
	ind, known := catalogue(c.Indicator)
	wrong.Check(known, field("indicator"), "target.no_indicator", "code", c.Indicator)
	wrong.Check(slices.Contains(Ops, c.Op), field("op"), "target.op")
	signed := c.Op == Growth || c.Op == Above || ind.Measure == Points
	wrong.Check(c.Low <= maxValue && c.Low >= -maxValue && (signed || c.Low >= 0), field("low"), "target.low")
	wrong.Check(c.High <= maxValue && c.High >= 0 && (c.High == 0 || c.High >= c.Low), field("high"), "target.high")
	wrong.Check(c.Op != Between || c.High > 0, field("high"), "target.high_empty")
	wrong.Check(c.Op != Growth || !known || ind.Measure == Points, field("op"), "target.growth_measure")
	wrong.Check(c.Op != Above || c.Against != "", field("against"), "target.against_empty")
	wrong.Check(c.Op != ByDay || span.Has(c.Due), field("due"), "target.due")
	wrong.Check(c.Batch == "" || !known || ind.Projects, field("batch"), "target.batch_whole", "name", ind.Name)
	c.checkPieces(field, ind.Piece, wrong)
	c.checkShape(field, wrong)
	c.checkParts(field, span, wrong)
}

// checkPieces refuses half a project.
func (c Clause) checkPieces(field func(string) string, piece Value, wrong *fault.List) {
	piece = max(1, piece)
	wrong.Check(c.Low%piece == 0, field("low"), "target.piece", "piece", piece.String())
	wrong.Check(c.High%piece == 0, field("high"), "target.piece", "piece", piece.String())
	for _, p := range c.Parts {
		wrong.Check(p.Value%piece == 0, field("parts."+p.Period.String()), "target.piece", "piece", piece.String())
	}
}

// needsSome tells that a clause says nothing when its value is nought.
func needsSome(op Op) bool {
	return op == AtLeast || op == Between || op == Never || op == ByDay
}

func (c Clause) checkShape(field func(string) string, wrong *fault.List) {
	if len(c.Shape) == 0 {
		return
	}
	var sum int64
	fits := len(c.Shape) == 12
	for _, w := range c.Shape {
		fits = fits && w >= 0 && w <= maxWeight
		sum += w
	}
	wrong.Check(fits && sum > 0, field("shape"), "target.shape")
}

// checkParts looks at each part by itself; that they reconcile is the Plan's word.
func (c Clause) checkParts(field func(string) string, span Period, wrong *fault.List) {
	wrong.Check(len(c.Parts) <= maxParts, field("parts"), "target.parts_many", "max", maxParts)
	wrong.Check(c.Op != ByDay || len(c.Parts) == 0, field("parts"), "target.parts_by_day")
	seen := map[Period]bool{}
	for _, p := range c.Parts {
		name := field("parts." + p.Period.String())
		wrong.Check(p.Period.Grain != Year && p.Period.Grain != Half && span.Holds(p.Period) && p.Period != span, name, "target.part_outside", "period", p.Period.String())
		wrong.Check(!seen[p.Period], name, "target.part_twice", "period", p.Period.String())
		wrong.Check(p.Value <= maxValue && p.Value >= -maxValue, name, "target.low")
		seen[p.Period] = true
	}
	for _, p := range c.Parts {
		month := PeriodAt(p.Period.First, Month)
		mixed := p.Period.Grain == Week && slices.ContainsFunc(c.Parts, func(q Part) bool { return q.Period.Grain == TenDays && month.Holds(q.Period) })
		wrong.Check(!mixed, field("parts."+p.Period.String()), "target.part_mixed", "month", month.String())
	}
}
