package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// A VisitFilter says which records of visits. It counts nobody: a visit is no
// attendance.
type VisitFilter struct {
	Moment
	Project string       `json:"project,omitempty" query:"project"`
	Claim   string       `json:"claim,omitempty" query:"claim"`
	Unit    []string     `json:"unit,omitempty" query:"unit" doc:"units; what is below them counts too"`
	Query   string       `json:"q,omitempty" query:"q" maxLength:"100" doc:"part of a project's name or enterprise"`
	From    workday.Date `json:"from,omitzero" query:"from"`
	Unlike  bool         `json:"unlike,omitempty" query:"unlike" doc:"only those that found something other than expected"`
	Page    int          `json:"page,omitempty" query:"page" minimum:"0" maximum:"100000"`
	Size    int          `json:"size,omitempty" query:"size" minimum:"0" maximum:"500"`
}

// A VisitTable is the records of a filter, the latest day first.
type VisitTable struct {
	Filter VisitFilter  `json:"-"`
	On     workday.Date `json:"on"`
	Known  int64        `json:"known"`
	Count  int          `json:"count"`
	Rows   []VisitRow   `json:"rows"`
}

// A VisitRow is one record beside its project.
type VisitRow struct {
	lifecycle.Visit
	ProjectName string          `json:"project_name"`
	Unit        string          `json:"unit_name"`
	Stage       lifecycle.Stage `json:"stage,omitempty"`  // of the claim it verifies
	Photos      int             `json:"photos"`           // files of the evidence made on it
	Unlike      []VisitAnswer   `json:"unlike,omitempty"` // answers that are not what was expected
}

// A VisitAnswer is one answer in the words of the form.
type VisitAnswer struct {
	lifecycle.Seen
	Name   string `json:"name"`
	Unlike bool   `json:"unlike,omitempty"`
}

// Visits are the records in the actor's scope.
func (a *App) Visits(ctx context.Context, who access.Actor, f VisitFilter) (*VisitTable, error) {
	if err := may(who, access.ReadProjects); err != nil {
		return nil, err
	}
	fig, err := a.at(ctx, who, f.Moment)
	if err != nil {
		return nil, err
	}
	m, err := ProjectFilter{Unit: f.Unit, Query: f.Query}.ready(fig.facts)
	if err != nil {
		return nil, err
	}
	f.Size, f.Page = cmp.Or(f.Size, pageSize), max(1, f.Page)
	t := &VisitTable{Filter: f, On: fig.on, Known: fig.facts.n, Rows: []VisitRow{}}
	for _, r := range fig.seen(who.Scope(), m.holds) {
		for i := range r.dossier.visits {
			if row := visitRow(fig, r, &r.dossier.visits[i]); f.holds(row, fig.on) {
				t.Rows = append(t.Rows, row)
			}
		}
	}
	slices.SortStableFunc(t.Rows, func(a, b VisitRow) int {
		return cmp.Or(-cmp.Compare(a.Day, b.Day), strings.Compare(a.ID, b.ID))
	})
	t.Count = len(t.Rows)
	from := min((f.Page-1)*f.Size, t.Count)
	t.Rows = t.Rows[from:min(from+f.Size, t.Count)]
	return t, nil
}

func (f *VisitFilter) holds(r VisitRow, on workday.Date) bool {
	return r.Day <= on && r.Day >= f.From && (f.Project == "" || r.Project == f.Project) && (f.Claim == "" || r.Claim == f.Claim) &&
		(!f.Unlike || len(r.Unlike) > 0)
}

func visitRow(fig *figured, r *ProjectRow, v *lifecycle.Visit) VisitRow {
	row := VisitRow{Visit: *v, ProjectName: r.Project.Name, Unit: r.Unit}
	for i := range r.dossier.claims {
		if c := &r.dossier.claims[i]; c.ID == v.Claim {
			row.Stage = c.Stage
		}
	}
	for _, e := range r.dossier.evidence {
		if e.Visit == v.ID && !e.Dropped {
			row.Photos += len(e.Files)
		}
	}
	for _, s := range answersOf(fig, v) {
		if s.Unlike {
			row.Unlike = append(row.Unlike, s)
		}
	}
	return row
}

// answersOf are a record's answers in the words of the rules of the day, or of any
// that asked them.
func answersOf(fig *figured, v *lifecycle.Visit) []VisitAnswer {
	list := []VisitAnswer{}
	for _, s := range v.Seen {
		out := VisitAnswer{Seen: s, Name: s.Question}
		for _, form := range append([]*lifecycle.VisitForm{&fig.set.Visit}, formsOf(fig.facts.sets)...) {
			if q, ok := form.Question(s.Question); ok {
				out.Name, out.Unlike = q.Name, q.Unlike(s.Answer)
				break
			}
		}
		list = append(list, out)
	}
	return list
}

// A SiteVisit is one record with everything its printed form shows.
type SiteVisit struct {
	VisitRow
	On      workday.Date    `json:"on"`
	Known   int64           `json:"known"`
	Of      *ProjectRow     `json:"of"`
	Answers []VisitAnswer   `json:"answers"`
	From    string          `json:"verifier_unit,omitempty"` // where the verifier sits
	Phone   string          `json:"verifier_phone,omitempty"`
	Shown   []MaterialGroup `json:"materials"`      // the evidence made on it
	Mend    bool            `json:"mend,omitempty"` // the reader may still mend it
}

// SiteVisit is one record; outside the actor's scope it is not found.
func (a *App) SiteVisit(ctx context.Context, who access.Actor, project, id string, m Moment) (*SiteVisit, error) {
	fig, row, err := a.row(ctx, who, project, m)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(row.dossier.visits, func(v lifecycle.Visit) bool { return v.ID == id && v.Day <= fig.on })
	if i < 0 {
		return nil, fault.New(fault.NotFound, "visit.not_found")
	}
	v := &row.dossier.visits[i]
	out := &SiteVisit{VisitRow: visitRow(fig, row, v), On: fig.on, Known: fig.facts.n, Of: row, Answers: answersOf(fig, v)}
	if p := fig.facts.people[v.Who]; who.Scope().Enterprise() == "" {
		out.From, out.Phone = fig.facts.tree.Name(p.Unit), p.Phone
	}
	out.Shown = photosOf(fig, row, who, v.ID)
	life := row.dossier.life(row.Tier)
	in := VisitNote{Project: project, Version: v.Version}
	out.Mend = who.Can(access.NoteVisit) && mendable(v, in, life, visitRules(fig.facts.sets, fig.on), who) == nil
	return out, nil
}

// photosOf are the pieces of evidence made on a visit, by kind.
func photosOf(fig *figured, row *ProjectRow, who access.Actor, visit string) []MaterialGroup {
	v := materialView{fig: fig, row: row, who: who, names: fig.facts.people}
	v.find(nil)
	page := &Materials{Kinds: fig.set.Recognition.Kinds, Groups: []MaterialGroup{}}
	for i := range row.dossier.evidence {
		if e := &row.dossier.evidence[i]; e.Visit == visit && !e.Dropped && e.Day <= fig.on {
			page.add(v.material(e))
		}
	}
	page.order()
	return page.Groups
}
