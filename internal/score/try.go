// Trying: what another pack would change, unit by unit, point by point.

package score

// A Change is one unit under two packs.
type Change struct {
	Unit     int // its index in the new facts; -1 where they do not have it
	Was      int // its index in the old facts; -1 where they do not have it
	Old, New Standing
	Points   []PointChange
	Grades   []GradeChange
}

// A PointChange is one indicator under two packs; one that a pack does not have
// has no points there, and Had or Has tells so.
type PointChange struct {
	Name     string
	Had, Has bool
	Old, New Mark
}

// A GradeChange is one grade under two packs.
type GradeChange struct {
	Name string `json:"name"`
	Old  string `json:"old"`
	New  string `json:"new"`
}

// Same tells that nothing changes.
func (c *Change) Same() bool {
	return c.Old.Total == c.New.Total && c.Old.Rank == c.New.Rank && c.Old.List == c.New.List && c.Old.State == c.New.State &&
		len(c.Points) == 0 && len(c.Grades) == 0
}

// Compare lays the results of two packs over each other, unit by unit, in the new
// order; units that only the old facts have come last.
func Compare(before, after *Result) []Change {
	was, is := map[string]int{}, map[string]bool{}
	for i, u := range before.run.facts.Units {
		was[u.ID] = i
	}
	var all []Change
	for _, i := range after.Order() {
		id := after.run.facts.Units[i].ID
		is[id] = true
		at, ok := was[id]
		if !ok {
			at = -1
		}
		all = append(all, compared(before, after, at, i))
	}
	for _, i := range before.Order() {
		if !is[before.run.facts.Units[i].ID] {
			all = append(all, compared(before, after, i, -1))
		}
	}
	return all
}

// compared is one unit under two packs; an index of -1 has no sheet.
func compared(before, after *Result, was, is int) Change {
	var a, b Sheet
	if was >= 0 {
		a = before.Sheet(was)
	}
	if is >= 0 {
		b = after.Sheet(is)
	}
	c := Change{Unit: is, Was: was, Old: a.Standing, New: b.Standing, Points: pointChanges(a.Indicators, b.Indicators)}
	grades := map[string]string{}
	for _, g := range a.Grades {
		grades[g.Name] = g.Is
	}
	for _, g := range b.Grades {
		if grades[g.Name] != g.Is {
			c.Grades = append(c.Grades, GradeChange{g.Name, grades[g.Name], g.Is})
		}
	}
	return c
}

// pointChanges matches indicators and their parts by name.
func pointChanges(before, after []Line) []PointChange {
	was, is := map[string]Mark{}, map[string]Mark{}
	old, now := flat(before, nil), flat(after, nil)
	for _, l := range old {
		was[l.Name] = l.Points
	}
	var all []PointChange
	for _, l := range now {
		is[l.Name] = l.Points
		had, ok := was[l.Name]
		if !ok || had != l.Points {
			all = append(all, PointChange{l.Name, ok, true, had, l.Points})
		}
	}
	for _, l := range old {
		if _, ok := is[l.Name]; !ok {
			all = append(all, PointChange{l.Name, true, false, l.Points, Mark{}})
		}
	}
	return all
}

func flat(lines, all []Line) []Line {
	for _, l := range lines {
		all = flat(l.Parts, append(all, l))
	}
	return all
}

type changeJSON struct {
	ID         string            `json:"id"`
	Name       string            `json:"name"`
	Group      string            `json:"group,omitempty"`
	Total      pairJSON[Mark]    `json:"total"`
	Difference *Points           `json:"difference"`
	Rank       pairJSON[*int]    `json:"rank"`
	List       pairJSON[string]  `json:"list"`
	State      pairJSON[string]  `json:"state"`
	Indicators []pointChangeJSON `json:"indicators"`
	Grades     []gradeChangeJSON `json:"grades,omitempty"`
	Changed    bool              `json:"changed"`
}

type pairJSON[T any] struct {
	Old T `json:"old"`
	New T `json:"new"`
}

type pointChangeJSON struct {
	Name string `json:"name"`
	Old  Mark   `json:"old"`
	New  Mark   `json:"new"`
	Only string `json:"only,omitempty"` // "old" or "new": the other pack has no such indicator
}

type gradeChangeJSON struct {
	Name string `json:"name"`
	Old  string `json:"old"`
	New  string `json:"new"`
}

// WriteChanges is the comparison as JSON: {"old","new","changed","units"}.
func WriteChanges(before, after *Result) ([]byte, error) {
	out := struct {
		Old     string       `json:"old"`
		New     string       `json:"new"`
		Changed int          `json:"changed"`
		Units   []changeJSON `json:"units"`
	}{Old: before.run.pack.Name, New: after.run.pack.Name, Units: []changeJSON{}}
	for _, c := range Compare(before, after) {
		if !c.Same() {
			out.Changed++
		}
		u := changed(before, after, c)
		j := changeJSON{ID: u.ID, Name: u.Name, Group: u.Group, Changed: !c.Same(), Indicators: []pointChangeJSON{}}
		j.Total, j.List, j.State = pairJSON[Mark]{c.Old.Total, c.New.Total}, pairJSON[string]{c.Old.List, c.New.List}, pairJSON[string]{c.Old.State, c.New.State}
		j.Rank = pairJSON[*int]{rankOrNull(c.Old.Rank), rankOrNull(c.New.Rank)}
		if c.Old.Total.OK && c.New.Total.OK {
			d := c.New.Total.Points - c.Old.Total.Points
			j.Difference = &d
		}
		for _, p := range c.Points {
			only := ""
			if !p.Had {
				only = "new"
			} else if !p.Has {
				only = "old"
			}
			j.Indicators = append(j.Indicators, pointChangeJSON{p.Name, p.Old, p.New, only})
		}
		for _, g := range c.Grades {
			j.Grades = append(j.Grades, gradeChangeJSON(g))
		}
		out.Units = append(out.Units, j)
	}
	return encode(out)
}

// changed is the unit a change is about.
func changed(before, after *Result, c Change) Unit {
	if c.Unit < 0 {
		return before.run.facts.Units[c.Was]
	}
	return after.run.facts.Units[c.Unit]
}

func rankOrNull(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}
