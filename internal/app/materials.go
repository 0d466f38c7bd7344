package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/geo"
	"guatu/internal/lifecycle"
	"guatu/internal/photo"
	"guatu/internal/workday"
)

// Materials are the evidence of a project (佐证材料), by kind, with what the next
// stage still needs and what was found at each file.
type Materials struct {
	On     workday.Date             `json:"on"`
	Stage  lifecycle.Stage          `json:"stage,omitempty"` // the next one
	Lacks  []MaterialLack           `json:"lacks"`           // of evidence, for it
	Groups []MaterialGroup          `json:"groups"`          // in the order of the rules
	Void   []Material               `json:"void,omitempty"`  // dropped
	Kinds  []lifecycle.EvidenceKind `json:"-"`
	Count  int                      `json:"count"` // of pieces that count
	Files  int                      `json:"files"`
	Bytes  int64                    `json:"bytes"`
}

// A MaterialLack is evidence a stage still needs; of several kinds one will do.
type MaterialLack struct {
	lifecycle.Lack
	Names []string `json:"names"`        // of the kinds
	ID    string   `json:"id,omitempty"` // the piece that is there and not whole
}

// A MaterialGroup is the evidence of one kind.
type MaterialGroup struct {
	Kind  string     `json:"kind"`
	Name  string     `json:"name"`
	Items []Material `json:"items"`
}

// A Material is one piece of evidence as a page shows it.
type Material struct {
	lifecycle.Evidence
	KindName string         `json:"kind_name"`
	ByName   string         `json:"by_name,omitempty"`
	Missing  []string       `json:"missing,omitempty"` // fields of the certificate, or "file"
	Expired  bool           `json:"expired,omitempty"` // its last day is over
	Mend     bool           `json:"mend,omitempty"`    // the reader may change it or declare it void
	Files    []MaterialFile `json:"files,omitempty"`
}

// A MaterialFile is a file with what was found at it.
type MaterialFile struct {
	lifecycle.File
	ByName   string            `json:"by_name,omitempty"`
	Inline   bool              `json:"inline,omitempty"`  // a browser may show it in place
	Picture  bool              `json:"picture,omitempty"` // it has a small picture
	Metres   *int              `json:"metres,omitempty"`  // from where the project stands
	Findings []MaterialFinding `json:"findings,omitempty"`
}

// A MaterialFinding is a finding in the words of the place. Of a project outside
// the reader's scope nothing is said but that it has the photo too.
type MaterialFinding struct {
	lifecycle.Finding
	Name        string             `json:"name"`
	Severity    lifecycle.Severity `json:"severity"`
	WithKind    string             `json:"with_kind,omitempty"`
	WithProject string             `json:"with_project,omitempty"`
	Hidden      bool               `json:"hidden,omitempty"`
}

// Materials of a project as known at a moment; outside the scope it is not found.
func (a *App) Materials(ctx context.Context, who access.Actor, id string, m Moment) (*Materials, error) {
	fig, row, err := a.row(ctx, who, id, m)
	if err != nil {
		return nil, err
	}
	v := materialView{fig: fig, row: row, who: who, names: fig.facts.people}
	v.find(a.doubtsOn(who.Tenant(), fig)[row.at])
	page := &Materials{On: fig.on, Stage: row.Next.Stage, Lacks: v.lacks(), Kinds: fig.set.Recognition.Kinds, Groups: []MaterialGroup{}}
	for i := range row.dossier.evidence {
		e := &row.dossier.evidence[i]
		if e.Day > fig.on {
			continue
		}
		item := v.material(e)
		if e.Dropped {
			page.Void = append(page.Void, item)
			continue
		}
		page.Count++
		for _, f := range item.Files {
			page.Files++
			page.Bytes += f.Size
		}
		page.add(item)
	}
	page.order()
	return page, nil
}

// add puts a piece with those of its kind.
func (p *Materials) add(item Material) {
	for i := range p.Groups {
		if p.Groups[i].Kind == item.Kind {
			p.Groups[i].Items = append(p.Groups[i].Items, item)
			return
		}
	}
	p.Groups = append(p.Groups, MaterialGroup{Kind: item.Kind, Name: item.KindName, Items: []Material{item}})
}

// order brings the groups into the order of the rules; kinds the rules have
// dropped come last.
func (p *Materials) order() {
	var list []MaterialGroup
	taken := map[string]bool{}
	for _, k := range p.Kinds {
		for _, g := range p.Groups {
			if g.Kind == k.Code {
				list, taken[g.Kind] = append(list, g), true
			}
		}
	}
	for _, g := range p.Groups {
		if !taken[g.Kind] {
			list = append(list, g)
		}
	}
	p.Groups = list
}

// A materialView writes evidence out for one reader.
type materialView struct {
	fig   *figured
	row   *ProjectRow
	who   access.Actor
	names map[string]access.Person
	found map[string][]MaterialFinding // by evidence and hash
}

// find gathers what is found at each file: by looking at the project's own photos,
// and by its doubts about those that other projects have too.
func (v *materialView) find(doubts []lifecycle.Doubt) {
	all := lifecycle.Findings(toldOf(v.row), v.row.dossier.visits, v.fig.set.Checks, v.fig.on)
	for i := range doubts {
		all = append(all, doubts[i].Findings()...)
	}
	v.found = map[string][]MaterialFinding{}
	for _, f := range all {
		key := f.Evidence + " " + f.File
		v.found[key] = append(v.found[key], v.finding(f))
	}
}

func (v *materialView) finding(f lifecycle.Finding) MaterialFinding {
	out := MaterialFinding{Finding: f, Name: f.Check}
	if c := checkOf(v.fig.set.Checks, f.Check); c != nil {
		out.Name, out.Severity = c.Name, c.Severity
	}
	if f.With == nil {
		return out
	}
	out.WithKind = v.fig.set.Recognition.KindName(f.With.What)
	if f.With.Project == "" {
		return out
	}
	if i, ok := v.fig.facts.index[f.With.Project]; ok && v.who.Scope().Sees(v.fig.rows[i].Subject()) {
		out.WithProject = v.fig.rows[i].Project.Name
		return out
	}
	out.With, out.WithKind, out.Hidden = nil, "", true
	return out
}

func (v *materialView) material(e *lifecycle.Evidence) Material {
	rules := &v.fig.set.Recognition
	kind, _ := rules.Kind(e.Kind)
	m := Material{Evidence: *e, KindName: rules.KindName(e.Kind), ByName: v.nameOf(e.By), Missing: e.Missing(kind), Expired: !e.Until.IsZero() && e.Until.Last() < v.fig.on,
		Mend: !e.Dropped && v.who.Can(access.KeepEvidence) && ownPaper(v.who, e, v.names[e.By])}
	for _, f := range e.Files {
		if f.Day <= v.fig.on {
			m.Files = append(m.Files, v.file(e.ID, f))
		}
	}
	return m
}

func (v *materialView) file(evidence string, f lifecycle.File) MaterialFile {
	kind := photo.KindOf(f.Media)
	out := MaterialFile{File: f, ByName: v.nameOf(f.By), Inline: kind.Inline(), Picture: kind.Drawable(), Findings: v.found[evidence+" "+f.Hash]}
	if at := v.row.Project.At; at != nil && f.At != nil {
		out.Metres = new(int(geo.Metres(*at, *f.At)))
	}
	return out
}

// nameOf is a person's name; an enterprise reads those of its own alone.
func (v *materialView) nameOf(id string) string {
	p := v.names[id]
	if own := v.who.Scope().Enterprise(); own != "" && p.Enterprise != own {
		return ""
	}
	return p.Name
}

// lacks is what the next stage still needs of evidence.
func (v *materialView) lacks() []MaterialLack {
	list := []MaterialLack{}
	life := v.row.dossier.life(v.row.Tier)
	for _, l := range life.Lacks(&v.fig.set.Recognition, v.row.Next.Stage, v.fig.on) {
		if len(l.Evidence) == 0 {
			continue
		}
		out := MaterialLack{Lack: l}
		for _, kind := range l.Evidence {
			out.Names = append(out.Names, v.fig.set.Recognition.KindName(kind))
		}
		for _, e := range v.row.dossier.evidence {
			if len(l.Parts) > 0 && !e.Dropped && e.Kind == l.Evidence[0] {
				out.ID = e.ID
			}
		}
		list = append(list, out)
	}
	return list
}
