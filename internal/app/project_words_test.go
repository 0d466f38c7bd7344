package app

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The joined text finds what a look at each project's own text finds, also where
// a word could begin in one project and end in the next.
func TestHoldingIsWhatEachTextHolds(t *testing.T) {
	letter := rapid.StringMatching(`[储能项目ab \n]{0,8}`)
	word := rapid.StringMatching(`[储能项目ab]{1,3}`)
	rapid.Check(t, func(t *rapid.T) {
		f := &facts{words: &wordText{}}
		for _, text := range rapid.SliceOfN(letter, 0, 12).Draw(t, "texts") {
			f.dossiers = append(f.dossiers, &dossier{search: text})
		}
		words := rapid.SliceOfN(word, 1, 3).Draw(t, "words")
		for i, holds := range f.holding(words) {
			want := true
			for _, w := range words {
				want = want && strings.Contains(f.dossiers[i].search, w)
			}
			if holds != want {
				t.Fatalf("%q holds %q: %v, want %v", f.dossiers[i].search, words, holds, want)
			}
		}
	})
}
