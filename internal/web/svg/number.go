// Numbers and paths as SVG text.

package svg

import (
	"math"
	"strconv"
	"unicode/utf8"
)

// num writes at most two decimals and no trailing zeros; what is no number
// becomes 0, so that a bad figure spoils one mark and not the drawing.
func num(f float64) string { return string(appendNum(make([]byte, 0, 12), f)) }

// appendNum is num without a string of its own: a timetable writes a hundred
// thousand numbers.
func appendNum(b []byte, f float64) []byte {
	if math.IsNaN(f) || math.Abs(f) > 1e12 {
		return append(b, '0')
	}
	n := int64(math.Round(f * 100))
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, n/100, 10)
	switch cents := n % 100; {
	case cents == 0:
		return b
	case cents%10 == 0:
		return append(b, '.', byte('0'+cents/10))
	default:
		return append(b, '.', byte('0'+cents/10), byte('0'+cents%10))
	}
}

// path is the path data through the places, closed or not.
func path(at []xy, closed bool) string {
	b := make([]byte, 0, 14*len(at)+1)
	for i, p := range at {
		if i == 0 {
			b = append(b, 'M')
		} else {
			b = append(b, 'L')
		}
		b = append(appendNum(b, p.x), ' ')
		b = appendNum(b, p.y)
	}
	if closed {
		b = append(b, 'Z')
	}
	return string(b)
}

// width is the length in bytes of the first character; a broken byte counts one.
func width(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}

// ems is the rough width of a text in its own font size: Han characters are one
// wide, others a little over a half.
func ems(s string) float64 {
	w := 0.0
	for _, r := range s {
		if r < 0x2E80 {
			w += .56
		} else {
			w++
		}
	}
	return w
}

// fit cuts a text to a width in ems and says so with an ellipsis.
func fit(s string, room float64) string {
	if ems(s) <= room {
		return s
	}
	used := 1.0
	for i, r := range s {
		used += ems(string(r))
		if used > room {
			return s[:i] + "…"
		}
	}
	return s
}
