package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/web/ui"
)

// journalPage is who did what, when and why, in one unbroken line (日志).
type journalPage struct {
	Frame  ui.FrameData
	Filter app.JournalFilter
	Nouns  []ui.Option
	People []ui.Option
	Table  ui.TableData
	Older  string // the address of the entries before these
	Newest string
	Cause  bool
	State  *app.JournalState // after the whole line was walked
	Broken []string
}

// journalSize is how many lines a page has.
const journalSize = 100

// journalNouns are what entries are about.
var journalNouns = []string{"project", "figure", "milestone", "claim", "evidence", "answer", "pause", "visit", "change", "task", "batch", "unit", "person", "credential", "session", "ruleset", "notice", "boundary", "setting", "view", "ledger_mapping", "import"}

func (s *Server) journalRoutes() []route {
	return []route{{method: "GET", path: "/journal", handle: s.journalShow, action: access.ReadJournal}}
}

func (s *Server) journalShow(w http.ResponseWriter, r *http.Request, v *visit) error {
	q, ctx := r.URL.Query(), r.Context()
	var wrong fault.List
	f := app.JournalFilter{Noun: q.Get("noun"), Key: q.Get("key"), Who: q.Get("who"), Cause: q.Get("cause"), Before: int64(number(q, "before", &wrong)), Limit: journalSize}
	if err := wrong.Err(); err != nil {
		return err
	}
	lines, err := s.App.Journal(ctx, v.Actor, f)
	if err != nil {
		return err
	}
	names, err := s.App.PersonNames(ctx, v.Actor)
	if err != nil {
		return err
	}
	p := journalPage{Frame: s.frameOf(r, v, ui.T(ctx, "日志")), Filter: f, Cause: f.Cause != "", Newest: ui.Here(ctx, "before", "", "verify", "")}
	known, err := s.App.ProjectNames(ctx, v.Actor, keysOf(lines))
	if err != nil {
		return err
	}
	p.Table = journalTable(ctx, v, lines, known)
	p.Frame.Note = ui.T(ctx, "共 {n} 条，逐条相连，不能修改", "n", v.frame.N)
	p.Nouns, p.People = nounOptions(ctx, f.Noun), nameOptions(ctx, names, f.Who)
	if f.Before == 0 {
		p.Newest = ""
	}
	if len(lines) > 0 && lines[len(lines)-1].N > 1 && shown(lines) >= journalSize {
		p.Older = ui.Here(ctx, "before", strconv.FormatInt(lines[len(lines)-1].N-int64(lines[len(lines)-1].Folded), 10), "verify", "")
	}
	if q.Get("verify") != "" {
		if err := s.verify(r, v, &p); err != nil {
			return err
		}
	}
	return render(w, r, http.StatusOK, journalView(p))
}

// shown counts the entries behind the lines.
func shown(lines []app.Line) int {
	n := len(lines)
	for _, l := range lines {
		n += l.Folded
	}
	return n
}

// verify walks the whole line and says whether it holds.
func (s *Server) verify(r *http.Request, v *visit, p *journalPage) error {
	state, err := s.App.JournalVerify(r.Context(), v.Actor)
	if err != nil {
		return err
	}
	p.State, p.Broken = state, sentences(r.Context(), state.Fault)
	return nil
}

func nounOptions(ctx context.Context, chosen string) []ui.Option {
	list := []ui.Option{{Value: "", Label: ui.T(ctx, "全部")}}
	for _, noun := range journalNouns {
		list = append(list, ui.Option{Value: noun, Label: termOf(ctx, "noun", noun), Chosen: noun == chosen})
	}
	return list
}

func nameOptions(ctx context.Context, names map[string]string, chosen string) []ui.Option {
	var list []ui.Option
	for id, name := range names {
		list = append(list, ui.Option{Value: id, Label: name, Chosen: id == chosen})
	}
	slices.SortFunc(list, func(a, b ui.Option) int { return strings.Compare(a.Label+a.Value, b.Label+b.Value) })
	return append([]ui.Option{{Value: "", Label: ui.T(ctx, "全部")}}, list...)
}

// secret are entries whose fields say nothing to a reader: sign-ins and passwords.
var secret = map[string]bool{"session": true, "credential": true}

// keysOf are the identifiers that lines are about.
func keysOf(lines []app.Line) []string {
	var keys []string
	for _, l := range lines {
		id, _, _ := strings.Cut(l.Key, "/")
		keys = append(keys, id)
	}
	return keys
}

// journalTable is a line an act: the entries of one cause stand folded.
func journalTable(ctx context.Context, v *visit, lines []app.Line, names map[string]string) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "日志"), Columns: []ui.Column{{Label: ui.T(ctx, "编号")}, {Label: ui.T(ctx, "时间")}, {Label: ui.T(ctx, "谁")}, {Label: ui.T(ctx, "做了什么")}, {Label: ui.T(ctx, "对象")}, {Label: ui.T(ctx, "原来 → 现在")}, {Label: ui.T(ctx, "原因")}}}
	g := ui.Group{}
	for _, l := range lines {
		act := ui.Words(termOf(ctx, "action", string(l.Action)))
		if l.Folded > 0 {
			act.Href, act.Note = address("/journal", "cause", l.Cause), ui.T(ctx, "共 {n} 条", "n", l.Folded+1)
		}
		id, _, _ := strings.Cut(l.Key, "/")
		what := ui.Cell{Text: termOf(ctx, "noun", l.Noun), Href: nounHref(l, v), Note: names[id]}
		if l.Subject != "" {
			what.Text += " · " + subjectText(ctx, v.frame, l, nil)
		}
		var changes []ui.Change
		if !secret[l.Noun] {
			changes = changesOf(ctx, v.frame, l)
		}
		if extra := len(changes) - changesShown; extra > 0 {
			changes = append(changes[:changesShown], ui.Change{Field: ui.T(ctx, "另有 {n} 个字段", "n", extra)})
		}
		g.Rows = append(g.Rows, ui.Row{Cells: []ui.Cell{{Text: strconv.FormatInt(l.N, 10), Title: l.Hash}, ui.Words(l.At.Format("2006-01-02 15:04:05")), ui.Words(l.Name), act, what, {Body: diffList(changes), Tone: "wrap"}, long(l.Note)}})
	}
	t.Groups = []ui.Group{g}
	return t
}

// nounHref is the page of what an entry is about, where it has one that this
// person may open.
func nounHref(l app.Line, v *visit) string {
	id, _, _ := strings.Cut(l.Key, "/")
	id = url.PathEscape(id)
	path, right := "", access.ReadProjects
	switch l.Noun {
	case "project", "figure", "milestone", "claim", "evidence", "answer", "pause", "visit", "change", "task":
		path = "/projects/" + id
	case "unit":
		path = "/units/" + id
	case "ruleset":
		path = "/rules"
	case "notice":
		path = "/calendar"
	case "import":
		path, right = "/imports/"+id, access.ImportLedger
	case "person":
		path, right = "/admin/people/"+id, access.ChangePerson
	}
	if !v.Can(right) {
		return ""
	}
	return path
}
