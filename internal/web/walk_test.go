package web

import (
	"context"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// The paths people walk, in a real browser over a real server.

func TestThePathsPeopleWalk(t *testing.T) {
	house := chromium(t)
	c := newCity(t)
	c.drawn()
	owing := c.constructing()
	for _, one := range []struct {
		name string
		path func(*testing.T, context.Context, *city)
	}{
		{"the browser's complaints are heard", complaintsAreHeard},
		{"from the first link to the board", theFirstMorning},
		{"the return of the month", func(t *testing.T, h context.Context, c *city) { theReturn(t, h, c, owing) }},
		{"the timetable, the hall and the other tongue", theMeeting},
		{"the keyboard", theKeyboard},
		{"without scripts", withoutScripts},
		{"no page complains or is too wide", everyPage}, // with a real ledger in by then
	} {
		t.Run(one.name, func(t *testing.T) {
			start := time.Now()
			one.path(t, house, c)
			t.Logf("%v", time.Since(start).Round(time.Millisecond))
		})
	}
}

// ledgerFile is a ledger of published facts: eighteen projects of one city.
func ledgerFile(t *testing.T) string {
	t.Helper()
	found, err := filepath.Glob("../sheet/testdata/01-*.xlsx")
	if err != nil || len(found) != 1 {
		t.Fatalf("the ledger: %v %v", found, err)
	}
	path, err := filepath.Abs(found[0])
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// takeIn uploads the ledger and confirms what is shown. It gives how many projects
// the button says it adds.
func (w *walker) takeIn() (added string) {
	w.t.Helper()
	w.press("导入", ".nav")
	w.see("把台账放进来")
	w.do(chromedp.SetUploadFiles(chromedp.CSS("input[type=file]"), []string{ledgerFile(w.t)}))
	w.press("读取台账", "main")
	w.see("识别出 18 个项目", "将会改变什么", "写入后可以整批撤销")
	added = ask[string](w, `/写入：新增 (\d+) 个/.exec(document.body.innerText)[1]`)
	w.press("写入：新增", "main")
	w.see("导入结果", "撤销这次导入")
	return added
}

// An office with nothing but a ledger: link, sign-in, ledger, board, a project, a
// figure, and the import taken back while nobody has built on it.
func theFirstMorning(t *testing.T, house context.Context, _ *city) {
	home, link := empty(t)
	w := walk(t, house, home)
	w.open(link)
	w.see("为谁建立台账")
	for _, f := range [][2]string{{"name", "淮安市"}, {"division", "320800"}, {"person", "张三"}, {"login", "zhang"}, {"password", password}} {
		w.fill(f[0], f[1])
	}
	w.press("建立台账", "form")
	w.until(`location.pathname === "/sign-in"`, "the door")
	w.fill("login", "zhang")
	w.fill("password", password)
	w.press("登录", "form")
	w.until(`location.pathname === "/"`, "the day's page")

	w.takeIn()
	w.press("撤销这次导入", "main")
	w.see("这次导入已整批撤销。")
	w.press("项目", ".nav")
	w.see("还没有项目")
	added := w.takeIn()
	result := ask[string](w, `location.pathname`)

	w.press("挂图", ".nav")
	w.see("方阵", "淮安市")
	if n := ask[string](w, `document.querySelector("a.tile").innerText`); !strings.Contains(n, added) {
		t.Errorf("the board's first figure is %q, not %s", n, added)
	}
	w.press("项目", ".nav")
	w.see("项目" + added + " 个")
	w.filter(t)
	w.press("", "tbody th")
	w.until(`/^\/projects\/[0-9a-z]{24}$/.test(location.pathname)`, "a project's page")
	w.reportFigure()

	w.open(result)
	w.press("撤销这次导入", "main")
	w.see("又被修改", "不能整体撤销")
	w.refused("409")
}

// filter ticks a stage in the panel and takes the chip off again.
func (w *walker) filter(t *testing.T) {
	t.Helper()
	rows := `document.querySelectorAll("tbody tr[data-href]").length`
	before := ask[float64](w, rows)
	w.press("筛选", "main")
	w.do(chromedp.Click(chromedp.CSS(`.pop input[name=stage]`)))
	w.press("筛选", ".pop .form-end")
	w.until(`document.querySelectorAll(".chips .chip, a.chip, .chip").length > 0 && location.search.includes("stage=")`, "the chip")
	if after := ask[float64](w, rows); after == 0 || after >= before {
		t.Errorf("the filter shows %v of %v rows", after, before)
	}
	w.do(chromedp.Click(chromedp.CSS(`.chip a, a.chip`)))
	w.until(`!location.search.includes("stage=")`, "the table without the chip")
	if after := ask[float64](w, rows); after != before {
		t.Errorf("without the chip %v of %v rows are shown", after, before)
	}
}

// reportFigure reports the month from a project's page and finds it in the history.
func (w *walker) reportFigure() {
	w.t.Helper()
	w.press("填报进度", "main")
	w.see("填报 2026年10月")
	id := ask[string](w, `location.pathname.split("/")[2]`)
	w.fill("dispatch."+id, "12345")
	if ask[bool](w, `!!document.querySelector("#report [name=because]")`) {
		w.fill("because", "核实后更正")
	}
	w.press("报送", "#report")
	w.see("已报送 1 个数字")
	w.press("历史", ".tabs")
	w.see("张三", "1.23")
}

// A clerk on the day's page.
func theReturn(t *testing.T, house context.Context, c *city, owing string) {
	w := walk(t, house, c.Server.URL)
	w.signIn("reporter")
	w.see("2026年10月月报", "未报 1 个")
	w.fill("dispatch."+owing, "三千")
	w.press("报送2026年10月月报", "main")
	w.see("不是金额")
	w.refused("422")
	w.fill("dispatch."+owing, "3000")
	w.fill("image."+owing, "桩基施工")
	w.wide(390) // finished on the phone
	w.press("报送2026年10月月报", "main")
	w.see("月报没有缺的")
}

// The meeting: bars by the calendar, the wall of the hall, a guest who reads English.
func theMeeting(t *testing.T, house context.Context, c *city) {
	w := walk(t, house, c.Server.URL)
	w.signIn("office")
	w.press("对表", ".nav")
	w.until(`document.querySelectorAll("main svg rect").length >= 10`, "the timetable's bars")
	w.press("A3 分页", "main")
	w.until(`document.querySelectorAll("main svg").length > 0`, "the sheets")
	w.press("挂图", ".nav")
	w.see("方阵")
	w.press("大屏", "main")
	w.until(`document.body.dataset.hall > 0 && !document.querySelector("nav")`, "the wall")
	if status := ask[float64](w, `fetch(location.href, {method: "HEAD"}).then((a) => a.redirected ? 0 : a.status)`, chromedp.EvalAwaitPromise); status != http.StatusOK {
		t.Errorf("the wall looks again and is answered %v", status)
	}
	w.open("/board")
	w.press("示例office", ".bar")
	w.press("English", ".bar")
	w.see("Board", "Projects")
	if han := ask[string](w, foreign); han != "" {
		t.Errorf("in English one still reads %s", han)
	}
}

// foreign are the Chinese words left on an English page, but for the names of
// places, people and projects, which stay as they are.
const foreign = `document.body.innerText.split("\n").filter((l) => /\p{Script=Han}/u.test(l) && !/示例|县|区|市/.test(l) && l.trim() !== "中文").slice(0, 5).join(" | ")`

// Hands that stay on the keyboard.
func theKeyboard(t *testing.T, house context.Context, c *city) {
	w := walk(t, house, c.Server.URL)
	w.signIn("office")
	w.open("/projects")
	w.do(chromedp.KeyEvent("j"), chromedp.KeyEvent("j"), chromedp.KeyEvent("j"), chromedp.KeyEvent("k"))
	second := ask[string](w, `document.querySelectorAll("tr[data-href]")[1].dataset.href`)
	if here := ask[string](w, `document.querySelector("tr.here").dataset.href`); here != second {
		t.Errorf("j j j k stands on %s, not %s", here, second)
	}
	w.do(chromedp.KeyEvent("\r"))
	w.until(`location.pathname === "`+second+`"`, "the project")
	w.key("/")
	w.do(chromedp.KeyEvent("07\r"))
	w.until(`location.pathname === "/projects" && location.search.includes("q=07")`, "what was searched for")
	w.see("示例项目07")
	w.open("/sign-in") // signed in: leads home
	w.until(`location.pathname === "/"`, "home")
	w.do(chromedp.KeyEvent("\t"))
	if focus := ask[string](w, `document.activeElement.innerText`); focus != "跳到正文" {
		t.Errorf("the first stop of the tabulator is %q", focus)
	}
}

// everyPage opens every page in both languages at both widths.
func everyPage(t *testing.T, house context.Context, c *city) {
	w := walk(t, house, c.Server.URL)
	w.open("/sign-in")
	w.narrow("/sign-in")
	w.signIn("office")
	project, unit := "/projects/"+c.IDs[1], "/units/"+c.Units["涟水县"]
	pages := []string{"/", "/board", "/board?hall=1", "/projects", "/projects?group=unit", project, project + "?tab=progress", project + "?tab=nodes", project + "?tab=history", project + "/edit", "/projects/new",
		"/timetable", "/timetable?print=1", "/twins", "/units", unit, "/import", "/journal", "/rules", "/calendar", "/rights", "/me"}
	w.every(pages)
	w.press("示例office", ".bar")
	w.press("English", ".bar")
	w.see("Board")
	w.every(pages)
	keeper := walk(t, house, c.Server.URL)
	keeper.signIn("keeper")
	keeper.every([]string{"/", "/admin/units", "/admin/units/new", "/admin/people", "/admin/people/new", "/admin/settings"})
	t.Logf("%d pages looked at", w.seen+keeper.seen)
}

func (w *walker) every(pages []string) {
	w.t.Helper()
	for _, path := range pages {
		w.open(path)
		w.narrow(path)
		for _, s := range w.complaints() {
			w.t.Errorf("%s: the browser says: %s", path, s)
		}
	}
}

// A browser whose scripts the office has switched off.
func withoutScripts(t *testing.T, house context.Context, c *city) {
	w := walk(t, house, c.Server.URL)
	if _, err := chromedp.Call(w.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	w.signIn("office")
	w.press("项目", ".nav")
	w.see("示例项目02")
	if ask[bool](w, `document.documentElement.classList.contains("by-mouse")`) {
		t.Fatal("scripts run")
	}
	w.filter(t)
	w.press("导入", ".nav")
	w.see("把台账放进来")
	w.do(chromedp.SetUploadFiles(chromedp.CSS("input[type=file]"), []string{ledgerFile(t)}))
	w.press("读取台账", "main")
	w.patient("识别出 18 个项目")
	w.press("写入：新增", "main")
	w.patient("撤销这次导入")
}

// patient follows the link that looks again until the page says the words.
func (w *walker) patient(words string) {
	w.t.Helper()
	for range 100 {
		text := ask[string](w, `document.readyState === "complete" ? document.body.innerText : ""`)
		switch {
		case strings.Contains(text, words):
			return
		case strings.Contains(text, "看看进展"):
			w.press("看看进展", "main")
		}
		time.Sleep(50 * time.Millisecond)
	}
	w.t.Fatalf("“%s” never comes: %.1500s", words, ask[string](w, `document.body.innerText`))
}

// What the other walks stand on: a broken policy and a thrown error are heard.
func complaintsAreHeard(t *testing.T, house context.Context, c *city) {
	w := walk(t, house, c.Server.URL)
	w.open("/sign-in")
	ask[bool](w, `setTimeout(() => { throw new Error("thrown") }) > 0`)
	ask[bool](w, `(() => { const s = document.createElement("script"); s.textContent = "1"; document.head.append(s); return true })()`)
	heard := ""
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		heard += strings.Join(w.complaints(), "\n")
		if strings.Contains(heard, "thrown") && strings.Contains(heard, "Content Security Policy") {
			return
		}
	}
	t.Errorf("heard only: %s", heard)
}
