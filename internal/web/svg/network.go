// The network of a project's approvals (审批网络): a box an item, a column a wave,
// an arrow from what must be granted to what waits for it.

package svg

import (
	"cmp"
	"slices"
	"strings"
)

// A Network is the whole drawing. Arrows that others imply are left out.
type Network struct {
	Nodes []NetNode
	Title string
	Words NetWords
	Base  string
}

// NetWords are the words of the drawing.
type NetWords struct {
	Wave                   string // "第 {page} 批", filled here
	Need, Grant, End, Same string // the legend: arrow, dashed arrow, the last item, one tint = in parallel
	Changed                string // the legend: a corner
}

// A NetNode is one item. Needs and GrantNeeds are numbers of other nodes.
type NetNode struct {
	Name, Lead, Limit, Title, Href string
	Group                          string // those of one group have one tint
	Wave                           int
	Needs, GrantNeeds              []int
	Until                          bool // the budget ends with it
	Plain                          bool // no approval: the works
	Changed                        bool
}

const (
	boxWide, boxHigh = 118.0, 62.0
	boxGap, waveGap  = 14.0, 34.0
	netTop, netFoot  = 30.0, 34.0
)

// tints are for groups, in the order in which they come.
var tints = [...]string{"#EAF1F9", "#FBF3E1", "#EAF4EE", "#F1EDF8", "#FBECE8", "#E8F3F4", "#F3F3EC"}

// A net is the network being drawn.
type net struct {
	pen
	Network
	at    []xy // of each node, its upper left corner
	tones map[string]string
}

// Draw is the network as one <svg>.
func (n Network) Draw() string {
	d := &net{pen: pen{base: n.Base}, Network: n, tones: map[string]string{}}
	wide, high := d.place()
	d.open("svg", "xmlns", ns, "class", "network", "width", wide, "height", high, "viewBox", "0 0 "+num(wide)+" "+num(high), "role", "group", "aria-label", n.Title, "font-size", 12, "fill", ink)
	d.waves()
	for i := range n.Nodes {
		d.arrows(i)
	}
	for i := range n.Nodes {
		d.box(i)
	}
	d.legend(high - 12)
	return d.String()
}

// place gives every node its corner: columns by wave, and within one near the middle
// of what it needs, so that arrows cross little.
func (d *net) place() (wide, high float64) {
	d.at = make([]xy, len(d.Nodes))
	columns := d.columns()
	tall := 0
	for _, c := range columns {
		tall = max(tall, len(c))
	}
	most := float64(tall)*(boxHigh+boxGap) - boxGap
	for w, c := range columns {
		slices.SortStableFunc(c, func(a, b int) int { return cmp.Compare(d.pull(a), d.pull(b)) })
		y := netTop + (most-float64(len(c))*(boxHigh+boxGap)+boxGap)/2
		for k, i := range c {
			d.at[i] = xy{float64(w)*(boxWide+waveGap) + 2, y + float64(k)*(boxHigh+boxGap)}
		}
	}
	for _, node := range d.Nodes {
		if _, known := d.tones[node.Group]; !known && node.Group != "" {
			d.tones[node.Group] = tints[len(d.tones)%len(tints)]
		}
	}
	return max(560, float64(len(columns))*(boxWide+waveGap)-waveGap+4), netTop + most + netFoot
}

// columns are the nodes by wave.
func (d *net) columns() [][]int {
	deepest := 0
	for _, n := range d.Nodes {
		deepest = max(deepest, n.Wave)
	}
	columns := make([][]int, deepest+1)
	for i, n := range d.Nodes {
		columns[n.Wave] = append(columns[n.Wave], i)
	}
	return columns
}

// pull is the mean height of what a node needs; columns are placed from the left.
func (d *net) pull(i int) float64 {
	sum, n := 0.0, 0
	for _, k := range slices.Concat(d.Nodes[i].Needs, d.Nodes[i].GrantNeeds) {
		sum += d.at[k].y
		n++
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// waves are the numbers over the columns.
func (d *net) waves() {
	for w := range d.columns() {
		x := float64(w)*(boxWide+waveGap) + 2 + boxWide/2
		d.words(fillPage(d.Words.Wave, num(float64(w+1)), ""), "text", "x", x, "y", 16, "text-anchor", "middle", "font-size", 11, "fill", ink2)
	}
}

// arrows are those into one node.
func (d *net) arrows(i int) {
	for _, k := range d.Nodes[i].Needs {
		if !d.implied(k, i, d.Nodes[i].Needs) {
			d.arrow(k, i, "")
		}
	}
	for _, k := range d.Nodes[i].GrantNeeds {
		if !d.implied(k, i, slices.Concat(d.Nodes[i].Needs, d.Nodes[i].GrantNeeds)) {
			d.arrow(k, i, "5 3")
		}
	}
}

// implied tells that another of a node's needs waits for the same one already.
func (d *net) implied(need, of int, needs []int) bool {
	seen := make([]bool, len(d.Nodes))
	var before func(i int) bool
	before = func(i int) bool {
		if seen[i] {
			return false
		}
		seen[i] = true
		return slices.ContainsFunc(slices.Concat(d.Nodes[i].Needs, d.Nodes[i].GrantNeeds), func(k int) bool { return k == need || before(k) })
	}
	return slices.ContainsFunc(needs, func(k int) bool { return k != need && k != of && before(k) })
}

// arrow runs from the right edge of one box to the left of another; over several
// columns it goes through the gaps above or below the boxes between.
func (d *net) arrow(from, to int, dash string) {
	a, b := d.at[from], d.at[to]
	x, y := a.x+boxWide, a.y+boxHigh/2
	end := xy{b.x - 5, b.y + boxHigh/2}
	way := "M" + num(x) + " " + num(y)
	if d.Nodes[to].Wave-d.Nodes[from].Wave > 1 {
		lane := d.lane(from, to)
		way += bend(xy{x, y}, xy{x + waveGap, lane}) + "H" + num(b.x-waveGap)
		x, y = b.x-waveGap, lane
	}
	way += bend(xy{x, y}, end)
	d.one("path", "d", way, "fill", "none", "stroke", navyMid, "stroke-width", 1.1, "stroke-dasharray", dash)
	d.one("path", "d", "M"+num(end.x+5)+" "+num(end.y)+"l-6-3.5v7z", "fill", navyMid)
}

// bend is a curve that leaves and arrives level.
func bend(from, to xy) string {
	mid := num((from.x + to.x) / 2)
	return "C" + mid + " " + num(from.y) + " " + mid + " " + num(to.y) + " " + num(to.x) + " " + num(to.y)
}

// lane is a height at which an arrow passes the columns between without running
// through a box, the nearest to the straight line.
func (d *net) lane(from, to int) float64 {
	want := (d.at[from].y + d.at[to].y + boxHigh) / 2
	best, gap := want, -1.0
	try := func(y float64) {
		if off := max(y-want, want-y); d.free(y, from, to) && (gap < 0 || off < gap) {
			best, gap = y, off
		}
	}
	try(want)
	for _, at := range d.at {
		try(at.y - boxGap/2)
		try(at.y + boxHigh + boxGap/2)
	}
	return best
}

// free tells that no box of the columns between stands at a height.
func (d *net) free(y float64, from, to int) bool {
	for i, n := range d.Nodes {
		if n.Wave > d.Nodes[from].Wave && n.Wave < d.Nodes[to].Wave && y > d.at[i].y-3 && y < d.at[i].y+boxHigh+3 {
			return false
		}
	}
	return true
}

// box is one item: its name, who leads, how many days.
func (d *net) box(i int) {
	n, at := d.Nodes[i], d.at[i]
	fill, edge, width, dash := paper, line2, 1.0, ""
	if tone, tinted := d.tones[n.Group]; tinted {
		fill = tone
	}
	if n.Until {
		edge, width = red, 2
	}
	if n.Plain {
		dash = "4 3"
	}
	shut := d.link(n.Href)
	d.open("g")
	d.title(n.Title)
	d.one("rect", "class", "hit", "x", at.x, "y", at.y, "width", boxWide, "height", boxHigh, "rx", 4, "fill", fill, "stroke", edge, "stroke-width", width, "stroke-dasharray", dash)
	for k, part := range inLines(n.Name, (boxWide-12)/12, 2) {
		d.words(part, "text", "x", at.x+7, "y", at.y+18+15*float64(k), "font-size", 12, "font-weight", "600")
	}
	d.words(fit(n.Lead, (boxWide-14)/11-ems(n.Limit)-.5), "text", "x", at.x+7, "y", at.y+53, "font-size", 11, "fill", ink2)
	d.words(n.Limit, "text", "x", at.x+boxWide-7, "y", at.y+53, "text-anchor", "end", "font-size", 11, "fill", ink2)
	if n.Changed {
		d.one("path", "d", "M"+num(at.x+boxWide-12)+" "+num(at.y)+"h12v12z", "fill", "#B97800")
	}
	d.shut()
	shut()
}

// inLines breaks a text into so many lines of a width in ems, before a bracket where
// it can, and not before a mark that ends something; what does not fit is cut off the
// last line.
func inLines(text string, room float64, lines int) (list []string) {
	for len(list) < lines-1 && ems(text) > room {
		at := breakAt([]rune(text), room)
		list, text = append(list, string([]rune(text)[:at])), string([]rune(text)[at:])
	}
	return append(list, fit(text, room))
}

// breakAt is how many characters the first line has.
func breakAt(text []rune, room float64) int {
	used, at := 0.0, len(text)
	for i, r := range text {
		if used += ems(string(r)); used > room {
			at = i
			break
		}
	}
	if open := slices.Index(text, '（'); open > 2 && open < at {
		return open
	}
	for at > 1 && strings.ContainsRune("）、，。”", text[min(at, len(text)-1)]) {
		at--
	}
	return max(1, at)
}

// legend explains arrows, tints and the red edge.
func (d *net) legend(y float64) {
	x := 2.0
	for i, word := range []string{d.Words.Need, d.Words.Grant, d.Words.End, d.Words.Same, d.Words.Changed} {
		switch i {
		case 0, 1:
			d.one("path", "d", "M"+num(x)+" "+num(y-4)+"h26", "stroke", navyMid, "stroke-width", 1.1, "stroke-dasharray", [2]string{"", "5 3"}[i])
		case 2:
			d.one("rect", "x", x, "y", y-10, "width", 26, "height", 12, "rx", 2, "fill", paper, "stroke", red, "stroke-width", 2)
		case 3:
			d.one("rect", "x", x, "y", y-10, "width", 26, "height", 12, "rx", 2, "fill", tints[0], "stroke", line2)
		default:
			d.one("path", "d", "M"+num(x+8)+" "+num(y-10)+"h12v12z", "fill", "#B97800")
		}
		d.words(word, "text", "x", x+32, "y", y, "font-size", 11, "fill", ink2)
		x += 32 + ems(word)*11 + 20
	}
}
