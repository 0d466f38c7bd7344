package xlsx

// A pull scanner for the XML of office documents: elements, attributes, text.
// It knows neither namespaces (prefixes are cut off) nor entities beyond the
// five of XML, and it refuses a DTD, which is where every XML attack begins.

import (
	"bytes"
	"io"

	"guatu/internal/fault"
)

// A scanner walks one part. The caller asks for the children of the element it
// stands in and must finish each child it was given: by skip, by content, or by
// asking for that child's own children until there are none.
//
// Errors stick: after one, every call reports the end, and err tells why. Names,
// attributes and their values point into the buffer and last until the next call.
type scanner struct {
	src      io.Reader
	part     string
	lim      Limits
	buf      []byte
	pos, end int
	base     int64 // offset of buf[0] in the part
	name     []byte
	attrs    []byte
	empty    bool   // the element just opened is <x/>
	open     []byte // full names of the open elements, one after another
	marks    []int  // where each begins in open
	err      error
}

const (
	scanBuffer = 64 << 10
	maxTag     = 1 << 20 // a longer tag is no spreadsheet
)

// newScanner reads part from src, which must be UTF-8 (see utf8Reader).
func newScanner(part string, src io.Reader, lim Limits) *scanner {
	return &scanner{src: src, part: part, lim: lim, buf: make([]byte, scanBuffer)}
}

// fail keeps the first error and stops the scan.
func (s *scanner) fail(err error) bool {
	if s.err == nil {
		s.err = err
	}
	s.pos, s.end = 0, 0
	return false
}

// broken is a fault of the XML itself.
func (s *scanner) broken(reason string) bool {
	return s.fail(invalid(codeXML, "part", s.part, "offset", s.base+int64(s.pos), "reason", reason))
}

// more reads on, keeping buf[pos:end]; false at the end of the part or on error.
func (s *scanner) more() bool {
	if s.err != nil {
		return false
	}
	if s.pos > 0 {
		copy(s.buf, s.buf[s.pos:s.end])
		s.base += int64(s.pos)
		s.end -= s.pos
		s.pos = 0
	}
	if s.end == len(s.buf) && !s.grow() {
		return false
	}
	for range 100 {
		n, err := s.src.Read(s.buf[s.end:])
		s.end += n
		if n > 0 {
			return true
		}
		if err == io.EOF {
			return false
		}
		if err != nil {
			return s.fail(readFault(s.part, err))
		}
	}
	return s.fail(readFault(s.part, io.ErrNoProgress))
}

// grow makes room for a tag longer than the buffer, within reason.
func (s *scanner) grow() bool {
	if len(s.buf) >= maxTag {
		return s.broken("tag")
	}
	s.buf = append(s.buf, make([]byte, len(s.buf))...)
	return true
}

// need has n bytes at pos, or tells that the part ends before.
func (s *scanner) need(n int) bool {
	for s.end-s.pos < n {
		if !s.more() {
			return false
		}
	}
	return true
}

// What markup may turn out to be.
type markup uint8

const (
	markNone  markup = iota // a comment or instruction, passed over
	markStart               // an element opened: name and attrs are set
	markEnd                 // the innermost element closed
	markText                // character data follows at pos
	markStop                // the part ended or is broken
)

// root opens the outermost element; false if there is none.
func (s *scanner) root() bool {
	for {
		switch s.next() {
		case markStart:
			return true
		case markEnd, markStop:
			return false
		}
	}
}

// child opens the next child of the element at hand; false at its end.
func (s *scanner) child() bool {
	if s.closeEmpty() {
		return false
	}
	for {
		switch s.next() {
		case markStart:
			return true
		case markEnd, markStop:
			return false
		}
	}
}

// skip passes over the rest of the element at hand.
func (s *scanner) skip() {
	if s.closeEmpty() {
		return
	}
	for depth := len(s.marks); len(s.marks) >= depth && s.err == nil; {
		if s.next() == markStart {
			s.closeEmpty()
		}
	}
}

// closeEmpty ends an element that was written <x/>.
func (s *scanner) closeEmpty() bool {
	if !s.empty {
		return false
	}
	s.empty = false
	s.pop()
	return true
}

// pop forgets the innermost open element.
func (s *scanner) pop() {
	last := len(s.marks) - 1
	s.open = s.open[:s.marks[last]]
	s.marks = s.marks[:last]
}

// next passes text and reads one piece of markup.
func (s *scanner) next() markup {
	for {
		i := bytes.IndexByte(s.buf[s.pos:s.end], '<')
		if i >= 0 {
			s.pos += i
			return s.tag()
		}
		s.pos = s.end
		if !s.more() {
			return s.stop()
		}
	}
}

// stop is the end of the part, which is a mistake while elements are open.
func (s *scanner) stop() markup {
	if s.err == nil && len(s.marks) > 0 {
		s.broken("end")
	}
	return markStop
}

// tag reads the markup whose '<' stands at pos.
func (s *scanner) tag() markup {
	if !s.need(2) {
		s.broken("end")
		return markStop
	}
	switch s.buf[s.pos+1] {
	case '/':
		return s.endTag()
	case '!':
		return s.declaration()
	case '?':
		return s.pass("?>")
	}
	return s.startTag()
}

// tagEnd gives the offset after pos of the '>' that ends a tag; quoted values
// may hold one.
func (s *scanner) tagEnd() (int, bool) {
	var quote byte
	for i := 1; ; i++ {
		if s.pos+i >= s.end && !s.need(i+1) {
			s.broken("tag")
			return 0, false
		}
		c := s.buf[s.pos+i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '>':
			return i, true
		case c == '"' || c == '\'':
			quote = c
		case c == '<':
			s.broken("tag")
			return 0, false
		}
	}
}

// startTag opens an element.
func (s *scanner) startTag() markup {
	n, ok := s.tagEnd()
	if !ok {
		return markStop
	}
	tag := s.buf[s.pos+1 : s.pos+n]
	s.pos += n + 1
	if s.empty = len(tag) > 0 && tag[len(tag)-1] == '/'; s.empty {
		tag = tag[:len(tag)-1]
	}
	cut := nameEnd(tag)
	full := tag[:cut]
	if cut == 0 {
		s.broken("name")
		return markStop
	}
	if len(s.marks) >= s.lim.Depth {
		s.fail(tooLarge(codeDeep, "part", s.part, "limit", s.lim.Depth))
		return markStop
	}
	s.marks = append(s.marks, len(s.open))
	s.open = append(s.open, full...)
	s.name, s.attrs = local(full), tag[cut:]
	return markStart
}

// endTag closes the innermost element, which must be the one it names.
func (s *scanner) endTag() markup {
	n := bytes.IndexByte(s.buf[s.pos:s.end], '>')
	for n < 0 {
		if s.end-s.pos > maxTag || !s.more() {
			s.broken("tag")
			return markStop
		}
		n = bytes.IndexByte(s.buf[s.pos:s.end], '>')
	}
	full := s.buf[s.pos+2 : s.pos+n]
	for len(full) > 0 && isSpace(full[len(full)-1]) {
		full = full[:len(full)-1]
	}
	last := len(s.marks) - 1
	if last < 0 || !bytes.Equal(full, s.open[s.marks[last]:]) {
		s.broken("nesting")
		return markStop
	}
	s.pos += n + 1
	s.pop()
	return markEnd
}

// declaration is <!-- -->, <![CDATA[ ]]> or a DTD.
func (s *scanner) declaration() markup {
	if s.need(4) && string(s.buf[s.pos:s.pos+4]) == "<!--" {
		s.pos += 4
		return s.pass("-->")
	}
	if s.need(9) && string(s.buf[s.pos:s.pos+9]) == "<![CDATA[" {
		s.pos += 9
		return markText
	}
	s.fail(invalid(codeDTD, "part", s.part))
	return markStop
}

// pass skips to the end of a comment or instruction.
func (s *scanner) pass(until string) markup {
	for {
		if i := bytes.Index(s.buf[s.pos:s.end], []byte(until)); i >= 0 {
			s.pos += i + len(until)
			return markNone
		}
		s.pos = max(s.pos, s.end-len(until)+1)
		if !s.more() {
			s.broken("end")
			return markStop
		}
	}
}

// finish reads to the end, so that the checksum of the part is verified, and
// gives the error of the scan.
func (s *scanner) finish() error {
	if s.err != nil {
		return s.err
	}
	if _, err := io.Copy(io.Discard, s.src); err != nil {
		return readFault(s.part, err)
	}
	return nil
}

// readFault is what reading a part ran into: a fault as it is, else damage.
func readFault(part string, err error) error {
	if _, ok := fault.As(err); ok {
		return err
	}
	return invalid(codeZip, "part", part).Because(err)
}

// nameEnd gives the length of the name a tag begins with.
func nameEnd(tag []byte) int {
	for i, c := range tag {
		if isSpace(c) || c == '=' {
			return i
		}
	}
	return len(tag)
}

// local cuts the namespace prefix off a name: some generators write <x:row>.
func local(name []byte) []byte {
	return name[bytes.IndexByte(name, ':')+1:]
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }
