// Fewer points for the screen: a boundary file has a thousand times more than a
// board can show.

package geo

import "math"

// Simplified is the area with points left out that lie within the tolerance, in
// metres, of the line that remains (Douglas and Peucker). Holes and islands
// smaller than the tolerance are left out, the largest polygon never is. It is
// for display only: neighbours may part by up to the tolerance.
func (a Area) Simplified(tolerance float64) Area {
	var out Area
	keep := a.largest()
	for i, g := range a {
		var thin Polygon
		for j, r := range g {
			whole := i == keep && j == 0
			if !whole && r.across() < tolerance {
				if j == 0 {
					break // an island goes with its lakes
				}
				continue
			}
			thin = append(thin, r.simplified(tolerance))
		}
		if thin != nil {
			out = append(out, thin)
		}
	}
	return out
}

// largest is the index of the polygon with the greatest extent.
func (a Area) largest() int {
	at, best := 0, -1.0
	for i, g := range a {
		if len(g) == 0 {
			continue
		}
		if twice, _ := g[0].surface(); math.Abs(twice) > best {
			at, best = i, math.Abs(twice)
		}
	}
	return at
}

// across is the diagonal of the ring's box in metres.
func (r Ring) across() float64 {
	b := BoxOf(r...)
	return Metres(b.Min, b.Max)
}

// simplified thins a ring. Its first point and the one farthest from it stay; so
// does a third, lest the ring become a line.
func (r Ring) simplified(tolerance float64) Ring {
	if len(r) <= 4 {
		return r
	}
	cosine := math.Cos(r[0].Lat * math.Pi / 180)
	far := r.farthest(0, len(r)-1, cosine)
	stay := make([]bool, len(r))
	stay[0], stay[far.at], stay[len(r)-1] = true, true, true
	for _, half := range [2][2]int{{0, far.at}, {far.at, len(r) - 1}} {
		r.mark(stay, half, tolerance, cosine)
	}
	out := make(Ring, 0, len(r))
	for i, p := range r {
		if stay[i] {
			out = append(out, p)
		}
	}
	if len(out) < 4 {
		return r.triangle(far.at, cosine)
	}
	return out
}

// mark sets which points between the ends stay. The stack is its own: a
// coastline would be deep for recursion.
func (r Ring) mark(stay []bool, ends [2]int, tolerance, cosine float64) {
	open := [][2]int{ends}
	for len(open) > 0 {
		e := open[len(open)-1]
		open = open[:len(open)-1]
		far := r.farthest(e[0], e[1], cosine)
		if far.at == 0 || far.metres <= tolerance {
			continue
		}
		stay[far.at] = true
		open = append(open, [2]int{e[0], far.at}, [2]int{far.at, e[1]})
	}
}

// remote is a point and how far it lies from a line.
type remote struct {
	at     int
	metres float64
}

// farthest finds the point between two others that lies farthest from the line
// through them; at is 0 when there is none between.
func (r Ring) farthest(from, to int, cosine float64) remote {
	best := remote{metres: -1}
	for i := from + 1; i < to; i++ {
		if m := fromLine(r[i], r[from], r[to], cosine); m > best.metres {
			best = remote{i, m}
		}
	}
	return best
}

// triangle is the ring of the first point, the one farthest from it and the one
// farthest from the line between them.
func (r Ring) triangle(far int, cosine float64) Ring {
	third, best := 0, -1.0
	for i := 1; i < len(r)-1; i++ {
		if m := fromLine(r[i], r[0], r[far], cosine); i != far && m > best {
			third, best = i, m
		}
	}
	if third < far {
		return Ring{r[0], r[third], r[far], r[0]}
	}
	return Ring{r[0], r[far], r[third], r[0]}
}

// fromLine is how far p lies from the stretch between a and b, in metres, on a
// plane about them.
func fromLine(p, a, b Point, cosine float64) float64 {
	const metre = earth * math.Pi / 180
	bx, by := (b.Lon-a.Lon)*cosine, b.Lat-a.Lat
	px, py := (p.Lon-a.Lon)*cosine, p.Lat-a.Lat
	if length := bx*bx + by*by; length > 0 {
		t := min(1, max(0, (px*bx+py*by)/length))
		px, py = px-t*bx, py-t*by
	}
	return math.Hypot(px, py) * metre
}
