package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
)

// The life of projects in a real browser: one from its contract to the statistics
// by a dozen people, one sent back, one recognised late, one withdrawn; and the
// journal of it all.

// The projects of the story.
const (
	wholeName   = "淮上新能源汽车零部件项目" // from signed to in statistics
	laterName   = "盱眙光电显示模组项目"   // sent back first, withdrawn in the end
	earlierName = "金湖智能装备制造项目"   // recognised in November from October
)

func TestALifeOfProjectsIsWalked(t *testing.T) {
	l := newLife(t)
	l.registersAProject()
	l.goesToItsStart()
	l.isSentBackAndMended()
	l.goesToTheStatistics()
	l.isReadAtTheEnd()
	l.isRecognisedLate()
	l.isReadAsKnownThenAndNow()
	l.isWithdrawn()
	l.isInTheJournal()
}

// registersAProject: the park's clerk writes it down and declares it signed.
func (l *life) registersAProject() {
	l.on("2026-03-05").as("江河", func(w *worker) {
		w.press("项目", ".nav")
		w.press("登记项目", "main")
		w.see("是什么项目")
		for _, f := range [][2]string{{"name", wholeName}, {"enterprise", "淮上汽车零部件有限公司"}, {"enterprise_code", "91320826MA10000008"}, {"code", "2603-320826-89-01-000001"}, {"industry", "C3670"},
			{"total", "12.5"}, {"plan_2026", "8"}, {"place", "涟水经开区兴业路8号"}, {"content", "新建厂房6万平方米，建设三条压铸生产线"}, {"products", "铝合金压铸件，120，万件"}} {
			w.fill(f[0], f[1])
		}
		w.do(chromedp.SetValue(chromedp.CSS(`select[name=kind]`), "new"))
		w.press("保存", "form")
		w.see("项目已登记")
		w.lookOnPhone("project-registered")
		w.claimSide("签约")
		w.look("what-signing-asks")
		w.press("提交申报", "#declare")
		w.see("缺少佐证材料：投资协议")
		w.refused("422")
		w.brings("签约", paper{"投资协议", map[string]string{"issued": "2026-02-26", "holder": "淮上汽车零部件有限公司", "amount": "125000"}, "scan"})
		w.look("agreement-there")
		w.declares("签约", "2026-02-26")
		w.lacksForm("recognise")
		w.see("等待部门核查")
		w.lookOnPhone("signed-declared")
	})
	l.stands(wholeName, lifecycle.Signed, lifecycle.Stage(""))
	l.on("2026-03-06").as("林峰", func(w *worker) {
		w.press("认定", ".nav")
		w.press(wholeName, "tbody")
		w.see("等待部门核查")
		w.lacksForm("recognise") // its days run: the departments first
	})
	l.on("2026-03-09").as("周岚", func(w *worker) {
		w.look("day-of-a-department")
		w.checks(wholeName)
		w.look("signed-checked")
	})
	l.on("2026-03-10").as("林峰", func(w *worker) {
		w.look("day-of-the-office")
		w.recognises(wholeName)
		w.look("signed-recognised")
	})
	l.stands(wholeName, lifecycle.Signed, lifecycle.Signed)
}

// goesToItsStart: filed is recognised by the county, started by the city.
func (l *life) goesToItsStart() {
	l.on("2026-03-16").as("江河", func(w *worker) {
		w.opens(wholeName)
		w.brings("立项", paper{"立项文件", map[string]string{"number": "涟行审备〔2026〕35号", "issuer": "涟水县行政审批局", "issued": "2026-03-12", "holder": "淮上汽车零部件有限公司", "amount": "125000"}, ""})
		w.declares("立项", "2026-03-12")
		w.see("等待上一级攻坚办认定")
	})
	l.on("2026-03-17").as("沈静", func(w *worker) { w.recognises(wholeName) })
	l.stands(wholeName, lifecycle.Filed, lifecycle.Filed)
	l.on("2026-04-07").as("江河", func(w *worker) {
		w.opens(wholeName)
		w.brings("开工",
			paper{"施工许可证", map[string]string{"number": "320826202604010101", "issuer": "涟水县住房和城乡建设局", "issued": "2026-04-01", "holder": "淮上汽车零部件有限公司"}, ""},
			paper{"施工合同", map[string]string{"issued": "2026-03-25", "holder": "淮上汽车零部件有限公司", "amount": "36000"}, "scan"},
			paper{"开工现场照片", nil, "photo"})
		w.look("start-all-there")
		w.declares("开工", "2026-04-02")
		w.see("发展改革部门", "住房城乡建设部门", "待核查")
	})
	l.stands(wholeName, lifecycle.Started, lifecycle.Filed)
	l.on("2026-04-08").as("陈晨", func(w *worker) { w.checks(wholeName) })
	l.as("吴磊", func(w *worker) { w.checks(wholeName) })
	before := l.counted("2026-04-30", 0)
	l.on("2026-04-10").as("林峰", func(w *worker) { w.recognises(wholeName) })
	l.grows("recognised as started", before, l.counted("2026-04-30", 0), 1)
}

// isSentBackAndMended: the city sends a claim back, the clerk reads why, brings the
// photo and another day, and declares again.
func (l *life) isSentBackAndMended() {
	claim := ""
	l.on("2026-05-12").as("韩梅", func(w *worker) {
		w.opens(laterName)
		w.brings("开工", paper{"施工合同", map[string]string{"issued": "2026-03-02", "holder": "盱眙光电科技有限公司", "amount": "9800"}, "scan"}, paper{"开工现场照片", nil, "photo"})
		claim = w.declares("开工", "2026-04-20")
	})
	l.on("2026-05-13").as("吴磊", func(w *worker) { w.checks(laterName) })
	l.as("林峰", func(w *worker) {
		w.press("认定", ".nav")
		w.press(laterName, "tbody")
		w.press("退回", ".act")
		w.press("退回申报单位", ".act form")
		w.see("请至少选择一项理由")
		w.refused("422")
		w.press("日期与材料不符", ".act form")
		w.fill("note", "桩基记录为5月6日，请核对")
		w.look("sending-back")
		w.press("退回申报单位", ".act form")
		w.see("已退回申报单位", "日期与材料不符")
		w.look("sent-back")
	})
	l.stands(laterName, lifecycle.Filed, "")
	l.refusesByHand("hanmei", claim+"/recognise", http.StatusForbidden)
	l.on("2026-05-14").as("韩梅", func(w *worker) {
		w.see("退回、撤销的申报", "日期与材料不符；桩基记录为5月6日，请核对")
		w.lookOnPhone("day-with-what-came-back")
		w.press("补正", "main")
		w.see("开工申报被退回，待补正", "林峰 退回：日期与材料不符", "看这件申报")
		w.look("mending")
		w.declares("开工", "2026-05-06")
		w.see("等待部门核查", "退回")
	})
	l.as("吴磊", func(w *worker) { w.checks(laterName) })
	l.as("陈晨", func(w *worker) { w.checks(laterName) })
	l.on("2026-05-15").as("林峰", func(w *worker) { w.recognises(laterName) })
	l.stands(laterName, lifecycle.Started, lifecycle.Started)
}

// goesToTheStatistics: completed, producing, at capacity, in statistics.
func (l *life) goesToTheStatistics() {
	l.on("2026-09-02").as("江河", func(w *worker) {
		w.opens(wholeName)
		w.claimSide("竣工")
		w.press("投产", "#declare .choice")
		w.see("申报投产认定")
		w.fill("on", "2026-09-01")
		w.press("提交申报", "#declare")
		w.see("“竣工”尚未申报")
		w.refused("422")
		w.look("a-stage-skipped")
		w.brings("竣工", paper{"联合验收意见书", map[string]string{"number": "涟联验〔2026〕12号", "issuer": "涟水县住房和城乡建设局", "issued": "2026-08-28"}, "scan"}, paper{"竣工照片", nil, "photo"})
		w.declares("竣工", "2026-08-28")
	})
	l.on("2026-09-03").as("吴磊", func(w *worker) { w.checks(wholeName) })
	l.on("2026-09-04").as("林峰", func(w *worker) { w.recognises(wholeName) })
	l.on("2026-09-24").as("何青", func(w *worker) {
		w.opens(wholeName)
		w.brought("生产设备照片", paper{"生产设备照片", nil, "photo"})
		w.look("the-enterprise-uploads")
	})
	l.as("江河", func(w *worker) {
		w.opens(wholeName)
		w.brings("投产", paper{"首批产品销售发票", map[string]string{"number": "26322000000012345678", "issued": "2026-09-20", "amount": "320"}, "scan"})
		w.declares("投产", "2026-09-20")
	})
	l.on("2026-09-25").as("郑洁", func(w *worker) { w.checks(wholeName) })
	l.on("2026-09-28").as("林峰", func(w *worker) { w.recognises(wholeName) })
	l.on("2026-10-29").as("江河", func(w *worker) {
		w.opens(wholeName)
		w.brings("达效", paper{"达产达效核算表", map[string]string{"issued": "2026-10-28"}, "scan"})
		w.declares("达效", "2026-10-28")
		w.see("工业和信息化部门", "税务部门")
	})
	l.on("2026-10-30").as("郑洁", func(w *worker) { w.checks(wholeName) })
	l.as("钱伟", func(w *worker) { w.checks(wholeName) })
	l.on("2026-11-02").as("林峰", func(w *worker) { w.recognises(wholeName) })
	l.on("2026-11-06").as("江河", func(w *worker) {
		w.opens(wholeName)
		w.brings("列统", paper{"入库审核结果", map[string]string{"issued": "2026-11-05"}, ""})
		w.declares("列统", "2026-11-05")
	})
	l.on("2026-11-09").as("孙宁", func(w *worker) { w.checks(wholeName) })
	l.stands(wholeName, lifecycle.InStatistics, lifecycle.AtCapacity)
	l.on("2026-11-10").as("林峰", func(w *worker) { w.recognises(wholeName) })
	l.stands(wholeName, lifecycle.InStatistics, lifecycle.InStatistics)
}

// isReadAtTheEnd: the project's page says what was declared and what recognised,
// when and by whom.
func (l *life) isReadAtTheEnd() {
	l.as("高远", func(w *worker) {
		w.opens(wholeName)
		w.look("at-the-end")
		w.press("认定", ".tabs")
		w.see("各阶段的申报与认定")
		row := ask[string](w.walker, `Array.from(document.querySelectorAll("tbody tr")).find((r) => r.innerText.startsWith("列统")).innerText`)
		for _, words := range []string{"2026-11-05", "林峰 2026-11-10", "已认定"} {
			if !strings.Contains(row, words) {
				w.t.Errorf("列统 reads %q without %q", row, words)
			}
		}
		if n := ask[float64](w.walker, `Array.from(document.querySelectorAll("tbody tr")).filter((r) => r.innerText.includes("已认定")).length`); n != 7 {
			w.t.Errorf("%v stages are recognised", n)
		}
		w.lookOnPhone("all-stages")
		w.press("列统", "tbody")
		w.see("自 2026-11-05 起计入认定数", "孙宁", "林峰", "江河")
		w.lacksForm("revoke")
		w.lookOnPhone("in-statistics")
	})
}

// isRecognisedLate: in November, from a day of October, with what it changes shown
// before and after.
func (l *life) isRecognisedLate() {
	l.on("2026-11-12").as("胡坡", func(w *worker) {
		w.opens(earlierName)
		w.brings("开工", paper{"施工合同", map[string]string{"issued": "2026-03-09", "holder": "金湖智能装备有限公司", "amount": "11200"}, "scan"}, paper{"开工现场照片", nil, "photo"})
		w.declares("开工", "2026-11-03")
	})
	l.on("2026-11-13").as("陈晨", func(w *worker) { w.checks(earlierName) })
	l.as("吴磊", func(w *worker) { w.checks(earlierName) })
	was := l.counted("2026-10-31", 0)
	l.on("2026-11-16").as("林峰", func(w *worker) {
		w.takes("待认定", earlierName)
		w.see("自 2026-11-03 起认定，不改变往月认定数。")
		w.fill("on", "2026-10-27")
		w.press("先看对往月的影响", ".act form")
		w.see("自 2026-10-27 起认定，往月认定数的变化")
		w.effect("2026年10月", was, was, was+1)
		l.grows("only looked at", was, l.counted("2026-10-31", 0), 0)
		w.look("late-before")
		w.press("认定", ".act form")
		w.see("认定日期与申报日期不同")
		w.refused("422")
		w.fill("note", "打桩记录为10月27日")
		w.press("认定", ".act form")
		w.see("已认定", "2026年10月认定开工", "撤销后往月认定数的变化")
		w.effect("2026年10月", was, was+1, was)
		w.lookOnPhone("late-after")
	})
	l.grows("recognised from October", was, l.counted("2026-10-31", 0), 1)
}

// effect reads a month of the panel: as known then, as known now, afterwards.
func (w *worker) effect(month string, want ...int) {
	w.t.Helper()
	got := ask[[]float64](w.walker, `Array.from(Array.from(document.querySelectorAll("#effect tbody tr")).find((r) => r.innerText.startsWith("`+month+`")).querySelectorAll("td")).slice(0, 3).map((c) => Number(c.innerText))`)
	for i, n := range want {
		if i >= len(got) || int(got[i]) != n {
			w.t.Errorf("%s reads %v, not %v", month, got, want)
		}
	}
}

// isReadAsKnownThenAndNow: the leader reads last month's board both ways, and goes
// from the claim's figure to the projects behind it.
func (l *life) isReadAsKnownThenAndNow() {
	then, now := 0, l.counted("2026-10-31", 0)
	l.on("2026-11-17").as("高远", func(w *worker) {
		w.press("挂图", ".nav")
		w.press("认定口径", "main")
		w.do(chromedp.Click(chromedp.CSS(".asof summary")))
		w.press("上月末", ".asof")
		w.see("正在看2026-10-31", "按现在所知")
		if n := w.number(`认定 (\d+) 个`); n != now {
			w.t.Errorf("as known now the board says %d, not %d", n, now)
		}
		w.look("board-as-known-now")
		w.press("按当时所知看", ".band")
		w.see("正在看2026-10-31", "按当时所知")
		then = w.number(`认定 (\d+) 个`)
		w.look("board-as-known-then")
		w.press("按现在所知看这一天", ".band")
		w.see("按现在所知：")
		w.lookOnPhone("board-as-known-now")
	})
	l.grows("between then and now", then, now, 1)
	l.as("林峰", func(w *worker) {
		w.press("认定", ".nav")
		w.press("已认定", "main")
		w.press(earlierName, "tbody")
		w.see("撤销后往月认定数的变化")
		w.press(itoa(then), "#effect tbody")
		w.see("按当时所知")
		if n := w.number(`项目\s*(\d+) 个`); n != then {
			w.t.Errorf("behind the figure of then stand %d projects, not %d", n, then)
		}
		w.look("projects-as-known-then")
		w.press("按现在所知看这一天", ".band")
		w.see("按现在所知：", earlierName)
		if n := w.number(`项目\s*(\d+) 个`); n != now {
			w.t.Errorf("behind the figure of now stand %d projects, not %d", n, now)
		}
	})
	l.as("胡坡", func(w *worker) {
		w.press("认定", ".nav")
		w.press("已认定", "main")
		w.press(earlierName, "tbody")
		w.see("往月认定数：当时所知与现在所知", "本单位范围")
		w.effect("2026年10月", 0, 1)
		w.look("a-county-reads-its-part")
	})
}

// isWithdrawn: the recognition of May is taken back, with its effect shown first.
func (l *life) isWithdrawn() {
	october, may := l.counted("2026-10-31", 0), l.counted("2026-05-31", 0)
	l.on("2026-11-18").as("林峰", func(w *worker) {
		w.press("认定", ".nav")
		w.press("已认定", "main")
		w.press(laterName, "tbody")
		w.see("撤销后往月认定数的变化")
		w.effect("2026年10月", october-1, october, october-1)
		w.effect("2026年5月", may, may, may-1)
		w.press("撤销认定", ".act:not([open])")
		w.press("复核发现未达到该阶段标志", ".act form")
		w.fill("note", "现场只有围挡，没有打桩")
		w.look("withdrawing")
		w.press("撤销认定", ".act form")
		w.see("认定已撤销", "现场只有围挡")
		w.lookOnPhone("withdrawn")
	})
	l.grows("October after the withdrawal", october, l.counted("2026-10-31", 0), -1)
	l.grows("May after the withdrawal", may, l.counted("2026-05-31", 0), -1)
	l.as("韩梅", func(w *worker) {
		w.see("林峰 撤销认定：复核发现未达到该阶段标志")
		w.look("day-with-a-withdrawal")
	})
}

// isInTheJournal: the auditor walks the whole line.
func (l *life) isInTheJournal() {
	l.as("冯岚", func(w *worker) {
		w.press("更多", ".nav")
		w.press("日志", ".nav")
		w.press("核对", "main")
		w.see("没有缺失，没有改动")
		w.look("journal")
	})
	state, err := l.App.JournalVerify(l.t.Context(), l.actor("fenglan"))
	l.must(err)
	if state.Fault != nil || state.Entries < 150 {
		l.t.Errorf("the journal: %d entries, %v", state.Entries, state.Fault)
	}
	l.t.Logf("%d entries in the journal, %d pictures", state.Entries, l.shots)
}

// stands fails unless a project has come so far as declared, and so far as
// recognised: the two are never one figure.
func (l *life) stands(name string, declared, recognised lifecycle.Stage) {
	l.t.Helper()
	table, err := l.App.Projects(l.t.Context(), l.actor("linfeng"), app.ProjectFilter{Query: name})
	l.must(err)
	if row := table.Rows[0]; row.Stage != declared || row.Recognised != recognised {
		l.t.Errorf("%s stands at %s as declared and %s as recognised, not %s and %s", name, row.Stage, row.Recognised, declared, recognised)
	}
}

// grows fails unless a count grew by so many.
func (l *life) grows(what string, from, to, by int) {
	l.t.Helper()
	if to-from != by {
		l.t.Errorf("%s: from %d to %d", what, from, to)
	}
}

// refusesByHand sends a form that no page offers.
func (l *life) refusesByHand(login, path string, status int) {
	l.t.Helper()
	if a := l.city.as(login).post(path, url.Values{}); a.status != status {
		l.t.Errorf("%s posts %s and is answered %d: %s", login, path, a.status, a.words())
	}
}
