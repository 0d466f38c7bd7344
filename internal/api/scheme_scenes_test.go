package api_test

// aScheme is a body with an edition of a small pack for both counties.
func (w *world) aScheme(weight, from string) string {
	pack := "name: 季度考核\nsource: 示例\ndata: {年度投资完成率: number, 任务结果: [超额, 未完成]}\nindicators: {投资完成: {formula: 年度投资完成率 ÷ 100, weight: " + weight +
		", cap: " + weight + ", missing: zero}}\nlists:\n  black: {bottom: 1, when: '任务结果 = \"未完成\"'}\n"
	return `"edition":{"from":"` + from + `","pack":` + quoteJSON(pack) + `,"members":[{"unit":"{east}"},{"unit":"{west}"}]}`
}

// schemeScenes write a scheme, try another edition, type in, and read what it comes to.
func schemeScenes(w *world) []scene {
	const p = "east.reporter"
	head := `{"unit":"{city}","title":"示例考核办法","period":"month",`
	return []scene{
		{"a scheme by a clerk", p, "POST /schemes", head + w.aScheme("60", "2026-01-01") + `}`, 403, nil, "access.forbidden", ""},
		{"a scheme with a mistake", "boss", "POST /schemes", head + w.aScheme("六十", "2026-01-01") + `}`, 422, nil, "formula.unknown", ""},
		{"a scheme", "boss", "POST /schemes", head + w.aScheme("60", "2026-01-01") + `}`, 201, []string{"scheme.keep"}, `"id"`, "scheme"},
		{"the judged read it", p, "GET /schemes", "", 200, nil, "示例考核办法", ""},
		{"with its editions", p, "GET /schemes/{scheme}", "", 200, nil, `"means":"entry"`, ""},
		{"what is owed", p, "GET /schemes/{scheme}/entries?period=2026-02", "", 200, nil, `"owed":1`, ""},
		{"typed in by the judged", p, "POST /schemes/{scheme}/entries", `{"period":"2026-02","items":[]}`, 403, nil, "access.forbidden", ""},
		{"typed in wrongly", "boss", "POST /schemes/{scheme}/entries", `{"period":"2026-02","items":[{"unit":"{east}","name":"任务结果","value":"尚可"}]}`, 422, nil, "facts.choice", ""},
		{"typed in", "boss", "POST /schemes/{scheme}/entries", `{"period":"2026-02","source":"督查通报","items":[{"unit":"{east}","name":"任务结果","value":"未完成"}]}`, 200, []string{"entry.give"}, `"changed":1`, ""},
		{"what it comes to", p, "GET /schemes/{scheme}/assessment?period=2026-02", "", 200, nil, `"black"`, ""},
		{"one's own sheet", p, "GET /schemes/{scheme}/assessment/{east}?period=2026-02", "", 200, nil, "督查通报", ""},
		{"what would move it most", p, "GET /schemes/{scheme}/assessment/{east}/lever?period=2026-02", "", 200, nil, `"owed"`, ""},
		{"another's levers", p, "GET /schemes/{scheme}/assessment/{west}/lever?period=2026-02", "", 404, nil, "", ""},
		{"all schemes at a glance", p, "GET /assessments", "", 200, nil, `"own"`, ""},
		{"another's sheet", p, "GET /schemes/{scheme}/assessment/{west}?period=2026-02", "", 404, nil, "", ""},
		{"a period that is none of its", p, "GET /schemes/{scheme}/assessment?period=2026-Q1", "", 422, nil, "assessment.period", ""},
		{"another edition is tried", "boss", "POST /schemes/trial", `{"scheme":"{scheme}","period":"2026-02",` + w.aScheme("50", "2026-03-01") + `}`, 200, nil, `"units"`, ""},
		{"and put in force", "boss", "PUT /schemes/{scheme}", `{"version":1,` + w.aScheme("50", "2026-03-01") + `,"because":"加压"}`, 200, []string{"scheme.keep"}, "", ""},
		{"a result of it", "boss", "POST /publications", `{"kind":"list","title":"二月榜","scheme":"{scheme}","period":"2026-02"}`, 201, []string{"publication.keep"}, `"id"`, ""},
		{"packs to begin from", p, "GET /packs", "", 200, nil, "mianyang-2022", ""},
	}
}
