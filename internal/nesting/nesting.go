// Package nesting bounds how deep a text of YAML may nest, before it is parsed: the
// parser takes minutes over a few kilobytes of open brackets, and what places write
// for us (rules, scoring packs) is never deep.
package nesting

import "strings"

// The bounds, of a line of the text.
const (
	maxFlow    = 16          // brackets open at once
	maxOpening = 4 * maxFlow // brackets opened in it
	maxMarks   = 8           // "- - -" and the like before its first word
	maxIndent  = 120         // spaces before that
)

// TooDeep is the first line, from 1, in which a text nests deeper than anything
// written by hand does; 0 if none. Brackets in quoted text count too: no sentence
// has sixteen of them open.
func TooDeep(body string) (line int) {
	open := 0
	for i, line := range strings.Split(body, "\n") {
		indent := len(line) - len(strings.TrimLeft(line, " \t"))
		deep := indent > maxIndent || marks(line) > maxMarks || strings.Count(line, "[")+strings.Count(line, "{") > maxOpening
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
			return i + 1
		}
	}
	return 0
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
