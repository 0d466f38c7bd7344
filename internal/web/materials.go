package web

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/web/ui"
)

// 材料 on a project's page: what the next stage still lacks, the evidence by kind
// with its files and what is odd about them, and the form that adds more.

// tabMaterials is the side's name in the address.
const tabMaterials = "materials"

func (s *Server) materialsRoutes() []route {
	const keep, read = access.KeepEvidence, access.ReadProjects
	return []route{
		{method: "GET", path: "/form-token", handle: s.formToken, passive: true},
		{method: "POST", path: "/projects/{id}/uploads", handle: s.uploadBegin, action: keep},
		{method: "GET", path: "/projects/{id}/uploads/{upload}", handle: s.uploadState, action: keep},
		{method: "PUT", path: "/projects/{id}/uploads/{upload}", handle: s.uploadAppend, action: keep, limit: pieceLimit, bytes: true},
		{method: "POST", path: "/projects/{id}/uploads/{upload}/finish", handle: s.uploadFinish, action: keep},
		{method: "GET", path: "/projects/{id}/materials", handle: s.materialList, action: read},
		{method: "POST", path: "/projects/{id}/materials", handle: s.materialAdd, action: keep, limit: uploadLimit + formLimit},
		{method: "GET", path: "/projects/{id}/materials/{evidence}", handle: s.material, action: read},
		{method: "POST", path: "/projects/{id}/materials/{evidence}", handle: s.materialSave, action: keep, limit: uploadLimit + formLimit},
		{method: "POST", path: "/projects/{id}/materials/{evidence}/drop", handle: s.materialDrop, action: keep},
		{method: "GET", path: "/projects/{id}/materials/{evidence}/files/{hash}", handle: s.materialFile, action: read},
		{method: "GET", path: "/projects/{id}/materials/{evidence}/files/{hash}/view", handle: s.materialView, action: read},
		{method: "GET", path: "/projects/{id}/materials/{evidence}/files/{hash}/look", handle: s.materialLook, action: read},
		{method: "GET", path: "/evidence", handle: s.certificates, action: read},
	}
}

// projectMaterials is the side.
type projectMaterials struct {
	ID     string
	Stage  string
	Lacks  []lackLine
	Groups []materialGroup
	Void   []materialCard
	Count  string // in words: how many pieces, files, megabytes
	Add    *materialForm
	Known  string // the piece that bears the number typed
	Others []string
}

// A lackLine is evidence the next stage still needs, and where to give it.
type lackLine struct {
	Name  string
	Parts string // what is missing of the piece that is there
	Href  string
	Usual bool
}

type materialGroup struct {
	Items []materialCard
}

// A materialCard is one piece of evidence.
type materialCard struct {
	ID, Href string
	Kind     string
	Title    string // its own, or its number; "" for neither
	Facts    []ui.Fact
	Note     string
	By       string
	Missing  string
	Void     string // why it was dropped
	Files    []fileTile
	Edit     bool
}

// A fileTile is one file: a small picture or its kind, its name, what is odd.
type fileTile struct {
	Href, View string // View is the small picture's address; "" for none
	Kind       string // of a file without one: PDF, DOCX
	Name, Size string
	Taken, Far string
	By         string
	Findings   []string
	Wide, High int
	InPlace    bool // opens in the browser: a page of its own, or a new tab
	Page       bool // Href is a page of ours
}

// materialsSide makes the side.
func (s *Server) materialsSide(r *http.Request, v *visit, page *app.ProjectPage, typed typedForm) (*projectMaterials, error) {
	ctx, id := r.Context(), page.Project.ID
	m, err := s.App.Materials(ctx, v.Actor, id, app.Moment{On: page.On, Known: page.Known})
	if err != nil {
		return nil, err
	}
	p := &projectMaterials{ID: id, Stage: stageText(ctx, m.Stage), Lacks: lackLines(ctx, id, m), Count: countText(ctx, m), Known: knownURL(id, typed), Others: typed.Others}
	may := v.Can(access.KeepEvidence) && page.On == v.frame.Today
	for _, g := range m.Groups {
		group := materialGroup{}
		for i := range g.Items {
			group.Items = append(group.Items, materialCardOf(ctx, id, &g.Items[i], may))
		}
		p.Groups = append(p.Groups, group)
	}
	for i := range m.Void {
		p.Void = append(p.Void, materialCardOf(ctx, id, &m.Void[i], false))
	}
	if may {
		p.Add = s.addFormOf(r, id, m.Kinds, typed)
	}
	return p, nil
}

func countText(ctx context.Context, m *app.Materials) string {
	if m.Count == 0 {
		return ""
	}
	return ui.T(ctx, "{n} 份材料，{files} 个文件，共 {size}", "n", m.Count, "files", m.Files, "size", bytesText(m.Bytes))
}

// lackLines are what is missing, with the way to give it.
func lackLines(ctx context.Context, id string, m *app.Materials) []lackLine {
	var list []lackLine
	for _, l := range m.Lacks {
		line := lackLine{Name: strings.Join(l.Names, ui.T(ctx, " 或 ")), Usual: l.Usual, Href: address("/projects/"+id, "tab", tabMaterials, "kind", l.Evidence[0]) + "#add"}
		if l.ID != "" {
			line.Href, line.Parts = materialURL(id, l.ID), partsText(ctx, l.Parts)
		}
		list = append(list, line)
	}
	return list
}

// partsText are the parts of a certificate that are not known, in words.
func partsText(ctx context.Context, parts []string) string {
	var words []string
	for _, p := range parts {
		if p == lifecycle.FilePart {
			words = append(words, ui.T(ctx, "文件"))
			continue
		}
		words = append(words, termOf(ctx, "evidence", p))
	}
	return strings.Join(words, ui.T(ctx, "、"))
}

func materialURL(project, id string) string {
	return "/projects/" + project + "/materials/" + url.PathEscape(id)
}

// knownURL is where the piece lies that a form wanted to enter a second time.
func knownURL(project string, typed typedForm) string {
	if id := typed.Values.Get("known"); typed.Which == "material" && id != "" {
		return materialURL(project, id)
	}
	return ""
}

// materialCardOf is one piece.
func materialCardOf(ctx context.Context, project string, m *app.Material, edit bool) materialCard {
	c := materialCard{ID: m.ID, Href: materialURL(project, m.ID), Kind: m.KindName, Title: numberOr(m.Title, m.Number), Facts: materialFacts(ctx, m), Note: m.Note, Void: m.Because, Edit: edit}
	c.By = strings.TrimSpace(m.ByName + " " + m.Day.String())
	if len(m.Missing) > 0 {
		c.Missing = ui.T(ctx, "还缺{parts}", "parts", partsText(ctx, m.Missing))
	}
	for i := range m.Files {
		c.Files = append(c.Files, fileTileOf(ctx, c.Href, &m.Files[i]))
	}
	return c
}

// titleOf is what a piece is called: its own title, its number, else its kind.
func titleOf(m *app.Material) string {
	switch {
	case m.Title != "":
		return m.Title
	case m.Number != "":
		return m.Number
	}
	return m.KindName
}

// materialFacts are what stands on it, as far as it is known.
func materialFacts(ctx context.Context, m *app.Material) []ui.Fact {
	var list []ui.Fact
	say := func(field string, c ui.Cell) {
		list = append(list, ui.Fact{Label: termOf(ctx, "evidence", field), Value: c})
	}
	for _, f := range []struct{ field, text string }{{"number", m.Number}, {"issuer", m.Issuer}, {"issued", whenTextOr(ctx, m.Issued)}, {"until", whenTextOr(ctx, m.Until)}, {"holder", m.Holder}} {
		if f.text == "" || f.field == "number" && titleOf(m) == f.text {
			continue
		}
		c := ui.Words(f.text)
		if f.field == "until" && m.Expired {
			c = ui.Cell{Text: f.text + ui.T(ctx, "（已过期）"), Tone: "late"}
		}
		say(f.field, c)
	}
	if m.Amount.OK {
		say("amount", ui.Words(wan(ctx, m.Amount.Yuan)))
	}
	return list
}

// fileTileOf is one file.
func fileTileOf(ctx context.Context, material string, f *app.MaterialFile) fileTile {
	at := material + "/files/" + f.Hash
	t := fileTile{Href: at, Name: f.Name, Size: bytesText(f.Size), Kind: endingText(f.Name), InPlace: f.Inline, By: strings.TrimSpace(f.ByName + " " + f.Day.String())}
	if strings.HasPrefix(f.Media, "image/") && f.Wide > 0 {
		t.Href, t.Page = at+"/look", true
	}
	if f.Picture {
		t.View, t.Wide, t.High = at+"/view", f.Wide, f.High
	}
	if f.Taken != "" {
		t.Taken = takenText(ctx, f.Taken)
	}
	if f.Metres != nil {
		t.Far = farText(ctx, *f.Metres)
	}
	for i := range f.Findings {
		t.Findings = append(t.Findings, photoOdd(ctx, &f.Findings[i]))
	}
	return t
}

// materialForm adds a piece, or changes one.
type materialForm struct {
	Action    string
	Project   string
	Evidence  string // the piece that is changed
	Version   int
	Fields    []ui.FieldData
	Uploads   string // where files are announced
	Next      string // the page after it
	Megabytes int64  // the largest file; 0 = no bound
}

// addFormOf is the form for a new piece; its kind may stand in the address.
func (s *Server) addFormOf(r *http.Request, project string, kinds []lifecycle.EvidenceKind, typed typedForm) *materialForm {
	f := &materialForm{Action: "/projects/" + project + "/materials", Project: project, Uploads: "/projects/" + project + "/uploads", Megabytes: s.App.FileLimit() >> 20,
		Next: address("/projects/"+project, "tab", tabMaterials, "saved", "1")}
	f.fill(r, kinds, lifecycle.Evidence{Kind: r.URL.Query().Get("kind")}, typed)
	return f
}

// fill lays the fields out, as typed when the form came back.
func (f *materialForm) fill(r *http.Request, kinds []lifecycle.EvidenceKind, e lifecycle.Evidence, typed typedForm) {
	ctx := r.Context()
	options := []ui.Option{{Label: ui.T(ctx, "请选择")}}
	for _, k := range kinds {
		options = append(options, ui.Option{Value: k.Code, Label: k.Name})
	}
	for _, d := range []ui.FieldData{
		{Name: "kind", Value: e.Kind, Options: options, Must: true, Wide: true},
		{Name: "number", Value: e.Number, Hint: ui.T(ctx, "同一证件只登记一次，各阶段和统计共用")},
		{Name: "issuer", Value: e.Issuer},
		{Name: "issued", Value: e.Issued.String(), Example: "2026-03-19"},
		{Name: "until", Value: e.Until.String()},
		{Name: "holder", Value: e.Holder, Hint: ui.T(ctx, "合同写甲方")},
		{Name: "amount", Value: wanValue(e.Amount), Unit: ui.T(ctx, "万元")},
		{Name: "title", Value: e.Title, Wide: true, Hint: ui.T(ctx, "类别已能说明时不必填")},
		{Name: "note", Value: e.Note, Wide: true},
	} {
		d.Label = termOf(ctx, "evidence", d.Name)
		d.Value, d.Mistake = typed.known("material", d.Name, d.Value)
		f.Fields = append(f.Fields, d)
	}
}

// wanValue is an amount as its field shows it.
func wanValue(o money.Opt) string {
	if !o.OK {
		return ""
	}
	return strings.TrimSuffix(strings.TrimRight(strings.ReplaceAll(o.Yuan.Wan(4), ",", ""), "0"), ".")
}

// materialTyped reads the fields of the form.
func materialTyped(r *http.Request, t *typedForm) app.EvidenceKeep {
	in := app.EvidenceKeep{Project: r.PathValue("id"), ID: t.text("evidence"), Kind: t.text("kind"), Title: t.text("title"), Number: t.text("number"), Issuer: t.text("issuer"),
		Issued: t.when(r, "issued"), Until: t.when(r, "until"), Holder: t.text("holder"), Amount: t.wan(r, "amount"), Note: t.text("note"), Visit: t.text("visit")}
	in.FilesFollow = t.text("files_follow") != "" || r.MultipartForm != nil && len(chosen(r)) > 0
	if version, err := strconv.Atoi(t.text("version")); err == nil {
		in.Version = version
	}
	return in
}

// materialAdd enters a piece; the files of a form sent without scripts go with it.
func (s *Server) materialAdd(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "material")
	in := materialTyped(r, &t)
	var id string
	if !t.wrong() {
		var err error
		if id, err = s.App.EvidenceKeep(r.Context(), v.Actor, in); err != nil {
			if wantsJSON(r) {
				return err
			}
			if err := takeKnown(r, &t, err); err != nil {
				return err
			}
		}
	}
	if t.wrong() {
		return s.materialsBack(w, r, v, t)
	}
	if wantsJSON(r) {
		return answerJSON(w, http.StatusOK, map[string]string{"evidence": id})
	}
	r.SetPathValue("evidence", id)
	refused, err := s.attachAll(r, v, id)
	switch {
	case err != nil:
		return err
	case len(refused) > 0:
		return s.materialWith(w, r, v, typedForm{}, refused)
	}
	return s.redirect(w, r, address("/projects/"+in.Project, "tab", tabMaterials, "saved", "1"))
}

// materialsBack shows the form again; a script is told the sentences.
func (s *Server) materialsBack(w http.ResponseWriter, r *http.Request, v *visit, t typedForm) error {
	if !wantsJSON(r) {
		return s.projectWith(w, r, v, projectTyped{Tab: tabMaterials, Form: t})
	}
	all := t.Others
	for _, sentence := range t.Mistakes {
		all = append(all, sentence)
	}
	return answerJSON(w, http.StatusUnprocessableEntity, refusal{Sentences: all})
}

// wan reads 万元; none is not stated.
func (t *typedForm) wan(r *http.Request, name string) money.Opt {
	text := t.text(name)
	if text == "" {
		return money.Opt{}
	}
	y, exact, err := money.ParseDecimal(text, money.Wan)
	if err != nil || !exact {
		t.Mistakes[name] = numberMistake(r, text)
		return money.Opt{}
	}
	return money.Some(y)
}
