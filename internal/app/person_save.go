package app

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/ident"
	"guatu/internal/store"
)

// PersonSave adds a person (no ID) or changes one. A password given is set, as a
// first one or a new one after it was lost.
type PersonSave struct {
	access.Person
	Password string `json:"password,omitempty"`
}

var loginForm = regexp.MustCompile(`^[a-zA-Z0-9][a-zA-Z0-9._-]{2,31}$`)

func checkLogin(login string, wrong *fault.List) {
	wrong.Check(loginForm.MatchString(login), "login", "person.login", "login", login)
}

// PersonSave is the administrator's keeping of people. It gives the person's ID.
func (a *App) PersonSave(ctx context.Context, who access.Actor, in PersonSave) (string, error) {
	if err := may(who, access.ChangePerson); err != nil {
		return "", err // before the password is hashed
	}
	if err := in.check(); err != nil {
		return "", err
	}
	var hash string
	if in.Password != "" {
		var err error
		if hash, err = a.hashPassword(ctx, in.Password); err != nil {
			return "", err
		}
	}
	is := in.Person
	err := a.act(ctx, who, access.ChangePerson, "", func(tx *store.Tx) error {
		is = in.Person // the act may be tried again
		return a.savePerson(tx, &is, hash)
	})
	return is.ID, err
}

func (in PersonSave) check() error {
	var wrong fault.List
	checkLogin(in.Login, &wrong)
	wrong.Check(strings.TrimSpace(in.Name) != "", "name", "person.name_empty")
	wrong.Check(in.Unit != "", "unit", "person.unit_empty")
	wrong.Check(len(in.Roles) > 0, "roles", "person.roles_empty")
	for _, r := range in.Roles {
		wrong.Check(slices.Contains(access.Roles, r), "roles", "person.role", "role", string(r))
	}
	// GB/T 22239 8.1.6: who audits does not manage, and the other way round.
	wrong.Check(!slices.Contains(in.Roles, access.RoleAuditor) || len(in.Roles) == 1, "roles", "person.auditor_alone")
	if slices.Contains(in.Roles, access.RoleEnterprise) {
		if e, ok := fault.As(ident.USCI(in.Enterprise)); ok {
			wrong.Add(e.At("enterprise"))
		}
		wrong.Check(len(in.Roles) == 1, "roles", "person.enterprise_alone")
	}
	wrong.Check(in.ID != "" || in.Password != "", "password", "password.empty")
	if in.Password != "" {
		checkPassword(in.Login, in.Password, &wrong)
	}
	return wrong.Err()
}

// savePerson writes the person and, where there is one, the password's hash. A
// new password ends the person's sessions.
func (a *App) savePerson(tx *store.Tx, is *access.Person, hash string) error {
	people, err := tx.People()
	if err != nil {
		return err
	}
	if err := freeLogin(people, *is); err != nil {
		return err
	}
	if err := unitThere(tx, is.Unit); err != nil {
		return err
	}
	var was *access.Person
	if is.ID == "" {
		is.ID = a.newID()
	} else if was, err = tx.Person(is.ID); err != nil {
		return err
	}
	if err := adminLeft(people, *is); err != nil {
		return err
	}
	if err := tx.SavePerson(was, is); err != nil {
		return err
	}
	if hash == "" && !is.Closed {
		return nil
	}
	if hash != "" {
		if err := tx.SaveCredential(store.Credential{Person: is.ID, Hash: hash, ChangedAt: tx.Now}); err != nil {
			return err
		}
	}
	return endSessions(tx, is.ID)
}

func freeLogin(people []access.Person, is access.Person) error {
	for _, p := range people {
		if p.ID != is.ID && strings.EqualFold(p.Login, is.Login) {
			return fault.New(fault.Invalid, "person.login_taken", "login", is.Login).At("login")
		}
	}
	return nil
}

// adminLeft refuses the change that leaves nobody to keep people and units: there
// is no built-in account to come back with. A campaign that has no administrator
// already is not kept from getting one.
func adminLeft(people []access.Person, is access.Person) error {
	keeps := func(p access.Person) bool { return !p.Closed && slices.Contains(p.Roles, access.RoleAdmin) }
	others := slices.ContainsFunc(people, func(p access.Person) bool { return p.ID != is.ID && keeps(p) })
	kept := slices.ContainsFunc(people, func(p access.Person) bool { return p.ID == is.ID && keeps(p) })
	if kept && !keeps(is) && !others {
		return fault.New(fault.Conflict, "person.last_admin")
	}
	return nil
}

func unitThere(tx *store.Tx, id string) error {
	units, err := tx.Units()
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(units, func(u access.Unit) bool { return u.ID == id }) {
		return fault.New(fault.Invalid, "unit.not_found", "id", id).At("unit")
	}
	return nil
}

func endSessions(tx *store.Tx, person string) error {
	sessions, err := tx.Sessions(person)
	if err != nil {
		return err
	}
	for _, s := range sessions {
		if err := tx.RevokeSession(s.ID); err != nil {
			return err
		}
	}
	return nil
}

// PasswordChange is a person's own change of password.
type PasswordChange struct {
	Old string `json:"old"`
	New string `json:"new"`
}

// PasswordChange sets a new password and ends every session but goes on with
// none: the person signs in again. A wrong old password counts like one at the
// door: whoever found a browser open does not get to guess without end.
func (a *App) PasswordChange(ctx context.Context, who access.Actor, in PasswordChange) error {
	var wrong fault.List
	checkPassword(who.Login, in.New, &wrong)
	wrong.Check(in.New != in.Old, "password", "password.same")
	if err := wrong.Err(); err != nil {
		return err
	}
	if err := a.oldPassword(ctx, who, in.Old); err != nil {
		return err
	}
	hash, err := a.hashPassword(ctx, in.New)
	if err != nil {
		return err
	}
	return a.act(ctx, who, access.ChangePassword, "", func(tx *store.Tx) error {
		if err := tx.SaveCredential(store.Credential{Person: who.ID, Hash: hash, ChangedAt: tx.Now}); err != nil {
			return err
		}
		return endSessions(tx, who.ID)
	})
}

// oldPassword asks a person for the password they have.
func (a *App) oldPassword(ctx context.Context, who access.Actor, old string) error {
	_, kept, err := a.credentialOf(ctx, who.Tenant(), who.Login)
	if err != nil {
		return err
	}
	if kept.LockedUntil.After(a.clock()) {
		return fault.New(fault.Invalid, "session.locked", "until", clockOf(kept.LockedUntil)).At("old")
	}
	right, err := a.samePassword(ctx, kept.Hash, old)
	if err != nil || right {
		return err
	}
	err = a.act(ctx, who, access.ChangePassword, "", func(tx *store.Tx) error { return countFailure(tx, who.ID) })
	return cmp.Or(err, error(fault.New(fault.Invalid, "password.old").At("old")))
}
