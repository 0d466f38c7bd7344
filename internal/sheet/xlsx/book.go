package xlsx

// The workbook: its sheets, its date system, and where everything stands.

import (
	"io"
	"path"
	"strings"
)

// A SheetInfo names one worksheet of a workbook.
type SheetInfo struct {
	Name   string
	Hidden bool // hidden or veryHidden
	Index  int  // counted from 0, in the order of the tabs; what Read takes
}

// A Book is an opened workbook. It may be used by one goroutine at a time.
type Book struct {
	Date1904 bool // serial dates count from 1904; see DateOf
	pack     *pack
	sheets   []SheetInfo
	parts    []string // the part of each sheet
	rels     []relation
	formats  []NumberFormat
	strings  *sharedStrings // read when the first sheet is
}

// Open looks at a file and reads all of a workbook that is small: its sheets and
// number formats. The file must stay readable while the Book is used. Whatever
// is wrong with it is a fault (faults.go lists the codes).
func Open(r io.ReaderAt, size int64, lim Limits) (*Book, error) {
	p, err := openPack(r, size, lim)
	if err != nil {
		return nil, err
	}
	part, err := p.workbook()
	if err != nil {
		return nil, err
	}
	b := &Book{pack: p}
	if b.rels, err = p.relations(part); err != nil {
		return nil, err
	}
	if err := b.readWorkbook(part); err != nil {
		return nil, err
	}
	if styles := targets(b.rels, "styles"); len(styles) > 0 && p.has(styles[0]) {
		b.formats, err = p.styles(styles[0])
	}
	return b, err
}

// Sheets lists the worksheets in the order of their tabs; sheets that hold only
// a chart or a macro are left out.
func (b *Book) Sheets() []SheetInfo { return append([]SheetInfo(nil), b.sheets...) }

// Close lets go of what was read. The Book must not be used afterwards; cells
// already given stay valid.
func (b *Book) Close() error {
	*b = Book{}
	return nil
}

// workbook finds the main part of the package and makes sure it is a workbook.
func (p *pack) workbook() (string, error) {
	rels, err := p.relations("")
	if err != nil {
		return "", err
	}
	main := append(targets(rels, "officeDocument"), "xl/workbook.xml")[0]
	if form := p.otherForm(main); form != "" {
		return "", invalid(codeNotWorkbook, "found", form)
	}
	if strings.HasSuffix(strings.ToLower(main), ".bin") {
		return "", invalid(codeXLSB)
	}
	if !p.has(main) {
		return "", invalid(codePartMissing, "part", main)
	}
	kind, err := p.contentType(main)
	if err != nil {
		return "", err
	}
	if kind != "" && !strings.HasSuffix(kind, "+xml") || strings.Contains(kind, "presentation") || strings.Contains(kind, "wordprocessing") {
		return "", invalid(codeNotWorkbook, "found", kind)
	}
	return main, nil
}

// otherForm recognises the zips that are no workbook by a part only they have.
func (p *pack) otherForm(main string) string {
	forms := []struct{ part, form string }{
		{"index/document.iwa", "numbers"}, {"index.zip", "numbers"}, {"content.xml", "ods"},
		{"word/document.xml", "docx"}, {"ppt/presentation.xml", "pptx"}, {"meta-inf/manifest.mf", "jar"},
	}
	if p.has(main) && !strings.HasPrefix(main, "word/") && !strings.HasPrefix(main, "ppt/") {
		return ""
	}
	for _, f := range forms {
		if p.has(f.part) {
			return f.form
		}
	}
	if !p.has("[Content_Types].xml") && !p.has("_rels/.rels") {
		return "zip"
	}
	return ""
}

// contentType gives the content type of a part, "" if the package names none:
// a file without the list is read all the same.
func (p *pack) contentType(part string) (string, error) {
	if !p.has("[Content_Types].xml") {
		return "", nil
	}
	s, closing, err := p.scan("[Content_Types].xml")
	if err != nil {
		return "", err
	}
	defer closing()
	kind, key := "", "/"+strings.ToLower(part)
	for ok := s.root(); ok && s.child(); s.skip() {
		if strings.ToLower(s.attr("PartName")) == key {
			kind = s.attr("ContentType")
		}
	}
	return kind, s.finish()
}

// readWorkbook reads the list of sheets and the date system.
func (b *Book) readWorkbook(part string) error {
	s, closing, err := b.pack.scan(part)
	if err != nil {
		return err
	}
	defer closing()
	root := s.root()
	if root && string(s.name) != "workbook" {
		return invalid(codeNotWorkbook, "found", string(s.name))
	}
	for root && s.child() {
		switch string(s.name) {
		case "workbookPr":
			b.Date1904 = s.flag("date1904")
			s.skip()
		case "sheets":
			b.readSheets(s)
		default:
			s.skip()
		}
	}
	if err := s.finish(); err != nil {
		return err
	}
	if len(b.sheets) == 0 {
		return invalid(codeNoSheets, "part", part)
	}
	return nil
}

// readSheets takes up the worksheets; the relationship tells them from charts.
func (b *Book) readSheets(s *scanner) {
	byID := make(map[string]relation, len(b.rels))
	for _, r := range b.rels {
		byID[r.id] = r
	}
	for ; s.child(); s.skip() {
		rel, ok := byID[s.attr("id")]
		if ok && rel.kind != "worksheet" {
			continue
		}
		if len(b.sheets) >= s.lim.Sheets {
			s.fail(tooLarge(codeSheets, "limit", s.lim.Sheets))
			return
		}
		state := s.attr("state")
		info := SheetInfo{Name: s.attr("name"), Index: len(b.sheets), Hidden: state == "hidden" || state == "veryHidden"}
		if !ok { // a sheet nothing leads to is missed when it is read
			rel.target = path.Join("xl/worksheets", info.Name)
		}
		b.sheets = append(b.sheets, info)
		b.parts = append(b.parts, rel.target)
	}
}
