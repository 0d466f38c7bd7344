package api_test

// approvalScenes screen a project, note what happens to its items and ask whose time
// it was; they stand after the scenes in which the project is made.
func approvalScenes() []scene {
	const p = "east.reporter"
	return []scene{
		{"a plant is added", p, "POST /projects", `{"name":"示例电池壳体项目","unit":"{east}","kind":"new","enterprise":"示例新材料有限公司","enterprise_code":"91320899MA0010010J","code":"2603-320899-04-01-100001"}`, 201, []string{"project.add"}, `"id"`, "shell"},
		{"the catalogue", p, "GET /approvals/catalogue", "", 200, nil, "领域资料 3.2", ""},
		{"a screening is tried", p, "POST /projects/{shell}/checklist/trial", `{"answers":{"land":"owned"}}`, 200, nil, `"critical_path"`, ""},
		{"an answer nobody can give", p, "POST /projects/{shell}/checklist/trial", `{"answers":{"land":"moon"}}`, 422, nil, "approval.answer", ""},
		{"screened", p, "PUT /projects/{shell}/checklist", `{"answers":{"land":"owned"}}`, 204, []string{"checklist.keep"}, "", ""},
		{"another plant", p, "POST /projects", `{"name":"示例电池隔膜项目","unit":"{east}","kind":"new"}`, 201, []string{"project.add"}, `"id"`, "film"},
		{"the others at once", p, "POST /checklists", `{"projects":["{film}"],"answers":{"land":"new"}}`, 200, []string{"checklist.keep"}, `"count":1`, ""},
		{"an item is changed", p, "POST /projects/{shell}/checklist/changes", `{"version":1,"change":{"item":"eia","pledged":5,"reason":"县里承诺5日"}}`, 204, []string{"checklist.keep"}, "", ""},
		{"a grant before its time", p, "POST /projects/{shell}/approvals", `{"items":["eia"],"kind":"granted","on":"2026-03-19"}`, 422, nil, "approval.not_under_way", ""},
		{"submitted", p, "POST /projects/{shell}/approvals", `{"items":["filing"],"kind":"submitted","on":"2026-03-18"}`, 201, []string{"approval.note"}, `"id"`, "noted"},
		{"the project's approvals", p, "GET /projects/{shell}/approvals", "", 200, nil, `"state":"submitted"`, ""},
		{"its case, to be reckoned apart", p, "GET /projects/{shell}/approvals/case", "", 200, nil, `"until":"construction_permit"`, ""},
		{"what if it took a day", p, "POST /projects/{shell}/approvals/trial", `{"changes":[{"kind":"takes","item":"eia","days":1}]}`, 200, nil, `"p80"`, ""},
		{"the desk", "boss", "GET /approvals/desk?department=development", "", 200, nil, `"lane":"answer"`, ""},
		{"the budgets", "boss", "GET /approvals/budgets", "", 200, nil, "示例电池壳体项目", ""},
		{"whose time it was", "boss", "GET /approvals/figures", "", 200, nil, `"departments"`, ""},
		{"an area is assessed", "boss", "POST /areas", `{"unit":"{east}","name":"示例园区区域评估","replaces":["assessments"],"number":"1号","approved":"2026-03-01"}`, 201, []string{"area.keep"}, `"id"`, "area"},
		{"its name is mended", "boss", "PUT /areas/{area}", `{"version":1,"unit":"{east}","name":"示例园区水保地灾评估","replaces":["assessments"],"number":"1号","approved":"2026-03-01"}`, 200, []string{"area.keep"}, "", ""},
		{"a firm without credit", "boss", "POST /discredits", `{"enterprise":"91320899MA0010010J","document":"信用中国 1号","since":"2026-02-01"}`, 201, []string{"discredit.keep"}, `"id"`, "discredit"},
		{"which is repaired", "boss", "PUT /discredits/{discredit}", `{"version":1,"enterprise":"91320899MA0010010J","document":"信用中国 1号","since":"2026-02-01","repaired":"2026-03-10"}`, 200, []string{"discredit.keep"}, "", ""},
		{"deadlines", p, "GET /deadlines", "", 200, nil, `"kind":"prepare"`, ""},
		{"a calendar", p, "POST /me/feed", `{"label":"手机日历"}`, 200, []string{"token.issue"}, `"token"`, ""},
		{"the areas", p, "GET /areas", "", 200, nil, "示例园区水保地灾评估", ""},
		{"the platform's file is shown first", p, "POST /approvals/platform/preview", platformText, 200, nil, `"why":"platform.item_unknown","sentences":["审批目录里没有“海域使用”`, ""},
		{"and taken in", p, "POST /approvals/platform", platformText, 200, []string{"ledger.import"}, `"new":2`, ""},
		{"a file that is none", p, "POST /approvals/platform/preview", "csv:一,二\n", 422, nil, "表头缺少", ""},
		{"the records go out", p, "GET /approvals/platform.csv?unit={east}", "", 200, nil, "2603-320899-04-01-100001,eia,办结,2026-03-12", ""},
		{"in the other form", p, "GET /approvals/platform.json", "", 200, nil, `"item":"eia","kind":"granted","on":"2026-03-12"`, ""},
		{"a record is struck", p, "POST /approvals/{noted}/strike", `{"version":1,"because":"日期写错"}`, 204, []string{"approval.note"}, "", ""},
		{"a record nobody has", p, "POST /approvals/none/strike", `{"version":1,"because":"记错"}`, 404, nil, "store.not_found", ""},
	}
}

// platformText is a file of the provincial platform.
const platformText = "csv:项目代码,事项,环节,日期\n" +
	"2603-320899-04-01-100001,环评,受理,2026-03-05\n2603-320899-04-01-100001,环评,办结,2026-03-12\n2603-320899-04-01-100001,海域使用,受理,2026-03-05\n"
