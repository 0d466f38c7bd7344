package xlsx

// From bytes of unknown encoding to text, or a fault that names the byte.

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// replacement is what decoders put where bytes are no text. A file that holds it
// already was spoilt by an earlier conversion, which is no better.
const replacement = "\uFFFD"

// decodeText gives the text of a .csv and the name of its encoding. GB18030, not
// GBK: names of people and places use its four-byte characters (GB 18030-2022).
// Guessing encodings statistically fails on short texts (stack.md section 10), so
// nothing is guessed: valid UTF-8 of any length is hardly ever anything else.
func decodeText(data []byte) (string, string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return decodeUTF16(data, binary.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decodeUTF16(data, binary.BigEndian)
	}
	if err := zeroByte(data); err != nil {
		return "", "", err
	}
	body, marked := bytes.CutPrefix(data, []byte("\xef\xbb\xbf"))
	if marked || utf8.Valid(body) {
		return decodeUTF8(body, len(data)-len(body))
	}
	return decodeGB18030(data)
}

// decodeUTF8 checks body, which begins at an offset of the file.
func decodeUTF8(body []byte, offset int) (string, string, error) {
	for i := 0; i < len(body); {
		r, n := utf8.DecodeRune(body[i:])
		if r == utf8.RuneError {
			return "", "", invalid(codeGarbled, "offset", offset+i, "encoding", "utf-8")
		}
		i += n
	}
	return string(body), "utf-8", nil
}

// decodeUTF16 reads units of two bytes behind the mark.
func decodeUTF16(data []byte, order binary.ByteOrder) (string, string, error) {
	var b strings.Builder
	for i := 2; i < len(data); i += 2 {
		if i+1 == len(data) {
			return "", "", invalid(codeGarbled, "offset", i, "encoding", "utf-16")
		}
		at, r := i, rune(order.Uint16(data[i:]))
		if utf16.IsSurrogate(r) && i+3 < len(data) {
			r = utf16.DecodeRune(r, rune(order.Uint16(data[i+2:])))
			i += 2
		}
		if r == 0 {
			return "", "", invalid(codeBinary, "offset", at)
		}
		if r == utf8.RuneError || utf16.IsSurrogate(r) {
			return "", "", invalid(codeGarbled, "offset", at, "encoding", "utf-16")
		}
		b.WriteRune(r)
	}
	return b.String(), "utf-16", nil
}

// decodeGB18030 decodes at once and looks for the place only if it failed.
func decodeGB18030(data []byte) (string, string, error) {
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err == nil && !bytes.Contains(text, []byte(replacement)) {
		return string(text), "gb18030", nil
	}
	return "", "", invalid(codeGarbled, "offset", garbledAt(data), "encoding", "gb18030").Because(err)
}

// garbledAt gives the offset of the first character that GB18030 does not know.
func garbledAt(data []byte) int {
	dec := simplifiedchinese.GB18030.NewDecoder()
	for i := 0; i < len(data); {
		n := charLength(data[i:])
		text, err := dec.Bytes(data[i : i+n])
		if err != nil || bytes.Contains(text, []byte(replacement)) {
			return i
		}
		i += n
	}
	return len(data)
}

// charLength gives the length of the GB18030 character data begins with.
func charLength(data []byte) int {
	switch {
	case data[0] < 0x80 || len(data) == 1:
		return 1
	case '0' <= data[1] && data[1] <= '9':
		return min(4, len(data))
	}
	return 2
}
