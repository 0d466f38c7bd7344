package app

// A result as a table is read: group by group, who stands where, and the lists as
// they are printed.

import (
	"slices"

	"guatu/internal/score"
)

// A League is one result: the table of every group, and the lists.
type League struct {
	Scheme string // the scheme's name
	Source string
	Grades []string // the names of its grades: lights, classes
	Groups []LeagueGroup
	Lists  []LeagueList
}

// A LeagueGroup is the units that are compared with each other, the first first.
type LeagueGroup struct {
	Name string // "" where all are of one group
	Rows []LeagueRow
}

// A LeagueRow is one unit.
type LeagueRow struct {
	Unit    string // its identifier
	Name    string
	Place   score.Standing
	Lists   []string // it stands on
	Grades  []score.Verdict
	Places  []score.Place // how it stands to the lists, with the reasons
	Missing []string      // what it did not report
}

// A LeagueList is one list as it is printed, group by group.
type LeagueList struct {
	Name      string
	Groups    []LeagueNames
	Undecided []string // of whom it cannot be told
}

// A LeagueNames is the part of a list that one group has.
type LeagueNames struct {
	Name string
	Rows []LeagueRow
}

// leagueOf reads a result.
func leagueOf(r *score.Result, f *score.Facts) League {
	l := League{Scheme: r.Pack().Name, Source: r.Pack().Source}
	rows := make([]LeagueRow, len(f.Units))
	for _, i := range r.Order() {
		rows[i] = leagueRow(r, f, i)
		l.add(f.Units[i].Group, rows[i])
	}
	for i := 0; len(rows) > 0 && i < len(rows[0].Grades); i++ {
		l.Grades = append(l.Grades, rows[0].Grades[i].Name)
	}
	for _, roll := range r.Rolls() {
		list := LeagueList{Name: roll.Name}
		for _, i := range roll.Units {
			list.add(f.Units[i].Group, rows[i])
		}
		for _, i := range roll.Undecided {
			list.Undecided = append(list.Undecided, rows[i].Name)
		}
		l.Lists = append(l.Lists, list)
	}
	return l
}

func leagueRow(r *score.Result, f *score.Facts, i int) LeagueRow {
	s := r.Sheet(i)
	row := LeagueRow{Unit: f.Units[i].ID, Name: nameOf(f, i), Place: s.Standing, Grades: s.Grades, Places: s.Lists, Missing: s.Missing}
	for _, p := range s.Lists {
		if p.On {
			row.Lists = append(row.Lists, p.Name)
		}
	}
	return row
}

// nameOf is what the facts call a unit.
func nameOf(f *score.Facts, i int) string {
	if f.Units[i].Name != "" {
		return f.Units[i].Name
	}
	return f.Units[i].ID
}

func (l *League) add(group string, row LeagueRow) {
	i := slices.IndexFunc(l.Groups, func(g LeagueGroup) bool { return g.Name == group })
	if i < 0 {
		i = len(l.Groups)
		l.Groups = append(l.Groups, LeagueGroup{Name: group})
	}
	l.Groups[i].Rows = append(l.Groups[i].Rows, row)
}

func (l *LeagueList) add(group string, row LeagueRow) {
	i := slices.IndexFunc(l.Groups, func(g LeagueNames) bool { return g.Name == group })
	if i < 0 {
		i = len(l.Groups)
		l.Groups = append(l.Groups, LeagueNames{Name: group})
	}
	l.Groups[i].Rows = append(l.Groups[i].Rows, row)
}
