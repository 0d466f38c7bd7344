// What was promised, and how much of it is declared and recognised.

package svg

// PromiseBar is a promise as a bar: filled as far as it is recognised, outlined as
// far as it is declared; the whole is what was promised.
func PromiseBar(promised, declared, recognised int, title string) string {
	const w = 120.0
	var p pen
	p.open("svg", "xmlns", ns, "width", w+2, "height", 14, "viewBox", "0 0 122 14", "role", "img", "aria-label", title)
	p.title(title)
	p.one("rect", "x", 1, "y", 3, "width", w, "height", 8, "fill", "#E3E8EF")
	each := w / float64(max(1, promised, declared, recognised))
	if declared > 0 {
		p.one("rect", "x", 1, "y", 3, "width", each*float64(declared), "height", 8, "fill", paper, "stroke", navyMid, "stroke-width", 1.4)
	}
	if recognised > 0 {
		p.one("rect", "x", 1, "y", 3, "width", each*float64(recognised), "height", 8, "fill", navy)
	}
	return p.String()
}
