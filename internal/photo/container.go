// Containers: what is in a zip or in an Office file of before 2007, told from
// their directories without unpacking anything.

package photo

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"strings"
)

const (
	zipTail     = 22 + 1<<16 // the end of a zip with the longest comment
	zipRead     = 1 << 20    // of its directory
	oleSign     = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	oleSectors  = 64 // of its directory: thousands of names
	oleLastKind = 0xfffffffa
)

// sniffZip tells what a zip holds by the names in its directory, which stands at
// its end. One whose end is missing was cut off and is Unknown.
func sniffZip(r io.ReaderAt, size int64) (Kind, error) {
	tail, err := section(r, max(0, size-zipTail), min(size, zipTail))
	if err != nil {
		return Unknown, err
	}
	at := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if at < 0 || len(tail)-at < 22 {
		return Unknown, nil
	}
	length := int64(binary.LittleEndian.Uint32(tail[at+12:]))
	offset := int64(binary.LittleEndian.Uint32(tail[at+16:]))
	if offset+length > size { // also zip64, which no document of an office is
		return Zip, nil
	}
	directory, err := section(r, offset, min(length, zipRead))
	if err != nil {
		return Unknown, err
	}
	return holding(zipNames(directory)), nil
}

// zipNames are the names in a zip's directory, as far as it can be read.
func zipNames(d []byte) []string {
	var names []string
	for len(d) >= 46 && string(d[:4]) == "PK\x01\x02" {
		name := int(binary.LittleEndian.Uint16(d[28:]))
		next := 46 + name + int(binary.LittleEndian.Uint16(d[30:])) + int(binary.LittleEndian.Uint16(d[32:]))
		if next > len(d) {
			break
		}
		names = append(names, string(d[46:46+name]))
		d = d[next:]
	}
	return names
}

// holding is the kind of a zip by what lies in it.
func holding(names []string) Kind {
	has := func(want string) bool {
		return slices.ContainsFunc(names, func(n string) bool {
			return n == want || strings.HasSuffix(want, "/") && strings.HasPrefix(n, want)
		})
	}
	switch {
	case has("META-INF/MANIFEST.MF"), has("AndroidManifest.xml"):
		return Program
	case has("OFD.xml"):
		return OFD
	case !has("[Content_Types].xml"):
		return Zip
	case has("word/"):
		return Docx
	case has("xl/"):
		return Xlsx
	case has("ppt/"):
		return Pptx
	}
	return Zip
}

// sniffOLE tells an Office file of before 2007 (and of WPS) by the streams named
// in its directory, followed along the chain of its sectors.
func sniffOLE(r io.ReaderAt, head []byte, size int64) (Kind, error) {
	if len(head) < 512 {
		return Unknown, nil
	}
	shift := binary.LittleEndian.Uint16(head[30:])
	if shift != 9 && shift != 12 {
		return Unknown, nil
	}
	wide := int64(1) << shift
	sector := binary.LittleEndian.Uint32(head[48:])
	for range oleSectors {
		if sector >= oleLastKind || (int64(sector)+2)*wide > size+wide-1 {
			break
		}
		entries, err := section(r, (int64(sector)+1)*wide, wide)
		if err != nil {
			return Unknown, err
		}
		if k := oleStream(entries); k != Unknown {
			return k, nil
		}
		if sector, err = oleNext(r, head, sector); err != nil {
			return Unknown, err
		}
	}
	return Unknown, nil
}

// oleNext is the sector after one, from the table of sectors; the header names
// where the first 109 parts of that table lie.
func oleNext(r io.ReaderAt, head []byte, sector uint32) (uint32, error) {
	wide := int64(1) << binary.LittleEndian.Uint16(head[30:])
	part := int64(sector) / (wide / 4)
	if part >= 109 {
		return oleLastKind, nil
	}
	table := binary.LittleEndian.Uint32(head[76+4*part:])
	if table >= oleLastKind {
		return oleLastKind, nil
	}
	next, err := section(r, (int64(table)+1)*wide+int64(sector)%(wide/4)*4, 4)
	if err != nil || len(next) < 4 {
		return oleLastKind, err
	}
	return binary.LittleEndian.Uint32(next), nil
}

// oleStreams are the names by which the programs' files are told.
var oleStreams = map[string]Kind{
	"WordDocument": Doc, "Workbook": Xls, "Book": Xls, "PowerPoint Document": Ppt,
	"EncryptedPackage": Locked, "ETExtData": Xls,
}

// oleStream is the kind told by the entries of one sector, 128 bytes each.
func oleStream(entries []byte) Kind {
	for ; len(entries) >= 128; entries = entries[128:] {
		length := int(binary.LittleEndian.Uint16(entries[64:])) - 2
		if length <= 0 || length > 62 {
			continue
		}
		name := bytes.ReplaceAll(entries[:length], []byte{0}, nil)
		if k, ok := oleStreams[string(name)]; ok {
			return k
		}
	}
	return Unknown
}

// section reads a part of a file; less when the file ends.
func section(r io.ReaderAt, at, length int64) ([]byte, error) {
	b := make([]byte, length)
	n, err := r.ReadAt(b, at)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return b[:n], err
}
