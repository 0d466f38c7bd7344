// The evidence of the demo: certificates typed in, and files that are obviously
// nobody's: a page that says SAMPLE, a drawn site.

package demo

import (
	"bytes"
	"fmt"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/money"
	"guatu/internal/workday"
)

// paper keeps one piece of evidence of a kind, dated by the day of the stage it
// is for, with what its kind asks: fields typed, a document, photos.
func (b *builder) paper(s *sample, kind string, on workday.Date) error {
	k, ok := b.rules.Recognition.Kind(kind)
	if !ok {
		return fmt.Errorf("demo: the default rules have no evidence of kind %q", kind)
	}
	issued := min(on, b.today()) - workday.Date(s.rng.IntN(3))
	in := app.EvidenceKeep{Project: s.id, Kind: kind, Issued: workday.On(issued), FilesFollow: k.File || k.Photo}
	for _, field := range k.Fields {
		switch field {
		case "number":
			in.Number = fmt.Sprintf("示例〔%d〕%04d号", issued.Year(), 1000+s.n*7%9000)
		case "issuer":
			in.Issuer = "示例市主管部门"
		case "holder":
			in.Holder = s.base.Enterprise
		case "amount":
			in.Amount = s.base.Total.Opt
		}
	}
	if in.Amount.OK && in.Amount.Yuan > money.Max {
		in.Amount = money.Opt{}
	}
	id, err := b.cfg.App.EvidenceKeep(b.ctx, b.who(s.clerk()), in)
	if err != nil {
		return err
	}
	switch {
	case k.Photo:
		return b.attach(b.who(s.clerk()), s, file{id, "现场照片（示例）.jpg", b.scene(s)})
	case k.File:
		return b.attach(b.who(s.clerk()), s, file{id, k.Name + "（示例）.pdf", samplePDF(fmt.Sprintf("SAMPLE %s %d", kind, s.n))})
	}
	return nil
}

// A file is one of a piece of evidence.
type file struct {
	evidence, name string
	body           []byte
}

// attach sends one file as a page would.
func (b *builder) attach(who access.Actor, s *sample, f file) error {
	up, err := b.cfg.App.UploadBegin(b.ctx, who, app.UploadBegin{Project: s.id, Name: f.name, Size: int64(len(f.body)),
		Client: f.evidence}) // a drawn name would make every demo another
	if err != nil {
		return err
	}
	ask := app.UploadAsk{Project: s.id, Upload: up.ID}
	if _, err := b.cfg.App.UploadAppend(b.ctx, who, app.UploadAppend{UploadAsk: ask}, bytes.NewReader(f.body)); err != nil {
		return err
	}
	_, err = b.cfg.App.UploadFinish(b.ctx, who, app.UploadFinish{UploadAsk: ask, Evidence: f.evidence})
	return err
}

// samplePDF is a page of A4 with one line on it.
func samplePDF(line string) []byte {
	text := fmt.Sprintf("BT /F1 28 Tf 72 740 Td (%s) Tj ET", line)
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(text), text),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
	}
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n")
	starts := make([]int, len(objects))
	for i, o := range objects {
		starts[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, at := range starts {
		fmt.Fprintf(&out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table)
	return out.Bytes()
}
