// The store: one folder, its limits, and the files in it.

package blob

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"guatu/internal/fault"
)

// A Hash names a file by what it holds: SHA-256 in 64 small hexadecimal digits.
type Hash string

// ParseHash reads a hash that a client sent. Fault: blob.hash.
func ParseHash(s string) (Hash, error) {
	if h := Hash(s); h.valid() {
		return h, nil
	}
	return "", fault.New(fault.Invalid, "blob.hash", "text", s)
}

// valid is asked before a hash becomes a path.
func (h Hash) valid() bool { return len(h) == 2*sha256.Size && made(string(h), "0123456789abcdef") }

// Stored is a file that is kept.
type Stored struct {
	Hash Hash  `json:"hash"`
	Size int64 `json:"size"` // bytes
}

// Limits bound a store; zero is no bound.
type Limits struct {
	File    int64 // bytes of one file
	Total   int64 // bytes of all files, and of all uploads under way as promised
	Uploads int   // uploads under way
}

// A Store is one folder of files. It may be used by many goroutines. Several
// processes may share the folder; each then counts towards Total what it knows.
type Store struct {
	dir    string
	limits Limits

	mu       sync.Mutex // over names in files/, and the sums
	used     int64      // bytes in files/
	promised int64      // bytes that uploads under way may still become
	uploads  int

	lines   [64]sync.Mutex // one upload at a time writes, by its id
	drawing sync.Mutex     // one picture at a time is decoded: it takes memory
}

// Open opens the store of a folder and makes it when it is not there. It counts
// what is in it, so it takes about a second for a hundred thousand files.
func Open(dir string, l Limits) (*Store, error) {
	s := &Store{dir: dir, limits: l}
	for _, sub := range []string{"files", "views", "parts", "incoming"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o700); err != nil {
			return nil, full(err)
		}
	}
	err := s.walk(func(_ Hash, _ string, size int64) error {
		s.used += size
		return nil
	})
	return s, errors.Join(err, s.countUploads())
}

// Limits are the bounds the store was opened with.
func (s *Store) Limits() Limits { return s.limits }

// path is where a file lies; the hash has been checked.
func (s *Store) path(h Hash) string {
	return filepath.Join(s.dir, "files", string(h[:2]), string(h[2:]))
}

// Has tells whether a file is kept.
func (s *Store) Has(h Hash) (bool, error) {
	if !h.valid() {
		return false, nil
	}
	_, err := os.Stat(s.path(h))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// Open opens a file for reading; the caller closes it. Fault: blob.missing.
func (s *Store) Open(h Hash) (*os.File, error) {
	if !h.valid() {
		return nil, missing(h)
	}
	f, err := os.Open(s.path(h))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, missing(h)
	}
	return f, err
}

func missing(h Hash) error { return fault.New(fault.NotFound, "blob.missing", "hash", string(h)) }

// Remove removes a file and its view; one that is not there is no error. Whoever
// calls it makes sure that nobody is just taking the same content in: that is what
// Prune is for.
func (s *Store) Remove(h Hash) error {
	if !h.valid() {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.remove(h)
}

// remove is Remove with the lock held.
func (s *Store) remove(h Hash) error {
	size, err := sizeOf(s.path(h))
	if err != nil {
		return err
	}
	for _, path := range []string{s.view(h), s.path(h)} {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	s.used -= size
	return ignoreGone(syncDir(filepath.Dir(s.path(h))))
}

// Put takes a file in from a stream, in little memory whatever its size; taking
// the same content in again keeps one file and makes it anew, so that a damaged
// one is mended by it. When Put answers, the file is on disk.
//
// Faults: upload.too_large, blob.quota when the store is at its limit, blob.full
// when the disk is; nothing is left of a file refused.
func (s *Store) Put(r io.Reader) (Stored, error) { return s.take(r, "") }

// take is Put of a file that must have a hash; "" is any. Fault: blob.damaged.
func (s *Store) take(r io.Reader, want Hash) (Stored, error) {
	f, err := os.CreateTemp(filepath.Join(s.dir, "incoming"), "put-*")
	if err != nil {
		return Stored{}, full(err)
	}
	defer os.Remove(f.Name()) // by then it is elsewhere, or refused
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(f, sum), s.within(r))
	if err == nil {
		err = s.small(n)
	}
	if err = closed(f, err); err != nil {
		return Stored{}, full(err)
	}
	kept := Stored{Hash(hex.EncodeToString(sum.Sum(nil))), n}
	if want != "" && kept.Hash != want {
		return Stored{}, fault.New(fault.Invalid, "blob.damaged", "hash", string(want))
	}
	if err := s.keep(f.Name(), kept, 0); err != nil {
		return Stored{}, err
	}
	return kept, nil
}

// within ends a stream one byte after the limit, by which it is known to be over.
func (s *Store) within(r io.Reader) io.Reader {
	if s.limits.File > 0 {
		return io.LimitReader(r, s.limits.File+1)
	}
	return r
}

// small checks a size against the limit of one file.
func (s *Store) small(size int64) error {
	if s.limits.File > 0 && size > s.limits.File {
		return fault.New(fault.TooLarge, "upload.too_large", "megabytes", s.limits.File>>20)
	}
	return nil
}

// room checks that so many more bytes fit; the lock is held.
func (s *Store) room(more int64) error {
	if s.limits.Total > 0 && s.used+s.promised+more > s.limits.Total {
		return fault.New(fault.Unavailable, "blob.quota", "megabytes", s.limits.Total>>20)
	}
	return nil
}

// keep gives a whole file its place; promised is what an upload had set aside
// for it, and is given back.
func (s *Store) keep(from string, f Stored, promised int64) error {
	to := s.path(f.Hash)
	if err := makeDir(filepath.Dir(to)); err != nil {
		return full(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	had, err := sizeOf(to)
	if err != nil {
		return err
	}
	if err := s.room(f.Size - had - promised); err != nil {
		return err
	}
	young := os.Chtimes(from, time.Time{}, time.Now()) // an upload may have lain since yesterday: see Prune
	if err := errors.Join(young, os.Chmod(from, 0o400), os.Rename(from, to)); err != nil {
		return full(err)
	}
	s.used += f.Size - had
	return syncDir(filepath.Dir(to))
}
