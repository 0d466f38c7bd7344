package lifecycle

import (
	"strings"
	"unicode/utf8"

	"guatu/internal/fault"
	"guatu/internal/ident"
	"guatu/internal/money"
)

// Bounds of what people type; a ledger cell is never longer in earnest.
const (
	maxName = 200
	maxText = 4000
	maxList = 50
)

// Check reports everything wrong with a project in field order: what must be
// there, what is too long, amounts out of bounds, codes that cannot be.
func (p *Project) Check() error {
	var wrong fault.List
	wrong.Check(strings.TrimSpace(p.Name) != "", "name", "project.name_empty")
	wrong.Check(p.Unit != "", "unit", "project.unit_empty")
	for _, s := range []struct{ field, text string }{
		{"name", p.Name}, {"enterprise", p.Enterprise}, {"place", p.Place}, {"leader", p.Leader}, {"contact", p.Contact},
	} {
		wrong.Check(utf8.RuneCountInString(s.text) <= maxName, s.field, "project.text_long", "max", maxName)
	}
	for _, s := range []struct{ field, text string }{
		{"content", p.Content}, {"image", p.Image}, {"problems", p.Problems}, {"note", p.Note},
	} {
		wrong.Check(utf8.RuneCountInString(s.text) <= maxText, s.field, "project.text_long", "max", maxText)
	}
	p.checkAmounts(&wrong)
	p.checkStages(&wrong)
	return wrong.Err()
}

// CheckCodes reports codes that do not pass their check digits or form. A
// ledger's wrong codes are findings, not refusals, so it stands apart.
func (p *Project) CheckCodes() error {
	var wrong fault.List
	if p.EnterpriseCode != "" {
		wrong.Add(at("enterprise_code", ident.USCI(p.EnterpriseCode)))
	}
	if p.Code != "" {
		wrong.Add(at("code", ident.ProjectCode(p.Code)))
	}
	return wrong.Err()
}

// at names the field of a fault that a value made without knowing it.
func at(field string, err error) error {
	if e, ok := fault.As(err); ok {
		return e.At(field)
	}
	return err
}

func (p *Project) checkAmounts(wrong *fault.List) {
	inBounds := func(o money.Opt) bool { return !o.OK || o.Yuan >= 0 && o.Yuan <= money.Max }
	wrong.Check(inBounds(p.Total.Opt), "total", "project.amount_bounds")
	wrong.Check(inBounds(p.FixedAsset), "fixed_asset", "project.amount_bounds")
	wrong.Check(!p.Total.OK || !p.FixedAsset.OK || p.FixedAsset.Yuan <= p.Total.Yuan, "fixed_asset", "project.fixed_over_total")
	for _, a := range p.Plans {
		wrong.Check(inBounds(a.Plan), "plan", "project.amount_bounds")
		wrong.Check(a.Year >= 1990 && a.Year <= 2100, "plan", "project.plan_year", "year", a.Year)
	}
	for _, list := range []struct {
		field string
		n     int
	}{{"former_names", len(p.FormerNames)}, {"tags", len(p.Tags)}, {"levels", len(p.Levels)}, {"batches", len(p.Batches)}, {"products", len(p.Products)}} {
		wrong.Check(list.n <= maxList, list.field, "project.list_long", "max", maxList)
	}
}

func (p *Project) checkStages(wrong *fault.List) {
	for _, f := range p.Stages {
		wrong.Check(f.Stage.Known(), "stages", "stage.unknown", "stage", string(f.Stage))
	}
}
