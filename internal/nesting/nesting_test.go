package nesting

import (
	"strings"
	"testing"
)

func TestATextIsJudgedByItsDeepestLine(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		line int
	}{
		"an ordinary pack":                      {"data:\n  甲: [a, b]\n  乙: {c: number}\n", 0},
		"sixteen brackets open":                 {strings.Repeat("[", 16) + strings.Repeat("]", 16), 0},
		"seventeen brackets open":               {"a: 1\nb: " + strings.Repeat("[", 17), 2},
		"brackets opened over lines":            {strings.Repeat("- [\n", 17), 17},
		"closing more than were open is no aid": {strings.Repeat("]", 40) + "\n" + strings.Repeat("{", 17), 2},
		"many short lists in a line":            {strings.Repeat("[]", 65), 1},
		"eight marks before a word":             {strings.Repeat("- ", 8) + "a", 0},
		"nine marks before a word":              {"a\n" + strings.Repeat("- ", 9) + "a", 2},
		"an indent no hand makes":               {strings.Repeat(" ", 121) + "a: 1", 1},
	} {
		if got := TooDeep(c.body); got != c.line {
			t.Errorf("%s: line %d, want %d", name, got, c.line)
		}
	}
}
