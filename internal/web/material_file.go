package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/web/ui"
)

// Files of evidence as they are looked at: the file itself, its small picture, and
// the page of a photo.

func fileAsk(r *http.Request) app.EvidenceFile {
	return app.EvidenceFile{Project: r.PathValue("id"), Evidence: r.PathValue("evidence"), Hash: r.PathValue("hash")}
}

func (s *Server) materialFile(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.give(w, r, v, s.App.EvidenceFile)
}

func (s *Server) materialView(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.give(w, r, v, s.App.EvidenceView)
}

// give sends a file, or the part that was asked for; ?download keeps it instead of
// showing it.
func (s *Server) give(w http.ResponseWriter, r *http.Request, v *visit, open func(context.Context, access.Actor, app.EvidenceFile) (*app.GivenFile, error)) (err error) {
	given, err := open(r.Context(), v.Actor, fileAsk(r))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, given.Content.Close()) }()
	headers, err := given.Headers(r.URL.Query().Has("download"))
	if err != nil {
		return err
	}
	for name, value := range headers {
		w.Header().Set(name, value)
	}
	http.ServeContent(w, r, "", time.Time{}, given.Content)
	return nil
}

// lookPage is a photo, large, with what it says of itself.
type lookPage struct {
	Frame      ui.FrameData
	Image      string // "" of one that no browser here shows
	Wide, High int
	Name       string
	Download   string
	Facts      []ui.Fact
	Findings   []string
	Prev, Next string
	Place      string // which of how many
}

func (s *Server) materialLook(w http.ResponseWriter, r *http.Request, v *visit) error {
	ctx, project := r.Context(), r.PathValue("id")
	page, _, m, err := s.materialAsked(r, v)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(m.Files, func(f app.MaterialFile) bool { return f.Hash == r.PathValue("hash") })
	if at < 0 {
		return fault.New(fault.NotFound, "evidence.no_file")
	}
	p := lookOf(ctx, project, m, at)
	p.Frame = s.frameOf(r, v, m.Files[at].Name)
	p.Frame.Crumbs = append(materialCrumbs(ctx, page), ui.Link{Label: titleOf(m), Href: materialURL(project, m.ID)})
	p.Frame.Note = p.Place
	return render(w, r, http.StatusOK, lookView(p))
}

// lookOf is one of a piece's photos, with the way to its neighbours.
func lookOf(ctx context.Context, project string, m *app.Material, at int) lookPage {
	f, base := &m.Files[at], materialURL(project, m.ID)+"/files/"
	p := lookPage{Name: f.Name, Download: base + f.Hash + "?download=1", Wide: f.Wide, High: f.High, Place: ui.T(ctx, "{kind}，第 {n} 张，共 {all} 张", "kind", m.KindName, "n", at+1, "all", len(m.Files))}
	if f.Inline {
		p.Image = base + f.Hash
	}
	if at > 0 {
		p.Prev = base + m.Files[at-1].Hash + "/look"
	}
	if at+1 < len(m.Files) {
		p.Next = base + m.Files[at+1].Hash + "/look"
	}
	p.Facts = photoFacts(ctx, f)
	for i := range f.Findings {
		p.Findings = append(p.Findings, photoOdd(ctx, &f.Findings[i]))
	}
	return p
}

// photoFacts are what a photo says of itself, and who sent it.
func photoFacts(ctx context.Context, f *app.MaterialFile) []ui.Fact {
	say := func(field, text string) ui.Fact {
		return ui.Fact{Label: termOf(ctx, "file", field), Value: said(text)}
	}
	taken, place := "", ""
	if f.Taken != "" {
		taken = takenText(ctx, f.Taken)
	}
	if f.At != nil {
		place = pointText(f.At)
		if f.Metres != nil {
			place += " · " + farText(ctx, *f.Metres)
		}
	}
	return []ui.Fact{say("taken", taken), say("at", place), {Label: ui.T(ctx, "像素"), Value: ui.Words(pixelText(f.Wide, f.High))}, say("size", bytesText(f.Size)),
		say("by", f.ByName), say("day", f.Day.String()), {Label: termOf(ctx, "file", "hash"), Value: ui.Cell{Text: f.Hash[:16] + "…", Title: f.Hash}}}
}
