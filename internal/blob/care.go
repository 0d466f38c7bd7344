// Care of what is kept: is it whole, is it copied, is it still wanted.

package blob

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"guatu/internal/fault"
)

// A Report is what a walk through all files found.
type Report struct {
	Files   int      // looked at
	Bytes   int64    // in them
	Copied  int      // by Copy
	Damaged []Hash   // whose content is not what their name says
	Strange []string // that are none of ours, by path within the store
}

// Verify reads every file through and names the damaged. It takes as long as the
// disk does: some ten seconds for ten gigabytes. Files that facts name and that are
// not here at all are the caller's to find, with Has.
func (s *Store) Verify(ctx context.Context) (Report, error) {
	var r Report
	err := s.walk(func(h Hash, path string, size int64) error {
		if h == "" {
			r.Strange = append(r.Strange, path)
			return ctx.Err()
		}
		is, err := hashOf(filepath.Join(s.dir, path))
		if err != nil {
			return ignoreGone(err)
		}
		r.Files, r.Bytes = r.Files+1, r.Bytes+size
		if is != h {
			r.Damaged = append(r.Damaged, h)
		}
		return ctx.Err()
	})
	return r, err
}

// Copy brings to another store what it has not yet: a backup, and with the stores
// the other way round its restoration. Files never change, so the second backup
// copies only what is new. A damaged file is not copied but named, and the others
// are. Whoever copies the database too does that first: its files are then all
// here.
func (s *Store) Copy(ctx context.Context, to *Store) (Report, error) {
	var r Report
	err := s.walk(func(h Hash, path string, size int64) error {
		if h == "" {
			r.Strange = append(r.Strange, path)
			return ctx.Err()
		}
		r.Files, r.Bytes = r.Files+1, r.Bytes+size
		if had, err := sizeOf(to.path(h)); err != nil || had == size && size > 0 {
			return errors.Join(err, ctx.Err())
		}
		err := s.copyOne(h, to)
		if f, ok := fault.As(err); ok && f.Code == "blob.damaged" {
			r.Damaged = append(r.Damaged, h)
			return ctx.Err()
		}
		if err == nil {
			r.Copied++
		}
		return errors.Join(err, ctx.Err())
	})
	return r, err
}

func (s *Store) copyOne(h Hash, to *Store) error {
	f, err := s.Open(h)
	if err != nil {
		return err
	}
	_, err = to.take(f, h)
	return errors.Join(err, f.Close())
}

// Prune removes the files that nobody wants, but none that was taken in since a
// moment: between a file's coming and the fact that names it passes some time, and
// taking it in again makes it young. It gives how many it removed.
func (s *Store) Prune(before time.Time, wanted func(Hash) bool) (int, error) {
	pruned := 0
	err := s.walk(func(h Hash, path string, _ int64) error {
		if h == "" || wanted(h) {
			return nil
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		info, err := os.Stat(filepath.Join(s.dir, path))
		if err != nil || !info.ModTime().Before(before) {
			return ignoreGone(err)
		}
		pruned++
		return s.remove(h)
	})
	return pruned, err
}

// walk calls do with every file in files/, in the order of their hashes: its path
// within the store and its size. What is none of ours has no hash.
func (s *Store) walk(do func(h Hash, path string, size int64) error) error {
	return fs.WalkDir(os.DirFS(s.dir), "files", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return ignoreGone(err)
		}
		info, err := e.Info()
		if err != nil {
			return ignoreGone(err)
		}
		var h Hash
		if len(path) > len("files/ab/") {
			h = Hash(path[len("files/"):len("files/ab")] + path[len("files/ab/"):])
		}
		if !h.valid() || !info.Mode().IsRegular() {
			h = ""
		}
		return do(h, filepath.FromSlash(path), info.Size())
	})
}
