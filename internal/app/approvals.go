package app

import (
	"cmp"
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// An ApprovalPage is the approvals of one project (项目审批图): every item with its
// clock, the budget, the forecast, and what the applicant prepares next.
type ApprovalPage struct {
	Project  *ProjectRow         `json:"project"`
	On       workday.Date        `json:"on"`
	Known    int64               `json:"known"`
	List     *approval.Checklist `json:"checklist,omitempty"` // nothing before the project is screened
	Rules    string              `json:"ruleset"`             // whose catalogue it was screened by
	Newer    bool                `json:"newer,omitempty"`     // another catalogue is in force since
	Items    []ApprovalItem      `json:"items"`               // what is needed before what needs it
	Budget   *approval.Spending  `json:"budget,omitempty"`
	Until    string              `json:"until,omitempty"` // the name of what the budget ends with
	Forecast workday.Date        `json:"forecast,omitzero"`
	Began    workday.Date        `json:"began,omitzero"` // the first day reckoned with
	Path     []string            `json:"critical_path"`  // names
	Soon     []ApprovalSoon      `json:"prepare"`        // within ten working days
	Dropped  []ApprovalDropped   `json:"dropped"`
	Areas    []approval.Area     `json:"areas"`
	Bad      error               `json:"-"` // why the records contradict each other
	Barred   *approval.Discredit `json:"barred,omitempty"`

	Catalogue *approval.Catalogue `json:"-"`
	Calendar  *workday.Calendar   `json:"-"`
}

// An ApprovalItem is one item of a project with all that is known of it.
type ApprovalItem struct {
	Item      approval.Item     `json:"item"`
	Standing  approval.Standing `json:"standing"`
	Entry     *approval.Entry   `json:"-"` // nil for an item that people added
	Lead      ApprovalSeat      `json:"lead,omitzero"`
	With      []ApprovalSeat    `json:"with,omitempty"`
	Joint     string            `json:"joint,omitempty"`     // 联合审图, 联合验收
	Group     string            `json:"group,omitempty"`     // goes in parallel with the others of the group
	Wave      int               `json:"wave"`                // how many items one after the other come before it
	Mock      bool              `json:"mock,omitempty"`      // 模拟审批: formal once what its grant waits for is granted
	Delegated bool              `json:"delegated,omitempty"` // 赋权: the lead is the unit the power was given to
	Promise   bool              `json:"promise,omitempty"`
	Amended   bool              `json:"amended,omitempty"`
	Share     *approval.Share   `json:"share,omitempty"` // whose time it was
	// Answer is the last day for the office to answer what was submitted; after it
	// silence is acceptance (行政许可法 art. 32).
	Answer   workday.Date      `json:"answer_by,omitzero"`
	Needed   []ApprovalNeed    `json:"needed"`
	Missing  []ApprovalMissing `json:"missing,omitempty"` // accepted without
	Records  []approval.Record `json:"records"`           // in the order they happened in, struck ones too
	Opinions []ApprovalSeat    `json:"opinions_owed,omitempty"`

	May     []approval.Kind `json:"-"` // what the reader may write down next
	Strikes []string        `json:"-"` // records the reader may strike
}

// An ApprovalSeat is a department and the units of the tree that are it.
type ApprovalSeat struct {
	Code  string   `json:"code"`
	Name  string   `json:"name"`
	Units []string `json:"units,omitempty"`
}

// An ApprovalNeed is what an item waits for.
type ApprovalNeed struct {
	Item  string `json:"item"`
	Name  string `json:"name"`
	Grant bool   `json:"grant,omitempty"` // only the grant waits
	Met   bool   `json:"met"`
}

// An ApprovalMissing is a document an item was accepted without (容缺).
type ApprovalMissing struct {
	Doc      string       `json:"doc"`
	Name     string       `json:"name"`
	Form     string       `json:"form,omitempty"`
	By       workday.Date `json:"by"`
	Supplied bool         `json:"supplied"`
	Default  bool         `json:"default,omitempty"` // the day is over: the case ends (domain.md 3.3)
}

// An ApprovalSoon is what the applicant can prepare now (服务要比需求早).
type ApprovalSoon struct {
	approval.Upcoming
	Name      string              `json:"name"`
	Materials []approval.Material `json:"materials"`
}

// An ApprovalDropped is an item the project does not need, and the answer that says so.
type ApprovalDropped struct {
	Code     string `json:"code"`
	Name     string `json:"name"`
	Question string `json:"question"`
	Answer   string `json:"answer"`
}

// Approvals is the page of one project; outside the actor's scope it is not found.
func (a *App) Approvals(ctx context.Context, who access.Actor, id string, m Moment) (*ApprovalPage, error) {
	fig, row, err := a.row(ctx, who, id, m)
	if err != nil {
		return nil, err
	}
	g := groundOf(fig)
	p := &ApprovalPage{Project: row, On: fig.on, Known: fig.facts.n, Rules: fig.set.ID, Catalogue: fig.set.Approvals, Calendar: g.calendar(),
		Areas: g.areasOf(row.Project), Barred: g.barred(row.Project, fig.on), Items: []ApprovalItem{}, Path: []string{}, Dropped: []ApprovalDropped{}}
	c := a.approvalCase(who.Tenant(), fig, row)
	if c == nil {
		return p, nil
	}
	p.List, p.Rules, p.Newer = c.list, c.list.Rules, c.list.Rules != fig.set.ID
	p.Catalogue = approvalsOf(fig.facts.sets, c.list.Rules, fig.set)
	for _, d := range c.list.Dropped {
		p.Dropped = append(p.Dropped, p.dropped(d))
	}
	if p.Bad = c.bad; c.bad != nil {
		names := approvalNames{c.list.Items, p.Catalogue}
		p.Bad = names.named(c.bad)
		return p, nil
	}
	err = c.ask(func(run *approval.Run) error { p.fill(fig.bench(), c, run); return nil })
	p.permit(who)
	return p, err
}

// fill puts in what the run says.
func (p *ApprovalPage) fill(bench *lifecycle.Bench, c *approvalCase, run *approval.Run) {
	p.Budget, p.Forecast = c.result.Budget, dayOrNone(c.result.Forecast)
	p.Until, p.Began = c.name(c.list.Until), c.result.From
	waves := approval.Waves(c.items)
	for i, it := range c.items {
		line := ApprovalItem{Standing: c.result.Items[i], Item: it, Wave: waves[i]}
		line.Entry, _ = p.Catalogue.Entry(it.ID)
		line.lay(bench, c)
		if share, known := run.Whose(it.ID); known {
			line.Share = &share
		}
		p.Items = append(p.Items, line)
	}
	slices.SortStableFunc(p.Items, func(a, b ApprovalItem) int { return cmp.Compare(a.Wave, b.Wave) })
	for _, id := range c.result.CriticalPath {
		p.Path = append(p.Path, c.name(id))
	}
	for _, u := range c.soon {
		if soon := (ApprovalSoon{Upcoming: u, Name: c.name(u.Item)}); !approval.OfArea(u.Item) {
			if e, known := p.Catalogue.Entry(u.Item); known {
				soon.Materials = e.Materials
			}
			p.Soon = append(p.Soon, soon)
		}
	}
	for i := range p.Items {
		p.Items[i].dates(p)
	}
}

// lay puts in what the catalogue and the records say of an item.
func (l *ApprovalItem) lay(bench *lifecycle.Bench, c *approvalCase) {
	l.Records = []approval.Record{}
	for _, r := range c.records {
		if r.Item == l.Item.ID {
			l.Records = append(l.Records, r)
		}
	}
	slices.SortStableFunc(l.Records, func(a, b approval.Record) int { return cmp.Or(cmp.Compare(a.On, b.On), a.Kind.Compare(b.Kind)) })
	for _, a := range c.list.Amendments {
		if a.Item == l.Item.ID {
			l.Amended, l.Promise = true, a.Promise || l.Promise && a.Pledged == nil
		}
	}
	for _, need := range l.Item.Needs {
		l.Needed = append(l.Needed, c.need(need, false))
	}
	for _, need := range l.Item.GrantNeeds {
		l.Needed = append(l.Needed, c.need(need, true))
	}
	l.Mock = len(l.Item.GrantNeeds) > 0
	if l.Entry != nil {
		l.seats(bench, c)
	}
	l.missing()
}

// need is one thing an item waits for.
func (c *approvalCase) need(item string, grant bool) ApprovalNeed {
	s, known := c.standing(item)
	return ApprovalNeed{Item: item, Name: c.name(item), Grant: grant, Met: known && s.State == approval.StateGranted}
}

// seats puts in who decides and who takes part, and whose opinion a joint event still
// lacks.
func (l *ApprovalItem) seats(bench *lifecycle.Bench, c *approvalCase) {
	l.Lead, l.Delegated = c.seat(bench, l.Entry)
	l.Joint, l.Group = l.Entry.Joint, l.Entry.Group
	for _, code := range l.Entry.With {
		seat := seatOf(bench, code, c.project.Unit)
		l.With = append(l.With, seat)
		said := slices.ContainsFunc(l.Records, func(r approval.Record) bool {
			return r.Kind == approval.Opinion && r.Department == code && r.Struck == ""
		})
		if l.Standing.State.UnderWay() && !said {
			l.Opinions = append(l.Opinions, seat)
		}
	}
}

func seatOf(bench *lifecycle.Bench, code, unit string) ApprovalSeat {
	return ApprovalSeat{Code: code, Name: bench.Rules.DepartmentName(code), Units: bench.Seats(code, unit)}
}

// missing are the documents an item was accepted without, by the reasons of its
// standing.
func (l *ApprovalItem) missing() {
	for _, r := range l.Standing.Reasons {
		if r.Code != approval.ReasonMissing && r.Code != approval.ReasonDefault {
			continue
		}
		for _, doc := range r.Docs {
			m := ApprovalMissing{Doc: doc, Name: doc, By: r.To, Supplied: r.Supplied, Default: r.Code == approval.ReasonDefault}
			if l.Entry != nil {
				m.Name, m.Form = materialOf(l.Entry, doc)
			}
			l.Missing = append(l.Missing, m)
		}
	}
}

// materialOf is a document's name and the form it is handed in.
func materialOf(e *approval.Entry, doc string) (name, form string) {
	for _, m := range e.Materials {
		if m.Code == doc {
			return m.Name, m.Form
		}
	}
	return doc, ""
}

// dates puts in the last day for an answer.
func (l *ApprovalItem) dates(p *ApprovalPage) {
	if l.Standing.State != approval.StateSubmitted {
		return
	}
	for _, r := range l.Records {
		if r.Kind == approval.Submitted && r.Counts() {
			l.Answer = p.Calendar.Add(r.On, approval.Reply)
		}
	}
}

// dropped is an item that is not needed, in words.
func (p *ApprovalPage) dropped(d approval.Dropped) ApprovalDropped {
	out := ApprovalDropped{Code: d.Code, Name: d.Code, Question: d.Question, Answer: d.Answer}
	if e, known := p.Catalogue.Entry(d.Code); known {
		out.Name = e.Name
	}
	out.Question, out.Answer = p.Catalogue.Said(d.Question, d.Answer)
	return out
}
