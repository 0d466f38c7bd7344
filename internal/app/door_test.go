package app

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"guatu/internal/access"
	"guatu/internal/fault"
)

// What somebody at the door tries.

func TestALoginThatDoesNotExistIsLockedLikeOneThatDoes(t *testing.T) {
	o := newOffice(t)
	who := o.member()
	answers := func(login string) (list []string) {
		for range maxFailures + 2 {
			_, err := o.signIn(login, "Wrong-2026-x")
			list = append(list, err.Error())
		}
		return list
	}
	here, nobody := answers(who.Login), answers("nobody")
	if fmt.Sprint(here) != fmt.Sprint(nobody) {
		t.Errorf("one who is here: %v\none who is not: %v", here, nobody)
	}
	_, right := o.signIn(who.Login, goodPassword)
	if right.Error() != here[maxFailures] {
		t.Errorf("a locked login says of the right password %v, of a wrong one %v", right, here[maxFailures])
	}
}

func TestAGuessOnItsWayWhenTheLoginIsLockedIsNotLetIn(t *testing.T) {
	o := newOffice(t)
	who := o.member()
	person, kept, err := o.credentialOf(t.Context(), who.Tenant(), who.Login)
	o.must(err)
	for range maxFailures {
		_, err := o.signIn(who.Login, "Wrong-2026-x")
		wants(t, err, fault.Unauthenticated, "session.wrong")
	}
	_, err = o.enter(t.Context(), who.Tenant(), SignIn{}, attempt{person, kept.Hash, true})
	wants(t, err, fault.Unauthenticated, "session.locked")
}

func TestGuessesOnTheirWayDoNotLengthenTheLock(t *testing.T) {
	o := newOffice(t)
	who := o.member()
	person, kept, err := o.credentialOf(t.Context(), who.Tenant(), who.Login)
	o.must(err)
	for range 2 * maxFailures {
		_, err := o.enter(t.Context(), who.Tenant(), SignIn{}, attempt{person, kept.Hash, false})
		if fault.KindOf(err) != fault.Unauthenticated {
			t.Fatal(err)
		}
		o.clock.Advance(time.Second)
	}
	o.clock.Advance(lockFor)
	_, err = o.signIn(who.Login, goodPassword)
	o.must(err)
}

func TestOneAddressIsHeldAfterManyFailures(t *testing.T) {
	o := newOffice(t)
	for range maxFromAddress {
		o.addresses.fail("192.0.2.9", o.clock.Now())
	}
	who := o.member()
	from := func(ip string) error {
		_, err := o.SignIn(t.Context(), SignIn{Login: who.Login, Password: goodPassword, IP: ip})
		return err
	}
	wants(t, from("192.0.2.9"), fault.Unavailable, "session.throttled")
	o.must(from("192.0.2.10"))
	o.clock.Advance(lockFor + time.Second)
	o.must(from("192.0.2.9"))
}

func TestFailuresCountFromTheirAddress(t *testing.T) {
	o := newOffice(t)
	_, err := o.SignIn(t.Context(), SignIn{Login: "nobody", Password: "x", IP: "192.0.2.9"})
	wants(t, err, fault.Unauthenticated, "session.wrong")
	if n := len(o.addresses.kept); n != 1 {
		t.Errorf("%d addresses, want 1", n)
	}
}

func TestTriesAreBounded(t *testing.T) {
	tried := newTries(5, time.Minute, time.Hour)
	now := time.Unix(0, 0)
	for i := range triesKept + 100 {
		tried.fail(fmt.Sprint(i), now)
	}
	if n := len(tried.kept); n > triesKept {
		t.Errorf("%d are kept, want at most %d", n, triesKept)
	}
	tried.fail("later", now.Add(2*time.Hour))
	if n := len(tried.kept); n != 1 {
		t.Errorf("%d are kept after all ran out, want 1", n)
	}
}

func TestAWaveOfSignInsIsTurnedAwayNotQueuedWithoutEnd(t *testing.T) {
	o := newOffice(t)
	for range hashersQueued {
		o.queued <- struct{}{}
	}
	_, err := o.signIn("nobody", goodPassword)
	wants(t, err, fault.Unavailable, "session.busy")
	<-o.queued
	_, err = o.signIn("nobody", goodPassword)
	wants(t, err, fault.Unauthenticated, "session.wrong")
}

func TestTheLogNamesRefusedSignInsWithoutSecrets(t *testing.T) {
	o := newOffice(t)
	var log bytes.Buffer
	o.log = slog.New(slog.NewTextHandler(&log, nil))
	for _, login := range []string{"nobody", "My Secret, typed here\nlevel=ERROR"} {
		_, err := o.SignIn(t.Context(), SignIn{Login: login, Password: "Also-Secret-1", IP: "192.0.2.9"})
		wants(t, err, fault.Unauthenticated, "session.wrong")
	}
	if got := log.String(); strings.Contains(got, "Secret") || strings.Count(got, "\n") != 2 || !strings.Contains(got, "login=nobody ip=192.0.2.9") {
		t.Errorf("log:\n%s", got)
	}
}

func TestTheOldPasswordIsNotGuessedWithoutEnd(t *testing.T) {
	o := newOffice(t)
	who := o.member()
	for range maxFailures {
		wants(t, o.PasswordChange(t.Context(), who, PasswordChange{Old: "Wrong-2026-x", New: "Weiguan-2027-y"}), fault.Invalid, "password.old")
	}
	wants(t, o.PasswordChange(t.Context(), who, PasswordChange{Old: goodPassword, New: "Weiguan-2027-y"}), fault.Invalid, "session.locked")
	o.clock.Advance(lockFor + time.Second)
	wants(t, o.PasswordChange(t.Context(), who, PasswordChange{Old: goodPassword, New: goodPassword}), fault.Invalid, "password.same")
}

func TestPasswordsTriedFirstAreRefused(t *testing.T) {
	for _, weak := range []string{"Admin@123456", "Passw0rd!2026", "Abc123456.", "Qwer1234!@#$", "1qaz@WSX3edc", "Aa1!Aa1!Aa1!", "P@ssw0rd1234", "Zhongguo2026!"} {
		var wrong fault.List
		checkPassword("clerk", weak, &wrong)
		wants(t, wrong.Err(), fault.Invalid, "password.weak")
	}
	for _, strong := range []string{goodPassword, "Guatu-2026-x", "Kaigong-2026-ok", "9 Berge, 3 Seen"} {
		var wrong fault.List
		checkPassword("clerk", strong, &wrong)
		if err := wrong.Err(); err != nil {
			t.Errorf("%s: %v", strong, err)
		}
	}
}

func TestAPageThatAsksByItselfKeepsNoSessionAlive(t *testing.T) {
	o := newOffice(t)
	token, err := o.signIn(o.member().Login, goodPassword)
	o.must(err)
	for range 2 {
		o.clock.Advance(20 * time.Minute)
		_, err = o.Glance(t.Context(), token, PageSession)
	}
	wants(t, err, fault.Unauthenticated, "session.none")
}

func TestATokenGivesItselfNoLongerLifeAndNoCrowd(t *testing.T) {
	o := newOffice(t)
	who := o.member()
	_, err := o.TokenIssue(t.Context(), who, TokenIssue{Label: "x", Days: 30, Until: o.clock.Now().AddDate(0, 0, 29)})
	wants(t, err, fault.Invalid, "token.outlives")
	for range maxTokens {
		_, err := o.TokenIssue(t.Context(), who, TokenIssue{Label: "x", Days: 30, Until: o.clock.Now().AddDate(0, 0, 30)})
		o.must(err)
	}
	_, err = o.TokenIssue(t.Context(), who, TokenIssue{Label: "x", Days: 30})
	wants(t, err, fault.Invalid, "token.many")
}

func TestABrowserThatCallsItselfAnythingSignsIn(t *testing.T) {
	o := newOffice(t)
	who := o.member()
	for _, agent := range []string{strings.Repeat("浏", 100), "\xff\xfe", "a\x00b"} {
		_, err := o.SignIn(t.Context(), SignIn{Login: who.Login, Password: goodPassword, Agent: agent})
		o.must(err)
	}
}

func TestRolesAndUnitsBindRunningSessionsAtOnce(t *testing.T) {
	o := newOffice(t)
	who := o.member()
	token, err := o.signIn(who.Login, goodPassword)
	o.must(err)
	is := who.Person
	people, err := o.People(t.Context(), o.chief())
	o.must(err)
	for _, p := range people {
		if p.ID == who.ID {
			is = p
		}
	}
	is.Unit, is.Roles = o.units["west"], []access.Role{access.RoleLeader}
	_, err = o.PersonSave(t.Context(), o.chief(), PersonSave{Person: is})
	o.must(err)
	v, err := o.Visit(t.Context(), token, PageSession)
	o.must(err)
	if v.Can(access.ReportFigure) || v.Scope().SeesUnit(o.units["east"]) || !v.Scope().SeesUnit(o.units["west"]) {
		t.Errorf("still %v of %v", v.Roles, v.Scope().Units())
	}
}

func TestManyGuessesAtOnceLockOnce(t *testing.T) {
	o := newOffice(t)
	who := o.member()
	var all sync.WaitGroup
	for range 12 {
		all.Go(func() { _, _ = o.signIn(who.Login, "Wrong-2026-x") })
	}
	all.Wait()
	_, kept, err := o.credentialOf(t.Context(), who.Tenant(), who.Login)
	o.must(err)
	if !kept.LockedUntil.After(o.clock.Now()) || kept.Failures != 0 {
		t.Errorf("%d failures, locked until %v", kept.Failures, kept.LockedUntil)
	}
}

func TestReplaysWaitInALineThatEnds(t *testing.T) {
	var h hold
	end, err := h.replay(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	h.replays.Store(replaysQueued)
	_, err = h.replay(t.Context())
	wants(t, err, fault.Unavailable, "moment.busy")
	h.replays.Store(1)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := h.replay(gone); err == nil {
		t.Error("who has left still waits")
	}
	end()
	if end, err = h.replay(t.Context()); err != nil {
		t.Fatal(err)
	}
	end()
	if n := h.replays.Load(); n != 0 {
		t.Errorf("%d still wait", n)
	}
}

func TestLookingBackDoesNotClearTodaysRows(t *testing.T) {
	o := newOffice(t)
	land(o)
	now, err := o.at(t.Context(), o.chief(), Moment{})
	o.must(err)
	for n := int64(1); n < now.facts.n; n++ {
		_, err := o.at(t.Context(), o.chief(), Moment{Known: n})
		o.must(err)
	}
	again, err := o.at(t.Context(), o.chief(), Moment{})
	o.must(err)
	if again != now {
		t.Error("today's rows were worked out anew")
	}
}
