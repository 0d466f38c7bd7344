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
		if far, is := c.farFrom(f, l.Project.At); is && len(d.Compared) < maxShown {
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
		if len(d.Compared) >= maxShown {
			return
		}
		if taken, days, off := c.offTime(f, then.On); off {
			d.Value = max(d.Value, int64(days))
			d.Compared = append(d.Compared, Compared{What: e.Kind, ID: e.ID, File: f.Hash, Text: f.Name, On: workday.On(taken)})
		}
	})
	found := len(d.Compared) > 0
	if dated {
		d.Compared = append(d.Compared, then)
	}
	return d, found
}

// leastMetres is how far apart two honest points may be: watermark cameras write
// GCJ-02 where WGS-84 belongs, up to 700 m off.
const leastMetres = 1000

// farFrom is how far from a place a photo says it was taken, and whether that is
// too far.
func (c *CrossCheck) farFrom(f *File, at *geo.Point) (metres int, far bool) {
	if f.At == nil || at == nil {
		return 0, false
	}
	metres = int(geo.Metres(*f.At, *at))
	return metres, metres > max(c.Metres, leastMetres)
}

// offTime is by how many days a photo was taken before what it shows (zero: not
// known when that was), or after it was received, and whether that is too many.
func (c *CrossCheck) offTime(f *File, then workday.When) (taken workday.Date, days int, off bool) {
	taken, ok := dayTaken(f.Taken)
	if !ok {
		return 0, 0, false
	}
	late, early := int(taken-f.Day), 0
	if !then.IsZero() {
		early = int(then.First - taken)
	}
	return taken, max(late, early), late > 1 || early > c.Days
}

// dayTaken is the civil day in China on which a photo says it was taken.
func dayTaken(text string) (workday.Date, bool) {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return 0, false
	}
	return workday.DateOf(t.UTC().Add(8 * time.Hour)), true
}
