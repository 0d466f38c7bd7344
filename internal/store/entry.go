// Entries: the journal read back. Nothing here or elsewhere changes or removes
// one; they are written by chain.go alone.

package store

import (
	"encoding/json"
	"strings"
	"time"

	"guatu/internal/access"
	"guatu/internal/journal"
)

// entries is the journal's table.
var entries = newTable(table[journal.Entry]{
	shape: &shape{name: "journal", noun: "entry", final: true},
	keys:  1,
	fields: []field[journal.Entry]{
		number("n", func(e *journal.Entry) *int64 { return &e.N }),
		text("at", func(e *journal.Entry) *string { return &e.At }),
		text("who", func(e *journal.Entry) *string { return &e.Who }),
		text("name", func(e *journal.Entry) *string { return &e.Name }),
		text("action", func(e *journal.Entry) *access.Action { return &e.Action }),
		text("noun", func(e *journal.Entry) *string { return &e.Noun }),
		text("key", func(e *journal.Entry) *string { return &e.Key }),
		{"about", func(e *journal.Entry) any { return about(e.Noun, e.Key) }, skip},
		text("note", func(e *journal.Entry) *string { return &e.Note }),
		text("cause", func(e *journal.Entry) *string { return &e.Cause }),
		document("before", func(e *journal.Entry) *json.RawMessage { return &e.Before }),
		document("after", func(e *journal.Entry) *json.RawMessage { return &e.After }),
		text("prev", func(e *journal.Entry) *string { return &e.Prev }),
		text("hash", func(e *journal.Entry) *string { return &e.Hash }),
	},
})

// about is what an entry is found by: the project of a part (their keys begin
// with it), else the key.
func about(noun, key string) string {
	if isPart(noun) {
		key, _, _ = strings.Cut(key, "/")
	}
	return key
}

// skip reads nothing: an entry says itself what it is about. Verifying looks.
func skip(*journal.Entry, any) error { return nil }

// entriesKept is how many entries one question gives unless told otherwise.
const entriesKept = 1000

// An EntryFilter chooses entries; empty fields choose all.
type EntryFilter struct {
	Noun, Key, Who, Cause string
	Project               string // the project and its parts: figures, milestones, claims …
	Action                access.Action
	After, Before         int64    // numbers, neither included; 0 is open
	Limit                 int      // 0 = 1000, -1 = all
	Desc                  bool     // the newest first
	Without               []string // nouns left out
}

// Entries reads the journal. Entries about a project are seen where the project
// is; what concerns the tenant itself (units, people, rules) is seen by
// everybody whose rights reach the journal.
func (tx *Tx) Entries(f EntryFilter) ([]journal.Entry, error) {
	where, args := f.condition()
	return tx.entries(where, args, f.order(), f.limit())
}

// EntriesAfter reads on from a number: the feed of held facts and of whoever
// tells people what happened.
func (tx *Tx) EntriesAfter(n int64, limit int) ([]journal.Entry, error) {
	return tx.Entries(EntryFilter{After: n, Limit: limit})
}

// Known gives, for one noun, the last entry of every key up to number n, those
// removed by then left out: the facts as they were known at that number.
func (tx *Tx) Known(noun string, n int64) ([]journal.Entry, error) {
	const last = ` AND t.noun = ? AND t.n <= ? AND t.after <> '' AND NOT EXISTS (SELECT 1 FROM journal l
		WHERE l.tenant = t.tenant AND l.about = t.about AND l.n > t.n AND l.n <= ? AND l.noun = t.noun AND l.key = t.key)`
	return tx.entries(last, []any{noun, n, n}, " ORDER BY t.n", -1)
}

// LastEntryAt is the number of the last entry made at or before a moment; 0
// when there was none.
func (tx *Tx) LastEntryAt(at time.Time) (n int64, err error) {
	if err := tx.flush(entries.shape); err != nil {
		return 0, err
	}
	const last = "SELECT t.n FROM journal t WHERE t.tenant = ? AND t.at <= ? ORDER BY t.at DESC, t.n DESC LIMIT 1"
	err = tx.query(last, []any{tx.tenant, stamp(at)}, func(scan func(...any) error) error { return scan(&n) })
	return n, err
}

// entries reads those of a condition that the scope leaves.
func (tx *Tx) entries(where string, args []any, order string, limit int64) ([]journal.Entry, error) {
	if err := tx.flush(entries.shape); err != nil {
		return nil, err
	}
	seen, more := entryInScope(tx.scope, "t")
	args = append(args, more...)
	if limit >= 0 {
		order, args = order+" LIMIT ?", append(args, limit)
	}
	found, err := all(tx, entries, where+" AND "+seen+order, args...)
	for i := range found {
		found[i].Tenant = tx.tenant
	}
	return found, err
}

// condition is the filter as SQL.
func (f EntryFilter) condition() (string, []any) {
	var where strings.Builder
	var args []any
	and := func(wanted bool, condition string, arg any) {
		if wanted {
			where.WriteString(" AND " + condition)
			args = append(args, arg)
		}
	}
	and(f.Project != "", "t.about = ?", f.Project)
	if f.Project != "" {
		where.WriteString(" AND t.noun IN " + projectNouns)
	}
	and(f.Key != "" && f.Noun != "", "t.about = ?", about(f.Noun, f.Key))
	and(f.Noun != "", "t.noun = ?", f.Noun)
	and(f.Key != "", "t.key = ?", f.Key)
	and(f.Who != "", "t.who = ?", f.Who)
	and(f.Action != "", "t.action = ?", string(f.Action))
	and(f.Cause != "", "t.cause = ? AND t.cause <> ''", f.Cause)
	for _, noun := range f.Without {
		and(true, "t.noun <> ?", noun)
	}
	and(f.After != 0, "t.n > ?", f.After)
	and(f.Before != 0, "t.n < ?", f.Before)
	return where.String(), args
}

func (f EntryFilter) order() string {
	if f.Desc {
		return " ORDER BY t.n DESC"
	}
	return " ORDER BY t.n"
}

func (f EntryFilter) limit() int64 {
	if f.Limit == 0 {
		return entriesKept
	}
	return int64(f.Limit)
}
