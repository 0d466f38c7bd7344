package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// A ClaimFilter says which claims. Lists are alternatives; fields must all hold.
type ClaimFilter struct {
	Moment
	State   []string `json:"state,omitempty" query:"state" doc:"disputed, deciding, checking, sent_back, recognised, taken_back, revoked"`
	Stage   []string `json:"stage,omitempty" query:"stage"`
	Unit    []string `json:"unit,omitempty" query:"unit" doc:"units; what is below them counts too"`
	Batch   string   `json:"batch,omitempty" query:"batch" doc:"claims of one go"`
	Mine    bool     `json:"mine,omitempty" query:"mine" doc:"only those that wait for me"`
	Overdue bool     `json:"overdue,omitempty" query:"overdue"`
	Query   string   `json:"q,omitempty" query:"q" maxLength:"100" doc:"part of a project's name or enterprise"`
	Page    int      `json:"page,omitempty" query:"page" minimum:"0" maximum:"100000"`
	Size    int      `json:"size,omitempty" query:"size" minimum:"0" maximum:"500"`
}

// A ClaimDesk is the claims of a filter, the most urgent first, with how many
// stand where among all the actor sees.
type ClaimDesk struct {
	Filter  ClaimFilter            `json:"-"`
	On      workday.Date           `json:"on"`
	Known   int64                  `json:"known"`
	Rows    []*ClaimRow            `json:"rows"`
	Count   int                    `json:"count"` // that the filter names
	Pages   int                    `json:"pages"`
	States  []Facet                `json:"states"` // of those the filter would name in any state
	Stages  []Facet                `json:"stages"`
	Mine    int                    `json:"mine"`
	Overdue int                    `json:"overdue"`
	Stock   int                    `json:"stock"` // projects whose declared stage has neither claim nor recognition
	Absent  []lifecycle.Department `json:"absent,omitempty"`
}

// Claims is the desk.
func (a *App) Claims(ctx context.Context, who access.Actor, f ClaimFilter) (*ClaimDesk, error) {
	if err := may(who, access.ReadProjects); err != nil {
		return nil, err
	}
	fig, err := a.at(ctx, who, f.Moment)
	if err != nil {
		return nil, err
	}
	f.Size, f.Page = cmp.Or(f.Size, pageSize), max(1, f.Page)
	d := &ClaimDesk{Filter: f, On: fig.on, Known: fig.facts.n}
	bench := fig.bench()
	d.Absent = bench.Absent()
	rows, err := d.gather(fig, bench, who)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(rows, byUrgency)
	d.Count, d.Pages = len(rows), max(1, (len(rows)+f.Size-1)/f.Size)
	from := min((f.Page-1)*f.Size, len(rows))
	d.Rows = rows[from:min(from+f.Size, len(rows))]
	return d, nil
}

// gather walks the claims once, counting as it goes.
func (d *ClaimDesk) gather(fig *figured, bench *lifecycle.Bench, who access.Actor) ([]*ClaimRow, error) {
	seen, err := ProjectFilter{Unit: d.Filter.Unit, Query: d.Filter.Query}.ready(fig.facts)
	if err != nil {
		return nil, err
	}
	states, stages := map[string]int{}, map[string]int{}
	rows := []*ClaimRow{}
	for _, r := range fig.seen(who.Scope(), seen.holds) {
		if r.Next.Pending != "" && r.Next.Claim == "" {
			d.Stock++
		}
		life := r.dossier.life(r.Tier)
		for i := range r.dossier.claims {
			claim := &r.dossier.claims[i]
			if claim.Steps[0].Day > fig.on || d.Filter.Batch != "" && claim.Batch != d.Filter.Batch {
				continue
			}
			row := claimRowOf(fig, r, bench.Case(life, claim.Stage), who)
			state, stage := string(row.Standing.State), string(claim.Stage)
			d.Mine, d.Overdue = d.Mine+b2i(row.Turn), d.Overdue+b2i(row.Standing.Overdue)
			if (!d.Filter.Overdue || row.Standing.Overdue) && listed(d.Filter.Stage, stage) {
				states[state]++
			}
			if d.others(row) && listed(d.Filter.State, state) {
				stages[stage]++
			}
			if d.others(row) && listed(d.Filter.Stage, stage) && listed(d.Filter.State, state) {
				rows = append(rows, row)
			}
		}
	}
	d.States = countedFacets(codesOf(lifecycle.ClaimStates), states)
	d.Stages = countedFacets(codesOf(append(slices.Clone(lifecycle.Stages), lifecycle.Exited)), stages)
	return rows, nil
}

// others are the filter's fields without a list of their own.
func (d *ClaimDesk) others(r *ClaimRow) bool {
	return (!d.Filter.Mine || r.Turn) && (!d.Filter.Overdue || r.Standing.Overdue)
}

// listed tells that a value is among those asked for, or that none are.
func listed(list []string, value string) bool {
	return len(list) == 0 || slices.Contains(list, value)
}

// countedFacets are counts as facets in a given order.
func countedFacets(order []string, counts map[string]int) []Facet {
	list := []Facet{}
	for _, key := range order {
		if counts[key] > 0 {
			list = append(list, Facet{Key: key, Name: key, Count: counts[key]})
		}
	}
	return list
}

// byUrgency puts what somebody must do first, the earliest due first; then what was
// decided, the latest first.
func byUrgency(a, b *ClaimRow) int {
	open := func(r *ClaimRow) int { return slices.Index(lifecycle.ClaimStates, r.Standing.State) }
	if a.Turn != b.Turn {
		return b2i(b.Turn) - b2i(a.Turn)
	}
	return cmp.Or(cmp.Compare(open(a), open(b)), cmp.Compare(dueOr(a), dueOr(b)),
		-cmp.Compare(lastDay(a), lastDay(b)), strings.Compare(a.Claim.ID, b.Claim.ID))
}

func dueOr(r *ClaimRow) workday.Date {
	return cmp.Or(r.Standing.Due, workday.LastDate)
}

func lastDay(r *ClaimRow) workday.Date { return r.Claim.Steps[len(r.Claim.Steps)-1].Day }

// A ClaimCount is how many claims wait for a person, for their day.
type ClaimCount struct {
	Decide   int `json:"decide"`    // 待认定
	Check    int `json:"check"`     // 待核查
	SentBack int `json:"sent_back"` // 被退回
	Overdue  int `json:"overdue"`   // of these, past their day
	// What came back, the first few, with why.
	Back []ClaimBack `json:"back,omitempty"`
}

// claimsOf counts the moves that are the actor's.
func claimsOf(fig *figured, rows []*ProjectRow, who access.Actor) *ClaimCount {
	n, bench := &ClaimCount{}, fig.bench()
	for _, r := range rows {
		for i := range r.dossier.claims {
			withdrawn := fresh(&r.dossier.claims[i], fig.on)
			if r.Next.Claim == "" && !withdrawn {
				continue // it waits for nobody
			}
			c := bench.Case(r.dossier.life(r.Tier), r.dossier.claims[i].Stage)
			now := c.Standing()
			if now.Move == "" || !turn(who, c, now) {
				continue
			}
			n.Overdue += b2i(now.Overdue)
			n.Decide += b2i(now.Move == lifecycle.MoveOffice)
			n.Check += b2i(now.Move == lifecycle.MoveDepartment)
			n.SentBack += b2i(now.Move == lifecycle.MoveUnit && now.State != lifecycle.TakenBack && now.State != lifecycle.Revoked)
			if now.State == lifecycle.Revoked && !withdrawn {
				continue
			}
			if back := backOf(c, now); back != nil && len(n.Back) < dayBacks {
				n.Back = append(n.Back, *back)
			}
		}
	}
	if n.Decide+n.Check+n.SentBack+n.Overdue+len(n.Back) == 0 {
		return nil
	}
	return n
}

// freshDays is how long a withdrawn recognition stands on its unit's day: it need
// not be declared again.
const freshDays = 31

// fresh tells that a recognition was withdrawn lately.
func fresh(c *lifecycle.Claim, today workday.Date) bool {
	last := c.Steps[len(c.Steps)-1]
	return last.Act == lifecycle.Revoke && last.Day <= today && last.Day+freshDays >= today
}
