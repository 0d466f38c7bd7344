package lifecycle

import "guatu/internal/workday"

// A Stage is one step of the chain 线索→签约→立项→开工→竣工→投产→达效→列统; a
// project that left it is Exited. The empty Stage is "not reported".
type Stage string

const (
	Lead         Stage = "lead"          // 线索
	Signed       Stage = "signed"        // 签约
	Filed        Stage = "filed"         // 立项备案
	Started      Stage = "started"       // 开工
	Completed    Stage = "completed"     // 竣工
	Producing    Stage = "producing"     // 投产
	AtCapacity   Stage = "at_capacity"   // 达产达效
	InStatistics Stage = "in_statistics" // 列统
	Exited       Stage = "exited"        // 退出
)

// Stages is the chain in order, without Exited.
var Stages = []Stage{Lead, Signed, Filed, Started, Completed, Producing, AtCapacity, InStatistics}

// Order is the place of a stage in the chain from 1; 0 for none, 9 for Exited.
func (s Stage) Order() int {
	switch s { // asked of every stage of every project for every page
	case Lead:
		return 1
	case Signed:
		return 2
	case Filed:
		return 3
	case Started:
		return 4
	case Completed:
		return 5
	case Producing:
		return 6
	case AtCapacity:
		return 7
	case InStatistics:
		return 8
	case Exited:
		return 9
	}
	return 0
}

// Known tells that s is a stage of the chain or Exited.
func (s Stage) Known() bool { return s.Order() > 0 }

// A StageFact is what is known of one stage of one project: when it is planned,
// whether and when its unit declared it (申报), whether and when the level above
// recognised it (认定). Ledgers often say that a stage is reached without saying
// when, so Declared stands beside its date.
//
// Baseline is the first date ever planned and never moves; Planned is the date in
// force, which moves only by a granted change; Forecast is when its unit now
// expects it.
type StageFact struct {
	Stage        Stage        `json:"stage"`
	Baseline     workday.When `json:"baseline,omitzero"`
	Planned      workday.When `json:"planned,omitzero"`
	Forecast     workday.When `json:"forecast,omitzero"`
	Declared     bool         `json:"declared,omitempty"`
	DeclaredOn   workday.When `json:"declared_on,omitzero"`
	Recognised   bool         `json:"recognised,omitempty"`
	RecognisedOn workday.When `json:"recognised_on,omitzero"`
}

// Empty tells that the fact says nothing and need not be kept.
func (f StageFact) Empty() bool {
	return f.Planned.IsZero() && f.Forecast.IsZero() && !f.Declared && !f.Recognised
}

// Plan puts a date in force; the first one becomes the baseline for ever.
func (f StageFact) Plan(on workday.When) StageFact {
	if f.Baseline.IsZero() {
		f.Baseline = on
	}
	f.Planned = on
	return f
}
