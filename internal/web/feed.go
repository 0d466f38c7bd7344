package web

import (
	"context"
	"net/http"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// feedPath is where calendars are read; what stands behind it is a secret, and stays
// out of logs.
const feedPath = "/feeds/"

func (s *Server) feedRoutes() []route {
	return []route{
		{method: "GET", path: feedPath + "{secret}", handle: s.feed, open: true},
		{method: "POST", path: "/me/feed", handle: s.meFeed},
	}
}

// feed is a person's calendar (RFC 5545), read by their phone or desk calendar every
// few hours without signing in: the address is the key, and opens nothing else.
func (s *Server) feed(w http.ResponseWriter, r *http.Request, _ *visit) error {
	secret, is := strings.CutSuffix(r.PathValue("secret"), ".ics")
	if !is {
		return fault.New(fault.NotFound, "page.not_found")
	}
	v, err := s.App.Visit(r.Context(), secret, app.FeedSession)
	if fault.KindOf(err) == fault.Unauthenticated {
		return fault.New(fault.NotFound, "page.not_found")
	}
	if err != nil {
		return err
	}
	list, err := s.App.Deadlines(r.Context(), v.Actor)
	if err != nil {
		return err
	}
	text := feedText{s.address(r), v.Session.SeenAt, s.App.Today()}.of(r.Context(), list)
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	w.Header().Set("Cache-Control", "private, max-age=3600")
	w.Header().Set("Referrer-Policy", "no-referrer")
	_, err = w.Write([]byte(text))
	return err
}

// address is how this server is reached from outside, with its sub-path.
func (s *Server) address(r *http.Request) string {
	scheme := "http://"
	if s.Secure {
		scheme = "https://"
	}
	return scheme + r.Host + s.Base
}

// A feedText is what a calendar is written with.
type feedText struct {
	address string
	now     time.Time
	today   workday.Date
}

// of writes deadlines as whole-day events. The identifier of each stays while the
// matter is the same, so that a calendar moves it and does not add one. What is late
// stands on today, where it is seen.
func (f feedText) of(ctx context.Context, list []app.Deadline) string {
	c := ics.NewCalendarFor("guatu")
	c.SetMethod(ics.MethodPublish)
	c.SetXWRCalName(ui.T(ctx, "挂图·我的期限"))
	c.SetXWRTimezone("Asia/Shanghai")
	c.SetRefreshInterval("PT4H")
	for _, d := range list {
		day, late := d.Day, ""
		if d.Late {
			day, late = f.today, ui.T(ctx, "应在 {day}，已超期", "day", d.Day.String())
		}
		e := c.AddEvent(d.ID + "@guatu")
		e.SetDtStampTime(f.now.UTC())
		e.SetAllDayStartAt(midday(day))
		e.SetAllDayEndAt(midday(day + 1))
		e.SetSummary(term(ctx, "deadline."+string(d.Kind)) + "：" + d.What + "（" + d.Name + "）")
		e.SetDescription(joined(d.Detail, late))
		e.SetURL(f.address + "/projects/" + d.Project + "/approvals")
		e.SetTimeTransparency(ics.TransparencyTransparent)
	}
	return c.Serialize(ics.WithNewLineWindows)
}

// midday is a moment of a civil day that no time zone moves to another.
func midday(d workday.Date) time.Time { return d.Time().Add(12 * time.Hour) }

// meFeed makes the address of one's calendar. It is shown on this answer and never
// again.
func (s *Server) meFeed(w http.ResponseWriter, r *http.Request, v *visit) error {
	secret, err := s.App.FeedIssue(r.Context(), v.Actor, app.FeedIssue{Label: r.PostFormValue("feed")})
	if e, is := fault.As(err); is && e.Kind == fault.Invalid {
		return s.meWrong(w, r, v, e)
	}
	if err != nil {
		return err
	}
	p, err := s.mePage(r, v)
	if err != nil {
		return err
	}
	p.Feed = s.address(r) + feedPath + secret + ".ics"
	return render(w, r, http.StatusOK, meView(p))
}
