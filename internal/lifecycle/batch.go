package lifecycle

import (
	"guatu/internal/money"
	"guatu/internal/workday"
)

// A Batch is a list of projects that are to reach a stage by a day (一季度开工26个).
// A project belongs to it by carrying its name among Project.Batches. Count is
// what was promised; the names may still be fewer. Some promises name a sum too
// (总投资387.6亿元的12个项目).
type Batch struct {
	ID      string       `json:"id"`
	Version int          `json:"version"`
	Name    string       `json:"name"`
	Unit    string       `json:"unit"` // whose promise it is; units below it count
	Stage   Stage        `json:"stage"`
	Due     workday.Date `json:"due"`
	Count   int          `json:"count,omitempty"` // 0 = exactly those named
	Amount  money.Opt    `json:"amount,omitzero"` // total investment promised with them
	Source  string       `json:"source,omitempty"`
	Closed  bool         `json:"closed,omitempty"`
}
