// Drawn building sites, so that a demo has photos that are nobody's.

package demo

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math/rand/v2"
)

// scene draws a site for a sample: sky, ground, halls in the making, a crane. No
// two are alike, or the demo would be full of photos used twice.
func (b *builder) scene(s *sample) []byte {
	const w, h = 640, 480
	rng := s.rng
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	horizon := 180 + rng.IntN(160)
	for y := range h {
		c := color.RGBA{uint8(120 + y/5), uint8(165 + y/8), 225, 255}
		if y > horizon {
			c = color.RGBA{uint8(150 - y/8), uint8(125 - y/10), uint8(85 - y/16), 255}
		}
		draw.Draw(img, image.Rect(0, y, w, y+1), image.NewUniform(c), image.Point{}, draw.Src)
	}
	for range 2 + rng.IntN(4) {
		hall(img, rng, horizon)
	}
	for range 1 + rng.IntN(2) {
		crane(img, rng, horizon)
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 72}); err != nil {
		panic(err) // a buffer takes everything
	}
	return out.Bytes()
}

// hall is one building with its rows of openings.
func hall(img *image.RGBA, rng *rand.Rand, horizon int) {
	x, wide, high := rng.IntN(520), 60+rng.IntN(180), 40+rng.IntN(150)
	foot := horizon + rng.IntN(60)
	grey := uint8(95 + rng.IntN(110))
	fill(img, image.Rect(x, foot-high, x+wide, foot), color.RGBA{grey, grey, uint8(min(255, int(grey)+15)), 255})
	step := 14 + rng.IntN(12)
	for wx := x + 6; wx+8 < x+wide; wx += step {
		for wy := foot - high + 8; wy+12 < foot; wy += step + 6 {
			fill(img, image.Rect(wx, wy, wx+8, wy+12), color.RGBA{45, 55, uint8(70 + rng.IntN(60)), 255})
		}
	}
}

// crane is a mast with its arm.
func crane(img *image.RGBA, rng *rand.Rand, horizon int) {
	x, top, arm := 60+rng.IntN(500), 20+rng.IntN(80), 90+rng.IntN(160)
	paint := color.RGBA{230, uint8(140 + rng.IntN(60)), 40, 255}
	fill(img, image.Rect(x, top, x+6, horizon+30), paint)
	fill(img, image.Rect(x-arm/3, top+8, x+arm, top+13), paint)
	fill(img, image.Rect(x+arm-12, top+13, x+arm-10, top+13+40+rng.IntN(80)), color.RGBA{40, 40, 40, 255})
}

func fill(img *image.RGBA, r image.Rectangle, c color.RGBA) {
	draw.Draw(img, r, image.NewUniform(c), image.Point{}, draw.Src)
}
