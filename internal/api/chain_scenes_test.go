package api_test

// chainScenes ask how long stages take and keep a promise; they stand before the
// scenes in which tokens end.
func chainScenes() []scene {
	const p = "east.reporter"
	const batch = `"name":"一季度开工3个","unit":"{east}","stage":"started","due":"2026-03-31","count":3`
	return []scene{
		{"the speed of the chain", p, "GET /chain?from=signed&to=started&by=unit", "", 200, nil, `"legs"`, ""},
		{"the projects behind it", p, "GET /chain/records?of=passage", "", 200, nil, `"count"`, ""},
		{"a way back along it", p, "GET /chain?from=started&to=signed", "", 422, nil, "chain.stages", ""},
		{"the cohorts", p, "GET /chain/cohorts", "", 200, nil, `"recognised"`, ""},
		{"the ratios of the year", p, "GET /chain/ratios?year=2026&basis=recognised", "", 200, nil, `"started.planned"`, ""},
		{"a promise by a clerk", p, "POST /batches", `{` + batch + `}`, 403, nil, "access.forbidden", ""},
		{"a promise without a day", "boss", "POST /batches", `{"name":"x","unit":"{east}","stage":"started","due":""}`, 422, nil, "schema.date", ""},
		{"a promise", "boss", "POST /batches", `{` + batch + `}`, 201, []string{"batch.keep"}, `"id"`, "batch"},
		{"it is changed", "boss", "PUT /batches/{batch}", `{"version":1,` + batch + `,"source":"开年大会"}`, 200, []string{"batch.keep"}, "", ""},
		{"by the second too late", "boss", "PUT /batches/{batch}", `{"version":1,` + batch + `}`, 409, nil, "", ""},
		{"the promises", p, "GET /batches", "", 200, nil, "一季度开工3个", ""},
		{"one with its names", p, "GET /batches/{batch}", "", 200, nil, `"short":3`, ""},
		{"and closed", "boss", "POST /batches/{batch}/close", `{"version":2,"closed":true}`, 204, []string{"batch.keep"}, "", ""},
	}
}
