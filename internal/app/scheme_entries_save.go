package app

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/formula"
	"guatu/internal/score"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// EntriesSave types in what no indicator gives, for many units of one period, as one
// act (考核填报). What says what was said already is no change; a correction is
// another entry in the journal.
type EntriesSave struct {
	Scheme string       `json:"-" path:"id"`
	Period workday.When `json:"period"`
	Source string       `json:"source,omitempty"` // of all items that name none
	Note   string       `json:"note,omitempty"`
	Items  []EntryItem  `json:"items"`
}

// An EntryItem is one value or one list of records of one unit. An empty value, and
// records taken back, are not reported.
type EntryItem struct {
	Unit   string     `json:"unit"`
	Name   string     `json:"name"`
	Value  string     `json:"value,omitempty"`
	Fields []string   `json:"fields,omitempty"` // of records: what the columns of the rows are
	Rows   [][]string `json:"rows,omitempty"`   // oldest first; none with fields given: there are none
	Source string     `json:"source,omitempty"`
	// Was is what the value was when it was looked at; where it is given and somebody
	// was faster, that is a conflict.
	Was *string `json:"was,omitempty"`
}

// Bounds of one act of typing in.
const (
	maxEntryItems = 5000
	maxEntryRows  = 500
)

// EntriesSave writes every item or none and tells how many were new or changed. All
// mistakes of all items are told, each with the item it stands in.
func (a *App) EntriesSave(ctx context.Context, who access.Actor, in EntriesSave) (changed int, err error) {
	if err := may(who, access.GiveEntry); err != nil {
		return 0, err
	}
	in.Source, in.Note = strings.TrimSpace(in.Source), strings.TrimSpace(in.Note)
	var wrong fault.List
	wrong.Check(len(in.Items) > 0 && len(in.Items) <= maxEntryItems, "items", "entry.items", "max", maxEntryItems)
	if err := wrong.Err(); err != nil {
		return 0, err
	}
	s, err := a.assessor(ctx, who, Moment{})
	if err != nil {
		return 0, err
	}
	scheme, err := s.schemeSeen(in.Scheme, who)
	if err != nil {
		return 0, err
	}
	desk, err := s.entryDesk(scheme, in.Period)
	if err != nil {
		return 0, err
	}
	err = a.act(ctx, who, access.GiveEntry, in.Note, func(tx *store.Tx) error {
		changed, err = a.typeIn(tx, who, desk, &in)
		return err
	})
	return changed, err
}

// entering is what items are typed in with.
type entering struct {
	desk *entryDesk
	word score.EntryWord
	see  func(unit string) bool
	was  map[string]*score.Entry // by unit, as they are
	is   map[string]*score.Entry // those that change
	seen map[[2]string]bool
}

// typeIn writes all items.
func (a *App) typeIn(tx *store.Tx, who access.Actor, desk *entryDesk, in *EntriesSave) (int, error) {
	list, err := tx.SchemeEntriesOf(in.Scheme, in.Period)
	if err != nil {
		return 0, err
	}
	g := &entering{desk: desk, word: score.EntryWord{Source: in.Source, Who: who.ID, By: who.Name, Day: tx.Today}, see: tx.Scope().SeesUnit,
		was: map[string]*score.Entry{}, is: map[string]*score.Entry{}, seen: map[[2]string]bool{}}
	for i := range list {
		g.was[list[i].Unit] = &list[i]
	}
	var wrong fault.List
	changed := 0
	for i, item := range in.Items {
		e, did, err := g.item(item)
		if fault.KindOf(err) == fault.Conflict {
			return 0, placedAt(err, "items["+strconv.Itoa(i)+"].value")
		}
		inLine(&wrong, i, err)
		if did {
			e.Scheme, e.Period, e.Unit = in.Scheme, in.Period, item.Unit
			g.is[item.Unit] = &e
			changed++
		}
	}
	if err := wrong.Err(); err != nil {
		return 0, err
	}
	return changed, a.keepEntries(tx, g)
}

// keepEntries saves what changed, in the order of the members.
func (a *App) keepEntries(tx *store.Tx, g *entering) error {
	for _, m := range g.desk.edition.Members {
		is := g.is[m.Unit]
		if is == nil {
			continue
		}
		if is.ID == "" {
			is.ID = a.newID()
		}
		if err := tx.SaveSchemeEntry(g.was[m.Unit], is); err != nil {
			return err
		}
	}
	return nil
}

// there is a unit's entry as it stands after the items before.
func (g *entering) there(unit string) score.Entry {
	if e := g.is[unit]; e != nil {
		return *e
	}
	if e := g.was[unit]; e != nil {
		return *e
	}
	return score.Entry{}
}

// item takes one item in.
func (g *entering) item(item EntryItem) (e score.Entry, changed bool, err error) {
	if !g.see(item.Unit) || !slices.ContainsFunc(g.desk.edition.Members, func(m score.Member) bool { return m.Unit == item.Unit }) {
		return e, false, fault.New(fault.Invalid, "entry.unit", "unit", item.Unit).At("unit")
	}
	at := slices.IndexFunc(g.desk.typed, func(d score.Datum) bool { return formula.Fold(d.Name) == formula.Fold(item.Name) })
	if at < 0 {
		return e, false, fault.New(fault.Invalid, "entry.name", "name", item.Name).At("name")
	}
	d := g.desk.typed[at]
	key := [2]string{item.Unit, d.Name}
	if g.seen[key] {
		return e, false, fault.New(fault.Invalid, "entry.twice", "name", d.Name).At("value")
	}
	g.seen[key] = true
	word := g.word
	if source := strings.TrimSpace(item.Source); source != "" {
		word.Source = source
	}
	if d.Type == formula.Records {
		return g.rows(item, d, word)
	}
	return g.value(item, d, word)
}

func (g *entering) value(item EntryItem, d score.Datum, word score.EntryWord) (e score.Entry, changed bool, err error) {
	e = g.there(item.Unit)
	item.Value = strings.TrimSpace(item.Value)
	now := score.EntryValue{}
	if said := e.Value(d.Name); said != nil {
		now = *said
	}
	if item.Was != nil && now.Value != *item.Was && now.Value != item.Value {
		return e, false, fault.New(fault.Conflict, "entry.moved", "name", d.Name, "by", now.By, "value", now.Value).At("value")
	}
	if _, err := d.Read(item.Value); err != nil {
		return e, false, placedAt(err, "value")
	}
	if now.Value == item.Value && word.Source == "" {
		return e, false, nil // said again with no paper named: the one named before stands
	}
	e, changed = e.Saying(score.EntryValue{Name: d.Name, Value: item.Value, EntryWord: word})
	return e, changed, nil
}

func (g *entering) rows(item EntryItem, d score.Datum, word score.EntryWord) (e score.Entry, changed bool, err error) {
	e = g.there(item.Unit)
	if len(item.Fields) == 0 {
		e, changed = e.Listing(d.Name, nil)
		return e, changed, nil
	}
	if len(item.Rows) > maxEntryRows {
		return e, false, fault.New(fault.Invalid, "entry.rows", "name", d.Name, "max", maxEntryRows).At("rows")
	}
	t := &score.EntryTable{Name: d.Name, Fields: item.Fields, Rows: item.Rows, EntryWord: word}
	if _, err := t.Read(d); err != nil {
		return e, false, err
	}
	e, changed = e.Listing(d.Name, t)
	return e, changed, nil
}

// placedAt names the field a fault is about.
func placedAt(err error, field string) error {
	if f, ok := fault.As(err); ok {
		return f.At(field)
	}
	return err
}
