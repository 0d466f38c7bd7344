// Records: the events a file lists.

package platform

import (
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/workday"
)

// A Record is one event of one approval item.
type Record struct {
	Project  string              `json:"project_code"` // 项目代码, of ident.ProjectCode's form
	Item     string              `json:"item"`         // the platform's code of the item, or a name of it
	Kind     approval.Kind       `json:"kind"`
	On       workday.Date        `json:"on"`
	Reason   approval.StopReason `json:"reason,omitempty"`
	Until    workday.Date        `json:"until,omitzero"`
	Notice   string              `json:"notice,omitempty"` // the number of the written notice
	Missing  []string            `json:"missing,omitempty"`
	SupplyBy workday.Date        `json:"supply_by,omitzero"`
	Doc      string              `json:"doc,omitempty"`
	Number   string              `json:"number,omitempty"` // of the certificate or the reply
	Office   string              `json:"department,omitempty"`

	Line int `json:"-"` // of the file it was read from, 1 the first; in JSON where it begins
}

// A Form is how a file is written.
type Form string

// The forms.
const (
	JSON Form = "json"
	CSV  Form = "csv"
)

// A File is what was read.
type File struct {
	Form    Form
	Hash    string    // SHA-256 of the bytes, hex
	Records []Record  // those without a mistake, in the order of the file
	Wrong   []Mistake // in the order of the file
	More    int       // mistakes beyond those listed
}

// A Mistake is one thing wrong in a file. Project is the code of its record where
// that could be read: the others of that project then lack an event.
type Mistake struct {
	Line    int          `json:"line"`
	Field   string       `json:"field,omitempty"` // code of the field; empty = the whole line
	Project string       `json:"project_code,omitempty"`
	Fault   *fault.Error `json:"-"`
}

// Bounds that protect everybody.
const (
	MaxBytes    = 32 << 20
	MaxRecords  = 100_000
	MaxText     = 200 // characters of one value
	MaxMissing  = 50  // documents of one record
	MaxMistakes = 1000
)

// A word is a code with the names offices and platforms have for it, the first the
// one we write.
type word struct {
	code  string
	names []string
}

var kindWords = []word{
	{string(approval.Submitted), []string{"申报", "申请", "提交", "报件", "收件"}},
	{string(approval.Accepted), []string{"受理", "准予受理"}},
	{string(approval.Returned), []string{"补正", "补正告知", "退回补正", "一次性告知"}},
	{string(approval.Stopped), []string{"停表", "暂停计时", "中止", "特别程序开始"}},
	{string(approval.Resumed), []string{"恢复", "恢复计时", "特别程序结束"}},
	{string(approval.Supplied), []string{"补齐", "容缺补齐", "材料补齐"}},
	{string(approval.Granted), []string{"办结", "准予", "准予许可", "批准", "批复", "发证"}},
	{string(approval.Refused), []string{"不予", "不予许可", "不予受理", "不予批准"}},
	{string(approval.Withdrawn), []string{"撤回", "撤件", "撤销申请"}},
}

var reasonWords = []word{
	{string(approval.Hearing), []string{"听证"}},
	{string(approval.Tender), []string{"招标"}},
	{string(approval.Auction), []string{"拍卖"}},
	{string(approval.Inspection), []string{"检验"}},
	{string(approval.Testing), []string{"检测"}},
	{string(approval.Quarantine), []string{"检疫"}},
	{string(approval.Appraisal), []string{"鉴定"}},
	{string(approval.ExpertReview), []string{"专家评审"}},
	{string(approval.TechnicalReview), []string{"技术审查"}},
	{string(approval.Supplement), []string{"补正", "补正材料"}},
	{string(approval.PublicNotice), []string{"公示"}},
	{string(approval.LandListing), []string{"公告招拍挂", "公告", "招拍挂"}},
	{string(approval.SiteSurvey), []string{"勘验", "现场勘验"}},
	{string(approval.UpwardReferral), []string{"上级转报"}},
	{string(approval.ApplicantPause), []string{"申请人主动暂停", "申请人暂停"}},
}

// codeOf reads a word by its code or any of its names.
func codeOf(words []word, text string) (string, bool) {
	for _, w := range words {
		if text == w.code {
			return w.code, true
		}
		for _, name := range w.names {
			if text == name {
				return w.code, true
			}
		}
	}
	return "", false
}

// nameOf is the name we write for a code.
func nameOf(words []word, code string) string {
	for _, w := range words {
		if w.code == code {
			return w.names[0]
		}
	}
	return code
}

// namesOf are the names we write, for a mistake that says what is known.
func namesOf(words []word) (names []string) {
	for _, w := range words {
		names = append(names, w.names[0])
	}
	return names
}
