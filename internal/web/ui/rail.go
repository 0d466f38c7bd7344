// The words and classes of a stage on a rail.

package ui

import (
	"context"

	"guatu/internal/web/svg"
)

// railClass is how a stage of the rail looks.
func railClass(s svg.Step) string {
	class := "rail-ahead"
	switch {
	case s.Recognised:
		class = "rail-recognised"
	case s.Declared:
		class = "rail-declared"
	}
	if s.Now {
		class += " rail-now"
	}
	return class
}

// railState says the mark in a word, for screen readers.
func railState(ctx context.Context, s svg.Step) string {
	switch {
	case s.Recognised:
		return T(ctx, "已认定")
	case s.Declared:
		return T(ctx, "已申报，未认定")
	}
	return T(ctx, "未到")
}
