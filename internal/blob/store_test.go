package blob

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/fault"
	"guatu/internal/photo"
)

// open opens a store in a folder of its own, or another time in the same.
func open(t testing.TB, dir string, l Limits) *Store {
	t.Helper()
	s, err := Open(dir, l)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// noise is a file of so many bytes, told by its number.
func noise(n uint64, size int) []byte {
	b := make([]byte, size)
	r := rand.NewChaCha8([32]byte{byte(n), byte(n >> 8)})
	if _, err := r.Read(b); err != nil {
		panic(err)
	}
	return b
}

func hashed(b []byte) Hash {
	sum := sha256.Sum256(b)
	return Hash(hex.EncodeToString(sum[:]))
}

func put(t testing.TB, s *Store, b []byte) Hash {
	t.Helper()
	kept, err := s.Put(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if want := (Stored{hashed(b), int64(len(b))}); kept != want {
		t.Fatalf("kept as %v, want %v", kept, want)
	}
	return kept.Hash
}

func holds(t testing.TB, s *Store, want []byte) {
	t.Helper()
	f, err := s.Open(hashed(want))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, err := io.ReadAll(f); err != nil || !bytes.Equal(got, want) {
		t.Errorf("holds %d bytes, %v, want %d", len(got), err, len(want))
	}
}

// files are all files below a folder, by path.
func files(t testing.TB, dir string) []string {
	t.Helper()
	var all []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			all = append(all, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func wantFault(t testing.TB, err error, code string) {
	t.Helper()
	if f, ok := fault.As(err); !ok || f.Code != code {
		t.Errorf("got %v, want %s", err, code)
	}
}

func TestTheSameFileLiesThereOnce(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Limits{})
	one := noise(1, 100_000)
	h := put(t, s, one)
	put(t, s, one)
	put(t, s, noise(2, 10))
	want := []string{"files/" + string(h[:2]) + "/" + string(h[2:]), s.rel(hashed(noise(2, 10)))}
	slices.Sort(want)
	if diff := cmp.Diff(want, files(t, dir)); diff != "" {
		t.Error(diff)
	}
	if s.used != 100_010 {
		t.Errorf("counts %d bytes", s.used)
	}
	holds(t, open(t, dir, Limits{}), one)
}

// rel is the path of a file within the store.
func (s *Store) rel(h Hash) string {
	rel, err := filepath.Rel(s.dir, s.path(h))
	if err != nil {
		panic(err)
	}
	return filepath.ToSlash(rel)
}

func TestAFileRemovedIsGoneWithItsView(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Limits{})
	h := put(t, s, photograph(t, 60))
	if _, err := s.View(h); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := s.Remove(h); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Remove(hashed([]byte("never there"))); err != nil {
		t.Error(err)
	}
	if has, err := s.Has(h); has || err != nil || s.used != 0 || len(files(t, dir)) != 0 {
		t.Errorf("still there: %v, %v, %d bytes, %v", has, err, s.used, files(t, dir))
	}
	_, err := s.Open(h)
	wantFault(t, err, "blob.missing")
	_, err = s.View(h)
	wantFault(t, err, "blob.missing")
}

func TestOfAFileRefusedNothingStays(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Limits{File: 1000, Total: 1500})
	_, err := s.Put(bytes.NewReader(noise(1, 1001)))
	wantFault(t, err, "upload.too_large")
	put(t, s, noise(1, 1000))
	_, err = s.Put(bytes.NewReader(noise(2, 501)))
	wantFault(t, err, "blob.quota")
	put(t, s, noise(1, 1000)) // once more takes no room
	_, err = s.Put(io.MultiReader(bytes.NewReader(noise(3, 100)), iotest.ErrReader(io.ErrUnexpectedEOF)))
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a stream that broke off: %v", err)
	}
	if got := files(t, dir); len(got) != 1 {
		t.Errorf("left: %v", got)
	}
	s = open(t, dir, Limits{Total: 1500})
	_, err = s.Begin(Promise{Size: 501})
	wantFault(t, err, "blob.quota")
}

func TestNoNameLeadsOutOfTheFolder(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(outside, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(filepath.Dir(outside), "store")
	s := open(t, dir, Limits{})
	for _, name := range []string{"", "..", "../secret", "../../secret", outside, "ab/../../../secret", strings.Repeat("A", 64),
		strings.Repeat("a", 63) + "/", strings.Repeat("../", 22)[:64], strings.Repeat("a", 63) + "\x00", strings.Repeat("ａ", 64)[:64]} {
		h := Hash(name)
		_, err := s.Open(h)
		wantFault(t, err, "blob.missing")
		_, err = s.View(h)
		wantFault(t, err, "blob.missing")
		_, err = ParseHash(name)
		wantFault(t, err, "blob.hash")
		if has, err := s.Has(h); has || err != nil {
			t.Errorf("has %q: %v", name, err)
		}
		if err := s.Remove(h); err != nil {
			t.Error(err)
		}
		_, err = s.State(name)
		wantFault(t, err, "upload.gone")
		_, err = s.Append(name, 0, strings.NewReader("x"))
		wantFault(t, err, "upload.gone")
		_, err = s.Finish(name)
		wantFault(t, err, "upload.gone")
		wantFault(t, s.Abandon(name), "upload.gone")
	}
	if b, err := os.ReadFile(outside); err != nil || string(b) != "secret" {
		t.Error("the file outside was touched")
	}
}

// damage changes one byte of a file on disk, as a bad disk does.
func damage(t testing.TB, s *Store, h Hash) {
	t.Helper()
	path := s.path(h)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/2] ^= 1
	if err := errors.Join(os.Chmod(path, 0o600), os.WriteFile(path, b, 0o600)); err != nil {
		t.Fatal(err)
	}
}

func TestDamageIsNamedAndMended(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	s := open(t, dir, Limits{})
	whole, bad := noise(1, 5000), noise(2, 6000)
	put(t, s, whole)
	put(t, s, bad)
	for _, odd := range []string{"files/README", "files/ab/short", "files/" + string(hashed(bad)[:2]) + "/.hidden"} {
		path := filepath.Join(dir, odd)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte("x"), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	damage(t, s, hashed(bad))
	r, err := s.Verify(ctx)
	if err != nil || r.Files != 2 || r.Bytes != 11000 || !slices.Equal(r.Damaged, []Hash{hashed(bad)}) || len(r.Strange) != 3 {
		t.Errorf("%+v, %v", r, err)
	}
	put(t, s, bad)
	if r, err := s.Verify(ctx); err != nil || len(r.Damaged) != 0 {
		t.Errorf("after taking it in again: %+v, %v", r, err)
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if _, err := s.Verify(stopped); !errors.Is(err, context.Canceled) {
		t.Errorf("a walk that was stopped: %v", err)
	}
}

func TestABackupCopiesWhatIsNewAndNamesTheDamaged(t *testing.T) {
	ctx := context.Background()
	s, backup := open(t, t.TempDir(), Limits{}), open(t, t.TempDir(), Limits{})
	a, b, c := noise(1, 1000), noise(2, 2000), noise(3, 3000)
	put(t, s, a)
	put(t, s, b)
	if r, err := s.Copy(ctx, backup); err != nil || r.Copied != 2 || r.Files != 2 {
		t.Fatalf("%+v, %v", r, err)
	}
	put(t, s, c)
	d := put(t, s, noise(4, 400))
	damage(t, s, d)
	r, err := s.Copy(ctx, backup)
	if err != nil || r.Copied != 1 || !slices.Equal(r.Damaged, []Hash{d}) {
		t.Fatalf("%+v, %v", r, err)
	}
	restored := open(t, t.TempDir(), Limits{})
	if r, err := backup.Copy(ctx, restored); err != nil || r.Copied != 3 {
		t.Fatalf("%+v, %v", r, err)
	}
	for _, f := range [][]byte{a, b, c} {
		holds(t, restored, f)
	}
	if has, err := restored.Has(d); has || err != nil {
		t.Errorf("what was damaged was copied: %v", err)
	}
}

func TestPruneSparesTheWantedAndTheYoung(t *testing.T) {
	s := open(t, t.TempDir(), Limits{})
	old, wanted, young := put(t, s, noise(1, 10)), put(t, s, noise(2, 10)), put(t, s, noise(3, 10))
	again := put(t, s, noise(4, 10))
	lastWeek := time.Now().Add(-7 * 24 * time.Hour)
	for _, h := range []Hash{old, wanted, again} {
		if err := os.Chtimes(s.path(h), lastWeek, lastWeek); err != nil {
			t.Fatal(err)
		}
	}
	put(t, s, noise(4, 10)) // somebody hands the same in again
	n, err := s.Prune(time.Now().Add(-24*time.Hour), func(h Hash) bool { return h == wanted })
	if err != nil || n != 1 || s.used != 30 {
		t.Fatalf("pruned %d, %v, %d bytes left", n, err, s.used)
	}
	for h, want := range map[Hash]bool{old: false, wanted: true, young: true, again: true} {
		if has, err := s.Has(h); has != want || err != nil {
			t.Errorf("has %v: %v, %v", h, has, err)
		}
	}
}

func photograph(t testing.TB, side int) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			img.Set(x, y, color.RGBA{uint8(255 * x / side), uint8(x * y), uint8(255 * y / side), 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAPictureIsLookedAtOnceAndItsViewKept(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Limits{})
	h := put(t, s, photograph(t, 900))
	if k, err := s.Kind(h); k != photo.JPEG || err != nil {
		t.Errorf("kind %q, %v", k, err)
	}
	p, print, err := s.Picture(h)
	if err != nil || p.Width != 900 || print == 0 {
		t.Fatalf("%+v, %v, %v", p, print, err)
	}
	if n := len(files(t, filepath.Join(dir, "views"))); n != 1 {
		t.Errorf("%d views", n)
	}
	v, err := s.View(h)
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	if seen, err := photo.Read(v); err != nil || seen.Width != photo.ViewSize {
		t.Errorf("the view is %+v, %v", seen, err)
	}
}

func TestWhatCannotBeDrawnHasNoViewAndIsAskedOnce(t *testing.T) {
	s := open(t, t.TempDir(), Limits{})
	whole := photograph(t, 300)
	for name, c := range map[string]struct {
		file []byte
		code string
	}{
		"a text":            {[]byte("项目进展"), "photo.none"},
		"a photo cut off":   {whole[:len(whole)/2], "photo.damaged"},
		"a photo of phones": {[]byte("\x00\x00\x00\x14ftypheic\x00\x00\x00\x00mif1"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			h := put(t, s, c.file)
			for range 2 {
				_, err := s.View(h)
				wantFault(t, err, "blob.no_view")
			}
			info, err := os.Stat(s.view(h))
			if err != nil || info.Size() != 0 {
				t.Errorf("it is not remembered: %v", err)
			}
			_, print, err := s.Picture(h)
			if f, _ := fault.As(err); print != 0 || (f == nil) != (c.code == "") || f != nil && f.Code != c.code {
				t.Errorf("print %v, %v, want %q", print, err, c.code)
			}
		})
	}
}

func TestTwentyPeopleAtOnce(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Limits{Total: 20 << 20})
	picture := photograph(t, 200)
	var wg sync.WaitGroup
	for i := range uint64(20) {
		wg.Go(func() {
			own, shared := noise(i+10, 50_000), noise(i%4, 80_000)
			for range 3 {
				for _, b := range [][]byte{own, shared, picture} {
					if kept, err := s.Put(bytes.NewReader(b)); err != nil || kept.Hash != hashed(b) {
						t.Errorf("%v, %v", kept, err)
					}
				}
				f, err := s.View(hashed(picture))
				if err != nil {
					t.Error(err)
					continue
				}
				f.Close()
			}
			if i%2 == 0 {
				if err := s.Remove(hashed(own)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	want := int64(10*50_000 + 4*80_000 + len(picture))
	r, err := s.Verify(context.Background())
	if err != nil || r.Files != 15 || r.Bytes != want || len(r.Damaged) != 0 || s.used != want {
		t.Errorf("%+v, %v; counts %d, want %d", r, err, s.used, want)
	}
	if left := files(t, filepath.Join(dir, "incoming")); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
}

// endless gives so many bytes without holding them.
type endless struct{ left int }

func (e *endless) Read(b []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	n := min(len(b), e.left)
	e.left -= n
	return n, nil
}

func BenchmarkPut100MB(b *testing.B) {
	s := open(b, b.TempDir(), Limits{})
	b.SetBytes(100 << 20)
	for b.Loop() {
		if _, err := s.Put(&endless{100 << 20}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUpload100MB(b *testing.B) {
	s := open(b, b.TempDir(), Limits{})
	b.SetBytes(100 << 20)
	for b.Loop() {
		id, err := s.Begin(Promise{Size: 100 << 20})
		if err != nil {
			b.Fatal(err)
		}
		for at := int64(0); at < 100<<20; at += 4 << 20 {
			if _, err := s.Append(id, at, &endless{4 << 20}); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := s.Finish(id); err != nil {
			b.Fatal(err)
		}
	}
}
