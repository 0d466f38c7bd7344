// Pictures: what is asked of a file that is one.

package blob

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"guatu/internal/fault"
	"guatu/internal/photo"
)

// Kind tells what a file truly is. Fault: blob.missing.
func (s *Store) Kind(h Hash) (photo.Kind, error) {
	f, err := s.Open(h)
	if err != nil {
		return photo.Unknown, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return photo.Unknown, err
	}
	return photo.Sniff(f, info.Size())
}

// Picture gives what a picture says about itself and its print, and makes its view
// on the way, since all of it takes one decoding (half a second for a phone's
// photo). Others wait meanwhile: one picture is decoded at a time. A picture that
// cannot be drawn here (HEIC) has no print.
//
// Faults: blob.missing; photo.none, photo.damaged, photo.too_large with what the
// picture said so far.
func (s *Store) Picture(h Hash) (photo.Picture, photo.Print, error) {
	f, err := s.Open(h)
	if err != nil {
		return photo.Picture{}, 0, err
	}
	defer f.Close()
	p, err := photo.Read(f)
	if err != nil || !p.Kind.Drawable() {
		return p, 0, err
	}
	s.drawing.Lock()
	defer s.drawing.Unlock()
	print, err := s.draw(h, f)
	return p, print, err
}

// View opens the small picture of a file, a JPEG without anything but pixels, and
// makes it when it is first asked for. Faults: blob.missing, blob.no_view for what
// is no picture that can be drawn; that is remembered too.
func (s *Store) View(h Hash) (*os.File, error) {
	if !h.valid() {
		return nil, missing(h)
	}
	f, err := s.openView(h)
	if !errors.Is(err, fs.ErrNotExist) {
		return f, err
	}
	content, err := s.Open(h)
	if err != nil {
		return nil, err
	}
	defer content.Close()
	s.drawing.Lock()
	defer s.drawing.Unlock()
	if f, err := s.openView(h); !errors.Is(err, fs.ErrNotExist) {
		return f, err // somebody else has made it meanwhile
	}
	if _, err := s.draw(h, content); err != nil {
		return nil, noView(h).Because(err)
	}
	return s.openView(h)
}

// view is where the small picture of a file lies; the hash has been checked.
func (s *Store) view(h Hash) string {
	return filepath.Join(s.dir, "views", string(h[:2]), string(h[2:])+".jpg")
}

// openView opens a view that was made; an empty one says that none can be.
func (s *Store) openView(h Hash) (*os.File, error) {
	f, err := os.Open(s.view(h))
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && info.Size() == 0 {
		err = noView(h)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func noView(h Hash) *fault.Error {
	return fault.New(fault.NotFound, "blob.no_view", "hash", string(h))
}

// draw decodes a picture and keeps its view; what cannot be drawn gets an empty
// one, so that nobody tries again. The disk's own errors are not the picture's.
// The caller holds the lock of drawing.
func (s *Store) draw(h Hash, f *os.File) (photo.Print, error) {
	v, err := photo.Render(f)
	if err != nil && fault.KindOf(err) == "" {
		return 0, err
	}
	return v.Print, errors.Join(err, s.writeWhole(s.view(h), v.JPEG))
}
