package app

import (
	"sync"

	"guatu/internal/score"
	"guatu/internal/workday"
)

// A placesKey is all that the standings of a past period depend on: what is known, the
// journal's head (units and rules are always today's), the scheme as it is, the day.
type placesKey struct {
	known, head int64
	scheme      string
	version     int
	period      workday.When
	on          workday.Date
}

// keptPlaces is how many periods' standings are kept: a few schemes with a year each.
const keptPlaces = 120

// A placesCache keeps the standings of periods that are asked for beside every table:
// whoever looks at October sees the eleven months before it as well.
type placesCache struct {
	mu   sync.Mutex
	head int64
	by   map[placesKey]map[string]score.Standing
}

// of finds standings, or works them out and keeps them. What another head of the
// journal knew is let go.
func (c *placesCache) of(k placesKey, work func() (map[string]score.Standing, error)) (map[string]score.Standing, error) {
	c.mu.Lock()
	if c.head != k.head || len(c.by) >= keptPlaces {
		c.head, c.by = k.head, map[placesKey]map[string]score.Standing{}
	}
	kept, ok := c.by[k]
	c.mu.Unlock()
	if ok {
		return kept, nil
	}
	is, err := work()
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.head == k.head {
		c.by[k] = is
	}
	return is, nil
}

// placesOf are the standings of a period by unit; nobody changes them.
func (s *assessor) placesOf(scheme *score.Scheme, period workday.When) (map[string]score.Standing, error) {
	k := placesKey{known: s.facts.n, head: s.hold.current.Load().n, scheme: scheme.ID, version: scheme.Version, period: period, on: min(period.Last(), s.on)}
	return s.hold.places.of(k, func() (map[string]score.Standing, error) {
		j, err := s.assess(scheme, period)
		if err != nil {
			return nil, err
		}
		return j.places(), nil
	})
}
