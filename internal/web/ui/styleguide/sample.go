// More of the invented city: one project, one ledger, and the frames.

package styleguide

import (
	"fmt"

	"github.com/a-h/templ"

	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
)

// Drawings are the large drawings, made by the test from the schematic map.
type Drawings struct {
	Map             svg.Map
	Timetable, Long svg.Timetable
}

func boardFrame() ui.FrameData {
	f := frame("挂图")
	f.Paper, f.NewsURL = "a3", "/news"
	f.Actions = actions(ui.ButtonLink(ui.Link{Label: "两日对比", Href: "/compare"}, ""), ui.ButtonPrint(), ui.ButtonLink(ui.Link{Label: "大屏", Href: "/hall", Icon: "wall"}, ""))
	return f
}

func tableFrame() ui.FrameData {
	f := frame("项目")
	f.Note, f.Paper = "312 个 · 总投资 2864.40 亿元", "a4l"
	f.Actions = actions(ui.ButtonLink(ui.Link{Label: "列", Href: "#", Icon: "columns"}, ""), ui.ButtonLink(ui.Link{Label: "导出", Href: "/export", Icon: "export"}, ""), ui.ButtonLink(ui.Link{Label: "登记项目", Href: "/projects/new", Icon: "plus"}, "main"))
	return f
}

func projectFrame() ui.FrameData {
	f := frame(project(2))
	f.Note = "清江浦区 · 清江浦经济开发区 · 包联领导 示例市长"
	f.Crumbs = []ui.Link{{Label: "项目", Href: "/projects"}, {Label: "清江浦区", Href: "/units/0"}}
	f.AsOf.Date, f.AsOf.Known = "2026-10-31", "2026-11-03 09:12"
	f.Actions = actions(ui.ButtonPrint(), ui.ButtonLink(ui.Link{Label: "填报进度", Href: "/report"}, "main"))
	return f
}

func importFrame() ui.FrameData {
	f := frame("导入台账")
	f.AsOf.Date = ""
	return f
}

func partsFrame() ui.FrameData {
	f := frame("部件")
	f.AsOf.Date = ""
	return f
}

func sheetsFrame() ui.FrameData {
	f := frame("对表")
	f.Paper = "a3"
	return f
}

// actions puts several buttons beside each other.
func actions(list ...templ.Component) templ.Component { return templ.Join(list...) }

// history is what happened to one project.
func history() []ui.Moment {
	return []ui.Moment{
		{Day: "2026-11-19", Time: "16:42", Who: "清江浦区 李强", What: "填报 10 月投资", Changes: []ui.Change{{Field: "年度完成 ", Old: "4.10 亿元", New: "4.86 亿元"}}},
		{Day: "2026-11-19", Time: "09:05", Who: "攻坚办 王敏", What: "退回竣工申报", Why: "缺竣工验收备案表"},
		{Day: "2026-11-02", Time: "15:30", Who: "清江浦区 李强", What: "申报竣工", Changes: []ui.Change{{Field: "竣工日期 ", New: "2026-11-02"}}},
	}
}

// facts are a project's.
func facts() []ui.Fact {
	return []ui.Fact{
		{Label: "建设单位", Value: ui.Words("示例半导体（淮安）有限公司")},
		{Label: "统一代码", Value: ui.Words("91320800MA1EXAMPLE")},
		{Label: "项目代码", Value: ui.Words("2503-320800-89-01-123456")},
		{Label: "行业", Value: ui.Words("3973 集成电路制造")},
		{Label: "产业链", Value: ui.Words("新一代信息技术")},
		{Label: "所在地", Value: ui.Words("清江浦经济开发区")},
		{Label: "建设内容", Value: ui.Words("建设 12 英寸晶圆封测产线 4 条，厂房 8.6 万平方米，年封测 36 万片。"), Wide: true},
		{Label: "联系人", Value: ui.Missing()},
	}
}

// spark is a year of figures against the plan.
func spark() string {
	done := []float64{.2, .5, .9, 1.2, 1.6, 2.1, 2.7, 3.1, 3.6, 4.12}
	var figures, plan []*float64
	for i := range 12 {
		due := float64(i+1) * .83
		plan = append(plan, &due)
		if i < len(done) {
			figures = append(figures, &done[i])
		}
	}
	return svg.Sparkline(figures, plan, "逐月累计")
}

// paper is a piece of a ledger.
func paper() ui.Paper {
	p := ui.Paper{Letters: []string{"A", "B", "C", "D", "E", "F", "G"}, HeadRow: "3", Heads: []ui.PaperHead{
		{Text: "序号", Field: "序号"}, {Text: "项目名称", Field: "项目名称"}, {Text: "总投资（亿元）", Field: "总投资"}, {Text: "2026年计划", Field: "年度计划 2026"}, {Text: "1–10月完成", Field: "年度完成 10月"}, {Text: "开工时间", Field: "开工日期"}, {Text: "卡点", Unknown: true}}}
	p.Lines = append(p.Lines, ui.PaperLine{Number: "4", Kind: ui.LineSection, Cells: []ui.PaperCell{{Text: "一、清江浦区"}, {}, {}, {}, {}, {}, {}}, Notes: []ui.PaperNote{{Cell: "A4", Words: "分区行，以下项目归清江浦区"}}})
	for i := range 5 {
		l := ui.PaperLine{Number: fmt.Sprint(5 + i), Cells: []ui.PaperCell{{Text: fmt.Sprint(i + 1)}, {Text: project(i)}, {Text: fmt.Sprintf("%.1f", 10.5+float64(i)*3)}, {Text: "4.2"}, {Text: "3.1"}, {Text: "2024.3"}, {Text: "用地"}}}
		l.Cells[5].State = "read"
		l.Notes = []ui.PaperNote{{Cell: fmt.Sprintf("F%d", 5+i), Words: "“2024.3”读作 2024年3月（精确到月）"}}
		p.Lines = append(p.Lines, l)
	}
	p.Lines[2].Cells[2] = ui.PaperCell{Text: "约12亿", State: "read"}
	p.Lines[2].Notes = append(p.Lines[2].Notes, ui.PaperNote{Cell: "C6", Words: "“约12亿”读作 12.00 亿元，记为约数"})
	p.Lines[4].Cells[4] = ui.PaperCell{Text: "3l.5", State: "wrong"}
	p.Lines[4].Notes = append(p.Lines[4].Notes, ui.PaperNote{Cell: "E8", Words: "“3l.5”不是数字，留空", Wrong: true})
	p.Lines = append(p.Lines, ui.PaperLine{Number: "10", Kind: ui.LineSkipped, Cells: []ui.PaperCell{{Text: "小计"}, {}, {Text: "86.2"}, {Text: "21.0"}, {Text: "15.5"}, {}, {}}, Notes: []ui.PaperNote{{Cell: "C10", Words: "小计 86.20，明细相加 85.70，差 0.50", Wrong: true}}})
	return p
}

// changes is what an import will do.
func changes() ui.TableData {
	return ui.TableData{
		Caption: "变更", Cards: true, Columns: []ui.Column{{Label: "项目"}, {Label: "类别"}, {Label: "字段"}, {Label: "变更"}, {Label: "来自"}},
		Groups: []ui.Group{{Rows: []ui.Row{
			{Cells: []ui.Cell{ui.Door(project(0), "/p0"), ui.Words("修改"), ui.Words("总投资"), ui.Show(ui.Diff("10.50 亿元", "12.00 亿元")), ui.Words("在建!C5")}},
			{Cells: []ui.Cell{ui.Door(project(1), "/p1"), ui.Words("新增"), ui.Words("—"), ui.Show(ui.Diff("", "20 个字段")), ui.Words("在建!6")}},
			{Cells: []ui.Cell{ui.Door(project(3), "/p3"), {Text: "缺少", Tone: "watch"}, ui.Words("—"), {Text: "本表没有这个项目，保持不变"}, {}}},
		}}},
	}
}
