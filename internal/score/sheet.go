// A unit's sheet: every indicator with its formula, the values put in and the
// records they came from.

package score

import "guatu/internal/formula"

// A Sheet says why a unit stands where it does.
type Sheet struct {
	Standing
	Because    []Reason // the exemptions or vetoes that hold
	Missing    []string // what was not reported and is needed
	Indicators []Line
	Rest       Points // the total less the points shown: what rounding left, or a ceiling took
	Figures    []Figure
	Grades     []Verdict
	Lists      []Place
}

// A Reason is a condition with the values put in.
type Reason struct{ Name, Formula, With string }

// A Line is one indicator's points and how they came about.
type Line struct {
	Name          string
	Points        Mark
	Formula, With string // empty where the line is the sum of its parts
	Weight        string // as a value, empty where there is none
	Before        Mark   // ceiling and floor, where one of them changed the points
	Limit         string // "cap" or "floor", where one did
	Cap           Mark   // its ceiling, where the pack gives it one
	Missing       bool   // the formula could not be computed; what the pack says then holds
	Lacks         []string
	Note          string
	Records       []Record
	Parts         []Line
}

// A Record is one record that counted.
type Record struct {
	Table string
	Row   int
	Names []string
	Cells []formula.Value
	Gave  formula.Value
}

// A Figure is a named formula of the pack.
type Figure struct {
	Name, Formula, With string
	Value               formula.Value
	Records             []Record
	Note                string
}

// A Verdict is a grade and the condition that gave it; Is is empty where it cannot
// be told.
type Verdict struct{ Name, Is, Why, Formula, With string }

// A Place is how a unit stands to a list it is on, or may be on.
type Place struct {
	Name        string
	On, Bottom  bool
	Place, Size int
	Reasons     []Reason
	Note        string
}

// Sheet is the sheet of the unit with an index.
func (r *Result) Sheet(i int) Sheet {
	run, f := r.run, &r.run.frames[i]
	s := Sheet{Standing: r.Standing(i)}
	s.Because = r.because(i)
	if run.states[i] != exempt {
		s.Missing = r.lacks(i)
		for _, it := range run.pack.root.parts {
			s.Indicators = append(s.Indicators, r.line(it, i))
		}
	}
	if s.Total.OK {
		s.Rest = s.Total.Points
		for _, l := range s.Indicators {
			s.Rest -= l.Points.Points
		}
	}
	for _, c := range run.pack.figures {
		s.Figures = append(s.Figures, Figure{Name: c.name, Formula: c.text.prog.Text(), With: c.text.prog.Put(f) + equals(f.Values[c.text.slot]),
			Value: f.Values[c.text.slot], Records: r.records(c.text, i), Note: c.note})
	}
	for _, g := range run.pack.grades {
		s.Grades = append(s.Grades, r.verdict(g, run.rungs[g.at][i], f))
	}
	s.Lists = r.places(i)
	return s
}

// equals ends a formula with its result; a condition may hold = itself.
func equals(v formula.Value) string {
	if v.Type() == formula.Bool {
		return "：" + v.Text(decimals)
	}
	return " = " + v.Text(decimals)
}

func reason(name string, t *text, f *formula.Frame) Reason {
	return Reason{name, t.prog.Text(), t.prog.Put(f)}
}

// because are the exemptions and vetoes that hold.
func (r *Result) because(i int) []Reason {
	conditions := r.run.pack.vetoes
	if r.run.states[i] == exempt {
		conditions = r.run.pack.exempt
	}
	var all []Reason
	for _, c := range conditions {
		if f := &r.run.frames[i]; f.Values[c.text.slot].IsYes() {
			all = append(all, reason(c.name, c.text, f))
		}
	}
	return all
}

// line works an indicator out again, this time keeping how.
func (r *Result) line(it *item, i int) Line {
	f := &r.run.frames[i]
	v, w := r.run.work(it, f)
	l := Line{Name: it.name, Points: markOf(v), Missing: w.missing, Note: it.note}
	if it.formula.given() {
		l.Formula, l.With, l.Records = it.formula.prog.Text(), it.formula.prog.Put(f)+equals(it.formula.eval(f)), r.records(it.formula, i)
		if w.missing {
			names := map[string]bool{}
			r.run.pack.unreported(it.formula, f, names)
			l.Lacks = r.run.pack.dataAmong(names)
		}
	}
	if it.weight.given() {
		l.Weight = it.weight.eval(f).Text(decimals)
	}
	if it.cap.given() {
		l.Cap = markOf(it.cap.eval(f))
	}
	if w.capped || w.floored {
		l.Before, l.Limit = markOf(w.weighted), "cap"
		if w.floored {
			l.Limit = "floor"
		}
	}
	for _, part := range it.parts {
		l.Parts = append(l.Parts, r.line(part, i))
	}
	return l
}

// records are those a formula's value came from.
func (r *Result) records(t *text, i int) []Record {
	f := &r.run.frames[i]
	var all []Record
	for _, touch := range t.prog.Touched(f) {
		for k := range r.run.pack.data {
			d := &r.run.pack.data[k]
			if d.typ != formula.Records || d.name != touch.Table {
				continue
			}
			rec := Record{Table: d.name, Row: touch.Row, Gave: touch.Gave, Cells: f.Tables[d.slot].Row(touch.Row)}
			for _, x := range d.fields {
				rec.Names = append(rec.Names, x.name)
			}
			all = append(all, rec)
		}
	}
	return all
}

func (r *Result) verdict(g *grade, at int, f *formula.Frame) Verdict {
	v := Verdict{Name: g.name}
	if at >= 0 {
		x := g.rungs[at]
		v.Is, v.Why, v.Formula, v.With = x.is, x.why, x.when.prog.Text(), x.when.prog.Put(f)
		return v
	}
	if t := g.undecided(f); t != nil {
		v.Formula, v.With = t.prog.Text(), t.prog.Put(f)
	}
	return v
}

// places are the lists a unit is on or may be on.
func (r *Result) places(i int) []Place {
	var all []Place
	f := &r.run.frames[i]
	for _, l := range r.run.pack.lists {
		for _, p := range r.run.placed[l.at][r.run.partOf[1][i]] {
			if p.unit != i {
				continue
			}
			place := Place{Name: l.name, On: p.on, Bottom: l.bottom, Place: p.place, Size: p.size, Note: l.note}
			if l.when.given() {
				place.Reasons = append(place.Reasons, reason("when", l.when, f))
			}
			for _, k := range p.reasons {
				place.Reasons = append(place.Reasons, reason(l.any[k].name, l.any[k].text, f))
			}
			all = append(all, place)
		}
	}
	return all
}
