// Package platformtest is a fake of the provincial online platform for tests: it
// makes up believable histories of projects and gives them as the platform would,
// with its own names, in any order, some events twice, and some of projects and
// items that nobody here knows.
package platformtest

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"guatu/internal/approval"
	"guatu/internal/platform"
	"guatu/internal/workday"
)

// An Item is one approval item as the platform knows it.
type Item struct {
	Name  string   // what the platform calls it: its code or a name
	Minor []string // documents it can be accepted without
	Days  int      // the limit it promises
}

// A Platform makes up the same histories for the same seed.
type Platform struct {
	Seed     uint64
	Today    workday.Date
	Projects []string // project codes
	Items    []Item   // in the order in which they may go
	// Unknown is how many records of projects and of items nobody knows are mixed in.
	Unknown int
}

// A Story is what a platform tells.
type Story struct {
	// True are the events of each project as they happened, each once.
	True map[string][]platform.Record
	// Sent are all records in the order of the file: shuffled, some twice, with
	// unknown projects and items among them.
	Sent []platform.Record
	// How many of what are in Sent.
	Twice, UnknownProjects, UnknownItems int
}

// Tell makes the histories up.
func (p Platform) Tell() Story {
	t := teller{Platform: p, dice: rand.New(rand.NewPCG(p.Seed, 1))}
	s := Story{True: map[string][]platform.Record{}}
	for _, code := range p.Projects {
		s.True[code] = t.project(code)
		s.Sent = append(s.Sent, s.True[code]...)
	}
	for _, r := range slices.Clone(s.Sent) {
		if t.one(8) {
			s.Sent = append(s.Sent, r)
			s.Twice++
		}
	}
	for i := range p.Unknown {
		r := platform.Record{Project: strangers[i%len(strangers)], Item: p.Items[0].Name, Kind: approval.Accepted, On: p.Today - 40}
		if i%2 == 1 && len(p.Projects) > 0 {
			r.Project, r.Item = p.Projects[i%len(p.Projects)], "平台自有事项"+strconv.Itoa(i)
			s.UnknownItems++
		} else {
			s.UnknownProjects++
		}
		s.Sent = append(s.Sent, r)
	}
	t.dice.Shuffle(len(s.Sent), func(i, k int) { s.Sent[i], s.Sent[k] = s.Sent[k], s.Sent[i] })
	return s
}

// File is the story as a file of a form.
func (s Story) File(form platform.Form) (string, error) {
	var b strings.Builder
	err := platform.Write(&b, form, s.Sent)
	return b.String(), err
}

// strangers are codes of projects in provinces far away.
var strangers = []string{"2503-650102-04-01-900001", "2407-540102-89-02-900002", "2511-460105-07-05-900003"}

// A teller rolls the dice.
type teller struct {
	Platform
	dice   *rand.Rand
	number int
}

// one is true once in n times.
func (t *teller) one(n int) bool { return t.dice.IntN(n) == 0 }

// project is one project's history: its first items, as far as it has come.
func (t *teller) project(code string) (list []platform.Record) {
	start := t.Today - 400 + workday.Date(t.dice.IntN(250))
	for _, it := range t.Items[:1+t.dice.IntN(len(t.Items))] {
		round, done := t.round(platform.Record{Project: code, Item: it.Name}, it, start)
		for _, r := range round {
			if r.On <= t.Today {
				list = append(list, r)
			}
		}
		start = done + 1
	}
	return list
}

// round is one item from the application to its end, and the day of that.
func (t *teller) round(of platform.Record, it Item, on workday.Date) (list []platform.Record, done workday.Date) {
	say := func(kind approval.Kind, day workday.Date) *platform.Record {
		r := of
		r.Kind, r.On = kind, day
		list = append(list, r)
		return &list[len(list)-1]
	}
	say(approval.Submitted, on)
	if t.one(6) {
		r := say(approval.Returned, on+1)
		r.Missing, r.Notice = []string{"=营业执照（复印件）", "法人签字页"}, t.paper("补")
		on += 5
		say(approval.Submitted, on)
	}
	accepted := say(approval.Accepted, on+1)
	accepted.Office = "市行政审批局"
	on++
	if len(it.Minor) > 0 && t.one(3) {
		accepted.Missing, accepted.SupplyBy = it.Minor[:1], on
		r := say(approval.Supplied, on)
		r.Doc = it.Minor[0]
	}
	if t.one(3) {
		r := say(approval.Stopped, on+1)
		reasons := approval.StopReasons()
		r.Reason, r.Until, r.Notice = reasons[t.dice.IntN(len(reasons))], on+8, t.paper("停")
		if t.one(2) {
			say(approval.Resumed, on+5)
		}
		on += 9
	}
	on += workday.Date(1 + t.dice.IntN(max(it.Days, 1)*2))
	if t.one(12) {
		say(approval.Refused, on).Notice = t.paper("不许")
		say(approval.Submitted, on+3)
		say(approval.Accepted, on+4)
		on += 9
	}
	if t.one(15) {
		say(approval.Withdrawn, on)
		return list, on
	}
	say(approval.Granted, on).Number = t.paper("许")
	return list, on
}

// paper is the number of a document.
func (t *teller) paper(kind string) string {
	t.number++
	return "淮" + kind + "〔2026〕" + strconv.Itoa(t.number) + "号"
}
