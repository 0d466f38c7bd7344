package app

import (
	"cmp"
	"context"
	"slices"

	"guatu/internal/access"
	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/signal"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// A PausesFilter cuts the list of pauses (暂停).
type PausesFilter struct {
	Moment
	Unit   string `json:"unit,omitempty" query:"unit" doc:"a unit and those below it"`
	State  string `json:"state,omitempty" query:"state" doc:"asked, holds, ahead, expired, resumed, refused"`
	Reason string `json:"reason,omitempty" query:"reason"`
}

// A PausesPage is every pause there is or was, what waits and what ends soon first.
type PausesPage struct {
	Filter PausesFilter                 `json:"-"`
	On     workday.Date                 `json:"on"`
	Known  int64                        `json:"known"`
	Rows   []PauseRow                   `json:"rows"`
	States map[lifecycle.PauseState]int `json:"states"` // before the filter's state
	Waits  int                          `json:"waits"`  // requests and renewals without an answer
	Soon   int                          `json:"soon"`   // ending within the days of the rules
	Ledger []*ProjectRow                `json:"ledger"` // paused by a ledger's word alone
	Rules  lifecycle.PauseRules         `json:"-"`
}

// A PauseRow is one pause with where it stands and whose move it is.
type PauseRow struct {
	lifecycle.Pause
	ProjectName string               `json:"project_name"`
	Unit        string               `json:"unit"`
	UnitName    string               `json:"unit_name"`
	State       lifecycle.PauseState `json:"state"`
	ReasonName  string               `json:"reason_name"`
	Until       workday.Date         `json:"until"`
	Left        int                  `json:"left"`               // days to its last, that one counted in; 0 when it does not hold
	Soon        bool                 `json:"soon,omitempty"`     // ends within the days of the rules
	Renewals    int                  `json:"renewals,omitempty"` // granted so far
	Waits       bool                 `json:"waits,omitempty"`
	Waiting     lifecycle.PauseStep  `json:"waiting,omitzero"` // the request that waits
	MayDecide   bool                 `json:"may_decide,omitempty"`
	MayAsk      bool                 `json:"may_ask,omitempty"` // renew or resume
}

// Pauses lists pauses within the actor's scope.
func (a *App) Pauses(ctx context.Context, who access.Actor, f PausesFilter) (*PausesPage, error) {
	pf := ProjectFilter{Moment: f.Moment}
	if f.Unit != "" {
		pf.Unit = []string{f.Unit}
	}
	fig, rows, err := a.choose(ctx, who, pf)
	if err != nil {
		return nil, err
	}
	page := &PausesPage{Filter: f, On: fig.on, Known: fig.facts.n, Rules: fig.set.Pauses, Rows: []PauseRow{}, States: map[lifecycle.PauseState]int{}}
	for _, r := range rows {
		if r.LedgerPause() {
			page.Ledger = append(page.Ledger, r)
		}
		for i := range r.dossier.pauses {
			page.take(pauseRow(fig, who, r, &r.dossier.pauses[i]))
		}
	}
	slices.SortStableFunc(page.Rows, func(a, b PauseRow) int {
		return cmp.Or(cmp.Compare(a.urgency(), b.urgency()), cmp.Compare(a.Until, b.Until), cmp.Compare(a.ID, b.ID))
	})
	return page, nil
}

func (page *PausesPage) take(row PauseRow) {
	page.States[row.State]++
	if row.Waits {
		page.Waits++
	}
	if row.Soon {
		page.Soon++
	}
	if (page.Filter.State == "" || page.Filter.State == string(row.State)) && (page.Filter.Reason == "" || page.Filter.Reason == row.Reason) {
		page.Rows = append(page.Rows, row)
	}
}

// urgency puts what waits first, then what holds, then what is over.
func (r *PauseRow) urgency() int {
	switch {
	case r.Waits:
		return 0
	case r.State == lifecycle.PauseHolds:
		return 1
	case r.State == lifecycle.PauseAhead:
		return 2
	}
	return 3
}

// pauseRow puts one pause into its surroundings.
func pauseRow(fig *figured, who access.Actor, r *ProjectRow, p *lifecycle.Pause) PauseRow {
	rules := fig.set.Pauses
	row := PauseRow{Pause: *p, ProjectName: r.Project.Name, Unit: r.Project.Unit, UnitName: r.Unit, State: p.On(fig.on), ReasonName: rules.ReasonName(p.Reason), Until: p.Until()}
	for _, s := range p.Steps {
		if s.Act == lifecycle.RenewPause {
			row.Renewals++
		}
	}
	row.Waiting, row.Waits = p.Waits()
	if !row.Waits {
		row.Waiting = lifecycle.PauseStep{}
	}
	row.MayDecide = row.Waits && signerOf(fig.facts.tree, who, access.GrantPause, r.Project).May(rules.By, lifecycle.Signer{Who: row.Waiting.Who, Unit: row.Waiting.Unit}) == lifecycle.Allowed
	if row.State == lifecycle.PauseHolds {
		row.Left = int(row.Until-fig.on) + 1
		row.Soon = row.Left <= rules.RemindDays
	}
	row.MayAsk = who.Can(access.AskPause) && (row.State == lifecycle.PauseHolds || row.State == lifecycle.PauseAhead)
	return row
}

// still is the days on which the project stands still.
func (r *ProjectRow) still() lifecycle.Still { return lifecycle.StillOf(r.dossier.pauses) }

// LedgerPause tells that a ledger says 暂停 and nobody granted it: the row says so.
func (r *ProjectRow) LedgerPause() bool { return r.Project.Paused && r.State.Hold == nil }

// measure works out the year in both senses and the light, in which only granted
// pauses stand still.
func (r *ProjectRow) measure(d *dossier, set *ruleset.Set, on workday.Date) {
	course := target.Course{Curve: set.Curve, Still: lifecycle.StillOf(d.pauses)}
	r.Progress = course.Progress(d.project, d.figures, lifecycle.Dispatch, on)
	r.Statistics = course.Progress(d.project, d.figures, lifecycle.Statistics, on)
	r.State = set.Lights.Light(signal.Facts{Project: d.project, Progress: r.Progress, Pauses: d.pauses, Still: course.Still}, on)
}
