package app

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/url"
	"os"
	"path"
	"strings"
	"unicode/utf8"

	"guatu/internal/access"
	"guatu/internal/blob"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/photo"
)

// EvidenceFile names a file through the evidence it stands in: its hash alone
// opens nothing.
type EvidenceFile struct {
	Project  string `json:"-" path:"id"`
	Evidence string `json:"-" path:"evidence"`
	Hash     string `json:"-" path:"hash"`
}

// A GivenFile is a file on its way to a reader. Whoever asked for it closes
// Content.
type GivenFile struct {
	lifecycle.File
	Content *os.File
	kind    photo.Kind
}

// EvidenceFile opens a file that the actor's scope may see, also of evidence that
// was dropped; every other is not found.
func (a *App) EvidenceFile(ctx context.Context, who access.Actor, in EvidenceFile) (*GivenFile, error) {
	files, f, err := a.given(ctx, who, in)
	if err != nil {
		return nil, err
	}
	content, err := files.Open(blob.Hash(f.Hash))
	return &GivenFile{File: f, Content: content, kind: photo.KindOf(f.Media)}, err
}

// EvidenceView opens the small picture of a file. Fault: blob.no_view for what
// cannot be drawn.
func (a *App) EvidenceView(ctx context.Context, who access.Actor, in EvidenceFile) (*GivenFile, error) {
	files, f, err := a.given(ctx, who, in)
	if err != nil {
		return nil, err
	}
	content, err := files.View(blob.Hash(f.Hash))
	f.Name, f.Hash = strings.TrimSuffix(f.Name, path.Ext(f.Name))+".jpg", f.Hash+"-view"
	return &GivenFile{File: f, Content: content, kind: photo.JPEG}, err
}

// given finds a file in the evidence of a project in scope.
func (a *App) given(ctx context.Context, who access.Actor, in EvidenceFile) (*blob.Store, lifecycle.File, error) {
	_, row, err := a.row(ctx, who, in.Project, Moment{})
	if err != nil {
		return nil, lifecycle.File{}, err
	}
	if e := findEvidence(row.dossier.evidence, in.Evidence); e != nil {
		if f := e.File(in.Hash); f != nil {
			files, err := a.fileStore()
			return files, *f, err
		}
	}
	return nil, lifecycle.File{}, fault.New(fault.NotFound, "evidence.no_file")
}

// Headers are what a file is sent with: as what it truly is, to be looked at only
// when a browser can show it and it cannot act, in a page of its own that may do
// nothing, and asked for anew each time, since who may see it changes.
func (g *GivenFile) Headers(download bool) (map[string]string, error) {
	disposition := "attachment"
	if g.kind.Inline() && !download {
		disposition = "inline"
	}
	media, err := g.media()
	return map[string]string{
		"Content-Type":                 media,
		"Content-Disposition":          disposition + "; filename*=UTF-8''" + url.PathEscape(g.Name),
		"Content-Security-Policy":      g.policy(),
		"X-Content-Type-Options":       "nosniff",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Cache-Control":                "private, no-cache",
		"ETag":                         `"` + g.Hash + `"`,
	}, err
}

// policy keeps a file from doing anything. The reader of PDF files in Chromium is
// an embedded page of its own and shows nothing in a sandbox or without objects.
func (g *GivenFile) policy() string {
	if g.kind == photo.PDF {
		return "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
	}
	return "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}

// media is the type; of a text with the writing its bytes are in, since half of the
// country's text files are GB 18030.
func (g *GivenFile) media() (string, error) {
	if g.kind != photo.Text {
		return g.kind.Media(), nil
	}
	head := make([]byte, 4096)
	n, err := g.Content.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	head = head[:n]
	if cut := bytes.LastIndexByte(head, '\n'); cut > 0 {
		head = head[:cut] // not in the middle of a character
	}
	if utf8.Valid(head) {
		return g.kind.Media() + "; charset=utf-8", nil
	}
	return g.kind.Media() + "; charset=gb18030", nil
}
