// Where the lights of a map go: real places where there are, cells otherwise.

package svg

import (
	"cmp"
	"guatu/internal/geo"
	"hash/fnv"
	"math"
	"slices"
	"strconv"
)

// A cluster is one or more projects at one place of the drawing.
type cluster struct {
	at   xy
	r    float64
	dots []Dot // the most urgent first
}

const (
	perCell = 7    // lights in one cell: one in the middle, six about it
	packed  = 19   // smaller ones when every cell has those: a second ring of twelve
	markR   = 5.0  // of a light on the map
	near    = 11.0 // real places closer than this are counted together
)

// place finds the place of every dot; the same dots give the same places, and a
// project keeps its cell when later ones are added (IDs grow with time).
func (m Map) place(v view) []cluster {
	byID := slices.Clone(m.Dots)
	slices.SortFunc(byID, func(a, b Dot) int { return cmp.Or(cmp.Compare(len(a.ID), len(b.ID)), cmp.Compare(a.ID, b.ID)) })
	combs := map[string]*comb{}
	for _, a := range m.Areas {
		combs[a.Code] = newComb(a, v)
	}
	var out []cluster
	var real []cluster
	for _, d := range byID {
		c, known := combs[d.Area]
		switch {
		case known && c.schematic:
			c.add(d)
		case d.At != nil:
			real = append(real, cluster{at: v.at(*d.At), r: markR, dots: []Dot{d}})
		case known:
			c.add(d)
		}
	}
	for _, a := range m.Areas {
		out = append(out, combs[a.Code].clusters()...)
	}
	return append(out, gather(real)...)
}

// A comb is the cells of one area with what stands in them.
type comb struct {
	schematic bool
	middles   []xy
	r         float64
	inside    [][]Dot
}

// newComb takes the area's cells without the one its name stands in. An area of
// real outlines gets one imagined cell beside its name.
func newComb(a Area, v view) *comb {
	c := &comb{schematic: len(a.Cells) > 0, r: v.cell}
	for _, cell := range a.Cells {
		if v.named(a, cell) {
			continue
		}
		c.middles = append(c.middles, v.at(cell))
	}
	if !c.schematic {
		at := v.at(a.Label)
		c.middles, c.r = []xy{{at.x, at.y + 26}}, 24
	}
	c.inside = make([][]Dot, len(c.middles))
	return c
}

// named tells that the county's name covers a cell: its own, and in a county of
// many cells those beside it too.
func (v view) named(a Area, cell geo.Point) bool {
	at, label := v.at(cell), v.at(a.Label)
	reach := v.cell / 2
	if len(a.Cells) > 9 {
		reach = v.cell*.4 + ems(a.Name)*6.5
	}
	return len(a.Cells) > 2 && math.Abs(at.y-label.y) < v.cell/2 && math.Abs(at.x-label.x) < reach
}

// add puts a project into the cell its ID asks for, or the next with room; when
// all are full it is counted in its own.
func (c *comb) add(d Dot) {
	h := fnv.New32a()
	h.Write([]byte(d.ID)) // a hash never fails to be written to
	own := int(h.Sum32() % uint32(len(c.middles)))
	for _, room := range []int{perCell, packed} {
		for i := range c.middles {
			at := (own + i) % len(c.middles)
			if len(c.inside[at]) < room {
				c.inside[at] = append(c.inside[at], d)
				return
			}
		}
	}
	c.inside[own] = append(c.inside[own], d)
}

// clusters gives each project of a cell its own place, or all one when they are
// too many.
func (c *comb) clusters() []cluster {
	var out []cluster
	for i, dots := range c.inside {
		if len(dots) > packed {
			out = append(out, cluster{at: c.middles[i], r: markR * 1.2, dots: urgent(dots)})
			continue
		}
		r := math.Min(markR, c.r*.19)
		if len(dots) > perCell {
			r = math.Min(markR, c.r*.125)
		}
		for k, d := range dots {
			out = append(out, cluster{at: c.slot(c.middles[i], k, len(dots)), r: r, dots: []Dot{d}})
		}
	}
	return out
}

// slot is the k-th of n places in a cell; above perCell in two rings.
func (c *comb) slot(middle xy, k, n int) xy {
	switch {
	case n <= perCell:
		return slot(middle, c.r*.5, k, n)
	case k < perCell:
		return slot(middle, c.r*.35, k, perCell)
	}
	a := float64(k-perCell) * 2 * math.Pi / (packed - perCell)
	return xy{middle.x + c.r*.69*math.Cos(a), middle.y + c.r*.69*math.Sin(a)}
}

// slot is the k-th of n places in a cell: round the middle, and from six on one
// in it.
func slot(middle xy, r float64, k, n int) xy {
	if n == 1 || n > 5 && k == 0 {
		return middle
	}
	round, start := n, 0.0
	switch {
	case n > 5:
		round = n - 1
	case n == 3 || n == 5:
		start = -math.Pi / 2
	case n == 4:
		start = math.Pi / 4
	}
	if n < 4 {
		r *= .82
	}
	a := start + float64(k)*2*math.Pi/float64(round)
	return xy{middle.x + r*math.Cos(a), middle.y + r*math.Sin(a)}
}

// gather joins clusters that would cover each other, on a grid so that it stays
// quick with thousands.
func gather(all []cluster) []cluster {
	at := map[[2]int]int{}
	var out []cluster
	for _, c := range all {
		key := [2]int{int(math.Floor(c.at.x / near)), int(math.Floor(c.at.y / near))}
		i, taken := at[key]
		if !taken {
			at[key] = len(out)
			out = append(out, c)
			continue
		}
		out[i].dots = append(out[i].dots, c.dots...)
		out[i].r = markR * 1.5
	}
	for i := range out {
		out[i].dots = urgent(out[i].dots)
	}
	return out
}

// urgent orders projects by their lights.
func urgent(dots []Dot) []Dot {
	slices.SortStableFunc(dots, func(a, b Dot) int { return urgency(a.Light) - urgency(b.Light) })
	return dots
}

// counted is how many of several projects have the worst light, of how many: 3/19.
func counted(dots []Dot) string {
	worst, all := 0, strconv.Itoa(len(dots))
	for _, d := range dots {
		if d.Light == dots[0].Light {
			worst++
		}
	}
	if worst == len(dots) {
		return all
	}
	return strconv.Itoa(worst) + "/" + all
}

// cluster draws one place: the worst light, and how many there are when several.
func (p *pen) cluster(c cluster) {
	first := c.dots[0]
	shut := p.link(first.Href)
	p.open("g", "class", "hit")
	p.title(tip(c.dots))
	if n := counted(c.dots); len(c.dots) == 1 {
		p.mark(first.Light, c.at.x, c.at.y, c.r)
	} else {
		wide := ems(n)*11 + 3 + 2*c.r
		p.mark(first.Light, c.at.x-wide/2+c.r, c.at.y, c.r)
		p.halo("", c.at.x+wide/2-ems(n)*5.5, c.at.y+4, 11)
		p.words(n, "tspan", "font-weight", "600")
		p.shut()
	}
	p.shut()
	shut()
}

// tip names the projects of one place, ten at most.
func tip(dots []Dot) string {
	s := ""
	for i, d := range dots {
		if i == 10 {
			return s + "\n… +" + strconv.Itoa(len(dots)-10)
		}
		if i > 0 {
			s += "\n"
		}
		s += d.Title
	}
	return s
}
