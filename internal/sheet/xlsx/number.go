package xlsx

// Numbers as they stand in the XML.

import "strconv"

// readNumber parses the text of a numeric cell; false if it is no number, as
// some generators have it.
func (c *Cell) readNumber() bool {
	n, ok := parseNumber(c.Text)
	c.Number = n
	return ok
}

// parseNumber reads a decimal number as XML Schema writes doubles, without the
// infinities, hexadecimals and underscores that strconv would take.
func parseNumber(text string) (float64, bool) {
	if n, ok := smallInt(text); ok {
		return n, true
	}
	for i := range len(text) {
		if c := text[i]; (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			return 0, false
		}
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, false
	}
	return n, true
}

// smallInt is the short way for what most numbers are.
func smallInt(text string) (float64, bool) {
	if len(text) == 0 || len(text) > 9 {
		return 0, false
	}
	n := 0
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return 0, false
		}
		n = n*10 + int(text[i]-'0')
	}
	return float64(n), true
}
