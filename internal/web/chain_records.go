package web

import (
	"context"
	"net/http"
	"strconv"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/web/ui"
)

// chainRecordsPage is the list of projects behind one figure of the chain.
type chainRecordsPage struct {
	Frame ui.FrameData
	Words []string // the figure in words
	Chips []ui.Chip
	Clear string
	Table ui.TableData
	Pager ui.PagerData
	Count int
}

func (s *Server) chainRecords(w http.ResponseWriter, r *http.Request, v *visit) error {
	cut, err := chainAsked(r)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	var wrong fault.List
	f := app.ChainRecordsFilter{ChainFilter: cut, Of: q.Get("of"), Key: q.Get("key"), State: q.Get("state"), Ratio: lifecycle.RatioCode(q.Get("ratio")), Within: number(q, "within", &wrong)}
	if err := wrong.Err(); err != nil {
		return err
	}
	page, err := s.App.ChainRecords(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	ctx, f := r.Context(), page.Filter
	p := chainRecordsPage{Frame: s.chainFrame(r, v, f.Moment, page.Known), Words: recordsWords(ctx, page), Chips: s.chips(r, v, f.ProjectFilter), Clear: clearFilter(ctx, q), Count: page.Count}
	p.Frame.Title = recordsTitle(ctx, f)
	p.Frame.Note = ui.T(ctx, "{n} 个项目，{basis}", "n", page.Count, "basis", termOf(ctx, "chain_basis", string(f.Basis)))
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "链条"), Href: chainURL(ctx, recordsBack[f.Of])}}
	p.Table = recordsTable(ctx, page)
	p.Pager = pagerOf(ctx, f.Page, f.Size, page.Count)
	return render(w, r, http.StatusOK, chainRecordsView(p))
}

// recordsBack is the page each kind of list is opened from.
var recordsBack = map[string]string{app.RecordsPassage: "/chain", app.RecordsSame: "/chain", app.RecordsCohort: "/chain/cohorts", app.RecordsRatio: "/chain/ratios"}

func recordsTitle(ctx context.Context, f app.ChainRecordsFilter) string {
	switch f.Of {
	case app.RecordsSame:
		return ui.T(ctx, "当年洽谈、当年签约、当年开工")
	case app.RecordsCohort:
		return ui.T(ctx, "签约项目的去向")
	case app.RecordsRatio:
		return termOf(ctx, "ratio", string(f.Ratio))
	}
	return ui.T(ctx, "{from}到{to}", "from", stageText(ctx, f.From), "to", stageText(ctx, f.To))
}

// recordsWords say the figure: which group, which year, which case.
func recordsWords(ctx context.Context, page *app.ChainRecords) []string {
	f := page.Filter
	var words []string
	switch {
	case f.Of == app.RecordsCohort && f.Key == app.Unstated:
		words = append(words, ui.T(ctx, "签约年份未知"))
	case f.Of == app.RecordsCohort && f.Key != "":
		words = append(words, ui.T(ctx, "{year}年签约", "year", f.Key))
	case f.Key != "":
		words = append(words, groupWords(ctx, f.By, f.Key, page.Name))
	}
	if f.Year != 0 {
		words = append(words, ui.T(ctx, "{year}年", "year", strconv.Itoa(f.Year)))
	}
	if f.Of == app.RecordsCohort && f.State != "left" && f.State != "" {
		words = append(words, cohortWords(ctx, f))
	}
	if f.State != "" {
		words = append(words, stateWords(ctx, f))
	}
	return words
}

// cohortWords are the stage and the window of a conversion.
func cohortWords(ctx context.Context, f app.ChainRecordsFilter) string {
	if f.Within > 0 {
		return ui.T(ctx, "{n} 年内{stage}", "n", f.Within, "stage", stageText(ctx, f.To))
	}
	return stageText(ctx, f.To)
}

// stateWords is the case of a figure in words.
func stateWords(ctx context.Context, f app.ChainRecordsFilter) string {
	switch f.State {
	case "finished":
		return ui.T(ctx, "已到达")
	case "dated":
		return ui.T(ctx, "有天数")
	case "unknown":
		return ui.T(ctx, "没有天数")
	case "of":
		return ui.T(ctx, "分母")
	case "left":
		return stageText(ctx, lifecycle.Exited)
	case "furthest":
		return ui.T(ctx, "目前停在这里")
	case "started":
		return stageText(ctx, lifecycle.Started)
	case "signed":
		return ui.T(ctx, "当年签约、当年开工")
	case "all":
		return ui.T(ctx, "当年洽谈、当年签约、当年开工")
	case "signed_known", "known":
		return ui.T(ctx, "年份已知")
	}
	if f.Of == app.RecordsPassage {
		return termOf(ctx, "passage", f.State)
	}
	return termOf(ctx, "verdict", f.State)
}

// recordsTable is the projects with their days.
func recordsTable(ctx context.Context, page *app.ChainRecords) ui.TableData {
	f := page.Filter
	from, to := f.From, f.To
	if f.Of == app.RecordsCohort {
		from = lifecycle.Signed
	}
	t := ui.TableData{Caption: ui.T(ctx, "项目"), Wide: true, Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "项目名称")}, {Label: ui.T(ctx, "单位")}, {Label: ui.T(ctx, "总投资"), Unit: ui.T(ctx, "亿元"), Num: true},
		{Label: ui.T(ctx, "当前阶段")}, {Label: stageText(ctx, from)}, {Label: stageText(ctx, to)}, {Label: ui.T(ctx, "天数"), Num: true}, {Label: ui.T(ctx, "说明")}}}
	rows := ui.Group{}
	for _, r := range page.Rows {
		href := projectHref(ctx, r.Row.Project.ID)
		rows.Rows = append(rows.Rows, ui.Row{ID: r.Row.Project.ID, Href: href, Cells: []ui.Cell{ui.Door(r.Row.Project.Name, href), ui.Words(r.Row.Unit), totalCell(ctx, r.Row.Project.Total),
			ui.Words(stageText(ctx, r.Row.Stage)), said(whenOrNone(ctx, r, true)), said(whenOrNone(ctx, r, false)), passageCell(ctx, r.Passage), ui.Words(recordNote(ctx, f, r))}})
	}
	t.Groups = []ui.Group{rows}
	return t
}

// whenOrNone is one end of a passage in words, "" where it is not reported.
func whenOrNone(ctx context.Context, r app.ChainRecord, first bool) string {
	w := r.Passage.To
	if first {
		w = r.Passage.From
	}
	if w.IsZero() {
		return ""
	}
	return whenText(ctx, w)
}

// passageCell is the days of one project; of one still running, how many so far.
func passageCell(ctx context.Context, p lifecycle.Passage) ui.Cell {
	if !p.Dated {
		return ui.Missing()
	}
	c := ui.Cell{Text: daysRange(float64(p.Low), float64(p.High))}
	if p.State == lifecycle.PassageOpen {
		c.Text, c.Tone = ui.T(ctx, "已 {days}", "days", c.Text), "watch"
	}
	return c
}

func recordNote(ctx context.Context, f app.ChainRecordsFilter, r app.ChainRecord) string {
	text := ""
	switch {
	case f.Of == app.RecordsPassage:
		return termOf(ctx, "passage", string(r.Passage.State))
	case r.Verdict != lifecycle.VerdictNone:
		text = termOf(ctx, "verdict", string(r.Verdict))
	}
	if r.Left {
		text += " " + stageText(ctx, lifecycle.Exited)
	}
	return text
}
