package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/ident"
	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/web/ui"
)

// projectSavePage is the form of a project, new or known.
type projectSavePage struct {
	Frame    ui.FrameData
	Action   string
	Version  int
	New      bool
	Values   url.Values
	Mistakes []ui.Mistake
	ByField  map[string]string
	Others   []string
	Now      map[string]string // what others saved meanwhile, by field
	Lacking  []ui.Link         // what the next step still lacks
	Next     string            // the next step
	Units    []ui.Option
	Parks    []ui.Option
	Kinds    []ui.Option
	Tags     []ui.Option
	Levels   []ui.Option
	Stores   []ui.Option
	Years    []int
	Industry string // the code in words
	Back     string
}

func (s *Server) projectSaveRoutes() []route {
	return []route{
		{method: "GET", path: "/projects/new", handle: s.projectNew, action: access.AddProject},
		{method: "POST", path: "/projects/new", handle: s.projectAdd, action: access.AddProject},
		{method: "GET", path: "/projects/{id}/edit", handle: s.projectEdit, action: access.ChangeProject},
		{method: "POST", path: "/projects/{id}/edit", handle: s.projectChange, action: access.ChangeProject},
	}
}

// blankProject is what is known of a project nobody told yet: the unit, where the
// person has only one.
func blankProject(v *visit, q url.Values) *lifecycle.Project {
	p := &lifecycle.Project{Unit: q.Get("unit"), Name: q.Get("name")}
	if units := unitOptions(v, ""); p.Unit == "" && len(units) == 1 {
		p.Unit = units[0].Value
	}
	return p
}

func (s *Server) projectNew(w http.ResponseWriter, r *http.Request, v *visit) error {
	p := blankProject(v, r.URL.Query())
	page := s.projectSavePage(r, v, p, projectValues(p, v.frame.Today.Year()))
	return render(w, r, http.StatusOK, projectSaveView(page))
}

func (s *Server) projectAdd(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.saveProject(w, r, v, blankProject(v, nil))
}

func (s *Server) projectEdit(w http.ResponseWriter, r *http.Request, v *visit) error {
	known, err := s.App.Project(r.Context(), v.Actor, r.PathValue("id"), app.Moment{})
	if err != nil {
		return err
	}
	page := s.projectSavePage(r, v, known.Project, projectValues(known.Project, known.On.Year()))
	page.lacks(r.Context(), known)
	return render(w, r, http.StatusOK, projectSaveView(page))
}

func (s *Server) projectChange(w http.ResponseWriter, r *http.Request, v *visit) error {
	known, err := s.App.Project(r.Context(), v.Actor, r.PathValue("id"), app.Moment{})
	if err != nil {
		return err
	}
	return s.saveProject(w, r, v, known.Project.Clone())
}

// saveProject reads the form over what is known and saves it; what is wrong comes
// back with what was typed.
func (s *Server) saveProject(w http.ResponseWriter, r *http.Request, v *visit, known *lifecycle.Project) error {
	id, err := s.readAndSave(r, v, known)
	e, isFault := fault.As(err)
	switch {
	case err == nil && known.ID == "":
		return s.redirect(w, r, done("/projects/"+url.PathEscape(id), "project.added"))
	case err == nil:
		return s.redirect(w, r, done("/projects/"+url.PathEscape(id), "project.changed"))
	case !isFault || e.Kind != fault.Invalid && e.Kind != fault.Conflict:
		return err
	}
	page := s.projectSavePage(r, v, known, r.PostForm)
	if e.Kind == fault.Conflict {
		page.conflict(r.Context(), known, v)
		return render(w, r, http.StatusConflict, projectSaveView(page))
	}
	page.ByField, page.Others = mistakesOf(r, e)
	page.Version = version(r)
	page.list()
	return render(w, r, http.StatusUnprocessableEntity, projectSaveView(page))
}

func (s *Server) readAndSave(r *http.Request, v *visit, known *lifecycle.Project) (string, error) {
	var wrong fault.List
	p, err := readProject(r.PostForm, known, v.frame.Today.Year())
	wrong.Add(err)
	if p.Parent != "" && p.Parent != known.Parent {
		p.Parent, err = s.parent(r.Context(), v, p.Parent)
		wrong.Add(err)
	}
	wrong.Add(p.Check())
	wrong.Add(p.CheckCodes())
	if err := wrong.Err(); err != nil {
		return "", err
	}
	if p.ID != "" {
		p.Version = version(r)
	}
	return s.App.ProjectSave(r.Context(), v.Actor, app.ProjectSave{Project: *p, Because: strings.TrimSpace(r.PostFormValue("because"))})
}

func (s *Server) parent(ctx context.Context, v *visit, text string) (string, error) {
	t, err := s.App.Projects(ctx, v.Actor, app.ProjectFilter{Query: text, Size: 500})
	if err != nil {
		return "", err
	}
	if id, err := parentOf(t.Rows, text); err == nil {
		return id, nil
	}
	if known, err := s.App.Project(ctx, v.Actor, text, app.Moment{}); err == nil {
		return known.Project.ID, nil
	}
	return parentOf(t.Rows, text)
}

// version is the one a form was made from.
func version(r *http.Request) int {
	n, err := strconv.Atoi(r.PostFormValue("version"))
	if err != nil {
		return -1 // no version of ours: the save will say that it moved
	}
	return n
}

func (s *Server) projectSavePage(r *http.Request, v *visit, p *lifecycle.Project, values url.Values) projectSavePage {
	ctx := r.Context()
	page := projectSavePage{Frame: s.frameOf(r, v, ui.T(ctx, "登记项目")), Action: "/projects/new", New: p.ID == "", Version: p.Version, Values: values, Back: "/projects",
		Units: unitOptions(v, values.Get("unit")), Parks: parkOptions(ctx, v, values.Get("park")), Years: planYears(p, v.frame.Today.Year())}
	words := v.frame.Words
	page.Kinds = append([]ui.Option{{Value: "", Label: ui.T(ctx, "（未填）")}}, wordOptions(words.Kinds, values["kind"])...)
	page.Tags, page.Levels = wordOptions(words.Tags, values["tags"]), wordOptions(words.Levels, values["levels"])
	page.Stores = []ui.Option{{Value: "", Label: term(ctx, "stage.")}}
	for _, code := range []lifecycle.Store{lifecycle.StoreYes, lifecycle.StoreNo} {
		page.Stores = append(page.Stores, ui.Option{Value: string(code), Label: termOf(ctx, "store", string(code)), Chosen: values.Get("store") == string(code)})
	}
	if i, err := ident.IndustryOf(values.Get("industry")); err == nil {
		page.Industry = i.Name
	}
	page.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "项目"), Href: "/projects"}}
	if p.ID != "" {
		page.Action, page.Back = "/projects/"+url.PathEscape(p.ID)+"/edit", "/projects/"+url.PathEscape(p.ID)
		page.Frame.Title = ui.T(ctx, "修改项目")
		page.Frame.Note = p.Name
		page.Frame.Crumbs = append(page.Frame.Crumbs, ui.Link{Label: p.Name, Href: page.Back})
	}
	return page
}

// lacks lists what the next step lacks, each leading to its field.
func (p *projectSavePage) lacks(ctx context.Context, known *app.ProjectPage) {
	p.Next = stageText(ctx, known.Next.Stage)
	for _, field := range known.Next.Missing {
		name := field
		switch field {
		case "planned_date":
			continue // planned on the project's own page
		case "plan":
			name = planName(known.On.Year())
		}
		p.Lacking = append(p.Lacking, ui.Link{Label: lackText(ctx, field, known.Next.Stage), Href: "#f-" + name})
	}
}

// conflict puts what others saved meanwhile beside what was typed. Saving again
// is then a decision: the new version is taken into the form.
func (p *projectSavePage) conflict(ctx context.Context, now *lifecycle.Project, v *visit) {
	p.Version, p.Now = now.Version, map[string]string{}
	p.Others = []string{ui.T(ctx, "您填写期间，别人已经改过这个项目。不同之处标在各栏下面，核对后再保存即以您填的为准。")}
	current := projectValues(now, v.frame.Today.Year())
	for name := range p.Values {
		typed, kept := strings.Join(p.Values[name], "、"), strings.Join(current[name], "、")
		if _, known := current[name]; known && strings.TrimSpace(typed) != strings.TrimSpace(kept) {
			p.Now[name] = ui.T(ctx, "现在登记的是：{value}", "value", p.shown(ctx, name, kept))
		}
	}
}

// shown is a value in words: the label of a choice, the text of a field.
func (p *projectSavePage) shown(ctx context.Context, name, value string) string {
	for _, o := range slices.Concat(map[string][]ui.Option{"unit": p.Units, "park": p.Parks, "kind": p.Kinds, "store": p.Stores}[name]) {
		if o.Value == value {
			return o.Label
		}
	}
	if value == "" {
		return ui.T(ctx, "（空）")
	}
	return value
}

// list gathers the mistakes for the head of the form, in the order of the form.
func (p *projectSavePage) list() {
	for _, name := range projectFieldOrder(p.Years) {
		if words := p.ByField[name]; words != "" {
			p.Mistakes = append(p.Mistakes, ui.Mistake{Field: name, Text: words})
		}
	}
	for name, words := range p.ByField {
		if !slices.Contains(projectFieldOrder(p.Years), name) {
			p.Others = append(p.Others, words)
		}
	}
}

func projectFieldOrder(years []int) []string {
	order := []string{"name", "unit", "park", "parent", "enterprise", "enterprise_code", "code", "kind", "industry", "chain", "levels", "tags", "batches", "place", "at",
		"total", "fixed_asset"}
	for _, y := range years {
		order = append(order, planName(y))
	}
	return append(order, "plan", "content", "products", "store", "leader", "contact", "phone", "image", "problems", "note")
}

// field is one line of the form with what is wrong with it and what others saved.
func (p projectSavePage) field(f ui.FieldData) ui.FieldData {
	if f.Value == "" {
		f.Value = p.Values.Get(f.Name)
	}
	f.Mistake = p.ByField[f.Name]
	if now := p.Now[f.Name]; now != "" {
		f.Hint = strings.TrimSpace(now + " " + f.Hint)
	}
	return f
}

// unitOptions are the open units a person sees, indented by their place in the
// tree.
func unitOptions(v *visit, chosen string) []ui.Option {
	var list []ui.Option
	tree := v.frame.Tree
	var walk func(id string, depth int)
	walk = func(id string, depth int) {
		u, ok := tree.Unit(id)
		if !ok || depth > 8 {
			return
		}
		if v.Scope().SeesUnit(id) && !u.Closed && u.Kind != access.Department && u.Kind != access.Company {
			list = append(list, ui.Option{Value: id, Label: strings.Repeat("　", depth) + u.Label(), Chosen: id == chosen})
			depth++
		}
		for _, child := range tree.Children(id) {
			walk(child, depth)
		}
	}
	walk(tree.Root(), 0)
	return list
}

// parkOptions are the parks a person sees.
func parkOptions(ctx context.Context, v *visit, chosen string) []ui.Option {
	list := []ui.Option{{Value: "", Label: ui.T(ctx, "（不在园区）")}}
	for _, u := range v.frame.Tree.Units() {
		if u.Kind == access.Park && !u.Closed && (v.Scope().SeesUnit(u.ID) || u.ID == chosen) {
			list = append(list, ui.Option{Value: u.ID, Label: u.Label(), Chosen: u.ID == chosen})
		}
	}
	return list
}

// wordOptions are words of the rules; a value the rules no longer have stays.
func wordOptions(words []ruleset.Word, chosen []string) []ui.Option {
	var list []ui.Option
	for _, w := range words {
		list = append(list, ui.Option{Value: w.Code, Label: w.Name, Chosen: slices.Contains(chosen, w.Code)})
	}
	for _, c := range chosen {
		if c != "" && !slices.ContainsFunc(words, func(w ruleset.Word) bool { return w.Code == c }) {
			list = append(list, ui.Option{Value: c, Label: c, Chosen: true})
		}
	}
	return list
}
