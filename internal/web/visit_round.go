package web

import (
	"context"
	"net/http"

	"guatu/internal/app"
	"guatu/internal/web/ui"
)

// 待核查: the projects to be looked at on their sites, with what this device keeps
// of each.

// visitRoundPage is the list.
type visitRoundPage struct {
	Frame  ui.FrameData
	Device visitDevice
	Query  string
	Stops  []visitStop
	Count  int
}

// A visitStop is one project of the list.
type visitStop struct {
	ID, Name, Unit, Place string
	Why                   string
	Must, Turn            bool
	Last                  string
}

func (s *Server) visitRound(w http.ResponseWriter, r *http.Request, v *visit) error {
	ctx, query := r.Context(), r.URL.Query().Get("q")
	round, err := s.App.VisitsWanted(ctx, v.Actor, app.VisitFind{Query: query})
	if err != nil {
		return err
	}
	p := visitRoundPage{Frame: s.frameOf(r, v, ui.T(ctx, "现场核查")), Query: query, Count: round.Count}
	p.Frame.Files = []string{"visit.css", "visit.js"}
	if p.Device, err = s.visitDevice(r, v); err != nil {
		return err
	}
	for _, stop := range round.Rows {
		p.Stops = append(p.Stops, visitStopOf(ctx, stop))
	}
	w.Header().Set("Visit-Person", v.ID)
	return render(w, r, http.StatusOK, visitRoundView(p))
}

func visitStopOf(ctx context.Context, in app.VisitStop) visitStop {
	out := visitStop{ID: in.Project.ID, Name: in.Project.Name, Unit: in.Project.Unit, Place: in.Project.Place, Must: in.Must, Turn: in.Turn}
	switch {
	case in.Stage == "":
	case in.Claim != "":
		out.Why = ui.T(ctx, "{stage}申报待认定（{on}）", "stage", stageText(ctx, in.Stage), "on", in.Since.String())
	default:
		out.Why = ui.T(ctx, "已填报{stage}（{on}），未申报认定", "stage", stageText(ctx, in.Stage), "on", in.Since.String())
	}
	if !in.Last.IsZero() {
		out.Last = ui.T(ctx, "上次核查 {on}", "on", in.Last.String())
	}
	return out
}

func visitRoundNote(ctx context.Context, p visitRoundPage) string {
	if p.Query != "" {
		return ui.T(ctx, "名称含“{words}”的项目 {n} 个", "words", p.Query, "n", p.Count)
	}
	return ui.T(ctx, "{n} 个项目", "n", p.Count)
}

func visitEmptyTitle(ctx context.Context, p visitRoundPage) string {
	if p.Query != "" {
		return ui.T(ctx, "没有找到“{words}”", "words", p.Query)
	}
	return ui.T(ctx, "没有待现场核查的项目")
}
