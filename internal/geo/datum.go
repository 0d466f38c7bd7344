// The datums in which coordinates come in, and the way between them.

package geo

import (
	"math"

	"guatu/internal/fault"
)

// A Datum is the system in which a longitude and latitude were taken.
type Datum string

// The datums in use. At a project's precision WGS84 is CGCS2000.
const (
	CGCS2000 Datum = "cgcs2000"
	WGS84    Datum = "wgs84"
	GCJ02    Datum = "gcj02" // 高德, 腾讯
	BD09     Datum = "bd09"  // 百度
)

// ParseDatum reads a datum's code; "" is CGCS2000. Fault: geo.datum_unknown.
func ParseDatum(s string) (Datum, error) {
	switch d := Datum(s); d {
	case "":
		return CGCS2000, nil
	case CGCS2000, WGS84, GCJ02, BD09:
		return d, nil
	}
	return "", fault.New(fault.Invalid, "geo.datum_unknown", "datum", s)
}

// ToCGCS brings a point of the datum to CGCS2000. The shift of GCJ-02 has no
// closed inverse; it is found by iteration, to well under a centimetre. Outside
// the box about China providers do not shift, but Baidu's own offset is added
// everywhere. A datum not known leaves the point.
func (d Datum) ToCGCS(p Point) Point {
	switch d {
	case GCJ02:
		return unshift(p)
	case BD09:
		return unshift(fromBaidu(p))
	}
	return p
}

// FromCGCS is the inverse of ToCGCS.
func (d Datum) FromCGCS(p Point) Point {
	switch d {
	case GCJ02:
		return shift(p)
	case BD09:
		return toBaidu(shift(p))
	}
	return p
}

// Krasovsky's ellipsoid, on which the shift of GCJ-02 is computed.
const (
	krasovskyAxis = 6378245.0
	krasovskyEcc  = 0.00669342162296594323
)

// shift is CGCS2000 → GCJ-02.
func shift(p Point) Point {
	if !p.InChina() {
		return p
	}
	return shifted(p)
}

func shifted(p Point) Point {
	x, y := p.Lon-105, p.Lat-35
	common := (20*math.Sin(6*x*math.Pi) + 20*math.Sin(2*x*math.Pi)) * 2 / 3
	north := -100 + 2*x + 3*y + 0.2*y*y + 0.1*x*y + 0.2*math.Sqrt(math.Abs(x)) + common +
		waves(y, 20, 1, 40, 3) + waves(y, 160, 12, 320, 30)
	east := 300 + x + 2*y + 0.1*x*x + 0.1*x*y + 0.1*math.Sqrt(math.Abs(x)) + common +
		waves(x, 20, 1, 40, 3) + waves(x, 150, 12, 300, 30)
	lat := p.Lat * math.Pi / 180
	magic := 1 - krasovskyEcc*math.Sin(lat)*math.Sin(lat)
	root := math.Sqrt(magic)
	degree := 180 / math.Pi
	return Point{
		Lon: p.Lon + east*degree/(krasovskyAxis/root*math.Cos(lat)),
		Lat: p.Lat + north*degree/(krasovskyAxis*(1-krasovskyEcc)/(magic*root)),
	}
}

// waves is one pair of the sines that the shift is made of.
func waves(v, a, divA, b, divB float64) float64 {
	return (a*math.Sin(v/divA*math.Pi) + b*math.Sin(v/divB*math.Pi)) * 2 / 3
}

// unshift is GCJ-02 → CGCS2000: the error of a guess is nearly the error of its
// shift, so each step takes it off. Six steps reach the precision of a float.
func unshift(g Point) Point {
	if !g.InChina() {
		return g
	}
	guess := g
	for range 6 {
		s := shifted(guess)
		guess.Lon -= s.Lon - g.Lon
		guess.Lat -= s.Lat - g.Lat
	}
	return guess
}

const baiduPi = math.Pi * 3000 / 180

// toBaidu is GCJ-02 → BD-09.
func toBaidu(p Point) Point {
	z := math.Hypot(p.Lon, p.Lat) + 0.00002*math.Sin(p.Lat*baiduPi)
	theta := math.Atan2(p.Lat, p.Lon) + 0.000003*math.Cos(p.Lon*baiduPi)
	return Point{z*math.Cos(theta) + 0.0065, z*math.Sin(theta) + 0.006}
}

// fromBaidu is BD-09 → GCJ-02. The formula in use is half a metre off; taking
// off the error of each guess is not.
func fromBaidu(b Point) Point {
	guess := Point{b.Lon - 0.0065, b.Lat - 0.006}
	for range 6 {
		s := toBaidu(guess)
		guess.Lon -= s.Lon - b.Lon
		guess.Lat -= s.Lat - b.Lat
	}
	return guess
}
