package score

import (
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/workday"
)

// A Notice asks a unit to mend what put it on the black list or lit its red light
// (督办单). It is answered with a plan within some working days; unanswered, or
// when the plan's own day passes, it climbs by itself: blue, yellow, red, the
// interview (华亭 2017, domain.md 2.3). How high it stands follows from its steps
// and the day.
type Notice struct {
	ID          string       `json:"id"`
	Version     int          `json:"version"`
	Publication string       `json:"publication,omitempty"` // the list it follows
	Unit        string       `json:"unit"`                  // who has to mend
	Cause       string       `json:"cause"`                 // what has to be mended, in words
	Steps       []NoticeStep `json:"steps"`
}

// A NoticeStep is one thing done about a notice.
type NoticeStep struct {
	Act  NoticeAct    `json:"act"`
	Who  string       `json:"who"`
	Name string       `json:"name"`
	Unit string       `json:"unit"`
	Day  workday.Date `json:"day"`
	By   workday.Date `json:"by,omitzero"` // RespondNotice: when it will be mended
	Note string       `json:"note,omitempty"`
}

// A NoticeAct is a kind of step.
type NoticeAct string

const (
	IssueNotice   NoticeAct = "issue"   // 发出
	RespondNotice NoticeAct = "respond" // 报送整改方案
	AcceptPlan    NoticeAct = "accept"  // 方案同意
	RejectPlan    NoticeAct = "reject"  // 方案退回
	LiftNotice    NoticeAct = "lift"    // 销号: it is mended
)

// Clone is a copy whose steps can grow.
func (n *Notice) Clone() *Notice {
	c := *n
	c.Steps = append([]NoticeStep(nil), n.Steps...)
	return &c
}

// A NoticeStanding is where a notice stands on a day.
type NoticeStanding struct {
	State NoticeState
	Rung  Rung         // how high it stands
	Level int          // its place on the ladder
	Due   workday.Date // when it climbs, or is late on the last rung
	Late  bool         // the last rung's day is over too
}

// A NoticeState says whose move it is.
type NoticeState string

const (
	NoticeWaits   NoticeState = "waits"   // the unit owes a plan
	NoticeJudged  NoticeState = "judged"  // the office owes a word on the plan
	NoticeMending NoticeState = "mending" // the plan runs
	NoticeLifted  NoticeState = "lifted"  // 已销号
)

// Standing follows the steps taken by a day.
func (s Session) Standing(n *Notice) NoticeStanding {
	now := NoticeStanding{State: NoticeWaits}
	for _, step := range n.Steps {
		if step.Day > s.Today {
			break
		}
		s.climb(&now, step.Day-1) // what was due before this step
		switch step.Act {
		case IssueNotice, RejectPlan:
			now.State, now.Due = NoticeWaits, s.Calendar.Add(step.Day, s.Rules.Ladder[now.Level].Days)
		case RespondNotice:
			now.State, now.Due = NoticeJudged, step.By
		case AcceptPlan:
			now.State = NoticeMending
		case LiftNotice:
			now.State = NoticeLifted
		}
	}
	s.climb(&now, s.Today-1)
	now.Rung = s.Rules.Ladder[now.Level]
	return now
}

// climb moves a notice up for each day of its that was over by a day. While the
// office owes a word on the plan the unit is not blamed.
func (s Session) climb(now *NoticeStanding, by workday.Date) {
	for (now.State == NoticeWaits || now.State == NoticeMending) && !now.Due.IsZero() && now.Due <= by {
		if now.Level == len(s.Rules.Ladder)-1 {
			now.Late = true
			return
		}
		now.Level++
		now.State, now.Due = NoticeWaits, s.Calendar.Add(now.Due, s.Rules.Ladder[now.Level].Days)
	}
}

// noticeFrom are the states in which an act is possible.
var noticeFrom = map[NoticeAct][]NoticeState{
	RespondNotice: {NoticeWaits, NoticeMending},
	AcceptPlan:    {NoticeJudged},
	RejectPlan:    {NoticeJudged},
	LiftNotice:    {NoticeWaits, NoticeJudged, NoticeMending},
}

// Answer adds a step to a copy of the notice, or says what is against it. by is
// the day a plan promises.
func (s Session) Answer(n *Notice, who access.Person, act NoticeAct, by workday.Date, note string) (*Notice, error) {
	now := s.Standing(n)
	if !slices.Contains(noticeFrom[act], now.State) {
		return nil, fault.New(fault.Conflict, "notice.stands", "state", string(now.State), "act", string(act))
	}
	var wrong fault.List
	note = strings.TrimSpace(note)
	wrong.Check(note != "" || act == AcceptPlan, "note", "notice.note_missing", "act", string(act))
	wrong.Check(act != RespondNotice || by >= s.Today && by <= s.Today+366, "by", "notice.by")
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	is := n.Clone()
	is.Steps = append(is.Steps, NoticeStep{Act: act, Who: who.ID, Name: who.Name, Unit: who.Unit, Day: s.Today, By: by, Note: note})
	return is, nil
}

// Issue begins a notice.
func (s Session) Issue(n *Notice, who access.Person) (*Notice, error) {
	var wrong fault.List
	wrong.Check(strings.TrimSpace(n.Cause) != "", "cause", "notice.cause_missing")
	wrong.Check(n.Unit != "", "unit", "notice.unit_missing")
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	is := n.Clone()
	is.Steps = []NoticeStep{{Act: IssueNotice, Who: who.ID, Name: who.Name, Unit: who.Unit, Day: s.Today}}
	return is, nil
}
