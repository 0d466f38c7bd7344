package approval_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/workday"
)

// told are the mistakes of an error as "field code".
func told(err error) (list []string) {
	f, ok := fault.As(err)
	if !ok {
		return nil
	}
	for _, p := range f.Parts {
		list = append(list, p.Field+" "+p.Code)
	}
	if len(f.Parts) == 0 {
		list = append(list, f.Field+" "+f.Code)
	}
	slices.Sort(list)
	return list
}

// acts puts facts of item a into a case.
func acts(facts string) string {
	return `{"today":"2026-03-20","budget":{"limit":45,"until":"b"},"items":[{"id":"a","pledged":5,"tolerable":["x","y"]},{"id":"b","pledged":5,"grant_needs":["a"]}],"facts":[` + facts + `]}`
}

func TestEveryMistakeIsToldWithItsPlace(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"no JSON", `{"today"`, " approval.not_json"},
		{"something after it", `{} {}`, " approval.not_json"},
		{"a list", `[]`, " approval.not_an_object"},
		{"nothing", `{}`, "budget approval.missing, items approval.missing, today approval.missing"},
		{"null is nothing", `{"today":null,"budget":null,"items":null}`, "budget approval.missing, items approval.missing, today approval.missing"},
		{"forms", `{"today":20260320,"budget":[],"items":{},"facts":"x","bad_credit":1}`,
			"bad_credit approval.not_truth, budget approval.not_an_object, facts approval.not_a_list, items approval.not_a_list, today approval.not_a_date"},
		{"a field twice", `{"today":"2026-03-20","today":"2026-03-21","budget":{"limit":1,"until":"a"},"items":[{"id":"a","pledged":1}]}`, "today approval.field_twice"},
		{"a day outside the tables", `{"today":"1980-01-01","budget":{"limit":1,"until":"a"},"items":[{"id":"a","pledged":1}]}`, "today approval.outside_dates"},
		{"items", `{"today":"2026-03-20","budget":{"limit":99999,"until":"a"},"items":[{"id":"a","pledged":"1","needs":"b","name":7},{"id":"","pledged":99999,"needs":["",1,"a","a"],"tolerable":[""]},5]}`,
			"budget.limit approval.days, items[0].name approval.not_text, items[0].needs approval.not_a_list, items[0].pledged approval.not_whole, items[1].id approval.missing, items[1].needs[0] approval.missing, items[1].needs[1] approval.not_text, items[1].needs[3] approval.need_twice, items[1].pledged approval.days, items[1].tolerable[0] approval.missing, items[2] approval.not_an_object"},
		{"a budget that ends with nothing", `{"today":"2026-03-20","budget":{"limit":1,"until":""},"items":[{"id":"a","pledged":1}]}`, "budget.until approval.missing"},
		{"a circle of one", `{"today":"2026-03-20","budget":{"limit":1,"until":"a"},"items":[{"id":"a","pledged":1,"needs":["a"]}]}`, "items approval.cycle"},
		{"a circle through a grant", `{"today":"2026-03-20","budget":{"limit":1,"until":"a"},"items":[{"id":"a","pledged":1,"needs":["b"]},{"id":"b","pledged":1,"grant_needs":["a"]}]}`, "items approval.cycle"},
		{"before the submission", acts(`{"item":"a","kind":"returned","on":"2026-03-02"},{"item":"a","kind":"submitted","on":"2026-03-03"}`), "facts[0].kind approval.not_under_way"},
		{"accepted twice", acts(`{"item":"a","kind":"accepted","on":"2026-03-02"},{"item":"a","kind":"accepted","on":"2026-03-03"}`), "facts[1].kind approval.out_of_order"},
		{"sent back after it was accepted", acts(`{"item":"a","kind":"accepted","on":"2026-03-02"},{"item":"a","kind":"returned","on":"2026-03-03"}`), "facts[1].kind approval.out_of_order"},
		{"stopped before it was accepted", acts(`{"item":"a","kind":"accepted","on":"2026-03-03"},{"item":"a","kind":"stopped","on":"2026-03-02","reason":"hearing","until":"2026-03-09","notice":"1"}`), "facts[1].kind approval.not_under_way"},
		{"granted before the answer", acts(`{"item":"a","kind":"submitted","on":"2026-03-02"},{"item":"a","kind":"granted","on":"2026-03-05"}`), "facts[1].kind approval.not_accepted"},
		{"granted by silence, and accepted a month later", acts(`{"item":"a","kind":"submitted","on":"2026-02-02"},{"item":"a","kind":"granted","on":"2026-02-12"},{"item":"a","kind":"accepted","on":"2026-03-12"}`), "facts[2].kind approval.after_grant"},
		{"granted twice", acts(`{"item":"a","kind":"accepted","on":"2026-03-02"},{"item":"a","kind":"granted","on":"2026-03-03"},{"item":"a","kind":"granted","on":"2026-03-03"}`), "facts[2].kind approval.after_grant"},
		{"granted before what it turns formal with", acts(`{"item":"b","kind":"accepted","on":"2026-03-02"},{"item":"b","kind":"granted","on":"2026-03-03"},{"item":"a","kind":"accepted","on":"2026-03-02"},{"item":"a","kind":"granted","on":"2026-03-04"}`), "facts[1].kind approval.granted_before_need"},
		{"granted with a document missing, and one supplied later", acts(`{"item":"a","kind":"accepted","on":"2026-03-02","missing":["x","y"],"supply_by":"2026-03-09"},{"item":"a","kind":"granted","on":"2026-03-05"},{"item":"a","kind":"supplied","on":"2026-03-06","doc":"x"}`),
			"facts[1] approval.granted_before_supply, facts[1] approval.granted_before_supply, facts[2].kind approval.after_grant"},
		{"to be supplied later than due", acts(`{"item":"a","kind":"accepted","on":"2026-03-02","missing":["x"],"supply_by":"2026-03-10"}`), "facts[0].supply_by approval.supply_late"},
		{"to be supplied before, twice, and with nothing missing", acts(`{"item":"a","kind":"accepted","on":"2026-03-02","missing":["x","x"],"supply_by":"2026-03-01"},{"item":"b","kind":"accepted","on":"2026-03-02","supply_by":"2026-03-03"}`),
			"facts[0].missing[1] approval.doc_twice, facts[0].supply_by approval.supply_first, facts[1].supply_by approval.nothing_missing"},
		{"supplied without a name", acts(`{"item":"a","kind":"accepted","on":"2026-03-02"},{"item":"a","kind":"supplied","on":"2026-03-02"}`), "facts[1].doc approval.missing"},
		{"resumed on the day of the stop", acts(`{"item":"a","kind":"accepted","on":"2026-03-02"},{"item":"a","kind":"stopped","on":"2026-03-03","reason":"tender","until":"2026-03-09","notice":"1"},{"item":"a","kind":"resumed","on":"2026-03-03"}`), "facts[2].kind approval.nothing_stopped"},
		{"a notice of blanks", acts(`{"item":"a","kind":"accepted","on":"2026-03-02"},{"item":"a","kind":"stopped","on":"2026-03-03","reason":"tender","until":"2026-03-09","notice":"  "}`), "facts[1].notice approval.no_notice"},
		{"bad credit", strings.Replace(acts(`{"item":"a","kind":"accepted","on":"2026-03-02","missing":["x"],"supply_by":"2026-03-09"}`), `{"today"`, `{"bad_credit":true,"today"`, 1), "facts[0].missing approval.bad_credit"},
	} {
		t.Run(c.name, func(t *testing.T) {
			res, err := approval.StateText([]byte(c.in), nil)
			if d := cmp.Diff(strings.Split(c.want, ", "), told(err)); d != "" || res != nil {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

// What looks wrong and is not.
func TestCasesThatAreRight(t *testing.T) {
	for name, facts := range map[string]string{
		"a refusal to accept":                         `{"item":"a","kind":"submitted","on":"2026-03-02"},{"item":"a","kind":"refused","on":"2026-03-04"}`,
		"submitted again on the day of the refusal":   `{"item":"a","kind":"accepted","on":"2026-03-02"},{"item":"a","kind":"refused","on":"2026-03-04"},{"item":"a","kind":"submitted","on":"2026-03-04"}`,
		"all on one day":                              `{"item":"a","kind":"granted","on":"2026-03-02"},{"item":"a","kind":"supplied","doc":"x","on":"2026-03-02"},{"item":"a","kind":"accepted","on":"2026-03-02","missing":["x"],"supply_by":"2026-03-02"},{"item":"a","kind":"submitted","on":"2026-03-02"}`,
		"resumed after the stop has ended by itself":  `{"item":"a","kind":"accepted","on":"2026-03-02"},{"item":"a","kind":"stopped","on":"2026-03-03","reason":"tender","until":"2026-03-04","notice":"1"},{"item":"a","kind":"resumed","on":"2026-03-09"}`,
		"stopped again on the day it is resumed":      `{"item":"a","kind":"accepted","on":"2026-03-02"},{"item":"a","kind":"stopped","on":"2026-03-03","reason":"tender","until":"2026-03-20","notice":"1"},{"item":"a","kind":"resumed","on":"2026-03-09"},{"item":"a","kind":"stopped","on":"2026-03-09","reason":"hearing","until":"2026-03-20","notice":"2"}`,
		"sent back, sent again and accepted at once":  `{"item":"a","kind":"submitted","on":"2026-03-02"},{"item":"a","kind":"returned","on":"2026-03-04","missing":["form"]},{"item":"a","kind":"submitted","on":"2026-03-05"},{"item":"a","kind":"accepted","on":"2026-03-05"}`,
		"accepted before what it needs is granted":    `{"item":"b","kind":"accepted","on":"2026-03-02"}`,
		"accepted in words when silence had accepted": `{"item":"a","kind":"submitted","on":"2026-03-02"},{"item":"a","kind":"accepted","on":"2026-03-12"}`,
	} {
		if _, err := approval.StateText([]byte(acts(facts)), nil); err != nil {
			t.Errorf("%s: %v", name, told(err))
		}
	}
}

func TestStoppedAgainOnTheDayItIsResumedGoesOn(t *testing.T) {
	res, err := approval.StateText([]byte(acts(`{"item":"a","kind":"accepted","on":"2026-03-02"},{"item":"a","kind":"stopped","on":"2026-03-03","reason":"tender","until":"2026-03-30","notice":"1"},{"item":"a","kind":"resumed","on":"2026-03-09"},{"item":"a","kind":"stopped","on":"2026-03-09","reason":"hearing","until":"2026-03-25","notice":"2"}`)), nil)
	if err != nil {
		t.Fatal(told(err))
	}
	if a := res.Items[0]; a.State != approval.StateStopped || a.Used != 1 || *a.Due != march(31) {
		t.Errorf("%s, used %d, due %s", a.State, a.Used, a.Due)
	}
}

func TestWhatIsTooLargeIsRefused(t *testing.T) {
	items := make([]approval.Item, approval.MaxItems+1)
	for i := range items {
		items[i].ID = fmt.Sprint(i)
	}
	day := workday.NewDate(2026, 3, 20)
	for _, c := range []struct {
		name, want string
		c          approval.Case
	}{
		{"items", "items approval.too_many_items", approval.Case{Today: day, Items: items}},
		{"needs", "items approval.too_many_needs", approval.Case{Today: day, Items: []approval.Item{{ID: "a", Needs: make([]string, approval.MaxNeeds+1)}}}},
		{"facts", "facts approval.too_many_facts", approval.Case{Today: day, Facts: make([]approval.Fact, approval.MaxFacts+1)}},
	} {
		if got := told(c.c.Check()); !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	if _, err := approval.StateText(make([]byte, approval.MaxText+1), nil); !slices.Equal(told(err), []string{" approval.too_large"}) {
		t.Error(told(err))
	}
	chain := items[:400]
	for i := range chain {
		chain[i].Pledged = approval.MaxDays
		if chain[i].Unit = approval.CalendarDays; i > 0 {
			chain[i].Needs = []string{chain[i-1].ID}
		}
	}
	chain = append(slices.Clone(chain), items[400:1500]...)
	for i := 400; i < len(chain); i++ {
		chain[i].Needs, chain[i].Pledged = []string{chain[i-1].ID}, approval.MaxDays
	}
	err := approval.Case{Today: day, Items: chain, Budget: approval.Budget{Until: "10"}}.Check()
	if got := told(err); len(got) == 0 || got[0] != "items approval.beyond" {
		t.Errorf("a chain of ten thousand years: %v", got)
	}
	wrong := approval.Case{Today: day, Items: items[1600:1601], Facts: make([]approval.Fact, 2000)}
	if got := told(wrong.Check()); len(got) != 1001 || !slices.Contains(got, " approval.more") {
		t.Errorf("%d mistakes are listed", len(got))
	}
}

func TestARunRefusesWhatCannotBe(t *testing.T) {
	run := garden(t)
	was := run.Result()
	for _, f := range []approval.Fact{
		{Item: "roof", Kind: approval.Accepted, On: march(20)},
		{Item: "plan", Kind: approval.Granted, On: march(21)},
		{Item: "permit", Kind: approval.Granted, On: march(20)},
		{Item: "eia", Kind: approval.Granted, On: march(20)},
		{Item: "plan", Kind: approval.Stopped, On: march(19)},
		{Item: "drawings", Kind: approval.Accepted, On: march(20), Missing: []string{"seal"}, SupplyBy: march(20)},
	} {
		if err := run.Record(f); err == nil {
			t.Errorf("%+v was taken", f)
		}
	}
	if err := run.Advance(march(10)); err == nil || told(err)[0] == "" {
		t.Error("a run went back before its facts")
	}
	if err := run.Advance(0); err == nil {
		t.Error("a run went to no day")
	}
	if d := cmp.Diff(was, run.Result()); d != "" {
		t.Errorf("refused, and changed:\n%s", d)
	}
}

func TestReadGivesTheCase(t *testing.T) {
	c, err := approval.Read([]byte(acts(`{"item":"a","kind":"accepted","on":"2026-03-02","missing":["x"],"supply_by":"2026-03-09"}`)), workday.EveryDay())
	want := approval.Case{Today: march(20), Budget: approval.Budget{Limit: 45, Until: "b"}, Calendar: workday.EveryDay(),
		Items: []approval.Item{{ID: "a", Pledged: 5, Tolerable: []string{"x", "y"}}, {ID: "b", Pledged: 5, GrantNeeds: []string{"a"}}},
		Facts: []approval.Fact{{Item: "a", Kind: approval.Accepted, On: march(2), Missing: []string{"x"}, SupplyBy: march(9)}}}
	if err != nil || c.Calendar != want.Calendar {
		t.Fatal(err)
	}
	c.Calendar, want.Calendar = nil, nil
	if d := cmp.Diff(want, c); d != "" {
		t.Error(d)
	}
	if _, err := approval.Read([]byte(`{"today":"2026-03-20","budget":{},"items":[]}`), nil); len(told(err)) != 2 {
		t.Error(told(err))
	}
}

// What is stored of an item is what the command line reads.
func TestItemsAreStoredAsTheyAreRead(t *testing.T) {
	twenty := 20
	items := []approval.Item{{ID: "a", Name: "甲", Needs: []string{"b"}, GrantNeeds: []string{"c"}, Statutory: &twenty, Pledged: 3, Unit: approval.CalendarDays, Tolerable: []string{"x"}, PassedOn: true}, {ID: "b"}, {ID: "c"}}
	text, err := json.Marshal(map[string]any{"today": "2026-03-20", "budget": approval.Budget{Limit: 45, Until: "a"}, "items": items})
	if err != nil {
		t.Fatal(err)
	}
	c, err := approval.Read(text, nil)
	if err != nil {
		t.Fatal(told(err))
	}
	if d := cmp.Diff(items, c.Items); d != "" || c.Budget.Limit != 45 || c.Budget.Until != "a" {
		t.Errorf("%+v\n%s", c.Budget, d)
	}
}
