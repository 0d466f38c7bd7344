// Pending inserts: new rows of one kind wait and go out together.
//
// A ledger of 100,000 rows is some 800,000 inserts; one at a time each would pay
// a call into SQLite or a round trip to PostgreSQL.

package store

import "slices"

// together is how many rows one INSERT carries; what is left over goes out in
// steps of a quarter, so that few texts are prepared.
const together = 64

// A batch is the rows that wait for one table.
type batch struct {
	shape *shape
	rows  int
	args  []any
}

// hold keeps a row until it is needed.
func (tx *Tx) hold(s *shape, row []any) error {
	b := tx.batch(s)
	b.args = append(append(b.args, tx.tenant), row...)
	b.rows++
	if b.rows < together {
		return nil
	}
	return tx.flush(s)
}

// batch finds the rows that wait for a table.
func (tx *Tx) batch(s *shape) *batch {
	i := slices.IndexFunc(tx.pending, func(b *batch) bool { return b.shape == s })
	if i >= 0 {
		return tx.pending[i]
	}
	b := &batch{shape: s}
	tx.pending = append(tx.pending, b)
	return b
}

// waiting tells whether rows wait for a table.
func (tx *Tx) waiting(s *shape) bool {
	return slices.ContainsFunc(tx.pending, func(b *batch) bool { return b.shape == s && b.rows > 0 })
}

// flush sends the rows of one table, and before them those they belong to.
func (tx *Tx) flush(s *shape) error {
	if s.parent != nil {
		if err := tx.flush(s.parent); err != nil {
			return err
		}
	}
	if !tx.waiting(s) {
		return nil
	}
	b := tx.batch(s)
	width := len(s.cols)
	for sent := 0; sent < b.rows; {
		n := together
		for n > b.rows-sent {
			n /= 4
		}
		if _, err := tx.exec(s.insert(n), b.args[sent*width:(sent+n)*width]); err != nil {
			return tx.engine.explainInsert(err, s.noun)
		}
		sent += n
	}
	clear(b.args)
	b.args, b.rows = b.args[:0], 0
	return nil
}

// flushFacts sends everything but the journal.
func (tx *Tx) flushFacts() error {
	for _, b := range tx.pending {
		if b.shape == entries.shape {
			continue
		}
		if err := tx.flush(b.shape); err != nil {
			return err
		}
	}
	return nil
}
