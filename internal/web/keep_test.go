package web

import (
	"bytes"
	"context"
	"flag"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/access"
	"guatu/internal/glossary"
	"guatu/internal/ruleset"
)

var updatePermissions = flag.Bool("update-permissions", false, "write docs/permissions.md")

// permissions is docs/permissions.md: the matrix as it is.
func permissions() string {
	var b strings.Builder
	b.WriteString("# 权限 Permissions\n\nGenerated from internal/access; `go test ./internal/web -run Permissions -update-permissions` writes it. ● = may.\n\n| 能做什么 | Action |")
	for _, role := range access.Roles {
		b.WriteString(" " + glossary.LabelOf(glossary.ZH, "role", string(role)) + " |")
	}
	b.WriteString("\n|---|---|" + strings.Repeat(":---:|", len(access.Roles)) + "\n")
	for _, right := range shownRights() {
		b.WriteString("| " + glossary.LabelOf(glossary.ZH, "action", string(right.Action)) + " | `" + string(right.Action) + "` |")
		for _, role := range access.Roles {
			mark := " "
			for _, r := range right.Roles {
				if r == role {
					mark = " ● "
				}
			}
			b.WriteString(mark + "|")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestPermissionsArePrinted(t *testing.T) {
	const file = "../../docs/permissions.md"
	if *updatePermissions {
		if err := os.WriteFile(file, []byte(permissions()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(have), permissions()); diff != "" {
		t.Errorf("docs/permissions.md is not the matrix; run with -update-permissions\n%s", diff)
	}
}

func TestAUnitIsAddedSharedAndClosed(t *testing.T) {
	c := newCity(t)
	keeper := c.as("keeper")
	form := url.Values{"name": {"涟盱共建园"}, "kind": {"park"}, "order": {"9"}, "parent_1": {c.Units["涟水县"]}, "share_1": {"60"}, "parent_2": {c.Units["盱眙县"]}, "share_2": {"30"}}
	a := keeper.post("/admin/units/new", form)
	if a.status != http.StatusUnprocessableEntity || attr(a.find("input", "name", "share_2"), "value") != "30" {
		t.Fatalf("shares of 90 %%: %d", a.status)
	}
	form.Set("share_2", "40")
	c.must(keeper.mustPost("/admin/units/new", form))
	list := keeper.get("/admin/units")
	if !strings.Contains(list.words(), "涟水县 60%、盱眙县 40%") {
		t.Error("the shares are not shown")
	}
	var edit string
	for _, link := range list.all("a", "class", "title") {
		if strings.Contains(textOf(link), "涟盱共建园") {
			edit = attr(link, "href")
		}
	}
	closing := formOf(keeper.get(edit), edit)
	closing.Set("closed", "1")
	c.must(keeper.mustPost(edit, closing))
	if !strings.Contains(keeper.get("/admin/units").words(), "已撤并") {
		t.Error("the closed unit does not say so")
	}
}

func TestAPersonIsAddedChangedAndSignedOut(t *testing.T) {
	c := newCity(t)
	keeper := c.as("keeper")
	form := url.Values{"name": {"示例新人"}, "login": {"newcomer"}, "unit": {c.Units["盱眙县"]}, "roles": {"reporter"}, "password": {"short"}}
	if a := keeper.post("/admin/people/new", form); a.status != http.StatusUnprocessableEntity || attr(a.find("input", "name", "name"), "value") != "示例新人" {
		t.Fatalf("a weak password: %d", a.status)
	}
	form.Set("password", password)
	c.must(keeper.mustPost("/admin/people/new", form))
	newcomer := c.as("newcomer")
	var edit string
	for _, link := range keeper.get("/admin/people?find=newcomer").all("a", "class", "title") {
		edit = attr(link, "href")
	}
	page := keeper.get(edit)
	session := page.find("input", "name", "session")
	if session == nil {
		t.Fatal("the session is not listed")
	}
	c.must(keeper.mustPost(edit+"/revoke", url.Values{"session": {attr(session, "value")}}))
	if a := newcomer.get("/projects"); a.status != http.StatusSeeOther {
		t.Errorf("a revoked session goes on: %d", a.status)
	}
}

func TestOnesOwnPasswordAndTokens(t *testing.T) {
	c := newCity(t)
	leader := c.as("leader")
	if a := leader.post("/me/password", url.Values{"old": {password}, "new": {"Another-2026-x"}, "again": {"other"}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("two passwords that differ: %d", a.status)
	}
	a := leader.post("/me/token", url.Values{"label": {"取数"}, "days": {"30"}})
	token := a.find("code", "class", "token")
	if a.status != http.StatusOK || token == nil || len(textOf(token)) < 40 {
		t.Fatalf("no token: %d", a.status)
	}
	if strings.Contains(leader.get("/me").body, textOf(token)) {
		t.Error("the token is shown again")
	}
	if a := leader.post("/me/token", url.Values{"label": {""}, "days": {"0"}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("a token without a purpose: %d", a.status)
	}
	c.must(leader.mustPost("/me/password", url.Values{"old": {password}, "new": {"Another-2026-x"}, "again": {"Another-2026-x"}}))
	if a := leader.get("/me"); a.status != http.StatusSeeOther {
		t.Errorf("the session outlives the password: %d", a.status)
	}
}

func TestRulesAreTriedBeforeTheyArePublished(t *testing.T) {
	c := newCity(t)
	office := c.as("office")
	if a := office.post("/rules/try", url.Values{"body": {"name: 缺东西"}}); a.status != http.StatusUnprocessableEntity || a.find("div", "class", "notice-bad") == nil {
		t.Errorf("a broken set: %d", a.status)
	}
	body := strings.Replace(strings.Replace(ruleset.Default().Body, "name: 默认规则", "name: 示例规则", 1), `to: "-30.01"`, `to: "-5"`, 1)
	body = strings.Replace(body, `from: "2020-01-01"`, `from: "2026-01-01"`, 1)
	a := office.post("/rules/try", url.Values{"body": {body}})
	if a.status != http.StatusOK || !strings.Contains(a.words(), "试算：示例规则") || !strings.Contains(a.words(), "个项目的灯或体量档会改变") {
		t.Fatalf("the trial: %d %s", a.status, a.words())
	}
	c.must(office.mustPost("/rules/publish", url.Values{"body": {body}, "because": {"示例号文件"}}))
	if w := office.get("/rules").words(); !strings.Contains(w, "现行：示例规则") {
		t.Error("the new set is not in force")
	}
	if a := c.as("reporter").post("/rules/publish", url.Values{"body": {body}}); a.status != http.StatusForbidden {
		t.Errorf("a reporter publishes: %d", a.status)
	}
}

func TestTheCalendarCountsAndTakesLocalDays(t *testing.T) {
	c := newCity(t)
	office := c.as("office")
	a := office.get("/calendar?year=2026&from=2026-09-30&days=1")
	if !strings.Contains(a.words(), "第 1 个工作日是 2026-10-08") {
		t.Error("the first working day after the national holidays is wrong")
	}
	if !strings.Contains(office.get("/calendar?year=2031").words(), "还没有公布") {
		t.Error("no warning for a year without its notice")
	}
	if a := office.post("/calendar/local", url.Values{"days": {"2026-12-01 放假"}}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.words(), "第 1 行") {
		t.Errorf("a line without its reason: %d", a.status)
	}
	c.must(office.mustPost("/calendar/local", url.Values{"days": {"2026-12-01 放假 示例市庆日"}}))
	found := false
	for _, td := range office.get("/calendar?year=2026").all("td", "class", "holiday") {
		found = found || strings.Contains(attr(td, "title"), "示例市庆日")
	}
	if !found {
		t.Error("the local day is not on the grid")
	}
}

func TestSettingsAreCheckedAtTheirFields(t *testing.T) {
	c := newCity(t)
	keeper := c.as("keeper")
	a := keeper.post("/admin/settings", url.Values{"map.approval": {"苏S（2026）示例号"}, "session.idle_minutes": {"1"}})
	if a.status != http.StatusUnprocessableEntity || attr(a.find("input", "name", "session.idle_minutes"), "value") != "1" {
		t.Errorf("one minute idle: %d", a.status)
	}
	kept, err := c.App.Settings(context.Background(), c.office)
	c.must(err)
	if kept["map.approval"] != "苏S（2026）示例号" {
		t.Errorf("what was right is not kept: %v", kept)
	}
	if a := c.as("leader").get("/admin/settings"); a.status != http.StatusForbidden {
		t.Errorf("a leader sets: %d", a.status)
	}
}

const oneArea = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"adcode":"320826","name":"涟水县"},"geometry":{"type":"Polygon","coordinates":[[[119.0,33.6],[119.5,33.6],[119.5,34.0],[119.0,34.0],[119.0,33.6]]]}}]}`

func TestAMapIsSeenBeforeItIsUsed(t *testing.T) {
	c := newCity(t)
	office := c.as("office")
	send := func(text string) *answer {
		var body bytes.Buffer
		w := multipart.NewWriter(&body)
		c.must(w.WriteField("csrf", office.csrf))
		part, err := w.CreateFormFile("file", "区划.geojson")
		c.must(err)
		_, err = part.Write([]byte(text))
		c.must(err)
		c.must(w.Close())
		resp, err := office.client.Post(c.Server.URL+"/admin/boundary", w.FormDataContentType(), &body)
		c.must(err)
		return office.read(resp)
	}
	if a := send("{}"); a.status != http.StatusUnprocessableEntity {
		t.Errorf("no map: %d", a.status)
	}
	if a := send(oneArea); a.status != http.StatusSeeOther {
		t.Fatalf("a map: %d %s", a.status, a.words())
	}
	if w := office.get("/admin/settings").words(); !strings.Contains(w, "1 个区域，1 个与单位对得上") {
		t.Error("the preview does not say how the map fits")
	}
	c.must(office.mustPost("/admin/boundary/use", url.Values{"use": {"1"}}))
	areas, err := c.App.Boundaries(context.Background(), c.office)
	c.must(err)
	if len(areas) != 1 {
		t.Errorf("%d areas in use", len(areas))
	}
}

func TestTheJournalFoldsFiltersAndHolds(t *testing.T) {
	c := newCity(t)
	office := c.as("office")
	draft := office.upload(url.Values{"unit": {c.Units["涟水县"]}, "month": {"2026-10"}}, map[string]string{"台账.csv": ledgerText}).to
	expect := attr(office.settled(draft).find("input", "name", "expect"), "value")
	c.must(office.mustPost(draft, url.Values{"expect": {expect}}))
	auditor := c.as("auditor")
	a := auditor.get("/journal?verify=1")
	if !strings.Contains(a.words(), "没有缺失，没有改动") {
		t.Error("the line does not hold")
	}
	if !strings.Contains(a.words(), "导入台账 共") {
		t.Error("an import is not folded")
	}
	for _, link := range a.all("a", "class", "title") {
		if strings.HasPrefix(attr(link, "href"), "/journal?cause=") {
			if w := auditor.get(attr(link, "href")).words(); !strings.Contains(w, "只显示同一批操作的日志") || !strings.Contains(w, "示例新能源材料基地项目") {
				t.Error("the entries of the import are not listed")
			}
		}
	}
	if w := auditor.get("/journal?noun=unit").words(); strings.Contains(w, "月报") && strings.Contains(w, "填报进度") {
		t.Error("the filter lets others through")
	}
	older := ""
	for _, link := range auditor.get("/journal").all("a", "", "") {
		if strings.Contains(attr(link, "href"), "before=") {
			older = attr(link, "href")
		}
	}
	if older == "" || auditor.get(older).find("tr", "", "") == nil {
		t.Error("no way to older entries")
	}
	if a := c.as("reporter").get("/journal"); a.status != http.StatusForbidden {
		t.Errorf("a reporter reads the journal: %d", a.status)
	}
}

func TestRightsAreForEverybody(t *testing.T) {
	c := newCity(t)
	for _, login := range []string{"keeper", "enterprise", "leader"} {
		if a := c.as(login).get("/rights"); a.status != http.StatusOK || !strings.Contains(a.words(), "导入台账") {
			t.Errorf("%s: %d", login, a.status)
		}
	}
	if a := c.as("leader").get("/rights.xlsx"); a.status != http.StatusOK || !strings.HasPrefix(a.body, "PK") {
		t.Errorf("the workbook: %d", a.status)
	}
}
