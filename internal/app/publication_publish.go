package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/journal"
	"guatu/internal/score"
	"guatu/internal/store"
)

// PublicationPublish makes a result public (发布). What it corrects is amended in the
// same act, and each unit on its black list is warned to send a plan.
type PublicationPublish struct {
	ID      string `json:"-" path:"id"`
	Version int    `json:"version"`
	Cause   string `json:"cause,omitempty"` // what the warned are asked to mend; empty = the title
	Note    string `json:"note,omitempty"`
}

// blackList is the list of a pack whose units are warned (docs/scoring.md).
const blackList = "black"

// PublicationPublish writes it; all under one cause.
func (a *App) PublicationPublish(ctx context.Context, who access.Actor, in PublicationPublish) error {
	return a.publish(ctx, who, journal.By{Action: access.KeepPublication, Note: in.Note, Cause: a.newID()}, func(tx *store.Tx, s press) error {
		was, is, err := taken(tx, s, who, publicationAct{in.ID, in.Version, score.Publish, score.Said{Note: in.Note}})
		if err != nil {
			return err
		}
		if err := tx.SavePublication(was, is); err != nil {
			return err
		}
		if err := replaceBy(tx, s, who, is); err != nil {
			return err
		}
		return a.warnBlack(tx, s, who, is, cmp.Or(strings.TrimSpace(in.Cause), is.Title))
	})
}

// replaceBy marks what a correction takes the place of.
func replaceBy(tx *store.Tx, s press, who access.Actor, by *score.Publication) error {
	if by.Amends == "" {
		return nil
	}
	was, is, err := taken(tx, s, who, publicationAct{by.Amends, 0, score.Amend, score.Said{Note: by.Title}})
	if err != nil {
		return err
	}
	is.Steps[len(is.Steps)-1].By = by.ID
	return tx.SavePublication(was, is)
}

// warnBlack warns the units on the black list that are not warned already for what
// this publication corrects.
func (a *App) warnBlack(tx *store.Tx, s press, who access.Actor, p *score.Publication, cause string) error {
	black, err := p.Draft.Listed(blackList)
	if err != nil || p.Kind != score.ListKind || len(black) == 0 {
		return err
	}
	all, err := tx.Warnings()
	if err != nil {
		return err
	}
	for _, unit := range black {
		if slices.ContainsFunc(all, func(w score.Warning) bool {
			return p.Amends != "" && w.Publication == p.Amends && w.Unit == unit
		}) {
			continue
		}
		w, err := s.Issue(&score.Warning{ID: a.newID(), Publication: p.ID, Unit: unit, Cause: cause}, who.Person)
		if err != nil {
			return err
		}
		if err := tx.SaveWarning(nil, w); err != nil {
			return err
		}
	}
	return nil
}
