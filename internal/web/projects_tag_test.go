package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"guatu/internal/app"
)

// picked are the values of the table's first n tick boxes.
func picked(a *answer, n int) []string {
	var ids []string
	for _, box := range a.all("input", "form", tagForm) {
		if attr(box, "name") == "project" && len(ids) < n {
			ids = append(ids, attr(box, "value"))
		}
	}
	return ids
}

func TestTickedProjectsAreTaggedTogetherAndTheTableStaysAsItWas(t *testing.T) {
	c := newCity(t)
	office := c.as("office")
	page := office.get("/projects?stage=started&sort=name")
	ids := picked(page, 3)
	form := formOf(page, "/projects/tags")
	if len(ids) != 3 || form.Get("query") == "" {
		t.Fatalf("ticks %v, form %v", ids, form)
	}
	form["project"] = ids
	form.Set("levels", "city")
	form.Set("batches", "一季度开工、攻坚")
	form.Set("do", "add")
	a := office.post("/projects/tags", form)
	if a.status != http.StatusSeeOther || !strings.Contains(a.to, "stage=started") || !strings.Contains(a.to, "done=projects.tagged") {
		t.Fatalf("%d to %s: %s", a.status, a.to, a.words())
	}
	for _, id := range ids {
		known, err := c.App.Project(context.Background(), c.office, id, app.Moment{})
		c.must(err)
		if n := len(known.Project.Batches); n < 2 {
			t.Errorf("%s has %d batches", known.Project.Name, n)
		}
	}
	form["project"], form["do"] = ids[:1], []string{"remove"}
	office.post("/projects/tags", form)
	known, err := c.App.Project(context.Background(), c.office, ids[0], app.Moment{})
	c.must(err)
	if strings.Contains(strings.Join(known.Project.Batches, " "), "攻坚") {
		t.Errorf("still in %v", known.Project.Batches)
	}
}

func TestTaggingSaysWhatIsMissingAndStaysInsideTheCounty(t *testing.T) {
	c := newCity(t)
	if a := c.as("office").post("/projects/tags", url.Values{"levels": {"city"}}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.words(), "勾选") {
		t.Errorf("%d %s", a.status, a.words())
	}
	mine := picked(c.as("reporter").get("/projects"), 1)
	foreign := picked(c.as("office").get("/projects?unit="+c.Units["盱眙县"]), 1)
	if len(mine)+len(foreign) != 2 {
		t.Fatalf("ticks %v %v", mine, foreign)
	}
	a := c.as("reporter").post("/projects/tags", url.Values{"project": {mine[0], foreign[0]}, "batches": {"攻坚"}})
	known, err := c.App.Project(context.Background(), c.office, mine[0], app.Moment{})
	c.must(err)
	if a.status != http.StatusNotFound || strings.Contains(strings.Join(known.Project.Batches, " "), "攻坚") {
		t.Errorf("%d, batches %v", a.status, known.Project.Batches)
	}
}

func TestWhoMayNotChangeAndAPastDayHaveNoTicks(t *testing.T) {
	c := newCity(t)
	for login, path := range map[string]string{"leader": "/projects", "office": "/projects?on=2026-06-30"} {
		if a := c.as(login).get(path); a.status != http.StatusOK || len(picked(a, 1)) > 0 || a.find("form", "id", tagForm) != nil {
			t.Errorf("%s at %s: %d with ticks", login, path, a.status)
		}
	}
}

func TestAUnitAndAPersonChangedMeanwhileShowBothValues(t *testing.T) {
	c := newCity(t)
	admin := c.as("keeper")
	unit := "/admin/units/" + c.Units["涟水县"]
	person := ""
	for _, a := range admin.get("/admin/people").all("a", "", "") {
		if strings.TrimSpace(textOf(a)) == "示例reporter" {
			person = attr(a, "href")
		}
	}
	for _, tc := range []struct{ path, field, mine, theirs string }{{unit, "short", "我填的", "别人填的"}, {person, "phone", "0517-1", "0517-2"}} {
		form := formOf(admin.get(tc.path), tc.path)
		theirs := url.Values{}
		for name, values := range form {
			theirs[name] = values
		}
		theirs.Set(tc.field, tc.theirs)
		if a := admin.post(tc.path, theirs); a.status != http.StatusSeeOther {
			t.Fatalf("%s: %d %s", tc.path, a.status, a.words())
		}
		form.Set(tc.field, tc.mine)
		a := admin.post(tc.path, form)
		again := formOf(a, tc.path)
		if a.status != http.StatusConflict || !strings.Contains(a.words(), "现在登记的是："+tc.theirs) || again.Get(tc.field) != tc.mine {
			t.Fatalf("%s: %d %s", tc.path, a.status, a.words())
		}
		if n := strings.Count(a.words(), "现在登记的是"); n != 1 {
			t.Errorf("%s: %d fields are said to differ", tc.path, n)
		}
		if a := admin.post(tc.path, again); a.status != http.StatusSeeOther {
			t.Errorf("%s: saving again: %d %s", tc.path, a.status, a.words())
		}
	}
}
