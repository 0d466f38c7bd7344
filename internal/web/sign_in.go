package web

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/web/locale"
	"guatu/internal/web/ui"
)

// signInPage is the door.
type signInPage struct {
	Tenant    string
	Tenants   []ui.Option
	Login     string
	Next      string
	Sentences []string
	Foot      string
}

func (s *Server) signInShow(w http.ResponseWriter, r *http.Request, v *visit) error {
	if v != nil {
		return s.redirect(w, r, "/")
	}
	p, err := s.signInPage(r)
	if err != nil {
		return err
	}
	if p.Tenant == "" {
		return render(w, r, http.StatusOK, notYetView(s.Version))
	}
	return render(w, r, http.StatusOK, signInView(p))
}

func (s *Server) signInPage(r *http.Request) (signInPage, error) {
	p := signInPage{Next: r.FormValue("next"), Login: r.FormValue("login"), Foot: s.Version}
	tenants, err := s.App.Tenants(r.Context())
	if err != nil {
		return p, err
	}
	for _, t := range tenants {
		p.Tenants = append(p.Tenants, ui.Option{Value: t.ID, Label: t.Name, Chosen: t.ID == r.FormValue("tenant")})
	}
	if len(tenants) > 0 {
		p.Tenant = tenants[0].Name
	}
	return p, nil
}

func (s *Server) signIn(w http.ResponseWriter, r *http.Request, v *visit) error {
	token, err := s.App.SignIn(r.Context(), app.SignIn{Tenant: r.PostFormValue("tenant"), Login: strings.TrimSpace(r.PostFormValue("login")),
		Password: r.PostFormValue("password"), Agent: r.UserAgent(), IP: s.remoteIP(r)})
	if e, ok := fault.As(err); ok {
		p, err := s.signInPage(r)
		if err != nil {
			return err
		}
		p.Sentences = glossary.Sentence(glossary.Lang(locale.From(r.Context())), e)
		return render(w, r, statuses[e.Kind], signInView(p))
	}
	if err != nil {
		return err
	}
	if v != nil { // the browser's session before: nobody can come back to it
		if err := s.App.SignOut(r.Context(), v.Visit); err != nil && fault.KindOf(err) != fault.NotFound {
			return err
		}
	}
	http.SetCookie(w, s.cookie(sessionCookie, token, 0))
	return s.redirect(w, r, safeNext(r.PostFormValue("next")))
}

// cookie is one of ours: below the sub-path, out of scripts' reach, sent only
// from our own pages. Zero seconds end with the browser.
func (s *Server) cookie(name, value string, seconds int) *http.Cookie {
	return &http.Cookie{Name: name, Value: value, Path: s.Base + "/", HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteLaxMode, MaxAge: seconds}
}

// safeNext is where to go after signing in: an address of ours or the front page.
func safeNext(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.Contains(next, "\\") {
		return "/"
	}
	return next
}

// remoteIP is the address the request came from, as the connection says: a header
// can be anybody's. Behind a proxy of ours it is what the proxy added last.
func (s *Server) remoteIP(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if !s.Proxy {
		return host
	}
	list := strings.Join(r.Header.Values("X-Forwarded-For"), ",")
	last := strings.TrimSpace(list[strings.LastIndex(list, ",")+1:])
	if ip, err := netip.ParseAddr(last); err == nil {
		return ip.Unmap().String()
	}
	return host
}

func (s *Server) signOut(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := s.App.SignOut(r.Context(), v.Visit); err != nil {
		return err
	}
	http.SetCookie(w, s.cookie(sessionCookie, "", -1))
	return s.redirect(w, r, "/sign-in")
}

// year is how long a choice of language is kept.
const year = 365 * 24 * 3600

func (s *Server) changeLang(w http.ResponseWriter, r *http.Request, _ *visit) error {
	http.SetCookie(w, s.cookie(langCookie, string(locale.Parse(r.PostFormValue("lang"))), year))
	return s.redirect(w, r, safeNext(r.PostFormValue("back")))
}
