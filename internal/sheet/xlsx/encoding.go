package xlsx

// The character encoding of an XML part: UTF-8 as everybody writes it, UTF-16 as
// the standard allows, nothing else.

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// utf8Reader gives src as UTF-8 without a byte order mark.
func utf8Reader(part string, src io.Reader) (io.Reader, error) {
	in := bufio.NewReaderSize(src, 4096)
	head, err := in.Peek(256)
	if err != nil && err != io.EOF {
		return nil, readFault(part, err)
	}
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("<\x00")):
		return &utf16Reader{src: in, order: binary.LittleEndian, part: part}, nil
	case bytes.HasPrefix(head, []byte("\xfe\xff")), bytes.HasPrefix(head, []byte("\x00<")):
		return &utf16Reader{src: in, order: binary.BigEndian, part: part}, nil
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		_, err = in.Discard(3)
		return in, err
	}
	if e := declaredEncoding(head); e != "" && e != "utf-8" && e != "utf8" && e != "us-ascii" {
		return nil, invalid(codeEncoding, "part", part, "encoding", e)
	}
	return in, nil
}

// declaredEncoding reads encoding="…" from an XML declaration, in lower case.
func declaredEncoding(head []byte) string {
	if !bytes.HasPrefix(head, []byte("<?xml")) {
		return ""
	}
	head = head[:max(0, bytes.Index(head, []byte("?>")))]
	_, after, ok := bytes.Cut(head, []byte("encoding"))
	after = bytes.TrimLeft(after, " =\t\r\n")
	if !ok || len(after) < 2 {
		return ""
	}
	name, _, _ := bytes.Cut(after[1:], after[:1])
	return strings.ToLower(string(name))
}

// A utf16Reader turns UTF-16 into UTF-8; a lone surrogate is a fault.
type utf16Reader struct {
	src   *bufio.Reader
	order binary.ByteOrder
	part  string
	out   []byte
	begun bool
}

// Read fills p with whole characters, and keeps back what does not fit.
func (u *utf16Reader) Read(p []byte) (int, error) {
	for len(u.out) < len(p) {
		r, err := u.char()
		if err == io.EOF && len(u.out) > 0 {
			break
		}
		if err != nil {
			return 0, err
		}
		if u.begun || r != '\ufeff' {
			u.out = utf8.AppendRune(u.out, r)
		}
		u.begun = true
	}
	n := copy(p, u.out)
	u.out = append(u.out[:0], u.out[n:]...)
	return n, nil
}

// char reads one character of one or two units.
func (u *utf16Reader) char() (rune, error) {
	hi, err := u.unit()
	if err != nil || !utf16.IsSurrogate(hi) {
		return hi, err
	}
	lo, err := u.unit()
	if err != nil && err != io.EOF {
		return 0, err
	}
	r := utf16.DecodeRune(hi, lo)
	if r == utf8.RuneError {
		return 0, invalid(codeEncoding, "part", u.part, "encoding", "utf-16")
	}
	return r, nil
}

// unit reads two bytes; half a unit at the end is a fault.
func (u *utf16Reader) unit() (rune, error) {
	var b [2]byte
	_, err := io.ReadFull(u.src, b[:])
	if err == io.ErrUnexpectedEOF {
		return 0, invalid(codeEncoding, "part", u.part, "encoding", "utf-16")
	}
	return rune(u.order.Uint16(b[:])), err
}
