// Cross-checks as data: which of the built-in comparisons, with which parameters.

package lifecycle

import (
	"slices"

	"guatu/internal/fault"
	"guatu/internal/money"
)

// A Comparison is one built-in way of comparing records. Which are used, on what,
// and from which bound on they are a doubt is data of the ruleset.
type Comparison string

const (
	SameName       Comparison = "same_name"      // the names in Of are one enterprise (批文单位=上报单位=合同甲方)
	SameAmount     Comparison = "same_amount"    // the amounts in Of agree to Percent; Value: gap in points × 100
	InOrder        Comparison = "in_order"       // Then does not come before First, by more than Days; Value: days
	NotStored      Comparison = "not_stored"     // started for Months, said not to be in investment statistics, and no evidence Of it; Value: months
	EarlyMoney     Comparison = "early_money"    // investment of over Percent of the total before the start; Value: share in points × 100
	Skipped        Comparison = "skipped"        // stage Then without stage First, and without evidence Of
	NoProducts     Comparison = "no_products"    // at capacity without products, or without their capacity
	Jump           Comparison = "jump"           // a month brought over Times the month before, and Percent of the total; Value: times × 100
	Fall           Comparison = "fall"           // a cumulative figure fell by over Percent; Value: by how much, in yuan
	Stalled        Comparison = "stalled"        // in construction, and Months figures brought nothing; Value: months
	SensesCrossed  Comparison = "senses_crossed" // statistics above dispatch by over Percent; Value: by how much
	OverTotal      Comparison = "over_total"     // done above the total by over Percent; Value: by how much
	OverPlan       Comparison = "over_plan"      // the year's done above its plan by over Percent; Value: by how much
	FinishedShort  Comparison = "finished_short" // completed with under Percent of the total done; Value: the share
	PhotoFar       Comparison = "photo_far"      // a photo of kinds Of taken over Metres from the project's place; Value: metres
	PhotoTime      Comparison = "photo_time"     // a photo of kinds Of taken over Days before Then, or after it was received; Value: days
	PhotoTwice     Comparison = "photo_twice"    // a photo of kinds Of in another project too, within Distance; Value: bits
	NumberTwice    Comparison = "number_twice"   // a number of kinds Of in another project too; phases of one project may share
	OneCodeTwoFirm Comparison = "one_code_firms" // one credit code, another name elsewhere
)

// ProjectCode in CrossCheck.Of is the national project code beside the numbers of
// evidence.
const ProjectCode = "code"

// A CrossCheck is one check of the ruleset. Which parameters it needs follows
// from its Comparison; the others are left out.
type CrossCheck struct {
	Code        string       `json:"code"`
	Name        string       `json:"name"`
	Compare     Comparison   `json:"compare"`
	Severity    Severity     `json:"severity"`
	Of          []string     `json:"of,omitempty"`
	First       string       `json:"first,omitempty"` // an evidence kind or "stage.…"
	Then        string       `json:"then,omitempty"`
	Days        int          `json:"days,omitempty"`
	Months      int          `json:"months,omitempty"`
	BelowMonths int          `json:"below_months,omitempty"` // not counted in; 0 = no end
	Percent     money.Points `json:"percent,omitempty"`
	Times       int64        `json:"times,omitempty"`
	Metres      int          `json:"metres,omitempty"`
	Distance    int          `json:"distance,omitempty"` // bits of 64 in which perceptual hashes may differ
	Kinds       []string     `json:"kinds,omitempty"`    // of project; empty = all
	Tiers       []string     `json:"tiers,omitempty"`    // empty = all
	Source      string       `json:"source"`
}

// applies tells whether the check is about such a project. One of unknown kind or
// tier is not of those named.
func (c *CrossCheck) applies(t *Told) bool {
	return (len(c.Kinds) == 0 || slices.Contains(c.Kinds, t.Project.Kind)) && (len(c.Tiers) == 0 || slices.Contains(c.Tiers, t.Tier))
}

// maxDistance bounds how far apart two hashes may be: beyond it any two pictures
// look alike.
const maxDistance = 11

// CheckForm reports everything wrong with the check as data.
func (c *CrossCheck) CheckForm() error {
	var wrong fault.List
	wrong.Check(c.Code != "" && c.Name != "", "checks", "ruleset.word", "code", c.Code)
	wrong.Check(c.Source != "", "checks", "ruleset.line_source", "code", c.Code)
	wrong.Check(c.Severity.Rank() >= 0, "checks", "ruleset.severity", "code", c.Code, "text", string(c.Severity))
	needs, known := parameters[c.Compare]
	wrong.Check(known, "checks", "ruleset.comparison", "code", c.Code, "text", string(c.Compare))
	wrong.Check(c.Days >= 0 && c.Months >= 0 && c.BelowMonths >= 0 && c.Percent >= 0 && c.Times >= 0 && c.Metres >= 0 &&
		c.Distance >= 0 && c.Distance <= maxDistance, "checks", "ruleset.check_bounds", "code", c.Code, "max", maxDistance)
	for _, name := range needs {
		wrong.Check(c.has(name), "checks", "ruleset.check_needs", "code", c.Code, "parameter", name)
	}
	return wrong.Err()
}

// parameters are what each comparison cannot do without.
var parameters = map[Comparison][]string{
	SameName: {"of"}, SameAmount: {"of"}, InOrder: {"first", "then"}, NotStored: {"months"}, EarlyMoney: nil,
	Skipped: {"first", "then"}, NoProducts: nil, Jump: {"times", "months"}, Fall: {"months"}, Stalled: {"months"},
	SensesCrossed: nil, OverTotal: nil, OverPlan: nil, FinishedShort: {"percent"}, PhotoFar: {"of", "metres"},
	PhotoTime: {"of", "then"}, PhotoTwice: {"of"}, NumberTwice: {"of"}, OneCodeTwoFirm: nil,
}

func (c *CrossCheck) has(parameter string) bool {
	switch parameter {
	case "of":
		return len(c.Of) > 0
	case "first":
		return c.First != ""
	case "then":
		return c.Then != ""
	case "months":
		return c.Months > 0
	case "percent":
		return c.Percent > 0
	case "times":
		return c.Times > 0
	}
	return c.Metres > 0
}

// comparisons are those of one project alone; those across projects are in Peers.
var comparisons = map[Comparison]func(*CrossCheck, *look) (Doubt, bool){
	SameName: sameName, SameAmount: sameAmount, InOrder: inOrder, NotStored: notStored, EarlyMoney: earlyMoney,
	Skipped: skipped, NoProducts: noProducts, Jump: jump, Fall: fall, Stalled: stalled, SensesCrossed: sensesCrossed,
	OverTotal: overTotal, OverPlan: overPlan, FinishedShort: finishedShort, PhotoFar: photoFar, PhotoTime: photoTime,
}
