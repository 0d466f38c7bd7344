// Parts: the nouns that belong to a project. They are seen where it is, saved
// where it is, and stay with it.

package store

import (
	"errors"
	"slices"
	"strings"

	"guatu/internal/fault"
)

// parts are the tables of these nouns; their keys in the journal begin with the
// project's.
var parts = []*shape{
	figures.shape, milestones.shape,
	claims.shape, evidences.shape, answers.shape, pauses.shape, visits.shape, changes.shape, tasks.shape, checklists.shape, approvals.shape,
}

// isPart tells that a noun is one of them.
func isPart(noun string) bool {
	return slices.ContainsFunc(parts, func(s *shape) bool { return s.noun == noun })
}

// projectNouns are the nouns that are seen where their project is, as a list for
// IN.
var projectNouns = func() string {
	nouns := []string{projects.noun}
	for _, s := range parts {
		nouns = append(nouns, s.noun)
	}
	return "('" + strings.Join(nouns, "', '") + "')"
}()

// partsOf are a project's in the order they were made; none of a project outside
// the scope.
func partsOf[T any](tx *Tx, t *table[T], project string) ([]T, error) {
	seen, args := projectInScope(tx.scope, "t")
	return all(tx, t, " AND t.project = ? AND "+seen+" ORDER BY t.id", append([]any{project}, args...)...)
}

// allParts are those of every project in scope, by project, then in the order
// they were made.
func allParts[T any](tx *Tx, t *table[T]) ([]T, error) {
	seen, args := projectInScope(tx.scope, "t")
	return all(tx, t, " AND "+seen+" ORDER BY t.project, t.id", args...)
}

// part finds one; NotFound, also when its project is outside the scope.
func part[T any](tx *Tx, t *table[T], id string) (*T, error) {
	seen, args := projectInScope(tx.scope, "t")
	return one(tx, t, id, " AND t.id = ? AND "+seen, append([]any{id}, args...)...)
}

// savePart adds (was nil), changes or removes (is nil) a noun of a project in
// scope: NotFound outside, Conflict when it is no longer what it was, Invalid
// when its identifier cannot be one.
func savePart[T any](tx *Tx, t *table[T], was, is *T) error {
	for _, v := range []*T{was, is} {
		if v == nil {
			continue
		}
		if err := tx.projectInside(t.project(v)); err != nil {
			return err
		}
	}
	if was != nil && is != nil && t.project(was) != t.project(is) {
		return errors.New("store: a noun stays with its project: " + t.name)
	}
	if was == nil && is != nil && t.id != nil && !identifier(t.id(is)) {
		return fault.New(fault.Invalid, "store.id", "noun", t.noun, "id", t.id(is)).At("id")
	}
	if t.final && was != nil {
		return errors.New("store: what is final is never changed: " + t.name)
	}
	return save(tx, t, was, is)
}

// identifierBound is how long an identifier may be; ours have 26 letters, a
// device may make its own.
const identifierBound = 64

// identifier tells that a text can be one: it stands behind its project's and a
// slash in the journal.
func identifier(id string) bool {
	return id != "" && len(id) <= identifierBound && !strings.Contains(id, "/")
}
