package web

import (
	"context"
	"net/http"
	"strconv"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/schedule"
	"guatu/internal/web/ui"
)

// What a node's work takes and waits for, in its form: the days, and a line for
// each node before it with one line more to fill in.

// maxNeedLines is how many lines of needs a form is read for.
const maxNeedLines = 12

// needField is the name of a field of the i-th line.
func needField(part string, i int) string { return "need_" + part + strconv.Itoa(i) }

func daysField(ctx context.Context, node schedule.Milestone, typed typedForm) ui.FieldData {
	was := ""
	if node.Days > 0 {
		was = itoa(node.Days)
	}
	f := ui.FieldData{Name: "days", Label: term(ctx, "milestone.days"), Unit: ui.T(ctx, "个工作日"), Hint: ui.T(ctx, "前置节点完成后，还要做多少个工作日")}
	f.Value, f.Mistake = typed.known("node", "days", was)
	return f
}

// needLines are the lines of what a node waits for; a mistake about all of them
// stands at the first.
func needLines(ctx context.Context, page *app.ProjectPage, node schedule.Milestone, typed typedForm) [][]ui.FieldData {
	count := min(max(2, len(node.Needs)+1), maxNeedLines)
	if typed.Which == "node" {
		for count < maxNeedLines && typed.Values.Has(needField("node", count)) {
			count++
		}
	}
	nodes := []ui.Option{{Label: ui.T(ctx, "顺序上的前一个节点")}}
	for _, n := range page.Nodes {
		if n.Code != node.Code {
			nodes = append(nodes, ui.Option{Value: n.Code, Label: n.Name})
		}
	}
	lines := make([][]ui.FieldData, count)
	for i := range lines {
		var was schedule.Need
		lag := ""
		if i < len(node.Needs) {
			was = node.Needs[i]
			lag = itoa(was.Lag)
		}
		if i == 1 {
			nodes = append([]ui.Option{{Label: ui.T(ctx, "没有别的")}}, nodes[1:]...)
		}
		lines[i] = needLine(ctx, i, typed, []ui.FieldData{{Name: needField("node", i), Value: was.Node, Options: nodes}, {Name: needField("kind", i), Value: was.Kind}, {Name: needField("lag", i), Value: lag}})
	}
	if typed.Which == "node" && lines[0][0].Mistake == "" {
		lines[0][0].Mistake = typed.Mistakes["needs"]
	}
	return lines
}

// needLine labels the three fields of a line and fills in what was typed.
func needLine(ctx context.Context, i int, typed typedForm, fields []ui.FieldData) []ui.FieldData {
	fields[0].Label = ui.T(ctx, "前置节点 {n}", "n", i+1)
	fields[1].Label, fields[1].Options = ui.T(ctx, "怎么接"), linkOptions(ctx)
	fields[2].Label, fields[2].Unit, fields[2].Type = ui.T(ctx, "相隔工作日"), "", "number"
	for k := range fields {
		fields[k].Value, fields[k].Mistake = typed.known("node", fields[k].Name, fields[k].Value)
	}
	if fields[1].Value == string(schedule.FinishToStart) {
		fields[1].Value = ""
	}
	return fields
}

func linkOptions(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: "", Label: ui.T(ctx, "完成后才动工")}, {Value: "SS", Label: ui.T(ctx, "动工后可动工")}, {Value: "FF", Label: ui.T(ctx, "完成后可完成")}, {Value: "SF", Label: ui.T(ctx, "动工后可完成")}}
}

// workTyped reads the days and needs of a form; one without these fields leaves
// them as they are.
func workTyped(r *http.Request, t *typedForm, in *app.MilestonePlan) {
	if t.Values.Has("days") {
		days := t.whole(r, "days")
		in.Days = &days
	}
	if !t.Values.Has(needField("node", 0)) {
		return
	}
	in.Needs = []schedule.Need{}
	for i := range maxNeedLines {
		if node := t.text(needField("node", i)); node != "" {
			in.Needs = append(in.Needs, schedule.Need{Node: node, Kind: t.text(needField("kind", i)), Lag: t.lag(r, needField("lag", i))})
		}
	}
}

// lag reads a whole number of either sign, 0 where nothing stands.
func (t *typedForm) lag(r *http.Request, name string) int {
	text := t.text(name)
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Mistakes[name] = glossary.Say(lang(r.Context()), fault.New(fault.Invalid, "schedule.not_whole", "found", text))
	}
	return n
}
