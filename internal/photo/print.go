// Prints: by which a picture is found again after others have handled it.

package photo

import (
	"fmt"
	"image"
	"math"
	"math/bits"
	"slices"
	"strconv"

	"guatu/internal/fault"
)

// A Print is a picture's fingerprint (图像指纹): 64 bits of its coarse shape, which
// stay when it is compressed, resized, stamped with a date or trimmed a little.
// Zero is the print of a picture that has no shape of its own (an empty page, a
// scan of a text, fog): it is like nothing, not even itself, since such pictures
// would all be like each other. The SHA-256 of the file finds those.
type Print uint64

// alike is the largest distance of two prints of one picture; docs/adr/0009 has
// the rates measured.
const alike = 8

// Distance is in how many of the 64 bits two prints differ; 64 when one says
// nothing.
func (p Print) Distance(q Print) int {
	if p == 0 || q == 0 {
		return 64
	}
	return bits.OnesCount64(uint64(p ^ q))
}

// Alike tells that two prints are most likely of one picture. It is a reason to
// look, never a proof.
func (p Print) Alike(q Print) bool { return p.Distance(q) <= alike }

// String is the print as it is stored: sixteen hexadecimal digits, "" for none.
func (p Print) String() string {
	if p == 0 {
		return ""
	}
	return fmt.Sprintf("%016x", uint64(p))
}

// ParsePrint reads what String wrote. Fault: photo.print.
func ParsePrint(s string) (Print, error) {
	if s == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(s, 16, 64)
	if err != nil || len(s) != 16 {
		return 0, fault.New(fault.Invalid, "photo.print", "text", s)
	}
	return Print(n), nil
}

// side is of the grid of brightness a print is taken from; low is how many of its
// slowest waves in each direction are kept.
const side, low = 32, 8

// A grid is a picture's brightness, 0 to 255, in side × side means.
type grid [side][side]float64

// printOf is the print of a small picture: which of the 64 slowest waves of its
// brightness (discrete cosine transform) are stronger than their median.
func printOf(p *image.RGBA) Print {
	if p.Rect.Dx() < side || p.Rect.Dy() < side {
		return 0
	}
	light := brightness(p)
	g := light.means()
	if g.flat() || light.paper() {
		return 0
	}
	waves := g.waves()
	sorted := slices.Sorted(slices.Values(waves[:]))
	median := (sorted[31] + sorted[32]) / 2
	var print Print
	for i, w := range waves {
		if w > median {
			print |= 1 << i
		}
	}
	return print
}

// A plane is a picture's brightness, pixel by pixel.
type plane struct {
	w, h  int
	light []uint8
}

// brightness is the luma of ITU-R BT.601.
func brightness(p *image.RGBA) plane {
	w, h := p.Rect.Dx(), p.Rect.Dy()
	out := plane{w, h, make([]uint8, w*h)}
	for i := range out.light {
		c := p.Pix[4*i : 4*i+3]
		out.light[i] = uint8((299*int(c[0]) + 587*int(c[1]) + 114*int(c[2])) / 1000)
	}
	return out
}

// means are the plane's means over a grid laid on it.
func (p plane) means() (g grid) {
	var count grid
	for y := range p.h {
		gy := y * side / p.h
		for x := range p.w {
			gx := x * side / p.w
			g[gy][gx] += float64(p.light[y*p.w+x])
			count[gy][gx]++
		}
	}
	for y := range g {
		for x := range g[y] {
			g[y][x] /= count[y][x]
		}
	}
	return g
}

// flat tells a picture without a shape: its brightness varies by less than a step
// that compression alone can make.
func (g *grid) flat() bool {
	var sum, squares float64
	for _, row := range g {
		for _, v := range row {
			sum, squares = sum+v, squares+v*v
		}
	}
	const n = side * side
	return squares/n-(sum/n)*(sum/n) < 36
}

// paper tells a page with writing: most of it is as bright as its brightest part.
// Every page of text has the same coarse shape.
func (p plane) paper() bool {
	var many [256]int
	for _, v := range p.light {
		many[v]++
	}
	top, seen := 255, 0
	for ; seen < len(p.light)/20; top-- {
		seen += many[top]
	}
	bright := 0
	for v := max(0, top*7/8); v < 256; v++ {
		bright += many[v]
	}
	return top > 128 && bright*100 > len(p.light)*paperShare
}

// paperShare is in hundredths.
const paperShare = 78

// cosine is the table of the transform: wave × place.
var cosine = func() (t [low][side]float64) {
	for u := range t {
		for x := range t[u] {
			t[u][x] = math.Cos(math.Pi / side * (float64(x) + 0.5) * float64(u))
		}
	}
	return t
}()

// waves are the strengths of the 64 slowest waves. The first is the mean, whose bit
// says nothing; leaving out the first row and column instead, the waves that only
// go up or across, cost a third of those found after trimming.
func (g *grid) waves() (out [low * low]float64) {
	var across [side][low]float64
	for y := range g {
		for u := range low {
			for x, v := range g[y] {
				across[y][u] += v * cosine[u][x]
			}
		}
	}
	for v := range low {
		for u := range low {
			for y := range side {
				out[v*low+u] += across[y][u] * cosine[v][y]
			}
		}
	}
	return out
}
