package app

import (
	"maps"

	"guatu/internal/indicator"
	"guatu/internal/journal"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// A readingKey is what a reading of an outside indicator is about: there is one of
// each.
type readingKey struct {
	unit, indicator string
	period          workday.When
}

func keyOfReading(r *indicator.Reading) readingKey {
	return readingKey{r.Unit, r.Indicator, r.Period}
}

// readings are those of a tenant by what they are about, as values ask for them.
// Facts that share the map with earlier ones copy it before they change it: once
// for all entries of a feed, for an import gives thousands.
type readings struct {
	by     map[readingKey]*indicator.Reading
	shared bool
}

// readingRack keeps readings.
type readingRack struct{}

func (readingRack) word() string { return "reading" }

func (readingRack) read(tx *store.Tx) (func(*facts), error) {
	list, err := tx.Readings()
	by := make(map[readingKey]*indicator.Reading, len(list))
	for i := range list {
		by[keyOfReading(&list[i])] = &list[i]
	}
	return func(f *facts) { f.readings = readings{by: by} }, err
}

func (readingRack) feed(f *facts, e journal.Entry) error {
	r, _, err := pick[indicator.Reading](e) // none is ever removed
	if err != nil {
		return err
	}
	if f.readings.shared || f.readings.by == nil {
		by := maps.Clone(f.readings.by)
		if by == nil {
			by = map[readingKey]*indicator.Reading{}
		}
		f.readings = readings{by: by}
	}
	f.readings.by[keyOfReading(&r)] = &r
	return nil
}
