package web

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/web/ui"
)

// peoplePage lists the people of the campaign (人员).
type peoplePage struct {
	Frame ui.FrameData
	Done  string
	Query string
	Table ui.TableData
	Pager ui.PagerData
}

// personSavePage is the form of one person.
type personSavePage struct {
	Frame    ui.FrameData
	Action   string
	Version  int
	New      bool
	Values   url.Values
	ByField  map[string]string
	Others   []string
	Now      map[string]string // what others saved meanwhile, by field
	Units    []ui.Option
	Roles    []ui.Option
	Sessions ui.TableData
	Any      bool // signed in somewhere
}

// peoplePage has so many rows.
const peopleSize = 50

func (s *Server) personSaveRoutes() []route {
	const right = access.ChangePerson
	return []route{
		{method: "GET", path: "/admin/people", handle: s.peopleList, action: right},
		{method: "GET", path: "/admin/people/new", handle: s.personNew, action: right},
		{method: "POST", path: "/admin/people/new", handle: s.personSave, action: right},
		{method: "GET", path: "/admin/people/{id}", handle: s.personEdit, action: right},
		{method: "POST", path: "/admin/people/{id}", handle: s.personSave, action: right},
		{method: "POST", path: "/admin/people/{id}/revoke", handle: s.personRevoke, action: access.RevokeSession},
	}
}

func (s *Server) peopleList(w http.ResponseWriter, r *http.Request, v *visit) error {
	people, err := s.App.People(r.Context(), v.Actor)
	if err != nil {
		return err
	}
	var wrong fault.List
	ctx, q := r.Context(), r.URL.Query()
	page := number(q, "page", &wrong)
	if err := wrong.Err(); err != nil {
		return err
	}
	find := strings.ToLower(strings.TrimSpace(q.Get("find")))
	people = slices.DeleteFunc(people, func(p access.Person) bool {
		return !strings.Contains(strings.ToLower(p.Login+" "+p.Name+" "+v.frame.Tree.Name(p.Unit)), find)
	})
	p := peoplePage{Frame: s.frameOf(r, v, ui.T(ctx, "人员")), Done: q.Get("done"), Query: find, Table: peopleTable(ctx, v.frame, cutPage(people, page, peopleSize)), Pager: pagerOf(ctx, page, peopleSize, len(people))}
	p.Frame.Note = ui.T(ctx, "{n} 人", "n", len(people))
	p.Frame.Actions = ui.ButtonLink(ui.Link{Label: ui.T(ctx, "新增人员"), Href: "/admin/people/new", Icon: "plus"}, "main")
	return render(w, r, http.StatusOK, peopleView(p))
}

func peopleTable(ctx context.Context, f *app.Frame, people []access.Person) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "人员"), Cards: true, Columns: []ui.Column{{Label: term(ctx, "person.name")}, {Label: term(ctx, "person.login")}, {Label: term(ctx, "person.unit")}, {Label: term(ctx, "person.roles")}, {Label: term(ctx, "person.phone")}, {Label: ui.T(ctx, "状态")}}}
	g := ui.Group{}
	for _, p := range people {
		href := "/admin/people/" + url.PathEscape(p.ID)
		state := ui.Words(ui.T(ctx, "使用中"))
		if p.Closed {
			state = ui.Cell{Text: term(ctx, "person.closed"), Tone: "blank"}
		}
		g.Rows = append(g.Rows, ui.Row{Href: href, Cells: []ui.Cell{ui.Door(p.Name, href), ui.Words(p.Login), ui.Words(f.Tree.Name(p.Unit)), ui.Words(rolesText(ctx, p.Roles)), said(p.Phone), state}})
	}
	t.Groups = []ui.Group{g}
	return t
}

func rolesText(ctx context.Context, roles []access.Role) string {
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = termOf(ctx, "role", string(r))
	}
	return strings.Join(names, ui.T(ctx, "、"))
}

func (s *Server) personNew(w http.ResponseWriter, r *http.Request, v *visit) error {
	p := s.personSavePage(r, v, access.Person{}, url.Values{"unit": {v.Unit}})
	return render(w, r, http.StatusOK, personSaveView(p))
}

func (s *Server) personEdit(w http.ResponseWriter, r *http.Request, v *visit) error {
	one, err := s.person(r, v)
	if err != nil {
		return err
	}
	p := s.personSavePage(r, v, one, personValues(one))
	if v.Can(access.RevokeSession) {
		list, err := s.App.Sessions(r.Context(), v.Actor, one.ID)
		if err != nil {
			return err
		}
		p.Any = len(list) > 0
		p.Sessions = sessionTable(r.Context(), list, "", "/admin/people/"+url.PathEscape(one.ID)+"/revoke")
	}
	return render(w, r, http.StatusOK, personSaveView(p))
}

// person finds the person of the address; a new one is nobody yet.
func (s *Server) person(r *http.Request, v *visit) (access.Person, error) {
	id := r.PathValue("id")
	if id == "" {
		return access.Person{}, nil
	}
	people, err := s.App.People(r.Context(), v.Actor)
	if err != nil {
		return access.Person{}, err
	}
	i := slices.IndexFunc(people, func(p access.Person) bool { return p.ID == id })
	if i < 0 {
		return access.Person{}, fault.New(fault.NotFound, "person.not_found")
	}
	return people[i], nil
}

func personValues(p access.Person) url.Values {
	v := url.Values{"login": {p.Login}, "name": {p.Name}, "unit": {p.Unit}, "enterprise": {p.Enterprise}, "phone": {p.Phone}}
	for _, r := range p.Roles {
		v.Add("roles", string(r))
	}
	if p.Closed {
		v.Set("closed", "1")
	}
	return v
}

func (s *Server) personSavePage(r *http.Request, v *visit, one access.Person, values url.Values) personSavePage {
	ctx := r.Context()
	p := personSavePage{Frame: s.frameOf(r, v, ui.T(ctx, "新增人员")), Action: "/admin/people/new", Version: one.Version, New: one.ID == "", Values: values}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "人员"), Href: "/admin/people"}}
	if !p.New {
		p.Frame.Title, p.Action = one.Name, "/admin/people/"+url.PathEscape(one.ID)
	}
	p.Units = parentOptions(ctx, v.frame.Tree, "", values.Get("unit"))[1:]
	for _, role := range access.Roles {
		p.Roles = append(p.Roles, ui.Option{Value: string(role), Label: termOf(ctx, "role", string(role)), Chosen: slices.Contains(values["roles"], string(role))})
	}
	return p
}

func (s *Server) personSave(w http.ResponseWriter, r *http.Request, v *visit) error {
	one, err := s.person(r, v)
	if err != nil {
		return err
	}
	is := one
	text := func(name string) string { return strings.TrimSpace(r.PostFormValue(name)) }
	is.Login, is.Name, is.Unit, is.Phone, is.Enterprise = text("login"), text("name"), text("unit"), text("phone"), strings.ToUpper(text("enterprise"))
	is.Closed, is.Roles = r.PostFormValue("closed") != "", nil
	for _, role := range r.PostForm["roles"] {
		is.Roles = append(is.Roles, access.Role(role))
	}
	if is.ID != "" {
		is.Version = version(r)
	}
	_, err = s.App.PersonSave(r.Context(), v.Actor, app.PersonSave{Person: is, Password: r.PostFormValue("password")})
	if err == nil {
		return s.redirect(w, r, "/admin/people?done=person.saved")
	}
	e, isFault := fault.As(err)
	if !isFault || e.Kind != fault.Invalid && e.Kind != fault.Conflict {
		return err
	}
	p := s.personSavePage(r, v, one, r.PostForm)
	p.ByField, p.Others = mistakesOf(r, e)
	switch {
	case e.Kind == fault.Invalid:
		p.Version = version(r)
	case is.Version != one.Version: // somebody saved since the form was made
		p.conflict(r, one)
	}
	return render(w, r, statuses[e.Kind], personSaveView(p))
}

// personRevoke signs a person out of one place.
func (s *Server) personRevoke(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := s.App.SessionRevoke(r.Context(), v.Actor, r.PostFormValue("session")); err != nil {
		return err
	}
	return s.redirect(w, r, "/admin/people/"+url.PathEscape(r.PathValue("id"))+"?done=session.revoked")
}

// conflict puts what others saved beside what was typed, and takes their version
// into the form.
func (p *personSavePage) conflict(r *http.Request, now access.Person) {
	p.Others = []string{conflictWords(r.Context())}
	p.Now = conflictNotes(r.Context(), p.Values, personValues(now),
		map[string][]ui.Option{"unit": p.Units, "roles": p.Roles, "closed": {{Value: "1", Label: term(r.Context(), "person.closed")}}})
}

// field is one line of the form: what was typed, what is wrong with it, and what
// others saved.
func (p personSavePage) field(f ui.FieldData) ui.FieldData {
	if len(f.Options) == 0 && f.Type != "password" {
		f.Value = cmp.Or(p.Values.Get(f.Name), f.Value)
	}
	f.Mistake = p.ByField[f.Name]
	f.Hint = strings.TrimSpace(p.Now[f.Name] + " " + f.Hint)
	return f
}
