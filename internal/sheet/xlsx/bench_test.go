package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"guatu/internal/workday"
)

// The figure of issue 2 section 5: 100,000 rows of 20 columns, 8 of Chinese text
// as shared strings, 10 of numbers, 2 of dates, into typed cells under 3 s and
// 300 MB.

const benchRows = 100_000

// ledger packs such a workbook; every row has texts of its own.
func ledger(b *testing.B, rows int) []byte {
	b.Helper()
	var sheet, texts strings.Builder
	sheet.WriteString(`<worksheet xmlns="` + nsMain + `"><sheetData>`)
	texts.WriteString(`<sst xmlns="` + nsMain + `">`)
	for r := 1; r <= rows; r++ {
		fmt.Fprintf(&sheet, `<row r="%d" spans="1:20">`, r)
		for c := 1; c <= 20; c++ {
			name := CellName(r, c)
			switch {
			case c <= 8:
				fmt.Fprintf(&sheet, `<c r="%s" s="1" t="s"><v>%d</v></c>`, name, (r-1)*8+c-1)
				fmt.Fprintf(&texts, `<si><t>示例重大产业项目第%d号第%d栏</t></si>`, r, c)
			case c <= 18:
				fmt.Fprintf(&sheet, `<c r="%s" s="2"><v>%d.%02d</v></c>`, name, r*c%100000, r%100)
			default:
				fmt.Fprintf(&sheet, `<c r="%s" s="3"><v>%d</v></c>`, name, 45000+r%700)
			}
		}
		sheet.WriteString(`</row>`)
	}
	p := with(parts{partSheet: sheet.String() + `</sheetData></worksheet>`, partStrings: texts.String() + `</sst>`,
		partStyles: `<styleSheet xmlns="` + nsMain + `"><cellXfs><xf numFmtId="0"/><xf numFmtId="49"/><xf numFmtId="4"/><xf numFmtId="14"/></cellXfs></styleSheet>`})
	return p.zipped(b)
}

// peak samples the heap while work runs and gives its highest size in MB.
func peak(work func()) float64 {
	runtime.GC()
	var top atomic.Uint64
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			top.Store(max(top.Load(), m.HeapInuse))
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	work()
	close(stop)
	<-done
	return float64(top.Load()) / (1 << 20)
}

func BenchmarkRead100k(b *testing.B) {
	file := ledger(b, benchRows)
	b.Run("ours", func(b *testing.B) {
		b.ReportMetric(peak(func() {
			for range b.N {
				readTyped(b, file)
			}
		}), "peak-MB")
	})
	b.Run("ours-grid", func(b *testing.B) {
		b.ReportMetric(peak(func() {
			for range b.N {
				if g := grid(b, file, 0); g.CellCount != 20*benchRows {
					b.Fatal(g.CellCount)
				}
			}
		}), "peak-MB")
	})
	b.Run("excelize-rows", func(b *testing.B) {
		b.ReportMetric(peak(func() {
			for range b.N {
				readExcelize(b, file)
			}
		}), "peak-MB")
	})
}

// readTyped reads the ledger as a stream and uses every cell.
func readTyped(b *testing.B, file []byte) {
	book := open(b, file)
	var sum float64
	var text, dates int
	known, err := book.Read(0, func(r Row) error {
		for i := range r.Cells {
			c := &r.Cells[i]
			switch {
			case c.Kind == Text:
				text += len(c.Text)
			case c.Format.IsDate:
				if _, ok := DateOf(c.Number, false); ok {
					dates++
				}
			default:
				sum += c.Number
			}
		}
		return nil
	})
	if err != nil || known.CellCount != 20*benchRows || dates != 2*benchRows || sum == 0 || text == 0 {
		b.Fatal(known, err, dates, sum, text)
	}
}

func readExcelize(b *testing.B, file []byte) {
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	rows, err := f.Rows("Sheet1")
	if err != nil {
		rows, err = f.Rows("表")
	}
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for rows.Next() {
		cells, err := rows.Columns()
		if err != nil {
			b.Fatal(err)
		}
		n += len(cells)
	}
	if n != 20*benchRows {
		b.Fatal(n)
	}
}

// BenchmarkInflate is the floor under every reader: unpacking alone.
func BenchmarkInflate(b *testing.B) {
	file := ledger(b, benchRows)
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				b.Fatal(err)
			}
			n, err := io.Copy(io.Discard, r)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(n)
		}
	}
}

func BenchmarkWrite100k(b *testing.B) {
	day := workday.NewDate(2024, time.May, 6)
	row := make([]Value, 20)
	size := new(counter)
	b.ReportMetric(peak(func() {
		for range b.N {
			w := NewWriter(size)
			if err := w.Sheet(Page{Name: "表", Frozen: 1}); err != nil {
				b.Fatal(err)
			}
			for r := range benchRows {
				for c := range row {
					switch {
					case c < 8:
						row[c] = Words("示例重大产业项目" + string(rune('一'+r%5000)))
					case c < 18:
						row[c] = Figure(float64(r*c%100000) + 0.25)
					default:
						row[c] = Day(day + workday.Date(r%700))
					}
				}
				if err := w.Row(row...); err != nil {
					b.Fatal(err)
				}
			}
			if err := w.Close(); err != nil {
				b.Fatal(err)
			}
		}
	}), "peak-MB")
	b.ReportMetric(float64(*size)/float64(b.N)/(1<<20), "file-MB")
}

// A counter counts what is written.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
