// What counties say at the half-month indicator meetings: at the last some, at the
// one that runs fewer so far.

package demo

import (
	"guatu/internal/app"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// excuses are causes with their measures.
var excuses = []struct{ cause, measure string }{
	{"两个重点项目土地摘牌推迟，厂房未能按期开工", "资规、住建现场办公，倒排摘牌和施工许可时间，月底前两个项目进场"},
	{"在谈项目多为意向，合同签订慢于预期", "县领导带队上门，逐个项目明确签约时间和堵点责任人"},
	{"设备到货晚，竣工验收条件不具备", "与供货方签补充协议锁定到货时间，联合验收提前介入"},
}

// meetings lets clerks write before the last meeting and before this one.
func (b *builder) meetings() {
	now, _ := target.RoundOf(b.day)
	before := workday.Default().Add(now, -1)
	if before < b.first+60 {
		return
	}
	for i, login := range []string{"xuyi", "huaian", "lianshui", "hongze", "jingkai"} {
		b.on(before, func() error { return b.says(login, i) })
	}
	if due := workday.Default().Add(b.day, -1); due > now {
		b.on(due, func() error { return b.says("xuyi", 1) })
		b.on(due, func() error { return b.says("hongze", 2) })
	}
}

// says writes cause and measure of what lags in a clerk's unit, but for every
// fourth.
func (b *builder) says(login string, from int) error {
	unit := b.who(login).Unit
	m, err := b.cfg.App.Meeting(b.ctx, b.who(login), app.MeetingFilter{Unit: unit})
	if err != nil {
		return err
	}
	in := app.RemediesSave{Unit: unit, Round: m.Round}
	for _, u := range m.Units {
		for i, l := range u.Lines {
			if e := excuses[(from+i)%len(excuses)]; l.Lags && i%4 != 3 {
				in.Items = append(in.Items, app.RemedyItem{Target: l.Target, Indicator: l.Clause.Clause.Indicator, Cause: e.cause, Measure: e.measure, Owner: "示例·分管县长", Due: m.Last + 15})
			}
		}
	}
	if len(in.Items) == 0 {
		return nil
	}
	_, err = b.cfg.App.RemediesSave(b.ctx, b.who(login), in)
	return err
}
