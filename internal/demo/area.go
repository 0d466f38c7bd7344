// What parks have approved for all their projects, and what was delegated to them.

package demo

import (
	"guatu/internal/app"
	"guatu/internal/approval"
)

// delegatedTo is the park that decides some items itself (赋权).
const delegatedTo = "jingkai"

var delegated = []string{"registration", "utilities"}

// areas are what parks have approved for all their projects, one that is still to
// come, and a firm that is not accepted with documents missing.
func (b *builder) areas() {
	for _, a := range []struct {
		unit string
		area approval.Area
	}{
		{"hongze-park", approval.Area{Name: "洪泽经开区区域评估（水保、地灾、压矿、文物）", Replaces: []string{"assessments"}, Number: "示例政发〔2025〕8号"}},
		{"jingkai", approval.Area{Name: "淮安经开区区域节能评估", Replaces: []string{"energy_review"}, Number: "示例发改环资〔2025〕12号"}},
		{delegatedTo, approval.Area{Name: "赋予淮安经开区的市级审批权限（第一批）", Decides: delegated, Number: "示例政发〔2025〕21号"}},
		{jointKey, approval.Area{Name: "清涟共建园规划环评", Blocks: []string{"eia"}, Planned: b.day + 45}},
	} {
		b.on(b.first+20, func() error {
			a.area.Unit = b.units[a.unit]
			if a.area.Number != "" {
				a.area.Approved = b.today() - 10
			}
			_, err := b.cfg.App.AreaSave(b.ctx, b.who(officeKey), app.AreaSave{Area: a.area})
			return err
		})
	}
	for _, s := range b.samples {
		if s.mood == startStuck {
			b.on(b.day-60, func() error {
				_, err := b.cfg.App.DiscreditSave(b.ctx, b.who(officeKey), app.DiscreditSave{Discredit: approval.Discredit{
					Enterprise: s.base.EnterpriseCode, Name: s.base.Enterprise, Document: "示例：失信被执行人名单", Since: b.today() - 5}})
				return err
			})
			break
		}
	}
}
