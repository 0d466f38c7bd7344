package app

import (
	"strings"
	"sync"
	"testing"
	"time"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/store"
	"guatu/internal/store/storetest"
)

// member is a clerk with a password.
func (o *office) member() access.Actor { return o.withPassword(o.as(access.RoleReporter, "east")) }

func (o *office) signIn(login, password string) (string, error) {
	return o.SignIn(o.ctx(), SignIn{Login: login, Password: password})
}

func TestSignInOpensASessionOfThePerson(t *testing.T) {
	o := newOffice(t)
	who := o.member()
	token, err := o.signIn(who.Login, goodPassword)
	o.must(err)
	visit, err := o.Visit(t.Context(), token, PageSession)
	o.must(err)
	if visit.ID != who.ID || visit.Session.Form == "" || strings.Contains(visit.Session.TokenHash, token) {
		t.Errorf("visit %+v", visit.Session)
	}
	_, err = o.Visit(t.Context(), token, APISession)
	wants(t, err, fault.Unauthenticated, "session.none")
}

func TestAWrongLoginAndAWrongPasswordAreOneAnswer(t *testing.T) {
	o := newOffice(t)
	_, wrongPassword := o.signIn(o.member().Login, "Wrong-2026-x")
	_, wrongLogin := o.signIn("nobody", goodPassword)
	wants(t, wrongPassword, fault.Unauthenticated, "session.wrong")
	if wrongLogin == nil || wrongLogin.Error() != wrongPassword.Error() {
		t.Errorf("%v and %v differ", wrongLogin, wrongPassword)
	}
}

func TestFiveFailuresLockForAQuarterOfAnHour(t *testing.T) {
	o := newOffice(t)
	who := o.member()
	for range maxFailures {
		_, err := o.signIn(who.Login, "Wrong-2026-x")
		wants(t, err, fault.Unauthenticated, "session.wrong")
	}
	_, err := o.signIn(who.Login, goodPassword)
	wants(t, err, fault.Unauthenticated, "session.locked")
	o.clock.Advance(lockFor - time.Second)
	_, err = o.signIn(who.Login, goodPassword)
	wants(t, err, fault.Unauthenticated, "session.locked")
	o.clock.Advance(2 * time.Second)
	_, err = o.signIn(who.Login, goodPassword)
	o.must(err)
}

func TestASuccessForgetsTheFailures(t *testing.T) {
	o := newOffice(t)
	who := o.member()
	for range 3 {
		for range maxFailures - 1 {
			_, err := o.signIn(who.Login, "Wrong-2026-x")
			wants(t, err, fault.Unauthenticated, "session.wrong")
		}
		_, err := o.signIn(who.Login, goodPassword)
		o.must(err)
	}
}

func TestTriesAtOnceAreAllCounted(t *testing.T) {
	o := newOffice(t)
	who := o.member()
	var all sync.WaitGroup
	for range maxFailures {
		all.Go(func() { _, _ = o.signIn(who.Login, "Wrong-2026-x") })
	}
	all.Wait()
	_, err := o.signIn(who.Login, goodPassword)
	wants(t, err, fault.Unauthenticated, "session.locked")
}

func TestASessionEnds(t *testing.T) {
	for _, c := range []struct {
		name string
		end  func(o *office, who access.Actor, v *Visit)
	}{
		{"when idle", func(o *office, _ access.Actor, _ *Visit) { o.clock.Advance(idleDefault + time.Second) }},
		{"when idle for as long as the place says", func(o *office, _ access.Actor, _ *Visit) {
			o.must(o.SettingChange(o.ctx(), o.chief(), SettingChange{Key: "session.idle_minutes", Value: "10"}))
			o.clock.Advance(11 * time.Minute)
		}},
		{"after half a day, however busy", func(o *office, _ access.Actor, v *Visit) {
			for range 25 {
				o.clock.Advance(29 * time.Minute)
				o.must(o.db.TouchSession(o.ctx(), v.Session.ID, o.clock.Now()))
			}
		}},
		{"when revoked", func(o *office, _ access.Actor, v *Visit) {
			o.must(o.SessionRevoke(o.ctx(), o.chief(), v.Session.ID))
		}},
		{"when signed out", func(o *office, _ access.Actor, v *Visit) { o.must(o.SignOut(o.ctx(), v)) }},
		{"when the password changes", func(o *office, who access.Actor, _ *Visit) {
			o.must(o.PasswordChange(o.ctx(), who, PasswordChange{Old: goodPassword, New: goodPassword + "9"}))
		}},
		{"when the person is closed", func(o *office, who access.Actor, _ *Visit) {
			people, err := o.People(o.ctx(), o.chief())
			o.must(err)
			for _, p := range people {
				if p.ID == who.ID {
					p.Closed = true
					_, err := o.PersonSave(o.ctx(), o.chief(), PersonSave{Person: p})
					o.must(err)
				}
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			who := o.member()
			token, err := o.signIn(who.Login, goodPassword)
			o.must(err)
			v, err := o.Visit(t.Context(), token, PageSession)
			o.must(err)
			c.end(o, who, v)
			_, err = o.Visit(t.Context(), token, PageSession)
			wants(t, err, fault.Unauthenticated, "session.none")
		})
	}
}

func TestUseKeepsASessionAlive(t *testing.T) {
	o := newOffice(t)
	token, err := o.signIn(o.member().Login, goodPassword)
	o.must(err)
	for range 10 {
		o.clock.Advance(20 * time.Minute)
		_, err := o.Visit(t.Context(), token, PageSession)
		o.must(err)
	}
}

func TestATokenCarriesThePersonsOwnRightsUntilItEnds(t *testing.T) {
	o := newOffice(t)
	token, err := o.TokenIssue(t.Context(), o.member(), TokenIssue{Label: "报表", Days: 30})
	o.must(err)
	o.clock.Advance(29 * 24 * time.Hour)
	v, err := o.Visit(t.Context(), token, APISession)
	o.must(err)
	if v.Can(access.ChangeUnit) || !v.Can(access.ReportFigure) {
		t.Error("the token's rights are not the clerk's")
	}
	o.clock.Advance(2 * 24 * time.Hour)
	_, err = o.Visit(t.Context(), token, APISession)
	wants(t, err, fault.Unauthenticated, "session.none")
}

func TestNobodyEndsAnothersSession(t *testing.T) {
	o := newOffice(t)
	token, err := o.signIn(o.member().Login, goodPassword)
	o.must(err)
	v, err := o.Visit(t.Context(), token, PageSession)
	o.must(err)
	wants(t, o.SessionRevoke(t.Context(), o.as(access.RoleReporter, "west"), v.Session.ID), fault.Forbidden, "")
}

func TestPasswordsHoldThePolicy(t *testing.T) {
	o := newOffice(t)
	for _, c := range []struct{ password, code string }{
		{"Short-1", "password.length"},
		{strings.Repeat("Long-1", 30), "password.length"},
		{"onlyletters", "password.classes"},
		{"onlyletters99", "password.classes"},
		{"My-Clerk77-word", "password.login"},
	} {
		_, err := o.PersonSave(t.Context(), o.chief(), PersonSave{Password: c.password,
			Person: access.Person{Login: "clerk77", Name: "x", Unit: o.units["east"], Roles: []access.Role{access.RoleReporter}}})
		wants(t, err, fault.Invalid, c.code)
	}
}

// empty is an App on a database without a campaign.
func empty(t *testing.T) (*App, *store.DB) {
	t.Helper()
	clock := storetest.NewClock(storetest.Begin)
	db := storetest.Open(t, storetest.SQLite(t), clock)
	return New(Config{DB: db, Clock: clock.Now}), db
}

func founding(token string) SetupFinish {
	return SetupFinish{Token: token, Name: "示例市", Kind: access.City, Login: "first", Person: "示例", Password: goodPassword}
}

func TestTheSetupLinkWorksOnce(t *testing.T) {
	a, _ := empty(t)
	old, err := a.SetupToken(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	token, err := a.SetupToken(t.Context())
	if err != nil || token == "" || token == old {
		t.Fatal(token, err)
	}
	wants(t, a.SetupFinish(t.Context(), founding(old)), fault.Forbidden, "setup.link")
	wants(t, a.SetupFinish(t.Context(), founding("")), fault.Forbidden, "setup.link")
	bad := founding(token)
	bad.Password, bad.Name = "x", ""
	wants(t, a.SetupFinish(t.Context(), bad), fault.Invalid, "password.length")
	if err := a.SetupFinish(t.Context(), founding(token)); err != nil {
		t.Fatal(err)
	}
	wants(t, a.SetupFinish(t.Context(), founding(token)), fault.Forbidden, "setup.link")
	if token, err := a.SetupToken(t.Context()); token != "" || err != nil {
		t.Errorf("a second link %q %v", token, err)
	}
	if _, err := a.SignIn(t.Context(), SignIn{Login: "first", Password: goodPassword}); err != nil {
		t.Error(err)
	}
}

func TestTheSetupLinkWorksOnceForManyAtOnce(t *testing.T) {
	a, db := empty(t)
	token, err := a.SetupToken(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() { _ = a.SetupFinish(t.Context(), founding(token)) })
	}
	all.Wait()
	tenants, err := db.Tenants(t.Context())
	if err != nil || len(tenants) != 1 {
		t.Errorf("%d campaigns were founded, %v", len(tenants), err)
	}
}
