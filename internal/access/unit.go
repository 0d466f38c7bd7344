package access

import (
	"cmp"
	"slices"

	"guatu/internal/fault"
)

// A UnitKind is what a unit is in the administration.
type UnitKind string

const (
	Province   UnitKind = "province"
	City       UnitKind = "city"
	County     UnitKind = "county"
	Park       UnitKind = "park" // 开发区, 园区: often without a division code
	Town       UnitKind = "town"
	Department UnitKind = "department" // 发改委, 资规局 …
	Company    UnitKind = "company"    // 平台公司: 小管委会+大平台公司
)

// UnitKinds are all kinds, from wide to narrow.
var UnitKinds = []UnitKind{Province, City, County, Park, Town, Department, Company}

// A Share is a parent of a unit and the part of its results that counts there,
// in hundredths of a per cent (10000 = all). Joint parks (共建园区) have two.
type Share struct {
	Parent string `json:"parent"`
	Share  int    `json:"share"`
}

// WholeShare is all of a unit's results.
const WholeShare = 10000

// A Unit is a place or body of the administration: a tree of any depth, in
// which a joint park hangs under two parents by shares, and a zone may span
// provinces (川渝高竹新区), which is why it has divisions in the plural.
type Unit struct {
	ID        string   `json:"id"`
	Version   int      `json:"version"`
	Name      string   `json:"name"`
	Short     string   `json:"short,omitempty"`
	Kind      UnitKind `json:"kind"`
	Parents   []Share  `json:"parents,omitempty"`   // empty for the root
	Divisions []string `json:"divisions,omitempty"` // GB/T 2260; a park may have none
	Order     int      `json:"order"`
	Closed    bool     `json:"closed,omitempty"` // merged or dissolved: kept for history
}

// Label is the short name, or the name.
func (u Unit) Label() string { return cmp.Or(u.Short, u.Name) }

// A Tree is a tenant's units with their order settled. It is immutable.
type Tree struct {
	units    []Unit
	index    map[string]int
	children map[string][]string
	root     string
}

// NewTree settles units into a tree: one root, parents that exist, no circle,
// shares that add up. All mistakes are reported.
func NewTree(units []Unit) (*Tree, error) {
	t := &Tree{units: slices.Clone(units), index: map[string]int{}, children: map[string][]string{}}
	slices.SortFunc(t.units, func(a, b Unit) int { return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID)) })
	var wrong fault.List
	for i, u := range t.units {
		_, twice := t.index[u.ID]
		wrong.Check(!twice && u.ID != "", "id", "unit.id_twice", "id", u.ID)
		t.index[u.ID] = i
	}
	for _, u := range t.units {
		t.hang(u, &wrong)
	}
	for _, u := range t.units {
		wrong.Check(!t.circles(u.ID), "parents", "unit.circle", "name", u.Name)
	}
	return t, wrong.Err()
}

// hang puts a unit under its parents and checks that it may hang there.
func (t *Tree) hang(u Unit, wrong *fault.List) {
	if len(u.Parents) == 0 {
		wrong.Check(t.root == "", "parents", "unit.two_roots", "name", u.Name)
		t.root = u.ID
		return
	}
	sum := 0
	for _, p := range u.Parents {
		_, there := t.index[p.Parent]
		wrong.Check(there, "parents", "unit.no_parent", "name", u.Name, "parent", p.Parent)
		wrong.Check(p.Share > 0, "parents", "unit.share", "name", u.Name)
		t.children[p.Parent] = append(t.children[p.Parent], u.ID)
		sum += p.Share
	}
	wrong.Check(sum == WholeShare, "parents", "unit.shares_sum", "name", u.Name, "sum", sum)
}

// circles tells whether a unit is above itself.
func (t *Tree) circles(id string) bool {
	seen := map[string]bool{}
	var above func(string) bool
	above = func(at string) bool {
		i, ok := t.index[at]
		if !ok || seen[at] {
			return false
		}
		seen[at] = true
		return slices.ContainsFunc(t.units[i].Parents, func(p Share) bool { return p.Parent == id || above(p.Parent) })
	}
	return above(id)
}

// Unit finds a unit.
func (t *Tree) Unit(id string) (Unit, bool) {
	i, ok := t.index[id]
	if !ok {
		return Unit{}, false
	}
	return t.units[i], true
}

// Name is the unit's short label, or the identifier of one that is not there.
func (t *Tree) Name(id string) string {
	u, ok := t.Unit(id)
	if !ok {
		return id
	}
	return u.Label()
}

// Root is the top unit's identifier.
func (t *Tree) Root() string { return t.root }

// Top is the unit whose campaign another belongs to: the city above it, or itself
// where it is one; where there is none, the root. A root that only holds several
// cities together recognises nothing of theirs.
func (t *Tree) Top(id string) string {
	for at := id; ; {
		u, ok := t.Unit(at)
		if ok && u.Kind == City {
			return at
		}
		if !ok || len(u.Parents) == 0 {
			return t.root
		}
		at = u.Parents[0].Parent
	}
}

// Units are all units in order; the list is the tree's own, not to be changed.
func (t *Tree) Units() []Unit { return t.units }

// Children are the identifiers of the units directly under one, in order.
func (t *Tree) Children(id string) []string { return t.children[id] }

// Below is a unit and everything under it, by any parent.
func (t *Tree) Below(id string) map[string]bool {
	all := map[string]bool{}
	if _, ok := t.index[id]; !ok {
		return all
	}
	queue := []string{id}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		if !all[at] {
			all[at] = true
			queue = append(queue, t.children[at]...)
		}
	}
	return all
}

// ShareOf is the part of a unit's results that counts for an ancestor, along
// every path, in hundredths of a per cent.
func (t *Tree) ShareOf(unit, ancestor string) int {
	if unit == ancestor {
		return WholeShare
	}
	u, ok := t.Unit(unit)
	if !ok {
		return 0
	}
	sum := 0
	for _, p := range u.Parents {
		sum += p.Share * t.ShareOf(p.Parent, ancestor) / WholeShare
	}
	return sum
}
