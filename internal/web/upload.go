package web

import (
	"errors"
	"net/http"
	"sync"
	"time"

	"guatu/internal/access"
	"guatu/internal/fault"
)

// How uploads come in: a few at a time, in time, and without leaving files behind.

// Bounds of uploads on their way; one that is slow holds its own person's place,
// not everybody's.
const (
	uploadsAtOnce = 8
	uploadsEach   = 2
	formTime      = 30 * time.Second
	uploadTime    = 5 * time.Minute
)

// uploads counts those on their way, by person.
type uploads struct {
	mu    sync.Mutex
	by    map[string]int
	total int
}

// begin takes a place for a body of a size and gives it back with end; bodies of
// plain forms need none.
func (u *uploads) begin(who access.Actor, limit int64) (end func(), err error) {
	if limit <= formLimit {
		return func() {}, nil
	}
	key := who.Tenant() + "/" + who.ID
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.total >= uploadsAtOnce || u.by[key] >= uploadsEach {
		return nil, fault.New(fault.Unavailable, "upload.busy")
	}
	if u.by == nil {
		u.by = map[string]int{}
	}
	u.total++
	u.by[key]++
	return func() { u.end(key) }, nil
}

func (u *uploads) end(key string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.total--
	if u.by[key]--; u.by[key] == 0 {
		delete(u.by, key)
	}
}

// hurry sets by when a body must have come, so that slow ones hold no connection.
func hurry(w http.ResponseWriter, limit int64) error {
	wait := formTime
	if limit > formLimit {
		wait = uploadTime
	}
	err := http.NewResponseController(w).SetReadDeadline(time.Now().Add(wait))
	if errors.Is(err, http.ErrNotSupported) {
		return nil // a recorder of a test, an HTTP/2 stream of a wrapper
	}
	return err
}

// letGo removes the temporary files of a form.
func (s *Server) letGo(r *http.Request) {
	if r.MultipartForm == nil {
		return
	}
	if err := r.MultipartForm.RemoveAll(); err != nil {
		s.Log.Warn("upload left behind", "request", RequestID(r.Context()), "err", err)
	}
}
