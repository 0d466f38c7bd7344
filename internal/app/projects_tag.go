package app

import (
	"context"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/store"
)

// ProjectsTag sorts many projects at once, as an office does when a list is
// settled (列入市重大, 一季度开工 26 个, 包联到人): the words are given to each beside
// those it has, or with Remove taken away.
type ProjectsTag struct {
	Projects []string `json:"projects"`
	Levels   []string `json:"levels,omitempty"`  // codes of the ruleset
	Tags     []string `json:"tags,omitempty"`    // codes of the ruleset
	Batches  []string `json:"batches,omitempty"` // words
	Leader   string   `json:"leader,omitempty"`  // the linked leader of each; with Remove only where it is this one
	Remove   bool     `json:"remove,omitempty"`
	Because  string   `json:"because,omitempty"`
}

// maxTagged bounds one act: what a page of ticks can hold, several times over.
const maxTagged = 1000

// ProjectsTag is one act: every project or none. One that has the words already
// is left as it is and gets no entry; each other has its own in the history.
func (a *App) ProjectsTag(ctx context.Context, who access.Actor, in ProjectsTag) error {
	in.tidy()
	var wrong fault.List
	wrong.Check(len(in.Projects) > 0 && len(in.Projects) <= maxTagged, "projects", "projects.number", "max", maxTagged)
	wrong.Check(len(in.Levels)+len(in.Tags)+len(in.Batches) > 0 || in.Leader != "", "levels", "projects.tag_nothing")
	if err := wrong.Err(); err != nil {
		return err
	}
	return a.act(ctx, who, access.ChangeProject, in.Because, func(tx *store.Tx) error {
		for _, id := range in.Projects {
			if err := in.tag(tx, id); err != nil {
				return err
			}
		}
		return nil
	})
}

// tag gives one project the words.
func (in ProjectsTag) tag(tx *store.Tx, id string) error {
	was, is, err := project(tx, id)
	if err != nil {
		return err
	}
	if !in.apply(is) {
		return nil
	}
	if err := is.Check(); err != nil {
		return err
	}
	return tx.SaveProject(was, is)
}

// apply changes a project and tells whether anything did change.
func (in ProjectsTag) apply(p *lifecycle.Project) bool {
	changed := false
	for _, l := range []struct {
		list  *[]string
		words []string
	}{{&p.Levels, in.Levels}, {&p.Tags, in.Tags}, {&p.Batches, in.Batches}} {
		changed = in.merge(l.list, l.words) || changed
	}
	leader := in.Leader
	if in.Remove {
		leader = ""
	}
	if in.Leader != "" && p.Leader != leader && (!in.Remove || p.Leader == in.Leader) {
		p.Leader, changed = leader, true
	}
	return changed
}

// merge adds words to a list, or takes them out.
func (in ProjectsTag) merge(list *[]string, words []string) bool {
	changed := false
	for _, w := range words {
		if i := slices.Index(*list, w); in.Remove == (i < 0) {
			continue
		} else if in.Remove {
			*list = slices.Delete(slices.Clone(*list), i, i+1)
		} else {
			*list = append(slices.Clone(*list), w)
		}
		changed = true
	}
	return changed
}

// tidy trims words, and names each project once.
func (in *ProjectsTag) tidy() {
	in.Leader, in.Because = strings.TrimSpace(in.Leader), strings.TrimSpace(in.Because)
	for _, l := range []*[]string{&in.Projects, &in.Levels, &in.Tags, &in.Batches} {
		var list []string
		for _, w := range *l {
			if w = strings.TrimSpace(w); w != "" && !slices.Contains(list, w) {
				list = append(list, w)
			}
		}
		*l = list
	}
}
