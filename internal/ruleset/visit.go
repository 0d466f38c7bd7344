// The section visit_form as people write it: what is looked at on a site.

package ruleset

import (
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
)

// visitSection is the form of field visits; a place that leaves it out has the
// default's.
type visitSection struct {
	Form *visitLine `yaml:"visit_form"`
}

type visitLine struct {
	Stages      []lifecycle.Stage
	Least       string // 亿元
	Recent      int    `yaml:"recent_days"`
	CorrectDays int    `yaml:"correct_days"`
	Source      string
	Questions   []questionLine
}

type questionLine struct {
	Code, Name, Expect, Source string
	Stages                     []lifecycle.Stage
	Kinds, Except, Tiers       []string
}

// form turns the section into the typed form.
func (f *visitSection) form(wrong *fault.List) lifecycle.VisitForm {
	l := f.Form
	if l == nil {
		if fallback == nil {
			return lifecycle.VisitForm{}
		}
		return fallback.Visit
	}
	out := lifecycle.VisitForm{Stages: l.Stages, Recent: l.Recent, CorrectDays: l.CorrectDays, Source: l.Source}
	if l.Least != "" {
		var ok bool
		out.Least, ok = yuan(l.Least)
		wrong.Check(ok, "visit_form", "ruleset.amount", "code", "least", "text", l.Least)
	}
	for _, q := range l.Questions {
		out.Questions = append(out.Questions, lifecycle.VisitQuestion{For: lifecycle.For{Kinds: q.Kinds, Except: q.Except, Tiers: q.Tiers},
			Code: q.Code, Name: q.Name, Stages: q.Stages, Expect: q.Expect, Source: q.Source})
	}
	wrong.Add(out.Check())
	return out
}
