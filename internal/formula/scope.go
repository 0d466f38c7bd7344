// What a formula may use: names with types, and the group it belongs to.

package formula

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A Name is something a formula may use.
type Name struct {
	Name    string
	Type    Type
	Slot    int      // its place in Frame.Values, or in Frame.Tables for Records
	Choices []string // the only texts it can be; nil where it can be any
	Fields  []Name   // of Records: the fields of one record; a Slot is the place in a row
}

// A Scope is all that a formula may use.
type Scope struct {
	Truncate bool // 舍入 cuts off instead of rounding half away from zero
	// Group lends a figure of all units of the group (or of all groups): it gives
	// the place in Frame.Values where the answer will stand. Nil refuses them.
	Group func(GroupCall) int

	names map[string]*Name
}

// A GroupCall is a question about all units of a group.
type GroupCall struct {
	Fn    GroupFn
	All   bool     // of all groups together
	Of    *Program // what is looked at, for each unit
	Equal Value    // Normal: the answer where all are equal; missing where the formula does not say
}

// A GroupFn is what is asked.
type GroupFn string

// The questions. Units for which the inner formula is missing are left out of all
// of them, and their own rank is missing.
const (
	GroupSum   GroupFn = "sum"
	GroupMean  GroupFn = "mean"
	GroupMax   GroupFn = "max"
	GroupMin   GroupFn = "min"
	GroupCount GroupFn = "count"   // of a yes-no: how many are yes; else how many are there
	RankDown   GroupFn = "rank"    // 1 is the largest
	RankUp     GroupFn = "rank_up" // 1 is the smallest
	Tied       GroupFn = "tied"    // how many share the unit's value, itself among them
	Normal     GroupFn = "normal"  // (x − smallest) ÷ (largest − smallest)
)

// Add makes a name usable; not ok where there is one of that name already.
func (s *Scope) Add(n Name) bool {
	key := Fold(n.Name)
	if s.names == nil {
		s.names = map[string]*Name{}
	}
	if s.names[key] != nil {
		return false
	}
	n.Fields = slices.Clone(n.Fields)
	s.names[key] = &n
	return true
}

// Lookup finds a name.
func (s *Scope) Lookup(name string) (Name, bool) {
	n := s.names[Fold(name)]
	if n == nil {
		return Name{}, false
	}
	return *n, true
}

// known lists the names, for suggestions.
func (s *Scope) known() []string {
	list := make([]string, 0, len(s.names))
	for _, n := range s.names {
		list = append(list, n.Name)
	}
	slices.Sort(list)
	return list
}

// Bounds of what is compared with a wrong name: a hostile pack has thousands of
// names, or some of thousands of letters.
const (
	maxSuggested = 400
	maxLetters   = 60
)

// maxShown is how many of what could stand there a mistake names.
const maxShown = 20

// Some is a list short enough for a sentence: of a long one the beginning and ….
func Some(list []string) []string {
	if len(list) <= maxShown {
		return list
	}
	return append(slices.Clone(list[:maxShown]), "…")
}

// Nearest is the name of a list that is most like one that was written, "" where
// none is near: at most a third of its letters differ, or one of two; or it is
// part of one name alone.
func Nearest(name string, known []string) string {
	letters := utf8.RuneCountInString(name)
	if len(known) > maxSuggested || letters > maxLetters {
		return ""
	}
	best, least := "", max(min(letters-1, 1), letters/3)+1
	for _, k := range known {
		if utf8.RuneCountInString(k) > maxLetters {
			continue
		}
		if d := distance([]rune(Fold(name)), []rune(Fold(k))); d < least {
			best, least = k, d
		}
	}
	if best != "" {
		return best
	}
	return onlyLonger(Fold(name), known)
}

// onlyLonger is the one name that holds what was written, "" where several do.
func onlyLonger(name string, known []string) string {
	found := ""
	for _, k := range known {
		if strings.Contains(Fold(k), name) {
			if found != "" {
				return ""
			}
			found = k
		}
	}
	return found
}

// distance counts the letters to change, add or take away (Levenshtein).
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range a {
		corner := row[0]
		row[0] = i + 1
		for j, s := range b {
			d := corner
			if r != s {
				d++
			}
			corner = row[j+1]
			row[j+1] = min(d, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}

// Order sorts things so that each comes after those it uses; uses gives the
// indexes a thing uses. Where some use each other in a ring, the ring is given
// instead, beginning and ending with the same.
func Order(n int, uses func(int) []int) (order, ring []int) {
	const untouched, open, done = 0, 1, 2
	state := make([]int, n)
	var path []int
	var visit func(int) bool
	visit = func(i int) bool {
		state[i] = open
		path = append(path, i)
		for _, j := range uses(i) {
			if state[j] == open {
				ring = append(slices.Clone(path[slices.Index(path, j):]), j)
				return false
			}
			if state[j] == untouched && !visit(j) {
				return false
			}
		}
		state[i], path = done, path[:len(path)-1]
		order = append(order, i)
		return true
	}
	for i := range n {
		if state[i] == untouched && !visit(i) {
			return nil, ring
		}
	}
	return order, nil
}
