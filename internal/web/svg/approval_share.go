// Whose time an item took: five parts of one thin bar.

package svg

// ItemShare is a bar of parts in proportion, told apart by tone and hatching so that
// it also reads in grey. Parts beyond five are not drawn; without any day it is empty.
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
		p.one("rect", "x", x, "width", wide, "height", height, "fill", shareTones[i], "stroke", paper, "stroke-width", .8)
		x += wide
	}
	return p.String()
}

// shareTones are authority, applicant, waiting, expert, notice: dark to light, no two
// neighbours alike in grey.
var shareTones = [5]string{navy, "#D79A2B", "#8994A6", "#5B6BB5", "#C6D7EA"}
