// Restoring: a backup read into an empty database, all of it or nothing.

package store

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash"
	"io"
	"maps"
	"slices"
	"strings"

	"guatu/internal/fault"
)

// Restore reads what Backup wrote, from whichever database, into one that has
// no tenant yet; Conflict when it has. A file that was cut off or changed, that
// a newer program wrote, or whose chains do not hold is Invalid, and nothing of
// it is kept.
func (db *DB) Restore(ctx context.Context, r io.Reader) error {
	in, err := newBackupReader(r)
	if err != nil {
		return err
	}
	return db.change(ctx, func(tx *Tx) error {
		if err := tx.empty(); err != nil {
			return err
		}
		err := tx.engine.explain(tx.restore(in), "")
		if fault.KindOf(err) == fault.Conflict { // a row twice, or without what it belongs to
			return fault.New(fault.Invalid, "backup.changed").Because(err)
		}
		if err != nil {
			return err
		}
		return tx.verifyAll()
	})
}

// empty is the Conflict of a database in which somebody works already. A set-up
// link that nobody has used is thrown away.
func (tx *Tx) empty() error {
	var tenants int64
	err := tx.query("SELECT COUNT(*) FROM tenant", nil, func(scan func(...any) error) error { return scan(&tenants) })
	if err == nil && tenants > 0 {
		err = fault.New(fault.Conflict, "backup.not_empty", "tenants", tenants)
	}
	if err == nil {
		_, err = tx.exec("DELETE FROM setup", nil)
	}
	return err
}

// restore reads the lines.
func (tx *Tx) restore(in *backupReader) error {
	ran, err := tx.ranMigrations()
	if err != nil {
		return err
	}
	rows := map[string]int64{}
	var at *shape
	for {
		line, err := in.next()
		if err != nil {
			return err
		}
		switch {
		case line.row != nil:
			err = tx.restoreRow(at, line.row, rows)
		case line.Manifest != nil:
			if err := tx.flushAll(); err != nil {
				return err
			}
			return in.complete(line.Manifest, ran.last, rows)
		case line.Table != "":
			if err = tx.flushAll(); err == nil {
				at, err = tableNamed(line.backupLine)
			}
		}
		if err != nil {
			return err
		}
	}
}

// tableNamed finds the table a line begins; its columns must be the ones known,
// for a backup of another schema is read by the program that wrote it.
func tableNamed(line backupLine) (*shape, error) {
	i := slices.IndexFunc(everything, func(s *shape) bool { return s.name == line.Table })
	if i < 0 || !slices.Equal(everything[i].cols, line.Columns) {
		return nil, fault.New(fault.Invalid, "backup.table", "table", line.Table)
	}
	return everything[i], nil
}

// restoreRow puts one row with the others of its table.
func (tx *Tx) restoreRow(s *shape, row []any, rows map[string]int64) error {
	if s == nil || len(row) != len(s.cols) {
		return fault.New(fault.Invalid, "backup.row", "row", len(rows))
	}
	for i, v := range row {
		value, err := native(v)
		if err != nil {
			return err
		}
		row[i] = value
	}
	first, ok := row[0].(string)
	if !ok {
		return fault.New(fault.Invalid, "backup.row", "table", s.name)
	}
	rows[s.name]++
	tx.tenant = first
	return tx.hold(s, row[1:])
}

// native is a value as a database binds it.
func native(v any) (any, error) {
	n, ok := v.(json.Number)
	if !ok {
		return v, nil
	}
	if strings.ContainsAny(n.String(), ".e") {
		return n.Float64()
	}
	return n.Int64()
}

// flushAll sends all that waits.
func (tx *Tx) flushAll() error {
	if err := tx.flushFacts(); err != nil {
		return err
	}
	return tx.flush(entries.shape)
}

// verifyAll walks the chains that were read.
func (tx *Tx) verifyAll() error {
	var tenants []string
	err := tx.query("SELECT id FROM tenant ORDER BY id", nil, func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		tenants = append(tenants, id)
		return err
	})
	for _, id := range tenants {
		if err != nil {
			break
		}
		tx.tenant = id
		var report ChainReport
		if report, err = tx.verify(func(string, int64) {}); err == nil {
			err = report.Fault
		}
	}
	return err
}

// A backupReader reads lines and adds them up.
type backupReader struct {
	from *bufio.Reader
	sum  hash.Hash
}

// readLine is a line, or a row.
type readLine struct {
	backupLine
	row []any
}

func newBackupReader(r io.Reader) (*backupReader, error) {
	plain, err := gzip.NewReader(r)
	if err != nil {
		return nil, fault.New(fault.Invalid, "backup.format").Because(err)
	}
	in := &backupReader{bufio.NewReaderSize(plain, 1<<16), sha256.New()}
	first, err := in.next()
	if err != nil || first.Guatu != backupFormat {
		return nil, fault.New(fault.Invalid, "backup.format").Because(err)
	}
	return in, nil
}

// next reads a line; every line but the manifest is added up.
func (r *backupReader) next() (readLine, error) {
	var line readLine
	b, err := r.from.ReadBytes('\n')
	if err != nil { // the end of the file comes only after a manifest
		return line, fault.New(fault.Invalid, "backup.cut_off").Because(err)
	}
	into := any(&line.backupLine)
	if b[0] == '[' {
		into = &line.row
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	if err := d.Decode(into); err != nil {
		return line, fault.New(fault.Invalid, "backup.row").Because(err)
	}
	if line.Manifest == nil {
		r.sum.Write(b)
	}
	return line, nil
}

// complete holds what was read against what the manifest says.
func (r *backupReader) complete(m *manifest, schema int64, rows map[string]int64) error {
	if m.Schema != schema {
		return fault.New(fault.Invalid, "backup.schema", "schema", m.Schema, "known", schema)
	}
	maps.DeleteFunc(m.Rows, func(_ string, n int64) bool { return n == 0 })
	if m.SHA256 != hex.EncodeToString(r.sum.Sum(nil)) || !maps.Equal(m.Rows, rows) {
		return fault.New(fault.Invalid, "backup.changed")
	}
	return nil
}
