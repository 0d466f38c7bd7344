package app

import (
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// A ClaimBack is a claim that came back to its unit, with who sent it and why: what
// the clerk has to mend.
type ClaimBack struct {
	Claim       string               `json:"claim"`
	Project     string               `json:"project"`
	ProjectName string               `json:"project_name"`
	Stage       lifecycle.Stage      `json:"stage"`
	State       lifecycle.ClaimState `json:"state"` // sent back, or revoked
	Day         workday.Date         `json:"day"`
	Name        string               `json:"name"`    // who decided it
	Reasons     []string             `json:"reasons"` // in words
	Note        string               `json:"note,omitempty"`
}

// dayBacks bounds the list of a day; the rest is on the desk.
const dayBacks = 12

// backOf is the claim of a case if it came back; nil else.
func backOf(c lifecycle.Case, now lifecycle.Standing) *ClaimBack {
	if now.State != lifecycle.SentBack && now.State != lifecycle.Revoked || now.Decided == nil {
		return nil
	}
	d := now.Decided
	b := &ClaimBack{Claim: c.Claim.ID, Project: c.Project.ID, ProjectName: c.Project.Name, Stage: c.Claim.Stage, State: now.State, Day: d.Day, Name: d.Name, Reasons: []string{}, Note: d.Note}
	for _, code := range d.Reasons {
		b.Reasons = append(b.Reasons, c.Rules.ReasonName(code))
	}
	return b
}
