// Read: bytes of unknown form and encoding become records and mistakes.

package platform

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"guatu/internal/fault"
)

// Read reads a file of either form. JSON begins with { or [; anything else is CSV,
// in UTF-8 with or without a mark, or in GB18030. The error is that nothing can be
// read: too_large, unreadable, encoding, empty, not_json, header and version under
// platform. Everything else wrong is in the file's mistakes.
func Read(r io.Reader) (*File, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	switch {
	case err != nil:
		return nil, fault.New(fault.Invalid, "platform.unreadable").Because(err)
	case len(data) > MaxBytes:
		return nil, fault.New(fault.TooLarge, "platform.too_large", "megabytes", MaxBytes>>20)
	}
	text, err := decode(data)
	if err != nil {
		return nil, err
	}
	body := bytes.TrimSpace(text)
	hash := sha256.Sum256(data)
	reader := &reader{text: text}
	reader.Hash = hex.EncodeToString(hash[:])
	switch {
	case len(body) == 0:
		return nil, fault.New(fault.Invalid, "platform.empty")
	case body[0] == '{' || body[0] == '[':
		reader.Form = JSON
		err = reader.json()
	default:
		reader.Form = CSV
		err = reader.csv()
	}
	if err != nil {
		return nil, err
	}
	if len(reader.Records) == 0 && len(reader.Wrong) == 0 {
		return nil, fault.New(fault.Invalid, "platform.empty")
	}
	return &reader.File, nil
}

// replacement is what decoders put where bytes are no text.
const replacement = "\uFFFD"

// decode gives the text of a file. Valid UTF-8 of any length is hardly ever anything
// else, so nothing is guessed.
func decode(data []byte) ([]byte, error) {
	body, marked := bytes.CutPrefix(data, []byte("\xef\xbb\xbf"))
	if utf8.Valid(body) {
		return body, nil
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if marked || err != nil || bytes.Contains(text, []byte(replacement)) {
		return nil, fault.New(fault.Invalid, "platform.encoding")
	}
	return text, nil
}

// A reader fills a file.
type reader struct {
	File
	text []byte
	seen int // records, good or not
}

// full notes that a file has too many records; the rest is not read.
func (r *reader) full(line int) bool {
	if r.seen < MaxRecords {
		r.seen++
		return false
	}
	r.wrong(line, fault.New(fault.TooLarge, "platform.too_many", "max", MaxRecords))
	return true
}

// wrong notes a mistake of a whole line.
func (r *reader) wrong(line int, e *fault.Error) {
	r.keep([]Mistake{{Line: line, Fault: e}})
}

// keep adds mistakes, as many as anybody reads.
func (r *reader) keep(list []Mistake) {
	for _, m := range list {
		if len(r.Wrong) >= MaxMistakes {
			r.More++
			continue
		}
		r.Wrong = append(r.Wrong, m)
	}
}

// take ends a record: it is kept, or what is wrong with it is.
func (r *reader) take(t *take, rec *Record) {
	t.finish(rec)
	if len(t.wrong) > 0 {
		r.keep(t.wrong)
		return
	}
	r.Records = append(r.Records, *rec)
}
