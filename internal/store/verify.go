// Verifying: every chain walked from its first entry to its head.

package store

import (
	"context"
	"errors"
	"slices"

	"guatu/internal/fault"
	"guatu/internal/journal"
)

// stride is how often a walk says how far it is.
const stride = 10_000

// A ChainReport is what a walk along one tenant's chain found.
type ChainReport struct {
	Tenant  string
	Entries int64  // how many hold
	Head    string // hash of the last that holds
	Fault   error  // the first that breaks and how; nil when the chain holds
}

// Verify walks every tenant's chain. A broken chain is no error of Verify but
// the Fault of its report: a gap, a link that does not fit, content that was
// changed, or an end that was cut off. Progress, if not nil, is called now and
// then with how far the walk is.
func (db *DB) Verify(ctx context.Context, progress func(tenant string, n int64)) ([]ChainReport, error) {
	tenants, err := db.Tenants(ctx)
	if err != nil {
		return nil, err
	}
	if progress == nil {
		progress = func(string, int64) {}
	}
	reports := make([]ChainReport, len(tenants))
	for i, t := range tenants {
		if reports[i], err = db.verify(ctx, t.ID, progress); err != nil {
			return nil, err
		}
	}
	return reports, nil
}

// verify walks one chain in a view of its own, so that acts go on beside it.
func (db *DB) verify(ctx context.Context, tenant string, progress func(string, int64)) (report ChainReport, err error) {
	err = db.view(ctx, db.reads, func(tx *Tx) (err error) {
		tx.tenant = tenant
		report, err = tx.verify(progress)
		return err
	})
	return report, err
}

// verify walks the tenant's chain and holds its end against the head.
func (tx *Tx) verify(progress func(string, int64)) (ChainReport, error) {
	if err := tx.readChain(headOf); err != nil {
		return ChainReport{}, err
	}
	walked, broken, err := tx.walkChain(progress)
	if err == nil && broken == nil && walked.Hash != tx.chain.Hash {
		broken = fault.New(fault.Invalid, "journal.tail", "tenant", tx.tenant, "n", walked.N, "expected", tx.chain.N)
	}
	return ChainReport{tx.tenant, walked.N, walked.Hash, broken}, err
}

// errBroken ends a walk early.
var errBroken = errors.New("store: the chain is broken")

// walkChain follows the entries until one breaks.
func (tx *Tx) walkChain(progress func(string, int64)) (chain journal.Chain, broken, err error) {
	err = each(tx, checked, " ORDER BY t.n", nil, func(e *journal.Entry) error {
		e.Tenant = tx.tenant
		if broken = chain.Follow(*e); broken != nil {
			return errBroken
		}
		if e.N%stride == 0 {
			progress(tx.tenant, e.N)
		}
		return nil
	})
	if f, ok := fault.As(err); ok {
		return chain, f, nil
	}
	if errors.Is(err, errBroken) {
		err = nil
	}
	return chain, broken, err
}

// checked is the journal's table with its search column looked at: it stands
// outside the hash, and whoever changed it would hide an entry.
var checked = func() *table[journal.Entry] {
	t := *entries
	t.fields = slices.Clone(t.fields)
	i := slices.IndexFunc(t.fields, func(f field[journal.Entry]) bool { return f.name == "about" })
	t.fields[i].take = func(e *journal.Entry, src any) error {
		s, err := asText(src)
		if err == nil && s != about(e.Noun, e.Key) {
			return fault.New(fault.Invalid, "journal.about", "n", e.N)
		}
		return err
	}
	return &t
}()
