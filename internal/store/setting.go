// Settings: the few words an office sets for itself, by key.

package store

// setting is one of them as a row.
type setting struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

var settings = newTable(table[setting]{
	shape: &shape{name: "setting", noun: "setting"},
	keys:  1,
	key:   func(s *setting) string { return s.Key },
	fields: []field[setting]{
		text("key", func(s *setting) *string { return &s.Key }),
		text("value", func(s *setting) *string { return &s.Value }),
	},
})

// Settings are all of the tenant; one that is not there is not set.
func (tx *Tx) Settings() (map[string]string, error) {
	found := map[string]string{}
	err := each(tx, settings, "", nil, func(s *setting) error {
		found[s.Key] = s.Value
		return nil
	})
	return found, err
}

// SaveSetting changes a setting; "" is not set. Conflict when it is not what it
// was said to be.
func (tx *Tx) SaveSetting(key, was, is string) error {
	if was == is {
		return tx.acting()
	}
	row := func(value string) *setting {
		if value == "" {
			return nil
		}
		return &setting{key, value}
	}
	if err := save(tx, settings, row(was), row(is)); err != nil {
		return err
	}
	return tx.flush(settings.shape)
}
