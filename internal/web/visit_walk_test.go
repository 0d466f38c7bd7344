package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"guatu/internal/app"
	"guatu/internal/geo"
	"guatu/internal/photo/phototest"
)

// A field visit in a real browser whose network is cut, which is killed, and whose
// server is cut off in the middle of an answer: twenty photos, none lost, none
// doubled.

// A site is a city whose server can be cut off and come back at the same address.
type site struct {
	*city
	t       *testing.T
	addr    string
	handler http.Handler
	mu      sync.Mutex
	server  *http.Server
	// answered is called when the server has done what was asked and has not said so
	// yet; true takes the answer away.
	answered func(r *http.Request) bool
}

func newSite(t *testing.T) *site {
	t.Helper()
	c := newCity(t)
	s := &site{city: c, t: t, handler: New(Config{App: c.App, Version: "test", Dir: t.TempDir()})}
	s.back()
	t.Cleanup(s.cut)
	return s
}

// back lets the server answer, at the address it had.
func (s *site) back() {
	s.t.Helper()
	addr := s.addr
	if addr == "" {
		addr = "127.0.0.1:0"
	}
	l, err := net.Listen("tcp", addr)
	s.city.must(err)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.addr, s.server = l.Addr().String(), &http.Server{Handler: http.HandlerFunc(s.serve)}
	go func(srv *http.Server) {
		if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			s.t.Error(err)
		}
	}(s.server)
}

// cut closes every connection: the network is gone.
func (s *site) cut() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.server != nil {
		s.server.Close()
		s.server = nil
	}
}

// serve answers, unless the answer is taken away when all was done.
func (s *site) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	answered := s.answered
	s.mu.Unlock()
	if answered == nil || r.Method != http.MethodPost {
		s.handler.ServeHTTP(w, r)
		return
	}
	kept := &keptAnswer{header: http.Header{}}
	s.handler.ServeHTTP(kept, r)
	if answered(r) {
		panic(http.ErrAbortHandler)
	}
	for name, values := range kept.header {
		w.Header()[name] = values
	}
	w.WriteHeader(kept.status)
	w.Write(kept.body.Bytes())
}

func (s *site) watch(fn func(r *http.Request) bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answered = fn
}

// A keptAnswer is an answer that has not been sent.
type keptAnswer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (k *keptAnswer) Header() http.Header { return k.header }
func (k *keptAnswer) WriteHeader(status int) {
	if k.status == 0 {
		k.status = status
	}
}
func (k *keptAnswer) Write(b []byte) (int, error) {
	k.WriteHeader(http.StatusOK)
	return k.body.Write(b)
}

// A phone is a browser of its own with a folder that outlives it.
type phone struct {
	*walker
	dir string
	cmd *exec.Cmd
	off func()
}

// switchOn starts the browser on its folder and opens a window of 390 pixels.
func (p *phone) switchOn(t *testing.T, home string) {
	t.Helper()
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath("chromium"), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.Env("LANG=C.UTF-8"),
		chromedp.UserDataDir(p.dir), chromedp.WindowSize(390, 844), chromedp.ModifyCmdFunc(func(cmd *exec.Cmd) {
			cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // all of it can be killed at once
			p.cmd = cmd
		})}
	for _, flag := range []string{"disable-quic", "disable-background-networking", "disable-component-update", "disable-sync"} {
		options = append(options, chromedp.Flag(flag, true))
	}
	house, end := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, quit := chromedp.NewContext(house)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(ctx, 3*time.Minute)
	p.off = func() { stop(); quit(); end() }
	p.walker = &walker{t: t, home: home, ctx: ctx}
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatal(err)
	}
	p.wide(390)
}

// kill ends the browser as a phone does that needs the memory: at once.
func (p *phone) kill() {
	if p.cmd == nil {
		return
	}
	syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL)
	p.off() // waits for the process
	p.cmd = nil
}

func newPhone(t *testing.T) *phone {
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
	p := &phone{dir: t.TempDir()}
	t.Cleanup(p.kill)
	return p
}

// look keeps a picture of the screen where GUATU_TEST_SHOTS names a folder.
func (p *phone) look(name string) {
	dir := os.Getenv("GUATU_TEST_SHOTS")
	if dir == "" {
		return
	}
	b, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), b, 0o600); err != nil {
		p.t.Fatal(err)
	}
}

// paper keeps the page as it prints, where look would keep it.
func (p *phone) paper(name string) {
	dir := os.Getenv("GUATU_TEST_SHOTS")
	if dir == "" {
		return
	}
	r, err := chromedp.Call(p.ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true), PrintBackground: new(true)})
	if err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".pdf"), r.Data, 0o600); err != nil {
		p.t.Fatal(err)
	}
}

// twentyPhotos are files of a phone's camera, with place and time; hashes are of
// their bytes.
func twentyPhotos(t *testing.T) (paths []string, hashes map[string]bool) {
	t.Helper()
	dir, hashes := t.TempDir(), map[string]bool{}
	for i := range 20 {
		b := phototest.Shot{Seed: uint64(i + 1), Wide: 1200, Quality: 95, At: &geo.Point{Lon: 119.2 + float64(i)/1e4, Lat: 33.8}, Taken: fixtureNow.Add(-time.Hour)}.JPEG()
		path := filepath.Join(dir, fmt.Sprintf("IMG_%02d.jpg", i+1))
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(b)
		paths, hashes[hex.EncodeToString(sum[:])] = append(paths, path), true
	}
	return paths, hashes
}

// arrived are the hashes of all files of a project, each as often as it is there.
func (s *site) arrived(project string) map[string]int {
	s.t.Helper()
	m, err := s.App.Materials(context.Background(), s.actor("office"), project, app.Moment{})
	s.city.must(err)
	got := map[string]int{}
	for _, g := range m.Groups {
		for _, item := range g.Items {
			for _, f := range item.Files {
				got[f.Hash]++
			}
		}
	}
	return got
}

func TestAVisitWithoutNetwork(t *testing.T) {
	p, s := newPhone(t), newSite(t)
	home, project := "http://"+s.addr, s.IDs[1]
	path := "/visit/" + project
	paths, hashes := twentyPhotos(t)

	p.switchOn(t, home)
	p.signIn("office")
	p.open("/visit")
	p.see("待现场核查", "没有网络也能打开")
	p.look("1-round")
	p.open(path)
	p.see("示例项目02", "本页已存入本机，没有网络也能打开")
	p.look("2-form")

	s.cut()
	p.complaints()
	ask[bool](p.walker, `window.before = true`)
	p.do(chromedp.Reload())
	p.until(`!window.before`, "the page anew")
	p.see("示例项目02", "核查要点", "显示的是")
	p.press("是", ".visit-question")
	p.fill("image", "1号厂房桩基施打，2号厂房场地平整")
	p.fill("opinion", "现场与申报一致")
	p.do(chromedp.SetUploadFiles(chromedp.CSS(`input[data-photo-add][multiple]`), paths))
	p.see("20 张")
	p.until(`document.querySelectorAll(".visit-shot img").length === 20`, "twenty small pictures")
	p.see("仅存于本机")
	p.look("3-offline-filled")
	p.kill()

	p.switchOn(t, home)
	p.open(path)
	p.see("20 张", "现在没有网络")
	p.until(`!document.querySelector("[data-send]").hidden`, "the script's button")
	p.holdsWhatWasTyped()
	p.press("送出", ".visit-end")
	p.see("待送出", "有网络时自动送出")
	p.look("4-killed-and-back")
	p.complaints()

	// The network is back. Cookies of a session end with the browser: it says so.
	s.back()
	p.press("现在再送", ".visit-end")
	p.see("登录已经失效，内容都还在本机")
	p.look("5-sign-in")
	p.press("重新登录", ".visit-state")
	p.until(`location.pathname === "/sign-in"`, "the door")
	killed := s.killAtFinish(7, p)
	p.enter("office")
	select {
	case <-killed:
	case <-time.After(30 * time.Second):
		t.Fatalf("the seventh photo does not come; one reads %s", ask[string](p.walker, `document.querySelector(".visit-shot").innerText + document.body.innerText`))
	}
	p.kill()
	if n := len(s.arrived(project)); n != 7 {
		t.Errorf("%d photos had arrived when the browser was killed", n)
	}

	// Now the server goes, with an answer on its lips, and comes back by itself.
	lost := s.loseAtFinish(6)
	p.switchOn(t, home)
	p.open("/sign-in?next=" + path)
	p.enter("office")
	<-lost
	p.look("6-sending")
	p.see("有网络时自动送出")
	s.watch(nil)
	s.back()
	p.see("已送达（")
	p.look("7-sent")

	s.holdsOnce(project, hashes)
	p.press("查看核查记录", ".visit-end")
	p.see("现场核查记录表", "1号厂房桩基施打", "拍摄 2026-11-20 08:00")
	p.until(`Array.from(document.querySelectorAll(".visit-photos img")).every((i) => { i.loading = "eager"; return i.complete && i.naturalWidth > 0; })`, "the photos")
	p.look("8-record")
	p.paper("8-record")
}

// enter signs in at the door one stands at.
func (p *phone) enter(login string) {
	p.t.Helper()
	p.fill("login", login)
	p.fill("password", password)
	p.press("登录", "form")
}

func (p *phone) holdsWhatWasTyped() {
	p.t.Helper()
	for _, c := range [][2]string{{`document.querySelector("[name=image]").value`, "1号厂房桩基施打，2号厂房场地平整"}, {`document.querySelector("[name=opinion]").value`, "现场与申报一致"},
		{`document.querySelector(".visit-question input:checked").value`, "yes"}} {
		if got := ask[string](p.walker, c[0]); got != c[1] {
			p.t.Errorf("%s holds %q, not %q", c[0], got, c[1])
		}
	}
}

// killAtFinish tells when the server has attached the n-th photo, and takes that
// answer and all after it away: the browser is dead to it.
func (s *site) killAtFinish(n int, _ *phone) <-chan struct{} {
	done, count := make(chan struct{}), 0
	var mu sync.Mutex
	s.watch(func(r *http.Request) bool {
		mu.Lock()
		defer mu.Unlock()
		if strings.HasSuffix(r.URL.Path, "/finish") {
			if count++; count == n {
				close(done)
			}
		}
		return count >= n
	})
	return done
}

// loseAtFinish cuts the server off when it has attached the n-th photo, before it
// says so.
func (s *site) loseAtFinish(n int) <-chan struct{} {
	done, count := make(chan struct{}), 0
	var mu sync.Mutex
	s.watch(func(r *http.Request) bool {
		mu.Lock()
		defer mu.Unlock()
		if !strings.HasSuffix(r.URL.Path, "/finish") || count >= n {
			return count >= n
		}
		if count++; count < n {
			return false
		}
		go func() { s.cut(); close(done) }()
		return true
	})
	return done
}

// holdsOnce fails unless all photos and the record are there, each once.
func (s *site) holdsOnce(project string, hashes map[string]bool) {
	s.t.Helper()
	got := s.arrived(project)
	for hash := range hashes {
		if got[hash] != 1 {
			s.t.Errorf("a photo is there %d times", got[hash])
		}
	}
	if len(got) != len(hashes) {
		s.t.Errorf("%d files for %d photos", len(got), len(hashes))
	}
	list, err := s.App.Visits(context.Background(), s.actor("office"), app.VisitFilter{Project: project})
	s.city.must(err)
	if list.Count != 1 || list.Rows[0].Photos != len(hashes) || list.Rows[0].Image != "1号厂房桩基施打，2号厂房场地平整" {
		s.t.Errorf("records: %+v", list.Rows)
	}
}

// TestAPhoneThatGoesFromHandToHand: what was kept for one person is nobody else's.
func TestAPhoneThatGoesFromHandToHand(t *testing.T) {
	p, s := newPhone(t), newSite(t)
	path := "/visit/" + s.IDs[0]
	p.switchOn(t, "http://"+s.addr)
	p.signIn("reporter")
	p.open(path)
	p.see("本页已存入本机")
	p.fill("image", "只有我看得到的话")
	p.see("仅存于本机")
	pages := `caches.keys().then(async (names) => { let n = 0; for (const name of names.filter((x) => x.includes("pages"))) n += (await (await caches.open(name)).keys()).length; return n; })`
	if n := ask[float64](p.walker, pages, chromedp.EvalAwaitPromise); n < 2 {
		t.Errorf("%v pages are kept", n)
	}
	p.do(chromedp.Click(chromedp.CSS(".bar .menu summary")))
	p.press("退出登录", ".bar")
	p.until(`location.pathname === "/sign-in"`, "the door")
	p.until(`window.left = window.left || {}, caches.keys().then((names) => { window.left.n = names.filter((x) => x.includes("pages")).length; }), window.left.n === 0`, "nothing kept")
	p.enter("office")
	p.until(`location.pathname !== "/sign-in"`, "the day's page")
	p.open(path)
	p.see("还没有填写", "本页已存入本机")
	if text := ask[string](p.walker, `document.querySelector("[name=image]").value`); text != "" {
		t.Errorf("another person reads %q", text)
	}
	p.open("/visit")
	p.see("他人未送出的记录 1 份")
	if said := ask[string](p.walker, `document.body.innerText`); strings.Contains(said, "只有我") {
		t.Error("the words of another are shown")
	}
	p.open(path)
	p.until(`!document.querySelector("[data-send]").hidden`, "the script's button")
	p.press("送出", ".visit-end") // nothing to send: told, not sent
	p.see("被退回，请更正后再送")
	p.refused("422")
	p.look("9-sent-back")
	s.cut()
	p.open("/visit/" + s.IDs[5])
	p.see("这一页没有存入本机")
	p.complaints()
}

// TestTwoTabsSendOnce: both are told to send at the same moment.
func TestTwoTabsSendOnce(t *testing.T) {
	p, s := newPhone(t), newSite(t)
	project := s.IDs[1]
	paths, hashes := twentyPhotos(t)
	p.switchOn(t, "http://"+s.addr)
	p.signIn("office")
	p.open("/visit/" + project)
	p.fill("image", "1号厂房桩基施打，2号厂房场地平整")
	p.do(chromedp.SetUploadFiles(chromedp.CSS(`input[data-photo-add][multiple]`), paths))
	p.see("20 张")
	ctx, done := chromedp.NewContext(p.ctx) // a second tab of the same browser
	defer done()
	second := &walker{t: t, home: p.home, ctx: ctx}
	second.open("/visit/" + project)
	second.see("20 张")
	p.press("送出", ".visit-end")
	second.do(chromedp.Reload()) // it opens while the first sends, and sends what is ready
	second.see("已送达")
	p.see("已送达（")
	s.holdsOnce(project, hashes)
}
