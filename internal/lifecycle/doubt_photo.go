// Cross-checks of photos: where and when they say they were taken.

package lifecycle

import (
	"slices"
	"time"

	"guatu/internal/geo"
	"guatu/internal/workday"
)

// maxShown bounds the photos one doubt lists: the first few say enough.
const maxShown = 6

// photos walks the files of evidence of the check's kinds.
func (l *look) photos(c *CrossCheck, see func(e *Evidence, f *File)) {
	for i := range l.Evidence {
		e := &l.Evidence[i]
		if e.Dropped || e.Day > l.on || !slices.Contains(c.Of, e.Kind) {
			continue
		}
		for j := range e.Files {
			if e.Files[j].Day <= l.on {
				see(e, &e.Files[j])
			}
		}
	}
}

// photoFar finds photos taken far from where the project stands.
func photoFar(c *CrossCheck, l *look) (Doubt, bool) {
	var d Doubt
	if l.Project.At == nil {
		return d, false
	}
	l.photos(c, func(e *Evidence, f *File) {
		if f.At == nil {
			return
		}
		far := int(geo.Metres(*f.At, *l.Project.At))
		if far > c.Metres && len(d.Compared) < maxShown {
			d.Value = max(d.Value, int64(far))
			d.Compared = append(d.Compared, Compared{What: e.Kind, ID: e.ID, File: f.Hash, Text: f.Name})
		}
	})
	return d, d.Value > 0
}

// photoTime finds photos taken long before what they show, or later than they
// were received, which only a wrong clock can do.
func photoTime(c *CrossCheck, l *look) (Doubt, bool) {
	then, dated := l.when(c.Then)
	var d Doubt
	l.photos(c, func(e *Evidence, f *File) {
		taken, ok := dayTaken(f.Taken)
		if !ok || len(d.Compared) >= maxShown {
			return
		}
		early, late := int(then.On.First-taken), int(taken-f.Day)
		if dated && early > c.Days || late > 1 {
			d.Value = max(d.Value, int64(max(late, early)))
			d.Compared = append(d.Compared, Compared{What: e.Kind, ID: e.ID, File: f.Hash, Text: f.Name, On: workday.On(taken)})
		}
	})
	found := len(d.Compared) > 0
	if dated {
		d.Compared = append(d.Compared, then)
	}
	return d, found
}

// dayTaken is the civil day in China on which a photo says it was taken.
func dayTaken(text string) (workday.Date, bool) {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return 0, false
	}
	return workday.DateOf(t.UTC().Add(8 * time.Hour)), true
}
