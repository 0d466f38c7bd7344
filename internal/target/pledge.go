// Pledges: what somebody signed for (军令状).

package target

import (
	"slices"
	"strings"
	"unicode/utf8"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

// A Pledge is a signed promise of a unit. It is signed once and not changed: a
// later one stands beside it. What is promised is named by target and by the
// number of its terms, which never change either.
type Pledge struct {
	ID     string       `json:"id"`
	Goal   string       `json:"goal"`
	Unit   string       `json:"unit"`
	Signer string       `json:"signer"` // 立状人
	Post   string       `json:"post"`   // 职务
	To     string       `json:"to"`     // whom it is given to: 市委、市政府
	Text   string       `json:"text,omitempty"`
	Signed workday.Date `json:"signed"`
	Lines  []Line       `json:"lines"`
}

// A Line is one promise of a pledge.
type Line struct {
	Target string `json:"target"`
	Terms  int    `json:"terms"` // number of the terms in force when it was signed
}

// Bounds of a pledge.
const (
	maxPledge = 2000
	maxLines  = 40
)

// Check reports everything wrong with a pledge in field order.
func (p *Pledge) Check() error {
	var wrong fault.List
	wrong.Check(p.Goal != "", "goal", "pledge.goal_empty")
	wrong.Check(p.Unit != "", "unit", "goal.unit_empty")
	wrong.Check(strings.TrimSpace(p.Signer) != "", "signer", "pledge.signer_empty")
	wrong.Check(strings.TrimSpace(p.Post) != "", "post", "pledge.post_empty")
	wrong.Check(strings.TrimSpace(p.To) != "", "to", "pledge.to_empty")
	for _, f := range []struct{ name, text string }{{"signer", p.Signer}, {"post", p.Post}, {"to", p.To}} {
		wrong.Check(utf8.RuneCountInString(f.text) <= maxName, f.name, "goal.name_long", "max", maxName)
	}
	wrong.Check(utf8.RuneCountInString(p.Text) <= maxPledge, "text", "goal.text_long", "max", maxPledge)
	wrong.Check(!p.Signed.IsZero(), "signed", "pledge.signed_empty")
	wrong.Check(len(p.Lines) > 0 && len(p.Lines) <= maxLines, "lines", "pledge.lines", "max", maxLines)
	for i, l := range p.Lines {
		twice := slices.IndexFunc(p.Lines, func(o Line) bool { return o.Target == l.Target }) < i
		wrong.Check(!twice, "lines", "pledge.line_twice")
	}
	return wrong.Err()
}
