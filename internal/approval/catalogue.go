// The catalogue of items: data of the ruleset, every limit with its source.

package approval

// A Catalogue is what a place knows of its approvals (审批事项目录).
type Catalogue struct {
	Source    string     `json:"source"`
	Limit     int        `json:"limit"` // working days before construction
	Until     []string   `json:"until"` // what the budget ends with: the first of these a project has
	Questions []Question `json:"questions"`
	Items     []Entry    `json:"items"`
}

// A Question of the screening; the first answer is taken where none is given.
type Question struct {
	Code    string   `json:"code"`
	Name    string   `json:"name"`
	Source  string   `json:"source"`
	Answers []Answer `json:"answers"`
}

// An Answer to a question, and what is known already that gives it: the kind of the
// project, or that the project's park has an assessment in place of an item. What is
// known is not asked again.
type Answer struct {
	Code   string   `json:"code"`
	Name   string   `json:"name"`
	Source string   `json:"source,omitempty"`
	Kinds  []string `json:"kinds,omitempty"` // kinds of projects
	Area   string   `json:"area,omitempty"`  // an item that an assessment of the area replaces
}

// A Condition holds when a question has one of some answers.
type Condition struct {
	Question string   `json:"question"`
	Is       []string `json:"is"`
}

// An Entry is one item of the catalogue.
type Entry struct {
	Code       string       `json:"code"`
	Name       string       `json:"name"`
	Words      []string     `json:"words,omitempty"`         // other names that ledgers and platforms use for it
	Platform   string       `json:"platform_code,omitempty"` // its code at the provincial online platform; empty = ours
	Lead       string       `json:"lead"`                    // code of the lead department
	With       []string     `json:"with,omitempty"`          // departments that take part: joint review (联合审图), joint acceptance (联合验收)
	Joint      string       `json:"joint,omitempty"`         // the joint event, by name; empty = none
	Basis      string       `json:"basis,omitempty"`         // the legal basis
	Limits     Limits       `json:"limits"`
	Needs      []string     `json:"needs,omitempty"`
	GrantNeeds []string     `json:"grant_needs,omitempty"`
	Materials  []Material   `json:"materials,omitempty"`
	Products   []Product    `json:"products,omitempty"`  // what the certificate says, for the enterprise's file
	Group      string       `json:"group,omitempty"`     // items of one group go in parallel (并联审批)
	When       []Condition  `json:"when,omitempty"`      // all must hold, else the project does not need it
	Variants   []Variant    `json:"variants,omitempty"`  // the first whose conditions hold is taken
	Assessed   string       `json:"assessed,omitempty"`  // the park-level assessment that replaces it (区域评估)
	Promise    string       `json:"promise,omitempty"`   // 告知承诺: the source that lets it be decided on a promise; empty = none does
	SameDay    string       `json:"same_day,omitempty"`  // 交地即交证: the certificate comes with the land; source
	PassedOn   string       `json:"passed_on,omitempty"` // 零跑腿: papers go on without the applicant; source
	Stops      []StopReason `json:"stops,omitempty"`
	Standards  []Standard   `json:"standards,omitempty"` // of other jurisdictions, side by side (川渝通办)
	Event      bool         `json:"event,omitempty"`     // no approval but something that must have happened, such as the works
	Source     string       `json:"source"`              // where it stands in the order
	Needed     string       `json:"needed,omitempty"`    // why what it needs is needed, where that is our own reading
}

// Limits are how long an item may take, each with its source.
type Limits struct {
	Statutory       *int   `json:"statutory,omitempty"` // nil = the law sets none
	StatutorySource string `json:"statutory_source,omitempty"`
	Pledged         int    `json:"pledged"`
	PledgedSource   string `json:"pledged_source,omitempty"`
	Unit            Unit   `json:"unit,omitempty"`
}

// A Material is a document handed in. A minor one may be missing at acceptance
// (容缺, 副件).
type Material struct {
	Code  string `json:"code"`
	Name  string `json:"name"`
	Minor bool   `json:"minor,omitempty"`
	Form  string `json:"form,omitempty"` // 原件、复印件、电子件; what the notice of what is missing asks for
}

// A Product is a field of the certificate an item ends with.
type Product struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// A Variant changes an entry for some projects; what it leaves out stays.
type Variant struct {
	Name       string      `json:"name"`
	When       []Condition `json:"when,omitempty"`
	Limits     *Limits     `json:"limits"`
	Needs      *[]string   `json:"needs,omitempty"`
	GrantNeeds *[]string   `json:"grant_needs,omitempty"`
	Mock       bool        `json:"mock,omitempty"` // 模拟审批: it runs before its needs are granted and turns formal with them
	Source     string      `json:"source"`
}

// A Standard is the same item as another jurisdiction limits it.
type Standard struct {
	Place  string `json:"place,omitempty"`
	Limits Limits `json:"limits"`
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

// Said is a question and its answer in words; codes that the catalogue does not know
// stand as they are.
func (c *Catalogue) Said(question, answer string) (asked, said string) {
	for _, q := range c.Questions {
		if q.Code != question {
			continue
		}
		for _, a := range q.Answers {
			if a.Code == answer {
				return q.Name, a.Name
			}
		}
	}
	return question, answer
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
