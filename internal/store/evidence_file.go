// Which files the facts name, of all tenants: what a backup must hold, and what
// may never be thrown away.

package store

import (
	"context"
	"encoding/json"
)

// FilesNamed are the hashes of every file that evidence names or ever named, with
// the name it came under. They are read from the journal, which keeps what was
// taken out of evidence too.
func (db *DB) FilesNamed(ctx context.Context) (map[string]string, error) {
	named := map[string]string{}
	err := db.view(ctx, db.reads, func(tx *Tx) error {
		const text = "SELECT after FROM journal WHERE noun = 'evidence' AND after <> ''"
		return tx.query(text, nil, func(scan func(...any) error) error {
			var body string
			if err := scan(&body); err != nil {
				return err
			}
			var e struct {
				Files []struct{ Hash, Name string }
			}
			err := json.Unmarshal([]byte(body), &e)
			for _, f := range e.Files {
				named[f.Hash] = f.Name
			}
			return err
		})
	})
	return named, err
}
