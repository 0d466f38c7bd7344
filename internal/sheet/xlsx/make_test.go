package xlsx

import (
	"archive/zip"
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"guatu/internal/fault"
)

// Small packages made by hand, to the letter.

const (
	partTypes   = "[Content_Types].xml"
	partRels    = "_rels/.rels"
	partBook    = "xl/workbook.xml"
	partBookRel = "xl/_rels/workbook.xml.rels"
	partSheet   = "xl/worksheets/sheet1.xml"
	partStrings = "xl/sharedStrings.xml"
	partStyles  = "xl/styles.xml"
)

// parts is a package by name; with adds to the smallest workbook there is.
type parts map[string]string

func with(more parts) parts {
	p := parts{
		partTypes:   `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
		partRels:    rels(`officeDocument="xl/workbook.xml"`),
		partBook:    `<workbook xmlns="` + nsMain + `" xmlns:r="` + nsRel + `"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		partBookRel: rels(`worksheet="worksheets/sheet1.xml"`, `sharedStrings="sharedStrings.xml"`, `styles="styles.xml"`),
		partSheet:   data(``),
		partStrings: `<sst/>`,
		partStyles:  `<styleSheet/>`,
	}
	maps.Copy(p, more)
	return p
}

// rels makes relationships rId1, rId2 … out of kind="target".
func rels(list ...string) string {
	b := `<Relationships xmlns="` + nsPack + `relationships">`
	for i, r := range list {
		kind, target, _ := strings.Cut(r, "=")
		b += `<Relationship Id="rId` + string(rune('1'+i)) + `" Type="` + nsRel + `/` + kind + `" Target=` + target + `/>`
	}
	return b + `</Relationships>`
}

// data is a worksheet with these rows.
func data(rows string) string {
	return `<worksheet xmlns="` + nsMain + `"><sheetData>` + rows + `</sheetData></worksheet>`
}

// zipped packs parts; a part whose text is "-" is left out.
func (p parts) zipped(t testing.TB) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, name := range slices.Sorted(maps.Keys(p)) {
		if p[name] == "-" {
			continue
		}
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(p[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// readAll reads every sheet of a file and gives the first error.
func readAll(data []byte, lim Limits) error {
	b, err := Open(bytes.NewReader(data), int64(len(data)), lim)
	if err != nil {
		return err
	}
	for _, s := range b.Sheets() {
		if _, err := b.Layout(s.Index); err != nil {
			return err
		}
		if _, err := b.Grid(s.Index); err != nil {
			return err
		}
	}
	return b.Close()
}

// wantFault demands a fault of a code.
func wantFault(t testing.TB, err error, code string) *fault.Error {
	t.Helper()
	f, ok := fault.As(err)
	if !ok || f.Code != code {
		t.Fatalf("error is %v, want the fault %s", err, code)
	}
	return f
}
