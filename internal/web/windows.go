package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/web/ui"
)

// 入库升规: who can enter statistics when, and with which papers still missing.

// windowsPage is one entry's calendar and list.
type windowsPage struct {
	Frame    ui.FrameData
	Entries  []ui.Link
	Tabs     []ui.Link
	Chips    []ui.Chip
	Clear    string
	Panel    doubtPanel
	Figures  []ui.Figure
	Calendar ui.TableData
	Rules    ui.TableData
	Table    ui.TableData
	Pager    ui.PagerData
	Scale    bool // above scale: says that figures of enterprises are nobody's target
}

func (s *Server) windowRoutes() []route {
	return []route{{method: "GET", path: "/windows", handle: s.windows, action: access.ReadProjects}}
}

func (s *Server) windows(w http.ResponseWriter, r *http.Request, v *visit) error {
	q := r.URL.Query()
	var wrong fault.List
	f := app.ChanceFilter{Moment: momentOf(q, &wrong), Query: q.Get("q"), Entry: q.Get("entry"), Unit: several(r, "unit"), Window: several(r, "window"),
		State: several(r, "state"), Missing: several(r, "missing"), Late: q.Get("late") != "", Page: number(q, "page", &wrong)}
	if err := wrong.Err(); err != nil {
		return err
	}
	c, err := s.App.Chances(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, windowsView(s.windowsPage(r, v, c)))
}

func (s *Server) windowsPage(r *http.Request, v *visit, c *app.Chances) windowsPage {
	ctx, q, f := r.Context(), r.URL.Query(), c.Filter
	p := windowsPage{Frame: s.frameOf(r, v, ui.T(ctx, "入库升规")), Scale: c.Entry == lifecycle.EnterAboveScale}
	p.Frame.AsOf, p.Frame.NewsURL, p.Frame.Paper = asOf(r, v, f.Moment), newsURL(v, c.Known), "a4l"
	p.Frame.Note = ui.T(ctx, "谁能进、哪个窗口、还缺什么材料；各地各年窗口不同，以规则为准")
	p.Frame.Actions = ui.ButtonPrint()
	for _, entry := range lifecycle.Entries {
		p.Entries = append(p.Entries, ui.Link{Label: termOf(ctx, "entry", string(entry)), Current: entry == c.Entry,
			Href: here(ctx, "entry", string(entry), "window", "", "missing", "", "late", "", "state", "")})
	}
	p.Tabs = wayTabs(ctx, c)
	p.Chips, p.Clear = wayChips(ctx, v, c), ui.Here(ctx, "q", "", "unit", "", "window", "", "missing", "", "late", "")
	p.Panel = doubtPanel{Query: f.Query, Units: unitField(ctx, v, f.Unit), Choices: wayChoices(ctx, c), Kept: keptBut(q, "q", "unit", "window", "missing")}
	p.Figures = wayFigures(ctx, c)
	p.Calendar, p.Rules = wayCalendar(ctx, c), wayRules(ctx, c)
	p.Table = wayTable(ctx, c)
	p.Pager = pagerOf(ctx, f.Page, f.Size, c.Count)
	return p
}

// wayTabs are the standings; who may enter, now or soon, stands first.
func wayTabs(ctx context.Context, c *app.Chances) []ui.Link {
	counts, fit := map[string]int{}, 0
	for _, f := range c.Facets["state"] {
		counts[f.Key] = f.Count
	}
	fit = counts[string(lifecycle.OpenNow)] + counts[string(lifecycle.ComingUp)]
	list := []ui.Link{{Label: ui.T(ctx, "可以进入"), Count: itoa(fit), Href: here(ctx, "state", ""), Current: len(c.Filter.State) == 0}}
	for _, state := range []lifecycle.WindowState{lifecycle.Unsaid, lifecycle.Unfit, lifecycle.Unstaged, lifecycle.Entered} {
		list = append(list, ui.Link{Label: termOf(ctx, "window", string(state)), Count: itoa(counts[string(state)]), Href: here(ctx, "state", string(state)),
			Current: slices.Contains(c.Filter.State, string(state))})
	}
	return list
}

func wayFigures(ctx context.Context, c *app.Chances) []ui.Figure {
	fit, open := 0, 0
	var next app.ChanceWindow
	for _, w := range c.Windows {
		fit += w.Fit
		if w.Turn.Opens <= c.On && w.Turn.Closes >= c.On {
			open += w.Fit
		}
		if w.Fit > 0 && (next.Turn.Closes.IsZero() || w.Turn.Closes < next.Turn.Closes) {
			next = w
		}
	}
	unit := ui.T(ctx, "个")
	deadline := ui.Figure{Label: ui.T(ctx, "最近截止"), Value: blank}
	if !next.Turn.Closes.IsZero() {
		deadline = ui.Figure{Label: ui.T(ctx, "最近截止"), Value: next.Turn.Closes.String(), ChangeNote: next.Name, Href: here(ctx, "state", "", "window", next.Code)}
	}
	return []ui.Figure{
		{Label: ui.T(ctx, "可以进入"), Value: itoa(fit), Unit: unit, ChangeNote: ui.T(ctx, "其中 {n} 个窗口正开着", "n", open), Href: here(ctx, "state", "", "window", "", "missing", "", "late", "")},
		{Label: ui.T(ctx, "材料已齐"), Value: itoa(c.Ready), Unit: unit, ChangeNote: ui.T(ctx, "只等申报"), Href: here(ctx, "state", "", "missing", app.Unstated)},
		{Label: ui.T(ctx, "已经晚了"), Value: itoa(c.Late), Unit: unit, Late: c.Late > 0, ChangeNote: ui.T(ctx, "错过的窗口超过规则宽限"), Href: here(ctx, "state", "", "late", "1")},
		deadline,
	}
}

func wayChips(ctx context.Context, v *visit, c *app.Chances) []ui.Chip {
	f := c.Filter
	var list []ui.Chip
	add := func(name, field string, values []string, word func(string) string) {
		var words []string
		for _, value := range values {
			words = append(words, word(value))
		}
		if len(words) > 0 {
			list = append(list, ui.Chip{Field: field, Words: ui.T(ctx, "是 {values}", "values", strings.Join(words, ui.T(ctx, "、"))), Without: ui.Here(ctx, name, "")})
		}
	}
	add("unit", term(ctx, "field.unit"), f.Unit, v.frame.Tree.Name)
	add("window", ui.T(ctx, "窗口"), f.Window, func(s string) string { return windowName(c, s) })
	add("missing", ui.T(ctx, "还缺材料"), f.Missing, func(s string) string { return missingName(ctx, c, s) })
	if f.Late {
		list = append(list, ui.Chip{Field: ui.T(ctx, "已经晚了"), Without: ui.Here(ctx, "late", "")})
	}
	if f.Query != "" {
		list = append(list, ui.Chip{Field: ui.T(ctx, "含有"), Words: f.Query, Without: ui.Here(ctx, "q", "")})
	}
	return list
}

func windowName(c *app.Chances, code string) string {
	for _, w := range c.Windows {
		if w.Code == code {
			return w.Name
		}
	}
	return code
}

func missingName(ctx context.Context, c *app.Chances, code string) string {
	if code == app.Unstated {
		return ui.T(ctx, "不缺")
	}
	return facetName(c.Facets["missing"], code)
}

func wayChoices(ctx context.Context, c *app.Chances) []choice {
	windows := choice{Name: "window", Label: ui.T(ctx, "窗口")}
	for _, f := range c.Facets["window"] {
		windows.Options = append(windows.Options, ui.Option{Value: f.Key, Label: f.Name, Hint: itoa(f.Count), Chosen: slices.Contains(c.Filter.Window, f.Key)})
	}
	missing := choice{Name: "missing", Label: ui.T(ctx, "还缺材料")}
	for _, f := range c.Facets["missing"] {
		missing.Options = append(missing.Options, ui.Option{Value: f.Key, Label: missingName(ctx, c, f.Key), Hint: itoa(f.Count), Chosen: slices.Contains(c.Filter.Missing, f.Key)})
	}
	return []choice{windows, missing}
}

// wayCalendar is the coming months: a row a window, a cell a month.
func wayCalendar(ctx context.Context, c *app.Chances) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "窗口月历"), Wide: true, Columns: []ui.Column{{Label: ui.T(ctx, "窗口")}}}
	for _, m := range c.Months {
		label := ui.T(ctx, "{month}月", "month", int(m.Month.First.Month()))
		if m.Month.First.Month() == 1 || len(t.Columns) == 1 {
			label = whenText(ctx, m.Month)
		}
		t.Columns = append(t.Columns, ui.Column{Label: label})
	}
	var rows []ui.Row
	for _, w := range c.Windows {
		name := ui.Door(w.Name, here(ctx, "state", "", "window", w.Code))
		name.Note = ui.T(ctx, "{n} 个", "n", w.Fit)
		cells := []ui.Cell{name}
		for _, m := range c.Months {
			cells = append(cells, turnCell(ctx, c, m, w.Code))
		}
		rows = append(rows, ui.Row{Cells: cells})
	}
	t.Groups = []ui.Group{{Rows: rows}}
	return t
}

// turnCell is a window's turn in a month: its days, and how long until it closes
// where it is the next.
func turnCell(ctx context.Context, c *app.Chances, m app.ChanceMonth, window string) ui.Cell {
	for _, t := range m.Turns {
		if t.Window != window {
			continue
		}
		cell := ui.Cell{Text: turnDays(t.Turn), Title: turnText(t.Turn)}
		if t.Next {
			cell.Note = ui.T(ctx, "剩 {n} 个工作日", "n", t.Left)
			if t.Opens > c.On {
				cell.Note = ui.T(ctx, "下一次")
			}
		}
		return cell
	}
	return ui.Cell{Text: "·", Tone: "blank"}
}

// turnDays are the days of a turn within the month it closes in: 1–20.
func turnDays(t lifecycle.Turn) string {
	if t.Opens.Month() != t.Closes.Month() {
		return "–" + itoa(t.Closes.Day())
	}
	return itoa(t.Opens.Day()) + "–" + itoa(t.Closes.Day())
}

func turnText(t lifecycle.Turn) string { return t.Opens.String() + " – " + t.Closes.String() }

// wayRules are the windows as the rules have them, with what they ask for.
func wayRules(ctx context.Context, c *app.Chances) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "窗口规则"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "窗口")}, {Label: ui.T(ctx, "报表")}, {Label: ui.T(ctx, "审核")}, {Label: ui.T(ctx, "可进")}, {Label: ui.T(ctx, "材料已齐")}, {Label: ui.T(ctx, "已经晚了")}, {Label: ui.T(ctx, "规则来源")}}}
	for i := 3; i <= 5; i++ {
		t.Columns[i].Num = true
	}
	var rows []ui.Row
	for _, w := range c.Windows {
		source := ui.Words(w.Source)
		source.Tone = "wrap"
		rows = append(rows, ui.Row{Cells: []ui.Cell{ui.Words(w.Name), ui.Words(orBlank(w.Form)), ui.Words(orBlank(w.Checker)), countDoor(w.Fit, here(ctx, "state", "", "window", w.Code)),
			countDoor(w.Ready, here(ctx, "state", "", "window", w.Code, "missing", app.Unstated)), countDoor(w.Late, here(ctx, "state", "", "window", w.Code, "late", "1")), source}})
	}
	t.Groups = []ui.Group{{Rows: rows}}
	return t
}

func orBlank(text string) string {
	if text == "" {
		return blank
	}
	return text
}

// countDoor is a count that leads to what it counts; none leads nowhere.
func countDoor(n int, href string) ui.Cell {
	if n == 0 {
		return ui.Cell{Text: "0", Tone: "blank"}
	}
	return ui.Door(itoa(n), href)
}

// wayTable is who is on the way.
func wayTable(ctx context.Context, c *app.Chances) ui.TableData {
	on := onText(c.Filter.Moment)
	t := ui.TableData{Caption: ui.T(ctx, "逐个项目"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "项目")}, {Label: ui.T(ctx, "窗口")}, {Label: ui.T(ctx, "时间")}, {Label: ui.T(ctx, "具备条件")}, {Label: ui.T(ctx, "错过"), Num: true}, {Label: ui.T(ctx, "还缺什么")}}}
	var rows []ui.Row
	for _, w := range c.Rows {
		href := address("/projects/"+w.Project.ID, "on", on, "tab", tabDoubts)
		name := ui.Door(w.Project.Name, href)
		name.Note, name.Tone = w.Project.Unit, "wrap"
		state := ui.Words(termOf(ctx, "window", string(w.State)))
		if len(w.Bars) == 0 && !w.Turn.Closes.IsZero() {
			state = ui.Cell{Text: turnText(w.Turn), Note: turnLeft(ctx, w)}
		}
		since := ui.Missing()
		if !w.Since.IsZero() {
			since = ui.Cell{Text: whenText(ctx, w.Since), Note: basisText(ctx, w.Basis)}
		}
		missed := ui.Cell{Text: itoa(w.Missed)}
		if w.Late {
			missed.Tone = "late"
		} else if w.Missed == 0 {
			missed.Tone = "blank"
		}
		lacks := append(barTexts(ctx, w), paperTexts(w)...)
		missing := ui.Cell{Text: strings.Join(lacks, ui.T(ctx, "、")), Tone: "wrap"}
		if len(lacks) == 0 && w.State != lifecycle.Entered {
			missing = ui.Words(ui.T(ctx, "材料已齐"))
		}
		window := ui.Words(orBlank(w.Window))
		window.Tone = "wrap"
		rows = append(rows, ui.Row{Href: href, Cells: []ui.Cell{name, window, state, since, missed, missing}})
	}
	t.Groups = []ui.Group{{Rows: rows}}
	return t
}

// basisText says which of a stage's two facts a date is.
func basisText(ctx context.Context, basis string) string {
	switch basis {
	case "declared":
		return term(ctx, "lifecycle.declared")
	case "recognised":
		return term(ctx, "lifecycle.recognised")
	}
	return ""
}

// wayTone is the colour of a standing; its word stands there too.
func wayTone(c lifecycle.Chance) string {
	switch {
	case c.Late:
		return "late"
	case c.State == lifecycle.OpenNow:
		return "soon"
	}
	return ""
}

// turnLeft is how long until the window closes or opens.
func turnLeft(ctx context.Context, w app.ChanceRow) string {
	if w.State == lifecycle.ComingUp {
		return termOf(ctx, "window", string(w.State))
	}
	return ui.T(ctx, "剩 {n} 个工作日", "n", w.Left)
}

// paperTexts are the papers that are missing; alternatives stand together.
func paperTexts(w app.ChanceRow) []string {
	list := make([]string, len(w.Papers))
	for i, p := range w.Papers {
		list[i] = strings.Join(p.Names, "／")
	}
	return list
}

// barTexts are the reasons against, with their figures.
func barTexts(ctx context.Context, w app.ChanceRow) []string {
	list := make([]string, len(w.Bars))
	for i, b := range w.Bars {
		list[i] = barText(ctx, b)
	}
	return list
}

func barText(ctx context.Context, b lifecycle.Bar) string {
	switch b.Code {
	case lifecycle.BarStage:
		if b.On.IsZero() {
			return ui.T(ctx, "还没有{stage}，也没有排定时间", "stage", stageText(ctx, b.Stage))
		}
		return ui.T(ctx, "还没有{stage}，计划 {planned}", "stage", stageText(ctx, b.Stage), "planned", whenText(ctx, b.On))
	case lifecycle.BarUndated:
		return ui.T(ctx, "没有填报{stage}日期", "stage", stageText(ctx, b.Stage))
	case lifecycle.BarTotal:
		return ui.T(ctx, "没有填报总投资")
	case lifecycle.BarSmall:
		return ui.T(ctx, "总投资 {amount} 亿元，不到 {limit} 亿元", "amount", yi(b.Amount), "limit", b.Limit.Yi(2))
	case lifecycle.BarLarge:
		return ui.T(ctx, "总投资 {amount} 亿元，应走更高一级窗口", "amount", yi(b.Amount))
	case lifecycle.BarKind:
		return ui.T(ctx, "建设性质不在这个窗口的范围")
	case lifecycle.BarIncome:
		return ui.T(ctx, "在案利润表营业收入 {amount} 亿元，法定门槛 {limit} 亿元", "amount", yi(b.Amount), "limit", b.Limit.Yi(2))
	case lifecycle.BarOld:
		return ui.T(ctx, "{since} 已投产，不算新投产", "since", whenText(ctx, b.On))
	case lifecycle.BarExited:
		return ui.T(ctx, "项目已退出")
	}
	return string(b.Code)
}
