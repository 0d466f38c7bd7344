package xlsx

// The bounds within which a file from outside is read.

// Limits bound what one file may cost. Every bound that is passed is a fault of
// kind TooLarge; a bound of zero means nothing is allowed, so start from
// DefaultLimits.
type Limits struct {
	File        int64 // bytes of the file as sent
	Unpacked    int64 // bytes of all XML parts together once unpacked
	Ratio       int   // unpacked / packed of one part; judged above ratioFrom bytes
	Parts       int   // entries of the zip directory
	Sheets      int   // worksheets of a workbook
	Rows        int   // rows of one sheet that the file mentions
	Cols        int   // the rightmost column
	Cells       int   // cells of one sheet that hold something
	Strings     int   // entries of the shared strings
	StringBytes int   // bytes of the shared strings together
	Text        int   // bytes of one cell's text
	Depth       int   // nesting of the XML
	Marks       int   // merges, hidden column spans, comments, styles: of each
}

// Excel's own bounds: a reference beyond them is a mistake, whatever the limits.
const (
	MaxRow = 1048576
	MaxCol = 16384 // XFD
)

// ratioFrom is where the packing ratio begins to matter: a small sheet of
// repeated empty cells honestly packs 500:1.
const ratioFrom = 16 << 20

// DefaultLimits let 100,000 rows of 40 columns through, which is more than a
// province's ledger, and stop what could trouble a server of 600 MB.
func DefaultLimits() Limits {
	return Limits{
		File: 64 << 20, Unpacked: 512 << 20, Ratio: 300, Parts: 10000,
		Sheets: 256, Rows: MaxRow, Cols: MaxCol, Cells: 4_000_000,
		Strings: 4_000_000, StringBytes: 128 << 20, Text: 1 << 20,
		Depth: 64, Marks: 200_000,
	}
}
