package ui

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"guatu/internal/signal"
	"guatu/internal/web/locale"
	"guatu/internal/web/svg"
)

// here is a request for the second page of a filtered list, under /guatu.
func here(lang locale.Lang) context.Context {
	return With(context.Background(), Env{Base: "/guatu", Lang: lang, CSRF: "tok", Here: &url.URL{Path: "/projects", RawQuery: "unit=a%26b&page=2&as_of=2026-10-31"}})
}

func draw(t *testing.T, ctx context.Context, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(ctx, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAddressesStandUnderTheSubPath(t *testing.T) {
	ctx := here(locale.Chinese)
	for address, want := range map[string]string{
		"/projects": "/guatu/projects", "//elsewhere": "//elsewhere", "https://a.cn/": "https://a.cn/", "#main": "#main", "?page=2": "?page=2", "": "",
	} {
		if got := URL(ctx, address); got != want {
			t.Errorf("%q becomes %q, not %q", address, got, want)
		}
	}
	if got := URL(context.Background(), "/x"); got != "/x" {
		t.Errorf("without a request %q", got)
	}
}

func TestALinkOnADayAsItWasKnownStaysWithWhatWasKnown(t *testing.T) {
	ctx := With(context.Background(), Env{Here: &url.URL{Path: "/board", RawQuery: "on=2026-10-31&known=149"}})
	for address, want := range map[string]string{
		"/units/a?on=2026-10-31": "/units/a?known=149&on=2026-10-31", "/units/a?on=2026-09-30": "/units/a?on=2026-09-30", "/units/a": "/units/a",
		"/board?known=0&on=2026-10-31": "/board?known=0&on=2026-10-31",
	} {
		if got := URL(ctx, address); got != want {
			t.Errorf("%q becomes %q, not %q", address, got, want)
		}
	}
	ctx = With(context.Background(), Env{Here: &url.URL{Path: "/board", RawQuery: "on=2026-10-31&known=0"}})
	if got := URL(ctx, "/units/a?on=2026-10-31"); got != "/units/a?on=2026-10-31" {
		t.Errorf("as known now a link becomes %q", got)
	}
}

func TestHereChangesOneThingAndGoesToTheFirstPage(t *testing.T) {
	ctx := here(locale.Chinese)
	for want, got := range map[string]string{
		"/guatu/projects?as_of=2026-10-31&unit=a%26b":           Here(ctx),
		"/guatu/projects?unit=a%26b":                            Here(ctx, "as_of", ""),
		"/guatu/projects?as_of=2026-10-31&page=3&unit=a%26b":    Here(ctx, "page", "3"),
		"/guatu/projects?as_of=2026-10-31&sort=name&unit=a%26b": Here(ctx, "sort", "name"),
		"/": Here(context.Background()),
	} {
		if got != want {
			t.Errorf("%s, not %s", got, want)
		}
	}
}

func TestTheAsOfBandShowsOnlyForThePast(t *testing.T) {
	f := FrameData{Title: "项目", AsOf: AsOf{Date: "2026-11-20", Today: "2026-11-20"}}
	if html := draw(t, here(locale.Chinese), Frame(f)); strings.Contains(html, `class="band"`) {
		t.Error("today has a band")
	}
	f.AsOf.Date = "2026-10-31"
	html := draw(t, here(locale.Chinese), Frame(f))
	if !strings.Contains(html, `class="band"`) || !strings.Contains(html, `href="/guatu/projects?unit=a%26b"`) {
		t.Error("the past has no band, or no way back to today")
	}
}

func TestTheDateFormKeepsTheRestOfTheView(t *testing.T) {
	html := draw(t, here(locale.Chinese), Frame(FrameData{AsOf: AsOf{Date: "2026-11-20", Today: "2026-11-20"}}))
	if !strings.Contains(html, `<input type="hidden" name="unit" value="a&amp;b">`) {
		t.Error("changing the date loses the filter")
	}
	if strings.Contains(html, `name="page"`) || strings.Count(html, `name="as_of"`) != 1 {
		t.Error("the page number or the old date is sent along")
	}
}

func TestEnglishChangesEveryWordOfTheFrame(t *testing.T) {
	f := FrameData{Title: "Projects", Tenant: "Huai'an", FindURL: "/projects", Nav: []Link{{Label: "Board", Href: "/"}}, More: []Link{{Label: "Admin", Href: "/admin"}},
		AsOf: AsOf{Date: "2026-10-31", Today: "2026-11-20", Known: "2026-11-01 08:00"}, Person: Person{Name: "Wang", SignOutURL: "/out"}}
	for name, c := range map[string]templ.Component{
		"frame": Frame(f), "mistakes": Mistakes([]Mistake{{Text: "x"}}), "pager": Pager(PagerData{Total: 3}), "lights": LightLegend(), "rail": RailLegend(),
		"bulk": Bulk("b", "/x"), "diff": Diff("", ""), "paper": PaperGrid(Paper{Heads: []PaperHead{{Unknown: true}}}), "progress": Progress("x", 1, 2, "/x"),
		"field": Field(FieldData{Must: true}), "gate": Gate("Campaign", "Huai'an", "Sign in", ""), "hall": Hall(HallData{}),
		"table": Table(TableData{Pick: "id", Columns: []Column{{Label: "x"}}, Groups: []Group{{Rows: []Row{{Cells: []Cell{Missing()}}}}}}),
	} {
		for _, r := range draw(t, here(locale.English), c) {
			if r >= 0x4E00 && r <= 0x9FFF {
				t.Errorf("%s still speaks Chinese: %c", name, r)
				break
			}
		}
	}
}

func TestAMistakeStandsBesideItsFieldAndIsAnnounced(t *testing.T) {
	html := draw(t, here(locale.Chinese), Field(FieldData{Name: "total", Label: "总投资", Mistake: "超出上限", Hint: "亿元"}))
	for _, want := range []string{`id="f-total"`, `aria-invalid="true"`, `aria-describedby="f-total-mistake"`, `id="f-total-mistake"`, "超出上限"} {
		if !strings.Contains(html, want) {
			t.Errorf("%s is missing in %s", want, html)
		}
	}
}

func TestWhatComesFromOutsideIsEscaped(t *testing.T) {
	evil := `"><script>alert(1)</script>`
	table := Table(TableData{Columns: []Column{{Label: evil, SortHref: "javascript:alert(1)"}}, Groups: []Group{{Rows: []Row{{ID: evil, Href: evil, Cells: []Cell{{Text: evil, Note: evil, Title: evil, Href: "javascript:alert(2)"}}}}}}})
	for name, c := range map[string]templ.Component{"table": table, "field": Field(FieldData{Name: evil, Label: evil, Value: evil, Example: evil}), "drawing": Drawing(evil)} {
		if html := draw(t, here(locale.Chinese), c); strings.Contains(html, "<script") || strings.Contains(html, "javascript:") {
			t.Errorf("%s lets markup through: %s", name, html)
		}
	}
}

func TestEveryLightHasAWordOfItsOwn(t *testing.T) {
	seen := map[string]bool{}
	for _, l := range signal.Lights {
		seen[LightWord(here(locale.Chinese), l)] = true
		html := draw(t, here(locale.Chinese), Light(l))
		if !strings.Contains(html, "light-"+string(l)) || !strings.Contains(html, "s-"+string(l)) {
			t.Errorf("%s is drawn as %s", l, html)
		}
	}
	if len(seen) != len(signal.Lights) {
		t.Errorf("words: %v", seen)
	}
}

func TestEveryZeroComponentDraws(t *testing.T) {
	for name, c := range map[string]templ.Component{
		"frame": Frame(FrameData{}), "table": Table(TableData{}), "figures": Figures(nil), "facts": Facts(nil), "history": History(nil), "rail": StageRail(nil, "", nil),
		"square": SquareTable(Square{}), "paper": PaperGrid(Paper{}), "list": List([]Entry{{}}), "map": MapView(svg.Map{}), "steps": Steps(nil, 0), "field": Field(FieldData{}),
	} {
		if html := draw(t, context.Background(), c); name == "frame" && !strings.Contains(html, "<main") {
			t.Errorf("%s draws %q", name, html)
		}
	}
}

func BenchmarkTable50(b *testing.B) {
	t := TableData{Pick: "id", Wide: true}
	for i := range 12 {
		t.Columns = append(t.Columns, Column{Label: fmt.Sprint("列", i), Num: i > 3, SortHref: "?sort=x"})
	}
	g := Group{}
	for i := range 50 {
		r := Row{ID: fmt.Sprint(i), Href: "/projects/p"}
		r.Cells = append(r.Cells, Door("示例项目名称", "/projects/p"), Show(Light(signal.Watch)), Words("清江浦区"))
		for range 9 {
			r.Cells = append(r.Cells, Amount("12.34", "123400 万元"))
		}
		g.Rows = append(g.Rows, r)
	}
	t.Groups = []Group{g}
	ctx := here(locale.Chinese)
	b.ReportAllocs()
	for b.Loop() {
		var out bytes.Buffer
		if err := Table(t).Render(ctx, &out); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(out.Len()))
	}
}
