// What is wrong with a case, gathered before anything is refused.

package approval

import (
	"slices"
	"strconv"
	"strings"

	"guatu/internal/fault"
)

// maxMistakes are listed; nobody reads more.
const maxMistakes = 1000

// mistakes gathers everything that is wrong, one mistake a field: what could not
// be read is not also missing.
type mistakes struct {
	faults fault.List
	at     map[string]bool
	more   int
}

// wrongAt is a fault about a field.
func wrongAt(field, code string, args ...any) *fault.Error {
	return fault.New(fault.Invalid, code, args...).At(field)
}

// mistaken notes what is wrong at a field, unless something was noted there.
func (m *mistakes) mistaken(field, code string, args ...any) {
	m.note(field, wrongAt(field, code, args...))
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

// err is everything noted as one fault, nil when nothing was.
func (m *mistakes) err() error {
	if m.more > 0 {
		m.faults.Add(fault.New(fault.Invalid, "approval.more", "count", m.more))
	}
	return m.faults.Err()
}

// short cuts a value down to what fits into a line.
func short(s string) string {
	const most = 40
	runes := 0
	for i := range s {
		if runes++; runes > most {
			return s[:i] + "…"
		}
	}
	return s
}

func itoa(n int) string { return strconv.Itoa(n) }

// OwnFields takes the number of the fact or the change off the places of a fault of
// Record or Amend, where people see only one: facts[7].until becomes until.
func OwnFields(err error) error {
	e, ok := fault.As(err)
	if !ok {
		return err
	}
	for _, p := range append(slices.Clone(e.Parts), e) {
		if _, field, in := strings.Cut(p.Field, "]."); in && (strings.HasPrefix(p.Field, "facts[") || strings.HasPrefix(p.Field, "amendments[")) {
			p.Field = field
		}
	}
	return err
}
