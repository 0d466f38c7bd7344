// The invented city of the style guide.

package styleguide

import (
	"context"
	"fmt"

	"guatu/internal/money"
	"guatu/internal/signal"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
)

// frame is the bar and navigation of an office clerk.
func frame(title string) ui.FrameData {
	return ui.FrameData{
		Title: title, Note: "示例数据",
		Tenant: "淮安市", Tenants: []ui.Link{{Label: "淮安市", Href: "/", Current: true}, {Label: "盐城市", Href: "/t/yc"}},
		Nav: []ui.Link{
			{Label: "今日", Href: "/today", Icon: "today", Count: "3"},
			{Label: "挂图", Href: "/board", Icon: "board", Current: title == "挂图"},
			{Label: "项目", Href: "/projects", Icon: "project", Current: title != "挂图"},
			{Label: "对表", Href: "/timetable", Icon: "timetable"},
			{Label: "单位", Href: "/units", Icon: "unit"},
			{Label: "导入", Href: "/imports", Icon: "import"},
			{Label: "日志", Href: "/journal", Icon: "journal"},
		},
		More:    []ui.Link{{Label: "管理", Href: "/admin"}, {Label: "接口", Href: "/api"}},
		AsOf:    ui.AsOf{Date: "2026-11-20", Today: "2026-11-20", Picks: []ui.Link{{Label: "上周末", Href: "?as_of=2026-11-15"}, {Label: "上月末", Href: "?as_of=2026-10-31"}, {Label: "上年末", Href: "?as_of=2025-12-31"}}},
		FindURL: "/projects",
		Today:   ui.Link{Label: "今日", Href: "/today", Count: "3"},
		Person:  ui.Person{Name: "攻坚办 王敏", Unit: "淮安市攻坚办", Links: []ui.Link{{Label: "修改密码", Href: "/me", Icon: "key"}}, SignOutURL: "/signout", LangURL: "/lang"},
		Foot:    "Guatu · 示例",
	}
}

var units = []string{"清江浦区", "淮安区", "淮阴区", "洪泽区", "涟水县", "盱眙县", "金湖县"}

var stages = []string{"签约", "立项", "开工", "竣工", "投产", "达效", "列统"}

var names = []string{"年产5GWh储能电池项目", "高端特钢精密管材项目", "12英寸晶圆封测基地", "光伏组件智能工厂二期", "食品科技产业园", "新能源汽车线束项目", "生物医药中间体项目", "智能物流装备制造基地", "PCB高多层板扩产项目", "纳米纤维素新材料项目"}

var lights = []signal.Light{signal.Normal, signal.Watch, signal.Behind, signal.Normal, signal.Unreported, signal.Normal, signal.Behind, signal.Paused, signal.Normal, signal.Watch}

func project(i int) string { return "示例·" + names[i%len(names)] }

// figures are the four of the board.
func figures() []ui.Figure {
	return []ui.Figure{
		{Label: "在册项目", Value: "312", Unit: "个", Change: "+4", ChangeNote: "较上周", Href: "/projects"},
		{Label: "开工率", Value: "78.53", Unit: "%", Change: "+1.28", ChangeNote: "较上周 · 超 3.2 点", Href: "/projects?stage=started"},
		{Label: "年度完成投资", Value: "486.20", Unit: "亿元", Exact: "4862013 万元", Change: "+12.64", ChangeNote: "较上周 · 欠 2.1 点", Href: "/projects"},
		{Label: "滞后项目", Value: "23", Unit: "个", Change: "+2", Worse: true, ChangeNote: "较上周", Late: true, Href: "/projects?light=behind"},
	}
}

// table is a page of projects, grouped by unit.
func table(ctx context.Context) ui.TableData {
	t := ui.TableData{
		Caption: "项目", Pick: "id", PickFor: "bulk", Wide: true,
		Columns: []ui.Column{
			{Label: "项目名称", SortHref: "?sort=name"}, {Label: "灯", SortHref: "?sort=light", Sorted: "desc"}, {Label: "单位"}, {Label: "阶段", SortHref: "?sort=stage"},
			{Label: "总投资", Unit: "亿元", Num: true, SortHref: "?sort=total"}, {Label: "年度计划", Unit: "亿元", Num: true, SortHref: "?sort=plan"},
			{Label: "年度完成", Unit: "亿元", Num: true, SortHref: "?sort=done"}, {Label: "完成率", Num: true}, {Label: "超欠序时", Unit: "点", Num: true, Hint: "完成率减去序时进度"}, {Label: "下一步"},
		},
		Foot: []ui.Cell{ui.Words("合计 10 个"), {}, {}, {}, ui.Amount("286.40", "2864000 万元"), ui.Words("84.10"), ui.Words("61.73"), ui.Words("73.40%"), ui.Words("−9.93"), {}},
	}
	for g := range 2 {
		group := ui.Group{Head: []ui.Cell{{Text: units[g], Note: "5 个"}, {}, {}, {}, ui.Words("143.20"), ui.Words("42.05"), ui.Words("30.86"), ui.Words("73.39%"), ui.Words("−9.94"), {}}}
		for i := range 5 {
			group.Rows = append(group.Rows, row(ctx, g*5+i, units[g]))
		}
		t.Groups = append(t.Groups, group)
	}
	return t
}

// row is one project of the table.
func row(ctx context.Context, i int, unit string) ui.Row {
	lead := []money.Points{320, -1240, -3470, 90, 0, 1214, -4200, -300, 40, -1870}[i]
	href := fmt.Sprintf("/projects/p%d", i)
	cells := []ui.Cell{
		ui.Door(project(i), href), ui.Show(ui.Light(lights[i])), ui.Words(unit), {Text: stages[1+i%4], Note: fmt.Sprintf("%d 天", 12+i*17)},
		ui.Amount(fmt.Sprintf("%.2f", 10.5+float64(i*7%23)), fmt.Sprintf("%d 万元", 105000+i*70000%230000)), ui.Words(fmt.Sprintf("%.2f", 4.2+float64(i))),
		ui.Words(fmt.Sprintf("%.2f", 3.1+float64(i)*.8)), ui.Show(ui.Drawing(svg.ShareBar(8333+lead, 8333, "完成率"))),
		ui.Show(ui.Lead(fmt.Sprintf("%+.2f ", float64(lead)/100), svg.LeadBar(lead, 3000, lights[i], "超欠序时"), leadTone(lead))), ui.Words("施工许可 · 住建局"),
	}
	if lights[i] == signal.Unreported {
		cells[6], cells[7], cells[8] = ui.Missing(), ui.Missing(), ui.Missing()
	}
	return ui.Row{ID: fmt.Sprint(i), Href: href, Cells: cells}
}

func leadTone(lead money.Points) string {
	switch {
	case lead < -3000:
		return "late"
	case lead < -1000:
		return "watch"
	}
	return ""
}

// square is the 方阵.
func square() ui.Square {
	s := ui.Square{Corner: "单位", Columns: append(append([]string{}, stages...), "合计"), Caption: "单位与阶段"}
	for u, name := range units {
		r := ui.SquareRow{Name: name, Href: "/units/" + fmt.Sprint(u)}
		sum := 0
		for i := range stages {
			n := (u*5+i*3)%11 - i/4
			n = max(0, n)
			sum += n
			r.Cells = append(r.Cells, ui.SquareCell{Count: fmt.Sprint(n), Money: fmt.Sprintf("%.1f亿", float64(n)*3.7), Heat: svg.HeatClass(float64(n), 10), Href: "/projects?unit=" + fmt.Sprint(u)})
		}
		r.Cells = append(r.Cells, ui.SquareCell{Count: fmt.Sprint(sum), Money: fmt.Sprintf("%.1f亿", float64(sum)*3.7), Sum: true})
		s.Rows = append(s.Rows, r)
	}
	return s
}

// rail is a project between 开工 and 竣工.
func rail() []ui.RailStep {
	return []ui.RailStep{
		{Step: svg.Step{Name: "签约", Date: "2025-03-12", Declared: true, Recognised: true}},
		{Step: svg.Step{Name: "立项", Date: "2025-05-20", Declared: true, Recognised: true}},
		{Step: svg.Step{Name: "开工", Date: "2025-09-28", Declared: true, Recognised: true}},
		{Step: svg.Step{Name: "竣工", Date: "申报 2026-11-02", Declared: true, Now: true}, LateWords: "待认定 18 天"},
		{Step: svg.Step{Name: "投产", Date: "计划 2026-12"}}, {Step: svg.Step{Name: "达效", Date: "计划 2027年上半年"}}, {Step: svg.Step{Name: "列统"}},
	}
}

// redList is what is red and why.
func redList() []ui.Entry {
	return []ui.Entry{
		{Mark: ui.LightMark(signal.Behind), Title: project(2), Href: "/projects/p2", Why: []string{"落后序时 34.70 点（红灯线 30 点）", "计划 6 月开工，已逾期 143 天"}, End: ui.Clock("逾期 143 天", "late")},
		{Mark: ui.LightMark(signal.Behind), Title: project(6), Href: "/projects/p6", Why: []string{"开工满 2 个月未入库纳统"}, End: ui.Clock("逾期 21 天", "late")},
		{Mark: ui.LightMark(signal.Watch), Title: project(9), Href: "/projects/p9", Why: []string{"落后序时 18.70 点（黄灯线 10 点）"}, End: ui.Clock("还剩 5 个工作日", "soon")},
	}
}
