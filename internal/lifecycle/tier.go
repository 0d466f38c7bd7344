package lifecycle

import (
	"strings"

	"guatu/internal/money"
)

// A Tier is one size class (百亿领航、十亿带动、亿元支撑). Tiers are data: places
// draw the lines differently (domain.md 1.5).
type Tier struct {
	Code     string     `yaml:"code" json:"code"`
	Name     string     `yaml:"name" json:"name"`
	Min      money.Yuan `yaml:"min" json:"min"`                               // yuan, counted in
	Below    money.Yuan `yaml:"below,omitempty" json:"below,omitempty"`       // yuan, not counted in; 0 = no end
	Industry string     `yaml:"industry,omitempty" json:"industry,omitempty"` // GB/T 4754 prefix
	Source   string     `yaml:"source" json:"source"`
}

// Holds tells whether a project belongs to the tier. A project whose total is
// not known belongs to none; a range counts by its lower end, which is certain.
func (t Tier) Holds(p *Project) bool {
	total := p.Total.Opt
	if !total.OK {
		total = p.Total.Low
	}
	return total.OK && total.Yuan >= t.Min && (t.Below == 0 || total.Yuan < t.Below) &&
		strings.HasPrefix(p.Industry, t.Industry)
}

// TierOf is the code of the first tier that holds the project, or "".
func TierOf(p *Project, tiers []Tier) string {
	for _, t := range tiers {
		if t.Holds(p) {
			return t.Code
		}
	}
	return ""
}
