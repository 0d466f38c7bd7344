// Photos that look alike, among hundreds of thousands.

package lifecycle

import (
	"cmp"
	"math/bits"
	"slices"
	"strconv"
)

// bands are the parts of a hash: of two that differ in d bits, one of four parts
// differs in at most d/4, so that only those parts need looking up.
const bands = 4

// A sightIndex finds perceptual hashes within a distance of each other.
type sightIndex struct {
	distance int
	shots    []shot
	sights   []uint64               // of shots; beside next all that a search reads
	next     [][bands]int32         // of shots: the next in its list, counted from 1
	heads    *[bands][1 << 16]int32 // of a list through next, counted from 1; nil while there is no photo
	probes   []uint16               // what a part may differ in
	gone     int
}

// A shot is one photo of one project.
type shot struct {
	check                               int // in Peers.checks
	project, evidence, kind, file, name string
	gone                                bool
}

// A twin is a photo of another project that looks like one.
type twin struct {
	shot int32
	bits int
}

// add takes a photo in. A hash that says nothing (a picture all of one tone) is
// not taken.
func (x *sightIndex) add(s shot, text string) (int32, bool) {
	sight, err := strconv.ParseUint(text, 16, 64)
	if err != nil || sight == 0 || ^sight == 0 {
		return 0, false
	}
	if x.heads == nil {
		x.heads = new([bands][1 << 16]int32)
		x.probes = probesWithin(x.distance / bands)
	}
	at := int32(len(x.shots))
	var next [bands]int32
	for band := range bands {
		head := &x.heads[band][uint16(sight>>(16*band))]
		next[band], *head = *head, at+1
	}
	x.shots, x.sights, x.next = append(x.shots, s), append(x.sights, sight), append(x.next, next)
	return at, true
}

// probesWithin are all parts with at most n bits set.
func probesWithin(n int) []uint16 {
	var list []uint16
	for v := range 1 << 16 {
		if bits.OnesCount16(uint16(v)) <= n {
			list = append(list, uint16(v))
		}
	}
	return list
}

// drop forgets a photo; its place stays, since a list runs through it.
func (x *sightIndex) drop(at int32) {
	x.shots[at].gone = true
	x.gone++
}

// twins are the photos of other projects within the distance, in the order of
// projects, so that a fingerprint does not depend on who came first.
func (x *sightIndex) twins(at int32) []twin {
	sight := x.sights[at]
	var list []twin
	for band := range bands {
		part := uint16(sight >> (16 * band))
		for _, probe := range x.probes {
			for n := x.heads[band][part^probe]; n > 0; n = x.next[n-1][band] {
				if differ := bits.OnesCount64(x.sights[n-1] ^ sight); differ <= x.distance && x.apart(at, n-1) {
					list = append(list, twin{n - 1, differ})
				}
			}
		}
	}
	if len(list) < 2 {
		return list
	}
	slices.SortFunc(list, func(a, b twin) int {
		s, o := &x.shots[a.shot], &x.shots[b.shot]
		return cmp.Or(cmp.Compare(s.project, o.project), cmp.Compare(s.evidence, o.evidence), cmp.Compare(s.file, o.file), cmp.Compare(a.shot, b.shot))
	})
	return slices.Compact(list)
}

// apart tells whether two photos are of one check and of two projects.
func (x *sightIndex) apart(a, b int32) bool {
	s, o := &x.shots[a], &x.shots[b]
	return !o.gone && s.check == o.check && s.project != o.project
}

func (s *shot) compared() Compared {
	return Compared{What: s.kind, ID: s.evidence, File: s.file, Text: s.name}
}
