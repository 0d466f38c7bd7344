package ruleset

import (
	"strings"

	"guatu/internal/fault"
)

// How deep a ruleset may nest, judged before it is parsed: the parser takes
// minutes over a few kilobytes of open brackets.

const (
	maxFlow   = 16  // brackets open at once
	maxMarks  = 8   // "- - -" and the like before the first word of a line
	maxIndent = 120 // spaces before it
)

// nested names the line where a text nests deeper than a ruleset does. Brackets in
// quoted text count too: a sentence has no sixteen of them open.
func nested(body string) error {
	open := 0
	for i, line := range strings.Split(body, "\n") {
		deep := len(line)-len(strings.TrimLeft(line, " \t")) > maxIndent || marks(line) > maxMarks
		for _, r := range line {
			switch r {
			case '[', '{':
				open++
			case ']', '}':
				open = max(0, open-1)
			}
			deep = deep || open > maxFlow
		}
		if deep {
			return fault.New(fault.Invalid, "ruleset.form", "line", i+1, "why", "nested too deep")
		}
	}
	return nil
}

// marks counts the one-character signs a line begins with: "-", "?", "!", "&" …
func marks(line string) int {
	n := 0
	for word := range strings.FieldsSeq(line) {
		if !strings.ContainsAny(word[:1], "-?!&*:|>") {
			return n
		}
		n++
	}
	return n
}
