package app

import (
	"context"
	"time"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/journal"
	"guatu/internal/store"
)

// SignIn is a person at the door.
type SignIn struct {
	Tenant   string `json:"tenant,omitempty"` // needed only where several campaigns share a server
	Login    string `json:"login"`
	Password string `json:"password"`
	Agent    string `json:"-"`
	IP       string `json:"-"`
}

// Lock after five failures, for a quarter of an hour (GB/T 22239 8.1.4.1 b).
const (
	maxFailures = 5
	lockFor     = 15 * time.Minute
)

// nobodysHash is compared when there is no such login, so that the answer takes
// as long either way.
const nobodysHash = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

// SignIn opens a page session and gives its token. Wrong login and wrong
// password are one answer.
func (a *App) SignIn(ctx context.Context, in SignIn) (token string, err error) {
	tenant, err := a.tenantFor(ctx, in.Tenant)
	if err != nil {
		return "", err
	}
	person, kept, err := a.credentialOf(ctx, tenant, in.Login)
	if err != nil {
		return "", err
	}
	if kept.LockedUntil.After(a.clock()) {
		return "", fault.New(fault.Unauthenticated, "session.locked", "until", kept.LockedUntil.In(store.Zone).Format("15:04"))
	}
	right := a.samePassword(kept.Hash, in.Password) && person != nil && !person.Closed
	if person == nil {
		return "", fault.New(fault.Unauthenticated, "session.wrong")
	}
	actor := access.SystemActor(tenant, access.SystemSignIn)
	by := journal.By{Who: person.ID, Name: person.Name, Action: access.SignIn}
	err = a.db.Write(ctx, actor.Scope(), by, func(tx *store.Tx) error {
		if !right {
			return countFailure(tx, person.ID)
		}
		token, err = a.openSession(tx, person.ID, in)
		return err
	})
	if err == nil && !right {
		err = fault.New(fault.Unauthenticated, "session.wrong")
	}
	return token, err
}

// tenantFor is the tenant named, or the only one there is.
func (a *App) tenantFor(ctx context.Context, named string) (string, error) {
	if named != "" {
		return named, nil
	}
	tenants, err := a.db.Tenants(ctx)
	if err != nil {
		return "", err
	}
	if len(tenants) != 1 {
		return "", fault.New(fault.Invalid, "session.which_tenant", "count", len(tenants)).At("tenant")
	}
	return tenants[0].ID, nil
}

func (a *App) credentialOf(ctx context.Context, tenant, login string) (person *access.Person, kept store.Credential, err error) {
	kept.Hash = nobodysHash
	err = a.db.Read(ctx, access.SystemScope(tenant, access.SystemSignIn), func(tx *store.Tx) error {
		person, err = tx.PersonByLogin(login)
		if fault.KindOf(err) == fault.NotFound {
			person = nil
			return nil
		}
		if err != nil {
			return err
		}
		kept, err = tx.Credential(person.ID)
		return err
	})
	return person, kept, err
}

// countFailure counts inside the act, so that two tries at once are two failures.
func countFailure(tx *store.Tx, person string) error {
	kept, err := tx.Credential(person)
	if err != nil {
		return err
	}
	kept.Failures++
	if kept.Failures >= maxFailures {
		kept.Failures, kept.LockedUntil = 0, tx.Now.Add(lockFor)
	}
	return tx.SaveCredential(kept)
}

func (a *App) openSession(tx *store.Tx, person string, in SignIn) (string, error) {
	kept, err := tx.Credential(person)
	if err != nil {
		return "", err
	}
	if kept.Failures > 0 || !kept.LockedUntil.IsZero() {
		kept.Failures, kept.LockedUntil = 0, time.Time{}
		if err := tx.SaveCredential(kept); err != nil {
			return "", err
		}
	}
	token, hash := a.newToken()
	form, _ := a.newToken()
	return token, tx.OpenSession(store.Session{ID: a.newID(), TokenHash: hash, Person: person, Kind: PageSession, Agent: cut(in.Agent, 200), IP: in.IP,
		OpenedAt: tx.Now, SeenAt: tx.Now, ExpiresAt: tx.Now.Add(pageSession), Form: form})
}

// cut shortens what a browser says of itself.
func cut(s string, n int) string { return s[:min(len(s), n)] }

// SignOut ends the visit's own session.
func (a *App) SignOut(ctx context.Context, v *Visit) error {
	by := journal.By{Who: v.ID, Name: v.Name, Action: access.SignIn}
	return a.db.Write(ctx, access.SystemScope(v.Tenant(), access.SystemSignIn), by, func(tx *store.Tx) error {
		return tx.RevokeSession(v.Session.ID)
	})
}
