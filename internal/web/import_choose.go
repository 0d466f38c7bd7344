package web

import (
	"maps"
	"net/http"
	"strconv"
	"strings"

	"guatu/internal/app"
	"guatu/internal/fault"
)

// What a person decides about a draft: what its columns mean, and which project a
// doubtful row is.

// importMap remembers what columns mean, for this unit and layout, and reads the
// file again.
func (s *Server) importMap(w http.ResponseWriter, r *http.Request, v *visit) error {
	one, err := s.drafts.find(v.Actor, r.PathValue("draft"))
	if err != nil {
		return err
	}
	seen := one.look()
	sheet := sheetOf(seen, r.PostFormValue("layout"))
	if sheet == nil {
		return fault.New(fault.NotFound, "import.gone")
	}
	kept, err := s.App.LedgerMappings(r.Context(), v.Actor, seen.Unit)
	if err != nil {
		return err
	}
	columns := maps.Clone(kept[sheet.Layout])
	if columns == nil {
		columns = map[int]string{}
	}
	for _, c := range sheet.Columns {
		name := "col_" + strconv.Itoa(c.Col)
		if chosen := r.PostFormValue(name); r.PostForm.Has(name) && chosen != c.Field {
			columns[c.Col] = chosen
		}
	}
	if err := s.App.LedgerMap(r.Context(), v.Actor, app.LedgerMapping{Unit: seen.Unit, Layout: sheet.Layout, Columns: columns}); err != nil {
		return err
	}
	soon(s.readDraft(r.Context(), v.Actor, v.frame.Today, one))
	return s.redirect(w, r, "/import/"+one.ID+"?done=import.mapped")
}

// sheetOf is the first sheet of a layout.
func sheetOf(seen draftSeen, layout string) *app.LedgerSheet {
	if seen.File == nil {
		return nil
	}
	for i := range seen.File.Sheets {
		if s := &seen.File.Sheets[i]; s.Layout == layout && s.Role == app.RoleProjects {
			return s
		}
	}
	return nil
}

// choicePrefix begins the names of the fields that decide about rows.
const choicePrefix = "row:"

// importChoose keeps the decisions and works out the difference anew.
func (s *Server) importChoose(w http.ResponseWriter, r *http.Request, v *visit) error {
	one, err := s.drafts.find(v.Actor, r.PathValue("draft"))
	if err != nil {
		return err
	}
	if one.look().busy() {
		return s.redirect(w, r, "/import/"+one.ID)
	}
	choices := maps.Clone(one.look().Choices)
	if choices == nil {
		choices = map[string]string{}
	}
	for name, values := range r.PostForm {
		if row, is := strings.CutPrefix(name, choicePrefix); is && len(values) > 0 && values[0] != "" {
			choices[row] = values[0]
		}
	}
	one.set(func(d *draftSeen) { d.Choices = choices })
	if one.look().File == nil {
		soon(s.readDraft(r.Context(), v.Actor, v.frame.Today, one))
	} else if err := s.diffAgain(r.Context(), v.Actor, one); err != nil {
		return err
	}
	return s.redirect(w, r, "/import/"+one.ID+"#changes")
}
