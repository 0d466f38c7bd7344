package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/workday"
)

// ChecklistTry asks what a screening would come to. Nothing is kept.
type ChecklistTry struct {
	Project string            `json:"-" path:"id"`
	Answers map[string]string `json:"answers,omitempty"`
}

// A ChecklistTrial is a screening before it is kept: what is known, what is asked,
// and the network that follows.
type ChecklistTrial struct {
	Project   *ProjectRow         `json:"project"`
	On        workday.Date        `json:"on"`
	Version   int                 `json:"version"` // of the checklist there is; 0 for none
	Questions []ChecklistQuestion `json:"questions"`
	Items     []ApprovalItem      `json:"items"`
	Dropped   []ApprovalDropped   `json:"dropped"`
	Until     string              `json:"until"`
	Limit     int                 `json:"limit"`
	Forecast  workday.Date        `json:"forecast,omitzero"` // were everything submitted today
	Path      []string            `json:"critical_path"`
	Gone      []string            `json:"gone,omitempty"` // names of items that were there and fall out
	New       []string            `json:"new,omitempty"`
}

// A ChecklistQuestion is a question with what it is answered with.
type ChecklistQuestion struct {
	approval.Question
	Answer string `json:"answer"`
	// Known is why it need not be asked: the project's kind, its park's assessment.
	Known bool `json:"known,omitempty"`
}

// ChecklistTry screens a project by answers; those left out are as known, as they
// were, or the usual ones.
func (a *App) ChecklistTry(ctx context.Context, who access.Actor, in ChecklistTry) (*ChecklistTrial, error) {
	fig, row, err := a.row(ctx, who, in.Project, Moment{})
	if err != nil {
		return nil, err
	}
	if err := may(who, access.KeepChecklist); err != nil {
		return nil, err
	}
	g, c := groundOf(fig), fig.set.Approvals
	known := c.Known(row.Project.Kind, g.replaced(row.Project))
	answers := map[string]string{}
	was := row.dossier.checklists
	for _, q := range c.Questions {
		if len(was) > 0 {
			answers[q.Code] = was[0].Answer(q.Code)
		}
		if given := in.Answers[q.Code]; given != "" {
			answers[q.Code] = given
		}
	}
	list, err := screen(c, row.Project, g.replaced(row.Project), answers)
	if err != nil {
		return nil, err
	}
	t := &ChecklistTrial{Project: row, On: fig.on, Limit: list.Limit, Dropped: []ApprovalDropped{}, Items: []ApprovalItem{}, Path: []string{}}
	for _, q := range c.Questions {
		t.Questions = append(t.Questions, ChecklistQuestion{q, list.Answer(q.Code), known[q.Code] != "" && known[q.Code] == list.Answer(q.Code)})
	}
	if len(was) > 0 {
		t.Version = was[0].Version
		list.Amendments = list.Kept(was[0].Amendments)
		t.Gone, t.New = missingFrom(was[0].Items, list.Items), missingFrom(list.Items, was[0].Items)
	}
	return t, t.fill(fig, g, approvalFile{project: row.Project, list: list})
}

// missingFrom are the names of items that another list does not have.
func missingFrom(items, others []approval.Item) (names []string) {
	for _, it := range items {
		found := false
		for _, o := range others {
			found = found || o.ID == it.ID
		}
		if !found {
			names = append(names, it.Name)
		}
	}
	return names
}

// fill reckons the network as if nothing had happened yet.
func (t *ChecklistTrial) fill(fig *figured, g *approvalGround, f approvalFile) error {
	run, err := g.start(f)
	if err != nil {
		return err
	}
	p := &ApprovalPage{Catalogue: fig.set.Approvals, Calendar: g.calendar(), Items: t.Items, Path: t.Path}
	c := &approvalCase{approvalFile: f, areas: g.areasOf(f.project), on: g.today, run: run, items: run.Network().Items(), result: run.Result()}
	p.fill(fig.bench(), c, run)
	t.Items, t.Until, t.Forecast, t.Path = p.Items, p.Until, p.Forecast, p.Path
	for _, d := range f.list.Dropped {
		t.Dropped = append(t.Dropped, p.dropped(d))
	}
	return nil
}
