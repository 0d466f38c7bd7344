// Findings: what a look at each photo of a project found, to be shown beside it.
// They are the cross-checks of photos, file by file: reasons to look, never
// refusals.

package lifecycle

import (
	"slices"

	prints "guatu/internal/photo"
	"guatu/internal/workday"
)

// A Finding is one thing found at one file.
type Finding struct {
	Evidence string       `json:"evidence"`
	File     string       `json:"file"` // its hash
	Check    string       `json:"check"`
	Compare  Comparison   `json:"compare"`
	Value    int64        `json:"value"`          // metres; days, negative before; bits that differ
	On       workday.When `json:"on,omitzero"`    // the day its time was held against
	With     *Compared    `json:"with,omitempty"` // the photo it looks like
}

// Findings are those of all photos of a project on a day, in the order of its
// evidence. Photos of other projects are not looked at: see Doubt.Findings.
func Findings(t *Told, visits []Visit, checks []CrossCheck, on workday.Date) []Finding {
	l := lookAt(t, on)
	var list []Finding
	for i := range checks {
		c := &checks[i]
		if !c.applies(t) {
			continue
		}
		switch c.Compare {
		case PhotoFar:
			l.photos(c, func(e *Evidence, f *File) {
				if metres, far := c.farFrom(f, t.Project.At); far {
					list = append(list, c.finding(e, f, int64(metres)))
				}
			})
		case PhotoTime:
			list = append(list, l.untimely(c, visits)...)
		case PhotoTwice:
			list = append(list, l.twins(c)...)
		}
	}
	slices.SortStableFunc(list, func(a, b Finding) int { return l.place(a) - l.place(b) })
	return list
}

func (c *CrossCheck) finding(e *Evidence, f *File, value int64) Finding {
	return Finding{Evidence: e.ID, File: f.Hash, Check: c.Code, Compare: c.Compare, Value: value}
}

// place is where a finding's file stands among all.
func (l *look) place(f Finding) int {
	n := 0
	for i := range l.Evidence {
		e := &l.Evidence[i]
		if e.ID == f.Evidence {
			return n + slices.IndexFunc(e.Files, func(o File) bool { return o.Hash == f.File })
		}
		n += len(e.Files)
	}
	return n
}

// untimely finds photos that were not taken when they should: as the cross-check
// of the stage finds it, or long before or after the visit they were made on or
// the date that stands on their paper.
func (l *look) untimely(c *CrossCheck, visits []Visit) []Finding {
	then, _ := l.when(c.Then)
	var list []Finding
	l.photos(c, func(e *Evidence, f *File) {
		taken, days, off := c.offTime(f, then.On)
		if f.Taken == "" {
			return
		}
		found := c.finding(e, f, int64(days))
		switch day := shownDay(e, visits); {
		case off && taken > f.Day:
			found.On = workday.On(f.Day)
		case off:
			found.Value, found.On = -found.Value, then.On
		case day.IsZero():
			return
		case int(day.First-taken) > c.Days:
			found.Value, found.On = int64(taken-day.First), day
		case int(taken-day.Last()) > c.Days:
			found.Value, found.On = int64(taken-day.Last()), day
		default:
			return
		}
		list = append(list, found)
	})
	return list
}

// shownDay is the day evidence is of: its visit's, or the one that stands on it.
func shownDay(e *Evidence, visits []Visit) workday.When {
	for _, v := range visits {
		if v.ID == e.Visit && e.Visit != "" {
			return workday.On(v.Day)
		}
	}
	return e.Issued
}

// twins finds photos that stand in two pieces of evidence of the project, and says
// it at both. Photos of one set are like each other and mean nothing.
func (l *look) twins(c *CrossCheck) []Finding {
	type shown struct {
		e     *Evidence
		f     *File
		print prints.Print
	}
	var all []shown
	l.photos(c, func(e *Evidence, f *File) {
		print, err := prints.ParsePrint(f.Sight)
		if err != nil {
			print = 0 // a fingerprint that is none says nothing
		}
		all = append(all, shown{e, f, print})
	})
	var list []Finding
	for _, a := range all {
		for _, b := range all {
			bits := a.print.Distance(b.print)
			if a.f.Hash == b.f.Hash {
				bits = 0
			}
			if a.e == b.e || bits > c.Distance {
				continue
			}
			found := c.finding(a.e, a.f, int64(bits))
			found.With = &Compared{What: b.e.Kind, ID: b.e.ID, File: b.f.Hash, Text: b.f.Name}
			list = append(list, found)
			break
		}
	}
	return list
}

// Findings are what a doubt about photos that another project has too says of each
// of them; of other doubts none.
func (d *Doubt) Findings() []Finding {
	if d.Compare != PhotoTwice {
		return nil
	}
	var list []Finding
	for i := 0; i+1 < len(d.Compared); i += 2 { // mine and theirs, in turn
		mine, theirs := d.Compared[i], d.Compared[i+1]
		list = append(list, Finding{Evidence: mine.ID, File: mine.File, Check: d.Check, Compare: d.Compare, Value: d.Value, With: &theirs})
	}
	return list
}
