// Goals: what a year's campaign is for, said in words and codes.

package target

import (
	"slices"
	"strings"
	"unicode/utf8"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

// A Kind is what stands at a place of the goal tree.
type Kind string

const (
	Campaign Kind = "campaign" // 攻坚年度行动: 项目突破年, 工业攻坚年
	Coded    Kind = "coded"    // a goal known by its code: “1211”工程, “4633”
	Plain    Kind = "plain"    // any other: 三个新突破
)

// Kinds are all.
var Kinds = []Kind{Campaign, Coded, Plain}

// A Goal is one place of the goal tree (目标树). Targets hang on it, or on one of
// the digits of its code. Where Any is set it is reached with any one of its
// targets, else with all.
type Goal struct {
	ID      string       `json:"id"`
	Version int          `json:"version"`
	Kind    Kind         `json:"kind"`
	Code    string       `json:"code,omitempty"` // "1211"
	Name    string       `json:"name"`
	Digits  []Digit      `json:"digits,omitempty"` // what the code's digits stand for
	Parent  string       `json:"parent,omitempty"` // the goal it is part of
	Serves  []string     `json:"serves,omitempty"` // goals above or beside it that it works for
	Unit    string       `json:"unit"`             // whose goal it is
	From    workday.Date `json:"from"`
	To      workday.Date `json:"to"`
	Source  string       `json:"source,omitempty"` // the paper or meeting it was set by
	Any     bool         `json:"any,omitempty"`
	Place   int          `json:"place,omitempty"` // among its sisters
	Closed  bool         `json:"closed,omitempty"`
}

// A Digit is one digit of a code with what it stands for: of “1211”, 1 project of
// 百亿, 2 of 50亿 …. Where Any is set one of its targets is enough (超50亿元或超100亿元).
type Digit struct {
	Digit string `json:"digit"`
	Text  string `json:"text"`
	Any   bool   `json:"any,omitempty"`
}

// Bounds of a goal.
const (
	maxName   = 60
	maxCode   = 12
	maxText   = 200
	maxServes = 20
)

// Check reports everything wrong with a goal in field order.
func (g *Goal) Check() error {
	var wrong fault.List
	wrong.Check(slices.Contains(Kinds, g.Kind), "kind", "goal.kind")
	wrong.Check(g.Kind != Coded || g.Code != "", "code", "goal.code_empty")
	wrong.Check(utf8.RuneCountInString(g.Code) <= maxCode, "code", "goal.code_long", "max", maxCode)
	wrong.Check(strings.TrimSpace(g.Name) != "", "name", "goal.name_empty")
	wrong.Check(utf8.RuneCountInString(g.Name) <= maxName, "name", "goal.name_long", "max", maxName)
	g.checkDigits(&wrong)
	wrong.Check(g.Kind != Campaign || g.Parent == "", "parent", "goal.campaign_parent")
	wrong.Check(g.Parent == "" || g.Parent != g.ID, "parent", "goal.circle", "name", g.Name)
	wrong.Check(len(g.Serves) <= maxServes && !slices.Contains(g.Serves, g.ID), "serves", "goal.serves", "max", maxServes)
	wrong.Check(g.Unit != "", "unit", "goal.unit_empty")
	wrong.Check(!g.From.IsZero(), "from", "goal.from_empty")
	wrong.Check(!g.To.IsZero() && g.To >= g.From, "to", "goal.to_before")
	wrong.Check(utf8.RuneCountInString(g.Source) <= maxText, "source", "goal.text_long", "max", maxText)
	return wrong.Err()
}

// checkDigits holds the expansion to the code: digit by digit it spells it.
func (g *Goal) checkDigits(wrong *fault.List) {
	if len(g.Digits) == 0 {
		return
	}
	spelt := ""
	for _, d := range g.Digits {
		spelt += d.Digit
		wrong.Check(strings.TrimSpace(d.Text) != "", "digits", "goal.digit_empty", "digit", d.Digit)
		wrong.Check(utf8.RuneCountInString(d.Text) <= maxText, "digits", "goal.text_long", "max", maxText)
	}
	wrong.Check(spelt == g.Code, "digits", "goal.digits_code", "code", g.Code, "digits", spelt)
}

// CheckTree reports goals whose parents or served goals are not there, and circles.
func CheckTree(goals []Goal) error {
	var wrong fault.List
	parents := map[string]string{}
	for _, g := range goals {
		parents[g.ID] = g.Parent
	}
	for _, g := range goals {
		_, there := parents[g.Parent]
		wrong.Check(g.Parent == "" || there, "parent", "goal.no_parent", "name", g.Name)
		for _, s := range g.Serves {
			_, there := parents[s]
			wrong.Check(there, "serves", "goal.no_served", "name", g.Name)
		}
		wrong.Check(!circles(parents, g.ID), "parent", "goal.circle", "name", g.Name)
	}
	return wrong.Err()
}

// circles tells whether the way up from a goal never ends.
func circles(parents map[string]string, id string) bool {
	at := id
	for range parents {
		if at = parents[at]; at == "" {
			return false
		}
	}
	return at != ""
}
