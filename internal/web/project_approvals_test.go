package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/web/ui"
)

// One project's approvals, read and done as a browser does it.

// screened lists the approvals of a project on land of its own.
func (c *city) screened(i int) string {
	c.t.Helper()
	c.must(c.App.ChecklistScreen(context.Background(), c.office, app.ChecklistScreen{Project: c.IDs[i], Answers: map[string]string{"land": "owned", "building": "yes", "kind": "industry"}}))
	return c.IDs[i]
}

// noted writes down what happened to items.
func (c *city) noted(project, items string, kind approval.Kind, on string, more ...func(*app.ApprovalNote)) {
	c.t.Helper()
	in := app.ApprovalNote{Project: project, Items: strings.Fields(items), Kind: kind, On: whenOf(on).First}
	for _, m := range more {
		m(&in)
	}
	_, err := c.App.ApprovalNote(context.Background(), c.office, in)
	c.must(err)
}

// underWay is a project with its filing granted, one clock stopped and one item
// accepted with a document missing.
func (c *city) underWay() string {
	id := c.screened(0)
	c.noted(id, "filing", approval.Submitted, "2026-10-12")
	c.noted(id, "filing", approval.Accepted, "2026-10-12")
	c.noted(id, "filing", approval.Granted, "2026-10-13", func(in *app.ApprovalNote) {
		in.Certificate = []approval.Product{{Code: "project_code", Name: "2610-320826-04-01-100001"}}
	})
	c.noted(id, "eia scheme", approval.Accepted, "2026-11-11")
	c.noted(id, "eia", approval.Stopped, "2026-11-13", func(in *app.ApprovalNote) {
		in.Reason, in.Until, in.Notice, in.Approver = approval.ExpertReview, whenOf("2026-11-25").First, "涟环告〔2026〕7号", "张某"
	})
	return id
}

func TestTheApprovalChartSaysWhy(t *testing.T) {
	c := newCity(t)
	office := c.as("office")
	none := office.get("/projects/" + c.IDs[1] + "/approvals")
	if none.status != http.StatusOK || !strings.Contains(none.words(), "还没有做审批筛查") || none.find("a", "href", "/projects/"+c.IDs[1]+"/checklist") == nil {
		t.Errorf("not screened: %d %s", none.status, none.words())
	}
	id := c.underWay()
	a := office.get("/projects/" + id + "/approvals?item=eia")
	if a.status != http.StatusOK || a.find("svg", "class", "timetable") == nil {
		t.Fatalf("no chart: %d %s", a.status, a.words())
	}
	for _, want := range []string{"停表中", "2026-11-13 停表到 2026-11-25", "专家评审", "法定（行政许可法第四十五条）", "涟环告〔2026〕7号", "关键线路", "2610-320826-04-01-100001", "联合审查"} {
		if !strings.Contains(a.words(), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if open := a.find("details", "id", "item-eia"); open == nil || !has(open, "open") {
		t.Error("the item of the address is open")
	}
	if tab := office.get("/projects/"+id).find("a", "href", "/projects/"+id+"/approvals"); tab == nil {
		t.Error("the project's page leads there")
	}
	if a := office.get("/projects/" + id + "/approvals?on=2026-10-12"); strings.Contains(a.words(), "涟环告〔2026〕7号") && a.find("a", "class", "button-main") != nil {
		t.Error("looking back changes nothing")
	}
	if a := c.as("reporter").get("/projects/" + c.IDs[1] + "/approvals"); a.status != http.StatusNotFound {
		t.Errorf("another county's: %d", a.status)
	}
}

func TestApprovalPagesAreDrawnFromTheirZeroPages(t *testing.T) {
	full := approvalsPage{Screen: "/", Bad: []string{"x"}, Notes: []ui.Link{{Label: "x", Href: "/"}}}
	files := approvalsPage{Files: []approvalFile{{Acts: []ui.Link{{}}, Records: []approvalRecord{{Struck: "x"}, {StrikeAt: "/", Others: []string{"x"}, Facts: []string{"a", "b"}}}}}, Soon: []ui.Entry{{}}, Dropped: []ui.Entry{{}}}
	for name, view := range map[string]templ.Component{"zero": approvalsView(approvalsPage{}), "none": approvalsView(approvalsPage{None: true}), "full": approvalsView(full), "files": approvalsView(files),
		"checklist": checklistView(checklistPage{}), "kept checklist": checklistView(checklistPage{Gone: "x", New: "y", Dropped: []ui.Entry{{}}, Keep: &checklistKeep{Version: 1, Answers: []ui.Pair{{}}, Because: &ui.FieldData{}},
			Amend: &amendPart{Item: "x", Changes: []amendLine{{}}, Forms: []amendForm{{Needs: []ui.FieldData{{}}}}}}),
		"note": approvalNoteView(approvalNotePage{}), "note of a kind": approvalNoteView(approvalNotePage{Kind: approval.Accepted, Parts: []notePart{{}, {Radios: true}}, Items: ui.FieldData{Options: []ui.Option{{}}}, Fields: []ui.FieldData{{Name: "product-x"}}})} {
		var b strings.Builder
		if err := view.Render(ui.With(context.Background(), ui.Env{Here: &url.URL{Path: "/"}}), &b); err != nil || !strings.Contains(b.String(), "<html") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A project is screened, its items change, its approvals are noted and struck, all by
// forms.
func TestApprovalsAreWalkedByForms(t *testing.T) {
	c := newCity(t)
	office := c.as("office")
	at := "/projects/" + c.IDs[0]
	a := office.get(at + "/checklist?q-land=owned&q-building=yes")
	form := a.find("form", "action", at+"/checklist")
	if a.status != http.StatusOK || form == nil || a.find("svg", "class", "network") == nil || !strings.Contains(a.words(), "已知：按项目的建设性质") {
		t.Fatalf("the trial: %d %s", a.status, a.words())
	}
	if strings.Contains(office.get(at+"/approvals").words(), "审批图 关键线路") {
		t.Error("a trial keeps nothing")
	}
	c.must(office.mustPost(at+"/checklist", url.Values{"q-land": {"owned"}, "q-building": {"yes"}, "version": {"0"}}))
	if a := office.get(at + "/checklist"); a.find("form", "action", at+"/checklist/changes") == nil || !strings.Contains(a.words(), "没有人工调整过") {
		t.Errorf("kept: %s", a.words())
	}
	a = office.post(at+"/checklist", url.Values{"q-land": {"new"}, "version": {"1"}, "because": {" "}})
	if a.status != http.StatusUnprocessableEntity || a.find("p", "class", "mistake") == nil || !strings.Contains(a.words(), "土地出让") {
		t.Errorf("anew without a reason: %d %s", a.status, a.words())
	}
	a = office.get(at + "/checklist?q-land=new")
	if !strings.Contains(a.words(), "新增") {
		t.Errorf("what is new: %s", a.words())
	}
	if a := office.get(at + "/checklist?q-land=moon"); a.status != http.StatusUnprocessableEntity {
		t.Errorf("an answer nobody gives: %d", a.status)
	}
	walkAmendments(t, office, at)
	walkNotes(t, office, at)
}

// walkAmendments changes items with and without reasons and takes a change back.
func walkAmendments(t *testing.T, office *reader, at string) {
	t.Helper()
	change := func(v url.Values) *answer { return office.post(at+"/checklist/changes", v) }
	for _, c := range []struct {
		name string
		form url.Values
		says string
	}{
		{"no reason", url.Values{"do": {"pledge"}, "item": {"eia"}, "pledge-pledged": {"5"}}, "必须写明理由"},
		{"no number", url.Values{"do": {"pledge"}, "item": {"eia"}, "pledge-pledged": {"五"}, "pledge-reason": {"x"}}, "五"},
		{"no name", url.Values{"do": {"add"}, "item": {"added-1"}, "add-pledged": {"3"}, "add-reason": {"x"}}, "必须填写"},
		{"a circle", url.Values{"do": {"needs"}, "item": {"filing"}, "needs-needs": {"eia"}, "needs-reason": {"x"}}, "循环"},
		{"the end dropped", url.Values{"do": {"drop"}, "item": {"construction_permit"}, "drop-reason": {"x"}}, "总时限的终点"},
		{"nothing known", url.Values{"do": {"fly"}, "item": {"eia"}}, "没有这种调整"},
	} {
		c.form.Set("version", "1")
		if a := change(c.form); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.words(), c.says) {
			t.Errorf("%s: %d %s", c.name, a.status, a.words())
		}
	}
	for n, form := range []url.Values{
		{"do": {"pledge"}, "item": {"eia"}, "pledge-pledged": {"5"}, "pledge-reason": {"县里承诺"}},
		{"do": {"add"}, "item": {"added-2"}, "add-name": {"取水许可"}, "add-pledged": {"3"}, "add-unit": {"days"}, "add-needs": {"filing"}, "add-reason": {"用水量大"}},
		{"do": {"promise"}, "item": {"eia"}, "promise-reason": {"在规划环评以内"}},
		{"do": {"drop"}, "item": {"utilities"}, "drop-reason": {"已接通"}},
	} {
		form.Set("version", itoa(n+1))
		if a := change(form); a.status != http.StatusSeeOther {
			t.Fatalf("%v: %d %s", form, a.status, a.words())
		}
	}
	words := office.get(at + "/checklist?item=eia").words()
	for _, want := range []string{"承诺改为 5 天", "添加“取水许可”", "改为告知承诺", "去掉“水电气报装”", "县里承诺", "示例office"} {
		if !strings.Contains(words, want) {
			t.Errorf("the changes lack %q", want)
		}
	}
	if a := office.post(at+"/checklist/changes/4/back", url.Values{"version": {"5"}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("taken back without a reason: %d", a.status)
	}
	if a := office.post(at+"/checklist/changes/4/back", url.Values{"version": {"5"}, "because-4": {"没有接通"}}); a.status != http.StatusSeeOther {
		t.Errorf("taken back: %d %s", a.status, a.words())
	}
	if a := office.post(at+"/checklist/changes/x/back", url.Values{}); a.status != http.StatusNotFound {
		t.Errorf("no such change: %d", a.status)
	}
}

// walkNotes writes down what happens to items, wrongly and rightly.
func walkNotes(t *testing.T, office *reader, at string) {
	t.Helper()
	note := func(item, kind, on string, more ...string) *answer {
		form := url.Values{"item": {item}, "kind": {kind}, "on": {on}}
		for i := 0; i+1 < len(more); i += 2 {
			form.Add(more[i], more[i+1])
		}
		return office.post(at+"/approvals/note", form)
	}
	must := func(a *answer) {
		t.Helper()
		if a.status != http.StatusSeeOther || !strings.Contains(a.to, "done=approval.noted") {
			t.Fatalf("not taken: %d %s", a.status, a.words())
		}
	}
	if a := office.get(at + "/approvals/note"); a.find("a", "href", at+"/approvals/note?item=filing&kind=submitted") == nil {
		t.Errorf("the choice: %s", a.words())
	}
	must(note("filing", "accepted", "2026-11-02"))
	must(note("filing", "granted", "2026-11-02", "product", "project_code", "product-project_code", "2611-320826-04-01-100001"))
	a := note("scheme", "accepted", "2026-11-31", "missing", "views", "supply_by", "2026-12-30", "note", "先收")
	if a.status != http.StatusUnprocessableEntity || attr(a.find("input", "id", "f-on"), "value") != "2026-11-31" || !has(a.find("input", "value", "views"), "checked") || !strings.Contains(a.words(), "先收") {
		t.Errorf("a day that is none: %d %s", a.status, a.words())
	}
	a = note("scheme", "accepted", "2026-11-18", "missing", "views", "supply_by", "2026-12-30")
	if a.status != http.StatusUnprocessableEntity || a.find("p", "id", "f-supply_by-mistake") == nil {
		t.Errorf("supplied later than due: %d %s", a.status, a.words())
	}
	must(note("scheme", "accepted", "2026-11-18", "missing", "views", "supply_by", "2026-11-24"))
	if a := office.get(at + "/approvals/note?item=scheme&kind=granted"); a.find("input", "name", "kind") != nil {
		t.Error("no grant is offered while a document is missing")
	}
	a = note("scheme", "stopped", "2026-11-19", "reason", "expert_review")
	for _, id := range []string{"f-until-mistake", "f-notice-mistake", "f-approver-mistake"} {
		if a.find("p", "id", id) == nil {
			t.Errorf("a stop without %s: %s", id, a.words())
		}
	}
	if a := office.get(at + "/approvals/note?item=scheme&kind=stopped"); a.find("optgroup", "label", "法定（行政许可法第四十五条）") == nil || a.find("option", "value", "upward_referral") != nil || a.find("option", "value", "public_notice") == nil {
		t.Errorf("the reasons of the item: %s", a.words())
	}
	must(note("scheme", "supplied", "2026-11-20", "doc", "views"))
	must(note("scheme", "opinion", "2026-11-20", "department", "housing", "agrees", "yes"))
	must(note("scheme", "granted", "2026-11-20"))
	must(note("drawings", "accepted", "2026-11-20", "items", "planning_permit"))
	walkStrike(t, office, at)
}

// walkStrike takes a record out that was wrong.
func walkStrike(t *testing.T, office *reader, at string) {
	t.Helper()
	a := office.get(at + "/approvals?item=drawings")
	item := a.find("details", "id", "item-drawings")
	var strike, field string
	for n := range item.Descendants() {
		switch {
		case n.Data == "form":
			strike = attr(n, "action")
		case n.Data == "input" && strings.HasPrefix(attr(n, "name"), "because-"):
			field = attr(n, "name")
		}
	}
	if a := office.post(strike, url.Values{"version": {"1"}, field: {" "}}); a.status != http.StatusUnprocessableEntity || a.find("p", "class", "mistake") == nil {
		t.Errorf("without a reason: %d %s", a.status, a.words())
	}
	if a := office.post(strike, url.Values{"version": {"1"}, field: {"日期写错"}}); a.status != http.StatusSeeOther {
		t.Fatalf("struck: %d %s", a.status, a.words())
	}
	if a := office.get(at + "/approvals?item=drawings"); !strings.Contains(a.words(), "已划去：日期写错") || a.find("s", "", "") == nil {
		t.Errorf("it stays to be seen: %s", a.words())
	}
}

func TestApprovalFormsAreForThoseWhoMay(t *testing.T) {
	c := newCity(t)
	id := c.underWay()
	at := "/projects/" + id
	firm := c.as("enterprise")
	a := firm.get(at + "/approvals")
	if a.status != http.StatusOK || a.find("a", "href", at+"/checklist") != nil {
		t.Errorf("a firm sees its approvals and keeps no checklist: %d %s", a.status, a.words())
	}
	if a := firm.get(at + "/approvals/note?item=scheme&kind=granted"); a.find("input", "name", "kind") != nil {
		t.Error("a firm grants nothing")
	}
	if a := firm.get(at + "/approvals/note?item=scheme&kind=withdrawn"); a.find("input", "name", "kind") == nil {
		t.Errorf("a firm withdraws: %s", a.words())
	}
	if a := firm.post(at+"/approvals/note", url.Values{"item": {"scheme"}, "kind": {"granted"}, "on": {"2026-11-20"}}); a.status != http.StatusForbidden {
		t.Errorf("a firm that grants: %d", a.status)
	}
	if a := firm.get(at + "/checklist"); a.status != http.StatusForbidden {
		t.Errorf("a firm that screens: %d", a.status)
	}
	if a := c.as("leader").get(at + "/approvals/note"); a.status != http.StatusForbidden {
		t.Errorf("a leader who notes: %d", a.status)
	}
	for _, path := range []string{"/approvals", "/approvals/note", "/checklist"} {
		if a := c.as("reporter").get("/projects/" + c.IDs[1] + path); a.status != http.StatusNotFound {
			t.Errorf("another county's %s: %d", path, a.status)
		}
	}
	office := c.as("office")
	for _, path := range []string{"/approvals/note", "/checklist", "/checklist/changes", "/checklist/changes/1/back", "/approvals/records/x/strike"} {
		if a := office.post(at+path, url.Values{"csrf": {"wrong"}}); a.status != http.StatusForbidden {
			t.Errorf("%s without its token: %d", path, a.status)
		}
	}
}

func TestLinksOfAProjectsApprovalsLeadSomewhere(t *testing.T) {
	c := newCity(t)
	at := "/projects/" + c.underWay()
	c.noted(c.IDs[0], "scheme", approval.Opinion, "2026-11-18", func(in *app.ApprovalNote) { in.Department, in.Agrees = "housing", true })
	for _, login := range []string{"office", "reporter", "department", "leader", "enterprise"} {
		t.Run(login, func(t *testing.T) {
			r, seen := c.as(login), map[string]bool{}
			for _, start := range []string{at + "/approvals?item=scheme", at + "/approvals/note", at + "/checklist?item=eia"} {
				a := r.get(start)
				if a.status == http.StatusForbidden {
					continue
				}
				for _, href := range a.hrefs() {
					path, _, _ := strings.Cut(href, "#")
					if !strings.HasPrefix(path, at) || seen[path] {
						continue
					}
					seen[path] = true
					if b := r.get(path); b.status != http.StatusOK {
						t.Errorf("%s leads to %s: %d", start, path, b.status)
					}
				}
			}
			if len(seen) < 3 {
				t.Errorf("only %d links", len(seen))
			}
		})
	}
}
