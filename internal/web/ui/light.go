// Lights as words; their shapes are drawn by svg.

package ui

import (
	"context"
	"slices"

	"guatu/internal/signal"
)

// LightWord is a light in words: 正常, 关注, 滞后, 未填报, 暂停.
func LightWord(ctx context.Context, l signal.Light) string {
	switch l {
	case signal.Normal:
		return T(ctx, "正常")
	case signal.Watch:
		return T(ctx, "关注")
	case signal.Behind:
		return T(ctx, "滞后")
	case signal.Paused:
		return T(ctx, "暂停")
	}
	return T(ctx, "未填报")
}

// lightCode is the light's code in the style sheet; one nobody set is unreported.
func lightCode(l signal.Light) string {
	if slices.Contains(signal.Lights, l) {
		return string(l)
	}
	return string(signal.Unreported)
}
