package api_test

// goalScenes set a goal up, break it down and sign for it; they stand before the
// scenes in which tokens end.
func goalScenes() []scene {
	const p = "east.reporter"
	const goal = `"kind":"coded","code":"12","name":"“12”工程","unit":"{city}","from":"2026-01-01","to":"2026-12-31","digits":[{"digit":"1","text":"超100亿元项目1个"},{"digit":"2","text":"超50亿元项目2个"}]`
	const clause = `"clauses":[{"indicator":"signed.recognised.yi","op":"at_least","low":8}]`
	return []scene{
		{"a goal by a clerk", p, "POST /goals", `{` + goal + `}`, 403, nil, "access.forbidden", ""},
		{"a code nobody explains", "boss", "POST /goals", `{"kind":"coded","name":"x","unit":"{city}","from":"2026-01-01","to":"2026-12-31"}`, 422, nil, "goal.code_empty", ""},
		{"a goal", "boss", "POST /goals", `{` + goal + `}`, 201, []string{"goal.keep"}, `"id"`, "goal"},
		{"it is changed", "boss", "PUT /goals/{goal}", `{"version":1,` + goal + `,"source":"开年大会"}`, 200, []string{"goal.keep"}, "", ""},
		{"a period that is none", "boss", "POST /targets", `{"goal":"{goal}","unit":"{city}","span":"2026-Q5",` + clause + `}`, 422, nil, "body.span", ""},
		{"a target", "boss", "POST /targets", `{"goal":"{goal}","unit":"{city}","span":"2026","from":"2026-01-01",` + clause + `}`, 201, []string{"target.set"}, `"id"`, "target"},
		{"how it would be broken down", "boss", "POST /targets/{target}/split/trial", `{"grain":"quarter","rows":[{"unit":"{east}"}]}`, 200, nil, `"value":8`, ""},
		{"what does not add up", "boss", "POST /targets/{target}/split", `{"version":1,"rows":[{"unit":"{east}","value":5}]}`, 422, nil, "target.units_under", ""},
		{"broken down", "boss", "POST /targets/{target}/split", `{"version":1,"grain":"quarter","rows":[{"unit":"{east}"}]}`, 204, []string{"target.set"}, "", ""},
		{"changed without a reason", "boss", "PUT /targets/{target}", `{"version":1,` + clause + `}`, 422, nil, "target.because_empty", ""},
		{"changed, and its parts with it", "boss", "PUT /targets/{target}", `{"version":1,"clauses":[{"indicator":"signed.recognised.yi","op":"at_least","low":9}],"because":"加压"}`, 200, []string{"target.set"}, "", ""},
		{"the county reads its part", p, "GET /goals", "", 200, nil, `"low":9`, ""},
		{"the goal in full", "boss", "GET /goals/{goal}?grain=quarter", "", 200, nil, `"breakdown"`, ""},
		{"who keeps pace", p, "GET /paces", "", 200, nil, `"catch_up"`, ""},
		{"a pledge", "boss", "POST /pledges", `{"goal":"{goal}","unit":"{city}","signer":"张示例","post":"市长","to":"市委","targets":["{target}"]}`, 201, []string{"pledge.sign"}, `"id"`, "pledge"},
		{"the meeting", "boss", "GET /meeting?round=2026-03-19&all=true", "", 200, nil, `"lines"`, ""},
		{"a measure without a cause", "boss", "PUT /meeting/remedies", `{"unit":"{city}","round":"2026-03-16","items":[{"target":"{target}","indicator":"signed.recognised.yi","measure":"上门对接"}]}`, 422, nil, "remedy.empty", ""},
		{"cause and measure", "boss", "PUT /meeting/remedies", `{"unit":"{city}","round":"2026-03-16","items":[{"target":"{target}","indicator":"signed.recognised.yi","cause":"在谈项目少","measure":"上门对接","owner":"张示例","due":"2026-03-31"}]}`, 200, []string{"remedy.give"}, `"changed":1`, ""},
		{"a clerk for the city", p, "PUT /meeting/remedies", `{"unit":"{city}","round":"2026-03-16","items":[{"target":"{target}","indicator":"signed.recognised.yi"}]}`, 403, nil, "remedy.not_yours", ""},
		{"they stand on the table", "boss", "GET /meeting", "", 200, nil, "上门对接", ""},
		{"the pledges", "boss", "GET /pledges", "", 200, nil, "张示例", ""},
		{"one of them", "boss", "GET /pledges/{pledge}", "", 200, nil, `"lines"`, ""},
		{"not for the county", p, "GET /pledges/{pledge}", "", 404, nil, "pledge.not_found", ""},
	}
}
