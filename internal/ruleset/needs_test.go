package ruleset

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/schedule"
	"guatu/internal/workday"
)

const nodesOf = `name: 试
from: 2026-01-01
lights: {report_day: 5}
milestones:
  - code: t
    name: 模板
    source: "[R]"
    nodes:
      - {code: a, name: 甲, days: 3, source: "[R]"}
      - {code: b, name: 乙, days: 5, needs: [a], source: "[R]"}
      - {code: c, name: 丙, needs: [a, {node: b, kind: SS, lag: -2}], source: "[R]"}
`

func TestNodesSayWhatTheyWaitForInShortAndInLong(t *testing.T) {
	set, err := Parse(nodesOf)
	if err != nil {
		t.Fatal(err)
	}
	nodes := set.Templates[0].Nodes
	if diff := cmp.Diff([]schedule.Need{{Node: "a"}, {Node: "b", Kind: "SS", Lag: -2}}, nodes[2].Needs); diff != "" {
		t.Error(diff)
	}
	if nodes[1].Days != 5 || nodes[1].Source != "[R]" {
		t.Errorf("got %+v", nodes[1])
	}
}

func TestWorkOfNodesThatCannotBe(t *testing.T) {
	for name, c := range map[string]struct{ was, is, want string }{
		"a node that is not there": {"needs: [a], source", "needs: [x], source", "milestone.need_unknown"},
		"a circle":                 {`{code: a, name: 甲,`, `{code: a, name: 甲, needs: [c],`, "甲 → 丙 → 甲"},
		"negative days":            {"days: 5", "days: -5", "milestone.days"},
		"no kind of link":          {"kind: SS", "kind: SX", "schedule.kind"},
		"days without a source":    {`days: 5, needs: [a], source: "[R]"`, "days: 5", "ruleset.node_source"},
		"a field nobody knows":     {"lag: -2", "lagg: -2", "ruleset.form"},
		"a need that is no link":   {"needs: [a], source", "needs: [[a]], source", "ruleset.form"},
		"days that are no number":  {"days: 5", "days: 很久", "ruleset.form"},
	} {
		t.Run(name, func(t *testing.T) {
			body := strings.Replace(nodesOf, c.was, c.is, 1)
			if body == nodesOf {
				t.Fatal("nothing was changed")
			}
			if _, err := Parse(body); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// The usual dates of a shipped template leave its work the days it takes.
func TestTheShippedTemplatesLeaveTimeForTheirWork(t *testing.T) {
	today := workday.NewDate(2026, 3, 2)
	for _, tpl := range Default().Templates {
		nodes := tpl.Lay("p", workday.On(today+400), 0)
		for _, m := range nodes {
			p, err := schedule.PlanNodes(nodes, schedule.Aim{Node: m.Code, By: m.Planned.Last()}, workday.Default(), today)
			if err != nil {
				t.Fatal(err)
			}
			if p.Short > 0 || !p.Stated && m.Days > 0 {
				t.Errorf("%s: %s is planned for %s and reached on %s", tpl.Code, m.Name, m.Planned, p.Finish)
			}
		}
	}
}
