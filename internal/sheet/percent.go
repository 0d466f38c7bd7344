package sheet

// Percentages the three ways offices write them: 62%, 0.62, 62.14.

import (
	"math"
	"strconv"
	"strings"

	"guatu/internal/sheet/xlsx"
)

const (
	codePercentScale = "percent_scale_guessed"
	codeNoPercent    = "percent_unparsed" // ours: no single percentage in the text
)

// A percentReading is a percentage as decimal text without the sign, "62.14".
type percentReading struct {
	text  string
	codes codes
}

// readPercent reads a cell of a percentage column. A number that is not formatted
// as a percentage is taken as a share up to 1 and as a percentage above, and
// flagged either way. A formula is derived from other cells: it is not read.
func readPercent(c xlsx.Cell) percentReading {
	switch {
	case c.Formula:
		return percentReading{}
	case c.Kind == xlsx.Text:
		return readPercentText(fold(c.Text))
	case c.Kind != xlsx.Number:
		return percentReading{}
	case c.Format.IsPercent:
		return percentReading{text: shortDecimal(c.Number * 100)}
	}
	return scaledPercent(c.Number)
}

func scaledPercent(n float64) percentReading {
	if n == 0 { // nothing done is nothing done on either scale
		return percentReading{text: "0"}
	}
	if math.Abs(n) <= 1 {
		n *= 100
	}
	return percentReading{text: shortDecimal(n), codes: codes{codePercentScale}}
}

func readPercentText(s string) percentReading {
	if isNothing(s) {
		return percentReading{}
	}
	if n, err := strconv.ParseFloat(s, 64); err == nil && !math.IsInf(n, 0) && !math.IsNaN(n) {
		return scaledPercent(n)
	}
	plain := strings.ReplaceAll(s, "百分之", "%")
	before, after, ok := strings.Cut(plain, "%")
	if !ok || strings.Contains(after, "%") {
		return percentReading{codes: codes{codeNoPercent}}
	}
	digits := trailingFigure(before)
	if digits == "" {
		digits, _ = figureAt(after) // 百分之62
		if n, length := numeralValue(after); digits == "" && length > 0 {
			digits = strconv.Itoa(n) // 百分之三十五
		}
	}
	n, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return percentReading{codes: codes{codeNoPercent}}
	}
	r := percentReading{text: shortDecimal(n)}
	if len(digits)+len("%") < len(s) { // 约62%, 完成62%: the words are read over, and said
		r.codes.add("percent_has_note")
	}
	return r
}

// trailingFigure gives the figure that text ends with.
func trailingFigure(s string) string {
	i := len(s)
	for i > 0 && (isDigit(s[i-1]) || s[i-1] == '.') {
		i--
	}
	return strings.TrimPrefix(s[i:], ".")
}

// shortDecimal writes a float without the noise of binary fractions: 0.8877 × 100
// is 88.77.
func shortDecimal(n float64) string {
	n = math.Round(n*1e6) / 1e6
	return strconv.FormatFloat(n, 'f', -1, 64)
}
