package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// 推演: what would bring construction forward. What is tried stands in the address, so
// that a trial can be sent to somebody else; nothing is kept.

// trialPage is one trial.
type trialPage struct {
	Frame     ui.FrameData
	ID        string
	Others    []string
	Bare      bool // not screened: nothing to try
	Bad       []string
	Chips     []ui.Chip
	Clear     string
	Figures   []ui.Figure
	Shortcuts []trialShortcut
	Until     string
	Curve     string
	Band      ui.TableData
	Guess     string
	Items     ui.TableData
	ItemN     int
}

// A trialShortcut is one change that gains, and the address that tries it.
type trialShortcut struct {
	Words, Gain, Href, Note string
	Tried                   bool
}

// trialMost bounds what is tried at once.
const trialMost = 40

// A tried change is written takes~ITEM~DAYS, promise~ITEM, parallel~ITEM~NEED and, for
// a need that stays with the grant, formal~ITEM~NEED.
const triedFormal = "formal"

func triedText(c approval.Change) string {
	switch {
	case c.Kind == approval.ChangeTakes:
		return string(c.Kind) + "~" + c.Item + "~" + itoa(c.Days)
	case c.Kind == approval.ChangeParallel && c.Formal:
		return triedFormal + "~" + c.Item + "~" + c.Need
	case c.Kind == approval.ChangeParallel:
		return string(c.Kind) + "~" + c.Item + "~" + c.Need
	}
	return string(c.Kind) + "~" + c.Item
}

// changeOf reads a tried change; what is none is a mistake with its text.
func changeOf(text string, wrong *fault.List) approval.Change {
	parts := strings.Split(text, "~")
	for len(parts) < 3 {
		parts = append(parts, "")
	}
	c := approval.Change{Kind: approval.ChangeKind(parts[0]), Item: parts[1]}
	switch parts[0] {
	case string(approval.ChangeTakes):
		n, err := strconv.Atoi(parts[2])
		wrong.Check(err == nil, "days", "filter.number", "text", parts[2])
		c.Days = n
	case triedFormal:
		c.Kind, c.Need, c.Formal = approval.ChangeParallel, parts[2], true
	case string(approval.ChangeParallel):
		c.Need = parts[2]
	}
	return c
}

// triesOf are the changes of an address, each once; of two on the same thing the last.
func triesOf(q url.Values, wrong *fault.List) (list []approval.Change) {
	for _, text := range q["try"] {
		c := changeOf(text, wrong)
		list = slices.DeleteFunc(list, func(o approval.Change) bool { return sameTry(o, c) })
		list = append(list, c)
	}
	wrong.Check(len(list) <= trialMost, "try", "approval.more", "count", len(list)-trialMost)
	return list
}

// sameTry tells that one change takes the place of another.
func sameTry(a, b approval.Change) bool {
	if a.Item != b.Item {
		return false
	}
	if a.Kind == approval.ChangeParallel || b.Kind == approval.ChangeParallel {
		return a.Kind == b.Kind && a.Need == b.Need
	}
	return true
}

func (s *Server) trialShow(w http.ResponseWriter, r *http.Request, v *visit) error {
	q, id := r.URL.Query(), r.PathValue("id")
	if q.Has("item") { // the little form of a line: its change joins the others
		q.Add("try", string(approval.ChangeTakes)+"~"+q.Get("item")+"~"+strings.TrimSpace(q.Get("days")))
		q.Del("item")
		q.Del("days")
		return s.redirect(w, r, r.URL.Path+"?"+q.Encode())
	}
	var stray, wrong fault.List
	m := momentOf(q, &stray)
	if err := stray.Err(); err != nil {
		return err
	}
	in := app.ApprovalTry{Project: id, On: m.On, Known: m.Known, Changes: triesOf(q, &wrong)}
	t, err := s.tryOrNot(r, v, in, wrong.Err())
	if code := faultCode(err); code == "checklist.none" {
		return s.trialBare(w, r, v, m)
	}
	var others []string
	if t != nil && err != nil {
		others = sentences(r.Context(), err)
	} else if err != nil {
		return err
	}
	status := http.StatusOK
	if len(others) > 0 {
		status = http.StatusUnprocessableEntity
	}
	p := s.trialPage(r, v, t, m)
	p.Others = others
	return render(w, r, status, approvalTryView(p))
}

// tryOrNot asks what the changes come to; where they cannot be tried, what things come
// to without them, with the fault beside.
func (s *Server) tryOrNot(r *http.Request, v *visit, in app.ApprovalTry, wrong error) (*app.ApprovalTrial, error) {
	if wrong == nil {
		t, err := s.App.ApprovalTry(r.Context(), v.Actor, in)
		if err == nil || fault.KindOf(err) != fault.Invalid || len(in.Changes) == 0 {
			return t, err
		}
		wrong = err
	}
	in.Changes = nil
	t, err := s.App.ApprovalTry(r.Context(), v.Actor, in)
	if err != nil {
		return nil, err
	}
	return t, wrong
}

// faultCode is a fault's code, "" for none.
func faultCode(err error) string {
	if e, ok := fault.As(err); ok {
		return e.Code
	}
	return ""
}

// trialBare is the page of a project that nobody screened.
func (s *Server) trialBare(w http.ResponseWriter, r *http.Request, v *visit, m app.Moment) error {
	page, err := s.App.Approvals(r.Context(), v.Actor, r.PathValue("id"), m)
	if err != nil {
		return err
	}
	p := trialPage{Frame: s.trialFrame(r, v, page.Project, m), ID: page.Project.Project.ID, Bare: true}
	return render(w, r, http.StatusOK, approvalTryView(p))
}

func (s *Server) trialFrame(r *http.Request, v *visit, row *app.ProjectRow, m app.Moment) ui.FrameData {
	ctx := r.Context()
	f := s.frameOf(r, v, ui.T(ctx, "推演"))
	f.Crumbs = []ui.Link{{Label: ui.T(ctx, "项目"), Href: "/projects"}, {Label: row.Project.Name, Href: projectURL(row.Project.ID, onText(m))}, {Label: ui.T(ctx, "审批"), Href: permitsURL(row.Project.ID, onText(m))}}
	f.AsOf, f.Actions = asOf(r, v, m), ui.ButtonPrint()
	f.Note = ui.T(ctx, "只是试算，不改任何记录；地址里带着改动，可以发给别人看")
	return f
}

func (s *Server) trialPage(r *http.Request, v *visit, t *app.ApprovalTrial, m app.Moment) trialPage {
	ctx := r.Context()
	p := trialPage{Frame: s.trialFrame(r, v, t.Project, m), ID: t.Project.Project.ID, Until: t.Until, ItemN: len(t.Items), Bad: sentences(ctx, t.Bad)}
	p.Frame.NewsURL = newsURL(v, t.Known)
	names := trialNames(t)
	tried := t.Effect.Changes
	for _, c := range tried {
		p.Chips = append(p.Chips, ui.Chip{Field: termOf(ctx, "approval_change", string(c.Kind)), Words: changeText(ctx, c, names), Without: ui.EnvOf(ctx).Base + withTries(ctx, slices.DeleteFunc(slices.Clone(tried), func(o approval.Change) bool { return o == c }))})
	}
	p.Clear = ui.EnvOf(ctx).Base + withTries(ctx, nil)
	p.Figures = trialFigures(ctx, t)
	for _, e := range t.Shortcuts {
		c := e.Changes[0]
		names[c.Item], names[c.Need] = e.Name, e.Need
		p.Shortcuts = append(p.Shortcuts, trialShortcut{Words: changeText(ctx, c, names), Gain: ui.T(ctx, "早 {n} 个工作日", "n", e.Gain), Note: ui.T(ctx, "{was} → {is}", "was", e.Was.String(), "is", e.Is.String()),
			Href: withTries(ctx, append(slices.Clone(tried), c)), Tried: slices.Contains(tried, c)})
	}
	if t.Odds != nil {
		p.Curve, p.Band, p.Guess = trialCurve(ctx, t), trialBand(ctx, t), trialGuess(ctx, t)
	}
	p.Items = trialItems(ctx, t)
	return p
}

// withTries is this page's address with other changes; in their order.
func withTries(ctx context.Context, list []approval.Change) string {
	e := ui.EnvOf(ctx)
	if e.Here == nil {
		return ""
	}
	q := e.Here.Query()
	q.Del("try")
	for _, c := range list {
		q.Add("try", triedText(c))
	}
	return address(e.Here.Path) + "?" + q.Encode()
}

// trialNames are what items are called in the trial.
func trialNames(t *app.ApprovalTrial) map[string]string {
	names := map[string]string{}
	for _, it := range t.Items {
		names[it.Item] = it.Name
		for _, need := range it.Needs {
			names[need.Item] = need.Name
		}
	}
	return names
}

// changeText is one change in words.
func changeText(ctx context.Context, c approval.Change, names map[string]string) string {
	name := orElse(names[c.Item], c.Item)
	switch {
	case c.Kind == approval.ChangeTakes:
		return ui.T(ctx, "“{item}”{n} 日办结", "item", name, "n", c.Days)
	case c.Kind == approval.ChangeParallel && c.Formal:
		return ui.T(ctx, "“{item}”不等“{need}”就受理，办结前再等它", "item", name, "need", orElse(names[c.Need], c.Need))
	case c.Kind == approval.ChangeParallel:
		return ui.T(ctx, "“{item}”不等“{need}”", "item", name, "need", orElse(names[c.Need], c.Need))
	}
	return ui.T(ctx, "“{item}”凭承诺当日办结", "item", name)
}

func trialFigures(ctx context.Context, t *app.ApprovalTrial) []ui.Figure {
	e := t.Effect
	was := ui.Figure{Label: ui.T(ctx, "按承诺时限，{until}", "until", t.Until), Value: orBlank(e.Was.String())}
	list := []ui.Figure{was}
	if len(e.Changes) > 0 {
		is := ui.Figure{Label: ui.T(ctx, "照此试算"), Value: orBlank(e.Is.String()), ChangeNote: ui.T(ctx, "没有变化")}
		switch {
		case e.Gain > 0:
			is.Change, is.ChangeNote = ui.T(ctx, "早 {n}", "n", e.Gain), ui.T(ctx, "个工作日")
		case e.Gain < 0:
			is.Change, is.ChangeNote, is.Worse = ui.T(ctx, "晚 {n}", "n", -e.Gain), ui.T(ctx, "个工作日"), true
		}
		list = append(list, is)
	}
	if t.Odds != nil {
		list = append(list, ui.Figure{Label: ui.T(ctx, "八成把握"), Value: t.Odds.P80.String(), ChangeNote: ui.T(ctx, "按办结件的实际用时")},
			ui.Figure{Label: ui.T(ctx, "按承诺能做到的把握"), Value: itoa(t.Odds.Kept), Unit: "%", Late: t.Odds.Kept < 50})
	}
	if t.Changed != nil {
		list = append(list, ui.Figure{Label: ui.T(ctx, "试后八成把握"), Value: t.Changed.P80.String(), ChangeNote: ui.T(ctx, "按承诺能做到的把握 {n}%", "n", t.Changed.Kept)})
	}
	if t.Budget != nil {
		list = append(list, ui.Figure{Label: ui.T(ctx, "时限已用"), Value: itoa(t.Budget.Used), Unit: ui.T(ctx, "/ {n} 个工作日", "n", t.Budget.Limit), Late: t.Budget.Overdue, Href: permitsURL(t.Project.Project.ID, "")})
	}
	return list
}

// trialCurve draws by which day how many runs are over.
func trialCurve(ctx context.Context, t *app.ApprovalTrial) string {
	o := svg.Odds{Title: ui.T(ctx, "{until}办结的日子", "until", t.Until), WasWord: ui.T(ctx, "现在"), IsWord: ui.T(ctx, "试后"), Levels: []int{10, 50, 80, 90},
		Label: func(d int) string { return workday.Date(d).String() }, LevelTemplate: func(n int) string { return itoa(n) + "%" }, Was: oddsPoints(t.Odds), Is: oddsPoints(t.Changed)}
	if !t.Effect.Was.IsZero() {
		o.Marks = append(o.Marks, svg.OddsMark{Day: int(t.Effect.Was), Word: ui.T(ctx, "按承诺 {day}", "day", t.Effect.Was.String())})
	}
	if t.Changed != nil && !t.Effect.Is.IsZero() {
		o.Marks = append(o.Marks, svg.OddsMark{Day: int(t.Effect.Is), Word: ui.T(ctx, "试后按承诺 {day}", "day", t.Effect.Is.String()), Is: true})
	}
	return o.Draw()
}

func oddsPoints(o *app.ApprovalOdds) (list []svg.OddsPoint) {
	if o == nil {
		return nil
	}
	for _, step := range o.Steps {
		list = append(list, svg.OddsPoint{Day: int(step.Day), Share: step.Share})
	}
	return list
}

// trialBand is the curve in figures.
func trialBand(ctx context.Context, t *app.ApprovalTrial) ui.TableData {
	b := ui.TableData{Caption: ui.T(ctx, "把握"), Columns: []ui.Column{{Label: ui.T(ctx, "把握")}, {Label: ui.T(ctx, "现在"), Num: true}}}
	if t.Changed != nil {
		b.Columns = append(b.Columns, ui.Column{Label: ui.T(ctx, "试后"), Num: true})
	}
	var rows []ui.Row
	for _, line := range []struct {
		label string
		day   func(*app.ApprovalOdds) workday.Date
	}{{ui.N("一成（P10）"), func(o *app.ApprovalOdds) workday.Date { return o.P10 }}, {ui.N("五成（P50）"), func(o *app.ApprovalOdds) workday.Date { return o.P50 }},
		{ui.N("八成（P80）"), func(o *app.ApprovalOdds) workday.Date { return o.P80 }}, {ui.N("九成（P90）"), func(o *app.ApprovalOdds) workday.Date { return o.P90 }}} {
		cells := []ui.Cell{ui.Words(ui.T(ctx, line.label)), ui.Words(line.day(t.Odds).String())}
		if t.Changed != nil {
			cells = append(cells, ui.Words(line.day(t.Changed).String()))
		}
		rows = append(rows, ui.Row{Cells: cells})
	}
	b.Groups = []ui.Group{{Rows: rows}}
	return b
}

// trialGuess says which items are taken at their pledge.
func trialGuess(ctx context.Context, t *app.ApprovalTrial) string {
	words := ui.T(ctx, "模拟 {n} 次，种子固定，同样的问题得出同样的结果。", "n", t.Odds.Runs)
	if len(t.Odds.Guess) > 0 {
		words += ui.T(ctx, "办结件太少、暂按承诺时限估计的：{names}。", "names", strings.Join(t.Odds.Guess, ui.T(ctx, "、")))
	}
	return words
}

// trialItems are the undecided items: what was learnt of each, and what can be tried.
func trialItems(ctx context.Context, t *app.ApprovalTrial) ui.TableData {
	table := ui.TableData{Caption: ui.T(ctx, "未办结事项"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "事项")}, {Label: term(ctx, "approval.pledged_limit"), Num: true}, {Label: ui.T(ctx, "办结件"), Num: true}, {Label: ui.T(ctx, "四分位"), Num: true}, {Label: ui.T(ctx, "中位"), Num: true}, {Label: ui.T(ctx, "试一试")}}}
	var rows []ui.Row
	for i := range t.Items {
		it := &t.Items[i]
		quartiles, median := ui.Cell{Text: ui.T(ctx, "按承诺估"), Tone: "blank"}, ui.Missing()
		if it.Known {
			quartiles, median = ui.Words(daysOr(it.Q1)+"–"+daysOr(it.Q3)), ui.Words(daysOr(it.Median))
			if it.Median != nil && *it.Median > it.Pledged {
				median.Tone = "late"
			}
		}
		rows = append(rows, ui.Row{Cells: []ui.Cell{{Text: it.Name, Tone: "wrap"}, ui.Words(limitWords(ctx, it.Pledged, it.Unit)), {Text: itoa(it.Ended), Note: ui.T(ctx, "共 {n} 件", "n", it.Cases)}, quartiles, median, ui.Show(trialLine(trialTries(ctx, t, it)))}})
	}
	table.Groups = []ui.Group{{Rows: rows}}
	return table
}

// daysOr is a number of days; more than anybody took yet is so many at least.
func daysOr(n *int) string {
	if n == nil {
		return "…"
	}
	return itoa(*n)
}

// A trialTry is what can be tried on one item.
type trialTry struct {
	Item, Path string
	Kept       []ui.Pair
	Days       int
	Links      []ui.Link
}

func trialTries(ctx context.Context, t *app.ApprovalTrial, it *app.ApprovalDuration) trialTry {
	line := trialTry{Item: it.Item, Days: it.Pledged / 2, Path: "/projects/" + t.Project.Project.ID + "/approvals/try"}
	if e := ui.EnvOf(ctx); e.Here != nil {
		line.Kept = keptBut(e.Here.Query(), "item", "days")
	}
	add := func(label string, c approval.Change) {
		if !slices.Contains(t.Effect.Changes, c) {
			line.Links = append(line.Links, ui.Link{Label: label, Href: withTries(ctx, append(slices.Clone(t.Effect.Changes), c))})
		}
	}
	if it.Promise {
		add(ui.T(ctx, "告知承诺"), approval.Change{Kind: approval.ChangePromise, Item: it.Item})
	}
	for _, need := range it.Needs {
		add(ui.T(ctx, "不等“{need}”", "need", need.Name), approval.Change{Kind: approval.ChangeParallel, Item: it.Item, Need: need.Item, Formal: true})
	}
	return line
}
