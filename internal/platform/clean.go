// Values of our own that were typed in freely, made fit for a file.

package platform

import (
	"strings"
	"unicode"
)

// Clean takes line breaks and unseen signs out of a value and cuts it to what a file
// holds.
func Clean(s string) string {
	s = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return ' '
		}
		return r
	}, s))
	if runes := []rune(s); len(runes) > MaxText {
		s = strings.TrimSpace(string(runes[:MaxText]))
	}
	return s
}

// CleanDoc is Clean for the name of a document, which holds no semicolon.
func CleanDoc(s string) string { return Clean(strings.NewReplacer("；", "，", ";", ",").Replace(s)) }
