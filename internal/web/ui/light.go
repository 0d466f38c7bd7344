// Lights as words; their shapes are drawn by svg.

package ui

import (
	"context"

	"guatu/internal/web/svg"
)

// LightWord is a light in words: 正常, 关注, 滞后, 未填报, 暂停.
func LightWord(ctx context.Context, l svg.Light) string {
	switch l {
	case svg.Normal:
		return T(ctx, "正常")
	case svg.Watch:
		return T(ctx, "关注")
	case svg.Behind:
		return T(ctx, "滞后")
	case svg.Paused:
		return T(ctx, "暂停")
	}
	return T(ctx, "未填报")
}
