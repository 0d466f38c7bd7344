// Replacing: nouns that are set as a whole, by one person at a time, and carry
// no version: the newest word holds, and the journal keeps the one before.

package store

import "guatu/internal/fault"

// saveNew adds what must not be there yet; Conflict at once when it is.
func saveNew[T any](tx *Tx, t *table[T], v *T) error {
	if err := save(tx, t, nil, v); err != nil {
		return err
	}
	return tx.flush(t.shape)
}

// replace adds v or puts it in the place of the row a condition finds.
func replace[T any](tx *Tx, t *table[T], v *T, condition string, args ...any) error {
	was, err := one(tx, t, t.key(v), condition, args...)
	if fault.KindOf(err) == fault.NotFound {
		return save(tx, t, nil, v)
	}
	if err != nil {
		return err
	}
	return save(tx, t, was, v)
}

// discard removes the row a condition finds; NotFound.
func discard[T any](tx *Tx, t *table[T], key, condition string, args ...any) error {
	was, err := one(tx, t, key, condition, args...)
	if err != nil {
		return err
	}
	return save(tx, t, was, nil)
}
