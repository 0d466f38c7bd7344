package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/web/ui"
)

// draftPage is one ledger on its way in: the file, how it was understood, and
// what it will change, on one page.
type draftPage struct {
	Frame     ui.FrameData
	Done      string
	Draft     *draft
	Seen      draftSeen
	Sentences []string // why it failed
	Units     []ui.Option
	Month     string
	Note      string // in one line what was found
	Sheets    []ui.Link
	Sheet     sheetPanel
	Kinds     []ui.Link // findings by kind
	Figures   []ui.Figure
	Similar   []similarRow
	Added     changeTable
	Changed   changeTable
	Missing   changeTable
	Skipped   changeTable
	Nothing   bool
	Confirm   string
}

// A changeTable is one kind of change: its first rows, and where all are.
type changeTable struct {
	Title string
	Count int
	Table ui.TableData
	All   string // "" when the first are all
}

// firstChanges is how many of each kind the page shows; the rest are a click away.
const firstChanges = 20

func (s *Server) importShow(w http.ResponseWriter, r *http.Request, v *visit) error {
	one, err := s.drafts.find(v.Actor, r.PathValue("draft"))
	if err != nil {
		return err
	}
	seen := one.look()
	if seen.State == draftReady && seen.File == nil { // forgotten to save memory
		soon(s.readDraft(r.Context(), v.Actor, v.frame.Today, one))
		seen = one.look()
	}
	if seen.State == draftImported {
		return s.importOver(w, r, one, seen)
	}
	return render(w, r, http.StatusOK, draftView(s.draftPage(r, v, one, seen)))
}

// importOver leads on to the result; the draft has done its work.
func (s *Server) importOver(w http.ResponseWriter, r *http.Request, one *draft, seen draftSeen) error {
	if err := s.drafts.drop(one); err != nil {
		return err
	}
	if seen.Cause == "" {
		return s.redirect(w, r, "/import")
	}
	return s.redirect(w, r, "/imports/"+url.PathEscape(seen.Cause))
}

func (s *Server) draftPage(r *http.Request, v *visit, one *draft, seen draftSeen) draftPage {
	ctx := r.Context()
	p := draftPage{Frame: s.frameOf(r, v, one.Name), Done: r.URL.Query().Get("done"), Draft: one, Seen: seen, Units: unitOptions(v, seen.Unit), Month: seen.Month.String()}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "导入台账"), Href: "/import"}}
	p.Frame.Note = v.frame.Tree.Name(seen.Unit)
	if seen.Err != nil {
		p.Sentences = sentences(ctx, seen.Err)
	}
	if seen.Err != nil && p.Sentences == nil {
		s.Log.Error("import", "request", RequestID(ctx), "err", seen.Err)
		p.Sentences = []string{ui.T(ctx, "系统出了问题，已记录。请把编号告诉管理员：{id}", "id", RequestID(ctx))}
	}
	if seen.State != draftReady || seen.Diff == nil || seen.File == nil {
		return p
	}
	p.understood(changeWriter{ctx: ctx, frame: v.frame}, chosenSheet(r.URL.Query(), seen.File), seen)
	p.changes(ctx, v, seen)
	return p
}

// understood fills in how the file was read.
func (p *draftPage) understood(w changeWriter, at int, seen draftSeen) {
	ctx := w.ctx
	projects, findings := 0, 0
	for _, s := range seen.File.Sheets {
		projects += len(s.Rows)
	}
	for _, kind := range findingKinds(seen) {
		findings += kind.count
		href := p.list("findings", "kind", kind.code)
		p.Kinds = append(p.Kinds, ui.Link{Label: termOf(ctx, "warning", kind.code), Count: strconv.Itoa(kind.count), Href: href})
	}
	p.Note = ui.T(ctx, "{sheets} 张工作表，识别出 {projects} 个项目，{findings} 处需要看一眼。", "sheets", len(seen.File.Sheets), "projects", projects, "findings", findings)
	for i, s := range seen.File.Sheets {
		p.Sheets = append(p.Sheets, ui.Link{Label: sheetName(ctx, s), Count: strconv.Itoa(len(s.Rows)), Href: here(ctx, "sheet", strconv.Itoa(i)) + "#sheet", Current: i == at})
	}
	if at < len(seen.File.Sheets) {
		p.Sheet = w.sheetPanel(seen, at)
	}
}

// sheetName is a sheet as its tab shows it; a .csv has none.
func sheetName(ctx context.Context, s app.LedgerSheet) string {
	if s.Name == "" {
		return ui.T(ctx, "文件内容")
	}
	return s.Name
}

// chosenSheet is the sheet the address asks for, else the first with projects.
func chosenSheet(q url.Values, f *app.LedgerFile) int {
	if n, err := strconv.Atoi(q.Get("sheet")); err == nil && n >= 0 && n < len(f.Sheets) {
		return n
	}
	return max(0, slices.IndexFunc(f.Sheets, func(s app.LedgerSheet) bool { return len(s.Rows) > 0 }))
}

// list is the address of a whole list of this draft.
func (p *draftPage) list(of string, pairs ...string) string {
	return address("/import/"+p.Draft.ID+"/list", append([]string{"of", of}, pairs...)...)
}

// changes fills in what the file will change.
func (p *draftPage) changes(ctx context.Context, v *visit, seen draftSeen) {
	d := seen.Diff
	c := changeWriter{ctx: ctx, frame: v.frame}
	plain, similar := splitSimilar(d.Added)
	p.Figures = []ui.Figure{
		{Label: ui.T(ctx, "新增"), Value: strconv.Itoa(len(d.Added)), Unit: ui.T(ctx, "个"), Href: "#added", ChangeNote: similarNote(ctx, len(similar))},
		{Label: ui.T(ctx, "修改"), Value: strconv.Itoa(len(d.Changed)), Unit: ui.T(ctx, "个"), Href: "#changed"},
		{Label: ui.T(ctx, "不变"), Value: strconv.Itoa(d.Unchanged), Unit: ui.T(ctx, "个")},
		{Label: ui.T(ctx, "本表没有"), Value: strconv.Itoa(len(d.Missing)), Unit: ui.T(ctx, "个"), Href: "#missing"},
		{Label: ui.T(ctx, "跳过"), Value: strconv.Itoa(len(d.Skipped)), Unit: ui.T(ctx, "行"), Href: "#skipped"},
	}
	for _, change := range similar[:min(len(similar), maxSimilar)] {
		p.Similar = append(p.Similar, c.similar(change, seen.Choices))
	}
	p.Added = p.first(ui.T(ctx, "新增的项目"), "added", len(plain), c.added(head(plain)))
	p.Changed = p.first(ui.T(ctx, "修改的项目"), "changed", len(d.Changed), c.changed(head(d.Changed)))
	p.Missing = p.first(ui.T(ctx, "已登记、本表没有的项目"), "missing", len(d.Missing), c.missing(head(d.Missing)))
	p.Skipped = p.first(ui.T(ctx, "跳过的行"), "skipped", len(d.Skipped), c.skipped(head(d.Skipped)))
	p.Nothing = len(d.Added)+len(d.Changed) == 0
	p.Confirm = ui.T(ctx, "写入：新增 {added} 个，修改 {changed} 个", "added", len(d.Added), "changed", len(d.Changed))
}

// maxSimilar is how many doubtful rows the page asks about at once.
const maxSimilar = 100

func similarNote(ctx context.Context, n int) string {
	if n == 0 {
		return ""
	}
	return ui.T(ctx, "其中 {n} 个与已有项目相近，待您核定", "n", n)
}

func head[T any](list []T) []T { return list[:min(len(list), firstChanges)] }

func (p *draftPage) first(title, of string, n int, t ui.TableData) changeTable {
	c := changeTable{Title: title, Count: n, Table: t}
	if n > firstChanges {
		c.All = p.list(of)
	}
	return c
}

// splitSimilar parts the new rows from those that look like a known project.
func splitSimilar(list []app.LedgerChange) (plain, similar []app.LedgerChange) {
	for _, c := range list {
		if c.Match == app.MatchSimilar {
			similar = append(similar, c)
			continue
		}
		plain = append(plain, c)
	}
	return plain, similar
}

// importResult says what one import did, with its one undo.
func (s *Server) importResult(w http.ResponseWriter, r *http.Request, v *visit) error {
	list, err := s.App.Imports(r.Context(), v.Actor)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(list, func(one app.Import) bool { return one.Cause == r.PathValue("cause") })
	if i < 0 {
		return fault.New(fault.NotFound, "ledger.no_import")
	}
	return s.renderResult(w, r, v, list[i])
}

func (s *Server) importUndo(w http.ResponseWriter, r *http.Request, v *visit) error {
	cause := r.PathValue("cause")
	if err := s.App.LedgerUndo(r.Context(), v.Actor, cause); err != nil {
		return err
	}
	return s.redirect(w, r, "/imports/"+url.PathEscape(cause)+"?done=import.undone")
}

// progressText says what is being done to which file.
func progressText(ctx context.Context, one *draft, seen draftSeen) string {
	if seen.State == draftImporting {
		return ui.T(ctx, "正在写入 {file}", "file", one.Name)
	}
	return ui.T(ctx, "正在读取 {file}", "file", one.Name)
}

// sheetFoot says when more rows follow than are shown.
func sheetFoot(ctx context.Context, p sheetPanel) string {
	if !p.Cut {
		return ""
	}
	return ui.T(ctx, "只显示前 {n} 行；全部核对记录按类别列在上面", "n", glimpseRows)
}
