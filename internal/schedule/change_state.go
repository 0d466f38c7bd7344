// Where a change stands, and what it says once it is granted.

package schedule

import (
	"slices"

	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// A ChangeState is where a change stands: its last step says it.
type ChangeState string

const (
	ChangeWaits   ChangeState = "waits"   // 待批
	ChangeGranted ChangeState = "granted" // 已批准
	ChangeRefused ChangeState = "refused" // 未批准
	ChangeDropped ChangeState = "dropped" // 已撤回
)

// ChangeStates are all of them.
var ChangeStates = []ChangeState{ChangeWaits, ChangeGranted, ChangeRefused, ChangeDropped}

// ByLedger is the reason of a change that a ledger brought: it states another
// date and says nothing of why.
const ByLedger = "ledger"

// stageNode begins the node of a stage's date.
const stageNode = "stage:"

// StageNode names the planned date of a stage.
func StageNode(s lifecycle.Stage) string { return stageNode + string(s) }

// StageOf is the stage whose planned date a node is; "" of a milestone.
func StageOf(node string) lifecycle.Stage {
	if len(node) > len(stageNode) && node[:len(stageNode)] == stageNode {
		return lifecycle.Stage(node[len(stageNode):])
	}
	return ""
}

// State tells where it stands.
func (c *Change) State() ChangeState {
	switch c.last().Act {
	case Grant:
		return ChangeGranted
	case Refuse:
		return ChangeRefused
	case Drop:
		return ChangeDropped
	}
	return ChangeWaits
}

// By is the change as it stood on a day, without what was done later.
func (c Change) By(day workday.Date) Change {
	if c.last().Day > day {
		c.Steps = slices.DeleteFunc(slices.Clone(c.Steps), func(s ChangeStep) bool { return s.Day > day })
	}
	return c
}

// Asked is the step by which it was asked for.
func (c *Change) Asked() ChangeStep {
	if len(c.Steps) == 0 {
		return ChangeStep{}
	}
	return c.Steps[0]
}

// Since is the day from which it stands as it does.
func (c *Change) Since() workday.Date { return c.last().Day }

// Decided is the step that ended it; zero while it waits.
func (c *Change) Decided() ChangeStep {
	if c.State() == ChangeWaits {
		return ChangeStep{}
	}
	return c.last()
}

func (c *Change) last() ChangeStep {
	if len(c.Steps) == 0 {
		return ChangeStep{}
	}
	return c.Steps[len(c.Steps)-1]
}

// Settled is the date it brings: as granted, which may be earlier than asked for.
func (c *Change) Settled() workday.When {
	if to := c.last().To; !to.IsZero() {
		return to
	}
	return c.To
}

// Slip is by how many days it moves the date, from last day to last day; negative
// brings it forward.
func (c *Change) Slip() int { return int(c.Settled().Last() - c.From.Last()) }
