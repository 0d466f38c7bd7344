package app

import (
	"slices"

	"guatu/internal/fault"
	"guatu/internal/schedule"
)

// The part of planning a node that says what its work takes and waits for.

// work puts what is stated about a node's work into it; what is not stated stays.
func (in MilestonePlan) work(is *schedule.Milestone, nodes []schedule.Milestone) error {
	if in.Days == nil && in.Needs == nil {
		return nil
	}
	if in.Days != nil {
		is.Days = *in.Days
	}
	if in.Needs != nil {
		is.Needs = append([]schedule.Need(nil), in.Needs...) // none named is none stored
	}
	all := withNode(nodes, is)
	var wrong fault.List
	wrong.Add(is.CheckWork(all))
	if wrong.Err() == nil {
		wrong.Add(schedule.CheckOrder(all))
	}
	return wrong.Err()
}

// withNode are a project's nodes with one of them as it will be.
func withNode(nodes []schedule.Milestone, is *schedule.Milestone) []schedule.Milestone {
	all := slices.Clone(nodes)
	i := slices.IndexFunc(all, func(m schedule.Milestone) bool { return m.Code == is.Code })
	if i < 0 {
		return append(all, *is)
	}
	all[i] = *is
	return all
}
