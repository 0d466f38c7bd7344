package lifecycle

import (
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/money"
)

// Rules are how a place has its stages declared, evidenced, checked and
// recognised (认定办法). They are data of the ruleset; every line names its source.
type Rules struct {
	Stages      []StageRule    `json:"stages"`
	Kinds       []EvidenceKind `json:"evidence_kinds"`
	Departments []Department   `json:"departments"`
	Exclusions  []Exclusion    `json:"exclusions"`
	SendBack    []Reason       `json:"send_back_reasons"`
	Revoke      []Reason       `json:"revoke_reasons"`
	Sides       []SideState    `json:"side_states"`
}

// A StageRule says what one stage is and how it comes to be recognised.
type StageRule struct {
	Stage Stage  `json:"stage"`
	Sign  string `json:"sign"` // by what one knows it: 以正式打桩为标志
	// Signs are other signs of some kinds of project: 单纯购置以设备到位为开工.
	Signs    []KindSign `json:"signs,omitempty"`
	Fields   []string   `json:"fields,omitempty"` // of the project, that must be known
	Evidence []Need     `json:"evidence,omitempty"`
	Checks   []CheckBy  `json:"checks,omitempty"`
	// By is who recognises; the first line that holds. None: the stage is stated
	// and never recognised.
	By        []Recogniser `json:"by,omitempty"`
	CheckDays int          `json:"check_days,omitempty"` // working days for the departments
	Days      int          `json:"days,omitempty"`       // working days for the decision, after the checks
	// Declared must be declared before this stage can be, Recognised must be
	// recognised before this one is: what is in neither may be skipped.
	Declared   []Stage `json:"declared,omitempty"`
	Recognised []Stage `json:"recognised,omitempty"`
	NotBefore  []Stage `json:"not_before,omitempty"` // its date is not before theirs, where they have one
	Founded    bool    `json:"founded,omitempty"`    // nor before the enterprise was founded
	Source     string  `json:"source"`
}

// A KindSign is the sign of a stage for some kinds of project.
type KindSign struct {
	Kinds  []string `json:"kinds"`
	Sign   string   `json:"sign"`
	Source string   `json:"source"`
}

// A For says which projects a line is about: kinds and tiers, empty meaning any,
// less the kinds excepted.
type For struct {
	Kinds  []string `json:"kinds,omitempty"`
	Except []string `json:"except,omitempty"`
	Tiers  []string `json:"tiers,omitempty"`
}

// Holds tells whether the line is about a project of a kind and a tier.
func (f For) Holds(kind, tier string) bool {
	return (len(f.Kinds) == 0 || slices.Contains(f.Kinds, kind)) && !slices.Contains(f.Except, kind) &&
		(len(f.Tiers) == 0 || slices.Contains(f.Tiers, tier))
}

// A Need is one piece of evidence a stage is declared on. Of those with one AnyOf
// word, one will do. A Usual one is advised and never demanded.
type Need struct {
	For
	Kind   string `json:"kind"`
	AnyOf  string `json:"any_of,omitempty"`
	Usual  bool   `json:"usual,omitempty"`
	Source string `json:"source"`
}

// A CheckBy is a department that checks before the decision.
type CheckBy struct {
	For
	Department string `json:"department"`
	Source     string `json:"source"`
}

// A Recogniser is whose office recognises.
type Recogniser struct {
	For
	Who    Level  `json:"who"`
	Source string `json:"source"`
}

// A Level is where in the tree the recognising office stands.
type Level string

const (
	Above Level = "above" // of a unit strictly above the one that declares
	Top   Level = "top"   // of the unit whose campaign it is
)

// An EvidenceKind is one kind of evidence: what is asked of it once.
type EvidenceKind struct {
	Code   string   `json:"code"`
	Name   string   `json:"name"`
	Words  []string `json:"words,omitempty"`  // other ways files and offices call it
	Fields []string `json:"fields,omitempty"` // of its certificate, that must be known: see EvidenceFields
	// File demands the document itself. What the government issued can be looked up
	// by its number, and is not asked for again (domain.md 9.2).
	File  bool `json:"file,omitempty"`
	Photo bool `json:"photo,omitempty"` // it is a set of photos
	// Founding: its date is the day the enterprise was founded.
	Founding bool   `json:"founding,omitempty"`
	Source   string `json:"source"`
}

// EvidenceFields are what can be asked of a certificate.
var EvidenceFields = []string{"number", "issuer", "issued", "until", "holder", "amount"}

// A Department is a department of the campaign by its function. It is found in the
// tree by its words; one that is not there is not waited for.
type Department struct {
	Code   string   `json:"code"`
	Name   string   `json:"name"`
	Words  []string `json:"words,omitempty"`
	Source string   `json:"source,omitempty"`
}

// Named tells whether a unit is this department, by its name.
func (d Department) Named(u access.Unit) bool {
	return u.Kind == access.Department && !u.Closed &&
		slices.ContainsFunc(d.Words, func(w string) bool { return strings.Contains(u.Name, w) || strings.Contains(u.Short, w) })
}

// An Exclusion is why a project is not recognised (不予认定, domain.md 1.6). With
// conditions it is found by itself and refuses the declaration; without, it is a
// reason the office may give.
type Exclusion struct {
	Code       string     `json:"code"`
	Name       string     `json:"name"`
	Kinds      []string   `json:"kinds,omitempty"`
	Tags       []string   `json:"tags,omitempty"`
	Industries []string   `json:"industries,omitempty"` // GB/T 4754 prefixes
	Below      money.Yuan `json:"below,omitempty"`      // total investment under this
	Source     string     `json:"source"`
}

// Holds tells whether the facts of a project put it under the exclusion.
func (e Exclusion) Holds(p *Project) bool {
	return slices.Contains(e.Kinds, p.Kind) ||
		slices.ContainsFunc(p.Tags, func(t string) bool { return slices.Contains(e.Tags, t) }) ||
		slices.ContainsFunc(e.Industries, func(i string) bool { return p.Industry != "" && strings.HasPrefix(p.Industry, i) }) ||
		e.Below > 0 && p.Total.OK && p.Total.Yuan < e.Below
}

// A Reason is one of a closed list.
type Reason struct {
	Code   string `json:"code"`
	Name   string `json:"name"`
	Note   bool   `json:"note,omitempty"` // it must be said in words too
	Source string `json:"source,omitempty"`
}

// A SideState is a state beside the chain: paused, withdrawn, failed, exited,
// revived. It is entered for one of its reasons.
type SideState struct {
	Code     string   `json:"code"`
	Name     string   `json:"name"`
	Exit     bool     `json:"exit,omitempty"` // who is in it has left the chain (Exited)
	From     []Stage  `json:"from,omitempty"` // the stages it is entered from; none = any
	Reasons  []Reason `json:"reasons"`
	Evidence []string `json:"evidence,omitempty"` // kinds it is declared on
	Source   string   `json:"source"`
}

// Rule is the rule of a stage; not ok where the place has none.
func (r *Rules) Rule(s Stage) (*StageRule, bool) {
	for i := range r.Stages {
		if r.Stages[i].Stage == s {
			return &r.Stages[i], true
		}
	}
	return nil, false
}

// Kind is a kind of evidence by its code.
func (r *Rules) Kind(code string) (EvidenceKind, bool) { return lookUp(r.Kinds, code, kindCode) }

// KindName is the name of a kind of evidence, or its code where the rules have
// dropped it.
func (r *Rules) KindName(code string) string {
	if k, ok := r.Kind(code); ok {
		return k.Name
	}
	return code
}

// Department is a department by its code.
func (r *Rules) Department(code string) (Department, bool) {
	return lookUp(r.Departments, code, func(d Department) string { return d.Code })
}

// DepartmentName is the name of a department, or its code.
func (r *Rules) DepartmentName(code string) string {
	if d, ok := r.Department(code); ok {
		return d.Name
	}
	return code
}

// SideOf is the side state a reason belongs to.
func (r *Rules) SideOf(reason string) (SideState, Reason, bool) {
	for _, s := range r.Sides {
		if w, ok := lookUp(s.Reasons, reason, reasonCode); ok {
			return s, w, true
		}
	}
	return SideState{}, Reason{}, false
}

// ReasonName is the name of a reason in any of the lists, or its code.
func (r *Rules) ReasonName(code string) string {
	for _, list := range [][]Reason{r.SendBack, r.Revoke} {
		if w, ok := lookUp(list, code, reasonCode); ok {
			return w.Name
		}
	}
	if _, w, ok := r.SideOf(code); ok {
		return w.Name
	}
	return code
}

// Excluded are the exclusions a project falls under by its facts.
func (r *Rules) Excluded(p *Project) []Exclusion {
	var list []Exclusion
	for _, e := range r.Exclusions {
		if e.Holds(p) {
			list = append(list, e)
		}
	}
	return list
}

// SignFor is by what the stage is known for a kind of project.
func (s *StageRule) SignFor(kind string) string {
	for _, k := range s.Signs {
		if slices.Contains(k.Kinds, kind) {
			return k.Sign
		}
	}
	return s.Sign
}

// Level is who recognises a project of a kind and tier; "" = nobody does.
func (s *StageRule) Level(kind, tier string) Level {
	for _, b := range s.By {
		if b.Holds(kind, tier) {
			return b.Who
		}
	}
	return ""
}

func kindCode(k EvidenceKind) string { return k.Code }
func reasonCode(r Reason) string     { return r.Code }

func lookUp[T any](list []T, code string, codeOf func(T) string) (none T, ok bool) {
	for _, v := range list {
		if codeOf(v) == code {
			return v, true
		}
	}
	return none, false
}
