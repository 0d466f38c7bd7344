package api_test

import (
	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
)

// crossScenes are what comparing finds; they set their own ground: two firms under
// one credit code.
func crossScenes(w *world) []scene {
	const p = "east.reporter"
	for _, name := range []string{"示例恒基新材料", "示例宏远置业"} {
		project := lifecycle.Project{Name: name + "项目", Unit: w.ids["east"], Kind: "new", Enterprise: name + "有限公司", EnterpriseCode: "91320899MA9000001L", Store: lifecycle.StoreNo, Total: money.Exactly(2 * money.Yi)}
		id, err := w.app.ProjectSave(w.t.Context(), w.actor("boss"), app.ProjectSave{Project: project})
		if err != nil {
			w.t.Fatal(err)
		}
		w.ids["doubted"] = id
	}
	doubts, err := w.app.ProjectDoubts(w.t.Context(), w.actor("boss"), w.ids["doubted"], app.Moment{})
	if err != nil || len(doubts.Rows) == 0 {
		w.t.Fatal("nothing is doubted", err)
	}
	w.ids["facts"], w.n = doubts.Rows[0].Facts, w.head()
	return []scene{
		{"what does not fit together", p, "GET /doubts?severity=medium&check=firm.names", "", 200, nil, "示例恒基新材料有限公司", ""},
		{"about one project", p, "GET /projects/{doubted}/doubts", "", 200, nil, `"facts":"{facts}"`, ""},
		{"an explanation of other facts", p, "POST /projects/{doubted}/doubts", `{"check":"firm.names","facts":"x","text":"更名"}`, 409, nil, "doubt.changed", ""},
		{"an explanation", p, "POST /projects/{doubted}/doubts", `{"check":"firm.names","facts":"{facts}","text":"2026年2月更名，附变更通知书"}`, 204, []string{"doubt.answer"}, "", ""},
		{"both senses of investment", p, "GET /statistics?gap=store_unsaid", "", 200, nil, `"reasons"`, ""},
		{"the windows into statistics", p, "GET /windows?entry=store&state=early", "", 200, nil, `"store_province"`, ""},
		{"and one project's", p, "GET /projects/{doubted}/windows", "", 200, nil, `"above_scale"`, ""},
	}
}
