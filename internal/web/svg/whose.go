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
	s.key(&p)
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
	text := num(float64(days))
	p.open("g")
	p.title(s.Parts[part] + " " + text)
	p.one("rect", "x", at[0], "y", at[1]+4, "width", at[2], "height", whoseLine-8, "fill", s.fill(part), "stroke", navyMid, "stroke-width", .6)
	if ems(text)*12+6 <= at[2] {
		middle := at[0] + at[2]/2
		if whoseFills[part].fill == "" {
			p.one("rect", "x", middle-ems(text)*6-2, "y", at[1]+whoseLine/2-7, "width", ems(text)*12+4, "height", 14, "fill", paper)
		}
		p.words(text, "text", "x", middle, "y", at[1]+whoseLine/2+4, "text-anchor", "middle", "fill", whoseFills[part].ink)
	}
	p.shut()
}

// key says what the fills are.
func (s Whose) key(p *pen) {
	x := whoseLeft
	for part, word := range s.Parts {
		p.one("rect", "x", x, "y", 4, "width", 20, "height", 11, "fill", s.fill(part), "stroke", navyMid, "stroke-width", .6)
		p.words(word, "text", "x", x+26, "y", 14)
		x += 26 + ems(word)*12 + 16
	}
}
