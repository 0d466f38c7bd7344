package web

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/web/ui"
)

// 比率: the standard ratios of the office, each with what is above and below its
// line.

// ratioPage is the ratios as a whole and by group.
type ratioPage struct {
	Frame  ui.FrameData
	Bar    chainBar
	Years  []ui.Link
	Fields []ui.FieldData
	Whole  ui.TableData
	Groups ui.Square
	Period string
}

func (s *Server) ratios(w http.ResponseWriter, r *http.Request, v *visit) error {
	f, err := chainAsked(r)
	if err != nil {
		return err
	}
	page, err := s.App.Ratios(r.Context(), v.Actor, f.ChainCut)
	if err != nil {
		return err
	}
	bar, err := s.chainBar(r, v, f.ProjectFilter, page.Basis)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, ratiosView(s.ratioPage(r, v, page, bar)))
}

func (s *Server) ratioPage(r *http.Request, v *visit, page *app.RatioPage, bar chainBar) ratioPage {
	ctx, f := r.Context(), page.Filter
	p := ratioPage{Frame: s.chainFrame(r, v, f.Moment, page.Known), Bar: bar}
	p.Frame.Title, p.Frame.Note = ui.T(ctx, "比率"), termOf(ctx, "chain_basis", string(page.Basis))
	year := page.On.Year()
	p.Years = []ui.Link{{Label: ui.T(ctx, "历年"), Href: here(ctx, "year", ""), Current: f.Year == 0}}
	for y := year - 2; y <= year; y++ {
		p.Years = append(p.Years, ui.Link{Label: ui.T(ctx, "{year}年", "year", y), Href: here(ctx, "year", strconv.Itoa(y)), Current: f.Year == y})
	}
	p.Period = ui.T(ctx, "历年到 {to} 为止", "to", page.Period.To.String())
	if f.Year != 0 {
		p.Period = ui.T(ctx, "{from} 至 {to} 之间进入分母，到 {on} 是否达到", "from", page.Period.From.String(), "to", page.Period.To.String(), "on", page.On.String())
	}
	p.Fields = []ui.FieldData{{Name: "by", Label: ui.T(ctx, "分组"), Value: f.By, Options: byOptions(ctx, app.ChainGroupings[:4])}}
	p.Whole, p.Groups = ratioTable(ctx, page), ratioGroups(ctx, page)
	return p
}

// ratioTable is one line a ratio: the whole, with every count a door.
func ratioTable(ctx context.Context, page *app.RatioPage) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "比率"), Columns: []ui.Column{{Label: ui.T(ctx, "比率")}, {Label: ui.T(ctx, "百分比"), Num: true}, {Label: ui.T(ctx, "分子"), Num: true}, {Label: ui.T(ctx, "分母"), Num: true},
		{Label: ui.T(ctx, "未达到"), Num: true}, {Label: ui.T(ctx, "其中退出"), Num: true}, {Label: ui.T(ctx, "说不清"), Num: true, Hint: ui.T(ctx, "在分母范围内，但报的内容说不清是否达到，没有算进去")}, {Label: ui.T(ctx, "缺时间"), Num: true, Hint: ui.T(ctx, "没报时间，不知道是否属于这个时段，没有算进去")}, {Label: ui.T(ctx, "怎么算")}}}
	rows := ui.Group{}
	for _, line := range page.Whole {
		rows.Rows = append(rows.Rows, ui.Row{Cells: ratioLine(ctx, line)})
	}
	t.Groups = []ui.Group{rows}
	return t
}

func ratioLine(ctx context.Context, line app.RatioLine) []ui.Cell {
	r := line.Ratio
	count := func(n int, state string) ui.Cell {
		return ui.Cell{Text: itoa(n), Href: ratioDoor(ctx, n, line.Code, "", state)}
	}
	share := ui.Missing()
	if line.Of > 0 {
		share = ui.Cell{Text: percentOf(r.Done, line.Of)}
	}
	name := ui.Cell{Text: termOf(ctx, "ratio", string(line.Code))}
	return []ui.Cell{name, share, count(r.Done, "done"), count(line.Of, "of"), count(r.Open, "open"), count(r.Left, "left"), count(r.Unsure, "unsure"), count(r.Unplaced, "unplaced"), {Text: ratioMeaning(ctx, line.Code), Tone: "wrap"}}
}

func ratioDoor(ctx context.Context, n int, code lifecycle.RatioCode, key, state string) string {
	return chainDoor(ctx, n, "of", app.RecordsRatio, "ratio", string(code), "key", key, "state", state)
}

// ratioGroups is a line a group, a column a ratio.
func ratioGroups(ctx context.Context, page *app.RatioPage) ui.Square {
	t := ui.Square{Corner: ui.T(ctx, groupingWords[page.Filter.By]), Caption: ui.T(ctx, "分组比率")}
	for _, line := range page.Whole {
		name, of, _ := strings.Cut(termOf(ctx, "ratio", string(line.Code)), "（")
		if of != "" {
			name = twoLines(name, "（"+of)
		}
		t.Columns = append(t.Columns, name)
	}
	for _, g := range page.Groups {
		t.Rows = append(t.Rows, ratioCells(ctx, groupWords(ctx, page.Filter.By, g.Key, g.Name), g.Key, g.Lines))
	}
	foot := ratioCells(ctx, ui.T(ctx, "合计"), "", page.Whole)
	t.Foot = &foot
	return t
}

func ratioCells(ctx context.Context, name, key string, lines []app.RatioLine) ui.SquareRow {
	row := ui.SquareRow{Name: name}
	for _, line := range lines {
		row.Cells = append(row.Cells, ratioCell(ctx, line.Ratio, func(n int, state string) string { return ratioDoor(ctx, n, line.Code, key, state) }))
	}
	return row
}

// ratioMeanings say what is above and below each line.
var ratioMeanings = map[lifecycle.RatioCode]string{
	lifecycle.RatioLeads: ui.N("时段内开始洽谈的项目中，已签约的；没登记过洽谈的不算"), lifecycle.RatioSigning: ui.N("时段内在谈的项目（之前没签约的）中，已签约的"),
	lifecycle.RatioStart: ui.N("时段内签约的项目中，已开工的"), lifecycle.RatioStartPlan: ui.N("时段内按现行计划应开工的项目中，已开工的"), lifecycle.RatioOnTime: ui.N("时段内按首次计划应开工的项目中，不晚于首次计划开工的"),
	lifecycle.RatioStore: ui.N("时段内开工的项目中，已入库纳统的；没填报是否入库的不算"), lifecycle.RatioDone: ui.N("时段内开工的项目中，已竣工的"), lifecycle.RatioDonePlan: ui.N("时段内按现行计划应竣工的项目中，已竣工的"),
	lifecycle.RatioMade: ui.N("时段内竣工的项目中，已投产的"), lifecycle.RatioMadePlan: ui.N("时段内按现行计划应投产的项目中，已投产的"),
	lifecycle.RatioFull: ui.N("时段内投产的项目中，已达效的"), lifecycle.RatioFullPlan: ui.N("时段内按现行计划应达效的项目中，已达效的"),
}

func ratioMeaning(ctx context.Context, code lifecycle.RatioCode) string {
	return ui.T(ctx, ratioMeanings[code])
}
