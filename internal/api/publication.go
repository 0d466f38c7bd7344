package api

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/app"
)

// Results on their way to the public, and the warnings that follow.

func publicationRows(a *app.App) []operation {
	return []operation{
		{"GET /publications", "publications", access.ReadPublication, "列出考核结果及其办理情况", query(a.Publications)},
		{"GET /publications/{id}", "publication", access.ReadPublication, "查看一份考核结果：方案、数据、结果、异议和办理过程", query(func(ctx context.Context, who access.Actor, in shownAt) (*app.PublicationPage, error) {
			return a.Publication(ctx, who, in.ID, in.Moment)
		})},
		{"POST /publications", "publication_draft", access.KeepPublication, "按方案和数据起草考核结果，三者一并固定", maker(a.PublicationDraft)},
		{"PUT /publications/{id}/draft", "publication_redraft", access.KeepPublication, "退回以后重新起草", command(a.PublicationRedraft)},
		{"POST /publications/{id}/steps", "publication_move", access.KeepPublication, "复核、退回、公示、归档或撤回", command(a.PublicationMove)},
		{"POST /publications/{id}/objections", "publication_object", access.ObjectPublication, "被考核单位在公示期内提出异议", command(a.PublicationObject)},
		{"POST /publications/{id}/answers", "publication_answer", access.KeepPublication, "答复一条异议", command(a.PublicationAnswer)},
		{"POST /publications/{id}/approve", "publication_approve", access.ApprovePublication, "审定：异议全部答复以后，由起草、复核以外的人办理", command(a.PublicationApprove)},
		{"POST /publications/{id}/publish", "publication_publish", access.KeepPublication, "发布：更正的同时替换原结果，黑榜单位同时收到督办单", command(a.PublicationPublish)},
		{"GET /warnings", "warnings", access.ReadPublication, "列出督办单及其等级和期限", query(a.Warnings)},
		{"GET /warnings/{id}", "warning", access.ReadPublication, "查看一份督办单：等级、期限、整改方案和办理过程", query(func(ctx context.Context, who access.Actor, in shownAt) (*app.WarningPage, error) {
			return a.Warning(ctx, who, in.ID, in.Moment)
		})},
		{"POST /warnings", "warning_issue", access.KeepWarning, "发出督办单", maker(a.WarningIssue)},
		{"POST /warnings/{id}/plan", "warning_answer", access.AnswerWarning, "报送整改方案和完成日期", command(a.WarningAnswer)},
		{"POST /warnings/{id}/decide", "warning_decide", access.KeepWarning, "同意或退回方案，或销号", command(a.WarningDecide)},
	}
}
