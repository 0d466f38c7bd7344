package xlsx

// The faults of a spreadsheet file, in one place so that the glossary can be
// held against them.

import "guatu/internal/fault"

// The codes; in brackets the arguments beside those of place, which are part
// (name inside the file) and, inside a sheet, sheet, row and cell ("B7").
const (
	codeFileTooLarge = "sheet.file_too_large"      // [bytes limit]
	codeUnpacked     = "sheet.unpacked_too_large"  // [bytes limit]
	codeBomb         = "sheet.packed_suspiciously" // [part ratio limit]
	codeParts        = "sheet.too_many_parts"      // [limit]
	codeSheets       = "sheet.too_many_sheets"     // [limit]
	codeRows         = "sheet.too_many_rows"       // [limit]
	codeCols         = "sheet.too_many_columns"    // [limit]
	codeCells        = "sheet.too_many_cells"      // [limit]
	codeStrings      = "sheet.too_many_strings"    // [limit]
	codeText         = "sheet.text_too_long"       // [limit]
	codeMarks        = "sheet.too_many_marks"      // [limit]
	codeDeep         = "sheet.xml_too_deep"        // [limit]

	codeEmpty       = "sheet.file_empty"      // nothing in the file
	codeXLSOld      = "sheet.xls_old"         // .xls or .et of 1997-2003: save as .xlsx
	codeEncrypted   = "sheet.encrypted"       // needs a password: save without
	codeXLSB        = "sheet.xlsb"            // binary workbook: save as .xlsx
	codeNotWorkbook = "sheet.not_workbook"    // [found] something else altogether
	codeZip         = "sheet.zip_broken"      // damaged on the way
	codePartMissing = "sheet.part_missing"    // a part the workbook needs
	codePartTwice   = "sheet.part_duplicate"  // two parts of one name
	codeNoSheets    = "sheet.no_sheets"       // a workbook without worksheets
	codeNoSuchSheet = "sheet.sheet_unknown"   // [index]
	codeXML         = "sheet.xml_broken"      // [offset reason]
	codeDTD         = "sheet.xml_dtd"         // a DTD has no business here
	codeEncoding    = "sheet.xml_encoding"    // [encoding] neither UTF-8 nor UTF-16
	codeCellRef     = "sheet.cell_reference"  // [ref] not a place on a sheet
	codeCellTwice   = "sheet.cell_duplicate"  // one cell given twice
	codeRowOrder    = "sheet.row_order"       // rows not in ascending order
	codeStringGone  = "sheet.string_missing"  // [index] beyond the shared strings
	codeGarbled     = "sheet.csv_garbled"     // [offset encoding] bytes that are no text
	codeQuote       = "sheet.csv_quote_open"  // [row] a quote that never closes
	codeBinary      = "sheet.csv_binary"      // [offset] a zero byte: not text
	codeUnreadable  = "sheet.file_unreadable" // reading failed on our side

	// Writing.
	codeSheetName  = "sheet.name_invalid"   // [name] not a name Excel takes
	codeSheetTwice = "sheet.name_duplicate" // [name]
	codeNumber     = "sheet.number_invalid" // [number] infinite or none
	codeUnwritten  = "sheet.file_unwritten" // writing failed on our side
)

// tooLarge is a bound passed.
func tooLarge(code string, args ...any) *fault.Error {
	return fault.New(fault.TooLarge, code, args...)
}

// invalid is a file that must be mended by whoever made it.
func invalid(code string, args ...any) *fault.Error {
	return fault.New(fault.Invalid, code, args...)
}
