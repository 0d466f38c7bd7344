package cli

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// A machine that serves an office mostly waits. The collector keeps the heap of the
// busiest hour for the next one; an office's server shares its machine with others
// and gives it back after a quiet minute instead.
const (
	idleAfter = time.Minute
	idleWork  = 8 << 20 // bytes: what less than a handful of pages allocate
)

// yieldMemory gives memory back to the system whenever little was done in a while,
// until ctx ends.
func yieldMemory(ctx context.Context) {
	tick := time.NewTicker(idleAfter)
	defer tick.Stop()
	var idle idleness
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if idle.begins(allocated()) {
				debug.FreeOSMemory()
			}
		}
	}
}

// An idleness tells the first quiet while after work from those that follow it.
type idleness struct {
	last, given uint64 // bytes allocated when last asked, and when last given back
}

// begins is told how much was ever allocated.
func (i *idleness) begins(total uint64) bool {
	quiet := total-i.last < idleWork
	i.last = total
	if !quiet || total-i.given < idleWork {
		return false
	}
	i.given = total
	return true
}

// allocated is how many bytes this process ever took from its heap.
func allocated() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
