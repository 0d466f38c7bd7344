package lifecycle

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"guatu/internal/fault"
	"guatu/internal/geo"
	"guatu/internal/money"
	"guatu/internal/workday"
)

func day(s string) workday.Date {
	d, err := workday.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func when(s string) workday.When {
	w, err := workday.ParseWhen(s)
	if err != nil {
		panic(err)
	}
	return w
}

// wan is an amount in 万元.
func wan(n int64) money.Opt { return money.Some(money.Yuan(n) * money.Wan) }

// told is a project of 10,000万 by 江苏恒基新材料, in construction since 1 March 2026.
func told(change ...func(*Told)) *Told {
	p := &Project{ID: "p", Name: "恒基新材料项目", Enterprise: "江苏恒基新材料有限公司", Kind: "new", Store: StoreNo,
		Total: money.Exactly(10_000 * money.Wan), Plans: []AnnualPlan{{2026, wan(6000)}}, At: &geo.Point{Lon: 119, Lat: 33.5}}
	p.SetFact(StageFact{Stage: Started, Declared: true, DeclaredOn: when("2026-03-01")})
	t := &Told{Project: p}
	for _, f := range change {
		f(t)
	}
	return t
}

func paper(e Evidence) func(*Told) {
	return func(t *Told) {
		e.ID, e.Project = fmt.Sprintf("%s%d", t.Project.ID, len(t.Evidence)), t.Project.ID
		t.Evidence = append(t.Evidence, e)
	}
}

func stage(s Stage, on string) func(*Told) {
	return func(t *Told) { t.Project.SetFact(StageFact{Stage: s, Declared: true, DeclaredOn: when(on)}) }
}

// months reports cumulative figures in 万元 month by month from the given one; a
// negative one is a month without a figure.
func months(sense Sense, from string, done ...int64) func(*Told) {
	return func(t *Told) {
		first := when(from).First
		for i, n := range done {
			month := workday.InMonth(first.Year(), first.Month()+time.Month(i))
			if n >= 0 {
				t.Figures = append(t.Figures, Figure{Project: t.Project.ID, Month: month, Sense: sense, Done: wan(n)})
			}
		}
	}
}

func project(change func(*Project)) func(*Told) { return func(t *Told) { change(t.Project) } }

var (
	nameCheck   = CrossCheck{Compare: SameName, Of: []string{"enterprise", "filing", "construction_contract"}}
	amountCheck = CrossCheck{Compare: SameAmount, Of: []string{"total", "filing"}, Percent: 500}
	permitCheck = CrossCheck{Compare: InOrder, First: "construction_permit", Then: "stage.started"}
	storeCheck  = CrossCheck{Compare: NotStored, Of: []string{"store_approval"}, Months: 1, BelowMonths: 2}
	earlyCheck  = CrossCheck{Compare: EarlyMoney, Percent: 500}
	skipCheck   = CrossCheck{Compare: Skipped, First: "stage.completed", Then: "stage.producing", Of: []string{"completion_acceptance"}}
	jumpCheck   = CrossCheck{Compare: Jump, Times: 5, Months: 12, Percent: 1000}
	fallCheck   = CrossCheck{Compare: Fall, Months: 12, Percent: 100}
	stallCheck  = CrossCheck{Compare: Stalled, Months: 3}
	shortCheck  = CrossCheck{Compare: FinishedShort, Percent: 6000}
	farCheck    = CrossCheck{Compare: PhotoFar, Of: []string{"site_photo"}, Metres: 3000}
	timeCheck   = CrossCheck{Compare: PhotoTime, Of: []string{"site_photo"}, Then: "stage.started", Days: 30}
)

// photo is evidence of one picture.
func photo(f File) func(*Told) {
	return paper(Evidence{Kind: "site_photo", Day: 1, Files: []File{f}})
}

func TestCrossChecks(t *testing.T) {
	for _, c := range []struct {
		name  string
		check CrossCheck
		told  *Told
		on    string // "" = 2026-06-20
		want  int64  // value of the doubt; -1 = none
	}{
		{"nothing reported raises nothing", nameCheck, told(), "", -1},
		{"party A of the contract is another firm", nameCheck, told(paper(Evidence{Kind: "construction_contract", Holder: "江苏宏远置业有限公司"})), "", 0},
		{"legal form and province are not another firm", nameCheck, told(paper(Evidence{Kind: "filing", Holder: "恒基新材料股份有限公司"})), "", -1},
		{"a consortium with the firm in it", nameCheck, told(paper(Evidence{Kind: "filing", Holder: "上海建工有限公司、江苏恒基新材料有限公司"})), "", -1},
		{"a firm the project was named after before", nameCheck, told(project(func(p *Project) { p.FormerNames = []string{"恒力化纤项目"} }), paper(Evidence{Kind: "filing", Holder: "江苏恒力化纤有限公司"})), "", -1},
		{"a paper taken back says nothing", nameCheck, told(paper(Evidence{Kind: "filing", Holder: "甲公司", Dropped: true})), "", -1},
		{"a paper received later was not there", nameCheck, told(paper(Evidence{Kind: "filing", Holder: "宏远置业公司", Day: day("2026-07-01")})), "", -1},
		{"approval states a fifth less than the plan", amountCheck, told(paper(Evidence{Kind: "filing", Amount: wan(8000)})), "", 2000},
		{"within the tolerance", amountCheck, told(paper(Evidence{Kind: "filing", Amount: wan(9600)})), "", -1},
		{"inside the range that was stated", amountCheck, told(project(func(p *Project) { p.Total = money.Amount{Low: wan(8000), High: wan(12000)} }), paper(Evidence{Kind: "filing", Amount: wan(9000)})), "", -1},
		{"a foreign sum cannot be compared", amountCheck, told(project(func(p *Project) { p.Total = money.Amount{Foreign: &money.Foreign{Amount: "1", Currency: "USD"}} }), paper(Evidence{Kind: "filing", Amount: wan(9000)})), "", -1},
		{"started before the permit (未批先建)", permitCheck, told(paper(Evidence{Kind: "construction_permit", Issued: when("2026-03-21")})), "", 20},
		{"started on the day of the permit", permitCheck, told(paper(Evidence{Kind: "construction_permit", Issued: when("2026-03-01")})), "", -1},
		{"a permit of the same month may be earlier", permitCheck, told(paper(Evidence{Kind: "construction_permit", Issued: when("2026-03")})), "", -1},
		{"the first of two permits counts", permitCheck, told(paper(Evidence{Kind: "construction_permit", Issued: when("2026-02-01")}), paper(Evidence{Kind: "construction_permit", Issued: when("2026-05-01")})), "", -1},
		{"the recognised date of the start counts", permitCheck, told(project(func(p *Project) {
			p.SetFact(StageFact{Stage: Started, Declared: true, DeclaredOn: when("2026-01-01"), Recognised: true, RecognisedOn: when("2026-04-01")})
		}), paper(Evidence{Kind: "construction_permit", Issued: when("2026-03-21")})), "", -1},
		{"one month after the start not in statistics", storeCheck, told(), "2026-04-01", 1},
		{"not yet a month", storeCheck, told(), "2026-03-31", -1},
		{"two months are another check's", storeCheck, told(), "2026-05-01", -1},
		{"nobody said whether it is in", storeCheck, told(project(func(p *Project) { p.Store = "" })), "2026-04-10", -1},
		{"the page that shows it passed", storeCheck, told(paper(Evidence{Kind: "store_approval"})), "2026-04-10", -1},
		{"money before the start", earlyCheck, told(months(Dispatch, "2026-01", 1000)), "", 1000},
		{"land money before the start", earlyCheck, told(months(Dispatch, "2026-01", 500)), "", -1},
		{"money after the start", earlyCheck, told(months(Dispatch, "2026-03", 5000)), "", -1},
		{"money and no start at all", earlyCheck, told(project(func(p *Project) { p.Stages = nil }), stage(Filed, "2025-05-01"), months(Statistics, "2026-03", 5000)), "", 5000},
		{"stage unknown", earlyCheck, told(project(func(p *Project) { p.Stages = nil }), months(Dispatch, "2026-03", 5000)), "", -1},
		{"in production, never completed", skipCheck, told(stage(Producing, "2026-06-01")), "", 0},
		{"production is still to come on that day", skipCheck, told(stage(Producing, "2026-06-01")), "2026-05-01", -1},
		{"completed in between", skipCheck, told(stage(Completed, "2026-05-01"), stage(Producing, "2026-06-01")), "", -1},
		{"the acceptance is on file", skipCheck, told(stage(Producing, "2026-06-01"), paper(Evidence{Kind: "completion_acceptance"})), "", -1},
		{"at capacity of nothing", CrossCheck{Compare: NoProducts}, told(stage(AtCapacity, "2026-06-01")), "", 0},
		{"a product without its capacity", CrossCheck{Compare: NoProducts}, told(stage(AtCapacity, "2026-06-01"), project(func(p *Project) { p.Products = []Product{{Name: "弹性体"}} })), "", 0},
		{"products with capacity", CrossCheck{Compare: NoProducts}, told(stage(AtCapacity, "2026-06-01"), project(func(p *Project) { p.Products = []Product{{Name: "弹性体", Capacity: "1.35"}} })), "", -1},
		{"a month twelve times the month before", jumpCheck, told(months(Dispatch, "2026-03", 100, 200, 1400)), "", 1200},
		{"many times next to nothing is not much", jumpCheck, told(months(Dispatch, "2026-03", 10, 20, 120)), "", -1},
		{"a month without a figure in between", jumpCheck, told(months(Dispatch, "2026-02", 100, 200, -1, 2400)), "", -1},
		{"a jump of two years ago", jumpCheck, told(months(Dispatch, "2024-03", 100, 200, 1400)), "", -1},
		{"a cumulative figure fell", fallCheck, told(months(Statistics, "2026-03", 900, 700)), "", int64(200 * money.Wan)},
		{"it fell by what rounding takes", fallCheck, told(months(Statistics, "2026-03", 900, 895)), "", -1},
		{"a cumulative figure rose", fallCheck, told(months(Statistics, "2026-03", 700, 900)), "", -1},
		{"three months brought nothing", stallCheck, told(months(Dispatch, "2026-02", 400, 500, 500, 500, 500)), "2026-07-01", 3},
		{"two months brought nothing", stallCheck, told(months(Dispatch, "2026-02", 400, 500, 500, 500)), "", -1},
		{"three months not reported are not three of nothing", stallCheck, told(months(Dispatch, "2026-02", 500, -1, -1, 500)), "", -1},
		{"all is done", stallCheck, told(months(Dispatch, "2026-02", 10000, 10000, 10000, 10000)), "", -1},
		{"paused", stallCheck, told(func(t *Told) { t.Paused = true }, months(Dispatch, "2026-02", 500, 500, 500, 500)), "", -1},
		{"completed projects stand still", stallCheck, told(stage(Completed, "2026-01-01"), months(Dispatch, "2026-02", 500, 500, 500, 500)), "", -1},
		{"statistics above dispatch", CrossCheck{Compare: SensesCrossed, Percent: 500}, told(months(Dispatch, "2026-03", 1000), months(Statistics, "2026-03", 1200)), "", 2000},
		{"statistics of a later month", CrossCheck{Compare: SensesCrossed}, told(months(Dispatch, "2026-03", 1000), months(Statistics, "2026-04", 1200)), "", -1},
		{"more than the project costs", CrossCheck{Compare: OverTotal, Percent: 1000}, told(months(Dispatch, "2026-03", 12000)), "", 2000},
		{"a tenth more is allowed", CrossCheck{Compare: OverTotal, Percent: 1000}, told(months(Dispatch, "2026-03", 11000)), "", -1},
		{"twice the year's plan", CrossCheck{Compare: OverPlan, Percent: 5000}, told(func(t *Told) {
			t.Figures = []Figure{{Project: "p", Month: when("2026-05"), Sense: Dispatch, YearDone: wan(12000)}}
		}), "", 10000},
		{"completed with a third invested", shortCheck, told(stage(Completed, "2026-05-01"), months(Dispatch, "2026-05", 3000)), "", 3000},
		{"the figure is of before the completion", shortCheck, told(stage(Completed, "2026-05-01"), months(Dispatch, "2026-04", 3000)), "", -1},
		{"a photo from 11 km away", farCheck, told(photo(File{Hash: "a", Day: 1, At: &geo.Point{Lon: 119, Lat: 33.6}})), "", 11119},
		{"a photo without a place", farCheck, told(photo(File{Hash: "a", Day: 1})), "", -1},
		{"a photo two months before the start", timeCheck, told(photo(File{Hash: "a", Day: day("2026-03-02"), Taken: "2026-01-01T02:00:00Z"})), "", 59},
		{"a photo from after it was received", timeCheck, told(photo(File{Hash: "a", Day: day("2026-03-02"), Taken: "2026-03-10T02:00:00Z"})), "", 8},
		{"a photo of the evening before, by UTC", timeCheck, told(photo(File{Hash: "a", Day: day("2026-03-02"), Taken: "2026-03-01T23:00:00Z"})), "", -1},
		{"a project that left raises nothing", permitCheck, told(stage(Exited, "2026-05-01"), paper(Evidence{Kind: "construction_permit", Issued: when("2026-03-21")})), "", -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			on := day("2026-06-20")
			if c.on != "" {
				on = day(c.on)
			}
			c.check.Code, c.check.Severity = "x", HighSeverity
			got := Doubts(c.told, []CrossCheck{c.check}, on)
			switch {
			case len(got) == 0 && c.want >= 0:
				t.Error("no doubt")
			case len(got) > 0 && c.want < 0:
				t.Errorf("doubted: %+v", got[0])
			case len(got) > 0 && (got[0].Value != c.want || got[0].Facts == "" || len(got[0].Compared) == 0):
				t.Errorf("got %+v, want %d", got[0], c.want)
			}
		})
	}
}

func TestAChecksKindsAndTiersBoundIt(t *testing.T) {
	c := permitCheck
	c.Kinds, c.Tiers = []string{"new"}, []string{"t1"}
	late := paper(Evidence{Kind: "construction_permit", Issued: when("2026-03-21")})
	for tier, want := range map[string]int{"t1": 1, "t10": 0, "": 0} {
		if got := Doubts(told(late, func(t *Told) { t.Tier = tier }), []CrossCheck{c}, day("2026-06-20")); len(got) != want {
			t.Errorf("tier %q: %d doubts", tier, len(got))
		}
	}
}

func TestTheMostUrgentDoubtStandsFirst(t *testing.T) {
	low, high := storeCheck, permitCheck
	low.Code, low.Severity, low.BelowMonths = "a", LowSeverity, 0
	high.Code, high.Severity = "b", HighSeverity
	got := Doubts(told(paper(Evidence{Kind: "construction_permit", Issued: when("2026-03-21")})), []CrossCheck{low, high}, day("2026-06-20"))
	if len(got) != 2 || got[0].Check != "b" {
		t.Errorf("got %+v", got)
	}
}

func TestAnAnswerHoldsWhileTheFactsAreTheSame(t *testing.T) {
	on := day("2026-06-20")
	permit := func(issued string) Doubt {
		return Doubts(told(paper(Evidence{Kind: "construction_permit", Issued: when(issued)})), []CrossCheck{permitCheck}, on)[0]
	}
	answers := []Answer{{Doubt: permitCheck.Code, Facts: permit("2026-03-21").Facts, Text: "先行勘探"}}
	if permit("2026-03-21").AnswerTo(answers) == nil {
		t.Error("the answer does not hold for the facts it was given for")
	}
	if permit("2026-03-22").AnswerTo(answers) != nil {
		t.Error("the answer holds for other facts")
	}
	store := storeCheck
	store.BelowMonths = 0
	if a, b := Doubts(told(), []CrossCheck{store}, on), Doubts(told(), []CrossCheck{store}, on+60); a[0].Facts != b[0].Facts {
		t.Error("a doubt that only grows older opens again each day")
	}
	still := func(n int) Doubt {
		list := make([]int64, n)
		return Doubts(told(months(Dispatch, "2025-08", list...)), []CrossCheck{stallCheck}, on)[0]
	}
	if still(4).Facts != still(6).Facts || still(4).Facts == still(7).Facts {
		t.Error("an answer to three months of nothing holds for five, not for six")
	}
}

func peerChecks() []CrossCheck {
	return []CrossCheck{
		{Code: "number", Severity: HighSeverity, Compare: NumberTwice, Of: []string{"construction_permit", ProjectCode}},
		{Code: "photo", Severity: HighSeverity, Compare: PhotoTwice, Of: []string{"site_photo"}, Distance: 6},
		{Code: "firm", Severity: LowSeverity, Compare: OneCodeTwoFirm},
	}
}

func named(id string) func(*Told) { return project(func(p *Project) { p.ID = id }) }

func TestPeers(t *testing.T) {
	const permit = "320831202603010101"
	number := func(text string) func(*Told) { return paper(Evidence{Kind: "construction_permit", Number: text}) }
	for _, c := range []struct {
		name string
		a, b *Told
		want string // checks of the doubts of a
	}{
		{"one permit in two projects, brackets and spaces apart", told(named("a"), number("建字〔2026〕12号")), told(named("b"), number("建字[2026] 12 号")), "number"},
		{"phases share their permit", told(named("a"), number(permit)), told(named("b"), number(permit), project(func(p *Project) { p.Parent = "a" })), ""},
		{"a word is no number", told(named("a"), number("已办理")), told(named("b"), number("已办理")), ""},
		{"one project code", told(named("a"), project(func(p *Project) { p.Code = "2603-320831-04-01-100001" })), told(named("b"), project(func(p *Project) { p.Code = "2603-320831-04-01-100001" })), "number"},
		{"one photo, resized", told(named("a"), photo(File{Hash: "1", Sight: "f0e1d2c3b4a59687", Day: 1})), told(named("b"), photo(File{Hash: "2", Sight: "f0e1d2c3b4a59680", Day: 1})), "photo"},
		{"another photo", told(named("a"), photo(File{Hash: "1", Sight: "f0e1d2c3b4a59687", Day: 1})), told(named("b"), photo(File{Hash: "2", Sight: "0f1e2d3c4b5a6978", Day: 1})), ""},
		{"two white sheets", told(named("a"), photo(File{Hash: "1", Sight: "0000000000000000", Day: 1})), told(named("b"), photo(File{Hash: "2", Sight: "0000000000000000", Day: 1})), ""},
		{"one credit code, two firms", told(named("a"), project(func(p *Project) { p.EnterpriseCode = "C" })), told(named("b"), project(func(p *Project) { p.EnterpriseCode, p.Enterprise = "C", "宏远置业有限公司" })), "firm"},
		{"one firm, written twice", told(named("a"), project(func(p *Project) { p.EnterpriseCode = "C" })), told(named("b"), project(func(p *Project) { p.EnterpriseCode, p.Enterprise = "C", "恒基新材料" })), ""},
		{"the other left the campaign", told(named("a"), number(permit)), told(named("b"), number(permit), stage(Exited, "2026-01-01")), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := NewPeers(peerChecks(), day("2026-06-20"))
			x.Put(c.a, nil)
			x.Put(c.b, nil)
			var got []string
			for _, d := range x.Doubts("a") {
				got = append(got, d.Check)
				if !slices.ContainsFunc(d.Compared, func(r Compared) bool { return r.Project == "b" }) {
					t.Errorf("%s does not name the other project: %+v", d.Check, d.Compared)
				}
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// An index kept up to date answers like one made anew, and names every project
// whose answer changed.
func TestPeersKeptUpToDateAreLikeNewOnes(t *testing.T) {
	on := day("2026-06-20")
	rapid.Check(t, func(r *rapid.T) {
		x, now, kept := NewPeers(peerChecks(), on), map[string]*Told{}, map[string][]Doubt{}
		for range rapid.IntRange(1, 25).Draw(r, "changes") {
			id := rapid.SampledFrom([]string{"a", "b", "c", "d"}).Draw(r, "id")
			touched := map[string]bool{}
			if rapid.IntRange(0, 4).Draw(r, "drop") == 0 {
				delete(now, id)
				x.Drop(id, touched)
			} else {
				now[id] = anyTold(r, id)
				x.Put(now[id], touched)
			}
			for id := range touched {
				kept[id] = x.Doubts(id)
			}
		}
		fresh := NewPeers(peerChecks(), on)
		for _, id := range slices.Sorted(maps.Keys(now)) {
			fresh.Put(now[id], nil)
		}
		for id := range now {
			if diff := cmp.Diff(facts(fresh.Doubts(id)), facts(kept[id])); diff != "" {
				r.Fatalf("%s: %s", id, diff)
			}
		}
	})
}

func anyTold(r *rapid.T, id string) *Told {
	t := told(named(id))
	t.Project.Code = rapid.SampledFrom([]string{"", "2603-320831-04-01-100001"}).Draw(r, "code")
	t.Project.EnterpriseCode = rapid.SampledFrom([]string{"", "C"}).Draw(r, "firm")
	t.Project.Enterprise = rapid.SampledFrom([]string{"恒基新材料", "宏远置业"}).Draw(r, "name")
	t.Project.Parent = rapid.SampledFrom([]string{"", "a"}).Draw(r, "parent")
	for range rapid.IntRange(0, 2).Draw(r, "photos") {
		sight := uint64(0x0123456789abcdef) ^ 1<<rapid.IntRange(0, 63).Draw(r, "bit") ^ uint64(rapid.SampledFrom([]int{0, 0xffff}).Draw(r, "far"))
		photo(File{Hash: fmt.Sprint(sight), Sight: fmt.Sprintf("%016x", sight), Day: 1})(t)
	}
	return t
}

// facts are what a list of doubts says, photos in any order.
func facts(list []Doubt) map[string][]string {
	out := map[string][]string{}
	for _, d := range list {
		for _, c := range d.Compared {
			out[d.Check] = append(out[d.Check], c.Project+c.What+c.File+c.Text)
		}
		slices.Sort(out[d.Check])
	}
	return out
}

func TestMistakesOfAChecksForm(t *testing.T) {
	for name, c := range map[string]struct {
		check CrossCheck
		want  []string
	}{
		"everything missing":          {CrossCheck{}, []string{"ruleset.word", "ruleset.line_source", "ruleset.severity", "ruleset.comparison"}},
		"an order of nothing":         {CrossCheck{Code: "a", Name: "a", Source: "s", Severity: LowSeverity, Compare: InOrder}, []string{"ruleset.check_needs", "ruleset.check_needs"}},
		"photos as far apart as any":  {CrossCheck{Code: "a", Name: "a", Source: "s", Severity: LowSeverity, Compare: PhotoTwice, Of: []string{"x"}, Distance: 12}, []string{"ruleset.check_bounds"}},
		"nothing wrong with this one": {CrossCheck{Code: "a", Name: "a", Source: "s", Severity: LowSeverity, Compare: NoProducts}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			if e, ok := fault.As(c.check.CheckForm()); ok {
				for _, p := range e.Parts {
					got = append(got, p.Code)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
