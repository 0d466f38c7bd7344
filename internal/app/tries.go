package app

import (
	"crypto/sha256"
	"sync"
	"time"
)

// Tries count failures in memory: by the address they come from, and by logins
// that do not exist, so that those are locked like those that do. They are bounded
// whatever is tried; what is forgotten when full is the attacker's own.

// triesKept is how many keys are remembered at most, some 100 bytes each.
const triesKept = 20_000

type tries struct {
	max  int           // failures that lock
	wait time.Duration // how long it is locked
	keep time.Duration // how long failures that did not lock are remembered

	mu   sync.Mutex
	kept map[[sha256.Size]byte]try
}

type try struct {
	failures int
	locked   bool
	until    time.Time // locked, or remembered, so long
}

func newTries(max int, wait, keep time.Duration) *tries {
	return &tries{max: max, wait: wait, keep: keep, kept: map[[sha256.Size]byte]try{}}
}

// lockedUntil is when a key may be tried again; zero when it may.
func (t *tries) lockedUntil(key string, now time.Time) time.Time {
	t.mu.Lock()
	defer t.mu.Unlock()
	if one := t.kept[sha256.Sum256([]byte(key))]; one.locked && one.until.After(now) {
		return one.until
	}
	return time.Time{}
}

// fail counts one failure of a key.
func (t *tries) fail(key string, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	sum := sha256.Sum256([]byte(key))
	one := t.kept[sum]
	if !one.until.After(now) || one.locked {
		one = try{until: now.Add(t.keep)}
	}
	if one.failures++; one.failures >= t.max {
		one.locked, one.until = true, now.Add(t.wait)
	}
	t.room(now)
	t.kept[sum] = one
}

// room forgets what has run out, and when that is not enough, any one.
func (t *tries) room(now time.Time) {
	if len(t.kept) < triesKept {
		return
	}
	for key, one := range t.kept {
		if !one.until.After(now) {
			delete(t.kept, key)
		}
	}
	for key := range t.kept {
		if len(t.kept) < triesKept {
			return
		}
		delete(t.kept, key)
	}
}
