// Schemes of assessment, what is typed in for them, and what they come to.

package api

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/score"
	"guatu/internal/workday"
)

// assessedUnit is the input of one unit's sheet.
type assessedUnit struct {
	Scheme string       `json:"-" path:"id"`
	Unit   string       `json:"-" path:"unit"`
	Period workday.When `json:"-" query:"period"`
	app.Moment
}

// entered tells how many values were new or changed.
type entered struct {
	Changed int `json:"changed" doc:"新填或更正的项数"`
}

// packText is a shipped pack.
type packText struct {
	Name string `json:"name"`
	Body string `json:"body"`
}

func schemeRows(a *app.App) []operation {
	return []operation{
		{"GET /schemes", "schemes", access.ReadScheme, "列出考核办法", query(a.Schemes)},
		{"GET /schemes/{id}", "scheme", access.ReadScheme, "查看一个考核办法：历次版本、评分方案、数据来源、被考核单位", query(a.Scheme)},
		{"POST /schemes", "scheme_add", access.KeepScheme, "新增考核办法", maker(a.SchemeSave)},
		{"PUT /schemes/{id}", "scheme_save", access.KeepScheme, "修改考核办法的名称，或者发布、订正一个版本（带上读到的 version）", maker(a.SchemeSave)},
		{"POST /schemes/trial", "scheme_try", access.KeepScheme, "试算一个版本，不保存：与现行版本逐单位、逐项比较", giving(func(ctx context.Context, who access.Actor, in app.SchemeTry) (*app.SchemeTrial, error) {
			return a.SchemeTry(ctx, who, in)
		})},
		{"GET /schemes/{id}/entries", "entries", access.ReadScheme, "查看考核填报：各单位已填和未填的项目", query(a.Entries)},
		{"POST /schemes/{id}/entries", "entries_save", access.GiveEntry, "填报或更正，整份成功或整份不变", giving(func(ctx context.Context, who access.Actor, in app.EntriesSave) (entered, error) {
			n, err := a.EntriesSave(ctx, who, in)
			return entered{n}, err
		})},
		{"GET /assessments", "assessments", access.ReadScheme, "各考核办法最近一期的结果：本单位的名次、各组首位、榜单", query(a.Assessments)},
		{"GET /schemes/{id}/assessment", "assessment", access.ReadScheme, "考核结果：得分、名次、升降、榜单、历期得分", query(a.Assessment)},
		{"GET /schemes/{id}/assessment/{unit}", "assessment_sheet", access.ReadScheme, "一个单位的考核明细：各项得分、公式、数据来源、距上一名的差距", query(func(ctx context.Context, who access.Actor, in assessedUnit) (*app.AssessmentSheet, error) {
			f := app.AssessmentFilter{Moment: in.Moment, Scheme: in.Scheme, Period: in.Period}
			return a.AssessmentSheet(ctx, who, app.AssessmentSheetFilter{AssessmentFilter: f, Unit: in.Unit})
		})},
		{"GET /schemes/{id}/assessment/{unit}/lever", "assessment_lever", access.ReadScheme, "对一个单位得分影响最大的项目：欠账补齐各得几分、名次到第几，现有各项目贡献几分", query(func(ctx context.Context, who access.Actor, in assessedUnit) (*app.AssessmentLever, error) {
			f := app.AssessmentFilter{Moment: in.Moment, Scheme: in.Scheme, Period: in.Period}
			return a.AssessmentLever(ctx, who, app.AssessmentSheetFilter{AssessmentFilter: f, Unit: in.Unit})
		})},
		{"GET /packs", "packs", "", "随程序提供的评分方案", all(packsOf)},
	}
}

// packsOf are the shipped packs, to begin a scheme from.
func packsOf(_ context.Context, _ access.Actor) ([]packText, error) {
	var list []packText
	for _, name := range score.Shipped() {
		body, err := score.ShippedText(name)
		if err != nil {
			return nil, err
		}
		list = append(list, packText{name, body})
	}
	return list, nil
}
