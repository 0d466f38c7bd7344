package score

// Groups are the groups of comparable units, none where the pack leaves them open.
func (p *Pack) Groups() []string { return append([]string(nil), p.groups...) }

// A Heading is one indicator of a pack as a table's column: what it is called, how
// deep it stands, and where in the file.
type Heading struct {
	Name  string `json:"name"`
	Depth int    `json:"depth,omitempty"` // 0: it adds to the total itself
	Line  int    `json:"line"`
	Note  string `json:"note,omitempty"`
	// How it is worked out, as the pack has it; empty where it is the sum of its parts.
	Formula string `json:"formula,omitempty"`
	Weight  string `json:"weight,omitempty"`
	Cap     string `json:"cap,omitempty"`
}

// Headings are the indicators with their parts, in the pack's order.
func (p *Pack) Headings() []Heading { return headings(p.root.parts, 0, nil) }

func headings(items []*item, depth int, all []Heading) []Heading {
	for _, it := range items {
		h := Heading{Name: it.name, Depth: depth, Line: it.line, Note: it.note, Weight: it.weight.said(), Cap: it.cap.said()}
		if it.formula.given() {
			h.Formula = it.formula.prog.Text()
		}
		all = headings(it.parts, depth+1, append(all, h))
	}
	return all
}

// said is a formula as it was written; nothing where it is not given.
func (t *text) said() string {
	if !t.given() {
		return ""
	}
	return t.source
}

// A ListName is one list of a pack; Bottom tells that it takes the last.
type ListName struct {
	Name   string `json:"name"`
	Bottom bool   `json:"bottom,omitempty"`
	Note   string `json:"note,omitempty"`
}

// ListNames are the lists in the pack's order.
func (p *Pack) ListNames() []ListName {
	var all []ListName
	for _, l := range p.lists {
		all = append(all, ListName{l.name, l.bottom, l.note})
	}
	return all
}

// GradeNames are the grades in the pack's order.
func (p *Pack) GradeNames() []string {
	var all []string
	for _, g := range p.grades {
		all = append(all, g.name)
	}
	return all
}

// Ranks tells whether the pack ranks anybody at all.
func (p *Pack) Ranks() bool { return !p.unranked() }

// ByTotal tells that units are ranked by their total and nothing else.
func (p *Pack) ByTotal() bool { return p.Ranks() && !p.rank.by.given() }

// Together tells that all groups are ranked in one.
func (p *Pack) Together() bool { return p.settings.rankWithin == "all" }
