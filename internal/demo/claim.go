// Recognition as it is lived: the stock is recognised once, then every stage of
// the last months is declared on evidence, checked, recognised, sent back.

package demo

import (
	"slices"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// claimed is how many days before the last the office begins to recognise on
// evidence; what was reached before is recognised as stock, as places do that
// begin (存量认定).
const claimed = 150

// recognises puts down how the stages of a sample come to be recognised.
func (b *builder) recognises(s *sample) {
	begin := b.day - claimed
	if s.told < begin {
		b.on(begin, func() error { return b.stock(s) })
	}
	for _, stage := range lifecycle.Stages {
		on, comes := s.happens[stage]
		if comes && on >= begin && on > s.told+1 {
			b.claim(s, stage, on)
		}
	}
}

// stock recognises what the ledger says of a sample.
func (b *builder) stock(s *sample) error {
	page, err := b.cfg.App.Project(b.ctx, b.who(officeKey), s.id, app.Moment{})
	if err != nil {
		return err
	}
	var stages []lifecycle.Stage
	for _, f := range page.Project.Stages {
		if f.Declared && !f.Recognised && f.Stage != lifecycle.Lead && f.Stage != lifecycle.Exited {
			stages = append(stages, f.Stage)
		}
	}
	if page.Project.Paused || len(stages) == 0 {
		return nil
	}
	_, err = b.cfg.App.StockRecognise(b.ctx, b.who(officeKey), app.StockRecognise{Projects: []string{s.id}, Stages: stages, Note: "启用时按台账逐个核对后认定"})
	return err
}

// claim is one stage's way: evidence, declaration, checks, decision. A few are
// sent back, some are recognised late or from another day, the last ones wait.
func (b *builder) claim(s *sample, stage lifecycle.Stage, on workday.Date) {
	var id string
	declare := on + s.days(3, 8)
	b.upTo(declare, func() (err error) {
		id, err = b.declareOn(s, stage, on)
		return err
	})
	checked := declare + s.days(2, 4)
	if s.n%7 == 2 {
		checked += s.days(20, 35) // a department takes its time: recognised in a later month
	}
	b.upTo(checked, func() error { return b.check(id) })
	if s.n%4 == 1 && checked > b.day-90 {
		b.upTo(checked, func() error { return b.visit(s, id) })
	}
	decided := checked + s.days(2, 6)
	if s.n%9 != 4 {
		b.upTo(decided, func() error { return b.decide(s, id, on) })
		return
	}
	b.upTo(decided, func() error { return b.sendBack(id) })
	b.upTo(decided+s.days(4, 9), func() error { return b.again(s, stage, id, on) })
	b.upTo(decided+13, func() error { return b.check(id) })
	b.upTo(decided+18, func() error { return b.decide(s, id, on) })
}

// upTo puts an act on a day that lies before the last.
func (b *builder) upTo(day workday.Date, do func() error) {
	if day < b.day-1 {
		b.on(day, do)
	}
}

// declareOn keeps the evidence a stage wants and declares it; "" where the project
// cannot be declared yet: a field is missing that its clerk has not reported.
func (b *builder) declareOn(s *sample, stage lifecycle.Stage, on workday.Date) (string, error) {
	clerk := b.who(s.clerk())
	form, err := b.cfg.App.ClaimForm(b.ctx, clerk, s.id, stage)
	if err != nil || form.Rule == nil || form.Level == "" || len(form.Fields) > 0 || form.Claim != "" {
		return "", err
	}
	if !b.ready(form, s, stage) {
		return "", nil
	}
	for _, want := range form.Wants {
		if want.Met || want.Usual && s.n%3 != 0 {
			continue
		}
		if err := b.paper(s, want.Kinds[0], on); err != nil {
			return "", err
		}
	}
	return b.cfg.App.ClaimDeclare(b.ctx, clerk, app.ClaimDeclare{Project: s.id, Stage: stage, On: workday.On(on)})
}

// ready tells whether the stages that have to come first are declared and
// recognised, and dated no later.
func (b *builder) ready(form *app.ClaimForm, s *sample, stage lifecycle.Stage) bool {
	p, on := form.Project.Project, s.happens[stage]
	for _, first := range form.Rule.Declared {
		if !p.Fact(first).Declared {
			return false
		}
	}
	for _, first := range form.Rule.Recognised {
		if !p.Fact(first).Recognised {
			return false
		}
	}
	for _, first := range form.Rule.NotBefore {
		if p.Fact(first).DeclaredOn.First > on {
			return false
		}
	}
	return !p.Paused
}

// departments are the logins of those who check.
var departments = []string{"fgw", "gxj", "zgj", "hbj", "zjj", "tjj"}

// check lets every department speak that is asked.
func (b *builder) check(id string) error {
	return b.may(id, departments, lifecycle.Check, func(login string) error {
		return b.cfg.App.ClaimCheck(b.ctx, b.who(login), app.ClaimCheck{ID: id, Agree: true, Note: "材料齐全，与登记信息一致"})
	})
}

// may lets those of some logins act on a claim whom the rules let act.
func (b *builder) may(id string, logins []string, act lifecycle.ClaimAct, do func(login string) error) error {
	for _, login := range logins {
		if id == "" {
			return nil
		}
		page, err := b.cfg.App.Claim(b.ctx, b.who(login), id, app.Moment{})
		if err != nil {
			return err
		}
		if !slices.Contains(page.May, act) || act == lifecycle.Recognise && len(lifecycle.Demands(page.Lacks)) > 0 {
			continue // in January a plan of the new year may still be missing
		}
		if err := do(login); err != nil {
			return err
		}
	}
	return nil
}

// decide recognises, now and then from a later day than was declared.
func (b *builder) decide(s *sample, id string, on workday.Date) error {
	return b.may(id, []string{officeKey}, lifecycle.Recognise, func(login string) error {
		in := app.ClaimRecognise{ID: id, Note: "经核认定"}
		if s.n%13 == 5 {
			in.On, in.Note = workday.On(on+s.days(1, 3)), "按现场照片拍摄时间认定"
		}
		return b.cfg.App.ClaimRecognise(b.ctx, b.who(login), in)
	})
}

func (b *builder) sendBack(id string) error {
	return b.may(id, []string{officeKey}, lifecycle.SendBack, func(login string) error {
		return b.cfg.App.ClaimSendBack(b.ctx, b.who(login), app.ClaimSendBack{ID: id, Reasons: []string{"inconsistent"}, Note: "合同日期早于立项文件，请核对后重报"})
	})
}

// again declares what came back.
func (b *builder) again(s *sample, stage lifecycle.Stage, id string, on workday.Date) error {
	return b.may(id, []string{s.clerk()}, lifecycle.Declare, func(login string) error {
		form, err := b.cfg.App.ClaimForm(b.ctx, b.who(login), s.id, stage)
		if err != nil || len(form.Fields) > 0 {
			return err
		}
		_, err = b.cfg.App.ClaimDeclare(b.ctx, b.who(login), app.ClaimDeclare{Project: s.id, Stage: stage, On: workday.On(on), Note: "已核对，合同签订日期录入有误，已更正"})
		return err
	})
}

// withdraws has the office take one recognition of the last months back.
func (b *builder) withdraws() {
	b.on(b.day-9, func() error {
		desk, err := b.cfg.App.Claims(b.ctx, b.who(officeKey), app.ClaimFilter{State: []string{string(lifecycle.Recognised)}, Stage: []string{string(lifecycle.Started)}, Size: 500})
		if err != nil {
			return err
		}
		for _, row := range desk.Rows {
			p := row.Project.Project
			if row.Standing.Declared == nil || row.Standing.Decided.Day > b.day-45 || p.Fact(lifecycle.Completed).Recognised || p.Fact(lifecycle.Producing).Recognised {
				continue
			}
			return b.cfg.App.ClaimRevoke(b.ctx, b.who(officeKey), app.ClaimRevoke{ID: row.Claim.ID, Version: row.Claim.Version, Reasons: []string{"not_so"},
				Note: "复核时现场仅完成场地平整，未见正式打桩"})
		}
		return nil
	})
}

// disputes has the office send one more claim back in the last days, which its unit
// does not accept: the answer is the visitor's.
func (b *builder) disputes() {
	var id, clerk string
	b.on(b.day-6, func() error {
		desk, err := b.cfg.App.Claims(b.ctx, b.who(officeKey), app.ClaimFilter{State: []string{string(lifecycle.Deciding), string(lifecycle.Checking)}})
		if err != nil {
			return err
		}
		for _, row := range desk.Rows {
			i := slices.IndexFunc(b.samples, func(s *sample) bool { return s.id == row.Project.Project.ID })
			if i >= 0 {
				id, clerk = row.Claim.ID, b.samples[i].clerk()
				return b.sendBack(id)
			}
		}
		return nil
	})
	b.on(b.day-1, func() error {
		return b.may(id, []string{clerk}, lifecycle.Dispute, func(login string) error {
			return b.cfg.App.ClaimDispute(b.ctx, b.who(login), app.ClaimWord{ID: id, Note: "合同补充协议签订在立项之后，以补充协议为准，请复核"})
		})
	})
}
