// Package sheet reads the ledgers (台账) of an office and writes them out again.
//
// An office keeps its projects in Excel: titles, unit lines, headings of two or
// three levels, merged cells, sections, subtotals, notes, and figures typed the
// way people talk. Read turns such a file into rows that say what they mean, and
// says of every cell that needed interpretation what was read and what was
// understood (a Finding). It never guesses: what could mean two things stays
// empty and is flagged.
//
// How it works, in the order of the files:
//
//   - text.go, amount.go, date.go, percent.go, stage.go, credit.go, count.go read
//     one cell each and know nothing of tables.
//   - field.go and words.go say what a heading means; the words are data
//     (fields.tsv, stages.tsv), so an office's own word is one line more.
//   - grid.go, header.go, column.go find the tables of a sheet and their columns;
//     preamble.go reads what stands above (unit, year, title).
//   - kind.go tells projects from sections, totals and notes; row.go reads one
//     project; parts.go, duplicate.go, total.go compare rows with each other.
//   - read.go joins them; lines.go prints the result; layout.go and export.go
//     write a ledger in the layout it came in.
//
// The lines that Read's result prints, and the rules behind them, are those of
// shared/ledgers/README.md, of which testdata holds the files.
package sheet
