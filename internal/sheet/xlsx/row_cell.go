package xlsx

// One cell: from its element to its kind and text.

import (
	"strconv"
	"time"

	"guatu/internal/workday"
)

// Types of cells, from the t attribute.
type cellType uint8

const (
	typeNumber cellType = iota
	typeShared
	typeString // str: of a formula, or from generators that know no better
	typeInline
	typeBool
	typeError
	typeDate
)

func parseType(t []byte) (cellType, bool) {
	switch string(t) {
	case "n", "":
		return typeNumber, true
	case "s":
		return typeShared, true
	case "str":
		return typeString, true
	case "inlineStr":
		return typeInline, true
	case "b":
		return typeBool, true
	case "e":
		return typeError, true
	case "d":
		return typeDate, true
	}
	return 0, false
}

// cell reads one cell; a cell without a reference follows the one before.
func (r *rowReader) cell(s *scanner) bool {
	var c Cell
	kind, col := typeNumber, r.col+1
	for a := s.attributes(); a.next(); {
		switch string(a.key) {
		case "r":
			row, given, ok := parseRef(a.value)
			if !ok || row != r.row.N {
				return s.fail(r.misplaced(codeCellRef, s, "ref", s.value(a.value)))
			}
			col = given
		case "s":
			c.Format = r.book.format(a.value)
		case "t":
			t, ok := parseType(a.value)
			if !ok {
				return s.fail(r.misplaced(codeXML, s, "cell", CellName(r.row.N, col), "offset", s.base+int64(s.pos), "reason", "type"))
			}
			kind = t
		}
	}
	if col > MaxCol {
		return s.fail(r.misplaced(codeCellRef, s, "ref", strconv.Itoa(col)))
	}
	r.col, c.Col = col, col
	if s.empty {
		return !s.child()
	}
	return r.body(s, &c, kind)
}

// format gives the number format of a style number; one that the styles do not
// know is General.
func (b *Book) format(style []byte) NumberFormat {
	n, ok := parseCount(style)
	if !ok {
		n = 0 // style 0, which parseCount does not count
	}
	if n >= len(b.formats) {
		return NumberFormat{}
	}
	return b.formats[n]
}

// body reads the formula, value and inline text of a cell and keeps the cell if
// it holds anything.
func (r *rowReader) body(s *scanner, c *Cell, kind cellType) bool {
	start, has := len(r.text), false
	r.value = r.value[:0]
	for s.child() {
		switch string(s.name) {
		case "v":
			r.value, has = s.content(r.value), true
		case "f":
			c.Formula = true
			s.skip()
		case "is":
			r.text, has = s.richText(r.text), true
		default:
			s.skip()
		}
	}
	if s.err != nil {
		return false
	}
	return r.keep(s, c, kind, value{start, has})
}

// A value is where the text of a cell starts, and whether it has one at all.
type value struct {
	start int
	has   bool
}

// keep gives the cell its kind and takes it up; its text ends where r.text does.
func (r *rowReader) keep(s *scanner, c *Cell, kind cellType, at value) bool {
	own := true
	switch kind {
	case typeShared:
		if len(r.value) > 0 {
			own = false
			if !r.sharedText(s, c) {
				return false
			}
		}
	case typeString:
		r.text = unescape(append(r.text, r.value...), at.start)
	case typeBool:
		r.boolean(c)
	case typeDate:
		r.isoDate(c)
	case typeInline:
		// its text is there already
	default:
		r.text = append(r.text, r.value...)
	}
	filled := len(r.text) > at.start || c.Text != ""
	c.HasCached = c.Formula && at.has && (filled || kind == typeString)
	c.Kind = kindOf(kind, filled)
	if c.Kind == Empty && !c.Formula {
		r.text = r.text[:at.start]
		return true
	}
	piece := [2]int{at.start, len(r.text)}
	if !own {
		piece = [2]int{-1, -1}
	}
	r.tally(c)
	r.row.Cells = append(r.row.Cells, *c)
	r.spans = append(r.spans, piece)
	return true
}

// tally counts formulas.
func (r *rowReader) tally(c *Cell) {
	if c.Formula {
		r.sheet.Formulas++
		if !c.HasCached {
			r.sheet.Uncached++
		}
	}
}

// kindOf is the kind of a filled cell of a type.
func kindOf(t cellType, filled bool) Kind {
	switch {
	case !filled:
		return Empty
	case t == typeNumber, t == typeDate:
		return Number
	case t == typeBool:
		return Bool
	case t == typeError:
		return Error
	}
	return Text
}

// sharedText looks the text of a cell up.
func (r *rowReader) sharedText(s *scanner, c *Cell) bool {
	n, ok := 0, true
	if string(r.value) != "0" {
		n, ok = parseCount(r.value)
	}
	if ok {
		c.Text, ok = r.texts.at(n)
	}
	if !ok {
		return s.fail(r.misplaced(codeStringGone, s, "cell", CellName(r.row.N, c.Col), "index", string(r.value)))
	}
	return true
}

// boolean writes the value as Excel shows it.
func (r *rowReader) boolean(c *Cell) {
	switch {
	case len(r.value) == 0:
	case isTrue(string(r.value)):
		c.Number = 1
		r.text = append(r.text, "TRUE"...)
	default:
		r.text = append(r.text, "FALSE"...)
	}
}

// isoDate turns the ISO 8601 dates of strict files into serial numbers, so that
// nobody after us must know of them. What it cannot read becomes text.
func (r *rowReader) isoDate(c *Cell) {
	text := string(r.value)
	for _, layout := range []string{"2006-01-02", "2006-01-02T15:04:05", "2006-01-02T15:04:05Z", "2006-01-02T15:04:05.999999999"} {
		t, err := time.Parse(layout, text)
		serial, ok := SerialOf(workday.DateOf(t))
		if err != nil || !ok {
			continue
		}
		if r.book.Date1904 {
			serial -= lastSerial1900 - lastSerial1904
		}
		serial += t.Sub(t.Truncate(24*time.Hour)).Hours() / 24
		r.text = strconv.AppendFloat(r.text, serial, 'f', -1, 64)
		if !c.Format.IsDate {
			c.Format = NumberFormat{Code: "yyyy-mm-dd", IsDate: true}
		}
		return
	}
	r.text = append(r.text, r.value...)
}
