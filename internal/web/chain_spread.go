package web

import (
	"context"
	"strconv"
	"strings"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
)

// The time between two stages in figures, as a drawing and as tables; every
// figure opens to its projects.

// spreadFigures are the whole in four figures: nothing is left out of sight.
func spreadFigures(ctx context.Context, s lifecycle.Spread) []ui.Figure {
	door := func(n int, state string) string { return chainDoor(ctx, n, "of", app.RecordsPassage, "state", state) }
	unit := ui.T(ctx, "个")
	done := ui.Figure{Label: ui.T(ctx, "已到达"), Value: itoa(s.Finished()), Unit: unit, Href: door(s.Finished(), "finished"), ChangeNote: ui.T(ctx, "共 {n} 个到过起点，{left} 个中途退出", "n", s.Count, "left", s.Left)}
	middle := ui.Figure{Label: ui.T(ctx, "中位天数"), Value: blank, Href: door(s.Dated(), "dated"), ChangeNote: ui.T(ctx, "{n} 个有天数", "n", s.Dated())}
	switch {
	case s.Dated() >= lifecycle.Small:
		middle.Value, middle.Unit = daysRange(s.Low.Median, s.High.Median), ui.T(ctx, "天")
		middle.ChangeNote = ui.T(ctx, "中间一半 {q1} 至 {q3} 天", "q1", daysRange(s.Low.Q1, s.High.Q1), "q3", daysRange(s.Low.Q3, s.High.Q3))
	case s.Dated() > 0:
		middle.ChangeNote = ui.T(ctx, "只有 {n} 个：{days} 天", "n", s.Dated(), "days", valuesText(s.Values))
	}
	open := ui.Figure{Label: ui.T(ctx, "尚未到达"), Value: itoa(s.Open), Unit: unit, Href: door(s.Open, string(lifecycle.PassageOpen))}
	if s.Ages.N > 0 {
		open.ChangeNote = ui.T(ctx, "已历时中位 {median} 天，最长 {max} 天", "median", daysText(s.Ages.Median), "max", daysText(s.Ages.Max))
	}
	unknown := ui.Figure{Label: ui.T(ctx, "到达但没有天数"), Value: itoa(s.Unknown()), Unit: unit, Href: door(s.Unknown(), "unknown"),
		ChangeNote: ui.T(ctx, "缺日期 {undated} · 不到月 {rough} · 颠倒 {backwards}", "undated", s.Undated, "rough", s.Rough, "backwards", s.Backwards)}
	return []ui.Figure{middle, done, open, unknown}
}

// chartRows bounds the drawing; the table has them all.
const chartRows = 24

// spreadChart draws the groups.
func spreadChart(ctx context.Context, page *app.ChainPage, pair string) svg.Spread {
	c := svg.Spread{Title: pair, Unit: ui.T(ctx, "天"), BoxWord: ui.T(ctx, "中间一半"), MedianWord: ui.T(ctx, "中位数"), ValueWord: ui.T(ctx, "不足 5 个时逐个画"), Base: ui.EnvOf(ctx).Base}
	if page.Whole.Month > 0 {
		c.RangeWord = ui.T(ctx, "日期只到月，可能的范围")
	}
	for _, g := range page.Groups[:min(len(page.Groups), chartRows)] {
		c.Rows = append(c.Rows, spreadRow(ctx, g, page.Filter.By))
	}
	return c
}

func spreadRow(ctx context.Context, g app.ChainGroup, by string) svg.SpreadRow {
	s := g.Spread
	r := svg.SpreadRow{Name: groupWords(ctx, by, g.Key, g.Name), Tip: spreadTip(ctx, s), Href: chainDoor(ctx, s.Count, "of", app.RecordsPassage, "key", g.Key), Empty: s.Dated() == 0}
	if r.Empty {
		r.Note = ui.T(ctx, "没有天数")
		return r
	}
	if s.Dated() < lifecycle.Small {
		r.Note = ui.T(ctx, "{n} 个", "n", s.Dated())
		for _, v := range s.Values {
			r.Values = append(r.Values, [2]float64{float64(v.Low), float64(v.High)})
		}
		return r
	}
	r.Note = ui.T(ctx, "中位 {median} 天 · {n} 个", "median", daysRange(s.Low.Median, s.High.Median), "n", s.Dated())
	r.Low, r.High = fiveOf(s.Low), fiveOf(s.High)
	return r
}

func fiveOf(q lifecycle.Quartiles) [5]float64 {
	return [5]float64{q.Min, q.Q1, q.Median, q.Q3, q.Max}
}

// groupWords is a group in words; what is not reported says so.
func groupWords(ctx context.Context, by, key, name string) string {
	switch {
	case key == app.Unstated:
		return term(ctx, "stage.")
	case by == "year":
		return ui.T(ctx, "{year}年", "year", key)
	case name == "":
		return key
	}
	return name
}

// spreadTable is the groups with all their figures.
func spreadTable(ctx context.Context, page *app.ChainPage) ui.TableData {
	days := ui.T(ctx, "天")
	t := ui.TableData{Caption: ui.T(ctx, "分组天数"), Wide: true, Columns: []ui.Column{{Label: ui.T(ctx, groupingWords[page.Filter.By])}, {Label: ui.T(ctx, "到过起点"), Num: true}, {Label: ui.T(ctx, "已到达"), Num: true},
		{Label: ui.T(ctx, "有天数"), Num: true, Hint: ui.T(ctx, "两个日期都至少到月；日期只到月的给出上下限，不编造天数")}, {Label: ui.T(ctx, "中位"), Unit: days, Num: true},
		{Label: ui.T(ctx, "四分之一"), Unit: days, Num: true}, {Label: ui.T(ctx, "四分之三"), Unit: days, Num: true}, {Label: ui.T(ctx, "最短"), Unit: days, Num: true}, {Label: ui.T(ctx, "最长"), Unit: days, Num: true},
		{Label: ui.T(ctx, "没有天数"), Num: true, Hint: ui.T(ctx, "已到达，但日期没报、只到季度或年、或先后颠倒")}, {Label: ui.T(ctx, "尚未到达"), Num: true}, {Label: ui.T(ctx, "已历时中位"), Unit: days, Num: true}, {Label: stageText(ctx, lifecycle.Exited), Num: true}}}
	rows := ui.Group{}
	for _, g := range page.Groups {
		rows.Rows = append(rows.Rows, ui.Row{Cells: spreadCells(ctx, groupWords(ctx, page.Filter.By, g.Key, g.Name), g.Key, g.Spread)})
	}
	t.Groups = []ui.Group{rows}
	t.Foot = spreadCells(ctx, ui.T(ctx, "合计"), "", page.Whole)
	return t
}

func spreadCells(ctx context.Context, name, key string, s lifecycle.Spread) []ui.Cell {
	count := func(n int, state string) ui.Cell {
		return ui.Cell{Text: itoa(n), Href: chainDoor(ctx, n, "of", app.RecordsPassage, "key", key, "state", state)}
	}
	cells := []ui.Cell{{Text: name}, count(s.Count, ""), count(s.Finished(), "finished"), count(s.Dated(), "dated")}
	cells = append(cells, quartileCells(ctx, s)...)
	age := ui.Missing()
	if s.Ages.N > 0 {
		age = ui.Cell{Text: daysText(s.Ages.Median), Title: ui.T(ctx, "{n} 个知道起点日期，最长 {max} 天", "n", s.Ages.N, "max", daysText(s.Ages.Max))}
	}
	return append(cells, count(s.Unknown(), "unknown"), count(s.Open, string(lifecycle.PassageOpen)), age, count(s.Left, string(lifecycle.PassageLeft)))
}

// quartileCells are median, quarters, least and most; of few the values alone.
func quartileCells(ctx context.Context, s lifecycle.Spread) []ui.Cell {
	none := ui.Missing()
	switch {
	case s.Dated() == 0:
		return []ui.Cell{none, none, none, none, none}
	case s.Dated() < lifecycle.Small:
		return []ui.Cell{{Text: valuesText(s.Values), Title: ui.T(ctx, "不足 5 个，列出每个的天数"), Tone: "wrap"}, none, none, none, none}
	}
	var cells []ui.Cell
	low, high := fiveOf(s.Low), fiveOf(s.High)
	for _, i := range []int{2, 1, 3, 0, 4} {
		cells = append(cells, ui.Cell{Text: daysRange(low[i], high[i])})
	}
	return cells
}

// sameYears is 当年洽谈、签约、开工 by year.
func sameYears(ctx context.Context, page *app.ChainPage) ui.TableData {
	t := sameHead(ctx, ui.T(ctx, "开工年份"))
	rows := ui.Group{}
	for _, n := range page.SameYears {
		year := strconv.Itoa(n.Year)
		rows.Rows = append(rows.Rows, ui.Row{Cells: sameCells(ctx, ui.T(ctx, "{year}年", "year", year), n, "year", year)})
	}
	t.Groups = []ui.Group{rows}
	return t
}

// sameUnits is the same by group, of the year chosen or of all.
func sameUnits(ctx context.Context, page *app.ChainPage) ui.TableData {
	t := sameHead(ctx, ui.T(ctx, groupingWords[page.Filter.By]))
	rows := ui.Group{}
	for _, g := range page.SameUnits {
		rows.Rows = append(rows.Rows, ui.Row{Cells: sameCells(ctx, groupWords(ctx, page.Filter.By, g.Key, g.Name), g.Count, "key", g.Key)})
	}
	t.Groups = []ui.Group{rows}
	return t
}

func sameHead(ctx context.Context, first string) ui.TableData {
	return ui.TableData{Caption: ui.T(ctx, "当年洽谈、当年签约、当年开工"), Columns: []ui.Column{{Label: first}, {Label: stageText(ctx, lifecycle.Started), Num: true},
		{Label: ui.T(ctx, "当年签约"), Num: true, Hint: ui.T(ctx, "占签约年份已知的比例")}, {Label: ui.T(ctx, "当年洽谈签约"), Num: true, Hint: ui.T(ctx, "占洽谈、签约年份都已知的比例")}}}
}

func sameCells(ctx context.Context, name string, n lifecycle.SameYearCount, pairs ...string) []ui.Cell {
	door := func(count int, state string) string {
		return chainDoor(ctx, count, append(pairs, "of", app.RecordsSame, "state", state)...)
	}
	cell := func(part, of int, state string) ui.Cell {
		c := ui.Cell{Text: itoa(part), Href: door(part, state), Note: percentOf(part, of), Title: ui.T(ctx, "{part} / {of} 个", "part", part, "of", of)}
		return c
	}
	return []ui.Cell{{Text: name}, {Text: itoa(n.Started), Href: door(n.Started, "started")}, cell(n.Signed, n.SignedKnown, "signed"), cell(n.All, n.Known, "all")}
}

// percentOf is a share in whole per cent, "" of nothing.
func percentOf(part, of int) string {
	if of == 0 {
		return ""
	}
	return strconv.Itoa((200*part+of)/(2*of)) + "%"
}

// twoLines is the head of a narrow column in two parts: the second is kept whole, so
// that the line breaks between them.
func twoLines(first, second string) string {
	return first + "\u200b" + strings.Join(strings.Split(second, ""), "\u2060")
}
