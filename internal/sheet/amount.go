package sheet

// Amounts of money as clerks type them: 约60亿元, 10-15亿, 1亿5000万元, 2400万美元.

import (
	"strings"
	"unicode/utf8"

	"guatu/internal/fault"
	"guatu/internal/money"
	"guatu/internal/sheet/xlsx"
)

// Findings of an amount. Those of the ledger format come first.
const (
	codeApprox      = "amount_approximate"
	codeRange       = "amount_range"
	codeForeign     = "amount_foreign_currency"
	codeUnitDiffers = "amount_unit_differs"
	codeUnitUnknown = "amount_unit_unknown"
	codeAmountNote  = "amount_has_note"
	codeImplausible = "amount_implausible"
	codeNoAmount    = "amount_unparsed" // ours: text in which no single figure stands
	codeAmounts     = "amount_multiple" // ours: several figures, none of them the one
	// ours, about a column: no unit of its own, read in that of the others
	codeUnitInferred = "amount_unit_inferred"
)

// An amountReading is what was understood of one cell.
type amountReading struct {
	amount money.Amount
	unit   unit // the unit it was read in: the cell's own, else the column's
	codes  codes
}

// readAmount reads a cell whose column's figures are in col (the zero unit if no
// unit is stated anywhere). The cell's own unit beats the column's.
func readAmount(c xlsx.Cell, col unit) amountReading {
	switch c.Kind {
	case xlsx.Text:
		return readAmountText(c.Text, col)
	case xlsx.Number:
		own, _ := formatUnit(c.Format.Code)
		r := amountReading{unit: col}
		r.settle([]term{{digits: decimalText(c), unit: own}}, col)
		return r
	}
	return amountReading{unit: col}
}

func readAmountText(text string, col unit) amountReading {
	r := amountReading{unit: col}
	s := fold(text)
	if isNothing(s) {
		return r
	}
	s, bracketed, noted := withoutBrackets(s)
	if bracketed.known() {
		col, r.unit = bracketed, bracketed
	}
	p := amountParser{rest: s, noted: noted}
	p.run()
	if p.approx {
		r.codes.add(codeApprox)
		r.amount.Approx = true
	}
	if p.noted {
		r.codes.add(codeAmountNote)
	}
	r.settle(p.terms, col)
	if len(r.codes) > 0 {
		r.amount.Text = clean(text)
	}
	return r
}

// withoutBrackets takes notes in brackets off: 160（碳三一期139）. A bracket that
// holds only a unit is the cell's unit; a text all in brackets is a negative.
func withoutBrackets(s string) (rest string, own unit, noted bool) {
	for {
		open := strings.IndexByte(s, '(')
		if open < 0 {
			return s, own, noted
		}
		length := strings.IndexByte(s[open:], ')')
		inside, after := s[open+1:], ""
		if length > 0 {
			inside, after = s[open+1:open+length], s[open+length+1:]
		}
		u, ok := unitNamed(inside)
		switch {
		case inside == "人民币" || inside == "rmb" || inside == "cny":
		case ok && open > 0: // 35000（万元）, 5000万（美元）
			s = s[:open] + inside + after
			continue
		case ok:
			own = u
		case open == 0 && after == "":
			return "-" + inside, own, noted
		default:
			noted = true
		}
		s = s[:open] + after
	}
}

// settle turns the figures found into one amount, or says why there is none.
func (r *amountReading) settle(terms []term, col unit) {
	switch {
	case len(terms) == 0:
		r.codes.add(codeNoAmount)
		return
	case len(terms) == 2 && terms[1].joined == joinRange:
		r.settleRange(terms[0], terms[1], col)
		return
	case !summable(terms):
		r.codes.add(codeAmounts)
		return
	}
	own := terms[0].unit
	if own.known() {
		r.unit = own
	}
	r.noteDifference(terms, col)
	if own.currency != "" || !own.known() && col.currency != "" {
		r.settleForeign(terms[0])
		return
	}
	sum := money.Yuan(0)
	for _, t := range terms {
		y, ok := r.yuan(t, col)
		if !ok {
			return
		}
		sum += y
	}
	r.amount.Opt = money.Some(sum)
}

// noteDifference flags a unit that is not the column's.
func (r *amountReading) noteDifference(terms []term, col unit) {
	for _, t := range terms {
		if t.unit.known() && col.known() && t.unit.name != col.name && (t.unit.currency == "" || t.unit.currency == col.currency) {
			r.codes.add(codeUnitDiffers)
		}
	}
}

// yuan gives a figure in yuan; an absurd one or one without any unit is not taken.
func (r *amountReading) yuan(t term, col unit) (money.Yuan, bool) {
	u := t.unit
	if !u.known() {
		u = col
	}
	if !u.known() {
		r.codes.add(codeUnitUnknown)
		return 0, false
	}
	y, _, err := money.ParseDecimal(t.digits, u.times)
	switch {
	case err == nil && y >= 0:
		return y, true
	case err == nil, isTooLarge(err):
		r.codes.add(codeImplausible)
	default:
		r.codes.add(codeNoAmount)
	}
	return 0, false
}

func isTooLarge(err error) bool {
	f, ok := fault.As(err)
	return ok && f.Code == "money.too_large"
}

// settleRange keeps both ends and no single figure.
func (r *amountReading) settleRange(low, high term, col unit) {
	if !low.unit.known() {
		low.unit = high.unit
	}
	if high.unit.known() {
		r.unit = high.unit
	}
	r.codes.add(codeRange)
	if r.unit.currency != "" {
		r.codes.add(codeForeign)
		return
	}
	r.noteDifference([]term{low, high}, col)
	a, ok := r.yuan(low, col)
	if !ok {
		return
	}
	b, ok := r.yuan(high, col)
	if !ok {
		return
	}
	if a > b { // 2-5000万 or a slip: neither end can be trusted
		r.codes.add(codeNoAmount)
		return
	}
	r.amount.Low, r.amount.High = money.Some(a), money.Some(b)
}

// settleForeign keeps a foreign sum in its currency, never converted.
func (r *amountReading) settleForeign(t term) {
	r.codes.add(codeForeign)
	digits := strings.ReplaceAll(t.digits, ",", "")
	if r.unit.times > 1 {
		y, _, err := money.ParseDecimal(t.digits, r.unit.times)
		if err != nil || y < 0 {
			r.codes.add(codeImplausible)
			return
		}
		digits = strings.ReplaceAll(y.Plain(), ",", "")
	}
	r.amount.Foreign = &money.Foreign{Amount: digits, Currency: r.unit.currency}
}

// summable tells 1亿5000万元 from two figures that have nothing to do with each
// other: the parts must touch and their units fall.
func summable(terms []term) bool {
	for i, t := range terms[1:] {
		before := terms[i].unit
		if t.joined != joinTouching || !before.known() || !t.unit.known() || before.currency != t.unit.currency || t.unit.times >= before.times {
			return false
		}
	}
	return true
}

// understood says an amount for a finding.
func (r amountReading) understood() string {
	a := r.amount
	switch {
	case a.OK:
		return a.Yuan.Exact()
	case a.Low.OK:
		return a.Low.Yuan.Exact() + "–" + a.High.Yuan.Exact()
	case a.Foreign != nil:
		return a.Foreign.Amount + " " + a.Foreign.Currency
	}
	return ""
}

// width gives the length of the first rune.
func width(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}
