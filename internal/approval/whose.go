// Whose time is it: every working day of an item belongs to one side.

package approval

import (
	"cmp"
	"slices"

	"guatu/internal/workday"
)

// A Share is how the working days of an item, or of several, were spent. Every
// working day from the day it could be accepted to its decision, or today, is in
// exactly one of them.
type Share struct {
	Authority int `json:"authority"` // 审批用时: its clock ran
	Applicant int `json:"applicant"` // 申请人用时: nothing submitted, mending, paused on request
	Waiting   int `json:"waiting"`   // 部门间等待: submitted and not accepted, passed on, referred upward
	Expert    int `json:"expert"`    // 专家与技术: review, tests, surveys
	Notice    int `json:"notice"`    // 公示公告: public notice, land listing, hearing, tender, auction
}

// Total is all days.
func (s Share) Total() int { return s.Authority + s.Applicant + s.Waiting + s.Expert + s.Notice }

// Plus adds two.
func (s Share) Plus(o Share) Share {
	return Share{s.Authority + o.Authority, s.Applicant + o.Applicant, s.Waiting + o.Waiting, s.Expert + o.Expert, s.Notice + o.Notice}
}

// put is where a stopped day goes.
func (s *Share) put(why StopReason, days int32) {
	switch why {
	case Supplement, ApplicantPause:
		s.Applicant += int(days)
	case UpwardReferral:
		s.Waiting += int(days)
	case PublicNotice, LandListing, Hearing, Tender, Auction:
		s.Notice += int(days)
	default:
		s.Expert += int(days)
	}
}

// Whose shares an item's days out; false where it could not be accepted yet. A day
// under several stops is that of the one that began first. An item that is passed on
// (Item.PassedOn) waits for departments until it is accepted, not for the applicant.
func (r *Run) Whose(item string) (Share, bool) {
	i, known := r.c.net.number[item]
	if !known {
		return Share{}, false
	}
	return r.whose(i)
}

func (r *Run) whose(i int32) (Share, bool) {
	from, could := r.could(i)
	story, x := r.story(i), &r.c.times[i]
	counting := r.c.counting(i)
	if x.accepted == 0 {
		counting.from = counting.to
	}
	if !could || from > counting.from { // accepted before what it needs was granted
		from = counting.from
	}
	if !could && x.accepted == 0 {
		return Share{}, false
	}
	var s Share
	clk := clock{cal: r.c.clock(i).cal}
	handed := counting.from
	if story.submitted != 0 {
		handed = min(story.submitted, handed)
	}
	before := int(clk.counted(span{from, max(handed, from)}, nil))
	s.Waiting = int(clk.counted(span{max(handed, from), counting.from}, nil))
	if r.c.net.items[i].PassedOn {
		s.Waiting += before
	} else {
		s.Applicant = before
	}
	s.stopped(clk, story.stops, counting)
	s.Authority = int(clk.counted(counting, r.c.stops(&r.c.tracks[i])))
	return s, true
}

// stopped shares out the days of stops, each day once.
func (s *Share) stopped(clk clock, stops []halt, counting span) {
	stops = slices.Clone(stops)
	slices.SortStableFunc(stops, func(a, b halt) int {
		return cmp.Or(cmp.Compare(a.fact.On, b.fact.On), cmp.Compare(a.fact.Reason, b.fact.Reason))
	})
	taken := counting.from
	for _, h := range stops {
		day := span{max(h.fact.On, taken), min(h.end, counting.to)}
		s.put(h.fact.Reason, clk.counted(day, nil))
		taken = max(taken, day.to)
	}
}

// A Sample is one item of one case, for statistics.
type Sample struct {
	Item    string
	Month   workday.Date // the first of the month of its decision, or of today
	Decided bool
	Days    int // of its unit, counted
	Overdue bool
	Share   Share
	Answers int // submissions that were answered, or accepted by silence
	Silent  int // those accepted by silence (行政许可法 art. 32)
}

// Samples are the items of the run that were accepted, with their figures.
func (r *Run) Samples() []Sample {
	var list []Sample
	for i := range r.c.tracks {
		x := &r.c.times[i]
		if x.accepted == 0 {
			continue
		}
		share, _ := r.whose(int32(i))
		y, m, _ := r.c.counting(int32(i)).to.Civil()
		answers, silent := r.answers(int32(i))
		list = append(list, Sample{Answers: answers, Silent: silent, Item: r.c.net.items[i].ID, Month: workday.NewDate(y, m, 1), Decided: r.c.tracks[i].phase.decided(),
			Days: int(x.used), Overdue: r.overdue(int32(i)), Share: share})
	}
	return list
}

// answers are the submissions of the round that the office answered or silence
// accepted, and those of silence.
func (r *Run) answers(i int32) (answers, silent int) {
	s := r.story(i)
	if s.submitted == 0 {
		return 0, 0
	}
	if s.silent {
		silent = 1
	}
	return 1, silent
}
