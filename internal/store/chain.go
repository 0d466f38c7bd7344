// The chain of a tenant: locked by whoever writes, grown by every save, its head
// asked on every request.

package store

import (
	"context"
	"encoding/json"

	"guatu/internal/fault"
	"guatu/internal/journal"
)

const headOf = "SELECT n, hash FROM chain WHERE tenant = ?"

// Head is the number and hash of a tenant's last entry; 0 and "" before the
// first. It is the cheapest question there is, asked on every request to learn
// whether held facts are still true. A tenant that is not there is NotFound.
func (db *DB) Head(ctx context.Context, tenant string) (n int64, hash string, err error) {
	err = db.glance(ctx, func(tx *Tx) error {
		tx.tenant = tenant
		err := tx.readChain(headOf)
		n, hash = tx.chain.N, tx.chain.Hash
		return err
	})
	return n, hash, err
}

// lockChain makes this act the only one of its tenant until it ends.
func (tx *Tx) lockChain() error { return tx.readChain(headOf + " FOR UPDATE") }

func (tx *Tx) readChain(text string) error {
	found := false
	err := tx.query(text, []any{tx.tenant}, func(scan func(...any) error) error {
		found = true
		return scan(&tx.chain.N, &tx.chain.Hash)
	})
	if err == nil && !found {
		return fault.New(fault.NotFound, "store.not_found", "noun", "tenant", "key", tx.tenant)
	}
	return err
}

// enter writes the next entry of the act.
func (tx *Tx) enter(noun, key string, before, after json.RawMessage) error {
	e := journal.Entry{
		Tenant: tx.tenant, At: stamp(tx.Now),
		Who: tx.by.Who, Name: tx.by.Name, Action: tx.by.Action, Note: tx.by.Note, Cause: tx.by.Cause,
		Noun: noun, Key: key, Before: before, After: after,
	}.Seal(tx.chain.N+1, tx.chain.Hash)
	tx.chain = journal.Chain{N: e.N, Hash: e.Hash}
	tx.entered = true
	return tx.hold(entries.shape, entries.row(&e))
}

// settle sends what waits and moves the chain's head, just before the commit.
func (tx *Tx) settle() error {
	if err := tx.flushFacts(); err != nil {
		return err
	}
	if !tx.entered {
		return nil
	}
	if err := tx.flush(entries.shape); err != nil {
		return err
	}
	_, err := tx.exec("UPDATE chain SET n = ?, hash = ? WHERE tenant = ?", []any{tx.chain.N, tx.chain.Hash, tx.tenant})
	return err
}
