package ruleset

import (
	"guatu/internal/fault"
	"guatu/internal/score"
)

// The section publications as people write it.

type publicationSection struct {
	Publications *publicationsLine `yaml:"publications"`
}

type publicationsLine struct {
	Source        string     `yaml:"source"`
	ObjectionDays int        `yaml:"objection_days"`
	AnswerDays    int        `yaml:"answer_days"`
	Ladder        []rungLine `yaml:"ladder"`
}

type rungLine struct {
	Code, Name, Source string
	Days               int
	Interview          bool
}

// publishing reads the section; one left out is the default's.
func (f *file) publishing(s *Set, wrong *fault.List) {
	line := f.Publish.Publications
	if line == nil {
		s.Publications = fallback.Publications
		return
	}
	s.Publications = score.PublicationRules{Source: line.Source, ObjectionDays: line.ObjectionDays, AnswerDays: line.AnswerDays}
	for _, r := range line.Ladder {
		s.Publications.Ladder = append(s.Publications.Ladder, score.Rung{Code: r.Code, Name: r.Name, Days: r.Days, Interview: r.Interview, Source: r.Source})
	}
	wrong.Add(s.Publications.Check())
}
