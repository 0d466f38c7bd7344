package xlsx

// The shared strings: every text of a workbook once. They are kept as one run of
// bytes, because 800,000 strings of their own cost twice the memory.

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// sharedStrings holds the texts end to end; text i ends at ends[i].
type sharedStrings struct {
	all  string
	ends []uint32 // enough for StringBytes, which Limits keep under 4 GB
}

// at gives text i.
func (t *sharedStrings) at(i int) (string, bool) {
	if i < 0 || i >= len(t.ends) {
		return "", false
	}
	from := uint32(0)
	if i > 0 {
		from = t.ends[i-1]
	}
	return t.all[from:t.ends[i]], true
}

// shared gives the strings of the workbook, read at the first call.
func (b *Book) shared() (*sharedStrings, error) {
	if b.strings != nil {
		return b.strings, nil
	}
	parts := targets(b.rels, "sharedStrings")
	if len(parts) == 0 {
		b.strings = &sharedStrings{}
		return b.strings, nil
	}
	s, closing, err := b.pack.scan(parts[0])
	if err != nil {
		return nil, err
	}
	defer closing()
	t := s.sharedStrings()
	if err := s.finish(); err != nil {
		return nil, err
	}
	b.strings = t
	return t, nil
}

// sharedStrings reads the part to its end.
func (s *scanner) sharedStrings() *sharedStrings {
	t := &sharedStrings{}
	var all strings.Builder
	var text []byte
	for ok := s.root(); ok && s.child(); {
		if string(s.name) != "si" {
			s.skip()
			continue
		}
		text = s.richText(text[:0])
		if len(t.ends) >= s.lim.Strings || all.Len()+len(text) > s.lim.StringBytes {
			s.fail(tooLarge(codeStrings, "part", s.part, "limit", s.lim.Strings))
			break
		}
		if !utf8.Valid(text) {
			s.fail(invalid(codeEncoding, "part", s.part, "encoding", "utf-8"))
			break
		}
		all.Write(text)
		t.ends = append(t.ends, uint32(all.Len()))
	}
	t.all = all.String()
	return t
}

// richText appends the text of an si, is or comment text: its t and the t of its
// runs (r), but not of its phonetic runs (rPh), which say how to pronounce it.
func (s *scanner) richText(dst []byte) []byte {
	start := len(dst)
	for s.child() {
		switch string(s.name) {
		case "t":
			dst = s.content(dst)
		case "r":
			dst = s.runText(dst)
		default:
			s.skip()
		}
		if len(dst)-start > s.lim.Text {
			s.fail(tooLarge(codeText, "part", s.part, "limit", s.lim.Text))
		}
	}
	return unescape(dst, start)
}

// runText appends the text of one run.
func (s *scanner) runText(dst []byte) []byte {
	for s.child() {
		if string(s.name) == "t" {
			dst = s.content(dst)
			continue
		}
		s.skip()
	}
	return dst
}

// unescape resolves _x000D_ (ST_Xstring, ECMA-376 part 1, 22.9.2.19) in dst from
// start on. Control characters so hidden are dropped: nothing downstream, least
// of all a database, wants a zero byte in a project's name.
func unescape(dst []byte, start int) []byte {
	if bytes.IndexByte(dst[start:], '_') < 0 {
		return dst
	}
	w := start
	for i := start; i < len(dst); {
		r, ok := escaped(dst[i:])
		switch {
		case !ok:
			dst[w] = dst[i]
			w, i = w+1, i+1
		case r < ' ' && r != '\n' && r != '\r' && r != '\t':
			i += len("_x0000_")
		default: // at most three bytes for the seven read
			w += utf8.EncodeRune(dst[w:i+7], r)
			i += len("_x0000_")
		}
	}
	return dst[:w]
}

// escaped reads _xHHHH_ at the beginning of b.
func escaped(b []byte) (rune, bool) {
	if len(b) < 7 || b[0] != '_' || b[1] != 'x' || b[6] != '_' {
		return 0, false
	}
	r := rune(0)
	for _, c := range b[2:6] {
		d := strings.IndexByte("0123456789ABCDEF", c&^(c>>1&0x20))
		if d < 0 {
			return 0, false
		}
		r = r<<4 | rune(d)
	}
	return r, true
}
