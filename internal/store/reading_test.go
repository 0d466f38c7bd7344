package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/fault"
	"guatu/internal/indicator"
	"guatu/internal/store"
	"guatu/internal/store/storetest"
	"guatu/internal/workday"
)

// A reading keeps every value it had: a revision is a step more, nothing takes one
// out, and of a unit and month there is one.
func TestAReadingIsRevisedAndNeverRewritten(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		month := workday.InMonth(2026, 10)
		first := indicator.Reading{ID: "r1", Unit: "city", Indicator: "tax", Period: month, Steps: []indicator.GivenStep{{Value: "12.5", Source: "月报", Who: "a", Name: "甲", Day: 739000}}}
		is := first
		act(t, db, func(tx *store.Tx) error { return tx.SaveReading(nil, &is) })
		next := is.Revised(indicator.GivenStep{Value: "12.7", Source: "修订", Who: "b", Name: "乙", Day: 739001})
		act(t, db, func(tx *store.Tx) error { return tx.SaveReading(&is, &next) })
		act(t, db, func(tx *store.Tx) error {
			got, err := tx.ReadingsOf(month)
			if diff := cmp.Diff([]indicator.Reading{next}, got); diff != "" {
				t.Errorf("it came back otherwise:\n%s", diff)
			}
			if other, _ := tx.ReadingsOf(workday.InMonth(2026, 9)); len(other) != 0 {
				t.Errorf("September has %d", len(other))
			}
			return err
		})
		act(t, db, func(tx *store.Tx) error {
			short := next
			short.Steps = short.Steps[1:]
			if err := tx.SaveReading(&next, &short); fault.KindOf(err) != fault.Conflict {
				t.Errorf("a step was taken out: %v", err)
			}
			if err := tx.SaveReading(&next, nil); err == nil {
				t.Error("a reading was removed")
			}
			return nil
		})
	})
}
