// What the camera wrote beside the pixels: how it was held, where and when.

package photo

import (
	"io"
	"math"
	"time"

	"github.com/bep/imagemeta"

	"guatu/internal/geo"
)

// china is the time of a camera that names no zone. The country has one zone, and
// no summer time since 1991.
var china = time.FixedZone("CST", 8*3600)

// formats are the kinds whose tags can be read.
var formats = map[Kind]imagemeta.ImageFormat{
	JPEG: imagemeta.JPEG, PNG: imagemeta.PNG, WebP: imagemeta.WebP,
	TIFF: imagemeta.TIFF, HEIC: imagemeta.HEIF, AVIF: imagemeta.AVIF,
}

// wanted are the tags that are kept. The time of the last change (DateTime) is
// not: it is an editor's, not the shutter's.
var wanted = map[string]bool{
	"Orientation": true,
	"GPSLatitude": true, "GPSLatitudeRef": true, "GPSLongitude": true, "GPSLongitudeRef": true,
	"DateTimeOriginal": true, "OffsetTimeOriginal": true,
	"DateTimeDigitized": true, "OffsetTimeDigitized": true,
}

// readTags takes from a picture's tags what can be believed. Broken tags are no
// fault: the picture then says nothing about itself.
func (p *Picture) readTags(r io.ReadSeeker) error {
	format, ok := formats[p.Kind]
	if !ok {
		return nil
	}
	if err := rewind(r); err != nil {
		return err
	}
	said := map[string]any{}
	sources := imagemeta.EXIF
	if !p.Kind.Drawable() {
		sources |= imagemeta.CONFIG // nobody else reads their measures
	}
	found, _ := imagemeta.Decode(imagemeta.Options{ // the error says the tags are broken; those before the break count
		R: r, ImageFormat: format, Sources: sources,
		ShouldHandleTag: func(t imagemeta.TagInfo) bool { return wanted[t.Tag] },
		HandleTag: func(t imagemeta.TagInfo) error {
			if _, twice := said[t.Tag]; !twice { // the main picture's come first, the embedded thumbnail's after
				said[t.Tag] = t.Value
			}
			return nil
		},
	})
	p.Width, p.Height = found.ImageConfig.Width, found.ImageConfig.Height
	if turn, ok := said["Orientation"].(uint16); ok && 1 <= turn && turn <= 8 {
		p.turn = int(turn)
	}
	p.Place = place(said)
	p.Taken, p.Zoned = taken(said)
	return nil
}

// place is where the tags say; nil for none, for nonsense, and for 0° 0°, which is
// what a camera without a fix writes.
func place(said map[string]any) *geo.Point {
	lat, okLat := signed(said, "GPSLatitude", "N", "S")
	lon, okLon := signed(said, "GPSLongitude", "E", "W")
	if !okLat || !okLon || lat == 0 && lon == 0 || math.Abs(lat) > 90 || math.Abs(lon) > 180 {
		return nil
	}
	return &geo.Point{Lon: lon, Lat: lat}
}

// signed is an angle in degrees with the sign its letter gives; an angle without
// its letter is not believed.
func signed(said map[string]any, tag, plus, minus string) (float64, bool) {
	angle, ok := said[tag].(float64)
	if !ok || math.IsNaN(angle) || math.IsInf(angle, 0) {
		return 0, false
	}
	switch said[tag+"Ref"] {
	case plus:
		return angle, true
	case minus:
		return -angle, true
	}
	return 0, false
}

// taken is when the tags say the shutter opened: the original time, else when it
// was made digital.
func taken(said map[string]any) (at time.Time, zoned bool) {
	for _, of := range []string{"Original", "Digitized"} {
		clock, _ := said["DateTime"+of].(string)
		zone, _ := said["OffsetTime"+of].(string)
		if at, err := time.Parse("2006:01:02 15:04:05-07:00", clock+zone); err == nil {
			return at, true
		}
		if at, err := time.ParseInLocation("2006:01:02 15:04:05", clock, china); err == nil && at.Year() > 1 {
			return at, false
		}
	}
	return time.Time{}, false
}
