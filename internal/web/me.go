package web

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/web/ui"
)

// mePage is one's own account (我的账号): password, where one is signed in, and
// tokens for the interface.
type mePage struct {
	Frame    ui.FrameData
	Done     string
	Facts    []ui.Fact
	ByField  map[string]string
	Others   []string
	Sessions ui.TableData
	Tokens   ui.TableData
	AnyToken bool
	Token    string // a new token, shown this once
	Feed     string // the address of a new calendar, shown this once
	Label    string
	Days     string
}

func (s *Server) meRoutes() []route {
	return []route{
		{method: "GET", path: "/me", handle: s.meShow},
		{method: "POST", path: "/me/password", handle: s.mePassword, action: access.ChangePassword},
		{method: "POST", path: "/me/token", handle: s.meToken, action: access.IssueToken},
		{method: "POST", path: "/me/revoke", handle: s.meRevoke},
	}
}

func (s *Server) meShow(w http.ResponseWriter, r *http.Request, v *visit) error {
	p, err := s.mePage(r, v)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, meView(p))
}

func (s *Server) mePage(r *http.Request, v *visit) (mePage, error) {
	ctx := r.Context()
	p := mePage{Frame: s.frameOf(r, v, ui.T(ctx, "我的账号")), Done: r.URL.Query().Get("done"), Days: "180"}
	p.Facts = []ui.Fact{{Label: term(ctx, "person.name"), Value: ui.Words(v.Name)}, {Label: term(ctx, "person.login"), Value: ui.Words(v.Login)},
		{Label: term(ctx, "person.unit"), Value: ui.Words(v.frame.Tree.Name(v.Unit))}, {Label: term(ctx, "person.roles"), Value: ui.Cell{Text: rolesText(ctx, v.Roles), Href: "/rights"}}}
	list, err := s.App.Sessions(ctx, v.Actor, v.ID)
	if err != nil {
		return p, err
	}
	var pages, tokens []app.Session
	for _, one := range list {
		if one.Kind != app.PageSession {
			tokens = append(tokens, one)
			continue
		}
		pages = append(pages, one)
	}
	p.AnyToken = len(tokens) > 0
	p.Sessions = sessionTable(ctx, pages, v.Session.ID, "/me/revoke")
	p.Tokens = sessionTable(ctx, tokens, "", "/me/revoke")
	return p, nil
}

// sessionTable lists sign-ins or tokens, each with its end.
func sessionTable(ctx context.Context, list []app.Session, own, action string) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "登录和令牌"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "用途")}, {Label: ui.T(ctx, "开始")}, {Label: ui.T(ctx, "到期")}, {Label: ui.T(ctx, "来自")}, {Label: ui.T(ctx, "操作")}}}
	g := ui.Group{}
	for _, one := range list {
		what, label := one.Label, ui.T(ctx, "作废")
		if one.Kind == app.PageSession {
			what, label = ui.T(ctx, "网页登录"), ui.T(ctx, "强制下线")
		}
		if one.Kind == app.FeedSession {
			what = ui.T(ctx, "日历订阅") + "：" + what
		}
		end := ui.Show(revokeForm(action, one.ID, label))
		if one.ID == own {
			end = ui.Cell{Text: ui.T(ctx, "就是这里"), Tone: "blank"}
		}
		g.Rows = append(g.Rows, ui.Row{Cells: []ui.Cell{ui.Words(what), moment(one.OpenedAt), moment(one.ExpiresAt), {Text: joined(one.IP, browser(one.Agent)), Title: one.Agent}, end}})
	}
	t.Groups = []ui.Group{g}
	return t
}

// moment is a clock time as the office reads it.
func moment(t time.Time) ui.Cell { return ui.Words(t.In(app.Zone).Format("2006-01-02 15:04")) }

// browser is the short name in what a browser says of itself.
func browser(agent string) string {
	for _, name := range []string{"Edg", "Firefox", "Chrome", "Safari", "curl"} {
		if strings.Contains(agent, name) {
			return name
		}
	}
	return ""
}

// mePassword changes one's own password; every session ends, also this one.
func (s *Server) mePassword(w http.ResponseWriter, r *http.Request, v *visit) error {
	err := fault.New(fault.Invalid, "password.twice").At("again")
	if r.PostFormValue("new") == r.PostFormValue("again") {
		done := s.App.PasswordChange(r.Context(), v.Actor, app.PasswordChange{Old: r.PostFormValue("old"), New: r.PostFormValue("new")})
		if done == nil {
			http.SetCookie(w, s.cookie(sessionCookie, "", -1))
			return s.redirect(w, r, "/sign-in")
		}
		e, is := fault.As(done)
		if !is || e.Kind != fault.Invalid {
			return done
		}
		err = e
	}
	return s.meWrong(w, r, v, err)
}

// meWrong is the page with what was wrong at its field.
func (s *Server) meWrong(w http.ResponseWriter, r *http.Request, v *visit, e *fault.Error) error {
	p, err := s.mePage(r, v)
	if err != nil {
		return err
	}
	p.ByField, p.Others = mistakesOf(r, e)
	p.Label, p.Days = r.PostFormValue("label"), r.PostFormValue("days")
	return render(w, r, http.StatusUnprocessableEntity, meView(p))
}

// meToken issues a token. It is shown on this answer and never again, so there is
// nothing to lead on to.
func (s *Server) meToken(w http.ResponseWriter, r *http.Request, v *visit) error {
	days, err := strconv.Atoi(strings.TrimSpace(r.PostFormValue("days")))
	if err != nil {
		days = 0 // refused with its bounds
	}
	token, err := s.App.TokenIssue(r.Context(), v.Actor, app.TokenIssue{Label: r.PostFormValue("label"), Days: days})
	if e, is := fault.As(err); is && e.Kind == fault.Invalid {
		return s.meWrong(w, r, v, e)
	}
	if err != nil {
		return err
	}
	p, err := s.mePage(r, v)
	if err != nil {
		return err
	}
	p.Token = token
	return render(w, r, http.StatusOK, meView(p))
}

func (s *Server) meRevoke(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := s.App.SessionRevoke(r.Context(), v.Actor, r.PostFormValue("session")); err != nil {
		return err
	}
	return s.redirect(w, r, "/me?done=session.revoked")
}

// passwordLabel asks for a first password or offers a new one.
func passwordLabel(ctx context.Context, first bool) string {
	if first {
		return ui.T(ctx, "初始密码")
	}
	return ui.T(ctx, "重设密码（不改则留空）")
}
