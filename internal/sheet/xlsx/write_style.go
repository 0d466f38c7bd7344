package xlsx

// The handful of looks our sheets use, as one fixed styles part.

import (
	"fmt"
	"strings"
)

// A style is an index into looks. Each has a twin, guarded by quotePrefix, for
// texts that Excel would take for a formula if somebody edited the cell.
type style uint8

const (
	styleNone style = iota // what cells nobody wrote look like
	styleText
	styleHead
	styleTitle
	styleNote
	stylePlain
	styleWhole
	styleFigure
	styleDay
	stylePercent
	styleCount
)

// xf is the number of a style, or of its guarded twin, in the file.
func (s style) xf(guard bool) int {
	if guard {
		return int(s + styleCount)
	}
	return int(s)
}

// A look is one cell style: font, fill, border and format by number.
type look struct {
	font, fill, border, format int
	align                      string
}

var looks = [styleCount]look{
	styleNone:    {align: `vertical="center"`},
	styleText:    {border: 1, align: `vertical="center" wrapText="1"`},
	styleHead:    {font: 1, fill: 2, border: 1, align: `horizontal="center" vertical="center" wrapText="1"`},
	styleTitle:   {font: 2, align: `horizontal="center" vertical="center"`},
	styleNote:    {font: 3, align: `vertical="center" wrapText="1"`},
	stylePlain:   {border: 1, align: `vertical="center"`},
	styleWhole:   {border: 1, format: 3, align: `vertical="center"`},
	styleFigure:  {border: 1, format: 4, align: `vertical="center"`},
	styleDay:     {border: 1, format: 164, align: `horizontal="center" vertical="center"`},
	stylePercent: {border: 1, format: 10, align: `vertical="center"`},
}

const stylesHead = xmlHead + `<styleSheet xmlns="` + nsMain + `">` +
	`<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts>` +
	`<fonts count="4"><font><sz val="11"/><name val="宋体"/><charset val="134"/></font>` +
	`<font><b/><sz val="11"/><name val="宋体"/><charset val="134"/></font>` +
	`<font><b/><sz val="16"/><name val="黑体"/><charset val="134"/></font>` +
	`<font><sz val="10"/><color rgb="FF595959"/><name val="宋体"/><charset val="134"/></font></fonts>` +
	`<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
	`<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/><bgColor indexed="64"/></patternFill></fill></fills>` +
	`<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>` +
	`<border><left style="thin"><color rgb="FFA6A6A6"/></left><right style="thin"><color rgb="FFA6A6A6"/></right>` +
	`<top style="thin"><color rgb="FFA6A6A6"/></top><bottom style="thin"><color rgb="FFA6A6A6"/></bottom><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>`

// stylesXML is the styles part.
func stylesXML() string {
	var b strings.Builder
	b.WriteString(stylesHead)
	fmt.Fprintf(&b, `<cellXfs count="%d">`, 2*len(looks))
	for _, guard := range []string{"", ` quotePrefix="1"`} {
		for _, l := range looks {
			fmt.Fprintf(&b, `<xf numFmtId="%d" fontId="%d" fillId="%d" borderId="%d" xfId="0"%s`+
				` applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment %s/></xf>`,
				l.format, l.font, l.fill, l.border, guard, l.align)
		}
	}
	b.WriteString(`</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`)
	return b.String()
}
