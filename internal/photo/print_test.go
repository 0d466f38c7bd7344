package photo

import (
	"flag"
	"image"
	"image/color"
	"testing"

	"pgregory.net/rapid"

	"guatu/internal/fault"
)

var corpus = flag.Int("corpus", 8, "how many made pictures the print is measured on; ten times as many are told apart")

// leastFound is, of a hundred pictures treated so, how many must be found again.
var leastFound = map[string]int{
	"compressed at quality 75":          100,
	"compressed at quality 30":          100,
	"half its size":                     100,
	"a quarter of its size, quality 50": 100,
	"twice its size":                    100,
	"trimmed by 1 % at each side":       100,
	"trimmed by 2 % at each side":       90,
	"trimmed by 4 % at each side":       50,
	"stamped with date and place":       70,
	"brighter by a tenth":               100,
	"darker and with less contrast":     95,
	"grey":                              100,
}

func TestAPictureIsFoundAgainAfterItWasHandled(t *testing.T) {
	sites := make([]*image.RGBA, *corpus)
	for i := range sites {
		sites[i] = site(uint64(i))
	}
	for _, tr := range treatments {
		t.Run(tr.name, func(t *testing.T) {
			asked, found, worst := 0, 0, 0
			for _, was := range sites {
				p := printOf(shrunk(was))
				if p == 0 {
					continue
				}
				d := p.Distance(printOf(shrunk(tr.do(t, was))))
				asked, worst = asked+1, max(worst, d)
				if d <= alike {
					found++
				}
			}
			t.Logf("found %d of %d, largest distance %d", found, asked, worst)
			if asked == 0 || found*100 < leastFound[tr.name]*asked {
				t.Errorf("found %d of %d, want %d %%", found, asked, leastFound[tr.name])
			}
		})
	}
}

func TestDifferentSitesAreToldApart(t *testing.T) {
	prints := make([]Print, *corpus*10)
	for i := range prints {
		prints[i] = printOf(shrunk(site(uint64(i))))
	}
	none, wrong, near := 0, 0, map[int]int{}
	for i, p := range prints {
		if p == 0 {
			none++
			continue
		}
		for _, q := range prints[:i] {
			if d := p.Distance(q); d <= 2*alike {
				near[d]++
			}
			if p.Alike(q) {
				wrong++
			}
		}
	}
	pairs := len(prints) * (len(prints) - 1) / 2
	t.Logf("%d of %d pairs taken for one picture; %d of %d without a print; near: %v", wrong, pairs, none, len(prints), near)
	if wrong > pairs/20000 || none > len(prints)/20 {
		t.Errorf("%d of %d pairs taken for one picture, %d pictures without a print", wrong, pairs, none)
	}
}

func TestPapersAreNotTakenForEachOther(t *testing.T) {
	for i := range uint64(30) {
		if p := printOf(shrunk(paper(i))); p != 0 {
			t.Errorf("page %d has the print %v", i, p)
		}
	}
}

func TestAPictureWithoutAShapeHasNoPrint(t *testing.T) {
	fog := image.NewRGBA(image.Rect(0, 0, 400, 300))
	for i := range fog.Pix {
		fog.Pix[i] = 180 + uint8(i/4%400/40)
	}
	strip := site(1).SubImage(image.Rect(0, 0, 640, 20))
	for name, img := range map[string]image.Image{
		"fog": fog, "one colour": image.NewUniform(color.Black), "a strip": strip,
	} {
		if u, ok := img.(*image.Uniform); ok {
			flat := image.NewRGBA(image.Rect(0, 0, 200, 200))
			fill(flat, flat.Rect, u)
			img = flat
		}
		p := printOf(shrunk(img))
		if p != 0 || p.Alike(p) {
			t.Errorf("%s has the print %v", name, p)
		}
	}
}

func TestAPrintIsReadAsItWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Print(rapid.Uint64().Draw(t, "print"))
		if q, err := ParsePrint(p.String()); q != p || err != nil {
			t.Fatalf("%v is read as %v, %v", p, q, err)
		}
	})
	for _, s := range []string{"1", "zz00000000000000", "+000000000000001", "00000000000000001"} {
		if _, err := ParsePrint(s); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%q is read as a print: %v", s, err)
		}
	}
}

func BenchmarkPrint(b *testing.B) {
	p := shrunk(site(1))
	for b.Loop() {
		printOf(p)
	}
}
