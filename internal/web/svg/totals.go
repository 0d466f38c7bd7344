// Who has how many points: a bar a unit, as long as its total, with a mark where it
// stood the period before.

package svg

import "math"

// A Totals is the chart of one group, the first on top.
type Totals struct {
	Rows  []TotalRow
	Title string
	Base  string // the sub-path Guatu runs under
	Key   string // tells the drawing's pattern from those of others on the page
	Tick  string // the words of the mark of the period before; "" draws none
}

// A TotalRow is one unit. Value and Was are nil where there is none: such a row has
// its name and no bar, which is not a bar of nought.
type TotalRow struct {
	Place, Name, Href, Tip, Text, Note string
	Value, Was                         *float64
	Last                               bool // on a list of the last: hatched, so that grey print shows it
}

const (
	totalsWidth, totalsLine = 640.0, 24.0
	totalsLeft, totalsRight = 132.0, 116.0
)

// Draw is the chart as one <svg>.
func (t Totals) Draw() string {
	p := pen{base: t.Base}
	height := totalsLine*float64(len(t.Rows)) + 8
	if t.Tick != "" {
		height += 20
	}
	p.open("svg", "xmlns", ns, "class", "totals", "width", totalsWidth, "height", height, "viewBox", "0 0 "+num(totalsWidth)+" "+num(height), "role", "img", "aria-label", t.Title, "font-size", 12, "fill", ink2)
	p.hatch("last" + t.Key)
	low, high := t.bounds()
	place := func(v float64) float64 {
		return totalsLeft + (v-low)/(high-low)*(totalsWidth-totalsLeft-totalsRight)
	}
	for i, r := range t.Rows {
		t.row(&p, r, totalsLine*float64(i)+2, place)
	}
	p.one("path", "d", path([]xy{{place(0), 0}, {place(0), totalsLine*float64(len(t.Rows)) + 4}}, false), "stroke", line2)
	if t.Tick != "" {
		y := height - 8
		p.one("path", "d", path([]xy{{totalsLeft, y - 11}, {totalsLeft, y + 1}}, false), "stroke", ink, "stroke-width", 2)
		p.words(t.Tick, "text", "x", totalsLeft+8, "y", y-1)
	}
	return p.String()
}

// bounds hold all figures and nought, never equal.
func (t Totals) bounds() (low, high float64) {
	for _, r := range t.Rows {
		for _, v := range []*float64{r.Value, r.Was} {
			if v != nil {
				low, high = math.Min(low, *v), math.Max(high, *v)
			}
		}
	}
	if low == high {
		high = low + 1
	}
	return low, high
}

func (t Totals) row(p *pen, r TotalRow, y float64, place func(float64) float64) {
	middle := y + totalsLine/2 + 4
	p.words(r.Place, "text", "x", 22, "y", middle, "text-anchor", "end", "fill", ink)
	shut := p.link(r.Href)
	p.words(r.Name, "text", "class", "hit", "x", 32, "y", middle, "font-size", 13, "fill", ink)
	shut()
	if r.Value == nil {
		p.words(r.Text, "text", "x", totalsLeft+6, "y", middle)
		return
	}
	from, to := math.Min(place(0), place(*r.Value)), math.Max(place(0), place(*r.Value))
	fill := navyMid
	if r.Last {
		fill = "url(#last" + t.Key + ")"
	}
	p.open("g")
	p.title(r.Tip)
	p.one("rect", "x", from, "y", y+4, "width", math.Max(1, to-from), "height", totalsLine-8, "fill", fill, "stroke", navyMid, "stroke-width", .8)
	if r.Was != nil {
		p.one("path", "d", path([]xy{{place(*r.Was), y + 2}, {place(*r.Was), y + totalsLine - 2}}, false), "stroke", ink, "stroke-width", 2)
	}
	p.shut()
	at := to + 6
	if r.Was != nil {
		at = math.Max(at, place(*r.Was)+6)
	}
	p.words(r.Text+r.Note, "text", "x", at, "y", middle, "fill", ink)
}

// Places is a unit's rank period by period: the first on top. 0 is no rank, and
// breaks the line.
func Places(names []string, ranks []int, title string) string {
	const step, top, low = 56.0, 22.0, 92.0
	width := step*float64(len(ranks)) + 8
	var p pen
	p.open("svg", "xmlns", ns, "class", "places", "width", width, "height", 124, "viewBox", "0 0 "+num(width)+" 124", "role", "img", "aria-label", title, "font-size", 12, "fill", ink2)
	p.title(title)
	most := 1
	for _, r := range ranks {
		most = max(most, r)
	}
	place := func(i, rank int) xy {
		return xy{4 + step*(float64(i)+.5), top + float64(rank-1)/math.Max(1, float64(most-1))*(low-top)}
	}
	p.one("path", "d", path([]xy{{0, top}, {width, top}}, false), "stroke", line)
	p.one("path", "d", path([]xy{{0, low}, {width, low}}, false), "stroke", line)
	for i := 1; i < len(ranks); i++ {
		if ranks[i] > 0 && ranks[i-1] > 0 {
			p.one("path", "d", path([]xy{place(i-1, ranks[i-1]), place(i, ranks[i])}, false), "stroke", navyMid, "stroke-width", 1.5)
		}
	}
	for i, rank := range ranks {
		at := place(i, max(1, rank))
		p.words(names[i], "text", "x", at.x, "y", 116, "text-anchor", "middle", "font-size", 11)
		if rank == 0 {
			p.words("—", "text", "x", at.x, "y", (top+low)/2+4, "text-anchor", "middle")
			continue
		}
		p.one("circle", "cx", at.x, "cy", at.y, "r", 3.5, "fill", navy)
		p.words(num(float64(rank)), "text", "x", at.x, "y", at.y-8, "text-anchor", "middle", "fill", ink)
	}
	return p.String()
}
