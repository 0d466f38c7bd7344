package dist

import (
	"compress/gzip"
	"io"
	"net/http/httptest"
	"testing"
)

func TestAFileIsServedForEverAndCompressed(t *testing.T) {
	plain := httptest.NewRecorder()
	Handler().ServeHTTP(plain, httptest.NewRequest("GET", "/"+Name("app.css"), nil))
	if plain.Code != 200 || plain.Header().Get("Content-Type") != "text/css; charset=utf-8" || plain.Header().Get("Cache-Control") != "public, max-age=31536000, immutable" {
		t.Fatalf("%d %v", plain.Code, plain.Header())
	}
	packed := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "/"+Name("app.css"), nil)
	r.Header.Set("Accept-Encoding", "gzip, deflate")
	Handler().ServeHTTP(packed, r)
	z, err := gzip.NewReader(packed.Body)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(z)
	if err != nil || string(body) != plain.Body.String() {
		t.Errorf("the compressed copy is another file (%v)", err)
	}
}

func TestOnlyBuiltFilesAreServed(t *testing.T) {
	for _, path := range []string{"/", "/manifest.json", "/dist.go", "/app.css", "/../dist.go", "/" + Name("app.css") + ".gz"} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest("GET", "/", nil)
		r.URL.Path = path
		Handler().ServeHTTP(w, r)
		if w.Code != 404 {
			t.Errorf("%s is served (%d)", path, w.Code)
		}
	}
}

func TestEveryPlainNameIsKnown(t *testing.T) {
	for _, name := range []string{"app.css", "app.js", "htmx.js", "icon.svg", "paper-a3.css", "paper-a4l.css"} {
		if Name(name) == "" {
			t.Errorf("%s was not built", name)
		}
	}
}
