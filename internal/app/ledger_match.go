package app

import (
	"cmp"
	"strings"

	"guatu/internal/access"
	"guatu/internal/ident"
	"guatu/internal/lifecycle"
)

// A Match says how a ledger row was found among the projects known.
type Match string

const (
	MatchCode    Match = "code"   // the same project code
	MatchCredit  Match = "credit" // the same credit code and the same name
	MatchName    Match = "name"   // the same normalised name in the same unit
	MatchChosen  Match = "chosen" // said so by the person importing
	MatchNone    Match = "none"
	MatchSimilar Match = "similar" // only looks like another: proposed, never merged
)

// A book is the projects known, by every key a row can be matched with.
type book struct {
	byCode, byCredit, byName map[string]*dossier
	names                    *lifecycle.NameIndex
	listed                   []*dossier // in the order of names
}

// newBook indexes the projects a scope sees.
func newBook(f *facts, scope access.Scope) *book {
	b := &book{byCode: map[string]*dossier{}, byCredit: map[string]*dossier{}, byName: map[string]*dossier{}}
	var names []string
	for _, d := range f.dossiers {
		p := d.project
		if !scope.Sees(subjectOf(d)) {
			continue
		}
		b.add(d)
		b.listed = append(b.listed, d)
		names = append(names, lifecycle.NameKey(p.Name, p.Enterprise))
	}
	b.names = lifecycle.NewNameIndex(names)
	return b
}

// subjectOf is what a scope is asked about.
func subjectOf(d *dossier) access.Subject {
	return access.Subject{Unit: d.project.Unit, Park: d.project.Park, EnterpriseCode: d.project.EnterpriseCode}
}

// add keeps the first of two projects with one key: the elder is the register's.
func (b *book) add(d *dossier) {
	p := d.project
	for _, name := range append([]string{p.Name}, p.FormerNames...) {
		key := lifecycle.NameKey(name, p.Enterprise)
		keep(b.byName, p.Unit+"\n"+key, d)
		if p.EnterpriseCode != "" {
			keep(b.byCredit, p.EnterpriseCode+"\n"+key, d)
		}
	}
	if p.Code != "" {
		keep(b.byCode, p.Code, d)
	}
}

func keep(in map[string]*dossier, key string, d *dossier) {
	if _, there := in[key]; !there {
		in[key] = d
	}
}

// find looks a row up: project code, then credit code and name, then name and
// unit. A code that fails its own check is no key.
func (b *book) find(row *LedgerRow, unit string) (*dossier, Match) {
	key := lifecycle.NameKey(row.Name, row.Enterprise)
	if row.Code != "" {
		if d, ok := b.byCode[row.Code]; ok {
			return d, MatchCode
		}
	}
	if row.EnterpriseCode != "" && ident.USCI(row.EnterpriseCode) == nil {
		if d, ok := b.byCredit[row.EnterpriseCode+"\n"+key]; ok {
			return d, MatchCredit
		}
	}
	if d, ok := b.byName[unit+"\n"+key]; ok && !contradicts(row, d.project) {
		return d, MatchName
	}
	return nil, MatchNone
}

// contradicts tells that codes on both sides say they are two projects.
func contradicts(row *LedgerRow, p *lifecycle.Project) bool {
	return row.Code != "" && p.Code != "" && row.Code != p.Code
}

// similar proposes projects whose names look alike.
func (b *book) similar(row *LedgerRow) []*dossier {
	var list []*dossier
	for _, hit := range b.names.Similar(lifecycle.NameKey(row.Name, row.Enterprise), similarEnough, 3) {
		if d := b.listed[hit.Index]; !contradicts(row, d.project) {
			list = append(list, d)
		}
	}
	return list
}

// similarEnough is the share of bigrams two names must have in common to be
// shown side by side; people decide.
const similarEnough = 0.75

// containsPlace tells whether a place names a unit.
func containsPlace(place, name string) bool { return name != "" && strings.Contains(place, name) }

// industryOf is industryCode with memory: a ledger says few words many times.
func (in *intake) industryOf(text string) string {
	code, known := in.industries[text]
	if !known {
		code = industryCode(text)
		in.industries[text] = code
	}
	return code
}

// industryCode reads an industry as offices write it: a code, or its name.
func industryCode(text string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	if i, err := ident.IndustryOf(text); err == nil {
		return i.Code
	}
	if list := ident.IndustriesNamed(text); len(list) == 1 {
		return list[0].Code
	}
	return ""
}

// columnRef is how a row is named to people: sheet!row.
func columnRef(row *LedgerRow) string { return cmp.Or(row.Sheet, "") + "!" + itoa(row.Row) }
