// What records, areas and changes may not be, whoever writes them down: bounds that
// protect those who read.

package approval

import (
	"regexp"
	"slices"
	"unicode/utf8"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

// maxName bounds a name or a number, in characters; maxLists how many entries a list
// of one item has.
const (
	maxName  = 200
	maxLists = 50
)

// LongName tells that a text is too long for a name or a number.
func LongName(s string) bool { return utf8.RuneCountInString(s) > maxName }

// checkName reports a text that is too long.
func checkName(wrong *fault.List, field, text string) {
	wrong.Check(!LongName(text), field, "project.text_long", "max", maxName)
}

// Check reports texts of the record that are too long. Its days and what belongs to
// its kind are the engine's.
func (r *Record) Check() error {
	var wrong fault.List
	checkName(&wrong, "notice", r.Notice)
	checkName(&wrong, "approver", r.Approver)
	for _, p := range r.Certificate {
		checkName(&wrong, "certificate", p.Name)
		checkName(&wrong, "certificate", p.Code)
	}
	wrong.Check(len(r.Certificate) <= maxLists, "certificate", "approval.too_long", "max", maxLists)
	return wrong.Err()
}

// ownID is how an item that people add is named: no code of a park's own.
var ownID = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,59}$`)

// Check reports what an item that people add cannot be; limits and needs are the
// network's.
func (a *Amendment) Check() error {
	var wrong fault.List
	if a.Add == nil {
		return nil
	}
	wrong.Check(ownID.MatchString(a.Item), "item", "approval.own_id", "id", short(a.Item))
	wrong.Check(a.Add.Name != "", "name", "approval.missing")
	checkName(&wrong, "name", a.Add.Name)
	wrong.Check(len(a.Add.Tolerable) <= maxLists, "missing", "approval.too_long", "max", maxLists)
	for _, doc := range a.Add.Tolerable {
		checkName(&wrong, "missing", doc)
	}
	return wrong.Err()
}

// Check reports everything in the area that cannot be, by the catalogue and the day it
// is written down on.
func (a *Area) Check(c *Catalogue, today workday.Date) error {
	var wrong fault.List
	wrong.Check(a.Name != "", "name", "area.name")
	checkName(&wrong, "name", a.Name)
	checkName(&wrong, "number", a.Number)
	wrong.Check(len(a.Replaces)+len(a.Blocks)+len(a.Decides) > 0, "replaces", "area.nothing")
	for _, list := range []struct {
		field string
		codes []string
	}{{"replaces", a.Replaces}, {"blocks", a.Blocks}, {"decides", a.Decides}} {
		for i, code := range list.codes {
			_, known := c.Entry(code)
			wrong.Check(known && !slices.Contains(list.codes[:i], code), list.field, "approval.no_item", "id", short(code))
			if i > len(c.Items) { // all that follow stand twice
				break
			}
		}
	}
	wrong.Check(a.Approved == 0 || a.Number != "", "number", "area.number")
	wrong.Check(a.Approved == 0 || a.Approved >= firstDay, "approved", "approval.outside_dates", "first", firstDay.String(), "last", lastDay.String())
	wrong.Check(a.Approved <= today, "approved", "approval.future", "date", a.Approved.String(), "today", today.String())
	wrong.Check(a.Approved != 0 || a.Planned != 0, "planned", "area.planned")
	wrong.Check(a.Planned == 0 || a.Planned >= firstDay && a.Planned <= today+MaxDays, "planned", "approval.outside_dates", "first", firstDay.String(), "last", (today + MaxDays).String())
	wrong.Check(a.Until == 0 || a.Until >= a.Approved && a.Until <= lastDay, "until", "area.until")
	return wrong.Err()
}

// Check reports everything in the entry that cannot be; its credit code is checked
// where codes are known.
func (d *Discredit) Check(today workday.Date) error {
	var wrong fault.List
	wrong.Check(d.Document != "", "document", "discredit.document")
	checkName(&wrong, "document", d.Document)
	checkName(&wrong, "name", d.Name)
	wrong.Check(d.Since >= firstDay && d.Since <= today, "since", "discredit.since", "today", today.String())
	wrong.Check(d.Repaired == 0 || d.Repaired >= d.Since && d.Repaired <= today, "repaired", "discredit.repaired", "today", today.String())
	return wrong.Err()
}
