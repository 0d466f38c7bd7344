// Places, and how far apart they are.

package geo

import (
	"math"

	"guatu/internal/fault"
)

// A Point is a place in CGCS2000 longitude and latitude, in degrees.
type Point struct {
	Lon float64 `json:"lon"`
	Lat float64 `json:"lat"`
}

// earth is the mean radius in metres (IUGG).
const earth = 6371008.8

// Check tells a point that cannot be a project's place: one that is no place on
// earth at all, or one outside the box about China, which is most often longitude
// and latitude changed over. Faults: geo.not_a_place, geo.lon_lat_swapped,
// geo.outside_china.
func (p Point) Check() error {
	swapped := Point{p.Lat, p.Lon}
	switch {
	case swapped.InChina() && !p.InChina():
		return fault.New(fault.Invalid, "geo.lon_lat_swapped", "lon", p.Lon, "lat", p.Lat)
	case !p.valid():
		return fault.New(fault.Invalid, "geo.not_a_place", "lon", p.Lon, "lat", p.Lat)
	case !p.InChina():
		return fault.New(fault.Invalid, "geo.outside_china", "lon", p.Lon, "lat", p.Lat)
	}
	return nil
}

// valid tells longitude and latitude in degrees; NaN is neither.
func (p Point) valid() bool { return math.Abs(p.Lon) <= 180 && math.Abs(p.Lat) <= 90 }

// InChina tells whether the point lies in the box within which providers shift
// coordinates. The box takes in neighbours too: it tells slips, not borders.
func (p Point) InChina() bool {
	return 72.004 <= p.Lon && p.Lon <= 137.8347 && 0.8293 <= p.Lat && p.Lat <= 55.8271
}

// Metres is the distance of two points along a great circle, in metres.
func Metres(a, b Point) float64 {
	const rad = math.Pi / 180
	sinLat := math.Sin((b.Lat - a.Lat) * rad / 2)
	sinLon := math.Sin((b.Lon - a.Lon) * rad / 2)
	h := sinLat*sinLat + math.Cos(a.Lat*rad)*math.Cos(b.Lat*rad)*sinLon*sinLon
	return 2 * earth * math.Asin(min(1, math.Sqrt(h)))
}
