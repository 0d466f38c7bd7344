// Cross-checks across projects: what two projects may not have in common.

package lifecycle

import (
	"slices"
	"strings"

	"guatu/internal/workday"
)

// Peers finds what projects have in common that should be of one alone: the
// number of a certificate, a photo, a credit code under two names. It is kept up
// to date project by project, so that one change costs one project's work. It is
// used by one goroutine.
type Peers struct {
	checks []CrossCheck // those across projects
	on     workday.Date
	kept   map[string]*peer
	keys   map[peerKey][]string // the projects that state it
	sights sightIndex
}

// A peerKey is one thing stated, as a check compares it.
type peerKey struct {
	check int // in Peers.checks
	text  string
}

// A peer is one project with what it put into the index.
type peer struct {
	look  *look
	keys  map[peerKey]Compared
	shots []int32 // in sightIndex.shots
}

// tooCommon is where a number stated by that many projects is none: people type
// 1234 where they have nothing.
const tooCommon = 200

// NewPeers is for the projects of a day to come; of the checks it uses those
// across projects.
func NewPeers(checks []CrossCheck, on workday.Date) *Peers {
	x := &Peers{on: on, kept: map[string]*peer{}, keys: map[peerKey][]string{}}
	for _, c := range checks {
		switch c.Compare {
		case PhotoTwice:
			x.sights.distance = max(x.sights.distance, c.Distance)
			x.checks = append(x.checks, c)
		case NumberTwice, OneCodeTwoFirm:
			x.checks = append(x.checks, c)
		}
	}
	return x
}

// Put takes a project in, in place of what was known of it. The projects whose
// doubts may be others now are put into touched, unless it is nil.
func (x *Peers) Put(t *Told, touched map[string]bool) {
	id := t.Project.ID
	x.Drop(id, touched)
	p := &peer{look: &look{Told: t, on: x.on}, keys: map[peerKey]Compared{}}
	if p.look.reached, _ = t.Project.Reached(x.on); p.look.reached == Exited {
		return
	}
	x.kept[id] = p
	for i := range x.checks {
		x.state(p, i)
	}
	for key := range p.keys {
		touch(touched, x.keys[key])
		x.keys[key] = append(x.keys[key], id)
	}
	x.touchTwins(p, touched)
}

// touchTwins puts in the projects that have a photo of this one's.
func (x *Peers) touchTwins(p *peer, touched map[string]bool) {
	if touched == nil {
		return // all are to be asked, and searching is what costs
	}
	for _, shot := range p.shots {
		for _, twin := range x.sights.twins(shot) {
			touched[x.sights.shots[twin.shot].project] = true
		}
	}
}

// Drop takes a project out; see Put for touched.
func (x *Peers) Drop(id string, touched map[string]bool) {
	touch(touched, []string{id})
	p := x.kept[id]
	if p == nil {
		return
	}
	delete(x.kept, id)
	for key := range p.keys {
		x.keys[key] = slices.DeleteFunc(x.keys[key], func(other string) bool { return other == id })
		touch(touched, x.keys[key])
		if len(x.keys[key]) == 0 {
			delete(x.keys, key)
		}
	}
	x.touchTwins(p, touched)
	for _, shot := range p.shots {
		x.sights.drop(shot)
	}
}

func touch(touched map[string]bool, ids []string) {
	if touched == nil {
		return
	}
	for _, id := range ids {
		touched[id] = true
	}
}

// state puts what a project states for one check into the index.
func (x *Peers) state(p *peer, i int) {
	c := &x.checks[i]
	if !c.applies(p.look.Told) {
		return
	}
	switch c.Compare {
	case PhotoTwice:
		p.look.photos(c, func(e *Evidence, f *File) {
			s := shot{check: i, project: p.look.Project.ID, evidence: e.ID, kind: e.Kind, file: f.Hash, name: f.Name}
			if at, ok := x.sights.add(s, f.Sight); ok {
				p.shots = append(p.shots, at)
			}
		})
	case NumberTwice:
		for _, ref := range c.Of {
			p.stateNumbers(ref, i)
		}
	case OneCodeTwoFirm:
		if project := p.look.Project; project.EnterpriseCode != "" && FirmKey(project.Enterprise) != "" {
			p.keys[peerKey{i, project.EnterpriseCode}] = Compared{What: "enterprise", Text: project.Enterprise}
		}
	}
}

// minNumber is the shortest number that can be a certificate's.
const minNumber = 4

func (p *peer) stateNumbers(ref string, check int) {
	state := func(r Compared) {
		if key := plain(r.Text); len(key) >= minNumber && strings.ContainsAny(key, "0123456789") {
			p.keys[peerKey{check, ref + " " + key}] = r
		}
	}
	if ref == ProjectCode {
		state(Compared{What: ref, Text: p.look.Project.Code})
		return
	}
	for _, e := range p.look.papers(ref) {
		state(Compared{What: ref, ID: e.ID, Text: e.Number})
	}
}

// Doubts are those a project shares with others, each naming the others. The
// order is that of the checks.
func (x *Peers) Doubts(id string) []Doubt {
	p := x.kept[id]
	if p == nil {
		return nil
	}
	found := make([]Doubt, len(x.checks))
	for _, key := range p.sortedKeys() {
		x.compare(&found[key.check], p, key)
	}
	x.comparePhotos(found, p)
	var list []Doubt
	for i := range found {
		if len(found[i].Compared) > 0 {
			list = append(list, x.checks[i].doubt(id, found[i]))
		}
	}
	return list
}

func (p *peer) sortedKeys() []peerKey {
	list := make([]peerKey, 0, len(p.keys))
	for key := range p.keys {
		list = append(list, key)
	}
	slices.SortFunc(list, func(a, b peerKey) int { return strings.Compare(a.text, b.text) })
	return list
}

// compare adds the projects that state the same and may not.
func (x *Peers) compare(d *Doubt, p *peer, key peerKey) {
	ids := x.keys[key]
	if len(ids) < 2 || len(ids) > tooCommon && x.checks[key.check].Compare == NumberTwice {
		return
	}
	mine, first := p.keys[key], true
	others := slices.Sorted(slices.Values(ids))
	for _, id := range others {
		other := x.kept[id]
		if other == p || len(d.Compared) >= maxShown || !x.apart(key, p, other) {
			continue
		}
		if first {
			d.Compared, first = append(d.Compared, mine), false
		}
		theirs := other.keys[key]
		theirs.Project = id
		d.Compared = append(d.Compared, theirs)
	}
}

// apart tells whether two projects may not state the same.
func (x *Peers) apart(key peerKey, a, b *peer) bool {
	if x.checks[key.check].Compare == OneCodeTwoFirm {
		return FirmKey(a.look.Project.Enterprise) != FirmKey(b.look.Project.Enterprise)
	}
	return !related(a.look.Project, b.look.Project)
}

// related tells phases of one project, which share their papers and their site.
func related(a, b *Project) bool {
	return a.Parent == b.ID || b.Parent == a.ID || a.Parent != "" && a.Parent == b.Parent
}

// comparePhotos adds the photos that another project has too.
func (x *Peers) comparePhotos(found []Doubt, p *peer) {
	for _, at := range p.shots {
		mine := &x.sights.shots[at]
		for _, twin := range x.sights.twins(at) {
			theirs := &x.sights.shots[twin.shot]
			if other := x.kept[theirs.project]; !related(p.look.Project, other.look.Project) {
				x.addPhotos(found, mine, theirs, twin.bits)
			}
		}
	}
}

// addPhotos adds a pair to the doubt of the check they were taken in for.
func (x *Peers) addPhotos(found []Doubt, mine, theirs *shot, bits int) {
	d := &found[mine.check]
	if bits > x.checks[mine.check].Distance || len(d.Compared) >= maxShown {
		return
	}
	d.Value = max(d.Value, int64(bits))
	other := theirs.compared()
	other.Project = theirs.project
	d.Compared = append(d.Compared, mine.compared(), other)
}

// Worn tells that more photos were forgotten than are kept: making the index anew
// is cheaper than walking over them.
func (x *Peers) Worn() bool { return x.sights.gone > 1000 && 2*x.sights.gone > len(x.sights.shots) }
