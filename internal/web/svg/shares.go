// What became of each lot: one bar a lot, cut by where its members stand.

package svg

// A Shares is one chart: a bar a row, as long as its count, cut into parts that
// grow darker along the chain; what left is hatched. Every part carries its count,
// so that the chart reads without colour.
type Shares struct {
	Rows  []ShareRow
	Parts []string // the words of the parts, in their order
	Title string
	Base  string // the sub-path Guatu runs under
	Key   string // tells the drawing's pattern from those of others on the page
}

// A ShareRow is one lot. Parts are in the order of Shares.Parts; the last is what
// left.
type ShareRow struct {
	Name, Note, Href string
	Parts            []SharePart
}

// A SharePart is so many of the lot.
type SharePart struct {
	Count     int
	Tip, Href string
}

// shades are the parts along the chain, light to dark, and the ink that reads on
// each.
var shades = []struct{ fill, ink string }{{"#F0F3F8", ink}, {heat[2], ink}, {"#B3CCE6", ink}, {"#86ACD4", ink}, {"#4F7AA8", paper}, {"#2D5C8F", paper}, {navy, paper}}

const (
	sharesWidth, sharesLine = 1100.0, 30.0
	sharesLeft, sharesRight = 86.0, 70.0
	sharesTop               = 26.0
)

// Draw is the chart as one <svg>.
func (s Shares) Draw() string {
	p := pen{base: s.Base}
	height := sharesTop + sharesLine*float64(len(s.Rows)) + 6
	p.open("svg", "xmlns", ns, "class", "timetable", "width", sharesWidth, "height", height, "viewBox", "0 0 "+num(sharesWidth)+" "+num(height), "role", "img", "aria-label", s.Title, "font-size", 12, "fill", ink2)
	p.hatch("left" + s.Key)
	most := 1
	for _, r := range s.Rows {
		most = max(most, r.count())
	}
	p.partKey(sharesLeft, s.Parts, func(part int) string { fill, _ := s.shade(part); return fill })
	for i, r := range s.Rows {
		s.row(&p, r, sharesTop+sharesLine*float64(i), (sharesWidth-sharesLeft-sharesRight)/float64(most))
	}
	return p.String()
}

func (r ShareRow) count() int {
	n := 0
	for _, part := range r.Parts {
		n += part.Count
	}
	return n
}

// hatch is the pattern of what left.
func (p *pen) hatch(id string) {
	p.open("defs")
	p.open("pattern", "id", id, "width", 5, "height", 5, "patternUnits", "userSpaceOnUse", "patternTransform", "rotate(45)")
	p.one("rect", "width", 5, "height", 5, "fill", paper)
	p.one("rect", "width", 1.6, "height", 5, "fill", "#7A8494")
	p.shut()
	p.shut()
}

// shade is the fill of a part and the ink on it.
func (s Shares) shade(part int) (fill, words string) {
	if part == len(s.Parts)-1 {
		return "url(#left" + s.Key + ")", ink
	}
	at := shades[min(part, len(shades)-1)]
	return at.fill, at.ink
}

func (s Shares) row(p *pen, r ShareRow, y, each float64) {
	shut := p.link(r.Href)
	p.words(r.Name, "text", "class", "hit", "x", sharesLeft-10, "y", y+sharesLine/2+4, "text-anchor", "end", "font-size", 13, "fill", ink)
	shut()
	x := sharesLeft
	for i, part := range r.Parts {
		wide := each * float64(part.Count)
		if part.Count > 0 {
			s.part(p, i, part, [3]float64{x, y, wide})
		}
		x += wide
	}
	p.words(r.Note, "text", "x", x+8, "y", y+sharesLine/2+4)
}

// part is one piece at x, y and so wide; its count stands in it where there is room.
func (s Shares) part(p *pen, i int, part SharePart, at [3]float64) {
	fill, words := s.shade(i)
	shut := p.link(part.Href)
	p.open("g")
	p.title(part.Tip)
	p.part(barPart{x: at[0], y: at[1], wide: at[2], line: sharesLine, fill: fill, ink: words, hatched: i == len(s.Parts)-1, hit: true}, part.Count)
	p.shut()
	shut()
}
