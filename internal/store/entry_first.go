// When a project first came into the journal.

package store

import (
	"guatu/internal/workday"
)

// FirstDays gives, for every project the scope sees, the civil day at Zone of
// the first journal entry about it: the day it was registered. Each is one step
// into the index by what an entry is about, so it costs what reading the
// register costs, however long the journal is.
func (tx *Tx) FirstDays() (map[string]workday.Date, error) {
	if err := tx.flush(entries.shape); err != nil {
		return nil, err
	}
	seen, args := inScope(tx.scope, "p")
	// As a join, SQLite would walk the whole journal and ask each entry whether it is
	// its project's first.
	const first = `SELECT p.id, COALESCE((SELECT t.at FROM journal t WHERE t.tenant = p.tenant AND t.about = p.id ORDER BY t.n LIMIT 1), '')
		FROM project p WHERE p.tenant = ? AND `
	days := map[string]workday.Date{}
	err := tx.query(first+seen, append([]any{tx.tenant}, args...), func(scan func(...any) error) error {
		var id, at string
		if err := scan(&id, &at); err != nil || at == "" {
			return err
		}
		moment, err := unstamp(at)
		days[id] = workday.DateOf(moment.In(Zone))
		return err
	})
	return days, err
}
