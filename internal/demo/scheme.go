// How the counties and parks are judged: a quarterly red and black list by a
// published rule, and a score of a hundred made of indicators.

package demo

import (
	"strconv"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/indicator"
	"guatu/internal/score"
	"guatu/internal/workday"
)

// hundred is the second scheme's pack; its weights change at mid-year.
const hundred = `name: 重特大项目推进季度考核（百分制，示例）
source: 攻坚办〔示例〕2号
unknown:
  - 没有应开工、应竣工项目的季度如何计分未写明：该项按零分（missing）
  - 督查扣分未填报如何处理未写明：按零分，即不扣
note: 投资用调度口径，开工、竣工用申报口径；认定口径另行通报。
groups: [县区, 园区]
data:
  年度投资完成率: number
  序时进度: number
  开工率·应开工: number
  竣工率·应竣工: number
  入库率: number
  上季完成率: number
  项目: {名称: text, 总投资: number, 灯: text, 开工申报: date}
  督查扣分: number
figures:
  超序时: 年度投资完成率 − 序时进度
  滞后项目: 计数(项目, 缺则(灯, "") = "滞后")
  今年开工大项目: 计数(项目, 有(开工申报) 且 缺则(年(开工申报) = 年(截止日), 否) 且 缺则(总投资, 0) >= 10)
indicators:
  投资进度: {formula: "限幅(年度投资完成率 ÷ 序时进度, 0, 1.2)", weight: 40, cap: 44, missing: zero}
  项目开工: {formula: 【开工率·应开工】 ÷ 100, weight: 20, cap: 20, missing: zero}
  项目竣工: {formula: 【竣工率·应竣工】 ÷ 100, weight: 15, cap: 15, missing: zero}
  入库: {formula: 入库率 ÷ 100, weight: 10, cap: 10, missing: zero}
  提升: {formula: 归一(年度投资完成率 − 上季完成率), weight: 5, missing: zero}
  加减分:
    cap: 10
    parts:
      大项目加分: {formula: 今年开工大项目, cap: BONUS, note: 今年开工的10亿元以上项目每个加1分}
      滞后扣分: {formula: 滞后项目 × -0.5, floor: -5, note: 每个滞后项目减0.5分，最多减5分}
      督查减分: {formula: -督查扣分, floor: -5, missing: zero}
lists:
  red:
    top: {县区: 2, 园区: 1}
    when: 超序时 >= -10
  black:
    bottom: {县区: 2, 园区: 1}
    when: 超序时 < -10
grades:
  进度灯:
    - red: {when: 超序时 < -20, why: 低于序时进度20个百分点以上}
    - yellow: {when: 超序时 < 0, why: 低于序时进度}
    - green: 其余
`

// weighed is the pack with the most that large projects add.
func weighed(bonus string) string { return strings.Replace(hundred, "BONUS", bonus, 1) }

// A judging is a scheme of the demo while its year goes on.
type judging struct {
	id      string
	members []score.Member
}

// schemes has both written in January, the second mended at mid-year, and what is
// typed in for them given after each quarter.
func (b *builder) schemes() {
	year := b.day.Year()
	first := workday.NewDate(year, 1, 8)
	if first+40 >= b.day {
		return // the year has hardly begun
	}
	lists, points := &judging{}, &judging{}
	b.on(first, func() error { return b.writeSchemes(lists, points) })
	b.till(workday.NewDate(year, 7, 3), func() error { return b.newEdition(points) })
	for q := 1; q <= 3; q++ {
		end := workday.InQuarter(year, q)
		b.till(end.Last()+9, func() error { return b.typeIn(lists, points, end) })
	}
	b.till(workday.NewDate(year, 8, 4), func() error { return b.correct(lists, workday.InQuarter(year, 2)) })
}

// till has something done on a day, unless the year of the demo ends before it.
func (b *builder) till(day workday.Date, do func() error) {
	if day < b.day {
		b.on(day, do)
	}
}

// members are the city's counties and parks, and its departments where asked.
func (b *builder) members(county, park, department string) (list []score.Member) {
	groups := map[access.UnitKind]string{access.County: county, access.Park: park, access.Department: department}
	for _, p := range places {
		if group := groups[p.kind]; group != "" && p.key != officeKey && len(p.under) == 1 && p.under[0] == cityKey {
			list = append(list, score.Member{Unit: b.units[p.key], Group: group})
		}
	}
	return list
}

func (b *builder) writeSchemes(lists, points *judging) error {
	pack, err := score.ShippedText("mianyang-2022")
	if err != nil {
		return err
	}
	lists.members, points.members = b.members("县区园区", "县区园区", "部门国企"), b.members("县区", "园区", "")
	from := workday.NewDate(b.day.Year(), 1, 1)
	for _, s := range []struct {
		*judging
		title, pack string
		bindings    []score.Binding
	}{
		{lists, "重点项目推进“红黑榜”（季度，示例）", pack, nil},
		{points, "重特大项目推进季度考核（百分制，示例）", weighed("6"), b.bindings()},
	} {
		s.id, err = b.cfg.App.SchemeSave(b.ctx, b.who("office"), app.SchemeSave{Unit: b.units[cityKey], Title: s.title, Period: indicator.OfQuarter, Because: "年度考核办法（示例）",
			Edition: &app.SchemeEdition{From: from, Pack: s.pack, Members: s.members, Bindings: s.bindings}})
		if err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) bindings() []score.Binding {
	return []score.Binding{{Name: "上季完成率", Indicator: "rate.year", Window: score.PeriodBefore}}
}

// newEdition lets more large projects count from July.
func (b *builder) newEdition(points *judging) error {
	_, err := b.cfg.App.SchemeSave(b.ctx, b.who("office"), app.SchemeSave{ID: points.id, Version: 1, Because: "年中加压（示例）",
		Edition: &app.SchemeEdition{From: workday.NewDate(b.day.Year(), 7, 1), Pack: weighed("10"), Members: points.members, Bindings: b.bindings(), Note: "大项目加分上限由6分提高到10分"}})
	return err
}

// typeIn gives what no indicator gives of one quarter. One department of the third
// quarter has not said anything yet.
func (b *builder) typeIn(lists, points *judging, quarter workday.When) error {
	results := []string{"超额", "完成", "完成", "未完成", "超额", "完成", "未完成"}
	n := int(quarter.First.Month())
	in := app.EntriesSave{Scheme: lists.id, Period: quarter, Source: "市督查室通报〔示例〕" + strconv.Itoa(n/3+1) + "号"}
	for i, m := range lists.members {
		if quarter.First.Month() > 6 && i == len(lists.members)-1 {
			continue
		}
		in.Items = append(in.Items, app.EntryItem{Unit: m.Unit, Name: "工作量化评分", Value: strconv.Itoa(76+(i*7)%19+n/3*(i%3)) + "." + strconv.Itoa((i+n)%10)},
			app.EntryItem{Unit: m.Unit, Name: "任务结果", Value: results[(i*3+n/3)%len(results)]})
		if (i+n)%9 == 0 {
			in.Items = append(in.Items, app.EntryItem{Unit: m.Unit, Name: "不可抗力", Value: "申请中"})
		}
	}
	if _, err := b.cfg.App.EntriesSave(b.ctx, b.who("office"), in); err != nil {
		return err
	}
	in = app.EntriesSave{Scheme: points.id, Period: quarter, Source: in.Source}
	for i, m := range points.members {
		in.Items = append(in.Items, app.EntryItem{Unit: m.Unit, Name: "督查扣分", Value: strconv.Itoa((i * n) % 3)})
	}
	_, err := b.cfg.App.EntriesSave(b.ctx, b.who("office"), in)
	return err
}

// correct puts one figure right after the list was out.
func (b *builder) correct(lists *judging, quarter workday.When) error {
	_, err := b.cfg.App.EntriesSave(b.ctx, b.who("office"), app.EntriesSave{Scheme: lists.id, Period: quarter, Source: "市督查室更正函（示例）", Note: "督查室更正",
		Items: []app.EntryItem{{Unit: lists.members[2].Unit, Name: "工作量化评分", Value: "93.5"}}})
	return err
}
