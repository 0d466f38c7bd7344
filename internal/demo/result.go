// Results on their way to the public: a quarter's list published, objected to and
// corrected; the next with warnings; one that lies open; and what waits.

package demo

import (
	"encoding/json"
	"fmt"
	"strings"

	"guatu/internal/app"
	"guatu/internal/money"
	"guatu/internal/score"
	"guatu/internal/signal"
	"guatu/internal/workday"
)

// listPack is the scheme of the demo's lists: a made one, in the style of published
// ones.
const listPack = `name: 重特大项目攻坚红黑榜考核办法（示例）
source: 示例办法；写法参照绵阳、银川公布的红黑榜和亮灯规则（领域资料 2.4、2.3）
note: 数字全部来自演示数据
groups: [县区, 园区]
data:
  年度计划投资: number
  完成投资: number
  序时进度: number
  在库项目: number
  已开工项目: number
  红灯项目: number
  经验推广: bool
figures:
  完成率: 四舍五入(完成投资 ÷ 年度计划投资 × 100, 2)
  超序时: 完成率 - 序时进度
  开工率: 四舍五入(已开工项目 ÷ 在库项目 × 100, 2)
  红灯占比: 四舍五入(红灯项目 ÷ 在库项目 × 100, 2)
indicators:
  投资进度: {formula: 完成率 ÷ 序时进度, weight: 50, cap: 55, note: 完成率与序时进度之比乘以 50 分，最多 55 分}
  项目开工: {formula: 开工率 ÷ 100, weight: 30, note: 开工率乘以 30 分}
  红灯管控: {formula: 1 - 红灯占比 ÷ 100, weight: 20, note: 每 5 个百分点红灯占比扣 1 分}
  推广加分: {formula: '如果(缺则(经验推广, 否), 2, 0)', note: 经验做法在全市推广加 2 分}
total: {decimals: 2}
grades:
  进度灯:
    - red: {when: 超序时 < -15, why: 低于序时进度超过15个百分点}
    - yellow: {when: 超序时 < 0, why: 低于序时进度}
    - green: 其余
lists:
  red:
    top: {县区: 2, 园区: 1}
    when: 超序时 >= -5
  black:
    bottom: {县区: 2, 园区: 1}
    when: 超序时 < 0
`

// A listed is one result that the demo takes along its way, and when it began.
type listed struct {
	b     *builder
	title string
	as    workday.Date // of its facts
	name  string       // of the period
	kind  score.Kind
	begin workday.Date
	id    string
	fix   string // the unit whose figure was mended
}

// day is so many working days after the beginning.
func (l *listed) day(n int) workday.Date { return workday.Default().Add(l.begin, n) }

// on does a step of the way, if its day comes before the demo's last.
func (l *listed) on(n int, do func() error) {
	if day := l.day(n); day < l.b.day {
		l.b.on(day, func() error {
			if l.id == "" && n > 0 {
				return nil // it was never begun
			}
			return do()
		})
	}
}

// facts are what the register says of every county and park on a day.
func (l *listed) facts() (json.RawMessage, error) {
	board, err := l.b.cfg.App.Board(l.b.ctx, l.b.who("office"), app.BoardFilter{ProjectFilter: app.ProjectFilter{Moment: app.Moment{On: l.as}}})
	if err != nil {
		return nil, err
	}
	totals := map[string]app.Totals{}
	for _, u := range board.Units {
		totals[u.Unit.ID] = u.Now
	}
	var units []string
	for _, p := range places {
		t, there := totals[l.b.units[p.key]]
		if len(p.under) != 1 || p.under[0] != cityKey || p.projects == 0 || !there {
			continue
		}
		group := "县区"
		if p.kind == "park" {
			group = "园区"
		}
		done := t.Done.Yuan
		if p.key == l.fix {
			done += 12 * money.Yi / 10
		}
		units = append(units, fmt.Sprintf(`{"id":%q,"name":%q,"group":%q,"values":{"年度计划投资":%s,"完成投资":%s,"序时进度":%s,"在库项目":%d,"已开工项目":%d,"红灯项目":%d,"经验推广":%t}}`,
			l.b.units[p.key], unitName(p.key), group, t.Plan.Yuan.Yi(2), done.Yi(2), t.Due.String(), t.Count, t.Started, t.Lights[signal.Behind], p.key == "lianshui"))
	}
	return json.RawMessage(fmt.Sprintf(`{"as_of":%q,"period":%q,"units":[%s]}`, l.as, l.name, strings.Join(units, ","))), nil
}

// draft works it out; amends names what it corrects.
func (l *listed) draft(amends *listed) error {
	facts, err := l.facts()
	if err != nil {
		return err
	}
	in := app.PublicationDraft{Unit: l.b.units[cityKey], Kind: l.kind, Title: l.title, Pack: listPack, Facts: facts}
	if amends != nil {
		in.Amends = amends.id
	}
	l.id, err = l.b.cfg.App.PublicationDraft(l.b.ctx, l.b.who("office"), in)
	return err
}

func (l *listed) move(login string, act score.PublicationAct, note string) error {
	return l.b.cfg.App.PublicationMove(l.b.ctx, l.b.who(login), app.PublicationMove{ID: l.id, Act: act, Note: note})
}

// objects is a county's word.
func (l *listed) objects(login, about, note string) error {
	return l.b.cfg.App.PublicationObject(l.b.ctx, l.b.who(login), app.PublicationObject{ID: l.id, For: l.b.units[login], About: about, Note: note})
}

// answers every objection that waits.
func (l *listed) answers(accepted bool, note string) error {
	page, err := l.b.cfg.App.Publication(l.b.ctx, l.b.who("office2"), l.id, app.Moment{})
	if err != nil {
		return err
	}
	for _, o := range page.Objections {
		if o.Answer != nil {
			continue
		}
		if err := l.b.cfg.App.PublicationAnswer(l.b.ctx, l.b.who("office2"), app.PublicationAnswer{ID: l.id, Objection: o.At, Accepted: accepted, Note: note}); err != nil {
			return err
		}
	}
	return nil
}

// opened is the beginning of every way: drafted, checked by another, laid open.
func (l *listed) opened(amends *listed) {
	l.on(0, func() error {
		if amends != nil && amends.id == "" {
			return nil
		}
		return l.draft(amends)
	})
	l.on(1, func() error { return l.move("office2", score.CheckDraft, "名单和得分已逐项核对") })
	l.on(2, func() error { return l.move("office", score.OpenToObjection, "") })
}

// approved and published come after the days of objection, from a working day on.
func (l *listed) published(n int, cause string) {
	l.on(n, func() error {
		return l.b.cfg.App.PublicationApprove(l.b.ctx, l.b.who("leader"), app.PublicationApprove{ID: l.id, Note: "同意发布"})
	})
	l.on(n+1, func() error {
		return l.b.cfg.App.PublicationPublish(l.b.ctx, l.b.who("office"), app.PublicationPublish{ID: l.id, Cause: cause})
	})
}

// results tells every story of the demo.
func (b *builder) results() {
	last := quarterOf(quarterOf(b.day-20).when().First - 1) // the last quarter whose figures are in
	before := quarterOf(last.when().First - 1)
	b.corrected(before)
	b.mended(last)
	b.running()
}

// list begins a story about a quarter.
func (b *builder) list(q quarter, title string, begin workday.Date) *listed {
	return &listed{b: b, kind: score.ListKind, title: fmt.Sprintf("%d年%s季度重特大项目攻坚%s", q.year, numerals[q.n-1], title), as: q.when().Last(), name: fmt.Sprintf("%dQ%d", q.year, q.n), begin: workday.Default().Add(begin, 1)}
}

// corrected is published after an objection that was not right, and corrected once
// a county's returns were mended.
func (b *builder) corrected(q quarter) {
	l := b.list(q, "“红黑榜”", q.when().Last()+7)
	if l.begin <= b.first+60 {
		return // the register is too young
	}
	l.opened(nil)
	l.on(4, func() error {
		return l.objects("xuyi", "投资进度", "6月有两个项目的投资未计入，附企业支付凭证清单。")
	})
	l.on(5, func() error {
		return l.answers(false, "经核对，两个项目的投资在7月月报中报送，计入下期；本期数据截至季末，维持原结果。")
	})
	l.published(9, "补齐投资进度，逐个项目排出时间表")
	b.warned(l, 0)
	l.on(40, func() error { return b.decided(score.LiftWarning, "三季度进度已补齐，现场核实") })
	again := b.list(q, "“红黑榜”（更正）", l.day(20))
	again.fix = "huaiyin"
	again.opened(l)
	again.published(8, "")
}

// mended is returned because an objection was right, drafted anew, published; of the
// warned one answers at once and one too late.
func (b *builder) mended(q quarter) {
	l := b.list(q, "“红黑榜”", q.when().Last()+7)
	if l.begin <= b.first+60 {
		return
	}
	l.opened(nil)
	l.on(3, func() error {
		return l.objects("hongze", "红灯管控", "季末红灯项目中有一个已经县级核销，系统未更新。")
	})
	l.on(4, func() error { return l.answers(true, "属实，退回重拟。") })
	l.on(5, func() error {
		return l.move("office2", score.ReturnDraft, "洪泽区异议属实，更正后重新公示")
	})
	l.on(6, func() error {
		l.fix = "hongze"
		facts, err := l.facts()
		if err != nil {
			return err
		}
		return b.cfg.App.PublicationRedraft(b.ctx, b.who("office"), app.PublicationRedraft{ID: l.id, Pack: listPack, Facts: facts, Note: "按核实后的数据重新计算"})
	})
	l.on(7, func() error { return l.move("office2", score.CheckDraft, "更正处已核对") })
	l.on(8, func() error { return l.move("office", score.OpenToObjection, "") })
	l.published(14, "三季度投资进度低于序时，请逐个项目排查，补齐进度")
	b.warned(l, 1)
}
