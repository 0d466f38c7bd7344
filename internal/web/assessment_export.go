package web

import (
	"bufio"
	"context"
	"net/http"
	"strconv"
	"strings"

	"guatu/internal/app"
	"guatu/internal/score"
	"guatu/internal/sheet/xlsx"
	"guatu/internal/web/ui"
)

// The league table and a unit's sheet to take away: values as numbers, formulas with
// the values put in, where each comes from, and what all of it stands on.

// A bookPage is one sheet of a workbook.
type bookPage struct {
	page xlsx.Page
	rows [][]xlsx.Value
}

// sendBook writes a workbook to the reader.
func (s *Server) sendBook(w http.ResponseWriter, r *http.Request, name string, pages []bookPage) error {
	attach(w, workbookType, name+".xlsx")
	out := bufio.NewWriterSize(w, 64<<10)
	book := xlsx.NewWriter(out)
	err := writePages(book, pages)
	if err == nil {
		err = book.Close()
	}
	if err == nil {
		err = out.Flush()
	}
	if err != nil { // the answer has begun: only the log can be told
		s.Log.Warn("export", "request", RequestID(r.Context()), "err", err)
	}
	return nil
}

func writePages(book *xlsx.Writer, pages []bookPage) error {
	for _, p := range pages {
		if err := book.Sheet(p.page); err != nil {
			return err
		}
		for _, row := range p.rows {
			if err := book.Row(row...); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Server) assessmentExport(w http.ResponseWriter, r *http.Request, v *visit) error {
	f, err := assessmentAsked(r)
	if err != nil {
		return err
	}
	a, err := s.App.Assessment(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	ctx := r.Context()
	pages := []bookPage{leaguePage(ctx, a), historyPage(ctx, a), howPage(ctx, a), groundPage(ctx, a)}
	return s.sendBook(w, r, joinDots(a.Scheme.Title, whenText(ctx, a.Period)), pages)
}

// heads is a row of headings.
func heads(words ...string) (row []xlsx.Value) {
	for _, word := range words {
		row = append(row, xlsx.Head(word))
	}
	return row
}

// marked are points as a number; missing ones stay empty, for a nought would be
// added up.
func marked(m score.Mark) xlsx.Value {
	if !m.OK {
		return xlsx.Blank()
	}
	return xlsx.Plain(m.Points.Float())
}

// counted is a whole number, empty where there is none.
func counted(n int) xlsx.Value {
	if n == 0 {
		return xlsx.Blank()
	}
	return xlsx.Plain(float64(n))
}

// numbered is a text as the number it is, or as it stands.
func numbered(text *string) xlsx.Value {
	if text == nil {
		return xlsx.Blank()
	}
	if f, err := strconv.ParseFloat(*text, 64); err == nil {
		return xlsx.Plain(f)
	}
	return xlsx.Words(*text)
}

// leaguePage is the table.
func leaguePage(ctx context.Context, a *app.Assessment) bookPage {
	p := bookPage{page: xlsx.Page{Name: ui.T(ctx, "排名"), Widths: []float64{12, 18, 8, 8, 12, 14, 12}, Frozen: 2, FrozenCols: 2, Paper: xlsx.A3, Landscape: true}}
	head := heads(ui.T(ctx, "分组"), ui.T(ctx, "单位"), ui.T(ctx, "名次"), ui.T(ctx, "上期名次"), ui.T(ctx, "总分"), ui.T(ctx, "情况"), ui.T(ctx, "榜"))
	for _, name := range a.Grades {
		head = append(head, xlsx.Head(name))
	}
	for _, h := range a.Headings {
		head = append(head, xlsx.Head(strings.Repeat("　", h.Depth)+h.Name))
	}
	p.rows = [][]xlsx.Value{{xlsx.Title(joinDots(a.Scheme.Title, whenText(ctx, a.Period), ui.T(ctx, "截至 {day}", "day", a.On.String())))}, append(head, xlsx.Head(ui.T(ctx, "未填报")))}
	for i := range a.Rows {
		r := &a.Rows[i]
		var lists []string
		for _, name := range r.On {
			lists = append(lists, listText(ctx, name))
		}
		row := []xlsx.Value{xlsx.Words(r.Group), xlsx.Words(r.Name), counted(r.Rank), counted(r.Was), marked(r.Total), xlsx.Words(termOf(ctx, "score_state", r.State)), xlsx.Words(strings.Join(lists, ui.T(ctx, "、")))}
		for k := range a.Grades {
			is := ""
			if k < len(r.Grades) {
				is = gradeText(ctx, r.Grades[k])
			}
			row = append(row, xlsx.Words(is))
		}
		for _, m := range r.Points {
			row = append(row, marked(m))
		}
		p.rows = append(p.rows, append(row, xlsx.Words(strings.Join(r.Missing, ui.T(ctx, "、")))))
	}
	return p
}

// gradeText is a light or a class in words.
func gradeText(ctx context.Context, is string) string {
	if _, light := gradeLights[is]; light {
		return termOf(ctx, "score_light", is)
	}
	return is
}

// historyPage is the totals of the periods, and as they were published.
func historyPage(ctx context.Context, a *app.Assessment) bookPage {
	p := bookPage{page: xlsx.Page{Name: ui.T(ctx, "历期得分"), Widths: []float64{12, 18, 14}, Frozen: 1, FrozenCols: 2, Landscape: true}}
	head := heads(ui.T(ctx, "分组"), ui.T(ctx, "单位"), "")
	for _, w := range a.Periods {
		head = append(head, xlsx.Head(whenText(ctx, w)))
	}
	p.rows = append(p.rows, head)
	for i := range a.Rows {
		r := &a.Rows[i]
		lead := func(word string) []xlsx.Value {
			return []xlsx.Value{xlsx.Words(r.Group), xlsx.Words(r.Name), xlsx.Words(word)}
		}
		totals, ranks, then := lead(ui.T(ctx, "总分")), lead(ui.T(ctx, "名次")), lead(ui.T(ctx, "发布时总分"))
		for k := range a.Periods {
			totals, ranks, then = append(totals, marked(r.Totals[k])), append(ranks, counted(r.Ranks[k])), append(then, marked(r.Then[k]))
		}
		p.rows = append(p.rows, totals, ranks, then)
	}
	return p
}

// howPage is how every indicator is worked out, and where each name comes from.
func howPage(ctx context.Context, a *app.Assessment) bookPage {
	p := bookPage{page: xlsx.Page{Name: ui.T(ctx, "怎样计分"), Widths: []float64{24, 60, 14, 14, 40}, Frozen: 1, Landscape: true}}
	p.rows = append(p.rows, heads(ui.T(ctx, "指标"), ui.T(ctx, "公式"), ui.T(ctx, "权重"), ui.T(ctx, "最多"), ui.T(ctx, "说明")))
	for _, h := range a.Headings {
		p.rows = append(p.rows, []xlsx.Value{xlsx.Words(strings.Repeat("　", h.Depth) + h.Name), xlsx.Words(h.Formula), xlsx.Words(h.Weight), xlsx.Words(h.Cap), xlsx.Words(h.Note)})
	}
	p.rows = append(p.rows, []xlsx.Value{}, heads(ui.T(ctx, "名称"), ui.T(ctx, "来源"), ui.T(ctx, "时段"), ui.T(ctx, "指标编码")))
	for i := range a.Bound {
		b := &a.Bound[i]
		from, window := termOf(ctx, "scheme_means", string(b.Means)), ""
		if b.Means == score.ByIndicator {
			from, window = b.Title, termOf(ctx, "scheme_window", string(b.Window))
		}
		p.rows = append(p.rows, []xlsx.Value{xlsx.Words(b.Name), xlsx.Words(from), xlsx.Words(window), xlsx.Words(b.Code)})
	}
	return p
}

// groundPage is what all of it stands on.
func groundPage(ctx context.Context, a *app.Assessment) bookPage {
	p := bookPage{page: xlsx.Page{Name: ui.T(ctx, "依据"), Widths: []float64{18, 60}}}
	for _, f := range assessmentFacts(ctx, a) {
		p.rows = append(p.rows, []xlsx.Value{xlsx.Head(f.Label), xlsx.Words(strings.TrimSpace(f.Value.Text + " " + f.Value.Note))})
	}
	for _, r := range a.Results {
		p.rows = append(p.rows, []xlsx.Value{xlsx.Head(ui.T(ctx, "已起草或发布")), xlsx.Words(r.Title + " " + termOf(ctx, "publication.state", string(r.State)))})
	}
	return p
}

func (s *Server) assessmentSheetExport(w http.ResponseWriter, r *http.Request, v *visit) error {
	f, err := sheetAsked(r)
	if err != nil {
		return err
	}
	sheet, err := s.App.AssessmentSheet(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	lever, err := s.App.AssessmentLever(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	ctx := r.Context()
	pages := []bookPage{pointsPage(ctx, sheet), originPage(ctx, sheet), leverPage(ctx, lever), groundPage(ctx, sheet.Assessment)}
	return s.sendBook(w, r, joinDots(sheet.Row.Name, sheet.Scheme.Title, whenText(ctx, sheet.Period)), pages)
}

// pointsPage is every indicator with its formula and the values put in.
func pointsPage(ctx context.Context, sheet *app.AssessmentSheet) bookPage {
	p := bookPage{page: xlsx.Page{Name: ui.T(ctx, "逐项得分"), Widths: []float64{26, 12, 10, 10, 12, 50, 60, 40}, Frozen: 2, FrozenCols: 1, Landscape: true}}
	title := joinDots(sheet.Row.Name, sheet.Scheme.Title, whenText(ctx, sheet.Period), ui.T(ctx, "总分 {n}", "n", sheet.Row.Total.String()))
	p.rows = [][]xlsx.Value{{xlsx.Title(title)}, heads(ui.T(ctx, "指标"), ui.T(ctx, "得分"), ui.T(ctx, "最多"), ui.T(ctx, "本项名次"), ui.T(ctx, "与最好差"), ui.T(ctx, "公式"), ui.T(ctx, "代入数值"), ui.T(ctx, "说明"))}
	at := 0
	var add func(lines []score.Line, depth int)
	add = func(lines []score.Line, depth int) {
		for _, l := range lines {
			note := l.Note
			if l.Limit != "" {
				note = joinWords(ctx, note, ui.T(ctx, "原得 {n}，{limit}", "n", l.Before.String(), "limit", termOf(ctx, "score_limit", l.Limit)))
			}
			if len(l.Lacks) > 0 {
				note = joinWords(ctx, note, ui.T(ctx, "未填报：{names}", "names", strings.Join(l.Lacks, ui.T(ctx, "、"))))
			}
			room := sheet.Rooms[at]
			gap := xlsx.Blank()
			if room.Rank > 0 {
				gap = xlsx.Plain(room.Gap.Float())
			}
			p.rows = append(p.rows, []xlsx.Value{xlsx.Words(strings.Repeat("　", depth) + l.Name), marked(l.Points), marked(l.Cap), counted(room.Rank), gap, xlsx.Words(l.Formula), xlsx.Words(l.With), xlsx.Words(note)})
			at++
			add(l.Parts, depth+1)
		}
	}
	add(sheet.Sheet.Indicators, 0)
	if sheet.Sheet.Rest != 0 {
		p.rows = append(p.rows, []xlsx.Value{xlsx.Words(ui.T(ctx, "总分封顶、保底或取整的差")), xlsx.Plain(sheet.Sheet.Rest.Float())})
	}
	p.rows = append(p.rows, []xlsx.Value{xlsx.Head(ui.T(ctx, "总分")), marked(sheet.Row.Total), xlsx.Blank(), counted(sheet.Row.Rank)})
	for _, f := range sheet.Sheet.Figures {
		text := f.Value.Text(6)
		p.rows = append(p.rows, []xlsx.Value{xlsx.Words(f.Name), numbered(&text), xlsx.Blank(), xlsx.Blank(), xlsx.Blank(), xlsx.Words(f.Formula), xlsx.Words(f.With), xlsx.Words(f.Note)})
	}
	return p
}

// originPage is every value with where it comes from.
func originPage(ctx context.Context, sheet *app.AssessmentSheet) bookPage {
	p := bookPage{page: xlsx.Page{Name: ui.T(ctx, "数据来源"), Widths: []float64{26, 18, 10, 30, 14, 24, 40}, Frozen: 1, FrozenCols: 1, Landscape: true}}
	p.rows = append(p.rows, heads(ui.T(ctx, "名称"), ui.T(ctx, "数值"), ui.T(ctx, "单位"), ui.T(ctx, "来源"), ui.T(ctx, "时段"), ui.T(ctx, "起止"), ui.T(ctx, "说明")))
	for i := range sheet.Origins {
		o := &sheet.Origins[i]
		from, days, why := termOf(ctx, "scheme_means", string(o.Means)), "", ""
		if o.Title != "" {
			from = joinDots(o.Title, o.Code)
		}
		if o.Span != nil {
			days = windowText(ctx, o.Span.From, o.Span.To)
		}
		if o.By != "" {
			why = joinWords(ctx, o.Source, ui.T(ctx, "{name} {day} 填报", "name", o.By, "day", o.Day.String()))
		}
		if o.Value == nil {
			why = joinWords(ctx, termOf(ctx, "fact_missing", o.Missing), why)
		}
		p.rows = append(p.rows, []xlsx.Value{xlsx.Words(o.Name), numbered(o.Value), xlsx.Words(o.Measure), xlsx.Words(from), xlsx.Words(termOf(ctx, "scheme_window", string(o.Window))), xlsx.Words(days), xlsx.Words(why)})
	}
	return p
}

// leverPage is what would move the unit most.
func leverPage(ctx context.Context, l *app.AssessmentLever) bookPage {
	p := bookPage{page: xlsx.Page{Name: ui.T(ctx, "影响得分的项目"), Widths: []float64{36, 18, 60, 12, 12, 12}, Landscape: true}}
	add := func(title string, list []app.LeverRow) {
		p.rows = append(p.rows, []xlsx.Value{xlsx.Note(title)}, heads(ui.T(ctx, "项目"), ui.T(ctx, "单位"), ui.T(ctx, "欠什么"), ui.T(ctx, "得分"), ui.T(ctx, "总分变为"), ui.T(ctx, "名次变为")))
		for _, r := range list {
			points := xlsx.Blank()
			if r.Points != nil {
				points = xlsx.Plain(r.Points.Float())
			}
			p.rows = append(p.rows, []xlsx.Value{xlsx.Words(r.Name), xlsx.Words(r.UnitName), xlsx.Words(debtsText(ctx, r.Debts)), points, marked(r.Total), counted(r.Rank)})
		}
		p.rows = append(p.rows, []xlsx.Value{})
	}
	add(ui.T(ctx, "补齐哪个项目，得分升得最多"), l.Owed)
	add(ui.T(ctx, "现在靠哪些项目得分"), l.Gives)
	for _, o := range l.Open {
		p.rows = append(p.rows, []xlsx.Value{xlsx.Note(openText(ctx, o))})
	}
	return p
}
