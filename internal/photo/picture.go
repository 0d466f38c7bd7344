// Read: what a picture says about itself without being decoded.

package photo

import (
	"bufio"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	_ "image/gif" // each import makes its kind known to image.Decode
	_ "image/jpeg"
	_ "image/png"
	"io"
	"time"

	_ "golang.org/x/image/bmp"
	_ "golang.org/x/image/webp"

	"guatu/internal/fault"
	"guatu/internal/geo"
)

// Bounds of what is decoded. A picture of a few kilobytes can claim any size (a
// decompression bomb); the header is asked before a pixel is made.
const (
	MaxPixels = 100_000_000 // pixels; no phone takes more in one shot of evidence
	maxMemory = 512 << 20   // bytes that the decoder would need, roughly
)

// A Picture is what a picture says about itself (照片自述信息).
type Picture struct {
	Kind   Kind `json:"kind"`
	Width  int  `json:"width"` // pixels, as shown: turned as its camera was held
	Height int  `json:"height"`

	// Place is where the camera says it was, nil when it does not say. EXIF is
	// WGS-84, which at a project's precision is CGCS2000. Some watermark cameras
	// write shifted coordinates (GCJ-02, up to 700 m off) under the same tag: who
	// compares leaves room for it.
	Place *geo.Point `json:"place,omitempty"`

	// Taken is when the shutter opened, zero when it does not say. Only the
	// camera's own clock says it, and people can set that. Zoned tells that the
	// zone was given; without one it is read as China's time (UTC+8).
	Taken time.Time `json:"taken,omitzero"`
	Zoned bool      `json:"zoned,omitempty"`

	turn int // EXIF orientation, 1 to 8
}

// Read tells what a picture says about itself; no pixel is decoded, so it is quick
// whatever the size. Metadata that is damaged says nothing; damaged measures are a
// fault. Of a HEIC, AVIF or TIFF the measures may be zero.
//
// Faults: photo.none when it is no picture, photo.damaged, photo.too_large (which
// still gives the Picture, since its place and time can be read).
func Read(r io.ReadSeeker) (Picture, error) {
	k, err := pictureKind(r)
	if err != nil {
		return Picture{}, err
	}
	p := Picture{Kind: k, turn: 1}
	if err := p.readTags(r); err != nil {
		return p, err
	}
	if !k.Drawable() {
		return p, nil
	}
	if err := rewind(r); err != nil {
		return p, err
	}
	c, _, err := image.DecodeConfig(bufio.NewReader(r))
	if err != nil {
		return p, damaged(err)
	}
	p.Width, p.Height = c.Width, c.Height
	if p.turn >= 5 {
		p.Width, p.Height = c.Height, c.Width
	}
	return p, p.bounded(r, c)
}

// pictureKind is the kind of a picture, told from its beginning.
func pictureKind(r io.ReadSeeker) (Kind, error) {
	if err := rewind(r); err != nil {
		return Unknown, err
	}
	head := make([]byte, headSize)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return Unknown, err
	}
	k := sniffHead(head[:n], int64(n))
	if !k.IsPicture() {
		return k, fault.New(fault.Invalid, "photo.none")
	}
	return k, nil
}

// bounded refuses what would take too many pixels or too much memory to decode.
func (p Picture) bounded(r io.ReadSeeker, c image.Config) error {
	pixels := int64(c.Width) * int64(c.Height)
	if c.Width <= 0 || c.Height <= 0 {
		return damaged(errors.New("no pixels"))
	}
	each, err := p.weight(r, c.ColorModel)
	if err != nil {
		return err
	}
	if pixels > MaxPixels || pixels*each > maxMemory {
		return fault.New(fault.TooLarge, "photo.too_large", "width", p.Width, "height", p.Height,
			"max", min(MaxPixels, maxMemory/each)/1_000_000)
	}
	return nil
}

// weight is roughly how many bytes the decoder needs for a pixel: a progressive
// JPEG keeps four bytes for each coefficient until its last scan.
func (p Picture) weight(r io.ReadSeeker, m color.Model) (int64, error) {
	switch {
	case m == color.RGBA64Model, m == color.NRGBA64Model:
		return 8, nil
	case p.Kind != JPEG:
		return 4, nil
	}
	progressive, err := isProgressive(r)
	if progressive {
		return 15, err
	}
	return 4, err
}

// isProgressive walks the segments of a JPEG to its frame and tells its kind.
func isProgressive(r io.ReadSeeker) (bool, error) {
	if _, err := r.Seek(2, io.SeekStart); err != nil {
		return false, err
	}
	for b, head := bufio.NewReader(r), [4]byte{}; ; {
		if _, err := io.ReadFull(b, head[:]); err != nil {
			return false, damaged(err)
		}
		for head[1] == 0xff { // fill bytes
			next, err := b.ReadByte()
			if err != nil {
				return false, damaged(err)
			}
			head = [4]byte{head[0], head[2], head[3], next}
		}
		switch {
		case head[1] == 0xc2:
			return true, nil
		case head[1] == 0xc0 || head[1] == 0xc1 || head[1] == 0xda:
			return false, nil
		}
		if _, err := b.Discard(max(0, int(binary.BigEndian.Uint16(head[2:]))-2)); err != nil {
			return false, damaged(err)
		}
	}
}

func rewind(r io.Seeker) error {
	_, err := r.Seek(0, io.SeekStart)
	return err
}

// damaged is the fault of bytes that are not what their beginning promised.
func damaged(err error) error { return fault.New(fault.Invalid, "photo.damaged").Because(err) }
