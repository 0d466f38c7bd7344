package store

import (
	"context"
	"io"
)

func (db *DB) Backup(ctx context.Context, w io.Writer) error  { return errNotYet }
func (db *DB) Restore(ctx context.Context, r io.Reader) error { return errNotYet }
