package web

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// calendarPage is a year of working days (日历), as the notices of the State
// Council and the place's own orders have it.
type calendarPage struct {
	Frame     ui.FrameData
	Done      string
	Others    []string
	Year      int
	Years     []ui.Link
	Published bool
	Through   string
	Months    []monthGrid
	Notices   ui.TableData
	Local     string // one a line, for the form
	LocalList ui.TableData
	AnyLocal  bool
	CanChange bool
	Body      string
	Sum       calculator
}

// A monthGrid is one month in weeks from Monday on.
type monthGrid struct {
	Name  string
	Works int
	Weeks [][]dayCell
}

// A dayCell is one day; the zero cell is none of the month.
type dayCell struct {
	N, Class, Title, Mark string
}

// A calculator counts working days: so many after a day, or between two.
type calculator struct {
	From, Days, To string
	Due, Count     string
	Mistake        string
}

func (s *Server) calendarRoutes() []route {
	return []route{
		{method: "GET", path: "/calendar", handle: s.calendarShow, action: access.ReadProjects},
		{method: "POST", path: "/calendar/notice", handle: s.calendarNotice, action: access.ChangeCalendar, limit: 2 << 20},
		{method: "POST", path: "/calendar/local", handle: s.calendarLocal, action: access.ChangeCalendar},
	}
}

func (s *Server) calendarShow(w http.ResponseWriter, r *http.Request, v *visit) error {
	p, err := s.calendarPage(r, v)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, calendarView(p))
}

func (s *Server) calendarPage(r *http.Request, v *visit) (calendarPage, error) {
	cal, err := s.App.Calendar(r.Context(), v.Actor)
	if err != nil {
		return calendarPage{}, err
	}
	ctx, q := r.Context(), r.URL.Query()
	year, err := strconv.Atoi(q.Get("year"))
	if err != nil || year < 1950 || year > 2200 {
		year = v.frame.Today.Year()
	}
	p := calendarPage{Frame: s.frameOf(r, v, ui.T(ctx, "日历")), Done: q.Get("done"), Year: year, Published: cal.Published(workday.NewDate(year, 6, 1)), Through: cal.PublishedThrough().String(),
		Months: monthGrids(ctx, cal, year), CanChange: v.Can(access.ChangeCalendar), Local: localLines(ctx, cal.Local()), AnyLocal: len(cal.Local()) > 0, Sum: calculate(ctx, q, cal)}
	p.Frame.Note = ui.T(ctx, "{year} 年 {n} 个工作日", "year", year, "n", cal.Between(workday.NewDate(year-1, 12, 31), workday.NewDate(year, 12, 31)))
	for _, y := range []int{year - 1, year, year + 1} {
		p.Years = append(p.Years, ui.Link{Label: strconv.Itoa(y), Href: address("/calendar", "year", strconv.Itoa(y)), Current: y == year})
	}
	p.Notices, p.LocalList = noticeTable(ctx, cal), localTable(ctx, cal.Local())
	return p, nil
}

// monthGrids are the twelve months of a year.
func monthGrids(ctx context.Context, cal *workday.Calendar, year int) []monthGrid {
	var list []monthGrid
	for m := time.January; m <= time.December; m++ {
		first := workday.NewDate(year, m, 1)
		last := workday.NewDate(year, m+1, 1) - 1
		g := monthGrid{Name: ui.T(ctx, "{n}月", "n", int(m)), Works: cal.Between(first-1, last)}
		week := make([]dayCell, (int(first.Weekday())+6)%7)
		for d := first; d <= last; d++ {
			if week = append(week, calendarDay(ctx, cal, d)); len(week) == 7 {
				g.Weeks, week = append(g.Weeks, week), nil
			}
		}
		if len(week) > 0 {
			g.Weeks = append(g.Weeks, append(week, make([]dayCell, 7-len(week))...))
		}
		list = append(list, g)
	}
	return list
}

// calendarDay is one day: worked or off, by which rule, and its name.
func calendarDay(ctx context.Context, cal *workday.Calendar, d workday.Date) dayCell {
	works, why := cal.Works(d)
	c := dayCell{N: strconv.Itoa(d.Day()), Title: joined(d.String(), termOf(ctx, "daykind", string(why.Kind)), why.Name)}
	switch {
	case why.Kind == workday.MakeUp || why.Kind == workday.Local && works:
		c.Class, c.Mark = "makeup", ui.T(ctx, "班")
	case why.Kind == workday.Holiday || why.Kind == workday.Local:
		c.Class, c.Mark = "holiday", ui.T(ctx, "休")
	case !works:
		c.Class = "weekend"
	}
	return c
}

// noticeTable lists what the calendar follows, with the papers' addresses.
func noticeTable(ctx context.Context, cal *workday.Calendar) ui.TableData {
	t := table(ui.T(ctx, "放假通知"), ui.T(ctx, "年度"), ui.T(ctx, "天数"), ui.T(ctx, "文件"))
	g := ui.Group{}
	for _, n := range cal.Notices() {
		g.Rows = append(g.Rows, ui.Row{Cells: []ui.Cell{ui.Words(strconv.Itoa(n.Year)), ui.Words(strconv.Itoa(len(n.Days))), long(strings.Join(n.Papers, " "))}})
	}
	t.Groups = []ui.Group{g}
	return t
}

func localTable(ctx context.Context, days []workday.Override) ui.TableData {
	t := table(ui.T(ctx, "本地调整"), ui.T(ctx, "日期"), ui.T(ctx, "放假或上班"), ui.T(ctx, "依据"))
	g := ui.Group{}
	for _, d := range days {
		g.Rows = append(g.Rows, ui.Row{Cells: []ui.Cell{ui.Words(d.Date.String()), ui.Words(worksText(ctx, d.Works)), ui.Words(d.Name)}})
	}
	t.Groups = []ui.Group{g}
	return t
}

func worksText(ctx context.Context, works bool) string {
	if works {
		return ui.T(ctx, "上班")
	}
	return ui.T(ctx, "放假")
}

// localLines are the place's own days, one a line: 2026-05-06 上班 某某通知.
func localLines(ctx context.Context, days []workday.Override) string {
	var lines []string
	for _, d := range days {
		lines = append(lines, d.Date.String()+" "+worksText(ctx, d.Works)+" "+d.Name)
	}
	return strings.Join(lines, "\n")
}

// localDays reads the lines back; a line that is none is a mistake with its number.
func localDays(ctx context.Context, text string) ([]workday.Override, error) {
	var days []workday.Override
	var wrong fault.List
	line := 0
	for raw := range strings.Lines(text) {
		line++
		parts := strings.Fields(raw)
		if len(parts) == 0 {
			continue
		}
		d, err := workday.ParseDate(parts[0])
		ok := err == nil && len(parts) >= 3 && (parts[1] == worksText(ctx, true) || parts[1] == worksText(ctx, false))
		wrong.Check(ok, "days", "override.line", "line", line, "text", strings.TrimSpace(raw))
		if ok {
			days = append(days, workday.Override{Date: d, Works: parts[1] == worksText(ctx, true), Name: strings.Join(parts[2:], " ")})
		}
	}
	return days, wrong.Err()
}

// calculate answers the two questions people ask of a calendar.
func calculate(ctx context.Context, q url.Values, cal *workday.Calendar) calculator {
	c := calculator{From: q.Get("from"), Days: q.Get("days"), To: q.Get("to")}
	if c.From == "" {
		return c
	}
	from, err := workday.ParseDate(c.From)
	if err != nil {
		c.Mistake = ui.T(ctx, "请填写日期")
		return c
	}
	if n, err := strconv.Atoi(c.Days); err == nil && n >= -20000 && n <= 20000 {
		due := cal.Add(from, n)
		c.Due = ui.T(ctx, "{from} 起（当日不计）第 {n} 个工作日是 {due}", "from", c.From, "n", n, "due", due.String())
		if !cal.Published(due) {
			c.Due += ui.T(ctx, "（该年放假通知未公布，按周末推算）")
		}
	}
	if to, err := workday.ParseDate(c.To); err == nil {
		c.Count = ui.T(ctx, "{from} 之后至 {to}（含）共 {n} 个工作日", "from", c.From, "to", c.To, "n", cal.Between(from, to))
	}
	return c
}

func (s *Server) calendarNotice(w http.ResponseWriter, r *http.Request, v *visit) error {
	body, err := bodyOf(r, "body")
	if err != nil {
		return err
	}
	err = s.App.CalendarNotice(r.Context(), v.Actor, app.CalendarNotice{Body: body})
	return s.calendarDone(w, r, v, err, "calendar.notice")
}

func (s *Server) calendarLocal(w http.ResponseWriter, r *http.Request, v *visit) error {
	days, err := localDays(r.Context(), r.PostFormValue("days"))
	if err == nil {
		err = s.App.CalendarLocal(r.Context(), v.Actor, app.CalendarLocal{Days: days, Because: strings.TrimSpace(r.PostFormValue("because"))})
	}
	return s.calendarDone(w, r, v, err, "calendar.local")
}

// calendarDone leads on, or comes back with what was wrong and what was typed.
func (s *Server) calendarDone(w http.ResponseWriter, r *http.Request, v *visit, err error, code string) error {
	if err == nil {
		return s.redirect(w, r, "/calendar?done="+code)
	}
	e, is := fault.As(err)
	if !is || e.Kind == fault.Forbidden {
		return err
	}
	p, failed := s.calendarPage(r, v)
	if failed != nil {
		return failed
	}
	p.Others, p.Body = sentences(r.Context(), err), r.PostFormValue("body")
	if r.PostForm.Has("days") {
		p.Local = r.PostFormValue("days")
	}
	return render(w, r, statuses[e.Kind], calendarView(p))
}
