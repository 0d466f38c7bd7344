package web

import (
	"context"
	"net/http"
	"strings"

	"guatu/internal/app"
	"guatu/internal/fault"
	"guatu/internal/web/ui"
)

// 查材料: evidence by what stands on it, over all projects one sees; and the list
// of one project's evidence as it is printed and handed in.

// certificatesPage is the search.
type certificatesPage struct {
	Frame  ui.FrameData
	Query  string
	Kinds  []ui.Option
	Table  ui.TableData
	Count  int
	Pager  ui.PagerData
	Asked  bool
	Others []string
}

// certificatesPaged is how many a page lists.
const certificatesPaged = 50

func (s *Server) certificates(w http.ResponseWriter, r *http.Request, v *visit) error {
	ctx, q := r.Context(), r.URL.Query()
	var wrong fault.List
	f := app.CertificateFilter{Moment: momentOf(q, &wrong), Query: q.Get("q"), Kind: q["kind"], Page: number(q, "page", &wrong), Size: certificatesPaged}
	if err := wrong.Err(); err != nil {
		return err
	}
	if len(f.Kind) == 1 && f.Kind[0] == "" {
		f.Kind = nil
	}
	t, err := s.App.Certificates(ctx, v.Actor, f)
	if err != nil {
		return err
	}
	p := certificatesPage{Frame: s.frameOf(r, v, ui.T(ctx, "查材料")), Query: f.Query, Count: t.Count, Table: certificateTable(ctx, t), Pager: pagerOf(ctx, f.Page, certificatesPaged, t.Count), Asked: f.Query != "" || len(f.Kind) > 0}
	p.Frame.Find = "" // the bar looks for projects
	p.Kinds = []ui.Option{{Label: ui.T(ctx, "全部类别")}}
	for _, k := range t.Kinds {
		p.Kinds = append(p.Kinds, ui.Option{Value: k.Code, Label: k.Name, Chosen: len(f.Kind) > 0 && f.Kind[0] == k.Code})
	}
	return render(w, r, http.StatusOK, certificatesView(p))
}

// certificateTable is what was found.
func certificateTable(ctx context.Context, t *app.CertificateTable) ui.TableData {
	data := ui.TableData{Caption: ui.T(ctx, "佐证材料"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "项目")}, {Label: ui.T(ctx, "单位")}, {Label: termOf(ctx, "evidence", "kind")}, {Label: termOf(ctx, "evidence", "number")},
		{Label: termOf(ctx, "evidence", "issuer")}, {Label: termOf(ctx, "evidence", "issued")}, {Label: termOf(ctx, "evidence", "holder")}, {Label: termOf(ctx, "evidence", "files"), Num: true}}}
	g := ui.Group{}
	for _, row := range t.Rows {
		href := materialURL(row.Project.ID, row.ID)
		g.Rows = append(g.Rows, ui.Row{ID: row.ID, Href: href, Cells: []ui.Cell{ui.Door(row.Project.Name, href), ui.Words(row.Project.Unit), ui.Words(row.KindName), said(numberOr(row.Number, row.Title)),
			said(row.Issuer), said(whenTextOr(ctx, row.Issued)), said(row.Holder), count(len(row.Files))}})
	}
	data.Groups = []ui.Group{g}
	return data
}

func numberOr(number, title string) string {
	if number != "" {
		return number
	}
	return title
}

// materialListPage is one project's evidence as a printed list.
type materialListPage struct {
	Frame ui.FrameData
	Title string
	Head  []ui.Fact
	Table ui.TableData
	Empty bool
	Lacks []lackLine
	Stage string
}

// materialList is the list on A4: one line a piece, in the order of the rules.
func (s *Server) materialList(w http.ResponseWriter, r *http.Request, v *visit) error {
	ctx, q := r.Context(), r.URL.Query()
	var wrong fault.List
	m := momentOf(q, &wrong)
	if err := wrong.Err(); err != nil {
		return err
	}
	page, err := s.App.Project(ctx, v.Actor, r.PathValue("id"), m)
	if err != nil {
		return err
	}
	all, err := s.App.Materials(ctx, v.Actor, page.Project.ID, m)
	if err != nil {
		return err
	}
	p := materialListPage{Frame: s.frameOf(r, v, ui.T(ctx, "佐证材料清单")), Title: page.Project.Name, Empty: all.Count == 0, Lacks: lackLines(ctx, page.Project.ID, all), Stage: stageText(ctx, all.Stage)}
	p.Frame.Crumbs, p.Frame.AsOf = materialCrumbs(ctx, page), asOf(r, v, m)
	p.Frame.Paper = "a4l"
	p.Frame.Note, p.Frame.Actions = page.Project.Name, ui.ButtonPrint()
	p.Head = []ui.Fact{{Label: ui.T(ctx, "项目"), Value: ui.Words(page.Project.Name)}, {Label: termOf(ctx, "field", "enterprise"), Value: said(page.Project.Enterprise)}, {Label: termOf(ctx, "field", "code"), Value: said(page.Project.Code)}, {Label: ui.T(ctx, "数量"), Value: said(countText(ctx, all))}}
	p.Table = materialTable(ctx, page.Project.ID, all)
	return render(w, r, http.StatusOK, materialListView(p))
}

func materialTable(ctx context.Context, project string, all *app.Materials) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "佐证材料清单"), Columns: []ui.Column{{Label: termOf(ctx, "evidence", "kind")}, {Label: termOf(ctx, "evidence", "number")}, {Label: termOf(ctx, "evidence", "issuer")},
		{Label: termOf(ctx, "evidence", "issued")}, {Label: termOf(ctx, "evidence", "until")}, {Label: termOf(ctx, "evidence", "holder")}, {Label: termOf(ctx, "evidence", "files")}, {Label: ui.T(ctx, "还缺")}}}
	g, n := ui.Group{}, 0
	for _, group := range all.Groups {
		for i := range group.Items {
			m := &group.Items[i]
			n++
			var names []string
			for _, f := range m.Files {
				names = append(names, f.Name)
			}
			g.Rows = append(g.Rows, ui.Row{ID: m.ID, Cells: []ui.Cell{ui.Door(itoa(n)+"　"+m.KindName, materialURL(project, m.ID)), said(numberOr(m.Number, m.Title)), said(m.Issuer), said(whenTextOr(ctx, m.Issued)), said(whenTextOr(ctx, m.Until)), said(m.Holder),
				{Text: filesText(ctx, names), Tone: "wrap"}, {Text: partsText(ctx, m.Missing), Tone: "late"}}})
		}
	}
	t.Groups = []ui.Group{g}
	return t
}

// filesText names a few files and counts the rest.
func filesText(ctx context.Context, names []string) string {
	const few = 3
	switch {
	case len(names) == 0:
		return blank
	case len(names) <= few:
		return strings.Join(names, ui.T(ctx, "、"))
	}
	return ui.T(ctx, "{names} 等 {n} 个", "names", strings.Join(names[:few], ui.T(ctx, "、")), "n", len(names))
}
