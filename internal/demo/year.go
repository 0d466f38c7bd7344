// The year as the clerks live it: register, declare, report, mend, pause.

package demo

import (
	"errors"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// write puts down every act of the year. Nothing is done yet.
func (b *builder) write() {
	for _, s := range b.samples {
		b.rests(s)
		b.early(s.told, func() error { return b.register(s) })
		b.declares(s)
		b.recognises(s)
		b.changes(s)
		b.timetable(s)
		b.governs(s)
		b.breaks(s)
		b.permits(s)
	}
	b.promise()
	b.withdraws()
	b.disputes()
	b.returns()
	b.corrects()
	b.views()
	b.goals()
	b.ledgers()
	b.readings()
	b.results()
	b.schemes()
	b.meetings()
	b.areas()
}

// who is the actor of a login.
func (b *builder) who(login string) access.Actor { return b.actors[login] }

// register enters a sample with what is known of it by then. Plans of a year that
// has not begun come with the year's list.
func (b *builder) register(s *sample) error {
	today := b.today()
	p := s.base.Clone()
	p.Stages = s.facts(today)
	p.SetPlan(today.Year(), b.plan(s, today.Year()))
	if today.Year() < b.day.Year() {
		p.Levels = nil
	}
	if on := s.happens[lifecycle.Started]; on > 0 && on+40 < today && s.entersStore() {
		p.Store = lifecycle.StoreYes
	}
	if s.happens[lifecycle.Filed] > today {
		p.Code = "" // it comes with the filing
	}
	if s.parent != nil {
		p.Parent = s.parent.id
	}
	var err error
	s.id, err = b.cfg.App.ProjectSave(b.ctx, b.who(s.clerk()), app.ProjectSave{Project: *p})
	return err
}

// declares puts down each stage that comes after the sample was told, a few days
// after it came.
func (b *builder) declares(s *sample) {
	for _, stage := range append(lifecycle.Stages[:len(lifecycle.Stages):len(lifecycle.Stages)], lifecycle.Exited) {
		on, comes := s.happens[stage]
		if !comes || on <= s.told+1 || on >= b.day {
			continue
		}
		b.on(on+s.days(0, 3), func() error {
			if on > b.today() {
				on = b.today()
			}
			if err := b.declare(s, stage, on); err != nil {
				return err
			}
			if stage == lifecycle.Filed {
				return errors.Join(b.reachNode(s, stage, on), b.change(s, s.clerk(), "", func(p *lifecycle.Project) { p.Code = s.base.Code }))
			}
			return b.reachNode(s, stage, on)
		})
	}
}

func (b *builder) declare(s *sample, stage lifecycle.Stage, on workday.Date) error {
	return b.cfg.App.StageDeclare(b.ctx, b.who(s.clerk()), app.StageDeclare{Project: s.id, Stage: stage, Planned: s.plans[stage],
		Declared: true, On: workday.On(on)})
}

// change edits what is known of a sample, as its clerk or the office does.
func (b *builder) change(s *sample, login, because string, edit func(p *lifecycle.Project)) error {
	page, err := b.cfg.App.Project(b.ctx, b.who(login), s.id, app.Moment{})
	if err != nil {
		return err
	}
	p := page.Project.Clone()
	edit(p)
	_, err = b.cfg.App.ProjectSave(b.ctx, b.who(login), app.ProjectSave{Project: *p, Because: because})
	return err
}

// changes are the edits of a life: the year's plan and list in January, entry
// into statistics, problems said.
func (b *builder) changes(s *sample) {
	clerk := s.clerk()
	january := workday.NewDate(b.day.Year(), 1, 8) + s.days(0, 17)
	year := itoa(b.day.Year())
	if s.told < workday.NewDate(b.day.Year(), 1, 1) && (b.plan(s, b.day.Year()).OK || len(s.base.Levels) > 0) {
		b.on(max(january, s.told+2), func() error {
			return b.change(s, officeKey, "下达"+year+"年重大项目名单和年度计划", func(p *lifecycle.Project) {
				p.SetPlan(b.day.Year(), b.plan(s, b.day.Year()))
				p.Levels = s.base.Levels
			})
		})
	}
	b.enters(s)
	if text := s.problem(); text != "" {
		b.on(max(b.day-s.days(8, 70), s.told+2), func() error {
			return b.change(s, clerk, "", func(p *lifecycle.Project) { p.Problems = text })
		})
	}
}

// enters says whether a start within the year has entered investment statistics.
func (b *builder) enters(s *sample) {
	on := s.happens[lifecycle.Started]
	if on <= s.told-40 {
		return
	}
	late := s.mood == storeLate || s.mood == storeStuck
	if !late && (!s.entersStore() || on+45 >= b.day) {
		return
	}
	said, after := lifecycle.StoreYes, s.days(20, 45)
	if late {
		said, after = lifecycle.StoreNo, s.days(6, 20)
	}
	b.on(max(on+after, s.told+2), func() error {
		return b.change(s, s.clerk(), "", func(p *lifecycle.Project) { p.Store = said })
	})
}

// problems are what clerks write when asked what is in the way.
var problems = map[mood][]string{
	slow:       {"受原材料涨价影响，施工进度放缓。", "雨季影响基础施工，已调整工序。", "企业资金到位率不高，正在对接银行授信。"},
	stuck:      {"企业融资未落实，现场停工待料。", "设计方案调整，规划许可变更尚未办结。", "用地指标未解决，二期地块无法进场。"},
	startLate:  {"施工许可正在办理，预计近期开工。", "土地摘牌延后，开工时间顺延。"},
	startStuck: {"环评未批复，无法开工。", "投资方内部决策未完成，开工时间不确定。"},
	finishLate: {"进口设备到货延迟，竣工时间顺延。"},
	storeLate:  {"入库资料正在准备，缺施工合同备案。"},
	storeStuck: {"批文单位与上报单位不一致，入库申请被退回。"},
	resting:    {"投资方资金链紧张，企业申请暂停建设。"},
}

// problem is what stands in a sample's way, if anything is said.
func (s *sample) problem() string {
	list := problems[s.mood]
	if len(list) == 0 || s.n%4 == 3 {
		return ""
	}
	return list[s.n%len(list)]
}

// rests pauses the samples that rest, with the reason.
func (b *builder) rests(s *sample) {
	if s.mood != resting {
		return
	}
	s.pausedOn = max(b.day-s.days(20, 80), s.told+5)
	b.on(s.pausedOn, func() error {
		id, err := b.cfg.App.PauseAsk(b.ctx, b.who(s.clerk()), app.PauseAsk{Project: s.id, Reason: "land", Conditions: "用地批复到位", From: b.today(), Until: b.today() + 88, Note: problems[resting][0]})
		if err != nil {
			return err
		}
		return b.cfg.App.PauseGrant(b.ctx, b.who("office"), app.PauseGrant{Pause: id, Note: "同意，按月调度手续"})
	})
}
