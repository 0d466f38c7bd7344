package web

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/platform"
	"guatu/internal/workday"
)

// sendFile uploads a file to a form.
func (r *reader) sendFile(path, name, text string) *answer {
	r.c.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	r.c.must(w.WriteField("csrf", r.csrf))
	if name != "" {
		part, err := w.CreateFormFile("file", name)
		r.c.must(err)
		_, err = part.Write([]byte(text))
		r.c.must(err)
	}
	r.c.must(w.Close())
	resp, err := r.client.Post(r.c.Server.URL+path, w.FormDataContentType(), &body)
	r.c.must(err)
	return r.read(resp)
}

// coded gives a project of the county a code and its checklist.
func (c *city) coded(code string) string {
	c.t.Helper()
	rows, err := c.App.Projects(context.Background(), c.office, app.ProjectFilter{Unit: []string{c.Units["涟水县"]}})
	c.must(err)
	p := rows.Rows[0].Project.Clone()
	p.Code = code
	_, err = c.App.ProjectSave(context.Background(), c.office, app.ProjectSave{Project: *p, Because: "赋码"})
	c.must(err)
	c.must(c.App.ChecklistScreen(context.Background(), c.office, app.ChecklistScreen{Project: p.ID, Answers: map[string]string{"land": "owned"}}))
	return p.ID
}

const exchangeCode = "2603-320826-04-01-123456"

func TestAFileOfThePlatformComesInOnThePage(t *testing.T) {
	c := newCity(t)
	id := c.coded(exchangeCode)
	reporter := c.as("reporter")
	if w := reporter.get("/approvals/exchange").words(); !strings.Contains(w, "平台导出的文件放进来") || !strings.Contains(w, "下载 CSV") {
		t.Error("the page does not say what it is for")
	}
	text := "项目代码,事项,环节,日期\n" + exchangeCode + ",环评,受理,2026-10-09\n" + exchangeCode + ",环评,批复,2026-10-16\n" + exchangeCode + ",海域使用,受理,2026-10-09\n"
	a := reporter.sendFile("/approvals/exchange", "平台.csv", text)
	if a.status != http.StatusSeeOther || !strings.HasPrefix(a.to, "/approvals/exchange/") {
		t.Fatalf("upload: %d %s", a.status, a.words())
	}
	page := reporter.get(a.to)
	for _, s := range []string{"写入 2 条新的记录", "审批目录里没有“海域使用”", "环境影响报告表", "办结"} {
		if !strings.Contains(page.words(), s) {
			t.Errorf("the page does not say %q: %s", s, page.words())
		}
	}
	if b := c.as("office").get(a.to); b.status != http.StatusNotFound {
		t.Errorf("somebody else's draft: %d", b.status)
	}
	if b := reporter.get("/import/" + strings.TrimPrefix(a.to, "/approvals/exchange/")); b.status != http.StatusNotFound {
		t.Errorf("it is no ledger: %d", b.status)
	}
	done := reporter.post(a.to, url.Values{"expect": {attr(page.find("input", "name", "expect"), "value")}})
	if done.status != http.StatusSeeOther || !strings.HasPrefix(done.to, "/imports/") {
		t.Fatalf("taken: %d %s", done.status, done.words())
	}
	if w := reporter.get(done.to).words(); !strings.Contains(w, "撤销这次导入") || !strings.Contains(w, "平台.csv") {
		t.Errorf("the result: %s", w)
	}
	given := reporter.get("/approvals/exchange/file?form=json&unit=" + c.Units["涟水县"])
	f, err := platform.Read(strings.NewReader(given.body))
	c.must(err)
	if len(f.Records) != 2 || f.Records[1].Kind != approval.Granted || f.Records[1].On != workday.NewDate(2026, 10, 16) {
		t.Errorf("what goes out: %+v", f.Records)
	}
	a = reporter.sendFile("/approvals/exchange", "平台.csv", text)
	if w := reporter.get(a.to).words(); !strings.Contains(w, "没有新的记录") {
		t.Errorf("the same again: %s", w)
	}
	if b := reporter.post(a.to+"/drop", url.Values{}); b.to != "/approvals/exchange?done=exchange.dropped" {
		t.Errorf("dropped: %d %s", b.status, b.to)
	}
	c.must(reporter.mustPost(done.to+"/undo", url.Values{}))
	if p, err := c.App.Approvals(context.Background(), c.office, id, app.Moment{}); err != nil || len(p.Items) == 0 || p.Items[0].Standing.State == approval.StateGranted {
		t.Errorf("after the undo: %v", err)
	}
}

func TestAFileThatIsNoneIsToldOnThePage(t *testing.T) {
	c := newCity(t)
	reporter := c.as("reporter")
	for name, f := range map[string]struct{ name, text, says string }{
		"nothing chosen": {"", "", "请先选择平台导出的文件"},
		"no heading":     {"a.csv", "一,二\n", "表头缺少项目代码、事项、环节、日期"},
		"no JSON":        {"a.json", "{", "不是正确的 JSON"},
		"empty":          {"a.csv", " ", "文件里没有记录"},
	} {
		t.Run(name, func(t *testing.T) {
			a := reporter.sendFile("/approvals/exchange", f.name, f.text)
			if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.words(), f.says) {
				t.Errorf("%d, does not say %q: %s", a.status, f.says, a.words())
			}
		})
	}
	leader := c.as("leader")
	if a := leader.get("/approvals/exchange"); a.status != http.StatusOK || a.find("input", "type", "file") != nil {
		t.Errorf("who only reads takes files out: %d", a.status)
	}
	for _, form := range []string{"csv", "json"} {
		f, err := platform.Read(strings.NewReader(leader.get("/approvals/exchange/file?example=1&form=" + form).body))
		if err != nil || len(f.Wrong) > 0 || len(f.Records) != len(platform.Example()) {
			t.Errorf("the example in %s: %v %+v", form, err, f)
		}
	}
}

// A ledger with approval dates says what it understood, and what it cannot take.
func TestALedgerOfApprovalsOnThePage(t *testing.T) {
	c := newCity(t)
	id := c.coded(exchangeCode)
	rows, err := c.App.Projects(context.Background(), c.office, app.ProjectFilter{Unit: []string{c.Units["涟水县"]}})
	c.must(err)
	text := "序号,项目代码,项目名称,环评受理时间,环评批复时间,施工许可证\n"
	for i, r := range rows.Rows {
		if r.Project.ID == id {
			text += "1," + exchangeCode + "," + r.Project.Name + ",2026-10-09,2026-10-16,2026年10月\n"
		} else if i == len(rows.Rows)-1 {
			text += "2,," + r.Project.Name + ",2026-10-09,,未办\n3,,新来的项目,2026-10-08,,2026-10-09\n"
		}
	}
	office := c.as("office")
	a := office.upload(url.Values{"unit": {c.Units["涟水县"]}, "month": {"2026-10"}}, map[string]string{"手续.csv": text})
	page := office.settled(a.to)
	for _, s := range []string{"环境影响报告表 · 受理日期", "建筑工程施工许可证 · 办结日期", "没写到哪一天，不收", "还没有办", "先做审批筛查", "2026-10-16"} {
		if !strings.Contains(page.words(), s) {
			t.Errorf("the page does not say %q", s)
		}
	}
	list := office.get(a.to + "/list?of=findings&kind=approval_unscreened")
	if list.status != http.StatusOK || !strings.Contains(list.body, "/approvals\"") || !strings.Contains(list.words(), "先做审批筛查") {
		t.Errorf("the list of what waits: %d %s", list.status, list.words())
	}
}

func TestWhereARecordWasReadIsSaid(t *testing.T) {
	for source, want := range map[string]string{"ledger:a.xlsx": "台账 a.xlsx", "assumed:a.xlsx": "台账 a.xlsx 只有办结日期，受理按办结当天记", "platform:b:c.json": "平台文件 b:c.json", "": ""} {
		if got := sourceText(context.Background(), source); got != want {
			t.Errorf("%q is %q, want %q", source, got, want)
		}
	}
}

func TestTheExchangePagesAreDrawnFromTheirZeroPages(t *testing.T) {
	for name, page := range map[string]templ.Component{"start": exchangeView(exchangePage{}), "draft": exchangeDraftView(exchangeDraftPage{Draft: &draft{}})} {
		var b bytes.Buffer
		if err := page.Render(context.Background(), &b); err != nil || !strings.Contains(b.String(), "</html>") {
			t.Errorf("%s: %v, %d bytes", name, err, b.Len())
		}
	}
}
