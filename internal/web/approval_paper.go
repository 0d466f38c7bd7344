package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// Papers of approvals on A4: the notice of an acceptance with documents missing in two
// copies, the notice of a stop, the opinion of a joint event.

// permitPaperPage is one paper.
type permitPaperPage struct {
	Frame   ui.FrameData
	Notice  *noticeOfMissing
	Stop    *noticeOfStop
	Opinion *jointOpinion
}

// A permitHead is what every paper begins with.
type permitHead struct {
	Title, Number, Day string
	Enterprise         string
	Project, Code      string
	Item, Lead         string
}

// A noticeOfMissing is 《容缺受理通知书》 (领域资料 3.3).
type noticeOfMissing struct {
	permitHead
	Copies []string // who keeps each
	Intro  string
	Docs   []missingDoc
	Rules  []string
	By     string // who accepted
}

// A missingDoc is one document with its day.
type missingDoc struct{ Name, Form, By, Supplied string }

// A noticeOfStop is 《停表（中止计时）告知书》.
type noticeOfStop struct {
	permitHead
	Intro string
	Rows  []paperRow
	Basis string
	Rules []string
}

// A jointOpinion is the one opinion of a joint event.
type jointOpinion struct {
	permitHead
	Rows    []opinionRow
	Granted []ui.Fact // what the certificate says
	Ends    string    // the conclusion; "" leaves room for it
}

// An opinionRow is what one department says.
type opinionRow struct{ Name, Says, Note, Day, By string }

func (s *Server) permitPaper(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := s.App.Approvals(r.Context(), v.Actor, r.PathValue("id"), app.Moment{})
	if err != nil {
		return err
	}
	if page.Bad != nil {
		return page.Bad
	}
	item, record := paperRecord(page, r.PathValue("record"))
	if record == nil {
		return fault.New(fault.NotFound, "page.not_found")
	}
	ctx := r.Context()
	d := permitDraft{ctx, page, item, record}
	p := permitPaperPage{Frame: s.frameOf(r, v, ui.T(ctx, "审批文书"))}
	id := page.Project.Project.ID
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "项目"), Href: "/projects"}, {Label: page.Project.Project.Name, Href: projectURL(id, "")}, {Label: ui.T(ctx, "审批"), Href: permitsURL(id, "")}}
	p.Frame.Actions, p.Frame.Paper = ui.ButtonPrint(), "official"
	switch {
	case record.Kind == approval.Accepted && len(record.Missing) > 0:
		p.Notice = d.missing()
	case record.Kind == approval.Stopped:
		p.Stop = d.stop()
	case item.Joint != "":
		p.Opinion = d.opinion(v.frame.Tenant)
	default:
		return fault.New(fault.NotFound, "page.not_found")
	}
	return render(w, r, http.StatusOK, permitPaperView(p))
}

// paperRecord finds a record that counts, with its item.
func paperRecord(page *app.ApprovalPage, id string) (*app.ApprovalItem, *approval.Record) {
	for i := range page.Items {
		item := &page.Items[i]
		for k := range item.Records {
			if item.Records[k].ID == id && item.Records[k].Struck == "" {
				return item, &item.Records[k]
			}
		}
	}
	return nil, nil
}

// A permitDraft is what a paper is written from.
type permitDraft struct {
	ctx    context.Context
	page   *app.ApprovalPage
	item   *app.ApprovalItem
	record *approval.Record
}

func (d permitDraft) head(title string) permitHead {
	p := d.page.Project.Project
	number := d.record.Notice
	if number == "" {
		number = strings.ToUpper(d.record.ID[max(0, len(d.record.ID)-8):])
	}
	return permitHead{Title: title, Number: number, Day: paperDay(d.ctx, d.record.On), Enterprise: orElse(p.Enterprise, p.Name), Project: p.Name, Code: dash(p.Code), Item: d.item.Item.Name, Lead: dash(d.item.Lead.Name)}
}

// paperDay is a day as documents write it.
func paperDay(ctx context.Context, on workday.Date) string {
	if on.IsZero() {
		return blank
	}
	year, month, day := on.Civil()
	return ui.T(ctx, "{year}年{month}月{day}日", "year", year, "month", int(month), "day", day)
}

// missing is the notice of an acceptance with documents missing.
func (d permitDraft) missing() *noticeOfMissing {
	ctx, r := d.ctx, d.record
	n := &noticeOfMissing{permitHead: d.head(ui.T(ctx, "容缺受理通知书")), By: r.Name}
	n.Copies = []string{ui.T(ctx, "第一联　申请人留存"), ui.T(ctx, "第二联　受理部门存档")}
	n.Intro = ui.T(ctx, "你单位申请办理“{project}”的{item}，主要材料齐全、符合法定形式，下列次要材料暂缺。经你单位自愿申请并作出承诺，现予容缺受理，自受理次日起计算审批时限。", "project", n.Project, "item", n.Item)
	for _, doc := range r.Missing {
		m := missingDoc{Name: doc, Form: ui.T(ctx, "按目录要求"), By: paperDay(ctx, r.SupplyBy)}
		if d.item.Entry != nil {
			for _, of := range d.item.Entry.Materials {
				if of.Code == doc {
					m.Name, m.Form = of.Name, orElse(of.Form, m.Form)
				}
			}
		}
		for _, other := range d.item.Records {
			if other.Kind == approval.Supplied && other.Doc == doc && other.Struck == "" && other.On >= r.On {
				m.Supplied = paperDay(ctx, other.On)
			}
		}
		n.Docs = append(n.Docs, m)
	}
	n.Rules = []string{ui.T(ctx, "补齐以前，审查、专家评审和现场踏勘照常进行，但不出具审批结果；材料补齐后才办结。"), ui.T(ctx, "补齐期限不超过该事项的承诺时限；因不可抗力需要延期的，书面申请。"),
		ui.T(ctx, "逾期未补齐的，终止办理，损失由申请人承担。"), ui.T(ctx, "申请人被列入失信名单且未修复的，不适用容缺受理。")}
	return n
}

// stop is the notice of a stop.
func (d permitDraft) stop() *noticeOfStop {
	ctx, r := d.ctx, d.record
	n := &noticeOfStop{permitHead: d.head(ui.T(ctx, "停表（中止计时）告知书"))}
	reason := termOf(ctx, "stop_reason", string(r.Reason))
	n.Intro = ui.T(ctx, "你单位申请办理的“{project}”{item}，因{reason}，审批计时自 {from} 起中止，至 {to} 止，现予书面告知。", "project", n.Project, "item", n.Item, "reason", reason, "from", n.Day, "to", paperDay(ctx, r.Until))
	n.Basis = ui.T(ctx, "本地规定的停表情形，不属于《中华人民共和国行政许可法》第四十五条所列情形。")
	if r.Reason.Statutory() {
		n.Basis = ui.T(ctx, "《中华人民共和国行政许可法》第四十五条：依法需要听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的，所需时间不计算在规定的期限内；行政机关应当将所需时间书面告知申请人。")
	}
	n.Rows = []paperRow{
		{ui.T(ctx, "项目名称"), n.Project, ui.T(ctx, "项目代码"), n.Code}, {ui.T(ctx, "审批事项"), n.Item, ui.T(ctx, "办理部门"), n.Lead},
		{ui.T(ctx, "停表情形"), reason, ui.T(ctx, "告知文号"), dash(r.Notice)}, {ui.T(ctx, "停表日"), n.Day, term(ctx, "approval.until"), paperDay(ctx, r.Until)},
		{ui.T(ctx, "预计停表"), d.stopDays(), ui.T(ctx, "批准人"), dash(r.Approver)},
	}
	n.Rules = []string{ui.T(ctx, "停表日当天仍计时，次日起不计；截止日的次日自动恢复计时，提前结束的提前恢复。"), ui.T(ctx, "多个停表重叠的，重叠的日子只扣一次。")}
	if r.Note != "" {
		n.Rules = append(n.Rules, ui.T(ctx, "说明：{note}", "note", r.Note))
	}
	return n
}

// stopDays are the days of the item's unit that the notice takes off.
func (d permitDraft) stopDays() string {
	days := int(d.record.Until - d.record.On)
	if d.item.Item.Unit != approval.CalendarDays {
		days = d.page.Calendar.Between(d.record.On, d.record.Until)
	}
	return itoa(days) + " " + limitUnit(d.ctx, d.item.Item.Unit)
}

// opinion is the one opinion of a joint event: what each department says, or that it
// has not.
func (d permitDraft) opinion(tenant string) *jointOpinion {
	ctx := d.ctx
	o := &jointOpinion{permitHead: d.head(ui.T(ctx, "{joint}意见书", "joint", d.item.Joint))}
	o.Lead = orElse(d.item.Lead.Name, tenant)
	for _, seat := range append([]app.ApprovalSeat{d.item.Lead}, d.item.With...) {
		if seat.Code == "" {
			continue
		}
		row := opinionRow{Name: seat.Name, Says: ui.T(ctx, "未出具"), Note: blank, Day: blank, By: blank}
		if seat.Code == d.item.Lead.Code {
			row.Name = ui.T(ctx, "{name}（牵头）", "name", seat.Name)
		}
		for i := range d.item.Records {
			if said := &d.item.Records[i]; said.Kind == approval.Opinion && said.Department == seat.Code && said.Struck == "" {
				row.put(ctx, said)
			}
		}
		o.Rows = append(o.Rows, row)
	}
	ends := slices.IndexFunc(d.item.Records, func(r approval.Record) bool {
		return r.Struck == "" && (r.Kind == approval.Granted || r.Kind == approval.Refused)
	})
	if ends >= 0 {
		o.conclude(d, &d.item.Records[ends])
		if lead := &o.Rows[0]; lead.Day == blank {
			lead.Says = ui.T(ctx, "见结论")
		}
	}
	return o
}

// put is a department's opinion in words; the last said counts.
func (row *opinionRow) put(ctx context.Context, r *approval.Record) {
	row.Says, row.Note, row.Day, row.By = ui.T(ctx, "不同意"), dash(r.Note), r.On.String(), dash(r.Name)
	if r.Agrees {
		row.Says = ui.T(ctx, "同意")
	}
}

// conclude puts in the decision and what its certificate says.
func (o *jointOpinion) conclude(d permitDraft, r *approval.Record) {
	ctx := d.ctx
	o.Day = paperDay(ctx, r.On)
	o.Ends = ui.T(ctx, "{joint}不通过。", "joint", d.item.Joint)
	if r.Kind == approval.Granted {
		o.Ends = ui.T(ctx, "{joint}通过。", "joint", d.item.Joint)
	}
	if r.Note != "" {
		o.Ends += r.Note
	}
	for _, c := range r.Certificate {
		label := c.Code
		if d.item.Entry != nil {
			for _, f := range d.item.Entry.Products {
				if f.Code == c.Code {
					label = f.Name
				}
			}
		}
		o.Granted = append(o.Granted, ui.Fact{Label: label, Value: ui.Words(c.Name)})
	}
}
