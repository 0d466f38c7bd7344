package lifecycle

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// slowly is what NameIndex.Similar means: every key compared with the one asked.
func slowly(keys []string, key string, atLeast float64, most int) []NameHit {
	var hits []NameHit
	for i, other := range keys {
		if like := Similar(key, other); like > 0 && like >= atLeast {
			hits = append(hits, NameHit{i, like})
		}
	}
	slices.SortFunc(hits, func(a, b NameHit) int {
		if a.before(b) {
			return -1
		}
		return 1
	})
	return hits[:min(most, len(hits))]
}

// names draws keys as ledgers have them: of a template with figures in it, of few
// characters that repeat, and anything.
func names() *rapid.Generator[string] {
	number := rapid.IntRange(0, 1500)
	template := rapid.Custom(func(t *rapid.T) string {
		what := rapid.SampledFrom([]string{"零部件", "光伏组件", "预制菜", "件件件"}).Draw(t, "what")
		return fmt.Sprintf(rapid.SampledFrom([]string{"年产%d万件第%d号%s", "示例%d年产%d万吨%s一期", "%d%d%s"}).Draw(t, "template"), number.Draw(t, "a"), number.Draw(t, "b"), what)
	})
	repeats := rapid.StringOfN(rapid.SampledFrom([]rune("高新1")), 0, 12, -1)
	return rapid.OneOf(template, template, repeats, rapid.String())
}

func TestIndexGivesWhatComparingEveryKeyGives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOfN(names(), 0, 120).Draw(t, "keys")
		x := NewNameIndex(keys)
		for range 5 {
			key := names().Draw(t, "key")
			if len(keys) > 0 && rapid.Bool().Draw(t, "known") {
				key = rapid.SampledFrom(keys).Draw(t, "of the keys")
			}
			atLeast, most := rapid.SampledFrom([]float64{0, 0.3, 0.5, 2.0 / 3, 0.75, 0.8, 1}).Draw(t, "at least"), rapid.IntRange(0, 5).Draw(t, "most")
			want, got := slowly(keys, key, atLeast, most), x.Similar(key, atLeast, most)
			if diff := cmp.Diff(want, got, cmp.Transformer("list", func(l []NameHit) string { return fmt.Sprint(l) })); diff != "" {
				t.Fatalf("%q at least %v, %d at most (-compared +index):\n%s", key, atLeast, most, diff)
			}
		}
	})
}

// BenchmarkNameIndex asks for names of one template beside thousands of it.
func BenchmarkNameIndex(b *testing.B) {
	for _, size := range []int{3000, 30_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 1))
			name := func() string {
				return fmt.Sprintf("年产%d万件第%d号%s零部件", r.IntN(300), r.IntN(1_000_000), strings.Repeat("精密", r.IntN(2)))
			}
			keys := make([]string, size)
			for i := range keys {
				keys[i] = name()
			}
			x := NewNameIndex(keys)
			for b.Loop() {
				x.Similar(name(), 0.75, 3)
			}
		})
	}
}
