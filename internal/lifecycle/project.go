package lifecycle

import (
	"guatu/internal/geo"
	"guatu/internal/money"
	"guatu/internal/workday"
)

// A Project is one major industrial project (重大产业项目) as its office knows
// it. Empty means not reported. Lists (tiers, tags, levels, batches, kinds) are
// codes or words of the ruleset; nothing here is derived.
type Project struct {
	ID      string `json:"id"`
	Version int    `json:"version"`

	Name           string   `json:"name"`
	FormerNames    []string `json:"former_names,omitempty"`
	Enterprise     string   `json:"enterprise,omitempty"`
	EnterpriseCode string   `json:"enterprise_code,omitempty"` // unified social credit code
	Code           string   `json:"code,omitempty"`            // national investment project code

	Unit   string     `json:"unit"`             // the unit that reports it
	Park   string     `json:"park,omitempty"`   // the park it stands in, a unit too
	Parent string     `json:"parent,omitempty"` // the project it is a phase of
	Place  string     `json:"place,omitempty"`  // 所在地 in words
	At     *geo.Point `json:"at,omitempty"`     // CGCS2000

	Kind     string    `json:"kind,omitempty"`     // 新建, 技改 …: a code of the ruleset
	Industry string    `json:"industry,omitempty"` // GB/T 4754-2017
	Chain    string    `json:"chain,omitempty"`
	Tags     []string  `json:"tags,omitempty"`    // 央企, 500强, 龙头型 …
	Levels   []string  `json:"levels,omitempty"`  // 省重大, 市重大, 市盘 …
	Batches  []string  `json:"batches,omitempty"` // 一季度开工26个 …
	Content  string    `json:"content,omitempty"` // 建设内容
	Products []Product `json:"products,omitempty"`

	Total      money.Amount `json:"total,omitzero"`       // 总投资
	FixedAsset money.Opt    `json:"fixed_asset,omitzero"` // 固定资产投资

	Leader   string `json:"leader,omitempty"`  // 包联领导
	Contact  string `json:"contact,omitempty"` // 联系人
	Phone    string `json:"phone,omitempty"`
	Image    string `json:"image,omitempty"`    // 形象进度
	Problems string `json:"problems,omitempty"` // 存在问题, free text
	Note     string `json:"note,omitempty"`     // 备注

	Stages []StageFact  `json:"stages,omitempty"` // in the chain's order, one a stage
	Plans  []AnnualPlan `json:"plans,omitempty"`  // by year
	Paused bool         `json:"paused,omitempty"` // 暂停
	Store  Store        `json:"store,omitempty"`  // 固定资产投资入库
}

// A Store says whether the project has entered investment statistics (入库);
// empty is not reported.
type Store string

const (
	StoreYes Store = "yes"
	StoreNo  Store = "no"
)

// A Product is one output with its yearly capacity, as decimal text:
// 年产1.35万吨高分子弹性体 is {高分子弹性体, "1.35", "万吨"}.
type Product struct {
	Name     string `json:"name"`
	Capacity string `json:"capacity,omitempty"`
	Unit     string `json:"unit,omitempty"`
}

// An AnnualPlan is the investment planned for one year (年度计划投资).
type AnnualPlan struct {
	Year int       `json:"year"`
	Plan money.Opt `json:"plan"`
}

// A Sense is one of the two figures kept for investment (domain.md 1.3).
type Sense string

const (
	Dispatch   Sense = "dispatch"   // 调度口径: what the project unit says, image progress
	Statistics Sense = "statistics" // 统计口径: financial outlay, in store
)

// A Figure is the investment reported up to the end of a month (月报) in one
// sense: the year's cumulative and the cumulative since the start. Either may be
// missing; percentages as stated are kept in hundredths of a point.
type Figure struct {
	Project  string       `json:"project"`
	Month    workday.When `json:"month"` // a month
	Sense    Sense        `json:"sense"`
	YearDone money.Opt    `json:"year_done,omitzero"`
	Done     money.Opt    `json:"done,omitzero"`
	Progress money.Points `json:"progress,omitempty"` // 形象进度 in per cent × 100, 0 = not stated
	Note     string       `json:"note,omitempty"`
}
