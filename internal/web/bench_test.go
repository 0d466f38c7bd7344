package web

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/store/storetest"
	"guatu/internal/workday"
)

// BenchmarkPage measures whole requests as a county's clerk: session, rights,
// facts, lights with reasons, rendering. Run with -benchtime=1000x for CPU
// seconds a thousand requests.
func BenchmarkPage(b *testing.B) {
	for _, n := range []int{3000, 30000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchmarkPages(b, n) })
	}
}

func benchmarkPages(b *testing.B, n int) {
	handler, cookie, id := benchCity(b, n)
	for _, page := range []struct{ name, path string }{
		{"table", "/projects"}, {"filtered", "/projects?stage=started&light=behind&sort=-total"}, {"grouped", "/projects?group=light&sort=lead"},
		{"byname", "/projects?sort=name"}, {"search", "/projects?q=" + url.QueryEscape("材料")}, {"board", "/board"}, {"project", "/projects/" + id}, {"timetable", "/timetable?size=50"},
	} {
		b.Run(page.name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				begun := time.Now()
				r := httptest.NewRequest(http.MethodGet, page.path, nil)
				r.AddCookie(&http.Cookie{Name: sessionCookie, Value: cookie})
				w := httptest.NewRecorder()
				handler.ServeHTTP(w, r)
				if w.Code != http.StatusOK {
					b.Fatal(w.Code, w.Body.String())
				}
				took = append(took, time.Since(begun))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
		})
	}
}

// benchCity is a county of n projects with plans, stages and figures; of the
// large one only two months, as the building takes its time.
func benchCity(b *testing.B, n int) (http.Handler, string, string) {
	clock := storetest.NewClock(fixtureNow)
	db := storetest.Open(b, storetest.SQLite(b), clock)
	a := app.New(app.Config{DB: db, Clock: clock.Now})
	c := &city{t: b, App: a, Units: map[string]string{}}
	c.found()
	c.people()
	c.fill("涟水县", n)
	token, err := a.SignIn(context.Background(), app.SignIn{Login: "reporter", Password: password})
	c.must(err)
	table, err := a.Projects(context.Background(), c.actor("reporter"), app.ProjectFilter{})
	c.must(err)
	if table.Totals.Count != n {
		b.Fatalf("the clerk sees %d projects, want %d", table.Totals.Count, n)
	}
	return New(Config{App: a, Version: "bench", Dir: b.TempDir()}), token, table.Rows[7].Project.ID
}

// fill takes n projects in as monthly ledgers of one unit.
func (c *city) fill(unit string, n int) {
	months := 10
	if n > 10000 {
		months = 2
	}
	for month := range months {
		file := &app.LedgerFile{Name: "bench.xlsx", Sheets: []app.LedgerSheet{{Role: app.RoleProjects, Layout: "bench"}}}
		for i := range n {
			file.Sheets[0].Rows = append(file.Sheets[0].Rows, benchRow(unit, i, month+1))
		}
		_, _, err := c.App.LedgerImport(context.Background(), c.office, app.LedgerImport{Unit: c.Units[unit], File: file})
		c.must(err)
	}
}

func benchRow(unit string, i, month int) app.LedgerRow {
	stages := []lifecycle.Stage{lifecycle.Signed, lifecycle.Filed, lifecycle.Started, lifecycle.Started, lifecycle.Started, lifecycle.Producing}
	plan := money.Yuan(1+i%9) * money.Yi
	return app.LedgerRow{Row: i + 1, Name: fmt.Sprintf("%s年产%d万吨新材料智能制造基地%s项目", unit, i, strings.Repeat("扩", i%3)), Enterprise: fmt.Sprintf("示例第%d新材料有限公司", i),
		Place: unit, Total: money.Exactly(plan * 3), Plan: money.Some(plan), PlanYear: 2026, YearDone: money.Some(plan * money.Yuan(month*(4+i%8)) / 110),
		Month: workday.InMonth(2026, time.Month(month)), Stage: stages[i%len(stages)], Start: workday.On(workday.NewDate(2025, 3, 1+i%28)),
		PlannedDone: workday.InQuarter(2026+i%3, 1+i%4), Levels: []string{"市重大"}}
}
