// Areas: rings, polygons with holes, and several of them together.

package geo

import (
	"cmp"
	"slices"
)

// A Ring is a closed line: its last point is its first.
type Ring []Point

// A Polygon is an outer ring and the holes in it.
type Polygon []Ring

// An Area is one or more polygons that do not overlap: a county and its islands.
type Area []Polygon

// crosses tells whether a ray from p to the east crosses the edge from a to b.
// An edge holds its lower end but not its upper one, and is always computed from
// the lower end, so that a point on the edge of two neighbours is in one of them.
func crosses(p, a, b Point) bool {
	if a.Lat > b.Lat {
		a, b = b, a
	}
	if p.Lat < a.Lat || b.Lat <= p.Lat {
		return false
	}
	return p.Lon < a.Lon+(p.Lat-a.Lat)/(b.Lat-a.Lat)*(b.Lon-a.Lon)
}

// Contains tells whether the point lies within the ring.
func (r Ring) Contains(p Point) bool {
	in := false
	for i := 1; i < len(r); i++ {
		in = in != crosses(p, r[i-1], r[i])
	}
	return in
}

// Contains tells whether the point lies within the outer ring and in no hole.
func (g Polygon) Contains(p Point) bool {
	in := false
	for _, r := range g {
		in = in != r.Contains(p)
	}
	return in
}

// Contains tells whether the point lies in one of the polygons.
func (a Area) Contains(p Point) bool {
	return slices.ContainsFunc(a, func(g Polygon) bool { return g.Contains(p) })
}

// Box is the box about the area.
func (a Area) Box() Box {
	var b Box
	for _, g := range a {
		if len(g) > 0 {
			b = b.Union(BoxOf(g[0]...))
		}
	}
	return b
}

// Points counts the points of all rings.
func (a Area) Points() (n int) {
	for _, g := range a {
		for _, r := range g {
			n += len(r)
		}
	}
	return n
}

// surface is twice the signed extent of the ring in square degrees, positive
// counter-clockwise, and its centre of gravity. It is computed about the first
// point: far from the origin the products would eat the digits.
func (r Ring) surface() (twice float64, centre Point) {
	if len(r) == 0 {
		return 0, Point{}
	}
	o := r[0]
	for i := 1; i < len(r); i++ {
		ax, ay, bx, by := r[i-1].Lon-o.Lon, r[i-1].Lat-o.Lat, r[i].Lon-o.Lon, r[i].Lat-o.Lat
		cross := ax*by - bx*ay
		twice += cross
		centre.Lon += (ax + bx) * cross
		centre.Lat += (ay + by) * cross
	}
	if twice == 0 {
		return 0, BoxOf(r...).Centre()
	}
	return twice, Point{o.Lon + centre.Lon/(3*twice), o.Lat + centre.Lat/(3*twice)}
}

// Inside is a point in the area fit to write its name at: the centre of gravity
// of its largest polygon, or, where that lies outside, the middle of the longest
// stretch at the same latitude.
func (a Area) Inside() Point {
	var largest Polygon
	best := -1.0
	for _, g := range a {
		if len(g) == 0 {
			continue
		}
		if twice, _ := g[0].surface(); max(twice, -twice) > best {
			largest, best = g, max(twice, -twice)
		}
	}
	if largest == nil {
		return Point{}
	}
	_, centre := largest[0].surface()
	if largest.Contains(centre) {
		return centre
	}
	return largest.stretch(centre)
}

// stretch is the middle of the longest stretch of the polygon at the latitude of
// p; p itself when the polygon does not reach that latitude.
func (g Polygon) stretch(p Point) Point {
	var cuts []float64
	for _, r := range g {
		for i := 1; i < len(r); i++ {
			a, b := r[i-1], r[i]
			if (a.Lat <= p.Lat) != (b.Lat <= p.Lat) {
				cuts = append(cuts, a.Lon+(p.Lat-a.Lat)/(b.Lat-a.Lat)*(b.Lon-a.Lon))
			}
		}
	}
	slices.SortFunc(cuts, cmp.Compare)
	longest := 0.0
	for i := 1; i < len(cuts); i += 2 {
		if w := cuts[i] - cuts[i-1]; w > longest {
			longest, p.Lon = w, (cuts[i]+cuts[i-1])/2
		}
	}
	return p
}
