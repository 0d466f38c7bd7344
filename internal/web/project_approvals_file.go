package web

import (
	"context"
	"slices"
	"strings"

	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/web/ui"
)

// One item's file: what it needs and gives, everything that was written down, and
// what the reader may write next.

// An approvalFile is one item unfolded.
type approvalFile struct {
	ID, Name string
	State    string
	Clock    string
	Late     bool
	Open     bool
	Facts    []ui.Fact
	Records  []approvalRecord
	Acts     []ui.Link
	Strike   string // the sentences of a strike that was refused, under the item
}

// An approvalRecord is one thing that was written down.
type approvalRecord struct {
	Day, What, By string
	Facts         []string
	Struck        string
	Paper         ui.Link
	StrikeAt      string // the address of the form that strikes it; "" for those who may not
	Version       int
	Because       ui.FieldData
	Others        []string
	Open          bool
}

// fileSight is how files are looked at.
type fileSight struct {
	Open, Today bool
	Typed       typedForm
}

func approvalFileOf(ctx context.Context, page *app.ApprovalPage, l *app.ApprovalItem, sight fileSight) approvalFile {
	id := page.Project.Project.ID
	f := approvalFile{ID: l.Item.ID, Name: l.Item.Name, State: termOf(ctx, "approval_state", string(l.Standing.State)), Clock: clockWords(ctx, l), Late: l.Standing.Overdue, Open: sight.Open, Facts: fileFacts(ctx, l)}
	for i := range l.Records {
		rec := recordOf(ctx, id, l, &l.Records[i])
		if sight.Today && slices.Contains(l.Strikes, rec.id) {
			rec.strikes(ctx, id, &l.Records[i], sight.Typed)
			f.Open = f.Open || rec.Open
		}
		f.Records = append(f.Records, rec.approvalRecord)
	}
	if !sight.Today {
		return f
	}
	for _, k := range l.May {
		f.Acts = append(f.Acts, ui.Link{Label: factText(ctx, l, k), Href: noteURL(id, k, l.Item.ID)})
	}
	return f
}

// fileFacts are what the catalogue says of an item, each limit with its source.
func fileFacts(ctx context.Context, l *app.ApprovalItem) []ui.Fact {
	facts := []ui.Fact{{Label: term(ctx, "approval.pledged_limit"), Value: ui.Words(limitText(ctx, l.Item.Pledged, l.Item.Unit))}, {Label: term(ctx, "approval.statutory_limit"), Value: ui.Words(blank)}}
	if l.Item.Statutory != nil {
		facts[1].Value.Text = limitText(ctx, *l.Item.Statutory, l.Item.Unit)
	}
	if l.Amended {
		facts[0].Value.Note = ui.T(ctx, "人工调整过，见事项清单")
	}
	e := l.Entry
	if e == nil {
		return append(facts, ui.Fact{Label: ui.T(ctx, "来源"), Value: ui.Words(ui.T(ctx, "人工添加")), Wide: true})
	}
	if !l.Amended {
		facts[0].Value.Note = e.Limits.PledgedSource
	}
	facts[1].Value.Note = e.Limits.StatutorySource
	for _, f := range []struct{ label, text string }{
		{ui.T(ctx, "依据"), e.Basis}, {ui.T(ctx, "部门"), seatNames(ctx, append(leadSeat(l), l.With...))}, {ui.T(ctx, "前置"), needText(ctx, l)},
		{ui.T(ctx, "材料"), materialNames(ctx, e.Materials)}, {ui.T(ctx, "可以停表"), stopNames(ctx, e)}, {ui.T(ctx, "来源"), e.Source},
	} {
		if f.text != "" {
			facts = append(facts, ui.Fact{Label: f.label, Value: ui.Words(f.text), Wide: true})
		}
	}
	return facts
}

// needText is what an item waits for, with a tick for what is granted.
func needText(ctx context.Context, l *app.ApprovalItem) string {
	list := make([]string, len(l.Needed))
	for i, n := range l.Needed {
		list[i] = n.Name
		if n.Met {
			list[i] += " ✓"
		}
		if n.Grant {
			list[i] += ui.T(ctx, "（办结以前）")
		}
	}
	return strings.Join(list, ui.T(ctx, "、"))
}

// stopNames are the local reasons for which the item's clock may stop; those of the
// law always may.
func stopNames(ctx context.Context, e *approval.Entry) string {
	var list []string
	for _, why := range e.Stops {
		list = append(list, termOf(ctx, "stop_reason", string(why))+basisMark(ctx, why))
	}
	return strings.Join(list, ui.T(ctx, "、"))
}

// basisMark marks a local reason in a list.
func basisMark(ctx context.Context, why approval.StopReason) string {
	if why.Statutory() {
		return ui.T(ctx, "（法定）")
	}
	return ui.T(ctx, "（本地）")
}

// A fileRecord is a record with its own number, while it is put together.
type fileRecord struct {
	approvalRecord
	id string
}

// recordOf is a record in words.
func recordOf(ctx context.Context, project string, l *app.ApprovalItem, r *approval.Record) fileRecord {
	out := fileRecord{id: r.ID, approvalRecord: approvalRecord{Day: r.On.String(), What: factText(ctx, l, r.Kind), Struck: r.Struck}}
	out.By = ui.T(ctx, "{name} {day} 记", "name", r.Name, "day", r.Wrote.String())
	if r.Source != "" {
		out.By += ui.T(ctx, "，来自{source}", "source", r.Source)
	}
	out.Facts = recordFacts(ctx, l, r)
	if label := paperLabel(ctx, r); label != "" && r.Struck == "" {
		out.Paper = ui.Link{Label: label, Href: approvalsURL(project, "") + "/papers/" + r.ID, Icon: "document"}
	}
	return out
}

// recordFacts are what a record says beside its day.
func recordFacts(ctx context.Context, l *app.ApprovalItem, r *approval.Record) (facts []string) {
	say := func(given bool, sentence string, args ...any) {
		if given {
			facts = append(facts, ui.T(ctx, sentence, args...))
		}
	}
	say(r.Reason != "", ui.N("{why}，{basis}"), "why", termOf(ctx, "stop_reason", string(r.Reason)), "basis", groundText(ctx, r.Reason))
	say(r.Until != 0, ui.N("到 {day}"), "day", r.Until.String())
	say(r.Notice != "", ui.N("文号 {notice}"), "notice", r.Notice)
	say(r.Approver != "", ui.N("批准人 {name}"), "name", r.Approver)
	say(len(r.Missing) > 0 && r.Kind == approval.Accepted, ui.N("容缺：{docs}"), "docs", docNames(ctx, l, r.Missing))
	say(len(r.Missing) > 0 && r.Kind == approval.Returned, ui.N("须补正：{docs}"), "docs", docNames(ctx, l, r.Missing))
	say(r.SupplyBy != 0, ui.N("{day} 以前补齐"), "day", r.SupplyBy.String())
	say(r.Doc != "", ui.N("补齐“{doc}”"), "doc", docName(l.Entry, r.Doc))
	say(r.Kind == approval.Opinion && r.Agrees, ui.N("{department}：同意"), "department", seatName(l, r.Department))
	say(r.Kind == approval.Opinion && !r.Agrees, ui.N("{department}：不同意"), "department", seatName(l, r.Department))
	for _, p := range r.Certificate {
		facts = append(facts, productName(l.Entry, p.Code)+" "+p.Name)
	}
	say(r.Note != "", ui.N("说明：{note}"), "note", r.Note)
	return facts
}

// seatName is a department of an item by its code.
func seatName(l *app.ApprovalItem, code string) string {
	for _, s := range append(leadSeat(l), l.With...) {
		if s.Code == code {
			return s.Name
		}
	}
	return code
}

// productName is a field of the item's certificate by its code.
func productName(e *approval.Entry, code string) string {
	if e != nil {
		for _, p := range e.Products {
			if p.Code == code {
				return p.Name
			}
		}
	}
	return code
}

// paperLabel is the paper a record prints, "" for none.
func paperLabel(ctx context.Context, r *approval.Record) string {
	switch {
	case r.Kind == approval.Accepted && len(r.Missing) > 0:
		return ui.T(ctx, "容缺受理通知书（一式两份）")
	case r.Kind == approval.Stopped:
		return ui.T(ctx, "停表告知书")
	case r.Kind == approval.Opinion:
		return ui.T(ctx, "联合意见书")
	}
	return ""
}

// becauseField is the name of the field in the form of a record: a page has many.
func becauseField(record string) string { return "because-" + record }

// strikes puts in the form that strikes a record, with what was typed when it came
// back.
func (rec *fileRecord) strikes(ctx context.Context, project string, r *approval.Record, typed typedForm) {
	rec.StrikeAt, rec.Version = approvalsURL(project, "")+"/records/"+r.ID+"/strike", r.Version
	rec.Because = ui.FieldData{Name: becauseField(r.ID), Label: ui.T(ctx, "划去的理由"), Must: true, Wide: true, Hint: ui.T(ctx, "例如“日期写错”；划去的记录留着，不再计算")}
	if typed.Which == r.ID {
		rec.Because.Value, rec.Because.Mistake = typed.text(rec.Because.Name), typed.Mistakes["because"]
		rec.Others, rec.Open = typed.Others, typed.wrong()
	}
}
