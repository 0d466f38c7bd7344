// What a unit holds: nouns that belong to a unit and are seen where that is.

package store

import (
	"slices"

	"guatu/internal/fault"
)

// heldAll are the rows that rest selects, of units in scope.
func heldAll[T any](tx *Tx, t *table[T], rest string, args ...any) ([]T, error) {
	found, err := all(tx, t, rest, args...)
	return slices.DeleteFunc(found, func(v T) bool { return !tx.scope.SeesUnit(t.unit(&v)) }), err
}

// held finds one by its key; NotFound, also when its unit is outside the scope.
func held[T any](tx *Tx, t *table[T], key string) (*T, error) {
	found, err := one(tx, t, key, " AND t."+t.fields[0].name+" = ?", key)
	if err == nil && !tx.scope.SeesUnit(t.unit(found)) {
		return nil, fault.New(fault.NotFound, "store.not_found", "noun", t.noun, "key", key)
	}
	return found, err
}

// saveHeld adds (was nil), changes or removes (is nil) what a unit in scope holds;
// NotFound outside.
func saveHeld[T any](tx *Tx, t *table[T], was, is *T) error {
	for _, v := range []*T{was, is} {
		if v == nil {
			continue
		}
		if err := tx.unitInScope(t.unit(v)); err != nil {
			return err
		}
	}
	return save(tx, t, was, is)
}
