package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// A CertificateFilter says which evidence (查证件).
type CertificateFilter struct {
	Moment
	Query string   `json:"q,omitempty" query:"q" maxLength:"100" doc:"part of a number, holder, issuer or title"`
	Unit  []string `json:"unit,omitempty" query:"unit" doc:"units; what is below them counts too"`
	Kind  []string `json:"kind,omitempty" query:"kind" doc:"kinds of evidence"`
	Page  int      `json:"page,omitempty" query:"page" minimum:"0" maximum:"100000"`
	Size  int      `json:"size,omitempty" query:"size" minimum:"0" maximum:"500"`
}

// A CertificateTable is one page of what was found.
type CertificateTable struct {
	Filter CertificateFilter        `json:"-"`
	On     workday.Date             `json:"on"`
	Known  int64                    `json:"known"`
	Count  int                      `json:"count"`
	Rows   []CertificateRow         `json:"rows"`
	Kinds  []lifecycle.EvidenceKind `json:"-"`
}

// A CertificateRow is one piece of evidence beside its project.
type CertificateRow struct {
	Material
	Project CertificateProject `json:"of"`
}

// A CertificateProject is enough of a project to show it beside its evidence.
type CertificateProject struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Unit string `json:"unit_name"`
}

// Certificates finds evidence by what stands on it, among the projects the actor
// sees; those that bear the number stand first. What was dropped is left out.
func (a *App) Certificates(ctx context.Context, who access.Actor, f CertificateFilter) (*CertificateTable, error) {
	fig, rows, err := a.choose(ctx, who, ProjectFilter{Moment: f.Moment, Unit: f.Unit})
	if err != nil {
		return nil, err
	}
	f.Size, f.Page, f.Query = cmp.Or(f.Size, pageSize), max(1, f.Page), strings.TrimSpace(f.Query)
	t := &CertificateTable{Filter: f, On: fig.on, Known: fig.facts.n, Kinds: fig.set.Recognition.Kinds}
	type hit struct {
		row      *ProjectRow
		e        *lifecycle.Evidence
		numbered bool
	}
	var hits []hit
	for _, r := range rows {
		for i := range r.dossier.evidence {
			e := &r.dossier.evidence[i]
			if numbered, ok := f.holds(e, fig.on); ok {
				hits = append(hits, hit{r, e, numbered})
			}
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		if a.numbered == b.numbered {
			return 0
		}
		if a.numbered {
			return -1
		}
		return 1
	})
	t.Count = len(hits)
	from := min((f.Page-1)*f.Size, len(hits))
	t.Rows = make([]CertificateRow, 0, f.Size)
	for _, h := range hits[from:min(from+f.Size, len(hits))] {
		v := materialView{fig: fig, row: h.row, who: who, names: fig.facts.people}
		t.Rows = append(t.Rows, CertificateRow{v.material(h.e), CertificateProject{h.row.Project.ID, h.row.Project.Name, h.row.Unit}})
	}
	return t, nil
}

// holds tells whether a piece passes the filter, and whether it is by its number.
func (f CertificateFilter) holds(e *lifecycle.Evidence, on workday.Date) (numbered, ok bool) {
	if e.Dropped || e.Day > on || len(f.Kind) > 0 && !slices.Contains(f.Kind, e.Kind) {
		return false, false
	}
	if f.Query == "" || e.NumberLike(f.Query) {
		return f.Query != "", true
	}
	words := strings.ToLower(strings.Join([]string{e.Holder, e.Issuer, e.Title, e.Note}, "\n"))
	return false, strings.Contains(words, strings.ToLower(f.Query))
}
