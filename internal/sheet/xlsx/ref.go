package xlsx

// References: columns as letters, cells as A1, ranges as A1:C3.

import (
	"strconv"
	"strings"
)

// A Range is a rectangle of cells, both corners included, counted from 1.
type Range struct{ Row, Col, LastRow, LastCol int }

// Holds tells whether a cell lies in the range.
func (r Range) Holds(row, col int) bool {
	return r.Row <= row && row <= r.LastRow && r.Col <= col && col <= r.LastCol
}

// String is the range as Excel writes it.
func (r Range) String() string {
	return CellName(r.Row, r.Col) + ":" + CellName(r.LastRow, r.LastCol)
}

// ColName gives the letters of a column counted from 1: 1 is A, 28 is AB. A
// number that is no column gives "".
func ColName(col int) string {
	if col < 1 || col > MaxCol {
		return ""
	}
	var b [3]byte
	i := len(b)
	for ; col > 0; col = (col - 1) / 26 {
		i--
		b[i] = byte('A' + (col-1)%26)
	}
	return string(b[i:])
}

// CellName gives the name of a cell, "B7" for row 7, column 2.
func CellName(row, col int) string { return ColName(col) + strconv.Itoa(row) }

// ParseCell reads a cell's name, "B7" or "$B$7"; false if there is no such cell
// on any sheet.
func ParseCell(ref string) (row, col int, ok bool) {
	if strings.Contains(ref, "$") {
		ref = strings.ReplaceAll(ref, "$", "")
	}
	return parseRef([]byte(ref))
}

// parseRef is ParseCell on the bytes of an r attribute.
func parseRef(ref []byte) (row, col int, ok bool) {
	i := 0
	for ; i < len(ref) && i < 4; i++ {
		c := ref[i] &^ 0x20 // letters in either case
		if c < 'A' || c > 'Z' {
			break
		}
		col = col*26 + int(c-'A') + 1
	}
	row, ok = parseCount(ref[i:])
	if !ok || row > MaxRow || col < 1 || col > MaxCol {
		return 0, 0, false
	}
	return row, col, true
}

// parseCount reads a positive decimal number of at most nine digits.
func parseCount(digits []byte) (int, bool) {
	if len(digits) == 0 || len(digits) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range digits {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, n > 0
}

// parseRange reads "A1:C3" or "B2"; corners may stand in any order.
func parseRange(ref string) (Range, bool) {
	first, last, two := strings.Cut(ref, ":")
	if !two {
		last = first
	}
	r1, c1, ok1 := ParseCell(first)
	r2, c2, ok2 := ParseCell(last)
	return Range{min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)}, ok1 && ok2
}
