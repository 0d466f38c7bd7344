package sheet

import (
	"strings"
	"testing"

	"guatu/internal/money"
	"guatu/internal/sheet/xlsx"
)

var (
	yi  = unit{"亿元", money.Yi, ""}
	wan = unit{"万元", money.Wan, ""}
)

func TestAmountsAsClerksTypeThem(t *testing.T) {
	for _, c := range []struct {
		text  string
		col   unit
		want  string // as understood, "" for none
		unit  string
		codes string
	}{
		{"34.62", yi, "34.62亿元", "亿元", ""},
		{"1,500,000万元", yi, "150亿元", "万元", codeUnitDiffers},
		{"３２８００万元", yi, "3.28亿元", "万元", codeUnitDiffers},
		{" 11 ", yi, "11亿元", "亿元", ""},
		{"１１", yi, "11亿元", "亿元", ""},
		{"28亿元", yi, "28亿元", "亿元", ""},
		{"50亿", wan, "50亿元", "亿元", codeUnitDiffers},
		{"2165万", wan, "2,165万元", "万元", ""},
		{"1亿5000万元", yi, "1.5亿元", "亿元", codeUnitDiffers},
		{"1.2亿", unit{}, "1.2亿元", "亿元", ""},
		{"约106", yi, "106亿元", "亿元", codeApprox},
		{"10亿元以上", yi, "10亿元", "亿元", codeApprox},
		{"2亿左右", yi, "2亿元", "亿元", codeApprox},
		{"50亿元级", yi, "50亿元", "亿元", codeApprox},
		{"20余亿元", yi, "20亿元", "亿元", codeApprox},
		{"5亿多元", yi, "5亿元", "亿元", codeApprox},
		{"超100亿元", yi, "100亿元", "亿元", codeApprox},
		{"10-15亿元", yi, "10亿元–15亿元", "亿元", codeRange},
		{"5～8亿元", yi, "5亿元–8亿元", "亿元", codeRange},
		{"4850至6850", wan, "4,850万元–6,850万元", "万元", codeRange},
		{"19150—21150", wan, "19,150万元–21,150万元", "万元", codeRange},
		{"5000万-1亿元", yi, "5,000万元–1亿元", "亿元", codeRange + " " + codeUnitDiffers},
		{"15-10亿元", yi, "", "亿元", codeRange + " " + codeNoAmount},
		{"1.2亿美元", wan, "120000000 USD", "亿美元", codeForeign},
		{"1600万美元", wan, "16000000 USD", "万美元", codeForeign},
		{"US$500万", wan, "5000000 USD", "万美元", codeForeign},
		{"3亿欧元（约合人民币23亿元）", yi, "300000000 EUR", "亿欧元", codeAmountNote + " " + codeForeign},
		{"2亿港币", yi, "200000000 HKD", "亿港元", codeForeign},
		{"1-2亿美元", yi, "", "亿美元", codeRange + " " + codeForeign},
		{"160（碳三一期139）", yi, "160亿元", "亿元", codeAmountNote},
		{"100（其中一期50）", yi, "100亿元", "亿元", codeAmountNote},
		{"10亿元（含二期）", unit{}, "10亿元", "亿元", codeAmountNote},
		{"1亿元整（10000万元）", yi, "1亿元", "亿元", codeAmountNote},
		{"总投资50亿元，其中一期20亿元", yi, "50亿元", "亿元", codeAmountNote},
		{"设备5亿元，土建3亿元", yi, "", "亿元", codeAmountNote + " " + codeAmounts},
		{"三亿元", wan, "3亿元", "亿元", codeUnitDiffers},
		{"十二点五亿元", yi, "12.5亿元", "亿元", ""},
		{"百亿元", yi, "100亿元", "亿元", ""},
		{"三千万元", yi, "3,000万元", "万元", codeUnitDiffers},
		{"5000000元", wan, "500万元", "元", codeUnitDiffers},
		{"人民币3000万元", wan, "3,000万元", "万元", ""},
		{"100（亿元）", wan, "100亿元", "亿元", codeUnitDiffers},
		{"18500", yi, "", "亿元", codeImplausible},
		{"109500000", wan, "", "万元", codeImplausible},
		{"-5", yi, "", "亿元", codeImplausible},
		{"(500)", wan, "", "万元", codeImplausible},
		{"2.6", unit{}, "", "", codeUnitUnknown},
		{"—", yi, "", "亿元", ""},
		{"/", yi, "", "亿元", ""},
		{"暂无", yi, "", "亿元", ""},
		{"待定", yi, "", "亿元", ""},
		{"0", yi, "0元", "亿元", ""},
		{"数亿元", yi, "", "亿元", codeAmountNote + " " + codeNoAmount},
		{"面议", yi, "", "亿元", codeAmountNote + " " + codeNoAmount},
		{"2024年", yi, "", "亿元", codeAmountNote + " " + codeNoAmount},
		{"120亩", yi, "", "亿元", codeAmountNote + " " + codeNoAmount},
		{"1,5", yi, "", "亿元", codeNoAmount},
	} {
		r := readAmount(xlsx.Cell{Kind: xlsx.Text, Text: c.text}, c.col)
		if r.understood() != c.want || r.unit.name != c.unit || strings.Join(r.codes, " ") != c.codes {
			t.Errorf("%s: %q in %q %v, want %q in %q %v", c.text, r.understood(), r.unit.name, r.codes, c.want, c.unit, c.codes)
		}
	}
}

func TestNumbersCarryTheirFormatsUnit(t *testing.T) {
	for _, c := range []struct {
		digits, format, want string
		codes                string
	}{
		{"11.220000000000001", "", "11.22亿元", ""},
		{"1.5E+4", "", "", codeImplausible},
		{"3", `0.00"亿元"`, "3亿元", ""},
		{"3000", `#,##0"万元"`, "3,000万元", codeUnitDiffers},
		{"30000000", `0!.0,"万"`, "", codeImplausible}, // a format that scales says nothing we trust
	} {
		cell := xlsx.Cell{Kind: xlsx.Number, Text: c.digits, Number: 15000, Format: xlsx.ParseFormat(c.format)}
		r := readAmount(cell, yi)
		if r.understood() != c.want || strings.Join(r.codes, " ") != c.codes {
			t.Errorf("%s as %s: %q %v, want %q %v", c.digits, c.format, r.understood(), r.codes, c.want, c.codes)
		}
	}
}

func TestUnitsOfHeadingsAndTitles(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"单位：亿元", "亿元"}, {"单位：万元、亩", "万元"}, {"单位：亿元（注明的除外）", "亿元"}, {"（单位:万元）", "万元"},
		{"金额单位：人民币万元", "万元"}, {"总投资（亿元）", "亿元"}, {"总投资/万元", "万元"}, {"协议外资（万美元）", "万美元"},
		{"总投资额亿元", "亿元"}, {"单位：千元", "千元"}, {"计划总投资", ""}, {"用地（亩）", ""}, {"填报单位：示例县重大项目办", ""},
		{"建设单位", ""}, {"单位", ""}, {"元", "元"},
	} {
		u, _ := unitIn(fold(c.text))
		if u.name != c.want {
			t.Errorf("%s: %q, want %q", c.text, u.name, c.want)
		}
	}
}

// Whatever is typed, reading does not panic, and what is taken is within bounds.
func FuzzReadAmount(f *testing.F) {
	for _, s := range []string{"约60亿元", "10-15亿", "1亿5000万", "（）", "((", "-", "$", "五点", "1.2.3", "9999999999999999999亿", "其中"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, col := range []unit{yi, wan, {}} {
			r := readAmount(xlsx.Cell{Kind: xlsx.Text, Text: s}, col)
			for _, o := range []money.Opt{r.amount.Opt, r.amount.Low, r.amount.High} {
				if o.OK && (o.Yuan < 0 || o.Yuan > 4*money.Max) {
					t.Errorf("%q: %v", s, o.Yuan)
				}
			}
			if r.amount.Stated() && r.amount.OK == (r.amount.Low.OK || r.amount.Foreign != nil) {
				t.Errorf("%q states two things: %+v", s, r.amount)
			}
		}
	})
}
