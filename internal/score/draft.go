package score

import (
	"bytes"
	"encoding/json"
	"slices"

	"guatu/internal/fault"
	"guatu/internal/formula"
)

// Rerun works a frozen result out again from its own scheme and facts.
func (d *Draft) Rerun() (*Result, *Facts, error) {
	pack, err := Parse(d.Pack, nil)
	if err != nil {
		return nil, nil, err
	}
	facts, err := ReadFacts(d.Facts, pack)
	if err != nil {
		return nil, nil, err
	}
	return pack.Run(facts), facts, nil
}

// Same tells whether the frozen result is what its scheme and facts give today, to
// the last digit.
func (d *Draft) Same() (bool, error) {
	r, _, err := d.Rerun()
	if err != nil {
		return false, err
	}
	now, err := plain(r)
	if err != nil {
		return false, err
	}
	then, err := plain(d.Result)
	return bytes.Equal(now, then), err
}

// plain is JSON without what writing it down once more may change: its spaces, and
// how signs are escaped.
func plain(v any) ([]byte, error) { return json.Marshal(v) }

// Listed are the units on one list of the result, in its order.
func (d *Draft) Listed(name string) ([]string, error) {
	r, facts, err := d.Rerun()
	if err != nil {
		return nil, err
	}
	var units []string
	for _, roll := range r.Rolls() {
		if roll.Name == name {
			for _, i := range roll.Units {
				units = append(units, facts.Units[i].ID)
			}
		}
	}
	return units, nil
}

// Names are what an objection can be about: the scheme's indicators with their parts,
// then its figures and grades.
func (d *Draft) Names() ([]string, error) {
	p, err := Parse(d.Pack, nil)
	if err != nil {
		return nil, err
	}
	var names []string
	p.root.each(func(it *item) { names = append(names, it.name) })
	names = names[1:] // the root is the total, which has no name of its own
	for _, c := range p.figures {
		names = append(names, c.name)
	}
	for _, g := range p.grades {
		names = append(names, g.name)
	}
	return names, nil
}

// objectable refuses an objection about something the scheme does not have.
func (d *Draft) objectable(about string) error {
	if about == "" {
		return nil
	}
	names, err := d.Names()
	if err == nil && !slices.Contains(names, about) {
		err = fault.New(fault.Invalid, "publication.about", "name", about).At("about")
	}
	return err
}

// Totals are the totals of the frozen result by unit, as it has them.
func (d *Draft) Totals() (map[string]Mark, error) {
	var r struct {
		Units []struct {
			ID    string       `json:"id"`
			Total *json.Number `json:"total"`
		} `json:"units"`
	}
	if err := json.Unmarshal(d.Result, &r); err != nil {
		return nil, err
	}
	totals := map[string]Mark{}
	for _, u := range r.Units {
		if u.Total == nil {
			totals[u.ID] = Mark{}
			continue
		}
		v, _ := formula.ParseNumber(u.Total.String())
		totals[u.ID] = markOf(v)
	}
	return totals, nil
}
