// Arithmetic on values outside formulas, by the same rules: exact, and missing
// where a side is missing or there is nothing to divide by.

package formula

// Plus is v + w.
func (v Value) Plus(w Value) Value { return apply(0, &v, &w) }

// Minus is v − w.
func (v Value) Minus(w Value) Value { return apply(1, &v, &w) }

// Times is v × w.
func (v Value) Times(w Value) Value { return apply(2, &v, &w) }

// Over is v ÷ w.
func (v Value) Over(w Value) Value { return apply(3, &v, &w) }

// Round keeps decimals (0 to 12): half away from zero, or cut off.
func (v Value) Round(decimals int, truncate bool) Value {
	if v.kind != number {
		return v
	}
	return ofNum(v.round(min(max(decimals, 0), maxDecimals), !truncate))
}
