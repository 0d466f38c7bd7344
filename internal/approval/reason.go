// Why an item stands as it does: every figure can say where it comes from.

package approval

import (
	"slices"

	"guatu/internal/workday"
)

// A ReasonCode says what a reason is about.
type ReasonCode string

// The reasons.
const (
	ReasonSilence  ReasonCode = "accepted_by_silence" // 五个工作日内未告知，自收到之日起即为受理
	ReasonVoid     ReasonCode = "return_without_force"
	ReasonReturned ReasonCode = "returned"
	ReasonStop     ReasonCode = "stop"
	ReasonMissing  ReasonCode = "document_missing"
	ReasonDefault  ReasonCode = "document_overdue" // the applicant is in default (domain.md 3.3)
	ReasonEarlier  ReasonCode = "earlier_round"
	ReasonRefused  ReasonCode = "need_refused" // something it needs was refused or withdrawn
	ReasonOverdue  ReasonCode = "overdue"
	ReasonStatute  ReasonCode = "statutory_overdue"
)

// A Reason is one thing a figure rests on, with its own figures; sentences stand in
// the glossary.
type Reason struct {
	Code     ReasonCode   `json:"code"`
	Item     string       `json:"item,omitempty"`
	From     workday.Date `json:"from,omitzero"` // of a stop: the day it began, the first not covered
	To       workday.Date `json:"to,omitzero"`   // the last day it covers
	Days     int          `json:"days,omitempty"`
	Stop     StopReason   `json:"stop,omitempty"`
	Basis    string       `json:"basis,omitempty"` // of a stop: "article_45" or "local"
	Notice   string       `json:"notice,omitempty"`
	Docs     []string     `json:"docs,omitempty"`
	Supplied bool         `json:"supplied,omitempty"`
}

// reasons lists why an item stands as it does.
func (r *Run) reasons(i int32, s *story) []Reason {
	why := []Reason{}
	x := &r.c.times[i]
	if s.silent {
		why = append(why, Reason{Code: ReasonSilence, From: x.accepted, To: r.c.cal.Add(x.accepted, Reply)})
	}
	if s.void != 0 {
		why = append(why, Reason{Code: ReasonVoid, From: s.void})
	}
	if s.returned != nil {
		why = append(why, Reason{Code: ReasonReturned, From: s.returned.On, Docs: s.returned.Missing, Notice: s.returned.Notice})
	}
	if r.past != nil && r.past[i].began != 0 {
		why = append(why, Reason{Code: ReasonEarlier, Days: r.earlierDays(i)})
	}
	why = append(why, r.stopReasons(i, s)...)
	for _, d := range s.missing {
		why = append(why, r.docReason(d))
	}
	return append(why, r.lateReasons(i)...)
}

// stopReasons are the stops of the round, each with the days it takes off when it
// stands alone.
func (r *Run) stopReasons(i int32, s *story) []Reason {
	var why []Reason
	clk, counting := r.c.clock(i), r.c.counting(i)
	for _, h := range s.stops {
		basis := "local"
		if h.fact.Reason.Statutory() {
			basis = "article_45"
		}
		days := clk.counted(span{h.fact.On, min(h.end, counting.to)}, nil)
		why = append(why, Reason{Code: ReasonStop, From: h.fact.On, To: h.end, Days: int(days), Stop: h.fact.Reason, Basis: basis, Notice: h.fact.Notice})
	}
	return why
}

// docReason is a document accepted as missing.
func (r *Run) docReason(d document) Reason {
	why := Reason{Code: ReasonMissing, Docs: []string{d.name}, To: d.by, Supplied: d.supplied != 0}
	if d.supplied == 0 && r.c.today > d.by {
		why.Code = ReasonDefault
	}
	return why
}

// lateReasons are limits passed, and needs that will not be granted.
func (r *Run) lateReasons(i int32) []Reason {
	var why []Reason
	x, clk := &r.c.times[i], r.c.clock(i)
	last := r.c.counting(i).to
	if r.overdue(i) {
		why = append(why, Reason{Code: ReasonOverdue, To: x.due, Days: int(clk.counted(span{x.due, last}, r.c.stops(&r.c.tracks[i])))})
	}
	if x.statutory != 0 && last > x.statutory {
		why = append(why, Reason{Code: ReasonStatute, To: x.statutory, Days: int(clk.counted(span{x.statutory, last}, r.c.stops(&r.c.tracks[i])))})
	}
	for _, e := range r.c.net.needsOf(i) {
		if p := r.c.tracks[e.item].phase; (p == refused || p == withdrawn) && !r.c.tracks[i].phase.decided() {
			why = append(why, Reason{Code: ReasonRefused, Item: r.c.net.items[e.item].ID})
		}
	}
	return slices.Clip(why)
}

// earlierDays are the days counted in rounds before.
func (r *Run) earlierDays(i int32) int {
	n, clk := int32(0), clock{r.c.cal, r.c.net.limits[i].days}
	for _, s := range r.past[i].days {
		n += clk.counted(s, nil)
	}
	return int(n)
}
