package svg

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"guatu/internal/geo"
	"guatu/internal/signal"
	"guatu/internal/workday"
)

var update = flag.Bool("update", false, "write the golden drawings anew")

// golden compares a drawing with testdata/name.svg, one element a line.
func golden(t *testing.T, name, drawing string) {
	t.Helper()
	wellFormed(t, drawing)
	got := strings.ReplaceAll(drawing, "><", ">\n<") + "\n"
	file := "testdata/" + name + ".svg"
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got, -update writes it anew):\n%s", file, diff)
	}
}

// wellFormed fails on text that is no XML, and on anything that could run.
func wellFormed(t interface {
	Helper()
	Fatalf(string, ...any)
}, drawing string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(drawing))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("not well formed: %v\n%.400s", err, drawing)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if start.Name.Local == "script" {
			t.Fatalf("a script stands in the drawing")
		}
		for _, a := range start.Attr {
			if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "style" || a.Name.Local == "href" && strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Value)), "javascript") {
				t.Fatalf("<%s %s=%q> is not for a drawing", start.Name.Local, a.Name.Local, a.Value)
			}
		}
	}
}

// huaian are the counties of the schematic map.
func huaian(t testing.TB) []Area {
	t.Helper()
	body, err := os.ReadFile("testdata/huaian.schematic.geojson")
	if err != nil {
		t.Fatal(err)
	}
	var c struct {
		Features []struct {
			Properties struct {
				Adcode, Name string
				Label        [2]float64
				Cells        [][2]float64
			}
			Geometry struct{ Coordinates [][][2]float64 }
		}
	}
	if err := json.Unmarshal(body, &c); err != nil {
		t.Fatal(err)
	}
	var out []Area
	for i, f := range c.Features {
		a := Area{Code: f.Properties.Adcode, Name: f.Properties.Name, Label: geo.Point{Lon: f.Properties.Label[0], Lat: f.Properties.Label[1]},
			Step: i % 6, Value: fmt.Sprintf("%d%%", 40+i*7), Href: "/u/" + f.Properties.Adcode, Title: f.Properties.Name}
		for _, p := range f.Properties.Cells {
			a.Cells = append(a.Cells, geo.Point{Lon: p[0], Lat: p[1]})
		}
		for _, ring := range f.Geometry.Coordinates {
			var r []geo.Point
			for _, p := range ring {
				r = append(r, geo.Point{Lon: p[0], Lat: p[1]})
			}
			a.Rings = append(a.Rings, r)
		}
		out = append(out, a)
	}
	return out
}

// dots are n projects spread over the counties.
func dots(areas []Area, n int) []Dot {
	var out []Dot
	for i := range n {
		out = append(out, Dot{ID: fmt.Sprintf("p%05d", i), Area: areas[i%len(areas)].Code, Light: signal.Lights[i%len(signal.Lights)], Href: fmt.Sprintf("/p/%d", i), Title: fmt.Sprintf("示例项目%d", i)})
	}
	return out
}

func TestTheSchematicMap(t *testing.T) {
	areas := huaian(t)
	golden(t, "map", Map{Areas: areas, Dots: dots(areas, 70), Title: "淮安市", Heading: "滞后占比", Steps: []string{"≤20%", "≤40%", "≤60%", "≤80%", ">80%"},
		Lights: []LightCount{{signal.Behind, "滞后 14"}, {signal.Normal, "正常 56"}}, Notes: []string{"示意图", "内部使用"}}.Draw())
}

// squareCounty is a county of real outlines, a degree wide.
func squareCounty() Area {
	return Area{Code: "1", Name: "甲县", Label: geo.Point{Lon: 119.5, Lat: 33.5}, Step: 3,
		Rings: [][]geo.Point{{{Lon: 119, Lat: 33}, {Lon: 119.5, Lat: 33.00001}, {Lon: 120, Lat: 33}, {Lon: 120, Lat: 34}, {Lon: 119, Lat: 34}, {Lon: 119, Lat: 33}}}}
}

func TestAMapOfRealOutlines(t *testing.T) {
	at := func(lon, lat float64) *geo.Point { return &geo.Point{Lon: lon, Lat: lat} }
	golden(t, "map-real", Map{Areas: []Area{squareCounty()}, Title: "甲县", Notes: []string{"审图号：示例"}, Dots: []Dot{
		{ID: "a", Area: "1", At: at(119.2, 33.2), Light: signal.Normal, Title: "单独"},
		{ID: "b", Area: "1", At: at(119.8, 33.8), Light: signal.Normal, Title: "同址一"},
		{ID: "c", Area: "1", At: at(119.8, 33.8), Light: signal.Behind, Title: "同址二"},
		{ID: "d", Area: "1", Light: signal.Watch, Title: "无坐标"},
		{ID: "e", Area: "9", Light: signal.Watch, Title: "不在图上"},
	}}.Draw())
}

func TestEveryProjectOfACountyStandsInIt(t *testing.T) {
	areas := huaian(t)
	rapid.Check(t, func(t *rapid.T) {
		m := Map{Areas: areas, Dots: dots(areas, rapid.IntRange(0, 1200).Draw(t, "projects")), Width: 760, Height: 560}
		v, _ := m.fit()
		seen := 0
		for _, c := range m.place(v) {
			seen += len(c.dots)
			for _, d := range c.dots {
				if !standsIn(v, areas, d.Area, c.at) {
					t.Fatalf("%s is drawn outside its county", d.ID)
				}
			}
		}
		if seen != len(m.Dots) {
			t.Fatalf("%d of %d projects are drawn", seen, len(m.Dots))
		}
	})
}

// standsIn tells that a place lies within a cell of an area.
func standsIn(v view, areas []Area, code string, at xy) bool {
	for _, a := range areas {
		for _, c := range a.Cells {
			if a.Code == code && distance(v.at(c), at) < v.cell {
				return true
			}
		}
	}
	return false
}

func TestAProjectKeepsItsCellWhenOthersCome(t *testing.T) {
	areas := huaian(t)
	cells := func(n int) map[string]int {
		m := Map{Areas: areas, Dots: dots(areas, n), Width: 760, Height: 560}
		v, _ := m.fit()
		out := map[string]int{}
		for _, c := range m.place(v) {
			for _, d := range c.dots {
				out[d.ID] = nearest(v, areas, c.at)
			}
		}
		return out
	}
	before, after := cells(150), cells(400)
	for id, cell := range before {
		if after[id] != cell {
			t.Errorf("%s moved from cell %d to %d", id, cell, after[id])
		}
	}
}

// nearest numbers the cell a place lies in.
func nearest(v view, areas []Area, at xy) int {
	best, index, n := math.Inf(1), -1, 0
	for _, a := range areas {
		for _, c := range a.Cells {
			if d := distance(v.at(c), at); d < best {
				best, index = d, n
			}
			n++
		}
	}
	return index
}

func TestSimplifyKeepsTheShape(t *testing.T) {
	var coast []xy
	for i := range 5000 {
		a := float64(i) / 5000 * 2 * math.Pi
		coast = append(coast, xy{200 + 150*math.Cos(a), 200 + 150*math.Sin(a)})
	}
	coast = append(coast, coast[0])
	got := simplify(coast, .35)
	if len(got) > 200 || len(got) < 20 {
		t.Fatalf("%d places are left of 5001", len(got))
	}
	for _, p := range got {
		if d := math.Hypot(p.x-200, p.y-200); math.Abs(d-150) > .01 {
			t.Errorf("%v is not a place of the coast", p)
		}
	}
}

// weekend is a calendar without holidays.
func weekend(d workday.Date) bool {
	return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
}

// table is a timetable of n projects in units of ten.
func table(n int, scale Scale) Timetable {
	day := workday.NewDate
	t := Timetable{From: day(2026, 1, 1), To: day(2026, 12, 31), Today: day(2026, 6, 18), Scale: scale, Rest: weekend, Title: "对表",
		Words: TimeWords{Corner: "项目", Today: "今天", Done: "已完成", Ahead: "计划", Baseline: "基准", Slipped: "滑期", Critical: "关键", Rest: "休息日", Page: "第 {page}/{pages} 页",
			Months: [12]string{"1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"}, Quarters: [4]string{"一季度", "二季度", "三季度", "四季度"}}}
	for i := range n {
		if i%10 == 0 {
			t.Rows = append(t.Rows, TimeRow{Group: true, Name: fmt.Sprintf("单位%d", i/10), Note: "10 个"})
		}
		r := TimeRow{Name: fmt.Sprintf("示例项目%d", i), Light: signal.Lights[i%5], Href: fmt.Sprintf("/p/%d", i)}
		at := day(2026, 1, 5) + workday.Date(i%60)
		for k := range 4 {
			b := Bar{From: at, To: at + 60, BaseFrom: at, BaseTo: at + 50, Done: k < 2, Critical: k == 2, Title: fmt.Sprintf("节点%d", k), Href: "/m"}
			if k == 2 {
				b.Due = b.To - 20
			}
			at = b.To + 1
			r.Bars = append(r.Bars, b)
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

func TestTheTimetable(t *testing.T) {
	for _, scale := range []Scale{Week, Month, Quarter} {
		golden(t, "timetable-"+string(scale), table(3, scale).Draw())
	}
}

func TestATimetableCutForPrint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := table(rapid.IntRange(0, 90).Draw(t, "projects"), Quarter)
		n := rapid.IntRange(2, 40).Draw(t, "rows a page")
		projects := 0
		for _, page := range paginate(all.Rows, n) {
			if len(page) > n || page[len(page)-1].Group {
				t.Fatalf("a page of %d rows, %d at most, must not end with a unit's name", len(page), n)
			}
			if !page[0].Group {
				t.Fatalf("a page begins without its unit")
			}
			for _, r := range page {
				if !r.Group {
					projects++
				}
			}
		}
		want := 0
		for _, r := range all.Rows {
			if !r.Group {
				want++
			}
		}
		if projects != want {
			t.Fatalf("%d of %d projects are printed", projects, want)
		}
	})
}

func TestOneUnknownDateSpoilsNothing(t *testing.T) {
	day := workday.NewDate
	odd := table(0, Month)
	odd.Rows = []TimeRow{{Name: "怪", Bars: []Bar{
		{}, {To: day(2026, 3, 1)}, {From: day(2026, 5, 1)}, {From: day(2020, 1, 1), To: day(2030, 1, 1)},
		{From: day(2026, 5, 1), To: day(2026, 4, 1)}, {From: day(2026, 5, 1), To: day(2026, 6, 1), Due: day(2026, 1, 1)}, {From: day(2031, 1, 1), To: day(2032, 1, 1)},
	}}}
	drawing := odd.Draw()
	wellFormed(t, drawing)
	if strings.Contains(drawing, `width="-`) {
		t.Error("a bar has a negative breadth")
	}
	empty := Timetable{}
	wellFormed(t, empty.Draw())
	wellFormed(t, Map{}.Draw())
}

func TestSmallDrawings(t *testing.T) {
	f := func(v float64) *float64 { return &v }
	for name, drawing := range map[string]string{
		"lead-ahead":    LeadBar(1214, 3000, signal.Normal, "+12.14"),
		"lead-behind":   LeadBar(-1240, 3000, signal.Watch, "−12.40"),
		"lead-far":      LeadBar(-4200, 3000, signal.Behind, "−42.00"),
		"share":         ShareBar(6214, 5000, "62.14%"),
		"spark":         Sparkline([]*float64{f(1), f(2), nil, f(4), f(3)}, []*float64{f(1), f(2), f(3), f(4), f(5)}, "逐月"),
		"spark-nothing": Sparkline(nil, nil, ""),
		"rail":          StageRail([]Step{{Name: "签约", Recognised: true}, {Name: "开工", Declared: true, Now: true}, {Name: "竣工"}}, "开工"),
		"rail-mark":     RailMark(Step{Declared: true, Now: true}),
		"comb":          Comb(),
	} {
		golden(t, name, drawing)
	}
}

func TestHeatHasFiveSteps(t *testing.T) {
	for figure, want := range map[float64]int{0: 0, -3: 0, .1: 1, 50: 3, 99.9: 5, 100: 5, 140: 5} {
		if got := HeatClass(figure, 100); got != want {
			t.Errorf("%v of 100 is step %d, not %d", figure, got, want)
		}
	}
	if HeatClass(3, 0) != 0 {
		t.Error("a table of noughts has no heat")
	}
}

func FuzzWordsStayWords(f *testing.F) {
	for _, s := range []string{"", `<script>alert(1)</script>`, `"><a onload=x>`, "a & b", "'single'", "\x00\x1f\xff", "javascript:alert(1)", " JavaScript:x", "data:text/html,x", "//elsewhere", "淮安<区>&\"'", "\uFFFE"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		county := squareCounty()
		county.Name, county.Title, county.Href, county.Value = s, s, s, s
		wellFormed(t, Map{Areas: []Area{county}, Title: s, Heading: s, Steps: []string{s}, Notes: []string{s}, Dots: []Dot{{ID: s, Area: "1", Light: signal.Light(s), Href: s, Title: s}}}.Draw())
		one := table(1, Month)
		one.Rows[1].Name, one.Rows[1].Href, one.Rows[1].Title, one.Rows[1].Note = s, s, s, s
		one.Rows[1].Bars[0].Title, one.Title, one.Words.Corner = s, s, s
		wellFormed(t, one.Draw())
		wellFormed(t, LeadBar(1, 1, signal.Light(s), s))
	})
}

func BenchmarkTimetable3000(b *testing.B) {
	t := table(3000, Month)
	b.ReportAllocs()
	for b.Loop() {
		b.SetBytes(int64(len(t.Draw())))
	}
}

func BenchmarkMap3000(b *testing.B) {
	areas := huaian(b)
	m := Map{Areas: areas, Dots: dots(areas, 3000)}
	b.ReportAllocs()
	for b.Loop() {
		b.SetBytes(int64(len(m.Draw())))
	}
}

func BenchmarkMapRealOutlines(b *testing.B) {
	county := squareCounty()
	var ring []geo.Point
	for i := range 100_000 {
		a := float64(i) / 100_000 * 2 * math.Pi
		ring = append(ring, geo.Point{Lon: 119.5 + .5*math.Cos(a)*(1+.05*math.Sin(40*a)), Lat: 33.5 + .5*math.Sin(a)})
	}
	county.Rings = [][]geo.Point{ring}
	m := Map{Areas: []Area{county}}
	for b.Loop() {
		b.SetBytes(int64(len(m.Draw())))
	}
}
