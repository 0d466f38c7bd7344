// Package journal is the memory of who changed what: entries in one unbroken
// hash chain per tenant. It is the audit trail, the history on every page, the
// source of every as-of figure, the feed of held facts and the outbox; nothing
// in Guatu changes or removes an entry.
package journal

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"hash"

	"guatu/internal/access"
	"guatu/internal/fault"
)

// By says who acts, by which right, and why. Cause ties the entries of one large
// act together (an import of 800 rows), so that it folds into one line and can
// be undone as one.
type By struct {
	Who    string        // person id
	Name   string        // the person's name at the time
	Action access.Action // the right used
	Note   string
	Cause  string
}

// An Entry is one noun's change: the value before and after, as JSON. Before is
// empty when it was made, After when it was removed.
type Entry struct {
	Tenant string          `json:"tenant"`
	N      int64           `json:"n"`  // from 1, without gaps
	At     string          `json:"at"` // RFC 3339 UTC
	Who    string          `json:"who"`
	Name   string          `json:"name"`
	Action access.Action   `json:"action"`
	Noun   string          `json:"noun"` // "project", "figure", "unit" …
	Key    string          `json:"key"`
	Note   string          `json:"note,omitempty"`
	Cause  string          `json:"cause,omitempty"`
	Before json.RawMessage `json:"before,omitempty"`
	After  json.RawMessage `json:"after,omitempty"`
	Prev   string          `json:"prev"` // hex SHA-256 of the entry before; "" for the first
	Hash   string          `json:"hash"`
}

// Seal gives the entry its place after the entry whose hash is prev.
func (e Entry) Seal(n int64, prev string) Entry {
	e.N, e.Prev = n, prev
	e.Hash = e.digest()
	return e
}

// digest is the hash of everything but itself. Each field is preceded by its
// length, so that no text can slide from one field into the next.
func (e Entry) digest() string {
	h := sha256.New()
	writeInt(h, e.N)
	for _, field := range []string{e.Tenant, e.At, e.Who, e.Name, string(e.Action), e.Noun, e.Key, e.Note, e.Cause, e.Prev} {
		writeBytes(h, []byte(field))
	}
	writeBytes(h, e.Before)
	writeBytes(h, e.After)
	return hex.EncodeToString(h.Sum(nil))
}

func writeInt(h hash.Hash, n int64) {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], uint64(n))
	h.Write(b[:])
}

func writeBytes(h hash.Hash, b []byte) {
	writeInt(h, int64(len(b)))
	h.Write(b)
}

// A Chain checks entries one after the other; the zero Chain begins at the first.
type Chain struct {
	N    int64
	Hash string
}

// Follow checks that e is the next entry, unchanged; the fault names the first
// that breaks and how (gap, link, content).
func (c *Chain) Follow(e Entry) error {
	switch {
	case e.N != c.N+1:
		return fault.New(fault.Invalid, "journal.gap", "tenant", e.Tenant, "n", e.N, "expected", c.N+1)
	case e.Prev != c.Hash:
		return fault.New(fault.Invalid, "journal.link", "tenant", e.Tenant, "n", e.N)
	case e.Hash != e.digest():
		return fault.New(fault.Invalid, "journal.content", "tenant", e.Tenant, "n", e.N)
	}
	c.N, c.Hash = e.N, e.Hash
	return nil
}
