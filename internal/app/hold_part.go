package app

import (
	"slices"
	"strings"

	"guatu/internal/approval"
	"guatu/internal/journal"
	"guatu/internal/lifecycle"
	"guatu/internal/schedule"
	"guatu/internal/store"
)

// A part is one noun that belongs to projects, as the hold reads it at a start,
// feeds it from the journal and keeps it in dossiers. There is one for each noun
// and none that is handled otherwise.
type part interface {
	word() string
	read(tx *store.Tx) (place func(*facts), err error)
	feed(e journal.Entry, open func(project string) *dossier) error
	unshare(d *dossier)
	sort(d *dossier)
}

// parts are all of them; the journal's word for each is its noun in the store.
var parts = []part{
	partOf[lifecycle.Figure]{"figure", (*store.Tx).AllFigures,
		func(d *dossier) *[]lifecycle.Figure { return &d.figures },
		func(f *lifecycle.Figure) *string { return &f.Project }, byMonthAndSense},
	partOf[schedule.Milestone]{"milestone", (*store.Tx).AllMilestones,
		func(d *dossier) *[]schedule.Milestone { return &d.milestones },
		func(m *schedule.Milestone) *string { return &m.Project }, byPlace},
	partOf[lifecycle.Claim]{"claim", (*store.Tx).AllClaims,
		func(d *dossier) *[]lifecycle.Claim { return &d.claims },
		func(c *lifecycle.Claim) *string { return &c.Project },
		func(a, b lifecycle.Claim) int { return strings.Compare(a.ID, b.ID) }},
	partOf[lifecycle.Evidence]{"evidence", (*store.Tx).AllEvidences,
		func(d *dossier) *[]lifecycle.Evidence { return &d.evidence },
		func(e *lifecycle.Evidence) *string { return &e.Project },
		func(a, b lifecycle.Evidence) int { return strings.Compare(a.ID, b.ID) }},
	partOf[lifecycle.Answer]{"answer", (*store.Tx).AllAnswers,
		func(d *dossier) *[]lifecycle.Answer { return &d.answers },
		func(a *lifecycle.Answer) *string { return &a.Project },
		func(a, b lifecycle.Answer) int { return strings.Compare(a.ID, b.ID) }},
	partOf[lifecycle.Pause]{"pause", (*store.Tx).AllPauses,
		func(d *dossier) *[]lifecycle.Pause { return &d.pauses },
		func(p *lifecycle.Pause) *string { return &p.Project },
		func(a, b lifecycle.Pause) int { return strings.Compare(a.ID, b.ID) }},
	partOf[lifecycle.Visit]{"visit", (*store.Tx).AllVisits,
		func(d *dossier) *[]lifecycle.Visit { return &d.visits },
		func(v *lifecycle.Visit) *string { return &v.Project },
		func(a, b lifecycle.Visit) int { return strings.Compare(a.ID, b.ID) }},
	partOf[schedule.Change]{"change", (*store.Tx).AllChanges,
		func(d *dossier) *[]schedule.Change { return &d.changes },
		func(c *schedule.Change) *string { return &c.Project },
		func(a, b schedule.Change) int { return strings.Compare(a.ID, b.ID) }},
	partOf[schedule.Task]{"task", (*store.Tx).AllTasks,
		func(d *dossier) *[]schedule.Task { return &d.tasks },
		func(t *schedule.Task) *string { return &t.Project },
		func(a, b schedule.Task) int { return strings.Compare(a.ID, b.ID) }},
	partOf[approval.Checklist]{"checklist", (*store.Tx).AllChecklists,
		func(d *dossier) *[]approval.Checklist { return &d.checklists },
		func(l *approval.Checklist) *string { return &l.Project },
		func(a, b approval.Checklist) int { return strings.Compare(a.ID, b.ID) }},
	partOf[approval.Record]{"approval", (*store.Tx).AllApprovals,
		func(d *dossier) *[]approval.Record { return &d.approvals },
		func(r *approval.Record) *string { return &r.Project },
		func(a, b approval.Record) int { return strings.Compare(a.ID, b.ID) }},
}

// partsByNoun finds a part by the journal's word.
var partsByNoun = func() map[string]part {
	all := make(map[string]part, len(parts))
	for _, p := range parts {
		all[p.word()] = p
	}
	return all
}()

// byMonthAndSense and byPlace are the orders of figures and milestones; the rest
// stand in the order they were made in, which their identifiers keep.
func byMonthAndSense(a, b lifecycle.Figure) int {
	if c := a.Month.Compare(b.Month); c != 0 {
		return c
	}
	return strings.Compare(string(a.Sense), string(b.Sense))
}

func byPlace(a, b schedule.Milestone) int {
	if a.Order != b.Order {
		return a.Order - b.Order
	}
	return strings.Compare(a.Code, b.Code)
}

// partOf is a part whose values are of type T.
type partOf[T any] struct {
	noun    string
	all     func(*store.Tx) ([]T, error)
	lies    func(*dossier) *[]T
	project func(*T) *string
	order   func(a, b T) int // 0 only of a value and its own later versions
}

func (p partOf[T]) word() string { return p.noun }

// read reads all there are; they come project by project.
func (p partOf[T]) read(tx *store.Tx) (func(*facts), error) {
	list, err := p.all(tx)
	return func(f *facts) { p.place(f, list) }, err
}

// place lays what was read into the dossiers, each with no room to grow.
func (p partOf[T]) place(f *facts, list []T) {
	for from := 0; from < len(list); {
		id := *p.project(&list[from])
		to := from + 1
		for to < len(list) && *p.project(&list[to]) == id {
			to++
		}
		if i, ok := f.index[id]; ok {
			d := f.dossiers[i]
			its := slices.Clone(list[from:to])
			for k := range its {
				*p.project(&its[k]) = d.project.ID // one text for all of a project
			}
			*p.lies(d) = its
		}
		from = to
	}
}

// feed takes in what an entry says: a value added, changed or removed.
func (p partOf[T]) feed(e journal.Entry, open func(string) *dossier) error {
	v, removed, err := pick[T](e)
	if err != nil {
		return err
	}
	d := open(*p.project(&v))
	if d == nil {
		return nil
	}
	list := p.lies(d)
	*list = slices.DeleteFunc(*list, func(o T) bool { return p.order(o, v) == 0 })
	if len(*list) == 0 {
		*list = nil
	}
	if !removed {
		*p.project(&v) = d.project.ID
		*list = append(*list, v)
	}
	return nil
}

// unshare lets a copied dossier be changed without the one it was copied from.
func (p partOf[T]) unshare(d *dossier) {
	list := p.lies(d)
	*list = slices.Clone(*list)
}

func (p partOf[T]) sort(d *dossier) { slices.SortFunc(*p.lies(d), p.order) }
