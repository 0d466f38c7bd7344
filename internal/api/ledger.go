// Ledgers come in as files: multipart, read by sheet, handed to the use cases.

package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/sheet"
	"guatu/internal/workday"
)

func ledgerRows(a *app.App) []operation {
	return []operation{
		{"POST /ledgers/preview", "ledger_preview", access.ImportLedger, "预览台账：会新增、修改什么，不保存", upload(a, a.LedgerPreview)},
		{"POST /ledgers/import", "ledger_import", access.ImportLedger, "导入台账，整份成功或整份不变", upload(a, importOf(a))},
		{"GET /ledgers/imports", "imports", access.ImportLedger, "查看导入记录", all(a.Imports)},
		{"POST /ledgers/imports/{id}/undo", "ledger_undo", access.UndoImport, "整份撤销一次导入", ending(a.LedgerUndo)},
		{"GET /ledgers/export.xlsx", "ledger_export", access.ExportLedger, "导出台账：条件与查询项目相同，版式为单位报送的或标准的", ledgerOut(a)},
		{"GET /ledgers/layout", "ledger_layout", "", "某单位上次报送的台账版式", query(with(unitAsk.unit, a.LedgerLayout))},
		{"GET /ledgers/mappings", "ledger_mappings", "", "某单位人工对应过的列", query(with(unitAsk.unit, a.LedgerMappings))},
		{"PUT /ledgers/mappings", "ledger_map", access.ImportLedger, "记住列与字段的对应", command(a.LedgerMap)},
	}
}

// uploadForm is the form of a ledger.
type uploadForm struct {
	File    huma.FormFile `form:"file" contentType:"application/octet-stream" required:"true" doc:"台账文件，.xlsx 或 .csv"`
	Unit    string        `form:"unit" required:"true" doc:"报送单位编号"`
	Month   string        `form:"month" required:"false" doc:"数据截至月份，如 2026-03；默认上月"`
	Year    int           `form:"year" required:"false" doc:"台账年度，文件中看不出时填写"`
	Choices string        `form:"choices" required:"false" doc:"疑似重复的行怎样处理，JSON：{\"工作表!行\": \"new\" | \"skip\" | 项目编号}"`
	Expect  string        `form:"expect" required:"false" doc:"预览所得的 digest；其后数据有变则不导入"`
}

// uploaded is a request with a ledger.
type uploaded struct {
	RawBody huma.MultipartFormFiles[uploadForm]
}

// imported is what an import did; cause undoes it.
type imported struct {
	Cause string          `json:"cause" doc:"导入编号，用于撤销；没有变化时为空"`
	Diff  *app.LedgerDiff `json:"diff" doc:"变化"`
}

func importOf(a *app.App) func(context.Context, access.Actor, app.LedgerImport) (imported, error) {
	return func(ctx context.Context, who access.Actor, in app.LedgerImport) (imported, error) {
		cause, diff, err := a.LedgerImport(ctx, who, in)
		return imported{cause, diff}, err
	}
}

// upload registers an operation on a ledger: a few at a time come in, and two are
// read at once.
func upload[V any](a *app.App, do func(context.Context, access.Actor, app.LedgerImport) (V, error)) binder {
	return func(api huma.API, op huma.Operation) {
		op.MaxBodyBytes, op.BodyReadTimeout, op.DefaultStatus = maxFile, fileTime, http.StatusOK
		op.Middlewares = huma.Middlewares{callersTurn, receive}
		huma.Register(api, op, func(ctx context.Context, in *uploaded) (*answer[V], error) {
			defer func() { callOf(ctx).kept("closing", in.RawBody.Data().File.Close()) }()
			end, err := callOf(ctx).api.turns.read(ctx)
			if err != nil {
				return nil, callOf(ctx).problem(ctx, err)
			}
			defer end()
			ledger, err := ledgerOf(ctx, a, in.RawBody.Data())
			if err != nil {
				return nil, callOf(ctx).problem(ctx, err)
			}
			return answered(ctx, ledger, do)
		})
	}
}

// kept logs what could not be let go of.
func (c *call) kept(what string, err error) {
	if err != nil {
		c.api.opt.Log.Warn("api", "request", c.id, "operation", c.operation(), "what", what, "error", err)
	}
}

// receive reads the form within its bound: huma would read one of any length.
func receive(ctx huma.Context, next func(huma.Context)) {
	c := callOf(ctx.Context())
	r, w := humago.Unwrap(ctx)
	r.Body = http.MaxBytesReader(w, r.Body, maxFile)
	err := r.ParseMultipartForm(humago.MultipartMaxMemory)
	defer func() { // also of forms that are refused
		if r.MultipartForm != nil {
			c.kept("removing", r.MultipartForm.RemoveAll())
		}
	}()
	var over *http.MaxBytesError
	switch {
	case errors.As(err, &over):
		c.plain(http.StatusRequestEntityTooLarge, fault.TooLarge, "request.body_large").write(ctx)
	case err != nil:
		c.plain(http.StatusBadRequest, fault.Invalid, "request.no_file").write(ctx)
	default:
		next(ctx)
	}
}

// ledgerOf reads the file with what its unit taught us of its columns.
func ledgerOf(ctx context.Context, a *app.App, form *uploadForm) (in app.LedgerImport, err error) {
	in = app.LedgerImport{Unit: form.Unit, Expect: form.Expect}
	if in.Month, err = workday.ParseWhen(form.Month); err != nil {
		return in, fault.New(fault.Invalid, "figure.month").At("month")
	}
	if form.Choices != "" {
		if err := json.Unmarshal([]byte(form.Choices), &in.Choices); err != nil {
			return in, fault.New(fault.Invalid, "ledger.choice", "row", form.Choices).At("choices")
		}
	}
	mapping, err := a.LedgerMappings(ctx, actorOf(ctx), form.Unit)
	if err != nil {
		return in, err
	}
	words, err := a.LedgerWords(ctx, actorOf(ctx))
	if err != nil {
		return in, err
	}
	in.File, err = sheet.Read(form.File.Filename, form.File, form.File.Size, sheet.Options{Today: a.Today(), Year: form.Year, Mapping: mapping, Approvals: words})
	return in, err
}
