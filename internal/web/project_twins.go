package web

import (
	"context"
	"net/http"

	"guatu/internal/app"
	"guatu/internal/web/ui"
)

// twinsPage are pairs of projects that may be one (疑似重复), for the office to
// decide; nothing is merged by itself.
type twinsPage struct {
	Frame ui.FrameData
	Table ui.TableData
	Count int
}

func (s *Server) twinsShow(w http.ResponseWriter, r *http.Request, v *visit) error {
	twins, err := s.App.Twins(r.Context(), v.Actor)
	if err != nil {
		return err
	}
	ctx := r.Context()
	p := twinsPage{Frame: s.frameOf(r, v, ui.T(ctx, "疑似重复的项目")), Count: len(twins), Table: twinsTable(ctx, twins)}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "项目"), Href: "/projects"}}
	p.Frame.Note = ui.T(ctx, "{n} 对，由攻坚办核定，系统不会自行合并", "n", len(twins))
	return render(w, r, http.StatusOK, twinsView(p))
}

// twinsTable puts the two of each pair under each other.
func twinsTable(ctx context.Context, twins []app.Twin) ui.TableData {
	t := ui.TableData{Caption: ui.T(ctx, "疑似重复的项目"), Cards: true, Columns: []ui.Column{{Label: ui.T(ctx, "项目名称")}, {Label: ui.T(ctx, "单位")},
		{Label: ui.T(ctx, "企业")}, {Label: ui.T(ctx, "项目代码")}, {Label: ui.T(ctx, "总投资"), Unit: ui.T(ctx, "亿元"), Num: true}, {Label: ui.T(ctx, "阶段")}}}
	for _, twin := range twins {
		g := ui.Group{Head: []ui.Cell{{Text: twinText(ctx, twin)}, {}, {}, {}, {}, {}}}
		for _, r := range []*app.ProjectRow{twin.A, twin.B} {
			href := projectHref(ctx, r.Project.ID)
			g.Rows = append(g.Rows, ui.Row{Href: href, Cells: []ui.Cell{ui.Door(r.Project.Name, href), ui.Words(r.Unit), said(r.Project.Enterprise), said(r.Project.Code),
				totalCell(ctx, r.Project.Total), {Text: stageText(ctx, r.Stage)}}})
		}
		t.Groups = append(t.Groups, g)
	}
	return t
}

// twinText says why two projects stand side by side.
func twinText(ctx context.Context, t app.Twin) string {
	why := matchText(ctx, t.By)
	if t.A.Project.Unit != t.B.Project.Unit {
		return ui.T(ctx, "{why}，分属 {a} 和 {b}", "why", why, "a", t.A.Unit, "b", t.B.Unit)
	}
	return why
}

// matchText is how two things were found to be one.
func matchText(ctx context.Context, by app.Match) string {
	switch by {
	case app.MatchCode:
		return ui.T(ctx, "项目代码相同")
	case app.MatchCredit:
		return ui.T(ctx, "信用代码和名称相同")
	case app.MatchName:
		return ui.T(ctx, "名称相同")
	case app.MatchSimilar:
		return ui.T(ctx, "名称相近")
	case app.MatchChosen:
		return ui.T(ctx, "由您指定")
	}
	return ui.T(ctx, "新项目")
}
