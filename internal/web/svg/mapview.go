// From longitude and latitude to the drawing: a plain projection about the
// middle of the areas, and simpler outlines.

package svg

import (
	"math"
	"strings"

	"guatu/internal/geo"
)

// A view projects places into the drawing. At the size of a city a plain
// cylinder about the middle parallel is true to a hair's breadth.
type view struct {
	west, north, cos, scale, left, top float64
	cell                               float64 // half the height of a comb's cell; 0 without cells
}

const edge = 14.0 // free space about the areas

// fitView fits all areas into w × h.
func fitView(areas []Area, w, h float64) view {
	west, east, south, north := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, a := range areas {
		for _, ring := range a.Rings {
			for _, p := range ring {
				west, east = math.Min(west, p.Lon), math.Max(east, p.Lon)
				south, north = math.Min(south, p.Lat), math.Max(north, p.Lat)
			}
		}
	}
	if west >= east || south >= north {
		return view{cos: 1}
	}
	v := view{west: west, north: north, cos: math.Cos((south + north) / 2 * math.Pi / 180)}
	wide, high := (east-west)*v.cos, north-south
	v.scale = math.Min((w-2*edge)/wide, (h-2*edge)/high)
	v.left, v.top = (w-wide*v.scale)/2, (h-high*v.scale)/2
	v.cell = v.pitch(areas) / math.Sqrt(3)
	return v
}

// pitch is the distance between neighbouring cells in the drawing.
func (v view) pitch(areas []Area) float64 {
	least := math.Inf(1)
	for _, a := range areas {
		for i, c := range a.Cells {
			for _, d := range a.Cells[:i] {
				least = math.Min(least, distance(v.at(c), v.at(d)))
			}
		}
	}
	if math.IsInf(least, 0) {
		return 0
	}
	return least
}

// at is where a place lies in the drawing.
func (v view) at(p geo.Point) xy {
	return xy{v.left + (p.Lon-v.west)*v.cos*v.scale, v.top + (v.north-p.Lat)*v.scale}
}

// outline is the path of all rings, each simplified to what the eye can tell.
func (v view) outline(a Area) string {
	var b strings.Builder
	for _, ring := range a.Rings {
		at := make([]xy, len(ring))
		for i, p := range ring {
			at[i] = v.at(p)
		}
		b.WriteString(path(simplify(at, .35), true))
	}
	return b.String()
}

// simplify leaves out places that lie within d of the line without them
// (Douglas and Peucker, 1973), without recursion, for imported boundaries may
// have a hundred thousand places.
func simplify(at []xy, d float64) []xy {
	if len(at) < 5 {
		return at
	}
	keep := make([]bool, len(at))
	keep[0], keep[len(at)-1] = true, true
	for todo := [][2]int{{0, len(at) - 1}}; len(todo) > 0; {
		from, to := todo[len(todo)-1][0], todo[len(todo)-1][1]
		todo = todo[:len(todo)-1]
		far, i := farthest(at, from, to)
		if far <= d {
			continue
		}
		keep[i] = true
		todo = append(todo, [2]int{from, i}, [2]int{i, to})
	}
	var out []xy
	for i, k := range keep {
		if k {
			out = append(out, at[i])
		}
	}
	return out
}

// farthest is the place between two that lies farthest from their line.
func farthest(at []xy, from, to int) (far float64, index int) {
	a, b := at[from], at[to]
	long := distance(a, b)
	for i := from + 1; i < to; i++ {
		d := distance(a, at[i])
		if long > 0 {
			d = math.Abs((b.x-a.x)*(a.y-at[i].y)-(a.x-at[i].x)*(b.y-a.y)) / long
		}
		if d > far {
			far, index = d, i
		}
	}
	return far, index
}

func distance(a, b xy) float64 { return math.Hypot(a.x-b.x, a.y-b.y) }
