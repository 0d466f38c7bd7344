package indicator

import (
	"slices"
	"strings"
	"testing"
	"time"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/formula"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// offered are definitions of all four natures.
func offered() []Definition {
	d := func(code, name, measure string, read Read) Definition {
		return Definition{Code: code, Name: name, Measure: measure, Decimals: 2, Read: read, Empty: EmptyMissing, Better: Higher, Source: "test"}
	}
	plan, done, start, growth, tax, share, rate, lead, last := d("plan", "年度计划", "亿元", Year), d("done", "完成投资", "亿元", Year), d("start", "新开工项目数", "个", Flow),
		d("growth", "工业增速", "%", Year), d("tax", "税收", "亿元", Year), d("due", "序时进度", "%", Year), d("rate", "完成率", "%", Year), d("lead", "超序时", "点", Year), d("more", "完成投资增速", "%", Year)
	plan.Base = &Base{Of: YearPlan}
	done.Base = &Base{Of: YearDone, Sense: lifecycle.Dispatch}
	start.Base, start.Empty = &Base{Of: Count, Event: Reached, Stage: lifecycle.Started, Basis: lifecycle.DeclaredBasis}, EmptyZero
	growth.Outside = &Outside{Office: "统计局", Every: OfMonth, ToDate: true}
	tax.Outside = &Outside{Office: "税务局", Every: OfMonth}
	share.ProRata = true
	rate.Formula = "完成投资 ÷ 年度计划 × 100"
	lead.Formula = "完成率 − 序时进度"
	last.Formula = "增幅(完成投资, 上年同期完成投资) × 100"
	return []Definition{lead, plan, done, start, growth, tax, share, rate, last}
}

// reckoned answers for two units under one, with one project each and readings.
func reckoned(t *testing.T, given map[string]string) (*Rules, *Reckoning, *Roll) {
	t.Helper()
	rules, err := Compile(offered())
	if err != nil {
		t.Fatal(err)
	}
	tree, err := access.NewTree([]access.Unit{{ID: "city"}, {ID: "a", Parents: []access.Share{{Parent: "city", Share: 10000}}}, {ID: "b", Parents: []access.Share{{Parent: "city", Share: 10000}}}})
	if err != nil {
		t.Fatal(err)
	}
	roll := NewRoll(tree, nil)
	project := &lifecycle.Project{ID: "p", Unit: "a"}
	project.SetPlan(2026, money.Some(10*money.Yi))
	project.SetFact(lifecycle.StageFact{Stage: lifecycle.Started, Declared: true, DeclaredOn: workday.On(workday.NewDate(2026, 2, 3))})
	figure := func(year int, m time.Month, yi money.Yuan) lifecycle.Figure {
		return lifecycle.Figure{Month: workday.InMonth(year, m), Sense: lifecycle.Dispatch, YearDone: money.Some(yi * money.Yi / 2)}
	}
	f := Fact{Project: project, Figures: []lifecycle.Figure{figure(2025, 5, 4), figure(2025, 12, 9), figure(2026, 4, 6), figure(2026, 5, 11)}}
	book := scratch(rules.Plan(), roll, []Fact{f}, 1)
	return rules, rules.Reckon(Source{Roll: roll, Curve: target.Linear(), View: func(on workday.Date) *View { return book.As(on, roll, 1) },
		Given: func(d, unit int, period workday.When) formula.Value {
			if v, ok := formula.ParseNumber(given[rules.Definitions()[d].Code+" "+roll.ID(unit)+" "+period.String()]); ok {
				return v
			}
			return formula.Value{}
		}}, OfMonth), roll
}

func TestReckoning(t *testing.T) {
	rules, k, roll := reckoned(t, map[string]string{
		"growth a 2026-04": "5.1", "growth a 2026-05": "5.45", "tax a 2026-01": "1", "tax a 2026-02": "2", "tax a 2026-03": "0.5", "tax b 2026-01": "1", "tax b 2026-03": "1"})
	day := func(m time.Month, d int) workday.Date { return workday.NewDate(2026, m, d) }
	for _, c := range []struct {
		about, code, unit, want string
		span                    Span
	}{
		{"a rate of additive parts", "rate", "a", "55", Span{day(5, 1), day(5, 31)}},
		{"rolled up, the city has the same", "rate", "city", "55", Span{day(5, 1), day(5, 31)}},
		{"of a unit that reported nothing", "rate", "b", "空", Span{day(5, 1), day(5, 31)}},
		{"a count of nothing is nought where the definition says so", "start", "b", "0", Span{day(5, 1), day(5, 31)}},
		{"the lead over pro rata, to the digit", "lead", "a", "13.33", Span{day(5, 1), day(5, 31)}},
		{"within a month the last whole month is due", "due", "a", "33.33", Span{day(5, 1), day(5, 20)}},
		{"in January nothing is due yet", "due", "a", "0", Span{day(1, 1), day(1, 30)}},
		{"the same period of last year", "more", "a", "175", Span{day(5, 1), day(5, 31)}},
		{"a flow counts in its period", "start", "a", "1", Span{day(2, 1), day(2, 28)}},
		{"and not in the next", "start", "a", "0", Span{day(3, 1), day(3, 31)}},
		{"a reading to date is the last one", "growth", "a", "5.45", Span{day(1, 1), day(5, 31)}},
		{"of the last month that was over", "growth", "a", "5.1", Span{day(5, 1), day(5, 20)}},
		{"a reading nobody gave is missing", "growth", "a", "空", Span{day(6, 1), day(6, 30)}},
		{"readings of months add up to the year", "tax", "a", "3.5", Span{day(3, 1), day(3, 31)}},
		{"unless one is missing", "tax", "b", "空", Span{day(3, 1), day(3, 31)}},
		{"and are not added up from below", "tax", "city", "空", Span{day(3, 1), day(3, 31)}},
	} {
		t.Run(c.about, func(t *testing.T) {
			i, ok := rules.Find(c.code)
			if !ok {
				t.Fatal("no such indicator")
			}
			if got := k.Value(i, roll.Place(c.unit), c.span).Text(2); got != c.want {
				t.Errorf("%s of %s is %s, want %s", c.code, c.unit, got, c.want)
			}
		})
	}
}

func TestExplanationPutsValuesIn(t *testing.T) {
	rules, k, roll := reckoned(t, nil)
	i, _ := rules.Find("超序时")
	e := k.Explain(i, roll.Place("a"), Span{workday.NewDate(2026, 5, 1), workday.NewDate(2026, 5, 31)})
	if e.Put != "55 − 41.67" || e.Text != "完成率 − 序时进度" || len(e.Parts) != 2 {
		t.Errorf("got %q of %q with %d parts", e.Put, e.Text, len(e.Parts))
	}
	e = k.Explain(i, roll.Place("b"), Span{workday.NewDate(2026, 5, 1), workday.NewDate(2026, 5, 31)})
	if !e.Value.IsMissing() {
		t.Errorf("a unit without figures leads by %s", e.Value.Text(2))
	}
}

func TestDefinitionsThatCannotBe(t *testing.T) {
	for _, c := range []struct {
		name string
		bend func([]Definition) []Definition
		code string
	}{
		{"one of two natures", func(l []Definition) []Definition { l[0].ProRata = true; return l }, "indicator.nature"},
		{"twice the same name", func(l []Definition) []Definition { l[1].Name = l[2].Name; return l }, "indicator.twice"},
		{"a name that another has with a prefix", func(l []Definition) []Definition { l[3].Name = "上期税收"; return l }, "indicator.twice"},
		{"an amount in pieces", func(l []Definition) []Definition { l[1].Measure = "个"; return l }, "indicator.measure"},
		{"stages without a basis", func(l []Definition) []Definition { l[3].Base.Basis = ""; return l }, "indicator.basis"},
		{"money done of neither sense", func(l []Definition) []Definition { l[2].Base.Sense = ""; return l }, "indicator.sense"},
		{"a stage nobody knows", func(l []Definition) []Definition { l[3].Base.Stage = "born"; return l }, "indicator.stage"},
		{"readings by the ten days, which no date can name", func(l []Definition) []Definition { l[4].Outside.Every = TenDays; return l }, "indicator.every"},
		{"a formula about nothing known", func(l []Definition) []Definition { l[7].Formula = "完成投资 ÷ 计划"; return l }, "formula.unknown"},
		{"a formula that stands for itself", func(l []Definition) []Definition { l[7].Formula = "超序时 + 1"; return l }, "indicator.ring"},
		{"a formula that is no number", func(l []Definition) []Definition { l[7].Formula = "完成投资 > 1"; return l }, "indicator.no_number"},
		{"both senses in one formula", func(l []Definition) []Definition {
			other := l[2]
			other.Code, other.Name, other.Base = "stat", "统计完成投资", &Base{Of: YearDone, Sense: lifecycle.Statistics}
			l[7].Formula = "(完成投资 + 统计完成投资) ÷ 年度计划"
			return append(l, other)
		}, "indicator.mixed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Compile(c.bend(offered()))
			if err == nil {
				t.Fatal("it compiled")
			}
			codes := []string{}
			if e, ok := fault.As(err); ok {
				codes = append(codes, e.Code)
				for _, p := range e.Parts {
					codes = append(codes, p.Code)
				}
			}
			if !strings.HasPrefix(strings.Join(codes, " ")+" ", c.code) && !strings.Contains(strings.Join(codes, " "), c.code) {
				t.Errorf("got %v, want %s", codes, c.code)
			}
		})
	}
}

func TestPeriods(t *testing.T) {
	span := func(a, b string) Span {
		from, _ := workday.ParseDate(a)
		to, _ := workday.ParseDate(b)
		return Span{from, to}
	}
	on := workday.NewDate(2024, 2, 29)
	for _, c := range []struct {
		name      string
		got, want Span
	}{
		{"the third ten days end with the month", TenDays.Around(on), span("2024-02-21", "2024-02-29")},
		{"the second ten days", TenDays.Around(on - 10), span("2024-02-11", "2024-02-20")},
		{"a quarter", OfQuarter.Around(on), span("2024-01-01", "2024-03-31")},
		{"a half", OfHalf.Around(workday.NewDate(2024, 12, 31)), span("2024-07-01", "2024-12-31")},
		{"a year so far", OfYear.UpTo(on), span("2024-01-01", "2024-02-29")},
		{"February compares with all of February", OfMonth.Around(on).YearBefore(), span("2023-02-01", "2023-02-28")},
		{"and back", OfMonth.Around(workday.NewDate(2025, 2, 3)).YearBefore(), span("2024-02-01", "2024-02-29")},
		{"part of a month compares by days", OfMonth.UpTo(workday.NewDate(2024, 3, 15)).YearBefore(), span("2023-03-01", "2023-03-15")},
		{"the month before", OfMonth.Around(workday.NewDate(2024, 3, 5)).Before(OfMonth), span("2024-02-01", "2024-02-29")},
		{"as many days of the month before", OfMonth.UpTo(workday.NewDate(2024, 3, 5)).Before(OfMonth), span("2024-02-01", "2024-02-05")},
		{"no more than it has", OfMonth.UpTo(workday.NewDate(2024, 3, 30)).Before(OfMonth), span("2024-02-01", "2024-02-29")},
		{"the last whole month", OfMonth.Whole(workday.NewDate(2024, 3, 30)), span("2024-02-01", "2024-02-29")},
		{"on its last day it is over", OfMonth.Whole(on), span("2024-02-01", "2024-02-29")},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
}

func TestRanksShareAndSkip(t *testing.T) {
	values := []formula.Value{formula.Int(7), {}, formula.Int(9), formula.Int(7), formula.Int(1)}
	for lower, want := range map[bool][]int{false: {2, 0, 1, 2, 4}, true: {2, 0, 4, 2, 1}} {
		if got := Ranks(values, lower); !slices.Equal(got, want) {
			t.Errorf("lower %v: got %v, want %v", lower, got, want)
		}
	}
}
