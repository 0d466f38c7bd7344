package xlsx

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// showCSV writes the records of a grid, one a line: number, then col=text.
func showCSV(g *Grid) string {
	var b strings.Builder
	for _, r := range g.Rows {
		fmt.Fprintf(&b, "%d:", r.N)
		for _, c := range r.Cells {
			fmt.Fprintf(&b, " %d=%q", c.Col, c.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func gb18030(t testing.TB, text string) string {
	t.Helper()
	out, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestOpenCSV(t *testing.T) {
	tests := []struct{ name, data, encoding, want string }{
		{"plain", "序号,项目\n1,甲\n", "utf-8", "1: 1=\"序号\" 2=\"项目\"\n2: 1=\"1\" 2=\"甲\"\n"},
		{"no line end at the end", "a,b", "utf-8", "1: 1=\"a\" 2=\"b\"\n"},
		{"a byte order mark", "\ufeffa,b", "utf-8", "1: 1=\"a\" 2=\"b\"\n"},
		{"UTF-16", inUTF16(binary.LittleEndian, "甲,𠮷"), "utf-16", "1: 1=\"甲\" 2=\"𠮷\"\n"},
		{"UTF-16 the other way round", inUTF16(binary.BigEndian, "甲,乙"), "utf-16", "1: 1=\"甲\" 2=\"乙\"\n"},
		{"GB18030 with a character of four bytes", gb18030(t, "示例㛃源,项目"), "gb18030", "1: 1=\"示例㛃源\" 2=\"项目\"\n"},
		{"the row is the line on which a record starts", "a\r\n\"b\r\nc\nd\",e\r\n\r\nf\r\n", "utf-8",
			"1: 1=\"a\"\n2: 1=\"b\\nc\\nd\" 2=\"e\"\n6: 1=\"f\"\n"},
		{"line ends of old machines", "a\rb\rc", "utf-8", "1: 1=\"a\"\n2: 1=\"b\"\n3: 1=\"c\"\n"},
		{"records of commas only are left out", "a,b\n,,\n\nc\n", "utf-8", "1: 1=\"a\" 2=\"b\"\n4: 1=\"c\"\n"},
		{"ragged records", "a\nb,c,d\n,e\n", "utf-8", "1: 1=\"a\"\n2: 1=\"b\" 2=\"c\" 3=\"d\"\n3: 2=\"e\"\n"},
		{"quotes inside", `"say ""hi"", ok",5" pipe,"x"y`, "utf-8", "1: 1=\"say \\\"hi\\\", ok\" 2=\"5\\\" pipe\" 3=\"xy\"\n"},
		{"thousands in quotes", "\"12,000\",3\n", "utf-8", "1: 1=\"12,000\" 2=\"3\"\n"},
		{"semicolons", "a;\"b,c\";d\n1;2;3", "utf-8", "1: 1=\"a\" 2=\"b,c\" 3=\"d\"\n2: 1=\"1\" 2=\"2\" 3=\"3\"\n"},
		{"tabs", "a\tb, c\n1\t2", "utf-8", "1: 1=\"a\" 2=\"b, c\"\n2: 1=\"1\" 2=\"2\"\n"},
		{"spaces stay", " a , b ", "utf-8", "1: 1=\" a \" 2=\" b \"\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			g, err := OpenCSV([]byte(tt.data), DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tt.want, showCSV(g)); d != "" || g.Encoding != tt.encoding {
				t.Errorf("%s %s", g.Encoding, d)
			}
		})
	}
}

func TestOpenCSVRefuses(t *testing.T) {
	good := gb18030(t, "重大项目,")
	lim := DefaultLimits()
	lim.File, lim.Rows, lim.Cols, lim.Cells, lim.Text = 100, 4, 5, 6, 20
	tests := []struct {
		name, data, code string
		arg              string
		want             any
	}{
		{"bytes that are neither UTF-8 nor GB18030", good + "\x81\x20", codeGarbled, "offset", len(good)},
		{"a character cut in half", good + "\xd6", codeGarbled, "offset", len(good)},
		{"a four-byte character cut short", good + "\x82\x30\x81", codeGarbled, "offset", len(good)},
		{"text spoilt by an earlier conversion", "a,\ufffd", codeGarbled, "offset", 2},
		{"text spoilt before, behind a mark", "\ufeffab\ufffd", codeGarbled, "offset", 5},
		{"a marked file that is not UTF-8", "\ufeff" + good, codeGarbled, "offset", 3},
		{"half a unit of UTF-16", "\xff\xfea\x00b", codeGarbled, "offset", 4},
		{"half a pair of UTF-16", "\xff\xfe\x00\xd8a\x00", codeGarbled, "offset", 2},
		{"a lone half at the end", "\xff\xfea\x00\x00\xd8", codeGarbled, "offset", 4},
		{"zero bytes", "a,\x00b", codeBinary, "offset", 2},
		{"zero characters", "\xff\xfea\x00\x00\x00", codeBinary, "offset", 4},
		{"a quote that never closes", "a\nb,\"c\nd", codeQuote, "row", 2},
		{"nothing", "", codeEmpty, "", nil},
		{"commas only", ",,\n,\n", codeEmpty, "", nil},
		{"a workbook named .csv", "PK\x03\x04", codeNotWorkbook, "found", "zip"},
		{"a web page", "<html>", codeNotWorkbook, "found", "html"},
		{"too long", strings.Repeat("x", 101), codeFileTooLarge, "limit", int64(100)},
		{"too many rows", "1\n2\n3\n4\n5", codeRows, "row", 5},
		{"too many columns", "1\n1,2,3,4,5,6", codeCols, "row", 2},
		{"too many cells", "1,2,3\n4,5,6\n7", codeCells, "row", 3},
		{"too long a text", "a," + strings.Repeat("x", 21), codeText, "cell", "B1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := OpenCSV([]byte(tt.data), lim)
			f := wantFault(t, err, tt.code)
			if tt.arg != "" && f.Args[tt.arg] != tt.want {
				t.Errorf("%s is %v, want %v", tt.arg, f.Args[tt.arg], tt.want)
			}
		})
	}
}

func TestTheCorpusOfCSVReads(t *testing.T) {
	files, err := filepath.Glob("../testdata/*.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		g, err := OpenCSV(data, DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		if lines := strings.Count(string(data), "\n"); g.LastRow > lines+1 || g.LastRow < lines/2 || g.LastCol < 5 {
			t.Errorf("%s: %d rows, %d columns of %d lines", name, g.LastRow, g.LastCol, lines)
		}
	}
}
