package app

// Conversion of each year's signed projects, and the standard ratios.

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// A CohortPage is what became of the projects signed in each year, on both bases,
// one beside the other and never added.
type CohortPage struct {
	Filter ProjectFilter `json:"-"`
	On     workday.Date  `json:"on"`
	Known  int64         `json:"known"`
	Bases  []CohortBasis `json:"bases"`
}

// A CohortBasis is the cohorts on one basis, the latest year first; of those whose
// year is not known (0) last.
type CohortBasis struct {
	Basis   lifecycle.Basis    `json:"basis"`
	Whole   lifecycle.Cohort   `json:"whole"`
	Cohorts []lifecycle.Cohort `json:"cohorts"`
}

// Cohorts follows the signed projects the actor sees.
func (a *App) Cohorts(ctx context.Context, who access.Actor, f ProjectFilter) (*CohortPage, error) {
	fig, rows, err := a.choose(ctx, who, f)
	if err != nil {
		return nil, err
	}
	p := &CohortPage{Filter: f, On: fig.on, Known: fig.facts.n}
	for _, basis := range lifecycle.Bases {
		p.Bases = append(p.Bases, cohortsOf(chainedOf(rows, basis, fig), basis))
	}
	return p, nil
}

func cohortsOf(list []chained, basis lifecycle.Basis) CohortBasis {
	b, years := CohortBasis{Basis: basis}, map[int]*lifecycle.Cohort{}
	for i := range list {
		year, ok := list[i].chain.CohortYear()
		if !ok {
			continue
		}
		if years[year] == nil {
			years[year] = &lifecycle.Cohort{Year: year}
		}
		years[year].Add(&list[i].chain)
	}
	for _, year := range slices.Backward(slices.Sorted(maps.Keys(years))) {
		b.Cohorts = append(b.Cohorts, *years[year])
		b.Whole.Join(*years[year])
	}
	return b
}

// A RatioPage is the standard ratios of the office (domain.md 2.2) on one basis,
// as a whole and by group.
type RatioPage struct {
	Filter ChainCut         `json:"-"`
	On     workday.Date     `json:"on"`
	Known  int64            `json:"known"`
	Basis  lifecycle.Basis  `json:"basis"`
	Period lifecycle.Period `json:"period"`
	Whole  []RatioLine      `json:"whole"`
	Groups []RatioGroup     `json:"groups"`
}

// A RatioLine is one ratio.
type RatioLine struct {
	Code  lifecycle.RatioCode `json:"code"`
	Ratio lifecycle.Ratio     `json:"ratio"`
	Of    int                 `json:"of"` // Ratio.Of: the denominator
}

// A RatioGroup is the ratios of one group, in the order of the whole.
type RatioGroup struct {
	Key   string      `json:"key"`
	Name  string      `json:"name"`
	Lines []RatioLine `json:"lines"`
}

// period is the year's days up to the day looked at, or ever.
func (f *ChainCut) period(on workday.Date) lifecycle.Period {
	if f.Year == 0 {
		return lifecycle.Period{To: on}
	}
	return lifecycle.Period{From: workday.NewDate(f.Year, 1, 1), To: min(on, workday.NewDate(f.Year, 12, 31))}
}

// Ratios works the ratios out for the projects the actor sees: of those that came
// under each in the year (or ever), what had been reached by the day.
func (a *App) Ratios(ctx context.Context, who access.Actor, f ChainCut) (*RatioPage, error) {
	var wrong fault.List
	f.tidy(&wrong)
	wrong.Check(f.By != "year", "by", "chain.by", "by", f.By)
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	fig, list, err := a.chained(ctx, who, &f)
	if err != nil {
		return nil, err
	}
	p := &RatioPage{Filter: f, On: fig.on, Known: fig.facts.n, Basis: f.Basis, Period: f.period(fig.on)}
	key := f.keyOf("", who, fig)
	whole, groups := make([]lifecycle.Ratio, len(lifecycle.RatioCodes)), map[string][]lifecycle.Ratio{}
	for i := range list {
		c, k := &list[i], key(&list[i])
		if groups[k] == nil {
			groups[k] = make([]lifecycle.Ratio, len(lifecycle.RatioCodes))
		}
		for n, code := range lifecycle.RatioCodes {
			verdict := code.Verdict(c.row.Project, &c.chain, p.Period)
			whole[n].Add(verdict, c.chain.Left())
			groups[k][n].Add(verdict, c.chain.Left())
		}
	}
	p.Whole = ratioLines(whole)
	for _, k := range slices.SortedFunc(maps.Keys(groups), fig.orderBy(f.By)) {
		p.Groups = append(p.Groups, RatioGroup{cmp.Or(k, Unstated), fig.nameBy(f.By, k), ratioLines(groups[k])})
	}
	return p, nil
}

func ratioLines(ratios []lifecycle.Ratio) []RatioLine {
	lines := make([]RatioLine, len(ratios))
	for i, r := range ratios {
		lines[i] = RatioLine{lifecycle.RatioCodes[i], r, r.Of()}
	}
	return lines
}
