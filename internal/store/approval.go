// Approvals: a project's checklist and what happened to each item of it.

package store

import (
	"guatu/internal/approval"
	"guatu/internal/workday"
)

var checklists = newTable(table[approval.Checklist]{
	shape:   &shape{name: "checklist", noun: "checklist", parent: projects.shape},
	keys:    1,
	version: func(l *approval.Checklist) *int { return &l.Version },
	key:     func(l *approval.Checklist) string { return l.Project + "/" + l.ID },
	project: func(l *approval.Checklist) string { return l.Project },
	id:      func(l *approval.Checklist) string { return l.ID },
	fields: []field[approval.Checklist]{
		text("id", func(l *approval.Checklist) *string { return &l.ID }),
		text("project", func(l *approval.Checklist) *string { return &l.Project }),
		text("rules", func(l *approval.Checklist) *string { return &l.Rules }),
		day("screened", func(l *approval.Checklist) *workday.Date { return &l.On }),
		list("answers", func(l *approval.Checklist) *[]approval.Answered { return &l.Answers }),
		list("items", func(l *approval.Checklist) *[]approval.Item { return &l.Items }),
		list("dropped", func(l *approval.Checklist) *[]approval.Dropped { return &l.Dropped }),
		text("until_item", func(l *approval.Checklist) *string { return &l.Until }),
		number("bound", func(l *approval.Checklist) *int { return &l.Limit }),
		list("amendments", func(l *approval.Checklist) *[]approval.Amendment { return &l.Amendments }),
	},
})

// Checklists are a project's: one, or none before it is screened; none of a project
// outside the scope.
func (tx *Tx) Checklists(project string) ([]approval.Checklist, error) {
	return partsOf(tx, checklists, project)
}

// AllChecklists are those of every project in scope, by project.
func (tx *Tx) AllChecklists() ([]approval.Checklist, error) { return allParts(tx, checklists) }

// SaveChecklist adds (was nil), changes or removes (is nil) the checklist of a project
// in scope; NotFound outside, Conflict when it is no longer what it was.
func (tx *Tx) SaveChecklist(was, is *approval.Checklist) error {
	return savePart(tx, checklists, was, is)
}

var approvals = newTable(table[approval.Record]{
	shape:   &shape{name: "approval", noun: "approval", parent: projects.shape},
	keys:    1,
	version: func(r *approval.Record) *int { return &r.Version },
	key:     func(r *approval.Record) string { return r.Project + "/" + r.ID },
	project: func(r *approval.Record) string { return r.Project },
	id:      func(r *approval.Record) string { return r.ID },
	fields: []field[approval.Record]{
		text("id", func(r *approval.Record) *string { return &r.ID }),
		text("project", func(r *approval.Record) *string { return &r.Project }),
		text("item", func(r *approval.Record) *string { return &r.Item }),
		text("kind", func(r *approval.Record) *approval.Kind { return &r.Kind }),
		day("on_day", func(r *approval.Record) *workday.Date { return &r.On }),
		text("reason", func(r *approval.Record) *approval.StopReason { return &r.Reason }),
		day("until_day", func(r *approval.Record) *workday.Date { return &r.Until }),
		text("notice", func(r *approval.Record) *string { return &r.Notice }),
		list("missing", func(r *approval.Record) *[]string { return &r.Missing }),
		day("supply_by", func(r *approval.Record) *workday.Date { return &r.SupplyBy }),
		text("doc", func(r *approval.Record) *string { return &r.Doc }),
		text("approver", func(r *approval.Record) *string { return &r.Approver }),
		list("certificate", func(r *approval.Record) *[]approval.Product { return &r.Certificate }),
		text("department", func(r *approval.Record) *string { return &r.Department }),
		flag("agrees", func(r *approval.Record) *bool { return &r.Agrees }),
		text("note", func(r *approval.Record) *string { return &r.Note }),
		text("source", func(r *approval.Record) *string { return &r.Source }),
		text("who", func(r *approval.Record) *string { return &r.By }),
		text("name", func(r *approval.Record) *string { return &r.Name }),
		day("wrote", func(r *approval.Record) *workday.Date { return &r.Wrote }),
		text("struck", func(r *approval.Record) *string { return &r.Struck }),
	},
})

// Approvals are a project's records by identifier, the order they were written down
// in, struck ones too; none of a project outside the scope.
func (tx *Tx) Approvals(project string) ([]approval.Record, error) {
	return partsOf(tx, approvals, project)
}

// AllApprovals are those of every project in scope, by project, then identifier.
func (tx *Tx) AllApprovals() ([]approval.Record, error) { return allParts(tx, approvals) }

// Approval finds one; NotFound, also when its project is outside the scope.
func (tx *Tx) Approval(id string) (*approval.Record, error) { return part(tx, approvals, id) }

// SaveApproval adds (was nil), changes or removes (is nil) a record of a project in
// scope; NotFound outside, Conflict when it is no longer what it was.
func (tx *Tx) SaveApproval(was, is *approval.Record) error { return savePart(tx, approvals, was, is) }
