// What is wrong with a network, gathered before anything is refused.

package schedule

import "guatu/internal/fault"

// maxMistakes are listed; nobody reads more, and a million of them would cost more
// memory than the plan.
const maxMistakes = 1000

// mistakes gathers everything that is wrong, one mistake a field: what could not
// be read is not also missing.
type mistakes struct {
	faults fault.List
	at     map[string]bool
	more   int
	fatal  bool // the input is too large or too broken to look further
}

// mistaken notes what is wrong at a field, unless something was noted there.
func (m *mistakes) mistaken(field, code string, args ...any) {
	m.note(field, fault.New(fault.Invalid, code, args...).At(field))
}

// note keeps a fault, the first under its key.
func (m *mistakes) note(key string, f *fault.Error) {
	switch {
	case m.at[key]:
	case len(m.at) >= maxMistakes:
		m.more++
	default:
		m.excuse(key)
		m.faults.Add(f)
	}
}

// excuse keeps a field from being noted later: the mistake lies above it.
func (m *mistakes) excuse(key string) {
	if m.at == nil {
		m.at = map[string]bool{}
	}
	m.at[key] = true
}

// stop notes why nothing more can be looked at, once.
func (m *mistakes) stop(f *fault.Error) {
	if !m.fatal {
		m.faults.Add(f)
	}
	m.fatal = true
}

// err is everything noted as one fault, nil when nothing was.
func (m *mistakes) err() error {
	if m.more > 0 {
		m.faults.Add(fault.New(fault.Invalid, "schedule.more", "count", m.more))
	}
	return m.faults.Err()
}
