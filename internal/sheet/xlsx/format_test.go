package xlsx

import (
	"math"
	"testing"
	"time"

	"guatu/internal/workday"
	"pgregory.net/rapid"
)

func TestParseFormat(t *testing.T) {
	date, percent, elapsed, number := NumberFormat{IsDate: true}, NumberFormat{IsPercent: true}, NumberFormat{Elapsed: true}, NumberFormat{}
	tests := []struct {
		code string
		want NumberFormat
	}{
		{"yyyy-mm-dd", date}, {"yyyy/m/d;@", date}, {`yyyy"年"m"月"d"日"`, date}, {"[$-804]yyyy年m月d日", date},
		{"[DBNum1][$-804]yyyy年m月", date}, {"h:mm AM/PM", date}, {"[$-F800]dddd, mmmm dd, yyyy", date}, {"mmm-yy", date},
		{`上午/下午h"时"mm"分"`, date}, {"[$-804]aaaa", date}, {"e年m月", date}, {"[$-411]ge.m.d", date}, {"mm:ss.0", date},
		{"[h]:mm:ss", elapsed}, {"[mm]:ss", elapsed}, {"[S]", elapsed},
		{"0%", percent}, {"0.00%;[Red]-0.00%", percent}, {`0\%`, number}, {`0"%"`, number}, {"0_%", number},
		{"General", number}, {"GENERAL", number}, {"G/通用格式", number}, {"@", number}, {"", number}, {`General"日"`, number},
		{"0.00E+00", number}, {"##0.0E+0", number}, {"#,##0.00", number}, {`0.00"亿元"`, number}, {`0\d`, number}, {"0.00_);[Red](0.00)", number},
		{"[Red][>100]0.0;[Blue]0.0", number}, {`"m/d/y"0`, number}, {"* #,##0", number}, {"*d0", number}, {"[$￥-804]#,##0.00", number},
		{`"unclosed yyyy`, number}, {"[unclosed yyyy", number}, {`0\`, number}, {"0_", number},
	}
	for _, tt := range tests {
		got := ParseFormat(tt.code)
		if got.Code = ""; got != tt.want {
			t.Errorf("%q is %+v, want %+v", tt.code, got, tt.want)
		}
	}
}

func TestBuiltinDates(t *testing.T) {
	dates := map[int]bool{}
	for _, span := range [][2]int{{14, 22}, {27, 36}, {45, 45}, {47, 47}, {50, 58}, {71, 78}, {80, 81}} {
		for id := span[0]; id <= span[1]; id++ {
			dates[id] = true
		}
	}
	for id := range 164 {
		if f := ParseFormat(builtin[id]); f.IsDate != dates[id] {
			t.Errorf("format %d (%s): date is %v", id, f.Code, f.IsDate)
		}
	}
}

func TestDateOf(t *testing.T) {
	tests := []struct {
		name   string
		serial float64
		is1904 bool
		want   string // "" is no date
	}{
		{"the first day", 1, false, "1900-01-01"},
		{"the day before the one that never was", 59, false, "1900-02-28"},
		{"the 29th of February 1900, which never was", 60, false, ""},
		{"half of that day", 60.5, false, ""},
		{"the day after it", 61, false, "1900-03-01"},
		{"a day of ours", 45418, false, "2024-05-06"},
		{"noon counts as the day", 45418.5, false, "2024-05-06"},
		{"the last day", 2958465, false, "9999-12-31"},
		{"the last evening", 2958465.9, false, "9999-12-31"},
		{"after the last day", 2958466, false, ""},
		{"a time of day", 0.5, false, ""},
		{"nothing", 0, false, ""},
		{"a negative number", -1, false, ""},
		{"no number", math.NaN(), false, ""},
		{"infinity", math.Inf(1), false, ""},
		{"1904: the first day", 0, true, "1904-01-01"},
		{"1904: a day of ours", 43956, true, "2024-05-06"},
		{"1904: the last day", 2957003, true, "9999-12-31"},
		{"1904: after the last day", 2957004, true, ""},
		{"1904: no number", math.NaN(), true, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, ok := DateOf(tt.serial, tt.is1904)
			if ok != (tt.want != "") || ok && d.String() != tt.want {
				t.Errorf("%v is %s, %v", tt.serial, d, ok)
			}
		})
	}
}

func TestSerialsAndDatesAgree(t *testing.T) {
	first, last := workday.NewDate(1900, time.January, 1), workday.NewDate(9999, time.December, 31)
	rapid.Check(t, func(t *rapid.T) {
		d := workday.Date(rapid.Int32Range(int32(first), int32(last)).Draw(t, "day"))
		serial, ok := SerialOf(d)
		if back, dated := DateOf(serial, false); !ok || !dated || back != d {
			t.Fatalf("%s is %v is %s", d, serial, back)
		}
		if back, dated := DateOf(serial-1462, true); dated && back != d && serial > 60 {
			t.Fatalf("%s is %s in 1904", d, back)
		}
	})
	for _, d := range []workday.Date{0, first - 1, last + 1} {
		if serial, ok := SerialOf(d); ok {
			t.Errorf("%s has the serial %v", d, serial)
		}
	}
}

func TestReferences(t *testing.T) {
	for ref, want := range map[string][2]int{"A1": {1, 1}, "$B$7": {7, 2}, "z9": {9, 26}, "AA10": {10, 27}, "XFD1048576": {MaxRow, MaxCol}} {
		row, col, ok := ParseCell(ref)
		if !ok || row != want[0] || col != want[1] {
			t.Errorf("%s is row %d column %d, %v", ref, row, col, ok)
		}
	}
	for _, ref := range []string{"", "A", "1", "A0", "XFE1", "A1048577", "AAAA1", "A-1", "A1B", "Ａ1", "[1"} {
		if row, col, ok := ParseCell(ref); ok {
			t.Errorf("%q is row %d column %d", ref, row, col)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		r, c := rapid.IntRange(1, MaxRow).Draw(t, "row"), rapid.IntRange(1, MaxCol).Draw(t, "col")
		if row, col, ok := ParseCell(CellName(r, c)); !ok || row != r || col != c {
			t.Fatalf("%s is row %d column %d, %v", CellName(r, c), row, col, ok)
		}
	})
	if ColName(0) != "" || ColName(MaxCol+1) != "" {
		t.Error("a column that is none has a name")
	}
}
