package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/sheet/xlsx"
	"guatu/internal/store"
)

// The product as it runs, a process of its own, so that its time has everything in
// it and its memory is what the machine gives: a long ledger taken in, and a start
// on a large campaign.

// A works is a campaign in a folder.
type works struct {
	*testing.B
	data string
}

// newWorks founds a campaign.
func newWorks(b *testing.B) *works {
	b.Helper()
	w := &works{b, filepath.Join(b.TempDir(), "guatu-data")}
	w.must(makeData(w.data))
	w.open(func(ctx context.Context, a *app.App) error {
		_, err := a.Found(ctx, app.SetupFinish{Name: "示例市", Kind: access.City, Login: "zhang", Person: "张三", Password: "Guatu-2026-x"})
		return err
	})
	return w
}

func (w *works) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// open looks into the folder while no server runs on it.
func (w *works) open(fn func(context.Context, *app.App) error) {
	w.Helper()
	db, err := store.Open(w.Context(), store.Config{DSN: place{Data: w.data}.dsn(), Clock: time.Now})
	w.must(err)
	w.must(fn(w.Context(), app.New(app.Config{DB: db, Clock: time.Now})))
	w.must(db.Close())
}

// take takes a ledger in and tells how long that took and how much memory.
func (w *works) take(path string) (took time.Duration, peak float64) {
	w.Helper()
	cmd := exec.Command("guatu", "--data", w.data, "import", path, "--unit", "示例市", "--as", "zhang")
	begun := time.Now()
	out, err := cmd.CombinedOutput()
	took = time.Since(begun)
	if err != nil || !strings.Contains(string(out), "已导入") {
		w.Fatalf("%v: …%.2000s", err, out[max(0, len(out)-2000):])
	}
	return took, peakOf(cmd)
}

// peakOf is the most memory that a process had, in MiB; Linux counts in KiB.
func peakOf(cmd *exec.Cmd) float64 {
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return float64(usage.Maxrss) / 1024
}

// ledger writes a ledger of n projects and 20 columns, the numbers in their names
// from first on: names of one pattern, and cells written the way several clerks do.
func (w *works) ledger(first, n int) string {
	w.Helper()
	path := filepath.Join(w.TempDir(), "台账.xlsx")
	f, err := os.Create(path)
	w.must(err)
	out := xlsx.NewWriter(f)
	w.must(out.Sheet(xlsx.Page{Name: "项目库"}))
	w.must(out.Row(xlsx.Words("示例市2026年项目库（单位：万元）")))
	var head []xlsx.Value
	for h := range strings.FieldsSeq("序号 项目名称 统一社会信用代码 企业名称 建设地点 行业 建设性质 总投资 2026年计划投资 1-9月完成 累计完成投资 签约时间 开工时间 计划竣工时间 投产时间 项目阶段 形象进度 联系人 联系电话 备注") {
		head = append(head, xlsx.Words(h))
	}
	w.must(out.Row(head...))
	for i := first; i < first+n; i++ {
		w.must(out.Row(clerkRow(i)...))
	}
	w.must(out.Close())
	w.must(f.Close())
	return path
}

func clerkRow(i int) []xlsx.Value {
	dates := []string{"2024.5.6", "2024年5月", "一季度", "2025/12/31", "待定"}
	row := []xlsx.Value{xlsx.Plain(float64(i + 1))}
	for _, s := range []string{fmt.Sprintf("示例年产%d万件第%d号零部件项目（一期）", i%300+1, i), "", fmt.Sprintf("示例第%d精密制造有限公司", i%7000), fmt.Sprintf("示例%d镇", i%20),
		"通用设备制造", "新建", []string{"12000", "1.2亿元", "约8000", "9550-11550", "１５００"}[i%5]} {
		row = append(row, xlsx.Words(s))
	}
	row = append(row, xlsx.Plain(float64(1000+i%900)), xlsx.Plain(float64(i%800)), xlsx.Plain(float64(i%1000)))
	for j := range 4 {
		row = append(row, xlsx.Words(dates[(i+j)%5]))
	}
	for _, s := range []string{[]string{"签约", "在建", "设备安装", "竣工", "投产"}[i%5], "主体结构施工，钢结构吊装完成60%", "示例联系人", "13800000000", "无"} {
		row = append(row, xlsx.Words(s))
	}
	return row
}

// BenchmarkImport100k takes 100,000 rows of 20 columns in, beside 3,000 projects
// that all look like them.
func BenchmarkImport100k(b *testing.B) {
	for range b.N {
		b.StopTimer()
		w := newWorks(b)
		w.take(w.ledger(500_000, 3000))
		long := w.ledger(0, 100_000)
		b.StartTimer()
		took, peak := w.take(long)
		b.ReportMetric(took.Seconds(), "s/import")
		b.ReportMetric(peak, "MiB-peak")
	}
}

// BenchmarkStart30k starts a server on 30,000 projects: until it listens, until
// the first page of somebody who waits for it, how long that page takes somebody
// who comes half a minute later, then the whole register as a ledger: until its
// first byte and its last.
func BenchmarkStart30k(b *testing.B) {
	w := newWorks(b)
	w.take(w.ledger(0, 30_000))
	var session string
	w.open(func(ctx context.Context, a *app.App) (err error) {
		session, err = a.SignIn(ctx, app.SignIn{Login: "zhang", Password: "Guatu-2026-x"})
		return err
	})
	for b.Loop() {
		w.start(session, 0, "s/first-page")
		w.start(session, 20*time.Second, "s/later-page")
	}
}

// start starts a server and asks for a table page after a while.
func (w *works) start(session string, after time.Duration, what string) {
	w.Helper()
	begun := time.Now()
	cmd := exec.Command("guatu", "--data", w.data, "serve", "--listen", "127.0.0.1:0")
	out, err := cmd.StdoutPipe()
	w.must(err)
	w.must(cmd.Start())
	line, err := bufio.NewReader(out).ReadString('\n')
	w.must(err)
	_, base, _ := strings.Cut(strings.TrimSpace(line), ": ")
	w.ReportMetric(time.Since(begun).Seconds(), "s/listening")
	time.Sleep(after)
	if after > 0 {
		begun = time.Now()
	}
	w.get(base+"projects", session)
	w.ReportMetric(time.Since(begun).Seconds(), what)
	if after > 0 {
		begun = time.Now()
		first, size := w.get(base+"projects/export.xlsx", session)
		w.ReportMetric(first.Sub(begun).Seconds(), "s/export-begins")
		w.ReportMetric(time.Since(begun).Seconds(), "s/export")
		w.ReportMetric(float64(size)/(1<<20), "MiB-export")
	}
	w.must(cmd.Process.Signal(syscall.SIGTERM))
	w.must(cmd.Wait())
	w.ReportMetric(peakOf(cmd), "MiB-peak")
}

// get reads a page; first is when its first byte came.
func (w *works) get(url, session string) (first time.Time, size int64) {
	w.Helper()
	req, err := http.NewRequestWithContext(w.Context(), http.MethodGet, url, nil)
	w.must(err)
	req.AddCookie(&http.Cookie{Name: "guatu", Value: session})
	resp, err := http.DefaultTransport.RoundTrip(req)
	w.must(err)
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		w.Fatal(url, resp.Status)
	}
	body := bufio.NewReader(resp.Body)
	_, err = body.Peek(1)
	w.must(err)
	first = time.Now()
	size, err = io.Copy(io.Discard, body)
	w.must(err)
	return first, size
}
