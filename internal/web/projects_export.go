package web

import (
	"bufio"
	"net/http"
	"net/url"

	"guatu/internal/app"
	"guatu/internal/sheet"
	"guatu/internal/web/ui"
)

// The table as a ledger to take away: the same filter, the same scope, streamed.

const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

func (s *Server) projectsExport(w http.ResponseWriter, r *http.Request, v *visit) error {
	f, err := filterOf(r)
	if err != nil {
		return err
	}
	given, err := s.App.LedgerGive(r.Context(), v.Actor, f, r.URL.Query().Get("layout") == "unit")
	if err != nil {
		return err
	}
	layout := sheet.StandardLayout(ui.N("亿元"), given.Year)
	if given.Layout != nil {
		layout = *given.Layout
	}
	attach(w, workbookType, ui.T(r.Context(), "{tenant}重大产业项目台账", "tenant", v.frame.Tenant)+" "+exportDay(v, f)+".xlsx")
	out := bufio.NewWriterSize(w, 64<<10)
	// The answer has begun: what fails now can only be told to the log, and the
	// reader finds the file broken.
	if err := sheet.WriteLedger(out, layout, given.Each); err != nil {
		s.Log.Warn("export", "request", RequestID(r.Context()), "err", err)
		return nil
	}
	if err := out.Flush(); err != nil {
		s.Log.Info("export", "request", RequestID(r.Context()), "err", err)
	}
	return nil
}

// exportDay is the day the figures of a file are of.
func exportDay(v *visit, f app.ProjectFilter) string {
	if f.On.IsZero() {
		return v.frame.Today.String()
	}
	return f.On.String()
}

// attach says that the answer is a file, by its name.
func attach(w http.ResponseWriter, kind, name string) {
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(name))
	h.Set("Cache-Control", "no-store")
}
