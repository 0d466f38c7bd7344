package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/lifecycle"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// A LedgerGiven is a ledger about to be written: its layout (nil: the standard
// one) and its rows in order.
type LedgerGiven struct {
	Layout *LedgerLayout
	Year   int // whose plans and figures the rows carry
	Rows   []*ProjectRow
	words  Words
	apart  bool // several units: each under its own title
}

// LedgerGive gives what a filter shows as a ledger. Own asks for the layout its
// unit sent: the one unit of the filter, or the actor's; without one of either
// the standard layout is left to the writer.
func (a *App) LedgerGive(ctx context.Context, who access.Actor, f ProjectFilter, own bool) (*LedgerGiven, error) {
	if f.Sort == "" {
		f.Sort = "unit"
	}
	rows, err := a.EachProject(ctx, who, f)
	if err != nil {
		return nil, err
	}
	frame, err := a.Frame(ctx, who)
	if err != nil {
		return nil, err
	}
	g := &LedgerGiven{Year: f.onOr(frame.Today).Year(), Rows: rows, words: frame.Words}
	for _, r := range rows {
		g.apart = g.apart || r.Project.Unit != rows[0].Project.Unit
	}
	unit := who.Unit
	if len(f.Unit) == 1 {
		unit = f.Unit[0]
	}
	if own && who.Scope().SeesUnit(unit) {
		g.Layout, err = a.LedgerLayout(ctx, who, unit)
	}
	return g, err
}

// Each gives the rows one by one, so that a file of many can stream.
func (g *LedgerGiven) Each(yield func(*LedgerRow, error) bool) {
	for _, r := range g.Rows {
		if !yield(g.row(r), nil) {
			return
		}
	}
}

// row is a project as a ledger states it: facts as they were reported, so that
// taking the file in again changes nothing.
func (g *LedgerGiven) row(r *ProjectRow) *LedgerRow {
	p := r.Project
	row := &LedgerRow{Name: p.Name, Enterprise: p.Enterprise, EnterpriseCode: p.EnterpriseCode, Code: p.Code, Place: p.Place,
		Content: p.Content, Industry: p.Industry, Chain: p.Chain, Levels: namesOf(g.words.Levels, p.Levels), Tags: namesOf(g.words.Tags, p.Tags),
		Total: p.Total, FixedAsset: p.FixedAsset, Plan: r.Progress.Plan, Plans: p.Plans, PlanYear: r.Progress.Year,
		Done: r.Progress.Total, Month: r.Progress.Month, Stage: r.Stage,
		Leader: p.Leader, Contact: p.Contact, Phone: p.Phone, Image: p.Image, Problems: p.Problems, Note: p.Note}
	if p.Kind != "" {
		row.Kind = namesOf(g.words.Kinds, []string{p.Kind})[0]
	}
	if r.Progress.Basis == target.BasisYear {
		row.YearDone = r.Progress.Done
	}
	if g.apart {
		row.Section = r.Unit
	}
	rowDates(row, p)
	row.Approvals = approvalDates(r.dossier.approvals)
	return row
}

// approvalDates are the approval dates a ledger has room for: the last submission,
// acceptance and grant of each item. An acceptance that nobody reported is none.
func approvalDates(records []approval.Record) (list []LedgerApproval) {
	last := map[string]int{}
	for i := range records {
		r := &records[i]
		stated := r.Kind == approval.Submitted || r.Kind == approval.Accepted || r.Kind == approval.Granted
		if !stated || !r.Counts() || assumed(r) {
			continue
		}
		key := r.Item + "." + string(r.Kind)
		at, known := last[key]
		if !known {
			at = len(list)
			last[key] = at
			list = append(list, LedgerApproval{})
		}
		if known && list[at].When.First > r.On {
			continue
		}
		list[at] = LedgerApproval{Item: r.Item, Kind: r.Kind, When: workday.On(r.On)}
		if len(r.Certificate) > 0 {
			list[at].Number = r.Certificate[0].Name
		}
	}
	return list
}

// rowDates are the dates of stages, reached and planned.
func rowDates(row *LedgerRow, p *lifecycle.Project) {
	started, completed, producing := p.Fact(lifecycle.Started), p.Fact(lifecycle.Completed), p.Fact(lifecycle.Producing)
	row.Signed, row.FiledOn = p.Fact(lifecycle.Signed).DeclaredOn, p.Fact(lifecycle.Filed).DeclaredOn
	row.Start, row.PlannedStart = started.DeclaredOn, started.Planned
	row.Completed, row.PlannedDone = completed.DeclaredOn, completed.Planned
	row.Produced, row.PlannedProduce = producing.DeclaredOn, producing.Planned
}
