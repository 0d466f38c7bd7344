package score

import (
	"slices"
	"strings"
	"unicode/utf8"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/workday"
)

// A Warning asks a unit to mend what put it on the black list or lit its red light
// (督办单). It is answered with a plan within some working days; unanswered, or
// when the plan's own day passes, it climbs by itself: blue, yellow, red, the
// interview (华亭 2017, domain.md 2.3). How high it stands follows from its steps
// and the day.
type Warning struct {
	ID          string        `json:"id"`
	Version     int           `json:"version"`
	Publication string        `json:"publication,omitempty"` // the list it follows
	Unit        string        `json:"unit"`                  // who has to mend
	Cause       string        `json:"cause"`                 // what has to be mended, in words
	Steps       []WarningStep `json:"steps"`
}

// A WarningStep is one thing done about a warning.
type WarningStep struct {
	Act  WarningAct   `json:"act"`
	Who  string       `json:"who"`
	Name string       `json:"name"`
	Unit string       `json:"unit"`
	Day  workday.Date `json:"day"`
	By   workday.Date `json:"by,omitzero"` // RespondWarning: when it will be mended
	Note string       `json:"note,omitempty"`
}

// A WarningAct is a kind of step.
type WarningAct string

const (
	IssueWarning   WarningAct = "issue"   // 发出
	RespondWarning WarningAct = "respond" // 报送整改方案
	AcceptPlan     WarningAct = "accept"  // 方案同意
	RejectPlan     WarningAct = "reject"  // 方案退回
	LiftWarning    WarningAct = "lift"    // 销号: it is mended
)

// Clone is a copy whose steps can grow.
func (n *Warning) Clone() *Warning {
	c := *n
	c.Steps = append([]WarningStep(nil), n.Steps...)
	return &c
}

// A WarningStanding is where a warning stands on a day.
type WarningStanding struct {
	State WarningState `json:"state"`
	Rung  Rung         `json:"rung"`           // how high it stands
	Level int          `json:"level"`          // its place on the ladder
	Due   workday.Date `json:"due,omitzero"`   // when it climbs, or is late on the last rung
	Late  bool         `json:"late,omitempty"` // the last rung's day is over too
}

// A WarningState says whose move it is.
type WarningState string

const (
	WarningWaits   WarningState = "waits"   // the unit owes a plan
	WarningJudged  WarningState = "judged"  // the office owes a word on the plan
	WarningMending WarningState = "mending" // the plan runs
	WarningLifted  WarningState = "lifted"  // 已销号
)

// Standing follows the steps taken by a day.
func (s Session) Standing(n *Warning) WarningStanding {
	now := WarningStanding{State: WarningWaits}
	for _, step := range n.Steps {
		if step.Day > s.Today {
			break
		}
		s.climb(&now, step.Day-1) // what was due before this step
		switch step.Act {
		case IssueWarning, RejectPlan:
			now.State, now.Due = WarningWaits, s.Calendar.Add(step.Day, s.Rules.Ladder[now.Level].Days)
		case RespondWarning:
			now.State, now.Due = WarningJudged, step.By
		case AcceptPlan:
			now.State = WarningMending
		case LiftWarning:
			now.State = WarningLifted
		}
	}
	s.climb(&now, s.Today-1)
	now.Rung = s.Rules.Ladder[now.Level]
	return now
}

// climb moves a warning up for each day of its that was over by a day. While the
// office owes a word on the plan the unit is not blamed.
func (s Session) climb(now *WarningStanding, by workday.Date) {
	for (now.State == WarningWaits || now.State == WarningMending) && !now.Due.IsZero() && now.Due <= by {
		if now.Level == len(s.Rules.Ladder)-1 {
			now.Late = true
			return
		}
		now.Level++
		now.State, now.Due = WarningWaits, s.Calendar.Add(now.Due, s.Rules.Ladder[now.Level].Days)
	}
}

// warningFrom are the states in which an act is possible.
var warningFrom = map[WarningAct][]WarningState{
	RespondWarning: {WarningWaits, WarningMending},
	AcceptPlan:     {WarningJudged},
	RejectPlan:     {WarningJudged},
	LiftWarning:    {WarningWaits, WarningJudged, WarningMending},
}

// WarningActs are what can be done to a warning in a state, in the order of the way.
func WarningActs(state WarningState) (acts []WarningAct) {
	for _, act := range []WarningAct{RespondWarning, AcceptPlan, RejectPlan, LiftWarning} {
		if slices.Contains(warningFrom[act], state) {
			acts = append(acts, act)
		}
	}
	return acts
}

// Answer adds a step to a copy of the warning, or says what is against it. by is
// the day a plan promises.
func (s Session) Answer(n *Warning, who access.Person, act WarningAct, by workday.Date, note string) (*Warning, error) {
	now := s.Standing(n)
	if !slices.Contains(warningFrom[act], now.State) {
		return nil, fault.New(fault.Conflict, "warning.stands", "state", string(now.State), "act", string(act))
	}
	var wrong fault.List
	note = strings.TrimSpace(note)
	wrong.Check(note != "" || act == AcceptPlan, "note", "warning.note_missing", "act", string(act))
	wrong.Check(act != RespondWarning || by >= s.Today && by <= s.Today+366, "by", "warning.by")
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	is := n.Clone()
	is.Steps = append(is.Steps, WarningStep{Act: act, Who: who.ID, Name: who.Name, Unit: who.Unit, Day: s.Today, By: by, Note: note})
	return is, nil
}

// maxCause is how many characters say what has to be mended: the paper has one page.
const maxCause = 1000

// Issue begins a warning.
func (s Session) Issue(n *Warning, who access.Person) (*Warning, error) {
	var wrong fault.List
	wrong.Check(strings.TrimSpace(n.Cause) != "", "cause", "warning.cause_missing")
	wrong.Check(utf8.RuneCountInString(n.Cause) <= maxCause, "cause", "warning.cause_long", "max", maxCause)
	wrong.Check(n.Unit != "", "unit", "warning.unit_missing")
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	is := n.Clone()
	is.Steps = []WarningStep{{Act: IssueWarning, Who: who.ID, Name: who.Name, Unit: who.Unit, Day: s.Today}}
	return is, nil
}
