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

// RemediesSave writes what a unit says at an indicator meeting: causes and measures
// of its lagging targets, as one act.
type RemediesSave struct {
	Unit  string       `json:"unit"`
	Round workday.Date `json:"round"` // the first day of the half month
	Items []RemedyItem `json:"items"`
}

// A RemedyItem is one target's. All fields empty takes back what was said.
type RemedyItem struct {
	Target    string       `json:"target"`
	Indicator string       `json:"indicator"`
	Version   int          `json:"version"` // 0 of what was not said yet
	Cause     string       `json:"cause,omitempty"`
	Measure   string       `json:"measure,omitempty"`
	Owner     string       `json:"owner,omitempty"`
	Due       workday.Date `json:"due,omitzero"`
}

// maxRemedies bounds one act: the targets of one unit.
const maxRemedies = 200

// RemediesSave writes every item or none and tells how many changed. All mistakes of
// all items are reported, each with the item it stands in.
func (a *App) RemediesSave(ctx context.Context, who access.Actor, in RemediesSave) (changed int, err error) {
	err = a.act(ctx, who, access.GiveRemedy, "", func(tx *store.Tx) error {
		if err := in.there(tx, who); err != nil {
			return err
		}
		targets, err := tx.Targets()
		if err != nil {
			return err
		}
		said, err := tx.RemediesOf(in.Round)
		if err != nil {
			return err
		}
		changed = 0
		var wrong fault.List
		for i, item := range in.Items {
			twice := slices.ContainsFunc(in.Items[:i], func(o RemedyItem) bool { return o.Target == item.Target && o.Indicator == item.Indicator })
			wrong.Check(!twice, "", "remedy.twice")
			one := remedying{a, who, &in, targets, said}
			did, err := one.save(tx, item)
			if err != nil && fault.KindOf(err) != fault.Invalid {
				return err
			}
			inLine(&wrong, i, err)
			if did {
				changed++
			}
		}
		return wrong.Err()
	})
	return changed, err
}

// there reports what is wrong besides the items.
func (in *RemediesSave) there(tx *store.Tx, who access.Actor) error {
	var wrong fault.List
	wrong.Check(len(in.Items) > 0 && len(in.Items) <= maxRemedies, "items", "remedy.items", "max", maxRemedies)
	first, _ := target.RoundOf(in.Round)
	wrong.Check(in.Round == first && first <= tx.Today && first >= earliestRound(tx.Today), "round", "remedy.round", "day", in.Round.String())
	tree, err := treeOf(tx)
	if err != nil {
		return err
	}
	if !writesFor(tree, who, in.Unit) {
		return fault.New(fault.Forbidden, "remedy.not_yours")
	}
	return wrong.Err()
}

// remedying is what items are saved with.
type remedying struct {
	app     *App
	who     access.Actor
	in      *RemediesSave
	targets []target.Target
	said    []target.Remedy
}

// save writes one item and tells whether it changed anything.
func (s *remedying) save(tx *store.Tx, item RemedyItem) (bool, error) {
	if !slices.ContainsFunc(s.targets, func(t target.Target) bool {
		return t.ID == item.Target && t.Unit == s.in.Unit && t.Latest().Clause(item.Indicator) >= 0
	}) {
		return false, fault.New(fault.Invalid, "remedy.target").At("target")
	}
	is := target.Remedy{Unit: s.in.Unit, Round: s.in.Round, Target: item.Target, Indicator: item.Indicator, Due: item.Due, By: s.who.ID, Name: s.who.Name, On: tx.Today,
		Cause: strings.TrimSpace(item.Cause), Measure: strings.TrimSpace(item.Measure), Owner: strings.TrimSpace(item.Owner)}
	var was *target.Remedy
	for i := range s.said {
		if o := &s.said[i]; o.Target == item.Target && o.Indicator == item.Indicator && o.Unit == s.in.Unit {
			was = o
		}
	}
	switch {
	case was == nil && is.Silent() || was != nil && was.Says(&is):
		return false, nil
	case was != nil && was.Version != item.Version || was == nil && item.Version != 0:
		return false, s.changed(was)
	case is.Silent():
		return true, tx.SaveRemedy(was, nil)
	}
	if err := is.Check(); err != nil {
		return false, err
	}
	is.ID = s.app.newID()
	if was != nil {
		is.ID, is.Version = was.ID, was.Version
	}
	return true, tx.SaveRemedy(was, &is)
}

// changed tells who wrote meanwhile.
func (s *remedying) changed(was *target.Remedy) error {
	if was == nil {
		return fault.New(fault.Invalid, "remedy.changed", "name", "—").At("cause")
	}
	return fault.New(fault.Invalid, "remedy.changed", "name", was.Name).At("cause")
}
