package sheet

// What readers of single cells hand back, and small questions to a cell.

import (
	"strconv"
	"strings"

	"guatu/internal/sheet/xlsx"
)

// A codes list is what a cell reader wants said about its cell: the warning
// codes of the ledger format, or our own.
type codes []string

func (c *codes) add(code string) {
	for _, have := range *c {
		if have == code {
			return
		}
	}
	*c = append(*c, code)
}

// decimalText gives a number cell's digits as plain decimal text; Excel stores
// large and small ones with an exponent.
func decimalText(c xlsx.Cell) string {
	if !strings.ContainsAny(c.Text, "eE") {
		return c.Text
	}
	return strconv.FormatFloat(c.Number, 'f', -1, 64)
}

// placesShown gives how many decimals a cell's number format always shows, -1
// where the format leaves it open (General, or # signs).
func placesShown(f xlsx.NumberFormat) int {
	first, _, _ := strings.Cut(f.Code, ";")
	_, after, point := strings.Cut(first, ".")
	if !point {
		return -1
	}
	n := 0
	for n < len(after) && after[n] == '0' {
		n++
	}
	if n < len(after) && after[n] == '#' {
		return -1
	}
	return n
}

// stated gives the cleaned text of a cell, "" for an error or an uncomputed
// formula: #REF! is no name of a project.
func stated(c xlsx.Cell) string {
	switch c.Kind {
	case xlsx.Text:
		return clean(c.Text)
	case xlsx.Number:
		return decimalText(c)
	}
	return ""
}
