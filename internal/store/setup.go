// The set-up link of the first start: one secret, hashed, until it is used.

package store

import "context"

// SaveSetup keeps the hash of a new link; an older one stops working.
func (db *DB) SaveSetup(ctx context.Context, hash string) error {
	return db.change(ctx, func(tx *Tx) error {
		if _, err := tx.exec("DELETE FROM setup", nil); err != nil {
			return err
		}
		_, err := tx.exec("INSERT INTO setup (id, hash) VALUES (?, ?)", []any{"first", hash})
		return err
	})
}

// SetupHash is the hash of the link that works, or "".
func (db *DB) SetupHash(ctx context.Context) (hash string, err error) {
	err = db.view(ctx, db.reads, func(tx *Tx) error {
		return tx.query("SELECT hash FROM setup", nil, func(scan func(...any) error) error { return scan(&hash) })
	})
	return hash, err
}

// TakeSetup ends the link of a hash and tells whether it still worked: of many
// who take it at once, one does.
func (db *DB) TakeSetup(ctx context.Context, hash string) (taken bool, err error) {
	err = db.change(ctx, func(tx *Tx) error {
		n, err := tx.exec("DELETE FROM setup WHERE hash = ?", []any{hash})
		taken = n == 1
		return err
	})
	return taken && err == nil, err
}
