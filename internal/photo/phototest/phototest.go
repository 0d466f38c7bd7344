// Package phototest makes photos for tests of other packages: drawn building
// sites with what a phone writes beside the pixels.
package phototest

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"time"

	"guatu/internal/geo"
)

// A Shot is one photo to be made. Seed is what it shows: photos of one seed look
// alike, whatever their size.
type Shot struct {
	Seed    uint64
	Wide    int        // pixels; 640 when zero
	At      *geo.Point // what it says of its place
	Taken   time.Time  // and of its time
	Quality int        // of JPEG; 80 when zero
	Turn    uint16     // EXIF orientation: how the camera was held; none when zero
}

// JPEG is the photo.
func (s Shot) JPEG() []byte {
	wide := s.Wide
	if wide == 0 {
		wide = 640
	}
	quality := s.Quality
	if quality == 0 {
		quality = 80
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, site(s.Seed, wide), &jpeg.Options{Quality: quality}); err != nil {
		panic(err) // into memory
	}
	if s.At == nil && s.Taken.IsZero() && s.Turn == 0 {
		return b.Bytes()
	}
	body := append([]byte("Exif\x00\x00"), s.tags()...)
	head := binary.BigEndian.AppendUint16([]byte{0xff, 0xd8, 0xff, 0xe1}, uint16(len(body)+2))
	return bytes.Join([][]byte{head, body, b.Bytes()[2:]}, nil)
}

// site draws sky, ground and blocks.
func site(seed uint64, wide int) *image.RGBA {
	dice := rand.New(rand.NewPCG(seed, 5))
	high := wide * 3 / 4
	img := image.NewRGBA(image.Rect(0, 0, wide, high))
	box := func(x, y, w, h float64, c color.Color) {
		at := func(v float64) int { return int(v * float64(wide)) }
		draw.Draw(img, image.Rect(at(x), at(y), at(x+w), at(y+h)), image.NewUniform(c), image.Point{}, draw.Src)
	}
	tone := func() color.RGBA {
		return color.RGBA{uint8(40 + dice.IntN(180)), uint8(40 + dice.IntN(180)), uint8(40 + dice.IntN(180)), 255}
	}
	horizon := 0.2 + 0.3*dice.Float64()
	box(0, 0, 1, horizon, color.RGBA{uint8(120 + dice.IntN(100)), 190, 230, 255})
	box(0, horizon, 1, 1, tone())
	for range 9 {
		box(dice.Float64(), 0.1+0.5*dice.Float64(), 0.05+0.25*dice.Float64(), 0.05+0.3*dice.Float64(), tone())
	}
	return img
}

// A tag is one entry of a directory; longer values stand behind it.
type tag struct {
	id, kind uint16
	count    uint32
	value    []byte
}

// tags are a TIFF block with what the camera says.
func (s Shot) tags() []byte {
	own := []tag{{0x9003, 2, 20, append([]byte(s.Taken.In(china).Format("2006:01:02 15:04:05")), 0)}, {0x9011, 2, 7, []byte("+08:00\x00")}}
	if s.Taken.IsZero() {
		own = nil
	}
	var gps []tag
	if s.At != nil {
		gps = []tag{{1, 2, 2, []byte("N\x00")}, degrees(2, s.At.Lat), {3, 2, 2, []byte("E\x00")}, degrees(4, s.At.Lon)}
	}
	link := func(id uint16, at int) tag { return tag{id, 4, 1, binary.BigEndian.AppendUint32(nil, uint32(at))} }
	first := func(own, gps int) []byte {
		list := []tag{link(0x8769, own), link(0x8825, gps)}
		if s.Turn > 0 {
			list = append([]tag{{0x0112, 3, 1, []byte{byte(s.Turn >> 8), byte(s.Turn)}}}, list...)
		}
		return directory(8, list)
	}
	ownAt := 8 + len(first(0, 0))
	gpsAt := ownAt + len(directory(ownAt, own))
	return bytes.Join([][]byte{[]byte("MM\x00*\x00\x00\x00\x08"), first(ownAt, gpsAt), directory(ownAt, own), directory(gpsAt, gps)}, nil)
}

var china = time.FixedZone("CST", 8*3600)

// degrees writes an angle as degrees, minutes and ten-thousandths of a second.
func degrees(id uint16, angle float64) tag {
	whole := uint64(math.Round(angle * 3600 * 10000))
	var v []byte
	for _, n := range [][2]uint64{{whole / 36_000_000, 1}, {whole / 600_000 % 60, 1}, {whole % 600_000, 10000}} {
		v = binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(v, uint32(n[0])), uint32(n[1]))
	}
	return tag{id, 5, 3, v}
}

// directory is tags as they stand at a place of the block, values after them.
func directory(at int, tags []tag) []byte {
	out := binary.BigEndian.AppendUint16(nil, uint16(len(tags)))
	var beyond []byte
	for _, g := range tags {
		out = binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(out, g.id), g.kind)
		out = binary.BigEndian.AppendUint32(out, g.count)
		if len(g.value) <= 4 {
			out = append(out, append(g.value, 0, 0, 0, 0)[:4]...)
			continue
		}
		out = binary.BigEndian.AppendUint32(out, uint32(at+2+12*len(tags)+4+len(beyond)))
		beyond = append(beyond, g.value...)
	}
	return append(append(out, 0, 0, 0, 0), beyond...)
}
