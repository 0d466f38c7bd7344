package sheet

// The cells of approval columns: dates, numbers, and the words that stand for them.

import (
	"strings"

	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/sheet/xlsx"
)

// Findings of approval cells; all are ours.
const (
	codeApprovalUndated   = "approval_undated"    // done, and nobody says when
	codeApprovalNotDone   = "approval_not_done"   // 未办
	codeApprovalNotNeeded = "approval_not_needed" // 无需办理
)

// What clerks write for an approval instead of its date, folded. A cell says it in
// full or begins with it.
var (
	neededNots = []string{"无需", "不需", "免办", "豁免", "不涉及", "不用办", "不办", "免于", "免予", "不适用", "无须"}
	doneNots   = []string{"未", "正在", "办理中", "在办", "待", "尚未", "没有", "否", "没办", "×", "✗", "✘"}
	plans      = []string{"预计", "计划", "拟", "争取", "力争", "预期", "将"}
	doneWords  = []string{"已", "办结", "完成", "√", "✓", "✔", "是", "有", "办好", "办完", "取得", "ok", "y", "通过"}
)

// approvals reads the columns of approval dates, in the order of the sheet.
func (w *rowWork) approvals() {
	numbers := map[string]column{}
	for _, c := range w.approved {
		item, says, ok := ApprovalOf(c.Field)
		switch {
		case !ok:
		case says == saysNumber:
			numbers[item] = c
		default:
			w.approvalDate(c, app.LedgerApproval{Item: item, Kind: approval.Kind(says)})
		}
	}
	for _, c := range w.approved {
		if item, says, ok := ApprovalOf(c.Field); ok && says == saysNumber && numbers[item].Col == c.Col {
			w.approvalNumber(c, item)
		}
	}
}

// approvalDate reads one date. What has none is said and is no fact.
func (w *rowWork) approvalDate(c column, a app.LedgerApproval) {
	cell := w.cell(c)
	if !holds(cell) {
		return
	}
	text := stated(cell)
	if code := approvalWord(fold(text)); cell.Kind == xlsx.Text && code != "" {
		w.find(code, c.Col, c.Field, text, "")
		return
	}
	r := w.dates.read(cell)
	w.findAll(r.codes, c, text, r.when.String())
	if r.when.IsZero() {
		return
	}
	a.When, a.Cell = r.when, xlsx.CellName(w.cells.N, c.Col)
	w.Approvals = append(w.Approvals, a)
}

// approvalWord is the finding that a cell of words without a figure comes to, ""
// for none of them. What is planned is not done, whatever day is named.
func approvalWord(folded string) string {
	for _, word := range plans {
		if strings.HasPrefix(folded, word) {
			return codeApprovalNotDone
		}
	}
	if isNothing(folded) && folded != "×" || strings.ContainsAny(folded, "0123456789") {
		return ""
	}
	for _, list := range []struct {
		code  string
		words []string
	}{{codeApprovalNotNeeded, neededNots}, {codeApprovalNotDone, doneNots}, {codeApprovalUndated, doneWords}} {
		for _, word := range list.words {
			if strings.HasPrefix(folded, word) {
				return list.code
			}
		}
	}
	return ""
}

// approvalNumber puts the number of a decision beside its date; without a date it
// stands by itself, and says that the item is done.
func (w *rowWork) approvalNumber(c column, item string) {
	text := stated(w.cell(c))
	if folded := fold(text); isNothing(folded) || approvalWord(folded) != "" {
		return
	}
	for i := range w.Approvals {
		if a := &w.Approvals[i]; a.Item == item && a.Kind == approval.Granted {
			a.Number = text
			return
		}
	}
	w.find(codeApprovalUndated, c.Col, c.Field, text, "")
}

// approvalValue is what a row says in a column of approvals, for writing.
func approvalValue(field string, r *app.LedgerRow) xlsx.Value {
	item, says, _ := ApprovalOf(field)
	for _, a := range r.Approvals {
		switch {
		case a.Item != item:
		case says == saysNumber && a.Kind == approval.Granted:
			return words(a.Number)
		case says == string(a.Kind):
			return whenValue(a.When)
		}
	}
	return xlsx.Blank()
}
