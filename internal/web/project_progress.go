package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// 进度: the year month by month in both senses, and the form that reports one.

// projectProgress is the side 进度.
type projectProgress struct {
	Chart   string
	Columns []ui.Column
	Rows    []ui.Row
	Form    *figureForm
}

// A figureForm reports one month of this project.
type figureForm struct {
	ID, Month, MonthWords string
	Months                []ui.Link      // other months
	Amounts               []ui.FieldData // of the year and since the start, in both senses
	Image, Because        ui.FieldData
	Was                   []ui.Pair
	Others                []string
	Changes               bool // a figure of this month is known already
}

// itoa is a count as text.
func itoa(n int) string { return strconv.Itoa(n) }

func progressOf(r *http.Request, page *app.ProjectPage, may bool, typed returnTyped) *projectProgress {
	ctx := r.Context()
	p := &projectProgress{Chart: yearChart(r, page), Columns: []ui.Column{
		{Label: ui.T(ctx, "月份")}, {Label: ui.T(ctx, "序时应完成"), Unit: ui.T(ctx, "亿元"), Num: true}, {Label: term(ctx, "sense.dispatch"), Unit: ui.T(ctx, "亿元"), Num: true},
		{Label: ui.T(ctx, "超欠序时"), Unit: ui.T(ctx, "点"), Num: true}, {Label: term(ctx, "sense.statistics"), Unit: ui.T(ctx, "亿元"), Num: true}, {Label: ui.T(ctx, "两口径差"), Unit: ui.T(ctx, "亿元"), Num: true}}}
	for i, m := range slices.Backward(page.Months) {
		p.Rows = append(p.Rows, monthRow(r, page, m, i))
	}
	if may {
		p.Form = figureFormOf(r, page, typed)
	}
	return p
}

// monthRow is one month; a month of which nothing was reported says so, whatever
// earlier figures still stand.
func monthRow(r *http.Request, page *app.ProjectPage, m app.ProjectMonth, i int) ui.Row {
	ctx := r.Context()
	cells := []ui.Cell{ui.Door(whenText(ctx, m.Month), here(ctx, "tab", tabProgress, "month", m.Month.String())+"#report"), amountCell(ctx, page.Due[i]), ui.Missing(), ui.Missing(), ui.Missing(), ui.Missing()}
	dispatch, statistics := figureOf(page, m.Month, lifecycle.Dispatch), figureOf(page, m.Month, lifecycle.Statistics)
	if dispatch.OK {
		cells[2] = amountCell(ctx, dispatch)
		if m.Dispatch.OK {
			cells[3] = ui.Cell{Text: pointsText(m.Dispatch.Lead), Title: ui.T(ctx, "完成 {rate}%，序时 {due}%", "rate", m.Dispatch.Rate.String(), "due", m.Dispatch.Due.String())}
		}
	}
	if statistics.OK {
		cells[4] = amountCell(ctx, statistics)
	}
	if dispatch.OK && statistics.OK {
		cells[5] = ui.Amount(signedYi(dispatch.Yuan-statistics.Yuan), wan(ctx, dispatch.Yuan-statistics.Yuan))
	}
	return ui.Row{Cells: cells}
}

// figureOf is the year's figure reported for one month, in one sense.
func figureOf(page *app.ProjectPage, month workday.When, sense lifecycle.Sense) money.Opt {
	for _, m := range page.Months {
		pr := m.Dispatch
		if sense == lifecycle.Statistics {
			pr = m.Statistics
		}
		if m.Month == month && pr.Month == month {
			return pr.Done
		}
	}
	return money.Opt{}
}

// yearChart draws the due curve and both lines.
func yearChart(r *http.Request, page *app.ProjectPage) string {
	ctx := r.Context()
	y := svg.Year{Title: ui.T(ctx, "{year}年完成投资与序时", "year", page.On.Year()), Unit: ui.T(ctx, "亿元"), DueWord: ui.T(ctx, "序时应完成"),
		DispatchWord: term(ctx, "sense.dispatch"), StatisticsWord: term(ctx, "sense.statistics"), Now: int(page.On.Month())}
	for i := range 12 {
		month := workday.InMonth(page.On.Year(), monthOf(i)+1)
		y.Labels = append(y.Labels, ui.T(ctx, "{month}月", "month", i+1))
		due, dispatch, statistics := page.Due[i], figureOf(page, month, lifecycle.Dispatch), figureOf(page, month, lifecycle.Statistics)
		y.Due, y.Dispatch, y.Statistics = append(y.Due, inYi(due)), append(y.Dispatch, inYi(dispatch)), append(y.Statistics, inYi(statistics))
		y.Tips = append(y.Tips, ui.T(ctx, "{month}月：序时 {due}，调度 {dispatch}，统计 {statistics} 亿元", "month", i+1, "due", yi(due), "dispatch", yi(dispatch), "statistics", yi(statistics)))
	}
	return y.Draw()
}

// inYi is an amount for a drawing, nil where none was reported.
func inYi(o money.Opt) *float64 {
	if !o.OK {
		return nil
	}
	f := float64(o.Yuan) / float64(money.Yi)
	return &f
}

// figureFormOf is the form for the month of the address, the last finished one
// when none is named.
func figureFormOf(r *http.Request, page *app.ProjectPage, typed returnTyped) *figureForm {
	ctx, id := r.Context(), page.Project.ID
	year, m, _ := page.On.Civil()
	month := workday.InMonth(year, m-1)
	text := r.URL.Query().Get("month")
	if typed.Values != nil {
		text = typed.Values.Get("month")
	}
	if asked, err := workday.ParseWhen(text); err == nil && asked.Precision == workday.ToMonth && asked.First <= page.On {
		month = asked
	}
	f := &figureForm{ID: id, Month: month.String(), MonthWords: whenText(ctx, month), Others: typed.Others}
	for i := range 4 {
		other := workday.InMonth(year, m-3+monthOf(i)-1)
		f.Months = append(f.Months, ui.Link{Label: whenText(ctx, other), Href: here(ctx, "tab", tabProgress, "month", other.String(), "sent", "") + "#report", Current: other == month})
	}
	for _, sense := range senses {
		f.ask(ctx, knownFigure(page, month, sense), typed)
	}
	image := typed.field("image."+id, page.Project.Image)
	f.Was = append(f.Was, ui.Pair{Name: "was-" + image.Name, Value: image.Was})
	f.Image = ui.FieldData{Name: image.Name, Label: term(ctx, "field.image"), Value: image.Value, Mistake: image.Mistake, Lines: 2, Wide: true}
	f.Because = ui.FieldData{Name: "because", Label: term(ctx, "form.because"), Value: valueOf(typed.Values, "because"), Hint: ui.T(ctx, "改报已报的数字时写明，记入历史"), Wide: true}
	return f
}

// knownFigure is the figure of a month in a sense, empty where there is none.
func knownFigure(page *app.ProjectPage, month workday.When, sense lifecycle.Sense) lifecycle.Figure {
	i := slices.IndexFunc(page.Figures, func(x lifecycle.Figure) bool { return x.Month == month && x.Sense == sense })
	if i < 0 {
		return lifecycle.Figure{Project: page.Project.ID, Month: month, Sense: sense}
	}
	return page.Figures[i]
}

// ask adds the two fields of one sense: the year's figure, and the sum since the
// start, which many offices keep besides.
func (f *figureForm) ask(ctx context.Context, was lifecycle.Figure, typed returnTyped) {
	name, sense := string(was.Sense)+"."+f.ID, termOf(ctx, "sense", string(was.Sense))
	f.Changes = f.Changes || was.YearDone.OK || was.Done.OK
	for _, one := range []struct {
		field typedField
		label string
	}{{typed.field(name, wanText(was.YearDone)), ui.T(ctx, "当年完成 · {sense}", "sense", sense)}, {typed.field("done."+name, wanText(was.Done)), ui.T(ctx, "开工以来累计 · {sense}", "sense", sense)}} {
		f.Amounts = append(f.Amounts, ui.FieldData{Name: one.field.Name, Label: one.label, Value: one.field.Value, Mistake: one.field.Mistake, Unit: ui.T(ctx, "万元")})
		f.Was = append(f.Was, ui.Pair{Name: "was-" + one.field.Name, Value: one.field.Was})
	}
	f.Amounts[0].Hint = ui.T(ctx, "年初至{month}底累计", "month", f.MonthWords)
}

// monthOf is a month counted from 0.
func monthOf(i int) time.Month { return time.Month(i) }
