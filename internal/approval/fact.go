// Facts: what happened to an item, on which day.

package approval

import "guatu/internal/workday"

// A Kind is what happened to an item.
type Kind string

// The kinds of fact.
const (
	Submitted Kind = "submitted" // 申报
	Accepted  Kind = "accepted"  // 受理
	Returned  Kind = "returned"  // 补正告知, before acceptance
	Stopped   Kind = "stopped"   // 停表
	Resumed   Kind = "resumed"   // 恢复计时
	Supplied  Kind = "supplied"  // 容缺材料补齐
	Granted   Kind = "granted"   // 准予
	Refused   Kind = "refused"   // 不予许可 or 不予受理
	Withdrawn Kind = "withdrawn" // 撤回
)

// A Fact is one thing that happened to one item.
type Fact struct {
	Item string       `json:"item"`
	Kind Kind         `json:"kind"`
	On   workday.Date `json:"on"`

	Reason StopReason   `json:"reason,omitempty"` // of a stop, one of the list
	Until  workday.Date `json:"until,omitempty"`  // the last day of a stop, as the notice says
	Notice string       `json:"notice,omitempty"` // the number of the written notice

	Missing  []string     `json:"missing,omitempty"`   // documents, when accepted without them or returned
	SupplyBy workday.Date `json:"supply_by,omitempty"` // when what is missing must be there
	Doc      string       `json:"doc,omitempty"`       // the document supplied
}

// A StopReason is why a clock stands still. The list is closed: a stop for any
// other reason is none (domain.md 3.2).
type StopReason string

// The reasons. The first eight are those of 行政许可法 art. 45, the others local
// choices that must be labelled so.
const (
	Hearing      StopReason = "hearing"       // 听证
	Tender       StopReason = "tender"        // 招标
	Auction      StopReason = "auction"       // 拍卖
	Inspection   StopReason = "inspection"    // 检验
	Testing      StopReason = "testing"       // 检测
	Quarantine   StopReason = "quarantine"    // 检疫
	Appraisal    StopReason = "appraisal"     // 鉴定
	ExpertReview StopReason = "expert_review" // 专家评审

	TechnicalReview StopReason = "technical_review" // 技术审查
	Supplement      StopReason = "supplement"       // 补正
	PublicNotice    StopReason = "public_notice"    // 公示
	LandListing     StopReason = "land_listing"     // 公告、招拍挂
	SiteSurvey      StopReason = "site_survey"      // 勘验
	UpwardReferral  StopReason = "upward_referral"  // 上级转报
	ApplicantPause  StopReason = "applicant_pause"  // 申请人主动暂停
)

// StopReasons lists the reasons, those of the law first.
func StopReasons() []StopReason {
	return []StopReason{Hearing, Tender, Auction, Inspection, Testing, Quarantine, Appraisal, ExpertReview,
		TechnicalReview, Supplement, PublicNotice, LandListing, SiteSurvey, UpwardReferral, ApplicantPause}
}

// Statutory tells a reason of 行政许可法 art. 45 from a local one.
func (r StopReason) Statutory() bool {
	switch r {
	case Hearing, Tender, Auction, Inspection, Testing, Quarantine, Appraisal, ExpertReview:
		return true
	}
	return false
}

// Listed tells that a clock may stop for the reason at all.
func (r StopReason) Listed() bool {
	switch r {
	case TechnicalReview, Supplement, PublicNotice, LandListing, SiteSurvey, UpwardReferral, ApplicantPause:
		return true
	}
	return r.Statutory()
}

// Kinds lists what can happen to an item, in the order of its life.
func Kinds() []Kind {
	return []Kind{Submitted, Returned, Accepted, Stopped, Resumed, Supplied, Opinion, Granted, Refused, Withdrawn}
}
