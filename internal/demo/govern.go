// Governed dates and pauses: asked for, granted, refused, waiting, run out.

package demo

import (
	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/schedule"
	"guatu/internal/workday"
)

// An appeal is a request to move a date: by how much, why, and what is said.
type appeal struct {
	days         workday.Date
	reason, note string
	refusal      string // what is answered; "" grants
}

var appeals = []appeal{
	{60, "utilities", "园区110千伏变电站延后送电，供电公司已书面说明", ""},
	{30, "weather", "台风与管控停工共十九天", ""},
	{90, "market", "订单调整，二期生产线推迟安装", "属企业自身安排，应按原计划推进"},
	{60, "design", "工艺方案优化，设备重新招标", ""},
	{60, "funds", "银团贷款放款推迟", "贷款合同已签订，条件具备，不予调整"},
}

// signers are those who may let a date move, the lowest first.
var signers = []string{officeKey, "leader"}

// governs puts down what a sample asks of those who govern its dates.
func (b *builder) governs(s *sample) {
	building := s.stage == lifecycle.Started && s.plans[lifecycle.Completed].Last() > b.day
	asked := b.day - s.days(4, 120)
	if s.n%9 == 7 && building && s.told < asked-2 && (s.mood == fine || s.mood == slow) {
		b.on(asked, func() error { return b.appeal(s, appeals[s.n/9%len(appeals)]) })
	}
	if s.n%36 == 10 && building && s.mood == fine && s.told < b.day-170 {
		b.on(b.day-160, func() error { return b.rested(s) })
	}
	if s.mood == resting && s.n%2 == 0 {
		b.on(b.day-3, func() error { return b.renews(s) })
	}
}

// appeal asks for a later completion; what was asked in the last days waits.
func (b *builder) appeal(s *sample, a appeal) error {
	page, err := b.cfg.App.Project(b.ctx, b.who(s.clerk()), s.id, app.Moment{})
	if err != nil {
		return err
	}
	fact := page.Project.Fact(lifecycle.Completed)
	if fact.Declared || fact.Planned.IsZero() {
		return nil
	}
	id, err := b.cfg.App.ChangeAsk(b.ctx, b.who(s.clerk()), app.ChangeAsk{Project: s.id, Node: schedule.StageNode(lifecycle.Completed),
		To: inMonth(fact.Planned.Last()+a.days, 0), Reason: a.reason, Note: a.note})
	if err != nil || b.today() > b.day-12 {
		return err
	}
	return b.answer(s, id, a)
}

// answer is that of the first who may give it.
func (b *builder) answer(s *sample, id string, a appeal) error {
	for _, login := range signers {
		page, err := b.cfg.App.Changes(b.ctx, b.who(login), app.ChangesFilter{Project: s.id, Mine: true})
		if err != nil {
			return err
		}
		switch {
		case len(page.Rows) == 0:
			continue
		case a.refusal != "":
			return b.cfg.App.ChangeRefuse(b.ctx, b.who(login), app.ChangeRefuse{Change: id, Note: a.refusal})
		}
		return b.cfg.App.ChangeGrant(b.ctx, b.who(login), app.ChangeGrant{Change: id, Note: "情况属实，同意调整"})
	}
	return nil
}

// rested pauses a sample for two months of half a year ago; nobody ended it, so it
// ran out by itself.
func (b *builder) rested(s *sample) error {
	id, err := b.cfg.App.PauseAsk(b.ctx, b.who(s.clerk()), app.PauseAsk{Project: s.id, Reason: "relics", Conditions: "考古勘探结束并出具意见",
		From: b.today(), Until: b.today() + 60, Note: "桩基施工发现文物线索，已停工保护现场"})
	if err != nil {
		return err
	}
	return b.cfg.App.PauseGrant(b.ctx, b.who(officeKey), app.PauseGrant{Pause: id, Note: "同意暂停两个月，到期自动恢复"})
}

// renews asks for another term of the pause that holds.
func (b *builder) renews(s *sample) error {
	page, err := b.cfg.App.Pauses(b.ctx, b.who(s.clerk()), app.PausesFilter{State: string(lifecycle.PauseHolds)})
	if err != nil {
		return err
	}
	for _, row := range page.Rows {
		if row.Project == s.id && !row.Waits {
			return b.cfg.App.PauseRenew(b.ctx, b.who(s.clerk()), app.PauseRenew{Pause: row.ID, Until: row.Until + 60, Note: "用地批复预计下季度下达"})
		}
	}
	return nil
}
