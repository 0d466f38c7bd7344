package app

// Which projects' way along the chain is asked about, and how they are put in
// groups.

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/ident"
	"guatu/internal/lifecycle"
)

// A ChainCut is the projects of a filter on one basis. Every figure cut from it is
// of that basis alone.
type ChainCut struct {
	ProjectFilter
	Basis lifecycle.Basis `json:"basis,omitempty" query:"basis" doc:"declared (申报口径, when not given) or recognised (认定口径)"`
	By    string          `json:"by,omitempty" query:"by" doc:"unit (when not given), tier, industry, kind, year"`
	Year  int             `json:"year,omitempty" query:"year" minimum:"0" maximum:"2100" doc:"of the year alone; 0 = all"`
}

// ChainGroupings are what the chain's figures can be put in groups by. Units are
// those directly under the reader's own, or under the one the filter names, with
// everything below them; industries the divisions (大类) of GB/T 4754; the year that
// of the earlier stage.
var ChainGroupings = []string{"unit", "tier", "industry", "kind", "year"}

// bounds of a year anybody can mean.
const firstYear, lastYear = 1990, 2100

func (f *ChainCut) tidy(wrong *fault.List) {
	f.Basis, f.By = cmp.Or(f.Basis, lifecycle.DeclaredBasis), cmp.Or(f.By, "unit")
	wrong.Check(slices.Contains(lifecycle.Bases, f.Basis), "basis", "chain.basis", "basis", string(f.Basis))
	wrong.Check(slices.Contains(ChainGroupings, f.By), "by", "chain.by", "by", f.By)
	wrong.Check(f.Year == 0 || f.Year >= firstYear && f.Year <= lastYear, "year", "chain.year", "year", f.Year)
}

// A chained is a project's row with its chain on the basis of the cut.
type chained struct {
	row   *ProjectRow
	chain lifecycle.Chain
}

// chained gives the rows of a cut with their chains, in the filter's order.
func (a *App) chained(ctx context.Context, who access.Actor, f *ChainCut) (*figured, []chained, error) {
	fig, rows, err := a.choose(ctx, who, f.ProjectFilter)
	if err != nil {
		return nil, nil, err
	}
	return fig, chainedOf(rows, f.Basis, fig), nil
}

func chainedOf(rows []*ProjectRow, basis lifecycle.Basis, fig *figured) []chained {
	list := make([]chained, len(rows))
	for i, r := range rows {
		list[i] = chained{r, r.Project.ChainOn(basis, fig.on)}
	}
	return list
}

// keyOf is how the cut's grouping reads a project; year is that of a stage.
func (f *ChainCut) keyOf(stage lifecycle.Stage, who access.Actor, fig *figured) func(c *chained) string {
	switch f.By {
	case "tier":
		return func(c *chained) string { return c.row.Tier }
	case "kind":
		return func(c *chained) string { return c.row.Project.Kind }
	case "industry":
		return func(c *chained) string { return divisionOf(c.row.Project.Industry) }
	case "year":
		return func(c *chained) string { return yearKey(c.yearOf(stage)) }
	}
	root := boardRoot(who, fig.facts.tree)
	if len(f.Unit) == 1 {
		root = f.Unit[0]
	}
	branch := branches(fig, root)
	return func(c *chained) string { return cmp.Or(branch[c.row.Project.Unit], c.row.Project.Unit) }
}

// yearOf is the year in which a stage was reached; 0 where that is not known.
func (c *chained) yearOf(s lifecycle.Stage) int {
	if on, _ := c.chain.Reached(s); !on.IsZero() {
		return on.First.Year()
	}
	return 0
}

func yearKey(year int) string {
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year)
}

// divisionOf is the division (大类) of an industry's code, with or without the
// section's letter; "" where it is none.
func divisionOf(code string) string {
	i, err := ident.IndustryOf(code)
	if err != nil || len(i.Code) < 2 {
		return ""
	}
	return i.Code[:2]
}

// branches says under which unit of the board each unit stands.
func branches(fig *figured, root string) map[string]string {
	tree, branch := fig.facts.tree, map[string]string{root: root}
	for _, id := range tree.Children(root) {
		if u, _ := tree.Unit(id); u.Kind == access.Department || u.Kind == access.Company {
			continue
		}
		for below := range tree.Below(id) {
			if branch[below] == "" {
				branch[below] = id
			}
		}
	}
	return branch
}

// orderBy ranks the values of a grouping, and nameBy names them.
func (f *figured) orderBy(by string) func(a, b string) int {
	if by == "year" || by == "industry" { // what is not known last, the latest year first
		sign := map[string]int{"year": -1, "industry": 1}[by]
		return func(a, b string) int {
			if a == "" || b == "" {
				return -cmp.Compare(len(a), len(b))
			}
			return sign * cmp.Compare(a, b)
		}
	}
	rank := f.orderIn(by)
	return func(a, b string) int { return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b)) }
}

func (f *figured) nameBy(by, key string) string {
	if by == "industry" && key != "" {
		if i, err := ident.IndustryOf(key); err == nil {
			return i.Name
		}
	}
	return f.nameOf(by, key)
}
