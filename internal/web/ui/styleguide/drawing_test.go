package styleguide

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"
	"time"

	"guatu/internal/geo"
	"guatu/internal/signal"
	"guatu/internal/web/svg"
	"guatu/internal/workday"
)

// collection is as much of GeoJSON as the schematic map uses.
type collection struct {
	Features []struct {
		Properties struct {
			Adcode, Name string
			Label        [2]float64
			Cells        [][2]float64
		}
		Geometry struct{ Coordinates [][][2]float64 }
	}
}

func point(p [2]float64) geo.Point { return geo.Point{Lon: p[0], Lat: p[1]} }

func points(list [][2]float64) []geo.Point {
	out := make([]geo.Point, len(list))
	for i, p := range list {
		out[i] = point(p)
	}
	return out
}

// areas are the counties of the schematic map, with an invented figure each.
func areas(t *testing.T) []svg.Area {
	t.Helper()
	body, err := os.ReadFile("../../svg/testdata/huaian.schematic.geojson")
	if err != nil {
		t.Fatal(err)
	}
	var c collection
	if err := json.Unmarshal(body, &c); err != nil {
		t.Fatal(err)
	}
	var out []svg.Area
	for i, f := range c.Features {
		lead := []float64{3.2, -12.4, 1.1, -4.6, 12.14, -31.2, 0.4}[i]
		a := svg.Area{Code: f.Properties.Adcode, Name: f.Properties.Name, Label: point(f.Properties.Label), Cells: points(f.Properties.Cells),
			Value: fmt.Sprintf("%+.1f", lead), Step: []int{4, 2, 3, 2, 5, 1, 3}[i], Href: "/units/" + f.Properties.Adcode, Title: f.Properties.Name}
		for _, ring := range f.Geometry.Coordinates {
			a.Rings = append(a.Rings, points(ring))
		}
		out = append(out, a)
	}
	return out
}

// cityMap has some three hundred projects on it.
func cityMap(t *testing.T) svg.Map {
	m := svg.Map{Areas: areas(t), Sides: true, Title: "淮安市", Heading: "超欠序时（点）",
		Steps: []string{"落后30以上", "落后", "持平", "超前", "超前10以上"}, Notes: []string{"示意图，不是行政区域界线", "内部使用"},
		Lights: []svg.LightCount{{Light: signal.Behind, Words: "滞后 23"}, {Light: signal.Watch, Words: "关注 58"}, {Light: signal.Unreported, Words: "未填报 6"}, {Light: signal.Normal, Words: "正常 221"}, {Light: signal.Paused, Words: "暂停 4"}}}
	mix := []signal.Light{signal.Normal, signal.Normal, signal.Watch, signal.Normal, signal.Normal, signal.Behind, signal.Normal, signal.Normal, signal.Watch, signal.Normal, signal.Unreported, signal.Normal, signal.Normal, signal.Paused, signal.Normal}
	for i := range 312 {
		area := m.Areas[(i+i/9)%len(m.Areas)]
		m.Dots = append(m.Dots, svg.Dot{ID: fmt.Sprintf("p%04d", i), Area: area.Code, Light: mix[(i*7)%15], Href: fmt.Sprintf("/projects/p%d", i), Title: project(i) + " · " + area.Name})
	}
	return m
}

// timetable is two units over two years.
func timetable() svg.Timetable {
	day := workday.NewDate
	t := svg.Timetable{From: day(2026, time.January, 1), To: day(2027, time.March, 31), Today: day(2026, time.November, 20), Scale: svg.Month, Title: "对表",
		Rest: func(d workday.Date) bool { w := d.Weekday(); return w == time.Saturday || w == time.Sunday },
		Words: svg.TimeWords{Corner: "单位 / 项目", Today: "今天", Done: "已完成", Ahead: "计划或预计", Baseline: "基准计划", Slipped: "滑期", Critical: "关键线路", Rest: "非工作日", Page: "第 {page}/{pages} 页",
			Months:   [12]string{"1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"},
			Quarters: [4]string{"一季度", "二季度", "三季度", "四季度"}}}
	for u := range 3 {
		t.Rows = append(t.Rows, svg.TimeRow{Group: true, Name: units[u], Note: "4 个", Href: "/units/" + fmt.Sprint(u)})
		for k := range 4 {
			t.Rows = append(t.Rows, timeRow(u*4+k, t.Today))
		}
	}
	return t
}

// timeRow is a project of four legs, some of which slipped.
func timeRow(i int, today workday.Date) svg.TimeRow {
	r := svg.TimeRow{Name: project(i), Light: lights[i%len(lights)], Href: fmt.Sprintf("/projects/p%d", i), Title: project(i)}
	at := workday.NewDate(2026, time.January, 5+i*6)
	for k, days := range []int{45 + i*3, 80, 120 - i*4, 70} {
		b := svg.Bar{From: at, To: at + workday.Date(days), BaseFrom: at - workday.Date(i%3*6), BaseTo: at + workday.Date(days-i%3*10), Critical: k > 1 && i%3 == 0, Title: "节点 " + fmt.Sprint(k+1)}
		if i%4 == 2 && k == 2 {
			b.Due = b.To
			b.To += 55
		}
		b.Done = b.To < today
		at = b.To + 1
		r.Bars = append(r.Bars, b)
	}
	return r
}

// longTimetable runs over several sheets.
func longTimetable() svg.Timetable {
	t := timetable()
	t.Width = 1500
	once := t.Rows
	for range 5 {
		t.Rows = append(t.Rows, once...)
	}
	return t
}

// drawings are the large ones.
func drawings(t *testing.T) Drawings {
	t.Helper()
	return Drawings{Map: cityMap(t), Timetable: timetable(), Long: longTimetable()}
}
