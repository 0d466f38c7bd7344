package money

import (
	"encoding/json"
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"guatu/internal/fault"
)

func TestParseDecimalIsExact(t *testing.T) {
	for _, c := range []struct {
		name, text string
		unit, want Yuan
		exact      bool
	}{
		{"a plain sum in 万元", "3280", Wan, 3280_0000, true},
		{"thousands separated", "1,500,000", 1, 150_0000, true},
		{"ten-thousands separated", "1,0600", Wan, 10600_0000, true},
		{"亿元 that a float gets wrong", "1.06", Yi, 1_0600_0000, true},
		{"26.2 万元", "26.2", Wan, 26_2000, true},
		{"387.6 亿元", "387.6", Yi, 387_6000_0000, true},
		{"a tenth of a yuan is rounded", "0.00005", Wan, 1, false},
		{"just below half is rounded down", "0.000049", Wan, 0, false},
		{"half is rounded away from zero", "-0.5", 1, -1, false},
		{"long fractions keep their tail", "0.33333333333333333333", Yi, 3333_3333, false},
		{"zeros behind the point do not hurt", "12.50000000000000000", Yi, 12_5000_0000, true},
		{"a plus sign and spaces", " +7 ", 1, 7, true},
		{"the greatest of all", "10000", Yi, Max, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, exact, err := ParseDecimal(c.text, c.unit)
			if err != nil || got != c.want || exact != c.exact {
				t.Errorf("got %d %t %v, want %d %t", got, exact, err, c.want, c.exact)
			}
		})
	}
}

func TestParseDecimalRefuses(t *testing.T) {
	for text, code := range map[string]string{
		"": "money.not_a_figure", "-": "money.not_a_figure", ".5": "money.not_a_figure", "5.": "money.not_a_figure",
		"1,5": "money.not_a_figure", "1,000,00": "money.not_a_figure", ",100": "money.not_a_figure", "1e9": "money.not_a_figure",
		"--1": "money.not_a_figure", "约1": "money.not_a_figure", "0x1": "money.not_a_figure", "1.2.3": "money.not_a_figure",
		"1,00a": "money.not_a_figure", "10000,000": "money.not_a_figure", strings.Repeat("0", 31): "money.not_a_figure",
		"10000.00000001": "money.too_large", "99999999999999999999": "money.too_large",
	} {
		_, _, err := ParseDecimal(text, Yi)
		if f, ok := fault.As(err); !ok || f.Code != code {
			t.Errorf("%q gives %v, want %s", text, err, code)
		}
	}
	if _, _, err := ParseDecimal("1", 0); err == nil {
		t.Error("a unit of nothing was taken")
	}
}

// The oracle is arithmetic in fractions of any size.
func TestParseDecimalAgreesWithFractions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`-?[0-9]{1,3}\.[0-9]{1,16}`).Draw(t, "text")
		unit := rapid.SampledFrom([]Yuan{1, Wan, Yi}).Draw(t, "unit")
		got, exact, err := ParseDecimal(text, unit)
		if err != nil {
			t.Fatal(err)
		}
		r, ok := new(big.Rat).SetString(text)
		if !ok {
			t.Fatal("oracle")
		}
		r.Mul(r, new(big.Rat).SetInt64(int64(unit)))
		if r.FloatString(0) != big.NewInt(int64(got)).String() && !(got == 0 && r.FloatString(0) == "-0") {
			t.Fatalf("%s × %d = %d, not %s", text, unit, got, r.FloatString(0))
		}
		if exact != r.IsInt() {
			t.Fatalf("%s × %d exact: %t", text, unit, exact)
		}
	})
}

func TestWriting(t *testing.T) {
	for _, c := range []struct{ name, got, want string }{
		{"亿元", Yuan(1_0600_0000).Yi(2), "1.06"},
		{"half away from zero", Yuan(1_0650_0000).Yi(2), "1.07"},
		{"just below half", Yuan(1_0649_9999).Yi(2), "1.06"},
		{"negative half", Yuan(-1_0650_0000).Yi(2), "-1.07"},
		{"no minus zero", Yuan(-1).Yi(2), "0.00"},
		{"all decimals", Yuan(1).Yi(8), "0.00000001"},
		{"more decimals than there are", Yuan(1).Yi(12), "0.00000001"},
		{"fewer than none", Yuan(1_5000_0000).Yi(-1), "2"},
		{"thousands", Yuan(12345_0600_0000).Yi(2), "12,345.06"},
		{"万元", Yuan(1_0600_0000).Wan(0), "10,600"},
		{"万元 with decimals", Yuan(26_2500).Wan(1), "26.3"},
		{"plain", Yuan(-1_234_567).Plain(), "-1,234,567"},
		{"exact in 亿元", Yuan(1_0600_0000).Exact(), "1.06亿元"},
		{"exact in whole 亿元", Yuan(15_0000_0000).Exact(), "15亿元"},
		{"exact in 万元", Yuan(3280_0000).Exact(), "3,280万元"},
		{"exact in 万元 where 亿元 would round", Yuan(1_0600_5000).Exact(), "10,600.5万元"},
		{"exact in 元", Yuan(1_2345).Exact(), "12,345元"},
		{"exact nothing", Yuan(0).Exact(), "0元"},
		{"exact negative", Yuan(-3280_0000).Exact(), "-3,280万元"},
		{"the smallest of all", Yuan(math.MinInt64).Plain(), "-9,223,372,036,854,775,808"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, c.got, c.want)
		}
	}
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y := Yuan(rapid.Int64Range(-int64(Max), int64(Max)).Draw(t, "yuan"))
		for _, c := range []struct {
			text string
			unit Yuan
		}{{y.Yi(8), Yi}, {y.Wan(4), Wan}, {y.Plain(), 1}} {
			back, exact, err := ParseDecimal(c.text, c.unit)
			if err != nil || !exact || back != y {
				t.Fatalf("%d is written %s and read %d %t %v", y, c.text, back, exact, err)
			}
		}
	})
}

func TestCheckBounds(t *testing.T) {
	if Yuan(0).Check() != nil || Max.Check() != nil {
		t.Error("the bounds themselves are amounts")
	}
	if f, ok := fault.As(Yuan(-1).Check()); !ok || f.Code != "money.negative" {
		t.Error("below zero")
	}
	if f, ok := fault.As((Max + 1).Check()); !ok || f.Code != "money.too_large" {
		t.Error("above the greatest")
	}
}

// Published: 62.14 % done of the annual plan in June is 12.14 points ahead of
// 6/12 (Huai'an, first half of 2024); the others of the research likewise.
func TestRatioGivesPublishedFigures(t *testing.T) {
	for _, c := range []struct {
		name       string
		done, plan Yuan
		months     int
		want       string
	}{
		{"Huai'an, 365 projects", 6214, 10000, 6, "12.14"},
		{"Huai'an, province's list", 7387, 10000, 6, "23.87"},
		{"Sichuan, first quarter", 316, 1000, 3, "6.60"},
		{"Ziyang, to May, stated as 2.3", 44, 100, 5, "2.33"},
		{"behind", 40, 100, 6, "-10.00"},
	} {
		rate, ok := Ratio(c.done, c.plan)
		due, dueOK := Share(c.months, 12)
		if got := (rate - due).String(); !ok || !dueOK || got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestRatioAtItsEdges(t *testing.T) {
	for _, c := range []struct {
		name       string
		done, plan Yuan
		want       Points
		ok         bool
	}{
		{"no plan", 5, 0, 0, false},
		{"a plan below zero is none", 5, -1, 0, false},
		{"half of a hundredth goes up", 1, 20000, 1, true},
		{"and away from zero", -1, 20000, -1, true},
		{"beyond 64 bits on the way", math.MaxInt64, math.MaxInt64, Whole, true},
		{"absurd is cut down", math.MaxInt64, 1, maxPoints, true},
		{"absurd below zero too", math.MinInt64, 1, -maxPoints, true},
	} {
		if got, ok := Ratio(c.done, c.plan); got != c.want || ok != c.ok {
			t.Errorf("%s: got %d %t, want %d %t", c.name, got, ok, c.want, c.ok)
		}
	}
}

func TestPointsText(t *testing.T) {
	if got := Points(1214).Text(1); got != "12.1" {
		t.Error(got)
	}
	if got := Points(-1250).Text(0); got != "-13" {
		t.Error(got)
	}
	if got := Points(123456).Text(5); got != "1,234.56" {
		t.Error(got)
	}
}

func TestOptionalAmountsInJSON(t *testing.T) {
	type row struct {
		A Opt `json:"a,omitzero"`
	}
	for in, out := range map[string]string{`{"a":5}`: `{"a":5}`, `{"a":null}`: `{}`, `{}`: `{}`, `{"a":0}`: `{"a":0}`} {
		var r row
		if err := json.Unmarshal([]byte(in), &r); err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(r)
		if err != nil || string(b) != out {
			t.Errorf("%s is written back as %s (%v)", in, b, err)
		}
	}
	var r row
	if json.Unmarshal([]byte(`{"a":1.5}`), &r) == nil || Opt.Or(Opt{}, 3) != 3 || Some(2).Or(3) != 2 {
		t.Error("half a yuan was taken")
	}
	if b, err := (Opt{}).MarshalJSON(); err != nil || string(b) != "null" {
		t.Errorf("%s %v", b, err)
	}
}

func FuzzParseDecimal(f *testing.F) {
	for _, s := range []string{"1,500,000", "26.2", "-0.00005", "1,0600", "99999999999999999999", "1.2.3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		y, exact, err := ParseDecimal(s, Wan)
		if err != nil {
			return
		}
		if y > Max || y < -Max {
			t.Fatalf("%q is %d", s, y)
		}
		if back, _, err := ParseDecimal(y.Wan(4), Wan); exact && (err != nil || back != y) {
			t.Fatalf("%q is %d, written %s, read %d %v", s, y, y.Wan(4), back, err)
		}
	})
}

func BenchmarkParseDecimal(b *testing.B) {
	for b.Loop() {
		if _, _, err := ParseDecimal("1,234.56", Wan); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkYi(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if Yuan(12345_0600_0000).Yi(2) == "" {
			b.Fatal("nothing")
		}
	}
}
