package web

import (
	"bytes"
	"context"
	"crypto/subtle"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/a-h/templ"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/web/locale"
	"guatu/internal/web/ui"
)

// A visit is one request of one person.
type visit struct {
	*app.Visit
	frame *app.Frame
}

// Bounds of a body. Uploads name their own.
const (
	formLimit   = 1 << 20
	uploadLimit = 64 << 20
)

// sessionCookie holds the token; langCookie the language.
const (
	sessionCookie = "guatu"
	langCookie    = "guatu_lang"
)

// A route is one line of the table: method and path, what it does, whether it is
// open to those not signed in, and how large a body it takes.
type route struct {
	method, path string
	handle       func(w http.ResponseWriter, r *http.Request, v *visit) error
	action       access.Action // asked of the matrix before the handler; "" asks nothing
	open         bool
	limit        int64
	passive      bool // asked by the page itself: keeps no session alive
	bytes        bool // the body is a piece of a file, and no form: its token stands in a header
}

// tokenHeader carries the form token of a request whose body is no form.
const tokenHeader = "X-Form-Token"

// page wraps a route's handler.
func (s *Server) page(rt route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, err := s.visitOf(r, rt.passive)
		r = r.WithContext(s.env(r, v))
		defer s.letGo(r) // net/http forgets the files of a request with a new context
		if err == nil {
			err = s.admit(w, r, rt, v)
		}
		if err == nil {
			err = rt.handle(w, r, v)
		}
		if err != nil {
			s.fail(w, r, v, err)
		}
	})
}

// visitOf finds who is asking; nobody is no error.
func (s *Server) visitOf(r *http.Request, passive bool) (*visit, error) {
	c, err := r.Cookie(sessionCookie)
	if err != nil {
		return nil, nil
	}
	find := s.App.Visit
	if passive {
		find = s.App.Glance
	}
	v, err := find(r.Context(), c.Value, app.PageSession)
	if fault.KindOf(err) == fault.Unauthenticated {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	f, err := s.App.Frame(r.Context(), v.Actor)
	return &visit{v, f}, err
}

// env is what the components need of the request.
func (s *Server) env(r *http.Request, v *visit) context.Context {
	e := ui.Env{Base: s.Base, Here: &url.URL{Path: r.URL.Path, RawQuery: r.URL.RawQuery}, Lang: langOf(r)}
	if v != nil {
		e.CSRF = v.Session.Form
	}
	return ui.With(seeing(r.Context(), v), e)
}

// showing is a request whose page is at another address than was asked: a form that
// came back stands at the form's address, where nothing can be looked at, and the
// page's own links must not lead there.
func showing(r *http.Request, path string) *http.Request {
	if looking(r) {
		return r
	}
	e := ui.EnvOf(r.Context())
	e.Here = &url.URL{Path: path}
	return r.WithContext(ui.With(r.Context(), e))
}

func langOf(r *http.Request) locale.Lang {
	c, err := r.Cookie(langCookie)
	if err != nil {
		return locale.Chinese
	}
	return locale.Parse(c.Value)
}

// admit asks whether the person may come in: signed in, allowed, and, for what
// changes something, from a form of ours.
func (s *Server) admit(w http.ResponseWriter, r *http.Request, rt route, v *visit) error {
	limit := rt.limit
	if limit == 0 {
		limit = formLimit
	}
	r.Body = http.MaxBytesReader(w, r.Body, limit)
	if err := hurry(w, limit); err != nil {
		return err
	}
	if rt.open {
		return openForm(r, limit)
	}
	if v == nil {
		return fault.New(fault.Unauthenticated, "session.none")
	}
	if rt.action != "" && !v.Can(rt.action) {
		return fault.New(fault.Forbidden, "access.forbidden", "action", string(rt.action))
	}
	if looking(r) {
		return nil
	}
	if rt.bytes {
		return ours(r.Header.Get(tokenHeader), v)
	}
	end, err := s.uploads.begin(v.Actor, limit)
	if err != nil {
		return err
	}
	defer end()
	if err := parseForm(r, limit); err != nil {
		return err
	}
	return ours(r.PostFormValue("csrf"), v)
}

// ours asks whether a request comes from a page of this session.
func ours(token string, v *visit) error {
	if subtle.ConstantTimeCompare([]byte(token), []byte(v.Session.Form)) != 1 {
		return fault.New(fault.Forbidden, "session.form")
	}
	return nil
}

// openForm reads the form of somebody who is not signed in: one that is too large
// is told so.
func openForm(r *http.Request, limit int64) error {
	if looking(r) {
		return nil
	}
	return parseForm(r, limit)
}

// looking tells that a request changes nothing: a GET, or the HEAD by which the
// wall of the hall asks whether the server is there.
func looking(r *http.Request) bool {
	return r.Method == http.MethodGet || r.Method == http.MethodHead
}

// uploadMemory is how much of an upload is held in memory; the rest goes to
// temporary files that the server removes.
const uploadMemory = 8 << 20

func parseForm(r *http.Request, limit int64) error {
	err := r.ParseForm()
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		err = r.ParseMultipartForm(uploadMemory)
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return fault.New(fault.TooLarge, "upload.too_large", "megabytes", limit>>20)
	case err != nil:
		return fault.New(fault.Invalid, "form.unreadable").Because(err)
	}
	return nil
}

// buffers are where pages are completed. A page of fifty rows is some 150 KB:
// growing to it anew was a quarter of all memory a request took.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// render writes a component once it is complete.
func render(w http.ResponseWriter, r *http.Request, status int, c templ.Component) error {
	page := buffers.Get().(*bytes.Buffer)
	page.Reset()
	defer buffers.Put(page)
	if err := c.Render(r.Context(), page); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store") // figures of others on a shared machine
	w.WriteHeader(status)
	_, err := page.WriteTo(w)
	if err != nil {
		return nil // the reader went away
	}
	return nil
}

// statuses map what a person can do to what HTTP says.
var statuses = map[fault.Kind]int{
	fault.Invalid: http.StatusUnprocessableEntity, fault.NotFound: http.StatusNotFound, fault.Forbidden: http.StatusForbidden,
	fault.Unauthenticated: http.StatusUnauthorized, fault.Conflict: http.StatusConflict, fault.TooLarge: http.StatusRequestEntityTooLarge,
	fault.Unavailable: http.StatusServiceUnavailable,
}

// fail answers with a page that says where, what and how to mend it. An error
// that is no fault is ours: the person gets the request's number, the log the rest.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, v *visit, err error) {
	f, ok := fault.As(err)
	if ok && f.Kind == fault.Unauthenticated && looking(r) && !wantsJSON(r) {
		http.Redirect(w, r, s.url(r, "/sign-in?next="+url.QueryEscape(r.URL.RequestURI())), http.StatusSeeOther)
		return
	}
	status, known := http.StatusInternalServerError, false
	var sentences []string
	if ok {
		status, known = statuses[f.Kind]
		sentences = glossary.Sentence(glossary.Lang(locale.From(r.Context())), f)
	}
	if !known {
		status = http.StatusInternalServerError
		s.Log.Error("failed", "request", RequestID(r.Context()), "path", r.URL.Path, "err", err)
		sentences = []string{ui.T(r.Context(), "系统出了问题，已记录。请把编号告诉管理员：{id}", "id", RequestID(r.Context()))}
	}
	if wantsJSON(r) {
		s.failJSON(w, r, status, told(f, sentences))
		return
	}
	page := faultPage{Status: status, Sentences: sentences, Back: backOf(r), SignedIn: v != nil}
	if err := render(w, r, status, faultView(page)); err != nil {
		s.Log.Error("fault page", "err", err)
		http.Error(w, strings.Join(sentences, "\n"), status)
	}
}

// backOf is the page the person came from, if it is one of ours.
func backOf(r *http.Request) string {
	u, err := url.Parse(r.Referer())
	if err != nil || u.Host != r.Host || u.Path == "" {
		return "/"
	}
	base := ui.EnvOf(r.Context()).Base
	return strings.TrimPrefix(u.RequestURI(), base)
}

// redirect sends the person on after something was done.
func (s *Server) redirect(w http.ResponseWriter, r *http.Request, to string) error {
	http.Redirect(w, r, s.url(r, to), http.StatusSeeOther)
	return nil
}

// nowhere is every address that is not ours.
func (s *Server) nowhere(http.ResponseWriter, *http.Request, *visit) error {
	return fault.New(fault.NotFound, "page.not_found")
}

// faultPage is what the page of a fault shows.
type faultPage struct {
	Status    int
	Sentences []string
	Back      string
	SignedIn  bool
}
