// Backups: everything, as lines of JSON that every database of ours reads.
//
// The file is gzip. Its first line says what it is; each table begins with a
// line of its columns, followed by a line a row; the last line is the manifest:
// schema, rows by table, and the SHA-256 of every byte before it. A file that
// was cut off has no manifest, and one that was changed has the wrong one.

package store

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"io"
	"strconv"
	"strings"
)

// backupFormat is raised when the lines change their meaning.
const backupFormat = 1

// The tables without a noun of their own.
var (
	tenantShape = &shape{name: "tenant", cols: []string{"id", "name", "division"}, keyed: 1}
	chainShape  = &shape{name: "chain", cols: []string{"tenant", "n", "hash"}, keyed: 1}
	setupShape  = &shape{name: "setup", cols: []string{"id", "hash"}, keyed: 1}
)

// everything is every table but the list of migrations, those first that others
// refer to. A test compares it with the schema.
var everything = []*shape{
	tenantShape, chainShape, setupShape,
	units.shape, people.shape, credentials.shape, sessions.shape,
	projects.shape, stages.shape, plans.shape, figures.shape, milestones.shape,
	claims.shape, evidences.shape, answers.shape, pauses.shape, visits.shape, changes.shape, tasks.shape, checklists.shape, approvals.shape, areas.shape, discredits.shape, batches.shape, publications.shape, warnings.shape,
	goals.shape, targets.shape, pledges.shape, readings.shape, remedies.shape, schemes.shape, schemeEntries.shape,
	rulesets.shape, notices.shape, boundaries.shape, settings.shape, views.shape,
	ledgerMappings.shape, ledgerLayouts.shape, imports.shape,
	entries.shape,
}

// A backupLine is a line that is no row.
type backupLine struct {
	Guatu    int       `json:"guatu_backup,omitempty"` // the first: the format
	At       string    `json:"at,omitempty"`
	Table    string    `json:"table,omitempty"` // the beginning of a table
	Columns  []string  `json:"columns,omitempty"`
	Manifest *manifest `json:"manifest,omitempty"` // the last
}

// A manifest is what a backup says of itself.
type manifest struct {
	Schema int64            `json:"schema"`
	Rows   map[string]int64 `json:"rows"`
	SHA256 string           `json:"sha256"`
}

// Backup writes everything of every tenant as of one moment; acts go on beside
// it.
func (db *DB) Backup(ctx context.Context, w io.Writer) error {
	zipped := gzip.NewWriter(w)
	out := &backupWriter{to: bufio.NewWriterSize(zipped, 1<<16), sum: sha256.New()}
	err := db.view(ctx, db.reads, func(tx *Tx) error { return tx.backup(out) })
	return errors.Join(err, out.to.Flush(), zipped.Close())
}

// backup writes the lines.
func (tx *Tx) backup(out *backupWriter) error {
	r, err := tx.ranMigrations()
	if err != nil {
		return err
	}
	if err := out.line(backupLine{Guatu: backupFormat, At: stamp(tx.Now)}); err != nil {
		return err
	}
	m := manifest{Schema: r.last, Rows: map[string]int64{}}
	for _, s := range everything {
		if m.Rows[s.name], err = tx.backupTable(out, s); err != nil {
			return err
		}
	}
	m.SHA256 = hex.EncodeToString(out.sum.Sum(nil))
	return out.line(backupLine{Manifest: &m})
}

// backupTable writes one table in the order of its key, so that two backups of
// the same facts are the same.
func (tx *Tx) backupTable(out *backupWriter, s *shape) (rows int64, err error) {
	if err := out.line(backupLine{Table: s.name, Columns: s.cols}); err != nil {
		return 0, err
	}
	row, into := make([]any, len(s.cols)), make([]any, len(s.cols))
	for i := range row {
		into[i] = &row[i]
	}
	text := "SELECT " + strings.Join(s.cols, ", ") + " FROM " + s.name + " ORDER BY " + strings.Join(s.cols[:s.keyed], ", ")
	err = tx.query(text, nil, func(scan func(...any) error) error {
		rows++
		if err := scan(into...); err != nil {
			return err
		}
		for i, v := range row {
			row[i] = portable(v)
		}
		return out.line(row)
	})
	return rows, err
}

// portable is a column's value as JSON keeps it. A coordinate always carries a
// point, so that it is told from a whole number on the way back.
func portable(v any) any {
	switch n := v.(type) {
	case []byte:
		return string(n)
	case float64:
		text := strconv.FormatFloat(n, 'g', -1, 64)
		if !strings.ContainsAny(text, ".e") {
			text += ".0"
		}
		return json.RawMessage(text)
	}
	return v
}

// A backupWriter writes lines and adds them up.
type backupWriter struct {
	to  *bufio.Writer
	sum hash.Hash
	buf bytes.Buffer
}

func (w *backupWriter) line(v any) error {
	w.buf.Reset()
	e := json.NewEncoder(&w.buf)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	w.sum.Write(w.buf.Bytes())
	_, err := w.to.Write(w.buf.Bytes())
	return err
}
