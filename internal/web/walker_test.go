package web

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"guatu/internal/app"
	"guatu/internal/store/storetest"
)

// A person at a real browser: they see words, press what bears them, fill fields
// by their labels' names and use the keyboard. What the browser complains of
// (exceptions, the content policy, files that do not load) is a failure.

// chromium starts one browser for all walks of a test. Where none is installed the
// test says so and stops; GUATU_TEST_REQUIRE=chromium makes it fail instead.
func chromium(t *testing.T) context.Context {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: no browser")
	}
	if _, err := exec.LookPath("chromium"); err != nil {
		if strings.Contains(os.Getenv("GUATU_TEST_REQUIRE"), "chromium") {
			t.Fatal("GUATU_TEST_REQUIRE asks for chromium, and there is none")
		}
		t.Skip("no chromium on this machine")
	}
	// The files that walks upload have Chinese names, which a browser without a
	// UTF-8 locale cannot open.
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath("chromium"), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.Env("LANG=C.UTF-8"), chromedp.WindowSize(1366, 768)}
	for _, flag := range []string{"disable-quic", "disable-background-networking", "disable-component-update", "disable-sync"} {
		options = append(options, chromedp.Flag(flag, true))
	}
	house, end := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(end)
	ctx, quit := chromedp.NewContext(house)
	t.Cleanup(quit)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// A walker is one person at one window with cookies of its own.
type walker struct {
	t    *testing.T
	ctx  context.Context
	home string // the server's address
	mu   sync.Mutex
	said []string // what the browser complained of
	seen int      // pages opened
}

// walk opens a window. At the end of the walk nothing may have been complained of.
func walk(t *testing.T, house context.Context, home string) *walker {
	t.Helper()
	w := &walker{t: t, home: home}
	ctx, closeWindow := chromedp.NewContext(house, chromedp.WithNewBrowserContext())
	ctx, stop := context.WithTimeout(ctx, time.Minute)
	t.Cleanup(func() { stop(); closeWindow() })
	w.ctx = ctx
	if err := chromedp.Listen(ctx, w.hear); err != nil {
		t.Fatal(err)
	}
	w.wide(1366)
	t.Cleanup(func() {
		for _, s := range w.complaints() {
			t.Errorf("the browser says: %s", s)
		}
	})
	return w
}

// hear keeps what a person would find in red in the browser's console.
func (w *walker) hear(event any) {
	var text string
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		text = "exception: " + e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			text += " " + e.ExceptionDetails.Exception.Description
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type != "error" && e.Type != "warning" {
			return
		}
		text = fmt.Sprintf("console.%s", e.Type)
	case *log.EventEntryAdded:
		if e.Entry.Level != "error" && e.Entry.Level != "warning" {
			return
		}
		text = fmt.Sprintf("%s: %s (%s)", e.Entry.Source, e.Entry.Text, e.Entry.URL)
	default:
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.said = append(w.said, text)
}

// complaints are what was heard since the last time this was asked.
func (w *walker) complaints() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	list := w.said
	w.said = nil
	return list
}

// refused takes one answer of a status for what was meant to happen.
func (w *walker) refused(status string) {
	w.t.Helper()
	list := w.complaints()
	i := slices.IndexFunc(list, func(s string) bool { return strings.Contains(s, "status of "+status) })
	if i < 0 {
		w.t.Errorf("nothing was refused with %s: %q", status, list)
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.said = append(slices.Delete(list, i, i+1), w.said...)
}

func (w *walker) do(steps ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	if err := chromedp.Do(w.ctx, steps...); err != nil {
		w.t.Fatal(err)
	}
}

// ask evaluates an expression in the page.
func ask[T any](w *walker, expression string, opts ...chromedp.EvaluateOption) T {
	w.t.Helper()
	v, err := chromedp.Run(w.ctx, chromedp.Evaluate[T](expression, opts...))
	if err != nil {
		w.t.Fatalf("%.120s: %v", expression, err)
	}
	return v
}

// open goes to an address of the server.
func (w *walker) open(path string) {
	w.t.Helper()
	w.seen++
	w.do(chromedp.Navigate(w.home + path))
}

func (w *walker) wide(pixels int64) { w.t.Helper(); w.do(chromedp.EmulateViewport(pixels, 768)) }

// patience is how long a person waits for a page. Generous: it only says when to
// give up on a busy machine.
const patience = 15 * time.Second

// until waits for an expression to hold; pages may change under it.
func (w *walker) until(expression, what string) {
	w.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if ok, err := chromedp.Run(w.ctx, chromedp.Evaluate[bool](`document.readyState === "complete" && (`+expression+`)`)); err == nil && ok {
			return
		}
	}
	w.t.Fatalf("%s does not come; at %s one reads: %.1500s", what, ask[string](w, `location.href`), ask[string](w, `document.body.innerText`))
}

// see waits until the page says all of these words.
func (w *walker) see(words ...string) {
	w.t.Helper()
	for _, s := range words {
		w.until(fmt.Sprintf(`document.body.innerText.includes(%q)`, s), "“"+s+"”")
	}
}

// aim finds what bears the words and can be pressed, brings it into sight and says
// where it is, or why it cannot be pressed: something lies over it.
const aim = `((words, part) => {
	const shown = (el) => el.getClientRects().length > 0 && !el.disabled;
	const all = Array.from(document.querySelectorAll(part + " :is(a, button, summary, label)")).filter(shown);
	const text = (el) => el.innerText.replace(/\s+/g, " ").trim();
	const el = all.find((e) => text(e) === words) || all.find((e) => text(e).startsWith(words)) || all.find((e) => text(e).includes(words));
	if (!el) return {why: "is not there"};
	el.scrollIntoView({block: "center", inline: "center"});
	const box = el.getClientRects()[0], x = box.left + box.width / 2, y = box.top + box.height / 2;
	const top = document.elementFromPoint(x, y);
	if (!top || !(el.contains(top) || top.contains(el))) return {why: "lies under " + (top ? top.outerHTML.slice(0, 120) : "nothing")};
	return {x, y};
})`

// press presses what bears the words, in a part of the page ("" anywhere).
func (w *walker) press(words, part string) {
	w.t.Helper()
	if part == "" {
		part = "body"
	}
	type spot struct {
		X, Y float64
		Why  string
	}
	at := ask[spot](w, fmt.Sprintf(`%s(%q, %q)`, aim, words, part))
	if at.Why != "" {
		w.t.Fatalf("“%s” %s; at %s one reads: %.1500s", words, at.Why, ask[string](w, `location.href`), ask[string](w, `document.body.innerText`))
	}
	w.do(chromedp.MouseClickXY(at.X, at.Y))
}

// fill types into the field of a name that is in sight, in place of what is there.
func (w *walker) fill(name, value string) {
	w.t.Helper()
	if !ask[bool](w, fmt.Sprintf(`((name) => {
		document.querySelectorAll("[data-walked]").forEach((f) => f.removeAttribute("data-walked"));
		const f = Array.from(document.getElementsByName(name)).find((f) => f.getClientRects().length > 0 && f.checkVisibility());
		if (f) { f.setAttribute("data-walked", ""); f.select(); }
		return !!f;
	})(%q)`, name)) {
		w.t.Fatalf("no field %s in sight", name)
	}
	w.do(chromedp.SendKeys(chromedp.CSS(`[data-walked]`), value))
}

func (w *walker) signIn(login string) {
	w.t.Helper()
	w.open("/sign-in")
	w.fill("login", login)
	w.fill("password", password)
	w.press("登录", "form")
	w.until(`location.pathname !== "/sign-in"`, "the day's page")
}

// narrow fails when a page is wider than its window: nobody scrolls sideways.
func (w *walker) narrow(path string) {
	w.t.Helper()
	for _, width := range []int64{1366, 390} {
		w.wide(width)
		if over := ask[float64](w, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
			w.t.Errorf("%s is %v pixels too wide at %d: %s", path, over, width, ask[string](w, widest))
		}
	}
	w.wide(1366)
}

// widest names what sticks out, but for what scrolls by itself.
const widest = `Array.from(document.querySelectorAll("body *")).filter((e) => {
	if (e.getBoundingClientRect().right <= document.documentElement.clientWidth + 0.5 || !e.checkVisibility({contentVisibilityAuto: true})) return false;
	for (let up = e.parentElement; up; up = up.parentElement) if (up !== document.body && getComputedStyle(up).overflowX !== "visible") return false;
	return true;
}).slice(0, 4).map((e) => e.outerHTML.slice(0, 100)).join(" ")`

// key presses one key as a keyboard does: what the page takes for itself writes no
// letter.
func (w *walker) key(letter string) {
	w.t.Helper()
	for _, kind := range []input.DispatchKeyEventType{"keyDown", "keyUp"} {
		p := input.DispatchKeyEventParams{Type: kind, Key: letter}
		if kind == "keyDown" {
			p.Text = letter
		}
		if _, err := chromedp.Call(w.ctx, input.DispatchKeyEvent, p); err != nil {
			w.t.Fatal(err)
		}
	}
}

// empty is a server with no campaign yet, and the path of its one-time link.
func empty(t *testing.T) (home, link string) {
	t.Helper()
	clock := storetest.NewClock(fixtureNow)
	a := app.New(app.Config{DB: storetest.Open(t, storetest.SQLite(t), clock), Clock: clock.Now})
	token, err := a.SetupToken(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(New(Config{App: a, Version: "test", Dir: t.TempDir()}))
	t.Cleanup(server.Close)
	return server.URL, "/setup?token=" + token
}
