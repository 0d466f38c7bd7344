package app

import (
	"cmp"
	"slices"

	"guatu/internal/access"
	"guatu/internal/schedule"
	"guatu/internal/workday"
)

// A ProjectDate is one governed date of a project with what became of it: 原定 →
// 现行 → 预计, each request about it, whose doing its slip is, what was missed.
type ProjectDate struct {
	schedule.Date
	Changes []ChangeRow            `json:"changes,omitempty"` // in the order they were asked for
	Slips   map[schedule.Class]int `json:"slips,omitempty"`   // days granted, by class
	Missed  []workday.When         `json:"missed,omitempty"`
	Waits   *ChangeRow             `json:"waits,omitempty"` // the request that waits
}

// datesOf are a project's governed dates; a milestone that is a stage's date under
// another name is listed with the stage's changes.
func datesOf(fig *figured, who access.Actor, r *ProjectRow) []ProjectDate {
	dates := r.dates(fig)
	list := make([]ProjectDate, 0, len(dates))
	for _, d := range dates {
		if d.Planned.IsZero() {
			continue
		}
		node := d.Node
		if d.Twin {
			node = schedule.StageNode(d.Stage)
		}
		its := changesAt(r.dossier.changes, node)
		p := ProjectDate{Date: d, Slips: fig.set.Changes.Slips(its), Missed: schedule.Missed(d, its, r.still(), fig.on)}
		for i := range its {
			p.Changes = append(p.Changes, changeRow(fig, who, r, dates, &its[i]))
		}
		for i := range p.Changes {
			if p.Changes[i].State == schedule.ChangeWaits {
				p.Waits = &p.Changes[i]
			}
		}
		list = append(list, p)
	}
	return list
}

// pausesOf are a project's pauses, the newest first.
func pausesOf(fig *figured, who access.Actor, r *ProjectRow) []PauseRow {
	list := make([]PauseRow, 0, len(r.dossier.pauses))
	for i := range r.dossier.pauses {
		list = append(list, pauseRow(fig, who, r, &r.dossier.pauses[i]))
	}
	slices.SortStableFunc(list, func(a, b PauseRow) int { return cmp.Compare(b.From, a.From) })
	return list
}
