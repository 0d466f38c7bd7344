// Drawing the projects: what each is, where it stands in its life today, and
// what it is behind with.

package demo

import (
	"math/rand/v2"

	"guatu/internal/lifecycle"
	"guatu/internal/schedule"
	"guatu/internal/workday"
)

// A mood is what a sample's light shall say on the last day.
type mood int

const (
	fine       mood = iota
	slow            // 10–30 points behind
	stuck           // more than 30 points behind
	startLate       // start overdue, in the month or up to two after
	startStuck      // start overdue for longer
	finishLate      // completion overdue
	storeLate       // started a month ago, not in statistics
	storeStuck      // started longer ago, not in statistics
	silent          // last figures missing
	resting         // paused
)

// A sample is one made-up project with its whole life, known in advance to the
// demo and told to the App only as it happens.
type sample struct {
	n        int
	unit     string
	park     string
	base     lifecycle.Project // what never changes
	stage    lifecycle.Stage   // reached on the last day
	mood     mood
	happens  map[lifecycle.Stage]workday.Date // when stages are reached, or would be
	plans    map[lifecycle.Stage]workday.When // what is planned for them
	told     workday.Date                     // when it enters the register
	parent   *sample
	lead     int // points × 100 against pro rata at the last month
	fixed    int64
	nodes    []schedule.Milestone
	id       string
	rng      *rand.Rand
	pausedOn workday.Date
}

// clerk is who reports it.
func (s *sample) clerk() string { return clerkOf(s.unit) }

// A share of a hundred samples that stand in a stage.
type stageShare struct {
	stage lifecycle.Stage
	share int
}

var stageShares = []stageShare{
	{lifecycle.Lead, 5}, {lifecycle.Signed, 8}, {lifecycle.Filed, 10}, {lifecycle.Started, 55}, {lifecycle.Completed, 7},
	{lifecycle.Producing, 9}, {lifecycle.AtCapacity, 3}, {lifecycle.InStatistics, 2}, {lifecycle.Exited, 1},
}

// A moodShare is how many of a thousand samples are in a mood, and from which
// stage they are taken.
type moodShare struct {
	mood  mood
	stage lifecycle.Stage
	share int
}

// moodShares make the mix of a believable campaign: some 62 of 100 normal, 20 to
// watch, 8 behind, 8 not reported, 2 paused.
var moodShares = []moodShare{
	{slow, lifecycle.Started, 137}, {startLate, lifecycle.Filed, 25}, {finishLate, lifecycle.Started, 18}, {storeLate, lifecycle.Started, 20},
	{stuck, lifecycle.Started, 58}, {startStuck, lifecycle.Filed, 12}, {storeStuck, lifecycle.Started, 10},
	{silent, lifecycle.Started, 80}, {resting, lifecycle.Started, 20},
}

// draw makes the samples of every place.
func (b *builder) draw() {
	for _, p := range places {
		for range p.projects {
			n := len(b.samples)
			b.samples = append(b.samples, &sample{n: n, unit: p.key, rng: rand.New(rand.NewPCG(b.cfg.Seed, uint64(n)+1))})
		}
	}
	b.dealStages()
	b.dealMoods()
	for _, s := range b.samples {
		b.describe(s)
		b.live(s)
		s.code()
	}
	b.phases()
	b.rank()
	b.batches()
}

// code gives a project the code it was filed under.
func (s *sample) code() {
	if on := s.happens[lifecycle.Filed]; !on.IsZero() {
		year, month, _ := on.Civil()
		s.base.Code = projectCode(year, int(month), s.n)
	}
}

// dealStages gives every stage its share exactly, in a drawn order.
func (b *builder) dealStages() {
	order := b.rng.Perm(len(b.samples))
	at := 0
	for _, share := range stageShares {
		for range (len(b.samples)*share.share + 50) / 100 {
			if at < len(order) {
				b.samples[order[at]].stage = share.stage
				at++
			}
		}
	}
	for ; at < len(order); at++ {
		b.samples[order[at]].stage = lifecycle.Started
	}
}

// dealMoods gives every mood its share among the samples of its stage.
func (b *builder) dealMoods() {
	order := b.rng.Perm(len(b.samples))
	for _, share := range moodShares {
		left := (len(b.samples)*share.share + 500) / 1000
		for _, i := range order {
			if s := b.samples[i]; left > 0 && s.stage == share.stage && s.mood == fine {
				s.mood = share.mood
				left--
			}
		}
	}
}
