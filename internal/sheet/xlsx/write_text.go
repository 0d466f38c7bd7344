package xlsx

// Text on its way out: XML-safe, and harmless to whoever opens the file.

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// maxText is the longest text of a cell, in UTF-16 units (Excel's bound).
const maxText = 32767

// risky tells whether a spreadsheet might take text for a formula when the cell
// is edited or the sheet saved as .csv: = + - @ and the tab or line end that some
// programs pass over first, half width and full width.
func risky(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("=+-@\t\r\n＝＋－＠", r)
}

// units counts UTF-16 units, which is how Excel counts characters.
func units(text string) int {
	if len(text) <= maxText {
		return len(text) // more than the units; enough where it fits
	}
	n := 0
	for _, r := range text {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// appendText appends text as XML character data. Line ends become \n, characters
// that XML cannot hold are left out, bytes that are no UTF-8 become U+FFFD, and a
// literal _x0041_ is guarded, lest Excel read it as an escape.
func appendText(dst []byte, text string) []byte {
	from := 0
	for i, r := range text {
		if i < from {
			continue // the \n of a \r\n
		}
		rep, n, ok := replaced(text[i:], r)
		if !ok {
			continue
		}
		dst = append(append(dst, text[from:i]...), rep...)
		from = i + n
	}
	return append(dst, text[from:]...)
}

// replaced gives what stands in XML for the character text begins with, and how
// many bytes it stands for; not ok if the character may stand as it is.
func replaced(text string, r rune) (string, int, bool) {
	switch r {
	case '&':
		return "&amp;", 1, true
	case '<':
		return "&lt;", 1, true
	case '>':
		return "&gt;", 1, true
	case '"':
		return "&quot;", 1, true
	case '\r':
		return "\n", 1 + len(text[1:]) - len(strings.TrimPrefix(text[1:], "\n")), true
	case '_':
		_, ok := escaped([]byte(text[:min(len(text), 7)]))
		return "_x005F_", 1, ok
	case utf8.RuneError:
		_, n := utf8.DecodeRuneInString(text)
		return replacement, n, true
	case '\ufffe', '\uffff':
		return "", 3, true
	}
	return "", 1, r < ' ' && r != '\n' && r != '\t'
}

// CheckSheetName tells whether Excel takes a name for a sheet: 1 to 31
// characters, none of []:*?/\ and no control character, no apostrophe at either
// end, and not "History", which Excel keeps for itself.
func CheckSheetName(name string) error {
	bad := name == "" || len(utf16.Encode([]rune(name))) > 31 || !utf8.ValidString(name) ||
		strings.ContainsAny(name, `[]:*?/\`) || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == '\ufffe' || r == '\uffff' }) ||
		strings.HasPrefix(name, "'") || strings.HasSuffix(name, "'") || strings.EqualFold(name, "History")
	if bad {
		return invalid(codeSheetName, "name", name)
	}
	return nil
}

// SheetName makes a name that CheckSheetName takes out of any text: what cannot
// stand becomes a space, what is too long is cut, nothing at all becomes "表".
func SheetName(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r == utf8.RuneError || r == '\ufffe' || r == '\uffff' || strings.ContainsRune(`[]:*?/\`, r) {
			return ' '
		}
		return r
	}, text)
	name, n := "", 0
	for _, r := range strings.Trim(text, " '") {
		if n += utf16.RuneLen(r); n > 31 {
			break
		}
		name += string(r)
	}
	name = strings.Trim(name, " '")
	switch {
	case name == "":
		return "表"
	case strings.EqualFold(name, "History"):
		return name + "_"
	}
	return name
}
