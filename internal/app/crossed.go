package app

import (
	"sync"

	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/signal"
	"guatu/internal/workday"
)

// crossed keeps what cross-checks and windows found of a tenant's projects: today,
// and on the last other day asked for. Nobody waits for it who does not ask.
type crossed struct {
	doubts  [2]doubtShelf
	chances [2]shelf[[]lifecycle.Chance]

	approvals [2]approvalShelf
}

// crossedOf gives the tenant's shelves, and which of each is the day's.
func (a *App) crossedOf(tenant string, fig *figured) (*crossed, int) {
	kept, _ := a.kept.LoadOrStore(tenant, &crossed{})
	if fig.on == a.Today() {
		return kept.(*crossed), 0
	}
	return kept.(*crossed), 1
}

// toldOf is a row as cross-checks and windows are told of it.
func toldOf(r *ProjectRow) *lifecycle.Told {
	return &lifecycle.Told{Project: r.Project, Tier: r.Tier, Figures: r.dossier.figures, Evidence: r.dossier.evidence, Paused: r.State.Light == signal.Paused}
}

// A shelf keeps one answer a project for one day and ruleset. Answers follow from
// the dossier alone and are taken over while it is the same.
type shelf[T any] struct {
	mu   sync.Mutex
	fig  *figured
	by   map[*dossier]T
	list []T // as figured.rows
}

// of gives the answers to all rows, in their order.
func (s *shelf[T]) of(fig *figured, work func(*ProjectRow) T) []T {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fig == fig {
		return s.list
	}
	if s.fig == nil || !sameRules(s.fig, fig) {
		s.by = nil
	}
	by, list := make(map[*dossier]T, len(fig.rows)), make([]T, len(fig.rows))
	for i, r := range fig.rows {
		kept, ok := s.by[r.dossier]
		if !ok {
			kept = work(r)
		}
		by[r.dossier], list[i] = kept, kept
	}
	s.fig, s.by, s.list = fig, by, list
	return list
}

// forget takes nothing over into the next answer.
func (s *shelf[T]) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.by, s.fig = nil, nil
}

// sameRules tells whether what follows from a dossier is the same in both.
func sameRules(a, b *figured) bool {
	return a.on == b.on && a.set.ID == b.set.ID && a.facts.calendar == b.facts.calendar
}

// A doubtShelf keeps every project's doubts for one day and ruleset.
type doubtShelf struct {
	mu     sync.Mutex
	own    shelf[[]lifecycle.Doubt]
	fig    *figured
	peers  *lifecycle.Peers
	told   map[string]*dossier // what peers were told, by project
	shared map[string][]lifecycle.Doubt
	list   [][]lifecycle.Doubt // as figured.rows, own and shared
}

// of gives the doubts of all rows, in their order.
func (s *doubtShelf) of(fig *figured) [][]lifecycle.Doubt {
	own := s.own.of(fig, func(r *ProjectRow) []lifecycle.Doubt { return lifecycle.Doubts(toldOf(r), fig.set.Checks, fig.on) })
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fig == fig {
		return s.list
	}
	s.compare(fig)
	list := make([][]lifecycle.Doubt, len(own))
	for i, r := range fig.rows {
		list[i] = own[i]
		if shared := s.shared[r.Project.ID]; len(shared) > 0 {
			list[i] = append(append([]lifecycle.Doubt(nil), own[i]...), shared...)
			lifecycle.SortDoubts(list[i])
		}
	}
	s.fig, s.list = fig, list
	return list
}

// compare brings what is shared between projects up to date: only those that
// changed are told anew, only those touched by it are asked.
func (s *doubtShelf) compare(fig *figured) {
	var touched map[string]bool
	if s.fig == nil || !sameRules(s.fig, fig) || s.peers.Worn() {
		s.peers, s.told = lifecycle.NewPeers(fig.set.Checks, fig.on), map[string]*dossier{}
		s.shared = map[string][]lifecycle.Doubt{}
	} else {
		touched = map[string]bool{}
	}
	for id := range s.told {
		if _, there := fig.facts.index[id]; !there {
			s.peers.Drop(id, touched)
			delete(s.told, id)
		}
	}
	for _, r := range fig.rows {
		if s.told[r.Project.ID] != r.dossier {
			s.peers.Put(toldOf(r), touched)
			s.told[r.Project.ID] = r.dossier
		}
	}
	s.ask(fig, touched)
}

// ask asks those touched; nil means everybody.
func (s *doubtShelf) ask(fig *figured, touched map[string]bool) {
	keep := func(id string) {
		if list := s.peers.Doubts(id); len(list) > 0 {
			s.shared[id] = list
			return
		}
		delete(s.shared, id)
	}
	for id := range touched {
		keep(id)
	}
	if touched == nil {
		for _, r := range fig.rows {
			keep(r.Project.ID)
		}
	}
}

// doubtsOn are the doubts of all rows of a moment, in their order.
func (a *App) doubtsOn(tenant string, fig *figured) [][]lifecycle.Doubt {
	kept, at := a.crossedOf(tenant, fig)
	return kept.doubts[at].of(fig)
}

// chancesOn are both chances of all rows of a moment, as lifecycle.Entries.
func (a *App) chancesOn(tenant string, fig *figured) [][]lifecycle.Chance {
	kept, at := a.crossedOf(tenant, fig)
	return kept.chances[at].of(fig, func(r *ProjectRow) []lifecycle.Chance { return chancesOf(r, fig.set, fig.on, fig.facts.calendar) })
}

func chancesOf(r *ProjectRow, set *ruleset.Set, on workday.Date, calendar *workday.Calendar) []lifecycle.Chance {
	told := toldOf(r)
	list := make([]lifecycle.Chance, len(lifecycle.Entries))
	for i, entry := range lifecycle.Entries {
		list[i] = lifecycle.ChanceOf(told, set.Windows, entry, lifecycle.Calendared{On: on, Calendar: calendar})
	}
	return list
}
