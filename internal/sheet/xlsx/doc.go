// Package xlsx reads and writes the spreadsheets of an office: .xlsx (ECMA-376,
// transitional and strict) and .csv, as they come from Excel, WPS and whatever
// else a county uses. It knows cells, not ledgers: what a column means is the
// business of package sheet.
//
// A file is untrusted. Open looks at what the file is before it believes its
// name, every part is bounded before it is read (Limits), the XML is read by a
// scanner of our own (scan.go) that knows no entities and refuses a DTD, and
// whatever is wrong comes back as a fault with the part, row and cell, never
// as a panic.
//
// Reading is a stream: Book.Read gives one row at a time and keeps only the
// shared strings. Book.Grid and OpenCSV keep the whole sheet, for those who
// must look at it several times. Writing (writer.go) is a stream as well.
//
// The scanner exists because encoding/xml is about sixteen times slower on
// worksheets; stack.md section 8 has the figures, BenchmarkRead100k repeats
// them.
package xlsx
