// The demo's own time and chance, so that the same seed and day give the same city.

package demo

import (
	"encoding/binary"
	"io"
	"math/rand/v2"
	"sync"
	"time"
)

// zone is China's: the campaign's days are counted there.
var zone = time.FixedZone("CST", 8*3600)

// A Clock stands until it is set, or goes on from there once told to. The
// database and the App of a demo must read the same one.
type Clock struct {
	mu    sync.Mutex
	now   time.Time
	real  func() time.Time
	since time.Time
}

// NewClock is a clock that stands at the beginning of a century, until the demo
// sets it.
func NewClock() *Clock { return &Clock{now: time.Date(2000, 1, 1, 9, 0, 0, 0, zone)} }

// Now is what the clock shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.real == nil {
		return c.now
	}
	return c.now.Add(c.real().Sub(c.since))
}

// Set stops the clock at a moment.
func (c *Clock) Set(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now, c.real = now, nil
}

// Go lets the clock run on from what it shows, as fast as the one given.
func (c *Clock) Go(real func() time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.real, c.since = real, real()
}

// Chance is the randomness of a seed, for the App that builds a demo. It must not
// serve afterwards: tokens made of it can be foreseen.
func Chance(seed uint64) io.Reader {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], seed)
	return rand.NewChaCha8(key)
}
