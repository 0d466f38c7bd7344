// Package api is the REST interface: one table of operations (table.go), each of
// which registers a method of app with huma, which decodes, validates and
// documents it. The OpenAPI 3.1 document made from the table is committed as
// openapi.json and compared by a test; docs.go prints it as a page.
//
// Whoever calls sends a token of their own (Authorization: Bearer …) and has the
// rights and the view of its owner. Every mistake is a problem of RFC 9457 with
// the sentence of the glossary.
package api

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"log/slog"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"guatu/internal/app"
	"guatu/internal/fault"
)

// Prefix is the path everything here stands under, below the server's own.
const Prefix = "/api"

// Bounds of what is read of one request, in bytes and in time.
const (
	maxBody   = 1 << 20
	maxFile   = 64 << 20 // a ledger, or a boundary file inside its JSON
	bodyTime  = 30 * time.Second
	fileTime  = 5 * time.Minute
	clientsID = 64 // longest request id taken over from a proxy
)

// Options are what the server around decides; the zero value works.
type Options struct {
	Log *slog.Logger
	// RequestID names a request in logs and problems; without it one is made.
	RequestID func(*http.Request) string
	// Stylesheets are the addresses of the style sheets of the readable page, as
	// seen from it.
	Stylesheets []string
}

// An API is the interface as a handler, mounted at Prefix with the prefix kept.
type API struct {
	app  *app.App
	opt  Options
	mux  *http.ServeMux
	huma huma.API
	json []byte // the OpenAPI document
	page []byte // the readable page

	turns *turns
}

// New builds the interface over the use cases. A mistake in the table is one of
// ours and stops the program at start.
func New(a *app.App, opt Options) *API {
	speak()
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	s := &API{app: a, opt: opt, mux: http.NewServeMux(), turns: newTurns()}
	s.huma = humago.NewWithPrefix(s.mux, Prefix, config())
	s.huma.UseMiddleware(s.enter)
	place := 0
	for _, section := range table(a) {
		for _, row := range section.rows {
			row.register(s.huma, section.name, place)
			place++
		}
	}
	s.publish()
	return s
}

// publish makes the document and the page once and serves them to everybody:
// they say nothing about any campaign.
func (s *API) publish() {
	doc := s.huma.OpenAPI()
	describe(doc)
	var err error
	if s.json, err = json.MarshalIndent(doc, "", " "); err != nil {
		panic(err)
	}
	if s.page, err = printed(doc, s.opt.Stylesheets); err != nil {
		panic(err)
	}
	s.mux.HandleFunc("GET "+Prefix+"/openapi.json", serve("application/openapi+json", &s.json))
	s.mux.HandleFunc("GET "+Prefix+"/docs", serve("text/html; charset=utf-8", &s.page))
	s.mux.HandleFunc(Prefix+"/", s.nothing)
}

// Document is the OpenAPI document as it is served.
func (s *API) Document() []byte { return s.json }

// Page is the readable page as it is served at /docs.
func (s *API) Page() []byte { return s.page }

// ServeHTTP answers one request. Answers are about one person's view and are not
// kept on the way.
func (s *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c := &call{lang: langOf(r.Header.Get("Accept-Language")), id: s.requestID(r), api: s}
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Request-Id", c.id)
	s.mux.ServeHTTP(w, r.WithContext(withCall(r.Context(), c)))
}

// requestID is the server's name of the request, a proxy's, or a new one.
func (s *API) requestID(r *http.Request) string {
	if s.opt.RequestID != nil {
		return s.opt.RequestID(r)
	}
	if id := r.Header.Get("X-Request-Id"); id != "" && len(id) <= clientsID {
		return id
	}
	var b [8]byte
	if _, err := rand.Read(b[:]); err != nil {
		panic(err) // crypto/rand does not fail on the systems we run on
	}
	return hex.EncodeToString(b[:])
}

// nothing answers for what is not in the table: no such address, or not with
// this method.
func (s *API) nothing(w http.ResponseWriter, r *http.Request) {
	c := callOf(r.Context())
	var allow []string
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete} {
		probe := r.Clone(r.Context())
		probe.Method = method
		if _, pattern := s.mux.Handler(probe); pattern != Prefix+"/" {
			allow = append(allow, method)
		}
	}
	if len(allow) == 0 {
		c.plain(http.StatusNotFound, fault.NotFound, "request.no_address").send(w)
		return
	}
	for _, method := range allow {
		w.Header().Add("Allow", method)
	}
	c.plain(http.StatusMethodNotAllowed, fault.Invalid, "request.method").send(w)
}

// serve gives bytes that do not change while the program runs.
func serve(kind string, body *[]byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", kind)
		if _, err := w.Write(*body); err != nil {
			return // the reader has gone
		}
	}
}

// config is huma's configuration without what it would add by itself: its own
// page (which loads scripts from elsewhere), schema links made from the Host
// header, and answers in other formats.
func config() huma.Config {
	registry := huma.NewMapRegistry("#/components/schemas/", nameOf)
	teach(registry)
	c := huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info:    &huma.Info{Title: "挂图接口", Version: "1", Description: introduction},
			// Seen from openapi.json, so that it holds under any path.
			Servers: []*huma.Server{{URL: "../api"}},
			Components: &huma.Components{Schemas: registry, SecuritySchemes: map[string]*huma.SecurityScheme{
				"bearer": {Type: "http", Scheme: "bearer", Description: "个人接口令牌，在“我的账号”签发，权限与数据范围同本人。"}}},
			Security: []map[string][]string{{"bearer": {}}},
		},
		Formats:       map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat},
		DefaultFormat: "application/json",
	}
	// What is missing or empty means "not reported"; the core says what it needs.
	c.FieldsOptionalByDefault = true
	return c
}

const introduction = `重大产业项目攻坚的全部数据与操作。每次请求带上个人接口令牌（Authorization: Bearer 令牌），权限、数据范围和日志与本人在页面上操作一致。

金额一律为整数元，未填报为 null 或不出现，未填报不等于零。百分点为整数，放大 100 倍（1214 即 12.14 个百分点）。日期为 2026-03-19；只知道月、季、半年、年的写作 2026-03、2026-Q1、2026-H1、2026。

修改项目、单位、人员时带上读到的 version；别人先改过则返回 409，current 为最新内容。错误按 RFC 9457 返回，errors 一次列出全部问题。`
