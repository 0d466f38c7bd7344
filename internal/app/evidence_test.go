package app

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"strings"
	"sync"
	"testing"
	"time"

	"guatu/internal/access"
	"guatu/internal/blob"
	"guatu/internal/fault"
	"guatu/internal/geo"
	"guatu/internal/lifecycle"
	"guatu/internal/photo/phototest"
)

// Evidence: typed once, sent from bad networks, looked at by those who may.

func shot(seed uint64) []byte { return phototest.Shot{Seed: seed}.JPEG() }

// items are the pieces of a project by their IDs.
func (o *office) items(project string) map[string]Material {
	o.t.Helper()
	all := o.itemsSeenBy(o.chief(), project)
	page, err := o.Materials(o.ctx(), o.chief(), project, Moment{})
	o.must(err)
	for _, m := range page.Void {
		all[m.ID] = m
	}
	return all
}

func TestACertificateIsTypedOnceAndFoundByItsNumber(t *testing.T) {
	o := newOffice(t)
	p := o.project("备案项目", "east")
	in := EvidenceKeep{Project: p, Kind: "filing", Number: " 涟行审备〔2026〕12号 ", Issuer: "涟水县行政审批局", Issued: when("2026-01-05"), Holder: "甲公司"}
	id, err := o.EvidenceKeep(t.Context(), o.chief(), in)
	o.must(err)
	again := in
	again.Number = "涟行审备(2026)12号"
	_, err = o.EvidenceKeep(t.Context(), o.chief(), again)
	f, ok := fault.As(err)
	if !ok || f.Kind != fault.Conflict || f.Code != "evidence.known" || f.Args["id"] != id {
		t.Fatalf("entered twice: %v", err)
	}
	other := again
	other.Project = o.project("另一项目", "west")
	if _, err := o.EvidenceKeep(t.Context(), o.chief(), other); err != nil {
		t.Errorf("the number on another project is for a cross-check to find: %v", err)
	}
	in.ID, in.Version, in.Amount = id, 1, yi(3)
	if _, err := o.EvidenceKeep(t.Context(), o.chief(), in); err != nil {
		t.Fatal(err)
	}
	if _, err := o.EvidenceKeep(t.Context(), o.chief(), in); fault.KindOf(err) != fault.Conflict {
		t.Errorf("the loser of two edits: %v", err)
	}
	for who, want := range map[*access.Actor]int{new(o.chief()): 2, new(o.as(access.RoleReporter, "east")): 1, new(o.as(access.RoleReporter, "hill")): 0} {
		found, err := o.Certificates(t.Context(), *who, CertificateFilter{Query: "2026 12号"})
		o.must(err)
		if found.Count != want {
			t.Errorf("%s finds %d, want %d", who.ID, found.Count, want)
		}
	}
	found, err := o.Certificates(t.Context(), o.chief(), CertificateFilter{Query: "甲公司", Kind: []string{"filing"}})
	o.must(err)
	if found.Count != 2 || found.Rows[0].Project.Name == "" {
		t.Errorf("by its holder: %+v", found)
	}
}

func TestAPieceSentTwiceByADeviceIsEnteredOnce(t *testing.T) {
	o := newOffice(t)
	p := o.project("手机登记", "east")
	in := EvidenceKeep{ID: "8d1f7c1e-6f0a-4f3f-9a53-1d5b0a2c9e11", Project: p, Kind: "start_photo", FilesFollow: true}
	for range 2 {
		if id, err := o.EvidenceKeep(t.Context(), o.chief(), in); err != nil || id != in.ID {
			t.Fatalf("%s, %v", id, err)
		}
	}
	in.Note = "不一样"
	if _, err := o.EvidenceKeep(t.Context(), o.chief(), in); fault.KindOf(err) != fault.Conflict {
		t.Errorf("something else under the same ID: %v", err)
	}
	if n := len(o.items(p)); n != 1 {
		t.Errorf("%d pieces", n)
	}
}

func TestMistakesOfACertificateAreToldAtOnce(t *testing.T) {
	o := newOffice(t)
	p := o.project("错处", "east")
	_, err := o.EvidenceKeep(t.Context(), o.chief(), EvidenceKeep{Project: p, Kind: "wish", Issued: when("2036-01-05"), Until: when("2026-01-01"), Title: strings.Repeat("长", 300)})
	f, ok := fault.As(err)
	if !ok || len(f.Parts) != 4 {
		t.Fatalf("told %v", err)
	}
	_, err = o.EvidenceKeep(t.Context(), o.chief(), EvidenceKeep{Project: p, Kind: "filing"})
	if f, ok := fault.As(err); !ok || len(f.Parts) != 1 || f.Parts[0].Code != "evidence.empty" {
		t.Errorf("a piece that says nothing: %v", err)
	}
	if _, err := o.EvidenceKeep(t.Context(), o.as(access.RoleReporter, "west"), EvidenceKeep{Project: p, Kind: "filing", Number: "1"}); fault.KindOf(err) != fault.NotFound {
		t.Errorf("another county's project: %v", err)
	}
}

func TestEvidenceDroppedStaysOnRecordAndCountsNoMore(t *testing.T) {
	o := newOffice(t).withFiles()
	p := o.project("作废", "east")
	at := o.handedIn(p, "filing", "备案证.pdf", pdf)
	drop := EvidenceDrop{Project: p, ID: at.Evidence, Version: 1}
	if err := o.EvidenceDrop(t.Context(), o.chief(), drop); fault.KindOf(err) != fault.Invalid {
		t.Errorf("without a reason: %v", err)
	}
	drop.Because = "发错了文件"
	o.must(o.EvidenceDrop(t.Context(), o.chief(), drop))
	drop.Version = 2
	if err := o.EvidenceDrop(t.Context(), o.chief(), drop); fault.KindOf(err) != fault.Conflict {
		t.Errorf("twice: %v", err)
	}
	page, err := o.Materials(t.Context(), o.chief(), p, Moment{})
	o.must(err)
	if len(page.Groups) != 0 || page.Count != 0 || len(page.Void) != 1 || page.Void[0].Because != "发错了文件" {
		t.Errorf("after it was dropped: %+v", page)
	}
	if got := o.content(o.EvidenceFile(t.Context(), o.chief(), at)); !bytes.Equal(got, pdf) {
		t.Error("its file is gone from the record")
	}
	up := o.sent(o.chief(), p, "b.pdf", append(pdf, '\n'))
	_, err = o.UploadFinish(t.Context(), o.chief(), UploadFinish{UploadAsk: UploadAsk{p, up.ID}, Evidence: at.Evidence})
	if fault.KindOf(err) != fault.Conflict {
		t.Errorf("a file for what was dropped: %v", err)
	}
}

func TestAPhotoSaysWhereAndWhenAndWhatIsOddStandsBesideIt(t *testing.T) {
	o := newOffice(t).withFiles()
	site := geo.Point{Lon: 119.02, Lat: 33.6}
	project := lifecycle.Project{Name: "照片", Unit: o.units["east"], Kind: "new", At: &site}
	project.SetFact(lifecycle.StageFact{Stage: lifecycle.Started, Declared: true, DeclaredOn: when("2026-01-03")})
	p := o.save(project)
	good := phototest.Shot{Seed: 1, At: &geo.Point{Lon: 119.021, Lat: 33.6}, Taken: time.Date(2026, 1, 2, 8, 30, 0, 0, time.UTC)}
	far := phototest.Shot{Seed: 2, At: &geo.Point{Lon: 119.2, Lat: 33.6}, Taken: time.Date(2024, 5, 1, 8, 30, 0, 0, time.UTC)}
	ok, odd := o.handedIn(p, "start_photo", "开工.jpg", good.JPEG()), o.handedIn(p, "start_photo", "旧照.jpg", far.JPEG())
	reused := o.handedIn(p, "completion_photo", "竣工.jpg", phototest.Shot{Seed: 1, Wide: 400, Quality: 60}.JPEG())
	elsewhere := o.handedIn(o.project("西部项目", "west"), "start_photo", "也用.jpg", phototest.Shot{Seed: 2, Wide: 500}.JPEG())

	all := o.items(p)
	f := all[ok.Evidence].Files[0]
	if f.Taken != "2026-01-02T08:30:00Z" || f.At == nil || f.Metres == nil || *f.Metres > 100 || f.Wide != 640 || f.High != 480 || f.Media != "image/jpeg" || len(f.Sight) != 16 || !f.Picture || len(f.Findings) != 1 || f.Findings[0].WithKind != "竣工照片" {
		t.Errorf("the photo as it should be: %+v", f)
	}
	told := func(f MaterialFile) string {
		var words []string
		for _, x := range f.Findings {
			words = append(words, fmt.Sprintf("%s %v %s%s", x.Compare, x.Value > 0, x.WithKind, x.WithProject))
		}
		return strings.Join(words, "; ")
	}
	if got := told(all[odd.Evidence].Files[0]); got != "photo_far true ; photo_time false ; photo_twice false 开工现场照片西部项目" && got != "photo_far true ; photo_time false ; photo_twice true 开工现场照片西部项目" {
		t.Errorf("the odd photo: %s", got)
	}
	if got := told(all[reused.Evidence].Files[0]); !strings.Contains(got, "photo_twice") || !strings.Contains(got, "开工现场照片") {
		t.Errorf("the start's photo shown for the completion: %s", got)
	}
	page, err := o.Materials(t.Context(), o.as(access.RoleReporter, "east"), p, Moment{})
	o.must(err)
	for _, g := range page.Groups {
		for _, m := range g.Items {
			for _, x := range m.Files[0].Findings {
				if m.ID == odd.Evidence && x.Compare == lifecycle.PhotoTwice && (!x.Hidden || x.With != nil || x.WithProject != "") {
					t.Errorf("the east reads of the west's project: %+v", x)
				}
			}
		}
	}
	if view := o.content(o.EvidenceView(t.Context(), o.chief(), elsewhere)); len(view) < 500 || bytes.Contains(view, []byte("Exif")) {
		t.Errorf("a view of %d bytes, or one that says where it was taken", len(view))
	}
}

func TestTwentyPhotosOfOneSetAreOnePieceHoweverOftenTheyAreSent(t *testing.T) {
	o := newOffice(t).withFiles()
	p, set := o.project("二十张", "east"), "0192f0aa-1111-4222-8333-444455556666"
	var all sync.WaitGroup
	for i := range 20 {
		photo, client := shot(uint64(i+1)), fmt.Sprintf("client-%d", i)
		for range 2 { // two tabs, or a retry whose answer got lost
			all.Go(func() {
				if err := o.send(p, set, client, photo); err != nil {
					t.Error(err)
				}
			})
		}
	}
	all.Wait()
	items := o.items(p)
	if len(items) != 1 || len(items[set].Files) != 20 || items[set].Version != 20 {
		t.Fatalf("%d pieces, %d files", len(items), len(items[set].Files))
	}
	up, err := o.UploadBegin(t.Context(), o.chief(), UploadBegin{Project: p, Name: "x.jpg", Size: 1, Client: "client-7"})
	if err != nil || up.Evidence != set || up.Hash == "" {
		t.Errorf("begun again after it was finished: %+v, %v", up, err)
	}
	if _, err := o.files.Sweep(time.Now().Add(time.Hour)); err != nil { // the record of it is gone
		t.Fatal(err)
	}
	for _, ask := range []func() (*Upload, error){
		func() (*Upload, error) { return o.UploadState(o.ctx(), o.chief(), UploadAsk{p, up.ID}) },
		func() (*Upload, error) {
			return o.UploadFinish(o.ctx(), o.chief(), UploadFinish{UploadAsk: UploadAsk{p, up.ID}, Evidence: set})
		},
	} {
		if got, err := ask(); err != nil || got.Evidence != set {
			t.Errorf("asked a week later: %+v, %v", got, err)
		}
	}
}

// send is what a client does with one file, from the beginning.
func (o *office) send(project, set, client string, content []byte) error {
	up, err := o.UploadBegin(o.ctx(), o.chief(), UploadBegin{Project: project, Name: client + ".jpg", Size: int64(len(content)), Client: client})
	for err == nil && up.Evidence == "" && up.Offset < up.Size {
		up, err = o.UploadAppend(o.ctx(), o.chief(), UploadAppend{UploadAsk{project, up.ID}, up.Offset}, bytes.NewReader(content[up.Offset:]))
		if f, ok := fault.As(err); ok && f.Code == "upload.offset" {
			err = nil // the other was faster: go on where it is
		}
	}
	if err != nil {
		return err
	}
	_, err = o.UploadFinish(o.ctx(), o.chief(), UploadFinish{UploadAsk: UploadAsk{project, up.ID}, Evidence: set, Kind: "start_photo"})
	return err
}

func TestTheSameFileOfOneKindIsOnePiece(t *testing.T) {
	o := newOffice(t).withFiles()
	p := o.project("同一文件", "east")
	one, two := o.handedIn(p, "filing", "备案证.pdf", pdf), o.handedIn(p, "filing", "备案证 (1).pdf", pdf)
	if one != two || len(o.items(p)) != 1 {
		t.Errorf("two pieces of one file: %+v %+v", one, two)
	}
	if other := o.handedIn(p, "eia", "环评.pdf", pdf); other.Evidence == one.Evidence {
		t.Error("a file of another kind of evidence fell into the first")
	}
}

func TestAnUploadIsItsOwnersAndOfItsProject(t *testing.T) {
	o := newOffice(t).withFiles()
	p, q := o.project("甲", "east"), o.project("乙", "east")
	clerk := o.as(access.RoleReporter, "east")
	up := o.sent(clerk, p, "备案证.pdf", pdf)
	for name, ask := range map[string]func() error{
		"somebody else":   func() error { _, err := o.UploadState(o.ctx(), o.chief(), UploadAsk{p, up.ID}); return err },
		"another project": func() error { _, err := o.UploadState(o.ctx(), clerk, UploadAsk{q, up.ID}); return err },
		"another county": func() error {
			_, err := o.UploadState(o.ctx(), o.as(access.RoleReporter, "west"), UploadAsk{p, up.ID})
			return err
		},
		"a name that is none": func() error { _, err := o.UploadState(o.ctx(), clerk, UploadAsk{p, "../../etc/passwd"}); return err },
		"somebody else's end": func() error {
			_, err := o.UploadFinish(o.ctx(), o.chief(), UploadFinish{UploadAsk: UploadAsk{p, up.ID}, Kind: "filing"})
			return err
		},
	} {
		if err := ask(); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, at := range []int64{0, 3, int64(len(pdf)) + 1} {
		now, err := o.UploadAppend(t.Context(), clerk, UploadAppend{UploadAsk{p, up.ID}, at}, strings.NewReader("x"))
		if f, ok := fault.As(err); !ok || f.Code != "upload.offset" || f.Args["offset"] != int64(len(pdf)) || now.Offset != int64(len(pdf)) {
			t.Errorf("offset %d: %+v, %v", at, now, err)
		}
	}
}

// bomb is a small PNG that claims to be enormous.
func bomb() []byte {
	var b bytes.Buffer
	b.WriteString("\x89PNG\r\n\x1a\n")
	chunk := func(kind string, data []byte) {
		body := append([]byte(kind), data...)
		b.Write(binary.BigEndian.AppendUint32(nil, uint32(len(data))))
		b.Write(body)
		b.Write(binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(body)))
	}
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, 60000), 60000)
	chunk("IHDR", append(head, 8, 2, 0, 0, 0))
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	z.Write(make([]byte, 1<<20))
	z.Close()
	chunk("IDAT", packed.Bytes())
	chunk("IEND", nil)
	return b.Bytes()
}

func jar() []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("META-INF/MANIFEST.MF")
	if err == nil {
		_, err = w.Write([]byte("Main-Class: x\n"))
	}
	if err != nil || z.Close() != nil {
		panic(err)
	}
	return b.Bytes()
}

func TestFilesThatAreNotWhatTheySayAreNotTaken(t *testing.T) {
	o := newOffice(t).withFiles()
	p := o.project("坏文件", "east")
	for _, c := range []struct {
		name    string
		file    string
		content []byte
		want    string
	}{
		{"a page named as a photo", "现场.jpg", []byte("<html><script>alert(1)</script></html>"), "file.lies"},
		{"a drawing with a script named as a photo", "现场.png", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`), "file.lies"},
		{"a program named as a certificate", "备案证.pdf", []byte("MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + strings.Repeat("\x00", 44) + "\x40\x00\x00\x00PE\x00\x00"), "file.program"},
		{"a program by its name", "安装.exe", []byte("x"), "file.program"},
		{"a program with spaces behind its name", "安装.exe .  ", []byte("x"), "file.program"},
		{"a program in a zip", "材料.zip", jar(), "file.program"},
		{"nothing", "备案证.pdf", nil, "file.empty"},
		{"a photo cut off", "现场.jpg", shot(1)[:2000], "photo.damaged"},
		{"a picture of 3.6 thousand million pixels in a kilobyte", "图.png", bomb(), "photo.too_large"},
		{"a file under the encryption of an office disk", "合同.docx", bytes.Repeat([]byte{0x62, 0x14, 0x23, 0x65, 0xfe}, 300), "file.unreadable"},
		{"a table of HTML that a system exports as .xls", "报表.xls", []byte("<html><table><tr><td>1</td></tr></table></html>"), "file.lies"},
		{"larger than may be", "大.pdf", append([]byte("%PDF-1.4\n"), make([]byte, 5<<20)...), "upload.too_large"},
	} {
		t.Run(c.name, func(t *testing.T) {
			up, err := o.UploadBegin(o.ctx(), o.chief(), UploadBegin{Project: p, Name: c.file, Size: int64(len(c.content))})
			if err == nil {
				_, err = o.UploadAppend(o.ctx(), o.chief(), UploadAppend{UploadAsk: UploadAsk{p, up.ID}}, bytes.NewReader(c.content))
				o.must(err)
				_, err = o.UploadFinish(o.ctx(), o.chief(), UploadFinish{UploadAsk: UploadAsk{p, up.ID}, Kind: "other"})
				if _, gone := o.UploadState(o.ctx(), o.chief(), UploadAsk{p, up.ID}); fault.KindOf(gone) != fault.NotFound {
					t.Errorf("the upload is still there: %v", gone)
				}
			}
			if f, ok := fault.As(err); !ok || f.Code != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
	if n := len(o.items(p)); n != 0 {
		t.Errorf("%d pieces were entered", n)
	}
}

func TestNothingThatCanActIsShownInPlace(t *testing.T) {
	o := newOffice(t).withFiles()
	p := o.project("不执行", "east")
	gbk := "\xcf\xee\xc4\xbf\n"
	for _, c := range []struct {
		name    string
		content []byte
		media   string
		inline  bool
	}{
		{"页面.html", []byte("<html><script>alert(1)</script></html>"), "application/octet-stream", false},
		{"图.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), "application/octet-stream", false},
		{"现场.jpg", shot(3), "image/jpeg", true},
		{"备案证.pdf", pdf, "application/pdf", true},
		{"说明.txt", []byte("项目说明\n"), "text/plain; charset=utf-8", true},
		{"旧说明.txt", []byte(gbk), "text/plain; charset=gb18030", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			at := o.handedIn(p, "other", c.name, c.content)
			g, err := o.EvidenceFile(o.ctx(), o.chief(), at)
			o.must(err)
			defer g.Content.Close()
			h, err := g.Headers(false)
			o.must(err)
			if h["Content-Type"] != c.media || strings.HasPrefix(h["Content-Disposition"], "inline") != c.inline || h["X-Content-Type-Options"] != "nosniff" {
				t.Errorf("%v", h)
			}
			if !strings.Contains(h["Content-Security-Policy"], "default-src 'none'") || strings.Contains(h["Content-Security-Policy"], "script-src") || strings.Contains(h["Cache-Control"], "public") {
				t.Errorf("%v", h)
			}
			if h, err := g.Headers(true); err != nil || !strings.HasPrefix(h["Content-Disposition"], "attachment; filename*=UTF-8''") {
				t.Errorf("as a download: %v", h)
			}
		})
	}
}

func TestAHashAloneOpensNothing(t *testing.T) {
	o := newOffice(t).withFiles()
	p, q := o.project("东", "east"), o.project("西", "west")
	secret := o.handedIn(p, "filing", "备案证.pdf", pdf)
	mine := o.handedIn(q, "filing", "别的.pdf", append(pdf, '\n'))
	west := o.as(access.RoleReporter, "west")
	for name, at := range map[string]EvidenceFile{
		"another county's":                       secret,
		"its hash through one's own":             {q, mine.Evidence, secret.Hash},
		"its evidence through one's own project": {q, secret.Evidence, secret.Hash},
		"no hash":                                {q, mine.Evidence, "../../../guatu.db"},
	} {
		if _, err := o.EvidenceFile(t.Context(), west, at); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := o.EvidenceView(t.Context(), west, at); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s, small: %v", name, err)
		}
	}
	if _, err := o.EvidenceFile(t.Context(), west, mine); err != nil {
		t.Errorf("one's own: %v", err)
	}
}

func TestNamesAreCleaned(t *testing.T) {
	for name, want := range map[string]string{
		"../../etc/passwd":                "passwd",
		`C:\Users\x\备案证.pdf`:              "备案证.pdf",
		"现场\u202egpj.exe":                 "现场gpj.exe",
		"a\x00b\nc.jpg":                   "abc.jpg",
		" . ":                             "未命名",
		"":                                "未命名",
		"\xff\xfe.pdf":                    "pdf",
		strings.Repeat("长", 300) + ".pdf": strings.Repeat("长", 116) + ".pdf",
	} {
		if got := cleanName(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
}

func TestWithoutAPlaceForFilesThatIsSaid(t *testing.T) {
	o := newOffice(t)
	_, err := o.UploadBegin(t.Context(), o.chief(), UploadBegin{Project: o.project("甲", "east"), Name: "a.pdf", Size: 1})
	if f, ok := fault.As(err); !ok || f.Code != "evidence.no_store" {
		t.Errorf("%v", err)
	}
}

func TestWhatTheNextStageLacksOfEvidence(t *testing.T) {
	o := newOffice(t).withFiles()
	p := lifecycle.Project{Name: "还缺", Unit: o.units["east"], Kind: "new"}
	p.SetFact(lifecycle.StageFact{Stage: lifecycle.Filed, Declared: true, DeclaredOn: when("2026-01-01")})
	id := o.save(p)
	lacks := func() (whole, parts int) {
		page, err := o.Materials(t.Context(), o.chief(), id, Moment{})
		o.must(err)
		for _, l := range page.Lacks {
			if l.ID != "" {
				parts++
			} else {
				whole++
			}
			if len(l.Names) != len(l.Evidence) || l.Names[0] == l.Evidence[0] {
				t.Errorf("without a name: %+v", l)
			}
		}
		return whole, parts
	}
	before, _ := lacks()
	if before == 0 {
		t.Fatal("a start needs nothing")
	}
	_, err := o.EvidenceKeep(t.Context(), o.chief(), EvidenceKeep{Project: id, Kind: "construction_permit", Number: "320826202601010101"})
	o.must(err)
	if whole, parts := lacks(); whole != before-1 || parts != 1 {
		t.Errorf("with a permit that is not whole %d and %d lack, before %d", whole, parts, before)
	}
}

func TestABrokenConnectionGoesOnWhereItWas(t *testing.T) {
	dir := t.TempDir()
	files, err := blob.Open(dir, blob.Limits{})
	o := newOffice(t)
	o.must(err)
	o.App.files = files
	p := o.project("断点", "east")
	content := append(bytes.Clone(pdf), bytes.Repeat([]byte("x"), 900_000)...)
	begin := UploadBegin{Project: p, Name: "合同.pdf", Size: int64(len(content)), Client: "c-1"}
	up, err := o.UploadBegin(t.Context(), o.chief(), begin)
	o.must(err)
	now, err := o.UploadAppend(t.Context(), o.chief(), UploadAppend{UploadAsk: UploadAsk{p, up.ID}}, brokenAfter(content[:500_000]))
	if f, ok := fault.As(err); !ok || f.Code != "upload.broken" || now.Offset != 500_000 {
		t.Fatalf("%+v, %v", now, err)
	}
	if _, err := o.UploadFinish(t.Context(), o.chief(), UploadFinish{UploadAsk: UploadAsk{p, up.ID}, Kind: "other"}); fault.KindOf(err) != fault.Conflict {
		t.Errorf("finished half way: %v", err)
	}
	files, err = blob.Open(dir, blob.Limits{}) // the server was started anew
	o.must(err)
	o.App.files = files
	up, err = o.UploadBegin(t.Context(), o.chief(), begin)
	if err != nil || up.Offset != 500_000 {
		t.Fatalf("begun again: %+v, %v", up, err)
	}
	_, err = o.UploadAppend(t.Context(), o.chief(), UploadAppend{UploadAsk{p, up.ID}, up.Offset}, bytes.NewReader(content[up.Offset:]))
	o.must(err)
	up, err = o.UploadFinish(t.Context(), o.chief(), UploadFinish{UploadAsk: UploadAsk{p, up.ID}, Kind: "other"})
	o.must(err)
	if got := o.content(o.EvidenceFile(t.Context(), o.chief(), EvidenceFile{p, up.Evidence, up.Hash})); !bytes.Equal(got, content) {
		t.Error("it is not the file that was sent")
	}
}

// brokenAfter is a stream that breaks off after some bytes.
func brokenAfter(b []byte) *broken { return &broken{bytes.NewReader(b)} }

type broken struct{ r *bytes.Reader }

func (b *broken) Read(p []byte) (int, error) {
	if b.r.Len() == 0 {
		return 0, fmt.Errorf("connection reset")
	}
	return b.r.Read(p)
}

func TestAnEnterpriseMendsOnlyWhatItsOwnPeopleEntered(t *testing.T) {
	o := newOffice(t).withFiles()
	owner := o.as(access.RoleEnterprise, "east")
	p := o.save(lifecycle.Project{Name: "企业项目", Unit: o.units["east"], Kind: "new", Enterprise: "示例甲有限公司", EnterpriseCode: firmA})
	permit := EvidenceKeep{Project: p, Kind: "filing", Number: "备〔2026〕1号"}
	var err error
	permit.ID, err = o.EvidenceKeep(t.Context(), o.as(access.RoleDepartment, "bureau"), permit)
	o.must(err)
	own := EvidenceKeep{Project: p, Kind: "construction_contract", Number: "合〔2026〕1号"}
	own.ID, err = o.EvidenceKeep(t.Context(), owner, own)
	o.must(err)
	for id, m := range o.itemsSeenBy(owner, p) {
		if m.Mend != (id == own.ID) {
			t.Errorf("%s is said to be the enterprise's to mend: %v", m.KindName, m.Mend)
		}
	}
	permit.Version, permit.Number = 1, "备〔2026〕2号"
	_, err = o.EvidenceKeep(t.Context(), owner, permit)
	wants(t, err, fault.Forbidden, "evidence.not_yours")
	wants(t, o.EvidenceDrop(t.Context(), owner, EvidenceDrop{Project: p, ID: permit.ID, Version: 1, Because: "不要了"}), fault.Forbidden, "evidence.not_yours")
	up := o.sent(owner, p, "备案证.pdf", pdf)
	if _, err := o.UploadFinish(t.Context(), owner, UploadFinish{UploadAsk: UploadAsk{p, up.ID}, Evidence: permit.ID}); err != nil {
		t.Errorf("a file for what the bureau entered: %v", err)
	}
	own.Version, own.Number = 1, "合〔2026〕2号"
	_, err = o.EvidenceKeep(t.Context(), owner, own)
	o.must(err)
	o.must(o.EvidenceDrop(t.Context(), owner, EvidenceDrop{Project: p, ID: own.ID, Version: 2, Because: "重签"}))
}

// itemsSeenBy are the pieces of a project that count, as somebody sees them.
func (o *office) itemsSeenBy(who access.Actor, project string) map[string]Material {
	o.t.Helper()
	page, err := o.Materials(o.ctx(), who, project, Moment{})
	o.must(err)
	all := map[string]Material{}
	for _, g := range page.Groups {
		for _, m := range g.Items {
			all[m.ID] = m
		}
	}
	return all
}

func TestAPieceNamesItsVisitAsADeviceWould(t *testing.T) {
	o := newOffice(t)
	in := EvidenceKeep{Project: o.project("核查照片", "east"), Kind: "start_photo", FilesFollow: true, Visit: strings.Repeat("v", 5000)}
	_, err := o.EvidenceKeep(t.Context(), o.chief(), in)
	wants(t, err, fault.Invalid, "visit.id")
	in.Visit = "8d1f7c1e-6f0a-4f3f-9a53-1d5b0a2c9e11"
	_, err = o.EvidenceKeep(t.Context(), o.chief(), in)
	o.must(err)
}
