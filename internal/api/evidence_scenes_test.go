package api_test

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"guatu/internal/api"
	"guatu/internal/app"
	"guatu/internal/blob"
	"guatu/internal/lifecycle"
	"guatu/internal/photo/phototest"
)

// withFiles is a place for files.
func withFiles(t testing.TB) *blob.Store {
	t.Helper()
	files, err := blob.Open(t.TempDir(), blob.Limits{File: 16 << 20})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// bodyType is what a body is sent as: pieces of files are bytes.
func bodyType(method, path string) string {
	if method == http.MethodPut && strings.Contains(path, "/uploads/") {
		return "application/octet-stream"
	}
	return "application/json"
}

// hashOf is what a file is kept under.
func hashOf(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}

var photograph = phototest.Shot{Seed: 9}.JPEG()

const permit = "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"

// evidenceScenes send a permit in two pieces, lose the answer, and look at it.
func evidenceScenes(w *world) []scene {
	const p = "east.reporter"
	id, err := w.app.ProjectSave(w.t.Context(), w.actor("boss"), app.ProjectSave{Project: lifecycle.Project{Name: "示例材料项目", Unit: w.ids["east"], Kind: "new"}})
	if err != nil {
		w.t.Fatal(err)
	}
	w.ids["site"], w.n = id, w.head()
	w.ids["set"], w.ids["file"], w.ids["photo"] = "set-1", hashOf(permit), hashOf(string(photograph))
	begin := `{"name":"许可证.pdf","size":` + strconv.Itoa(len(permit)) + `,"client":"8d1f7c1e-6f0a-4f3f-9a53-1d5b0a2c9e11"}`
	return []scene{
		{"a permit is entered", p, "POST /projects/{site}/evidence", `{"kind":"construction_permit","number":"320899202603190101","issued":"2026-03-12"}`, 201, []string{"evidence.keep"}, `"id"`, "permit"},
		{"and not a second time", p, "POST /projects/{site}/evidence", `{"kind":"construction_permit","number":"3208 9920 2603 1901 01"}`, 409, nil, "evidence.known", ""},
		{"it is mended", p, "PUT /projects/{site}/evidence/{permit}", `{"version":1,"kind":"construction_permit","number":"320899202603190101","issued":"2026-03-12","issuer":"示例县住建局"}`, 200, []string{"evidence.keep"}, "", ""},
		{"all mistakes at once", p, "PUT /projects/{site}/evidence/{permit}", `{"version":2,"kind":"wish","issued":"2027-01-01"}`, 422, nil, "evidence.issued_future", ""},
		{"a file is announced", p, "POST /projects/{site}/uploads", begin, 200, nil, `"id"`, "up"},
		{"again, for the answer got lost", p, "POST /projects/{site}/uploads", begin, 200, nil, `"offset":0`, "up"},
		{"its first piece", p, "PUT /projects/{site}/uploads/{up}?offset=0", permit[:20], 200, nil, `"offset":20`, ""},
		{"which does not go twice", p, "PUT /projects/{site}/uploads/{up}?offset=0", permit[:20], 409, nil, "upload.offset", ""},
		{"how far it is", p, "GET /projects/{site}/uploads/{up}", "", 200, nil, `"offset":20`, ""},
		{"which is nobody else's to know", "boss", "GET /projects/{site}/uploads/{up}", "", 404, nil, "upload.gone", ""},
		{"it is not done yet", p, "POST /projects/{site}/uploads/{up}/finish", `{"evidence":"{permit}"}`, 409, nil, "upload.unfinished", ""},
		{"the rest", p, "PUT /projects/{site}/uploads/{up}?offset=20", permit[20:], 200, nil, `"offset":` + strconv.Itoa(len(permit)), ""},
		{"now it is done", p, "POST /projects/{site}/uploads/{up}/finish", `{"evidence":"{permit}"}`, 200, []string{"evidence.keep"}, `"evidence":"{permit}"`, ""},
		{"and once", p, "POST /projects/{site}/uploads/{up}/finish", `{"evidence":"{permit}"}`, 200, nil, `"evidence":"{permit}"`, ""},
		{"a third beginning says so", p, "POST /projects/{site}/uploads", begin, 200, nil, `"evidence":"{permit}"`, ""},
		{"a page named as a photo", p, "POST /projects/{site}/uploads", `{"name":"安装.exe","size":10}`, 422, nil, "file.program", ""},
		{"the evidence of the project", p, "GET /projects/{site}/evidence", "", 200, nil, "许可证.pdf", ""},
		{"found by its number", "boss", "GET /evidence?q=2603190101", "", 200, nil, "示例材料项目", ""},
		{"and by nobody of another county", "west.reporter", "GET /evidence?q=2603190101", "", 200, nil, `"rows":[]`, ""},
		{"the file", p, "GET /projects/{site}/evidence/{permit}/files/{file}", "", 200, nil, "%PDF", ""},
		{"to another county it is not there", "west.reporter", "GET /projects/{site}/evidence/{permit}/files/{file}", "", 404, nil, "project.not_found", ""},
		{"a permit has no small picture", p, "GET /projects/{site}/evidence/{permit}/files/{file}/view", "", 404, nil, "blob.no_view", ""},
		{"a photo is announced", p, "POST /projects/{site}/uploads", `{"name":"现场.jpg","size":` + strconv.Itoa(len(photograph)) + `}`, 200, nil, `"id"`, "shot"},
		{"sent", p, "PUT /projects/{site}/uploads/{shot}?offset=0", string(photograph), 200, nil, "", ""},
		{"and entered by itself", p, "POST /projects/{site}/uploads/{shot}/finish", `{"evidence":"{set}","kind":"start_photo"}`, 200, []string{"evidence.keep"}, `"evidence":"{set}"`, ""},
		{"it has a small picture", p, "GET /projects/{site}/evidence/{set}/files/{photo}/view", "", 200, nil, "\xff\xd8\xff", ""},
		{"a reason is asked for", p, "POST /projects/{site}/evidence/{permit}/drop", `{"version":3}`, 422, nil, "evidence.drop_reason", ""},
		{"it is dropped", p, "POST /projects/{site}/evidence/{permit}/drop", `{"version":3,"because":"发错了"}`, 204, []string{"evidence.keep"}, "", ""},
	}
}

func TestAFileGoesOutAsWhatItIsAndInParts(t *testing.T) {
	w := newWorld(t)
	for _, s := range evidenceScenes(w)[:13] {
		w.play(t, s, map[string]bool{})
	}
	path := w.known("/projects/{site}/evidence/{permit}/files/{file}")
	whole := w.send("boss", http.MethodGet, path, "")
	h := whole.Header()
	if h.Get("Content-Type") != "application/pdf" || h.Get("X-Content-Type-Options") != "nosniff" || !strings.HasPrefix(h.Get("Content-Disposition"), "inline; filename*=UTF-8''%E8") ||
		h.Get("Cache-Control") != "private, no-cache" || h.Get("Accept-Ranges") != "bytes" {
		t.Errorf("%v", h)
	}
	if d := w.send("boss", http.MethodGet, path+"?download=true", "").Header().Get("Content-Disposition"); !strings.HasPrefix(d, "attachment") {
		t.Errorf("as a download: %s", d)
	}
	for header, want := range map[[2]string]int{{"Range", "bytes=0-3"}: http.StatusPartialContent, {"Range", "bytes=900-"}: http.StatusRequestedRangeNotSatisfiable, {"If-None-Match", h.Get("ETag")}: http.StatusNotModified} {
		r := httptest.NewRequest(http.MethodGet, api.Prefix+path, nil)
		r.Header.Set(header[0], header[1])
		if rec := w.as("boss", r); rec.Code != want || want == http.StatusPartialContent && rec.Body.String() != "%PDF" {
			t.Errorf("%v: %d %q", header, rec.Code, rec.Body)
		}
	}
	if gone := w.send("boss", http.MethodPut, "/projects/{site}/uploads/{up}?offset=3", "x"); gone.Code != http.StatusOK || gone.Header().Get("Upload-Offset") != strconv.Itoa(len(permit)) {
		t.Errorf("a piece after the end: %d %v %s", gone.Code, gone.Header(), gone.Body)
	}
}
