package schedule

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

func TestReadsANetwork(t *testing.T) {
	const text = ` {"calendar":"none","start":"2026-03-02","finish_by":"2026-12-31","today":null,
 "activities":[{"id":"permit","days":0},
 {"id":"piling","days":20,"unit":"days","needs":[{"id":"perm\u0069t","kind":"SS","lag":-3,"unit":"working_days"},{"id":"permit"}],
  "started":"2026-03-05","finished":null,"remaining":12}, {"id":"x","days":1,"needs":null} ] }
`
	net, err := Read([]byte(text), workday.Default())
	if err != nil {
		t.Fatal(err)
	}
	if net.Calendar != workday.EveryDay() {
		t.Error("none is not the calendar that counts every day")
	}
	net.Calendar = nil
	want := Network{Start: date("2026-03-02"), FinishBy: date("2026-12-31"), Activities: []Activity{
		{ID: "permit"},
		{ID: "piling", Days: 20, Unit: CalendarDays, Started: date("2026-03-05"), Remaining: left(12), Needs: []Link{
			{ID: "permit", Kind: StartToStart, Lag: -3, Unit: WorkingDays}, {ID: "permit"}}},
		{ID: "x", Days: 1}}}
	if diff := cmp.Diff(want, net); diff != "" {
		t.Error(diff)
	}
}

func TestEveryMistakeOfATextIsToldWithItsPlace(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"nothing", "", []string{"schedule.not_json at  1:1"}},
		{"cut off", "{\"start\":\n \"2026", []string{"schedule.not_json at  2:6"}},
		{"broken", "{\n\"日\": x}", []string{"schedule.not_json at  2:6"}},
		{"two values", `{} {}`, []string{"schedule.not_json at  1:4"}},
		{"a list", ` [1,{"a":"]"}]`, []string{"schedule.not_an_object at "}},
		{"an empty object", `{}`, []string{"schedule.missing at activities", "schedule.missing at start"}},
		{"unknown and twice, in every object", `{"Start":{"deep":[1,"]}"]},"start":"2026-03-02","start":1,"activities":[
			{"id":"a","days":1,"colour":"red","needs":[{"id":"b","type":"FS","id":"c"}]},{"id":"b","days":1}]}`,
			[]string{"schedule.unknown_field at Start", "schedule.field_twice at start", "schedule.unknown_field at activities[0].colour",
				"schedule.unknown_field at activities[0].needs[0].type", "schedule.field_twice at activities[0].needs[0].id"}},
		{"values of another form", `{"calendar":"us","start":"2026-02-30","finish_by":20261231,"today":"","activities":[
			{"id":1,"days":"5","unit":3,"needs":{},"started":true,"remaining":1.5},
			7, {"id":"c","days":99999999999999999999,"needs":[[],{"id":"","kind":"ss","lag":"1"},{"id":"c","lag":1e2}]}, {"id":"d"}, null]}`,
			[]string{"schedule.calendar at calendar", "schedule.not_a_date at start", "schedule.not_a_date at finish_by", "schedule.not_a_date at today",
				"schedule.not_text at activities[0].id", "schedule.not_whole at activities[0].days", "schedule.not_text at activities[0].unit",
				"schedule.not_a_list at activities[0].needs", "schedule.not_a_date at activities[0].started", "schedule.not_whole at activities[0].remaining",
				"schedule.not_an_object at activities[1]",
				"schedule.not_whole at activities[2].days", "schedule.not_an_object at activities[2].needs[0]",
				"schedule.missing at activities[2].needs[1].id", "schedule.not_whole at activities[2].needs[1].lag", "schedule.not_whole at activities[2].needs[2].lag",
				"schedule.missing at activities[3].days", "schedule.not_an_object at activities[4]",
				"schedule.kind at activities[2].needs[1].kind", "schedule.cycle at activities c → c"}},
		{"activities that are none", `{"start":"2026-03-02","activities":"many"}`, []string{"schedule.not_a_list at activities"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := PlanText([]byte(c.text), workday.Default())
			if diff := cmp.Diff(c.want, toldAt(t, err)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// toldAt is told with line and column where a fault has them.
func toldAt(t *testing.T, err error) []string {
	lines := told(t, err)
	f, _ := fault.As(err)
	for i, p := range f.Parts {
		if line, ok := p.Args["line"]; ok {
			lines[i] += fmt.Sprintf(" %d:%d", line, p.Args["column"])
		}
	}
	return lines
}

func TestAMillionMistakesAreCounted(t *testing.T) {
	text := `{"start":"2026-03-02","activities":[` + strings.TrimSuffix(strings.Repeat(`{"id":"","days":-1},`, 1500), ",") + `]}`
	lines := told(t, second(Read([]byte(text), workday.Default())))
	if len(lines) != maxMistakes+1 || lines[maxMistakes] != "schedule.more at " {
		t.Errorf("%d lines, the last %q", len(lines), lines[len(lines)-1])
	}
}

func second(_ Network, err error) error { return err }

func TestInputsBeyondTheBoundsAreNotLookedAt(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"megabytes", strings.Repeat(" ", MaxText+1), "schedule.too_large at "},
		{"activities", `{"activities":[` + strings.Repeat("1,", MaxActivities) + `1,1]}`, "schedule.too_many_activities at activities"},
		{"links", `{"activities":[{"needs":[` + strings.Repeat("{},", MaxLinks) + `{}]}]}`, "schedule.too_many_links at activities"},
	} {
		t.Run(c.name, func(t *testing.T) {
			lines := told(t, second(Read([]byte(c.text), workday.Default())))
			found := false
			for _, l := range lines {
				found = found || l == c.want
			}
			if !found || len(lines) > maxMistakes+2 {
				t.Errorf("%d lines, none is %s", len(lines), c.want)
			}
		})
	}
}

// What is read is written again as encoding/json would, and read the same; what it
// refuses is refused; whatever comes, nothing panics.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		`{"calendar":"cn","start":"2026-03-02","finish_by":"2026-12-31","activities":[{"id":"piling","days":20,"unit":"working_days","needs":[{"id":"permit","kind":"FS","lag":0}],"started":"2026-03-05","finished":null,"remaining":12}]}`,
		`{"start":"2026-03-02","activities":[{"id":"a","days":1,"needs":[{"id":"a"}]}]}`,
		`{"start":"2026-03-02","activities":[{"id":"a\u0000\ud800","days":0,"unit":"days"}],"x":{"y":[[{}]]}}`,
		`{"start":"9999-12-31","finish_by":"0001-01-01","activities":[{"id":"a","days":100000},{"id":"b","days":3,"needs":[{"id":"a","kind":"SF","lag":-100000}]}]}`,
		"{\"\xff\":1}", `[`, `nul`, `"a`, `{"a":tru}`, ` {} `,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		net, err := Read(text, workday.Default())
		if (err == nil) && !json.Valid(text) {
			t.Fatal("took what is no JSON")
		}
		if err != nil {
			if _, ok := fault.As(err); !ok {
				t.Fatalf("an error that is no fault: %v", err)
			}
			return
		}
		again, err := json.Marshal(spoken(net))
		if err != nil {
			t.Fatal(err)
		}
		back, err := Read(again, workday.Default())
		if err != nil {
			t.Fatalf("%s\n%v", again, err)
		}
		if diff := cmp.Diff(spoken(net), spoken(back)); diff != "" {
			t.Fatal(diff)
		}
		r, err := net.Plan()
		if err != nil {
			return
		}
		if written, err := json.Marshal(r); err != nil || !json.Valid(written) {
			t.Fatalf("%s, %v", written, err)
		}
	})
}

// spoken is a network as the values of encoding/json.
func spoken(n Network) map[string]any {
	acts := []any{}
	for _, a := range n.Activities {
		m := map[string]any{"id": a.ID, "days": a.Days, "unit": a.unit(), "started": stated(a.Started), "finished": stated(a.Finished), "remaining": a.Remaining}
		needs := []any{}
		for _, l := range a.Needs {
			need := map[string]any{"id": l.ID, "lag": l.Lag}
			if l.Kind != "" {
				need["kind"] = l.Kind
			}
			if l.Unit != "" {
				need["unit"] = l.Unit
			}
			needs = append(needs, need)
		}
		m["needs"] = needs
		acts = append(acts, m)
	}
	calendar := "cn"
	if n.Calendar == workday.EveryDay() {
		calendar = "none"
	}
	return map[string]any{"calendar": calendar, "start": n.Start, "finish_by": stated(n.FinishBy), "today": stated(n.Today), "activities": acts}
}

func stated(d workday.Date) any {
	if d.IsZero() {
		return nil
	}
	return d
}

func BenchmarkRead100000Activities300000Links(b *testing.B) {
	text, err := json.Marshal(spoken(largeNetwork()))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := Read(text, workday.Default()); err != nil {
			b.Fatal(err)
		}
	}
}
