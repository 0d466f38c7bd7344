// Small values that several components share.

package ui

import (
	"cmp"
	"net/url"
	"slices"
)

// A Pair is a name and a value of a form.
type Pair struct{ Name, Value string }

// pairs lists the parameters of an address in the order of their names.
func pairs(q url.Values) []Pair {
	var list []Pair
	for name, values := range q {
		for _, v := range values {
			list = append(list, Pair{name, v})
		}
	}
	slices.SortFunc(list, func(a, b Pair) int {
		if a.Name != b.Name {
			return cmp.Compare(a.Name, b.Name)
		}
		return cmp.Compare(a.Value, b.Value)
	})
	return list
}

// A Link is a word and where it leads. Current marks the one being looked at;
// Count, when not empty, stands beside it; Icon is a name of Icon.
type Link struct {
	Label, Href, Icon, Count string
	Current                  bool
}

// An Option is one value of a choice. Those with one Group after another stand
// under its name.
type Option struct {
	Value, Label, Hint string
	Group              string
	Chosen             bool
}

// An optionGroup is options that stand under one name; "" under none.
type optionGroup struct {
	Name string
	List []Option
}

// grouped cuts options where their group changes.
func grouped(list []Option) (groups []optionGroup) {
	for i, o := range list {
		if i == 0 || o.Group != list[i-1].Group {
			groups = append(groups, optionGroup{Name: o.Group})
		}
		g := &groups[len(groups)-1]
		g.List = append(g.List, o)
	}
	return groups
}
