package web

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/web/ui"
)

// Every page of the register, of imports and of housekeeping, walked by its links
// as each role: none leads nowhere, none fails.

func TestLinksLeadSomewhereForEveryRole(t *testing.T) {
	c := newCity(t)
	starts := []string{"/projects", "/projects?group=stage", "/import", "/rights", "/rules", "/calendar", "/journal", "/admin/units", "/admin/people", "/admin/settings", "/me", "/twins"}
	for _, role := range access.Roles {
		login := string(role)
		if role == access.RoleAdmin {
			login = "keeper"
		}
		t.Run(login, func(t *testing.T) {
			r := c.as(login)
			seen := map[string]bool{}
			for _, start := range starts {
				a := r.get(start)
				if a.status == http.StatusForbidden {
					continue
				}
				if a.status != http.StatusOK {
					t.Errorf("%s: %d", start, a.status)
				}
				follow(t, r, start, a, seen)
			}
		})
	}
}

// follow asks for every link of a page once; what stands in menus of the frame is
// asked for once as well.
func follow(t *testing.T, r *reader, from string, a *answer, seen map[string]bool) {
	t.Helper()
	for _, link := range a.all("a", "", "") {
		href := attr(link, "href")
		u, err := url.Parse(href)
		if err != nil || u.IsAbs() || u.Path == "" || strings.HasPrefix(u.Path, "/api/") {
			continue
		}
		key := u.Path
		if strings.HasPrefix(key, "/projects/") || strings.HasPrefix(key, "/units/") {
			key = "/one/" + strings.Split(key, "/")[1] // one of each is enough
		}
		if len(u.Query()) > 0 && len(seen) > 60 || seen[key+"?"+queryNames(u)] {
			continue
		}
		seen[key+"?"+queryNames(u)] = true
		if b := r.get(u.RequestURI()); b.status != http.StatusOK && b.status != http.StatusSeeOther {
			t.Errorf("%s leads to %s: %d", from, href, b.status)
		}
	}
}

func queryNames(u *url.URL) string {
	names := ""
	for name := range u.Query() {
		names += name + ","
	}
	return names
}

func TestEveryPageDrawsWithNothingInIt(t *testing.T) {
	for name, page := range map[string]templ.Component{
		"projects": projectsView(projectsPage{}), "projectSave": projectSaveView(projectSavePage{}), "twins": twinsView(twinsPage{}), "import": importView(importPage{}, ui.PagerData{}),
		"draft": draftView(draftPage{Draft: &draft{}, Seen: draftSeen{Diff: &app.LedgerDiff{}}}), "draft being read": draftView(draftPage{Draft: &draft{}, Seen: draftSeen{State: draftReading}}),
		"draft failed": draftView(draftPage{Draft: &draft{}, Seen: draftSeen{State: draftFailed}}), "result": resultView(resultPage{}), "list": listView(listPage{}),
		"units": unitKeepView(unitKeepPage{}), "unit": unitSaveView(unitSavePage{}), "people": peopleView(peoplePage{}), "person": personSaveView(personSavePage{}), "me": meView(mePage{}),
		"rights": rightsView(rightsPage{}), "settings": settingsView(settingsPage{}), "calendar": calendarView(calendarPage{}), "journal": journalView(journalPage{}),
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := page.Render(context.Background(), &b); err != nil || !strings.Contains(b.String(), "</html>") {
				t.Errorf("%v, %d bytes", err, b.Len())
			}
		})
	}
}
