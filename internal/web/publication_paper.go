package web

import (
	"context"
	"net/http"
	"strings"
	"unicode/utf8"

	"guatu/internal/app"
	"guatu/internal/score"
	"guatu/internal/web/ui"
)

// 公示稿、通报: a result as it is posted and sent round, on A4.

// noticePage is the sheet.
type noticePage struct {
	Frame  ui.FrameData
	Office string
	Kind   string // 公示, 通报, 讨论稿
	Title  string
	Number string
	Intro  []string
	Lists  []noticeList
	Groups []noticeGroup
	Foot   []string
	Day    string
	Draft  bool // not public yet: says so across the head
}

// A noticeList is a list with the reason of each unit on it.
type noticeList struct {
	Title   string
	Grouped bool // its units are of several groups
	Rows    []noticeRow
}

// A noticeRow is one unit: on a list with why, in the table with its lists.
type noticeRow struct{ Place, Group, Unit, Total, Lists, Why string }

// A noticeGroup is the table of a group.
type noticeGroup struct {
	Title  string
	Grades []string
	Rows   []noticeLine
	Said   bool // some row has a remark
}

// A noticeLine is one unit of the table.
type noticeLine struct {
	noticeRow
	Grades []string
}

func (s *Server) publicationPaper(w http.ResponseWriter, r *http.Request, v *visit) error {
	m, err := momentAsked(r)
	if err != nil {
		return err
	}
	res, err := s.App.PublicationResult(r.Context(), v.Actor, r.PathValue("id"), m)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, noticeView(s.noticePage(r, v, res, m)))
}

func (s *Server) noticePage(r *http.Request, v *visit, res *app.PublicationResult, m app.Moment) noticePage {
	ctx := r.Context()
	p := noticePage{Frame: s.frameOf(r, v, ui.T(ctx, "通报稿")), Office: officeTitle(v, res.Steps[0].Unit), Title: res.Title, Number: strings.ToUpper(res.ID[max(0, len(res.ID)-8):]), Draft: !res.State.Public()}
	p.Frame.Crumbs = []ui.Link{{Label: ui.T(ctx, "考核结果"), Href: "/publications"}, {Label: res.Title, Href: publicationURL(res.ID, "on", onText(m))}}
	p.Frame.Actions, p.Frame.Paper = ui.ButtonPrint(), "official"
	p.Kind, p.Day = noticeKind(ctx, res), signedOn(ctx, res.On)
	if res.State.Final() {
		for _, step := range res.Steps {
			if step.Act == score.Publish {
				p.Day = signedOn(ctx, step.Day)
			}
		}
	}
	p.Intro, p.Foot = noticeWords(ctx, res)
	for _, list := range res.League.Lists {
		p.Lists = append(p.Lists, noticeListOf(ctx, &res.League, list))
	}
	for _, g := range res.League.Groups {
		p.Groups = append(p.Groups, noticeGroupOf(ctx, &res.League, g))
	}
	return p
}

// noticeKind is what the paper is by where the result stands.
func noticeKind(ctx context.Context, res *app.PublicationResult) string {
	switch {
	case res.State.Final() && res.Number > 0:
		return ui.T(ctx, "更正通报")
	case res.State.Final():
		return ui.T(ctx, "通报")
	case res.State.Public():
		return ui.T(ctx, "公示")
	}
	return ui.T(ctx, "讨论稿")
}

// noticeWords are the text before the tables and after them.
func noticeWords(ctx context.Context, res *app.PublicationResult) (intro, foot []string) {
	facts := ui.T(ctx, "按照《{scheme}》，依据截至{day}的数据，对{n}个单位{period}的工作进行了考核。", "scheme", res.League.Scheme, "day", signedOn(ctx, res.AsOf), "n", len(res.Draft.Units), "period", periodText(ctx, res.Period))
	switch {
	case res.State.Final():
		intro = append(intro, facts+ui.T(ctx, "考核结果经公示和审定，现予通报。"))
	case res.State.Public():
		intro = append(intro, facts+ui.T(ctx, "现将结果予以公示。"))
		foot = append(foot, ui.T(ctx, "公示至{day}。被考核单位对结果有异议的，请在公示期内通过系统提出，写明项目和依据，逾期不再受理；每条异议都会答复。", "day", signedOn(ctx, res.Until)))
	default:
		intro = append(intro, facts+ui.T(ctx, "结果尚未公示，仅供讨论。"))
	}
	if len(res.Kin) > 0 && res.Number > 0 {
		intro = append(intro, ui.T(ctx, "本次为第 {n} 次更正，替代《{title}》。", "n", res.Number, "title", res.Kin[0].Title))
	}
	if n := len(res.Objections); n > 0 && res.State.Final() {
		foot = append(foot, ui.T(ctx, "公示期间收到异议 {n} 条，均已答复。", "n", n))
	}
	return intro, append(foot, ui.T(ctx, "方案出处：{source}", "source", res.League.Source))
}

func noticeListOf(ctx context.Context, l *app.League, list app.LeagueList) noticeList {
	n, decimals := noticeList{Title: listText(ctx, list.Name)}, leagueDecimals(l)
	for _, g := range list.Groups {
		n.Grouped = n.Grouped || g.Name != ""
		for i, row := range g.Rows {
			n.Rows = append(n.Rows, noticeRow{Place: itoa(i + 1), Group: g.Name, Unit: row.Name, Total: columnText(row.Place.Total, decimals), Why: placeWhy(ctx, row, list.Name)})
		}
	}
	return n
}

// placeWhy is why a unit stands on a list: its place and the conditions with the
// values put in.
func placeWhy(ctx context.Context, row app.LeagueRow, list string) string {
	for _, p := range row.Places {
		if p.Name != list || !p.On {
			continue
		}
		var words []string
		for _, line := range listLine(ctx, p) {
			words = append(words, line.Note)
			if line.Level > 0 {
				words = append(words, line.Name)
			}
			if line.With != "" {
				words = append(words, line.Formula+ui.T(ctx, "，即 ")+line.With)
			}
		}
		return joinWords(ctx, words...)
	}
	return ""
}

func noticeGroupOf(ctx context.Context, l *app.League, g app.LeagueGroup) noticeGroup {
	n, decimals := noticeGroup{Title: g.Name, Grades: l.Grades}, leagueDecimals(l)
	for _, row := range g.Rows {
		line := noticeLine{noticeRow: noticeRow{Place: dash(rankText(row.Place.Rank)), Unit: row.Name, Total: columnText(row.Place.Total, decimals), Why: leagueWhy(ctx, row)}}
		var lists []string
		for _, name := range row.Lists {
			lists = append(lists, listText(ctx, name))
		}
		line.Lists = dash(strings.Join(lists, ui.T(ctx, "、")))
		for _, v := range row.Grades {
			line.Grades = append(line.Grades, dash(termOf(ctx, "score_light", v.Is)))
		}
		n.Rows, n.Said = append(n.Rows, line), n.Said || line.Why != ""
	}
	return n
}

// officeTitle is an office as the head of a paper has it: a department's name with
// the place it serves in front, 淮安市重特大项目攻坚办公室.
func officeTitle(v *visit, unit string) string {
	tree := v.frame.Tree
	place, _ := tree.Unit(tree.Campaign(unit))
	own, ok := tree.Unit(unit)
	if !ok || own.ID == place.ID {
		return place.Name
	}
	last, _ := utf8.DecodeLastRuneInString(place.Name)
	if strings.HasPrefix(own.Name, place.Name) {
		return own.Name
	}
	return place.Name + strings.TrimPrefix(own.Name, string(last))
}

func rankText(rank int) string {
	if rank == 0 {
		return ""
	}
	return itoa(rank)
}
