package app

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"guatu/internal/access"
	"guatu/internal/blob"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/photo"
	"guatu/internal/ruleset"
	"guatu/internal/store"
)

// UploadFinish attaches a file that has come in whole to a piece of evidence:
// one that is there, or a new one of a kind.
type UploadFinish struct {
	UploadAsk
	// Evidence is the piece it belongs to. One that is not there yet is entered
	// under this ID when Kind is given: a client that sends twenty photos of one
	// set makes one ID for them. Empty is a piece of its own.
	Evidence string `json:"evidence,omitempty" maxLength:"64"`
	Kind     string `json:"kind,omitempty"`
	Title    string `json:"title,omitempty"` // of a new piece
	Visit    string `json:"visit,omitempty"` // of a new piece: the field visit it was made on
}

// UploadFinish reads the file back, judges what it truly is, and writes it down.
// The bytes are on the disk before the journal says so. Asked twice, it attaches
// once and answers the same.
//
// Faults: upload.gone, upload.unfinished with the offset, upload.hash; file.lies,
// file.program, file.empty, file.unreadable, photo.damaged, photo.too_large, after
// which the upload is over; evidence.was_dropped, evidence.many_files.
func (a *App) UploadFinish(ctx context.Context, who access.Actor, in UploadFinish) (*Upload, error) {
	files, row, err := a.uploading(ctx, who, in.Project)
	if err != nil {
		return nil, err
	}
	if done := attached(row.dossier, in.Upload); done != nil {
		return done, nil
	}
	up, err := upload(files, in.Upload, uploadOwner(who, in.Project))
	if err != nil {
		return nil, err
	}
	kept, err := files.Finish(up.ID)
	if err != nil {
		return nil, err
	}
	file, err := judge(files, up.Name, kept)
	if err != nil {
		if fault.KindOf(err) != "" {
			err = errors.Join(err, files.Abandon(up.ID))
		}
		return nil, err
	}
	file.Upload, file.By = up.ID, who.ID
	up.Hash, up.Offset = file.Hash, file.Size
	err = a.actOnEvidence(ctx, who, "", func(tx *store.Tx, set *ruleset.Set) error {
		up.Evidence, err = a.attach(tx, set, in, file)
		return err
	})
	if err != nil {
		return nil, err
	}
	return up, nil
}

// judge tells what a file that was taken in is, and what it says of itself.
func judge(files *blob.Store, name string, kept blob.Stored) (lifecycle.File, error) {
	f := lifecycle.File{Hash: string(kept.Hash), Name: name, Size: kept.Size}
	kind, err := files.Kind(kept.Hash)
	if err != nil {
		return f, err
	}
	if err := photo.Admit(name, kept.Size, kind); err != nil {
		return f, err
	}
	f.Media = kind.Media()
	if !kind.IsPicture() {
		return f, nil
	}
	p, print, err := files.Picture(kept.Hash)
	f.Wide, f.High, f.At, f.Sight = p.Width, p.Height, p.Place, print.String()
	if !p.Taken.IsZero() {
		f.Taken = p.Taken.UTC().Format(time.RFC3339)
	}
	return f, err
}

// attach lays a file to the piece it belongs to and gives that one's ID.
func (a *App) attach(tx *store.Tx, set *ruleset.Set, in UploadFinish, f lifecycle.File) (string, error) {
	f.Day = tx.Today
	all, err := tx.Evidences(in.Project)
	if err != nil {
		return "", err
	}
	was := in.piece(all, f)
	switch {
	case was == nil && in.Kind == "":
		return "", fault.New(fault.NotFound, "store.not_found", "noun", "evidence", "key", in.Evidence)
	case was == nil:
		return a.attachNew(tx, set, in, f)
	case was.File(f.Hash) != nil:
		return was.ID, nil // it is there: another tab, or asked twice
	case was.Dropped:
		return "", fault.New(fault.Conflict, "evidence.was_dropped")
	}
	is := *was
	is.Files = append(slices.Clone(was.Files), f)
	if err := is.Check(&set.Recognition, tx.Today); err != nil {
		return "", err
	}
	return is.ID, tx.SaveEvidence(was, &is)
}

// piece finds where a file belongs: the piece named, the one that has this upload
// already, or, when none was named, one of the kind that has this very file.
func (in UploadFinish) piece(all []lifecycle.Evidence, f lifecycle.File) *lifecycle.Evidence {
	for i := range all {
		e := &all[i]
		has := e.File(f.Hash)
		switch {
		case has != nil && has.Upload == f.Upload,
			in.Evidence != "" && e.ID == in.Evidence,
			in.Evidence == "" && has != nil && e.Kind == in.Kind && !e.Dropped:
			return e
		}
	}
	return nil
}

// attachNew enters a piece with its first file.
func (a *App) attachNew(tx *store.Tx, set *ruleset.Set, in UploadFinish, f lifecycle.File) (string, error) {
	is := lifecycle.Evidence{ID: in.Evidence, Project: in.Project, Kind: in.Kind, Title: strings.TrimSpace(in.Title), Visit: in.Visit, Files: []lifecycle.File{f}, By: f.By, Day: tx.Today}
	if is.ID == "" {
		is.ID = a.newID()
	}
	if err := is.Check(&set.Recognition, tx.Today); err != nil {
		return "", err
	}
	return is.ID, tx.SaveEvidence(nil, &is)
}
