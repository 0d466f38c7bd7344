package svg

import (
	"math"
	"strings"
	"testing"

	"guatu/internal/geo"
)

func TestTilesLieWhereTheirServersSay(t *testing.T) {
	huaian := geo.Point{Lon: 119.02, Lat: 33.60}
	for _, c := range []struct {
		name    string
		address string
		z       int
		x, y    float64
	}{
		// Web Mercator: x = ⌊(lon+180)/360·2^z⌋, y by the published formula.
		{"Web Mercator at level 10", "https://t/{z}/{x}/{y}.png", 10, 850, 410},
		// EPSG:4490: 360/2^z degrees a tile from 180° W, 90° N.
		{"天地图 vec_c at level 10", "https://t0.tianditu.gov.cn/vec_c/wmts?TILEMATRIX={z}&TILEROW={y}&TILECOL={x}", 10, 850, 160},
	} {
		tiles := TilesAt(c.address)
		at := tiles.tile(huaian, c.z)
		if math.Floor(at.x) != c.x || math.Floor(at.y) != c.y {
			t.Errorf("%s: tile %v, want %v %v", c.name, at, c.x, c.y)
		}
		back := tiles.corner(at.x, at.y, c.z)
		if math.Abs(back.Lon-huaian.Lon) > 1e-9 || math.Abs(back.Lat-huaian.Lat) > 1e-9 {
			t.Errorf("%s: back at %v", c.name, back)
		}
	}
}

func TestABasemapIsBoundedAndOnlyUnderRealOutlines(t *testing.T) {
	ring := []geo.Point{{Lon: 118.2, Lat: 32.7}, {Lon: 119.6, Lat: 32.7}, {Lon: 119.6, Lat: 34.1}, {Lon: 118.2, Lat: 34.1}}
	m := Map{Areas: []Area{{Code: "1", Name: "甲", Rings: [][]geo.Point{ring}}}, Tiles: TilesAt("https://t/{z}/{x}/{y}.png")}
	drawn := m.Draw()
	if n := strings.Count(drawn, "<image "); n == 0 || n > mostTile {
		t.Errorf("%d tiles", n)
	}
	if !strings.Contains(drawn, `fill-opacity="0.55"`) {
		t.Error("the tint hides the basemap")
	}
	m.Areas[0].Cells = []geo.Point{{Lon: 119, Lat: 33}}
	if strings.Contains(m.Draw(), "<image ") {
		t.Error("a schematic map lies on a real one")
	}
	for _, bad := range []string{"", "javascript:alert({x})", "/{z}/{x}/{y}", "ftp://t/{z}", "https://"} {
		if got := TilesAt(bad).Origin(); got != "" {
			t.Errorf("%q comes from %q", bad, got)
		}
	}
}
