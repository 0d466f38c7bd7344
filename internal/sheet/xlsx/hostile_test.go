package xlsx

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"
	"strings"
	"testing"
)

func TestWhatIsWrongIsSaidByCode(t *testing.T) {
	row := func(cells string) parts { return with(parts{partSheet: data("<row>" + cells + "</row>")}) }
	sheet := func(text string) parts { return with(parts{partSheet: text}) }
	tests := []struct {
		name  string
		parts parts
		code  string
	}{
		{"no workbook part", with(parts{partBook: "-"}), codePartMissing},
		{"no sheet part", with(parts{partSheet: "-"}), codePartMissing},
		{"shared strings announced but not there", with(parts{partStrings: "-"}), codePartMissing},
		{"a sheet nothing leads to", with(parts{partBookRel: "-"}), codePartMissing},
		{"a sheet that climbs out of the package", with(parts{partBookRel: rels(`worksheet="../../../etc/passwd"`)}), codePartMissing},
		{"a workbook without sheets", with(parts{partBook: `<workbook/>`}), codeNoSheets},
		{"a word document", parts{partTypes: `<Types/>`, partRels: rels(`officeDocument="word/document.xml"`), "word/document.xml": `<document/>`}, codeNotWorkbook},
		{"a word document that says it is one", with(parts{partTypes: `<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`}), codeNotWorkbook},
		{"an OpenDocument sheet", parts{"content.xml": `<x/>`, "META-INF/manifest.xml": `<x/>`}, codeNotWorkbook},
		{"an Apple Numbers file", parts{"Index/Document.iwa": "x"}, codeNotWorkbook},
		{"any zip", parts{"readme.txt": "x"}, codeNotWorkbook},
		{"a binary workbook", parts{partTypes: `<Types/>`, partRels: rels(`officeDocument="xl/workbook.bin"`), "xl/workbook.bin": "x"}, codeXLSB},
		{"a workbook that is something else", with(parts{partBook: `<html/>`}), codeNotWorkbook},
		{"a worksheet that is something else", sheet(`<html/>`), codeXML},
		{"two parts of one name", with(parts{"XL/Worksheets/Sheet1.xml": data("")}), codePartTwice},
		{"an entity that expands", sheet(`<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>` + data(`<row><c><v>&b;</v></c></row>`)), codeDTD},
		{"a document type in the strings", with(parts{partStrings: `<!DOCTYPE sst SYSTEM "file:///etc/passwd"><sst/>`}), codeDTD},
		{"an unknown entity", row(`<c><v>&b;</v></c>`), codeXML},
		{"a character XML does not have", row(`<c><v>&#0;</v></c>`), codeXML},
		{"a bare control character", row("<c><v>\x01</v></c>"), codeXML},
		{"nesting without end", sheet(data(strings.Repeat("<row>", 100_000))), codeDeep},
		{"elements that close in the wrong order", sheet(`<worksheet><sheetData></worksheet></sheetData>`), codeXML},
		{"XML that just stops", sheet(`<worksheet><sheetData><row><c><v>1`), codeXML},
		{"XML that stops inside a tag", sheet(`<worksheet><sheetData><row r="1`), codeXML},
		{"an attribute without quotes", sheet(`<worksheet><sheetData><row r=1/></sheetData></worksheet>`), codeXML},
		{"a tag of two megabytes", sheet(`<worksheet><sheetData><row r="` + strings.Repeat("1", 2<<20) + `"/>`), codeXML},
		{"an encoding nobody reads", sheet(`<?xml version="1.0" encoding="GBK"?>` + data("")), codeEncoding},
		{"bytes that are not UTF-8", row("<c t=\"inlineStr\"><is><t>\xd6\xd0</t></is></c>"), codeEncoding},
		{"strings that are not UTF-8", with(parts{partStrings: "<sst><si><t>\xd6\xd0</t></si></sst>"}), codeEncoding},
		{"half a UTF-16 character", sheet(inUTF16(binary.LittleEndian, data("")) + "\x00"), codeEncoding},
		{"a column behind XFD", row(`<c r="XFE1"><v>1</v></c>`), codeCellRef},
		{"a row behind the last", sheet(data(`<row r="1048577"/>`)), codeCellRef},
		{"a row that follows the last", sheet(data(`<row r="1048576"/><row/>`)), codeCellRef},
		{"a cell that follows the last", row(`<c r="XFD1"><v>1</v></c><c><v>2</v></c>`), codeCellRef},
		{"a reference that overflows", row(`<c r="A99999999999999999999"><v>1</v></c>`), codeCellRef},
		{"a reference that is none", row(`<c r="甲1"><v>1</v></c>`), codeCellRef},
		{"a cell of another row", row(`<c r="A2"><v>1</v></c>`), codeCellRef},
		{"a cell twice", row(`<c r="A1"><v>1</v></c><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c>`), codeCellTwice},
		{"rows that go back", sheet(data(`<row r="3"/><row r="2"/>`)), codeRowOrder},
		{"a string that is not there", row(`<c t="s"><v>7</v></c>`), codeStringGone},
		{"a string with no number", row(`<c t="s"><v>-1</v></c>`), codeStringGone},
		{"a type nobody knows", row(`<c t="zz"><v>1</v></c>`), codeXML},
		{"a merge of nothing", sheet(`<worksheet><mergeCells><mergeCell ref="A1:ZZZZ9"/></mergeCells></worksheet>`), codeCellRef},
		{"columns from nowhere", sheet(`<worksheet><cols><col min="0" max="3"/></cols></worksheet>`), codeCellRef},
		{"a text of two megabytes", row(`<c t="inlineStr"><is><t>` + strings.Repeat("x", 2<<20) + `</t></is></c>`), codeText},
		{"a text of many runs", row(`<c t="inlineStr"><is>` + strings.Repeat("<r><t>"+strings.Repeat("x", 1000)+"</t></r>", 2000) + `</is></c>`), codeText},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wantFault(t, readAll(tt.parts.zipped(t), DefaultLimits()), tt.code)
		})
	}
}

func TestAFaultNamesThePlace(t *testing.T) {
	f := wantFault(t, readAll(with(parts{partSheet: data(`<row r="7"><c r="B7" t="s"><v>9</v></c></row>`)}).zipped(t), DefaultLimits()), codeStringGone)
	for arg, want := range map[string]any{"part": partSheet, "row": 7, "cell": "B7", "index": "9"} {
		if f.Args[arg] != want {
			t.Errorf("%s is %v, want %v", arg, f.Args[arg], want)
		}
	}
}

func TestFilesThatOnlyPretend(t *testing.T) {
	cfb := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 70_000)
	tests := []struct{ name, data, code string }{
		{"nothing", "", codeEmpty},
		{"white space", "  \r\n\t", codeEmpty},
		{"an old .xls", cfb + string(wide("Workbook")), codeXLSOld},
		{"an .et of WPS", cfb + string(wide("ETExtData")) + string(wide("Workbook")), codeXLSOld},
		{"an encrypted workbook", cfb + string(wide("EncryptionInfo")) + string(wide("EncryptedPackage")), codeEncrypted},
		{"a .doc", cfb + string(wide("WordDocument")), codeNotWorkbook},
		{"a web page", "\ufeff <!DOCTYPE HTML><table><tr><td>1", codeNotWorkbook},
		{"a bare table", "<table border=1>", codeNotWorkbook},
		{"SpreadsheetML of 2003", `<?xml version="1.0"?><Workbook/>`, codeNotWorkbook},
		{"a PDF", "%PDF-1.7", codeNotWorkbook},
		{"a photograph", "\xff\xd8\xff\xe0", codeNotWorkbook},
		{"a .csv", "序号,项目", codeNotWorkbook},
		{"a zip cut short", string(with(nil).zipped(t)[:700]), codeZip},
		{"the head of a zip", "PK\x03\x04", codeZip},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wantFault(t, readAll([]byte(tt.data), DefaultLimits()), tt.code)
		})
	}
}

func TestADamagedByteIsNoticed(t *testing.T) {
	want, whole := strings.Repeat("重大产业项目", 50), 0
	file := with(parts{partSheet: data(`<row><c t="inlineStr"><is><t>` + want + `</t></is></c></row>`)}).zipped(t)
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if f.Name != partSheet {
			continue
		}
		at, err := f.DataOffset()
		if err != nil {
			t.Fatal(err)
		}
		for i := range int64(f.CompressedSize64) {
			broken := bytes.Clone(file)
			broken[at+i] ^= 0x10
			b, err := Open(bytes.NewReader(broken), int64(len(broken)), DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			// The last bits of a packed part may be padding: then nothing changed.
			if g, err := b.Grid(0); err == nil && g.Cell(1, 1).Text != want {
				t.Errorf("byte %d of the part was changed and the text is %q", i, g.Cell(1, 1).Text)
			} else if err == nil {
				whole++
			}
		}
	}
	if whole > 1 {
		t.Errorf("%d damaged files read as if they were whole", whole)
	}
}

// TestLimits moves each bound just below what a small file needs.
func TestLimits(t *testing.T) {
	file := with(parts{
		partSheet:   `<worksheet><cols><col min="1" max="1"/><col min="2" max="2"/></cols><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c><v>3</v></c></row></sheetData></worksheet>`,
		partStrings: `<sst><si><t>重大产业项目</t></si><si><t>项目</t></si></sst>`,
		partBook:    `<workbook xmlns:r="r"><sheets><sheet name="a" r:id="rId1"/><sheet name="b" r:id="rId1"/></sheets></workbook>`,
	}).zipped(t)
	if err := readAll(file, DefaultLimits()); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		code  string
		lower func(*Limits)
	}{
		{codeFileTooLarge, func(l *Limits) { l.File = 100 }},
		{codeUnpacked, func(l *Limits) { l.Unpacked = 500 }},
		{codeParts, func(l *Limits) { l.Parts = 5 }},
		{codeSheets, func(l *Limits) { l.Sheets = 1 }},
		{codeRows, func(l *Limits) { l.Rows = 1 }},
		{codeCols, func(l *Limits) { l.Cols = 1 }},
		{codeCells, func(l *Limits) { l.Cells = 2 }},
		{codeStrings, func(l *Limits) { l.Strings = 1 }},
		{codeStrings, func(l *Limits) { l.StringBytes = 20 }},
		{codeText, func(l *Limits) { l.Text = 10 }},
		{codeDeep, func(l *Limits) { l.Depth = 3 }},
		{codeMarks, func(l *Limits) { l.Marks = 1 }},
	}
	for i, tt := range tests {
		t.Run(fmt.Sprint(i, " ", tt.code), func(t *testing.T) {
			lim := DefaultLimits()
			tt.lower(&lim)
			wantFault(t, readAll(file, lim), tt.code)
		})
	}
}

// bomb packs a worksheet that repeats a row for about size bytes. The repeated
// piece is deflated once: it ends on a byte boundary and refers to nothing before.
func bomb(t *testing.T, row string, size int64) []byte {
	t.Helper()
	head, tail := `<worksheet><sheetData>`, `</sheetData></worksheet>`
	chunk := strings.Repeat(row, 1<<20/len(row)+1)
	count := int(size / int64(len(chunk)))
	packed := deflated(t, head, false) + strings.Repeat(deflated(t, chunk, false), count) + deflated(t, tail, true)
	sum := crc32.NewIEEE()
	for i := range count + 2 {
		piece := chunk
		switch i {
		case 0:
			piece = head
		case count + 1:
			piece = tail
		}
		if _, err := io.WriteString(sum, piece); err != nil {
			t.Fatal(err)
		}
	}
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	w, err := z.CreateRaw(&zip.FileHeader{Name: partSheet, Method: zip.Deflate, CRC32: sum.Sum32(),
		CompressedSize64: uint64(len(packed)), UncompressedSize64: uint64(len(head) + count*len(chunk) + len(tail))})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, packed); err != nil {
		t.Fatal(err)
	}
	for name, text := range with(parts{partSheet: "-"}) {
		if text == "-" {
			continue
		}
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// deflated packs text by itself, as the last piece of a stream or not.
func deflated(t *testing.T, text string, last bool) string {
	t.Helper()
	var buf bytes.Buffer
	w, err := flate.NewWriter(&buf, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	end := w.Flush
	if last {
		end = w.Close
	}
	if err := end(); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

func TestABombIsRefusedUnopened(t *testing.T) {
	file := bomb(t, `<row><c><v>1</v></c></row>`, 64<<20)
	wantFault(t, readAll(file, DefaultLimits()), codeBomb)
	lim := DefaultLimits()
	lim.Ratio, lim.Unpacked = 1<<30, 32<<20
	wantFault(t, readAll(file, lim), codeUnpacked)
}

// TestTwoGigabytesOfXML lets the whole bomb through the gate: memory must stay
// small to the end, and a bound on rows must stop what has rows.
func TestTwoGigabytesOfXML(t *testing.T) {
	if testing.Short() {
		t.Skip("reads two gigabytes")
	}
	lim := DefaultLimits()
	lim.Ratio, lim.Unpacked = 1<<30, 1<<40
	file := bomb(t, `<x><y a="`+strings.Repeat("b", 64<<10)+`">z</y></x>`, 2<<30)
	b, err := Open(bytes.NewReader(file), int64(len(file)), lim)
	if err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	known, err := b.Read(0, func(Row) error { return nil })
	runtime.ReadMemStats(&after)
	if err != nil || known.RowCount != 0 {
		t.Fatal(known, err)
	}
	if grown := int64(after.TotalAlloc - before.TotalAlloc); grown > 4<<20 {
		t.Errorf("reading it allocated %d MB", grown>>20)
	}
	lim.Rows = 1000
	wantFault(t, readAll(bomb(t, `<row/>`, 16<<20), lim), codeRows)
}

func TestALyingDirectoryGainsNothing(t *testing.T) {
	file := bomb(t, `<row><c><v>1</v></c></row>`, 1<<20)
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if f.Name != partSheet {
			continue
		}
		size := binary.LittleEndian.AppendUint32(nil, uint32(f.UncompressedSize64))
		lie := binary.LittleEndian.AppendUint32(nil, 1000)
		lying := bytes.ReplaceAll(file, size, lie)
		wantFault(t, readAll(lying, DefaultLimits()), codeZip)
	}
}

func TestADirectoryOfAMillionEntriesIsNotRead(t *testing.T) {
	entry := "PK\x01\x02" + strings.Repeat("\x00", 42)
	wantFault(t, readAll([]byte("PK\x03\x04"+strings.Repeat(entry, 100_000)), DefaultLimits()), codeParts)
}

func TestNamesThatClimbAreLeftAlone(t *testing.T) {
	file := with(parts{"../../evil.xml": "<x/>", "/xl/../../evil.xml": "<x/>", "xl/media/": ""}).zipped(t)
	if err := readAll(file, DefaultLimits()); err != nil {
		t.Error(err)
	}
}
