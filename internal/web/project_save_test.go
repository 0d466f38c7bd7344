package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"guatu/internal/app"
	"guatu/internal/geo"
	"guatu/internal/money"
)

// formOf is what a page's form would send.
func formOf(a *answer, action string) url.Values {
	out := url.Values{}
	for _, form := range a.all("form", "action", action) {
		for n := range form.Descendants() {
			if n.Type != html.ElementNode || attr(n, "name") == "" {
				continue
			}
			addField(out, n)
		}
	}
	return out
}

func addField(out url.Values, n *html.Node) {
	name := attr(n, "name")
	switch n.Data {
	case "input":
		if kind := attr(n, "type"); kind == "checkbox" || kind == "radio" {
			if !has(n, "checked") {
				return
			}
		}
		out.Add(name, attr(n, "value"))
	case "textarea":
		if n.FirstChild != nil {
			out.Add(name, n.FirstChild.Data)
		}
	case "select":
		value, first := "", true
		for o := range n.Descendants() {
			if o.Data == "option" && (first || has(o, "selected")) {
				value, first = attr(o, "value"), false
			}
		}
		out.Add(name, value)
	}
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

func TestAProjectIsRegisteredInTheWordsOfTheOffice(t *testing.T) {
	c := newCity(t)
	office := c.as("office")
	form := url.Values{"name": {"示例储能电池项目"}, "unit": {c.Units["涟水县"]}, "total": {"32.5"}, "total_unit": {"yi"}, "plan_2026": {"12,345.6"}, "plan_2026_unit": {"wan"},
		"industry": {"锂离子电池制造"}, "lon": {"119.27"}, "lat": {"33.78"}, "datum": {"gcj02"}, "tags": {"top500"}, "products": {"电芯，5，GWh"}, "batches": {"一季度、二季度"}}
	a := office.post("/projects/new", form)
	if a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, a.words())
	}
	id := strings.TrimSuffix(strings.TrimPrefix(a.to, "/projects/"), "?done=project.added")
	page, err := c.App.Project(context.Background(), c.office, id, app.Moment{})
	c.must(err)
	p := page.Project
	if p.Total.Yuan != 3_250_000_000 || p.PlanOf(2026).Yuan != 12345_6000 {
		t.Errorf("amounts: %v %v", p.Total, p.PlanOf(2026))
	}
	if p.Industry != "3841" || len(p.Products) != 1 || p.Products[0].Unit != "GWh" || len(p.Batches) != 2 {
		t.Errorf("industry %q, products %v, batches %v", p.Industry, p.Products, p.Batches)
	}
	if want := geo.GCJ02.ToCGCS(geo.Point{Lon: 119.27, Lat: 33.78}); p.At == nil || geo.Metres(*p.At, want) > 1 {
		t.Errorf("the point is %v, want %v", p.At, want)
	}
}

func TestSavingAFormUnchangedChangesNothing(t *testing.T) {
	c := newCity(t)
	office, ctx := c.as("office"), context.Background()
	page, err := c.App.Project(ctx, c.office, c.IDs[2], app.Moment{})
	c.must(err)
	rough := page.Project.Clone()
	rough.Total = money.Amount{Low: money.Some(10 * money.Yi), High: money.Some(15 * money.Yi), Text: "10–15亿元"}
	rough.At = &geo.Point{Lon: 119.266078123, Lat: 33.7809601}
	_, err = c.App.ProjectSave(ctx, c.office, app.ProjectSave{Project: *rough})
	c.must(err)
	before, err := c.App.ProjectHistory(ctx, c.office, c.IDs[2])
	c.must(err)

	edit := "/projects/" + c.IDs[2] + "/edit"
	c.must(office.mustPost(edit, formOf(office.get(edit), edit)))

	after, err := c.App.ProjectHistory(ctx, c.office, c.IDs[2])
	c.must(err)
	for _, line := range after[:len(after)-len(before)] {
		if len(line.Changes) > 0 {
			t.Errorf("changed: %+v", line.Changes)
		}
	}
}

func TestMistakesStandAtTheirFieldsAndWhatWasTypedStays(t *testing.T) {
	c := newCity(t)
	a := c.as("office").post("/projects/new", url.Values{"name": {""}, "unit": {c.Units["涟水县"]}, "total": {"三亿"}, "fixed_asset": {"0.000000001"},
		"enterprise_code": {"91320826MA10000003"}, "industry": {"制造"}, "lon": {"33.7"}, "lat": {"119.2"}, "parent": {"没有这个项目"}, "place": {"示例路 1 号"}})
	if a.status != http.StatusUnprocessableEntity {
		t.Fatalf("status %d", a.status)
	}
	for _, field := range []string{"name", "total", "fixed_asset", "enterprise_code", "industry", "parent"} {
		input := a.find("input", "id", "f-"+field)
		if input == nil || attr(input, "aria-invalid") == "" && !has(input, "aria-invalid") {
			t.Errorf("nothing at %s", field)
		}
	}
	if place := a.find("input", "id", "f-place"); attr(place, "value") != "示例路 1 号" {
		t.Error("what was typed is gone")
	}
	if total := a.find("input", "id", "f-total"); attr(total, "value") != "三亿" {
		t.Error("the wrong figure is gone")
	}
	if !strings.Contains(a.words(), "7 处需要改正") {
		t.Errorf("the head does not count: %s", a.words())
	}
}

func TestTheLoserOfTwoEditsSeesBothValues(t *testing.T) {
	c := newCity(t)
	office := c.as("office")
	edit := "/projects/" + c.IDs[3] + "/edit"
	mine := formOf(office.get(edit), edit)
	theirs := formOf(office.get(edit), edit)
	theirs.Set("leader", "示例领导甲")
	c.must(office.mustPost(edit, theirs))
	mine.Set("leader", "示例领导乙")
	a := office.post(edit, mine)
	if a.status != http.StatusConflict {
		t.Fatalf("status %d", a.status)
	}
	if attr(a.find("input", "id", "f-leader"), "value") != "示例领导乙" || !strings.Contains(a.words(), "现在登记的是：示例领导甲") {
		t.Error("not both values are shown")
	}
	c.must(office.mustPost(edit, formOf(a, edit)))
	page, err := c.App.Project(context.Background(), c.office, c.IDs[3], app.Moment{})
	c.must(err)
	if page.Project.Leader != "示例领导乙" {
		t.Errorf("the decision was not taken: %q", page.Project.Leader)
	}
}

func TestAnothersProjectIsNotFound(t *testing.T) {
	c := newCity(t)
	reporter := c.as("reporter") // of 涟水县
	if a := reporter.get("/projects/" + c.IDs[1] + "/edit"); a.status != http.StatusNotFound {
		t.Errorf("a project of 盱眙县: %d", a.status)
	}
	if a := reporter.post("/projects/new", url.Values{"name": {"越界"}, "unit": {c.Units["盱眙县"]}}); a.status != http.StatusUnprocessableEntity && a.status != http.StatusForbidden {
		t.Errorf("a project for 盱眙县: %d", a.status)
	}
	if a := c.as("leader").get("/projects/new"); a.status != http.StatusForbidden {
		t.Errorf("a leader registers: %d", a.status)
	}
}
