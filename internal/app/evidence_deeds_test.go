package app

import (
	"bytes"
	"io"

	"guatu/internal/access"
	"guatu/internal/blob"
	"guatu/internal/store/storetest"
)

// withFiles gives the office a place for files of its own.
func (o *office) withFiles() *office {
	o.t.Helper()
	files, err := blob.Open(o.t.TempDir(), blob.Limits{File: 4 << 20, Uploads: 50})
	o.must(err)
	o.App.files = files
	return o
}

// paperOf enters a certificate of a project, with a number of its own.
func (o *office) paperOf(who access.Actor, project string) string {
	o.t.Helper()
	id, err := o.EvidenceKeep(o.ctx(), who, EvidenceKeep{Project: project, Kind: "filing", Number: o.fresh("涟行审备〔2026〕")})
	o.must(err)
	return id
}

// sent is a file that has come in whole and waits to be attached.
func (o *office) sent(who access.Actor, project, name string, content []byte) *Upload {
	o.t.Helper()
	up, err := o.UploadBegin(o.ctx(), who, UploadBegin{Project: project, Name: name, Size: int64(len(content))})
	o.must(err)
	up, err = o.UploadAppend(o.ctx(), who, UploadAppend{UploadAsk: UploadAsk{project, up.ID}}, bytes.NewReader(content))
	o.must(err)
	return up
}

// handedIn is a file of a new piece of evidence.
func (o *office) handedIn(project, kind, name string, content []byte) EvidenceFile {
	o.t.Helper()
	up := o.sent(o.chief(), project, name, content)
	up, err := o.UploadFinish(o.ctx(), o.chief(), UploadFinish{UploadAsk: UploadAsk{project, up.ID}, Kind: kind})
	o.must(err)
	return EvidenceFile{project, up.Evidence, up.Hash}
}

// able is who, or somebody of the same name who may keep evidence of the east: an
// upload has to be begun before it is asked about.
func (o *office) able(who access.Actor) access.Actor {
	if who.Can(access.KeepEvidence) {
		return who
	}
	p := who.Person
	p.Roles = []access.Role{access.RoleOffice}
	return access.NewActor(storetest.Tenant, p, o.tree)
}

// pdf is the shortest file that a PDF's beginning makes one.
var pdf = []byte("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")

func init() {
	doors = append(doors, "FileLimit")
	deeds["EvidenceKeep"] = deed{access.KeepEvidence, func(o *office, who access.Actor) error {
		_, err := o.EvidenceKeep(o.ctx(), who, EvidenceKeep{Project: o.owned("材料"), Kind: "filing", Number: "1"})
		return err
	}}
	deeds["EvidenceDrop"] = deed{access.KeepEvidence, func(o *office, who access.Actor) error {
		project := o.owned("材料")
		by := o.chief()
		if who.Can(access.KeepEvidence) {
			by = who // an enterprise drops what it entered itself
		}
		return o.EvidenceDrop(o.ctx(), who, EvidenceDrop{Project: project, ID: o.paperOf(by, project), Version: 1, Because: "发错了"})
	}}
	deeds["UploadFinish"] = deed{access.KeepEvidence, func(o *office, who access.Actor) error {
		project := o.owned("材料")
		up := o.withFiles().sent(o.able(who), project, "备案证.pdf", pdf)
		_, err := o.UploadFinish(o.ctx(), who, UploadFinish{UploadAsk: UploadAsk{project, up.ID}, Kind: "filing"})
		return err
	}}
	asks("UploadBegin", access.KeepEvidence, func(o *office, who access.Actor) error {
		_, err := o.withFiles().UploadBegin(o.ctx(), who, UploadBegin{Project: o.owned("材料"), Name: "a.pdf", Size: 1})
		return err
	})
	asks("UploadState", access.KeepEvidence, func(o *office, who access.Actor) error {
		project := o.owned("材料")
		up := o.withFiles().sent(o.able(who), project, "备案证.pdf", pdf)
		_, err := o.UploadState(o.ctx(), who, UploadAsk{project, up.ID})
		return err
	})
	asks("UploadAppend", access.KeepEvidence, func(o *office, who access.Actor) error {
		project := o.owned("材料")
		up, err := o.withFiles().UploadBegin(o.ctx(), o.able(who), UploadBegin{Project: project, Name: "a.pdf", Size: 2})
		o.must(err)
		_, err = o.UploadAppend(o.ctx(), who, UploadAppend{UploadAsk: UploadAsk{project, up.ID}}, bytes.NewReader([]byte("x")))
		return err
	})
	asks("Materials", access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.Materials(o.ctx(), who, o.owned("材料"), Moment{})
		return err
	})
	asks("Certificates", access.ReadProjects, func(o *office, who access.Actor) error {
		_, err := o.Certificates(o.ctx(), who, CertificateFilter{})
		return err
	})
	asks("EvidenceFile", access.ReadProjects, func(o *office, who access.Actor) error {
		return closing(o.EvidenceFile(o.ctx(), who, o.withFiles().handedIn(o.owned("材料"), "filing", "a.pdf", pdf)))
	})
	asks("EvidenceView", access.ReadProjects, func(o *office, who access.Actor) error {
		return closing(o.EvidenceView(o.ctx(), who, o.withFiles().handedIn(o.owned("材料"), "start_photo", "a.jpg", shot(1))))
	})
}

// asks lists a question.
func asks(name string, action access.Action, ask func(o *office, who access.Actor) error) {
	questions[name] = struct {
		action access.Action
		ask    func(o *office, who access.Actor) error
	}{action, ask}
}

// closing lets a file go.
func closing(g *GivenFile, err error) error {
	if err != nil {
		return err
	}
	return g.Content.Close()
}

// content reads a file given.
func (o *office) content(g *GivenFile, err error) []byte {
	o.t.Helper()
	o.must(err)
	defer g.Content.Close()
	b, err := io.ReadAll(g.Content)
	o.must(err)
	return b
}
