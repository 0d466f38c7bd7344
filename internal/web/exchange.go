package web

import (
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/platform"
	"guatu/internal/web/ui"
)

// exchangePage is where files of the provincial online platform come in and go out
// (平台交换).
type exchangePage struct {
	Frame     ui.FrameData
	Tabs      []ui.Link
	Done      string
	Sentences []string
	May       bool // take files in
	Megabytes int
	Unit      string
	Units     []ui.Option
}

// exchangeDraftPage is what one file would bring, before anything is written.
type exchangeDraftPage struct {
	Frame   ui.FrameData
	Draft   *draft
	Figures []ui.Figure
	Refused changeTable
	New     changeTable
	Known   int
	Digest  string
	Confirm string
	Nothing bool
	More    int
}

func (s *Server) exchangeRoutes() []route {
	const right = access.ImportLedger
	return []route{
		{method: "GET", path: "/approvals/exchange", handle: s.exchangeStart, action: access.ExportLedger},
		{method: "POST", path: "/approvals/exchange", handle: s.exchangeUpload, action: right, limit: uploadLimit + formLimit},
		{method: "GET", path: "/approvals/exchange/file", handle: s.exchangeFile, action: access.ExportLedger},
		{method: "GET", path: "/approvals/exchange/{draft}", handle: s.exchangeShow, action: right},
		{method: "POST", path: "/approvals/exchange/{draft}", handle: s.exchangeTake, action: right},
		{method: "POST", path: "/approvals/exchange/{draft}/drop", handle: s.exchangeDrop, action: right},
	}
}

func (s *Server) exchangeStart(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.exchangeStartWith(w, r, v, nil)
}

// exchangeStartWith is the page with what was wrong with an upload.
func (s *Server) exchangeStartWith(w http.ResponseWriter, r *http.Request, v *visit, refused error) error {
	ctx := r.Context()
	p := exchangePage{Frame: s.frameOf(r, v, ui.T(ctx, "平台交换")), Tabs: deskTabs(ctx, v, "", "/approvals/exchange"), Done: r.URL.Query().Get("done"), Sentences: sentences(ctx, refused), May: v.Can(access.ImportLedger),
		Megabytes: platform.MaxBytes >> 20, Unit: v.Unit, Units: unitOptions(v, v.Unit)}
	p.Frame.Note = ui.T(ctx, "与在线审批监管平台用文件互通审批记录")
	status := http.StatusOK
	if e, ok := fault.As(refused); ok {
		status = statuses[e.Kind]
	}
	return render(w, r, status, exchangeView(p))
}

// exchangeUpload keeps the file and shows what it would bring; one that cannot be
// read is told at once.
func (s *Server) exchangeUpload(w http.ResponseWriter, r *http.Request, v *visit) error {
	var files []*multipart.FileHeader
	if r.MultipartForm != nil {
		files = r.MultipartForm.File["file"]
	}
	if len(files) == 0 {
		return s.exchangeStartWith(w, r, v, fault.New(fault.Invalid, "platform.no_file"))
	}
	body, err := files[0].Open()
	if err != nil {
		return err
	}
	defer body.Close()
	one, err := s.drafts.add(v.Actor, fileName(files[0].Filename), io.LimitReader(body, uploadLimit))
	if err != nil && !isFault(err) {
		return err
	}
	if err == nil {
		s.drafts.mark(one)
		if _, err = one.exchange(); err == nil {
			return s.redirect(w, r, "/approvals/exchange/"+one.ID)
		}
		if lost := s.drafts.drop(one); lost != nil {
			return lost
		}
	}
	if !isFault(err) {
		return err
	}
	return s.exchangeStartWith(w, r, v, err)
}

// exchange reads the file of a draft.
func (one *draft) exchange() (app.PlatformTake, error) {
	in := app.PlatformTake{Name: one.Name}
	f, err := os.Open(one.path)
	if err != nil {
		return in, err
	}
	defer f.Close()
	in.File, err = platform.Read(f)
	return in, err
}

func (s *Server) exchangeShow(w http.ResponseWriter, r *http.Request, v *visit) error {
	one, err := s.drafts.findExchange(v.Actor, r.PathValue("draft"))
	if err != nil {
		return err
	}
	in, err := one.exchange()
	if err != nil {
		return err
	}
	d, err := s.App.PlatformPreview(r.Context(), v.Actor, in)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, exchangeDraftView(s.exchangeDraft(r, v, one, d)))
}

// exchangeDraft lays the difference out.
func (s *Server) exchangeDraft(r *http.Request, v *visit, one *draft, d *app.PlatformDiff) exchangeDraftPage {
	ctx := r.Context()
	p := exchangeDraftPage{Frame: s.frameOf(r, v, one.Name), Draft: one, Digest: d.Digest, Nothing: d.New == 0, Known: d.Known, More: d.More}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "平台交换"), Href: "/approvals/exchange"}}
	p.Figures = []ui.Figure{{Label: ui.T(ctx, "新的记录"), Value: strconv.Itoa(d.New), Unit: ui.T(ctx, "条"), Href: "#new", ChangeNote: ui.T(ctx, "{n} 个项目", "n", d.Projects)},
		{Label: ui.T(ctx, "已有的"), Value: strconv.Itoa(d.Known), Unit: ui.T(ctx, "条")}, {Label: ui.T(ctx, "不收的"), Value: strconv.Itoa(d.Refused + d.More), Unit: ui.T(ctx, "条"), Href: "#refused"}}
	p.Confirm = ui.T(ctx, "写入 {n} 条新的记录", "n", d.New)
	p.Refused = exchangeTable(ctx, ui.T(ctx, "不收的记录"), app.PlatformRefused, d)
	p.New = exchangeTable(ctx, ui.T(ctx, "新的记录"), app.PlatformNew, d)
	return p
}

// exchangeRows is how many records of a kind the page shows.
const exchangeRows = 200

// exchangeTable is the records of one state; of those refused, why.
func exchangeTable(ctx context.Context, title, state string, d *app.PlatformDiff) changeTable {
	t := ui.TableData{Caption: title, Cards: true}
	for _, label := range []string{ui.T(ctx, "行"), ui.T(ctx, "项目"), ui.T(ctx, "事项"), ui.T(ctx, "环节"), ui.T(ctx, "日期")} {
		t.Columns = append(t.Columns, ui.Column{Label: label})
	}
	if state == app.PlatformRefused {
		t.Columns = append(t.Columns, ui.Column{Label: ui.T(ctx, "为什么不收、怎么办")})
	} else {
		t.Columns = append(t.Columns, ui.Column{Label: ui.T(ctx, "内容")})
	}
	c := changeTable{Title: title}
	g := ui.Group{}
	for i := range d.Lines {
		l := &d.Lines[i]
		if l.State != state {
			continue
		}
		if c.Count++; c.Count <= exchangeRows {
			g.Rows = append(g.Rows, exchangeRow(ctx, l))
		}
	}
	t.Groups = []ui.Group{g}
	c.Table = t
	return c
}

func exchangeRow(ctx context.Context, l *app.PlatformLine) ui.Row {
	project := said(l.Project)
	if l.ID != "" {
		project = ui.Door(l.Name, "/projects/"+url.PathEscape(l.ID)+"/approvals")
		project.Title = l.Project
	}
	item := l.ItemName
	if item == "" {
		item = l.Item
	}
	kind := ui.Words("—")
	if l.Kind != "" {
		kind = ui.Words(termOf(ctx, "approval_fact", string(l.Kind)))
	}
	last := long(exchangeDetail(ctx, l))
	if l.State == app.PlatformRefused {
		last = ui.Cell{Text: strings.Join(sentences(ctx, l.Why), "；"), Tone: "wrap"}
	}
	return ui.Row{Cells: []ui.Cell{ui.Words(ui.T(ctx, "第 {row} 行", "row", l.At)), project, said(item), kind, said(l.On.String()), last}}
}

// exchangeDetail is what a record says beside its day.
func exchangeDetail(ctx context.Context, l *app.PlatformLine) string {
	var parts []string
	if reason := l.Reason; reason != "" {
		parts = append(parts, termOf(ctx, "stop_reason", string(reason)))
	}
	if l.Until != 0 {
		parts = append(parts, ui.T(ctx, "到 {day}", "day", l.Until.String()))
	}
	if len(l.Missing) > 0 {
		parts = append(parts, ui.T(ctx, "缺 {docs}", "docs", strings.Join(l.Missing, ui.T(ctx, "、"))))
	}
	if l.SupplyBy != 0 {
		parts = append(parts, ui.T(ctx, "{day} 前补齐", "day", l.SupplyBy.String()))
	}
	for _, s := range []string{l.Doc, l.Notice, l.Number, l.Office} {
		parts = append(parts, nonEmpty(s)...)
	}
	return strings.Join(parts, " · ")
}

// exchangeTake writes what was shown, and leads to its record, where it can be taken
// back.
func (s *Server) exchangeTake(w http.ResponseWriter, r *http.Request, v *visit) error {
	one, err := s.drafts.findExchange(v.Actor, r.PathValue("draft"))
	if err != nil {
		return err
	}
	in, err := one.exchange()
	if err != nil {
		return err
	}
	in.Expect = r.PostFormValue("expect")
	cause, _, err := s.App.PlatformTake(r.Context(), v.Actor, in)
	if err != nil {
		return err
	}
	if err := s.drafts.drop(one); err != nil {
		return err
	}
	if cause == "" {
		return s.redirect(w, r, "/approvals/exchange?done=exchange.same")
	}
	return s.redirect(w, r, "/imports/"+url.PathEscape(cause))
}

func (s *Server) exchangeDrop(w http.ResponseWriter, r *http.Request, v *visit) error {
	one, err := s.drafts.findExchange(v.Actor, r.PathValue("draft"))
	if err != nil {
		return err
	}
	if err := s.drafts.drop(one); err != nil {
		return err
	}
	return s.redirect(w, r, "/approvals/exchange?done=exchange.dropped")
}

// exchangeFile gives our records of a unit's projects as a file of the platform, or
// an example of one.
func (s *Server) exchangeFile(w http.ResponseWriter, r *http.Request, v *visit) error {
	form, kind := platform.CSV, "text/csv; charset=utf-8"
	if r.URL.Query().Get("form") == string(platform.JSON) {
		form, kind = platform.JSON, "application/json"
	}
	name, records := ui.T(r.Context(), "交换文件样例"), platform.Example()
	if r.URL.Query().Get("example") == "" {
		f, err := filterOf(r)
		if err != nil {
			return err
		}
		if records, err = s.App.PlatformFile(r.Context(), v.Actor, f); err != nil {
			return err
		}
		name = ui.T(r.Context(), "审批记录") + " " + exportDay(v, f)
	}
	attach(w, kind, name+"."+string(form))
	return platform.Write(w, form, records)
}

// exchangeFoot says when a list is cut.
func exchangeFoot(ctx context.Context, t changeTable) string {
	if t.Count <= exchangeRows {
		return ""
	}
	return ui.T(ctx, "只列前 {n} 条", "n", exchangeRows)
}

// sourceText says where a record was read: a ledger or a file of the platform; ""
// where it was typed in.
func sourceText(ctx context.Context, source string) string {
	kind, name, _ := strings.Cut(source, ":")
	switch kind + ":" {
	case app.LedgerSource:
		return ui.T(ctx, "台账 {file}", "file", name)
	case app.AssumedSource:
		return ui.T(ctx, "台账 {file} 只有办结日期，受理按办结当天记", "file", name)
	case app.PlatformSource:
		return ui.T(ctx, "平台文件 {file}", "file", name)
	}
	return source
}
