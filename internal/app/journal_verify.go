package app

import (
	"context"

	"guatu/internal/access"
	"guatu/internal/fault"
)

// A JournalState is what a walk along the whole journal found.
type JournalState struct {
	Entries int64  `json:"entries"` // how many hold
	Head    string `json:"head"`    // hash of the last that holds
	Fault   error  `json:"-"`       // the first that breaks and how; nil when all hold
}

// JournalVerify walks the tenant's journal from its first entry to its head, as
// guatu journal verify does.
func (a *App) JournalVerify(ctx context.Context, who access.Actor) (*JournalState, error) {
	if !who.Can(access.ReadJournal) {
		return nil, fault.New(fault.Forbidden, "access.forbidden", "action", string(access.ReadJournal))
	}
	reports, err := a.db.Verify(ctx, nil)
	if err != nil {
		return nil, err
	}
	for _, r := range reports {
		if r.Tenant == who.Tenant() {
			return &JournalState{r.Entries, r.Head, r.Fault}, nil
		}
	}
	return &JournalState{}, nil // nothing was ever written
}
