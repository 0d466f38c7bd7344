package ruleset

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/approval"
	"guatu/internal/workday"
)

// Every limit and every item of the shipped catalogue says where it comes from.
func TestTheShippedCatalogueIsSourced(t *testing.T) {
	c := fallback.Approvals
	if len(c.Items) < 17 || c.Limit != 45 {
		t.Fatalf("%d items, limit %d", len(c.Items), c.Limit)
	}
	for _, q := range c.Questions {
		if q.Source == "" {
			t.Errorf("question %s names no source", q.Code)
		}
	}
	for _, e := range c.Items {
		sources := []string{e.Source, e.Limits.PledgedSource, e.Limits.StatutorySource, e.Basis}
		for _, v := range e.Variants {
			sources = append(sources, v.Source)
			if v.Limits != nil {
				sources = append(sources, v.Limits.PledgedSource, v.Limits.StatutorySource)
			}
		}
		for _, s := range sources {
			if strings.Contains(s, "domain.md") {
				t.Errorf("%s: clerks know %q as 领域资料", e.Code, s)
			}
		}
		if !e.Event && (e.Basis == "" || e.Lead == "" || len(e.Materials) == 0 || len(e.Products) == 0) {
			t.Errorf("%s lacks its basis, lead, materials or products", e.Code)
		}
	}
}

// Screening gives each kind of project its own network, which can be run.
func TestAnswersGiveEachProjectItsNetwork(t *testing.T) {
	for _, c := range []struct {
		name     string
		answers  map[string]string
		until    string
		without  string
		needs    map[string]string
		grants   map[string]string
		pledged  map[string]int
		forecast string // when nothing has happened by 2026-03-02
	}{
		{"new land, new plant: the order of the field", nil, "construction_permit", "energy_review safety safety_design assessments import_relief start_report",
			map[string]string{"construction_permit": "land_permit planning_permit drawings eia", "land_permit": "land_sale", "land_sale": "land_preview", "scheme": "land_sale"},
			map[string]string{"scheme": ""}, map[string]int{"eia": 7}, "2026-05-13"},
		{"own land: what waited for the land waits for the filing", map[string]string{"land": "owned"}, "construction_permit", "land_preview land_sale land_permit title",
			map[string]string{"construction_permit": "planning_permit drawings eia", "scheme": "filing", "planning_permit": "scheme"}, nil, nil, "2026-04-07"},
		{"equipment only: no construction permit, the start is reported", map[string]string{"kind": "transformation", "land": "owned", "building": "no", "energy": "middle"}, "start_report",
			"construction_permit scheme drawings joint_acceptance works", map[string]string{"start_report": "filing eia energy_review"}, nil, nil, "2026-03-13"},
		{"mock approval: everything runs before the land and turns formal with it", map[string]string{"land": "standard", "mock": "yes"}, "construction_permit", "land_preview",
			map[string]string{"scheme": "filing", "construction_permit": "filing", "land_sale": "filing"},
			map[string]string{"scheme": "land_sale", "construction_permit": "land_permit planning_permit drawings eia"}, nil, "2026-04-10"},
		{"chemicals: a report book and the design of safety", map[string]string{"kind": "chemical", "hazard": "yes"}, "construction_permit", "energy_review",
			map[string]string{"safety_design": "safety scheme"}, nil, map[string]int{"eia": 15}, "2026-05-13"},
		{"infrastructure of a park: approved, not filed", map[string]string{"kind": "infrastructure", "area": "no"}, "construction_permit", "safety",
			map[string]string{"assessments": "filing"}, nil, map[string]int{"filing": 20}, "2026-06-08"},
		{"a register of the environment is filed at once", map[string]string{"output": "register"}, "construction_permit", "", nil, nil, map[string]int{"eia": 0}, "2026-05-13"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := fallback.Approvals.Screen(c.answers)
			if err != nil {
				t.Fatal(err)
			}
			items := map[string]approval.Item{}
			for _, it := range s.Items {
				items[it.ID] = it
			}
			for _, code := range strings.Fields(c.without) {
				if _, there := items[code]; there {
					t.Errorf("%s is not needed", code)
				}
			}
			for code, want := range c.needs {
				if d := cmp.Diff(want, strings.Join(items[code].Needs, " ")); d != "" {
					t.Errorf("needs of %s: %s", code, d)
				}
			}
			for code, want := range c.grants {
				if d := cmp.Diff(want, strings.Join(items[code].GrantNeeds, " ")); d != "" {
					t.Errorf("grant needs of %s: %s", code, d)
				}
			}
			for code, want := range c.pledged {
				if items[code].Pledged != want {
					t.Errorf("%s pledges %d, want %d", code, items[code].Pledged, want)
				}
			}
			got, err := approval.Case{Today: workday.NewDate(2026, 3, 2), Budget: s.Budget, Items: s.Items}.State()
			if err != nil {
				t.Fatal(err)
			}
			if s.Budget.Until != c.until || got.Forecast.String() != c.forecast {
				t.Errorf("ends with %s on %s, want %s on %s", s.Budget.Until, got.Forecast, c.until, c.forecast)
			}
		})
	}
}

// Every way of answering gives a network that can be run.
func TestEveryAnswerGivesANetwork(t *testing.T) {
	c := fallback.Approvals
	answers := map[string]string{}
	var try func(k int) int
	try = func(k int) (n int) {
		if k < len(c.Questions) {
			for _, a := range c.Questions[k].Answers {
				answers[c.Questions[k].Code] = a.Code
				n += try(k + 1)
			}
			return n
		}
		s, err := c.Screen(answers)
		if err != nil {
			t.Fatal(answers, err)
		}
		if _, err := approval.Compile(s.Items, s.Budget); err != nil {
			t.Fatal(answers, err)
		}
		if len(s.Items)+len(s.Dropped) != len(c.Items) {
			t.Fatalf("%v: %d kept, %d dropped of %d", answers, len(s.Items), len(s.Dropped), len(c.Items))
		}
		return 1
	}
	if n := try(0); n < 1000 {
		t.Errorf("only %d ways", n)
	}
}

func TestMistakesOfACatalogueAreAllReported(t *testing.T) {
	const head = "name: x\nfrom: \"2026-01-01\"\nlights: {report_day: 5}\napprovals:\n  limit: 45\n  until: [a]\n  questions:\n    - {code: land, name: 地, answers: [{code: n, name: 新}, {code: o, name: 旧}]}\n  items:\n"
	const good = "    - {code: a, name: 甲, lead: land, pledged: 3, pledged_source: s, source: s}\n"
	for _, c := range []struct{ name, items, code string }{
		{"an item without a source", "    - {code: a, name: 甲, lead: land, pledged: 3, pledged_source: s}\n", "approval.entry_source"},
		{"a pledge without a source", "    - {code: a, name: 甲, lead: land, pledged: 3, source: s}\n", "approval.entry_source"},
		{"a pledge longer than the law", "    - {code: a, name: 甲, lead: land, pledged: 9, pledged_source: s, statutory: 7, statutory_source: s, source: s}\n", "approval.entry_pledge"},
		{"a code twice", good + good, "approval.entry"},
		{"a need that is not there", good + "    - {code: b, name: 乙, lead: land, pledged: 3, pledged_source: s, source: s, needs: [c]}\n", "approval.entry_need"},
		{"a circle", good + "    - {code: b, name: 乙, lead: land, pledged: 3, pledged_source: s, source: s, needs: [c]}\n    - {code: c, name: 丙, lead: land, pledged: 3, pledged_source: s, source: s, needs: [b]}\n", "approval.cycle"},
		{"a circle by a variant", "    - {code: a, name: 甲, lead: land, pledged: 3, pledged_source: s, source: s, variants: [{when: {land: [n]}, needs: [b], source: s}]}\n    - {code: b, name: 乙, lead: land, pledged: 3, pledged_source: s, source: s, needs: [a]}\n", "approval.cycle"},
		{"an answer nobody can give", "    - {code: a, name: 甲, lead: land, pledged: 3, pledged_source: s, source: s, when: {land: [sea]}}\n", "approval.entry_when"},
		{"a clock that stops for no listed reason", "    - {code: a, name: 甲, lead: land, pledged: 3, pledged_source: s, source: s, stops: [holiday]}\n", "approval.entry_stop"},
		{"a department nobody knows", "    - {code: a, name: 甲, lead: moon, pledged: 3, pledged_source: s, source: s}\n", "approval.entry_department"},
		{"no department", "    - {code: a, name: 甲, pledged: 3, pledged_source: s, source: s}\n", "approval.entry_lead"},
		{"a unit nobody counts", "    - {code: a, name: 甲, lead: land, pledged: 3, pledged_source: s, source: s, unit: weeks}\n", "approval.entry_limit"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse(head + c.items)
			if err == nil || !strings.Contains(err.Error(), c.code+" ") {
				t.Errorf("got %v, want %s", err, c.code)
			}
		})
	}
	if _, err := Parse(head + good); err != nil {
		t.Errorf("a good one: %v", err)
	}
	if _, err := Parse(strings.Replace(head, "limit: 45\n  until: [a]", "limit: 0", 1) + good); err == nil || !strings.Contains(err.Error(), "approval.catalogue_budget") {
		t.Errorf("no budget: %v", err)
	}
}
