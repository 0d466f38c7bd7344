// What editors and web pages leave in a file: a mark of the byte order, spaces that
// are none, signs nobody sees, another encoding.

package score

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"guatu/internal/fault"
)

// clean gives a pack without what cannot be seen, and with plain spaces where YAML
// asks for spaces. Faults: pack.encoding, pack.control with "line".
func clean(body string) (string, error) {
	if line := notUTF8(body); line > 0 {
		return "", fault.New(fault.Invalid, "pack.encoding", "line", line)
	}
	var b strings.Builder
	line, before := 1, '\n'
	for _, r := range body {
		switch {
		case unicode.Is(unicode.Cf, r):
			continue
		case unicode.IsControl(r) && !strings.ContainsRune("\t\r\n\u0085", r):
			return "", fault.New(fault.Invalid, "pack.control", "line", line)
		case r == '\u00a0', r == '\u3000' && strings.ContainsRune("\n :-,{[", before):
			r = ' '
		case r == '\n':
			line++
		}
		b.WriteRune(r)
		before = r
	}
	return b.String(), nil
}

// notUTF8 is the line of the first letter in another encoding, 0 where there is none.
func notUTF8(body string) int {
	for at, r := range body {
		if _, width := utf8.DecodeRuneInString(body[at:]); r == utf8.RuneError && width == 1 {
			return 1 + strings.Count(body[:at], "\n")
		}
	}
	return 0
}
