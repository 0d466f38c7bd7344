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

// A pool lends up to so many links, the one that came back last first: its
// statements are prepared and its pages are warm.
type pool struct {
	sql  *sql.DB
	turn chan struct{} // holds a token for every link that is lent

	mu     sync.Mutex
	free   []*link
	closed bool
}

// A link is one connection, made on first use.
type link struct {
	conn  *sql.Conn
	known map[string]*sql.Stmt
}

func newPool(c driver.Connector, size int) *pool {
	p := &pool{sql: sql.OpenDB(c), turn: make(chan struct{}, size)}
	p.sql.SetMaxOpenConns(size)
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
	case p.turn <- struct{}{}:
	}
	l, err := p.last()
	if err == nil {
		err = l.connect(ctx, p.sql)
	}
	if err != nil {
		p.give(l, true)
		return nil, err
	}
	return l, nil
}

// last is the link that came back last, or a new one.
func (p *pool) last() (*link, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := len(p.free)
	switch {
	case p.closed:
		return &link{}, errClosed
	case n == 0:
		return &link{}, nil
	}
	l := p.free[n-1]
	p.free = p.free[:n-1]
	return l, nil
}

// give takes a link back; a broken one is not lent again.
func (p *pool) give(l *link, broken bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if broken || p.closed {
		l.drop()
	} else {
		p.free = append(p.free, l)
	}
	<-p.turn
}

// close ends every connection that is not lent, and each lent one when it comes
// back.
func (p *pool) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	for _, l := range p.free {
		l.drop()
	}
	p.free = nil
	return p.sql.Close()
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
