// The promises of a quarter (一季度开工26个): what was started, what is still open,
// and the next one with fewer names than were promised.

package demo

import (
	"fmt"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// promised is how many starts the city promises for the quarter to come.
const promised = 26

// A quarter is a year and one of its four.
type quarter struct{ year, n int }

func quarterOf(d workday.Date) quarter { return quarter{d.Year(), (int(d.Month()) + 2) / 3} }

func (q quarter) when() workday.When { return workday.InQuarter(q.year, q.n) }

func (q quarter) next() quarter { return quarterOf(q.when().Last() + 1) }

// batch is its promise with the number in its name, as offices call it.
func (q quarter) batch(count int) string {
	return fmt.Sprintf("%d年%s季度开工%d个", q.year, numerals[q.n-1], count)
}

// batches names the starts of every quarter of the year, those still to come of
// this one, and the first of the next.
func (b *builder) batches() {
	next := quarterOf(b.day).next()
	members := b.starts(next)
	for q := quarterOf(b.first); ; q = q.next() {
		count := len(members[q])
		if q == next {
			count = promised
		}
		for _, s := range members[q] {
			s.base.Batches = []string{q.batch(count)}
		}
		if count > 0 {
			b.promises = append(b.promises, app.BatchSave{Batch: lifecycle.Batch{Name: q.batch(count), Stage: lifecycle.Started,
				Due: q.when().Last(), Count: count, Source: "示例〔" + itoa(q.year) + "〕" + itoa(q.n) + "号攻坚计划"}})
		}
		if q == next {
			return
		}
	}
}

// starts are the samples by the quarter of their start, as far as the promises go:
// the last has never all its names.
func (b *builder) starts(last quarter) map[quarter][]*sample {
	members := map[quarter][]*sample{}
	for _, s := range b.samples {
		on := s.happens[lifecycle.Started]
		if on == 0 && s.stage == lifecycle.Filed {
			on = max(s.plans[lifecycle.Started].First, b.day) // late or not, it is promised for now
		}
		if q := quarterOf(on); on >= b.first && s.stage != lifecycle.Exited && (q != last || len(members[q]) < promised-4) {
			members[q] = append(members[q], s)
		}
	}
	return members
}

// promise puts the promises down, each in the first days of its quarter; that of
// the next was made some weeks ago.
func (b *builder) promise() {
	for _, p := range b.promises {
		y, m, _ := p.Due.Civil()
		first := workday.NewDate(y, m-2, 1)
		b.on(min(max(first, b.first)+8, b.day-20), func() error {
			p.Unit = b.units[cityKey]
			_, err := b.cfg.App.BatchSave(b.ctx, b.who(officeKey), p)
			return err
		})
	}
}
