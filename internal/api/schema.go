// How the value types look in JSON. They live in packages that know nothing of
// huma, so their schemas are taught to its registry here.

package api

import (
	"path"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/approval"
	"guatu/internal/glossary"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/schedule"
	"guatu/internal/score"
	"guatu/internal/signal"
	"guatu/internal/target"
	"guatu/internal/workday"
)

// teach replaces each value type by one that has its schema.
func teach(registry huma.Registry) {
	for of, by := range map[reflect.Type]reflect.Type{
		reflect.TypeFor[workday.Date]():        reflect.TypeFor[date](),
		reflect.TypeFor[workday.When]():        reflect.TypeFor[when](),
		reflect.TypeFor[money.Yuan]():          reflect.TypeFor[yuan](),
		reflect.TypeFor[money.Opt]():           reflect.TypeFor[opt](),
		reflect.TypeFor[money.Points]():        reflect.TypeFor[points](),
		reflect.TypeFor[money.Amount]():        reflect.TypeFor[amount](),
		reflect.TypeFor[lifecycle.Stage]():     reflect.TypeFor[code[stages]](),
		reflect.TypeFor[lifecycle.Sense]():     reflect.TypeFor[code[senses]](),
		reflect.TypeFor[lifecycle.Store]():     reflect.TypeFor[code[stores]](),
		reflect.TypeFor[signal.Light]():        reflect.TypeFor[code[lights]](),
		reflect.TypeFor[signal.Measure]():      reflect.TypeFor[code[measures]](),
		reflect.TypeFor[schedule.NodeState]():  reflect.TypeFor[code[nodes]](),
		reflect.TypeFor[target.Basis]():        reflect.TypeFor[code[bases]](),
		reflect.TypeFor[target.Period]():       reflect.TypeFor[span](),
		reflect.TypeFor[target.Grain]():        reflect.TypeFor[code[grains]](),
		reflect.TypeFor[target.Op]():           reflect.TypeFor[code[ops]](),
		reflect.TypeFor[target.Kind]():         reflect.TypeFor[code[goalKinds]](),
		reflect.TypeFor[target.State]():        reflect.TypeFor[code[goalStates]](),
		reflect.TypeFor[target.Measure]():      reflect.TypeFor[code[units]](),
		reflect.TypeFor[target.Value]():        reflect.TypeFor[figure](),
		reflect.TypeFor[score.Mark]():          reflect.TypeFor[mark](),
		reflect.TypeFor[score.Points]():        reflect.TypeFor[score4](),
		reflect.TypeFor[approval.Kind]():       reflect.TypeFor[code[approvalFacts]](),
		reflect.TypeFor[approval.StopReason](): reflect.TypeFor[code[stopReasons]](),
		reflect.TypeFor[approval.State]():      reflect.TypeFor[code[approvalStates]](),
		reflect.TypeFor[approval.ChangeKind](): reflect.TypeFor[code[approvalChanges]](),
		reflect.TypeFor[approval.Unit]():       reflect.TypeFor[code[approvalUnits]](),
		reflect.TypeFor[app.DeadlineKind]():    reflect.TypeFor[code[deadlines]](),
		reflect.TypeFor[app.DeskLane]():        reflect.TypeFor[code[deskLanes]](),
		reflect.TypeFor[access.Role]():         reflect.TypeFor[code[roles]](),
		reflect.TypeFor[access.UnitKind]():     reflect.TypeFor[code[unitKinds]](),
		reflect.TypeFor[access.Action]():       reflect.TypeFor[code[actions]](),
	} {
		registry.RegisterTypeAlias(of, by)
	}
}

// nameOf names a schema after its type, which is enough but for the calendar's
// own words (a Reason there is why a day is worked, elsewhere why a light is on)
// and for what two packages call by one name.
func nameOf(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch from := path.Base(t.PkgPath()); {
	case from == "workday":
		return "Day" + name
	case from == "lifecycle" && namesakes[name]:
		return "Stage" + name
	case from == "schedule" && namesakes[name]:
		return "Plan" + name
	case from == "approval":
		return "Permit" + name
	case from == "target" && goalNames[name]:
		return "Target" + name
	}
	return name
}

// namesakes are the names that several packages have: a Rule is one of lights, of
// stages or of dates.
var namesakes = map[string]bool{"Rule": true, "Rules": true, "Reason": true, "Reasons": true, "Need": true, "Change": true, "Finding": true,
	"State": true, "Tally": true, "Verdict": true, "Basis": true, "Date": true, "Unit": true}

// goalNames are the names of target that others have too.
var goalNames = map[string]bool{"Standing": true, "Line": true, "Part": true}

// What figures say of themselves wherever they stand.
const (
	aboutYuan   = "元"
	aboutOpt    = "元；null 为未填报"
	aboutPoints = "百分点 × 100"
)

type (
	date   string
	when   string
	yuan   int64
	opt    int64
	points int64
	span   string
	figure float64
	mark   float64
	score4 float64
)

// Schema of a score that may be missing.
func (mark) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeNumber, Nullable: true, Description: "分，四位小数；null 为未填报或无法计算"}
}

// Schema of a difference of scores.
func (score4) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeNumber, Description: "分，四位小数"}
}

// Schema of a period.
func (span) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Description: "年、半年、季度、月、旬（X）或周（W）", Examples: []any{"2026", "2026-Q1", "2026-03", "2026-03-X2", "2026-03-W2"},
		Pattern:            `^([0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])(-X[1-3]|-W[1-6])?)?)?$`,
		PatternDescription: "2026、2026-H1、2026-Q1、2026-03、2026-03-X2、2026-03-W2"}
}

// Schema of an indicator's value.
func (figure) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeNumber, Description: "按指标计量：个数为个（共建园区按份额，可有小数），金额为元，比率为百分数，其他按指标的计量单位；最多四位小数", Examples: []any{56, 0.6, 9.5}}
}

// Schema of a civil date.
func (date) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date", Examples: []any{"2026-03-19"}}
}

// Schema of a date known as exactly as it was told; "" is none.
func (when) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Description: "精确到日、月、季、半年或年", Examples: []any{"2026-03-19", "2026-03", "2026-Q1", "2026-H1", "2026"},
		Pattern:            `^([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?|-Q[1-4]|-H[12])?)?$`,
		PatternDescription: "2026-03-19、2026-03、2026-Q1、2026-H1、2026"}
}

// Schema of an amount.
func (yuan) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeInteger, Format: "int64", Description: aboutYuan}
}

// Schema of an amount that may not have been reported.
func (opt) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeInteger, Format: "int64", Nullable: true, Description: aboutOpt}
}

// Schema of percentage points.
func (points) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeInteger, Format: "int64", Description: aboutPoints}
}

// An amount is money.Amount in JSON.
type amount struct {
	Yuan    money.Opt     `json:"yuan"`
	Low     money.Opt     `json:"low,omitzero" doc:"区间下限，元"`
	High    money.Opt     `json:"high,omitzero" doc:"区间上限，元"`
	Foreign *foreignMoney `json:"foreign,omitempty" doc:"外币，按原文保留，不折算"`
	Approx  bool          `json:"approx,omitempty" doc:"约数"`
	Text    string        `json:"text,omitempty" doc:"原文"`
}

type foreignMoney struct {
	Amount   string `json:"amount" doc:"十进制数"`
	Currency string `json:"currency" doc:"币种，ISO 4217"`
}

// A code is a closed list of words of the glossary; K says which.
type code[K codes] string

// codes is one closed list: its kind in the glossary and its values.
type codes interface {
	list() (kind string, values []string)
}

// Schema lists the values with their labels.
func (code[K]) Schema(huma.Registry) *huma.Schema {
	var k K
	kind, values := k.list()
	s := &huma.Schema{Type: huma.TypeString}
	var said []string
	for _, v := range values {
		s.Enum = append(s.Enum, v)
		said = append(said, v+" "+glossary.LabelOf(glossary.ZH, kind, v))
	}
	s.Description = strings.Join(said, "、")
	return s
}

type (
	stages    struct{}
	senses    struct{}
	stores    struct{}
	lights    struct{}
	measures  struct{}
	nodes     struct{}
	bases     struct{}
	roles     struct{}
	unitKinds struct{}
	actions   struct{}

	grains     struct{}
	ops        struct{}
	goalKinds  struct{}
	goalStates struct{}
	units      struct{}

	approvalFacts   struct{}
	stopReasons     struct{}
	approvalStates  struct{}
	approvalChanges struct{}
	approvalUnits   struct{}
	deskLanes       struct{}
	deadlines       struct{}
)

func (approvalFacts) list() (string, []string)  { return "approval_fact", textsOf(approval.Kinds()) }
func (stopReasons) list() (string, []string)    { return "stop_reason", textsOf(approval.StopReasons()) }
func (approvalStates) list() (string, []string) { return "approval_state", textsOf(approval.States()) }
func (approvalChanges) list() (string, []string) {
	return "approval_change", textsOf(approval.ChangeKinds())
}
func (approvalUnits) list() (string, []string) {
	return "approval_unit", textsOf([]approval.Unit{approval.WorkingDays, approval.CalendarDays})
}
func (deadlines) list() (string, []string) { return "deadline", textsOf(app.DeadlineKinds) }
func (deskLanes) list() (string, []string) { return "desk_lane", textsOf(app.DeskLanes) }

func (grains) list() (string, []string)     { return "grain", textsOf(target.Grains) }
func (ops) list() (string, []string)        { return "target_op", textsOf(target.Ops) }
func (goalKinds) list() (string, []string)  { return "goal_kind", textsOf(target.Kinds) }
func (goalStates) list() (string, []string) { return "target_state", textsOf(target.States) }
func (units) list() (string, []string) {
	return "target_measure", textsOf(target.Measures)
}

func (stages) list() (string, []string) {
	return "stage", textsOf(append(lifecycle.Stages[:len(lifecycle.Stages):len(lifecycle.Stages)], lifecycle.Exited))
}
func (senses) list() (string, []string) {
	return "sense", textsOf([]lifecycle.Sense{lifecycle.Dispatch, lifecycle.Statistics})
}
func (stores) list() (string, []string) {
	return "store", textsOf([]lifecycle.Store{lifecycle.StoreYes, lifecycle.StoreNo})
}
func (lights) list() (string, []string)   { return "light", textsOf(signal.Lights) }
func (measures) list() (string, []string) { return "measure", textsOf(signal.Measures) }
func (nodes) list() (string, []string) {
	return "node", textsOf([]schedule.NodeState{schedule.Reached, schedule.LateDone, schedule.Overdue, schedule.Due, schedule.Future, schedule.Undated})
}
func (bases) list() (string, []string) {
	return "basis", textsOf([]target.Basis{target.BasisYear, target.BasisBalance, target.BasisFirst, target.BasisNoFigure})
}
func (roles) list() (string, []string)     { return "role", textsOf(access.Roles) }
func (unitKinds) list() (string, []string) { return "unit_kind", textsOf(access.UnitKinds) }
func (actions) list() (string, []string) {
	var list []string
	for _, right := range access.Matrix {
		list = append(list, string(right.Action))
	}
	return "action", list
}

func textsOf[T ~string](list []T) []string {
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = string(v)
	}
	return texts
}
