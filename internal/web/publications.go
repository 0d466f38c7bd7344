package web

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"slices"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/score"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// 考核结果: rankings, red and black lists and awards on their way to the public.

// publicationsPage is the list, what waits for the reader first.
type publicationsPage struct {
	Frame  ui.FrameData
	Done   string
	Tabs   []ui.Link
	Mine   []ui.Entry
	Shown  []ui.Link
	Table  ui.TableData
	Count  int
	Can    bool // draft one
	Narrow bool // only some states are shown
}

func (s *Server) publicationRoutes() []route {
	const look, keep = access.ReadPublication, access.KeepPublication
	return []route{
		{method: "GET", path: "/publications", handle: s.publications, action: look},
		{method: "GET", path: "/publications/new", handle: s.publicationNew, action: keep},
		{method: "POST", path: "/publications/new", handle: s.publicationDraft, action: keep, limit: draftLimit},
		{method: "GET", path: "/publications/{id}", handle: s.publication, action: look},
		{method: "GET", path: "/publications/{id}/units/{unit}", handle: s.publicationSheet, action: look},
		{method: "GET", path: "/publications/{id}/paper", handle: s.publicationPaper, action: look},
		{method: "GET", path: "/publications/{id}/redraft", handle: s.publicationRedo, action: keep},
		{method: "POST", path: "/publications/{id}/redraft", handle: s.publicationRedraft, action: keep, limit: draftLimit},
		{method: "POST", path: "/publications/{id}/move", handle: s.publicationMove, action: keep},
		{method: "POST", path: "/publications/{id}/object", handle: s.publicationObject, action: access.ObjectPublication},
		{method: "POST", path: "/publications/{id}/answer", handle: s.publicationAnswer, action: keep},
		{method: "POST", path: "/publications/{id}/approve", handle: s.publicationApprove, action: access.ApprovePublication},
		{method: "POST", path: "/publications/{id}/publish", handle: s.publicationPublish, action: keep},
	}
}

func publicationURL(id string, pairs ...string) string {
	return address("/publications/"+url.PathEscape(id), pairs...)
}

// scoreTabs are the sides of assessment.
func scoreTabs(ctx context.Context, v *visit, on, current string) []ui.Link {
	var tabs []ui.Link
	for _, t := range []struct {
		label, href string
		action      access.Action
	}{{ui.N("考核排名"), "/assessments", access.ReadScheme}, {ui.N("考核结果"), "/publications", access.ReadPublication}, {ui.N("督办单"), "/warnings", access.ReadPublication}, {ui.N("考核办法"), "/schemes", access.ReadScheme}} {
		if v.Can(t.action) {
			tabs = append(tabs, ui.Link{Label: ui.T(ctx, t.label), Href: address(t.href, "on", on), Current: t.href == current})
		}
	}
	return tabs
}

// publicationViews are the choices of the list with the states each shows.
var publicationViews = []struct {
	code, label string
	states      []score.PublicationState
}{
	{"", ui.N("全部"), nil},
	{"running", ui.N("办理中"), []score.PublicationState{score.Drafted, score.Returned, score.Checked, score.Open, score.Answering, score.Heard, score.Approved}},
	{"public", ui.N("已发布"), []score.PublicationState{score.Published, score.Amended, score.Archived}},
	{"withdrawn", ui.N("已撤回"), []score.PublicationState{score.Withdrawn}},
}

func (s *Server) publications(w http.ResponseWriter, r *http.Request, v *visit) error {
	m, err := momentAsked(r)
	if err != nil {
		return err
	}
	ctx, q := r.Context(), r.URL.Query()
	f := app.PublicationFilter{Moment: m}
	p := publicationsPage{Done: q.Get("done"), Can: v.Can(access.KeepPublication), Tabs: scoreTabs(ctx, v, onText(m), "/publications")}
	for _, view := range publicationViews {
		current := view.code == q.Get("view")
		p.Shown = append(p.Shown, ui.Link{Label: ui.T(ctx, view.label), Href: here(ctx, "view", view.code), Current: current})
		for _, state := range view.states {
			if current {
				f.State, p.Narrow = append(f.State, string(state)), true
			}
		}
	}
	list, err := s.App.Publications(ctx, v.Actor, f)
	if err != nil {
		return err
	}
	p.Frame = s.scoreFrame(r, v, m, list.Known, ui.T(ctx, "考核结果"))
	p.Frame.Actions = publicationsButtons(p.Can)
	p.Mine, p.Count = publicationEntries(ctx, list.Rows), len(list.Rows)
	p.Table = publicationTable(ctx, list.Rows, onText(m))
	return render(w, r, http.StatusOK, publicationsView(p))
}

// scoreFrame is the frame of a page of assessment.
func (s *Server) scoreFrame(r *http.Request, v *visit, m app.Moment, known int64, title string) ui.FrameData {
	f := s.frameOf(r, v, title)
	f.AsOf, f.Paper, f.NewsURL, f.Actions = asOf(r, v, m), "a4l", newsURL(v, known), ui.ButtonPrint()
	return f
}

// publicationEntries are the results that wait for the reader, with what is to be
// done and by when.
func publicationEntries(ctx context.Context, rows []app.PublicationRow) (list []ui.Entry) {
	for i := range rows {
		row := &rows[i]
		if !row.Mine {
			continue
		}
		e := ui.Entry{Title: row.Title, Href: publicationURL(row.ID), Note: ui.T(ctx, "待我{act} · {period} · 上一步：{last}",
			"act", termOf(ctx, "publication.act", string(row.Next)), "period", periodText(ctx, row.Period), "last", lastStep(ctx, row.Last))}
		if row.Waiting > 0 {
			words, tone := workdaysText(ctx, row.AnswerDays)
			e.End = ui.Clock(ui.T(ctx, "{n} 条异议待答复，{left}", "n", row.Waiting, "left", words), tone)
		}
		list = append(list, e)
	}
	return list
}

// lastStep is who did what when, in one line.
func lastStep(ctx context.Context, s score.PublicationStep) string {
	return ui.T(ctx, "{name} {day} {act}", "name", s.Name, "day", s.Day.String(), "act", termOf(ctx, "publication.act", string(s.Act)))
}

// publicationTable is the results, state by state.
func publicationTable(ctx context.Context, rows []app.PublicationRow, on string) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "考核结果"), Cards: true, Wide: true, Columns: []ui.Column{{Label: ui.T(ctx, "标题")}, {Label: ui.T(ctx, "考核期")}, {Label: ui.T(ctx, "状态")},
		{Label: ui.T(ctx, "公示截止")}, {Label: ui.T(ctx, "异议待答复"), Num: true}, {Label: ui.T(ctx, "上一步")}}}
	for _, state := range score.PublicationStates {
		group := ui.Group{}
		for i := range rows {
			if rows[i].State == state {
				group.Rows = append(group.Rows, publicationLine(ctx, &rows[i], on))
			}
		}
		if n := len(group.Rows); n > 0 {
			group.Head = []ui.Cell{{Text: termOf(ctx, "publication.state", string(state)), Note: itoa(n)}, {}, {}, {}, {}, {}}
			t.Groups = append(t.Groups, group)
		}
	}
	return t
}

func publicationLine(ctx context.Context, row *app.PublicationRow, on string) ui.Row {
	href := publicationURL(row.ID, "on", on)
	title := ui.Cell{Text: row.Title, Href: href, Tone: "wrap", Note: row.UnitName}
	if row.Number > 0 {
		title.Note += " · " + ui.T(ctx, "第 {n} 次更正", "n", row.Number)
	}
	if row.Kind != score.ListKind {
		title.Note += " · " + termOf(ctx, "publication.kind", string(row.Kind))
	}
	until, waiting := ui.Missing(), ui.Missing()
	if !row.Until.IsZero() {
		until = ui.Words(row.Until.String())
	}
	if row.State == score.Open {
		until.Note, _ = workdaysText(ctx, row.Workdays)
	}
	if row.Waiting > 0 {
		words, tone := workdaysText(ctx, row.AnswerDays)
		waiting = ui.Cell{Text: itoa(row.Waiting), Note: words, Tone: tone}
	}
	return ui.Row{Href: href, Cells: []ui.Cell{title, ui.Words(periodText(ctx, row.Period)), ui.Show(publicationPill(row.State, row.Mine)), until, waiting, {Text: lastStep(ctx, row.Last), Tone: "wrap"}}}
}

// sections are how facts name a quarter or a half of a year: 2026Q3, 2026H1.
var sections = regexp.MustCompile(`^(\d{4})-?([QH])(\d)$`)

// periodText is the period of some facts in words, or as it is written.
func periodText(ctx context.Context, text string) string {
	if m := sections.FindStringSubmatch(text); m != nil && m[2] == "H" {
		return ui.T(ctx, map[string]string{"1": ui.N("{year}年上半年"), "2": ui.N("{year}年下半年")}[m[3]], "year", m[1])
	} else if m != nil {
		text = m[1] + "-Q" + m[3]
	}
	if when, err := workday.ParseWhen(text); err == nil && !when.IsZero() {
		return whenText(ctx, when)
	}
	return text
}

// publicationTone is how urgent a state looks.
func publicationTone(state score.PublicationState, mine bool) string {
	switch {
	case slices.Contains([]score.PublicationState{score.Returned, score.Answering}, state):
		return "late"
	case mine:
		return "soon"
	}
	return ""
}
