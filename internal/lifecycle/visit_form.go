package lifecycle

import (
	"slices"

	"guatu/internal/fault"
	"guatu/internal/money"
	"guatu/internal/workday"
)

// A VisitForm is what is looked at on a site (现场核查要点), and which projects are to
// be looked at. It is data of the ruleset; every question names its source.
type VisitForm struct {
	Questions []VisitQuestion `json:"questions"`
	// Stages are those whose claims are looked at on the site before they are
	// recognised; from Least on, a stated stage without a claim too, for Recent days.
	Stages []Stage    `json:"stages,omitempty"`
	Least  money.Yuan `json:"least,omitempty"`
	Recent int        `json:"recent,omitempty"`
	// CorrectDays after the day on the site a record may still be mended by the
	// one who made it.
	CorrectDays int    `json:"correct_days"`
	Source      string `json:"source"`
}

// A VisitQuestion is one thing looked at, answered yes or no.
type VisitQuestion struct {
	For
	Code   string  `json:"code"`
	Name   string  `json:"name"`
	Stages []Stage `json:"stages,omitempty"` // for which it is asked; none means all
	// Expect is the answer that needs no further word; any other needs a note.
	Expect string `json:"expect,omitempty"`
	Source string `json:"source"`
}

// Answers of a visit's question.
const (
	SeenYes = "yes"
	SeenNo  = "no"
)

// Check reports everything in the form that cannot be.
func (f *VisitForm) Check() error {
	var wrong fault.List
	seen := map[string]bool{}
	for _, q := range f.Questions {
		wrong.Check(q.Code != "" && q.Name != "" && q.Source != "", "visit_form", "ruleset.visit_question", "code", q.Code)
		wrong.Check(!seen[q.Code], "visit_form", "ruleset.twice", "code", q.Code)
		wrong.Check(slices.Contains([]string{"", SeenYes, SeenNo}, q.Expect), "visit_form", "ruleset.visit_expect", "code", q.Code, "text", q.Expect)
		seen[q.Code] = true
		for _, s := range q.Stages {
			wrong.Check(s.Known(), "visit_form", "ruleset.visit_stage", "code", q.Code, "text", string(s))
		}
	}
	for _, s := range f.Stages {
		wrong.Check(s.Known(), "visit_form", "ruleset.visit_stage", "code", "stages", "text", string(s))
	}
	wrong.Check(f.CorrectDays >= 0 && f.CorrectDays <= 366 && f.Recent >= 0 && f.Recent <= 366 && f.Least >= 0, "visit_form", "ruleset.visit_days")
	return wrong.Err()
}

// Asks are the questions for a project of a kind and a tier, at a stage.
func (f *VisitForm) Asks(s Stage, kind, tier string) []VisitQuestion {
	var list []VisitQuestion
	for _, q := range f.Questions {
		if q.Holds(kind, tier) && (len(q.Stages) == 0 || slices.Contains(q.Stages, s)) {
			list = append(list, q)
		}
	}
	return list
}

// Question finds one by its code.
func (f *VisitForm) Question(code string) (VisitQuestion, bool) {
	i := slices.IndexFunc(f.Questions, func(q VisitQuestion) bool { return q.Code == code })
	if i < 0 {
		return VisitQuestion{}, false
	}
	return f.Questions[i], true
}

// A VisitCall is why a project is to be looked at on its site.
type VisitCall struct {
	Stage Stage        `json:"stage"`
	Claim string       `json:"claim,omitempty"`
	Since workday.Date `json:"since,omitzero"`
	// Must says that it is of a size that has to be looked at on the site.
	Must bool `json:"must,omitempty"`
}

// Call tells whether a project is to be looked at on a day: a stage of it waits to
// be recognised and nobody has been there since.
func (b *Bench) Call(f *VisitForm, l Life, visits []Visit) (VisitCall, bool) {
	s := b.Next(l).Pending
	if s == "" || !slices.Contains(f.Stages, s) {
		return VisitCall{}, false
	}
	c := VisitCall{Stage: s, Must: f.Least > 0 && l.Project.Total.OK && l.Project.Total.Yuan >= f.Least, Since: l.Project.Fact(s).DeclaredOn.First}
	if claim, now := b.openClaim(l, s); claim != nil {
		c.Claim, c.Since = claim.ID, now.Declared.Day
	} else if !c.Must || c.Since.IsZero() || int(b.Today-c.Since) > f.Recent {
		return VisitCall{}, false
	}
	been := func(v Visit) bool {
		return v.Day <= b.Today && (v.Claim == c.Claim && c.Claim != "" || v.Day >= c.Since)
	}
	return c, !slices.ContainsFunc(visits, been)
}

// openClaim is the claim to a stage while it waits for somebody other than its unit.
func (b *Bench) openClaim(l Life, s Stage) (*Claim, Standing) {
	c := b.Case(l, s)
	if c.Claim == nil {
		return nil, Standing{}
	}
	now := c.Standing()
	if !now.State.open() || now.Declared == nil {
		return nil, now
	}
	return c.Claim, now
}
