package api_test

import (
	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/journal"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// proven adds a project of the east with all evidence of filing and starting.
func (w *world) proven(name, code string) string {
	w.t.Helper()
	p := lifecycle.Project{Name: name, Unit: w.ids["east"], Kind: "purchase", Enterprise: "示例公司", EnterpriseCode: "91320899MA0010010J", Place: "园区",
		Code: code, Total: money.Exactly(2 * money.Yi)}
	p.SetPlan(2026, money.Some(money.Yi))
	id, err := w.app.ProjectSave(w.t.Context(), w.actor("boss"), app.ProjectSave{Project: p})
	if err != nil {
		w.t.Fatal(err)
	}
	by := journal.By{Who: "boss", Name: "boss", Action: access.KeepEvidence}
	err = w.db.Write(w.t.Context(), w.actor("boss").Scope(), by, func(tx *store.Tx) error {
		for _, kind := range []string{"filing", "equipment_contract", "payment", "equipment_photo"} {
			e := lifecycle.Evidence{ID: id + kind, Project: id, Kind: kind, Number: "1", Issuer: "局", Issued: workday.On(workday.NewDate(2026, 1, 5)), Holder: "示例公司",
				Amount: money.Some(money.Yi), Files: []lifecycle.File{{Hash: "ab", Name: "a.pdf", Size: 1, Media: "application/pdf", Day: tx.Today}}, By: "boss", Day: tx.Today}
			if err := tx.SaveEvidence(nil, &e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return id
}

// claimScenes are the life of two claims; they set their own ground.
func claimScenes(w *world) []scene {
	const p = "east.reporter"
	bureau, err := w.app.UnitSave(w.t.Context(), w.actor("boss"), app.UnitSave{Unit: access.Unit{Name: "市发展和改革委员会", Kind: access.Department,
		Parents: []access.Share{{Parent: w.ids["city"], Share: access.WholeShare}}}})
	if err != nil {
		w.t.Fatal(err)
	}
	w.person("planner", bureau, access.RoleDepartment)
	w.ids["plant"], w.ids["stock"] = w.proven("示例装备项目", "2602-320826-89-01-000001"), w.proven("示例存量项目", "2602-320826-89-01-000002")
	w.n = w.head()
	return []scene{
		{"what filing asks for", p, "GET /projects/{plant}/claim?stage=filed", "", 200, nil, `"met":true`, ""},
		{"who could be declared filed", p, "GET /claims/candidates?stage=filed", "", 200, nil, `"ready":2`, ""},
		{"a start cannot skip it", p, "POST /projects/{plant}/claims", `{"stage":"started","on":"2026-01-20"}`, 422, nil, "claim.skipped", ""},
		{"filing is declared", p, "POST /projects/{plant}/claims", `{"stage":"filed","on":"2026-01-05"}`, 201, []string{"stage.declare"}, `"id"`, "filing"},
		{"and sent back", "boss", "POST /claims/{filing}/send-back", `{"version":1,"reasons":["wrong_date"],"note":"以备案证日期为准"}`, 204, []string{"stage.recognise"}, "", ""},
		{"which the unit disputes", p, "POST /claims/{filing}/dispute", `{"note":"备案证即该日"}`, 204, []string{"stage.declare"}, "", ""},
		{"and the office upholds", "boss", "POST /claims/{filing}/uphold", `{"note":"请核对备案证"}`, 204, []string{"stage.recognise"}, "", ""},
		{"declared again and taken back", p, "POST /projects/{plant}/claims", `{"stage":"filed","on":"2026-01-05"}`, 201, []string{"stage.declare"}, "", ""},
		{"by the unit itself", p, "POST /claims/{filing}/take-back", `{"note":"补正"}`, 204, []string{"stage.declare"}, "", ""},
		{"filing and start in one go", p, "POST /claims", `{"items":[{"project":"{plant}","stage":"filed","on":"2026-01-05"},{"project":"{plant}","stage":"started","on":"2026-01-20"}]}`, 201, []string{"stage.declare"}, `"id"`, "batch"},
		{"the desk finds them", "boss", "GET /claims?batch={batch}&stage=started", "", 200, nil, `"state":"checking"`, ""},
		{"the filing is recognised", "boss", "POST /claims/recognise", `{"claims":["{filing}"]}`, 204, []string{"stage.recognise"}, "", ""},
		{"what revoking it would change", "boss", "GET /claims/{filing}/effect?revoke=true", "", 200, nil, `"after":0`, ""},
		{"it is revoked", "boss", "POST /claims/{filing}/revoke", `{"reasons":["clerical"],"note":"选错"}`, 204, []string{"stage.recognise"}, "", ""},
		{"and stands so", p, "GET /claims/{filing}", "", 200, nil, `"state":"revoked"`, ""},
		{"declared once more", p, "POST /projects/{plant}/claims", `{"stage":"filed","on":"2026-01-05"}`, 201, []string{"stage.declare"}, "", ""},
		{"recognised on another day", "boss", "POST /claims/{filing}/recognise", `{"on":"2026-01-06","note":"以发证日为准"}`, 204, []string{"stage.recognise"}, "", ""},
		{"a bureau's desk", "planner", "GET /claims?mine=true", "", 200, nil, `"turn":true`, "start"},
		{"the bureau checks the start", "planner", "POST /claims/{start}/check", `{"agree":true}`, 204, []string{"claim.check"}, "", ""},
		{"a ledger's word on the other", p, "POST /projects/{stock}/stages", `{"stage":"started","declared":true,"on":"2025-06"}`, 204, []string{"stage.declare"}, "", ""},
		{"is recognised as stock", "boss", "POST /claims/stock", `{"projects":["{stock}"],"note":"2025年底核对"}`, 200, []string{"stage.recognise"}, `"count":1`, ""},
	}
}
