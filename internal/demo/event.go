// What happens, when: everything that the demo's people will do, in order of time.

package demo

import (
	"cmp"
	"slices"
	"time"

	"guatu/internal/workday"
)

// An event is one act to come.
type event struct {
	at  time.Time
	seq int
	do  func() error
}

// on puts an act on a day, at a drawn time of the office's hours; a day on which
// nobody works moves to the next that is one, as long as it lies before the last.
func (b *builder) on(day workday.Date, do func() error) { b.at(day, 9, do) }

// early puts an act before all others of its day: a project is told before
// anything else is said of it.
func (b *builder) early(day workday.Date, do func() error) { b.at(day, 8, do) }

func (b *builder) at(day workday.Date, hour int, do func() error) {
	day = min(max(day, b.first), b.day-1)
	for next := day; next < b.day; next++ {
		if works, _ := workday.Default().Works(next); works {
			day = next
			break
		}
	}
	y, m, d := day.Civil()
	minutes := 60
	if hour > 8 {
		minutes = 8 * 60
	}
	at := time.Date(y, m, d, hour, b.rng.IntN(minutes), b.rng.IntN(60), 0, zone)
	b.events = append(b.events, event{at, len(b.events), do})
}

// play lets everything happen with the clock standing where it should.
func (b *builder) play() error {
	slices.SortFunc(b.events, func(a, c event) int { return cmp.Or(a.at.Compare(c.at), cmp.Compare(a.seq, c.seq)) })
	for i, e := range b.events {
		b.cfg.Clock.Set(e.at)
		if err := e.do(); err != nil {
			return err
		}
		if i%100 == 0 {
			b.progress(i, len(b.events))
		}
	}
	b.progress(len(b.events), len(b.events))
	return nil
}

// pass lets a minute go by, while the office is being founded.
func (b *builder) pass() { b.cfg.Clock.Set(b.cfg.Clock.Now().Add(time.Minute)) }

func (b *builder) today() workday.Date { return workday.DateOf(b.cfg.Clock.Now().In(zone)) }
