// Values: figures that add up with nothing left over.

package target

import (
	"math"
	"strconv"
	"strings"

	"guatu/internal/fault"
)

// A Value is a figure of an indicator in ten-thousandths of what it is counted in:
// of a project or an enterprise, of a yuan, of a per cent. It is whole, so parts add
// up to wholes with nothing left over. A ten-thousandth is what joint parks are
// shared by (access.WholeShare): of one project 0.6 counts here and 0.4 there.
// Written down (String, JSON) it is the plain number: 56, 0.6, 9.5.
type Value int64

// One is one of what is counted.
const One Value = 10_000

// decimals are those of a ten-thousandth.
const decimals = 4

// Round is the value with n decimals (0 to 4), in steps of the last of them: of
// 2.65 with one it is 27. Halves go away from nought.
func (v Value) Round(n int) int64 {
	step := Value(math.Pow10(decimals - n))
	half := step / 2
	if v < 0 {
		half = -half
	}
	return int64((v + half) / step)
}

// String writes the plain number with as many decimals as it has.
func (v Value) String() string {
	sign, size := "", uint64(v)
	if v < 0 {
		sign, size = "-", -size
	}
	whole, part := size/uint64(One), size%uint64(One)
	text := sign + strconv.FormatUint(whole, 10)
	if part == 0 {
		return text
	}
	return text + "." + strings.TrimRight(strconv.FormatUint(part+uint64(One), 10)[1:], "0")
}

// ParseValue reads a plain number of at most four decimals. Faults: target.value.
func ParseValue(s string) (Value, error) {
	wrong := fault.New(fault.Invalid, "target.value", "text", s)
	body, negative := strings.CutPrefix(s, "-")
	whole, part, point := strings.Cut(body, ".")
	if whole == "" || point && part == "" || len(part) > decimals || strings.Trim(whole+part, "0123456789") != "" {
		return 0, wrong
	}
	n, err := strconv.ParseInt(whole+part+strings.Repeat("0", decimals-len(part)), 10, 64)
	if err != nil {
		return 0, wrong
	}
	if negative {
		n = -n
	}
	return Value(n), nil
}

// MarshalJSON writes the plain number.
func (v Value) MarshalJSON() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalJSON reads what MarshalJSON writes; an exponent is no figure of an office.
func (v *Value) UnmarshalJSON(b []byte) (err error) {
	if string(b) == "null" {
		return nil
	}
	*v, err = ParseValue(string(b))
	return err
}

// piecewise shares a whole that comes in pieces: share deals the pieces out, and
// what is less than a piece goes to the last, so that it still adds up.
func piecewise(whole, piece Value, share func(whole Value) []Value) []Value {
	piece = max(1, piece)
	parts := share(whole / piece)
	for i := range parts {
		parts[i] *= piece
	}
	if len(parts) > 0 {
		parts[len(parts)-1] += whole % piece
	}
	return parts
}
