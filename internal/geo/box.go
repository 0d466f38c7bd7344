// Boxes about points, and their way onto paper.

package geo

import "math"

// A Box is the least rectangle of longitudes and latitudes about some points.
// Its zero value holds no point.
type Box struct {
	Min, Max Point
	some     bool
}

// BoxOf is the box about the points; without points it is empty.
func BoxOf(points ...Point) Box {
	var b Box
	for _, p := range points {
		b = b.With(p)
	}
	return b
}

// With is the box made wide enough for one more point.
func (b Box) With(p Point) Box {
	if !b.some {
		return Box{p, p, true}
	}
	b.Min = Point{min(b.Min.Lon, p.Lon), min(b.Min.Lat, p.Lat)}
	b.Max = Point{max(b.Max.Lon, p.Lon), max(b.Max.Lat, p.Lat)}
	return b
}

// Union is the box about both.
func (b Box) Union(c Box) Box {
	if !c.some {
		return b
	}
	return b.With(c.Min).With(c.Max)
}

// Empty tells that the box holds no point.
func (b Box) Empty() bool { return !b.some }

// Contains tells whether the point lies in the box or on its edge.
func (b Box) Contains(p Point) bool {
	return b.some && b.Min.Lon <= p.Lon && p.Lon <= b.Max.Lon && b.Min.Lat <= p.Lat && p.Lat <= b.Max.Lat
}

// Centre is the middle of the box.
func (b Box) Centre() Point {
	return Point{(b.Min.Lon + b.Max.Lon) / 2, (b.Min.Lat + b.Max.Lat) / 2}
}

// A Projection lays a small area, a city or a province, onto a sheet: degrees of
// longitude are shortened by the cosine of the middle latitude, north is up, and
// the area keeps its proportions. Over a city of 200 km it is off by less than
// half a per cent.
type Projection struct {
	centre    Point
	middle    Point // of the sheet, in its units; Lon is x, Lat is y
	perDegree float64
	cosine    float64
}

// Fit makes the projection that shows the box as large as possible in the middle
// of a sheet of the given width and height, in the units of an SVG. A box without
// extent is shown at 1 km across.
func Fit(b Box, width, height float64) Projection {
	p := Projection{centre: b.Centre(), middle: Point{width / 2, height / 2}}
	p.cosine = math.Cos(p.centre.Lat * math.Pi / 180)
	const kilometre = 1000 / (earth * math.Pi / 180)
	across := max((b.Max.Lon-b.Min.Lon)*p.cosine, kilometre)
	up := max(b.Max.Lat-b.Min.Lat, kilometre)
	p.perDegree = min(width/across, height/up)
	return p
}

// XY is the place of a point on the sheet, y downward.
func (p Projection) XY(q Point) (x, y float64) {
	return p.middle.Lon + (q.Lon-p.centre.Lon)*p.cosine*p.perDegree,
		p.middle.Lat - (q.Lat-p.centre.Lat)*p.perDegree
}

// Point is the inverse of XY.
func (p Projection) Point(x, y float64) Point {
	return Point{p.centre.Lon + (x-p.middle.Lon)/p.perDegree/p.cosine, p.centre.Lat - (y-p.middle.Lat)/p.perDegree}
}

// Metres is how many metres one unit of the sheet stands for, for a scale bar.
func (p Projection) Metres() float64 { return earth * math.Pi / 180 / p.perDegree }
