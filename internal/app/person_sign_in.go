package app

import (
	"cmp"
	"context"
	"strings"
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

// maxFromAddress is how many failures one machine has in lockFor, over all logins:
// many more than a county's clerks behind one address make on a Monday.
const maxFromAddress = 60

// SignIn opens a page session and gives its token. Wrong login and wrong password
// are one answer, and so is a lock: a login that does not exist is locked after
// as many failures, and a locked one answers alike whether the password was right,
// so that the lock tells neither who is here nor that a guess was good.
func (a *App) SignIn(ctx context.Context, in SignIn) (token string, err error) {
	if in.IP != "" && !a.addresses.lockedUntil(in.IP, a.clock()).IsZero() {
		return "", fault.New(fault.Unavailable, "session.throttled")
	}
	tenant, err := a.tenantFor(ctx, in.Tenant)
	if err != nil {
		return "", err
	}
	token, err = a.atDoor(ctx, tenant, in)
	if e, ok := fault.As(err); ok && e.Kind == fault.Unauthenticated {
		if in.IP != "" {
			a.addresses.fail(in.IP, a.clock())
		}
		a.log.WarnContext(ctx, "sign-in refused", "login", loginSaid(in.Login), "ip", in.IP, "why", e.Code)
	}
	return token, err
}

// loginSaid is a login as the log may hold it: what has not the form of one may be
// a password typed into the wrong field.
func loginSaid(login string) string {
	if loginForm.MatchString(login) {
		return login
	}
	return "?"
}

// atDoor compares login and password.
func (a *App) atDoor(ctx context.Context, tenant string, in SignIn) (token string, err error) {
	person, kept, err := a.credentialOf(ctx, tenant, in.Login)
	if err != nil {
		return "", err
	}
	stranger := tenant + "\n" + in.Login
	if person == nil {
		kept.LockedUntil = a.strangers.lockedUntil(stranger, a.clock())
	}
	if kept.LockedUntil.After(a.clock()) {
		return "", locked(kept.LockedUntil)
	}
	right, err := a.samePassword(ctx, kept.Hash, in.Password)
	if err != nil {
		return "", err
	}
	if person == nil {
		a.strangers.fail(stranger, a.clock())
		return "", fault.New(fault.Unauthenticated, "session.wrong")
	}
	return a.enter(ctx, tenant, in, attempt{person, kept.Hash, right && !person.Closed})
}

// An attempt is a password that was compared: whose, with which hash, and whether
// it fitted.
type attempt struct {
	person *access.Person
	hash   string
	right  bool
}

// enter decides inside the act, where the count cannot move: of many guesses sent
// at once none is let in that was not among the first.
func (a *App) enter(ctx context.Context, tenant string, in SignIn, try attempt) (token string, err error) {
	var refused error
	by := journal.By{Who: try.person.ID, Name: try.person.Name, Action: access.SignIn}
	err = a.db.Write(ctx, access.SystemScope(tenant, access.SystemSignIn), by, func(tx *store.Tx) error {
		token, refused = "", nil // the act may be tried again
		kept, err := tx.Credential(try.person.ID)
		if err != nil {
			return err
		}
		switch {
		case kept.LockedUntil.After(tx.Now):
			refused = locked(kept.LockedUntil)
			return nil
		case !try.right || kept.Hash != try.hash:
			refused = fault.New(fault.Unauthenticated, "session.wrong")
			return countFailure(tx, try.person.ID)
		}
		token, err = a.openSession(tx, try.person.ID, in)
		return err
	})
	return token, cmp.Or(err, refused)
}

func locked(until time.Time) error {
	return fault.New(fault.Unauthenticated, "session.locked", "until", clockOf(until))
}

// clockOf is a moment as a clock on the wall shows it.
func clockOf(t time.Time) string { return t.In(store.Zone).Format("15:04") }

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
	if kept.LockedUntil.After(tx.Now) {
		return nil // guesses on the way when it was locked
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

// cut shortens what a browser says of itself, and drops what is no text.
func cut(s string, n int) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s[:min(len(s), n)], ""), "\x00", "")
}

// SignOut ends the visit's own session.
func (a *App) SignOut(ctx context.Context, v *Visit) error {
	by := journal.By{Who: v.ID, Name: v.Name, Action: access.SignIn}
	return a.db.Write(ctx, access.SystemScope(v.Tenant(), access.SystemSignIn), by, func(tx *store.Tx) error {
		return tx.RevokeSession(v.Session.ID)
	})
}
