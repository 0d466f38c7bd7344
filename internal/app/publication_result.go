package app

import (
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/score"
)

// A PublicationResult is a publication with its frozen result worked out again from
// what was frozen with it.
type PublicationResult struct {
	*PublicationPage
	League League
	Same   bool     // worked out again it gives what was frozen, to the digit
	Names  []string // what an objection can be about
}

// A PublicationName is enough of a publication to name it and lead to it.
type PublicationName struct {
	ID     string                 `json:"id"`
	Title  string                 `json:"title"`
	Number int                    `json:"number,omitempty"`
	State  score.PublicationState `json:"state"`
}

// A PublicationSheet is one unit's sheet of a publication: every indicator with its
// formula, the values put in, and the records they came from.
type PublicationSheet struct {
	*PublicationPage
	Same  bool
	Row   LeagueRow
	Group string
	Sheet score.Sheet
	Ahead *LeagueRow // who stands next above in the group; nil for the first
}

// PublicationResult shows a publication with its table and lists; NotFound for who
// may not read it yet.
func (a *App) PublicationResult(ctx context.Context, who access.Actor, id string, m Moment) (*PublicationResult, error) {
	page, err := a.Publication(ctx, who, id, m)
	if err != nil {
		return nil, err
	}
	r, facts, err := page.Draft.Rerun()
	if err != nil {
		return nil, err
	}
	out := &PublicationResult{PublicationPage: page, League: leagueOf(r, facts)}
	if out.Names, err = page.Draft.Names(); err != nil {
		return nil, err
	}
	out.Same, err = page.Draft.Same()
	return out, err
}

// PublicationSheet shows the sheet of one unit of a publication.
func (a *App) PublicationSheet(ctx context.Context, who access.Actor, id, unit string, m Moment) (*PublicationSheet, error) {
	page, err := a.Publication(ctx, who, id, m)
	if err != nil {
		return nil, err
	}
	r, facts, err := page.Draft.Rerun()
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(facts.Units, func(u score.Unit) bool { return u.ID == unit })
	if i < 0 {
		return nil, fault.New(fault.NotFound, "publication.no_sheet", "id", unit)
	}
	s := &PublicationSheet{PublicationPage: page, Row: leagueRow(r, facts, i), Group: facts.Units[i].Group, Sheet: r.Sheet(i)}
	for _, k := range r.Order() { // the last that stands above
		if facts.Units[k].Group == s.Group && r.Standing(k).Rank > 0 && r.Standing(k).Rank < s.Sheet.Rank {
			row := leagueRow(r, facts, k)
			s.Ahead = &row
		}
	}
	s.Same, err = page.Draft.Same()
	return s, err
}
