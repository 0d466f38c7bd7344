package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"

	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/workday"
)

func TestACalendarIsReadByItsAddressAlone(t *testing.T) {
	c := newCity(t)
	c.must(c.App.ChecklistScreen(t.Context(), c.office, app.ChecklistScreen{Project: c.IDs[0], Answers: map[string]string{"land": "owned"}}))
	clerk := c.as("reporter")
	if a := clerk.post("/me/feed", url.Values{"feed": {" "}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("a calendar for nothing: %d", a.status)
	}
	made := clerk.post("/me/feed", url.Values{"feed": {"手机日历"}}).find("code", "class", "token")
	if made == nil || !strings.HasPrefix(textOf(made), c.Server.URL+"/feeds/") {
		t.Fatal("no address")
	}
	stranger := &reader{c: c, client: &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	path := strings.TrimPrefix(textOf(made), c.Server.URL)
	a := stranger.get(path)
	if a.status != http.StatusOK || a.header.Get("Content-Type") != "text/calendar; charset=utf-8" {
		t.Fatalf("%d %s", a.status, a.header.Get("Content-Type"))
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(a.body, "\r\n"), "\r\n") {
		if len(line) > 75 || strings.Contains(line, "\n") {
			t.Errorf("RFC 5545 3.1 folds at 75 octets and ends lines with CRLF: %q", line)
		}
	}
	calendar, err := ics.ParseCalendar(strings.NewReader(a.body))
	c.must(err)
	events := calendar.Events()
	if len(events) == 0 || !strings.Contains(events[0].GetProperty(ics.ComponentPropertySummary).Value, "项目备案和赋码") ||
		events[0].GetProperty(ics.ComponentPropertyUrl).Value != c.Server.URL+"/projects/"+c.IDs[0]+"/approvals" {
		t.Errorf("the filing is to be prepared: %s", a.body)
	}
	day := events[0].GetProperty(ics.ComponentPropertyDtStart).Value
	if day != "20261120" {
		t.Errorf("it can be submitted today, and stands on %s", day)
	}
	c.must(second(c.App.ApprovalNote(t.Context(), c.office, app.ApprovalNote{Project: c.IDs[0], Items: []string{"filing"}, Kind: approval.Accepted, On: c.App.Today()})))
	if strings.Contains(stranger.get(path).body, "项目备案和赋码") {
		t.Error("it is accepted, and still to be prepared")
	}
	for _, wrong := range []string{"/feeds/x.ics", strings.TrimSuffix(path, ".ics"), "/feeds/.ics"} {
		if a := stranger.get(wrong); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", wrong, a.status)
		}
	}
	if a := stranger.get("/me"); a.status != http.StatusSeeOther {
		t.Errorf("an address opens a page: %d", a.status)
	}
	form := clerk.get("/me")
	for _, button := range form.all("input", "name", "session") {
		clerk.post("/me/revoke", url.Values{"session": {attr(button, "value")}})
	}
	if a := stranger.get(path); a.status != http.StatusNotFound {
		t.Errorf("an address that was ended: %d", a.status)
	}
}

func TestWhatIsLateStandsOnTodayInACalendar(t *testing.T) {
	today := workday.NewDate(2026, 11, 20)
	text := feedText{"http://x", fixtureNow, today}.of(t.Context(), []app.Deadline{{ID: "a", Kind: app.DeadlineDecide, Day: today - 9, What: "环评", Late: true}, {ID: "b", Kind: app.DeadlineDecide, Day: today + 3, What: "能评"}})
	calendar, err := ics.ParseCalendar(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	events := calendar.Events()
	for i, want := range []string{"20261120", "20261123"} {
		if got := events[i].GetProperty(ics.ComponentPropertyDtStart).Value; got != want {
			t.Errorf("event %d stands on %s, want %s", i, got, want)
		}
	}
	if got := events[0].GetProperty(ics.ComponentPropertyDescription).Value; !strings.Contains(got, "2026-11-11") {
		t.Errorf("it does not say when it was due: %q", got)
	}
}

func second[T any](_ T, err error) error { return err }

func TestTheSecretOfACalendarStaysOutOfLogs(t *testing.T) {
	for path, want := range map[string]string{"/feeds/abc.ics": "/feeds/…", "/guatu/feeds/abc": "/guatu/feeds/…", "/projects": "/projects"} {
		if got := loggable(path); got != want {
			t.Errorf("%s is logged as %s", path, got)
		}
	}
}
