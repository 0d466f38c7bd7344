// The catalogue of items: data of the ruleset, every limit with its source.

package approval

// A Catalogue is what a place knows of its approvals (审批事项目录).
type Catalogue struct {
	Source    string
	Limit     int      // working days before construction
	Until     []string // what the budget ends with: the first of these a project has
	Questions []Question
	Items     []Entry
}

// A Question of the screening; the first answer is taken where none is given.
type Question struct {
	Code, Name, Source string
	Answers            []Answer
}

// An Answer to a question, and what is known already that gives it: the kind of the
// project, or that the project's park has an assessment in place of an item. What is
// known is not asked again.
type Answer struct {
	Code, Name, Source string
	Kinds              []string // kinds of projects
	Area               string   // an item that an assessment of the area replaces
}

// A Condition holds when a question has one of some answers.
type Condition struct {
	Question string
	Is       []string
}

// An Entry is one item of the catalogue.
type Entry struct {
	Code, Name string
	Lead       string   // code of the lead department
	With       []string // departments that take part: joint review (联合审图), joint acceptance (联合验收)
	Joint      string   // the joint event, by name; empty = none
	Basis      string   // the legal basis
	Limits     Limits
	Needs      []string
	GrantNeeds []string
	Materials  []Material
	Products   []Product   // what the certificate says, for the enterprise's file
	Group      string      // items of one group go in parallel (并联审批)
	When       []Condition // all must hold, else the project does not need it
	Variants   []Variant   // the first whose conditions hold is taken
	Assessed   string      // the park-level assessment that replaces it (区域评估)
	Promise    string      // 告知承诺: the source that lets it be decided on a promise; empty = none does
	SameDay    string      // 交地即交证: the certificate comes with the land; source
	PassedOn   string      // 零跑腿: papers go on without the applicant; source
	Stops      []StopReason
	Standards  []Standard // of other jurisdictions, side by side (川渝通办)
	Event      bool       // no approval but something that must have happened, such as the works
	Source     string     // where it stands in the order
	Needed     string     // why what it needs is needed, where that is our own reading
}

// Limits are how long an item may take, each with its source.
type Limits struct {
	Statutory       *int // nil = the law sets none
	StatutorySource string
	Pledged         int
	PledgedSource   string
	Unit            Unit
}

// A Material is a document handed in. A minor one may be missing at acceptance
// (容缺, 副件).
type Material struct {
	Code, Name string
	Minor      bool
	Form       string // 原件、复印件、电子件; what the notice of what is missing asks for
}

// A Product is a field of the certificate an item ends with.
type Product struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// A Variant changes an entry for some projects; what it leaves out stays.
type Variant struct {
	Name       string
	When       []Condition
	Limits     *Limits
	Needs      *[]string
	GrantNeeds *[]string
	Mock       bool // 模拟审批: it runs before its needs are granted and turns formal with them
	Source     string
}

// A Standard is the same item as another jurisdiction limits it.
type Standard struct {
	Place  string
	Limits Limits
}

// Entry finds an item by its code.
func (c *Catalogue) Entry(code string) (*Entry, bool) {
	for i := range c.Items {
		if c.Items[i].Code == code {
			return &c.Items[i], true
		}
	}
	return nil, false
}

// Minor are the codes of the documents an item can be accepted without.
func (e *Entry) Minor() (codes []string) {
	for _, m := range e.Materials {
		if m.Minor {
			codes = append(codes, m.Code)
		}
	}
	return codes
}
