package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/indicator"
	"guatu/internal/score"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// Writing an edition of a scheme: the text with line numbers, where its names come
// from, who is judged; tried on the same page before it is kept.

// schemeSavePage is the form.
type schemeSavePage struct {
	Frame    ui.FrameData
	Action   string
	Version  int
	Mends    string
	Begin    []ui.Link // shipped packs to begin from
	Head     []ui.FieldData
	Foot     []ui.FieldData
	Pack     string
	Gutter   []gutterLine // as many as the text area has lines
	Wrong    []ui.Mistake
	Near     []sourceLine // lines with a mistake, and those round them
	Bindings []bindingRow
	Members  []memberRow
	Trial    *schemeTrial
	Save     string
	Back     string
}

// A gutterLine is one number beside the text area.
type gutterLine struct {
	N   int
	Bad bool
}

// A bindingRow is one name of the pack with the choice of where it comes from.
type bindingRow struct {
	Name, Kind, Mistake string
	From, Window        ui.FieldData
}

// A memberRow is one unit with its group.
type memberRow struct {
	Name, Kind string
	Depth      int
	Group      ui.FieldData
}

// A writing is an edition as it stands in the form.
type writing struct {
	scheme *app.SchemePage // nil for a new one
	in     app.SchemeSave
	edit   app.SchemeEdition
	try    workday.When
	typed  typedForm    // as it came back
	back   *schemeFault // what came of it
}

func (s *Server) schemeNew(w http.ResponseWriter, r *http.Request, v *visit) error {
	wr := &writing{in: app.SchemeSave{Unit: v.Unit, Period: indicator.OfQuarter}}
	wr.edit.From = workday.NewDate(v.frame.Today.Year(), 1, 1)
	if !v.Scope().SeesUnit(wr.in.Unit) || v.frame.Tree.Campaign(v.Unit) != v.Unit {
		wr.in.Unit = v.frame.Tree.Campaign(v.Unit)
	}
	var err error
	if wr.edit.Pack, err = packBegun(r.URL.Query().Get("pack")); err != nil {
		return err
	}
	return s.schemeForm(w, r, v, wr)
}

func (s *Server) schemeEdit(w http.ResponseWriter, r *http.Request, v *visit) error {
	wr, err := s.schemeKept(r, v)
	if err != nil {
		return err
	}
	if name := r.URL.Query().Get("pack"); name != "" {
		if wr.edit.Pack, err = packBegun(name); err != nil {
			return err
		}
		wr.edit.Bindings = nil
	}
	return s.schemeForm(w, r, v, wr)
}

// schemeKept is the edition to go on from: the one that is mended, else the latest.
func (s *Server) schemeKept(r *http.Request, v *visit) (*writing, error) {
	page, err := s.App.Scheme(r.Context(), v.Actor, app.SchemeFilter{ID: r.PathValue("id")})
	if err != nil {
		return nil, err
	}
	wr := &writing{scheme: page, in: app.SchemeSave{ID: page.ID, Version: page.Version, Unit: page.Unit, Title: page.Title, Period: page.Every}}
	mends := r.FormValue("mends")
	for _, e := range page.Editions {
		if mends == "" || mends == e.From.String() {
			wr.edit = app.SchemeEdition{From: page.Every.Around(page.On).To + 1, Pack: e.Pack, Members: e.Members, Bindings: e.Bindings}
			if mends != "" {
				wr.edit.From, wr.edit.Mends, wr.edit.Note = e.From, e.From, e.Edition.Note
			}
			break
		}
	}
	return wr, nil
}

// packBegun is a shipped pack, or an empty one with comments.
func packBegun(name string) (string, error) {
	if name == "" {
		return emptyPack, nil
	}
	return score.ShippedText(name)
}

// schemeSave tries or keeps what was written.
func (s *Server) schemeSave(w http.ResponseWriter, r *http.Request, v *visit) error {
	typed := typing(r, "scheme")
	wr := &writing{in: app.SchemeSave{Unit: typed.text("unit"), Period: indicator.Period(typed.text("period"))}}
	if r.PathValue("id") != "" {
		var err error
		if wr, err = s.schemeKept(r, v); err != nil {
			return err
		}
	}
	wr.read(r, v, &typed)
	var trial *app.SchemeTrial
	var err error
	if typed.text("act") == "try" {
		trial, err = s.App.SchemeTry(r.Context(), v.Actor, app.SchemeTry{Scheme: wr.in.ID, Unit: wr.in.Unit, Every: wr.in.Period, Period: wr.try, Edition: wr.edit})
	} else if !typed.wrong() {
		wr.in.Edition = &wr.edit
		wr.in.ID, err = s.App.SchemeSave(r.Context(), v.Actor, wr.in)
	}
	if e, ok := fault.As(err); err != nil && (!ok || e.Kind != fault.Invalid && e.Kind != fault.Conflict) {
		return err
	}
	if err == nil && trial == nil && !typed.wrong() {
		return s.redirect(w, r, schemeURL(wr.in.ID, "from", wr.edit.From.String(), "done", "scheme.saved"))
	}
	if err := typed.take(r, err); err != nil {
		return err
	}
	wr.typed, wr.back = typed, &schemeFault{err, trial}
	return s.schemeForm(w, r, v, wr)
}

// A schemeFault is what came back: what is wrong, or what was tried.
type schemeFault struct {
	err   error
	trial *app.SchemeTrial
}

// read takes the form in.
func (wr *writing) read(r *http.Request, v *visit, typed *typedForm) {
	date := func(name string) workday.Date {
		when := typed.when(r, name)
		if when.Precision != workday.ToDay {
			return 0
		}
		return when.First
	}
	version, err := strconv.Atoi(typed.text("version"))
	if err == nil {
		wr.in.Version = version
	}
	wr.in.Title, wr.in.Because = typed.text("title"), typed.text("because")
	wr.edit = app.SchemeEdition{From: date("from"), Pack: strings.ReplaceAll(typed.Values.Get("pack"), "\r\n", "\n"), Note: typed.text("note"), Mends: wr.edit.Mends}
	wr.try = typed.when(r, "try_period")
	for _, u := range judgeable(v, wr.in.Unit) {
		if group := typed.text("member." + u.ID); group != "" {
			wr.edit.Members = append(wr.edit.Members, score.Member{Unit: u.ID, Group: strings.TrimPrefix(group, noGroup)})
		}
	}
	for name := range typed.Values {
		datum, ok := strings.CutPrefix(name, "bind.")
		if from := typed.text(name); ok && from != "" {
			wr.edit.Bindings = append(wr.edit.Bindings, score.Binding{Name: datum, Indicator: strings.TrimPrefix(from, byHand), Window: score.Window(typed.text("window." + datum))})
		}
	}
	slices.SortFunc(wr.edit.Bindings, func(a, b score.Binding) int { return strings.Compare(a.Name, b.Name) })
}

// What a select says for "in no group" and "typed in", which are empty texts.
const (
	noGroup = "-"
	byHand  = "-"
)

// judgeable are the units below an office that it may judge, in the tree's order.
func judgeable(v *visit, office string) []access.Unit {
	var list []access.Unit
	below := v.frame.Tree.Below(office)
	direct := v.frame.Tree.Children(office)
	for _, u := range v.frame.Tree.Units() {
		if u.ID != office && below[u.ID] && !u.Closed && (u.Kind != access.Town || slices.Contains(direct, u.ID)) && v.Scope().SeesUnit(u.ID) {
			list = append(list, u)
		}
	}
	return list
}

// schemeForm shows the form, with what is wrong or what was tried.
func (s *Server) schemeForm(w http.ResponseWriter, r *http.Request, v *visit, wr *writing) error {
	ctx, typed, back := r.Context(), wr.typed, wr.back
	p := schemeSavePage{Frame: s.frameOf(r, v, ui.T(ctx, "新增考核办法")), Action: "/schemes/new", Version: wr.in.Version, Pack: wr.edit.Pack, Back: "/schemes", Save: ui.T(ctx, "保存")}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "考核办法"), Href: "/schemes"}}
	if wr.scheme != nil {
		p.Frame.Title, p.Action, p.Back = ui.T(ctx, "写新版本"), schemeURL(wr.in.ID)+"/edit", schemeURL(wr.in.ID)
		p.Frame.Crumbs = append(p.Frame.Crumbs, ui.Link{Label: wr.scheme.Title, Href: p.Back})
		if !wr.edit.Mends.IsZero() {
			p.Frame.Title, p.Mends = ui.T(ctx, "订正版本"), wr.edit.Mends.String()
		}
	}
	status := http.StatusOK
	if back != nil {
		r = showing(r, p.Action)
		ctx = r.Context()
		if back.trial != nil {
			p.Trial = trialOf(ctx, back.trial)
		} else {
			status = http.StatusUnprocessableEntity
		}
	}
	for _, name := range score.Shipped() {
		p.Begin = append(p.Begin, ui.Link{Label: packTitle(name), Href: address(p.Action, "pack", name, "mends", p.Mends)})
	}
	p.Head, p.Foot = schemeFields(ctx, v, wr, typed)
	lines := p.wrong(ctx, back)
	p.gutter(lines)
	pack, err := score.Parse(wr.edit.Pack, nil)
	if err == nil {
		set, _, err := s.App.Rulesets(r.Context(), v.Actor)
		if err != nil {
			return err
		}
		p.Bindings = bindingRows(ctx, pack, wr, set.Indicators, typed)
	}
	p.Members = memberRows(ctx, v, wr, pack)
	return render(w, r, status, schemeSaveView(p))
}

// packTitle is a shipped pack's own name.
func packTitle(name string) string {
	body, err := score.ShippedText(name)
	if err != nil {
		return name
	}
	if p, err := score.Parse(body, nil); err == nil {
		return p.Name
	}
	return name
}

// wrong sorts what is wrong: those of the text to their lines, all of them listed.
func (p *schemeSavePage) wrong(ctx context.Context, back *schemeFault) map[int][]string {
	lines := map[int][]string{}
	if back == nil || back.err == nil {
		return lines
	}
	e, ok := fault.As(back.err)
	if !ok {
		return lines
	}
	parts := e.Parts
	if len(parts) == 0 {
		parts = []*fault.Error{e}
	}
	for _, f := range parts {
		m := ui.Mistake{Text: glossary.Say(lang(ctx), f)}
		if n, ok := f.Args["line"].(int); ok && n > 0 {
			lines[n] = append(lines[n], m.Text)
			m.Field = "pack"
		} else if slices.Contains([]string{"title", "from", "period", "unit"}, f.Field) {
			m.Field = f.Field
		}
		p.Wrong = append(p.Wrong, m)
	}
	if len(lines) > 0 {
		p.Near = sourceLines(p.Pack, lines)
	}
	return lines
}

// spareLines are how many empty lines a text area has below the text.
const spareLines = 6

// gutter numbers the lines of the text area.
func (p *schemeSavePage) gutter(bad map[int][]string) {
	for n := 1; n <= strings.Count(p.Pack, "\n")+1+spareLines; n++ {
		p.Gutter = append(p.Gutter, gutterLine{n, len(bad[n]) > 0})
	}
}
