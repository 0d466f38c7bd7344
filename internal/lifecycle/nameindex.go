package lifecycle

import "slices"

// A NameIndex finds, among many keys, those that look like one, by the pairs of
// characters that each shares with it. Ledgers repeat a template (年产…万件第…号零部件),
// so that a row may share pairs with every project there is: what is done a pair
// and a project is one addition. It is used by one goroutine.
type NameIndex struct {
	sizes  []int32 // how many pairs each key has
	where  map[nthPair][]int32
	shared []int32 // pairs in common with the key asked for; noughts in between
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
	x := &NameIndex{sizes: make([]int32, len(keys)), where: map[nthPair][]int32{}, shared: make([]int32, len(keys))}
	for i, key := range keys {
		own := nthPairs(key)
		x.sizes[i] = int32(len(own))
		for _, p := range own {
			x.where[p] = append(x.where[p], int32(i))
		}
	}
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
	own := nthPairs(key)
	var met []int32
	for _, p := range own {
		for _, i := range x.where[p] {
			if x.shared[i] == 0 {
				met = append(met, i)
			}
			x.shared[i]++
		}
	}
	var hits []NameHit
	for _, i := range met {
		hit := NameHit{int(i), 2 * float64(x.shared[i]) / float64(len(own)+int(x.sizes[i]))}
		x.shared[i] = 0
		if hit.Likeness >= atLeast {
			hits = insertHit(hits, hit, most)
		}
	}
	return hits
}

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
