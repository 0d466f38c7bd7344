package ruleset

import (
	"strings"
	"testing"
)

// Names that ledgers and platforms use lead to the item.
func TestAnItemIsFoundByTheNamesOfficesUse(t *testing.T) {
	c := fallback.Approvals
	for _, w := range []struct{ word, code string }{
		{"环评", "eia"}, {"环境影响评价", "eia"}, {"环境影响报告书", "eia"}, {" 环 评 ", "eia"}, {"【能评】", "energy_review"},
		{"施工许可", "construction_permit"}, {"建筑工程施工许可证", "construction_permit"}, {"用地规划许可证", "land_permit"},
		{"不动产权证(土地)", "title"}, {"不动产权证（土地）", "title"}, {"工程规划许可证", "planning_permit"}, {"安评", "safety"},
		{"图审", "drawings"}, {"联合验收", "joint_acceptance"}, {"节能审查", "energy_review"},
	} {
		e, ok := c.Named(w.word)
		if !ok || e.Code != w.code {
			t.Errorf("%q: got %v %v, want %s", w.word, ok, e, w.code)
		}
	}
	for _, word := range []string{"", " （） ", "环", "环评文号", "许可证", "规划许可证", "立项", "备案", "开工", "竣工", "批复"} {
		if e, ok := c.Named(word); ok {
			t.Errorf("%q names no item, yet %s was found", word, e.Code)
		}
	}
	if e, ok := c.AtPlatform(" EIA "); !ok || e.Code != "eia" {
		t.Errorf("without a code of its own an item has ours at the platform: %v %v", e, ok)
	}
	if _, ok := c.AtPlatform(""); ok {
		t.Error("no code is no item's")
	}
	words := c.Words()
	if words["环评"] != "eia" || words["工程完工"] != "" || len(words) < 60 {
		t.Errorf("%d words: %v", len(words), words)
	}
}

// A place gives the platform's own codes; ours then no longer means the item there.
func TestAPlaceGivesThePlatformsCodes(t *testing.T) {
	set, err := Parse(strings.Replace(namedPack, "WORDS", "words: [乙证], platform: \"0102\"", 1))
	if err != nil {
		t.Fatal(err)
	}
	if e, ok := set.Approvals.AtPlatform("０１０２"); !ok || e.Code != "a" {
		t.Errorf("got %v %v", e, ok)
	}
	if _, ok := set.Approvals.AtPlatform("a"); ok {
		t.Error("the item has a code of its own there")
	}
	if e, ok := set.Approvals.AtPlatform("b"); !ok || e.Code != "b" {
		t.Errorf("got %v %v", e, ok)
	}
}

func TestNamesThatTwoItemsShareAreRefused(t *testing.T) {
	for name, line := range map[string]string{
		"another's name":          "words: [乙]",
		"another's variant":       "words: [乙（变体）]",
		"another's word":          "words: [乙 证书]",
		"another's platform code": "platform: b",
		"an empty word":           "words: [\"\"]",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse(strings.Replace(namedPack, "WORDS", line, 1))
			if err == nil || !strings.Contains(err.Error(), "approval.entry_word ") {
				t.Errorf("got %v", err)
			}
		})
	}
}

const namedPack = `name: x
from: "2026-01-01"
lights: {report_day: 5}
approvals:
  limit: 45
  until: [a]
  questions:
    - {code: land, name: 地, answers: [{code: n, name: 新}, {code: o, name: 旧}]}
  items:
    - {code: a, name: 甲, lead: land, pledged: 3, pledged_source: s, source: s, WORDS}
    - {code: b, name: 乙, words: [乙证书], lead: land, pledged: 3, pledged_source: s, source: s, variants: [{name: 乙（变体）, when: {land: [n]}, source: s}]}
`
