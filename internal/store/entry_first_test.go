package store_test

import (
	"testing"

	"guatu/internal/lifecycle"
	"guatu/internal/store"
	"guatu/internal/store/storetest"
	"guatu/internal/workday"
)

func TestAProjectsFirstDayStaysThoughItIsChanged(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, clock *storetest.Clock) {
		var today workday.Date
		first := &lifecycle.Project{ID: "a", Name: "甲", Unit: "u"}
		act(t, db, func(tx *store.Tx) error {
			today = tx.Today
			return tx.SaveProject(nil, first)
		})
		act(t, db, func(tx *store.Tx) error {
			was, err := tx.Project("a")
			if err != nil {
				return err
			}
			is := was.Clone()
			is.Name = "乙"
			return tx.SaveProject(was, is)
		})
		look(t, db, func(tx *store.Tx) error {
			days, err := tx.FirstDays()
			if len(days) != 1 || days["a"] != today {
				t.Errorf("first days %v, want %s", days, today)
			}
			return err
		})
	})
}
