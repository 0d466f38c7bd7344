// Attributes of a table's parts that are written only when they say something.

package ui

import (
	"context"

	"github.com/a-h/templ"
)

// sortAttr says which way a column is sorted, for screen readers and the style.
func sortAttr(c Column) templ.Attributes {
	switch c.Sorted {
	case "asc":
		return templ.Attributes{"aria-sort": "ascending"}
	case "desc":
		return templ.Attributes{"aria-sort": "descending"}
	}
	return nil
}

// hrefAttr is where Enter leads from this row.
func hrefAttr(ctx context.Context, r Row) templ.Attributes {
	if r.Href == "" {
		return nil
	}
	return templ.Attributes{"data-href": URL(ctx, r.Href)}
}

// cellAttrs are a cell's class, tip and, for cards, its heading.
func cellAttrs(t TableData, i int, c Cell) templ.Attributes {
	a := templ.Attributes{}
	if class := t.cellClass(i, c); class != "" {
		a["class"] = class
	}
	if c.Title != "" {
		a["title"] = c.Title
	}
	if t.Cards {
		a["data-label"] = t.label(i)
	}
	return a
}
