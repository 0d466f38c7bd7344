// Connections with the statements prepared on them.
//
// database/sql forgets a transaction's statements when it ends; here a
// connection is lent for one transaction at a time and keeps what it learned.

package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"sync"

	"guatu/internal/fault"
)

// statementsKept bounds what one connection remembers; texts vary with filters
// and with the size of a scope.
const statementsKept = 200

// A pool lends up to so many links.
type pool struct {
	sql    *sql.DB
	free   chan *link
	closed chan struct{}
	once   sync.Once
}

// A link is one connection, made on first use.
type link struct {
	conn  *sql.Conn
	known map[string]*sql.Stmt
}

func newPool(c driver.Connector, size int) *pool {
	p := &pool{sql: sql.OpenDB(c), free: make(chan *link, size), closed: make(chan struct{})}
	p.sql.SetMaxOpenConns(size)
	for range size {
		p.free <- &link{}
	}
	return p
}

// take lends a link, waiting for one to come back.
func (p *pool) take(ctx context.Context) (*link, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-p.closed:
		return nil, errClosed
	case l := <-p.free:
		if p.isClosed() {
			p.free <- l
			return nil, errClosed
		}
		if err := l.connect(ctx, p.sql); err != nil {
			p.free <- l
			return nil, err
		}
		return l, nil
	}
}

// give takes a link back; a broken one is made anew next time.
func (p *pool) give(l *link, broken bool) {
	if broken || p.isClosed() {
		l.drop()
	}
	p.free <- l
}

// close ends every connection that is not lent, and each lent one when it comes
// back.
func (p *pool) close() error {
	p.once.Do(func() { close(p.closed) })
	for range cap(p.free) {
		select {
		case l := <-p.free:
			l.drop()
			p.free <- l
		default:
		}
	}
	return p.sql.Close()
}

func (p *pool) isClosed() bool {
	select {
	case <-p.closed:
		return true
	default:
		return false
	}
}

// errClosed is what comes after Close.
var errClosed = fault.New(fault.Unavailable, "store.closed")

// connect makes the connection where there is none, and once more where the
// server has left it.
func (l *link) connect(ctx context.Context, from *sql.DB) error {
	if l.conn != nil && l.alive() {
		return nil
	}
	l.drop()
	conn, err := from.Conn(ctx)
	if err != nil {
		return err
	}
	l.conn, l.known = conn, map[string]*sql.Stmt{}
	return nil
}

// alive asks the driver, not the server: that costs nothing.
func (l *link) alive() bool {
	return l.conn.Raw(func(c any) error {
		if v, ok := c.(driver.Validator); ok && !v.IsValid() {
			return driver.ErrBadConn
		}
		return nil
	}) == nil
}

// drop closes the connection for good. What closing says is of no use: the
// transaction on it has failed already.
func (l *link) drop() {
	if l.conn == nil {
		return
	}
	for _, s := range l.known {
		_ = s.Close()
	}
	_ = l.conn.Raw(func(any) error { return driver.ErrBadConn })
	_ = l.conn.Close()
	l.conn, l.known = nil, nil
}

// statement is text, prepared on this connection; rebind is asked once a text.
func (l *link) statement(ctx context.Context, text string, rebind func(string) string) (*sql.Stmt, error) {
	if s, ok := l.known[text]; ok {
		return s, nil
	}
	if len(l.known) >= statementsKept {
		if err := l.forget(); err != nil {
			return nil, err
		}
	}
	s, err := l.conn.PrepareContext(ctx, rebind(text))
	if err == nil {
		l.known[text] = s
	}
	return s, err
}

func (l *link) forget() error {
	var failed error
	for _, s := range l.known {
		failed = errors.Join(failed, s.Close())
	}
	clear(l.known)
	return failed
}
