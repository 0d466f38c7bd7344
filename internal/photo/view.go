// Render: a picture small, and its fingerprint, from one decoding.

package photo

import (
	"bufio"
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"io"

	"golang.org/x/image/draw"

	"guatu/internal/fault"
)

const (
	ViewSize    = 480 // pixels of a thumbnail's longer side, at most
	viewQuality = 80
)

// A View is a picture as lists show it (缩略图), made anew from its pixels: nothing
// that the file said about itself, no place, time or name, goes along.
type View struct {
	JPEG          []byte
	Width, Height int // pixels
	Print         Print
}

// Render decodes a picture once and gives its view and fingerprint. It takes about
// half a second for 12 megapixels and up to half a gigabyte for the largest: the
// caller lets one or two run at a time.
//
// Faults: those of Read, and photo.undrawable for kinds that cannot be decoded
// here (HEIC, AVIF, TIFF).
func Render(r io.ReadSeeker) (View, error) {
	p, err := Read(r)
	if err != nil {
		return View{}, err
	}
	if !p.Kind.Drawable() {
		return View{}, fault.New(fault.Invalid, "photo.undrawable", "kind", string(p.Kind))
	}
	if err := rewind(r); err != nil {
		return View{}, err
	}
	full, _, err := image.Decode(bufio.NewReader(r))
	if err != nil {
		return View{}, damaged(err)
	}
	small := turned(shrunk(full), p.turn)
	v := View{Width: small.Rect.Dx(), Height: small.Rect.Dy(), Print: printOf(small)}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, small, &jpeg.Options{Quality: viewQuality}); err != nil {
		return View{}, err
	}
	v.JPEG = out.Bytes()
	return v, nil
}

// shrunk is a picture within ViewSize, never enlarged, on white where it is clear.
func shrunk(full image.Image) *image.RGBA {
	b := full.Bounds()
	w, h, most := b.Dx(), b.Dy(), max(b.Dx(), b.Dy())
	if most > ViewSize {
		w, h = max(1, w*ViewSize/most), max(1, h*ViewSize/most)
	}
	small := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(small, small.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.ApproxBiLinear.Scale(small, small.Rect, full, b, draw.Over, nil)
	return small
}

// turned is a picture as its camera was held: EXIF orientation 1 to 8, where 5 to
// 8 lie on their side and the even ones up to 4, and 5 and 7, are mirrored.
func turned(p *image.RGBA, turn int) *image.RGBA {
	if turn <= 1 {
		return p
	}
	w, h := p.Rect.Dx(), p.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if turn >= 5 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			tx, ty := placed(x, y, image.Pt(w-1, h-1), turn)
			copy(out.Pix[out.PixOffset(tx, ty):][:4], p.Pix[p.PixOffset(x, y):][:4])
		}
	}
	return out
}

// placed is where a pixel goes; last is the pixel of the lower right corner.
func placed(x, y int, last image.Point, turn int) (int, int) {
	switch turn {
	case 2:
		return last.X - x, y
	case 3:
		return last.X - x, last.Y - y
	case 4:
		return x, last.Y - y
	case 5:
		return y, x
	case 6:
		return last.Y - y, x
	case 7:
		return last.Y - y, last.X - x
	case 8:
		return y, last.X - x
	}
	return x, y
}
