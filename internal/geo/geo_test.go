package geo

import (
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"guatu/internal/fault"
)

// The vectors were computed once with another implementation (gcoord 1.0.7).
func TestDatumsAgreeWithAnotherImplementation(t *testing.T) {
	for _, c := range []struct {
		name        string
		at, gcj, bd Point
	}{
		{"Huai'an", Point{119.02, 33.6}, Point{119.02547322539746, 33.598614888090886}, Point{119.03189881302367, 33.604873163552845}},
		{"Guang'an", Point{106.63, 30.46}, Point{106.63378521188159, 30.457220497303425}, Point{106.6403359243983, 30.462975267055395}},
		{"Yancheng", Point{120.16, 33.35}, Point{120.16495413538466, 33.34856938861156}, Point{120.17151385022493, 33.35431207979632}},
		{"Beijing", Point{116.404, 39.915}, Point{116.41024449916938, 39.91640428150164}, Point{116.41662724378733, 39.922699552216216}},
		{"Ürümqi", Point{87.6, 43.8}, Point{87.60283897227161, 43.80121203029208}, Point{87.60921015182171, 43.80747250765041}},
		{"London is not shifted by GCJ-02", Point{-0.1, 51.5}, Point{-0.1, 51.5}, Point{-0.09357728365786576, 51.50601717041744}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for datum, want := range map[Datum]Point{GCJ02: c.gcj, BD09: c.bd, WGS84: c.at, CGCS2000: c.at} {
				if got := datum.FromCGCS(c.at); Metres(got, want) > 0.001 {
					t.Errorf("to %s: %v, want %v", datum, got, want)
				}
				if got := datum.ToCGCS(want); Metres(got, c.at) > 0.01 {
					t.Errorf("from %s: %v is %g m off", datum, got, Metres(got, c.at))
				}
			}
		})
	}
}

func place(t *rapid.T) Point {
	return Point{rapid.Float64Range(73.5, 135).Draw(t, "lon"), rapid.Float64Range(3.9, 53.5).Draw(t, "lat")}
}

func TestEveryDatumIsInvertedToACentimetre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := place(t)
		for _, d := range []Datum{GCJ02, BD09, WGS84, CGCS2000} {
			if back := d.ToCGCS(d.FromCGCS(p)); Metres(back, p) > 0.01 {
				t.Fatalf("%s: %v comes back %g m off", d, p, Metres(back, p))
			}
		}
		if shift := Metres(p, GCJ02.FromCGCS(p)); shift < 1 || shift > 2000 {
			t.Fatalf("%v is shifted by %g m", p, shift)
		}
	})
}

func TestParseDatum(t *testing.T) {
	for text, want := range map[string]Datum{"": CGCS2000, "gcj02": GCJ02, "bd09": BD09, "wgs84": WGS84, "cgcs2000": CGCS2000} {
		if d, err := ParseDatum(text); err != nil || d != want {
			t.Errorf("%q: %v %v", text, d, err)
		}
	}
	_, err := ParseDatum("beijing54")
	if f, ok := fault.As(err); !ok || f.Code != "geo.datum_unknown" {
		t.Errorf("got %v", err)
	}
}

func TestPointCheck(t *testing.T) {
	for _, c := range []struct {
		name string
		p    Point
		code string
	}{
		{"a place in Huai'an", Point{119.02, 33.6}, ""},
		{"longitude and latitude changed over", Point{33.6, 119.02}, "geo.lon_lat_swapped"},
		{"metres", Point{40500000, 3720000}, "geo.not_a_place"},
		{"not a number", Point{math.NaN(), 33}, "geo.not_a_place"},
		{"nowhere", Point{0, 0}, "geo.outside_china"},
	} {
		err := c.p.Check()
		f, ok := fault.As(err)
		if ok != (c.code != "") || ok && f.Code != c.code {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
}

func TestMetres(t *testing.T) {
	degree := earth * math.Pi / 180
	for _, c := range []struct {
		name string
		a, b Point
		want float64
	}{
		{"a degree of latitude", Point{119, 33}, Point{119, 34}, degree},
		{"a degree along the equator", Point{119, 0}, Point{120, 0}, degree},
		{"half way round", Point{0, 0}, Point{180, 0}, 180 * degree},
		{"Beijing to Shanghai", Point{116.4074, 39.9042}, Point{121.4737, 31.2304}, 1067310},
	} {
		if got := Metres(c.a, c.b); math.Abs(got-c.want) > c.want*1e-4 {
			t.Errorf("%s: %.0f m, want %.0f", c.name, got, c.want)
		}
	}
}

func TestBoxes(t *testing.T) {
	var none Box
	if !none.Empty() || none.Contains(Point{}) || !none.Union(none).Empty() {
		t.Error("an empty box holds something")
	}
	b := BoxOf(Point{1, 2}, Point{3, 1}).Union(BoxOf(Point{2, 5}))
	if b.Min != (Point{1, 1}) || b.Max != (Point{3, 5}) || b.Centre() != (Point{2, 3}) {
		t.Errorf("got %+v", b)
	}
	if !b.Contains(Point{3, 5}) || b.Contains(Point{3.1, 5}) {
		t.Error("the edge is in, beyond is out")
	}
}

func TestFitShowsTheBoxOnTheSheet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := BoxOf(place(t)).With(place(t))
		const width, height = 800, 600
		p := Fit(b, width, height)
		for _, q := range []Point{b.Min, b.Max, b.Centre()} {
			x, y := p.XY(q)
			if x < -1e-6 || x > width+1e-6 || y < -1e-6 || y > height+1e-6 {
				t.Fatalf("%v lies at %g, %g", q, x, y)
			}
			if back := p.Point(x, y); math.Abs(back.Lon-q.Lon)+math.Abs(back.Lat-q.Lat) > 1e-9 {
				t.Fatalf("%v comes back as %v", q, back)
			}
		}
	})
}

func TestFitKeepsProportions(t *testing.T) {
	p := Fit(BoxOf(Point{119, 33.5}, Point{119.4, 33.9}), 1000, 1000)
	x0, y0 := p.XY(Point{119.2, 33.7})
	x1, y1 := p.XY(Point{119.3, 33.7})
	_, y2 := p.XY(Point{119.2, 33.8})
	east, north := Metres(Point{119.2, 33.7}, Point{119.3, 33.7}), Metres(Point{119.2, 33.7}, Point{119.2, 33.8})
	if math.Abs((x1-x0)*p.Metres()-east) > 1 || math.Abs((y0-y2)*p.Metres()-north) > 1 || y1 != y0 || y2 > y0 {
		t.Errorf("100 units east are %g m, want %g", (x1-x0)*p.Metres(), east)
	}
	if one := Fit(BoxOf(Point{119, 33}), 100, 100); math.Abs(one.Metres()-10) > 1e-6 {
		t.Errorf("a single place is shown at %g m a unit", one.Metres())
	}
}

func square(lon, lat, side float64) Ring {
	return Ring{{lon, lat}, {lon + side, lat}, {lon + side, lat + side}, {lon, lat + side}, {lon, lat}}
}

func TestContains(t *testing.T) {
	lake := Polygon{square(0, 0, 10), square(4, 4, 2)}
	both := Area{lake, {square(20, 0, 5)}, {}}
	for _, c := range []struct {
		name string
		p    Point
		in   bool
	}{
		{"inside", Point{1, 1}, true},
		{"in the hole", Point{5, 5}, false},
		{"on the island", Point{22, 2}, true},
		{"between", Point{15, 2}, false},
		{"level with a corner, outside", Point{-1, 0}, false},
		{"beyond", Point{30, 30}, false},
	} {
		if got := both.Contains(c.p); got != c.in {
			t.Errorf("%s: %t", c.name, got)
		}
	}
}

func TestAPointOfASharedEdgeIsInOneNeighbour(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := place(t), place(t)
		left, right := Point{min(a.Lon, b.Lon) - 10, a.Lat}, Point{max(a.Lon, b.Lon) + 10, b.Lat}
		if a.Lat == b.Lat {
			t.Skip()
		}
		west, east := Ring{a, b, left, a}, Ring{b, a, right, b}
		f := rapid.Float64Range(0.01, 0.99).Draw(t, "f")
		p := Point{a.Lon + f*(b.Lon-a.Lon), a.Lat + f*(b.Lat-a.Lat)}
		if west.Contains(p) == east.Contains(p) {
			t.Fatalf("%v is in both or in none", p)
		}
	})
}

func TestInside(t *testing.T) {
	horseshoe := Ring{{0, 0}, {10, 0}, {10, 10}, {8, 10}, {8, 2}, {2, 2}, {2, 10}, {0, 10}, {0, 0}}
	for name, a := range map[string]Area{
		"a square":              {{square(0, 0, 4)}},
		"a horseshoe":           {{horseshoe}},
		"a ring":                {{square(0, 0, 9), square(1, 1, 7)}},
		"two, the greater wins": {{square(0, 0, 1)}, {square(100, 30, 4)}},
	} {
		if p := a.Inside(); !a.Contains(p) {
			t.Errorf("%s: %v is not inside", name, p)
		}
	}
	if p := (Area{{square(0, 0, 1)}, {square(100, 30, 4)}}).Inside(); p != (Point{102, 32}) {
		t.Errorf("the centre of the greater is %v", p)
	}
	if (Area{}).Inside() != (Point{}) || (Area{{}}).Inside() != (Point{}) {
		t.Error("nothing has an inside")
	}
}

func circle(n int, wobble float64) Ring {
	r := make(Ring, 0, n+1)
	for i := range n {
		angle := 2 * math.Pi * float64(i) / float64(n)
		radius := 0.5 + wobble*math.Sin(37*angle)
		r = append(r, Point{119 + radius*math.Cos(angle), 33 + radius*math.Sin(angle)})
	}
	return append(r, r[0])
}

func TestSimplifiedStaysWithinItsTolerance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := circle(rapid.IntRange(3, 400).Draw(t, "n"), rapid.Float64Range(0, 0.2).Draw(t, "wobble"))
		tolerance := rapid.Float64Range(1, 200000).Draw(t, "tolerance")
		thin := Area{{r}}.Simplified(tolerance)[0][0]
		if len(thin) < 4 || thin[0] != thin[len(thin)-1] || len(thin) > len(r) {
			t.Fatalf("%d points became %v", len(r), thin)
		}
		if len(thin) == 4 {
			return // the triangle that is always left may be farther off
		}
		for _, p := range r {
			nearest := math.Inf(1)
			for i := 1; i < len(thin); i++ {
				nearest = min(nearest, fromLine(p, thin[i-1], thin[i], math.Cos(r[0].Lat*math.Pi/180)))
			}
			if nearest > tolerance*1.0001 {
				t.Fatalf("%v is %g m off, %g allowed", p, nearest, tolerance)
			}
		}
	})
}

func TestSimplifiedLeavesOutWhatCannotBeSeen(t *testing.T) {
	a := Area{{square(119, 33, 0.001), square(119, 33, 0.0001)}, {circle(1000, 0), square(119, 33, 0.1), square(119.2, 33, 0.001)}}
	thin := a.Simplified(1000)
	if len(thin) != 1 || len(thin[0]) != 2 {
		t.Fatalf("got %d polygons, %v", len(thin), thin)
	}
	if n := thin.Points(); n > 60 || n < 10 {
		t.Errorf("%d points are left of %d", n, a.Points())
	}
	small := Area{{circle(500, 0.1)}}.Simplified(1e9)
	if len(small) != 1 || len(small[0][0]) != 4 {
		t.Errorf("the largest must stay, as a triangle: %v", small)
	}
}

func schematic(t testing.TB) []byte {
	t.Helper()
	b, err := os.ReadFile("testdata/huaian.schematic.geojson")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestTheSchematicMapIsRead(t *testing.T) {
	list, err := ParseBoundaries(strings.NewReader(string(schematic(t))))
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 7 {
		t.Fatalf("%d counties", len(list))
	}
	cells := 0
	for _, b := range list {
		cells += len(b.Cells)
		if !b.Schematic() || b.Adcode[:4] != "3208" || !b.Area.Contains(b.Label) {
			t.Errorf("%s %s: kind %s, label %v", b.Adcode, b.Name, b.Kind, b.Label)
		}
		for _, c := range b.Cells {
			for _, other := range list {
				if other.Area.Contains(c) != (other.Adcode == b.Adcode) {
					t.Errorf("cell %v of %s and %s", c, b.Name, other.Name)
				}
			}
		}
	}
	if cells != 127 {
		t.Errorf("%d cells, want 127", cells)
	}
	if list[0].Name != "清江浦区" || list[0].Adcode != "320812" || list[0].Label != (Point{119.0646, 33.4672}) {
		t.Errorf("the first is %s %s at %v", list[0].Adcode, list[0].Name, list[0].Label)
	}
}

func TestOtherFormsOfBoundaryFiles(t *testing.T) {
	const text = `{"type":"FeatureCollection","features":[
	 {"type":"Feature","properties":{"adcode":320826,"name":"涟水县"},
	  "geometry":{"type":"MultiPolygon","coordinates":[[[[119,33,5.5],[120,33],[120,34],[119,34]]],[[[121,33],[121.1,33],[121.1,33.1],[121,33]]]]}},
	 {"type":"Feature","properties":{"adcode":null,"name":"工业园区"},
	  "geometry":{"type":"Polygon","coordinates":[[[119,33],[119.1,33],[119.1,33.1],[119,33]]]}}]}`
	list, err := ParseBoundaries(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	first := list[0].Area[0][0]
	if list[0].Adcode != "320826" || list[0].Kind != "boundary" || len(first) != 5 || first[4] != first[0] {
		t.Errorf("got %+v", list[0])
	}
	if !list[0].Area.Contains(list[0].Label) || list[1].Adcode != "" {
		t.Errorf("label %v", list[0].Label)
	}
}

func TestAllMistakesOfABoundaryFileAreReported(t *testing.T) {
	const text = `{"type":"Feature","features":[
	 {"properties":{"adcode":"3208","name":""},"geometry":{"type":"Point","coordinates":[1,2]}},
	 {"properties":{"adcode":"320826","name":"a","label":[1],"cells":[[1,2],["x",3]]},"geometry":{"type":"Polygon","coordinates":[[[500000,3700000],[500001,3700000],[500000,3700001]]]}},
	 {"properties":{"adcode":"320826","name":"b"},"geometry":{"type":"Polygon","coordinates":[[[1,2],[1,2]]]}},
	 {"properties":{"name":"c"},"geometry":{"type":"MultiPolygon","coordinates":[]}},
	 {"properties":{"name":"d"},"geometry":null}]}`
	_, err := ParseBoundaries(strings.NewReader(text))
	f, ok := fault.As(err)
	if !ok {
		t.Fatal(err)
	}
	var got []string
	for _, p := range f.Parts {
		got = append(got, p.Field+" "+p.Code)
	}
	want := []string{
		"type boundary.not_a_collection",
		"features[0].properties.name boundary.name_missing",
		"features[0].properties.adcode boundary.bad_adcode",
		"features[0].geometry.type boundary.not_an_area",
		"features[1].geometry.coordinates[0][0] boundary.not_degrees",
		"features[1].properties.cells[1] boundary.not_degrees",
		"features[1].properties.label boundary.not_degrees",
		"features[2].properties.adcode boundary.adcode_twice",
		"features[2].geometry.coordinates[0][0] boundary.ring_too_short",
		"features[3].geometry.coordinates boundary.no_coordinates",
		"features[4].geometry.type boundary.not_an_area",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = ' '
	}
	return len(b), nil
}

func TestFilesThatAreTooMuch(t *testing.T) {
	many := `{"type":"FeatureCollection","features":[` + strings.Repeat(`{},`, maxBoundaries) + `{}]}`
	long := `{"type":"FeatureCollection","features":[{"properties":{"name":"a"},"geometry":{"type":"Polygon","coordinates":[[` +
		strings.Repeat(`[119,33],`, maxBoundaryPoints) + `[120,33]]]}}]}`
	for name, c := range map[string]struct {
		text string
		code string
	}{"features": {many, "boundary.too_many"}, "points": {long, "boundary.too_many_points"}, "no features": {`{"type":"FeatureCollection"}`, "input.invalid"}, "no JSON": {"<", "boundary.not_json"}} {
		_, err := ParseBoundaries(strings.NewReader(c.text))
		if f, ok := fault.As(err); !ok || f.Code != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := ParseBoundaries(endless{})
	if fault.KindOf(err) != fault.TooLarge {
		t.Errorf("bytes: %v", err)
	}
}

func FuzzParseBoundaries(f *testing.F) {
	f.Add(string(schematic(f)))
	f.Add(`{"type":"FeatureCollection","features":[{"properties":{"adcode":320826,"name":"a","label":null,"cells":[null]},"geometry":{"type":"MultiPolygon","coordinates":[[[[119,33],[120,33],[120,34],[119,34]]],[]]}}]}`)
	f.Add(`{"features":[{"geometry":{"type":"Polygon","coordinates":[[[1e999,0],[],[[1,2]],1]]}}]}`)
	f.Fuzz(func(t *testing.T, s string) {
		list, err := ParseBoundaries(strings.NewReader(s))
		if err != nil {
			return
		}
		for _, b := range list {
			box := b.Area.Box()
			if box.Empty() || !box.Min.valid() || !box.Max.valid() || !b.Label.valid() {
				t.Fatalf("%q: %+v", b.Name, box)
			}
			if b.Area.Contains(Point{200, 0}) {
				t.Fatal("a point off the earth is inside")
			}
			if thin := b.Area.Simplified(1000); thin.Points() > b.Area.Points() || len(thin) == 0 {
				t.Fatalf("%d points became %d", b.Area.Points(), thin.Points())
			}
		}
	})
}

func BenchmarkParseBoundaries(b *testing.B) {
	ring := circle(100_000, 0.1)
	var coordinates [][2]float64
	for _, p := range ring {
		coordinates = append(coordinates, [2]float64{p.Lon, p.Lat})
	}
	text, err := json.Marshal(map[string]any{"type": "FeatureCollection", "features": []any{map[string]any{
		"properties": map[string]any{"name": "a"}, "geometry": map[string]any{"type": "Polygon", "coordinates": [][][2]float64{coordinates}}}}})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := ParseBoundaries(strings.NewReader(string(text))); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkContains(b *testing.B) {
	a := Area{{circle(10_000, 0.1)}}
	for b.Loop() {
		if !a.Contains(Point{119, 33}) {
			b.Fatal("the middle is outside")
		}
	}
}

func BenchmarkSimplified(b *testing.B) {
	a := Area{{circle(100_000, 0.1)}}
	for b.Loop() {
		if len(a.Simplified(200)) != 1 {
			b.Fatal("nothing is left")
		}
	}
}

func BenchmarkUnshift(b *testing.B) {
	p := Point{119.02547322539746, 33.598614888090886}
	for b.Loop() {
		GCJ02.ToCGCS(p)
	}
}
