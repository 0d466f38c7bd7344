// Ledgers go out as files: what a filter shows, in the layout the unit sent, or
// the standard one.

package api

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"guatu/internal/app"
	"guatu/internal/sheet"
)

const workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// exportAsk is the filter of the table of projects, and in which layout.
type exportAsk struct {
	app.ProjectFilter
	Layout string `query:"layout" enum:"own,standard"`
}

// download is a file as it is being written.
type download struct {
	Kind        string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        func(huma.Context)
}

// ledgerOut registers the export of the rows of a filter.
func ledgerOut(a *app.App) binder {
	return func(api huma.API, op huma.Operation) {
		op.Responses = map[string]*huma.Response{"200": {Content: map[string]*huma.MediaType{workbook: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}}
		formOf(reflect.TypeFor[exportAsk](), &op, api.OpenAPI().Components.Schemas)
		huma.Register(api, op, func(ctx context.Context, in *asked[exportAsk]) (*download, error) {
			given, err := a.LedgerGive(ctx, actorOf(ctx), in.In.ProjectFilter, in.In.Layout != "standard")
			if err != nil {
				return nil, callOf(ctx).problem(ctx, err)
			}
			layout := sheet.StandardLayout("亿元", given.Year)
			if given.Layout != nil {
				layout = *given.Layout
			}
			return &download{workbook, "attachment; filename*=UTF-8''" + url.PathEscape(cmp.Or(layout.Title, "台账")+".xlsx"), written(layout, given)}, nil
		})
	}
}

// written streams the file. Its rows are at hand, so what fails is the way to the
// reader, who finds the file broken.
func written(layout app.LedgerLayout, given *app.LedgerGiven) func(huma.Context) {
	return func(ctx huma.Context) {
		c := callOf(ctx.Context())
		ctx.SetStatus(http.StatusOK)
		if err := sheet.WriteLedger(ctx.BodyWriter(), layout, given.Each); err != nil {
			c.api.opt.Log.Warn("api", "request", c.id, "operation", c.operation(), "error", err)
		}
	}
}
