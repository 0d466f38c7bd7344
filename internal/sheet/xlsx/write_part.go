package xlsx

// The parts of a written workbook around its rows.

import (
	"fmt"
	"strings"
)

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	nsMain  = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	nsRel   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	nsPack  = "http://schemas.openxmlformats.org/package/2006/"
	ctSheet = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// sheetPart names the part of sheet n, counted from 1.
func sheetPart(n int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", n) }

// sheetHead is everything before the rows.
func sheetHead(p Page) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<worksheet xmlns="` + nsMain + `"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`)
	b.WriteString(`<sheetViews><sheetView workbookViewId="0">` + pane(p) + `</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>`)
	b.WriteString(cols(p.Widths))
	b.WriteString(`<sheetData>`)
	return b.String()
}

// pane freezes the header.
func pane(p Page) string {
	if p.Frozen == 0 && p.FrozenCols == 0 {
		return ""
	}
	var split string
	if p.FrozenCols > 0 {
		split += fmt.Sprintf(` xSplit="%d"`, p.FrozenCols)
	}
	if p.Frozen > 0 {
		split += fmt.Sprintf(` ySplit="%d"`, p.Frozen)
	}
	active := "bottomRight"
	switch {
	case p.FrozenCols == 0:
		active = "bottomLeft"
	case p.Frozen == 0:
		active = "topRight"
	}
	return fmt.Sprintf(`<pane%s topLeftCell="%s" activePane="%s" state="frozen"/>`, split, CellName(p.Frozen+1, p.FrozenCols+1), active)
}

// cols gives the column widths; Excel takes 255 at most.
func cols(widths []float64) string {
	var b strings.Builder
	for i, w := range widths {
		if w > 0 {
			fmt.Fprintf(&b, `<col min="%d" max="%d" width="%g" customWidth="1"/>`, i+1, i+1, min(w, 255))
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return "<cols>" + b.String() + "</cols>"
}

// sheetTail is everything behind the rows, in the order of the schema.
func sheetTail(p Page, filter Range, merges []Range) string {
	var b strings.Builder
	b.WriteString(`</sheetData>`)
	if filter != (Range{}) {
		b.WriteString(`<autoFilter ref="` + filter.String() + `"/>`)
	}
	if len(merges) > 0 {
		fmt.Fprintf(&b, `<mergeCells count="%d">`, len(merges))
		for _, m := range merges {
			b.WriteString(`<mergeCell ref="` + m.String() + `"/>`)
		}
		b.WriteString(`</mergeCells>`)
	}
	orientation := "portrait"
	if p.Landscape {
		orientation = "landscape"
	}
	b.WriteString(`<printOptions horizontalCentered="1"/><pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>`)
	fmt.Fprintf(&b, `<pageSetup paperSize="%d" orientation="%s" fitToWidth="1" fitToHeight="0"/>`, p.Paper, orientation)
	b.WriteString(`<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>`)
	return b.String()
}

// A part is one small part of the package.
type part struct{ name, text string }

// parts gives those that depend on the sheets written.
func (w *Writer) parts() []part {
	return []part{
		{"xl/workbook.xml", w.workbookXML()},
		{"xl/_rels/workbook.xml.rels", w.relsXML()},
		{"xl/styles.xml", stylesXML()},
		{"_rels/.rels", xmlHead + `<Relationships xmlns="` + nsPack + `relationships"><Relationship Id="rId1" Type="` + nsRel + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"[Content_Types].xml", w.typesXML()},
	}
}

// workbookXML lists the sheets and the names that filters and print titles need.
func (w *Writer) workbookXML() string {
	var sheets, names strings.Builder
	for i, p := range w.pages {
		name := string(appendText(nil, p.Name))
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, name, i+1, i+1)
		quoted := "'" + strings.ReplaceAll(name, "'", "''") + "'!"
		if f := w.filter[i]; f != (Range{}) {
			fmt.Fprintf(&names, `<definedName name="_xlnm._FilterDatabase" localSheetId="%d" hidden="1">%s$A$%d:$%s$%d</definedName>`,
				i, quoted, f.Row, ColName(f.LastCol), f.LastRow)
		}
		if p.Frozen > 0 {
			fmt.Fprintf(&names, `<definedName name="_xlnm.Print_Titles" localSheetId="%d">%s$1:$%d</definedName>`, i, quoted, p.Frozen)
		}
	}
	out := xmlHead + `<workbook xmlns="` + nsMain + `" xmlns:r="` + nsRel + `"><bookViews><workbookView/></bookViews><sheets>` + sheets.String() + `</sheets>`
	if names.Len() > 0 {
		out += `<definedNames>` + names.String() + `</definedNames>`
	}
	return out + `</workbook>`
}

// relsXML leads from the workbook to its parts.
func (w *Writer) relsXML() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Relationships xmlns="` + nsPack + `relationships">`)
	for i := range w.pages {
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, nsRel, i+1)
	}
	fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s/styles" Target="styles.xml"/></Relationships>`, len(w.pages)+1, nsRel)
	return b.String()
}

// typesXML names the content type of each part.
func (w *Writer) typesXML() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Types xmlns="` + nsPack + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="` + ctSheet + `sheet.main+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="` + ctSheet + `styles+xml"/>`)
	for i := range w.pages {
		b.WriteString(`<Override PartName="/` + sheetPart(i+1) + `" ContentType="` + ctSheet + `worksheet+xml"/>`)
	}
	b.WriteString(`</Types>`)
	return b.String()
}
