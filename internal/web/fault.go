package web

import (
	"context"
	"net/http"

	"guatu/internal/web/ui"
)

// faultTitle is the headline of a fault's page.
func faultTitle(ctx context.Context, status int) string {
	switch status {
	case http.StatusNotFound:
		return ui.T(ctx, "没有找到")
	case http.StatusForbidden:
		return ui.T(ctx, "没有权限")
	case http.StatusUnauthorized:
		return ui.T(ctx, "请先登录")
	case http.StatusConflict:
		return ui.T(ctx, "别人刚刚改过")
	case http.StatusUnprocessableEntity:
		return ui.T(ctx, "填写有误")
	case http.StatusRequestEntityTooLarge:
		return ui.T(ctx, "内容太大")
	}
	return ui.T(ctx, "系统出了问题")
}
