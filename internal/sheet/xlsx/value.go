package xlsx

// What goes into a written cell.

import (
	"math"

	"guatu/internal/workday"
)

// A Value is the content of one cell to be written, with the look that goes with
// it. The zero Value is an empty cell outside of any table.
type Value struct {
	text   string
	number float64
	kind   Kind
	style  style
}

// Words is text, wrapped where it is long.
func Words(s string) Value { return Value{kind: Text, text: s, style: styleText} }

// Head is a cell of a table's header.
func Head(s string) Value { return Value{kind: Text, text: s, style: styleHead} }

// Title is the heading of a sheet, large and centred; merge it over its table.
func Title(s string) Value { return Value{kind: Text, text: s, style: styleTitle} }

// Note is text beside a table: unit, date, remarks. It has no border.
func Note(s string) Value { return Value{kind: Text, text: s, style: styleNote} }

// Whole is a count, or money in whole yuan, with separators of thousands.
func Whole(n int64) Value { return Value{kind: Number, number: float64(n), style: styleWhole} }

// Figure is a number with two decimals shown; all its digits are kept.
func Figure(f float64) Value { return Value{kind: Number, number: f, style: styleFigure} }

// Plain is a number as it is, without separators: a year, a serial number.
func Plain(f float64) Value { return Value{kind: Number, number: f, style: stylePlain} }

// Percent is a share of one: 0.6214 is shown as 62.14 %.
func Percent(share float64) Value { return Value{kind: Number, number: share, style: stylePercent} }

// Day is a date. No date is an empty cell, and a day before 1900, which Excel
// does not know, is text.
func Day(d workday.Date) Value {
	serial, ok := SerialOf(d)
	switch {
	case d.IsZero():
		return Value{style: styleDay}
	case !ok:
		return Words(d.String())
	}
	return Value{kind: Number, number: serial, style: styleDay}
}

// Blank is an empty cell of a table, with its border.
func Blank() Value { return Value{style: styleText} }

// finite tells whether a spreadsheet can hold the number.
func (v Value) finite() bool { return !math.IsNaN(v.number) && !math.IsInf(v.number, 0) }
