// Boundaries of counties, read from GeoJSON.

package geo

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"strconv"
	"strings"

	"guatu/internal/fault"
)

// A Boundary is a county, or another division, on the map.
type Boundary struct {
	Adcode string  // six digits of GB/T 2260; "" where it has none (a park)
	Name   string  // as the map writes it
	Kind   string  // "schematic" for the map of hexagons, "boundary" for a real one
	Label  Point   // where to write the name
	Cells  []Point // centres of the cells of a schematic map
	Area   Area
}

// Schematic tells a drawing that is no boundary: no real place may be tested
// against it, and the page says 示意图.
func (b Boundary) Schematic() bool { return b.Kind == "schematic" }

// Bounds of a boundary file. A province at full detail has some 20 MB.
const (
	maxBoundaryBytes  = 32 << 20
	maxBoundaryPoints = 2_000_000
	maxBoundaries     = 5000
)

// feature is a feature of a GeoJSON collection as far as it is read.
type feature struct {
	Properties struct {
		Adcode code       `json:"adcode"`
		Name   string     `json:"name"`
		Kind   string     `json:"kind"`
		Label  *position  `json:"label"`
		Cells  []position `json:"cells"`
	} `json:"properties"`
	Geometry struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	} `json:"geometry"`
}

// code is a division code, which some files write as a number.
type code string

// UnmarshalJSON takes a string or a number.
func (c *code) UnmarshalJSON(b []byte) error {
	*c = code(strings.Trim(string(b), `"`))
	if string(b) == "null" {
		*c = ""
	}
	return nil
}

// position is [lon, lat]; an altitude after them is dropped. One that is none
// becomes NaN, to be reported with its place in the file.
type position Point

// UnmarshalJSON never fails: see position.
func (p *position) UnmarshalJSON(b []byte) error {
	*p = position{math.NaN(), math.NaN()}
	inner, opened := bytes.CutPrefix(bytes.TrimSpace(b), []byte("["))
	lon, rest, two := bytes.Cut(inner, []byte(","))
	if !opened || !two {
		return nil
	}
	lat := rest
	if end := bytes.IndexAny(rest, ",]"); end >= 0 {
		lat = rest[:end]
	}
	x, errX := strconv.ParseFloat(string(bytes.TrimSpace(lon)), 64)
	y, errY := strconv.ParseFloat(string(bytes.TrimSpace(lat)), 64)
	if errX == nil && errY == nil {
		*p = position{x, y}
	}
	return nil
}

// ParseBoundaries reads a GeoJSON FeatureCollection of polygons and multipolygons
// in CGCS2000 or WGS-84 degrees, with the properties adcode, name, kind, label
// and cells. At most 32 MB, 5,000 features and two million points. A missing kind
// is "boundary", a missing label a point inside, an open ring is closed.
//
// Faults: boundary.too_large, boundary.not_json, and all mistakes of the
// features together, each at its place (features[3].geometry).
func ParseBoundaries(r io.Reader) ([]Boundary, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxBoundaryBytes+1))
	if err != nil {
		return nil, fault.New(fault.Invalid, "boundary.unreadable").Because(err)
	}
	if len(b) > maxBoundaryBytes {
		return nil, fault.New(fault.TooLarge, "boundary.too_large", "max_bytes", maxBoundaryBytes)
	}
	var in struct {
		Type     string    `json:"type"`
		Features []feature `json:"features"`
	}
	if err := json.Unmarshal(b, &in); err != nil {
		return nil, fault.New(fault.Invalid, "boundary.not_json", "problem", err.Error()).Because(err)
	}
	var wrong fault.List
	wrong.Check(in.Type == "FeatureCollection", "type", "boundary.not_a_collection", "type", in.Type)
	wrong.Check(len(in.Features) > 0, "features", "boundary.no_features")
	if len(in.Features) > maxBoundaries {
		return nil, fault.New(fault.TooLarge, "boundary.too_many", "max", maxBoundaries)
	}
	list := readFeatures(in.Features, &wrong)
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return list, checkPoints(list)
}

func checkPoints(list []Boundary) error {
	points := 0
	for _, b := range list {
		points += b.Area.Points()
	}
	if points > maxBoundaryPoints {
		return fault.New(fault.TooLarge, "boundary.too_many_points", "max", maxBoundaryPoints, "points", points)
	}
	return nil
}

// readFeatures reads every feature and gathers what is wrong with any.
func readFeatures(features []feature, wrong *fault.List) []Boundary {
	list := make([]Boundary, 0, len(features))
	seen := map[string]bool{}
	for i, f := range features {
		at := "features[" + strconv.Itoa(i) + "]"
		b := Boundary{Adcode: string(f.Properties.Adcode), Name: f.Properties.Name, Kind: f.Properties.Kind}
		if b.Kind == "" {
			b.Kind = "boundary"
		}
		wrong.Check(b.Name != "", at+".properties.name", "boundary.name_missing")
		wrong.Check(b.Adcode == "" || isAdcode(b.Adcode), at+".properties.adcode", "boundary.bad_adcode", "adcode", b.Adcode)
		wrong.Check(b.Adcode == "" || !seen[b.Adcode], at+".properties.adcode", "boundary.adcode_twice", "adcode", b.Adcode)
		seen[b.Adcode] = true
		b.Area = f.area(at+".geometry", wrong)
		f.marks(&b, at+".properties", wrong)
		list = append(list, b)
	}
	return list
}

func isAdcode(s string) bool { return len(s) == 6 && strings.Trim(s, "0123456789") == "" }

// marks reads where the name and the dots go.
func (f feature) marks(b *Boundary, at string, wrong *fault.List) {
	for i, c := range f.Properties.Cells {
		wrong.Check(Point(c).valid(), at+".cells["+strconv.Itoa(i)+"]", "boundary.not_degrees")
		b.Cells = append(b.Cells, Point(c))
	}
	if f.Properties.Label == nil {
		b.Label = b.Area.Inside()
		return
	}
	b.Label = Point(*f.Properties.Label)
	wrong.Check(b.Label.valid(), at+".label", "boundary.not_degrees")
}

// area reads the geometry.
func (f feature) area(at string, wrong *fault.List) Area {
	var polygons [][][]position
	var err error
	switch f.Geometry.Type {
	case "Polygon":
		polygons = make([][][]position, 1)
		err = json.Unmarshal(f.Geometry.Coordinates, &polygons[0])
	case "MultiPolygon":
		err = json.Unmarshal(f.Geometry.Coordinates, &polygons)
	default:
		wrong.Check(false, at+".type", "boundary.not_an_area", "type", f.Geometry.Type)
		return nil
	}
	wrong.Check(err == nil && len(polygons) > 0 && len(polygons[0]) > 0, at+".coordinates", "boundary.no_coordinates")
	area := make(Area, 0, len(polygons))
	for i, rings := range polygons {
		g := make(Polygon, 0, len(rings))
		for j, r := range rings {
			g = append(g, ring(r, at+".coordinates["+strconv.Itoa(i)+"]["+strconv.Itoa(j)+"]", wrong))
		}
		area = append(area, g)
	}
	return area
}

// ring closes a ring and reports it once if it is none, or not in degrees: a
// file in metres has a million points that are wrong for the same reason.
func ring(positions []position, at string, wrong *fault.List) Ring {
	r := make(Ring, 0, len(positions)+1)
	degrees := true
	for _, p := range positions {
		degrees = degrees && Point(p).valid()
		r = append(r, Point(p))
	}
	wrong.Check(degrees, at, "boundary.not_degrees")
	if len(r) > 0 && r[0] != r[len(r)-1] {
		r = append(r, r[0])
	}
	wrong.Check(len(r) >= 4, at, "boundary.ring_too_short", "points", len(positions))
	return r
}
