package photo

// A corpus of made pictures: building sites, which look alike as building sites do
// (sky above, ground below), and papers, which look alike as papers do. Each is
// drawn from its number, so that a figure measured today is measured tomorrow.

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"testing"

	"golang.org/x/image/draw"
)

const corpusW, corpusH = 640, 480

// site draws a building site: sky, ground, blocks with windows, cranes.
func site(n uint64) *image.RGBA {
	dice := rand.New(rand.NewPCG(n, 7))
	img := image.NewRGBA(image.Rect(0, 0, corpusW, corpusH))
	horizon := corpusH * (35 + dice.IntN(30)) / 100
	sky, ground := 150+dice.Float64()*90, 60+dice.Float64()*90
	clouds, soil := waves(dice), waves(dice)
	for y := range corpusH {
		cloud, soilHere := 0.0, 0.0
		for x := range corpusW {
			if x%4 == 0 {
				cloud, soilHere = clouds(x, y), soil(x, y)
			}
			v := sky - 30*float64(y)/corpusH + 12*cloud
			c := color.RGBA{u8(v * 0.9), u8(v * 0.95), u8(v), 255}
			if y > horizon {
				v = ground + 40*soilHere + 10*dice.Float64()
				c = color.RGBA{u8(v * 1.1), u8(v), u8(v * 0.8), 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	for range 3 + dice.IntN(9) {
		block(img, dice, horizon)
	}
	for range dice.IntN(4) {
		crane(img, dice, horizon)
	}
	return img
}

// waves is a rough surface between -1 and 1.
func waves(dice *rand.Rand) func(x, y int) float64 {
	type wave struct{ fx, fy, at, much float64 }
	var all [6]wave
	for i := range all {
		all[i] = wave{dice.NormFloat64() * 0.01 * float64(i+1), dice.NormFloat64() * 0.02 * float64(i+1), dice.Float64() * 6, 1 / float64(i+2)}
	}
	return func(x, y int) float64 {
		sum := 0.0
		for _, w := range all {
			sum += w.much * math.Sin(w.fx*float64(x)+w.fy*float64(y)+w.at)
		}
		return sum
	}
}

// block is a building, a heap or a lorry.
func block(img *image.RGBA, dice *rand.Rand, horizon int) {
	w, h := 20+dice.IntN(180), 20+dice.IntN(200)
	x, foot := dice.IntN(corpusW)-w/2, horizon+dice.IntN(corpusH-horizon)
	tone := 40 + dice.Float64()*190
	fill(img, image.Rect(x, foot-h, x+w, foot), color.RGBA{u8(tone), u8(tone * 0.95), u8(tone * (0.7 + dice.Float64()*0.4)), 255})
	step := 8 + dice.IntN(14)
	for wy := foot - h + 4; wy < foot-step/2; wy += step {
		for wx := x + 4; wx < x+w-step/2; wx += step {
			fill(img, image.Rect(wx, wy, wx+step/2, wy+step/2), color.RGBA{u8(tone * 0.5), u8(tone * 0.55), u8(tone * 0.6), 255})
		}
	}
}

func crane(img *image.RGBA, dice *rand.Rand, horizon int) {
	x, top := dice.IntN(corpusW), dice.IntN(horizon)
	red := color.RGBA{u8(150 + dice.Float64()*100), 60, 30, 255}
	fill(img, image.Rect(x, top, x+5, corpusH*3/4), red)
	fill(img, image.Rect(x-40-dice.IntN(60), top, x+80+dice.IntN(100), top+4), red)
}

// paper draws a page of writing, as scanned or as photographed under a lamp.
func paper(n uint64) *image.RGBA {
	dice := rand.New(rand.NewPCG(n, 11))
	const w, h = 480, 640
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	white := 225 + dice.Float64()*30
	shade, dx, dy := dice.Float64()*0.12, dice.Float64(), dice.Float64()
	for y := range h {
		for x := range w {
			v := u8(white * (1 - shade*(dx*float64(x)/w+dy*float64(y)/h)/2))
			img.SetRGBA(x, y, color.RGBA{v, v, u8(float64(v) * 0.98), 255})
		}
	}
	ink := color.RGBA{40, 40, 45, 255}
	for y := 50 + dice.IntN(30); y < h-60; y += 14 + dice.IntN(3) {
		for x := 45 + 20*dice.IntN(2); x < w-45-dice.IntN(60); x += 9 {
			if dice.IntN(8) > 0 {
				fill(img, image.Rect(x, y, x+2+dice.IntN(4), y+7), ink)
			}
		}
		if dice.IntN(9) == 0 {
			y += 30
		}
	}
	return img
}

func fill(img *image.RGBA, r image.Rectangle, c color.Color) {
	draw.Draw(img, r.Intersect(img.Rect), image.NewUniform(c), image.Point{}, draw.Src)
}

func u8(v float64) uint8 { return uint8(max(0, min(255, v))) }

// treatments are what happens to a picture on its way: each gives the picture that
// somebody hands in as new.
var treatments = []struct {
	name string
	do   func(testing.TB, *image.RGBA) image.Image
}{
	{"compressed at quality 75", compressed(75)},
	{"compressed at quality 30", compressed(30)},
	{"half its size", resized(0.5)},
	{"a quarter of its size, quality 50", func(t testing.TB, p *image.RGBA) image.Image {
		return compressed(50)(t, resized(0.25)(t, p).(*image.RGBA))
	}},
	{"twice its size", resized(2)},
	{"trimmed by 1 % at each side", trimmed(1)},
	{"trimmed by 2 % at each side", trimmed(2)},
	{"trimmed by 4 % at each side", trimmed(4)},
	{"stamped with date and place", stamped},
	{"brighter by a tenth", lit(1.1, 0)},
	{"darker and with less contrast", lit(0.8, 10)},
	{"grey", grey},
}

func compressed(quality int) func(testing.TB, *image.RGBA) image.Image {
	return func(t testing.TB, p *image.RGBA) image.Image {
		var b bytes.Buffer
		if err := jpeg.Encode(&b, p, &jpeg.Options{Quality: quality}); err != nil {
			t.Fatal(err)
		}
		again, err := jpeg.Decode(&b)
		if err != nil {
			t.Fatal(err)
		}
		return again
	}
}

func resized(by float64) func(testing.TB, *image.RGBA) image.Image {
	return func(_ testing.TB, p *image.RGBA) image.Image {
		out := image.NewRGBA(image.Rect(0, 0, int(by*float64(p.Rect.Dx())), int(by*float64(p.Rect.Dy()))))
		draw.BiLinear.Scale(out, out.Rect, p, p.Rect, draw.Src, nil)
		return out
	}
}

func trimmed(percent int) func(testing.TB, *image.RGBA) image.Image {
	return func(_ testing.TB, p *image.RGBA) image.Image {
		dx, dy := p.Rect.Dx()*percent/100, p.Rect.Dy()*percent/100
		return p.SubImage(image.Rect(dx, dy, p.Rect.Dx()-dx, p.Rect.Dy()-dy))
	}
}

func stamped(_ testing.TB, p *image.RGBA) image.Image {
	out := image.NewRGBA(p.Rect)
	copy(out.Pix, p.Pix)
	for line := range 3 {
		for x := 20; x < 220; x += 12 {
			fill(out, image.Rect(x, p.Rect.Dy()-70+20*line, x+8, p.Rect.Dy()-58+20*line), color.White)
		}
	}
	return out
}

func lit(by, more float64) func(testing.TB, *image.RGBA) image.Image {
	return func(_ testing.TB, p *image.RGBA) image.Image {
		out := image.NewRGBA(p.Rect)
		for i, v := range p.Pix {
			out.Pix[i] = u8(float64(v)*by + more)
		}
		return out
	}
}

func grey(_ testing.TB, p *image.RGBA) image.Image {
	out := image.NewGray(p.Rect)
	draw.Draw(out, out.Rect, p, image.Point{}, draw.Src)
	return out
}
