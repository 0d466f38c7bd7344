// Turns: how many ledgers come in and are read at once.

package api

import (
	"context"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	"guatu/internal/fault"
)

// Bounds of uploads. One that is slow holds its own person's place, not
// everybody's; reading takes memory, so few read at once.
const (
	uploadsAtOnce = 8
	uploadsEach   = 2
	readersAtOnce = 2
)

// turns counts uploads on their way, by person, and readers.
type turns struct {
	mu      sync.Mutex
	by      map[string]int
	total   int
	readers chan struct{}
}

func newTurns() *turns {
	return &turns{by: map[string]int{}, readers: make(chan struct{}, readersAtOnce)}
}

// begin takes a place for a person's upload; false when there is none.
func (t *turns) begin(person string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.total >= uploadsAtOnce || t.by[person] >= uploadsEach {
		return false
	}
	t.total++
	t.by[person]++
	return true
}

func (t *turns) end(person string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.total--
	if t.by[person]--; t.by[person] == 0 {
		delete(t.by, person)
	}
}

// read waits for a reader's place; no more wait than uploads are on their way.
func (t *turns) read(ctx context.Context) (end func(), err error) {
	select {
	case t.readers <- struct{}{}:
		return func() { <-t.readers }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// callersTurn lets an upload begin when there is a place.
func callersTurn(ctx huma.Context, next func(huma.Context)) {
	c := callOf(ctx.Context())
	person := c.visit.Tenant() + "/" + c.visit.ID
	if !c.api.turns.begin(person) {
		c.problem(ctx.Context(), fault.New(fault.Unavailable, "upload.busy")).write(ctx)
		return
	}
	defer c.api.turns.end(person)
	next(ctx)
}
