// The year's campaign: its coded goals, what they ask of the city and of each
// county and park, who signed for it.

package demo

import (
	"cmp"
	"slices"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/money"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// An aim is one target, of the city where no unit is named: on which digit of the goal, what it asks, and
// by which periods it is broken down to the units; "" leaves it with the city.
type aim struct {
	digit int
	unit  string // its key; "" is the city
	any   bool
	asks  []target.Clause
	by    target.Grain
}

// A quest is one goal of the year with its targets.
type quest struct {
	kind       target.Kind
	code, name string
	source     string
	digits     []target.Digit
	aims       []aim
}

// quests are the year's goals, the campaign first: the others hang under it. The
// figures are of this demo and of no real place.
var quests = []quest{
	{kind: target.Campaign, name: "项目突破年（示例）", source: "全市重特大项目攻坚大会（示例）", aims: []aim{
		{asks: []target.Clause{atLeast("done.dispatch", yi(1300))}, by: target.Quarter}}},
	{kind: target.Coded, code: "4153", name: "项目招引“4153”（示例）", source: "攻坚办〔示例〕1号",
		digits: []target.Digit{{Digit: "4", Text: "新签约 10 亿元以上项目 40 个"}, {Digit: "1", Text: "超 50 亿元项目 1–3 个，或超 100 亿元项目 1 个", Any: true}, {Digit: "5", Text: "新签约亿元以上项目 150 个"}, {Digit: "3", Text: "签约总投资 1300 亿元、130 个一起算"}},
		aims: []aim{
			{digit: 1, asks: []target.Clause{atLeast("signed.declared.ten", pieces(40))}, by: target.Month},
			{digit: 2, any: true, asks: []target.Clause{{Indicator: "signed.declared.fifty", Op: target.Between, Low: pieces(1), High: pieces(3)}, atLeast("signed.declared.hundred", pieces(1))}},
			{digit: 3, asks: []target.Clause{atLeast("signed.declared.yi", pieces(150))}, by: target.Month},
			{digit: 4, asks: []target.Clause{atLeast("signed.declared.total", yi(1300)), atLeast("signed.declared", pieces(130))}, by: target.Quarter},
		}},
	{kind: target.Coded, code: "175", name: "项目建设“175”（示例）", source: "攻坚办〔示例〕1号",
		digits: []target.Digit{{Digit: "1", Text: "新开工 150 个以上"}, {Digit: "7", Text: "新竣工 70 个以上"}, {Digit: "5", Text: "新投产 52 个以上"}},
		aims: []aim{
			{digit: 1, asks: []target.Clause{atLeast("started.declared", pieces(150))}, by: target.Month},
			{digit: 2, asks: []target.Clause{atLeast("completed.declared", pieces(70))}, by: target.Quarter},
			{digit: 3, asks: []target.Clause{atLeast("producing.declared", pieces(52))}, by: target.Quarter},
		}},
	{kind: target.Plain, name: "认定口径：只数市里认可的（示例）", aims: []aim{
		{asks: []target.Clause{atLeast("started.recognised", pieces(100))}, by: target.Quarter},
		{asks: []target.Clause{atLeast("in_statistics.recognised", pieces(15))}}}},
	{kind: target.Plain, name: "主要经济指标（示例）", source: "市政府工作报告（示例）", aims: []aim{
		{asks: []target.Clause{{Indicator: "industry.growth", Op: target.Growth, Low: percent(85)}}},
		{unit: "lianshui", asks: []target.Clause{{Indicator: "industry.growth", Op: target.Above, Against: target.Peers}}},
		{asks: []target.Clause{atLeast("tax", yi(292))}, by: target.Quarter},
		{asks: []target.Clause{atLeast("funds", yi(900)), atLeast("rate.start.due", percent(900))}},
		{asks: []target.Clause{{Indicator: "building.declared", Op: target.Never, Low: pieces(80), High: pieces(120)}}}}},
}

// percent are so many tenths of a per cent.
func percent(tenths int) target.Value { return pieces(tenths) / 10 }

func atLeast(indicator string, low target.Value) target.Clause {
	return target.Clause{Indicator: indicator, Op: target.AtLeast, Low: low}
}

// pieces and yi are so many projects and so many 亿元.
func pieces(n int) target.Value { return target.Value(n) * target.One }
func yi(n int) target.Value     { return pieces(n) * target.Value(money.Yi) }

// goals puts the year's campaign down: set and broken down in January, raised in
// July where July is over, signed for in February.
func (b *builder) goals() {
	year := b.day.Year()
	first := workday.NewDate(year, 1, 5)
	if first+40 >= b.day {
		return // the year has hardly begun
	}
	b.on(first, func() error { return b.campaign(year) })
	b.on(workday.NewDate(year, 2, 10), b.sign)
	b.on(workday.NewDate(year, 7, 6), b.raise)
}

// campaign sets every goal up.
func (b *builder) campaign(year int) error {
	root := ""
	for i, q := range quests {
		g := target.Goal{Kind: q.kind, Code: q.code, Name: q.name, Digits: q.digits, Parent: root, Unit: b.units[cityKey], Source: q.source, Place: i,
			From: workday.NewDate(year, 1, 1), To: workday.NewDate(year, 12, 31)}
		id, err := b.cfg.App.GoalSave(b.ctx, b.who("office"), app.GoalSave{Goal: g})
		if err != nil {
			return err
		}
		if root == "" {
			root = id
		}
		for _, a := range q.aims {
			if err := b.aim(id, year, a); err != nil {
				return err
			}
		}
	}
	return nil
}

// aim sets one target and breaks it down.
func (b *builder) aim(goal string, year int, a aim) error {
	id, err := b.cfg.App.TargetSet(b.ctx, b.who("office"), app.TargetSet{Goal: goal, Digit: a.digit, Unit: b.units[cmp.Or(a.unit, cityKey)], Span: target.InYear(year), From: workday.NewDate(year, 1, 1), Clauses: slices.Clone(a.asks), Any: a.any, Because: "年度目标任务（示例）"})
	if err != nil || a.by == "" {
		return err
	}
	return b.deal(id, a)
}

// deal gives every county and park of the city its part, by the projects it
// has.
func (b *builder) deal(id string, a aim) error {
	for i := range a.asks {
		in := app.TargetSplit{ID: id, Version: 1, Clause: i, Grain: a.by, From: workday.NewDate(b.day.Year(), 1, 1), Because: "年度目标任务分解（示例）"}
		if i > 0 {
			in.From = b.today()
		}
		for _, p := range places {
			if slices.Contains(p.under, cityKey) && p.kind != access.Department {
				in.Rows = append(in.Rows, app.SplitRow{Unit: b.units[p.key], Weight: int64(p.projects)})
			}
		}
		if err := b.cfg.App.TargetSplit(b.ctx, b.who("office"), in); err != nil {
			return err
		}
	}
	return nil
}

// sign lets the city and three counties sign for what the office asks of them.
func (b *builder) sign() error {
	tree, err := b.cfg.App.Goals(b.ctx, b.who("office"), app.GoalFilter{})
	if err != nil {
		return err
	}
	for _, row := range tree.Rows {
		if row.Goal.Kind != target.Coded {
			continue
		}
		page, err := b.cfg.App.GoalStanding(b.ctx, b.who("office"), app.GoalAsk{ID: row.Goal.ID})
		if err != nil {
			return err
		}
		for _, unit := range []string{"lianshui", "hongze", "jingkai"} {
			in := app.PledgeSign{Goal: row.Goal.ID, Unit: b.units[unit], Signer: "示例·" + unitName(unit) + "负责人", Post: "主要负责同志", To: "市委、市政府",
				Text: "重特大项目攻坚是全市上下的头号工程。目标已经下达，任务已经到月，军中无戏言。"}
			for _, t := range page.Parts {
				if t.Unit == in.Unit {
					in.Targets = append(in.Targets, t.ID)
				}
			}
			if _, err := b.cfg.App.PledgeSign(b.ctx, b.who("leader"), in); err != nil {
				return err
			}
		}
	}
	return nil
}

// raise asks for more starts from July: what held in spring stays what it was.
func (b *builder) raise() error {
	tree, err := b.cfg.App.Goals(b.ctx, b.who("office"), app.GoalFilter{})
	if err != nil {
		return err
	}
	for _, row := range tree.Rows {
		for _, t := range row.Targets {
			c := slices.Clone(t.Terms.Clauses)
			if c[0].Indicator != "started.declared" {
				continue
			}
			c[0].Low, c[0].Parts = pieces(160), nil
			_, err := b.cfg.App.TargetSet(b.ctx, b.who("office"), app.TargetSet{ID: t.ID, Version: t.Version, Clauses: c, Because: "年中加压（示例）"})
			if err != nil {
				return err
			}
		}
	}
	return nil
}
