package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// A DeadlineKind is what a person has to do by a day.
type DeadlineKind string

// The kinds of deadline.
const (
	DeadlineDecide  DeadlineKind = "decide"  // 办结: an item of the department's desk
	DeadlineAnswer  DeadlineKind = "answer"  // 答复受理: after it silence accepts
	DeadlineSupply  DeadlineKind = "supply"  // 补齐容缺材料
	DeadlinePrepare DeadlineKind = "prepare" // 备齐申报材料: the item can be submitted from then on
	DeadlineTask    DeadlineKind = "task"    // 完成任务
)

// DeadlineKinds are all kinds.
var DeadlineKinds = []DeadlineKind{DeadlineDecide, DeadlineAnswer, DeadlineSupply, DeadlinePrepare, DeadlineTask}

// A Deadline is one day in a person's calendar. Its ID stays while the matter is the
// same, so that a calendar moves the day and does not add one.
type Deadline struct {
	ID      string       `json:"id"`
	Kind    DeadlineKind `json:"kind"`
	Day     workday.Date `json:"day"`
	Project string       `json:"project"`
	Name    string       `json:"project_name"`
	What    string       `json:"what"`             // the item, the document, the task
	Detail  string       `json:"detail,omitempty"` // what belongs to it: the item of a document, materials
	Late    bool         `json:"late,omitempty"`
}

// Deadlines are those of the actor, by day: what their department decides and answers,
// what they supply and prepare, their own tasks.
func (a *App) Deadlines(ctx context.Context, who access.Actor) ([]Deadline, error) {
	list := []Deadline{}
	if !who.Can(access.ReadProjects) {
		return list, nil
	}
	fig, rows, err := a.choose(ctx, who, ProjectFilter{})
	if err != nil {
		return nil, err
	}
	if is(who, access.RoleDepartment) {
		list = append(list, a.layDesk(fig, who, ApprovalDeskFilter{}).deadlines()...)
	}
	if is(who, access.RoleEnterprise) || is(who, access.RoleReporter) {
		a.eachCase(fig, who, "", func(row *ProjectRow, c *approvalCase) {
			if c.bad == nil {
				list = append(list, applicantDeadlines(fig, row, c)...)
			}
		})
	}
	for _, t := range tasksIn(fig, rows, func(t TaskLine) bool { return t.Owner == who.ID && t.Done.IsZero() }) {
		list = append(list, Deadline{"task/" + t.ID, DeadlineTask, t.Due.Last(), t.Project, t.ProjectName, t.Name, t.NodeName, t.Due.Last() < fig.on})
	}
	slices.SortStableFunc(list, func(x, y Deadline) int { return cmp.Or(cmp.Compare(x.Day, y.Day), cmp.Compare(x.ID, y.ID)) })
	return list, nil
}

// deadlines are those of a department's desk that it leads.
func (d *ApprovalDesk) deadlines() (list []Deadline) {
	if d.Department == "" {
		return nil
	}
	for _, l := range d.Lines {
		kind, day := DeadlineDecide, dayOrNone(l.Standing.Due)
		switch l.Lane {
		case LaneReady, LaneWaiting:
			continue
		case LaneAnswer:
			kind, day = DeadlineAnswer, l.Day
		}
		if l.Leads && day != 0 {
			list = append(list, Deadline{"approval/" + l.Project + "/" + l.Item, kind, day, l.Project, l.Name, l.ItemName, l.Unit, l.Lane == LaneOverdue})
		}
	}
	return list
}

// applicantDeadlines are what those who apply supply and prepare for one project.
func applicantDeadlines(fig *figured, row *ProjectRow, c *approvalCase) (list []Deadline) {
	var d ApprovalDay
	d.applicant(fig, row, c)
	for _, s := range d.Supply {
		list = append(list, Deadline{"supply/" + s.Project + "/" + s.Item + "/" + s.Doc, DeadlineSupply, s.By, s.Project, s.Name, s.Doc, s.ItemName, s.Late})
	}
	for _, p := range d.Prepare {
		var names []string
		for _, m := range p.Item.Materials {
			names = append(names, m.Name)
		}
		list = append(list, Deadline{"prepare/" + p.Project + "/" + p.Item.Item, DeadlinePrepare, p.Item.Ready, p.Project, p.Name, p.Item.Name, strings.Join(names, "、"), false})
	}
	return list
}

// FeedIssue makes the secret address of a person's calendar (日历订阅): whoever has it
// reads the person's deadlines, and nothing else.
type FeedIssue struct {
	Label string `json:"label"`
}

// feedDays is how long a calendar's address works.
const feedDays = 365

// FeedIssue gives the secret once; only its hash is kept. It is ended like a token.
func (a *App) FeedIssue(ctx context.Context, who access.Actor, in FeedIssue) (secret string, err error) {
	in.Label = strings.TrimSpace(in.Label)
	if in.Label == "" || len(in.Label) > 180 {
		return "", fault.New(fault.Invalid, "token.label").At("feed")
	}
	secret, hash := a.newToken()
	return secret, a.act(ctx, who, access.IssueToken, in.Label, func(tx *store.Tx) error {
		if err := tokensLeft(tx, who.ID); err != nil {
			return err
		}
		return tx.OpenSession(store.Session{ID: a.newID(), TokenHash: hash, Person: who.ID, Kind: FeedSession, Label: in.Label,
			OpenedAt: tx.Now, SeenAt: tx.Now, ExpiresAt: tx.Now.AddDate(0, 0, feedDays)})
	})
}
