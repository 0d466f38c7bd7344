package ident

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"guatu/internal/fault"
)

func codeOf(t *testing.T, err error) string {
	t.Helper()
	f, ok := fault.As(err)
	if err != nil && !ok {
		t.Fatalf("%v is no fault", err)
	}
	if err == nil {
		return ""
	}
	return f.Code
}

// The vectors are those of the research, worked by hand from the standard.
func TestUSCI(t *testing.T) {
	for _, c := range []struct{ name, code, fault string }{
		{"an example of the standard", "91350100M000100Y43", ""},
		{"a code of Lianshui", "91320826MA10000008", ""},
		{"a code of Guang'an", "91511602MA6000000R", ""},
		{"the check value 31 is written 0", "9132082600000000M0", ""},
		{"a wrong check character", "91320826MA10000003", "ident.usci_check"},
		{"too short", "91320826MA1000000", "ident.usci_length"},
		{"nothing", "", "ident.usci_length"},
		{"the letter I is not in use", "91320826MI10000008", "ident.usci_alphabet"},
		{"small letters are folded by the reader, not here", "91320826ma10000008", "ident.usci_alphabet"},
		{"Chinese characters count as one", "统一社会信用代码待补充十八位数字样例", "ident.usci_alphabet"},
		{"letters in the division", "91AB0826MA10000008", "ident.usci_division"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := codeOf(t, USCI(c.code)); got != c.fault {
				t.Errorf("%s: got %q, want %q", c.code, got, c.fault)
			}
		})
	}
}

func TestUSCITellsTheRightCharacter(t *testing.T) {
	f, ok := fault.As(USCI("91320826MA10000003"))
	if !ok || f.Args["expected"] != "8" || f.Args["found"] != "3" {
		t.Errorf("got %v", f)
	}
}

// A check character that lets one mistyped character or one swap of neighbours
// through would not be worth its place: 31 is prime, so none does.
func TestUSCIFindsEverySlip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		body := rapid.StringMatching(`9[123]`+`3208[0-9]{2}[0-9A-HJ-NP-RTUWXY]{9}`).Draw(t, "body")
		code := body + string(usciCheck(body))
		if err := USCI(code); err != nil {
			t.Fatal(err)
		}
		at := rapid.IntRange(0, len(code)-1).Draw(t, "at")
		other := usciAlphabet[rapid.IntRange(0, 30).Draw(t, "other")]
		slip := code[:at] + string(other) + code[at+1:]
		if slip != code && USCI(slip) == nil {
			t.Fatalf("%s passes for %s", slip, code)
		}
	})
}

func TestUSCIIn(t *testing.T) {
	for _, c := range []struct {
		name, text, code string
		ok               bool
	}{
		{"by itself", "91320826MA10000008", "91320826MA10000008", true},
		{"in a sentence", "代码：91320826MA10000008（淮安）", "91320826MA10000008", true},
		{"full-width and small letters", "９１３２０８２６ｍａ１００００００８", "91320826MA10000008", true},
		{"spaces within", "9132 0826 MA10 0000 08", "91320826MA10000008", true},
		{"a wrong one is shown", "代码91320826MA10000003", "91320826MA10000003", false},
		{"a right one wins over a wrong one", "91320826MA10000003、91320826MA10000008", "91320826MA10000008", true},
		{"part of something longer is none", "X91320826MA10000008", "", false},
		{"a project code is none", "2103-320826-89-01-123456", "", false},
		{"nothing", "待办理", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if code, ok := USCIIn(c.text); code != c.code || ok != c.ok {
				t.Errorf("got %q %t", code, ok)
			}
		})
	}
}

func TestProjectCode(t *testing.T) {
	for _, c := range []struct {
		name, code, fault string
		year, month       int
		old               bool
	}{
		{"of March 2021", "2103-320826-89-01-123456", "", 2021, 3, false},
		{"of the first month of the new form", "2011-511602-04-01-123456", "", 2020, 11, false},
		{"of December 2020, not of 2012", "2012-511602-04-01-123456", "", 2020, 12, false},
		{"of the old form", "2018-320826-26-03-512345", "", 2018, 0, true},
		{"of the old form's last year", "2020-320826-26-03-512345", "", 2020, 0, true},
		{"of a county that is no more", "2019-320802-26-03-512345", "", 2019, 0, true},
		{"of the centre", "2103-000000-04-01-123456", "", 2021, 3, false},
		{"month 13", "2113-320826-89-01-123456", "ident.project_time", 0, 0, false},
		{"before there was a platform", "1903-320826-89-01-123456", "ident.project_time", 0, 0, false},
		{"a province that is none", "2103-990826-89-01-123456", "ident.project_region", 0, 0, false},
		{"a digit short", "2103-320826-89-01-12345", "ident.project_form", 0, 0, false},
		{"no hyphens", "210332082689011234560000", "ident.project_form", 0, 0, false},
		{"digits of another script", "２１０３-320826-89-01-123456", "ident.project_form", 0, 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := ProjectOf(c.code)
			if codeOf(t, err) != c.fault || codeOf(t, ProjectCode(c.code)) != c.fault {
				t.Fatalf("got %v, want %q", err, c.fault)
			}
			if p.Year != c.year || int(p.Month) != c.month || p.Old != c.old {
				t.Errorf("got %+v", p)
			}
		})
	}
}

func TestFold(t *testing.T) {
	if got := Fold("　２１０３－３２０８２６—８９－０１－１２３４５６ "); got != "2103-320826-89-01-123456" {
		t.Errorf("got %q", got)
	}
}

func TestDivisions(t *testing.T) {
	for _, c := range []struct{ code, path, fault string }{
		{"320826", "江苏省 淮安市 涟水县", ""},
		{"320812", "江苏省 淮安市 清江浦区", ""},
		{"320813", "江苏省 淮安市 洪泽区", ""},
		{"320902", "江苏省 盐城市 亭湖区", ""},
		{"320921", "江苏省 盐城市 响水县", ""},
		{"511603", "四川省 广安市 前锋区", ""},
		{"511681", "四川省 广安市 华蓥市", ""},
		{"500112", "重庆市 渝北区", ""},
		{"500231", "重庆市 垫江县", ""},
		{"513402", "四川省 凉山彝族自治州 会理市", ""},
		{"320000", "江苏省", ""},
		{"320800", "江苏省 淮安市", ""},
		{"320811", "", "ident.division_unknown"},
		{"330102", "", "ident.division_elsewhere"},
		{"32082", "", "ident.division_form"},
		{"32082x", "", "ident.division_form"},
	} {
		d, err := DivisionOf(c.code)
		if codeOf(t, err) != c.fault {
			t.Errorf("%s: got %v, want %q", c.code, err, c.fault)
			continue
		}
		if err == nil && names(d.Path()) != c.path {
			t.Errorf("%s: got %s", c.code, names(d.Path()))
		}
	}
}

func names(path []Division) string {
	var all []string
	for _, d := range path {
		all = append(all, d.Name)
	}
	return strings.Join(all, " ")
}

func TestEveryDivisionStandsUnderAnother(t *testing.T) {
	count := map[string]map[int]int{}
	for _, d := range Divisions() {
		province := d.Code[:2]
		if count[province] == nil {
			count[province] = map[int]int{}
		}
		if d.Statistical {
			continue
		}
		count[province][d.Level()]++
		if path := d.Path(); len(path) != d.Level() && province != "50" {
			t.Errorf("%s %s stands under %s", d.Code, d.Name, names(path))
		}
	}
	// Jiangsu: 13 prefectures, 95 counties; Sichuan: 21 and 183; Chongqing: 38.
	for province, want := range map[string][3]int{"32": {1, 13, 95}, "50": {1, 0, 38}, "51": {1, 21, 183}} {
		got := [3]int{count[province][1], count[province][2], count[province][3]}
		if got != want {
			t.Errorf("%s has %v, want %v", province, got, want)
		}
	}
}

func TestZonesOfStatisticsAreMarked(t *testing.T) {
	d, err := DivisionOf("320871")
	if err != nil || !d.Statistical || d.Name != "淮安经济技术开发区" {
		t.Errorf("got %+v %v", d, err)
	}
	if found := DivisionsNamed("鼓楼"); len(found) != 2 || found[0].Code != "320106" || found[1].Code != "320302" {
		t.Errorf("鼓楼: %v", found)
	}
	if DivisionsNamed("") != nil {
		t.Error("no name finds all")
	}
}

// The counts are those of the bureau of statistics for the amended standard.
func TestTheClassificationIsComplete(t *testing.T) {
	count := map[int]int{}
	seen := map[string]bool{}
	for _, i := range Industries() {
		level := len(i.Code)
		if i.Code == i.Section {
			level = 0
		}
		count[level]++
		if seen[i.Code] || i.Name == "" || strings.TrimSpace(i.Name) != i.Name {
			t.Errorf("%s %q is there twice or has no clean name", i.Code, i.Name)
		}
		seen[i.Code] = true
		for _, above := range i.Path() {
			if above.Code == "" || above.Section != i.Section {
				t.Errorf("%s %s has nothing above it", i.Code, i.Name)
			}
		}
	}
	if count[0] != 20 || count[2] != 97 || count[3] != 473 || count[4] != 1382 {
		t.Errorf("20 sections, 97 divisions, 473 groups, 1382 classes, got %v", count)
	}
	for _, i := range Industries() {
		if len(i.Code) == 3 && i.Code != i.Section && !hasClass(i.Code) {
			t.Errorf("group %s %s has no class", i.Code, i.Name)
		}
	}
}

func hasClass(group string) bool {
	for _, i := range Industries() {
		if len(i.Code) == 4 && i.Code[:3] == group {
			return true
		}
	}
	return false
}

func TestIndustryOf(t *testing.T) {
	for _, c := range []struct{ code, path, fault string }{
		{"3841", "C制造业 38电气机械和器材制造业 384电池制造 3841锂离子电池制造", ""},
		{"C3841", "C制造业 38电气机械和器材制造业 384电池制造 3841锂离子电池制造", ""},
		{"C38", "C制造业 38电气机械和器材制造业", ""},
		{"A", "A农、林、牧、渔业", ""},
		{"0111", "A农、林、牧、渔业 01农业 011谷物种植 0111稻谷种植", ""},
		{"9231", "S公共管理、社会保障和社会组织 92国家机构 923监察委员会、人民法院和人民检察院 9231监察委员会", ""},
		{"D3841", "", "ident.industry_section"},
		{"3840", "", "ident.industry_unknown"},
		{"Z", "", "ident.industry_unknown"},
		{"", "", "ident.industry_form"},
		{"3", "", "ident.industry_form"},
		{"38411", "", "ident.industry_form"},
		{"制造业", "", "ident.industry_form"},
	} {
		i, err := IndustryOf(c.code)
		if codeOf(t, err) != c.fault {
			t.Errorf("%q: got %v, want %q", c.code, err, c.fault)
			continue
		}
		var path []string
		if err == nil {
			for _, above := range i.Path() {
				path = append(path, above.Code+above.Name)
			}
		}
		if strings.Join(path, " ") != c.path {
			t.Errorf("%q: got %v", c.code, path)
		}
	}
}

func TestManufacturingIsDivisions13To43(t *testing.T) {
	for _, i := range Industries() {
		if len(i.Code) != 2 {
			continue
		}
		if i.Manufacturing() != ("13" <= i.Code && i.Code <= "43") {
			t.Errorf("%s %s", i.Code, i.Name)
		}
	}
}

func TestIndustriesNamed(t *testing.T) {
	found := IndustriesNamed("锂离子")
	if len(found) != 1 || found[0].Code != "3841" || IndustriesNamed("") != nil {
		t.Errorf("got %v", found)
	}
}

func FuzzUSCIIn(f *testing.F) {
	for _, s := range []string{"91320826MA10000008", "９１３２０８２６ｍａ１００００００８", "9132 0826 MA10 0000 08", "代码", "\xff91320826MA10000008"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		code, ok := USCIIn(s)
		if ok != (USCI(code) == nil) {
			t.Errorf("%q gives %q %t", s, code, ok)
		}
	})
}

func FuzzCodes(f *testing.F) {
	for _, s := range []string{"2103-320826-89-01-123456", "C3841", "320826", "91320826MA10000008", "００"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if p, err := ProjectOf(s); err == nil && (p.Year < 2015 || p.Year > 2099) {
			t.Errorf("%q is of %d", s, p.Year)
		}
		if i, err := IndustryOf(s); err == nil && !strings.HasSuffix(s, i.Code) {
			t.Errorf("%q is %s", s, i.Code)
		}
		if d, err := DivisionOf(s); err == nil && d.Code != s {
			t.Errorf("%q is %s", s, d.Code)
		}
		if Fold(Fold(s)) != Fold(s) {
			t.Errorf("%q folds twice", s)
		}
		_ = USCI(s)
	})
}

func BenchmarkUSCI(b *testing.B) {
	for b.Loop() {
		if err := USCI("91320826MA10000008"); err != nil {
			b.Fatal(err)
		}
	}
}
