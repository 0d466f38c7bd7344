package app

import (
	"cmp"
	"time"

	"guatu/internal/journal"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// When a project came into the register (登记): the day of the first entry about
// it. Its stages and figures have dates of their own, which are facts; how many
// projects an office keeps on a day goes by this one.

// readRegistered notes of each project the day it came into the register.
func (f *facts) readRegistered(tx *store.Tx) error {
	days, err := tx.FirstDays()
	f.register(days)
	return err
}

// register notes the days on which projects were registered.
func (f *facts) register(days map[string]workday.Date) {
	for _, d := range f.dossiers {
		d.registered = cmp.Or(days[d.project.ID], d.registered)
	}
}

// dayOf is the civil day an entry was written; zero where its moment is unreadable,
// which verifying the journal tells.
func dayOf(e journal.Entry) workday.Date {
	moment, err := time.Parse(time.RFC3339, e.At)
	if err != nil {
		return 0
	}
	return workday.DateOf(moment.In(store.Zone))
}
