package xlsx

// Text and attributes of the scanner: character data, CDATA, references.

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// content appends the text of the element at hand to dst and finishes it; what
// stands in elements inside it does not count. Text beyond lim.Text is a fault.
func (s *scanner) content(dst []byte) []byte {
	if s.closeEmpty() {
		return dst
	}
	room := len(dst) + s.lim.Text
	for s.err == nil {
		dst = s.chars(dst, room)
		switch s.tag() {
		case markStart:
			s.skip()
		case markText:
			dst = s.cdata(dst, room)
		case markEnd, markStop:
			return dst
		}
	}
	return dst
}

// chars appends character data up to the next '<', which it leaves at pos.
func (s *scanner) chars(dst []byte, room int) []byte {
	for {
		chunk := s.buf[s.pos:s.end]
		i := bytes.IndexByte(chunk, '<')
		if i >= 0 {
			s.pos += i
			return s.decode(dst, chunk[:i], room)
		}
		keep := unfinished(chunk)
		dst = s.decode(dst, chunk[:len(chunk)-keep], room)
		if s.err != nil {
			return dst
		}
		s.pos = s.end - keep
		if !s.more() {
			s.broken("end")
			return dst
		}
	}
}

// unfinished tells how many bytes at the end of a chunk may be the beginning of
// a reference or of a line end and must wait for what follows.
func unfinished(chunk []byte) int {
	tail := chunk[max(0, len(chunk)-12):]
	if i := bytes.LastIndexByte(tail, '&'); i >= 0 && bytes.IndexByte(tail[i:], ';') < 0 {
		return len(tail) - i
	}
	if len(tail) > 0 && tail[len(tail)-1] == '\r' {
		return 1
	}
	return 0
}

// cdata appends the characters of a CDATA section as they stand.
func (s *scanner) cdata(dst []byte, room int) []byte {
	for {
		chunk := s.buf[s.pos:s.end]
		if i := bytes.Index(chunk, []byte("]]>")); i >= 0 {
			s.pos += i + len("]]>")
			return s.plain(dst, chunk[:i], room)
		}
		keep := min(len(chunk), 2) // "]]" may go on
		for keep < len(chunk) && chunk[len(chunk)-keep-1] == '\r' {
			keep++
		}
		dst = s.plain(dst, chunk[:len(chunk)-keep], room)
		if s.err != nil {
			return dst
		}
		s.pos = s.end - keep
		if !s.more() {
			s.broken("end")
			return dst
		}
	}
}

// decode appends raw character data with its references resolved.
func (s *scanner) decode(dst, raw []byte, room int) []byte {
	for {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			return s.plain(dst, raw, room)
		}
		dst = s.plain(dst, raw[:i], room)
		n, r := reference(raw[i:])
		if n == 0 {
			s.broken("reference")
			return dst
		}
		dst = utf8.AppendRune(dst, r)
		raw = raw[i+n:]
	}
}

// plain appends text without references; line ends become \n as XML demands
// (section 2.11), control characters are no XML.
func (s *scanner) plain(dst, raw []byte, room int) []byte {
	if len(dst)+len(raw) > room {
		s.fail(tooLarge(codeText, "part", s.part, "limit", s.lim.Text))
		return dst
	}
	start := len(dst)
	dst = append(dst, raw...)
	for _, c := range raw {
		if c < ' ' && c != '\n' && c != '\t' {
			return s.lineEnds(dst, start)
		}
	}
	return dst
}

// lineEnds turns \r\n and \r into \n from start on; other controls are a fault.
func (s *scanner) lineEnds(dst []byte, start int) []byte {
	w := start
	for i := start; i < len(dst); i++ {
		c := dst[i]
		switch {
		case c == '\r' && i+1 < len(dst) && dst[i+1] == '\n':
			continue
		case c == '\r':
			c = '\n'
		case c < ' ' && c != '\n' && c != '\t':
			s.broken("control")
			return dst[:start]
		}
		dst[w] = c
		w++
	}
	return dst[:w]
}

// reference reads &name; or &#n; at the beginning of raw: its length, 0 if it is
// none, and the character. There are no other entities without a DTD.
func reference(raw []byte) (int, rune) {
	end := bytes.IndexByte(raw[:min(len(raw), 12)], ';')
	if end < 2 {
		return 0, 0
	}
	switch name := raw[1:end]; {
	case name[0] == '#':
		return charReference(name[1:], end+1)
	case string(name) == "amp":
		return end + 1, '&'
	case string(name) == "lt":
		return end + 1, '<'
	case string(name) == "gt":
		return end + 1, '>'
	case string(name) == "quot":
		return end + 1, '"'
	case string(name) == "apos":
		return end + 1, '\''
	}
	return 0, 0
}

// charReference reads the number of &#65; or &#x41;.
func charReference(digits []byte, length int) (int, rune) {
	base := 10
	if len(digits) > 0 && (digits[0] == 'x' || digits[0] == 'X') {
		base, digits = 16, digits[1:]
	}
	n, err := strconv.ParseUint(string(digits), base, 32)
	r := rune(min(n, utf8.MaxRune+1))
	if err != nil || !utf8.ValidRune(r) || r < ' ' && r != '\n' && r != '\r' && r != '\t' {
		return 0, 0
	}
	return length, r
}

// attributes begins a walk over the attributes of the element just opened.
func (s *scanner) attributes() attributes { return attributes{scan: s, rest: s.attrs} }

// An attributes is such a walk. Values are raw: see scanner.value.
type attributes struct {
	scan       *scanner
	rest       []byte
	key, value []byte
}

// next moves to the next attribute; false at the end. A broken one is a fault.
func (a *attributes) next() bool {
	i := 0
	for i < len(a.rest) && isSpace(a.rest[i]) {
		i++
	}
	if i == len(a.rest) {
		return false
	}
	a.rest = a.rest[i:]
	eq := bytes.IndexByte(a.rest, '=')
	if eq < 0 {
		return a.scan.broken("attribute")
	}
	a.key = a.rest[:nameEnd(a.rest)]
	a.rest = a.rest[eq+1:]
	for len(a.rest) > 0 && isSpace(a.rest[0]) {
		a.rest = a.rest[1:]
	}
	if len(a.rest) < 2 || a.rest[0] != '"' && a.rest[0] != '\'' {
		return a.scan.broken("attribute")
	}
	end := bytes.IndexByte(a.rest[1:], a.rest[0])
	if end < 0 {
		return a.scan.broken("attribute")
	}
	a.value, a.rest = a.rest[1:1+end], a.rest[2+end:]
	return true
}

// attr gives the decoded value of one attribute, "" if it is not there. The key
// counts without prefix when no attribute is named so exactly.
func (s *scanner) attr(key string) string {
	var loose []byte
	for a := s.attributes(); a.next(); {
		if string(a.key) == key {
			return s.value(a.value)
		}
		if string(local(a.key)) == key {
			loose = a.value
		}
	}
	return s.value(loose)
}

// value decodes an attribute's value.
func (s *scanner) value(raw []byte) string {
	return string(s.decode(nil, raw, s.lim.Text))
}

// flag reads a boolean attribute as XML Schema writes it.
func (s *scanner) flag(key string) bool { return isTrue(s.attr(key)) }

func isTrue(v string) bool { return v == "1" || v == "true" || v == "on" }
