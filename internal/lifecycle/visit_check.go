// What can be wrong with the record of a visit, and when two say the same.

package lifecycle

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

// visitID is what a device makes as an identifier: UUID-like.
var visitID = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z-]{7,39}$`)

// maxSeen bounds the answers of one record; the default form has some twenty.
const maxSeen = 100

// VisitRules are what a record is held against: the forms it may have been written
// on (one written without network is on the form of the day it was opened), and
// how founding is shown.
type VisitRules struct {
	Forms []*VisitForm
	Rules *Rules
	Today workday.Date
}

// Check reports everything wrong with it in field order. l is the project's.
func (v *Visit) Check(with VisitRules, l Life) error {
	var wrong fault.List
	wrong.Check(visitID.MatchString(v.ID), "id", "visit.id", "id", v.ID)
	wrong.Check(!v.Day.IsZero(), "day", "visit.day_empty")
	wrong.Check(v.Day <= with.Today, "day", "visit.day_future", "on", v.Day.String())
	if founded, paper := l.founded(with.Rules); !founded.IsZero() && !v.Day.IsZero() {
		wrong.Check(v.Day >= founded.First, "day", "visit.before_founding", "on", v.Day.String(), "founded", founded.String(), "paper", paper)
	}
	known := v.Claim == "" || slices.ContainsFunc(l.Claims, func(c Claim) bool { return c.ID == v.Claim })
	wrong.Check(known, "claim", "visit.claim")
	if v.At != nil {
		err := v.At.Check()
		if e, ok := fault.As(err); ok {
			e.At("at")
		}
		wrong.Add(err)
	}
	v.checkSeen(with.Forms, &wrong)
	for _, s := range []struct {
		field, text string
		max         int
	}{{"with", v.With, maxName}, {"image", v.Image, maxText}, {"problems", v.Problems, maxText}, {"opinion", v.Opinion, maxText}} {
		wrong.Check(utf8.RuneCountInString(s.text) <= s.max, s.field, "project.text_long", "max", s.max)
	}
	wrong.Check(v.Says(), "image", "visit.empty")
	return wrong.Err()
}

// checkSeen holds the answers against the forms: each question once, yes or no, and
// a word where it is not what was expected.
func (v *Visit) checkSeen(forms []*VisitForm, wrong *fault.List) {
	wrong.Check(len(v.Seen) <= maxSeen, "seen", "visit.many_answers", "max", maxSeen)
	asked := map[string]bool{}
	for _, s := range v.Seen[:min(len(v.Seen), maxSeen)] {
		at := "seen." + s.Question
		q, known := questionOf(forms, s.Question)
		wrong.Check(known, at, "visit.question", "question", s.Question)
		wrong.Check(!asked[s.Question], at, "visit.twice", "question", q.Name)
		asked[s.Question] = true
		wrong.Check(slices.Contains([]string{"", SeenYes, SeenNo}, s.Answer), at, "visit.answer", "question", q.Name, "text", s.Answer)
		wrong.Check(!q.Unlike(s.Answer) || strings.TrimSpace(s.Note) != "", at+".note", "visit.note_needed", "question", q.Name)
		wrong.Check(utf8.RuneCountInString(s.Note) <= maxName, at+".note", "project.text_long", "max", maxName)
	}
}

// Unlike tells an answer that is not what was expected.
func (q VisitQuestion) Unlike(answer string) bool {
	return answer != "" && q.Expect != "" && answer != q.Expect
}

func questionOf(forms []*VisitForm, code string) (VisitQuestion, bool) {
	for _, f := range forms {
		if q, ok := f.Question(code); ok {
			return q, true
		}
	}
	return VisitQuestion{}, false
}

// Says tells whether anything was seen or written down.
func (v *Visit) Says() bool {
	return v.Image != "" || v.Problems != "" || v.Opinion != "" || slices.ContainsFunc(v.Seen, func(s Seen) bool { return s.Answer != "" || s.Note != "" })
}

// Tidy takes away spaces round words and questions nobody answered.
func (v *Visit) Tidy() {
	v.With, v.Image = strings.TrimSpace(v.With), strings.TrimSpace(v.Image)
	v.Problems, v.Opinion = strings.TrimSpace(v.Problems), strings.TrimSpace(v.Opinion)
	var seen []Seen
	for _, s := range v.Seen {
		s.Note = strings.TrimSpace(s.Note)
		if s.Answer != "" || s.Note != "" {
			seen = append(seen, s)
		}
	}
	v.Seen = seen
}

// Same tells that both say the same of the same project, whatever their versions.
func (v *Visit) Same(o *Visit) bool {
	at := v.At == nil && o.At == nil || v.At != nil && o.At != nil && *v.At == *o.At
	return at && v.Project == o.Project && v.Claim == o.Claim && v.Day == o.Day && v.With == o.With &&
		v.Image == o.Image && v.Problems == o.Problems && v.Opinion == o.Opinion && slices.Equal(v.Seen, o.Seen)
}

// DecidedSince tells whether the claim was decided on a day or later: what a
// decision may have stood on is not changed any more.
func (c *Claim) DecidedSince(day workday.Date) bool {
	return slices.ContainsFunc(c.Steps, func(s ClaimStep) bool {
		return s.Day >= day && (s.Act == Recognise || s.Act == SendBack)
	})
}
