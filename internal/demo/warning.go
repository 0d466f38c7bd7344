// Warnings after a list, and one of their own; and the results that are on their
// way on the demo's last day.

package demo

import (
	"fmt"
	"slices"

	"guatu/internal/app"
	"guatu/internal/score"
	"guatu/internal/workday"
)

// answered lets a warned unit send its plan; nothing happens where it has none that
// waits.
func (b *builder) answered(login string, days workday.Date, plan string) error {
	list, err := b.cfg.App.Warnings(b.ctx, b.who(login), app.Moment{})
	if err != nil {
		return err
	}
	for _, row := range list.Rows {
		if row.Mine && row.Warning.Unit == b.who(login).Unit {
			return b.cfg.App.WarningAnswer(b.ctx, b.who(login), app.WarningAnswer{ID: row.Warning.ID, By: b.today() + days, Note: plan})
		}
	}
	return nil
}

// decided is the office's word on every plan that waits for it.
func (b *builder) decided(act score.WarningAct, note string) error {
	list, err := b.cfg.App.Warnings(b.ctx, b.who("office"), app.Moment{})
	if err != nil {
		return err
	}
	for _, row := range list.Rows {
		if slices.Contains(row.Acts, act) && (act != score.LiftWarning || row.Standing.State == score.WarningMending) {
			if err := b.cfg.App.WarningDecide(b.ctx, b.who("office"), app.WarningDecide{ID: row.Warning.ID, Act: act, Note: note}); err != nil {
				return err
			}
		}
	}
	return nil
}

// warned lets the units of a published black list answer, but for some that keep
// silent: their warnings climb.
func (b *builder) warned(l *listed, silent int) {
	l.on(17, func() error {
		list, err := b.cfg.App.Warnings(b.ctx, b.who("office"), app.Moment{})
		if err != nil {
			return err
		}
		left := silent
		for _, row := range list.Rows {
			if row.Warning.Publication != l.id {
				continue
			}
			if left--; left >= 0 {
				continue
			}
			for _, c := range cast {
				if b.units[c.unit] == row.Warning.Unit {
					if err := b.answered(c.login, 45, "对进度滞后的项目逐个落实包联责任人，月底前复工；分管负责同志每周调度一次，年底前补齐投资进度。"); err != nil {
						return err
					}
				}
			}
		}
		return nil
	})
	l.on(18, func() error { return b.decided(score.AcceptPlan, "按周报送进展") })
}

// running are the results that are on their way on the last day: one open with an
// objection that waits, one to be approved, one to be checked; and a warning with
// its plan to be judged.
func (b *builder) running() {
	back := func(n int) workday.Date { return workday.Default().Add(b.day, -n) }
	month := workday.InMonth(b.day.Year(), b.day.Month()).First - 1 // the last of the month before
	year, m, _ := month.Civil()
	open := &listed{b: b, kind: score.ListKind, title: fmt.Sprintf("%d年%d月重特大项目攻坚“红黑榜”", year, m), as: month, name: fmt.Sprintf("%d-%02d", year, m), begin: back(7)}
	open.opened(nil)
	open.on(5, func() error {
		return open.objects("jinhu", "项目开工", "园区标准厂房二期已于月底开工，认定材料已经报送，请核对。")
	})
	award := &listed{b: b, kind: score.AwardKind, title: fmt.Sprintf("%d年%d月项目攻坚表扬名单", year, m), as: month, name: open.name, begin: back(12)}
	award.opened(nil)
	fresh := &listed{b: b, kind: score.ListKind, title: fmt.Sprintf("%d年%d月上半月项目攻坚排名", b.day.Year(), b.day.Month()), as: back(3), name: fmt.Sprintf("%d-%02d", b.day.Year(), b.day.Month()), begin: back(2)}
	fresh.on(0, func() error { return fresh.draft(nil) })
	b.on(back(9), func() error {
		_, err := b.cfg.App.WarningIssue(b.ctx, b.who("office"), app.WarningIssue{Unit: b.units["qingjiangpu"], Cause: "连续两个月月报迟报，3个项目节点逾期未说明原因"})
		return err
	})
	b.on(back(4), func() error {
		return b.answered("qingjiangpu", 20, "已明确专人报送，逾期节点逐项说明原因，月底前补齐。")
	})
}
