package app

import (
	"strings"
	"sync"
)

// wordText is what all projects can be searched by, in one text: walking one
// piece of memory from end to end is several times quicker than reaching for
// thousands of small ones. It is joined when first asked for; facts that differ
// in no project share it.
type wordText struct {
	once sync.Once
	text string
	ends []int32 // where each dossier's part ends, behind its separator
}

// apart stands between two projects' texts. No searched word holds it: words are
// what strings.Fields leaves.
const apart = "\n\n"

// join makes the text of dossiers in their order.
func (w *wordText) join(dossiers []*dossier) {
	size := 0
	for _, d := range dossiers {
		size += len(d.search) + len(apart)
	}
	var b strings.Builder
	b.Grow(size)
	w.ends = make([]int32, len(dossiers))
	for i, d := range dossiers {
		b.WriteString(d.search)
		b.WriteString(apart)
		w.ends[i] = int32(b.Len())
	}
	w.text = b.String()
}

// holding tells of each dossier, by its place, whether its text holds every word.
func (f *facts) holding(words []string) []bool {
	f.words.once.Do(func() { f.words.join(f.dossiers) })
	holds := make([]bool, len(f.dossiers))
	for n, word := range words {
		found := make([]bool, len(f.dossiers))
		f.words.mark(word, func(i int) { found[i] = n == 0 || holds[i] })
		holds = found
	}
	return holds
}

// mark calls found for each place whose text holds the word, in rising order.
func (w *wordText) mark(word string, found func(i int)) {
	for i, from := 0, 0; i < len(w.ends); i++ {
		at := strings.Index(w.text[from:], word)
		if at < 0 {
			return
		}
		at += from
		for int32(at) >= w.ends[i] {
			i++
		}
		found(i)
		from = int(w.ends[i])
	}
}
