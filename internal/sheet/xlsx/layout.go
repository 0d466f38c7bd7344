package xlsx

// What belongs to a sheet beside its cells: merges, hidden columns, comments.

// A Layout is that. Hidden rows are told row by row (Row.Hidden).
type Layout struct {
	Merges     []Range
	Cols       []ColSpan // columns with a width or hidden, in the file's order
	Comments   []Comment
	AutoFilter Range // the zero Range if there is none
}

// A ColSpan is a run of columns formatted alike.
type ColSpan struct {
	First, Last int // counted from 1, both included
	Width       float64
	Hidden      bool
}

// A Comment is a note somebody pinned to a cell.
type Comment struct {
	Row, Col     int
	Author, Text string
}

// ColHidden tells whether a column is hidden. It looks through all spans.
func (l Layout) ColHidden(col int) bool {
	for _, c := range l.Cols {
		if c.Hidden && c.First <= col && col <= c.Last {
			return true
		}
	}
	return false
}

// MergeAt gives the merged range that covers a cell. It looks through all merges:
// whoever asks for every cell of a sheet should spread Merges over a map first.
func (l Layout) MergeAt(row, col int) (Range, bool) {
	for _, m := range l.Merges {
		if m.Holds(row, col) {
			return m, true
		}
	}
	return Range{}, false
}

// take reads one element of a worksheet into the layout.
func (l *Layout) take(s *scanner) {
	switch string(s.name) {
	case "cols":
		l.cols(s)
	case "mergeCells":
		l.merges(s)
	case "autoFilter":
		l.AutoFilter, _ = parseRange(s.attr("ref")) // a filter gone wrong hides nothing
		s.skip()
	default:
		s.skip()
	}
}

// cols reads the column spans.
func (l *Layout) cols(s *scanner) {
	for ; s.child(); s.skip() {
		first, ok1 := parseCount([]byte(s.attr("min")))
		last, ok2 := parseCount([]byte(s.attr("max")))
		if !ok1 || !ok2 || first > last || first > MaxCol {
			s.fail(invalid(codeCellRef, "part", s.part, "ref", s.attr("min")+":"+s.attr("max")))
			return
		}
		if !roomFor(s, len(l.Cols)) {
			return
		}
		width, _ := parseNumber(s.attr("width")) // a width is a matter of looks
		l.Cols = append(l.Cols, ColSpan{first, min(last, MaxCol), width, s.flag("hidden")})
	}
}

// merges reads the merged ranges.
func (l *Layout) merges(s *scanner) {
	for ; s.child(); s.skip() {
		ref := s.attr("ref")
		m, ok := parseRange(ref)
		if !ok {
			s.fail(invalid(codeCellRef, "part", s.part, "ref", ref))
			return
		}
		if !roomFor(s, len(l.Merges)) {
			return
		}
		l.Merges = append(l.Merges, m)
	}
}

// roomFor bounds the lists of a layout.
func roomFor(s *scanner, have int) bool {
	if have < s.lim.Marks {
		return true
	}
	return s.fail(tooLarge(codeMarks, "part", s.part, "limit", s.lim.Marks))
}
