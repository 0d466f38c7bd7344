package web

import (
	"context"
	"strings"
	"testing"

	"guatu/internal/app"
	"guatu/internal/score"
)

// totalled are totals with so many ten-thousandths of a point; negative is none.
func totalled(points ...score.Points) (rows []app.LeagueRow) {
	for _, p := range points {
		rows = append(rows, app.LeagueRow{Name: "甲县", Place: score.Standing{Rank: 1, Total: score.Mark{Points: p, OK: p >= 0}}})
	}
	return rows
}

func TestTotalsOfAResultStandUnderEachOther(t *testing.T) {
	for name, c := range map[string]struct {
		rows []app.LeagueRow
		want string
	}{
		"whole points stay whole":             {totalled(980000, 1000000), "98 100"},
		"the finest decides":                  {totalled(985000, 1000000, 702525), "98.5000 100.0000 70.2525"},
		"nothing is rounded, nothing is none": {totalled(-1, 985000, 0), "— 98.5 0.0"},
	} {
		t.Run(name, func(t *testing.T) {
			l := &app.League{Groups: []app.LeagueGroup{{Rows: c.rows}}}
			paper, page := []string{}, []string{}
			for _, row := range noticeGroupOf(context.Background(), l, l.Groups[0]).Rows {
				paper = append(paper, row.Total)
			}
			table := leagueTable(context.Background(), l, l.Groups[0], func(string) string { return "" })
			for _, row := range table.Groups[0].Rows {
				page = append(page, row.Cells[2].Text)
			}
			if got := strings.Join(paper, " "); got != c.want {
				t.Errorf("on paper %s, want %s", got, c.want)
			}
			if got := strings.Join(page, " "); got != c.want {
				t.Errorf("on the page %s, want %s", got, c.want)
			}
		})
	}
}

func TestTheGroupsOfAResultAgreeOnDecimals(t *testing.T) {
	l := &app.League{Groups: []app.LeagueGroup{{Name: "县区", Rows: totalled(985000)}, {Name: "园区", Rows: totalled(901250)}}}
	if got := noticeGroupOf(context.Background(), l, l.Groups[0]).Rows[0].Total; got != "98.500" {
		t.Errorf("the first group has %s beside 90.125", got)
	}
	list := app.LeagueList{Name: "red", Groups: []app.LeagueNames{{Rows: l.Groups[0].Rows}}}
	if got := noticeListOf(context.Background(), l, list).Rows[0].Total; got != "98.500" {
		t.Errorf("the list has %s beside 90.125", got)
	}
}
