package web

import (
	"context"
	"net/http"
	"strconv"

	"guatu/internal/app"
	"guatu/internal/lifecycle"
	"guatu/internal/web/svg"
	"guatu/internal/web/ui"
)

// 转化: what became of each year's signed projects, on each basis for itself.

// cohortPage is both bases, one below the other.
type cohortPage struct {
	Frame ui.FrameData
	Bar   chainBar
	Bases []cohortView
}

// A cohortView is one basis.
type cohortView struct {
	Title string
	Count int
	Chart svg.Shares
	Table ui.Square
}

func (s *Server) cohorts(w http.ResponseWriter, r *http.Request, v *visit) error {
	f, err := filterOf(r)
	if err != nil {
		return err
	}
	page, err := s.App.Cohorts(r.Context(), v.Actor, f)
	if err != nil {
		return err
	}
	bar, err := s.chainBar(r, v, f, "")
	if err != nil {
		return err
	}
	ctx := r.Context()
	p := cohortPage{Frame: s.chainFrame(r, v, f.Moment, page.Known), Bar: bar}
	p.Frame.Title = ui.T(ctx, "转化")
	for _, b := range page.Bases {
		p.Bases = append(p.Bases, cohortViewOf(ctx, b))
	}
	return render(w, r, http.StatusOK, cohortsView(p))
}

func cohortViewOf(ctx context.Context, b app.CohortBasis) cohortView {
	v := cohortView{Title: ui.T(ctx, "历年签约项目的去向（{basis}）", "basis", termOf(ctx, "chain_basis", string(b.Basis))), Count: b.Whole.Signed}
	v.Chart = svg.Shares{Title: v.Title, Base: ui.EnvOf(ctx).Base, Key: string(b.Basis)}
	for _, s := range append(append([]lifecycle.Stage{}, lifecycle.CohortFurthest...), lifecycle.Exited) {
		v.Chart.Parts = append(v.Chart.Parts, stageText(ctx, s))
	}
	for _, h := range b.Cohorts {
		v.Chart.Rows = append(v.Chart.Rows, shareRow(ctx, b.Basis, h))
	}
	v.Table = cohortTable(ctx, b)
	return v
}

// cohortKey is a cohort in an address.
func cohortKey(year int) string {
	if year == 0 {
		return app.Unstated
	}
	return strconv.Itoa(year)
}

func cohortName(ctx context.Context, year int) string {
	if year == 0 {
		return ui.T(ctx, "年份未知")
	}
	return ui.T(ctx, "{year}年", "year", year)
}

// cohortDoor is the list behind one figure of a cohort. The earlier stage of the
// address only has to stand before the later one.
func cohortDoor(ctx context.Context, n int, basis lifecycle.Basis, pairs ...string) string {
	return chainDoor(ctx, n, append([]string{"of", app.RecordsCohort, "basis", string(basis), "from", string(lifecycle.Lead)}, pairs...)...)
}

func shareRow(ctx context.Context, basis lifecycle.Basis, h lifecycle.Cohort) svg.ShareRow {
	key := cohortKey(h.Year)
	row := svg.ShareRow{Name: cohortName(ctx, h.Year), Note: ui.T(ctx, "{n} 个", "n", h.Signed), Href: cohortDoor(ctx, h.Signed, basis, "key", key)}
	for i, n := range h.Furthest {
		stage := lifecycle.CohortFurthest[i]
		row.Parts = append(row.Parts, svg.SharePart{Count: n, Tip: ui.T(ctx, "{year}签约，现在{stage}：{n} 个", "year", row.Name, "stage", stageText(ctx, stage), "n", n),
			Href: cohortDoor(ctx, n, basis, "key", key, "state", "furthest", "to", string(stage))})
	}
	return svg.ShareRow{Name: row.Name, Note: row.Note, Href: row.Href, Parts: append(row.Parts, svg.SharePart{Count: h.Left, Tip: ui.T(ctx, "{year}签约，已退出：{n} 个", "year", row.Name, "n", h.Left),
		Href: cohortDoor(ctx, h.Left, basis, "key", key, "state", "left")})}
}

// cohortTable is each year's conversion to each stage: by now, and within one, two,
// three years.
func cohortTable(ctx context.Context, b app.CohortBasis) ui.Square {
	t := ui.Square{Corner: ui.T(ctx, "签约年份"), Caption: ui.T(ctx, "转化"), Columns: []string{stageText(ctx, lifecycle.Signed), stageText(ctx, lifecycle.Exited)}}
	for _, s := range lifecycle.CohortStages {
		t.Columns = append(t.Columns, twoLines(stageText(ctx, s), ui.T(ctx, "至今")))
		for n := range lifecycle.CohortYears {
			t.Columns = append(t.Columns, twoLines(stageText(ctx, s), ui.T(ctx, "{n}年内", "n", n+1)))
		}
	}
	for _, h := range b.Cohorts {
		t.Rows = append(t.Rows, cohortCells(ctx, b.Basis, h, cohortKey(h.Year)))
	}
	if b.Whole.Signed > 0 {
		foot := cohortCells(ctx, b.Basis, b.Whole, "")
		t.Foot = &foot
	}
	return t
}

func cohortCells(ctx context.Context, basis lifecycle.Basis, h lifecycle.Cohort, key string) ui.SquareRow {
	row := ui.SquareRow{Name: ui.T(ctx, "合计")}
	if key != "" {
		row.Name = cohortName(ctx, h.Year)
	}
	row.Cells = []ui.SquareCell{{Count: itoa(h.Signed), Href: cohortDoor(ctx, h.Signed, basis, "key", key), Sum: true}, {Count: itoa(h.Left), Href: cohortDoor(ctx, h.Left, basis, "key", key, "state", "left"), Sum: true}}
	for _, step := range h.Steps {
		for years, r := range append([]lifecycle.Ratio{step.Now}, step.Within[:]...) {
			within := ""
			if years > 0 {
				within = strconv.Itoa(years)
			}
			row.Cells = append(row.Cells, ratioCell(ctx, r, func(n int, state string) string {
				return cohortDoor(ctx, n, basis, "key", key, "to", string(step.Stage), "within", within, "state", state)
			}))
		}
	}
	return row
}

// ratioCell is a rate with its numerator over its denominator; the tip says what
// is not in it.
func ratioCell(ctx context.Context, r lifecycle.Ratio, door func(n int, state string) string) ui.SquareCell {
	c := ui.SquareCell{Count: blank, Title: ratioTip(ctx, r)}
	if r.Of() == 0 {
		return c
	}
	c.Count, c.Money, c.Href = percentOf(r.Done, r.Of()), itoa(r.Done)+"/"+itoa(r.Of()), door(r.Done, "done")
	if r.Done == 0 {
		c.Href = door(r.Of(), "of")
	}
	c.Heat = svg.HeatClass(float64(r.Done), float64(r.Of()))
	return c
}

func ratioTip(ctx context.Context, r lifecycle.Ratio) string {
	text := ui.T(ctx, "{of} 个中 {done} 个", "of", r.Of(), "done", r.Done)
	for _, part := range []struct {
		n    int
		word string
	}{{r.Left, ui.N("未达到的里有 {n} 个已退出")}, {r.Unsure, ui.N("另有 {n} 个日期说不清，没有算进去")}, {r.Unplaced, ui.N("另有 {n} 个缺时间，没有算进去")}, {r.Young, ui.N("另有 {n} 个还没到期限，没有算进去")}} {
		if part.n > 0 {
			text += "\n" + ui.T(ctx, part.word, "n", part.n)
		}
	}
	return text
}
