// Transactions: statements inside one act.

package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/journal"
	"guatu/internal/workday"
)

// A Tx is a view of one moment, or one act. It lives as long as the function it
// was handed to and is used by one goroutine.
type Tx struct {
	Today workday.Date // the civil day in China
	Now   time.Time    // the one reading of the clock

	ctx    context.Context
	quiet  context.Context // what statements are run under, see engine.patient
	engine *engine
	link   *link
	tenant string
	scope  access.Scope

	by      journal.By // who acts; nobody in a view
	chain   journal.Chain
	entered bool // something was written to the journal
	open    bool // begun, neither committed nor rolled back

	pending []*batch
	bumped  []*int          // versions to take back if it comes to nothing
	inside  map[string]bool // projects known to be in scope
}

// Scope is what the transaction was opened with.
func (tx *Tx) Scope() access.Scope { return tx.scope }

// By is who acts; empty in a view.
func (tx *Tx) By() journal.By { return tx.by }

// acting refuses to save in a view.
func (tx *Tx) acting() error {
	if tx.by.Who == "" {
		return errors.New("store: saving needs Write, this is Read")
	}
	return nil
}

// bump counts a version up, until the act should fail. Of new values it is not
// remembered: nothing depends on where a new one begins, and remembering holds
// the whole of a large import in memory.
func (tx *Tx) bump(version *int, remember bool) {
	*version++
	if remember {
		tx.bumped = append(tx.bumped, version)
	}
}

// rollback takes everything back; it tells whether the connection is still good.
func (tx *Tx) rollback() bool {
	if !tx.open {
		return true
	}
	for _, v := range tx.bumped {
		*v--
	}
	_, err := tx.link.conn.ExecContext(context.WithoutCancel(tx.ctx), "ROLLBACK")
	return err == nil
}

// begin begins; a connection that the server has left meanwhile is made anew.
func (tx *Tx) begin(text string, from *pool) error {
	tx.open = true
	_, err := tx.exec(text, nil)
	if err == nil || tx.ctx.Err() != nil {
		return err
	}
	if t := tx.engine.sort(err); t != gone && t != other {
		return err
	}
	tx.link.drop()
	if err := tx.link.connect(tx.ctx, from.sql); err != nil {
		tx.open = false
		return err
	}
	_, err = tx.exec(text, nil)
	return err
}

// commit ends the act. It is not interrupted: nobody could say what came of it.
func (tx *Tx) commit() error {
	if err := tx.ctx.Err(); err != nil {
		return err
	}
	tx.quiet = context.WithoutCancel(tx.ctx)
	_, err := tx.exec("COMMIT", nil)
	tx.open = err != nil
	return err
}

// exec runs a statement and tells how many rows it met.
func (tx *Tx) exec(text string, args []any) (int64, error) {
	s, err := tx.ready(text, args)
	if err != nil {
		return 0, err
	}
	r, err := s.ExecContext(tx.quiet, args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// query runs a question and hands every row to fn. What waits to be inserted is
// sent first, but for the journal, which only its own questions need.
func (tx *Tx) query(text string, args []any, fn func(scan func(...any) error) error) (err error) {
	if err := tx.flushFacts(); err != nil {
		return err
	}
	s, err := tx.ready(text, args)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(tx.quiet, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	return tx.walk(rows, fn)
}

// walk hands over the rows, looking at the context now and then.
func (tx *Tx) walk(rows *sql.Rows, fn func(scan func(...any) error) error) error {
	for n := 0; rows.Next(); n++ {
		if n%256 == 255 && tx.ctx.Err() != nil {
			return tx.ctx.Err()
		}
		if err := fn(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// ready prepares a statement and looks at what is to be bound.
func (tx *Tx) ready(text string, args []any) (*sql.Stmt, error) {
	if err := tx.ctx.Err(); err != nil {
		return nil, err
	}
	for _, a := range args {
		if err := bindable(a); err != nil {
			return nil, err
		}
	}
	return tx.link.statement(tx.quiet, text, tx.engine.rebind)
}

// bindable refuses text that one of the databases would not keep as it is:
// broken UTF-8 and the zero byte.
func bindable(arg any) error {
	switch v := arg.(type) {
	case error:
		return v
	case string:
		if !utf8.ValidString(v) || strings.IndexByte(v, 0) >= 0 {
			return fault.New(fault.Invalid, "store.text")
		}
	}
	return nil
}
