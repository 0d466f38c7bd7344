package web

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/photo/phototest"
	"guatu/internal/store"
	"guatu/internal/store/storetest"
)

// The cast of a project's life: a city of twelve people whose clock moves on from
// act to act, and what each of them does at a browser.

// A life is a city with a clock that the story moves.
type life struct {
	*city
	t     *testing.T
	house context.Context
	clock *storetest.Clock
	dir   string // of the files people upload
	shots int
}

// lifeBegins is the day the campaign is set up.
const lifeBegins = "2026-03-02"

// cast are the people by name: login, role, unit.
var cast = map[string][3]string{
	"江河": {"jianghe", string(access.RoleReporter), "涟水经开区"},
	"沈静": {"shenjing", string(access.RoleOffice), "涟水县"},
	"韩梅": {"hanmei", string(access.RoleReporter), "盱眙县"},
	"胡坡": {"hupo", string(access.RoleReporter), "金湖县"},
	"周岚": {"zhoulan", string(access.RoleDepartment), "市招商局"},
	"陈晨": {"chenchen", string(access.RoleDepartment), "市发改委"},
	"吴磊": {"wulei", string(access.RoleDepartment), "市住建局"},
	"郑洁": {"zhengjie", string(access.RoleDepartment), "市工信局"},
	"钱伟": {"qianwei", string(access.RoleDepartment), "市税务局"},
	"孙宁": {"sunning", string(access.RoleDepartment), "市统计局"},
	"林峰": {"linfeng", string(access.RoleOffice), "示例市"},
	"许然": {"xuran", string(access.RoleOffice), "示例市"},
	"何青": {"heqing", string(access.RoleEnterprise), "示例市"},
	"高远": {"gaoyuan", string(access.RoleLeader), "示例市"},
	"冯岚": {"fenglan", string(access.RoleAuditor), "示例市"},
}

// newLife sets the campaign up in March, with what ledgers had long stated.
func newLife(t *testing.T) *life {
	t.Helper()
	clock := storetest.NewClock(morning(lifeBegins))
	db := storetest.Open(t, storetest.SQLite(t), clock)
	c := &city{t: t, App: app.New(app.Config{DB: db, Files: fileStore(t), Clock: clock.Now}), Units: map[string]string{}}
	l := &life{city: c, t: t, house: chromium(t), clock: clock, dir: t.TempDir()}
	c.found()
	for i, name := range []string{"市招商局", "市住建局", "市工信局", "市税务局", "市统计局"} {
		c.unit(access.Unit{Name: name, Kind: access.Department, Order: 10 + i})
	}
	for name, is := range cast {
		p := access.Person{Login: is[0], Name: name, Roles: []access.Role{access.Role(is[1])}, Unit: c.Units[is[2]]}
		if p.Roles[0] == access.RoleEnterprise {
			p.Enterprise = "91320826MA10000008"
		}
		_, err := c.App.PersonSave(t.Context(), c.office, app.PersonSave{Person: p, Password: password})
		c.must(err)
	}
	c.drawn()
	l.stock()
	c.Server = httptest.NewServer(New(Config{App: c.App, Version: "test", Dir: t.TempDir()}))
	t.Cleanup(c.Server.Close)
	return l
}

func (c *city) unit(u access.Unit) {
	c.t.Helper()
	u.Parents = []access.Share{{Parent: c.Units["示例市"], Share: access.WholeShare}}
	id, err := c.App.UnitSave(context.Background(), c.office, app.UnitSave{Unit: u})
	c.must(err)
	c.Units[u.Name] = id
}

// stock are the projects that were there before: two started and recognised in
// March, and the two whose start is to be declared.
func (l *life) stock() {
	ctx := l.t.Context()
	var started []string
	for i, name := range []string{"淮上粮油加工项目", "清江机电产业园项目"} {
		id := l.registered(lifecycle.Project{Name: name, Unit: l.Units["涟水县"], Enterprise: name + "公司", EnterpriseCode: "91320899MA0010010J", Code: fmt.Sprintf("2502-320826-89-01-00010%d", i)})
		l.must(l.App.StageDeclare(ctx, l.office, app.StageDeclare{Project: id, Stage: lifecycle.Started, Declared: true, On: whenOf("2025-11-08")}))
		started = append(started, id)
	}
	_, err := l.App.StockRecognise(ctx, l.actor("linfeng"), app.StockRecognise{Projects: started, Note: "2025年底台账核对"})
	l.must(err)
	for _, p := range []lifecycle.Project{
		{Name: laterName, Unit: l.Units["盱眙县"], Enterprise: "盱眙光电科技有限公司", EnterpriseCode: "91320899MA00100530", Code: "2605-320830-89-01-000201", Place: "盱眙县经开区"},
		{Name: earlierName, Unit: l.Units["金湖县"], Enterprise: "金湖智能装备有限公司", EnterpriseCode: "91320899MA0070100M", Code: "2606-320831-89-01-000301", Place: "金湖县经开区"},
	} {
		id := l.registered(p)
		for _, e := range []app.EvidenceKeep{
			{Kind: "filing", Number: "备" + p.Code[5:11], Issuer: "行政审批局", Issued: whenOf("2026-02-11")},
			{Kind: "construction_permit", Number: "施" + p.Code[5:11], Issuer: "住建局", Issued: whenOf("2026-02-25")},
		} {
			e.Project, e.Holder, e.Amount = id, p.Enterprise, yiOf(3)
			_, err := l.App.EvidenceKeep(ctx, l.office, e)
			l.must(err)
		}
		l.must(l.App.StageDeclare(ctx, l.office, app.StageDeclare{Project: id, Stage: lifecycle.Filed, Declared: true, On: whenOf("2026-02-11")}))
	}
}

func (l *life) registered(p lifecycle.Project) string {
	l.t.Helper()
	p.Kind, p.Levels, p.Industry = "new", []string{"city"}, "C3670"
	p.Total = money.Exactly(3 * money.Yi)
	p.SetPlan(2026, money.Some(money.Yi))
	id, err := l.App.ProjectSave(l.t.Context(), l.office, app.ProjectSave{Project: p})
	l.must(err)
	l.IDs = append(l.IDs, id)
	return id
}

func morning(day string) time.Time {
	on, err := time.ParseInLocation("2006-01-02", day, store.Zone)
	if err != nil {
		panic(err)
	}
	return on.Add(9 * time.Hour)
}

// on moves the clock on to the morning of a day.
func (l *life) on(day string) *life {
	l.t.Helper()
	now := morning(day)
	if now.Before(l.clock.Now()) {
		l.t.Fatalf("%s is before %s", day, l.clock.Now())
	}
	l.clock.Set(now)
	return l
}

// A worker is one of the cast at a window of their own, on one day.
type worker struct {
	*walker
	l    *life
	name string
}

// as lets a person work at a window, from the page of their day. Each is a test by
// name; what fails ends the story.
func (l *life) as(name string, work func(w *worker)) {
	l.t.Helper()
	l.clock.Advance(time.Minute) // nobody acts in the same moment
	ok := l.t.Run(l.clock.Now().Format("01-02 ")+name, func(t *testing.T) {
		w := &worker{walker: walk(t, l.house, l.Server.URL), l: l, name: name}
		w.signIn(cast[name][0])
		work(w)
	})
	if !ok {
		l.t.FailNow()
	}
}

// look checks that the page fits both windows, and keeps a picture of it where
// GUATU_TEST_SHOTS names a folder.
func (w *worker) look(name string) {
	w.t.Helper()
	w.narrow(name)
	w.l.shots++
	w.shoot(fmt.Sprintf("life-%02d-%s", w.l.shots, name))
}

// lookOnPhone does the same at 390 pixels.
func (w *worker) lookOnPhone(name string) {
	w.t.Helper()
	w.narrow(name)
	w.wide(390)
	w.l.shots++
	w.shoot(fmt.Sprintf("life-%02d-%s-390", w.l.shots, name))
	w.wide(1366)
}

func (w *worker) shoot(name string) {
	dir := os.Getenv("GUATU_TEST_SHOTS")
	if dir == "" {
		return
	}
	b, err := chromedp.Run(w.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), b, 0o600); err != nil {
		w.t.Fatal(err)
	}
}

// press waits for what it presses: the page may still be on its way.
func (w *worker) press(words, part string) {
	w.t.Helper()
	if part == "" {
		part = "body"
	}
	w.until(fmt.Sprintf(`!(%s(%q, %q)).why`, aim, words, part), "“"+words+"” in "+part)
	w.walker.press(words, part)
}

// opens goes from anywhere to a project of one's table.
func (w *worker) opens(project string) {
	w.t.Helper()
	w.press("项目", ".nav")
	w.see(project)
	w.press(project, "tbody")
	w.until(`/^\/projects\/[0-9a-z]{24}$/.test(location.pathname)`, "the project's page")
}

// claimSide goes to a stage on the project's side 认定.
func (w *worker) claimSide(stage string) {
	w.t.Helper()
	w.turns("认定", ".tabs")
	w.see("各阶段的申报与认定")
	if !ask[bool](w.walker, fmt.Sprintf(`document.body.innerText.includes("申报%s认定")`, stage)) {
		w.turns(stage, "#declare .choice")
	}
	w.see("申报" + stage + "认定")
}

// turns presses what leads to another page, or to the same anew, and waits for it.
func (w *worker) turns(words, part string) {
	w.t.Helper()
	ask[bool](w.walker, `window.left = true`)
	w.press(words, part)
	w.until(`!window.left`, "the page after “"+words+"”")
}

// A paper is one piece of evidence as somebody brings it.
type paper struct {
	kind   string
	fields map[string]string
	file   string // photo, scan or ""
}

// brings enters a piece that the stage on the project's side 认定 asks for: from the
// word 缺 beside it to the form, and back.
func (w *worker) brings(stage string, papers ...paper) {
	w.t.Helper()
	for _, p := range papers {
		w.claimSide(stage)
		if !ask[bool](w.walker, fmt.Sprintf(`((name) => {
			const li = Array.from(document.querySelectorAll(".wants li")).find((e) => e.innerText.includes(name));
			if (li) li.setAttribute("data-line", "");
			return !!li;
		})(%q)`, p.kind)) {
			w.t.Fatalf("nothing asks for %s: %s", p.kind, ask[string](w.walker, `document.body.innerText`))
		}
		w.press("缺", "[data-line]")
		w.see("登记材料")
		w.enters(p)
	}
	w.claimSide(stage)
}

// brought enters a piece on the side 材料, where the next stage says what it lacks.
func (w *worker) brought(lack string, p paper) {
	w.t.Helper()
	w.press("材料", ".tabs")
	w.press(lack, "main .list")
	w.see("登记材料")
	w.enters(p)
}

// enters fills the form of a piece whose kind is chosen, with its file.
func (w *worker) enters(p paper) {
	w.t.Helper()
	for _, name := range []string{"number", "issuer", "issued", "holder", "amount"} {
		if p.fields[name] != "" {
			w.fill(name, p.fields[name])
		}
	}
	if p.file != "" {
		w.do(chromedp.SetUploadFiles(chromedp.CSS(`#add input[type=file]:not(.away)`), []string{w.l.drawnFile(p)}))
	}
	w.press("登记", "#add form")
	w.until(`location.search.includes("saved=1")`, "the piece among the others")
	w.see(p.kind)
}

// declares declares the stage whose form is open, for a day, and gives the claim.
func (w *worker) declares(stage, on string) (claim string) {
	w.t.Helper()
	w.claimSide(stage)
	w.fill("on", on)
	w.press("提交申报", "#declare")
	w.until(`location.pathname.startsWith("/claims/")`, "the claim")
	w.see("已申报")
	return ask[string](w.walker, `location.pathname`)
}

// takes goes from the page of the day to the claim that waits for this person.
func (w *worker) takes(figure, project string) {
	w.t.Helper()
	w.open("/")
	w.see(figure)
	w.press(figure, "main")
	w.see(project)
	w.press(project, "tbody")
	w.until(`location.pathname.startsWith("/claims/")`, "the claim")
}

// checks agrees for a department; it has no form that recognises.
func (w *worker) checks(project string) {
	w.t.Helper()
	w.takes("待核查", project)
	w.lacksForm("recognise")
	w.press("提交核查意见", ".act form")
	w.see("核查意见已提交", "同意")
}

// recognises recognises what waits, on the day declared.
func (w *worker) recognises(project string) {
	w.t.Helper()
	w.takes("待认定", project)
	w.press("认定", ".act form")
	w.see("已认定", "起计入认定数")
}

// lacksForm fails when the page offers an act that is not this person's.
func (w *worker) lacksForm(act string) {
	w.t.Helper()
	if ask[bool](w.walker, fmt.Sprintf(`!!document.querySelector('form[action$="/%s"]')`, act)) {
		w.t.Errorf("%s is offered %s", w.name, act)
	}
}

// drawnFile is a small file for a piece: a photo of a building site, or a scan.
func (l *life) drawnFile(p paper) string {
	seed := uint64(l.clock.Now().Unix())
	for _, r := range p.kind + p.fields["number"] {
		seed = seed*31 + uint64(r)
	}
	name, body := p.kind+".jpg", phototest.Shot{Seed: seed, Taken: l.clock.Now().Add(-2 * time.Hour)}.JPEG()
	if p.file == "scan" {
		name, body = p.kind+".png", scan(seed)
	}
	path := filepath.Join(l.dir, fmt.Sprintf("%d-%s", seed%1000, name))
	l.must(os.WriteFile(path, body, 0o600))
	return path
}

// scan draws a sheet with lines of writing and a red seal.
func scan(seed uint64) []byte {
	img := image.NewRGBA(image.Rect(0, 0, 420, 594))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	for y := 60; y < 500; y += 22 {
		wide := 200 + int(seed>>(y%13))%160
		draw.Draw(img, image.Rect(40, y, 40+wide, y+8), image.NewUniform(color.Gray{90}), image.Point{}, draw.Src)
	}
	for y := -40; y <= 40; y++ {
		for x := -40; x <= 40; x++ {
			if d := x*x + y*y; d > 1300 && d < 1600 {
				img.Set(320+x, 500+y, color.RGBA{190, 30, 35, 255})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err) // into memory
	}
	return b.Bytes()
}

// counted are the projects of the city recognised as started by a day, as the board
// has them: as known now, or at a journal number.
func (l *life) counted(on string, known int64) int {
	l.t.Helper()
	b, err := l.App.Board(l.t.Context(), l.actor("linfeng"), app.BoardFilter{ProjectFilter: app.ProjectFilter{Moment: app.Moment{On: whenOf(on).First, Known: known}}})
	l.must(err)
	return b.Now.RecognisedStarted
}

// number is the first figure a pattern finds in what one reads.
func (w *worker) number(pattern string) int {
	w.t.Helper()
	return int(ask[float64](w.walker, fmt.Sprintf(`Number((/%s/.exec(document.body.innerText) || [0, -1])[1])`, strings.ReplaceAll(pattern, "/", `\/`))))
}
