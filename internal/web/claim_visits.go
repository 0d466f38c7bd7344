package web

import (
	"net/http"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/web/ui"
)

// The field visits of a claim: what somebody saw on the spot before it is decided.

// claimVisits are the visits beside a claim.
type claimVisits struct {
	Entries []ui.Entry
	All     string // where all of them are listed
	Form    string // where another is written; "" for those who may not, or when it is decided
}

// claimVisitsShown bounds the list beside a claim.
const claimVisitsShown = 5

func (s *Server) claimVisits(r *http.Request, v *visit, c *app.ClaimPage, m app.Moment) (*claimVisits, error) {
	ctx := r.Context()
	list, err := s.App.Visits(ctx, v.Actor, app.VisitFilter{Moment: m, Claim: c.Claim.ID, Size: claimVisitsShown})
	if err != nil {
		return nil, err
	}
	p := &claimVisits{All: address("/visits", "claim", c.Claim.ID)}
	if v.Can(access.NoteVisit) && openClaim(c.Standing.State) && c.On == v.frame.Today {
		p.Form = visitURL(c.Project.Project.ID)
	}
	if list.Count == 0 && p.Form == "" {
		return nil, nil
	}
	for _, row := range list.Rows {
		e := ui.Entry{Title: row.Day.String() + " " + row.Name, Href: siteVisitURL(row.Project, row.ID), Note: row.Image}
		for _, a := range row.Unlike {
			e.Why = append(e.Why, a.Name+ui.T(ctx, "：")+termOf(ctx, "seen", a.Answer))
		}
		p.Entries = append(p.Entries, e)
	}
	return p, nil
}
