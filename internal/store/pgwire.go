// PostgreSQL behind database/sql: the few lines of driver the package needs.
// (pgx brings its own, which comes with a second connection pool.)

package store

import (
	"context"
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
)

// A pgConnector makes connections.
type pgConnector struct{ config *pgx.ConnConfig }

// Connect is driver.Connector.
func (c pgConnector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := pgx.ConnectConfig(ctx, c.config)
	if err != nil {
		return nil, err
	}
	return &pgConn{conn}, nil
}

// Driver is driver.Connector; nothing opens by name.
func (c pgConnector) Driver() driver.Driver { return pgDriver{} }

type pgDriver struct{}

func (pgDriver) Open(string) (driver.Conn, error) {
	return nil, errors.New("store: PostgreSQL is opened by its connector")
}

// A pgConn is one connection; pgx keeps its prepared statements by text.
type pgConn struct{ *pgx.Conn }

func (c *pgConn) Prepare(text string) (driver.Stmt, error) { return &pgStmt{c, text}, nil }
func (c *pgConn) Close() error                             { return c.Conn.Close(context.Background()) }
func (c *pgConn) IsValid() bool                            { return !c.IsClosed() }
func (c *pgConn) Begin() (driver.Tx, error) {
	return nil, errors.New("store: transactions begin by statement")
}

func (c *pgConn) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	tag, err := c.Conn.Exec(ctx, text, values(args)...)
	return driver.RowsAffected(tag.RowsAffected()), err
}

func (c *pgConn) QueryContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	rows, err := c.Conn.Query(ctx, text, values(args)...)
	if err != nil {
		return nil, err
	}
	return &pgRows{rows}, nil
}

func values(args []driver.NamedValue) []any {
	plain := make([]any, len(args))
	for i, a := range args {
		plain[i] = a.Value
	}
	return plain
}

// A pgStmt is a text to be run.
type pgStmt struct {
	conn *pgConn
	text string
}

func (s *pgStmt) Close() error  { return nil }
func (s *pgStmt) NumInput() int { return -1 }
func (s *pgStmt) Exec([]driver.Value) (driver.Result, error) {
	return nil, errors.New("store: a statement runs in a context")
}
func (s *pgStmt) Query([]driver.Value) (driver.Rows, error) {
	return nil, errors.New("store: a statement runs in a context")
}
func (s *pgStmt) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	return s.conn.ExecContext(ctx, s.text, args)
}
func (s *pgStmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	return s.conn.QueryContext(ctx, s.text, args)
}

// pgRows are the rows of one query.
type pgRows struct{ rows pgx.Rows }

func (r *pgRows) Columns() []string {
	var names []string
	for _, f := range r.rows.FieldDescriptions() {
		names = append(names, f.Name)
	}
	return names
}

func (r *pgRows) Close() error {
	r.rows.Close()
	return r.rows.Err()
}

func (r *pgRows) Next(dest []driver.Value) error {
	if !r.rows.Next() {
		if err := r.rows.Err(); err != nil {
			return err
		}
		return io.EOF
	}
	raw, fields := r.rows.RawValues(), r.rows.FieldDescriptions()
	for i := range dest {
		v, err := column(fields[i].DataTypeOID, fields[i].Format == pgtype.BinaryFormatCode, raw[i])
		if err != nil {
			return err
		}
		dest[i] = v
	}
	return nil
}

// column reads the kinds of column the schema has: text, whole numbers, and
// coordinates.
func column(oid uint32, binaryFormat bool, b []byte) (driver.Value, error) {
	switch {
	case b == nil:
		return nil, nil
	case oid == pgtype.TextOID, oid == pgtype.VarcharOID, oid == pgtype.NameOID:
		return string(b), nil
	case oid == pgtype.Float8OID && binaryFormat:
		return math.Float64frombits(binary.BigEndian.Uint64(b)), nil
	case oid == pgtype.Float8OID:
		return strconv.ParseFloat(string(b), 64)
	case oid != pgtype.Int2OID && oid != pgtype.Int4OID && oid != pgtype.Int8OID:
		return nil, fmt.Errorf("store: a column of PostgreSQL type %d is not one of ours", oid)
	case !binaryFormat:
		return strconv.ParseInt(string(b), 10, 64)
	}
	switch len(b) {
	case 2:
		return int64(int16(binary.BigEndian.Uint16(b))), nil
	case 4:
		return int64(int32(binary.BigEndian.Uint32(b))), nil
	}
	return int64(binary.BigEndian.Uint64(b)), nil
}
