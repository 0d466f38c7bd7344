package xlsx

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// show writes the cells of a grid, one a line: name, kind, text, marks.
func show(g *Grid) string {
	var b strings.Builder
	for _, r := range g.Rows {
		for _, c := range r.Cells {
			fmt.Fprintf(&b, "%s %s %q", CellName(r.N, c.Col), c.Kind, c.Text)
			if c.Kind == Number {
				fmt.Fprintf(&b, " =%v", c.Number)
			}
			for mark, is := range map[string]bool{" date": c.Format.IsDate, " percent": c.Format.IsPercent, " elapsed": c.Format.Elapsed} {
				if is {
					b.WriteString(mark)
				}
			}
			if c.Formula {
				fmt.Fprintf(&b, " formula cached=%v", c.HasCached)
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func TestCellsAsTheyStandInTheXML(t *testing.T) {
	tests := []struct {
		name  string
		parts parts
		want  string
	}{
		{"rows and cells without references follow the ones before",
			parts{partSheet: data(`<row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row r="5"><c><v>4</v></c></row><row><c r="B6"><v>5</v></c></row>`)},
			"A1 number \"1\" =1\nD1 number \"2\" =2\nE1 number \"3\" =3\nA5 number \"4\" =4\nB6 number \"5\" =5\n"},
		{"shared strings join their runs and leave out how they are pronounced", parts{
			partSheet:   data(`<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row>`),
			partStrings: `<sst><si><t>甲</t></si><si><r><rPr><b/></rPr><t>重大</t></r><r><t xml:space="preserve"> 项目</t></r></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si><si/></sst>`},
			"A1 text \"甲\"\nB1 text \"重大 项目\"\nC1 text \"東京\"\n"},
		{"inline strings and strings of formulas",
			parts{partSheet: data(`<row><c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c><c t="str"><f>A1</f><v>ab</v></c><c t="str"><f>""</f><v></v></c><c t="str"><v>x</v></c></row>`)},
			"A1 text \"ab\"\nB1 text \"ab\" formula cached=true\nC1 empty \"\" formula cached=true\nD1 text \"x\"\n"},
		{"formulas without a cached value, shared and array formulas",
			parts{partSheet: data(`<row><c><f>SUM(B1:C1)</f></c><c><f t="shared" ref="B1:B2" si="0">1+1</f><v>2</v></c><c><f t="shared" si="0"/><v>3</v></c><c><f t="array" ref="D1">1</f><v></v></c></row>`)},
			"A1 empty \"\" formula cached=false\nB1 number \"2\" =2 formula cached=true\nC1 number \"3\" =3 formula cached=true\nD1 empty \"\" formula cached=false\n"},
		{"errors and booleans",
			parts{partSheet: data(`<row><c t="e"><v>#DIV/0!</v></c><c t="b"><v>1</v></c><c t="b"><v>0</v></c></row>`)},
			"A1 error \"#DIV/0!\"\nB1 bool \"TRUE\"\nC1 bool \"FALSE\"\n"},
		{"numbers keep their digits, and what is no number is text",
			parts{partSheet: data(`<row><c><v>0.30000000000000004</v></c><c><v>1E-3</v></c><c><v>约5</v></c><c><v>0x10</v></c><c><v>1e999</v></c><c><v>-7</v></c></row>`)},
			"A1 number \"0.30000000000000004\" =0.30000000000000004\nB1 number \"1E-3\" =0.001\nC1 text \"约5\"\nD1 text \"0x10\"\nE1 text \"1e999\"\nF1 number \"-7\" =-7\n"},
		{"references, CDATA and line ends",
			parts{partSheet: data("<row><c t=\"inlineStr\"><is><t>a&amp;b&#x4E2D;&#25991;<![CDATA[<&x>]]>\r\nz&#13;y_x000D__x0041__x005F_</t></is></c></row>")},
			"A1 text \"a&b中文<&x>\\nz\\ry\\rA_\"\n"},
		{"a namespace prefix on everything", parts{
			partBook:  `<x:workbook xmlns:x="` + nsMain + `" xmlns:q="` + nsRel + `"><x:sheets><x:sheet name="表" sheetId="1" q:id="rId1"/></x:sheets></x:workbook>`,
			partSheet: `<?xml version="1.0"?><!-- made by a generator --><x:worksheet xmlns:x="` + nsMain + `"><x:sheetData><x:row r="2"><x:c r="B2" t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>`, partStrings: `<x:sst xmlns:x="` + nsMain + `"><x:si><x:t>甲</x:t></x:si></x:sst>`},
			"B2 text \"甲\"\n"},
		{"strict namespaces and ISO dates", parts{
			partRels:    strings.ReplaceAll(rels(`officeDocument="/xl/workbook.xml"`), nsRel, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
			partBookRel: strings.ReplaceAll(rels(`worksheet="/xl/worksheets/sheet1.xml"`), nsRel, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
			partSheet:   `<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"><sheetData><row><c t="d"><v>2024-05-06</v></c><c t="d"><v>2024-05-06T12:00:00Z</v></c><c t="d"><v>端午</v></c></row></sheetData></worksheet>`},
			"A1 number \"45418\" =45418 date\nB1 number \"45418.5\" =45418.5 date\nC1 text \"端午\"\n"},
		{"formats by built-in number, by definition, and WPS redefining one", parts{
			partStyles: `<styleSheet><numFmts><numFmt numFmtId="176" formatCode="0.00&quot;亿元&quot;"/><numFmt numFmtId="9" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="57"/><xf numFmtId="10"/><xf numFmtId="46"/><xf numFmtId="176"/><xf numFmtId="9"/><xf/></cellXfs></styleSheet>`,
			partSheet:  data(`<row><c s="0"><v>1</v></c><c s="1"><v>1</v></c><c s="2"><v>1</v></c><c s="3"><v>1</v></c><c s="4"><v>1</v></c><c s="5"><v>1</v></c><c s="6"><v>1</v></c><c s="99"><v>1</v></c></row>`)},
			"A1 number \"1\" =1\nB1 number \"1\" =1 date\nC1 number \"1\" =1 percent\nD1 number \"1\" =1 elapsed\nE1 number \"1\" =1\nF1 number \"1\" =1 date\nG1 number \"1\" =1\nH1 number \"1\" =1\n"},
		{"cells out of order are put in order, empty styled ones left out",
			parts{partSheet: data(`<row><c r="C1"><v>3</v></c><c r="A1" s="1"/><c r="B1" s="1"></c><c r="A1"><v>1</v></c></row>`)},
			"A1 number \"1\" =1\nC1 number \"3\" =3\n"},
		{"a byte order mark and backslashes in names", parts{
			partSheet: "-", `xl\worksheets\sheet1.xml`: "\xef\xbb\xbf" + data(`<row><c><v>1</v></c></row>`), partBookRel: rels(`worksheet="worksheets\sheet1.xml"`)},
			"A1 number \"1\" =1\n"},
		{"UTF-16 parts", parts{partSheet: inUTF16(binary.LittleEndian, data(`<row><c t="inlineStr"><is><t>㛃源𠮷</t></is></c></row>`))},
			"A1 text \"㛃源𠮷\"\n"},
		{"UTF-16 the other way round", parts{partSheet: inUTF16(binary.BigEndian, data(`<row><c t="inlineStr"><is><t>㛃源𠮷</t></is></c></row>`))},
			"A1 text \"㛃源𠮷\"\n"},
		{"no styles, no shared strings, no list of types", parts{partStyles: "-", partStrings: "-", partTypes: "-", partBookRel: rels(`worksheet="worksheets/sheet1.xml"`), partSheet: data(`<row><c><v>1</v></c></row>`)},
			"A1 number \"1\" =1\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, show(grid(t, with(tt.parts).zipped(t), 0))); d != "" {
				t.Error(d)
			}
		})
	}
}

// inUTF16 writes text in two-byte units behind a mark.
func inUTF16(order binary.AppendByteOrder, text string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune("\ufeff" + text)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

func TestTextLongerThanTheBufferSurvivesEveryCut(t *testing.T) {
	for shift := range 12 {
		text := strings.Repeat("x", scanBuffer-300+shift) + strings.Repeat("&amp;\r\n中&#x4e2d;]]&gt;<![CDATA[]>\r\n]]>", 40)
		want := strings.Repeat("x", scanBuffer-300+shift) + strings.Repeat("&\n中中]]>]>\n", 40)
		g := grid(t, with(parts{partSheet: data(`<row><c t="inlineStr"><is><t>` + text + `</t></is></c></row>`)}).zipped(t), 0)
		if got := g.Cell(1, 1).Text; got != want {
			t.Fatalf("cut %d: text of %d bytes became %d bytes", shift, len(want), len(got))
		}
	}
}

func TestSheetsHiddenOnesChartsAndTheDateSystem(t *testing.T) {
	b := open(t, with(parts{
		partBook: `<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="汇总 &amp; 表" r:id="rId1"/><sheet name="参数" state="veryHidden" r:id="rId2"/><sheet name="图" r:id="rId3"/><sheet name="底稿" state="hidden" r:id="rId4"/></sheets></workbook>`,
		partBookRel: rels(`worksheet="worksheets/sheet1.xml"`, `worksheet="worksheets/sheet1.xml"`,
			`chartsheet="chartsheets/sheet1.xml"`, `worksheet="worksheets/sheet1.xml"`),
	}).zipped(t))
	want := []SheetInfo{{"汇总 & 表", false, 0}, {"参数", true, 1}, {"底稿", true, 2}}
	if d := cmp.Diff(want, b.Sheets()); d != "" {
		t.Error(d)
	}
	if !b.Date1904 {
		t.Error("the 1904 date system went unnoticed")
	}
}

func TestLayoutKnowsMergesHiddenColumnsAndComments(t *testing.T) {
	data := with(parts{
		partSheet:                             `<worksheet><cols><col min="2" max="3" hidden="1" width="9.5"/><col min="5" max="16384" width="7"/></cols><sheetData><row r="3" hidden="true" ht="30"><c><v>1</v></c></row><row r="4" hidden="1"/></sheetData><autoFilter ref="A2:F9"/><mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="B5:A4"/></mergeCells></worksheet>`,
		"xl/worksheets/_rels/sheet1.xml.rels": rels(`comments="../comments1.xml"`),
		"xl/comments1.xml":                    `<comments><authors><author>张</author><author>李</author></authors><commentList><comment ref="F8" authorId="1"><text><r><t>口径</t></r><r><t>不一</t></r></text></comment></commentList></comments>`,
	}).zipped(t)
	want := Layout{
		Merges:     []Range{{1, 1, 1, 3}, {4, 1, 5, 2}},
		Cols:       []ColSpan{{2, 3, 9.5, true}, {5, 16384, 7, false}},
		Comments:   []Comment{{8, 6, "李", "口径不一"}},
		AutoFilter: Range{2, 1, 9, 6},
	}
	got, err := open(t, data).Layout(0)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	g := grid(t, data, 0)
	if d := cmp.Diff(want, g.Layout); d != "" {
		t.Error(d)
	}
	if r := g.Row(3); !r.Hidden || r.Height != 30 || !g.Row(4).Hidden || g.Row(5).Hidden {
		t.Errorf("hidden rows are %+v", g.Rows)
	}
	if !g.ColHidden(2) || g.ColHidden(4) || g.CommentAt(8, 6) != "口径不一" {
		t.Error("hidden columns or comments are lost")
	}
	if m, ok := g.MergeAt(5, 2); !ok || m.String() != "A4:B5" {
		t.Errorf("B5 is covered by %v, %v", m, ok)
	}
}

func TestTheErrorOfTheCallerStopsTheReading(t *testing.T) {
	b := open(t, with(parts{partSheet: data(`<row/><row/><row/>`)}).zipped(t))
	stop, seen := errors.New("row 2 fails"), 0
	_, err := b.Read(0, func(r Row) error {
		if seen = r.N; r.N == 2 {
			return stop
		}
		return nil
	})
	if err != stop || seen != 2 {
		t.Errorf("stopped at row %d with %v", seen, err)
	}
}
