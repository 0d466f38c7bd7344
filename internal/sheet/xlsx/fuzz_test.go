package xlsx

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"guatu/internal/fault"
)

// Whatever comes in, what comes out is rows or a fault: no panic, no other
// error, and nothing beyond the limits.

// fuzzLimits keep one run short.
func fuzzLimits() Limits {
	l := DefaultLimits()
	l.File, l.Unpacked, l.Cells, l.Rows, l.Text = 1<<20, 4<<20, 10_000, 5_000, 10_000
	return l
}

// orderly demands ascending rows and cells with places of their own.
func orderly(t *testing.T, g *Grid) {
	t.Helper()
	n, cells := 0, 0
	for _, r := range g.Rows {
		if r.N <= n {
			t.Fatalf("row %d after row %d", r.N, n)
		}
		n = r.N
		col := 0
		for _, c := range r.Cells {
			if c.Col <= col || c.Kind == Empty && !c.Formula {
				t.Fatalf("row %d: cell %+v after column %d", r.N, c, col)
			}
			col = c.Col
			cells++
		}
	}
	if cells != g.CellCount || cells > fuzzLimits().Cells {
		t.Fatalf("%d cells, counted %d", cells, g.CellCount)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(with(nil).zipped(f))
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
	f.Add(written(f, []Value{Words("甲"), Figure(1.5), Percent(0.5)}))
	if data, err := os.ReadFile(filepath.Join("..", "testdata", "01-重大产业项目推进情况表（淮安片区）.xlsx")); err == nil {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := Open(bytes.NewReader(data), int64(len(data)), fuzzLimits())
		if err != nil {
			onlyFault(t, err)
			return
		}
		for _, s := range b.Sheets()[:min(3, len(b.Sheets()))] {
			g, err := b.Grid(s.Index)
			if err != nil {
				onlyFault(t, err)
				continue
			}
			orderly(t, g)
		}
	})
}

// FuzzSheet reaches the XML directly: a zip hides it behind a checksum.
func FuzzSheet(f *testing.F) {
	f.Add(data(`<row r="1" hidden="1"><c r="A1" t="s"><v>0</v></c><c t="inlineStr"><is><r><t>a&amp;</t></r></is></c></row>`), `<sst><si><t>甲</t></si></sst>`, `<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>`)
	f.Add(`<worksheet><cols><col min="1" max="2"/></cols><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`, `<sst><si><rPh><t>x</t></rPh></si></sst>`, `<styleSheet><numFmts><numFmt numFmtId="9" formatCode="[h]"/></numFmts></styleSheet>`)
	f.Add(data(`<row><c t="d"><v>2024-05-06</v></c><c t="b"><v>1</v></c><c t="str"><f/><v>_x0041_</v></c></row>`), `<!DOCTYPE a>`, "\xff\xfe<\x00")
	f.Fuzz(func(t *testing.T, sheet, texts, styles string) {
		file := with(parts{partSheet: sheet, partStrings: texts, partStyles: styles}).zipped(t)
		b, err := Open(bytes.NewReader(file), int64(len(file)), fuzzLimits())
		if err != nil {
			onlyFault(t, err)
			return
		}
		g, err := b.Grid(0)
		if err != nil {
			onlyFault(t, err)
			return
		}
		orderly(t, g)
		if l, err := b.Layout(0); err != nil || len(l.Merges) != len(g.Merges) {
			t.Fatalf("the layout differs from the grid's: %v", err)
		}
	})
}

func FuzzCSV(f *testing.F) {
	for _, s := range []string{"a,b\n1,2", "\"a\"\"b\nc\",d\r\ne", "\ufeff甲;乙", "\xff\xfea\x00", "\xd6\xd0,1", "a\tb\rc", "\"", "\x81\x30\x81\x30"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		g, err := OpenCSV(data, fuzzLimits())
		if err != nil {
			onlyFault(t, err)
			return
		}
		orderly(t, g)
	})
}

func FuzzFormat(f *testing.F) {
	for _, s := range builtin {
		f.Add(s)
	}
	f.Add(`[$-804]yyyy"年`)
	f.Add(`\`)
	f.Fuzz(func(t *testing.T, code string) {
		got := ParseFormat(code)
		if got.IsDate && got.Elapsed {
			t.Fatalf("%q is a date and a duration", code)
		}
		if again := ParseFormat(got.Code); again != got {
			t.Fatalf("%q read twice: %+v, %+v", code, got, again)
		}
	})
}

func onlyFault(t *testing.T, err error) {
	t.Helper()
	f, ok := fault.As(err)
	if !ok || f.Kind == fault.Unavailable {
		t.Fatalf("%v is not a fault of the file", err)
	}
}
