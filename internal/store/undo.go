// Undoing: what one cause did, taken back as a new act with its own entries.

package store

import (
	"cmp"
	"encoding/json"
	"slices"

	"guatu/internal/access"
	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/journal"
	"guatu/internal/lifecycle"
	"guatu/internal/schedule"
)

// listed is how many of the nouns in the way a refusal names.
const listed = 20

// A reversal makes a noun again what it was: from its last value under a cause
// to the value before the first.
type reversal func(tx *Tx, now, then json.RawMessage) error

// reversals are the nouns an import can touch.
var reversals = map[string]reversal{
	projects.noun: (*Tx).reverseProject,
	figures.noun: func(tx *Tx, now, then json.RawMessage) error {
		return reverse(figures, now, then, tx.SaveFigure, nil)
	},
	milestones.noun: func(tx *Tx, now, then json.RawMessage) error {
		return reverse(milestones, now, then, tx.SaveMilestone, tx.standingMilestone)
	},
	claims.noun: func(tx *Tx, now, then json.RawMessage) error {
		return reverse(claims, now, then, tx.SaveClaim, func(c *lifecycle.Claim) (*lifecycle.Claim, error) { return tx.Claim(c.ID) })
	},
	evidences.noun: func(tx *Tx, now, then json.RawMessage) error {
		return reverse(evidences, now, then, tx.SaveEvidence, func(e *lifecycle.Evidence) (*lifecycle.Evidence, error) { return tx.Evidence(e.ID) })
	},
	changes.noun: func(tx *Tx, now, then json.RawMessage) error {
		return reverse(changes, now, then, tx.SaveChange, func(c *schedule.Change) (*schedule.Change, error) { return tx.Change(c.ID) })
	},
	approvals.noun: func(tx *Tx, now, then json.RawMessage) error {
		return reverse(approvals, now, then, tx.SaveApproval, func(r *approval.Record) (*approval.Record, error) { return tx.Approval(r.ID) })
	},
	units.noun: func(tx *Tx, now, then json.RawMessage) error {
		return reverse(units, now, then, tx.SaveUnit, tx.standingUnit)
	},
}

// kept are the nouns an undoing leaves alone: the import stays in its list and
// is marked undone by whoever undoes it, and what was learned of a unit's
// layout stays true.
var kept = []string{imports.noun, ledgerMappings.noun, ledgerLayouts.noun}

// UndoCause takes back everything entered under a cause: every project, unit and
// part an import can touch becomes what it was before. Where others have changed any
// of it since, it is a Conflict that counts the nouns in the way and names the
// first of them; another kind of noun under the cause is a Conflict too; a
// cause that never was is NotFound, and so is one that reaches outside the scope.
// The act's action is access.UndoImport and its note the cause: by these the
// journal knows what was undone, and nothing is undone twice.
func (tx *Tx) UndoCause(cause string) error {
	if err := tx.acting(); err != nil {
		return err
	}
	if err := tx.notUndone(cause); err != nil {
		return err
	}
	steps, err := tx.steps(cause)
	if err != nil {
		return err
	}
	if err := tx.untouchedSince(cause); err != nil {
		return err
	}
	for _, s := range steps {
		if err := reversals[s.noun](tx, s.now, s.then); err != nil {
			return err
		}
	}
	return nil
}

// notUndone is the Conflict of a cause that was taken back already.
func (tx *Tx) notUndone(cause string) error {
	undone := false
	err := tx.query("SELECT 1 FROM journal WHERE tenant = ? AND action = ? AND note = ?", []any{tx.tenant, string(access.UndoImport), cause},
		func(func(...any) error) error { undone = true; return nil })
	if err == nil && undone {
		err = fault.New(fault.Conflict, "undo.undone")
	}
	return err
}

// A step is one noun's way back.
type step struct {
	noun      string
	now, then json.RawMessage
}

// steps folds the entries of a cause to one step a noun and key, in an order in
// which no figure is ever without its project.
func (tx *Tx) steps(cause string) ([]*step, error) {
	if err := tx.flush(entries.shape); err != nil {
		return nil, err
	}
	var found []*step
	byKey := map[[2]string]*step{}
	entered := false
	err := each(tx, entries, " AND t.cause = ? AND t.cause <> '' ORDER BY t.n", []any{cause}, func(e *journal.Entry) error {
		entered = true
		if slices.Contains(kept, e.Noun) {
			return nil
		}
		if reversals[e.Noun] == nil {
			return fault.New(fault.Conflict, "undo.noun", "noun", e.Noun, "key", e.Key)
		}
		s := byKey[[2]string{e.Noun, e.Key}]
		if s == nil {
			s = &step{noun: e.Noun, then: e.Before}
			byKey[[2]string{e.Noun, e.Key}] = s
			found = append(found, s)
		}
		s.now = e.After
		return nil
	})
	if err == nil && !entered {
		err = fault.New(fault.NotFound, "store.not_found", "noun", "cause", "key", cause)
	}
	found = slices.DeleteFunc(found, func(s *step) bool { return s.now == nil && s.then == nil })
	slices.SortStableFunc(found, func(a, b *step) int { return cmp.Compare(a.turn(), b.turn()) })
	return found, err
}

// turn orders the steps: parts go before what they belong to and come after it.
func (s *step) turn() int {
	part := isPart(s.noun)
	switch {
	case s.then == nil && part:
		return 0
	case s.then == nil:
		return 1
	case !part:
		return 2
	}
	return 3
}

// untouchedSince is the Conflict of a cause that others have built upon: a noun
// they changed after it, or anything they said about a project it brought. What
// was itself undone since is no change, nor is its undoing: imports are taken
// back one after the other, the last one first.
func (tx *Tx) untouchedSince(cause string) error {
	since := `SELECT DISTINCT l.noun, l.key FROM journal c
		JOIN journal l ON l.tenant = c.tenant AND l.about = c.about AND l.n > c.n AND l.cause <> c.cause
			AND ((l.noun = c.noun AND l.key = c.key) OR (c.noun = 'project' AND c.before = '' AND l.noun IN ` + projectNouns + `))
		WHERE c.tenant = ? AND c.cause = ? AND c.cause <> '' AND (c.noun = 'unit' OR c.noun IN ` + projectNouns + `)
			AND l.action <> ?
			AND NOT EXISTS (SELECT 1 FROM journal u WHERE u.tenant = l.tenant AND u.action = ? AND u.note = l.cause AND l.cause <> '')
		ORDER BY l.noun, l.key`
	count := 0
	var first []string
	err := tx.query(since, []any{tx.tenant, cause, string(access.UndoImport), string(access.UndoImport)}, func(scan func(...any) error) error {
		var noun, key string
		count++
		err := scan(&noun, &key)
		if len(first) < listed {
			first = append(first, noun+" "+key)
		}
		return err
	})
	if err == nil && count > 0 {
		err = fault.New(fault.Conflict, "undo.changed_since", "count", count, "first", first)
	}
	return err
}

// reverse saves the value before the first entry over what stands. What stands is
// the last value under the cause, untouchedSince saw to that, but for its version,
// which an import undone in between has counted on, and for columns that a
// migration has filled since; a figure has neither, and standing is nil.
func reverse[T any](t *table[T], now, then json.RawMessage, save func(was, is *T) error, standing func(*T) (*T, error)) error {
	was, err := decode[T](now)
	if err != nil {
		return err
	}
	is, err := decode[T](then)
	if err != nil {
		return err
	}
	if standing != nil && was != nil {
		if was, err = standing(was); err != nil {
			return err
		}
		if is != nil {
			*t.version(is) = *t.version(was)
		}
	}
	return save(was, is)
}

// reverseProject is reverse for projects; dates planned before baselines were
// kept become their own, as migration 0002 made them.
func (tx *Tx) reverseProject(now, then json.RawMessage) error {
	standing := func(p *lifecycle.Project) (*lifecycle.Project, error) { return tx.Project(p.ID) }
	save := func(was, is *lifecycle.Project) error {
		if is != nil {
			is.KeepBaselines()
		}
		return tx.SaveProject(was, is)
	}
	return reverse(projects, now, then, save, standing)
}

// standingMilestone is a milestone as it stands.
func (tx *Tx) standingMilestone(m *schedule.Milestone) (*schedule.Milestone, error) {
	list, err := tx.Milestones(m.Project)
	i := slices.IndexFunc(list, func(n schedule.Milestone) bool { return n.Code == m.Code })
	if err == nil && i < 0 {
		err = fault.New(fault.NotFound, "store.not_found", "noun", milestones.noun, "key", m.Code)
	}
	if err != nil {
		return nil, err
	}
	return &list[i], nil
}

// standingUnit is a unit as it stands.
func (tx *Tx) standingUnit(u *access.Unit) (*access.Unit, error) {
	list, err := tx.Units()
	i := slices.IndexFunc(list, func(v access.Unit) bool { return v.ID == u.ID })
	if err == nil && i < 0 {
		err = fault.New(fault.NotFound, "store.not_found", "noun", units.noun, "key", u.ID)
	}
	if err != nil {
		return nil, err
	}
	return &list[i], nil
}

// decode reads what encode wrote.
func decode[T any](b json.RawMessage) (*T, error) {
	if b == nil {
		return nil, nil
	}
	v := new(T)
	return v, json.Unmarshal(b, v)
}
