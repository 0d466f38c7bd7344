package web

import (
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/web/ui"
)

// The page of one piece of evidence: what is known of it, its files, and the forms
// that mend it, add files, declare it void.

// materialPage is the page.
type materialPage struct {
	Frame   ui.FrameData
	Notice  string
	Refused []string
	Project string
	Card    materialCard
	Form    *materialForm
	Drop    *ui.FieldData
	Mistake []string
	Known   string // the piece that bears the number already
	Version int
}

func (s *Server) material(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.materialWith(w, r, v, typedForm{}, nil)
}

// materialWith shows the page with a form that came back, or with files that were
// not taken.
func (s *Server) materialWith(w http.ResponseWriter, r *http.Request, v *visit, typed typedForm, refused []string) error {
	ctx, project := r.Context(), r.PathValue("id")
	page, all, m, err := s.materialAsked(r, v)
	if err != nil {
		return err
	}
	p := materialPage{Frame: s.frameOf(r, v, titleOf(m)), Project: project, Card: materialCardOf(ctx, project, m, false), Refused: refused, Mistake: typed.Others, Known: knownURL(project, typed), Version: m.Version}
	p.Frame.Crumbs = materialCrumbs(ctx, page)
	p.Frame.Note = m.KindName
	if r.URL.Query().Has("saved") {
		p.Notice = ui.T(ctx, "已保存，改动记在历史里。")
	}
	if m.Mend {
		p.Form = &materialForm{Action: p.Card.Href, Project: project, Evidence: m.ID, Version: m.Version, Megabytes: s.App.FileLimit() >> 20, Uploads: "/projects/" + project + "/uploads", Next: address(p.Card.Href, "saved", "1")}
		p.Form.fill(r, all.Kinds, m.Evidence, typed)
		p.Drop = &ui.FieldData{Name: "because", Label: termOf(ctx, "evidence", "because"), Wide: true}
		p.Drop.Value, p.Drop.Mistake = typed.known("drop", "because", "")
	}
	status := http.StatusOK
	if typed.wrong() || len(refused) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return render(w, r, status, materialPageView(p))
}

// materialAsked is the piece an address names, with its project and all that lies
// beside it.
func (s *Server) materialAsked(r *http.Request, v *visit) (page *app.ProjectPage, all *app.Materials, m *app.Material, err error) {
	ctx, project, key := r.Context(), r.PathValue("id"), r.PathValue("evidence")
	if page, err = s.App.Project(ctx, v.Actor, project, app.Moment{}); err != nil {
		return nil, nil, nil, err
	}
	if all, err = s.App.Materials(ctx, v.Actor, project, app.Moment{}); err != nil {
		return nil, nil, nil, err
	}
	if m = findMaterial(all, key); m == nil {
		return nil, nil, nil, fault.New(fault.NotFound, "store.not_found", "noun", "evidence", "key", key)
	}
	return page, all, m, nil
}

// materialCrumbs lead back to the project's side.
func materialCrumbs(ctx context.Context, page *app.ProjectPage) []ui.Link {
	at := "/projects/" + page.Project.ID
	return []ui.Link{{Label: ui.T(ctx, "项目"), Href: "/projects"}, {Label: page.Project.Name, Href: at}, {Label: ui.T(ctx, "材料"), Href: address(at, "tab", tabMaterials)}}
}

func findMaterial(all *app.Materials, id string) *app.Material {
	for _, g := range all.Groups {
		for i := range g.Items {
			if g.Items[i].ID == id {
				return &g.Items[i]
			}
		}
	}
	for i := range all.Void {
		if all.Void[i].ID == id {
			return &all.Void[i]
		}
	}
	return nil
}

// materialSave changes what stands on it, and takes the files of a form sent
// without scripts. A form of files alone brings no version and changes no word.
func (s *Server) materialSave(w http.ResponseWriter, r *http.Request, v *visit) error {
	id := r.PathValue("evidence")
	if t := typing(r, "material"); t.text("version") != "" {
		in := materialTyped(r, &t)
		in.ID, in.FilesFollow = id, true
		if !t.wrong() {
			_, err := s.App.EvidenceKeep(r.Context(), v.Actor, in)
			if err := takeKnown(r, &t, err); err != nil {
				return err
			}
		}
		if t.wrong() {
			return s.materialWith(w, r, v, t, nil)
		}
	}
	refused, err := s.attachAll(r, v, id)
	switch {
	case err != nil:
		return err
	case len(refused) > 0:
		return s.materialWith(w, r, v, typedForm{}, refused)
	}
	return s.redirect(w, r, address(materialURL(r.PathValue("id"), id), "saved", "1"))
}

// takeKnown is take; of a certificate that the project has already it keeps which,
// so that the page can lead there.
func takeKnown(r *http.Request, t *typedForm, err error) error {
	if err == nil {
		return nil
	}
	if f, ok := fault.As(err); ok && f.Code == "evidence.known" {
		if id, ok := f.Args["id"].(string); ok {
			t.Values.Set("known", id)
		}
	}
	return t.take(r, err)
}

func (s *Server) materialDrop(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := typing(r, "drop")
	version, err := strconv.Atoi(t.text("version"))
	if err != nil {
		version = -1 // a form without its version is nobody's of ours: the store calls it a conflict
	}
	err = s.App.EvidenceDrop(r.Context(), v.Actor, app.EvidenceDrop{Project: r.PathValue("id"), ID: r.PathValue("evidence"), Version: version, Because: t.text("because")})
	if err != nil {
		if err := t.take(r, err); err != nil {
			return err
		}
		return s.materialWith(w, r, v, t, nil)
	}
	return s.redirect(w, r, address("/projects/"+r.PathValue("id"), "tab", tabMaterials, "saved", "1"))
}

// chosen are the files of a form; a browser sends a nameless one for none.
func chosen(r *http.Request) []*multipart.FileHeader {
	var list []*multipart.FileHeader
	if r.MultipartForm == nil {
		return nil
	}
	for _, f := range r.MultipartForm.File["file"] {
		if f.Filename != "" {
			list = append(list, f)
		}
	}
	return list
}

// attachAll takes the files of a form in, one after the other. Those that are not
// what they say are told; the others stay.
func (s *Server) attachAll(r *http.Request, v *visit, evidence string) (refused []string, err error) {
	for _, head := range chosen(r) {
		err := s.attachOne(r, v, head, evidence)
		if f, ok := fault.As(err); ok {
			refused = append(refused, fileName(head.Filename)+ui.T(r.Context(), "：")+strings.Join(glossary.Sentence(lang(r.Context()), f), ""))
			continue
		}
		if err != nil {
			return refused, err
		}
	}
	return refused, nil
}

func (s *Server) attachOne(r *http.Request, v *visit, head *multipart.FileHeader, evidence string) (err error) {
	ctx, project := r.Context(), r.PathValue("id")
	body, err := head.Open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, body.Close()) }()
	up, err := s.App.UploadBegin(ctx, v.Actor, app.UploadBegin{Project: project, Name: head.Filename, Size: head.Size})
	if err != nil {
		return err
	}
	ask := app.UploadAsk{Project: project, Upload: up.ID}
	if _, err := s.App.UploadAppend(ctx, v.Actor, app.UploadAppend{UploadAsk: ask}, io.LimitReader(body, head.Size)); err != nil {
		return err
	}
	_, err = s.App.UploadFinish(ctx, v.Actor, app.UploadFinish{UploadAsk: ask, Evidence: evidence})
	return err
}
