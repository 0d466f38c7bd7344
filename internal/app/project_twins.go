package app

import (
	"context"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/lifecycle"
)

// A Twin is a pair of projects that may be one, reported by two units or twice by
// one: the office decides, nothing is merged by itself.
type Twin struct {
	A        *ProjectRow `json:"a"`
	B        *ProjectRow `json:"b"`
	By       Match       `json:"by"` // the key they share: code or name
	Likeness float64     `json:"likeness"`
}

// maxTwins bounds the list; the first are the surest.
const maxTwins = 200

// Twins lists projects that may be one and the same, across units: same project
// code, or same normalised name where no two different firms are named.
func (a *App) Twins(ctx context.Context, who access.Actor) ([]Twin, error) {
	_, rows, err := a.choose(ctx, who, ProjectFilter{})
	if err != nil {
		return nil, err
	}
	var twins []Twin
	seen := map[[2]string]bool{}
	pair := func(x, y *ProjectRow, by Match, like float64) {
		key := [2]string{min(x.Project.ID, y.Project.ID), max(x.Project.ID, y.Project.ID)}
		if len(twins) < maxTwins && x != y && !related(x.Project, y.Project) && !seen[key] {
			seen[key] = true
			twins = append(twins, Twin{x, y, by, like})
		}
	}
	firstWith(rows, func(r *ProjectRow) string { return r.Project.Code }, MatchCode, pair)
	sameName(rows, pair)
	return twins, nil
}

func nameKeyOf(r *ProjectRow) string { return lifecycle.NameKey(r.Project.Name, r.Project.Enterprise) }

// firstWith pairs each row with the first of the same key.
func firstWith(rows []*ProjectRow, key func(*ProjectRow) string, by Match, pair func(x, y *ProjectRow, by Match, like float64)) {
	first := map[string]*ProjectRow{}
	for _, r := range rows {
		k := key(r)
		if k == "" {
			continue
		}
		if elder, there := first[k]; there {
			pair(elder, r, by, 1)
			continue
		}
		first[k] = r
	}
}

// sameName pairs each row with the first of the same name whose firm may be its
// own: 标准厂房项目 of two firms are two projects.
func sameName(rows []*ProjectRow, pair func(x, y *ProjectRow, by Match, like float64)) {
	byName := map[string][]*ProjectRow{}
	for _, r := range rows {
		k := nameKeyOf(r)
		elders := byName[k]
		if i := slices.IndexFunc(elders, func(e *ProjectRow) bool { return !otherFirm(e.Project, r.Project) }); k != "" && i >= 0 {
			pair(elders[i], r, MatchName, 1)
			continue
		}
		byName[k] = append(elders, r)
	}
}

// otherFirm tells that both name a firm and the firms are two. A name that holds
// the other is its short or its full form.
func otherFirm(a, b *lifecycle.Project) bool {
	x, y := lifecycle.FirmKey(a.Enterprise), lifecycle.FirmKey(b.Enterprise)
	return x != "" && y != "" && !strings.Contains(x, y) && !strings.Contains(y, x)
}

// related tells that two projects are parent and phase, or phases of one parent.
func related(a, b *lifecycle.Project) bool {
	return a.Parent == b.ID || b.Parent == a.ID || a.Parent != "" && a.Parent == b.Parent
}
