package schedule

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

// line is a node in short: code, working days, what it waits for.
func line(code string, days int, needs ...string) Milestone {
	m := Milestone{Code: code, Name: "节点" + code, Days: days}
	for _, n := range needs {
		m.Needs = append(m.Needs, Need{Node: n})
	}
	return m
}

func on(m Milestone, actual string) Milestone { m.Actual = when(actual); return m }

func forecast(m Milestone, w string) Milestone { m.Forecast = when(w); return m }

func planned(m Milestone, w string) Milestone { return m.Plan(when(w)) }

// datesOf is a node's timing in short: early, latest, float, and * when critical.
func datesOf(p *NodePlan) string {
	var b strings.Builder
	for i, n := range p.Nodes {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(n.Code + " " + n.Early.String() + " " + n.Latest.String())
		if n.Critical {
			b.WriteString("*")
		}
	}
	return b.String()
}

func TestWhatNodesSayAboutTheirDates(t *testing.T) {
	const today = "2026-03-02" // a Monday; Saturday 28 February was a make-up day, the next holiday is Qingming, 4 to 6 April
	for _, c := range []struct {
		name     string
		nodes    []Milestone
		aim, by  string
		want     string
		path     string
		worked   int // short, or -spare
		longest  string
		unstated bool
	}{
		{name: "one after the other, the first begins today", nodes: []Milestone{line("a", 5), line("b", 5)}, aim: "b", by: "2026-03-13",
			want: "a 2026-03-06 2026-03-06*; b 2026-03-13 2026-03-13*", path: "a b", longest: "a"},
		{name: "days are left", nodes: []Milestone{line("a", 5), line("b", 5)}, aim: "b", by: "2026-03-20",
			want: "a 2026-03-06 2026-03-13*; b 2026-03-13 2026-03-20*", path: "a b", worked: -5, longest: "a"},
		{name: "the day cannot be kept, and the latest dates lie before today", nodes: []Milestone{line("a", 5), line("b", 8)}, aim: "b", by: "2026-03-06",
			want: "a 2026-03-06 2026-02-25*; b 2026-03-18 2026-03-06*", path: "a b", worked: 8, longest: "b"},
		{name: "the shorter of two ways has float", nodes: []Milestone{line("a", 5), line("b", 10, "a"), line("c", 2, "a"), line("d", 1, "b", "c")}, aim: "d",
			want: "a 2026-03-06 *; b 2026-03-20 *; c 2026-03-10 ; d 2026-03-23 *", path: "a b d", longest: "b"},
		{name: "what the aim does not wait for has no latest date", nodes: []Milestone{line("a", 5), line("b", 5, "a"), line("c", 50, "a")}, aim: "b", by: "2026-03-13",
			want: "a 2026-03-06 2026-03-06*; b 2026-03-13 2026-03-13*; c 2026-05-20 ", path: "a b", longest: "a"},
		{name: "work has begun on the day after all it waits for", nodes: []Milestone{on(line("a", 5), "2026-02-25"), line("b", 5)}, aim: "b",
			want: "a 2026-02-25 ; b 2026-03-03 *", path: "b", longest: "b"},
		{name: "work that should be over takes one more day at least", nodes: []Milestone{on(line("a", 5), "2026-01-05"), line("b", 5)}, aim: "b",
			want: "a 2026-01-05 ; b 2026-03-02 *", path: "b", longest: "b"},
		{name: "a reached month ends on its last day, today at the latest", nodes: []Milestone{on(line("a", 5), "2026-02"), on(line("b", 5), "2026-03")}, aim: "b",
			want: "a 2026-02-28 ; b 2026-03-02 ", path: ""},
		{name: "what happens later has not happened yet", nodes: []Milestone{on(line("a", 5), "2026-03-03")}, aim: "a",
			want: "a 2026-03-06 *", path: "a", longest: "a"},
		{name: "a forecast holds a node, and what follows", nodes: []Milestone{forecast(line("a", 5), "2026-03-20"), line("b", 5)}, aim: "b",
			want: "a 2026-03-20 *; b 2026-03-27 *", path: "a b", longest: "a"},
		{name: "a forecast to the month is the last working day of it", nodes: []Milestone{forecast(line("a", 5), "2026-05")}, aim: "a",
			want: "a 2026-05-29 *", path: "a", longest: "a"},
		{name: "a forecast that is over holds nothing", nodes: []Milestone{forecast(line("a", 5), "2026-02-20")}, aim: "a",
			want: "a 2026-03-06 *", path: "a", longest: "a"},
		{name: "without days the planned date is all that is known", nodes: []Milestone{planned(line("a", 0), "2026-03-20"), line("b", 5)}, aim: "b",
			want: "a 2026-03-20 *; b 2026-03-27 *", path: "a b", longest: "b"},
		{name: "with days it is not, for that is what is asked", nodes: []Milestone{planned(line("a", 5), "2026-12-20")}, aim: "a",
			want: "a 2026-03-06 *", path: "a", longest: "a"},
		{name: "nothing stated at all", nodes: []Milestone{line("a", 0), line("b", 0)}, aim: "b",
			want: "a 2026-03-02 *; b 2026-03-02 *", path: "a b", unstated: true},
		{name: "a lag and an overlap", nodes: []Milestone{line("a", 5), {Code: "b", Name: "b", Days: 5, Needs: []Need{{Node: "a", Lag: -2}}}, {Code: "c", Name: "c", Days: 1, Needs: []Need{{Node: "b", Lag: 3}}}}, aim: "c",
			want: "a 2026-03-06 *; b 2026-03-11 *; c 2026-03-17 *", path: "a b c", longest: "a"},
		{name: "a node that is not there holds nothing: the one before does", nodes: []Milestone{line("a", 5), line("b", 5, "gone")}, aim: "b",
			want: "a 2026-03-06 *; b 2026-03-13 *", path: "a b", longest: "a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var by workday.Date
			if c.by != "" {
				by = when(c.by).First
			}
			p, err := PlanNodes(c.nodes, Aim{c.aim, by}, workday.Default(), when(today).First)
			if err != nil {
				t.Fatal(err)
			}
			longest, _ := p.Longest()
			got := []any{datesOf(p), strings.Join(p.Path, " "), p.ShortWorked - p.Spare, longest.Code, p.Stated}
			if diff := cmp.Diff([]any{c.want, c.path, c.worked, c.longest, !c.unstated && len(c.path) > 0}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestACircleOfNodesIsNamed(t *testing.T) {
	nodes := []Milestone{line("a", 1), line("b", 1), line("c", 1, "b")}
	nodes[1].Needs = []Need{{Node: "c"}}
	err := CheckOrder(nodes)
	if f, ok := fault.As(err); !ok || f.Parts[0].Code != "schedule.cycle" || f.Parts[0].Args["cycle"] != "节点b → 节点c → 节点b" || f.Parts[0].Field != "needs" {
		t.Errorf("got %v", err)
	}
	if _, err := PlanNodes(nodes, Aim{Node: "c"}, workday.Default(), 700_000); fault.KindOf(err) != fault.Invalid {
		t.Errorf("planned a circle: %v", err)
	}
	if err := CheckOrder(nodes[:1]); err != nil {
		t.Error(err)
	}
}

func TestAllThatIsWrongWithANodesWork(t *testing.T) {
	nodes := []Milestone{line("a", 1), line("b", -1, "x", "a", "a")}
	nodes[1].Needs = append(nodes[1].Needs, Need{Node: "a", Kind: "XY", Lag: 9999})
	var codes []string
	if f, ok := fault.As(nodes[1].CheckWork(nodes)); ok {
		for _, part := range f.Parts {
			codes = append(codes, part.Field+" "+part.Code)
		}
	}
	if diff := cmp.Diff([]string{"days milestone.days", "needs milestone.need_unknown", "needs milestone.need_twice", "needs schedule.kind", "needs schedule.lag"}, codes); diff != "" {
		t.Error(diff)
	}
	if err := nodes[0].CheckWork(nodes); err != nil {
		t.Error(err)
	}
	many := line("m", 0)
	many.Needs = make([]Need, maxNodeNeeds+1)
	if err := many.CheckWork(nodes); !strings.Contains(err.Error(), "needs_many") {
		t.Errorf("got %v", err)
	}
}

func TestTheLastNodeIsTheOnePlannedLast(t *testing.T) {
	nodes := []Milestone{on(line("a", 0), "2026-01"), planned(line("b", 0), "2026-09"), planned(line("c", 0), "2026-05")}
	today := when("2026-03-02").First
	if got := LastNode(nodes, today); got != "b" {
		t.Errorf("got %q", got)
	}
	if got := LastNode(nodes[:1], today); got != "" {
		t.Errorf("all is reached, got %q", got)
	}
	if got := LastNode([]Milestone{line("x", 0), line("y", 0)}, today); got != "y" {
		t.Errorf("undated, got %q", got)
	}
}

// drawNodes are nodes of which each waits for some before it.
func drawNodes(t *rapid.T, today workday.Date) []Milestone {
	nodes := make([]Milestone, rapid.IntRange(1, 9).Draw(t, "nodes"))
	for i := range nodes {
		m := line(string(rune('a'+i)), rapid.IntRange(0, 40).Draw(t, "days"))
		for j := range i {
			if rapid.IntRange(0, 3).Draw(t, "need") == 0 {
				m.Needs = append(m.Needs, Need{Node: nodes[j].Code, Kind: string(rapid.SampledFrom([]LinkKind{"", FinishToFinish}).Draw(t, "kind")), Lag: rapid.IntRange(0, 5).Draw(t, "lag")})
			}
		}
		at := workday.On(today + workday.Date(rapid.IntRange(-90, 90).Draw(t, "date")))
		switch rapid.IntRange(0, 4).Draw(t, "known") {
		case 0:
			m.Actual = at
		case 1:
			m.Forecast = at
		case 2:
			m = m.Plan(at)
		}
		nodes[i] = m
	}
	return nodes
}

func TestPropertiesOfNodePlans(t *testing.T) {
	cal, today := workday.Default(), when("2026-03-02").First
	rapid.Check(t, func(t *rapid.T) {
		nodes := drawNodes(t, today)
		aim := Aim{Node: nodes[rapid.IntRange(0, len(nodes)-1).Draw(t, "aim")].Code}
		p, err := PlanNodes(nodes, aim, cal, today)
		if err != nil {
			t.Fatal(err)
		}
		checkTimings(t, nodes, p, today)
		checkPath(t, nodes, p, today)
		met, err := PlanNodes(nodes, Aim{aim.Node, p.Finish}, cal, today)
		if err != nil || met.Short != 0 {
			t.Fatalf("its own finish %s is missed by %d: %v", p.Finish, met.Short, err)
		}
		late, err := PlanNodes(nodes, Aim{aim.Node, p.Finish - 7}, cal, today)
		if err != nil || late.Short != 7 {
			t.Fatalf("a week earlier is missed by %d: %v", late.Short, err)
		}
		for i, n := range late.Nodes {
			if n.Leads && !n.Reached && n.Latest > met.Nodes[i].Latest {
				t.Fatalf("%s: an earlier day asked for gives a later one: %s after %s", n.Code, n.Latest, met.Nodes[i].Latest)
			}
		}
	})
}

func checkTimings(t *rapid.T, nodes []Milestone, p *NodePlan, today workday.Date) {
	for i, n := range p.Nodes {
		m := nodes[i]
		switch {
		case n.Reached != (m.On(today) == Reached || m.On(today) == LateDone):
			t.Fatalf("%s reached: %t", n.Code, n.Reached)
		case n.Reached && n.Early != m.Actual.Last():
			t.Fatalf("%s was reached on %s, told as %s", n.Code, m.Actual, n.Early)
		case n.Reached && n.Leads && n.Late != n.Early:
			t.Fatalf("%s was reached on %s and may be late until %s", n.Code, m.Actual, n.Late)
		case n.Reached:
		case n.Early < today || n.Early < workday.Default().OnOrBefore(m.Forecast.Last()):
			t.Fatalf("%s cannot be reached on %s", n.Code, n.Early)
		case n.Float < 0 || n.Critical && n.Float != 0 || n.Leads && n.Late < n.Early:
			t.Fatalf("%s has a float of %d, from %s to %s", n.Code, n.Float, n.Early, n.Late)
		case !n.Leads && (n.Critical || n.Late != 0):
			t.Fatalf("%s does not lead to %s and has late dates", n.Code, p.Node)
		case n.Early > p.Finish && n.Leads:
			t.Fatalf("%s is reached on %s, after the finish %s", n.Code, n.Early, p.Finish)
		}
	}
}

// checkPath holds the critical chain to being one: each waits for the one before,
// the last sets the finish.
func checkPath(t *rapid.T, nodes []Milestone, p *NodePlan, today workday.Date) {
	w := newWeb(nodes, workday.Default(), today)
	for k, code := range p.Path {
		i := w.find(code)
		if p.Nodes[i].Reached || !p.Nodes[i].Leads {
			t.Fatalf("%s is on the path %v", code, p.Path)
		}
		if k > 0 && !slices.ContainsFunc(w.needs(i), func(n wait) bool { return nodes[n.at].Code == p.Path[k-1] }) {
			t.Fatalf("%s does not wait for %s", code, p.Path[k-1])
		}
	}
	if n := len(p.Path); n > 0 && p.Nodes[w.find(p.Path[n-1])].Early != p.Finish {
		t.Fatalf("the path %v does not end on %s", p.Path, p.Finish)
	}
}

// BenchmarkPlanNodes is a page of the timetable: two hundred projects of ten nodes.
func BenchmarkPlanNodes(b *testing.B) {
	nodes := []Milestone{on(line("a", 3), "2026-01"), line("b", 40, "a"), line("c", 45, "b"), line("d", 10, "c"), line("e", 140, "d"), line("f", 60, "e"),
		line("g", 100, "e"), line("h", 40, "f", "g"), line("i", 200, "h"), line("j", 60, "h")}
	today := when("2026-03-02").First
	for b.Loop() {
		for range 200 {
			if _, err := PlanNodes(nodes, Aim{Node: "i"}, workday.Default(), today); err != nil {
				b.Fatal(err)
			}
		}
	}
}
