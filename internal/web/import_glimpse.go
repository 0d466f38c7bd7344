package web

import (
	"errors"
	"io"
	"math"
	"strconv"

	"guatu/internal/sheet/xlsx"
)

// A glimpse is the first rows of a sheet as they were written, for the eye: what
// was understood of them stands in the LedgerFile.
type glimpse struct {
	Sheet string
	Cols  int
	Rows  []glimpseRow
}

// A glimpseRow is one row with the texts of its cells, from column A on.
type glimpseRow struct {
	N     int
	Cells []string
}

// Bounds of what is shown of a sheet.
const (
	glimpseRows = 200
	glimpseCols = 60
)

// errEnough ends the reading of a sheet that is longer than the eye.
var errEnough = errors.New("enough rows")

// glimpsesOf reads the first rows of every sheet.
func glimpsesOf(r io.ReaderAt, size int64) ([]glimpse, error) {
	head := make([]byte, min(size, 512))
	if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if xlsx.Sniff(head) == xlsx.FormText {
		return glimpseCSV(r, size)
	}
	book, err := xlsx.Open(r, size, xlsx.DefaultLimits())
	if err != nil {
		return nil, err
	}
	defer book.Close()
	var list []glimpse
	for i, info := range book.Sheets() {
		g := glimpse{Sheet: info.Name}
		_, err := book.Read(i, func(row xlsx.Row) error {
			g.take(row, book.Date1904)
			if len(g.Rows) >= glimpseRows {
				return errEnough
			}
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			return nil, err
		}
		list = append(list, g)
	}
	return list, nil
}

func glimpseCSV(r io.ReaderAt, size int64) ([]glimpse, error) {
	data, err := io.ReadAll(io.NewSectionReader(r, 0, size))
	if err != nil {
		return nil, err
	}
	grid, err := xlsx.OpenCSV(data, xlsx.DefaultLimits())
	if err != nil {
		return nil, err
	}
	g := glimpse{Sheet: grid.Name}
	for _, row := range grid.Rows[:min(len(grid.Rows), glimpseRows)] {
		g.take(row, false)
	}
	return []glimpse{g}, nil
}

// take adds a row; empty ones are left out.
func (g *glimpse) take(row xlsx.Row, date1904 bool) {
	out := glimpseRow{N: row.N}
	for _, c := range row.Cells {
		if c.Col > glimpseCols {
			break
		}
		for len(out.Cells) < c.Col {
			out.Cells = append(out.Cells, "")
		}
		out.Cells[c.Col-1] = cellText(c, date1904)
	}
	if len(out.Cells) > 0 {
		g.Rows, g.Cols = append(g.Rows, out), max(g.Cols, len(out.Cells))
	}
}

// cellText is a cell as Excel would show it, nearly: dates as dates, shares as
// per cent, long fractions cut.
func cellText(c xlsx.Cell, date1904 bool) string {
	if c.Kind != xlsx.Number {
		return c.Text
	}
	if c.Format.IsDate {
		if d, ok := xlsx.DateOf(c.Number, date1904); ok {
			return d.String()
		}
	}
	if c.Format.IsPercent {
		return shortNumber(c.Number*100) + "%"
	}
	return shortNumber(c.Number)
}

func shortNumber(f float64) string {
	if f == math.Trunc(f) && math.Abs(f) < 1e15 {
		return strconv.FormatFloat(f, 'f', 0, 64)
	}
	return strconv.FormatFloat(math.Round(f*1e4)/1e4, 'f', -1, 64)
}
