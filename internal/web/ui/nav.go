// Small questions the frame asks.

package ui

import "slices"

// anyCurrent tells that one of the links is being looked at: then the list it
// stands in is shown open.
func anyCurrent(links []Link) bool {
	return slices.ContainsFunc(links, func(l Link) bool { return l.Current })
}

// kindClass is the class of a button by its kind: "" plain, "main", "bad",
// "quiet", "small".
func kindClass(kind string) string {
	if kind == "" {
		return ""
	}
	return "button-" + kind
}
