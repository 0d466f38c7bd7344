package api_test

import (
	"encoding/json"

	"guatu/internal/access"
	"guatu/internal/journal"
	"guatu/internal/score"
	"guatu/internal/store"
	"guatu/internal/workday"
)

const scheme = "name: 季度考核\nsource: 示例\ndata: {完成率: number}\nindicators: {投资完成: {formula: 完成率 ÷ 100, weight: 60, cap: 60}}\nlists:\n  black: {bottom: 1, when: 完成率 < 100}\n"

// begun is a publication that has come some way: each step by another person,
// twenty days ago.
func (w *world) begun(id string, acts ...score.PublicationAct) {
	w.t.Helper()
	facts := json.RawMessage(w.known(`{"as_of":"2026-01-31","period":"2026-01","units":[{"id":"{east}","values":{"完成率":80}},{"id":"{west}","values":{"完成率":101}}]}`))
	p := score.Publication{ID: id, Unit: w.ids["city"], Kind: score.ListKind, Title: "一月红黑榜", Period: "2026-01",
		Draft: score.Draft{AsOf: workday.NewDate(2026, 1, 31), Pack: scheme, Facts: facts, Result: json.RawMessage(`{}`), Units: []string{w.ids["east"], w.ids["west"]}}}
	day := workday.NewDate(2026, 2, 27)
	for _, act := range acts {
		p.Steps = append(p.Steps, score.PublicationStep{Act: act, Who: string(act), Name: "演示员", Unit: w.ids["city"], Day: day, Until: day + 10})
	}
	by := journal.By{Who: "boss", Name: "boss", Action: access.KeepPublication}
	err := w.db.Write(w.t.Context(), w.actor("boss").Scope(), by, func(tx *store.Tx) error { return tx.SavePublication(nil, &p) })
	if err != nil {
		w.t.Fatal(err)
	}
	w.ids[id] = id
}

// publicationScenes take results through their hands; they set their own ground.
func publicationScenes(w *world) []scene {
	w.begun("young", score.DraftUp)
	w.begun("mild", score.DraftUp, score.ReturnDraft)
	w.begun("ripe", score.DraftUp, score.CheckDraft, score.OpenToObjection)
	w.acts()
	const p = "east.reporter"
	const facts = `"facts":{"as_of":"2026-02-28","period":"2026-02","units":[{"id":"{east}","name":"东县","values":{"完成率":80}}]}`
	body := `"pack":` + quoteJSON(scheme) + `,` + facts
	return []scene{
		{"a draft by a clerk", p, "POST /publications", `{"unit":"{city}","kind":"list","title":"二月红黑榜",` + body + `}`, 403, nil, "access.forbidden", ""},
		{"a scheme with a mistake", "boss", "POST /publications", `{"unit":"{city}","kind":"list","title":"二月红黑榜","pack":"name: 空",` + facts + `}`, 422, nil, "pack.needs", ""},
		{"a draft", "boss", "POST /publications", `{"unit":"{city}","kind":"list","title":"二月红黑榜",` + body + `}`, 201, []string{"publication.keep"}, `"id"`, "publication"},
		{"nobody else reads it yet", p, "GET /publications/{publication}", "", 404, nil, "", ""},
		{"who drafted does not check", "boss", "POST /publications/{publication}/steps", `{"act":"check"}`, 403, nil, "publication.same_person", ""},
		{"another's is checked", "boss", "POST /publications/{young}/steps", `{"act":"check"}`, 204, []string{"publication.keep"}, "", ""},
		{"and laid open", "boss", "POST /publications/{young}/steps", `{"act":"open"}`, 204, []string{"publication.keep"}, "", ""},
		{"a county objects", p, "POST /publications/{young}/objections", `{"note":"漏计一个项目"}`, 204, []string{"publication.object"}, "", ""},
		{"and is answered", "boss", "POST /publications/{young}/answers", `{"objection":3,"note":"已核对"}`, 204, []string{"publication.keep"}, "", ""},
		{"what came back is drafted anew", "boss", "PUT /publications/{mild}/draft", `{` + body + `}`, 204, []string{"publication.keep"}, "", ""},
		{"a leader approves", "leader", "POST /publications/{ripe}/approve", `{"note":"同意"}`, 204, []string{"publication.approve"}, "", ""},
		{"the office publishes", "boss", "POST /publications/{ripe}/publish", `{"cause":"补齐一月投资"}`, 204, []string{"publication.keep"}, "", ""},
		{"once", "boss", "POST /publications/{ripe}/publish", `{"note":"再发布"}`, 409, nil, "publication.stands", ""},
		{"everybody reads it", p, "GET /publications?state=published", "", 200, nil, "一月红黑榜", ""},
		{"with its way", p, "GET /publications/{ripe}", "", 200, nil, `"state":"published"`, ""},
		{"the black county is warned", p, "GET /warnings", "", 200, nil, "补齐一月投资", ""},
		{"a warning of its own", "boss", "POST /warnings", `{"unit":"{east}","cause":"开工逾期"}`, 201, []string{"warning.keep"}, `"id"`, "warning"},
		{"one warning", p, "GET /warnings/{warning}", "", 200, nil, `"acts":["respond"]`, ""},
		{"the county sends a plan", p, "POST /warnings/{warning}/plan", `{"by":"2026-04-10","note":"增加班组"}`, 204, []string{"warning.answer"}, "", ""},
		{"which is accepted", "boss", "POST /warnings/{warning}/decide", `{"act":"accept"}`, 204, []string{"warning.keep"}, "", ""},
	}
}

func quoteJSON(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(b)
}
