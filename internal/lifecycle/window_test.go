package lifecycle

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"guatu/internal/fault"
	"guatu/internal/money"
	"guatu/internal/workday"
)

var (
	large = Window{Code: "large", Name: "x", Source: "s", Entry: EnterStore, After: Started, Min: 5000 * money.Wan, Below: 100_000 * money.Wan,
		Opens: 1, Closes: 20, Shown: []string{"store_approval"}, Shift: ShiftEarlier, Grace: 1, Papers: []PaperNeed{{Of: []string{"filing"}}, {Of: []string{"site_photo", "piling_photo"}}, {Of: []string{"construction_contract"}, Except: []string{"purchase"}}}}
	small = Window{Code: "small", Name: "x", Source: "s", Entry: EnterStore, After: Started, Min: 500 * money.Wan, Below: 5000 * money.Wan, Opens: 1, Closes: 20}
	fresh = Window{Code: "new", Name: "x", Source: "s", Entry: EnterAboveScale, After: Producing, Kinds: []string{"new"}, NewFrom: 10, Income: 2000 * money.Wan, IncomeOf: "income_statement",
		Months: []int{2, 3, 4, 5, 6, 7, 8, 9, 10}, Opens: 1, Closes: 20}
	grown = Window{Code: "grown", Name: "x", Source: "s", Entry: EnterAboveScale, After: Producing, Income: 2000 * money.Wan, IncomeOf: "income_statement", Months: []int{10, 12, 1}, Opens: 20, Closes: 31}
	four  = []Window{large, small, fresh, grown}
)

func TestChances(t *testing.T) {
	for _, c := range []struct {
		name  string
		told  *Told
		entry Entry
		on    string
		want  string // state window closes missed late | missing | bars
	}{
		{"started, the window is open", told(), EnterStore, "2026-03-10", "open large 2026-03-20 0 | filing site_photo|piling_photo construction_contract |"},
		{"the closing day is a Saturday: the Friday before", told(), EnterStore, "2026-06-18", "open large 2026-06-18 3 late | filing site_photo|piling_photo construction_contract |"},
		{"closed for this month: the next", told(), EnterStore, "2026-03-21", "coming large 2026-04-20 1 | filing site_photo|piling_photo construction_contract |"},
		{"two turns gone by", told(), EnterStore, "2026-04-21", "coming large 2026-05-20 2 late | filing site_photo|piling_photo construction_contract |"},
		{"what is on file is not missing; a purchase needs no contract", told(project(func(p *Project) { p.Kind = "purchase" }), paper(Evidence{Kind: "filing"}), paper(Evidence{Kind: "piling_photo"})), EnterStore, "2026-03-10", "open large 2026-03-20 0 | |"},
		{"a small project goes the other way", told(project(func(p *Project) { p.Total = money.Exactly(4000 * money.Wan) })), EnterStore, "2026-03-10", "open small 2026-03-20 0 | |"},
		{"too small for both", told(project(func(p *Project) { p.Total = money.Exactly(400 * money.Wan) })), EnterStore, "2026-03-10", "unfit large 2026-03-20 0 | filing site_photo|piling_photo construction_contract | total_below"},
		{"nobody said how large", told(project(func(p *Project) { p.Total = money.Amount{} })), EnterStore, "2026-03-10", "unfit large 2026-03-20 0 | filing site_photo|piling_photo construction_contract | total_unknown"},
		{"nobody said whether it is in", told(project(func(p *Project) { p.Store = "" })), EnterStore, "2026-06-18", "unsaid large 2026-06-18 0 | filing site_photo|piling_photo construction_contract |"},
		{"not started yet", told(project(func(p *Project) { p.Stages = nil })), EnterStore, "2026-03-10", "early large 2026-03-20 0 | filing site_photo|piling_photo construction_contract | stage"},
		{"in already", told(project(func(p *Project) { p.Store = StoreYes })), EnterStore, "2026-03-10", "entered   0 | |"},
		{"in by the page that shows it", told(paper(Evidence{Kind: "store_approval"})), EnterStore, "2026-03-10", "entered   0 | |"},
		{"new and producing: each month from February", told(stage(Producing, "2026-05-10")), EnterAboveScale, "2026-05-15", "open new 2026-05-20 0 | |"},
		{"producing in November is new next year too", told(stage(Producing, "2025-11-10")), EnterAboveScale, "2026-05-25", "coming new 2026-06-20 4 late | |"},
		{"producing for too long: with those grown up", told(stage(Producing, "2025-08-10")), EnterAboveScale, "2026-05-15", "coming grown 2026-10-31 3 late | |"},
		{"a technical upgrade is not new", told(project(func(p *Project) { p.Kind = "transform" }), stage(Producing, "2026-05-10")), EnterAboveScale, "2026-05-15", "coming grown 2026-10-31 0 | |"},
		{"nobody said since when it produces: not as new", told(project(func(p *Project) { p.SetFact(StageFact{Stage: Producing, Declared: true}) })), EnterAboveScale, "2026-05-15", "coming grown 2026-10-31 0 | |"},
		{"by its own statement below the line", told(stage(Producing, "2026-05-10"), paper(Evidence{Kind: "income_statement", Issued: when("2026-05"), Amount: wan(1200)})), EnterAboveScale, "2026-05-15", "unfit new 2026-05-20 0 | | income_below"},
		{"the later statement counts", told(stage(Producing, "2026-05-10"), paper(Evidence{Kind: "income_statement", Issued: when("2026-06"), Amount: wan(2200)}), paper(Evidence{Kind: "income_statement", Issued: when("2026-05"), Amount: wan(1200)})), EnterAboveScale, "2026-06-15", "open new 2026-06-20 1 late | |"},
		{"in statistics", told(stage(InStatistics, "2026-05-10")), EnterAboveScale, "2026-05-15", "entered   0 | |"},
		{"left the campaign", told(stage(Exited, "2026-04-01")), EnterStore, "2026-05-15", "unfit large 2026-05-20 0 | filing site_photo|piling_photo construction_contract | exited"},
		{"no window in the rules", told(), "lunch", "2026-05-15", "unruled   0 | |"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ChanceOf(c.told, four, c.entry, Calendared{day(c.on), workday.Default()})
			if diff := cmp.Diff(c.want, told1(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// told1 is a chance on one line.
func told1(c Chance) string {
	words := []string{string(c.State), c.Window, c.Turn.Closes.String(), string(rune('0' + c.Missed))}
	if c.Late {
		words = append(words, "late")
	}
	words = append(words, "|")
	for _, m := range c.Missing {
		words = append(words, m.Code())
	}
	words = append(words, "|")
	for _, b := range c.Bars {
		words = append(words, string(b.Code))
	}
	return strings.Join(words, " ")
}

// A turn found for a day is open on it or opens after it, and no earlier turn
// would do.
func TestTheTurnOfADayIsTheNextToClose(t *testing.T) {
	calendar := workday.Default()
	rapid.Check(t, func(r *rapid.T) {
		w := Window{Opens: rapid.IntRange(1, 31).Draw(r, "opens"), Next: rapid.Bool().Draw(r, "next"), Shift: rapid.SampledFrom([]Shift{ShiftNone, ShiftEarlier, ShiftLater}).Draw(r, "shift"),
			Months: rapid.SliceOfNDistinct(rapid.IntRange(1, 12), 0, 4, rapid.ID[int]).Draw(r, "months")}
		w.Closes = rapid.IntRange(1, 31).Draw(r, "closes")
		if !w.Next {
			w.Closes = max(w.Closes, w.Opens)
		}
		on := day("2025-01-01") + workday.Date(rapid.IntRange(0, 700).Draw(r, "on"))
		turn, ok := w.TurnOn(on, calendar)
		if !ok || turn.Closes < on || turn.Opens > turn.Closes {
			r.Fatalf("%+v on %s: %+v", w, on, turn)
		}
		for year := 2024; year <= 2027; year++ {
			for month := range 12 {
				if other, ok := w.turn(year, time.January+time.Month(month), calendar); ok && other.Closes >= on && other.Closes < turn.Closes {
					r.Fatalf("%+v on %s: %+v closes before %+v", w, on, other, turn)
				}
			}
		}
	})
}

func TestMistakesOfAWindowsForm(t *testing.T) {
	var got []string
	w := Window{Entry: "x", After: "x", Opens: 25, Closes: 5, Months: []int{13}, Min: 2, Below: 1, Shift: "x", Papers: []PaperNeed{{}}}
	if e, ok := fault.As(w.CheckForm()); ok {
		for _, p := range e.Parts {
			got = append(got, p.Code)
		}
	}
	want := []string{"ruleset.word", "ruleset.line_source", "ruleset.entry", "ruleset.window_stage", "ruleset.window_days", "ruleset.window_months", "ruleset.window_bounds", "ruleset.window_shift", "ruleset.window_paper"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, w := range four {
		if err := w.CheckForm(); err != nil {
			t.Errorf("%s: %v", w.Code, err)
		}
	}
}
