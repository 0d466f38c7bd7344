// How uploads end: finished, abandoned, or swept away.

package blob

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"guatu/internal/fault"
)

// Finish reads the whole upload back from the disk, compares it with what was
// promised, and keeps it. Asked again, because the answer got lost, it gives the
// same answer, until the upload is swept.
//
// Faults: upload.gone; upload.unfinished with the offset to go on from;
// upload.hash when it is not the file the client meant, after which it has to
// begin anew; blob.full.
func (s *Store) Finish(id string) (Stored, error) {
	line := s.line(id)
	line.Lock()
	defer line.Unlock()
	st, err := s.State(id)
	switch {
	case err != nil:
		return Stored{}, err
	case st.Done != nil:
		return *st.Done, nil
	case st.Offset != st.Size:
		return Stored{}, fault.New(fault.Conflict, "upload.unfinished", "offset", st.Offset, "size", st.Size)
	}
	hash, err := hashOf(s.part(id))
	if err != nil {
		return Stored{}, err
	}
	if st.Hash != "" && st.Hash != hash {
		return Stored{}, errors.Join(fault.New(fault.Invalid, "upload.hash", "name", st.Name), s.drop(id, st))
	}
	// The record says it is done before it is: as long as the part is there the
	// record is not believed, and from the moment it is not there it has to be.
	st.Done = &Stored{hash, st.Size}
	if err := s.record(id, st); err != nil {
		return Stored{}, err
	}
	if err := s.keep(s.part(id), *st.Done, st.Size); err != nil {
		return Stored{}, err
	}
	s.release(st.Size)
	return *st.Done, nil
}

// hashOf reads a file through, and makes sure that what was read is on disk.
func hashOf(path string) (Hash, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	return Hash(hex.EncodeToString(sum.Sum(nil))), closed(f, err)
}

// Abandon ends an upload and removes what came of it; a file that was finished
// stays. Fault: upload.gone.
func (s *Store) Abandon(id string) error {
	line := s.line(id)
	line.Lock()
	defer line.Unlock()
	st, err := s.State(id)
	if err != nil {
		return err
	}
	return s.drop(id, st)
}

// drop removes an upload, with its line held.
func (s *Store) drop(id string, st State) error {
	if err := s.erase(id); err != nil {
		return err
	}
	if st.Done == nil {
		s.release(st.Size)
	}
	return nil
}

// erase removes the files of an upload. The record goes first: a part without one
// is rubbish for Sweep, a record without a part would be a lie.
func (s *Store) erase(id string) error {
	for _, path := range []string{s.note(id), s.part(id)} {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// Sweep removes uploads that nobody has touched since a moment, records of those
// finished before it, and files that a killed process left half taken in. It gives
// how many it removed. A day or more ago is a good moment: people go home and
// their phones go on tomorrow.
func (s *Store) Sweep(before time.Time) (int, error) {
	swept := 0
	var all error
	for _, dir := range []string{"parts", "incoming"} {
		found, err := os.ReadDir(filepath.Join(s.dir, dir))
		all = errors.Join(all, err)
		for _, e := range found {
			done, err := s.sweep(dir, e, before)
			all = errors.Join(all, err)
			if done {
				swept++
			}
		}
	}
	return swept, all
}

// sweep removes one file of those folders if it is old; an upload goes with both
// its files, by the younger of them.
func (s *Store) sweep(dir string, e fs.DirEntry, before time.Time) (bool, error) {
	id, _, _ := strings.Cut(e.Name(), ".")
	if dir == "parts" && isID(id) {
		line := s.line(id)
		line.Lock()
		defer line.Unlock()
		if s.touched(id, before) {
			return false, nil
		}
		st, err := s.State(id)
		if err == nil {
			return true, s.drop(id, st)
		}
		_, there := os.Lstat(filepath.Join(s.dir, dir, e.Name())) // a record may have gone with its part
		return there == nil, s.erase(id)
	}
	info, err := e.Info()
	if err != nil || !info.ModTime().Before(before) {
		return false, ignoreGone(err)
	}
	return true, ignoreGone(os.Remove(filepath.Join(s.dir, dir, e.Name())))
}

// touched tells that an upload has changed since a moment.
func (s *Store) touched(id string, since time.Time) bool {
	for _, path := range []string{s.part(id), s.note(id)} {
		if info, err := os.Stat(path); err == nil && !info.ModTime().Before(since) {
			return true
		}
	}
	return false
}

func ignoreGone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// reserve sets room aside for an upload.
func (s *Store) reserve(size int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.limits.Uploads > 0 && s.uploads >= s.limits.Uploads {
		return fault.New(fault.Unavailable, "upload.busy")
	}
	if err := s.room(size); err != nil {
		return err
	}
	s.promised += size
	s.uploads++
	return nil
}

// release gives it back. Another process may have begun what this one ends.
func (s *Store) release(size int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.promised = max(0, s.promised-size)
	s.uploads = max(0, s.uploads-1)
}

// countUploads finds what earlier processes left under way.
func (s *Store) countUploads() error {
	parts, err := filepath.Glob(filepath.Join(s.dir, "parts", "*.part"))
	for _, path := range parts {
		text, failed := os.ReadFile(strings.TrimSuffix(path, ".part") + ".json")
		if failed != nil {
			err = errors.Join(err, ignoreGone(failed))
			continue
		}
		var st State
		if failed := json.Unmarshal(text, &st); failed != nil {
			err = errors.Join(err, failed)
			continue
		}
		s.promised += st.Size
		s.uploads++
	}
	return err
}
