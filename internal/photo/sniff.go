// Sniff: what a file truly is.

package photo

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
)

// headSize is how much of a file's beginning is looked at.
const headSize = 4096

// A magic is bytes at a place by which a kind is told.
type magic struct {
	at   int
	sign string
	kind Kind
}

// magics in the order of asking. What could be misused is asked first.
var magics = []magic{
	{0, "\x7fELF", Program},
	{0, "\xfe\xed\xfa\xce", Program}, {0, "\xfe\xed\xfa\xcf", Program}, // Mach-O
	{0, "\xce\xfa\xed\xfe", Program}, {0, "\xcf\xfa\xed\xfe", Program},
	{0, "\xca\xfe\xba\xbe", Program},          // Java class, universal Mach-O
	{0, "dex\n", Program},                     // Android
	{0, "L\x00\x00\x00\x01\x14\x02", Program}, // a Windows shortcut, the usual disguise of a command
	{0, "ITSF", Program},                      // compiled help
	{0, "\xff\xd8\xff", JPEG},
	{0, "\x89PNG\r\n\x1a\n", PNG},
	{0, "GIF87a", GIF}, {0, "GIF89a", GIF},
	{8, "WEBP", WebP},
	{0, "II*\x00", TIFF}, {0, "MM\x00*", TIFF},
	{0, "Rar!\x1a\x07", RAR},
	{0, "7z\xbc\xaf\x27\x1c", SevenZ},
	{0, `{\rtf`, RTF},
	{0, "AC10", DWG},
	{0, "ID3", MP3},
}

// Sniff tells what kind a file of that many bytes is. It reads the beginning, and
// of containers (zip, the old Office) their directory, both bounded: a file that
// lies about its lengths is Unknown. The error is the reader's own.
func Sniff(r io.ReaderAt, size int64) (Kind, error) {
	head := make([]byte, min(max(size, 0), headSize))
	n, err := r.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return Unknown, err
	}
	head = head[:n]
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return sniffZip(r, size)
	case bytes.HasPrefix(head, []byte(oleSign)):
		return sniffOLE(r, head, size)
	}
	return sniffHead(head, size), nil
}

// sniffHead tells the kinds that show in their first bytes.
func sniffHead(head []byte, size int64) Kind {
	if isProgram(head, size) {
		return Program
	}
	for _, m := range magics {
		if len(head) > m.at && bytes.HasPrefix(head[m.at:], []byte(m.sign)) && confirmed(m.kind, head) {
			return m.kind
		}
	}
	switch {
	case len(head) >= 12 && string(head[4:8]) == "ftyp":
		return sniffFtyp(head)
	case isBitmap(head):
		return BMP
	case bytes.HasPrefix(bytes.TrimLeft(head, "\ufeff\r\n\t \x00"), []byte("%PDF-")):
		return PDF
	case len(head) >= 3 && head[0] == 0xff && (head[1] == 0xfb || head[1] == 0xf3 || head[1] == 0xf2):
		return MP3
	}
	return sniffText(head, int64(len(head)) < size)
}

// confirmed asks a second question of signs that are short or are text.
func confirmed(k Kind, head []byte) bool {
	switch k {
	case WebP:
		return string(head[:4]) == "RIFF"
	case DWG:
		return len(head) > 12 && bytes.IndexByte(head[:12], 0) >= 0
	}
	return true
}

// isProgram tells a program of Windows: MZ, and either the place of a newer
// header within the file or bytes that are no text.
func isProgram(head []byte, size int64) bool {
	if !bytes.HasPrefix(head, []byte("MZ")) && !bytes.HasPrefix(head, []byte("ZM")) {
		return false
	}
	return bytes.IndexByte(head, 0) >= 0 || int64(len(head)) < size && !isText(head, true)
}

// isBitmap tells a BMP: its two letters are also text, so the sizes of its header
// are asked too.
func isBitmap(head []byte) bool {
	if len(head) < 26 || string(head[:2]) != "BM" {
		return false
	}
	info := binary.LittleEndian.Uint32(head[14:])
	return info == 12 || info >= 40 && info <= 124
}

// sniffFtyp tells the kinds of ISO base media by their brands: the main one, then
// those it says it is compatible with.
func sniffFtyp(head []byte) Kind {
	end := min(len(head), int(min(binary.BigEndian.Uint32(head), headSize)))
	brands := []string{string(head[8:12])}
	for at := 16; at+4 <= end; at += 4 {
		brands = append(brands, string(head[at:at+4]))
	}
	generic := false
	for _, b := range brands {
		switch b {
		case "avif", "avis":
			return AVIF
		case "heic", "heix", "heim", "heis", "hevc", "hevx":
			return HEIC
		case "mif1", "msf1":
			generic = true
		}
	}
	switch {
	case generic:
		return HEIC
	case brands[0] == "qt  ":
		return MOV
	case brands[0] == "M4A " || brands[0] == "M4B ":
		return M4A
	}
	return MP4
}
