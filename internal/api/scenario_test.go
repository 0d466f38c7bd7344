package api_test

// A year of the interface in one story: every operation at least once, each with
// the status and the acts it must leave in the journal.

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A scene is one request: who, what, and what must come of it.
type scene struct {
	name, as, call, body string
	status               int
	acts                 []string // journalled, in order
	has                  string   // what the answer must contain
	keep                 string   // the name later scenes know its id by
}

const ledger = "序号,项目名称,企业,所在地,总投资（亿元）,2026年计划投资（亿元）,项目阶段\n" +
	"1,示例光伏组件项目,示例光电有限公司,east县,12.5,3,在建\n" +
	"2,示例冷链物流项目,示例物流有限公司,east县,2.06,0.8,签约\n"

func scenes() []scene {
	const p = "east.reporter"
	return []scene{
		{"who am I", p, "GET /me", "", 200, nil, `"figure.report"`, ""},
		{"nobody may ask", "", "GET /me", "", 401, nil, "session.none", ""},
		{"a project is added", p, "POST /projects", `{"name":"示例弹性体项目","unit":"{east}","kind":"new","total":{"yuan":1060000000},"plans":[{"year":2026,"plan":300000000}]}`, 201, []string{"project.add"}, `"id"`, "project"},
		{"it is found by a part of its name", p, "GET /projects?q=弹性体&light=unreported&light=normal&light=behind&light=watch", "", 200, nil, `"count":1`, ""},
		{"with its page, as of a day", p, "GET /projects/{project}?on=2026-03-01", "", 200, nil, `"on":"2026-03-01"`, ""},
		{"it is changed with the version read", p, "PUT /projects/{project}", `{"version":1,"name":"示例弹性体一期项目","unit":"{east}","kind":"new","total":{"yuan":1060000000},"plans":[{"year":2026,"plan":300000000}],"because":"更名"}`, 200, []string{"project.change"}, "", ""},
		{"a figure is reported", p, "POST /projects/{project}/figures", `{"month":"2026-02","sense":"dispatch","year_done":20000000}`, 204, []string{"figure.report"}, "", ""},
		{"a return of several", p, "POST /figures", `{"items":[{"project":"{project}","month":"2026-01","sense":"dispatch","year_done":9000000},{"project":"{project}","month":"2026-01","sense":"statistics","year_done":8000000}]}`, 204, []string{"figure.report"}, "", ""},
		{"a stage is declared", p, "POST /projects/{project}/stages", `{"stage":"started","declared":true,"on":"2026-03-06"}`, 204, []string{"stage.declare"}, "", ""},
		{"nodes are laid", p, "POST /projects/{project}/milestones/template", "", 204, []string{"milestone.plan"}, "", ""},
		{"one of its own is planned", p, "POST /projects/{project}/milestones", `{"name":"设备进场","planned":"2026-Q3"}`, 204, []string{"milestone.plan"}, "", ""},
		{"a node is broken down", p, "POST /projects/{project}/nodes/{complete}/tasks/template", "", 204, []string{"task.keep"}, "", ""},
		{"a task of its own is added", p, "POST /tasks", `{"project":"{project}","node":"complete","name":"消防验收资料","due":"2026-05"}`, 201, []string{"task.keep"}, "", "task"},
		{"it is dated to the day", p, "PUT /tasks/{task}", `{"project":"{project}","node":"complete","version":1,"name":"消防验收资料","due":"2026-05-20"}`, 200, []string{"task.keep"}, "", ""},
		{"it is done", p, "POST /tasks/{task}/done", `{"version":2,"on":"2026-03-18"}`, 204, []string{"task.keep"}, "", ""},
		{"the node shows it", p, "GET /projects/{project}/nodes/{complete}", "", 200, nil, "消防验收资料", ""},
		{"tasks are listed", p, "GET /tasks?project={project}", "", 200, nil, "竣工验收备案", ""},
		{"it is taken out", p, "POST /tasks/{task}/drop", `{"because":"并入联合验收"}`, 204, []string{"task.keep"}, "", ""},
		{"what holds it up, and by when all must be done", p, "GET /projects/{project}/plan?node=produce&finish_by=2029-12-31", "", 200, nil, `"aim_name":"投产"`, ""},
		{"a circle is named", p, "POST /projects/{project}/milestones", `{"code":"land","needs":[{"node":"main"}]}`, 422, nil, "取得用地", ""},
		{"the one of its own takes 30 days after the start", p, "POST /projects/{project}/milestones", `{"name":"管网接入","days":30,"needs":[{"node":"start","kind":"FS","lag":5}]}`, 204, []string{"milestone.plan"}, "", ""},
		{"what has no date is counted back", p, "POST /projects/{project}/milestones/backplan", `{"node":"x-","finish_by":"2029-12-31"}`, 422, nil, "还没有完成的节点", ""},
		{"which gives it one", p, "POST /projects/{project}/milestones/backplan", `{"node":"produce","finish_by":"2029-12-31"}`, 204, []string{"milestone.plan"}, "", ""},
		{"and what has one stays", p, "POST /projects/{project}/milestones/backplan", `{"node":"produce","finish_by":"2029-12-31"}`, 409, nil, "申请调整", ""},
		{"it is put on a list with others", p, "POST /projects/tags", `{"projects":["{project}"],"levels":["city"],"batches":["一季度开工"],"because":"名单"}`, 204, []string{"project.change"}, "", ""},
		{"a pause is asked for", p, "POST /projects/{project}/pauses", `{"reason":"land","conditions":"批复到位","from":"2026-03-20","until":"2026-06-19","note":"用地未办结"}`, 201, []string{"pause.ask"}, `"id"`, "pause"},
		{"who asked does not grant", p, "POST /pauses/{pause}/grant", `{}`, 403, nil, "access.forbidden", ""},
		{"it is granted", "boss", "POST /pauses/{pause}/grant", `{"until":"2026-05-31"}`, 204, []string{"pause.grant"}, "", ""},
		{"the pauses", p, "GET /pauses?state=ahead", "", 200, nil, `"until":"2026-05-31"`, ""},
		{"called off, for a while", p, "POST /pauses/{pause}/resume", `{"note":"批复已下"}`, 204, []string{"pause.ask"}, "", ""},
		{"a planned date does not move by itself", p, "POST /projects/{project}/stages", `{"stage":"completed","planned":"2027-03"}`, 204, []string{"stage.declare"}, "", ""},
		{"a second time it asks how", p, "POST /projects/{project}/stages", `{"stage":"completed","planned":"2027-06"}`, 422, nil, "申请调整", ""},
		{"a change is asked for", p, "POST /projects/{project}/changes", `{"node":"stage:completed","to":"2027-06","reason":"land","note":"用地"}`, 201, []string{"change.ask"}, `"id"`, "change"},
		{"a change is granted", "boss", "POST /changes/decide", `{"changes":["{change}"],"verdict":"grant"}`, 204, []string{"change.grant"}, "", ""},
		{"the desk of changes", p, "GET /changes?state=granted", "", 200, nil, `"delayed":91`, ""},
		{"its history says so", p, "GET /projects/{project}/history", "", 200, nil, "用地未办结", ""},
		{"twins are looked for", p, "GET /twins", "", 200, nil, "[]", ""},
		{"the board", p, "GET /board?against=2026-03-01&stage=started", "", 200, nil, `"against":"2026-03-01"`, ""},
		{"the timetable", p, "GET /timetable?from=2026-01-01&to=2026-12-31&size=10", "", 200, nil, "设备进场", ""},
		{"my day", p, "GET /today", "", 200, nil, `"on":"2026-03-19"`, ""},
		{"what others reported", "boss", "GET /news?since=1", "", 200, nil, `"count":`, ""},
		{"a view is kept", p, "POST /views", `{"name":"红灯","page":"projects","query":"light=behind"}`, 201, []string{"view.save"}, "", "view"},
		{"and listed", p, "GET /views?page=projects", "", 200, nil, "红灯", ""},
		{"and forgotten", p, "DELETE /views/{view}", "", 204, []string{"view.save"}, "", ""},
		{"the units", p, "GET /units", "", 200, nil, "west县", ""},
		{"the units with their figures", p, "GET /units/figures", "", 200, nil, "east县", ""},
		{"one unit", p, "GET /units/{east}", "", 200, nil, `"unit"`, ""},
		{"a park is added", "boss", "POST /units", `{"name":"示例经开区","kind":"park","parents":[{"parent":"{east}","share":10000}],"order":9}`, 201, []string{"unit.change"}, "", "park"},
		{"and renamed", "boss", "PUT /units/{park}", `{"version":1,"name":"示例高新区","kind":"park","parents":[{"parent":"{east}","share":10000}],"order":9}`, 200, []string{"unit.change"}, "", ""},
		{"the people", "boss", "GET /people", "", 200, nil, "east.reporter", ""},
		{"their names for everybody", p, "GET /people/names", "", 200, nil, "示例负责人", ""},
		{"a person is added", "boss", "POST /people", `{"login":"park.one","name":"张示例","unit":"{park}","roles":["reporter"],"password":"Kaigong-2026-ok"}`, 201, []string{"person.change"}, "", "one"},
		{"and changed", "boss", "PUT /people/{one}", `{"version":1,"login":"park.one","name":"张示例","unit":"{park}","roles":["reporter"],"phone":"0517-80000000"}`, 200, []string{"person.change"}, "", ""},
		{"the permissions", p, "GET /permissions", "", 200, nil, "填报进度", ""},
		{"the rules", p, "GET /rulesets", "", 200, nil, `"in_force"`, ""},
		{"rules are tried", "boss", "POST /rulesets/trial", `{"body":{rules}}`, 200, nil, "示例规则", ""},
		{"and published", "boss", "POST /rulesets", `{"body":{rules},"because":"试行"}`, 201, []string{"ruleset.publish"}, `"id"`, ""},
		{"the calendar", p, "GET /calendar", "", 200, nil, `"published_through"`, ""},
		{"a notice comes", "boss", "POST /calendar/notices", `{"body":"{\"year\":2027,\"papers\":[\"https://www.gov.cn/x\"],\"days\":[{\"name\":\"元旦\",\"date\":\"2027-01-01\",\"isOffDay\":true}]}"}`, 204, []string{"calendar.change"}, "", ""},
		{"a local day off", "boss", "PUT /calendar/local", `{"days":[{"date":"2026-03-20","works":false,"name":"县庆日"}],"because":"政府办通知"}`, 204, []string{"calendar.change"}, "", ""},
		{"counts on over it", p, "GET /workdays/add?from=2026-03-19&days=1", "", 200, nil, `"day":"2026-03-23"`, ""},
		{"and between", p, "GET /workdays/between?from=2026-03-19&to=2026-03-23", "", 200, nil, `"days":1`, ""},
		{"the settings", p, "GET /settings", "", 200, nil, "", ""},
		{"one is changed", "boss", "PUT /settings/map.approval", `{"value":"苏S（2026）001号"}`, 204, []string{"setting.change"}, "", ""},
		{"a map is imported", "boss", "POST /boundary", `{"name":"示例","body":{map}}`, 204, []string{"boundary.import"}, "", ""},
		{"the journal", "auditor", "GET /journal?limit=5", "", 200, nil, "boundary.import", ""},
		{"what was known when", "auditor", "GET /journal/known?day=2026-03-19", "", 200, nil, `"n":`, ""},
		{"the glossary", p, "GET /glossary", "", 200, nil, "开工", ""},
		{"a mapping is kept", p, "PUT /ledgers/mappings", `{"unit":"{east}","layout":"x","columns":{"7":"total"}}`, 204, []string{"ledger.import"}, "", ""},
		{"and read", p, "GET /ledgers/mappings?unit={east}", "", 200, nil, `"7":"total"`, ""},
		{"a ledger is shown first", p, "POST /ledgers/preview", "file", 200, nil, "示例冷链物流项目", ""},
		{"and taken in", p, "POST /ledgers/import", "file", 200, []string{"ledger.import"}, `"cause"`, "import"},
		{"the imports", p, "GET /ledgers/imports", "", 200, nil, "ledger.csv", ""},
		{"the layout it came in", p, "GET /ledgers/layout?unit={east}", "", 200, nil, "总投资", ""},
		{"goes out again", p, "GET /ledgers/export.xlsx?unit={east}", "", 200, nil, "PK", ""},
		{"the import is taken back", p, "POST /ledgers/imports/{import}/undo", "", 204, []string{"ledger.undo"}, "", ""},
		{"a token is issued", p, "POST /me/tokens", `{"label":"对接","days":30}`, 200, []string{"token.issue"}, `"token"`, ""},
		{"the sessions", p, "GET /sessions", "", 200, nil, "对接", "session"},
		{"one is ended", p, "DELETE /sessions/{session}", "", 204, []string{"token.issue"}, "", ""},
		{"the password is changed", "leader", "POST /me/password", `{"old":"Kaigong-2026-ok","new":"Jungong-2027-ok"}`, 204, []string{"password.change"}, "", ""},
		{"which ends the token", "leader", "GET /me", "", 401, nil, "session.none", ""},
	}
}

func TestTheInterfaceFromEndToEnd(t *testing.T) {
	w := newWorld(t)
	w.ids["rules"], w.ids["map"] = quoted(t, "../ruleset/packs/default.yaml"), quoted(t, "../geo/testdata/huaian.schematic.geojson")
	w.ids["rules"] = strings.Replace(w.ids["rules"], "name: 默认规则", "name: 示例规则", 1)
	w.ids["complete"] = "complete"
	hit := map[string]bool{}
	for _, s := range slices.Concat(chainScenes(), approvalScenes(), indicatorScenes(), goalScenes(), publicationScenes(w), schemeScenes(w), scenes(), claimScenes(w), crossScenes(w), evidenceScenes(w), fieldScenes()) {
		if !t.Run(s.name, func(t *testing.T) { w.play(t, s, hit) }) {
			t.FailNow() // the scenes after it stand on it
		}
	}
	for _, op := range operations(t, w) {
		if !hit[op.method+" "+op.path] && !hit[op.method+" "+patternOf(op.path)] {
			t.Errorf("no scene of %s %s", op.method, op.path)
		}
	}
	if w.log.Len() > 0 {
		t.Errorf("logged: %s", w.log.String())
	}
}

// play sends one scene and looks at all that came of it.
func (w *world) play(t *testing.T, s scene, hit map[string]bool) {
	method, path, _ := strings.Cut(s.call, " ")
	rec := w.send(s.as, method, path, s.body)
	if s.body == "file" {
		rec = w.upload(s.as, path, "ledger.csv", strings.NewReader(ledger), map[string]string{"unit": w.ids["east"], "month": "2026-02"})
	}
	if text, is := strings.CutPrefix(s.body, "csv:"); is {
		rec = w.upload(s.as, path, "平台.csv", strings.NewReader(text), nil)
	}
	if rec.Code != s.status || !strings.Contains(rec.Body.String(), w.known(s.has)) {
		t.Fatalf("%s %s: %d, want %d with %q: %s", method, w.known(path), rec.Code, s.status, s.has, rec.Body)
	}
	if diff := cmp.Diff(s.acts, w.acts()); diff != "" {
		t.Errorf("journalled (-want +got):\n%s", diff)
	}
	if rec.Code < 300 {
		hit[method+" "+patternOf(path)] = true
	}
	if s.keep != "" {
		w.ids[s.keep] = idIn(t, rec.Body.Bytes())
	}
}

// patternOf is the operation's path of a scene's: {project} stands where the
// operation says {id}.
func patternOf(path string) string {
	path, _, _ = strings.Cut(path, "?")
	steps := strings.Split(path, "/")
	for i, step := range steps {
		if strings.HasPrefix(step, "{") {
			steps[i] = "{id}"
		}
	}
	if i := slices.Index(steps, "map.approval"); i > 0 {
		steps[i] = "{key}"
	}
	return strings.Join(steps, "/")
}

// idIn finds what an answer calls what it made; of a list, the last.
func idIn(t *testing.T, body []byte) string {
	t.Helper()
	var desk struct {
		Rows []struct {
			Claim *struct{ ID string }
		}
	}
	if err := json.Unmarshal(body, &desk); err == nil && len(desk.Rows) > 0 && desk.Rows[0].Claim != nil {
		return desk.Rows[0].Claim.ID
	}
	var one struct{ ID, Cause string }
	if err := json.Unmarshal(body, &one); err == nil && one.ID+one.Cause != "" {
		return one.ID + one.Cause
	}
	var list []struct{ ID, Label string }
	if err := json.Unmarshal(body, &list); err != nil || len(list) == 0 {
		t.Fatalf("no id in %s", body)
	}
	i := slices.IndexFunc(list, func(s struct{ ID, Label string }) bool { return s.Label == "对接" })
	return list[max(i, 0)].ID
}

// quoted is a file as a JSON string.
func quoted(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(string(text))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// An op is one operation of the document.
type op struct{ method, path, id, action string }

// operations are those the document lists.
func operations(t *testing.T, w *world) []op {
	t.Helper()
	var doc struct {
		Paths map[string]map[string]struct {
			OperationID string `json:"operationId"`
			Action      string `json:"x-action"`
		}
	}
	if err := json.Unmarshal(w.api.Document(), &doc); err != nil {
		t.Fatal(err)
	}
	var list []op
	for path, item := range doc.Paths {
		for method, o := range item {
			list = append(list, op{strings.ToUpper(method), path, o.OperationID, o.Action})
		}
	}
	if len(list) < 40 {
		t.Fatalf("the document lists %d operations", len(list))
	}
	return list
}
