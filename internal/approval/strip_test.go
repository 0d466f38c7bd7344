package approval_test

import (
	"fmt"
	"strings"
	"testing"

	"guatu/internal/approval"
	"guatu/internal/workday"
)

// A strip draws one item's days from a first one on: above what happens on the day
// (> submitted, A accepted, < returned, S stopped, E its last day, R resumed,
// G granted, X refused; 1 and 2 another stop), below whether the day counts: W a
// working day that counted, w one that did not, . a day off that did not, o a day off
// that counted.
type strip struct {
	name    string
	rule    string // where the rule stands
	first   string
	unit    approval.Unit
	pledged int
	acts    string
	days    string // until today
	due     string
	state   approval.State
}

var strips = []strip{
	{"the day of acceptance does not count", "领域资料 3.1 民法典201", "2026-03-02", "", 5,
		"A......",
		"wWWWW..", "2026-03-09", "running"},
	{"acceptance on a day off begins with the next working day", "领域资料 3.1", "2026-03-07", "", 2,
		"A.....",
		"..WWWW", "2026-03-10", "running"},
	{"the day of the decision counts", "contract", "2026-03-02", "", 3,
		"A..G...",
		"wWWWw..", "2026-03-05", "granted"},
	{"a pledge of nought is the same day", "contract", "2026-03-02", "", 0,
		"G",
		"w", "2026-03-02", "granted"},
	{"the Spring Festival of 2026 is long, and Saturdays around it are worked", "领域资料 4", "2026-02-12", "", 5,
		"A................", // 12, 13, 14 worked, 15 off, 16–23 off, 24…27, 28 worked
		"wWW.........WWWWW", "2026-02-26", "running"},
	{"National Day of 2025 with Mid-Autumn, and the Sunday before is worked", "领域资料 4", "2025-09-26", "", 3,
		"A...............", // 26, 27 off, 28 worked, 29, 30, 1–8 off, 9, 10, 11 worked
		"w.WWW........WWW", "2025-09-30", "running"},
	{"National Day of 2024: the Sunday before and the Saturday after are worked", "领域资料 4", "2024-09-28", "", 4,
		"A..............", // 28 off, 29 worked, 30, 1–7 off, 8…11, 12 worked
		".WW.......WWWWW", "2024-10-09", "running"},
	{"New Year's Eve of 2024 is a working day", "领域资料 4", "2024-02-08", "", 1,
		"A..",
		"wW.", "2024-02-09", "running"},
	{"2022-12-31 is off by the next year's notice", "领域资料 4", "2022-12-29", "", 2,
		"A......",
		"wW...WW", "2023-01-03", "running"},
	{"the extended holiday of 2020", "领域资料 4", "2020-01-22", "", 2,
		"A............", // 22, 23, 24–31 off, 1 and 2 off, 3
		"wW..........W", "2020-02-03", "running"},
	{"a stop covers the days after it, up to its end", "contract", "2026-03-02", "", 4,
		"A.S...E....",
		"wWWww..WWWW", "2026-03-10", "running"},
	{"the day it is resumed is covered", "contract", "2026-03-02", "", 4,
		"A.S.R......",
		"wWWww..WWWW", "2026-03-10", "running"},
	{"a stop resumed early ends there", "contract", "2026-03-02", "", 4,
		"A.SR.......",
		"wWWwW..WWWW", "2026-03-09", "running"},
	{"stops that overlap take a day off once", "contract", "2026-03-02", "", 4,
		"A.S1.E.2...",
		"wWWww..wWWW", "2026-03-11", "running"},
	{"an open stop is taken to end at its end", "contract", "2026-03-02", "", 4,
		"A.S.",
		"wWWw", "2026-03-10", "stopped"},
	{"calendar days count on days off", "contract", "2026-03-05", approval.CalendarDays, 5,
		"A......",
		"wWooWWW", "2026-03-10", "running"},
	{"a limit in calendar days that ends on a day off moves on", "领域资料 3.1 民法典203", "2026-09-28", approval.CalendarDays, 5,
		"A..........", // 28, 29, 30, 1–7 off, 8
		"wWWoooooooW", "2026-10-08", "running"},
	{"five working days are there for an answer", "领域资料 3.1 行政许可法32", "2026-03-02", "", 3,
		">.......",
		"wwwww..w", "", "submitted"},
	{"silence is acceptance from the day it was made", "领域资料 3.1 行政许可法32", "2026-03-02", "", 3,
		">........",
		"wWWWW..WW", "2026-03-05", "running"},
	{"an answer on the fifth day is in time", "领域资料 3.1 行政许可法32", "2026-03-02", "", 3,
		">......A..",
		"wwwww..wWW", "2026-03-12", "running"},
	{"what is sent back does not run", "领域资料 3.1 行政许可法32", "2026-03-02", "", 3,
		">.<......",
		"wwwww..ww", "", "ready"},
	{"what is sent back too late runs all the same", "领域资料 3.1 行政许可法32", "2026-03-02", "", 3,
		">.......<.",
		"wWWWW..WWW", "2026-03-05", "running"},
	{"five days over National Day are long", "领域资料 4", "2026-09-29", "", 3,
		">..............", // 29, 30, 1–7 off, 8, 9, 10 worked, 11 off, 12, 13
		"wW.......WWW.WW", "2026-10-09", "running"},
	{"one day earlier the office may still answer", "领域资料 4", "2026-09-29", "", 3,
		">.............",
		"ww.......www.w", "", "submitted"},
	{"a refusal ends the clock", "contract", "2026-03-02", "", 5,
		"A.X....",
		"wWWww..", "2026-03-09", "refused"},
}

func TestDrawnDaysCountAsDrawn(t *testing.T) {
	for _, s := range strips {
		t.Run(s.name, func(t *testing.T) {
			first := slowDay(s.first)
			today := first + len(s.days) - 1
			got := s.figures(t, today)
			if got.State != s.state || s.due != "" && (got.Due == nil || got.Due.String() != s.due) {
				t.Errorf("%s due %v, want %s due %s", got.State, got.Due, s.state, s.due)
			}
			if drawn := s.draw(t, first, today); drawn != s.days {
				t.Errorf("acts %s\ngot  %s\nwant %s", s.acts, drawn, s.days)
			}
		})
	}
}

// draw draws the days by the figures of each day: one counted when used grew with it,
// looking back from today.
func (s *strip) draw(t *testing.T, first, today int) string {
	var b strings.Builder
	end := s.figures(t, today)
	for d := first; d <= today; d++ {
		works, _ := workday.Default().Works(dayOf(d))
		counted := s.upTo(t, d, today) > s.upTo(t, d-1, today)
		b.WriteByte(map[[2]bool]byte{{true, true}: 'W', {true, false}: 'w', {false, true}: 'o', {false, false}: '.'}[[2]bool{works, counted}])
	}
	if n := strings.Count(b.String(), "W") + strings.Count(b.String(), "o"); n != end.Used {
		t.Errorf("used %d, drawn %d", end.Used, n)
	}
	return b.String()
}

// upTo is how many of the days that count today lie up to a day: by withdrawing on
// it, knowing what is known today, unless it is decided by then.
func (s *strip) upTo(t *testing.T, day, today int) int {
	silent := strings.HasPrefix(s.acts, ">") && s.figures(t, today).Due != nil
	facts := s.facts(silent)
	kept := facts[:0]
	for _, f := range facts {
		if f.On <= dayOf(day) && (f.Kind == approval.Submitted || f.Kind == approval.Accepted || f.Kind == approval.Returned && !silent || f.Kind == approval.Stopped || f.Kind == approval.Resumed || f.Kind == approval.Granted || f.Kind == approval.Refused) {
			kept = append(kept, f)
		}
	}
	if len(kept) == 0 {
		return 0
	}
	return state(t, s.item(), kept, day).Used
}

func (s *strip) item() approval.Item {
	return approval.Item{ID: "a", Pledged: s.pledged, Unit: s.unit}
}

func (s *strip) figures(t *testing.T, today int) approval.Standing {
	return state(t, s.item(), s.facts(false), today)
}

func state(t *testing.T, it approval.Item, facts []approval.Fact, today int) approval.Standing {
	t.Helper()
	res, err := approval.Case{Today: dayOf(today), Items: []approval.Item{it}, Facts: facts}.State()
	if err != nil {
		t.Fatal(err)
	}
	return res.Items[0]
}

// facts reads the acts. When silence has accepted, the acceptance is written out.
func (s *strip) facts(accepted bool) (facts []approval.Fact) {
	first := slowDay(s.first)
	for i, c := range s.acts {
		f := approval.Fact{Item: "a", On: dayOf(first + i)}
		switch c {
		case '>':
			f.Kind = approval.Submitted
			if accepted && !strings.Contains(s.acts, "A") {
				f.Kind = approval.Accepted
			}
		case 'A':
			f.Kind = approval.Accepted
		case '<':
			f.Kind = approval.Returned
		case 'S', '1':
			f = s.stop(i)
		case 'R':
			f.Kind = approval.Resumed
		case 'G':
			if i == 0 {
				facts = append(facts, approval.Fact{Item: "a", Kind: approval.Accepted, On: f.On})
			}
			f.Kind = approval.Granted
		case 'X':
			f.Kind = approval.Refused
		default:
			continue
		}
		facts = append(facts, f)
	}
	return facts
}

// stop is the stop that begins at an act: S ends at E (or R when there is no E, a
// week on when there is neither), 1 at 2.
func (s *strip) stop(i int) approval.Fact {
	end := strings.IndexByte(s.acts, 'E')
	switch {
	case s.acts[i] == '1':
		end = strings.IndexByte(s.acts, '2')
	case end < 0 && strings.Contains(s.acts, "R"):
		end = strings.IndexByte(s.acts, 'R') + 9
	case end < 0:
		end = i + 4
	}
	on := slowDay(s.first)
	return approval.Fact{Item: "a", Kind: approval.Stopped, On: dayOf(on + i), Until: dayOf(on + end), Reason: approval.ExpertReview, Notice: fmt.Sprint("第", i, "号")}
}
