package web

import (
	"context"
	"fmt"
	"strings"

	"guatu/internal/app"
	"guatu/internal/geo"
	"guatu/internal/ident"
	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/web/ui"
)

// 概况: everything that is known of a project, its products, its phases.

// projectBasics is the side 概况.
type projectBasics struct {
	Facts, People []ui.Fact
	Words         []ui.Fact // long texts
	Products      []ui.Row
	Plans         []ui.Row
	Parent        *litRow
	Phases        []lit
}

func basicsOf(ctx context.Context, page *app.ProjectPage) *projectBasics {
	b := &projectBasics{Facts: knownFacts(ctx, page), People: peopleFacts(ctx, page.Project), Words: wordFacts(ctx, page.Project), Phases: litsOf(ctx, page.Phases, "")}
	for _, x := range page.Project.Products {
		b.Products = append(b.Products, ui.Row{Cells: []ui.Cell{ui.Words(x.Name), orMissing(strings.TrimSpace(x.Capacity + " " + x.Unit))}})
	}
	for _, a := range page.Project.Plans {
		b.Plans = append(b.Plans, ui.Row{Cells: []ui.Cell{ui.Words(itoa(a.Year)), amountCell(ctx, a.Plan)}})
	}
	if page.ParentName != "" {
		b.Parent = &litRow{Name: page.ParentName, Href: projectURL(page.Project.Parent, "")}
	}
	return b
}

// orMissing is a text, or the dash of what was not reported.
func orMissing(text string) ui.Cell {
	if text == "" {
		return ui.Missing()
	}
	return ui.Words(text)
}

// knownFacts are the fields of the register in the order offices ask for them.
func knownFacts(ctx context.Context, page *app.ProjectPage) []ui.Fact {
	p := page.Project
	fact := func(code, text string) ui.Fact { return ui.Fact{Label: term(ctx, code), Value: orMissing(text)} }
	park := orMissing(page.ParkName)
	if p.Park != "" {
		park = ui.Door(page.ParkName, unitURL(ctx, p.Park, ""))
	}
	tier := orMissing(page.TierName)
	if page.Tier != "" {
		tier = ui.Door(page.TierName, address("/projects", "tier", page.Tier))
	}
	return []ui.Fact{
		fact("field.enterprise", p.Enterprise), fact("field.enterprise_code", p.EnterpriseCode), fact("field.code", p.Code),
		{Label: term(ctx, "field.unit"), Value: ui.Door(page.Unit, unitURL(ctx, p.Unit, ""))}, {Label: term(ctx, "field.park"), Value: park},
		fact("field.place", p.Place), fact("field.at", pointText(p.At)), fact("field.kind", page.KindName),
		{Label: term(ctx, "field.industry"), Value: industryCell(p.Industry)}, fact("field.chain", p.Chain), {Label: term(ctx, "lifecycle.tier"), Value: tier},
		{Label: term(ctx, "field.total"), Value: withYi(ctx, totalCell(ctx, p.Total), p.Total.OK)}, {Label: term(ctx, "field.fixed_asset"), Value: withYi(ctx, amountCell(ctx, p.FixedAsset), p.FixedAsset.OK)},
		fact("field.batches", strings.Join(p.Batches, ui.T(ctx, "、"))), fact("field.store", storeText(ctx, p.Store)),
	}
}

// industryCell is the code with its name (GB/T 4754-2017); a code nobody knows
// stands alone.
func industryCell(code string) ui.Cell {
	i, err := ident.IndustryOf(code)
	if code == "" || err != nil {
		return orMissing(code)
	}
	return ui.Cell{Text: i.Name, Note: i.Code}
}

// withYi says the unit behind an amount that stands alone.
func withYi(ctx context.Context, c ui.Cell, ok bool) ui.Cell {
	if ok {
		c.Note = ui.T(ctx, "亿元")
	}
	return c
}

func peopleFacts(ctx context.Context, p *lifecycle.Project) []ui.Fact {
	fact := func(code, text string) ui.Fact { return ui.Fact{Label: term(ctx, code), Value: orMissing(text)} }
	return []ui.Fact{fact("field.leader", p.Leader), fact("field.contact", p.Contact), fact("field.phone", p.Phone)}
}

// wordFacts are the long texts; those nobody wrote are left out.
func wordFacts(ctx context.Context, p *lifecycle.Project) []ui.Fact {
	var list []ui.Fact
	for _, one := range []struct{ code, text string }{{"field.content", p.Content}, {"field.image", p.Image}, {"field.problems", p.Problems}, {"field.note", p.Note}} {
		if one.text != "" {
			list = append(list, ui.Fact{Label: term(ctx, one.code), Value: ui.Words(one.text), Wide: true})
		}
	}
	return list
}

func pointText(p *geo.Point) string {
	if p == nil {
		return ""
	}
	return fmt.Sprintf("%.5f, %.5f", p.Lon, p.Lat)
}

func storeText(ctx context.Context, s lifecycle.Store) string {
	if s == "" {
		return ""
	}
	return termOf(ctx, "store", string(s))
}

// namesText are the names of codes of a list of the ruleset.
func namesText(ctx context.Context, words []ruleset.Word, codes []string) string {
	names := make([]string, len(codes))
	for i, c := range codes {
		names[i] = ruleset.NameOf(words, c)
	}
	return strings.Join(names, ui.T(ctx, "、"))
}
