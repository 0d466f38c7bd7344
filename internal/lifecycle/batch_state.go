package lifecycle

// Where the promise of a batch stands: promised, named, done (S4-41, S4-74).

import (
	"strings"
	"unicode/utf8"

	"guatu/internal/fault"
	"guatu/internal/money"
	"guatu/internal/workday"
)

// A BatchState is a batch on a day. Declared and recognised stand side by side and
// are never added: a project can be in both.
type BatchState struct {
	Promised   int           `json:"promised"`   // the count promised, or as many as are named
	Named      int           `json:"named"`      // projects that carry its name
	Left       int           `json:"left"`       // of them, those that left the chain without reaching the stage
	Short      int           `json:"short"`      // names still to be found: early warning, for what has no name is not built
	Declared   BatchDone     `json:"declared"`   // 申报口径
	Recognised BatchDone     `json:"recognised"` // 认定口径
	Total      money.Yuan    `json:"total"`      // total investment of the named, as far as reported
	Missing    int           `json:"missing"`    // of the named, those that did not report it
	Days       int           `json:"days"`       // from the day to the last day; below nought it is over
	Warnings   []BatchNotice `json:"warnings,omitempty"`
}

// A BatchDone is what is done on one basis, as of the day: how many reached the
// stage, their investment, and how many of them certainly by the last day.
type BatchDone struct {
	Count  int        `json:"count"`
	InTime int        `json:"in_time"`
	Total  money.Yuan `json:"total"`
}

// A BatchNotice is one thing the office should know about a batch.
type BatchNotice string

const (
	BatchKept   BatchNotice = "kept"   // as many recognised as promised
	BatchOver   BatchNotice = "over"   // the day is over and it is not kept
	BatchShort  BatchNotice = "short"  // fewer names than promised
	BatchAmount BatchNotice = "amount" // the named projects do not add up to the sum promised
	BatchLost   BatchNotice = "lost"   // a named project left the chain
)

// Reaches tells whether a project has reached the batch's stage by a day.
func (b *Batch) Reaches(p *Project, basis Basis, on workday.Date) bool {
	c := p.ChainOn(basis, on)
	_, reached := c.Reached(b.Stage)
	return reached
}

// State counts the members on a day. The members are the projects of the batch's
// unit, and of those below it, that carry its name.
func (b *Batch) State(members []*Project, on workday.Date) BatchState {
	s := BatchState{Named: len(members), Days: int(b.Due - on)}
	for _, p := range members {
		s.add(b, p, on)
	}
	s.Promised = b.Count
	if s.Promised == 0 {
		s.Promised = s.Named
	}
	s.Short = max(0, s.Promised-(s.Named-s.Left))
	s.Warnings = s.warn(b)
	return s
}

func (s *BatchState) add(b *Batch, p *Project, on workday.Date) {
	if p.Total.OK {
		s.Total += p.Total.Yuan
	} else {
		s.Missing++
	}
	declared, recognised := p.ChainOn(DeclaredBasis, on), p.ChainOn(RecognisedBasis, on)
	s.Declared.add(b, p, &declared)
	s.Recognised.add(b, p, &recognised)
	_, is := declared.Reached(b.Stage)
	_, was := recognised.Reached(b.Stage)
	if (declared.Left() || recognised.Left()) && !is && !was {
		s.Left++
	}
}

func (d *BatchDone) add(b *Batch, p *Project, c *Chain) {
	i := b.Stage.Order() - 1
	if i < 0 || !c.reached[i] {
		return
	}
	d.Count++
	d.Total += p.Total.Or(0)
	if by := c.by(i); c.on <= b.Due || by != 0 && by <= b.Due { // before the last day whatever is done is in time
		d.InTime++
	}
}

func (s *BatchState) warn(b *Batch) []BatchNotice {
	kept := s.Promised > 0 && s.Recognised.Count >= s.Promised
	var list []BatchNotice
	for _, w := range []struct {
		holds  bool
		notice BatchNotice
	}{
		{kept, BatchKept},
		{!kept && s.Days < 0, BatchOver},
		{s.Short > 0, BatchShort},
		{b.Amount.OK && s.Total < b.Amount.Yuan, BatchAmount},
		{s.Left > 0, BatchLost},
	} {
		if w.holds {
			list = append(list, w.notice)
		}
	}
	return list
}

// Bounds of a batch.
const (
	maxBatchName  = 60
	maxBatchCount = 9999
)

// Check reports everything wrong with a batch in field order.
func (b *Batch) Check() error {
	var wrong fault.List
	name := strings.TrimSpace(b.Name)
	wrong.Check(name != "", "name", "batch.name_empty")
	wrong.Check(utf8.RuneCountInString(name) <= maxBatchName, "name", "batch.name_long", "max", maxBatchName)
	wrong.Check(b.Unit != "", "unit", "batch.unit_empty")
	order := b.Stage.Order()
	wrong.Check(order > Lead.Order() && order < Exited.Order(), "stage", "batch.stage", "stage", string(b.Stage))
	wrong.Check(!b.Due.IsZero(), "due", "batch.due_empty")
	wrong.Check(b.Count >= 0 && b.Count <= maxBatchCount, "count", "batch.count", "max", maxBatchCount)
	wrong.Check(!b.Amount.OK || b.Amount.Yuan >= 0 && b.Amount.Yuan <= money.Max, "amount", "project.amount_bounds")
	wrong.Check(utf8.RuneCountInString(b.Source) <= maxName, "source", "project.text_long", "max", maxName)
	return wrong.Err()
}
