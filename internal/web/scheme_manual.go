package web

import (
	"net/http"

	"guatu/internal/web/locale"
	"guatu/internal/web/manual"
	"guatu/internal/web/ui"
)

// The manual of scoring packs (考核方案编写手册), for whoever may read a scheme.

// manualURL is where the manual is.
const manualURL = "/schemes/manual"

// manualPage is the manual with its contents.
type manualPage struct {
	Frame    ui.FrameData
	Abroad   bool // the reader's language is not the manual's
	Contents []manual.Heading
	Text     string // hypertext of our own
}

func (s *Server) schemeManual(w http.ResponseWriter, r *http.Request, v *visit) error {
	ctx := r.Context()
	p := manualPage{Frame: s.frameOf(r, v, ui.T(ctx, "考核方案编写手册")), Contents: manual.Contents(), Text: manual.Scoring()}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "考核办法"), Href: "/schemes"}}
	p.Frame.Actions = ui.ButtonPrint()
	p.Abroad = ui.EnvOf(ctx).Lang == locale.English
	return render(w, r, http.StatusOK, schemeManualView(p))
}
