package ruleset

import (
	"errors"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/nesting"
	"guatu/internal/schedule"
	"guatu/internal/signal"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// file is the YAML as people write it: amounts in 亿元, shares in points.
type file struct {
	Name    string `yaml:"name"`
	From    string `yaml:"from"`
	Source  string `yaml:"source"`
	Tiers   []tierLine
	Kinds   []wordLine
	Tags    []wordLine
	Levels  []wordLine
	ProRata struct {
		Curve  []string `yaml:"curve"` // twelve shares in per cent; empty = linear
		Source string   `yaml:"source"`
	} `yaml:"pro_rata"`
	Lights struct {
		ReportDay int         `yaml:"report_day"`
		Rules     []lightLine `yaml:"rules"`
	} `yaml:"lights"`
	Templates []templateLine `yaml:"milestones"`

	DateChanges *changesLine `yaml:"date_changes"`
	Pauses      *pausesLine  `yaml:"pauses"`

	Chain stageSections  `yaml:",inline"` // stages.go
	Cross checkSections  `yaml:",inline"` // checks.go
	Entry windowSections `yaml:",inline"` // windows.go
	Visit visitSection   `yaml:",inline"` // visit.go

	Publish  publicationSection `yaml:",inline"` // publications.go
	Measured indicatorSection   `yaml:",inline"` // indicators.go
	Approve  approvalSection    `yaml:",inline"` // approvals.go
}

type tierLine struct {
	Code, Name, Min, Below, Industry, Source string
}

type wordLine struct {
	Code, Name string
	Words      []string
}

type lightLine struct {
	Code, Measure, From, To, Light, Source string
}

type templateLine struct {
	Code, Name, Source string
	Kinds              []string
	Nodes              []struct {
		Code, Name, Stage string
		After             int
		Works             []struct {
			Name   string
			Before int
		}
		Days   int
		Needs  []waitLine
		Source string
	}
}

// decode reads the YAML strictly. Anchors are refused: a ruleset needs none, and
// they are how a small file becomes a large one.
func decode(body string) (*file, error) {
	if line := nesting.TooDeep(body); line > 0 {
		return nil, fault.New(fault.Invalid, "ruleset.form", "line", line, "why", "nested too deep")
	}
	tree, err := parser.ParseBytes([]byte(body), 0)
	if err != nil {
		return nil, badForm(err)
	}
	var anchors anchorFinder
	for _, doc := range tree.Docs {
		if doc.Body != nil { // an empty document has none
			ast.Walk(&anchors, doc)
		}
	}
	if anchors.line > 0 {
		return nil, fault.New(fault.Invalid, "ruleset.anchor", "line", anchors.line)
	}
	var f file
	if err := yaml.NewDecoder(strings.NewReader(body), yaml.Strict()).Decode(&f); err != nil {
		return nil, badForm(err)
	}
	return &f, nil
}

// anchorFinder remembers the line of the first anchor or alias.
type anchorFinder struct{ line int }

func (a *anchorFinder) Visit(n ast.Node) ast.Visitor {
	switch n.Type() {
	case ast.AnchorType, ast.AliasType:
		if a.line == 0 {
			a.line = n.GetToken().Position.Line
		}
	}
	return a
}

// badForm names the line of a mistake of form.
func badForm(err error) error {
	var y yaml.Error
	if errors.As(err, &y) && y.GetToken() != nil {
		return fault.New(fault.Invalid, "ruleset.form", "line", y.GetToken().Position.Line, "why", y.GetMessage()).Because(err)
	}
	return fault.New(fault.Invalid, "ruleset.form", "line", 1, "why", err.Error()).Because(err)
}

// set turns the written form into the typed one, all mistakes at once.
func (f *file) set() (*Set, error) {
	var wrong fault.List
	s := &Set{Name: f.Name, Source: f.Source, Kinds: words(f.Kinds), Tags: words(f.Tags), Levels: words(f.Levels), CurveFrom: f.ProRata.Source}
	from, err := workday.ParseDate(f.From)
	wrong.Check(err == nil, "from", "ruleset.from", "text", f.From)
	s.From = from
	for _, t := range f.Tiers {
		s.Tiers = append(s.Tiers, t.tier(&wrong))
	}
	s.Curve = f.curve(&wrong)
	s.Lights.ReportDay = f.Lights.ReportDay
	for _, l := range f.Lights.Rules {
		s.Lights.Rules = append(s.Lights.Rules, l.rule(&wrong))
	}
	for _, t := range f.Templates {
		s.Templates = append(s.Templates, t.template())
	}
	f.governed(s, &wrong)
	f.publishing(s, &wrong)
	s.Recognition = f.Chain.rules(&wrong)
	s.Checks, s.Windows = f.Cross.checks(&wrong), f.Entry.windows(&wrong)
	s.Visit = f.Visit.form(&wrong)
	s.Indicators = f.Measured.rules(s, &wrong)
	s.Approvals = f.Approve.catalogue(s, &wrong)
	wrong.Add(s.Check())
	return s, wrong.Err()
}

func words(lines []wordLine) []Word {
	list := make([]Word, len(lines))
	for i, l := range lines {
		list[i] = Word(l)
	}
	return list
}

func (t tierLine) tier(wrong *fault.List) lifecycle.Tier {
	tier := lifecycle.Tier{Code: t.Code, Name: t.Name, Industry: t.Industry, Source: t.Source}
	var ok bool
	tier.Min, ok = yuan(t.Min)
	wrong.Check(ok, "tiers", "ruleset.amount", "code", t.Code, "text", t.Min)
	if t.Below != "" {
		tier.Below, ok = yuan(t.Below)
		wrong.Check(ok, "tiers", "ruleset.amount", "code", t.Code, "text", t.Below)
	}
	return tier
}

// curve reads twelve shares in per cent; none means linear.
func (f *file) curve(wrong *fault.List) target.Curve {
	if len(f.ProRata.Curve) == 0 {
		return target.Linear()
	}
	var c target.Curve
	wrong.Check(len(f.ProRata.Curve) == len(c), "pro_rata", "ruleset.curve_months", "months", len(f.ProRata.Curve))
	for i, text := range f.ProRata.Curve[:min(len(c), len(f.ProRata.Curve))] {
		points, ok := hundredths(text)
		wrong.Check(ok, "pro_rata", "ruleset.figure", "code", "curve", "text", text)
		c[i] = money.Points(points)
	}
	return c
}

// rule reads a light. Measures in points and shares are written in per cent,
// months as whole numbers.
func (l lightLine) rule(wrong *fault.List) signal.Rule {
	r := signal.Rule{Code: l.Code, Measure: signal.Measure(l.Measure), Light: signal.Light(l.Light), Source: l.Source}
	read := hundredths
	if !strings.HasSuffix(l.Measure, "points") && !strings.HasPrefix(l.Measure, "ratio") {
		read = func(s string) (int64, bool) { n, err := strconv.ParseInt(s, 10, 64); return n, err == nil }
	}
	for _, end := range []struct {
		text string
		into **int64
	}{{l.From, &r.From}, {l.To, &r.To}} {
		if end.text == "" {
			continue
		}
		n, ok := read(end.text)
		wrong.Check(ok, "lights", "ruleset.figure", "code", l.Code, "text", end.text)
		*end.into = &n
	}
	return r
}

func (t templateLine) template() schedule.Template {
	out := schedule.Template{Code: t.Code, Name: t.Name, Kinds: t.Kinds, Source: t.Source}
	for _, n := range t.Nodes {
		node := schedule.Node{Code: n.Code, Name: n.Name, Stage: n.Stage, After: n.After, Days: n.Days, Needs: needsOf(n.Needs), Source: n.Source}
		for _, w := range n.Works {
			node.Works = append(node.Works, schedule.Work(w))
		}
		out.Nodes = append(out.Nodes, node)
	}
	return out
}

// hundredths reads a decimal of at most two places exactly.
func hundredths(text string) (int64, bool) {
	n, exact, err := money.ParseDecimal(text, 100)
	return int64(n), err == nil && exact
}
