package xlsx

// One worksheet as a stream of rows.

// A Sheet is what is known of a worksheet once its rows have passed.
type Sheet struct {
	Layout
	RowCount         int // rows the file mentions
	CellCount        int // cells that hold something
	LastRow, LastCol int // the last ones that hold something
	Formulas         int
	Uncached         int // formulas without a cached value
}

// Read gives the rows of a sheet in ascending order, empty ones included if the
// file mentions them, and then what stands behind them. The Row is used again
// for the next call. An error of row ends the reading and is returned as it is.
func (b *Book) Read(sheet int, row func(Row) error) (*Sheet, error) {
	texts, err := b.shared()
	if err != nil {
		return nil, err
	}
	r := &rowReader{book: b, texts: texts, give: row}
	if err := b.walk(sheet, &r.sheet.Layout, r); err != nil {
		return nil, err
	}
	return &r.sheet, nil
}

// Layout gives what is known of a sheet beside its cells. It passes over the
// rows, at about half the cost of reading them.
func (b *Book) Layout(sheet int) (Layout, error) {
	var l Layout
	return l, b.walk(sheet, &l, nil)
}

// walk scans the part of a sheet: rows go to r (nil: they are passed over), the
// rest to l.
func (b *Book) walk(sheet int, l *Layout, r *rowReader) error {
	if sheet < 0 || sheet >= len(b.sheets) {
		return invalid(codeNoSuchSheet, "index", sheet)
	}
	part := b.parts[sheet]
	s, closing, err := b.pack.scan(part)
	if err != nil {
		return err
	}
	defer closing()
	root := s.root()
	if root && string(s.name) != "worksheet" {
		return invalid(codeXML, "part", part, "offset", s.base, "reason", "root")
	}
	for root && s.child() {
		if string(s.name) == "sheetData" && r != nil {
			r.rows(s)
			continue
		}
		l.take(s)
	}
	if err := s.finish(); err != nil {
		return err
	}
	return b.readComments(part, l)
}
