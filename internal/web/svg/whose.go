// Whose time it is: a bar a row, its days cut into five shares.

package svg

// A Whose is one chart: days of authorities, applicants, between departments, of
// experts and of public notice. Every share carries its days, and no two beside each
// other differ by colour alone: the chart reads in grey.
type Whose struct {
	Rows  []WhoseRow
	Parts [5]string // the words of the shares
	Title string
	Base  string // the sub-path Guatu runs under
	Key   string // tells the drawing's pattern from those of others on the page
}

// A WhoseRow is one department, item, unit, project or month.
type WhoseRow struct {
	Name, Note, Tip, Href string
	Days                  [5]int
}

// whoseFills are the shares' fills and the ink that reads on each; the third is
// hatched.
var whoseFills = [5]struct{ fill, ink string }{{"#2D5C8F", paper}, {"#F2D9A6", ink}, {"", ink}, {"#9DBDDF", ink}, {"#F0F3F8", ink}}

const (
	whoseWidth, whoseLine = 1100.0, 28.0
	whoseLeft, whoseRight = 220.0, 190.0
	whoseTop              = 26.0
)

// Draw is the chart as one <svg>.
func (s Whose) Draw() string {
	p := pen{base: s.Base}
	height := whoseTop + whoseLine*float64(len(s.Rows)) + 6
	p.open("svg", "xmlns", ns, "class", "timetable", "width", whoseWidth, "height", height, "viewBox", "0 0 "+num(whoseWidth)+" "+num(height), "role", "img", "aria-label", s.Title, "font-size", 12, "fill", ink2)
	p.hatch("left" + s.Key)
	most := 1
	for _, r := range s.Rows {
		most = max(most, r.total())
	}
	p.partKey(whoseLeft, s.Parts[:], s.fill)
	for i, r := range s.Rows {
		s.row(&p, r, whoseTop+whoseLine*float64(i), (whoseWidth-whoseLeft-whoseRight)/float64(most))
	}
	return p.String()
}

func (r WhoseRow) total() int {
	n := 0
	for _, d := range r.Days {
		n += d
	}
	return n
}

func (s Whose) fill(part int) string {
	if whoseFills[part].fill == "" {
		return "url(#left" + s.Key + ")"
	}
	return whoseFills[part].fill
}

func (s Whose) row(p *pen, r WhoseRow, y, each float64) {
	mid := y + whoseLine/2 + 4
	shut := p.link(r.Href)
	p.open("text", "class", "hit", "x", whoseLeft-10, "y", mid, "text-anchor", "end", "font-size", 13, "fill", ink)
	p.title(r.Tip)
	p.text(fit(r.Name, (whoseLeft-14)/13))
	p.shut()
	shut()
	x := whoseLeft
	for part, days := range r.Days {
		wide := each * float64(days)
		if days > 0 {
			s.share(p, part, days, [3]float64{x, y, wide})
		}
		x += wide
	}
	p.words(r.Note, "text", "x", x+8, "y", mid)
}

// share is one piece at x, y and so wide; its days stand in it where there is room.
func (s Whose) share(p *pen, part, days int, at [3]float64) {
	p.open("g")
	p.title(s.Parts[part] + " " + num(float64(days)))
	p.part(barPart{x: at[0], y: at[1], wide: at[2], line: whoseLine, fill: s.fill(part), ink: whoseFills[part].ink, hatched: whoseFills[part].fill == ""}, days)
	p.shut()
}
