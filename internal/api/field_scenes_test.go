package api_test

// fieldScenes are what is seen on the site, and the answers to requests that the
// other scenes do not give. They stand on the projects of the scenes before.
func fieldScenes() []scene {
	const p = "east.reporter"
	const change = `{"node":"stage:completed","to":"2027-09","reason":"land","note":"用地"}`
	const pause = `{"reason":"land","conditions":"批复到位","from":"2026-03-19","until":"2026-05-31","note":"用地"}`
	return []scene{
		{"what to visit", p, "GET /visits/wanted", "", 200, nil, "", ""},
		{"the sheet of a project", p, "GET /projects/{plant}/visits/form", "", 200, nil, "", ""},
		{"a visit is noted", p, "POST /projects/{plant}/visits", `{"version":0,"day":"2026-03-18","image":"设备安装","opinion":"与申报一致"}`, 200, []string{"visit.note"}, `"id"`, "visit"},
		{"it is read", p, "GET /projects/{plant}/visits/{visit}", "", 200, nil, "设备安装", ""},
		{"the visits", p, "GET /visits", "", 200, nil, "设备安装", ""},
		{"the claims of a project", p, "GET /projects/{plant}/claims", "", 200, nil, `"filed"`, ""},
		{"another date is asked for", p, "POST /projects/{project}/changes", change, 201, []string{"change.ask"}, `"id"`, "asked"},
		{"and taken back", p, "POST /changes/{asked}/drop", `{"note":"不再需要"}`, 204, []string{"change.ask"}, "", ""},
		{"asked for again", p, "POST /projects/{project}/changes", change, 201, []string{"change.ask"}, `"id"`, "asked"},
		{"it is refused", "boss", "POST /changes/{asked}/refuse", `{"note":"理由不足"}`, 204, []string{"change.grant"}, "", ""},
		{"asked for a third time", p, "POST /projects/{project}/changes", change, 201, []string{"change.ask"}, `"id"`, "asked"},
		{"it is granted at last", "boss", "POST /changes/{asked}/grant", `{"note":"同意"}`, 204, []string{"change.grant"}, "", ""},
		{"a pause is asked for in vain", p, "POST /projects/{plant}/pauses", pause, 201, []string{"pause.ask"}, `"id"`, "rest"},
		{"it is refused, with the reason", "boss", "POST /pauses/{rest}/refuse", `{"note":"用地已批"}`, 204, []string{"pause.grant"}, "", ""},
		{"asked for with better grounds", p, "POST /projects/{plant}/pauses", pause, 201, []string{"pause.ask"}, `"id"`, "rest"},
		{"it holds", "boss", "POST /pauses/{rest}/grant", `{}`, 204, []string{"pause.grant"}, "", ""},
		{"more time is asked for", p, "POST /pauses/{rest}/renew", `{"until":"2026-08-31","note":"批复未到"}`, 204, []string{"pause.ask"}, "", ""},
		{"a project without a date", p, "POST /projects", `{"name":"示例未排期项目","unit":"{east}","kind":"new"}`, 201, []string{"project.add"}, `"id"`, "open"},
		{"its nodes are laid", p, "POST /projects/{open}/milestones/template", "", 204, []string{"milestone.plan"}, "", ""},
		{"and counted back", p, "POST /projects/{open}/milestones/backplan", `{"node":"produce","finish_by":"2029-12-28"}`, 204, []string{"milestone.plan"}, "", ""},
		{"nothing is left to count back", p, "POST /projects/{project}/milestones/backplan", `{"node":"capacity","finish_by":"2029-12-31"}`, 409, nil, "milestone.backplan_nothing", ""},
	}
}
