// The line no target may cross.

package target

import (
	"guatu/internal/access"
	"guatu/internal/fault"
)

// Lawful refuses a target on statistical figures for an enterprise. The Statistics
// Law as amended on 2024-09-13, article 7, forbids heads of governments,
// departments and units to have figures forged or altered in any way, and to hint
// at it; the cases made public name 细化分解主要经济指标目标任务到企业 (breaking
// economic targets down to enterprises) as such conduct (云霄、东山, domain.md 8 and
// 9.3). So such targets end at governments, parks, towns and departments, whatever
// the office's rules say: this is no parameter. A company of the tree (平台公司) may
// carry targets on its own work, such as projects started.
func Lawful(unit access.Unit, ind Indicator) error {
	if ind.Statistical && !governs(unit.Kind) {
		return fault.New(fault.Invalid, "target.enterprise_statistics", "unit", unit.Label(), "indicator", ind.Code).At("unit")
	}
	return nil
}

// governs tells that a unit is a body of the administration.
func governs(kind access.UnitKind) bool {
	switch kind {
	case access.Province, access.City, access.County, access.Park, access.Town, access.Department:
		return true
	}
	return false
}
