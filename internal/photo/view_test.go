package photo

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math"
	"strings"
	"testing"
	"time"

	"golang.org/x/image/bmp"

	"guatu/internal/fault"
)

func TestAPhotoSaysWhereAndWhen(t *testing.T) {
	p, err := Read(bytes.NewReader(huaian.into(photograph(t, 400, 300))))
	if err != nil {
		t.Fatal(err)
	}
	if p.Kind != JPEG || p.Width != 300 || p.Height != 400 {
		t.Errorf("an upright photo is %s, %d×%d", p.Kind, p.Width, p.Height)
	}
	if p.Place == nil || math.Abs(p.Place.Lat-(33+36.5/60)) > 1e-9 || math.Abs(p.Place.Lon-(119+1.2/60)) > 1e-9 {
		t.Errorf("taken at %v", p.Place)
	}
	if want := time.Date(2026, 3, 19, 2, 20, 30, 0, time.UTC); !p.Taken.Equal(want) || !p.Zoned {
		t.Errorf("taken %v, zoned %v, want %v", p.Taken, p.Zoned, want)
	}
}

func TestWhatAPhotoSaysIsWeighed(t *testing.T) {
	for name, c := range map[string]struct {
		say   func(*exif)
		place bool
		taken string
	}{
		"no zone is China's time":            {func(e *exif) { e.zone = "" }, true, "2026-03-19T10:20:30+08:00"},
		"another zone is kept":               {func(e *exif) { e.zone = "+01:00" }, true, "2026-03-19T10:20:30+01:00"},
		"a zone that is none is left out":    {func(e *exif) { e.zone = "Beijing" }, true, "2026-03-19T10:20:30+08:00"},
		"a clock never set says nothing":     {func(e *exif) { e.taken = "0000:00:00 00:00:00" }, true, ""},
		"a day that is none says nothing":    {func(e *exif) { e.taken = "2026:02:30 10:00:00" }, true, ""},
		"south and west are below nought":    {func(e *exif) { e.latRef, e.lonRef = "S", "W" }, true, "2026-03-19T10:20:30+08:00"},
		"an angle without its letter":        {func(e *exif) { e.latRef = "" }, false, "2026-03-19T10:20:30+08:00"},
		"no fix":                             {func(e *exif) { e.lat, e.lon = [3]uint32{}, [3]uint32{} }, false, "2026-03-19T10:20:30+08:00"},
		"a place beyond the pole":            {func(e *exif) { e.lat[0] = 91 }, false, "2026-03-19T10:20:30+08:00"},
		"an orientation that does not exist": {func(e *exif) { e.turn = 77 }, true, "2026-03-19T10:20:30+08:00"},
	} {
		t.Run(name, func(t *testing.T) {
			e := huaian
			e.turn = 1
			c.say(&e)
			p, err := Read(bytes.NewReader(e.into(photograph(t, 40, 30))))
			if err != nil || p.Width != 40 {
				t.Fatal(p, err)
			}
			if (p.Place != nil) != c.place {
				t.Errorf("taken at %v", p.Place)
			}
			if e.latRef == "S" && (p.Place.Lat > 0 || p.Place.Lon > 0) {
				t.Errorf("taken at %v", p.Place)
			}
			got := ""
			if !p.Taken.IsZero() {
				got = p.Taken.Format(time.RFC3339)
			}
			if got != c.taken {
				t.Errorf("taken %q, want %q", got, c.taken)
			}
		})
	}
}

func TestTagsThatAreBrokenAreNoReasonToRefuse(t *testing.T) {
	whole := huaian.into(photograph(t, 40, 30))
	for i := 12; i < 200; i++ {
		b := bytes.Clone(whole)
		b[i] ^= 0xff
		if _, err := Read(bytes.NewReader(b)); err != nil {
			t.Fatalf("byte %d changed: %v", i, err)
		}
	}
}

// corners are the colours of a view's four corners, as letters.
func corners(t *testing.T, b []byte) string {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	r, out := img.Bounds(), ""
	for _, p := range []image.Point{{r.Dx() / 8, r.Dy() / 8}, {r.Dx() * 7 / 8, r.Dy() / 8}, {r.Dx() / 8, r.Dy() * 7 / 8}, {r.Dx() * 7 / 8, r.Dy() * 7 / 8}} {
		red, green, blue, _ := img.At(p.X, p.Y).RGBA()
		switch {
		case red > 0x9000 && green > 0x9000 && blue > 0x9000:
			out += "w"
		case red > 0x9000:
			out += "r"
		case green > 0x9000:
			out += "g"
		case blue > 0x9000:
			out += "b"
		default:
			out += "?"
		}
	}
	return out
}

func TestAViewStandsAsThePhotoWasTaken(t *testing.T) {
	for turn, want := range map[uint16]string{0: "rgbw", 1: "rgbw", 2: "grwb", 3: "wbgr", 4: "bwrg", 5: "rbgw", 6: "brwg", 7: "wgbr", 8: "gwrb"} {
		e := huaian
		e.turn = turn
		v, err := Render(bytes.NewReader(e.into(photograph(t, 1000, 500))))
		if err != nil {
			t.Fatal(err)
		}
		w, h := 480, 240
		if turn >= 5 {
			w, h = h, w
		}
		if got := corners(t, v.JPEG); got != want || v.Width != w || v.Height != h {
			t.Errorf("orientation %d: corners %s, want %s; %d×%d", turn, got, want, v.Width, v.Height)
		}
	}
}

func TestAViewTellsNothingButPixels(t *testing.T) {
	whole := huaian.into(photograph(t, 800, 600))
	v, err := Render(bytes.NewReader(whole))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(whole, []byte("SECRETCAMERA")) {
		t.Fatal("the photo does not hold what the test looks for")
	}
	for _, word := range []string{"SECRETCAMERA", "Exif", "2026:03"} {
		if bytes.Contains(v.JPEG, []byte(word)) {
			t.Errorf("the view holds %q", word)
		}
	}
	p, err := Read(bytes.NewReader(v.JPEG))
	if err != nil || p.Place != nil || !p.Taken.IsZero() {
		t.Errorf("the view says %+v, %v", p, err)
	}
}

func TestEveryDrawableKindHasAView(t *testing.T) {
	clear := image.NewNRGBA(image.Rect(0, 0, 60, 40))
	files := map[string]func(*bytes.Buffer) error{
		"png":                 func(b *bytes.Buffer) error { return png.Encode(b, quarters(60, 40)) },
		"png that is clear":   func(b *bytes.Buffer) error { return png.Encode(b, clear) },
		"png of 16 bits":      func(b *bytes.Buffer) error { return png.Encode(b, image.NewNRGBA64(clear.Rect)) },
		"gif":                 func(b *bytes.Buffer) error { return gif.Encode(b, quarters(60, 40), nil) },
		"bmp":                 func(b *bytes.Buffer) error { return bmp.Encode(b, quarters(60, 40)) },
		"jpeg":                func(b *bytes.Buffer) error { return jpeg.Encode(b, quarters(60, 40), nil) },
		"jpeg without colour": func(b *bytes.Buffer) error { return jpeg.Encode(b, image.NewGray(clear.Rect), nil) },
		"webp":                func(b *bytes.Buffer) error { b.WriteString(tinyWebP); return nil },
	}
	for name, write := range files {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		v, err := Render(bytes.NewReader(b.Bytes()))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if name != "webp" && (v.Width != 60 || v.Height != 40) {
			t.Errorf("%s: a small picture became %d×%d", name, v.Width, v.Height)
		}
		if strings.Contains(name, "clear") && corners(t, v.JPEG) != "wwww" {
			t.Errorf("%s: what is clear is shown as %s", name, corners(t, v.JPEG))
		}
	}
}

// tinyWebP is one lossless pixel, the least file of the format's own description.
const tinyWebP = "RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"

// claiming is a PNG of a few bytes whose header claims a size.
func claiming(w, h uint32, depth, colours byte) []byte {
	body := binary.BigEndian.AppendUint32([]byte("IHDR"), w)
	body = append(binary.BigEndian.AppendUint32(body, h), depth, colours, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(body))
}

// progressive is the beginning of a progressive JPEG that claims a size.
func progressive(w, h uint16) []byte {
	out := append([]byte{0xff, 0xd8, 0xff, 0xe0, 0, 16}, "JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"...)
	out = append(out, 0xff, 0xfe, 0, 4, 1, 2, 0xff, 0xff, 0xc2, 0, 17, 8)
	out = binary.BigEndian.AppendUint16(out, h)
	out = binary.BigEndian.AppendUint16(out, w)
	return append(out, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0)
}

func TestABombIsRefusedBeforeItIsDecoded(t *testing.T) {
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"a little over the bound":            {claiming(10001, 10000, 8, 0), "photo.too_large"},
		"a hundred thousand to the side":     {claiming(100000, 100000, 8, 6), "photo.too_large"},
		"sixteen bits a colour":              {claiming(9000, 9000, 16, 6), "photo.too_large"},
		"a progressive photo of 60 million":  {progressive(10000, 6000), "photo.too_large"},
		"a width that turns over":            {claiming(1<<31-1, 1<<31-1, 8, 6), "photo.damaged"},
		"no height":                          {claiming(100, 0, 8, 6), "photo.damaged"},
		"a size within bounds but no pixels": {claiming(9999, 10000, 8, 0), "photo.damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Render(bytes.NewReader(c.file))
			if f, ok := fault.As(err); !ok || f.Code != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func TestAPictureCutOffIsDamaged(t *testing.T) {
	whole := huaian.into(photograph(t, 400, 300))
	for n := range len(whole) - 2 {
		if n%7 != 0 {
			continue
		}
		_, err := Render(bytes.NewReader(whole[:n]))
		if f, ok := fault.As(err); !ok || f.Code != "photo.damaged" && (f.Code != "photo.none" || n > 3) {
			t.Fatalf("cut at %d: %v", n, err)
		}
	}
}

func TestWhatIsNoPictureIsSaidToBeNone(t *testing.T) {
	for file, want := range map[string]string{
		"%PDF-1.7": "photo.none", "": "photo.none", "<svg>": "photo.none",
		ftyp("heic", "mif1"): "photo.undrawable", "II*\x00\x08\x00\x00\x00": "photo.undrawable",
	} {
		_, err := Render(strings.NewReader(file))
		if f, ok := fault.As(err); !ok || f.Code != want {
			t.Errorf("%q: %v, want %s", file, err, want)
		}
	}
}

func FuzzRender(f *testing.F) {
	f.Add(huaian.into(photograph(f, 40, 30)))
	f.Add(drawing(f, 40, 30))
	f.Add([]byte(tinyWebP))
	f.Add(claiming(30, 30, 8, 6))
	f.Add(progressive(30, 30))
	f.Add([]byte(ftyp("heic", "mif1")))
	f.Add([]byte("II*\x00\x08\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, file []byte) {
		p, err := Read(bytes.NewReader(file))
		if err != nil && fault.KindOf(err) == "" {
			t.Fatalf("no fault: %v", err)
		}
		if p.Place != nil && (math.Abs(p.Place.Lat) > 90 || math.Abs(p.Place.Lon) > 180) {
			t.Fatalf("taken at %v", p.Place)
		}
		if err != nil || p.Width*p.Height > 1<<20 {
			return // decoding a large picture from few bytes takes the fuzzer's time
		}
		v, err := Render(bytes.NewReader(file))
		if err != nil {
			if fault.KindOf(err) == "" {
				t.Fatalf("no fault: %v", err)
			}
			return
		}
		if v.Width > ViewSize || v.Height > ViewSize || v.Width < 1 || v.Height < 1 {
			t.Fatalf("a view of %d×%d", v.Width, v.Height)
		}
	})
}

// BenchmarkRender is what a phone of today takes: 12 megapixels.
func BenchmarkRender(b *testing.B) {
	var file bytes.Buffer
	big := resized(6.25)(b, site(1)).(*image.RGBA) // 4000×3000
	if err := jpeg.Encode(&file, big, &jpeg.Options{Quality: 90}); err != nil {
		b.Fatal(err)
	}
	whole := huaian.into(file.Bytes())
	b.SetBytes(int64(len(whole)))
	for b.Loop() {
		if _, err := Render(bytes.NewReader(whole)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	whole := huaian.into(photograph(b, 4000, 3000))
	for b.Loop() {
		if _, err := Read(bytes.NewReader(whole)); err != nil {
			b.Fatal(err)
		}
	}
}
