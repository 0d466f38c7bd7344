package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/indicator"
	"guatu/internal/web/ui"
)

// 指标: units by indicators over a period, every value a door to what is behind it.

// indicatorsPage is the table.
type indicatorsPage struct {
	Frame   ui.FrameData
	Kinds   []ui.Link
	Periods []ui.Link
	Crumbs  []ui.Link // the units above the one shown
	Title   string
	Note    string
	Table   ui.TableData
	Export  ui.Link
	Give    ui.Link // where readings are entered; none for those who may not
	Few     bool    // nothing stands below the unit
}

func (s *Server) indicatorRoutes() []route {
	return []route{
		{method: "GET", path: "/indicators", handle: s.indicators, action: access.ReadProjects},
		{method: "GET", path: "/indicators/export.xlsx", handle: s.indicatorsExport, action: access.ExportLedger},
		{method: "GET", path: "/indicators/records", handle: s.indicatorRecords, action: access.ReadProjects},
		{method: "GET", path: "/readings", handle: s.readings, action: access.ReadProjects},
		{method: "POST", path: "/readings", handle: s.readingsSave, action: access.GiveReading},
		{method: "POST", path: "/readings/table", handle: s.readingsImport, action: access.GiveReading},
	}
}

// indicatorsAsked reads the table of an address; rates are what people look at first.
func indicatorsAsked(r *http.Request) (app.IndicatorFilter, error) {
	q := r.URL.Query()
	var wrong fault.List
	f := app.IndicatorFilter{Moment: momentOf(q, &wrong), Unit: q.Get("unit"), Period: indicator.Period(q.Get("period")), Codes: several(r, "code"), Kind: app.IndicatorKind(q.Get("kind"))}
	if f.Kind == "" && len(f.Codes) == 0 {
		f.Kind = app.KindRate
	}
	return f, wrong.Err()
}

func (s *Server) indicators(w http.ResponseWriter, r *http.Request, v *visit) error {
	f, err := indicatorsAsked(r)
	if err != nil {
		return err
	}
	t, err := s.App.Indicators(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, indicatorsView(s.indicatorsPage(r, v, t)))
}

func (s *Server) indicatorsPage(r *http.Request, v *visit, t *app.IndicatorTable) indicatorsPage {
	ctx := r.Context()
	p := indicatorsPage{Frame: s.frameOf(r, v, ui.T(ctx, "指标")), Few: len(t.Rows) < 2}
	p.Frame.AsOf, p.Frame.Paper, p.Frame.NewsURL = asOf(r, v, t.Filter.Moment), "a3", newsURL(v, t.Known)
	p.Frame.Actions = ui.ButtonPrint()
	for _, k := range app.IndicatorKinds {
		p.Kinds = append(p.Kinds, ui.Link{Label: termOf(ctx, "indicator_kind", string(k)), Href: here(ctx, "kind", string(k), "code", ""), Current: t.Filter.Kind == k})
	}
	p.Periods = periodLinks(ctx, t.Filter.Period)
	p.Crumbs = unitCrumbs(ctx, v, t.Unit)
	p.Title = t.Unit.Label()
	p.Note = dayRange(ctx, t.Span)
	p.Table = indicatorTable(ctx, v, t)
	if v.Can(access.ExportLedger) {
		p.Export = ui.Link{Label: ui.T(ctx, "导出"), Href: "/indicators/export.xlsx?" + r.URL.Query().Encode(), Icon: "export"}
	}
	if v.Can(access.GiveReading) {
		p.Give = ui.Link{Label: ui.T(ctx, "录入外部指标"), Href: address("/readings", "unit", t.Unit.ID), Icon: "edit"}
	}
	return p
}

// periodLinks are the lengths of period; a day is for those who ask by address.
func periodLinks(ctx context.Context, now indicator.Period) []ui.Link {
	var list []ui.Link
	for _, p := range indicator.Periods[1:] {
		list = append(list, ui.Link{Label: ui.T(ctx, "本{period}", "period", termOf(ctx, "period", string(p))), Href: here(ctx, "period", string(p)), Current: p == now})
	}
	return list
}

// dayRange is the days of a period.
func dayRange(ctx context.Context, s indicator.Span) string {
	return ui.T(ctx, "{from} 至 {to}", "from", s.From.String(), "to", s.To.String())
}

// unitCrumbs are the units above one, as far as the person sees.
func unitCrumbs(ctx context.Context, v *visit, u access.Unit) []ui.Link {
	var list []ui.Link
	for len(u.Parents) > 0 {
		above, ok := v.frame.Tree.Unit(u.Parents[0].Parent)
		if !ok || !v.Scope().SeesUnit(above.ID) {
			break
		}
		list = append(list, ui.Link{Label: above.Label(), Href: here(ctx, "unit", above.ID)})
		u = above
	}
	slices.Reverse(list)
	return list
}

// indicatorTable is one line a unit.
func indicatorTable(ctx context.Context, v *visit, t *app.IndicatorTable) ui.TableData {
	table := ui.TableData{Caption: ui.T(ctx, "指标"), Wide: true, Columns: []ui.Column{{Label: ui.T(ctx, "单位")}}}
	for _, c := range t.Columns {
		table.Columns = append(table.Columns, ui.Column{Label: c.Name, Unit: c.Measure, Num: true, Hint: columnHint(ctx, c)})
	}
	rows := ui.Group{}
	for i, row := range t.Rows {
		name := ui.Words(row.Name)
		if i > 0 && len(v.frame.Tree.Children(row.Unit)) > 0 {
			name = ui.Door(row.Name, here(ctx, "unit", row.Unit))
		}
		cells := []ui.Cell{name}
		for k, value := range row.Values {
			cells = append(cells, indicatorCell(ctx, t.Columns[k], value, row.Unit))
		}
		if i == 0 {
			table.Foot = cells
			continue
		}
		rows.Rows = append(rows.Rows, ui.Row{Cells: cells})
	}
	table.Groups = []ui.Group{rows}
	return table
}

// columnHint says what a column stands on.
func columnHint(ctx context.Context, c app.IndicatorColumn) string {
	words := []string{termOf(ctx, "indicator_read", string(c.Read))}
	words = append(words, sensesText(ctx, c.Senses)...)
	if c.Office != "" {
		words = append(words, c.Office)
	}
	if c.Formula != "" {
		words = append(words, c.Formula)
	}
	return strings.Join(append(words, c.Source), ui.T(ctx, "；"))
}

// sensesText are senses in words.
func sensesText(ctx context.Context, senses []string) []string {
	var list []string
	for _, s := range senses {
		kind := "sense"
		if s == "declared" || s == "recognised" {
			kind = "chain_basis"
		}
		list = append(list, termOf(ctx, kind, s))
	}
	return list
}

// indicatorCell is one value: a door to what is behind it, with its rank.
func indicatorCell(ctx context.Context, c app.IndicatorColumn, v app.IndicatorValue, unit string) ui.Cell {
	cell := ui.Cell{Text: "—", Tone: "blank", Title: missingText(ctx, v), Href: recordsDoor(ctx, c.Code, unit)}
	if v.Value != nil {
		cell.Text, cell.Tone, cell.Title = padded(*v.Value, c.Decimals), "", ""
	}
	if v.Rank > 0 {
		cell.Note = ui.T(ctx, "第{n}", "n", v.Rank)
	}
	if v.Lacks {
		cell.Title, cell.Tone = ui.T(ctx, "有项目应填而未填，没有算进去"), "watch"
	}
	return cell
}

// recordsDoor is the page behind one value; the period and the day stay.
func recordsDoor(ctx context.Context, code, unit string) string {
	return strings.Replace(here(ctx, "unit", unit, "code", code, "kind", ""), "/indicators", "/indicators/records", 1)
}

// missingText says why there is no value.
func missingText(ctx context.Context, v app.IndicatorValue) string {
	switch v.Missing {
	case "not_reported":
		return ui.T(ctx, "未填报")
	case "not_computable":
		return ui.T(ctx, "分母为零，无法计算")
	}
	return ""
}

// padded is a number with all its decimals, so that columns stand under each other.
func padded(text string, decimals int) string {
	if decimals == 0 {
		return text // whole, or the part of a joint park's project
	}
	whole, part, _ := strings.Cut(text, ".")
	return whole + "." + part + strings.Repeat("0", max(0, decimals-len(part)))
}

// recordsURL is the page behind a value from another page.
func recordsURL(code, unit string, s indicator.Span, q url.Values) string {
	return address("/indicators/records", "code", code, "unit", unit, "period", q.Get("period"), "on", s.To.String(), "known", q.Get("known"))
}
