// Package dist holds the built style sheets and scripts of the pages and serves
// them. tools/assets writes every other file here; a name carries the hash of
// its content, so a browser keeps it for ever and a new release is a new name.
package dist

import (
	"embed"
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"strings"
	"sync"
)

//go:embed *.css *.js *.svg *.gz manifest.json
var files embed.FS

// names reads the manifest once: plain name → hashed name.
var names = sync.OnceValue(func() map[string]string {
	list, err := files.ReadFile("manifest.json")
	if err != nil {
		panic(err) // embedded: it is there or nothing compiled
	}
	m := map[string]string{}
	if err := json.Unmarshal(list, &m); err != nil {
		panic(fmt.Errorf("dist: manifest.json: %w", err))
	}
	return m
})

// Name gives the hashed name of a built file, "app.css" → "app.3f….css". A name
// that was never built is a slip of ours and comes back empty.
func Name(plain string) string { return names()[plain] }

// Handler serves the files by hashed name, below whatever prefix the caller
// strips; browsers that take gzip get the copy compressed at build time.
func Handler() http.Handler {
	known := map[string]bool{}
	for _, name := range names() {
		known[name] = true
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		if !known[name] {
			http.NotFound(w, r)
			return
		}
		h := w.Header()
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Set("Content-Type", kind(name))
		h.Set("Vary", "Accept-Encoding")
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			h.Set("Content-Encoding", "gzip")
			name += ".gz"
		}
		http.ServeFileFS(w, r, files, name)
	})
}

// kind is the content type by extension; only these are ever built.
func kind(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return "text/javascript; charset=utf-8"
}
