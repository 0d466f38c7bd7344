// What a definition is made of, as whoever sets a target on it has to know.

package indicator

import (
	"slices"

	"guatu/internal/lifecycle"
)

// A Nature is what follows from what a definition is made of. It is worked out and
// never written down: nobody can declare a statistical figure not to be one.
type Nature struct {
	// Adds: what a longer period brings is the sum of what its parts bring (Within).
	Adds bool
	// Statistical: it is made from what enterprises report by the Statistics Law, in
	// any part of its formula. All that comes from outside is: output, tax and trade
	// are the main economic figures that must not be broken down to enterprises.
	Statistical bool
	// Projects: it is made of projects alone.
	Projects bool
	// Rhythm is the narrowest period of which something is said; "" is the day.
	Rhythm Period
}

// Nature is a definition's.
func (r *Rules) Nature(definition int) Nature { return r.natures[definition] }

// natureOf is that of a definition whose parts have theirs.
func (r *Rules) natureOf(i int) Nature {
	d := &r.list[i]
	switch {
	case d.Base != nil:
		return d.Base.nature(d.Read)
	case d.Outside != nil:
		return Nature{Adds: d.Read != Stock && !d.rate(), Statistical: true, Rhythm: d.Outside.Every}
	case d.ProRata:
		return Nature{}
	}
	n := Nature{Projects: true}
	for _, u := range r.derived[i].uses {
		part := r.natures[u.definition]
		n.Statistical = n.Statistical || part.Statistical
		n.Projects = n.Projects && (part.Projects || r.list[u.definition].ProRata)
		if yearly := r.list[u.definition].Base != nil && part.Rhythm == OfYear; !yearly {
			n.Rhythm = Periods[max(slices.Index(Periods, n.Rhythm), slices.Index(Periods, part.Rhythm), 0)]
		}
	}
	if n.Rhythm == OfDay {
		n.Rhythm = ""
	}
	return n
}

func (b *Base) nature(read Read) Nature {
	n := Nature{Adds: read != Stock, Projects: true,
		Statistical: b.Sense == lifecycle.Statistics || b.Stage == lifecycle.InStatistics || b.Meet != nil && b.Meet.Stage == lifecycle.InStatistics || b.Where.Store != ""}
	switch b.Of {
	case YearDone, TotalDone:
		n.Rhythm = OfMonth // 月报
	case YearPlan:
		n.Rhythm = OfYear
	}
	return n
}

// rate tells a measure that does not add up: per cent, points.
func (d *Definition) rate() bool { return d.Measure == "%" || d.Measure == "百分点" }
