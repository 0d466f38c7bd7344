package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"guatu/internal/web/ui"
)

func TestTheIndicatorViewsAreDrawnFromTheirZeroPages(t *testing.T) {
	for name, view := range map[string]templ.Component{
		"indicators": indicatorsView(indicatorsPage{}), "few": indicatorsView(indicatorsPage{Few: true}), "records": indicatorRecordsView(indicatorRecordsPage{}),
		"base": indicatorRecordsView(indicatorRecordsPage{Base: true}), "readings": readingsView(readingsPage{}), "empty": readingsView(readingsPage{Empty: true}), "may": readingsView(readingsPage{May: true}),
	} {
		var b strings.Builder
		if err := view.Render(ui.With(context.Background(), ui.Env{Here: &url.URL{Path: "/"}}), &b); err != nil || !strings.Contains(b.String(), "<html") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Every link of the pages of indicators leads somewhere, for everybody who sees a
// unit; an enterprise sees no unit's figures.
func TestEveryLinkOfTheIndicatorsLeadsSomewhere(t *testing.T) {
	c := newCity(t)
	for _, login := range []string{"office", "reporter", "department", "leader", "auditor"} {
		r, seen := c.as(login), map[string]bool{}
		for _, page := range []string{"/indicators", "/indicators?kind=count&period=quarter", "/indicators?kind=amount&period=year", "/indicators?kind=outside", "/readings",
			"/indicators/records?code=rate.year", "/indicators/records?code=growth.done", "/indicators/records?code=year_done.dispatch&period=year", "/indicators/records?code=tax", "/indicators/records?code=held.total"} {
			a := r.get(page)
			if a.status != http.StatusOK {
				t.Errorf("%s: %s answers %d: %s", login, page, a.status, a.words())
			}
			for _, href := range a.hrefs() {
				if kind := shape(href); !seen[kind] {
					seen[kind] = true
					if got := r.get(href); got.status >= 400 {
						t.Errorf("%s: %s on %s answers %d: %s", login, href, page, got.status, got.words())
					}
				}
			}
		}
	}
	if a := c.as("enterprise").get("/indicators"); a.status != http.StatusNotFound {
		t.Errorf("an enterprise gets %d: %s", a.status, a.words())
	}
	if a := c.as("office").get("/indicators?kind=mood"); a.status != http.StatusUnprocessableEntity {
		t.Errorf("a kind nobody knows: %d", a.status)
	}
}

// A reading is typed in with its source, revised, pasted as a table; what is wrong
// stands beside its field with what was typed.
func TestReadingsAreEnteredAndRevised(t *testing.T) {
	c := newCity(t)
	r, unit := c.as("office"), c.Units["盱眙县"]
	field := "v." + unit + ".tax"
	form := url.Values{"period": {"2026-10"}, field: {"许多"}, "was-" + field: {""}}
	a := r.post("/readings", form)
	if a.status != http.StatusUnprocessableEntity || attr(a.find("input", "name", field), "value") != "许多" || len(a.all("p", "class", "mistake")) < 2 {
		t.Fatalf("a figure that is none, without a source: %d %s", a.status, a.words())
	}
	form.Set(field, "12.50")
	form.Set("source", "税务月报")
	if a = r.post("/readings", form); a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, a.words())
	}
	if shown := r.get(a.to); attr(shown.find("input", "name", field), "value") != "12.50" || !shown.holds("已录入") {
		t.Errorf("it is not there: %s", shown.words())
	}
	table := url.Values{"period": {"2026-10"}, "source": {"税务修订"}, "paste": {"十月指标\n单位\t税收收入（亿元）\t工业投资增速（%）\n盱眙县\t1,012.75\t8.3%\n无此县\t1\n"}}
	a = r.post("/readings/table", table)
	if a.status != http.StatusUnprocessableEntity || !a.holds("无此县") {
		t.Fatalf("a unit nobody knows: %d %s", a.status, a.words())
	}
	table.Set("paste", "单位\t税收收入（亿元）\t工业投资增速（%）\n盱眙县\t1,012.75\t8.3%\n")
	if a = r.post("/readings/table", table); a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, a.words())
	}
	behind := r.get("/indicators/records?code=tax&on=2026-10-31&unit=" + unit)
	for _, want := range []string{"1012.75", "税务修订", "12.50", "修订前"} {
		if !behind.holds(want) {
			t.Errorf("behind the value there is no %s: %s", want, behind.words())
		}
	}
	if a := c.as("reporter").post("/readings", form); a.status != http.StatusForbidden {
		t.Errorf("a clerk gives readings: %d", a.status)
	}
}
