package web

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"guatu/internal/app"
)

// upload sends files as the import's form does.
func (r *reader) upload(fields url.Values, files map[string]string) *answer {
	r.c.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	fields.Set("csrf", r.csrf)
	for name, values := range fields {
		for _, v := range values {
			r.c.must(w.WriteField(name, v))
		}
	}
	for name, text := range files {
		part, err := w.CreateFormFile("file", name)
		r.c.must(err)
		_, err = part.Write([]byte(text))
		r.c.must(err)
	}
	r.c.must(w.Close())
	resp, err := r.client.Post(r.c.Server.URL+"/import", w.FormDataContentType(), &body)
	r.c.must(err)
	return r.read(resp)
}

// settled waits until a draft's page is more than its progress.
func (r *reader) settled(path string) *answer {
	r.c.t.Helper()
	for range 100 {
		a := r.get(path)
		if a.find("progress", "", "") == nil {
			return a
		}
		time.Sleep(50 * time.Millisecond)
	}
	r.c.t.Fatal("it never ends")
	return nil
}

const ledgerText = `涟水县重大项目台账,,,,,,
,,,,,,单位：亿元
序号,项目名称,建设单位,总投资,2026年计划投资,1-10月完成投资,吉祥话
1,示例项目01,示例企业01有限公司,5,1,0.95,好
2,示例新能源材料基地项目,示例新能源有限公司,约12,3,1.5,顺
3,示例项目04二期,示例企业04有限公司,7,2,1,发
`

func TestALedgerComesInAndIsTakenBack(t *testing.T) {
	c := newCity(t)
	reporter := c.as("reporter")
	a := reporter.upload(url.Values{"unit": {c.Units["涟水县"]}, "month": {"2026-10"}}, map[string]string{"台账.csv": ledgerText})
	if a.status != http.StatusSeeOther {
		t.Fatalf("upload: %d %s", a.status, a.words())
	}
	page := reporter.settled(a.to)
	for _, s := range []string{"识别出 3 个项目", "金额为约数", "= 总投资", "未识别", "示例新能源材料基地项目", "3.00 亿元", "5.00 亿元"} {
		if !strings.Contains(page.words(), s) {
			t.Errorf("the page does not say %q", s)
		}
	}
	for _, of := range []string{"added", "changed", "missing", "skipped", "findings&kind=amount_approximate"} {
		if b := reporter.get(a.to + "/list?of=" + of); b.status != http.StatusOK || b.find("table", "", "") == nil {
			t.Errorf("the list of %s: %d", of, b.status)
		}
	}
	expect := page.find("input", "name", "expect")
	if expect == nil {
		t.Fatal("nothing to confirm")
	}
	done := reporter.post(a.to, url.Values{"expect": {attr(expect, "value")}})
	done = reporter.get(done.to)
	if done.status != http.StatusSeeOther || !strings.HasPrefix(done.to, "/imports/") {
		t.Fatalf("after the import: %d %s %s", done.status, done.to, done.words())
	}
	result := done.to
	if w := reporter.get(result).words(); !strings.Contains(w, "撤销这次导入") {
		t.Errorf("no undo: %s", w)
	}
	find := func() int {
		rows, err := c.App.Projects(context.Background(), c.office, app.ProjectFilter{Query: "新能源材料基地"})
		c.must(err)
		return rows.Totals.Count
	}
	if find() != 1 {
		t.Error("the new project is not there")
	}
	c.must(reporter.mustPost(result+"/undo", url.Values{}))
	if find() != 0 {
		t.Error("the undo left the project")
	}
	if w := reporter.get(result).words(); !strings.Contains(w, "已整批撤销") || strings.Contains(w, "撤销这次导入") {
		t.Error("the result does not say that it was taken back")
	}
}

func TestColumnsAreMappedByHandAndRemembered(t *testing.T) {
	c := newCity(t)
	office := c.as("office")
	fields := func() url.Values { return url.Values{"unit": {c.Units["涟水县"]}, "month": {"2026-10"}} }
	a := office.upload(fields(), map[string]string{"台账.csv": ledgerText})
	page := office.settled(a.to)
	form := formOf(page, a.to+"/map")
	if form.Get("col_7") != "" {
		t.Fatalf("the last column is known as %q", form.Get("col_7"))
	}
	form.Set("col_7", "note")
	c.must(office.mustPost(a.to+"/map", form))
	if w := office.settled(a.to).words(); !strings.Contains(w, "人工指定") || strings.Contains(w, "吉祥话 未识别") {
		t.Error("the mapping does not show")
	}
	again := office.upload(fields(), map[string]string{"台账2.csv": ledgerText})
	if form := formOf(office.settled(again.to), again.to+"/map"); form.Get("col_7") != "note" {
		t.Errorf("the next file of the layout is not mapped: %q", form.Get("col_7"))
	}
	if w := office.get("/import").words(); !strings.Contains(w, "台账2.csv") {
		t.Error("a draft cannot be come back to")
	}
	c.must(office.mustPost(again.to+"/drop", url.Values{}))
	if a := office.get(again.to); a.status != http.StatusNotFound {
		t.Errorf("a dropped draft: %d", a.status)
	}
}

func TestADraftIsItsPersonsAlone(t *testing.T) {
	c := newCity(t)
	a := c.as("office").upload(url.Values{"unit": {c.Units["涟水县"]}, "month": {"2026-10"}}, map[string]string{"台账.csv": ledgerText})
	if b := c.as("reporter").get(a.to); b.status != http.StatusNotFound {
		t.Errorf("somebody else's draft: %d", b.status)
	}
	if b := c.as("reporter").upload(url.Values{"unit": {c.Units["盱眙县"]}, "month": {"2026-10"}}, map[string]string{"台账.csv": ledgerText}); b.status != http.StatusUnprocessableEntity {
		t.Errorf("another county's ledger: %d", b.status)
	}
	if b := c.as("leader").get("/import"); b.status != http.StatusForbidden {
		t.Errorf("who may not import: %d", b.status)
	}
}

func TestWhatIsNoLedgerIsRefusedInWords(t *testing.T) {
	c := newCity(t)
	office := c.as("office")
	fields := func() url.Values { return url.Values{"unit": {c.Units["涟水县"]}, "month": {"2026-10"}} }
	a := office.upload(fields(), map[string]string{"台账.xlsx": "PK\x03\x04 broken"})
	page := office.settled(a.to)
	if !strings.Contains(page.words(), "没有写入任何内容。") || page.find("input", "name", "expect") != nil {
		t.Errorf("a broken file: %s", page.words())
	}
	if a := office.upload(fields(), nil); a.status != http.StatusUnprocessableEntity {
		t.Errorf("no file: %d", a.status)
	}
	for range draftsEach {
		a = office.upload(fields(), map[string]string{"台账.csv": ledgerText})
	}
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.words(), "等待处理") {
		t.Errorf("more drafts than one may have: %d", a.status)
	}
}

func TestAnImportThatMovedSinceIsShownAnew(t *testing.T) {
	c := newCity(t)
	office := c.as("office")
	a := office.upload(url.Values{"unit": {c.Units["涟水县"]}, "month": {"2026-10"}}, map[string]string{"台账.csv": ledgerText})
	office.settled(a.to)
	office.post(a.to, url.Values{"expect": {"something else"}})
	page := office.settled(a.to)
	if !strings.Contains(page.words(), "重新核对") || page.find("input", "name", "expect") != nil {
		t.Errorf("a moved difference: %s", page.words())
	}
}

func TestDraftsLeaveNoFilesBehind(t *testing.T) {
	c := newCity(t)
	dir := t.TempDir()
	d := newDrafts(dir)
	who := c.actor("office")
	one, err := d.add(who, "台账.csv", strings.NewReader(ledgerText))
	c.must(err)
	one.touched = time.Now().Add(-2 * draftsLife)
	if _, err := d.find(who, one.ID); err == nil {
		t.Error("an old draft is still there")
	}
	left, err := os.ReadDir(dir)
	c.must(err)
	if len(left) > 0 {
		t.Errorf("%d files are left", len(left))
	}
}
