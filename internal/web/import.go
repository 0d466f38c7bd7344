package web

import (
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// importPage is where ledgers come in (导入): drop a file, go on with one that
// waits, look at what came in before.
type importPage struct {
	Frame     ui.FrameData
	Done      string
	Units     []ui.Option
	Month     string
	Drafts    []ui.Entry
	Past      ui.TableData
	Any       bool // something came in before
	Sentences []string
	Megabytes int
}

func (s *Server) importRoutes() []route {
	const right = access.ImportLedger
	return []route{
		{method: "GET", path: "/import", handle: s.importStart, action: right},
		{method: "POST", path: "/import", handle: s.importUpload, action: right, limit: uploadLimit + formLimit},
		{method: "GET", path: "/import/{draft}", handle: s.importShow, action: right},
		{method: "POST", path: "/import/{draft}", handle: s.importConfirm, action: right},
		{method: "GET", path: "/import/{draft}/progress", handle: s.importProgress, action: right},
		{method: "GET", path: "/import/{draft}/list", handle: s.importList, action: right},
		{method: "POST", path: "/import/{draft}/whose", handle: s.importWhose, action: right},
		{method: "POST", path: "/import/{draft}/map", handle: s.importMap, action: right},
		{method: "POST", path: "/import/{draft}/choose", handle: s.importChoose, action: right},
		{method: "POST", path: "/import/{draft}/drop", handle: s.importDrop, action: right},
		{method: "GET", path: "/imports/{cause}", handle: s.importResult, action: right},
		{method: "POST", path: "/imports/{cause}/undo", handle: s.importUndo, action: access.UndoImport},
	}
}

func (s *Server) importStart(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.importStartWith(w, r, v, nil)
}

// importStartWith is the first page, with what was wrong with an upload.
func (s *Server) importStartWith(w http.ResponseWriter, r *http.Request, v *visit, refused error) error {
	ctx := r.Context()
	list, err := s.App.Imports(ctx, v.Actor)
	if err != nil {
		return err
	}
	names, err := s.App.PersonNames(ctx, v.Actor)
	if err != nil {
		return err
	}
	unit := r.FormValue("unit")
	if unit == "" {
		unit = v.Unit
	}
	p := importPage{Frame: s.frameOf(r, v, ui.T(ctx, "导入台账")), Done: r.URL.Query().Get("done"), Units: unitOptions(v, unit), Month: lastMonth(v.frame.Today).String(),
		Drafts: draftEntries(ctx, v.frame, s.drafts.of(v.Actor)), Any: len(list) > 0, Megabytes: uploadLimit >> 20, Sentences: sentences(ctx, refused)}
	page := number(r.URL.Query(), "page", &fault.List{})
	p.Past = pastTable(ctx, v.frame, names, cutPage(list, page, importsPage))
	status := http.StatusOK
	if e, ok := fault.As(refused); ok {
		status = statuses[e.Kind]
	}
	return render(w, r, status, importView(p, pagerOf(ctx, page, importsPage, len(list))))
}

// importsPage is how many imports a page lists.
const importsPage = 50

// cutPage is one page of a list; pages count from 1, and 0 is the first.
func cutPage[T any](list []T, page, size int) []T {
	from := min((max(1, page)-1)*size, len(list))
	return list[from:min(from+size, len(list))]
}

// lastMonth is the last month that is over: what a ledger's figures run to when
// it does not say.
func lastMonth(today workday.Date) workday.When {
	year, month, _ := today.Civil()
	return workday.InMonth(year, month-1)
}

// draftEntries are the ledgers that wait for their person.
func draftEntries(ctx context.Context, f *app.Frame, list []*draft) []ui.Entry {
	var out []ui.Entry
	for _, one := range list {
		seen := one.look()
		out = append(out, ui.Entry{Title: one.Name, Href: "/import/" + one.ID, Note: f.Tree.Name(seen.Unit) + " · " + draftText(ctx, seen.State)})
	}
	return out
}

func draftText(ctx context.Context, state draftState) string {
	switch state {
	case draftReading:
		return ui.T(ctx, "正在读取")
	case draftFailed:
		return ui.T(ctx, "没有读成，打开看原因")
	case draftImporting:
		return ui.T(ctx, "正在写入")
	case draftImported:
		return ui.T(ctx, "已写入")
	}
	return ui.T(ctx, "已识别，待确认")
}

// pastTable is what came in before, the newest first.
func pastTable(ctx context.Context, f *app.Frame, names map[string]string, list []app.Import) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "导入记录"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "文件")}, {Label: ui.T(ctx, "单位")}, {Label: ui.T(ctx, "时间")}, {Label: ui.T(ctx, "谁导入")},
		{Label: ui.T(ctx, "新增"), Num: true}, {Label: ui.T(ctx, "修改"), Num: true}, {Label: ui.T(ctx, "不变"), Num: true}, {Label: ui.T(ctx, "本表没有"), Num: true}, {Label: ui.T(ctx, "提示"), Num: true}, {Label: ui.T(ctx, "状态")}}}
	g := ui.Group{}
	for _, one := range list {
		href := "/imports/" + url.PathEscape(one.Cause)
		state := ui.Words(ui.T(ctx, "已写入"))
		if one.Undone {
			state = ui.Cell{Text: ui.T(ctx, "已撤销"), Tone: "blank"}
		}
		g.Rows = append(g.Rows, ui.Row{Href: href, Cells: []ui.Cell{ui.Door(one.File, href), ui.Words(f.Tree.Name(one.Unit)), ui.Words(one.At.In(app.Zone).Format("2006-01-02 15:04")), said(names[one.Who]),
			count(one.Added), count(one.Changed), count(one.Unchanged), count(one.Missing), count(one.Findings), state}})
	}
	t.Groups = []ui.Group{g}
	return t
}

func count(n int) ui.Cell { return ui.Words(strconv.Itoa(n)) }

// importUpload keeps each file as a draft and begins to read it. One file leads
// to its page, several to the list.
func (s *Server) importUpload(w http.ResponseWriter, r *http.Request, v *visit) error {
	month, err := workday.ParseWhen(r.PostFormValue("month"))
	if err != nil {
		return s.importStartWith(w, r, v, fault.New(fault.Invalid, "figure.month").At("month"))
	}
	var files []*multipart.FileHeader
	if r.MultipartForm != nil {
		files = r.MultipartForm.File["file"]
	}
	if len(files) == 0 {
		return s.importStartWith(w, r, v, fault.New(fault.Invalid, "import.no_file").At("file"))
	}
	var last *draft
	for _, head := range files {
		if last, err = s.draftOf(r, v, head, month); err != nil {
			break
		}
	}
	switch {
	case isFault(err):
		return s.importStartWith(w, r, v, err)
	case err != nil:
		return err
	case len(files) > 1:
		return s.redirect(w, r, "/import")
	}
	return s.redirect(w, r, "/import/"+last.ID)
}

func isFault(err error) bool {
	_, ok := fault.As(err)
	return ok
}

// draftOf keeps one uploaded file and begins to read it.
func (s *Server) draftOf(r *http.Request, v *visit, head *multipart.FileHeader, month workday.When) (*draft, error) {
	unit := r.PostFormValue("unit")
	if _, there := v.frame.Tree.Unit(unit); !there || !v.Scope().SeesUnit(unit) {
		return nil, fault.New(fault.Invalid, "unit.not_found", "id", unit).At("unit")
	}
	body, err := head.Open()
	if err != nil {
		return nil, err
	}
	defer body.Close()
	one, err := s.drafts.add(v.Actor, fileName(head.Filename), io.LimitReader(body, uploadLimit))
	if err != nil {
		return nil, err
	}
	one.set(func(d *draftSeen) { d.Unit, d.Month = unit, month })
	soon(s.readDraft(r.Context(), v.Actor, v.frame.Today, one))
	return one, nil
}

// fileName is an uploaded file's name as it is shown and kept: text, and its end
// where it is long, for that says what kind of file it is.
func fileName(name string) string {
	runes := []rune(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, "")))
	return string(runes[max(0, len(runes)-maxFileName):])
}

// maxFileName is in characters.
const maxFileName = 120

// importProgress is the part of the page that shows how far it is; when the work
// is over it has the whole page asked for anew.
func (s *Server) importProgress(w http.ResponseWriter, r *http.Request, v *visit) error {
	one, err := s.drafts.find(v.Actor, r.PathValue("draft"))
	if err != nil {
		w.Header().Set("HX-Refresh", "true")
		return nil
	}
	if seen := one.look(); seen.State == draftReading || seen.State == draftImporting {
		return render(w, r, http.StatusOK, draftProgress(one, seen))
	}
	w.Header().Set("HX-Refresh", "true")
	w.WriteHeader(http.StatusOK)
	return nil
}

// importWhose changes whose ledger it is, or the month, and works it out anew.
func (s *Server) importWhose(w http.ResponseWriter, r *http.Request, v *visit) error {
	one, err := s.drafts.find(v.Actor, r.PathValue("draft"))
	if err != nil {
		return err
	}
	month, err := workday.ParseWhen(r.PostFormValue("month"))
	if err != nil {
		return fault.New(fault.Invalid, "figure.month").At("month")
	}
	unit := r.PostFormValue("unit")
	if !v.Scope().SeesUnit(unit) {
		return fault.New(fault.Invalid, "unit.not_found", "id", unit).At("unit")
	}
	one.set(func(d *draftSeen) {
		if !d.busy() {
			d.Unit, d.Month, d.Choices = unit, month, nil
		}
	})
	soon(s.readDraft(r.Context(), v.Actor, v.frame.Today, one))
	return s.redirect(w, r, "/import/"+one.ID)
}

// importConfirm takes the ledger in as it was shown.
func (s *Server) importConfirm(w http.ResponseWriter, r *http.Request, v *visit) error {
	one, err := s.drafts.find(v.Actor, r.PathValue("draft"))
	if err != nil {
		return err
	}
	if seen := one.look(); seen.State == draftReady && seen.File != nil {
		soon(s.takeDraft(r, v.Actor, one, r.PostFormValue("expect")))
	}
	return s.redirect(w, r, "/import/"+one.ID)
}

func (s *Server) importDrop(w http.ResponseWriter, r *http.Request, v *visit) error {
	one, err := s.drafts.find(v.Actor, r.PathValue("draft"))
	if err != nil {
		return err
	}
	if seen := one.look(); seen.State == draftImporting {
		return s.redirect(w, r, "/import/"+one.ID)
	}
	return errors.Join(s.drafts.drop(one), s.redirect(w, r, "/import?done=import.dropped"))
}
