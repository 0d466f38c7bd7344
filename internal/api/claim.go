// Recognition: claims to stages and what is done about them.

package api

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/lifecycle"
)

func claimRows(a *app.App) []operation {
	return []operation{
		{"GET /claims", "claims", access.ReadProjects, "查询认定申报：待认定、待核查、被退回、已认定", query(a.Claims)},
		{"GET /claims/{id}", "claim", access.ReadProjects, "查看一件认定申报：材料、核查、办理过程、还缺什么、本人可办什么", query(func(ctx context.Context, who access.Actor, in shownAt) (*app.ClaimPage, error) {
			return a.Claim(ctx, who, in.ID, in.Moment)
		})},
		{"GET /claims/{id}/effect", "claim_effect", access.ReadProjects, "试算：认定或撤销后，往月认定数怎样变", query(a.ClaimEffect)},
		{"GET /projects/{id}/claim", "claim_form", access.ReadProjects, "申报一个阶段需要什么、已有什么", query(func(ctx context.Context, who access.Actor, in stageAsk) (*app.ClaimForm, error) {
			return a.ClaimForm(ctx, who, in.ID, in.Stage)
		})},
		{"GET /projects/{id}/claims", "project_claims", access.ReadProjects, "一个项目的各次申报", query(func(ctx context.Context, who access.Actor, in shownAt) ([]app.ClaimRow, error) {
			return a.ProjectClaims(ctx, who, in.ID, in.Moment)
		})},
		{"GET /claims/candidates", "claim_candidates", access.ReadProjects, "哪些项目可以申报某个阶段，哪些存量可以认定", query(a.ClaimCandidates)},
		{"POST /projects/{id}/claims", "claim_declare", access.DeclareStage, "申报认定一个阶段；被退回的再次申报也用它", maker(a.ClaimDeclare)},
		{"POST /claims", "claims_declare", access.DeclareStage, "批量申报（三个一批），全部成功或全部不变", maker(a.ClaimsDeclare)},
		{"POST /claims/{id}/check", "claim_check", access.CheckClaim, "部门核查：同意或不同意", command(a.ClaimCheck)},
		{"POST /claims/{id}/recognise", "claim_recognise", access.RecogniseStage, "认定，可另定日期", command(a.ClaimRecognise)},
		{"POST /claims/recognise", "claims_recognise", access.RecogniseStage, "批量认定，全部成功或全部不变", command(a.ClaimsRecognise)},
		{"POST /claims/{id}/send-back", "claim_send_back", access.RecogniseStage, "退回，须有理由", command(a.ClaimSendBack)},
		{"POST /claims/{id}/take-back", "claim_take_back", access.DeclareStage, "申报单位撤回", command(a.ClaimTakeBack)},
		{"POST /claims/{id}/dispute", "claim_dispute", access.DeclareStage, "申报单位对决定提出异议", command(a.ClaimDispute)},
		{"POST /claims/{id}/uphold", "claim_uphold", access.RecogniseStage, "答复异议：维持原决定", command(a.ClaimUphold)},
		{"POST /claims/{id}/revoke", "claim_revoke", access.RecogniseStage, "撤销认定；撤销退出认定即恢复项目", command(a.ClaimRevoke)},
		{"POST /claims/stock", "stock_recognise", access.RecogniseStage, "存量认定：台账早已记载的阶段一次认定", giving(func(ctx context.Context, who access.Actor, in app.StockRecognise) (counted, error) {
			n, err := a.StockRecognise(ctx, who, in)
			return counted{n}, err
		})},
	}
}

// stageAsk names one stage of a project.
type stageAsk struct {
	ID    string          `json:"-" path:"id"`
	Stage lifecycle.Stage `json:"stage,omitempty" query:"stage"`
}

// counted says how many were done.
type counted struct {
	Count int `json:"count"`
}
