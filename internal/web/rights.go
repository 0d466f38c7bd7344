package web

import (
	"context"
	"net/http"
	"slices"

	"guatu/internal/access"
	"guatu/internal/sheet/xlsx"
	"guatu/internal/web/ui"
)

// rightsPage is the permission matrix for everybody to see (权限).
type rightsPage struct {
	Frame ui.FrameData
	Table ui.TableData
}

func (s *Server) rightsRoutes() []route {
	return []route{{method: "GET", path: "/rights", handle: s.rightsShow}, {method: "GET", path: "/rights.xlsx", handle: s.rightsExport}}
}

func (s *Server) rightsShow(w http.ResponseWriter, r *http.Request, v *visit) error {
	ctx := r.Context()
	p := rightsPage{Frame: s.frameOf(r, v, ui.T(ctx, "权限")), Table: rightsTable(ctx, v.Roles)}
	p.Frame.Note = ui.T(ctx, "您的角色：{roles}", "roles", rolesText(ctx, v.Roles))
	p.Frame.Paper = "a4l"
	p.Frame.Actions = rightsButtons()
	return render(w, r, http.StatusOK, rightsView(p))
}

// shownRights are the rights of the matrix that somebody has; the rest are done
// before there is a person.
func shownRights() []access.Right {
	return slices.DeleteFunc(slices.Clone(access.Matrix), func(r access.Right) bool { return len(r.Roles) == 0 })
}

// rightsTable has a line a right and a column a role; one's own are marked.
func rightsTable(ctx context.Context, own []access.Role) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "权限"), Wide: true, Columns: []ui.Column{{Label: ui.T(ctx, "能做什么")}}}
	for _, role := range access.Roles {
		c := ui.Column{Label: termOf(ctx, "role", string(role))}
		if slices.Contains(own, role) {
			c.Unit = ui.T(ctx, "（我）")
		}
		t.Columns = append(t.Columns, c)
	}
	g := ui.Group{}
	for _, right := range shownRights() {
		row := ui.Row{Cells: []ui.Cell{ui.Words(termOf(ctx, "action", string(right.Action)))}}
		for _, role := range access.Roles {
			cell := ui.Cell{}
			if slices.Contains(right.Roles, role) {
				cell.Text, cell.Title = "●", ui.T(ctx, "可以")
			}
			row.Cells = append(row.Cells, cell)
		}
		g.Rows = append(g.Rows, row)
	}
	t.Groups = []ui.Group{g}
	return t
}

// rightsExport is the same matrix as a workbook.
func (s *Server) rightsExport(w http.ResponseWriter, r *http.Request, v *visit) error {
	ctx := r.Context()
	attach(w, workbookType, ui.T(ctx, "权限")+" "+v.frame.Today.String()+".xlsx")
	x := xlsx.NewWriter(w)
	widths := []float64{24}
	head := []xlsx.Value{xlsx.Head(ui.T(ctx, "能做什么"))}
	for _, role := range access.Roles {
		head, widths = append(head, xlsx.Head(termOf(ctx, "role", string(role)))), append(widths, 12)
	}
	err := x.Sheet(xlsx.Page{Name: xlsx.SheetName(ui.T(ctx, "权限")), Widths: widths, Frozen: 1, FrozenCols: 1, Paper: xlsx.A4, Landscape: true})
	if err == nil {
		err = x.Row(head...)
	}
	for _, right := range shownRights() {
		if err == nil {
			err = x.Row(rightLine(ctx, right)...)
		}
	}
	if err == nil {
		err = x.Close()
	}
	if err != nil { // the answer has begun: only the log can be told
		s.Log.Warn("rights", "request", RequestID(ctx), "err", err)
	}
	return nil
}

func rightLine(ctx context.Context, right access.Right) []xlsx.Value {
	line := []xlsx.Value{xlsx.Words(termOf(ctx, "action", string(right.Action)))}
	for _, role := range access.Roles {
		mark := ""
		if slices.Contains(right.Roles, role) {
			mark = "●"
		}
		line = append(line, xlsx.Words(mark))
	}
	return line
}
