package app

import (
	"slices"

	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/ruleset"
	"guatu/internal/store"
)

// An approvalWork is what an act on one project's approvals stands on.
type approvalWork struct {
	ground *approvalGround
	file   approvalFile
	set    *ruleset.Set
	sets   []*ruleset.Set
}

// deskOf reads it as it is now.
func workOf(tx *store.Tx, project string) (*approvalWork, error) {
	p, err := tx.Project(project)
	if err != nil {
		return nil, err
	}
	w := &approvalWork{file: approvalFile{project: p}}
	if w.ground, err = groundIn(tx, p); err != nil {
		return nil, err
	}
	lists, err := tx.Checklists(project)
	if err != nil {
		return nil, err
	}
	if len(lists) > 0 {
		w.file.list = &lists[0]
	}
	if w.file.records, err = tx.Approvals(project); err != nil {
		return nil, err
	}
	if w.sets, err = setsOf(tx); err != nil {
		return nil, err
	}
	w.set = ruleset.InForce(w.sets, tx.Today)
	return w, nil
}

// catalogueOf is the one the project was screened by.
func (w *approvalWork) catalogueOf() *approval.Catalogue {
	if w.file.list == nil {
		return w.set.Approvals
	}
	return approvalsOf(w.sets, w.file.list.Rules, w.set)
}

// save keeps a checklist that the records agree with.
func (w *approvalWork) save(tx *store.Tx, is *approval.Checklist) error {
	was := w.file.list
	if err := w.begun(is); err != nil {
		return err
	}
	names := approvalNames{is.Items, w.set.Approvals}
	w.file.list = is
	if _, err := w.ground.start(w.file); err != nil {
		return names.named(approval.OwnFields(err))
	}
	return tx.SaveChecklist(was, is)
}

// begun names the items that would fall out though something has happened to them.
func (w *approvalWork) begun(is *approval.Checklist) error {
	items, err := is.Amended()
	if err != nil {
		return err
	}
	var wrong fault.List
	said := map[string]bool{}
	for i := range w.file.records {
		r := &w.file.records[i]
		there := slices.ContainsFunc(items, func(it approval.Item) bool { return it.ID == r.Item })
		if !there && r.Counts() && !said[r.Item] {
			said[r.Item] = true
			wrong.Add(fault.New(fault.Invalid, "checklist.begun", "item", w.file.list.NameOf(r.Item)))
		}
	}
	return wrong.Err()
}
