package web

import (
	"testing"

	"github.com/chromedp/chromedp"

	"guatu/internal/app"
	"guatu/internal/score"
)

// A quarter's list on its way through the hands of the office, in a real browser:
// drafted by one, checked by another, objected to by a county, returned, drafted
// anew, approved by a third and published; the black county is warned and answers.

// listName is the list of the story.
const listName = "2026年三季度重点项目红黑榜"

func TestAListIsWalkedToItsPublication(t *testing.T) {
	l := newLife(t)
	l.draftsAList()
	l.isObjectedTo()
	l.isDraftedAnew()
	l.isPublished()
	l.isAnsweredByTheBlack()
}

// draftsAList: one of the office works it out, another checks it, it is laid open.
func (l *life) draftsAList() {
	l.on("2026-10-12").as("林峰", func(w *worker) {
		w.press("考核", ".nav")
		w.press("考核结果", ".tabs")
		w.see("还没有考核结果")
		w.press("起草考核结果", "main")
		w.see("发布什么")
		w.fill("title", listName)
		w.types("pack", "name: 空\n")
		w.types("facts", "{}")
		w.press("计算并起草", ".form-end")
		w.until(`!!document.querySelector(".notice-bad")`, "what is wrong with it")
		w.refused("422")
		w.look("a-scheme-with-mistakes")
		w.types("pack", smallPack)
		w.types("facts", l.smallFacts("8"))
		w.press("计算并起草", ".form-end")
		w.see("已计算并起草", "由起草人以外的人员复核", "按当时口径重算一致", "盱眙县")
		w.lacksForm("approve")
		if ask[bool](w.walker, `!!document.querySelector("input[value=check]")`) {
			w.t.Error("who drafted is offered to check")
		}
		w.lookOnPhone("drafted")
	})
	l.on("2026-10-13").as("韩梅", func(w *worker) {
		w.press("考核", ".nav")
		w.press("考核结果", ".tabs")
		w.see("还没有考核结果") // a draft is the office's own
	})
	l.as("许然", func(w *worker) {
		w.see("待我复核")
		w.look("day-of-who-checks")
		w.press(listName, "main")
		w.see("对照名单、得分和依据")
		w.fill("note", "名单与台账一致")
		w.press("复核无误", ".act form")
		w.see("已复核，可以公示")
	})
	l.as("林峰", func(w *worker) {
		w.press(listName, "main")
		w.press("公示", ".act form")
		w.see("公示到 2026-10-20")
		w.look("open")
	})
}

// isObjectedTo: the county reads its sheet and objects; the office finds it right
// and sends the draft back.
func (l *life) isObjectedTo() {
	l.on("2026-10-15").as("韩梅", func(w *worker) {
		w.see("本单位可以提出异议")
		w.press(listName, "main")
		w.press("盱眙县", "tbody")
		w.see("逐项得分", "8 ÷ 10 × 100 = 80", "倒数第 1 名")
		w.lookOnPhone("sheet-of-the-black")
		w.press("提出异议", "main")
		w.see("异议和依据")
		w.do(chromedp.SetValue(chromedp.CSS(`select[name=about]`), "投资完成"))
		w.fill("note", "九月漏计一个项目投资1.5亿元，附凭证")
		w.press("提出异议", ".act form")
		w.see("异议已提交", "待答复")
		w.look("objected")
	})
	l.on("2026-10-16").as("许然", func(w *worker) {
		w.see("待我答复异议")
		w.press(listName, "main")
		w.see("核对结果")
		w.do(chromedp.SetValue(chromedp.CSS(`select[name=accepted]`), "1"))
		w.press("答复", ".objections form")
		w.see("请写明答复的内容")
		w.refused("422")
		w.do(chromedp.SetValue(chromedp.CSS(`select[name=accepted]`), "1"))
		w.writes(".objections form [name=note]", "核对属实，更正后重新公示")
		w.press("答复", ".objections form")
		w.see("已答复。", "异议属实") // the words alone stand in the form too
		w.press("退回重拟", "#act-return:not([open])")
		w.writes("#act-return [name=note]", "盱眙县异议属实")
		w.press("退回重拟", "#act-return form")
		w.see("退回重拟", "由攻坚办更正后重新起草：盱眙县异议属实")
		w.look("returned")
	})
	l.listStands(score.Returned)
}

// isDraftedAnew: from mended facts, checked and laid open again.
func (l *life) isDraftedAnew() {
	l.on("2026-10-19").as("林峰", func(w *worker) {
		w.press(listName, "main")
		w.press("重新起草", "main .panel-body")
		w.see("退回原因：盱眙县异议属实")
		w.types("facts", l.smallFacts("9.5"))
		w.press("重新计算并起草", ".form-end")
		w.see("待复核", "57")
	})
	l.as("许然", func(w *worker) {
		w.press(listName, "main")
		w.press("复核无误", ".act form")
		w.see("已复核")
		w.press("公示", ".act form")
		w.see("公示到 2026-10-26")
	})
}

// isPublished: nobody objects; the leader approves what neither of the others may.
func (l *life) isPublished() {
	l.on("2026-10-27").as("许然", func(w *worker) {
		w.press("考核", ".nav")
		w.press("考核结果", ".tabs")
		w.press(listName, "tbody")
		w.see("公示期满，由起草、复核以外的人员审定")
		w.lacksForm("approve")
	})
	l.as("高远", func(w *worker) {
		w.see("待我审定")
		w.press(listName, "main")
		w.look("to-be-approved")
		w.press("审定", ".act form")
		w.see("已审定，可以发布")
	})
	l.on("2026-10-28").as("林峰", func(w *worker) {
		w.see("待我发布")
		w.press(listName, "main")
		w.see("黑榜 1 个单位同时收到督办单")
		w.fill("cause", "补齐三季度投资进度")
		w.press("发布", ".act form")
		w.see("已发布。")
		w.lookOnPhone("published")
		w.press("通报稿", "main")
		w.see("考核结果经公示和审定，现予通报", "公示期间收到异议 1 条，均已答复")
		w.look("notice")
	})
	l.listStands(score.Published)
}

// isAnsweredByTheBlack: the county is warned, sends its plan, and the office takes it.
func (l *life) isAnsweredByTheBlack() {
	l.on("2026-10-29").as("韩梅", func(w *worker) {
		w.see("待报整改方案 · 补齐三季度投资进度")
		w.press("盱眙县 · 蓝色督办单", "main")
		w.see("整改措施")
		w.fill("note", "两个项目复工，每周调度")
		w.do(chromedp.SetValue(chromedp.CSS(`input[name=by]`), "2026-12-15"))
		w.press("报送整改方案", ".act form")
		w.see("整改方案已报送")
		w.look("plan-sent")
	})
	l.on("2026-10-30").as("林峰", func(w *worker) {
		w.see("整改方案待我审定")
		w.press("盱眙县 · 蓝色督办单", "main")
		w.press("同意方案", ".act form")
		w.see("整改中")
		w.press("打印督办单", "main")
		w.see("两个项目复工，每周调度")
		w.look("warning-on-paper")
	})
}

// types puts a long text into a field.
func (w *worker) types(name, text string) {
	w.t.Helper()
	w.do(chromedp.SetValue(chromedp.CSS(`textarea[name=`+name+`]`), text))
}

// writes types into one of several fields of a name.
func (w *worker) writes(field, text string) {
	w.t.Helper()
	w.do(chromedp.SendKeys(chromedp.CSS(field), text))
}

// listStands fails unless the list stands somewhere, and its frozen result can be
// worked out again.
func (l *life) listStands(want score.PublicationState) {
	l.t.Helper()
	list, err := l.App.Publications(l.t.Context(), l.actor("linfeng"), app.PublicationFilter{})
	l.must(err)
	if len(list.Rows) != 1 || list.Rows[0].State != want {
		l.t.Fatalf("the list stands at %+v, not %s", list.Rows, want)
	}
	page, err := l.App.PublicationResult(l.t.Context(), l.actor("linfeng"), list.Rows[0].ID, app.Moment{})
	l.must(err)
	if !page.Same {
		l.t.Error("worked out again it differs")
	}
}
