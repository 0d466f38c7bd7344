// A basemap under real boundaries, where the office has configured one: the
// tiles of 天地图 or of its own server.

package svg

import (
	"math"
	"net/url"
	"strconv"
	"strings"

	"guatu/internal/geo"
)

// A Tiles is the address of a basemap with {z}, {x} and {y}; "" draws none. A
// geographic grid counts whole degrees (天地图 vec_c, EPSG:4490), the other is
// Web Mercator (vec_w, most others).
type Tiles struct {
	Address    string
	Geographic bool
}

// TilesAt reads an address: the grids of 天地图 say what they are in their names.
func TilesAt(address string) Tiles {
	low := strings.ToLower(address)
	return Tiles{Address: address, Geographic: strings.Contains(low, "_c/") || strings.Contains(low, "4490") || strings.Contains(low, "4326")}
}

// Origin is the server the tiles come from, for the page's policy; "" for an
// address that is none.
func (t Tiles) Origin() string {
	u, err := url.Parse(strings.NewReplacer("{z}", "0", "{x}", "0", "{y}", "0").Replace(t.Address))
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

// Bounds of a basemap: the finest level there is, and how many tiles a map may
// ask of somebody else's server.
const (
	finest   = 18
	mostTile = 24
)

// under draws the tiles that lie under the areas, at the finest level that needs
// no more than mostTile of them. A tile of Web Mercator is laid flat between its
// corners, which at the size of a city is off by less than a line's width.
func (t Tiles) under(p *pen, v view, areas []Area) {
	box := boxOf(areas)
	if t.Origin() == "" || box.Empty() || v.scale == 0 {
		return
	}
	z := 1
	for next := z + 1; next <= finest; next++ {
		if a, b := t.span(box, next); (b.x-a.x+1)*(b.y-a.y+1) > mostTile {
			break
		}
		z = next
	}
	from, to := t.span(box, z)
	for x := from.x; x <= to.x; x++ {
		for y := from.y; y <= to.y; y++ {
			a, b := v.at(t.corner(x, y, z)), v.at(t.corner(x+1, y+1, z))
			p.one("image", "href", t.at(int(x), int(y), z), "x", a.x, "y", a.y, "width", b.x-a.x, "height", b.y-a.y, "preserveAspectRatio", "none")
		}
	}
}

// boxOf is the box about all outlines.
func boxOf(areas []Area) geo.Box {
	var box geo.Box
	for _, a := range areas {
		for _, ring := range a.Rings {
			box = box.Union(geo.BoxOf(ring...))
		}
	}
	return box
}

// span is the first and last tile of a level over a box.
func (t Tiles) span(box geo.Box, z int) (from, to xy) {
	a := t.tile(geo.Point{Lon: box.Min.Lon, Lat: box.Max.Lat}, z)
	b := t.tile(geo.Point{Lon: box.Max.Lon, Lat: box.Min.Lat}, z)
	return xy{math.Floor(a.x), math.Floor(a.y)}, xy{math.Floor(b.x), math.Floor(b.y)}
}

// tile is where a place lies in a level's grid, in tiles from the north-west.
func (t Tiles) tile(p geo.Point, z int) xy {
	n := math.Exp2(float64(z))
	x := (p.Lon + 180) / 360 * n
	if t.Geographic {
		return xy{x, (90 - p.Lat) / 360 * n}
	}
	lat := p.Lat * math.Pi / 180
	return xy{x, (1 - math.Asinh(math.Tan(lat))/math.Pi) / 2 * n}
}

// corner is the north-west corner of a tile.
func (t Tiles) corner(x, y float64, z int) geo.Point {
	n := math.Exp2(float64(z))
	lon := x/n*360 - 180
	if t.Geographic {
		return geo.Point{Lon: lon, Lat: 90 - y/n*360}
	}
	return geo.Point{Lon: lon, Lat: math.Atan(math.Sinh(math.Pi*(1-2*y/n))) * 180 / math.Pi}
}

// at is a tile's address.
func (t Tiles) at(x, y, z int) string {
	return strings.NewReplacer("{z}", strconv.Itoa(z), "{x}", strconv.Itoa(x), "{y}", strconv.Itoa(y)).Replace(t.Address)
}
