package app

import (
	"time"

	"guatu/internal/store"
)

// What the store keeps and pages show as it is. The shells name these and never
// the store.
type (
	// A View is a page's address kept under a name.
	View = store.View
	// A Session is one sign-in or one token.
	Session = store.Session
	// An Import is the record of a ledger taken in.
	Import = store.Import
	// A Tenant is a city or county that runs its own campaign.
	Tenant = store.Tenant
)

// Zone is where civil days are counted.
var Zone *time.Location = store.Zone
