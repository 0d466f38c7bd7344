// The pattern of the sign-in page: the board's hexagons, nothing measured.

package svg

import "math"

// Comb is an ornament of hexagons on navy, hidden from screen readers.
func Comb() string {
	var p pen
	p.open("svg", "xmlns", ns, "class", "gate-art", "viewBox", "0 0 640 560", "aria-hidden", "true")
	for row := range 9 {
		for col := range 10 {
			x, y := 40+float64(col)*64+float64(row%2)*32, 40+float64(row)*56
			if shade := combShade(col, row); shade > 0 {
				p.one("path", "d", path(hexagon(xy{x, y}, 34), true), "fill", "#FFFFFF", "fill-opacity", shade, "stroke", "#FFFFFF", "stroke-opacity", .18)
			}
		}
	}
	return p.String()
}

// combShade fades towards the upper left, with a few cells lit.
func combShade(col, row int) float64 {
	far := float64(col+row) / 17
	if far < .38 {
		return 0
	}
	return math.Round((.02+.10*far*float64((col*7+row*5)%4)/3)*100) / 100
}

// hexagon stands on a corner about its middle; r is the middle to a corner.
func hexagon(middle xy, r float64) []xy {
	at := make([]xy, 6)
	for i := range at {
		a := math.Pi / 180 * float64(60*i-90)
		at[i] = xy{middle.x + r*math.Cos(a), middle.y + r*math.Sin(a)}
	}
	return at
}
