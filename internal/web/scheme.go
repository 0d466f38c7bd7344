package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/formula"
	"guatu/internal/score"
	"guatu/internal/web/ui"
)

// One scheme: its editions, the text in force with line numbers, where each name
// comes from, who is judged.

// schemePage is one edition of a scheme, the latest first shown.
type schemePage struct {
	Frame    ui.FrameData
	Done     string
	Editions []ui.Link
	Facts    []ui.Fact
	Unknown  []string
	Lines    []sourceLine
	Bound    ui.TableData
	Members  []memberGroup
	Note     string
	Name     string
}

// A sourceLine is one line of a pack with what is wrong with it.
type sourceLine struct {
	N        int
	Text     string
	Mistakes []string
	Gap      bool // lines were left out above
}

// A memberGroup is the judged units of one group.
type memberGroup struct {
	Name  string
	Units []ui.Link
}

func (s *Server) scheme(w http.ResponseWriter, r *http.Request, v *visit) error {
	m, err := momentAsked(r)
	if err != nil {
		return err
	}
	page, err := s.App.Scheme(r.Context(), v.Actor, app.SchemeFilter{Moment: m, ID: r.PathValue("id")})
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, schemeView(s.schemePage(r, v, page)))
}

func (s *Server) schemePage(r *http.Request, v *visit, page *app.SchemePage) schemePage {
	ctx := r.Context()
	p := schemePage{Frame: s.frameOf(r, v, page.Title), Done: r.URL.Query().Get("done")}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "考核办法"), Href: "/schemes"}}
	p.Frame.Note = ui.T(ctx, "按{period}考核", "period", termOf(ctx, "period", string(page.Every))) + " · " + page.UnitName
	shown := shownEdition(page, r.URL.Query().Get("from"))
	p.Frame.Actions = schemeButtons(page, v.Can(access.KeepScheme) && v.Scope().SeesUnit(page.Unit), shown)
	for _, e := range page.Editions {
		p.Editions = append(p.Editions, ui.Link{Label: editionName(ctx, page, &e), Href: schemeURL(page.ID, "from", e.From.String()), Current: shown != nil && e.From == shown.From})
	}
	if shown == nil {
		return p
	}
	p.Name, p.Note, p.Unknown = shown.Name, shown.Edition.Note, shown.Unknown
	p.Facts = editionFacts(ctx, page, shown)
	p.Lines = sourceLines(shown.Pack, nil)
	p.Bound = sourceTable(ctx, shown.Bound)
	p.Members = memberGroups(v, shown)
	return p
}

// shownEdition is the one asked for; else that in force, else the latest.
func shownEdition(page *app.SchemePage, from string) *app.EditionPage {
	if from == "" {
		from = page.InForce.String()
	}
	i := slices.IndexFunc(page.Editions, func(e app.EditionPage) bool { return e.From.String() == from })
	if i < 0 && len(page.Editions) == 0 {
		return nil
	}
	return &page.Editions[max(i, 0)]
}

// editionName says from when an edition is in force, and whether it is now.
func editionName(ctx context.Context, page *app.SchemePage, e *app.EditionPage) string {
	name := ui.T(ctx, "{day} 起", "day", e.From.String())
	switch {
	case e.From == page.InForce:
		return name + " · " + ui.T(ctx, "现行")
	case e.From > page.On:
		return name + " · " + ui.T(ctx, "待执行")
	}
	return name
}

func editionFacts(ctx context.Context, page *app.SchemePage, e *app.EditionPage) []ui.Fact {
	span := ui.T(ctx, "{day} 起", "day", e.From.String())
	if !e.Until.IsZero() {
		span = ui.T(ctx, "{from} 至 {to}", "from", e.From.String(), "to", e.Until.String())
	}
	facts := []ui.Fact{{Label: ui.T(ctx, "方案"), Value: ui.Words(e.Name), Wide: true}, {Label: ui.T(ctx, "出处"), Value: ui.Words(e.Source), Wide: true}, {Label: ui.T(ctx, "执行日期"), Value: ui.Words(span)},
		{Label: ui.T(ctx, "写入"), Value: ui.Words(e.Written.String() + " " + e.By)},
		{Label: ui.T(ctx, "上一考核期"), Value: ui.Door(whenText(ctx, page.Period), assessmentURL(page.ID, "", "period", page.Period.String()))}}
	if e.Edition.Note != "" {
		facts = append(facts, ui.Fact{Label: ui.T(ctx, "备注"), Value: ui.Words(e.Edition.Note), Wide: true})
	}
	return facts
}

// maxAround is how many lines are shown on either side of a mistake.
const maxAround = 2

// sourceLines are the lines of a pack; with mistakes only those near one.
func sourceLines(pack string, mistakes map[int][]string) []sourceLine {
	var list []sourceLine
	last := 0
	for i, text := range strings.Split(strings.TrimRight(pack, "\n"), "\n") {
		n := i + 1
		near := len(mistakes) == 0
		for at := range mistakes {
			near = near || n >= at-maxAround && n <= at+maxAround
		}
		if near {
			list = append(list, sourceLine{N: n, Text: strings.TrimRight(text, "\r"), Mistakes: mistakes[n], Gap: n != last+1})
			last = n
		}
	}
	return list
}

// sourceTable says where each name of a pack comes from.
func sourceTable(ctx context.Context, bound []score.Bound) ui.TableData {
	t := table(ui.T(ctx, "数据来源"), ui.T(ctx, "名称"), ui.T(ctx, "类型"), ui.T(ctx, "来源"), ui.T(ctx, "取数时段"))
	g := ui.Group{}
	for _, b := range bound {
		from := ui.Cell{Text: termOf(ctx, "scheme_means", string(b.Means))}
		window := ui.Missing()
		if b.Means == score.ByIndicator {
			from = ui.Cell{Text: b.Title, Note: b.Measure}
			window = ui.Words(termOf(ctx, "scheme_window", string(b.Window)))
		}
		if b.Means == score.ByNothing {
			from.Note, from.Tone = b.Code, "late"
		}
		g.Rows = append(g.Rows, ui.Row{Cells: []ui.Cell{ui.Words(b.Name), ui.Words(datumKind(ctx, b.Datum)), from, window}})
	}
	t.Groups = []ui.Group{g}
	return t
}

// datumKind is the type of a name; the words it can be, or the fields of its records,
// say more.
func datumKind(ctx context.Context, d score.Datum) string {
	switch {
	case len(d.Choices) > 0:
		return strings.Join(d.Choices, ui.T(ctx, "、"))
	case d.Type == formula.Records:
		var names []string
		for _, f := range d.Fields {
			names = append(names, f.Name)
		}
		return termOf(ctx, "formula_type", string(d.Type)) + ui.T(ctx, "：") + strings.Join(names, ui.T(ctx, "、"))
	}
	return termOf(ctx, "formula_type", string(d.Type))
}

// memberGroups are the judged units by group, in the edition's order.
func memberGroups(v *visit, e *app.EditionPage) []memberGroup {
	var list []memberGroup
	for _, m := range e.Members {
		i := slices.IndexFunc(list, func(g memberGroup) bool { return g.Name == m.Group })
		if i < 0 {
			i, list = len(list), append(list, memberGroup{Name: m.Group})
		}
		l := ui.Link{Label: cmp.Or(e.Names[m.Unit], m.Unit)}
		if v.Scope().SeesUnit(m.Unit) {
			l.Href = "/units/" + m.Unit
		}
		list[i].Units = append(list[i].Units, l)
	}
	return list
}
