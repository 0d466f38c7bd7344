// Doubts: what does not fit together, found by comparing instead of asking.

package lifecycle

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"

	"guatu/internal/money"
	"guatu/internal/workday"
)

// A Severity says how urgently a doubt asks for an explanation.
type Severity string

const (
	HighSeverity   Severity = "high"   // 重点核查
	MediumSeverity Severity = "medium" // 需要说明
	LowSeverity    Severity = "low"    // 提示
)

// Severities are all severities, the most urgent first.
var Severities = []Severity{HighSeverity, MediumSeverity, LowSeverity}

// Rank is the place in Severities from 0, the most urgent first.
func (s Severity) Rank() int { return slices.Index(Severities, s) }

// A Doubt (疑点) is one cross-check of one project that did not come out: a
// finding, never a refusal. It carries the records it compared, so that it can
// say why, and a fingerprint of them: an answer holds while it is the same.
type Doubt struct {
	Project  string     `json:"project"`
	Check    string     `json:"check"` // the code of the cross-check
	Compare  Comparison `json:"compare"`
	Severity Severity   `json:"severity"`
	Value    int64      `json:"value,omitempty"` // by how much, in the unit of its Comparison
	Compared []Compared `json:"compared,omitempty"`
	Facts    string     `json:"facts"` // fingerprint
	mark     string     // what else belongs to the fingerprint
}

// A Compared is one record a doubt looked at: What names it ("enterprise",
// "total", an evidence kind, "stage.started", "figure.dispatch",
// "move.dispatch"), the other fields say what it stated.
type Compared struct {
	What    string       `json:"what"`
	Project string       `json:"project,omitempty"` // of another project
	ID      string       `json:"id,omitempty"`      // of the evidence
	File    string       `json:"file,omitempty"`    // its hash
	Text    string       `json:"text,omitempty"`
	On      workday.When `json:"on,omitzero"`
	Amount  money.Opt    `json:"amount,omitzero"`
	// Basis says which of the two facts of a stage it is: "declared" or
	// "recognised"; they are never mixed.
	Basis string `json:"basis,omitempty"`
}

// sealed gives the doubt its fingerprint. What changes from day to day without
// anybody reporting anything (Value) is no part of it.
func (d Doubt) sealed() Doubt {
	text := make([]byte, 0, 512)
	say := func(s string) { text = append(strconv.AppendInt(text, int64(len(s)), 10), s...) }
	say(d.Check)
	say(d.mark)
	for _, r := range d.Compared {
		for _, s := range []string{r.What, r.Project, r.ID, r.File, r.Text, r.On.String(), r.Basis} {
			say(s)
		}
		text = strconv.AppendBool(strconv.AppendInt(text, int64(r.Amount.Yuan), 10), r.Amount.OK)
	}
	sum := sha256.Sum256(text)
	d.Facts = hex.EncodeToString(sum[:8])
	return d
}

// AnswerTo is the last answer given to a doubt as it stands now; nil where there
// is none, or where the facts have changed since.
func (d Doubt) AnswerTo(answers []Answer) *Answer {
	for i := len(answers) - 1; i >= 0; i-- {
		if a := &answers[i]; a.Doubt == d.Check && a.Facts == d.Facts {
			return a
		}
	}
	return nil
}

// A Told is everything told of one project that cross-checks and windows look at.
type Told struct {
	Project  *Project
	Tier     string     // code of its size tier
	Figures  []Figure   // by month
	Evidence []Evidence // in any order
	Paused   bool       // on the day asked for
}

// Doubts are those a project raises by itself on a day, the most urgent first, in
// the order of the checks among equals. What nobody reported raises none, unless
// the check is about a missing thing: not reported is not wrong. A project that
// left the campaign raises none.
func Doubts(t *Told, checks []CrossCheck, on workday.Date) []Doubt {
	l := lookAt(t, on)
	if l.reached == Exited {
		return nil
	}
	var list []Doubt
	for i := range checks {
		c := &checks[i]
		compare := comparisons[c.Compare]
		if compare == nil || !c.applies(t) {
			continue
		}
		if d, found := compare(c, l); found {
			list = append(list, c.doubt(t.Project.ID, d))
		}
	}
	SortDoubts(list)
	return list
}

// SortDoubts puts the most urgent first and leaves equals as they are.
func SortDoubts(list []Doubt) {
	slices.SortStableFunc(list, func(a, b Doubt) int { return a.Severity.Rank() - b.Severity.Rank() })
}

// doubt makes a finding of the check one of a project.
func (c *CrossCheck) doubt(project string, d Doubt) Doubt {
	d.Project, d.Check, d.Compare, d.Severity = project, c.Code, c.Compare, c.Severity
	return d.sealed()
}
