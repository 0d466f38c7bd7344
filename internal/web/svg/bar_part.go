// Parts of a bar: one piece with its number in it, and the key that says what the
// fills are.

package svg

// A barPart is one piece of a bar, in a line of some height.
type barPart struct {
	x, y, wide, line float64
	fill, ink        string
	hatched          bool // its number stands on paper
	hit              bool // it leads somewhere
}

// part draws a piece; its number stands in it where there is room.
func (p *pen) part(b barPart, count int) {
	at := []any{"x", b.x, "y", b.y + 4, "width", b.wide, "height", b.line - 8, "fill", b.fill, "stroke", navyMid, "stroke-width", .6}
	if b.hit {
		at = append([]any{"class", "hit"}, at...)
	}
	p.one("rect", at...)
	text := num(float64(count))
	if ems(text)*12+6 > b.wide {
		return
	}
	middle := b.x + b.wide/2
	if b.hatched {
		p.one("rect", "x", middle-ems(text)*6-2, "y", b.y+b.line/2-7, "width", ems(text)*12+4, "height", 14, "fill", paper)
	}
	p.words(text, "text", "x", middle, "y", b.y+b.line/2+4, "text-anchor", "middle", "fill", b.ink)
}

// partKey says what the fills are, from x on.
func (p *pen) partKey(x float64, words []string, fill func(part int) string) {
	for i, word := range words {
		p.one("rect", "x", x, "y", 4, "width", 20, "height", 11, "fill", fill(i), "stroke", navyMid, "stroke-width", .6)
		p.words(word, "text", "x", x+26, "y", 14)
		x += 26 + ems(word)*12 + 16
	}
}
