package svg

import (
	"strings"
	"testing"

	"guatu/internal/workday"
)

// milestones is the sheet of one project: a row a milestone, with what it waits for.
func milestones() Timetable {
	day := workday.NewDate
	t := table(0, Month)
	t.Words.Float, t.Words.Latest, t.Width = "时差", "最迟", 1000
	row := func(name string, b Bar) { t.Rows = append(t.Rows, TimeRow{Plain: true, Name: name, Bars: []Bar{b}}) }
	row("开工", Bar{From: day(2026, 1, 5), To: day(2026, 3, 6), BaseFrom: day(2026, 1, 5), BaseTo: day(2026, 2, 20), Due: day(2026, 2, 20), Done: true})
	row("封顶", Bar{From: day(2026, 3, 7), To: day(2026, 7, 30), Critical: true, Latest: day(2026, 7, 20)})
	row("设备", Bar{From: day(2026, 3, 7), To: day(2026, 5, 30), Float: day(2026, 9, 30), Latest: day(2026, 9, 20)})
	row("验收", Bar{From: day(2026, 7, 31), To: day(2026, 9, 30), Critical: true})
	row("投产", Bar{To: day(2026, 10, 30), Critical: true})
	row("招工", Bar{From: day(2026, 9, 1), To: day(2026, 10, 10), Float: day(2027, 3, 1)})
	t.Ties = []Tie{{From: 0, To: 1}, {From: 0, To: 2}, {From: 1, To: 3, Critical: true}, {From: 3, To: 4, Critical: true}, {From: 2, To: 4}, {From: 5, To: 4}, {From: 3, To: 5}}
	return t
}

func TestTheTimetableOfOneProject(t *testing.T) { golden(t, "timetable-nodes", milestones().Draw()) }

func TestTiesToNowhereAreNotDrawn(t *testing.T) {
	sheet := milestones()
	want := strings.Count(sheet.Draw(), `fill="none"`)
	sheet.Rows = append(sheet.Rows, TimeRow{Plain: true, Name: "空"})
	sheet.Ties = append(sheet.Ties, Tie{From: 0, To: 9}, Tie{From: -1, To: 0}, Tie{From: 0, To: 6}, Tie{From: 6, To: 0})
	drawing := sheet.Draw()
	wellFormed(t, drawing)
	if got := strings.Count(drawing, `fill="none"`); got != want {
		t.Errorf("%d lines, want %d", got, want)
	}
	for _, page := range sheet.Pages(3) {
		wellFormed(t, page)
		if strings.Contains(page, `stroke-width="1.3"`) {
			t.Error("a cut sheet has ties")
		}
	}
}
