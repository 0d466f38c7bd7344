package web

import (
	"encoding/json"
	"net/http"

	"guatu/internal/web/dist"
)

// What the visit pages' worker and scripts ask of the server beside the pages: the
// worker's own text, and what stands where a page was never opened.

// visitFiles are the built files that visit pages need without network.
var visitFiles = []string{"app.css", "visit.css", "app.js", "htmx.js", "visit.js", "icon.svg"}

// visitWorker is the worker at its one address. What it is to keep stands at its
// head, so that a new build of any file is a new worker, which fetches the pages
// anew.
func (s *Server) visitWorker(w http.ResponseWriter, r *http.Request, _ *visit) error {
	body, err := dist.Read("visit-worker.js")
	if err != nil {
		return err
	}
	type settings struct {
		Base    string   `json:"base"`
		Version string   `json:"version"`
		Files   []string `json:"files"`
		Offline string   `json:"offline"`
	}
	in := settings{Base: s.Base, Version: s.Version}
	for _, name := range visitFiles {
		in.Files = append(in.Files, s.url(r, "/static/"+dist.Name(name)))
	}
	in.Offline = s.url(r, "/visit/offline?lang="+string(langOf(r))+"&css="+dist.Name("app.css"))
	head, err := json.Marshal(in)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/javascript; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	h.Set("Service-Worker-Allowed", s.url(r, "/visit"))
	_, err = w.Write(append(append([]byte("self.GUATU="), head...), append([]byte(";\n"), body...)...))
	return err
}

// visitOffline is what a visit address shows without network when its page was
// never opened. It is about nobody.
func (s *Server) visitOffline(w http.ResponseWriter, r *http.Request, _ *visit) error {
	return render(w, r, http.StatusOK, visitOfflineView())
}
