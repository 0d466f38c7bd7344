// Files of the provincial online platform: what happened to approvals, in and out.
// docs/platform.md describes them.

package api

import (
	"context"
	"net/http"
	"net/url"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/platform"
)

func platformRows(a *app.App) []operation {
	return []operation{
		{"POST /approvals/platform/preview", "platform_preview", access.ImportLedger, "预览在线审批监管平台的文件（JSON 或 CSV）：哪些是新的、已有的、不收的，不保存", platformIn(func(ctx context.Context, who access.Actor, in app.PlatformTake) (string, *app.PlatformDiff, error) {
			diff, err := a.PlatformPreview(ctx, who, in)
			return "", diff, err
		})},
		{"POST /approvals/platform", "platform_take", access.ImportLedger, "收入平台文件里新的审批记录；一个项目要么收全，要么不收；可按导入编号整批撤销", platformIn(a.PlatformTake)},
		{"GET /approvals/platform.csv", "platform_csv", access.ExportLedger, "审批记录导出成平台文件（CSV），条件与查询项目相同", platformOut(a, platform.CSV, "text/csv; charset=utf-8")},
		{"GET /approvals/platform.json", "platform_json", access.ExportLedger, "审批记录导出成平台文件（JSON），条件与查询项目相同", platformOut(a, platform.JSON, "application/json")},
	}
}

// platformForm is the form of a file.
type platformForm struct {
	File   huma.FormFile `form:"file" contentType:"application/octet-stream" required:"true" doc:"平台文件，JSON 或 CSV"`
	Expect string        `form:"expect" required:"false" doc:"预览所得的 digest；其后数据有变则不收"`
}

type platformSent struct {
	RawBody huma.MultipartFormFiles[platformForm]
}

// exchanged is what a file brings, or has brought.
type exchanged struct {
	Cause    string          `json:"cause,omitempty" doc:"导入编号，用于撤销；预览和没有新记录时为空"`
	File     string          `json:"file" doc:"文件名"`
	New      int             `json:"new" doc:"新的记录"`
	Known    int             `json:"known" doc:"已有的记录"`
	Refused  int             `json:"refused" doc:"不收的记录"`
	Projects int             `json:"projects" doc:"有新记录的项目"`
	More     int             `json:"more,omitempty" doc:"没有列出的错误"`
	Digest   string          `json:"digest" doc:"变化的校验值"`
	Lines    []exchangedLine `json:"lines" doc:"逐条"`
}

// exchangedLine is one record with why it is refused, in words.
type exchangedLine struct {
	Line     int      `json:"line" doc:"文件中的行号"`
	State    string   `json:"state" enum:"new,known,refused" doc:"新的、已有的、不收的"`
	Code     string   `json:"project_code,omitempty" doc:"项目代码"`
	Project  string   `json:"project,omitempty" doc:"项目编号"`
	Name     string   `json:"name,omitempty" doc:"项目名称"`
	Item     string   `json:"item,omitempty" doc:"事项"`
	Kind     string   `json:"kind,omitempty" doc:"环节"`
	On       string   `json:"on,omitempty" doc:"日期"`
	Why      string   `json:"why,omitempty" doc:"不收的原因编码"`
	Sentence []string `json:"sentences,omitempty" doc:"不收的原因和办法"`
}

// platformIn registers an operation on a file of the platform.
func platformIn(do func(context.Context, access.Actor, app.PlatformTake) (string, *app.PlatformDiff, error)) binder {
	return func(api huma.API, op huma.Operation) {
		op.MaxBodyBytes, op.BodyReadTimeout, op.DefaultStatus = maxFile, fileTime, http.StatusOK
		op.Middlewares = huma.Middlewares{callersTurn, receive}
		huma.Register(api, op, func(ctx context.Context, in *platformSent) (*answer[exchanged], error) {
			form := in.RawBody.Data()
			defer func() { callOf(ctx).kept("closing", form.File.Close()) }()
			end, err := callOf(ctx).api.turns.read(ctx)
			if err != nil {
				return nil, callOf(ctx).problem(ctx, err)
			}
			defer end()
			take := app.PlatformTake{Name: form.File.Filename, Expect: form.Expect}
			if take.File, err = platform.Read(form.File); err != nil {
				return nil, callOf(ctx).problem(ctx, err)
			}
			cause, diff, err := do(ctx, actorOf(ctx), take)
			if err != nil {
				return nil, callOf(ctx).problem(ctx, err)
			}
			return &answer[exchanged]{exchangedOf(callOf(ctx).lang, cause, diff)}, nil
		})
	}
}

// exchangedOf puts a difference into words.
func exchangedOf(lang glossary.Lang, cause string, d *app.PlatformDiff) exchanged {
	out := exchanged{Cause: cause, File: d.File, New: d.New, Known: d.Known, Refused: d.Refused, Projects: d.Projects, More: d.More, Digest: d.Digest, Lines: []exchangedLine{}}
	for i := range d.Lines {
		l := &d.Lines[i]
		line := exchangedLine{Line: l.At, State: l.State, Code: l.Project, Project: l.ID, Name: l.Name, Item: l.Item, Kind: string(l.Kind), On: l.On.String(), Why: l.Code}
		if e, ok := fault.As(l.Why); ok {
			line.Sentence = glossary.Sentence(lang, e)
		}
		out.Lines = append(out.Lines, line)
	}
	return out
}

// platformOut registers the export in a form. What cannot be written is told before
// the first byte.
func platformOut(a *app.App, form platform.Form, kind string) binder {
	return func(api huma.API, op huma.Operation) {
		op.Responses = map[string]*huma.Response{"200": {Content: map[string]*huma.MediaType{kind: {Schema: &huma.Schema{Type: huma.TypeString}}}}}
		formOf(reflect.TypeFor[app.ProjectFilter](), &op, api.OpenAPI().Components.Schemas)
		huma.Register(api, op, func(ctx context.Context, in *asked[app.ProjectFilter]) (*download, error) {
			records, err := a.PlatformFile(ctx, actorOf(ctx), in.In)
			if err != nil {
				return nil, callOf(ctx).problem(ctx, err)
			}
			return &download{kind, "attachment; filename*=UTF-8''" + url.PathEscape("审批记录."+string(form)), func(ctx huma.Context) {
				c := callOf(ctx.Context())
				ctx.SetStatus(http.StatusOK)
				if err := platform.Write(ctx.BodyWriter(), form, records); err != nil {
					c.api.opt.Log.Warn("api", "request", c.id, "operation", c.operation(), "error", err)
				}
			}}, nil
		})
	}
}
