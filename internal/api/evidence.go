// Evidence and its files: in by pieces, out with ranges.

package api

import (
	"bytes"
	"context"
	"net/http"
	"reflect"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"guatu/internal/access"
	"guatu/internal/app"
)

// maxPiece is how much of a file one call may bring, in bytes.
const maxPiece = 8 << 20

func evidenceRows(a *app.App) []operation {
	const keep, read = access.KeepEvidence, access.ReadProjects
	return []operation{
		{"GET /evidence", "certificates", read, "按文号、持证单位等查找佐证材料", query(a.Certificates)},
		{"GET /projects/{id}/evidence", "materials", read, "查看项目的佐证材料、文件及照片疑点，下一阶段还缺什么", query(func(ctx context.Context, who access.Actor, in shownAt) (*app.Materials, error) {
			return a.Materials(ctx, who, in.ID, in.Moment)
		})},
		{"POST /projects/{id}/evidence", "evidence_add", keep, "登记一份佐证材料；同类同号的已有一份时返回 409", maker(a.EvidenceKeep)},
		{"PUT /projects/{id}/evidence/{evidence}", "evidence_keep", keep, "更正一份佐证材料（带上读到的 version）", maker(a.EvidenceKeep)},
		{"POST /projects/{id}/evidence/{evidence}/drop", "evidence_drop", keep, "作废一份佐证材料，记录和文件保留", command(a.EvidenceDrop)},
		{"POST /projects/{id}/uploads", "upload_begin", keep, "开始上传一个文件；同一 client 再次调用得到同一次上传", giving(a.UploadBegin)},
		{"GET /projects/{id}/uploads/{upload}", "upload_state", keep, "查询上传到了哪里", query(a.UploadState)},
		{"PUT /projects/{id}/uploads/{upload}", "upload_append", keep, "从 offset 处续传一段（不超过 8 MB）；接不上时返回 409，Upload-Offset 为应接的位置", pieceOf(a)},
		{"POST /projects/{id}/uploads/{upload}/finish", "upload_finish", keep, "传完：归入一份材料，或（给出 kind）新登记一份；重复调用结果相同", giving(a.UploadFinish)},
		{"GET /projects/{id}/evidence/{evidence}/files/{hash}", "evidence_file", read, "下载或查看一个文件，可只取一部分（Range）", fileOut(a.EvidenceFile)},
		{"GET /projects/{id}/evidence/{evidence}/files/{hash}/view", "evidence_view", read, "查看照片的缩略图（JPEG）", fileOut(a.EvidenceView)},
	}
}

// pieceAsk is where a piece belongs.
type pieceAsk struct {
	app.UploadAsk
	Offset int64 `json:"-" query:"offset" minimum:"0"`
}

// piece is a request with bytes of a file.
type piece struct {
	asked[pieceAsk]
	RawBody []byte `contentType:"application/octet-stream"`
}

// sent says where to go on.
type sent struct {
	Offset string `header:"Upload-Offset" doc:"已收到的字节数，下一段从这里开始"`
	Body   *app.Upload
}

// pieceOf registers the call that brings a piece: a few at a time come in.
func pieceOf(a *app.App) binder {
	return func(api huma.API, op huma.Operation) {
		op.MaxBodyBytes, op.BodyReadTimeout = maxPiece, fileTime
		op.Middlewares = huma.Middlewares{callersTurn}
		formOf(reflect.TypeFor[pieceAsk](), &op, api.OpenAPI().Components.Schemas)
		huma.Register(api, op, func(ctx context.Context, in *piece) (*sent, error) {
			now, err := a.UploadAppend(ctx, actorOf(ctx), app.UploadAppend{UploadAsk: in.In.UploadAsk, Offset: in.In.Offset}, bytes.NewReader(in.RawBody))
			if err == nil {
				return &sent{strconv.FormatInt(now.Offset, 10), now}, nil
			}
			p := callOf(ctx).problem(ctx, err)
			if now == nil {
				return nil, p
			}
			return nil, huma.ErrorWithHeaders(p, http.Header{"Upload-Offset": {strconv.FormatInt(now.Offset, 10)}})
		})
	}
}

// fileAsk is which file, and whether to keep it rather than look at it.
type fileAsk struct {
	app.EvidenceFile
	Download bool `json:"-" query:"download"`
}

// file is one on its way to the reader.
type file struct {
	Body func(huma.Context)
}

// fileOut registers the sending of a file, as app says it is to be sent.
func fileOut(open func(context.Context, access.Actor, app.EvidenceFile) (*app.GivenFile, error)) binder {
	return func(api huma.API, op huma.Operation) {
		op.Responses = map[string]*huma.Response{"200": {Content: map[string]*huma.MediaType{"application/octet-stream": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}}
		formOf(reflect.TypeFor[fileAsk](), &op, api.OpenAPI().Components.Schemas)
		huma.Register(api, op, func(ctx context.Context, in *asked[fileAsk]) (*file, error) {
			given, err := open(ctx, actorOf(ctx), in.In.EvidenceFile)
			if err != nil {
				return nil, callOf(ctx).problem(ctx, err)
			}
			headers, err := given.Headers(in.In.Download)
			if err != nil {
				callOf(ctx).kept("closing", given.Content.Close())
				return nil, callOf(ctx).problem(ctx, err)
			}
			return &file{func(ctx huma.Context) { give(ctx, given, headers) }}, nil
		})
	}
}

// give sends a file, or the part that was asked for.
func give(ctx huma.Context, given *app.GivenFile, headers map[string]string) {
	defer func() { callOf(ctx.Context()).kept("closing", given.Content.Close()) }()
	r, w := humago.Unwrap(ctx)
	for name, value := range headers {
		w.Header().Set(name, value)
	}
	http.ServeContent(w, r, "", time.Time{}, given.Content)
}
