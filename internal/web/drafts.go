package web

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/workday"
)

// Drafts are ledgers on their way in: uploaded and read, but not yet taken in.
// They live in memory and in a temporary folder, a few a person, an hour long: a
// draft that is lost costs an upload, nothing else.

// Bounds of drafts. Parsed rows are what takes memory: beyond the bound the
// oldest drafts are read anew when somebody comes back to them.
const (
	draftsEach   = 8
	draftsBytes  = 512 << 20
	draftsRows   = 150_000
	draftsLife   = time.Hour
	draftReaders = 2 // files read at once
)

// A draftState is where a draft is.
type draftState string

const (
	draftReading   draftState = "reading"
	draftReady     draftState = "ready"
	draftFailed    draftState = "failed"
	draftImporting draftState = "importing"
	draftImported  draftState = "imported"
)

// A draft is one ledger of one person. What is inside a lock is a snapshot: a
// page reads it whole (see look).
type draft struct {
	ID, Tenant, Person string
	Name               string
	path               string
	size               int64
	touched            time.Time
	exchanged          bool // a file of the platform, and no ledger

	mu   sync.Mutex
	seen draftSeen
}

// A draftSeen is what a page shows of a draft.
type draftSeen struct {
	State       draftState
	Unit        string
	Month       workday.When
	Choices     map[string]string
	Done, Total int
	File        *app.LedgerFile
	Glimpses    []glimpse
	Diff        *app.LedgerDiff
	Err         error
	Cause       string // of the import, once it is done
}

// drafts keeps them all.
type drafts struct {
	dir     string
	mu      sync.Mutex
	list    []*draft
	readers chan struct{}
}

// draftFiles is the name of their files; draftsLost is when one that nobody
// removed belongs to a server that is gone.
const (
	draftFiles = "guatu-ledger-*"
	draftsLost = 24 * time.Hour
)

func newDrafts(dir string) *drafts {
	sweep(dir)
	return &drafts{dir: dir, readers: make(chan struct{}, draftReaders)}
}

// sweep removes what a server that was killed left behind. What cannot be removed
// is somebody else's.
func sweep(dir string) {
	names, err := filepath.Glob(filepath.Join(cmp.Or(dir, os.TempDir()), draftFiles))
	for _, name := range names {
		if info, e := os.Lstat(name); err == nil && e == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > draftsLost {
			os.Remove(name)
		}
	}
}

// add keeps an upload's bytes and gives its draft.
func (d *drafts) add(who access.Actor, name string, body io.Reader) (*draft, error) {
	d.expire()
	if err := d.room(who, 0); err != nil {
		return nil, err
	}
	f, err := os.CreateTemp(d.dir, draftFiles)
	if err != nil {
		return nil, err
	}
	size, err := io.Copy(f, body)
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		os.Remove(f.Name())
		return nil, err
	}
	var b [12]byte
	rand.Read(b[:])
	one := &draft{ID: hex.EncodeToString(b[:]), Tenant: who.Tenant(), Person: who.ID, Name: name, path: f.Name(), size: size, touched: time.Now()}
	if err := d.keep(who, one); err != nil {
		os.Remove(one.path)
		return nil, err
	}
	return one, nil
}

// keep puts a draft on the list if there is room: asked again, for others may
// have come in meanwhile.
func (d *drafts) keep(who access.Actor, one *draft) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.roomLocked(who, one.size); err != nil {
		return err
	}
	d.list = append(d.list, one)
	return nil
}

// room tells whether one more draft of a size may be kept.
func (d *drafts) room(who access.Actor, size int64) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.roomLocked(who, size)
}

func (d *drafts) roomLocked(who access.Actor, size int64) error {
	each, bytes := 0, size
	for _, one := range d.list {
		bytes += one.size
		if one.Tenant == who.Tenant() && one.Person == who.ID {
			each++
		}
	}
	if each >= draftsEach {
		return fault.New(fault.Invalid, "import.many", "max", draftsEach)
	}
	if bytes > draftsBytes {
		return fault.New(fault.Unavailable, "import.full")
	}
	return nil
}

// mark says that a draft is a file of the provincial platform.
func (d *drafts) mark(one *draft) {
	d.mu.Lock()
	defer d.mu.Unlock()
	one.exchanged = true
}

// find gives a person's own ledger and keeps it for another hour.
func (d *drafts) find(who access.Actor, id string) (*draft, error) { return d.own(who, id, false) }

// findExchange is find for files of the platform.
func (d *drafts) findExchange(who access.Actor, id string) (*draft, error) {
	return d.own(who, id, true)
}

func (d *drafts) own(who access.Actor, id string, exchanged bool) (*draft, error) {
	d.expire()
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, one := range d.list {
		if one.ID == id && one.exchanged == exchanged && one.Tenant == who.Tenant() && one.Person == who.ID {
			one.touched = time.Now()
			return one, nil
		}
	}
	return nil, fault.New(fault.NotFound, "import.gone")
}

// of lists a person's ledgers, the newest first.
func (d *drafts) of(who access.Actor) []*draft {
	d.expire()
	d.mu.Lock()
	defer d.mu.Unlock()
	var own []*draft
	for _, one := range slices.Backward(d.list) {
		if one.Tenant == who.Tenant() && one.Person == who.ID && !one.exchanged {
			own = append(own, one)
		}
	}
	return own
}

// drop forgets a draft and removes its file.
func (d *drafts) drop(one *draft) error {
	d.mu.Lock()
	d.list = slices.DeleteFunc(d.list, func(x *draft) bool { return x == one })
	d.mu.Unlock()
	return os.Remove(one.path)
}

// expire drops what nobody looked at for an hour, unless it is being worked on.
func (d *drafts) expire() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.list = slices.DeleteFunc(d.list, func(one *draft) bool {
		state := one.look().State
		if time.Since(one.touched) < draftsLife || state == draftReading || state == draftImporting {
			return false
		}
		return os.Remove(one.path) == nil
	})
}

// lighten forgets the parsed rows of the drafts not looked at for longest, until
// those that stay are few enough. keep stays whatever its size.
func (d *drafts) lighten(keep *draft) {
	d.mu.Lock()
	defer d.mu.Unlock()
	byAge := slices.SortedFunc(slices.Values(d.list), func(a, b *draft) int { return b.touched.Compare(a.touched) })
	rows := keep.rows()
	for _, one := range byAge {
		if one == keep {
			continue
		}
		if rows += one.rows(); rows > draftsRows {
			one.forget()
		}
	}
}

// look is the draft as it stands now.
func (one *draft) look() draftSeen {
	one.mu.Lock()
	defer one.mu.Unlock()
	return one.seen
}

// set changes the draft.
func (one *draft) set(change func(*draftSeen)) {
	one.mu.Lock()
	defer one.mu.Unlock()
	change(&one.seen)
}

// busy tells that a job is on it.
func (s draftSeen) busy() bool { return s.State == draftReading || s.State == draftImporting }

// begin marks a job begun, unless one is on it already.
func (one *draft) begin(state draftState) bool {
	one.mu.Lock()
	defer one.mu.Unlock()
	if one.seen.busy() {
		return false
	}
	s := &one.seen
	s.State, s.Done, s.Total, s.Err = state, 0, 0, nil
	return true
}

// rows counts the parsed rows it holds.
func (one *draft) rows() int {
	n := 0
	if f := one.look().File; f != nil {
		for _, s := range f.Sheets {
			n += len(s.Rows)
		}
	}
	return n
}

// forget lets go of what was read; coming back reads it anew.
func (one *draft) forget() {
	one.set(func(s *draftSeen) {
		if s.State == draftReady {
			s.File, s.Diff, s.Glimpses = nil, nil, nil
		}
	})
}

// work runs a job on a draft in the background: it can be left and come back to.
// The context carries the request's values but not its end. The channel closes
// when the job is over.
func (d *drafts) work(ctx context.Context, one *draft, state draftState, job func(context.Context) error) <-chan struct{} {
	over := make(chan struct{})
	if !one.begin(state) {
		close(over) // it is being worked on: a form sent twice is one job
		return over
	}
	ctx = context.WithoutCancel(ctx)
	go func() {
		defer close(over)
		d.readers <- struct{}{}
		defer func() { <-d.readers }()
		err := jobOf(ctx, job)
		one.set(func(s *draftSeen) {
			if s.Err = err; err != nil {
				s.State = draftFailed
			}
		})
	}()
	return over
}

// soon waits a moment for a job: most files are read before the page is asked for.
func soon(over <-chan struct{}) {
	select {
	case <-over:
	case <-time.After(time.Second):
	}
}

// jobOf turns a panic of a job into its error: a broken file must not take the
// server down.
func jobOf(ctx context.Context, job func(context.Context) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = panicked(p)
		}
	}()
	return job(ctx)
}
