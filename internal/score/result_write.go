// The result as JSON: the form of contract "guatu score run".

package score

import (
	"bytes"
	"encoding/json"
	"strconv"

	"guatu/internal/formula"
)

// Float is for programs that want a plain number.
func (p Points) Float() float64 { return float64(p) / 10_000 }

// String writes the points with no zeros at the end: "98.5".
func (p Points) String() string { return formula.Fixed(int64(p), decimals).Text(decimals) }

// MarshalJSON writes a decimal number.
func (p Points) MarshalJSON() ([]byte, error) { return []byte(p.String()), nil }

// String writes the points, "—" where there are none.
func (m Mark) String() string {
	if !m.OK {
		return "—"
	}
	return m.Points.String()
}

// MarshalJSON writes the points, or null.
func (m Mark) MarshalJSON() ([]byte, error) {
	if !m.OK {
		return []byte("null"), nil
	}
	return m.Points.MarshalJSON()
}

// figureDecimals is how finely figures are written: points have four decimals.
const figureDecimals = 6

// raw is a value as JSON.
func raw(v formula.Value) json.RawMessage { return rawWith(v, figureDecimals) }

// rawWith is a value as JSON, a number with so many decimals at most.
func rawWith(v formula.Value, decimals int) json.RawMessage {
	switch s := v.Text(decimals); v.Type() {
	case formula.Number:
		return json.RawMessage(s)
	case formula.Bool:
		return json.RawMessage(strconv.FormatBool(v.IsYes()))
	case formula.Unknown:
		return json.RawMessage("null")
	default:
		text, err := json.Marshal(s)
		if err != nil { // a string always has a form
			panic(err)
		}
		return text
	}
}

type resultJSON struct {
	Pack        packJSON            `json:"pack"`
	AsOf        string              `json:"as_of,omitempty"`
	Period      string              `json:"period,omitempty"`
	Units       []unitJSON          `json:"units"`
	Lists       map[string][]string `json:"lists,omitempty"`
	Undecided   map[string][]string `json:"undecided,omitempty"`
	NotReported []string            `json:"not_reported"`
}

type packJSON struct {
	Name       string                     `json:"name"`
	Source     string                     `json:"source"`
	Parameters map[string]json.RawMessage `json:"parameters,omitempty"`
}

type unitJSON struct {
	ID          string                `json:"id"`
	Name        string                `json:"name"`
	Group       string                `json:"group,omitempty"`
	State       string                `json:"state"`
	Total       Mark                  `json:"total"`
	Rank        *int                  `json:"rank"`
	Change      *int                  `json:"change,omitempty"`
	List        string                `json:"list"`
	Why         []string              `json:"why"`
	NotReported []string              `json:"not_reported,omitempty"`
	Indicators  []lineJSON            `json:"indicators"`
	Rest        Points                `json:"rest,omitempty"`
	Figures     map[string]figureJSON `json:"figures,omitempty"`
	Grades      map[string]gradeJSON  `json:"grades,omitempty"`
}

type lineJSON struct {
	Name        string       `json:"name"`
	Points      Mark         `json:"points"`
	Formula     string       `json:"formula,omitempty"`
	With        string       `json:"with,omitempty"`
	Weight      string       `json:"weight,omitempty"`
	Before      *Mark        `json:"before,omitempty"`
	Limit       string       `json:"limit,omitempty"`
	NotReported []string     `json:"not_reported,omitempty"`
	Note        string       `json:"note,omitempty"`
	Records     []recordJSON `json:"records,omitempty"`
	Parts       []lineJSON   `json:"parts,omitempty"`
}

type recordJSON struct {
	Of     string                     `json:"of"`
	Row    int                        `json:"row"`
	Gave   json.RawMessage            `json:"gave"`
	Record map[string]json.RawMessage `json:"record"`
}

type figureJSON struct {
	Value   json.RawMessage `json:"value"`
	Formula string          `json:"formula"`
	With    string          `json:"with"`
	Records []recordJSON    `json:"records,omitempty"`
}

type gradeJSON struct {
	Is      *string `json:"is"`
	Why     string  `json:"why,omitempty"`
	Formula string  `json:"formula,omitempty"`
	With    string  `json:"with,omitempty"`
}

// MarshalJSON writes every unit's sheet, in the order of the league table.
func (r *Result) MarshalJSON() ([]byte, error) {
	p := r.run.pack
	out := resultJSON{Pack: packJSON{Name: p.Name, Source: p.Source}, Period: r.run.facts.Period, NotReported: r.names(r.NotReported()), Units: []unitJSON{}}
	if day := r.run.facts.AsOf; !day.IsZero() {
		out.AsOf = day.String()
	}
	for _, x := range p.Parameters {
		if out.Pack.Parameters == nil {
			out.Pack.Parameters = map[string]json.RawMessage{}
		}
		out.Pack.Parameters[x.Name] = raw(x.value)
	}
	for _, i := range r.Order() {
		out.Units = append(out.Units, r.unitJSON(i))
	}
	for _, roll := range r.Rolls() {
		if out.Lists == nil {
			out.Lists, out.Undecided = map[string][]string{}, map[string][]string{}
		}
		out.Lists[roll.Name] = r.names(roll.Units)
		if len(roll.Undecided) > 0 {
			out.Undecided[roll.Name] = r.names(roll.Undecided)
		}
	}
	return encode(out)
}

// encode writes JSON with signs such as < as they are: formulas are full of them.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

func (r *Result) names(units []int) []string {
	names := []string{}
	for _, i := range units {
		names = append(names, r.run.facts.Units[i].Name)
	}
	return names
}

// UnitJSON is the sheet of the unit with an index, as it stands in the result.
func (r *Result) UnitJSON(i int) (json.RawMessage, error) { return encode(r.unitJSON(i)) }

func (r *Result) unitJSON(i int) unitJSON {
	s, u := r.Sheet(i), r.run.facts.Units[i]
	out := unitJSON{ID: u.ID, Name: u.Name, Group: u.Group, State: s.State, Total: s.Total, Change: s.Rose, List: s.List,
		Why: s.why(), NotReported: s.Missing, Indicators: linesJSON(s.Indicators), Rest: s.Rest}
	if s.Rank > 0 {
		out.Rank = &s.Rank
	}
	if len(s.Figures) > 0 {
		out.Figures = map[string]figureJSON{}
	}
	for _, f := range s.Figures {
		out.Figures[f.Name] = figureJSON{raw(f.Value), f.Formula, f.With, recordsJSON(f.Records)}
	}
	if len(s.Grades) > 0 {
		out.Grades = map[string]gradeJSON{}
	}
	for _, g := range s.Grades {
		v := gradeJSON{Why: g.Why, Formula: g.Formula, With: g.With}
		if g.Is != "" {
			v.Is = &g.Is
		}
		out.Grades[g.Name] = v
	}
	return out
}

// why gives the reasons for the list a unit is on, or for its having no rank, as
// formulas with their values; a reason the pack names is given by its name.
func (s *Sheet) why() []string {
	all := []string{}
	for _, b := range s.Because {
		all = append(all, b.Name+": "+b.Formula+" → "+b.With)
	}
	for _, p := range s.Lists {
		if !p.On || p.Name != s.List {
			continue
		}
		if p.Size > 0 {
			name := "名次"
			if p.Bottom {
				name = "倒数名次"
			}
			all = append(all, name+" "+strconv.Itoa(p.Place)+" ≤ "+strconv.Itoa(p.Size))
		}
		for _, r := range p.Reasons {
			if r.Name != "when" {
				all = append(all, r.Name)
				continue
			}
			all = append(all, r.Formula+" → "+r.With)
		}
	}
	return all
}

func linesJSON(lines []Line) []lineJSON {
	all := []lineJSON{}
	for _, l := range lines {
		out := lineJSON{Name: l.Name, Points: l.Points, Formula: l.Formula, With: l.With, Weight: l.Weight, Limit: l.Limit,
			NotReported: l.Lacks, Note: l.Note, Records: recordsJSON(l.Records)}
		if l.Limit != "" {
			out.Before = &l.Before
		}
		if len(l.Parts) > 0 {
			out.Parts = linesJSON(l.Parts)
		}
		all = append(all, out)
	}
	return all
}

func recordsJSON(records []Record) []recordJSON {
	var all []recordJSON
	for _, r := range records {
		out := recordJSON{Of: r.Table, Row: r.Row, Gave: raw(r.Gave), Record: map[string]json.RawMessage{}}
		for k, name := range r.Names {
			out.Record[name] = raw(r.Cells[k])
		}
		all = append(all, out)
	}
	return all
}
