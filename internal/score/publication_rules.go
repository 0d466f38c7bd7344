package score

import "guatu/internal/fault"

// PublicationRules are a place's rules of publishing (ruleset section publications).
type PublicationRules struct {
	ObjectionDays int    `json:"objection_days"` // working days a draft is laid open, at least
	AnswerDays    int    `json:"answer_days"`    // working days in which an objection is answered
	Ladder        []Rung `json:"ladder"`         // of warnings, in the order they climb
	Source        string `json:"source"`
}

// A Rung is one level of a warning (督办单).
type Rung struct {
	Code      string `json:"code"` // blue, yellow, red, interview
	Name      string `json:"name"`
	Days      int    `json:"days"`      // working days to answer it
	Interview bool   `json:"interview"` // the unit's head is called in (约谈)
	Source    string `json:"source"`
}

// Check reports everything in the rules that cannot be.
func (r PublicationRules) Check() error {
	var wrong fault.List
	wrong.Check(r.ObjectionDays > 0 && r.ObjectionDays <= 60, "publications", "ruleset.publication_days", "days", r.ObjectionDays)
	wrong.Check(r.AnswerDays > 0 && r.AnswerDays <= 60, "publications", "ruleset.publication_days", "days", r.AnswerDays)
	wrong.Check(len(r.Ladder) > 0, "publications", "ruleset.ladder_empty")
	wrong.Check(r.Source != "", "publications", "ruleset.source_missing")
	seen := map[string]bool{}
	for _, rung := range r.Ladder {
		wrong.Check(rung.Code != "" && rung.Name != "" && rung.Source != "" && !seen[rung.Code] && rung.Days > 0 && rung.Days <= 60,
			"publications", "ruleset.rung", "code", rung.Code)
		seen[rung.Code] = true
	}
	return wrong.Err()
}
