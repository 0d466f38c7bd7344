package web

import (
	"archive/zip"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"guatu/internal/app"
	"guatu/internal/indicator"
	"guatu/internal/score"
	"guatu/internal/workday"
)

// leaguePack ranks by points of indicators, of projects and of what is typed in; who
// has no 整改 is not ranked.
const leaguePack = `name: 月度考核
source: 示例
data:
  年度投资完成率: number
  整改: number
  督查: number
  项目: {名称: text, 总投资: number, 开工申报: date}
exempt: {不评: 整改 < 0}
indicators:
  投资完成: {formula: 年度投资完成率 ÷ 2, cap: 60}
  项目分: {parts: {大项目: {formula: "计数(项目, 总投资 >= 30)", cap: 10}, 整改分: {formula: 整改}}}
  督查分: {formula: 督查, cap: 5, missing: zero}
lists:
  red: {top: 1, when: 总分 > 0}
  black: {bottom: 1, when: 总分 < 40}
`

// league is a monthly scheme of three counties; one of them did not report.
func (c *city) league() string {
	c.t.Helper()
	var members []score.Member
	for _, name := range []string{"涟水县", "盱眙县", "金湖县"} {
		members = append(members, score.Member{Unit: c.Units[name]})
	}
	e := &app.SchemeEdition{From: workday.NewDate(2026, 1, 1), Pack: leaguePack, Members: members}
	id, err := c.App.SchemeSave(c.t.Context(), c.office, app.SchemeSave{Unit: c.Units["示例市"], Title: "月度考核办法", Period: indicator.OfMonth, Edition: e})
	c.must(err)
	for n, month := range []workday.When{workday.InMonth(2026, 9), workday.InMonth(2026, 10)} {
		var items []app.EntryItem
		for i, name := range []string{"涟水县", "盱眙县"} {
			items = append(items, app.EntryItem{Unit: c.Units[name], Name: "整改", Value: itoa(3 + 40*n*i)})
		}
		_, err = c.App.EntriesSave(c.t.Context(), c.office, app.EntriesSave{Scheme: id, Period: month, Source: "督查通报", Items: items})
		c.must(err)
	}
	return id
}

func TestALeagueTableLeadsToEveryUnitAndToItsPublication(t *testing.T) {
	c := newCity(t)
	id := c.league()
	chief := c.as("office")
	at := "/assessments/" + id
	a := chief.get(at + "?period=2026-10")
	if a.status != http.StatusOK || !a.holds("涟水县") || !a.holds("未参加排名") || !a.holds("未填报：整改") || !a.holds("红榜") {
		t.Fatalf("the table: %d %s", a.status, a.words())
	}
	own := c.as("reporter").get(at + "?period=2026-10")
	if own.find("a", "href", at+"/"+c.Units["涟水县"]+"?period=2026-10") == nil || own.find("a", "href", at+"/"+c.Units["盱眙县"]+"?period=2026-10") != nil || own.find("section", "id", "publish") != nil {
		t.Errorf("what the county is led to: %v", own.hrefs())
	}
	if first := c.as("reporter").get("/assessments"); first.find("a", "href", at+"/"+c.Units["涟水县"]+"?period=2026-10") == nil {
		t.Errorf("the county's own unit is not one click away: %v", first.hrefs())
	}
	if a := c.as("reporter").get(at + "/" + c.Units["盱眙县"]); a.status != http.StatusNotFound {
		t.Errorf("another's sheet: %d", a.status)
	}
	for _, path := range []string{at + "?period=2026-11", at + "?period=2026-09", at + "?period=2026-10&known=5", at + "/" + c.Units["盱眙县"] + "?period=2026-10", at + "/" + c.Units["金湖县"]} {
		if a := chief.get(path); a.status != http.StatusOK && path != at+"?period=2026-10&known=5" {
			t.Errorf("%s: %d %s", path, a.status, a.words())
		}
	}
	bad := chief.post(at+"/draft", url.Values{"period": {"2026-10"}, "kind": {"list"}, "title": {""}})
	if bad.status != http.StatusUnprocessableEntity || bad.find("section", "id", "publish") == nil {
		t.Errorf("a draft without a title: %d %s", bad.status, bad.words())
	}
	done := chief.post(at+"/draft", url.Values{"period": {"2026-10"}, "kind": {"list"}, "title": {"十月红黑榜"}})
	if done.status != http.StatusSeeOther {
		t.Fatalf("a draft: %d %s", done.status, done.words())
	}
	if a := chief.get(at + "?period=2026-10"); !a.holds("十月红黑榜") || !a.holds("按起草时所知") {
		t.Errorf("the draft is not told of: %s", a.words())
	}
}

func TestASheetSaysWhereEveryPointComesFrom(t *testing.T) {
	c := newCity(t)
	at := "/assessments/" + c.league() + "/" + c.Units["涟水县"] + "?period=2026-10"
	a := c.as("office").get(at)
	for _, words := range []string{"年度投资完成率 ÷ 2", "/ 60", "本项第", "督查通报", "补齐哪个项目，得分升得最多", "现在靠哪些项目得分", "未填报：督查，关系到督查分最多 5 分", "总分"} {
		if !a.holds(words) {
			t.Errorf("the sheet does not say %q", words)
		}
	}
	for _, href := range a.hrefs() {
		if !strings.HasPrefix(href, "/") || strings.HasPrefix(href, "/schemes") {
			continue
		}
		if to := c.as("office").get(href); to.status != http.StatusOK {
			t.Errorf("%s leads to %d", href, to.status)
		}
	}
}

// sheetsOf is the text of a workbook's sheets.
func sheetsOf(t *testing.T, book string) (text string) {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		text += string(body)
	}
	return text
}

func TestLeaguesAndSheetsAreTakenAwayAsNumbers(t *testing.T) {
	c := newCity(t)
	at := "/assessments/" + c.league()
	for path, want := range map[string][]string{
		at + "/export.xlsx?period=2026-10":                        {"涟水县", "年度投资完成率 ÷ 2", "<v>43</v>", "日志第", "rate.year"},
		at + "/" + c.Units["盱眙县"] + "/export.xlsx?period=2026-10": {"投资完成", "<v>43</v>", "督查通报", "示例项目"},
	} {
		a := c.as("office").get(path)
		if a.status != http.StatusOK || a.header.Get("Content-Type") != workbookType {
			t.Fatalf("%s: %d", path, a.status)
		}
		text := sheetsOf(t, a.body)
		for _, words := range want {
			if !strings.Contains(text, words) {
				t.Errorf("%s does not hold %q", path, words)
			}
		}
	}
	if a := c.as("keeper").get(at + "/export.xlsx"); a.status != http.StatusForbidden {
		t.Errorf("who may not read takes it away: %d", a.status)
	}
}

func TestThePagesOfLeaguesShowNothingAsNothing(t *testing.T) {
	for name, view := range map[string]templ.Component{"list": assessmentsView(assessmentsPage{}), "table": assessmentView(assessmentPage{}), "sheet": assessmentSheetView(assessmentSheetPage{})} {
		var b strings.Builder
		if err := view.Render(t.Context(), &b); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
