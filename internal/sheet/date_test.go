package sheet

import (
	"strings"
	"testing"

	"guatu/internal/sheet/xlsx"
)

func TestDatesAsClerksTypeThem(t *testing.T) {
	for _, c := range []struct{ text, want, codes string }{
		{"2024-05-06", "2024-05-06", ""},
		{"2024/5/6", "2024-05-06", ""},
		{"2024.5.6", "2024-05-06", ""},
		{"2020.04.17", "2020-04-17", ""},
		{"20240506", "2024-05-06", ""},
		{"２０２４年５月６日", "2024-05-06", ""},
		{"2024年5月6号", "2024-05-06", ""},
		{"2024-05-06 00:00:00", "2024-05-06", ""},
		{"2024-05-06T08:30:00", "2024-05-06", ""},
		{"2024年6月30日前", "2024-06-30", ""},
		{"二〇二四年五月六日", "2024-05-06", ""},
		{"2024年2月30日", "", codeNoDate},
		{"2024.13", "", codeNoDate},
		{"2024年5月", "2024-05", codeImprecise},
		{"2024.5", "2024-05", codeImprecise},
		{"2024-5", "2024-05", codeImprecise},
		{"2024.10", "2024-10", codeImprecise},
		{"202405", "2024-05", codeImprecise},
		{"2024年5月底", "2024-05", codeImprecise},
		{"2024年5月上旬", "2024-05", codeImprecise},
		{"2022年4月初", "2022-04", codeImprecise},
		{"2025年1月底前", "2025-01", codeImprecise},
		{"2024年年底前", "2024-12", codeImprecise},
		{"2020年底", "2020-12", codeImprecise},
		{"2024年末", "2024-12", codeImprecise},
		{"2019年初", "2019", codeImprecise},
		{"2024年", "2024", codeImprecise},
		{"2024", "2024", codeImprecise},
		{"2024年一季度", "2024-Q1", codeImprecise},
		{"2024年第3季度", "2024-Q3", codeImprecise},
		{"2024Q1", "2024-Q1", codeImprecise},
		{"2024-Q4", "2024-Q4", codeImprecise},
		{"2025年上半年", "2025-H1", codeImprecise},
		{"2025H2", "2025-H2", codeImprecise},
		{"24年5月", "2024-05", codeImprecise},
		{"24.5.6", "2024-05-06", codeYearInferred},
		{"一季度", "2023-Q1", codeImprecise + " " + codeYearInferred},
		{"上半年", "2023-H1", codeImprecise + " " + codeYearInferred},
		{"4月10日", "2023-04-10", codeYearInferred},
		{"5月底", "2023-05", codeImprecise + " " + codeYearInferred},
		{"年底", "2023-12", codeImprecise + " " + codeYearInferred},
		{"今年5月", "2023-05", codeImprecise + " " + codeYearInferred},
		{"十二月", "2023-12", codeImprecise + " " + codeYearInferred},
		{"首期2023年8月底", "2023-08", codeImprecise + " " + codeDateNote},
		{"计划2025年6月", "2025-06", codeImprecise},
		{"预计2025年底竣工", "2025-12", codeImprecise + " " + codeDateNote},
		{"2024年前", "", codeNoDate},
		{"2024年6月前", "", codeNoDate},
		{"次年5月", "", codeNoDate},
		{"明年5月", "", codeNoDate},
		{"2024年春节前", "", codeNoDate},
		{"2024年春", "", codeNoDate},
		{"拟近期签", "", codeNoDate},
		{"5/6/2024", "", codeAmbiguous},
		{"7号机组2026年10月\n8号机组2027年8月", "", codeDates},
		{"2022-2025", "", codeDates},
		{"2024年5月-8月", "", codeDates},
		{"2024.5-2025.6", "", codeDates},
		{"1-6月", "", codeNoDate},
		{"已开工", "", codeStatusWord},
		{"已竣工", "", codeStatusWord},
		{"未开工", "", codeStatusWord},
		{"待定", "", ""},
		{"—", "", ""},
		{"43938", "2020-04-17", codeSerial},
		{"17", "", codeNoDate},
		{"18000000000", "", codeNoDate},
	} {
		r := dateReader{year: 2023, typed: true}.read(xlsx.Cell{Kind: xlsx.Text, Text: c.text})
		if r.when.String() != c.want || strings.Join(r.codes, " ") != c.codes {
			t.Errorf("%s: %s %v, want %s %s", c.text, r.when, r.codes, c.want, c.codes)
		}
	}
}

func TestWithoutALedgersYearNothingIsInferred(t *testing.T) {
	for _, s := range []string{"年底", "5月", "一季度", "上半年", "4月10日", "今年底"} {
		if r := (dateReader{typed: true}).text(s); !r.when.IsZero() || len(r.codes) != 1 || r.codes[0] != codeNoDate {
			t.Errorf("%s: %s %v", s, r.when, r.codes)
		}
	}
}

func TestNumbersInDateColumns(t *testing.T) {
	for _, c := range []struct {
		digits string
		number float64
		format string
		want   string
		codes  string
	}{
		{"44661", 44661, "yyyy/m/d", "2022-04-10", ""},
		{"44661.5", 44661.5, "yyyy/m/d h:mm", "2022-04-10", ""},
		{"45413", 45413, `yyyy"年"m"月"`, "2024-05", codeImprecise},
		{"44152", 44152, "", "2020-11-17", codeSerial},
		{"2024.1", 2024.1, "", "", codeAmbiguous},
		{"2024.1", 2024.1, "0.00", "2024-10", codeImprecise},
		{"2027.04", 2027.04, "0.00", "2027-04", codeImprecise},
		{"2024.3", 2024.3, "", "2024-03", codeImprecise},
		{"2024.12", 2024.12, "", "2024-12", codeImprecise},
		{"2024", 2024, "", "2024", codeImprecise},
		{"20240506", 20240506, "", "2024-05-06", ""},
		{"202405", 202405, "0", "2024-05", codeImprecise},
		{"12", 12, "", "", codeNoDate},
		{"5", 5, "yyyy/m/d", "", codeNoDate}, // 1900-01-05 is a five in a date's clothes
	} {
		r := dateReader{}.read(xlsx.Cell{Kind: xlsx.Number, Text: c.digits, Number: c.number, Format: xlsx.ParseFormat(c.format)})
		if r.when.String() != c.want || strings.Join(r.codes, " ") != c.codes {
			t.Errorf("%s as %q: %s %v, want %s %s", c.digits, c.format, r.when, r.codes, c.want, c.codes)
		}
	}
}

func TestInACSVATenthOfAYearIsAmbiguous(t *testing.T) {
	cell := xlsx.Cell{Kind: xlsx.Text, Text: "2024.1"}
	if r := (dateReader{}).read(cell); len(r.codes) != 1 || r.codes[0] != codeAmbiguous {
		t.Errorf("in a .csv: %s %v", r.when, r.codes)
	}
	if r := (dateReader{typed: true}).read(cell); r.when.String() != "2024-01" {
		t.Errorf("typed as text: %s %v", r.when, r.codes)
	}
}

func TestPeriodsHaveAStartAndAnEnd(t *testing.T) {
	for _, c := range []struct{ text, start, end string }{
		{"2022-2025", "2022", "2025"}, {"2022—2025年", "2022", "2025"}, {"2024.5-2025.6", "2024-05", "2025-06"},
		{"2024年5月至2025年底", "2024-05", "2025-12"}, {"2024年3月-8月", "2024-03", "2024-08"}, {"2025-2022", "", ""}, {"2024", "2024", ""},
	} {
		r := dateReader{period: true, typed: true}.text(c.text)
		if r.when.String() != c.start || r.last.String() != c.end {
			t.Errorf("%s: %s to %s, want %s to %s", c.text, r.when, r.last, c.start, c.end)
		}
	}
}

func FuzzReadDate(f *testing.F) {
	for _, s := range []string{"2024.5.6", "年底", "第", "一季度", "2024年5月-", "99999999", "q", "2024q", "...", "号", "0年0月0日"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, d := range []dateReader{{}, {year: 2024, typed: true}, {year: 2024, period: true}} {
			r := d.text(s)
			if !r.when.IsZero() && (r.when.First.Year() < firstYear || r.when.First.Year() > lastYear) {
				t.Errorf("%q: %s", s, r.when)
			}
		}
	})
}
