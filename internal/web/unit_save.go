package web

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/money"
	"guatu/internal/web/ui"
)

// unitKeepPage is the tree of units as its keeper sees it (单位).
type unitKeepPage struct {
	Frame ui.FrameData
	Done  string
	Table ui.TableData
}

// unitSavePage is the form of one unit.
type unitSavePage struct {
	Frame    ui.FrameData
	Action   string
	Version  int
	Values   url.Values
	ByField  map[string]string
	Others   []string
	Now      map[string]string // what others saved meanwhile, by field
	Kinds    []ui.Option
	Parents  []parentField
	Root     bool
	CanClose bool
}

// A parentField is one parent with its share.
type parentField struct {
	N       string
	Options []ui.Option
	Share   string
}

// parentFields is how many parents the form offers: joint parks have two, and one
// more is room enough.
const parentFields = 3

func (s *Server) unitSaveRoutes() []route {
	const right = access.ChangeUnit
	return []route{
		{method: "GET", path: "/admin/units", handle: s.unitsList, action: right},
		{method: "GET", path: "/admin/units/new", handle: s.unitNew, action: right},
		{method: "POST", path: "/admin/units/new", handle: s.unitSave, action: right},
		{method: "GET", path: "/admin/units/{id}", handle: s.unitEdit, action: right},
		{method: "POST", path: "/admin/units/{id}", handle: s.unitSave, action: right},
	}
}

func (s *Server) unitsList(w http.ResponseWriter, r *http.Request, v *visit) error {
	ctx := r.Context()
	p := unitKeepPage{Frame: s.frameOf(r, v, ui.T(ctx, "单位")), Done: r.URL.Query().Get("done"), Table: unitKeepTable(ctx, v.frame.Tree)}
	p.Frame.Note = ui.T(ctx, "{n} 个", "n", len(v.frame.Tree.Units()))
	p.Frame.Actions = ui.ButtonLink(ui.Link{Label: ui.T(ctx, "新增单位"), Href: "/admin/units/new", Icon: "plus"}, "main")
	return render(w, r, http.StatusOK, unitKeepView(p))
}

// unitKeepTable is the tree from its root, each unit under every parent it has.
func unitKeepTable(ctx context.Context, tree *access.Tree) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "单位"), Cards: true, Columns: []ui.Column{{Label: term(ctx, "unit.name")}, {Label: term(ctx, "unit.kind")}, {Label: term(ctx, "unit.divisions")}, {Label: term(ctx, "unit.parents")}, {Label: ui.T(ctx, "状态")}}}
	g := ui.Group{}
	walkTree(tree, func(u access.Unit, depth int) {
		href := "/admin/units/" + url.PathEscape(u.ID)
		state := ui.Words(ui.T(ctx, "使用中"))
		if u.Closed {
			state = ui.Cell{Text: term(ctx, "unit.closed"), Tone: "blank"}
		}
		name := ui.Door(strings.Repeat("　", depth)+u.Name, href)
		name.Note = u.Short
		g.Rows = append(g.Rows, ui.Row{Href: href, Cells: []ui.Cell{name, ui.Words(termOf(ctx, "unit_kind", string(u.Kind))), said(strings.Join(u.Divisions, "、")), said(parentsText(tree, u)), state}})
	})
	t.Groups = []ui.Group{g}
	return t
}

// walkTree goes down the tree; a joint park comes under each of its parents.
func walkTree(tree *access.Tree, do func(u access.Unit, depth int)) {
	var walk func(id string, depth int)
	walk = func(id string, depth int) {
		u, ok := tree.Unit(id)
		if !ok || depth > 12 {
			return
		}
		do(u, depth)
		for _, child := range tree.Children(id) {
			walk(child, depth+1)
		}
	}
	walk(tree.Root(), 0)
}

// parentsText names the parents, with their shares where there are several.
func parentsText(tree *access.Tree, u access.Unit) string {
	var list []string
	for _, p := range u.Parents {
		text := tree.Name(p.Parent)
		if len(u.Parents) > 1 {
			text += " " + shareValue(p.Share) + "%"
		}
		list = append(list, text)
	}
	return strings.Join(list, "、")
}

// shareValue is a share in per cent without needless zeros.
func shareValue(share int) string {
	return strings.TrimSuffix(strings.TrimRight(money.Points(share).String(), "0"), ".")
}

func (s *Server) unitNew(w http.ResponseWriter, r *http.Request, v *visit) error {
	tree := v.frame.Tree
	parent := cmp.Or(r.URL.Query().Get("parent"), tree.Root())
	u := access.Unit{Kind: access.County, Order: len(tree.Units()), Parents: []access.Share{{Parent: parent, Share: access.WholeShare}}}
	return render(w, r, http.StatusOK, unitSaveView(s.unitSavePage(r, v, u, unitValues(u))))
}

func (s *Server) unitEdit(w http.ResponseWriter, r *http.Request, v *visit) error {
	u, ok := v.frame.Tree.Unit(r.PathValue("id"))
	if !ok {
		return fault.New(fault.NotFound, "unit.not_found", "id", r.PathValue("id"))
	}
	return render(w, r, http.StatusOK, unitSaveView(s.unitSavePage(r, v, u, unitValues(u))))
}

// unitValues are a unit's fields as its form shows them.
func unitValues(u access.Unit) url.Values {
	v := url.Values{"name": {u.Name}, "short": {u.Short}, "kind": {string(u.Kind)}, "order": {strconv.Itoa(u.Order)}, "divisions": {strings.Join(u.Divisions, "、")}}
	if u.Closed {
		v.Set("closed", "1")
	}
	for i, p := range u.Parents {
		n := strconv.Itoa(i + 1)
		v.Set("parent_"+n, p.Parent)
		v.Set("share_"+n, shareValue(p.Share))
	}
	return v
}

func (s *Server) unitSavePage(r *http.Request, v *visit, u access.Unit, values url.Values) unitSavePage {
	ctx := r.Context()
	p := unitSavePage{Frame: s.frameOf(r, v, ui.T(ctx, "新增单位")), Action: "/admin/units/new", Version: u.Version, Values: values, Root: u.ID != "" && u.ID == v.frame.Tree.Root()}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "单位"), Href: "/admin/units"}}
	if u.ID != "" {
		p.Frame.Title, p.Action = u.Name, "/admin/units/"+url.PathEscape(u.ID)
		p.CanClose = !p.Root
	}
	for _, k := range access.UnitKinds {
		p.Kinds = append(p.Kinds, ui.Option{Value: string(k), Label: termOf(ctx, "unit_kind", string(k)), Chosen: values.Get("kind") == string(k)})
	}
	for i := range parentFields {
		n := strconv.Itoa(i + 1)
		p.Parents = append(p.Parents, parentField{N: n, Options: parentOptions(ctx, v.frame.Tree, u.ID, values.Get("parent_"+n)), Share: values.Get("share_" + n)})
	}
	return p
}

// parentOptions are the units one can hang under: not itself, and not what is
// below it.
func parentOptions(ctx context.Context, tree *access.Tree, self, chosen string) []ui.Option {
	below := tree.Below(self)
	list := []ui.Option{{Value: "", Label: ui.T(ctx, "（无）")}}
	seen := map[string]bool{}
	walkTree(tree, func(u access.Unit, depth int) {
		if !below[u.ID] && !seen[u.ID] && (!u.Closed || u.ID == chosen) {
			list = append(list, ui.Option{Value: u.ID, Label: strings.Repeat("　", depth) + u.Label(), Chosen: u.ID == chosen})
		}
		seen[u.ID] = true
	})
	return list
}

// unitOfForm reads the form over the unit as it is; mistakes of the shares are
// told with those of the tree.
func unitOfForm(form url.Values, u access.Unit) (access.Unit, error) {
	var wrong fault.List
	text := func(name string) string { return strings.TrimSpace(form.Get(name)) }
	u.Name, u.Short, u.Kind, u.Closed = text("name"), text("short"), access.UnitKind(text("kind")), form.Get("closed") != ""
	u.Divisions = words(text("divisions"))
	if n, err := strconv.Atoi(cmp.Or(text("order"), "0")); err == nil {
		u.Order = n
	} else {
		wrong.Add(fault.New(fault.Invalid, "filter.number", "text", text("order")).At("order"))
	}
	u.Parents = nil
	for i := range parentFields {
		n := strconv.Itoa(i + 1)
		parent := text("parent_" + n)
		if parent == "" {
			continue
		}
		share, exact, err := money.ParseDecimal(cmp.Or(strings.TrimSuffix(text("share_"+n), "%"), "100"), 100)
		wrong.Check(err == nil && exact, "parents", "unit.share", "name", u.Name)
		u.Parents = append(u.Parents, access.Share{Parent: parent, Share: int(share)})
	}
	return u, wrong.Err()
}

func (s *Server) unitSave(w http.ResponseWriter, r *http.Request, v *visit) error {
	was := access.Unit{}
	if id := r.PathValue("id"); id != "" {
		u, ok := v.frame.Tree.Unit(id)
		if !ok {
			return fault.New(fault.NotFound, "unit.not_found", "id", id)
		}
		was = u
	}
	u, err := unitOfForm(r.PostForm, was)
	if was.ID != "" {
		u.Version = version(r)
	}
	if err == nil {
		_, err = s.App.UnitSave(r.Context(), v.Actor, app.UnitSave{Unit: u})
	}
	if err == nil {
		return s.redirect(w, r, "/admin/units?done=unit.saved")
	}
	e, is := fault.As(err)
	if !is || !slices.Contains([]fault.Kind{fault.Invalid, fault.Conflict}, e.Kind) {
		return err
	}
	p := s.unitSavePage(r, v, was, r.PostForm)
	p.ByField, p.Others = mistakesOf(r, e)
	if e.Kind == fault.Conflict {
		p.conflict(r, was)
	} else {
		p.Version = version(r)
	}
	return render(w, r, statuses[e.Kind], unitSaveView(p))
}

// conflict puts what others saved beside what was typed, and takes their version
// into the form.
func (p *unitSavePage) conflict(r *http.Request, now access.Unit) {
	options := map[string][]ui.Option{"kind": p.Kinds, "closed": {{Value: "1", Label: term(r.Context(), "unit.closed")}}}
	for _, f := range p.Parents {
		options["parent_"+f.N] = f.Options
	}
	p.Others = []string{conflictWords(r.Context())}
	p.Now = conflictNotes(r.Context(), p.Values, unitValues(now), options)
}

// field is one line of the form: what was typed, what is wrong with it, and what
// others saved.
func (p unitSavePage) field(f ui.FieldData) ui.FieldData {
	if len(f.Options) == 0 && f.Value == "" {
		f.Value = p.Values.Get(f.Name)
	}
	f.Mistake = cmp.Or(f.Mistake, p.ByField[f.Name])
	f.Hint = strings.TrimSpace(p.Now[f.Name] + " " + f.Hint)
	return f
}

// parentMistake stands at the first parent: the shares are wrong together.
func parentMistake(p unitSavePage, n string) string {
	if n == "1" {
		return p.ByField["parents"]
	}
	return ""
}
