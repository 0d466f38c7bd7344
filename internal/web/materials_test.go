package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"
	"github.com/chromedp/chromedp"

	"guatu/internal/app"
	"guatu/internal/geo"
	"guatu/internal/photo/phototest"
	"guatu/internal/web/ui"
)

// Evidence on the pages: entered with and without scripts, looked at, refused.

// document is the shortest PDF.
const document = "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"

// hand sends a form with files as a browser without scripts does.
func (r *reader) hand(path string, fields url.Values, files map[string]string) *answer {
	r.c.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	r.c.must(form.WriteField("csrf", r.csrf))
	for name, values := range fields {
		for _, v := range values {
			r.c.must(form.WriteField(name, v))
		}
	}
	for name, content := range files {
		part, err := form.CreateFormFile("file", name)
		r.c.must(err)
		_, err = part.Write([]byte(content))
		r.c.must(err)
	}
	r.c.must(form.Close())
	resp, err := r.client.Post(r.c.Server.URL+path, form.FormDataContentType(), &body)
	r.c.must(err)
	return r.read(resp)
}

// script asks as the pages' scripts do.
func (r *reader) script(method, path string, body []byte, headers map[string]string) (int, map[string]any) {
	r.c.t.Helper()
	req, err := http.NewRequest(method, r.c.Server.URL+path, bytes.NewReader(body))
	r.c.must(err)
	req.Header.Set("Accept", "application/json")
	req.Header.Set("X-Form-Token", r.csrf)
	for name, value := range headers {
		req.Header.Set(name, value)
	}
	resp, err := r.client.Do(req)
	r.c.must(err)
	defer resp.Body.Close()
	var told map[string]any
	r.c.must(json.NewDecoder(resp.Body).Decode(&told))
	return resp.StatusCode, told
}

func (r *reader) form(path string, fields url.Values) (int, map[string]any) {
	r.c.t.Helper()
	fields.Set("csrf", r.csrf)
	return r.script(http.MethodPost, path, []byte(fields.Encode()), map[string]string{"Content-Type": "application/x-www-form-urlencoded"})
}

// sentUp sends a file in two pieces and gives the evidence it came to.
func (r *reader) sentUp(project, name, evidence, kind string, content []byte) string {
	r.c.t.Helper()
	at := "/projects/" + project + "/uploads"
	status, up := r.form(at, url.Values{"name": {name}, "size": {fmt.Sprint(len(content))}, "client": {"c-" + name}})
	if status != http.StatusOK {
		r.c.t.Fatalf("begin: %d %v", status, up)
	}
	id := up["id"].(string)
	for _, piece := range [][2]int{{0, len(content) / 2}, {len(content) / 2, len(content)}} {
		if status, told := r.script(http.MethodPut, fmt.Sprintf("%s/%s?offset=%d", at, id, piece[0]), content[piece[0]:piece[1]], map[string]string{"Content-Type": "application/octet-stream"}); status != http.StatusOK {
			r.c.t.Fatalf("piece: %d %v", status, told)
		}
	}
	status, up = r.form(at+"/"+id+"/finish", url.Values{"evidence": {evidence}, "kind": {kind}})
	if status != http.StatusOK {
		r.c.t.Fatalf("finish: %d %v", status, up)
	}
	return up["evidence"].(string)
}

func sum(content []byte) string {
	h := sha256.Sum256(content)
	return hex.EncodeToString(h[:])
}

func TestEvidenceIsEnteredWithoutScripts(t *testing.T) {
	c := newCity(t)
	r, id := c.as("reporter"), c.IDs[0]
	side := "/projects/" + id + "?tab=materials"
	if a := r.get(side); a.status != http.StatusOK || !a.holds("登记材料") || a.find("input", "type", "file") == nil {
		t.Fatalf("the side: %d %s", a.status, a.words())
	}
	fields := url.Values{"kind": {"construction_permit"}, "number": {"320826202603190101"}, "issuer": {"示例县住建局"}, "issued": {"2026年3月12日"}, "amount": {"12,000"}}
	a := r.hand("/projects/"+id+"/materials", fields, map[string]string{"许可证.pdf": document, "附图.jpg": string(phototest.Shot{Seed: 1}.JPEG())})
	if a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, a.words())
	}
	a = r.get(side)
	for _, want := range []string{"320826202603190101", "示例县住建局", "2026-03-12", "12,000万元", "许可证.pdf", "附图.jpg", "1 份材料，2 个文件", "还缺持证单位"} {
		if !a.holds(want) {
			t.Errorf("the side does not say %q: %s", want, a.words())
		}
	}
	if len(a.all("img", "loading", "lazy")) != 1 {
		t.Error("the photo has no small picture")
	}
	again := r.hand("/projects/"+id+"/materials", fields, nil)
	known := again.find("a", "", "")
	for _, link := range again.all("a", "", "") {
		if strings.Contains(textOf(link), "打开已有的那一份") {
			known = link
		}
	}
	if again.status != http.StatusUnprocessableEntity || known == nil || r.get(attr(known, "href")).status != http.StatusOK || attr(again.find("input", "id", "f-issuer"), "value") != "示例县住建局" {
		t.Errorf("entered twice: %d %s", again.status, again.words())
	}
}

func TestMistakesOfACertificateStandAtTheirFields(t *testing.T) {
	c := newCity(t)
	a := c.as("reporter").hand("/projects/"+c.IDs[0]+"/materials", url.Values{"kind": {"construction_permit"}, "number": {"1"}, "issued": {"2026-12-31"}, "until": {"2026-01-01"}, "amount": {"三亿"}}, nil)
	if a.status != http.StatusUnprocessableEntity || attr(a.find("input", "id", "f-amount"), "value") != "三亿" || !a.holds("不是") {
		t.Errorf("an amount that is none: %d %s", a.status, a.words())
	}
	a = c.as("reporter").hand("/projects/"+c.IDs[0]+"/materials", url.Values{"kind": {""}, "number": {"1"}, "issued": {"2026-12-31"}, "until": {"2026-01-01"}}, nil)
	for _, want := range []string{"请选择材料类别", "2026-12-31 还没有到", "有效期至 2026-01-01 早于"} {
		if !a.holds(want) {
			t.Errorf("nothing says %q: %s", want, a.words())
		}
	}
}

func TestFilesThatAreNotTakenAreNamedAndTheOthersKept(t *testing.T) {
	c := newCity(t)
	a := c.as("reporter").hand("/projects/"+c.IDs[0]+"/materials", url.Values{"kind": {"other"}}, map[string]string{"说明.pdf": document, "现场.jpg": "<html><script>alert(1)</script></html>", "../../空.txt": ""})
	if a.status != http.StatusUnprocessableEntity || !a.holds("现场.jpg：") || !a.holds("内容却是 html") || !a.holds("“空.txt”是空的") || !a.holds("说明.pdf") {
		t.Errorf("%d %s", a.status, a.words())
	}
}

func TestFilesComeInByPieces(t *testing.T) {
	c := newCity(t)
	r, id := c.as("reporter"), c.IDs[0]
	at := "/projects/" + id + "/uploads"
	status, token := r.script(http.MethodGet, "/form-token", nil, nil)
	if status != http.StatusOK || token["csrf"] != r.csrf || token["person"] == "" {
		t.Fatalf("the token: %d %v", status, token)
	}
	photo := phototest.Shot{Seed: 2}.JPEG()
	set := r.sentUp(id, "甲.jpg", "set-1", "start_photo", photo)
	if set != "set-1" {
		t.Errorf("came to %s", set)
	}
	status, up := r.form(at, url.Values{"name": {"甲.jpg"}, "size": {fmt.Sprint(len(photo))}, "client": {"c-甲.jpg"}})
	if status != http.StatusOK || up["evidence"] != "set-1" {
		t.Errorf("begun again: %d %v", status, up)
	}
	_, up = r.form(at, url.Values{"name": {"乙.jpg"}, "size": {"100"}, "client": {"c-2"}})
	piece := at + "/" + up["id"].(string)
	status, told := r.script(http.MethodPut, piece+"?offset=50", []byte("x"), nil)
	if args, _ := told["args"].(map[string]any); status != http.StatusConflict || told["code"] != "upload.offset" || args["offset"] != 0.0 || told["sentences"].([]any)[0] != "这一段接不上，请从第 0 字节处继续上传。" {
		t.Errorf("a wrong offset: %d %v", status, told)
	}
	for name, want := range map[string]int{"offset=": 422, "offset=x": 422, "offset=0": 403} {
		headers := map[string]string{}
		if want == 403 {
			headers["X-Form-Token"] = "stale"
		}
		if status, told := r.script(http.MethodPut, piece+"?"+name, []byte("x"), headers); status != want {
			t.Errorf("%s: %d %v", name, status, told)
		}
	}
	if status, told := c.as("office").script(http.MethodGet, piece, nil, nil); status != http.StatusNotFound {
		t.Errorf("somebody else's: %d %v", status, told)
	}
	if status, told := r.form("/projects/"+c.IDs[1]+"/uploads", url.Values{"name": {"a.jpg"}, "size": {"1"}}); status != http.StatusNotFound {
		t.Errorf("another county's project: %d %v", status, told)
	}
	if status, told := c.as("leader").form(at, url.Values{"name": {"a.jpg"}, "size": {"1"}}); status != http.StatusForbidden {
		t.Errorf("a leader sends: %d %v", status, told)
	}
}

func TestFilesGoOutAsWhatTheyAre(t *testing.T) {
	c := newCity(t)
	r, id := c.as("reporter"), c.IDs[0]
	photo, drawing := phototest.Shot{Seed: 3}.JPEG(), []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`)
	at := "/projects/" + id + "/materials/"
	photoAt := at + r.sentUp(id, "现场.jpg", "", "start_photo", photo) + "/files/" + sum(photo)
	svgAt := at + r.sentUp(id, "图.svg", "", "other", drawing) + "/files/" + sum(drawing)
	pdfAt := at + r.sentUp(id, "证.pdf", "", "filing", []byte(document)) + "/files/" + sum([]byte(document))
	for _, one := range []struct{ path, media, disposition string }{
		{photoAt, "image/jpeg", "inline"}, {photoAt + "?download=1", "image/jpeg", "attachment"}, {photoAt + "/view", "image/jpeg", "inline"},
		{svgAt, "application/octet-stream", "attachment"}, {pdfAt, "application/pdf", "inline"},
	} {
		a := r.get(one.path)
		h := a.header
		if a.status != http.StatusOK || h.Get("Content-Type") != one.media || !strings.HasPrefix(h.Get("Content-Disposition"), one.disposition) || h.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(h.Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s: %d %v", one.path, a.status, h)
		}
		for login, want := range map[string]int{"office": 200, "enterprise": 200} {
			if got := c.as(login).get(one.path).status; got != want {
				t.Errorf("%s to %s: %d", one.path, login, got)
			}
		}
		other := strings.Replace(one.path, id, c.IDs[1], 1)
		if got := r.get(other).status; got != http.StatusNotFound {
			t.Errorf("through another county's project: %d", got)
		}
		if got := c.as("office").get(other).status; got != http.StatusNotFound {
			t.Errorf("through another project: %d", got)
		}
	}
	if a := r.get(svgAt + "/view"); a.status != http.StatusNotFound {
		t.Errorf("a small picture of a drawing with a script: %d", a.status)
	}
}

func TestAPhotosPageShowsItsFactsAndWhatIsOdd(t *testing.T) {
	c := newCity(t)
	ctx, office := context.Background(), c.as("office")
	page, err := c.App.Project(ctx, c.office, c.IDs[0], app.Moment{})
	c.must(err)
	p := page.Project.Clone()
	p.At = &geo.Point{Lon: 119.02, Lat: 33.6}
	_, err = c.App.ProjectSave(ctx, c.office, app.ProjectSave{Project: *p})
	c.must(err)
	far := phototest.Shot{Seed: 4, At: &geo.Point{Lon: 119.2, Lat: 33.6}, Taken: time.Date(2026, 3, 1, 2, 3, 0, 0, time.UTC)}.JPEG()
	second := phototest.Shot{Seed: 5}.JPEG()
	office.sentUp(c.IDs[0], "远处.jpg", "set", "start_photo", far)
	office.sentUp(c.IDs[0], "第二张.jpg", "set", "start_photo", second)
	a := office.get("/projects/" + c.IDs[0] + "/materials/set/files/" + sum(far) + "/look")
	for _, want := range []string{"2026-03-01 10:03", "119.20000, 33.60000", "距项目 16.7 公里", "640 × 480", "第 1 张，共 2 张", "疑点", "拍摄地点距项目 16.7 公里", "下一张"} {
		if !a.holds(want) {
			t.Errorf("the page does not say %q: %s", want, a.words())
		}
	}
	if side := office.get("/projects/" + c.IDs[0] + "?tab=materials"); len(side.all("li", "class", "odd")) != 1 {
		t.Error("the side does not mark the odd photo")
	}
}

func TestEvidenceIsDroppedWithAReasonAndSearchedByItsNumber(t *testing.T) {
	c := newCity(t)
	r, id := c.as("reporter"), c.IDs[0]
	evidence, err := c.App.EvidenceKeep(context.Background(), c.office, app.EvidenceKeep{Project: id, Kind: "filing", Number: "涟行审备〔2026〕12号"})
	c.must(err)
	if a := r.get("/evidence?q=" + url.QueryEscape("2026 12号")); !a.holds("涟行审备〔2026〕12号") || !a.holds("示例项目01") {
		t.Errorf("not found: %s", a.words())
	}
	at := "/projects/" + id + "/materials/" + evidence
	save := formOf(r.get(at), at)
	save.Set("holder", "示例企业01有限公司")
	if a := r.hand(at, save, nil); a.status != http.StatusSeeOther {
		t.Errorf("mended: %d %s", a.status, a.words())
	}
	if a := r.hand(at, save, nil); a.status != http.StatusUnprocessableEntity && a.status != http.StatusConflict {
		t.Errorf("the loser of two: %d %s", a.status, a.words())
	}
	drop := formOf(r.get(at), at+"/drop")
	if a := r.post(at+"/drop", drop); a.status != http.StatusUnprocessableEntity || !a.holds("请写明作废的原因") {
		t.Errorf("without a reason: %d %s", a.status, a.words())
	}
	drop.Set("because", "发错了")
	if a := r.post(at+"/drop", drop); a.status != http.StatusSeeOther {
		t.Errorf("%d %s", a.status, a.words())
	}
	if a := r.get("/projects/" + id + "?tab=materials"); !a.holds("作废：发错了") || !a.holds("已作废") {
		t.Errorf("the side: %s", a.words())
	}
	if a := r.get("/evidence?q=" + url.QueryEscape("2026 12号")); !a.holds("没有找到") {
		t.Errorf("still found: %s", a.words())
	}
	if a := r.get("/projects/" + id + "/materials"); a.status != http.StatusOK || !a.holds("佐证材料清单") {
		t.Errorf("the list: %d", a.status)
	}
}

func TestPagesOfEvidenceDrawWithNothingInThem(t *testing.T) {
	for name, page := range map[string]templ.Component{
		"side": projectView(projectPage{Materials: &projectMaterials{Add: &materialForm{}, Groups: []materialGroup{{Items: []materialCard{{Files: []fileTile{{}}}}}}}}), "piece": materialPageView(materialPage{}),
		"piece and forms": materialPageView(materialPage{Form: &materialForm{}, Drop: &ui.FieldData{}}), "photo": lookView(lookPage{}), "search": certificatesView(certificatesPage{}), "list": materialListView(materialListPage{}),
	} {
		var b bytes.Buffer
		if err := page.Render(context.Background(), &b); err != nil || !strings.Contains(b.String(), "</html>") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A clerk with a browser drops three files; the connection goes away in between and
// the window is closed; all three come in, once, and what the camera wrote stays.
func TestAClerkSendsPhotosFromABrowser(t *testing.T) {
	house := chromium(t)
	c := newCity(t)
	id := c.IDs[0]
	w := walk(t, house, c.Server.URL)
	w.signIn("reporter")
	w.open("/projects/" + id + "?tab=materials&kind=start_photo")
	dir := t.TempDir()
	large := phototest.Shot{Seed: 7, Wide: 4000, Quality: 95, Turn: 6, At: &geo.Point{Lon: 119.02, Lat: 33.6}, Taken: time.Date(2026, 3, 1, 2, 3, 0, 0, time.UTC)}.JPEG()
	for len(large) < 1_600_000 { // as heavy as a phone's
		large = append(large, make([]byte, 400_000)...)
	}
	names := map[string][]byte{"大照片.jpg": large, "小照片.jpg": phototest.Shot{Seed: 8}.JPEG(), "说明.pdf": []byte(document)}
	var paths []string
	for name, content := range names {
		paths = append(paths, filepath.Join(dir, name))
		c.must(os.WriteFile(filepath.Join(dir, name), content, 0o600))
	}
	w.do(chromedp.SetUploadFiles(chromedp.CSS("#add input[type=file]"), paths))
	w.see("等待上传")
	w.fill("note", "三月一日现场")
	w.press("登记", "#add .form-end")
	w.see("三月一日现场", "3 个文件", "2026-03-01 10:03", "小照片.jpg", "说明.pdf")

	page, err := c.App.Materials(context.Background(), c.office, id, app.Moment{})
	c.must(err)
	if len(page.Groups) != 1 || len(page.Groups[0].Items) != 1 || page.Groups[0].Items[0].Kind != "start_photo" {
		t.Fatalf("came in as %+v", page.Groups)
	}
	for _, f := range page.Groups[0].Items[0].Files {
		if f.Name == "大照片.jpg" && (f.Wide != 1920 || f.High != 2560 || f.Size >= int64(len(large)) || f.At == nil || f.Taken != "2026-03-01T02:03:00Z") {
			t.Errorf("the large photo came as %+v", f.File)
		}
		if f.Name == "小照片.jpg" && f.Hash != sum(names[f.Name]) {
			t.Error("a small photo was changed on its way")
		}
	}
	if left := ask[float64](w, `new Promise((done) => { const o = indexedDB.open("guatu-files", 1); o.onsuccess = () => { const r = o.result.transaction("waiting").objectStore("waiting").count(); r.onsuccess = () => { o.result.close(); done(r.result); }; }; })`, chromedp.EvalAwaitPromise); left != 0 {
		t.Errorf("%v files are kept in the browser", left)
	}
	w.narrow("the side with its files")
	w.open("/projects/" + id + "/materials/" + page.Groups[0].Items[0].ID)
	w.narrow("the piece")
}

// What a closed window left behind goes on when the page is opened again.
func TestWhatWasLeftBehindGoesOnByItself(t *testing.T) {
	house := chromium(t)
	c := newCity(t)
	id := c.IDs[0]
	w := walk(t, house, c.Server.URL)
	w.signIn("reporter")
	w.open("/projects/" + id + "?tab=materials")
	person := c.actor("reporter").ID
	ask[bool](w, fmt.Sprintf(`new Promise((done) => {
		const o = indexedDB.open("guatu-files", 1);
		o.onupgradeneeded = () => o.result.createObjectStore("waiting", {keyPath: "client"});
		o.onsuccess = () => {
			const tx = o.result.transaction("waiting", "readwrite"), s = tx.objectStore("waiting");
			const file = (client, person) => ({client, person, uploads: "/projects/%[1]s/uploads", token: "/form-token", evidence: "left-1", kind: "other", name: client + ".txt", blob: new Blob(["断网时写下的 " + client])});
			s.put(file("mine", %[2]q));
			s.put(file("theirs", "somebody else"));
			tx.oncomplete = () => { o.result.close(); done(true); };
		};
	})`, id, person), chromedp.EvalAwaitPromise)
	w.open("/projects/" + id + "?tab=materials")
	w.see("上次没有传完，正在继续", "已收到")
	page, err := c.App.Materials(context.Background(), c.office, id, app.Moment{})
	c.must(err)
	if page.Files != 1 || page.Groups[0].Items[0].Files[0].Name != "mine.txt" {
		t.Errorf("came in: %+v", page.Groups)
	}
}
