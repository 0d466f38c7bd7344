package app

import (
	"context"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/blob"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/ruleset"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// EvidenceKeep enters a piece of evidence (登记佐证材料), or changes what was
// entered. What stands on it is typed once and read by stages, approvals,
// cross-checks and statistics alike.
type EvidenceKeep struct {
	// ID is the piece to change; a new one may bring an ID made on the device
	// (version 0), so that sending it twice enters it once.
	ID      string       `json:"evidence,omitempty" maxLength:"64"`
	Project string       `json:"-" path:"id"`
	Version int          `json:"version"`
	Kind    string       `json:"kind"`
	Title   string       `json:"title,omitempty"`
	Number  string       `json:"number,omitempty"`
	Issuer  string       `json:"issuer,omitempty"`
	Issued  workday.When `json:"issued,omitzero"`
	Until   workday.When `json:"until,omitzero"`
	Holder  string       `json:"holder,omitempty"`
	Amount  money.Opt    `json:"amount,omitzero"`
	Note    string       `json:"note,omitempty"`
	Visit   string       `json:"visit,omitempty"`
	// FilesFollow says that files will be sent after it: it may say nothing yet.
	FilesFollow bool `json:"files_follow,omitempty"`
}

// EvidenceKeep gives its ID. All mistakes are told at once. A certificate that the
// project has already is Conflict evidence.known with its "id": it is opened
// instead of entered twice (同类材料最多报一次).
func (a *App) EvidenceKeep(ctx context.Context, who access.Actor, in EvidenceKeep) (id string, err error) {
	err = a.actOnEvidence(ctx, who, "", func(tx *store.Tx, set *ruleset.Set) error {
		all, err := tx.Evidences(in.Project)
		if err != nil {
			return err
		}
		was := findEvidence(all, in.ID)
		is := in.over(was, tx.Today, who)
		switch {
		case was != nil && in.Version == 0 && sameEvidence(*was, is):
			id = was.ID
			return nil // sent twice
		case was != nil && was.Dropped:
			return fault.New(fault.Conflict, "evidence.was_dropped")
		case is.ID == "":
			is.ID = a.newID()
		}
		id = is.ID
		if err := mayMend(tx, who, was); err != nil {
			return err
		}
		if err := in.check(&is, all, set, tx.Today); err != nil {
			return err
		}
		return tx.SaveEvidence(was, &is)
	})
	return id, err
}

// mayMend refuses an enterprise to change or void what an office entered: its own
// documents are its own, the permit a department typed and the photos of a visit
// are not. Files it may add to either, each under its name.
func mayMend(tx *store.Tx, who access.Actor, was *lifecycle.Evidence) error {
	if was == nil || ownPaper(who, was, access.Person{}) {
		return nil
	}
	by, err := tx.Person(was.By)
	switch {
	case err != nil && fault.KindOf(err) != fault.NotFound:
		return err
	case err == nil && ownPaper(who, was, *by):
		return nil
	}
	return fault.New(fault.Forbidden, "evidence.not_yours")
}

// ownPaper tells whether somebody may change a piece that a person entered.
func ownPaper(who access.Actor, e *lifecycle.Evidence, by access.Person) bool {
	firm := who.Scope().Enterprise()
	return firm == "" || e.By == who.ID || by.Enterprise == firm
}

// actOnEvidence is act with the rules of the day.
func (a *App) actOnEvidence(ctx context.Context, who access.Actor, note string, fn func(*store.Tx, *ruleset.Set) error) error {
	if err := may(who, access.KeepEvidence); err != nil {
		return err
	}
	f, err := a.facts(ctx, who.Tenant())
	if err != nil {
		return err
	}
	return a.act(ctx, who, access.KeepEvidence, note, func(tx *store.Tx) error {
		return fn(tx, ruleset.InForce(f.sets, tx.Today))
	})
}

// over is what is typed laid over what was known.
func (in EvidenceKeep) over(was *lifecycle.Evidence, today workday.Date, who access.Actor) lifecycle.Evidence {
	is := lifecycle.Evidence{ID: in.ID, Project: in.Project, Visit: in.Visit, By: who.ID, Day: today}
	if was != nil {
		is = *was
	}
	is.Version, is.Kind, is.Amount, is.Issued, is.Until = in.Version, in.Kind, in.Amount, in.Issued, in.Until
	is.Title, is.Number, is.Issuer = strings.TrimSpace(in.Title), strings.TrimSpace(in.Number), strings.TrimSpace(in.Issuer)
	is.Holder, is.Note = strings.TrimSpace(in.Holder), strings.TrimSpace(in.Note)
	return is
}

// check gathers all mistakes; that it is known already stands alone when it is the
// only one.
func (in EvidenceKeep) check(is *lifecycle.Evidence, all []lifecycle.Evidence, set *ruleset.Set, today workday.Date) error {
	var wrong fault.List
	wrong.Add(is.Check(&set.Recognition, today))
	wrong.Check(is.Says() || in.FilesFollow, "number", "evidence.empty")
	if err := wrong.Err(); err != nil {
		return err
	}
	if known := is.SamePaper(all); known != nil {
		return fault.New(fault.Conflict, "evidence.known", "number", known.Number, "id", known.ID).At("number")
	}
	return nil
}

func findEvidence(all []lifecycle.Evidence, id string) *lifecycle.Evidence {
	i := slices.IndexFunc(all, func(e lifecycle.Evidence) bool { return e.ID == id })
	if i < 0 {
		return nil
	}
	return &all[i]
}

// sameEvidence tells that both say the same.
func sameEvidence(a, b lifecycle.Evidence) bool {
	return a.Kind == b.Kind && a.Title == b.Title && a.Number == b.Number && a.Issuer == b.Issuer && a.Issued == b.Issued &&
		a.Until == b.Until && a.Holder == b.Holder && a.Amount == b.Amount && a.Note == b.Note
}

// EvidenceDrop declares a piece of evidence void (作废): it counts no more, and
// stays on record with its files. A claim that presents it is no longer whole.
type EvidenceDrop struct {
	Project string `json:"-" path:"id"`
	ID      string `json:"-" path:"evidence"`
	Version int    `json:"version"`
	Because string `json:"because"`
}

// EvidenceDrop writes it; a reason must be given.
func (a *App) EvidenceDrop(ctx context.Context, who access.Actor, in EvidenceDrop) error {
	in.Because = strings.TrimSpace(in.Because)
	return a.actOnEvidence(ctx, who, in.Because, func(tx *store.Tx, set *ruleset.Set) error {
		was, err := evidenceOf(tx, in.Project, in.ID)
		if err != nil {
			return err
		}
		if was.Dropped {
			return fault.New(fault.Conflict, "evidence.was_dropped")
		}
		if err := mayMend(tx, who, was); err != nil {
			return err
		}
		is := *was
		is.Version, is.Dropped, is.Because = in.Version, true, in.Because
		if is.Because == "" {
			return fault.New(fault.Invalid, "evidence.drop_reason").At("because")
		}
		if err := is.Check(&set.Recognition, tx.Today); err != nil {
			return err
		}
		return tx.SaveEvidence(was, &is)
	})
}

// evidenceOf reads a piece of a project; one of another project is not found.
func evidenceOf(tx *store.Tx, project, id string) (*lifecycle.Evidence, error) {
	e, err := tx.Evidence(id)
	if err == nil && e.Project != project {
		err = fault.New(fault.NotFound, "store.not_found", "noun", "evidence", "key", id)
	}
	return e, err
}

// fileStore is where files are kept.
func (a *App) fileStore() (*blob.Store, error) {
	if a.files == nil {
		return nil, fault.New(fault.Unavailable, "evidence.no_store")
	}
	return a.files, nil
}
