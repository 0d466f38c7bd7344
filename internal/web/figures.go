package web

import (
	"context"
	"net/http"
	"strconv"

	"guatu/internal/app"
	"guatu/internal/money"
	"guatu/internal/signal"
	"guatu/internal/web/ui"
	"guatu/internal/workday"
)

// The four figures of a campaign with what they were, each a door into the
// table; and the small question whether there is news.

// figureFacts are what the four figures are made of. Unit and Tiers narrow the
// links to what the figures count; On is the day looked at, "" today.
type figureFacts struct {
	Now, Was app.Totals
	Against  workday.Date
	On       string
	Narrow   []string // pairs for the links
}

// fourFigures are projects, the started share, money done against plan, red.
func fourFigures(ctx context.Context, f figureFacts) []ui.Figure {
	return []ui.Figure{f.count(ctx), f.started(ctx), f.done(ctx), f.red(ctx)}
}

// to is the table behind a figure.
func (f figureFacts) to(pairs ...string) string {
	return address("/projects", append(append([]string{"on", f.On}, f.Narrow...), pairs...)...)
}

func (f figureFacts) since(ctx context.Context) string {
	return ui.T(ctx, "较 {day}", "day", f.Against.String()[5:])
}

func (f figureFacts) count(ctx context.Context) ui.Figure {
	fig := ui.Figure{Label: ui.T(ctx, "在册项目"), Value: strconv.Itoa(f.Now.Count), Unit: ui.T(ctx, "个"), Href: f.to()}
	fig.ChangeNote = ui.T(ctx, "总投资 {total} 亿元", "total", f.Now.Total.Yuan.Yi(2))
	if f.Now.Total.Missing > 0 {
		fig.ChangeNote += ui.T(ctx, "（{n} 个未填报）", "n", f.Now.Total.Missing)
	}
	fig.Exact = ui.T(ctx, "总投资 {exact}", "exact", wan(ctx, f.Now.Total.Yuan))
	if n := f.Now.Registered - f.Was.Registered; n != 0 {
		fig.Change, fig.Worse = signed(n), n < 0
		fig.ChangeNote = ui.T(ctx, "个，") + f.since(ctx) + " · " + fig.ChangeNote
		fig.Exact += ui.T(ctx, "；{day} 以后新登记 {n} 个，按登记进系统的日期计", "day", f.Against.String(), "n", n)
	}
	return fig
}

func (f figureFacts) started(ctx context.Context) ui.Figure {
	fig := ui.Figure{Label: ui.T(ctx, "开工率"), Value: blank, Href: f.to(startedStages()...)}
	share, ok := f.Now.StartedShare()
	if !ok {
		return fig
	}
	fig.Value, fig.Unit = share.String(), "%"
	fig.Exact = ui.T(ctx, "申报：{all} 个中 {n} 个已开工，{finished} 个已竣工；认定：开工 {sure} 个，竣工 {done} 个", "all", f.Now.Count, "n", f.Now.Started, "finished", f.Now.Finished, "sure", f.Now.RecognisedStarted, "done", f.Now.RecognisedFinished)
	fig.ChangeNote = ui.T(ctx, "申报 {n} 个 · 认定 {sure} 个", "n", f.Now.Started, "sure", f.Now.RecognisedStarted)
	if n := f.Now.Started - f.Was.Started; n != 0 {
		fig.Change, fig.Worse = signed(n), n < 0
		fig.ChangeNote = ui.T(ctx, "个，") + f.since(ctx) + " · " + ui.T(ctx, "认定 {sure} 个", "sure", f.Now.RecognisedStarted)
	}
	return fig
}

// startedStages are started and what follows, as the started share counts them.
func startedStages() []string {
	var pairs []string
	for _, s := range []string{"started", "completed", "producing", "at_capacity", "in_statistics"} {
		pairs = append(pairs, "stage", s)
	}
	return pairs
}

// done is the year's money with its lead in points; how many did not report
// stands beside it, for a missing figure is no nought.
func (f figureFacts) done(ctx context.Context) ui.Figure {
	fig := ui.Figure{Label: ui.T(ctx, "年度完成投资"), Value: blank, Href: f.to("sort", "lead")}
	if f.Now.Done.Known == 0 {
		fig.ChangeNote = ui.T(ctx, "{n} 个都未填报", "n", f.Now.Count)
		return fig
	}
	fig.Value, fig.Unit, fig.Exact = f.Now.Done.Yuan.Yi(2), ui.T(ctx, "亿元"), wan(ctx, f.Now.Done.Yuan)
	fig.ChangeNote = ui.T(ctx, "计划 {plan} 亿元", "plan", f.Now.Plan.Yuan.Yi(2))
	if f.Now.OK {
		fig.ChangeNote += ui.T(ctx, "，{lead} 点", "lead", pointsText(f.Now.Lead))
		fig.Exact += ui.T(ctx, "；完成 {rate}%，序时 {due}%，按已填报的 {n} 个计算", "rate", f.Now.Rate.String(), "due", f.Now.Due.String(), "n", f.Now.Measured)
	}
	if missing := f.Now.Done.Missing; missing > 0 {
		fig.ChangeNote += ui.T(ctx, "，{n} 个未填报", "n", missing)
	}
	if grew := f.Now.Done.Yuan - f.Was.Done.Yuan; grew != 0 {
		fig.Change, fig.Worse = signedYi(grew), grew < 0
	}
	return fig
}

func (f figureFacts) red(ctx context.Context) ui.Figure {
	n, was := f.Now.Lights[signal.Behind], f.Was.Lights[signal.Behind]
	fig := ui.Figure{Label: ui.T(ctx, "滞后项目"), Value: strconv.Itoa(n), Unit: ui.T(ctx, "个"), Late: n > 0, Href: f.to("light", string(signal.Behind)), ChangeNote: ui.T(ctx, "较 {day} 持平", "day", f.Against.String()[5:])}
	if n != was {
		fig.Change, fig.Worse, fig.ChangeNote = signed(n-was), n > was, f.since(ctx)
	}
	fig.Exact = ui.T(ctx, "关注 {watch} 个，未填报 {blank} 个", "watch", f.Now.Lights[signal.Watch], "blank", f.Now.Lights[signal.Unreported])
	return fig
}

// signed is a change with its sign, minus as offices print it.
func signed(n int) string {
	if n < 0 {
		return "−" + strconv.Itoa(-n)
	}
	return "+" + strconv.Itoa(n)
}

func signedYi(y money.Yuan) string {
	if y < 0 {
		return "−" + (-y).Yi(2)
	}
	return "+" + y.Yi(2)
}

type seeingKey struct{}

// seeing lets the links of a page know who reads it.
func seeing(ctx context.Context, v *visit) context.Context {
	if v == nil {
		return ctx
	}
	return context.WithValue(ctx, seeingKey{}, v)
}

// unitURL is a unit's page; "" for those who may not see it: the city above a
// county's clerk, the units round an enterprise's project.
func unitURL(ctx context.Context, id, on string) string {
	if v, ok := ctx.Value(seeingKey{}).(*visit); ok && !v.Scope().SeesUnit(id) {
		return ""
	}
	return address("/units/"+id, "on", on)
}

// newsURL is where a page asks for what came since it was made.
func newsURL(v *visit, known int64) string {
	if known == 0 {
		known = v.frame.N
	}
	return "/news?since=" + strconv.FormatInt(known, 10)
}

// news answers how many entries the journal got since a number, within what the
// person sees, as the pages' script expects it: {"text": "3 条更新"}.
func (s *Server) news(w http.ResponseWriter, r *http.Request, v *visit) error {
	since, err := strconv.ParseInt(r.URL.Query().Get("since"), 10, 64)
	if err != nil || since < 0 {
		since = v.frame.N
	}
	n, err := s.App.News(r.Context(), v.Actor, since)
	if err != nil {
		return err
	}
	text := ""
	if n > 0 {
		text = ui.T(r.Context(), "{n} 条更新", "n", n)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	_, err = w.Write([]byte(`{"text": ` + strconv.QuoteToASCII(text) + `}`))
	return err
}
