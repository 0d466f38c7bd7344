package app

import (
	"context"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/store"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// PledgeSign writes down a pledge (军令状) that was signed: by whom, to whom, for
// which targets of the unit. It is written once; a later one stands beside it.
type PledgeSign struct {
	Goal    string       `json:"goal"`
	Unit    string       `json:"unit"`
	Signer  string       `json:"signer"`
	Post    string       `json:"post"`
	To      string       `json:"to"`
	Text    string       `json:"text,omitempty"`
	Signed  workday.Date `json:"signed,omitzero"` // none is today
	Targets []string     `json:"targets"`
	Because string       `json:"because,omitempty"`
}

// PledgeSign writes it and gives its ID. What is promised of each target is what
// was in force on the day it was signed.
func (a *App) PledgeSign(ctx context.Context, who access.Actor, in PledgeSign) (string, error) {
	p := target.Pledge{ID: a.newID(), Goal: in.Goal, Unit: in.Unit, Signed: in.Signed,
		Signer: strings.TrimSpace(in.Signer), Post: strings.TrimSpace(in.Post), To: strings.TrimSpace(in.To), Text: strings.TrimSpace(in.Text)}
	err := a.act(ctx, who, access.SignPledge, strings.TrimSpace(in.Because), func(tx *store.Tx) error {
		is := p
		if is.Signed.IsZero() {
			is.Signed = tx.Today
		}
		var wrong fault.List
		if err := promise(tx, &is, in.Targets, &wrong); err != nil {
			return err
		}
		wrong.Add(is.Check())
		wrong.Check(is.Signed <= tx.Today, "signed", "pledge.signed_later")
		if err := wrong.Err(); err != nil {
			return err
		}
		if err := unitThere(tx, is.Unit); err != nil {
			return err
		}
		return tx.SavePledge(&is)
	})
	return p.ID, err
}

// promise writes the lines: the targets with the number of their terms.
func promise(tx *store.Tx, p *target.Pledge, ids []string, wrong *fault.List) error {
	targets, err := tx.Targets()
	if err != nil {
		return err
	}
	for _, id := range ids {
		i := slices.IndexFunc(targets, func(t target.Target) bool { return t.ID == id && t.Goal == p.Goal && t.Unit == p.Unit })
		wrong.Check(i >= 0, "targets", "pledge.target", "id", id)
		if i < 0 {
			continue
		}
		_, n, ok := targets[i].InForce(p.Signed)
		wrong.Check(ok, "targets", "pledge.not_in_force", "day", p.Signed.String())
		p.Lines = append(p.Lines, target.Line{Target: id, Terms: n})
	}
	return nil
}
