package web

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"time"

	"guatu/internal/app"
	"guatu/internal/web/dist"
	"guatu/internal/web/ui"
)

// Config is what the pages are wired from.
type Config struct {
	App     *app.App
	API     http.Handler // mounted at /api/
	Base    string       // the sub-path, "" or "/guatu"
	Secure  bool         // cookies over TLS only
	Proxy   bool         // a proxy of ours stands in front: the last address of X-Forwarded-For is the caller's
	Version string
	Dir     string // where uploads wait; "" is the system's temporary folder
	Log     *slog.Logger
}

// A Server serves the pages.
type Server struct {
	Config
	routes  *http.ServeMux
	metrics *metrics
	drafts  *drafts
	maps    waitingMaps
	uploads uploads
}

// New wires the pages. The handler answers below c.Base.
func New(c Config) http.Handler {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	s := &Server{Config: c, routes: http.NewServeMux(), metrics: newMetrics(), drafts: newDrafts(c.Dir)}
	for _, r := range s.table() {
		s.handle(r.method+" ", r.path, s.page(r))
	}
	s.handle("GET ", "/static/", http.StripPrefix("/static", dist.Handler()))
	s.handle("GET ", "/healthz", http.HandlerFunc(s.healthz))
	s.handle("GET ", "/metrics", s.metrics.handler())
	s.handle("", "/", s.page(route{handle: s.nowhere, open: true}))
	if c.API != nil {
		s.handle("", "/api/", c.API)
	}
	return s.chain(s.routes)
}

// handle puts a handler below the sub-path. The mux knows whole addresses, so that
// where it sends people on by itself (a slash doubled or left out) stays below it.
func (s *Server) handle(method, path string, h http.Handler) {
	s.routes.Handle(method+s.Base+path, http.StripPrefix(s.Base, h))
}

// chain is what stands round every request, outermost first.
func (s *Server) chain(next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	h := guard.Handler(next)
	h = s.secure(h)
	h = s.measure(h)
	return s.identify(h)
}

// healthz answers whether the database does, for a watch dog.
func (s *Server) healthz(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	if err := s.App.Ping(ctx); err != nil {
		s.Log.Error("healthz", "err", err)
		http.Error(w, "database", http.StatusServiceUnavailable)
		return
	}
	io.WriteString(w, "ok\n")
}

// url is an address of ours as the browser must ask for it.
func (s *Server) url(r *http.Request, address string) string { return ui.URL(r.Context(), address) }

// Stylesheets are the pages' style sheets as seen from /api/docs, which shows the
// interface in the same look.
func Stylesheets() []string { return []string{"../static/" + dist.Name("app.css")} }
