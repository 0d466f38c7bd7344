package lifecycle

import (
	"cmp"
	"slices"
)

// A NameIndex finds, among many keys, those that look like one, by the pairs of
// characters that each shares with it. Ledgers repeat a template (年产…万件第…号零部件),
// so that a row may share pairs with every project there is. Therefore only the
// rarest pairs are followed to the keys that have them: as many as it takes that a
// key with none of them cannot be alike enough. Of those that have some, only the
// ones that can still come among the best are compared whole, the likeliest first.
// It is used by one goroutine.
type NameIndex struct {
	ids   map[nthPair]int32
	where [][]int32 // by pair, the keys that have it
	own   [][]int32 // by key, its pairs
	asked []int32   // by pair, the last question that had it
	asks  int32     // questions so far

	// Kept for their room from one question to the next.
	query  []int32   // the pairs of the question
	shared []int32   // by key, pairs in common among those followed; noughts in between
	with   [][]int32 // keys by that number
}

// A nthPair is a pair of characters and which of its repeats in the key it is:
// counting these in common counts repeats as often as both have them.
type nthPair struct {
	pair uint64
	nth  int32
}

// A NameHit is one key that looks alike.
type NameHit struct {
	Index    int
	Likeness float64
}

// NewNameIndex indexes keys by their place in the list.
func NewNameIndex(keys []string) *NameIndex {
	x := &NameIndex{ids: map[nthPair]int32{}, own: make([][]int32, len(keys)), shared: make([]int32, len(keys))}
	for i, key := range keys {
		list := nthPairs(key)
		x.own[i] = make([]int32, len(list))
		for k, p := range list {
			id, ok := x.ids[p]
			if !ok {
				id = int32(len(x.where))
				x.ids[p], x.where = id, append(x.where, nil)
			}
			x.own[i][k] = id
			x.where[id] = append(x.where[id], int32(i))
		}
	}
	x.asked = make([]int32, len(x.where))
	return x
}

// nthPairs are the pairs of a key, repeats told apart.
func nthPairs(key string) []nthPair {
	list := pairs(key)
	own := make([]nthPair, len(list))
	for i, p := range list {
		own[i].pair = p
		if i > 0 && list[i-1] == p {
			own[i].nth = own[i-1].nth + 1
		}
	}
	return own
}

// Similar gives up to most keys at least that alike (see Similar), the most alike
// first, the earlier first among equals.
func (x *NameIndex) Similar(key string, atLeast float64, most int) []NameHit {
	n, rest := x.ask(key), len(x.query)
	for rest > 0 && likeness(rest, n, rest) >= atLeast {
		rest--
	}
	x.follow(x.query[:len(x.query)-rest])
	var hits []NameHit
	for some := len(x.with) - 1; some > 0; some-- {
		for _, i := range x.with[some] {
			m := len(x.own[i])
			if likeness(min(some+rest, m), n, m) < atLeast {
				continue
			}
			hit := NameHit{int(i), likeness(x.common(i), n, m)}
			if hit.Likeness < atLeast {
				continue
			}
			if hits = insertHit(hits, hit, most); len(hits) == most && most > 0 {
				atLeast = hits[most-1].Likeness // one as alike that stands earlier still goes before it
			}
		}
	}
	return hits
}

// ask notes a question: how many pairs its key has, and which of them are known,
// the rarest first.
func (x *NameIndex) ask(key string) int {
	x.asks++
	list := nthPairs(key)
	x.query = x.query[:0]
	for _, p := range list {
		if id, ok := x.ids[p]; ok {
			x.asked[id] = x.asks
			x.query = append(x.query, id)
		}
	}
	slices.SortFunc(x.query, func(a, b int32) int { return cmp.Compare(len(x.where[a]), len(x.where[b])) })
	return len(list)
}

// follow sorts the keys that have some of these pairs by how many they have.
func (x *NameIndex) follow(pairs []int32) {
	x.with = slices.Grow(x.with[:0], len(pairs)+1)[:len(pairs)+1]
	for some := range x.with {
		x.with[some] = x.with[some][:0]
	}
	for _, id := range pairs {
		for _, i := range x.where[id] {
			x.shared[i]++
		}
	}
	for _, id := range pairs {
		for _, i := range x.where[id] {
			if some := x.shared[i]; some > 0 {
				x.with[some] = append(x.with[some], i)
				x.shared[i] = 0
			}
		}
	}
}

// common is how many pairs a key shares with the question.
func (x *NameIndex) common(i int32) (shared int) {
	for _, id := range x.own[i] {
		if x.asked[id] == x.asks {
			shared++
		}
	}
	return shared
}

// likeness is twice the pairs in common by all pairs of both.
func likeness(shared, n, m int) float64 { return 2 * float64(shared) / float64(n+m) }

// insertHit keeps the best hits in order.
func insertHit(hits []NameHit, hit NameHit, most int) []NameHit {
	at := len(hits)
	for at > 0 && hit.before(hits[at-1]) {
		at--
	}
	if at == most {
		return hits
	}
	hits = slices.Insert(hits, at, hit)
	return hits[:min(len(hits), most)]
}

func (h NameHit) before(o NameHit) bool {
	if h.Likeness != o.Likeness {
		return h.Likeness > o.Likeness
	}
	return h.Index < o.Index
}
