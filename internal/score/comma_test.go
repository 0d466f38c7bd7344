package score

import "testing"

func TestCommasOfFunctionsInBracesBelongToTheFormula(t *testing.T) {
	for given, want := range map[string]string{
		"a: {b: f(1, 2), c: 3}":             "a: {b: f(1， 2), c: 3}",
		"a: {b: f(g(1, 2), 3), c: （4, 5）}":  "a: {b: f(g(1， 2)， 3), c: （4， 5）}",
		"a: {b: f(x = \"p, q\", 2), c: 3}":  "a: {b: f(x = \"p, q\"， 2), c: 3}",
		"a: {b: f(“(”, 2), c: 3}":           "a: {b: f(“(”， 2), c: 3}",
		"a: {b: \"f(1, 2)\", c: 'g(3, 4)'}": "a: {b: \"f(1, 2)\", c: 'g(3, 4)'}",
		"a: {b: [甲(1, 2), 乙]}":              "a: {b: [甲(1, 2), 乙]}",
		"a: {b: f(1, c: 2}":                 "a: {b: f(1, c: 2}",
		"a: {b: f(1, 2}":                    "a: {b: f(1, 2}",
		"a: f(1, 2) # {g(3, 4)}":            "a: f(1, 2) # {g(3, 4)}",
		"a: x {f(1, 2)}":                    "a: x {f(1, 2)}",
		"- {a: f(1,\n  2)}":                 "- {a: f(1，\n  2)}",
		"a: 'it''s {f(1, 2)}'\nb: \"\\\"{f(1, 2)}\"\nc: {d: f(1, 2)}": "a: 'it''s {f(1, 2)}'\nb: \"\\\"{f(1, 2)}\"\nc: {d: f(1， 2)}",
		"{f(": "{f(", "{\"": "{\"", "{f(\"": "{f(\"", "}": "}",
	} {
		if got := keepCalls(given); got != want {
			t.Errorf("%s\n got %s\nwant %s", given, got, want)
		}
	}
}
