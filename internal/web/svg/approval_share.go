// Whose time an item took: five parts of one thin bar.

package svg

// ItemShare is a bar of parts in proportion, told apart by tone; its figures stand
// beside it as text. Parts beyond five are not drawn; without any day it is empty.
func ItemShare(parts []int, title string) string {
	const width, height = 92.0, 10.0
	p := pen{}
	total := 0
	for _, n := range parts {
		total += n
	}
	p.open("svg", "xmlns", ns, "width", width, "height", height, "viewBox", "0 0 92 10", "role", "img", "aria-label", title)
	p.title(title)
	p.one("rect", "width", width, "height", height, "fill", ground)
	x := 0.0
	for i, n := range parts {
		if n <= 0 || i >= len(shareTones) {
			continue
		}
		wide := width * float64(n) / float64(total)
		p.one("rect", "x", x, "width", wide, "height", height, "fill", shareTones[i], "stroke", tailEdge, "stroke-width", .5)
		x += wide
	}
	return p.String()
}

// shareTones are the fills of Whose; what is hatched there is grey here.
var shareTones = [5]string{whoseFills[0].fill, whoseFills[1].fill, "#8994A6", whoseFills[3].fill, whoseFills[4].fill}
