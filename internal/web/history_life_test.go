package web

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/ruleset"
	"guatu/internal/web/ui"
)

// TestTheLifeOfAProjectReadsInWords says lines of the journal as the office does:
// no code, no identifier, no brace.
func TestTheLifeOfAProjectReadsInWords(t *testing.T) {
	f := &app.Frame{Words: app.Words{
		Evidence:      []ruleset.Word{{Code: "works_permit", Name: "施工许可证"}},
		Departments:   []ruleset.Word{{Code: "housing", Name: "住建部门"}},
		ClaimReasons:  []ruleset.Word{{Code: "no_piling", Name: "未打桩"}},
		PauseReasons:  []ruleset.Word{{Code: "flood", Name: "汛期停工"}},
		ChangeReasons: []ruleset.Word{{Code: "land", Name: "用地未落实"}},
		Nodes:         []ruleset.Word{{Code: "roof", Name: "主体封顶"}},
	}}
	raw := func(s string) json.RawMessage { return json.RawMessage(s) }
	for name, c := range map[string]struct {
		line    app.Line
		title   string
		changes []ui.Change
	}{
		"a stage is declared": {
			app.Line{Action: access.DeclareStage, Noun: "claim", Key: "p/c", Subject: "started", Changes: []app.Change{
				{Field: "evidence", New: raw(`["e1","e2"]`)}, {Field: "on", New: raw(`"2026-03"`)}, {Field: "steps", New: raw(`[{"act":"declare","note":"桩基进场"}]`)}}},
			"申报阶段 · 开工",
			[]ui.Change{{Field: "佐证材料", New: "2 件"}, {Field: "到达时间", New: "2026年3月"}, {Field: "申报", New: "桩基进场"}},
		},
		"a department objects": {
			app.Line{Action: access.CheckClaim, Noun: "claim", Key: "p/c", Subject: "started", Changes: []app.Change{
				{Field: "steps", Old: raw(`[{"act":"declare"}]`), New: raw(`[{"act":"declare"},{"act":"object","department":"housing","reasons":["no_piling","own"],"note":"现场未见"}]`)}}},
			"核查申报 · 开工",
			[]ui.Change{{Field: "核查不同意", New: "住建部门 · 未打桩 · own · 现场未见"}},
		},
		"a stage is recognised from another day": {
			app.Line{Action: access.RecogniseStage, Noun: "claim", Key: "p/c", Subject: "started", Changes: []app.Change{
				{Field: "steps", Old: raw(`[]`), New: raw(`[{"act":"recognise","on":"2026-03-05"}]`)}}},
			"认定阶段 · 开工",
			[]ui.Change{{Field: "认定", New: "起算时间 2026-03-05"}},
		},
		"an import that declared is undone": {
			app.Line{Action: access.UndoImport, Noun: "claim", Key: "p/c", Subject: "started", Changes: []app.Change{
				{Field: "steps", Old: raw(`[{"act":"declare","note":"台账"}]`)}}},
			"撤销导入 · 开工",
			[]ui.Change{{Field: "申报", Old: "台账"}},
		},
		"a certificate is typed": {
			app.Line{Action: access.KeepEvidence, Noun: "evidence", Key: "p/e", Subject: "works_permit", Changes: []app.Change{
				{Field: "amount", New: raw(`500000000`)}, {Field: "by", New: raw(`"u1"`)}, {Field: "files", New: raw(`[{"name":"证.jpg","hash":"0"}]`)},
				{Field: "issued", New: raw(`"2026-03-19"`)}, {Field: "number", New: raw(`"320899202603190101"`)}}},
			"维护佐证材料 · 施工许可证",
			[]ui.Change{{Field: "载明金额", New: "5.00 亿元"}, {Field: "文件", New: "证.jpg"}, {Field: "发证（签订）日期", New: "2026-03-19"}, {Field: "文号（证号）", New: "320899202603190101"}},
		},
		"a pause is granted": {
			app.Line{Action: access.GrantPause, Noun: "pause", Key: "p/z", Subject: "flood", Changes: []app.Change{
				{Field: "steps", Old: raw(`[{"act":"ask"}]`), New: raw(`[{"act":"ask"},{"act":"grant","until":"2026-06-30"}]`)}}},
			"审批暂停 · 汛期停工",
			[]ui.Change{{Field: "同意暂停", New: "截止日期 2026-06-30"}},
		},
		"a date is asked to move": {
			app.Line{Action: access.AskChange, Noun: "change", Key: "p/d", Subject: "stage:completed", Changes: []app.Change{
				{Field: "from", New: raw(`"2026-06"`)}, {Field: "node", New: raw(`"roof"`)}, {Field: "reason", New: raw(`"land"`)}, {Field: "to", New: raw(`"2026-09"`)}}},
			"申请节点调整 · 竣工",
			[]ui.Change{{Field: "原定时间", New: "2026年6月"}, {Field: "节点", New: "主体封顶"}, {Field: "调整原因", New: "用地未落实"}, {Field: "拟调整到", New: "2026年9月"}},
		},
		"a node of one's own": {
			app.Line{Action: access.AskChange, Noun: "change", Key: "p/d", Subject: "x-1"},
			"申请节点调整 · 自有节点", nil,
		},
		"a task of somebody who is not told of": {
			app.Line{Action: access.KeepTask, Noun: "task", Key: "p/t", Subject: "浇筑", Changes: []app.Change{{Field: "done", New: raw(`"2026-03-19"`)}, {Field: "owner", New: raw(`"u9"`)}}},
			"分解任务 · 浇筑",
			[]ui.Change{{Field: "完成时间", New: "2026-03-19"}, {Field: "责任人", New: `"u9"`}},
		},
		"what cannot be read stays as it is kept": {
			app.Line{Action: access.KeepBatch, Noun: "batch", Key: "b", Subject: "一季度开工26个", Changes: []app.Change{{Field: "count", New: raw(`"many"`)}}},
			"维护批次 · 一季度开工26个",
			[]ui.Change{{Field: "承诺个数", New: `"many"`}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := lineText(t.Context(), f, c.line, map[string]string{"x-1": "自有节点"}); got != c.title {
				t.Errorf("the line reads %q, want %q", got, c.title)
			}
			if diff := cmp.Diff(c.changes, changesOf(t.Context(), f, c.line)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
