package app

import (
	"guatu/internal/access"
	"guatu/internal/score"
)

// A ScoreDay is what a person's day has of results and warnings: those that wait for
// them, and results that lie open to their unit's objection.
type ScoreDay struct {
	Results  []PublicationRow `json:"results,omitempty"`
	Open     []PublicationRow `json:"open,omitempty"`
	Warnings []WarningRow     `json:"warnings,omitempty"`
}

// scoreDay gathers it; nil where nothing waits.
func scoreDay(fig *figured, who access.Actor) *ScoreDay {
	if !who.Can(access.ReadPublication) {
		return nil
	}
	var d ScoreDay
	for i := range fig.facts.publications {
		p := &fig.facts.publications[i]
		row, ok := fig.publicationRow(p, who)
		switch {
		case !ok:
		case row.Mine:
			d.Results = append(d.Results, row)
		case row.State == score.Open && fig.rightOf(score.Object, p, who):
			d.Open = append(d.Open, row)
		}
	}
	for i := range fig.facts.warnings {
		if row, ok := fig.warningRow(&fig.facts.warnings[i], who); ok && row.Mine {
			d.Warnings = append(d.Warnings, row)
		}
	}
	if len(d.Results)+len(d.Open)+len(d.Warnings) == 0 {
		return nil
	}
	return &d
}
