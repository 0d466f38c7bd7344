// Class names that depend on data.

package ui

import (
	"context"
	"strconv"

	"github.com/a-h/templ"
)

// columnClass is the class of a Span; an odd span takes the whole width.
func columnClass(span int) string {
	if span < 3 || span > 9 {
		span = 12
	}
	return "c" + strconv.Itoa(span)
}

// idAttr gives an element an id only when it has one.
func idAttr(id string) templ.Attributes {
	if id == "" {
		return nil
	}
	return templ.Attributes{"id": id}
}

// clockClass is the class of a clock by its tone.
func clockClass(tone string) string {
	if tone == "" {
		return ""
	}
	return "clock-" + tone
}

// pollAttrs make htmx ask for the part anew every two seconds.
func pollAttrs(ctx context.Context, url string) templ.Attributes {
	if url == "" {
		return nil
	}
	return templ.Attributes{"hx-get": URL(ctx, url), "hx-trigger": "every 2s", "hx-swap": "outerHTML"}
}
