package score

import (
	"encoding/json"

	"guatu/internal/formula"
)

// factDecimals is how finely numbers are written down as facts: finer than any
// office writes, and the same for ever, so that what is scored is what is frozen.
const factDecimals = 12

type factsJSON struct {
	AsOf   string         `json:"as_of,omitempty"`
	Period string         `json:"period,omitempty"`
	Units  []unitFactJSON `json:"units"`
}

type unitFactJSON struct {
	ID      string                                  `json:"id"`
	Name    string                                  `json:"name"`
	Group   string                                  `json:"group,omitempty"`
	Values  map[string]json.RawMessage              `json:"values"`
	Records map[string][]map[string]json.RawMessage `json:"records,omitempty"`
}

// WriteFacts writes facts of a pack as ReadFacts reads them; what was not reported is
// left out. The same facts give the same bytes.
func WriteFacts(p *Pack, f *Facts) ([]byte, error) {
	out := factsJSON{Period: f.Period, Units: []unitFactJSON{}}
	if !f.AsOf.IsZero() {
		out.AsOf = f.AsOf.String()
	}
	for i := range f.Units {
		out.Units = append(out.Units, unitFact(p, &f.Units[i]))
	}
	return encode(out)
}

func unitFact(p *Pack, u *Unit) unitFactJSON {
	out := unitFactJSON{ID: u.ID, Name: u.Name, Group: u.Group, Values: map[string]json.RawMessage{}}
	values, tables := 0, 0
	for _, d := range p.data {
		if d.typ != formula.Records {
			if v := u.Values[values]; !v.IsMissing() {
				out.Values[d.name] = rawWith(v, factDecimals)
			}
			values++
			continue
		}
		if t := &u.Tables[tables]; !t.Missing {
			if out.Records == nil {
				out.Records = map[string][]map[string]json.RawMessage{}
			}
			out.Records[d.name] = recordFacts(d.fields, t)
		}
		tables++
	}
	return out
}

func recordFacts(fields []datum, t *formula.Table) []map[string]json.RawMessage {
	rows := []map[string]json.RawMessage{}
	for n := range t.Rows {
		row := map[string]json.RawMessage{}
		for k, v := range t.Row(n) {
			if !v.IsMissing() {
				row[fields[k].name] = rawWith(v, factDecimals)
			}
		}
		rows = append(rows, row)
	}
	return rows
}
