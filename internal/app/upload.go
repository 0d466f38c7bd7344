// Uploads: files of evidence on their way in, taken up where they broke off.

package app

import (
	"context"
	"io"
	"strings"
	"unicode"

	"guatu/internal/access"
	"guatu/internal/blob"
	"guatu/internal/fault"
	"guatu/internal/photo"
)

// An Upload is how far a file of a project is on its way in (上传).
type Upload struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Size     int64  `json:"size"`               // bytes
	Offset   int64  `json:"offset"`             // of those here, in bytes: where to go on
	Hash     string `json:"hash,omitempty"`     // SHA-256, once it is finished
	Evidence string `json:"evidence,omitempty"` // it was attached to; empty until it was finished
}

// UploadBegin announces a file.
type UploadBegin struct {
	Project string `json:"-" path:"id"`
	Name    string `json:"name" maxLength:"255"`
	Size    int64  `json:"size" minimum:"0"`
	Hash    string `json:"hash,omitempty" maxLength:"64"` // SHA-256, if the client has it
	// Client is the client's own name of this upload, a UUID. Asked again with it,
	// because the answer got lost, Begin gives the same upload, also when it was
	// finished long ago.
	Client string `json:"client,omitempty" maxLength:"64"`
}

// UploadBegin makes room for the file, or finds the upload that is there. What its
// name says it is, is judged here already; what it truly is, at the end.
//
// Faults: file.empty, file.program; upload.promise, upload.other,
// upload.too_large, upload.busy, blob.quota, blob.full.
func (a *App) UploadBegin(ctx context.Context, who access.Actor, in UploadBegin) (*Upload, error) {
	files, row, err := a.uploading(ctx, who, in.Project)
	if err != nil {
		return nil, err
	}
	owner := uploadOwner(who, in.Project)
	if in.Client != "" {
		if done := attached(row.dossier, blob.Named(owner, in.Client)); done != nil {
			return done, nil
		}
	}
	name := cleanName(in.Name)
	if err := photo.Admit(name, in.Size, photo.Named(name)); err != nil {
		return nil, err
	}
	id, err := files.Begin(blob.Promise{Name: name, Size: in.Size, Hash: blob.Hash(in.Hash), Owner: owner, Client: in.Client})
	if err != nil {
		return nil, err
	}
	return upload(files, id, owner)
}

// UploadAsk names an upload of a project.
type UploadAsk struct {
	Project string `json:"-" path:"id"`
	Upload  string `json:"-" path:"upload"`
}

// UploadState tells how far an upload is: the one who began it is told, nobody
// else. Fault: upload.gone.
func (a *App) UploadState(ctx context.Context, who access.Actor, in UploadAsk) (*Upload, error) {
	files, row, err := a.uploading(ctx, who, in.Project)
	if err != nil {
		return nil, err
	}
	if done := attached(row.dossier, in.Upload); done != nil {
		return done, nil
	}
	return upload(files, in.Upload, uploadOwner(who, in.Project))
}

// UploadAppend sends the bytes that begin at an offset.
type UploadAppend struct {
	UploadAsk
	Offset int64
}

// UploadAppend writes them to the disk and tells how far the upload is then.
//
// Faults: upload.gone; upload.offset and upload.broken with the "offset" to go on
// from; upload.long; blob.full.
func (a *App) UploadAppend(ctx context.Context, who access.Actor, in UploadAppend, r io.Reader) (*Upload, error) {
	now, err := a.UploadState(ctx, who, in.UploadAsk)
	if err != nil || now.Evidence != "" {
		return now, err
	}
	now.Offset, err = a.files.Append(in.Upload, in.Offset, r)
	return now, err
}

// FileLimit is how large a file of evidence may be, in bytes; 0 = no bound, or no
// place for files.
func (a *App) FileLimit() int64 {
	if a.files == nil {
		return 0
	}
	return a.files.Limits().File
}

// uploading opens what every step of an upload asks: the right, the place for
// files, the project.
func (a *App) uploading(ctx context.Context, who access.Actor, project string) (*blob.Store, *ProjectRow, error) {
	if err := may(who, access.KeepEvidence); err != nil {
		return nil, nil, err
	}
	_, row, err := a.row(ctx, who, project, Moment{})
	if err != nil {
		return nil, nil, err
	}
	files, err := a.fileStore()
	return files, row, err
}

// uploadOwner is whose an upload is: this person's, for this project.
func uploadOwner(who access.Actor, project string) string {
	return who.Tenant() + "/" + who.ID + "/" + project
}

// upload reads how far one is; somebody else's is not there.
func upload(files *blob.Store, id, owner string) (*Upload, error) {
	st, err := files.State(id)
	if err == nil && st.Owner != owner {
		err = fault.New(fault.NotFound, "upload.gone", "id", id)
	}
	if err != nil {
		return nil, err
	}
	return &Upload{ID: id, Name: st.Name, Size: st.Size, Offset: st.Offset}, nil
}

// attached finds a finished upload among the facts, which outlive the record of it.
func attached(d *dossier, id string) *Upload {
	for i := range d.evidence {
		for _, f := range d.evidence[i].Files {
			if f.Upload == id && id != "" {
				return &Upload{ID: id, Name: f.Name, Size: f.Size, Offset: f.Size, Hash: f.Hash, Evidence: d.evidence[i].ID}
			}
		}
	}
	return nil
}

// maxFileName is in characters: what a list shows of a name.
const maxFileName = 120

// cleanName is a file's name as it is kept: its last part, without what is no
// text or turns the direction of writing (which makes exe.gpj look like a photo),
// and of a long one the end, since that says what it is.
func cleanName(name string) string {
	name = strings.ToValidUTF8(name, "")
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, name)
	runes := []rune(strings.Trim(name, ". \t\u00a0\u3000"))
	name = string(runes[max(0, len(runes)-maxFileName):])
	if name == "" {
		return "未命名"
	}
	return name
}
