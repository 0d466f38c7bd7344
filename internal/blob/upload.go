// Uploads that can be taken up again: begun, sent in pieces over a bad network,
// finished once.

package blob

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"errors"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"unicode/utf8"

	"guatu/internal/fault"
)

// A Promise is what a client says of a file before it sends it.
type Promise struct {
	Name  string `json:"name"`           // as the person's computer calls it; never a path here
	Size  int64  `json:"size"`           // bytes
	Hash  Hash   `json:"hash,omitempty"` // "" when the client did not compute it
	Owner string `json:"owner"`          // whose upload it is, for the caller to compare
	// Client is the client's own name of this upload, for one that cannot be sure
	// whether its first call arrived; "" has none.
	Client string `json:"client,omitempty"`
}

// A State is how far an upload is.
type State struct {
	Promise
	Offset int64   `json:"offset"`         // bytes on disk: where to go on
	Done   *Stored `json:"done,omitempty"` // when it was finished
}

// longestName is in characters, longestClient in bytes: a UUID has 36.
const longestName, longestClient = 255, 64

// Begin sets an upload up and gives its id, which cannot be guessed (130 bits). An
// owner who begins the same file again under the same Client name gets the upload
// that is there, however far it is.
//
// Faults: upload.promise for a size below nought, a name too long or a hash that
// is none; upload.other when the Client name stands for another file;
// upload.too_large, upload.busy, blob.quota, blob.full.
func (s *Store) Begin(p Promise) (id string, err error) {
	if !p.sound() {
		return "", fault.New(fault.Invalid, "upload.promise")
	}
	if err := s.small(p.Size); err != nil {
		return "", err
	}
	if p.Client == "" {
		return s.begin(rand.Text(), p)
	}
	id = Named(p.Owner, p.Client)
	line := s.line(id)
	line.Lock()
	defer line.Unlock()
	switch st, err := s.State(id); {
	case fault.KindOf(err) == fault.NotFound:
		return s.begin(id, p)
	case err != nil:
		return "", err
	case st.Size != p.Size || st.Hash != p.Hash:
		return "", fault.New(fault.Conflict, "upload.other", "name", st.Name)
	}
	return id, nil
}

// sound tells that a promise can be kept.
func (p Promise) sound() bool {
	return p.Size >= 0 && (p.Hash == "" || p.Hash.valid()) && utf8.ValidString(p.Name) && utf8.RuneCountInString(p.Name) <= longestName && len(p.Client) <= longestClient
}

// Named is the id of the upload that an owner begins under a Client name: whoever
// knows both could have begun it.
func Named(owner, client string) string {
	sum := sha256.Sum256([]byte(strconv.Itoa(len(owner)) + " " + owner + client))
	return base32.StdEncoding.EncodeToString(sum[:])[:idLength]
}

// begin makes the room and the files.
func (s *Store) begin(id string, p Promise) (string, error) {
	if err := s.reserve(p.Size); err != nil {
		return "", err
	}
	if err := s.create(id, p); err != nil {
		s.release(p.Size)
		return "", errors.Join(full(err), s.erase(id))
	}
	return id, nil
}

// create makes the files of an upload: the part first, so that a record never
// stands without one.
func (s *Store) create(id string, p Promise) error {
	f, err := os.OpenFile(s.part(id), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return s.record(id, State{Promise: p})
}

// Append writes a piece that begins at offset and gives how far the upload is
// then, on disk. A piece of which the network dropped the end is kept as far as it
// came. Nobody waits for a client that has gone silent: bytes are read without a
// lock and written where they belong, and of two who send the same place one is
// told that the other was faster.
//
// Faults: upload.gone; upload.offset with the right offset; upload.long beyond the
// size promised; upload.broken when the stream failed; blob.full. The offset is
// given with each.
func (s *Store) Append(id string, offset int64, r io.Reader) (int64, error) {
	st, err := s.State(id)
	if err != nil {
		return 0, err
	}
	if st.Done != nil || st.Offset != offset {
		return st.Offset, elsewhere(st.Offset)
	}
	f, err := os.OpenFile(s.part(id), os.O_WRONLY, 0)
	if err != nil {
		return offset, s.moved(id, err)
	}
	at, err := s.copyTo(f, piece{id: id, at: offset, size: st.Size}, r)
	return at, errors.Join(err, full(closed(f, nil)))
}

// A piece is where an append writes.
type piece struct {
	id       string
	at, size int64 // the next byte, and the size promised
}

// bite is how many bytes are read before they are written.
const bite = 256 << 10

// copyTo writes a stream bite by bite.
func (s *Store) copyTo(f *os.File, p piece, r io.Reader) (int64, error) {
	for b := make([]byte, bite); ; {
		n, ended := fill(r, b)
		if n > 0 {
			if err := s.write(f, &p, b[:n]); err != nil {
				return p.at, err
			}
		}
		switch {
		case ended == nil:
		case errors.Is(ended, io.EOF):
			return p.at, nil
		default:
			return p.at, fault.New(fault.Unavailable, "upload.broken", "offset", p.at).Because(ended)
		}
	}
}

// fill reads until b is full or the stream ends. io.ReadFull does not tell a
// stream that ended from one that broke off.
func fill(r io.Reader, b []byte) (n int, err error) {
	for n < len(b) && err == nil {
		var more int
		more, err = r.Read(b[n:])
		n += more
	}
	return n, err
}

// write writes a bite if the upload still ends where it belongs.
func (s *Store) write(f *os.File, p *piece, b []byte) error {
	line := s.line(p.id)
	line.Lock()
	defer line.Unlock()
	end, err := os.Stat(s.part(p.id))
	if err != nil {
		return s.moved(p.id, err)
	}
	if end.Size() != p.at {
		p.at = end.Size()
		return elsewhere(p.at)
	}
	if p.at+int64(len(b)) > p.size {
		return fault.New(fault.Invalid, "upload.long", "size", p.size)
	}
	n, err := f.WriteAt(b, p.at)
	p.at += int64(n)
	return full(err)
}

func elsewhere(offset int64) error {
	return fault.New(fault.Conflict, "upload.offset", "offset", offset)
}

// State tells how far an upload is. Fault: upload.gone.
func (s *Store) State(id string) (State, error) {
	if !isID(id) {
		return State{}, s.gone(id, fs.ErrNotExist)
	}
	// The part is asked before the record: the record of a finished upload is
	// written before its part goes, so that one of the two is always seen.
	part, missing := os.Stat(s.part(id))
	text, err := os.ReadFile(s.note(id))
	if err != nil {
		return State{}, s.gone(id, err)
	}
	var st State
	if err := json.Unmarshal(text, &st); err != nil {
		return State{}, err
	}
	switch {
	case missing == nil:
		st.Offset, st.Done = part.Size(), nil
		return st, nil
	case !errors.Is(missing, fs.ErrNotExist) || st.Done == nil:
		return State{}, s.gone(id, missing)
	}
	st.Offset = st.Done.Size
	kept, err := s.Has(st.Done.Hash)
	if err == nil && !kept {
		err = s.gone(id, fs.ErrNotExist)
	}
	return st, err
}

// moved is the fault of a piece whose part has just gone: finished by somebody
// faster, or given up.
func (s *Store) moved(id string, err error) error {
	if st, err := s.State(id); err == nil {
		return elsewhere(st.Offset)
	}
	return s.gone(id, err)
}

// gone is the fault of an upload that is not there; other errors stay.
func (s *Store) gone(id string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.NotFound, "upload.gone", "id", id)
	}
	return err
}

// idLetters are those of rand.Text.
const idLetters, idLength = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 26

// isID is asked before an id becomes a path.
func isID(id string) bool { return len(id) == idLength && made(id, idLetters) }

func (s *Store) part(id string) string { return filepath.Join(s.dir, "parts", id+".part") }
func (s *Store) note(id string) string { return filepath.Join(s.dir, "parts", id+".json") }

// line is the lock of an upload; some share one.
func (s *Store) line(id string) *sync.Mutex {
	h := fnv.New32a()
	h.Write([]byte(id))
	return &s.lines[h.Sum32()%uint32(len(s.lines))]
}

// record writes what is known of an upload.
func (s *Store) record(id string, st State) error {
	text, err := json.Marshal(st)
	if err != nil {
		return err
	}
	return s.writeWhole(s.note(id), text)
}
