package web

import (
	"context"
	"net/http"
	"strings"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/web/ui"
)

// 现场核查表: the verification form of a claim, printed on A4 to be filled in and
// signed on the site. It looks like an official document, not like a web page.

// paperPage is the form with what is already known filled in.
type paperPage struct {
	Frame   ui.FrameData
	Title   string
	Number  string
	Rows    []paperRow
	Sign    string
	Kinds   []paperItem
	Checks  []string
	Printed string
}

// A paperRow is two facts side by side.
type paperRow struct{ A, AValue, B, BValue string }

// A paperItem is one piece of evidence to be compared with its original.
type paperItem struct{ Name, Words string }

func (s *Server) claimPaper(w http.ResponseWriter, r *http.Request, v *visit) error {
	c, err := s.App.Claim(r.Context(), v.Actor, r.PathValue("id"), app.Moment{})
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, claimPaperView(s.paperPage(r, v, c)))
}

func (s *Server) paperPage(r *http.Request, v *visit, c *app.ClaimPage) paperPage {
	ctx, project := r.Context(), c.Project.Project
	stage := stageText(ctx, c.Claim.Stage)
	p := paperPage{Frame: s.frameOf(r, v, ui.T(ctx, "核查表")), Sign: c.Sign, Printed: dayText(ctx, c.On), Number: strings.ToUpper(c.Claim.ID[max(0, len(c.Claim.ID)-8):])}
	p.Title = ui.T(ctx, "{tenant}重大产业项目{stage}认定核查表", "tenant", v.frame.Tenant, "stage", stage)
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "认定"), Href: "/claims"}, {Label: stage + " · " + project.Name, Href: "/claims/" + c.Claim.ID}}
	p.Frame.Actions, p.Frame.Paper = ui.ButtonPrint(), "official"
	total := totalFact(ctx, c)
	p.Rows = []paperRow{
		{ui.T(ctx, "项目名称"), project.Name, ui.T(ctx, "申报单位"), c.Unit},
		{term(ctx, "field.enterprise"), dash(project.Enterprise), term(ctx, "field.enterprise_code"), dash(project.EnterpriseCode)},
		{term(ctx, "field.code"), dash(project.Code), term(ctx, "field.total"), total.Text},
		{term(ctx, "field.place"), dash(project.Place), ui.T(ctx, "建设性质"), dash(kindWord(v, project.Kind))},
		{ui.T(ctx, "申报阶段"), stage, ui.T(ctx, "申报达到时间"), whenText(ctx, c.Claim.On)},
	}
	p.Kinds = paperItems(ctx, c)
	for _, k := range c.Standing.Checks {
		if len(k.Units) > 0 {
			p.Checks = append(p.Checks, k.Name)
		}
	}
	return p
}

func dash(text string) string {
	if text == "" {
		return blank
	}
	return text
}

func kindWord(v *visit, kind string) string {
	for _, w := range v.frame.Words.Kinds {
		if w.Code == kind {
			return w.Name
		}
	}
	return kind
}

// paperItems are the pieces of evidence with what their certificates say, and what
// is still missing.
func paperItems(ctx context.Context, c *app.ClaimPage) []paperItem {
	var list []paperItem
	for _, e := range c.Exhibits {
		if e.Dropped {
			continue
		}
		var words []string
		for _, w := range []string{e.Number, whenTextOr(ctx, e.Issued), e.Holder} {
			if w != "" {
				words = append(words, w)
			}
		}
		list = append(list, paperItem{e.Name, strings.Join(words, "　")})
	}
	for _, l := range lifecycle.Demands(c.Lacks) {
		list = append(list, paperItem{missingLine(ctx, l, c.Names), ui.T(ctx, "未提供")})
	}
	return list
}
