// Numbers and paths as SVG text.

package svg

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// num writes at most two decimals and no trailing zeros; what is no number
// becomes 0, so that a bad figure spoils one mark and not the drawing.
func num(f float64) string {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return "0"
	}
	r := math.Round(f*100) / 100
	if r == 0 {
		return "0"
	}
	return strconv.FormatFloat(r, 'f', -1, 64)
}

// path is the path data through the places, closed or not.
func path(at []xy, closed bool) string {
	var b strings.Builder
	for i, p := range at {
		if i == 0 {
			b.WriteByte('M')
		} else {
			b.WriteByte('L')
		}
		b.WriteString(num(p.x))
		b.WriteByte(' ')
		b.WriteString(num(p.y))
	}
	if closed {
		b.WriteByte('Z')
	}
	return b.String()
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
