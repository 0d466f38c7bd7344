package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// The server killed in the middle of its work, as a power cut does it: what a
// client was told is there afterwards, an import is there whole or not at all,
// and the journal holds.

const (
	kills   = 20
	writers = 2  // clients that save figures
	rows    = 40 // of a ledger
)

// A yard is a campaign in a folder, with what its clients were told.
type yard struct {
	t        *testing.T
	dir      string
	token    string
	unit     string
	projects [writers]string
	mu       sync.Mutex
	told     [writers]int // the last figure acknowledged, in yuan
	sent     [writers]int // the last one sent
	ledgers  []string     // names of ledgers acknowledged
	tried    int
	saves    int
}

func newYard(t *testing.T) *yard {
	y := &yard{t: t, dir: t.TempDir()}
	y.open(func(ctx context.Context, a *app.App) {
		tenant, err := a.Found(ctx, app.SetupFinish{Name: "示例市", Kind: access.City, Login: "zhang", Person: "张三", Password: "Guatu-2026-x"})
		y.must(err)
		who, err := a.ActorNamed(ctx, tenant, "zhang")
		y.must(err)
		y.unit = who.Unit
		for i := range y.projects {
			y.projects[i], err = a.ProjectSave(ctx, who, app.ProjectSave{Project: lifecycle.Project{Name: fmt.Sprintf("示例项目%d", i), Unit: who.Unit, Total: money.Exactly(money.Yi)}})
			y.must(err)
		}
		y.token, err = a.TokenIssue(ctx, who, app.TokenIssue{Label: "对接", Days: 1})
		y.must(err)
	})
	return y
}

func (y *yard) must(err error) {
	y.t.Helper()
	if err != nil {
		y.t.Fatal(err)
	}
}

// open looks into the folder while no server runs on it.
func (y *yard) open(fn func(context.Context, *app.App)) {
	y.t.Helper()
	data := filepath.Join(y.dir, "guatu-data")
	y.must(makeData(data))
	db, err := store.Open(y.t.Context(), store.Config{DSN: place{Data: data}.dsn(), Clock: time.Now})
	y.must(err)
	fn(y.t.Context(), app.New(app.Config{DB: db, Clock: time.Now}))
	y.must(db.Close())
}

// send is one request with the token; it tells whether it was acknowledged. A
// refusal is a failure of the test, a broken connection is what the test is about.
func (y *yard) send(p *process, path, kind string, body io.Reader) (string, bool) {
	req, err := http.NewRequest(http.MethodPost, p.Base+"/api"+path, body)
	if err != nil {
		y.t.Error(err)
		return "", false
	}
	req.Header.Set("Authorization", "Bearer "+y.token)
	req.Header.Set("Content-Type", kind)
	resp, err := p.client.Do(req)
	if err != nil {
		return "", false
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		text, _ := io.ReadAll(resp.Body) // as much as came
		y.t.Errorf("%s: %d %s", path, resp.StatusCode, text)
		return "", false
	}
	text, err := io.ReadAll(resp.Body)
	return string(text), err == nil
}

// report saves one figure after the other until the server is gone.
func (y *yard) report(p *process, i int) {
	for ok := true; ok; {
		y.mu.Lock()
		y.sent[i]++
		n := y.sent[i]
		y.mu.Unlock()
		body := fmt.Sprintf(`{"month":"2025-06","sense":"dispatch","year_done":%d}`, n)
		if _, ok = y.send(p, "/projects/"+y.projects[i]+"/figures", "application/json", strings.NewReader(body)); ok {
			y.mu.Lock()
			y.told[i], y.saves = n, y.saves+1
			y.mu.Unlock()
		}
	}
}

// deliver takes one ledger in after the other until the server is gone.
func (y *yard) deliver(p *process) {
	for {
		y.mu.Lock()
		y.tried++
		name := fmt.Sprintf("台账%03d", y.tried)
		y.mu.Unlock()
		kind, body := y.ledger(name)
		text, ok := y.send(p, "/ledgers/import", kind, body)
		var done struct{ Cause string }
		if !ok || json.Unmarshal([]byte(text), &done) != nil {
			return
		}
		if done.Cause == "" {
			y.t.Errorf("%s changed nothing: %.300s", name, text)
			return
		}
		y.mu.Lock()
		y.ledgers = append(y.ledgers, name)
		y.mu.Unlock()
	}
}

// ledger is a file of projects whose names begin with its own.
func (y *yard) ledger(name string) (kind string, body io.Reader) {
	var text, form bytes.Buffer
	text.WriteString("序号,项目名称,建设单位,总投资（亿元）,2025年计划投资（亿元）,1-6月完成投资（亿元）\n")
	for i := range rows {
		fmt.Fprintf(&text, "%d,%s第%d生产线项目,%s%d号有限公司,3,1,0.4\n", i+1, name, i, name, i)
	}
	w := multipart.NewWriter(&form)
	for field, value := range map[string]string{"unit": y.unit, "month": "2025-06"} {
		y.mustOn(w.WriteField(field, value))
	}
	part, err := w.CreateFormFile("file", name+".csv")
	y.mustOn(err)
	_, err = part.Write(text.Bytes())
	y.mustOn(err)
	y.mustOn(w.Close())
	return w.FormDataContentType(), &form
}

// mustOn is must from a client's goroutine.
func (y *yard) mustOn(err error) {
	if err != nil {
		y.t.Error(err)
	}
}

// burst runs a server under all clients for a moment and kills it.
func (y *yard) burst(after time.Duration) {
	y.t.Helper()
	p := serve(y.t, y.dir)
	var clients sync.WaitGroup
	for i := range y.projects {
		clients.Go(func() { y.report(p, i) })
	}
	clients.Go(func() { y.deliver(p) })
	time.Sleep(after)
	p.kill()
	clients.Wait()
	if err := p.wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		y.t.Fatalf("it ended by itself: %v\n%s", err, p.log)
	}
	p.client.CloseIdleConnections()
}

// look compares what is there with what the clients were told.
func (y *yard) look() {
	y.t.Helper()
	out, err := exec.Command("guatu", "--data", filepath.Join(y.dir, "guatu-data"), "journal", "verify").CombinedOutput()
	if err != nil || !strings.Contains(string(out), " ok: ") {
		y.t.Fatalf("journal verify: %v\n%s", err, out)
	}
	y.open(func(ctx context.Context, a *app.App) {
		tenants, err := a.Tenants(ctx)
		y.must(err)
		who, err := a.ActorNamed(ctx, tenants[0].ID, "zhang")
		y.must(err)
		for i, id := range y.projects {
			page, err := a.Project(ctx, who, id, app.Moment{})
			y.must(err)
			y.kept(i, page.Figures)
		}
		y.whole(ctx, a, who)
	})
}

// kept: the figure is the last one acknowledged, or one that was under way.
func (y *yard) kept(i int, figures []lifecycle.Figure) {
	y.t.Helper()
	there := 0
	for _, f := range figures {
		if f.Month == workday.InMonth(2025, 6) {
			there = int(f.YearDone.Yuan)
		}
	}
	if there < y.told[i] || there > y.sent[i] {
		y.t.Errorf("project %d holds %d; %d was acknowledged, %d sent", i, there, y.told[i], y.sent[i])
	}
}

// whole: every ledger is there with all its rows, figures too, or with none, and
// those acknowledged are there.
func (y *yard) whole(ctx context.Context, a *app.App, who access.Actor) {
	y.t.Helper()
	projects, figures := map[string]int{}, map[string]int{}
	for page := 1; ; page++ {
		t, err := a.Projects(ctx, who, app.ProjectFilter{Moment: app.Moment{On: workday.NewDate(2025, 7, 31)}, Query: "生产线项目", Page: page, Size: 500})
		y.must(err)
		for _, r := range t.Rows {
			name, _, _ := strings.Cut(r.Project.Name, "第")
			projects[name]++
			if r.Progress.Done.OK {
				figures[name]++
			}
		}
		if len(t.Rows) < 500 {
			break
		}
	}
	for name, n := range projects {
		if n != rows || figures[name] != rows {
			y.t.Errorf("%s is there in part: %d projects, %d figures of %d", name, n, figures[name], rows)
		}
	}
	for _, name := range y.ledgers {
		if projects[name] == 0 {
			y.t.Errorf("%s was acknowledged and is lost", name)
		}
	}
}

func TestTwentyKillsLoseNothingAcknowledged(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: twenty starts of the server")
	}
	y := newYard(t)
	chance := rand.New(rand.NewPCG(7, 20))
	start := time.Now()
	for range kills {
		y.burst(time.Duration(40+chance.IntN(260)) * time.Millisecond)
		y.look()
		if t.Failed() {
			break
		}
	}
	if y.saves == 0 || len(y.ledgers) == 0 {
		t.Errorf("%d figures and %d ledgers were acknowledged: the test showed nothing", y.saves, len(y.ledgers))
	}
	info, err := os.Stat(filepath.Join(y.dir, "guatu-data", "guatu.db"))
	y.must(err)
	t.Logf("%d kills in %v: %d figures and %d of %d ledgers acknowledged, %d kB", kills, time.Since(start).Round(time.Second), y.saves, len(y.ledgers), y.tried, info.Size()>>10)
}
