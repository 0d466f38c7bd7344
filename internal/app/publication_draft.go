package app

import (
	"cmp"
	"context"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/journal"
	"guatu/internal/ruleset"
	"guatu/internal/score"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// PublicationDraft works a result out and begins its way to the public (起草). The
// pack, the facts it is given and the result are frozen together. Both are those of a
// scheme's assessment, or brought.
type PublicationDraft struct {
	Unit   string     `json:"unit,omitempty"` // whose office publishes; empty = the scheme's
	Kind   score.Kind `json:"kind" enum:"list,award"`
	Title  string     `json:"title"`
	Amends string     `json:"amends,omitempty"`
	Note   string     `json:"note,omitempty"`

	Scheme string       `json:"scheme,omitempty"` // whose assessment it is
	Period workday.When `json:"period,omitzero"`  // of the scheme; it must be over

	Pack  string          `json:"pack,omitempty"`  // without a scheme: as docs/scoring.md has it
	Facts json.RawMessage `json:"facts,omitempty"` // as guatu score run takes them
}

// PublicationDraft writes it and gives its identifier.
func (a *App) PublicationDraft(ctx context.Context, who access.Actor, in PublicationDraft) (id string, err error) {
	in.Title, in.Note = strings.TrimSpace(in.Title), strings.TrimSpace(in.Note)
	g, err := a.ground(ctx, who, ground{scheme: in.Scheme, period: in.Period, pack: in.Pack, facts: in.Facts})
	if err != nil {
		return "", err
	}
	in.Unit = cmp.Or(in.Unit, g.office)
	err = a.publish(ctx, who, journal.By{Action: access.KeepPublication, Note: in.Note}, func(tx *store.Tx, s press) error {
		if err := in.there(tx); err != nil {
			return err
		}
		p := &score.Publication{ID: a.newID(), Unit: in.Unit, Kind: in.Kind, Title: in.Title, Amends: in.Amends}
		if p.Draft, p.Period, err = s.freeze(tx, in.Unit, g); err != nil {
			return err
		}
		if p.Number, err = amendment(tx, s, p); err != nil {
			return err
		}
		is, err := s.Take(p, who.Person, score.DraftUp, score.Said{Note: in.Note})
		if err != nil {
			return err
		}
		id = is.ID
		return tx.SavePublication(nil, is)
	})
	return id, err
}

// PublicationRedraft works the result of a returned publication out anew, from
// mended facts or another scheme. What was drafted before stays in the journal.
type PublicationRedraft struct {
	ID      string `json:"-" path:"id"`
	Version int    `json:"version"`
	Note    string `json:"note,omitempty"`

	Scheme string          `json:"scheme,omitempty"`
	Period workday.When    `json:"period,omitzero"`
	Pack   string          `json:"pack,omitempty"`
	Facts  json.RawMessage `json:"facts,omitempty"`
}

// PublicationRedraft writes it.
func (a *App) PublicationRedraft(ctx context.Context, who access.Actor, in PublicationRedraft) error {
	g, err := a.ground(ctx, who, ground{scheme: in.Scheme, period: in.Period, pack: in.Pack, facts: in.Facts})
	if err != nil {
		return err
	}
	return a.publish(ctx, who, journal.By{Action: access.KeepPublication, Note: in.Note}, func(tx *store.Tx, s press) error {
		was, is, err := taken(tx, s, who, publicationAct{in.ID, in.Version, score.DraftUp, score.Said{Note: in.Note}})
		if err != nil {
			return err
		}
		if is.Draft, is.Period, err = s.freeze(tx, is.Unit, g); err != nil {
			return err
		}
		return tx.SavePublication(was, is)
	})
}

// maxTitle is how many characters a title may have.
const maxTitle = 120

// there reports what is wrong with a draft besides its scheme and facts.
func (in *PublicationDraft) there(tx *store.Tx) error {
	var wrong fault.List
	n := utf8.RuneCountInString(in.Title)
	wrong.Check(n > 0 && n <= maxTitle, "title", "publication.title", "max", maxTitle)
	wrong.Check(in.Kind == score.ListKind || in.Kind == score.AwardKind, "kind", "publication.kind", "kind", string(in.Kind))
	wrong.Check(tx.Scope().SeesUnit(in.Unit), "unit", "project.unit_outside")
	wrong.Add(unitThere(tx, in.Unit))
	return wrong.Err()
}

// A ground is what a result is worked out from. Of a scheme's assessment known is the
// journal number of its facts; it is 0 of facts that were brought.
type ground struct {
	scheme string
	period workday.When
	pack   string
	facts  json.RawMessage
	office string
	known  int64
}

// ground settles what a result is worked out from. Fault: publication.running of a
// period that is not over, since it could not be worked out again.
func (a *App) ground(ctx context.Context, who access.Actor, g ground) (ground, error) {
	if err := may(who, access.KeepPublication); err != nil || g.scheme == "" {
		return g, err
	}
	s, err := a.assessor(ctx, who, Moment{})
	if err != nil {
		return g, err
	}
	scheme, err := s.schemeSeen(g.scheme, who)
	if err != nil {
		return g, err
	}
	j, err := s.assess(scheme, g.period)
	if err != nil {
		return g, err
	}
	if j.on != g.period.Last() {
		return g, fault.New(fault.Invalid, "publication.running", "period", g.period.String(), "last", g.period.Last().String()).At("period")
	}
	g.pack, g.facts, g.office, g.known = j.edition.Pack, j.text, scheme.Unit, s.facts.n
	return g, nil
}

// freeze reads a pack and facts, runs them, and keeps all three with what they were
// known by. Every mistake of the pack is told with its line, of the facts with its
// place.
func (s press) freeze(tx *store.Tx, office string, g ground) (d score.Draft, period string, err error) {
	pack, err := score.Parse(g.pack, nil)
	if err != nil {
		return d, "", err
	}
	given, err := score.ReadFacts(g.facts, pack)
	if err != nil {
		return d, "", err
	}
	d = score.Draft{AsOf: given.AsOf, Known: g.known, Scheme: g.scheme, Pack: g.pack, Facts: g.facts}
	if d.AsOf.IsZero() {
		d.AsOf = tx.Today
	}
	if d.Units, err = judged(tx, office, given, d.AsOf); err != nil {
		return d, "", err
	}
	if d.Result, err = pack.Run(given).MarshalJSON(); err != nil {
		return d, "", err
	}
	d.Ruleset = ruleset.InForce(s.sets, d.AsOf).ID
	if d.Known == 0 {
		d.Known, err = lastNumber(tx)
	}
	return d, given.Period, err
}

// judged are the units of the facts, which must be units of the campaign below the
// office that publishes.
func judged(tx *store.Tx, office string, given *score.Facts, on workday.Date) (units []string, err error) {
	tree, err := treeOf(tx)
	if err != nil {
		return nil, err
	}
	var wrong fault.List
	wrong.Check(on <= tx.Today, "facts", "publication.future", "day", on.String())
	below := tree.Below(office)
	for _, u := range given.Units {
		_, known := tree.Unit(u.ID)
		wrong.Check(known && below[u.ID], "facts", "publication.no_unit", "id", u.ID, "name", u.Name)
		units = append(units, u.ID)
	}
	return units, wrong.Err()
}

// amendment gives the number of a correction: what it corrects must be published,
// of the same office, and have no other correction under way.
func amendment(tx *store.Tx, s press, p *score.Publication) (int, error) {
	if p.Amends == "" {
		return 0, nil
	}
	old, err := tx.Publication(p.Amends)
	if err != nil {
		return 0, err
	}
	if now := old.On(s.Today); now != score.Published || old.Unit != p.Unit {
		return 0, fault.New(fault.Conflict, "publication.not_amended", "title", old.Title, "state", string(now)).At("amends")
	}
	all, err := tx.Publications()
	if err != nil {
		return 0, err
	}
	for i := range all {
		if o := &all[i]; o.Amends == old.ID && o.On(s.Today) != score.Withdrawn {
			return 0, fault.New(fault.Conflict, "publication.amended_already", "title", o.Title).At("amends")
		}
	}
	return old.Number + 1, nil
}
