// Texts, and what pretends to be no more than a text.

package photo

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

// The beginnings and contents by which a page, a drawing or a script is told. A
// browser that guesses needs only one of them anywhere near the beginning, so one
// is enough here.
var (
	pageSigns = []string{"<!doctype html", "<html", "<head", "<body", "<script", "<iframe", "<object", "<embed",
		"<meta http-equiv", "<img", "javascript:", "xmlns=\"http://www.w3.org/1999/xhtml"}
	pageStarts   = []string{"<!--", "<table", "<div", "<style", "<title", "<h1", "<font", "<br", "<p>", "<a ", "<b>", "<center", "<form", "mime-version:"}
	scriptStarts = []string{"#!", "<?php", "<?=", "<%", "@echo", "@set ", "windows registry editor"}
)

// sniffText tells text, page, drawing and script; cut tells that the head ends in
// the middle of the file.
func sniffText(head []byte, cut bool) Kind {
	text, wide := narrow(head)
	if len(text) == 0 || !wide && !isText(text, cut) {
		return Unknown
	}
	low := bytes.ToLower(bytes.TrimLeft(text, "\ufeff\r\n\t\f "))
	starts := func(s string) bool { return bytes.HasPrefix(low, []byte(s)) }
	holds := func(s string) bool { return bytes.Contains(low, []byte(s)) }
	switch {
	case slices.ContainsFunc(scriptStarts, starts):
		return Script
	case holds("<svg"):
		return SVG
	case slices.ContainsFunc(pageStarts, starts), slices.ContainsFunc(pageSigns, holds):
		return HTML
	}
	return Text
}

// narrow is the single bytes of UTF-16 with its mark (Excel's "Unicode text"),
// enough to look for signs; everything else is left as it is.
func narrow(head []byte) (text []byte, wide bool) {
	if !bytes.HasPrefix(head, []byte("\xff\xfe")) && !bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return head, false
	}
	for _, b := range head[2:] {
		if b != 0 {
			text = append(text, b)
		}
	}
	return text, true
}

// isText tells UTF-8 or GB 18030 without control characters. A head that was cut
// may end within a character.
func isText(head []byte, cut bool) bool {
	for _, b := range head {
		if b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1a && b != 0x1b || b == 0x7f {
			return false
		}
	}
	return isUTF8(head, cut) || isGB18030(head, cut)
}

func isUTF8(head []byte, cut bool) bool {
	for len(head) > 0 {
		r, n := utf8.DecodeRune(head)
		if r == utf8.RuneError && n == 1 {
			return cut && !utf8.FullRune(head)
		}
		head = head[n:]
	}
	return true
}

// isGB18030 checks the form of the one, two and four byte characters.
func isGB18030(head []byte, cut bool) bool {
	for i := 0; i < len(head); {
		n := wideGB(head[i:])
		if n == 0 {
			return false
		}
		if i += n; i > len(head) {
			return cut
		}
	}
	return true
}

// wideGB is how many bytes the first character takes, 0 when it is none.
func wideGB(b []byte) int {
	in := func(i int, low, high byte) bool { return i >= len(b) || low <= b[i] && b[i] <= high }
	switch {
	case b[0] < 0x80:
		return 1
	case b[0] == 0x80 || b[0] == 0xff:
		return 0
	case in(1, 0x40, 0xfe) && (len(b) < 2 || b[1] != 0x7f):
		return 2
	case in(1, 0x30, 0x39) && in(2, 0x81, 0xfe) && in(3, 0x30, 0x39):
		return 4
	}
	return 0
}
