package api_test

// indicatorScenes read figures of units and give those of other offices.
func indicatorScenes() []scene {
	const p = "east.reporter"
	const tax = `"source":"一月月报","items":[{"unit":"{east}","indicator":"税收收入","period":"2026-01","value":`
	return []scene{
		{"the rates of a county", p, "GET /indicators?kind=rate&on=2026-03-31", "", 200, nil, `"rate.year"`, ""},
		{"of a kind there is not", p, "GET /indicators?kind=mood", "", 422, nil, "", ""},
		{"what is behind one", p, "GET /indicators/records?code=rate.year&period=quarter", "", 200, nil, `"put"`, ""},
		{"of an indicator there is not", p, "GET /indicators/records?code=mood", "", 422, nil, "indicator.unknown", ""},
		{"a clerk gives no reading", p, "POST /readings", `{` + tax + `"12.5"}]}`, 403, nil, "access.forbidden", ""},
		{"a reading that is none", "boss", "POST /readings", `{` + tax + `"much"}]}`, 422, nil, "reading.value", ""},
		{"a reading", "boss", "POST /readings", `{` + tax + `"12.5"}]}`, 200, []string{"reading.give"}, `"changed":1`, ""},
		{"a table of them", "boss", "POST /readings/table", `{"period":"2026-01","source":"一月修订","cells":[["单位","税收收入（亿元）"],["east县","12.75"]]}`, 200, []string{"reading.give"}, `"changed":1`, ""},
		{"they stand beside each other", p, "GET /readings?period=2026-01", "", 200, nil, `"12.75"`, ""},
	}
}
