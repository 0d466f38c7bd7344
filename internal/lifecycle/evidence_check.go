// What can be wrong with a piece of evidence as it is typed in, and how one is
// recognised that is there already.

package lifecycle

import (
	"strings"
	"unicode/utf8"

	"guatu/internal/fault"
	"guatu/internal/money"
	"guatu/internal/workday"
)

// maxFiles bounds the files of one piece: a set of photos of one visit.
const maxFiles = 500

// Check reports everything wrong with it in field order. A holder other than the
// enterprise is no mistake here: a cross-check finds it and asks.
func (e *Evidence) Check(rules *Rules, today workday.Date) error {
	var wrong fault.List
	_, known := rules.Kind(e.Kind)
	wrong.Check(e.Kind != "", "kind", "evidence.kind_empty")
	wrong.Check(known || e.Kind == "", "kind", "evidence.kind", "kind", e.Kind)
	for _, s := range []struct {
		field, text string
		max         int
	}{{"title", e.Title, maxName}, {"number", e.Number, maxName}, {"issuer", e.Issuer, maxName}, {"holder", e.Holder, maxName}, {"note", e.Note, maxText}} {
		wrong.Check(utf8.RuneCountInString(s.text) <= s.max, s.field, "project.text_long", "max", s.max)
	}
	wrong.Check(e.Issued.First <= today, "issued", "evidence.issued_future", "on", e.Issued.String())
	wrong.Check(e.Until.IsZero() || e.Until.Last() >= e.Issued.First, "until", "evidence.until_early", "until", e.Until.String(), "issued", e.Issued.String())
	wrong.Check(!e.Amount.OK || e.Amount.Yuan >= 0 && e.Amount.Yuan <= money.Max, "amount", "project.amount_bounds")
	wrong.Check(e.Visit == "" || visitID.MatchString(e.Visit), "visit", "visit.id", "id", e.Visit)
	wrong.Check(len(e.Files) <= maxFiles, "files", "evidence.many_files", "max", maxFiles)
	wrong.Check(!e.Dropped || strings.TrimSpace(e.Because) != "", "because", "evidence.drop_reason")
	wrong.Check(utf8.RuneCountInString(e.Because) <= maxName, "because", "project.text_long", "max", maxName)
	return wrong.Err()
}

// Says tells whether it says anything but its kind.
func (e *Evidence) Says() bool {
	return e.Title != "" || e.Number != "" || e.Issuer != "" || !e.Issued.IsZero() || !e.Until.IsZero() || e.Holder != "" ||
		e.Amount.OK || e.Note != "" || len(e.Files) > 0
}

// SamePaper finds the piece that bears the same number as one of its kind: a
// certificate is typed once (同类材料最多报一次). How the number is spaced, or which
// brackets it has, is no difference.
func (e *Evidence) SamePaper(all []Evidence) *Evidence {
	key := plain(e.Number)
	for i := range all {
		if o := &all[i]; key != "" && o.ID != e.ID && o.Kind == e.Kind && !o.Dropped && plain(o.Number) == key {
			return o
		}
	}
	return nil
}

// NumberLike tells whether its number has a text in it, however it is spaced.
func (e *Evidence) NumberLike(text string) bool {
	key := plain(text)
	return key != "" && strings.Contains(plain(e.Number), key)
}

// File finds one of its files by hash; nil for none.
func (e *Evidence) File(hash string) *File {
	for i := range e.Files {
		if e.Files[i].Hash == hash {
			return &e.Files[i]
		}
	}
	return nil
}
