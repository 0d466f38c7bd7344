package xlsx

// What a file is, by its first bytes: the name that came with it proves nothing.

import (
	"bytes"
	"io"
	"strings"
)

// A Form is the form of a file as its bytes show it.
type Form string

// The forms that offices send under the name of a spreadsheet.
const (
	FormZip   Form = "zip"   // .xlsx, but also .docx, .ods, .numbers: Open tells
	FormCFB   Form = "cfb"   // .xls, .et, or an encrypted .xlsx
	FormText  Form = "text"  // .csv, as far as one can tell: OpenCSV tells
	FormHTML  Form = "html"  // a web page named .xls, a favourite of old systems
	FormXML   Form = "xml"   // XML of some kind, SpreadsheetML 2003 perhaps
	FormPDF   Form = "pdf"   //
	FormRTF   Form = "rtf"   //
	FormRAR   Form = "rar"   //
	Form7z    Form = "7z"    //
	FormGzip  Form = "gzip"  //
	FormImage Form = "image" // a photograph of a ledger
	FormEmpty Form = "empty" //
)

// signatures are tried in order.
var signatures = []struct {
	magic string
	form  Form
}{
	{"PK\x03\x04", FormZip}, {"PK\x05\x06", FormZip}, {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FormCFB},
	{"%PDF-", FormPDF}, {"{\\rtf", FormRTF}, {"Rar!\x1a\x07", FormRAR}, {"7z\xbc\xaf\x27\x1c", Form7z},
	{"\x1f\x8b\x08", FormGzip}, {"\x89PNG", FormImage}, {"\xff\xd8\xff", FormImage}, {"GIF8", FormImage},
}

// Sniff tells the form of a file from its first bytes; 512 are plenty.
func Sniff(head []byte) Form {
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.magic)) {
			return s.form
		}
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	lower := strings.ToLower(string(text[:min(len(text), 64)]))
	switch {
	case len(text) == 0:
		return FormEmpty
	case strings.HasPrefix(lower, "<!doctype html"), strings.HasPrefix(lower, "<html"),
		strings.HasPrefix(lower, "<table"), strings.HasPrefix(lower, "<meta"), strings.HasPrefix(lower, "<head"):
		return FormHTML
	case strings.HasPrefix(lower, "<?xml"):
		return FormXML
	}
	return FormText
}

// refuseForm is the fault of a file that is no zip; nil for a zip.
func refuseForm(r io.ReaderAt, size int64) error {
	head := make([]byte, min(size, 512))
	if _, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return unreadable(err)
	}
	switch form := Sniff(head); form {
	case FormZip:
		return nil
	case FormEmpty:
		return invalid(codeEmpty)
	case FormCFB:
		return compoundFault(r, size)
	default:
		return invalid(codeNotWorkbook, "found", string(form))
	}
}

// compoundFault tells the compound files (MS-CFB) apart by the names of their
// streams, which stand in the directory as UTF-16: an .xlsx with a password is
// wrapped in one (MS-OFFCRYPTO 1.3.2), .xls, .et and .doc are ones.
func compoundFault(r io.ReaderAt, size int64) error {
	names := []string{"EncryptedPackage", "WordDocument", "PowerPoint Document"}
	switch found, err := firstOf(io.NewSectionReader(r, 0, size), names); {
	case err != nil:
		return unreadable(err)
	case found == names[0]:
		return invalid(codeEncrypted)
	case found == names[1]:
		return invalid(codeNotWorkbook, "found", "doc")
	case found == names[2]:
		return invalid(codeNotWorkbook, "found", "ppt")
	}
	return invalid(codeXLSOld)
}

// firstOf gives the name, in the order of names, that r holds in UTF-16.
func firstOf(r io.Reader, names []string) (string, error) {
	best, keep := len(names), 64
	buf := make([]byte, 64<<10)
	for have := 0; ; {
		n, err := io.ReadFull(r, buf[have:])
		have += n
		for i := range best {
			if bytes.Contains(buf[:have], wide(names[i])) {
				best = i
				break
			}
		}
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return append(names, "")[best], nil
		}
		if err != nil {
			return "", err
		}
		have = copy(buf, buf[have-keep:have])
	}
}

// wide is ASCII as UTF-16, little endian.
func wide(s string) []byte {
	b := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		b = append(b, s[i], 0)
	}
	return b
}
