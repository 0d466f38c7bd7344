// Tables: a noun's columns named once, and the statements that follow from them.

package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"guatu/internal/fault"
)

// A shape is a table as SQL sees it: names and the statements made from them.
type shape struct {
	name   string
	noun   string   // the journal's word; "" for rows that belong to another noun
	cols   []string // tenant first, then the key, then the rest
	keyed  int      // how many of them, from the first, are the key
	parent *shape   // whose rows must be there first
	final  bool     // rows are added and never touched again
	what   string   // "SELECT … FROM name t WHERE t.tenant = ?"
	alter  string   // UPDATE … demanding the value before
	remove string   // DELETE … demanding the value before
}

// A table is a shape with the way values of T take it.
type table[T any] struct {
	*shape
	keys    int // how many fields, from the first, are the key beside the tenant
	fields  []field[T]
	version func(*T) *int   // nil where nobody edits it on a form
	key     func(*T) string // the journal's key
	project func(*T) string // of a part (part.go): the project it belongs to
	unit    func(*T) string // of what is held by a unit (held.go)
	id      func(*T) string // of a part with an identifier of its own
}

// newTable completes a table. The demand of its UPDATE and DELETE is the version
// where there is one, else every column as it was: either way the slower of two
// is told.
func newTable[T any](t table[T]) *table[T] {
	if t.version != nil {
		t.fields = slices.Insert(slices.Clone(t.fields), t.keys, number("version", t.version))
	}
	t.cols, t.keyed = []string{"tenant"}, 1+t.keys
	for _, f := range t.fields {
		t.cols = append(t.cols, f.name)
	}
	keys, rest := t.cols[:1+t.keys], t.cols[1+t.keys:]
	same := " WHERE " + strings.Join(keys, " = ? AND ") + " = ?"
	demand := rest
	if t.version != nil {
		demand = rest[:1]
	}
	for _, c := range demand {
		same += " AND " + c + " IS NOT DISTINCT FROM ?"
	}
	t.what = "SELECT t." + strings.Join(t.cols[1:], ", t.") + " FROM " + t.name + " t WHERE t.tenant = ?"
	if t.final {
		return &t
	}
	t.alter = "UPDATE " + t.name + " SET " + strings.Join(rest, " = ?, ") + " = ?" + same
	t.remove = "DELETE FROM " + t.name + same
	return &t
}

// insert is the INSERT of n rows.
func (s *shape) insert(n int) string {
	row := "(" + strings.Repeat("?, ", len(s.cols)-1) + "?)"
	return "INSERT INTO " + s.name + " (" + strings.Join(s.cols, ", ") + ") VALUES " +
		strings.Repeat(row+", ", n-1) + row
}

// row is the values of v in the order of the columns, after the tenant.
func (t *table[T]) row(v *T) []any {
	args := make([]any, len(t.fields))
	for i, f := range t.fields {
		args[i] = f.put(v)
	}
	return args
}

// demand is the arguments of the WHERE of alter and remove.
func (t *table[T]) demand(tenant string, was *T) []any {
	args := append([]any{tenant}, t.row(was)...)
	if t.version != nil {
		return args[:1+t.keys+1]
	}
	return args
}

// put makes one row what it is to be: added, changed or removed.
func (t *table[T]) put(tx *Tx, was, is *T) error {
	switch {
	case was == nil && is == nil:
		return errors.New("store: nothing was and nothing is: " + t.name)
	case was == nil:
		return tx.hold(t.shape, t.row(is))
	case is == nil:
		return t.must(tx, was, t.remove, t.demand(tx.tenant, was))
	}
	row := t.row(is)
	if !slices.Equal(row[:t.keys], t.row(was)[:t.keys]) {
		return errors.New("store: a key never changes: " + t.name)
	}
	return t.must(tx, was, t.alter, append(row[t.keys:], t.demand(tx.tenant, was)...))
}

// must runs a statement that has to meet its row. The row may still wait among
// the pending inserts; they are sent only when it is not found without them.
func (t *table[T]) must(tx *Tx, was *T, statement string, args []any) error {
	n, err := tx.exec(statement, args)
	if err == nil && n == 0 && tx.waiting(t.shape) {
		if err = tx.flush(t.shape); err == nil {
			n, err = tx.exec(statement, args)
		}
	}
	if err == nil && n == 0 {
		return t.conflict(was)
	}
	return err
}

// conflict is the fault of the slower of two.
func (t *table[T]) conflict(v *T) error {
	key := ""
	if t.key != nil {
		key = t.key(v)
	}
	return fault.New(fault.Conflict, "store.conflict", "noun", t.noun, "key", key)
}

// save puts a noun's row and writes its entry. Saving what is there already is
// no change and leaves no trace.
func save[T any](tx *Tx, t *table[T], was, is *T) error {
	if err := tx.acting(); err != nil {
		return err
	}
	if t.version != nil && was != nil && is != nil && *t.version(was) != *t.version(is) {
		return t.conflict(is)
	}
	before, err := encode(was)
	if err != nil {
		return err
	}
	if same, err := unchanged(before, is); same || err != nil {
		return err
	}
	if t.version != nil && is != nil {
		tx.bump(t.version(is), was != nil)
	}
	if err := t.put(tx, was, is); err != nil {
		return err
	}
	after, err := encode(is)
	if err != nil {
		return err
	}
	return tx.enter(t.noun, t.keyOf(was, is), before, after)
}

// unchanged tells that a value is what the journal would say it was.
func unchanged[T any](before json.RawMessage, is *T) (bool, error) {
	if before == nil || is == nil {
		return false, nil
	}
	after, err := json.Marshal(is)
	return bytes.Equal(before, after), err
}

// keyOf is the journal's key of whichever value there is.
func (t *table[T]) keyOf(was, is *T) string {
	if is != nil {
		return t.key(is)
	}
	return t.key(was)
}

// encode is a value as the journal keeps it; nil is nothing at all.
func encode[T any](v *T) (json.RawMessage, error) {
	if v == nil {
		return nil, nil
	}
	return json.Marshal(v)
}

// all reads every row that a condition on alias t leaves.
func all[T any](tx *Tx, t *table[T], condition string, args ...any) ([]T, error) {
	var found []T
	err := each(tx, t, condition, args, func(v *T) error {
		found = append(found, *v)
		return nil
	})
	return found, err
}

// each hands every row that a condition on alias t leaves to fn; the value is
// overwritten by the next.
func each[T any](tx *Tx, t *table[T], condition string, args []any, fn func(*T) error) error {
	var v T
	into := make([]any, len(t.fields))
	for i, f := range t.fields {
		into[i] = scanner(func(src any) error { return f.take(&v, src) })
	}
	return tx.query(t.what+condition, append([]any{tx.tenant}, args...), func(scan func(...any) error) error {
		if err := scan(into...); err != nil {
			return err
		}
		return fn(&v)
	})
}

// one reads the only row a condition leaves, or fault.NotFound.
func one[T any](tx *Tx, t *table[T], key, condition string, args ...any) (*T, error) {
	found, err := all(tx, t, condition, args...)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fault.New(fault.NotFound, "store.not_found", "noun", t.noun, "key", key)
	}
	return &found[0], nil
}

// A scanner lets a function take a column.
type scanner func(src any) error

// Scan is sql.Scanner.
func (s scanner) Scan(src any) error { return s(src) }
