package score

import (
	"fmt"
	"strings"
	"testing"

	"guatu/internal/fault"
)

// said are the mistakes of a pack as line:code.
func said(err error) []string {
	f, ok := fault.As(err)
	if !ok {
		return nil
	}
	parts := f.Parts
	if len(parts) == 0 {
		parts = []*fault.Error{f}
	}
	var all []string
	for _, p := range parts {
		all = append(all, fmt.Sprintf("%v:%s", p.Args["line"], p.Code))
	}
	return all
}

const head = "name: 甲\nsource: 乙\n"

func TestEveryMistakeOfAPackHasItsLine(t *testing.T) {
	for name, c := range map[string]struct{ pack, want string }{
		"no YAML":                           {"a: [", "1:pack.form"},
		"nothing":                           {"", "<nil>:pack.documents"},
		"two documents":                     {head + "---\nname: 丙\n", "<nil>:pack.documents"},
		"an anchor":                         {head + "figures: &a\n  x: 1\n", "3:pack.anchor"},
		"a merge":                           {head + "figures:\n  <<: {x: 1}\n", "4:pack.anchor"},
		"too many brackets":                 {head + strings.Repeat("[", 30), "3:pack.too_deep"},
		"a key there is none of":            {head + "figure: {a: 1}\nfigures: {b: 1}\n", "3:pack.key"},
		"no name and no source":             {"figures: {b: 1}\n", "1:pack.needs 1:pack.needs"},
		"nothing to compute":                {head, "1:pack.nothing"},
		"an indicator without points":       {head + "indicators:\n  a: {weight: 3}\n", "4:pack.needs"},
		"an indicator with both":            {head + "indicators:\n  a:\n    formula: 1\n    parts: {b: 1}\n", "4:pack.either"},
		"a type there is none of":           {head + "data: {a: money}\nfigures: {b: 1}\n", "3:pack.choice"},
		"records in records":                {head + "data:\n  a:\n    b: {c: number}\nfigures: {d: 1}\n", "5:pack.records_in_records"},
		"a name taken by a datum":           {head + "data: {a: number}\nfigures:\n  a: 1\n", "5:pack.name_taken"},
		"a name taken by another":           {head + "figures:\n  a: 1\nindicators:\n  a: 2\n", "6:pack.name_taken"},
		"a name of the engine":              {head + "figures:\n  总分: 1\n", "4:pack.name_taken"},
		"a choice there is none of":         {head + "parameters:\n  tie_rank: loose\nfigures: {b: 1}\n", "4:pack.choice"},
		"choices of several types":          {head + "parameters:\n  a: {value: 1, choices: [1, b]}\nfigures: {b: 1}\n", "4:pack.mixed"},
		"decimals":                          {head + "total: {decimals: 13}\nfigures: {b: 1}\n", "3:pack.decimals"},
		"a share of no weight":              {head + "indicators:\n  a: {formula: 1, missing: rescale}\n", "4:pack.rescale"},
		"the first of no ranking":           {head + "lists:\n  red: {top: 1}\n", "4:pack.list_unranked"},
		"a list that takes everybody":       {head + "lists:\n  red: {note: x}\n", "4:pack.list_open"},
		"a group there is none of":          {head + "groups: [甲]\nindicators: {b: 1}\nlists:\n  red:\n    top: {乙: 3}\n", "7:pack.group"},
		"a condition that is a number":      {head + "vetoes:\n  a: 1 + 1\nfigures: {b: 1}\n", "4:formula.type"},
		"points that are a text":            {head + "indicators:\n  a: '\"b\"'\n", "4:formula.type"},
		"a comma in a text in brackets":     {head + "indicators:\n  a: {formula: 如果(期间 = \"b, c\", 1, 2)}\n", "4:formula.quote 4:pack.flow_comma"},
		"a full-width comma between keys":   {head + "indicators:\n  a: {formula: 最小(1, 2)，cap: 3}\n", "4:formula.comma"},
		"full-width commas between sizes":   {head + "indicators: {b: 1}\nlists:\n  red:\n    top: {甲: 2，乙: 1}\n", "6:formula.comma"},
		"full-width colons":                 {"name： 甲\nsource： 乙\n", "1:pack.colon"},
		"a full-width colon after a datum":  {head + "data: {完成： number}\nfigures: {b: 1}\n", "3:pack.colon"},
		"a tab":                             {head + "figures:\n\ta: 1\n", "4:pack.tab"},
		"a colon without a space":           {head + "figures:\n  a:1\n  b: 2\n", "4:pack.colon_space"},
		"a formula that begins with a text": {head + "figures:\n  a: \"超额\" = 名称\n", "4:pack.quote"},
		"a formula that begins with [":      {head + "figures:\n  a: [10亿] × 2\n", "4:pack.quote"},
		"a formula with a colon":            {head + "figures:\n  a: 如果(名称 = \"a: b\", 1, 2)\n", "4:pack.quote"},
		"another encoding":                  {head + "figures:\n  \xcd\xea: 1\n", "4:pack.encoding"},
		"a control character":               {head + "figures:\n  a\x00: 1\n", "4:pack.control"},
		"names that stand twice":            {head + "figures: {a: 1, a: 2}\nfigures: {b: 丙}\nindicators:\n  c: 1\n  c: 2\n", "3:pack.twice 4:pack.twice 7:pack.twice"},
		"a full-width colon":                {head + "indicators:\n  a: {formula: 1, cap：3}\n", "4:pack.colon"},
		"the line inside a long formula":    {head + "figures:\n  a: |\n    1 +\n    2 + 丙\n", "6:formula.unknown"},
		"a ring, and what else is wrong":    {head + "figures:\n  a: b\n  b: a\n  c: 丁\n", "4:formula.cycle 6:formula.unknown"},
		"a rank that needs itself":          {head + "indicators:\n  a: 名次\n", "4:formula.cycle"},
		"who is rated cannot ask the group": {head + "data: {x: number}\nexempt:\n  a: 名次(x) > 3\nfigures: {b: 1}\n", "5:formula.no_group"},
		"a parameter there is none of":      {head + "figures: {b: 丙}\n", "3:formula.unknown"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse(c.pack, nil)
			if got := strings.Join(said(err), " "); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func TestParametersAreSetByName(t *testing.T) {
	pack := head + "parameters:\n  满分: {value: 10, choices: [10, 20]}\n  保底: none\nindicators:\n  a: {formula: 满分, floor: 保底}\n"
	for set, want := range map[string]string{"满分=20": "", "满分=30": "4:pack.choice", "tie_rank=dense": "", "tie_rank=x": "0:pack.choice", "谁=1": "0:pack.no_parameter", "保底=15": ""} {
		name, value, _ := strings.Cut(set, "=")
		_, err := Parse(pack, map[string]string{name: value})
		if got := strings.Join(said(err), " "); got != want {
			t.Errorf("%s: %s, want %s", set, got, want)
		}
	}
}

func TestMistakesBeyondTenThousandAreCounted(t *testing.T) {
	p, err := Parse(head+"figures: {x: 1}\n", nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for i := range maxMistakes + 50 {
		names = append(names, fmt.Sprintf(`"未知%d":1`, i))
	}
	_, err = ReadFacts([]byte(`{"units":[{"id":"1","values":{`+strings.Join(names, ",")+`}}]}`), p)
	f, ok := fault.As(err)
	if !ok || len(f.Parts) != maxMistakes+1 {
		t.Fatalf("%v", err)
	}
	if last := f.Parts[maxMistakes]; last.Code != "facts.more" || last.Args["count"] != 50 {
		t.Errorf("%v %v", last, last.Args)
	}
}

func TestEveryMistakeOfFactsHasItsPath(t *testing.T) {
	p, err := Parse(head+"groups: [甲, 乙]\ndata: {完成: number, 类: [a, b], 日: date, 真: bool, 项目: {投资: number}}\nfigures: {x: 完成}\n", nil)
	if err != nil {
		t.Fatal(err)
	}
	for facts, want := range map[string]string{
		`{"units":[]} x`:                     ":facts.not_json",
		`[]`:                                 ":facts.object",
		`{"units":{}}`:                       "units:facts.list",
		`{"unit":[]}`:                        "unit:facts.unknown_field",
		`{"as_of":"2024-13"}`:                "as_of:facts.date",
		`{"units":[{"id":"1","group":"丙"}]}`: "units[0].group:facts.group",
		`{"units":[{"group":"甲"}]}`:          "units[0]:facts.no_id",
		`{"units":[{"id":"1","group":"甲","id":"2"}]}`:                                  "units[0].id:facts.twice",
		`{"units":[{"id":"1","group":"甲","values":{"完城":1}}]}`:                         "units[0].values.完城:facts.unknown_name_near",
		`{"units":[{"id":"1","group":"甲","values":{"类":"c","完成":"1","真":1,"日":"x"}}]}`: "units[0].values.完成:facts.type units[0].values.类:facts.choice units[0].values.日:facts.date units[0].values.真:facts.type",
		`{"units":[{"id":"1","group":"甲","records":{"项目":[{"投":1}]}}]}`:                "units[0].records.项目[0].投:facts.unknown_name_near",
		`{"units":[{"id":"1","group":"甲","records":{"完成":[]}}]}`:                       "units[0].records.完成:facts.unknown_name_near",
	} {
		_, err := ReadFacts([]byte(facts), p)
		var got []string
		if f, ok := fault.As(err); ok {
			for _, x := range append(f.Parts, f) {
				if len(x.Parts) == 0 {
					got = append(got, x.Field+":"+x.Code)
				}
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", facts, got, want)
		}
	}
}
