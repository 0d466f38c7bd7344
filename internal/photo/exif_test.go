package photo

// A writer of the little of EXIF that a phone writes, to make photos with.

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"
)

// exif is what the camera of a test says.
type exif struct {
	turn           uint16
	lat, lon       [3]uint32 // degrees, minutes, hundredths of a second
	latRef, lonRef string
	taken, zone    string
	make           string // of the camera; carries a word to look for in what is served
}

// A tag is one entry of a directory.
type tag struct {
	id, kind uint16
	count    uint32
	value    []byte
}

func ascii(id uint16, s string) tag { return tag{id, 2, uint32(len(s) + 1), append([]byte(s), 0)} }

func rationals(id uint16, degrees [3]uint32) tag {
	var v []byte
	for i, n := range degrees {
		v = binary.BigEndian.AppendUint32(v, n)
		v = binary.BigEndian.AppendUint32(v, []uint32{1, 1, 100}[i])
	}
	return tag{id, 5, 3, v}
}

func pointer(id uint16, at int) tag {
	return tag{id, 4, 1, binary.BigEndian.AppendUint32(nil, uint32(at))}
}

// directory is tags as they stand at a place of the TIFF block, values after them.
func directory(at int, tags []tag) []byte {
	out := binary.BigEndian.AppendUint16(nil, uint16(len(tags)))
	var beyond []byte
	for _, g := range tags {
		out = binary.BigEndian.AppendUint16(out, g.id)
		out = binary.BigEndian.AppendUint16(out, g.kind)
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

// block is the TIFF block of what the camera says. Its first directory is built
// twice: the places of the others follow from its length.
func (e exif) block() []byte {
	own := []tag{ascii(0x9003, e.taken), ascii(0x9011, e.zone)}
	gps := []tag{ascii(1, e.latRef), rationals(2, e.lat), ascii(3, e.lonRef), rationals(4, e.lon)}
	first := func(ownAt, gpsAt int) []byte {
		return directory(8, []tag{ascii(0x10f, e.make), {0x112, 3, 1, []byte{byte(e.turn >> 8), byte(e.turn)}},
			pointer(0x8769, ownAt), pointer(0x8825, gpsAt)})
	}
	ownAt := 8 + len(first(0, 0))
	gpsAt := ownAt + len(directory(0, own))
	out := append([]byte("MM\x00*\x00\x00\x00\x08"), first(ownAt, gpsAt)...)
	out = append(out, directory(ownAt, own)...)
	return append(out, directory(gpsAt, gps)...)
}

// into puts the block into a JPEG, where phones put it: at the very beginning.
func (e exif) into(photo []byte) []byte {
	body := append([]byte("Exif\x00\x00"), e.block()...)
	head := binary.BigEndian.AppendUint16([]byte{0xff, 0xd8, 0xff, 0xe1}, uint16(len(body)+2))
	return bytes.Join([][]byte{head, body, photo[2:]}, nil)
}

// huaian is what a phone in Huai'an says, held upright.
var huaian = exif{
	turn: 6, lat: [3]uint32{33, 36, 3000}, lon: [3]uint32{119, 1, 1200}, latRef: "N", lonRef: "E",
	taken: "2026:03:19 10:20:30", zone: "+08:00", make: "SECRETCAMERA",
}

// quarters is a picture whose four corners have colours of their own.
func quarters(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	fill(img, image.Rect(0, 0, w/2, h/2), color.RGBA{220, 0, 0, 255})
	fill(img, image.Rect(w/2, 0, w, h/2), color.RGBA{0, 220, 0, 255})
	fill(img, image.Rect(0, h/2, w/2, h), color.RGBA{0, 0, 220, 255})
	fill(img, image.Rect(w/2, h/2, w, h), color.RGBA{220, 220, 220, 255})
	return img
}

func photograph(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, quarters(w, h), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func drawing(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, quarters(w, h)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
