// Codes as they are typed: full-width characters, small letters, stray spaces.

package ident

import "strings"

// Fold brings a code as people type it to the form it is checked in: full-width
// characters become half-width, letters capital, dashes hyphens; spaces around
// are dropped.
func Fold(s string) string {
	return strings.TrimSpace(strings.Map(foldRune, s))
}

func foldRune(r rune) rune {
	switch {
	case '！' <= r && r <= '～':
		r -= '！' - '!'
	case r == '\u3000' || r == '\u00a0':
		r = ' '
	case r == '—' || r == '–' || r == '‐' || r == '－' || r == '−':
		r = '-'
	}
	if 'a' <= r && r <= 'z' {
		r -= 'a' - 'A'
	}
	return r
}
