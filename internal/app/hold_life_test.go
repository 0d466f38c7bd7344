package app

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/journal"
	"guatu/internal/lifecycle"
	"guatu/internal/schedule"
	"guatu/internal/store"
	"guatu/internal/store/storetest"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// A scribble writes one kind of part past the use cases: adds one to a project, or
// changes or removes one that is there, by chance.
type scribble func(tx *store.Tx, r *rand.Rand, project, id string) error

// scribbleOf is the scribble of parts of type T. touch fills in a new value, or
// changes one.
func scribbleOf[T any](list func(*store.Tx, string) ([]T, error), save func(tx *store.Tx, was, is *T) error, touch func(v *T, project, id string)) scribble {
	return func(tx *store.Tx, r *rand.Rand, project, id string) error {
		its, err := list(tx, project)
		if err != nil {
			return err
		}
		if len(its) == 0 || r.IntN(2) == 0 {
			is := new(T)
			touch(is, project, id)
			return save(tx, nil, is)
		}
		was := its[r.IntN(len(its))]
		if r.IntN(3) == 0 {
			return save(tx, &was, nil)
		}
		is := was
		touch(&is, project, "")
		return save(tx, &was, &is)
	}
}

// named gives a new value its project and identifier and leaves an old one's.
func named(project, id string, itsProject, itsID *string) {
	if id != "" {
		*itsProject, *itsID = project, id
	}
}

// scribbles are those of every part that use cases of their own write.
var scribbles = []scribble{
	scribbleOf((*store.Tx).Claims, (*store.Tx).SaveClaim, func(c *lifecycle.Claim, project, id string) {
		named(project, id, &c.Project, &c.ID)
		c.Steps = append(c.Steps, lifecycle.ClaimStep{Act: lifecycle.Declare, Note: id})
	}),
	scribbleOf((*store.Tx).Evidences, (*store.Tx).SaveEvidence, func(e *lifecycle.Evidence, project, id string) {
		named(project, id, &e.Project, &e.ID)
		e.Files, e.Dropped = append(e.Files, lifecycle.File{Hash: id}), !e.Dropped
	}),
	scribbleOf((*store.Tx).Pauses, (*store.Tx).SavePause, func(p *lifecycle.Pause, project, id string) {
		named(project, id, &p.Project, &p.ID)
		p.Steps = append(p.Steps, lifecycle.PauseStep{Act: lifecycle.AskPause, Note: id})
	}),
	scribbleOf((*store.Tx).Visits, (*store.Tx).SaveVisit, func(v *lifecycle.Visit, project, id string) {
		named(project, id, &v.Project, &v.ID)
		v.Seen, v.Day = append(v.Seen, lifecycle.Seen{Question: "q"}), workday.NewDate(2026, 3, 1)
	}),
	scribbleOf((*store.Tx).Changes, (*store.Tx).SaveChange, func(c *schedule.Change, project, id string) {
		named(project, id, &c.Project, &c.ID)
		c.Steps = append(c.Steps, schedule.ChangeStep{Act: schedule.Ask, Note: id})
	}),
	scribbleOf((*store.Tx).Approvals, (*store.Tx).SaveApproval, func(r *approval.Record, project, id string) {
		named(project, id, &r.Project, &r.ID)
		r.Struck, r.Note = "", id
	}),
	func(tx *store.Tx, _ *rand.Rand, project, id string) error {
		its, err := tx.Checklists(project)
		if err != nil || len(its) == 0 {
			return errors.Join(err, tx.SaveChecklist(nil, &approval.Checklist{ID: id, Project: project, Limit: 45}))
		}
		is := its[0]
		is.Limit++
		return tx.SaveChecklist(&its[0], &is)
	},
	scribbleOf((*store.Tx).Tasks, (*store.Tx).SaveTask, func(t *schedule.Task, project, id string) {
		named(project, id, &t.Project, &t.ID)
		t.Order++
	}),
	func(tx *store.Tx, _ *rand.Rand, project, id string) error {
		return tx.SaveAnswer(nil, &lifecycle.Answer{ID: id, Project: project, Text: "说明"})
	},
	func(tx *store.Tx, r *rand.Rand, _, id string) error {
		if err := tx.SaveGoal(nil, &target.Goal{ID: id}); err != nil {
			return err
		}
		if r.IntN(2) == 0 {
			return tx.SavePledge(&target.Pledge{ID: id, Goal: id, Lines: []target.Line{{Terms: r.IntN(9)}}})
		}
		return tx.SaveTarget(nil, &target.Target{ID: id, Goal: id, Span: target.InYear(2026), Terms: []target.Terms{{Any: true}}})
	},
	func(tx *store.Tx, r *rand.Rand, _, id string) error {
		its, err := tx.Batches()
		if err != nil {
			return err
		}
		if len(its) == 0 || r.IntN(2) == 0 {
			return tx.SaveBatch(nil, &lifecycle.Batch{ID: id, Due: workday.NewDate(2026, 3, 1+r.IntN(6))})
		}
		was := its[r.IntN(len(its))]
		if r.IntN(3) == 0 {
			return tx.SaveBatch(&was, nil)
		}
		is := was
		is.Count++
		return tx.SaveBatch(&was, &is)
	},
}

// live writes something of a project's life.
func (o *office) live(r *rand.Rand, project string) error {
	by := journal.By{Who: "tester", Action: access.ChangeProject}
	write := scribbles[r.IntN(len(scribbles))]
	return o.db.Write(o.ctx(), access.SystemScope(storetest.Tenant, access.SystemTick), by, func(tx *store.Tx) error {
		return write(tx, r, project, o.newID())
	})
}

// TestWhatWasKnownIsReadBackWithItsLife holds the journal read back to the memory
// of that moment.
func TestWhatWasKnownIsReadBackWithItsLife(t *testing.T) {
	o := newOffice(t)
	var ids, causes []string
	r := rand.New(rand.NewPCG(8, 3))
	for range 120 {
		if err := o.randomAct(r, &ids, &causes); err != nil {
			continue
		}
	}
	then, err := o.facts(t.Context(), storetest.Tenant)
	o.must(err)
	want := plainOf(then)
	for range 80 {
		if err := o.randomAct(r, &ids, &causes); err != nil {
			continue
		}
	}
	_, err = o.facts(t.Context(), storetest.Tenant)
	o.must(err)
	known, err := o.factsKnownAt(t.Context(), storetest.Tenant, then.n)
	o.must(err)
	got := plainOf(known)
	want.Units, want.People, want.Settings = got.Units, got.People, got.Settings // the frame is today's
	if diff := cmp.Diff(want, got, empties); diff != "" {
		t.Errorf("(-then +known):\n%s", diff)
	}
	living := 0
	for _, d := range got.Dossiers {
		living += min(len(d.Claims), 1) + min(len(d.Evidence), 1) + min(len(d.Answers), 1) + min(len(d.Pauses), 1) + min(len(d.Visits), 1) + min(len(d.Changes), 1) + min(len(d.Tasks), 1) + min(len(d.Approvals), 1)
	}
	if living < 5 || len(got.Batches) == 0 {
		t.Errorf("%d kinds of life and %d batches are too few to show anything", living, len(got.Batches))
	}
}
