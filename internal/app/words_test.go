package app

import (
	"slices"
	"strings"
)

// sorted puts words in order, so that sets of names compare.
func sorted(words string) string {
	list := strings.Fields(words)
	slices.Sort(list)
	return strings.Join(list, " ")
}

// has tells whether a word is among words.
func has(words, word string) bool { return slices.Contains(strings.Fields(words), word) }
