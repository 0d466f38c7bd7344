package web

import (
	"bufio"
	"net/http"
	"strconv"
	"strings"

	"guatu/internal/app"
	"guatu/internal/sheet/xlsx"
	"guatu/internal/web/ui"
)

// The table of indicators to take away: the values, and a second sheet with the
// rule, the formula and the source of each.

func (s *Server) indicatorsExport(w http.ResponseWriter, r *http.Request, v *visit) error {
	f, err := indicatorsAsked(r)
	if err != nil {
		return err
	}
	t, err := s.App.Indicators(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	ctx := r.Context()
	attach(w, workbookType, t.Unit.Label()+ui.T(ctx, "指标")+" "+t.On.String()+".xlsx")
	out := bufio.NewWriterSize(w, 64<<10)
	book := xlsx.NewWriter(out)
	err = s.indicatorSheets(r, book, t)
	if err == nil {
		err = book.Close()
	}
	if err == nil {
		err = out.Flush()
	}
	if err != nil { // the answer has begun: only the log can be told
		s.Log.Warn("export", "request", RequestID(ctx), "err", err)
	}
	return nil
}

// indicatorSheets writes both sheets.
func (s *Server) indicatorSheets(r *http.Request, book *xlsx.Writer, t *app.IndicatorTable) error {
	ctx := r.Context()
	if err := book.Sheet(xlsx.Page{Name: ui.T(ctx, "指标"), Widths: []float64{18}, Frozen: 3, FrozenCols: 1, Paper: xlsx.A3, Landscape: true}); err != nil {
		return err
	}
	heads, measures := []xlsx.Value{xlsx.Head(ui.T(ctx, "单位"))}, []xlsx.Value{xlsx.Head("")}
	for _, c := range t.Columns {
		heads, measures = append(heads, xlsx.Head(c.Name)), append(measures, xlsx.Head(c.Measure))
	}
	title := t.Unit.Label() + " " + dayRange(ctx, t.Span) + ui.T(ctx, "，按日志第 {n} 号所知", "n", t.Known)
	rows := [][]xlsx.Value{{xlsx.Title(title)}, heads, measures}
	for _, row := range t.Rows {
		cells := []xlsx.Value{xlsx.Words(row.Name)}
		for _, value := range row.Values {
			cells = append(cells, exported(value))
		}
		rows = append(rows, cells)
	}
	for _, row := range rows {
		if err := book.Row(row...); err != nil {
			return err
		}
	}
	return indicatorRules(r, book, t)
}

// exported is a value as a number; one that is missing stays empty, for a nought
// would be added up.
func exported(v app.IndicatorValue) xlsx.Value {
	if v.Value == nil {
		return xlsx.Blank()
	}
	f, err := strconv.ParseFloat(*v.Value, 64)
	if err != nil {
		return xlsx.Words(*v.Value)
	}
	return xlsx.Plain(f)
}

// indicatorRules is the second sheet.
func indicatorRules(r *http.Request, book *xlsx.Writer, t *app.IndicatorTable) error {
	ctx := r.Context()
	if err := book.Sheet(xlsx.Page{Name: ui.T(ctx, "规则"), Widths: []float64{28, 10, 12, 14, 60, 60}, Frozen: 1, Landscape: true}); err != nil {
		return err
	}
	head := []xlsx.Value{}
	for _, word := range []string{ui.T(ctx, "指标"), ui.T(ctx, "单位"), ui.T(ctx, "读法"), ui.T(ctx, "口径"), ui.T(ctx, "公式"), ui.T(ctx, "来源")} {
		head = append(head, xlsx.Head(word))
	}
	if err := book.Row(head...); err != nil {
		return err
	}
	for _, c := range t.Columns {
		err := book.Row(xlsx.Words(c.Name), xlsx.Words(c.Measure), xlsx.Words(termOf(ctx, "indicator_read", string(c.Read))),
			xlsx.Words(strings.Join(sensesText(ctx, c.Senses), ui.T(ctx, "、"))), xlsx.Words(c.Formula), xlsx.Words(c.Source))
		if err != nil {
			return err
		}
	}
	return nil
}
