package demo_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"guatu/internal/access"
	"guatu/internal/app"
	"guatu/internal/blob"
	"guatu/internal/demo"
	"guatu/internal/lifecycle"
	"guatu/internal/signal"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// A town is a demo built on a database of its own.
type town struct {
	app    *app.App
	db     *store.DB
	tenant string
	logins []demo.Login
}

func build(t testing.TB, seed uint64, on workday.Date) town {
	t.Helper()
	clock := demo.NewClock()
	db, err := store.Open(t.Context(), store.Config{DSN: "sqlite:" + filepath.Join(t.TempDir(), "guatu.db"), Clock: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	files, err := blob.Open(t.TempDir(), blob.Limits{File: 1 << 20, Total: 1 << 30, Uploads: 4})
	if err != nil {
		t.Fatal(err)
	}
	a := app.New(app.Config{DB: db, Files: files, Clock: clock.Now, Rand: demo.Chance(seed)})
	logins, err := demo.Build(t.Context(), demo.Config{App: a, Clock: clock, Seed: seed, Day: on})
	if err != nil {
		t.Fatal(err)
	}
	tenants, err := db.Tenants(t.Context())
	if err != nil || len(tenants) != 1 {
		t.Fatal(tenants, err)
	}
	return town{a, db, tenants[0].ID, logins}
}

func (c town) actor(t *testing.T, login string) access.Actor {
	t.Helper()
	who, err := c.app.ActorNamed(t.Context(), c.tenant, login)
	if err != nil {
		t.Fatal(err)
	}
	return who
}

func (c town) board(t *testing.T, login string, f app.BoardFilter) *app.Board {
	t.Helper()
	board, err := c.app.Board(t.Context(), c.actor(t, login), f)
	if err != nil {
		t.Fatal(err)
	}
	return board
}

var day = workday.NewDate(2026, 11, 20)

func TestTheCityIsBelievable(t *testing.T) {
	t.Parallel()
	c := build(t, 1, day)
	t.Run("the office sees its own city and the mix of a real campaign", func(t *testing.T) {
		b := c.board(t, "office", app.BoardFilter{})
		for light, share := range map[signal.Light][2]int{signal.Normal: {57, 67}, signal.Watch: {16, 24}, signal.Behind: {6, 10},
			signal.Unreported: {6, 10}, signal.Paused: {1, 3}} {
			if got := b.Now.Lights[light] * 100 / b.Now.Count; got < share[0] || got > share[1] {
				t.Errorf("%s: %d of 100, want %v", light, got, share)
			}
		}
		if b.On != day || b.Now.Count < 350 || len(b.Areas) != 7 || len(b.Moves) < 8 {
			t.Errorf("on %s %d projects, %d counties on the map, %d moves", b.On, b.Now.Count, len(b.Areas), len(b.Moves))
		}
		if n := counties(b); n != 7 {
			t.Errorf("%d counties stand on the board, want 7", n)
		}
	})
	t.Run("every tier and every stage is there", func(t *testing.T) {
		b := c.board(t, "admin", app.BoardFilter{})
		for _, tier := range b.Tiers {
			if tier.Now.Count == 0 {
				t.Errorf("no project of tier %s", tier.Name)
			}
		}
		if len(b.Stages) != len(lifecycle.Stages)+1 {
			t.Errorf("stages %v", b.Stages)
		}
	})
	t.Run("everything that is no real place or firm says so", func(t *testing.T) { c.saysSo(t) })
	t.Run("half a year ago the board was another", func(t *testing.T) {
		b := c.board(t, "office", app.BoardFilter{ProjectFilter: app.ProjectFilter{Moment: app.Moment{On: day - 180}}})
		if b.Now.Started >= c.board(t, "office", app.BoardFilter{}).Now.Started || b.Now.Measured == 0 {
			t.Errorf("half a year ago: %+v", b.Now)
		}
	})
	t.Run("every printed login opens the door", func(t *testing.T) {
		for _, l := range c.logins {
			if _, err := c.app.SignIn(t.Context(), app.SignIn{Login: l.Login, Password: l.Password}); err != nil {
				t.Errorf("%s: %v", l.Login, err)
			}
		}
	})
	t.Run("every role is among the logins", func(t *testing.T) {
		for _, role := range access.Roles {
			if !slices.ContainsFunc(c.logins, func(l demo.Login) bool { return slices.Contains(l.Role, role) }) {
				t.Errorf("nobody is %s", role)
			}
		}
	})
	t.Run("the joint park is seen from both counties", func(t *testing.T) {
		for _, login := range []string{"qingjiangpu", "lianshui"} {
			rows, err := c.app.Projects(t.Context(), c.actor(t, login), app.ProjectFilter{Query: "共建"})
			if err != nil || rows.Totals.Count == 0 {
				t.Errorf("%s: %v %v", login, rows, err)
			}
		}
	})
	t.Run("the office finds the two projects told twice", func(t *testing.T) {
		twins, err := c.app.Twins(t.Context(), c.actor(t, "office"))
		if err != nil || len(twins) != 2 {
			t.Errorf("%d twins, %v", len(twins), err)
		}
	})
	t.Run("what is governed, seen and promised is there to look at", func(t *testing.T) { c.lives(t) })
	t.Run("the chain holds", func(t *testing.T) {
		reports, err := c.db.Verify(t.Context(), nil)
		if err != nil || len(reports) != 1 || reports[0].Fault != nil {
			t.Errorf("%+v %v", reports, err)
		}
	})
}

// lives looks for one of everything that the office does with projects.
func (c town) lives(t *testing.T) {
	ctx, office := t.Context(), c.actor(t, "office")
	changes, err := c.app.Changes(ctx, office, app.ChangesFilter{})
	if err != nil || changes.Total.Granted < 3 || changes.Total.Refused < 1 || changes.Total.Waiting < 1 || changes.Total.Missed*5 > changes.Total.Dates {
		t.Errorf("changes %+v, %v", changes.Total, err)
	}
	pauses, err := c.app.Pauses(ctx, office, app.PausesFilter{})
	if err != nil || pauses.States[lifecycle.PauseHolds] == 0 || pauses.States[lifecycle.PauseExpired] == 0 || pauses.Waits == 0 {
		t.Errorf("pauses %v, %d wait, %v", pauses.States, pauses.Waits, err)
	}
	visits, err := c.app.Visits(ctx, office, app.VisitFilter{})
	if err != nil || visits.Count < 3 || visits.Rows[0].Photos == 0 {
		t.Errorf("%d visits, %v", visits.Count, err)
	}
	for _, state := range []lifecycle.ClaimState{lifecycle.Disputed, lifecycle.Revoked, lifecycle.Deciding, lifecycle.Checking} {
		desk, err := c.app.Claims(ctx, office, app.ClaimFilter{State: []string{string(state)}})
		if err != nil || desk.Count == 0 {
			t.Errorf("no claim is %s, %v", state, err)
		}
	}
	tasks, err := c.app.Tasks(ctx, office, app.TaskFilter{})
	if err != nil || len(tasks) == 0 {
		t.Errorf("no tasks: %v", err)
	}
	batches, err := c.app.Batches(ctx, office, app.BatchFilter{})
	if err != nil || !slices.ContainsFunc(batches.Rows, func(r app.BatchRow) bool { return r.State.Promised == 26 && r.State.Short > 0 && r.State.Days > 0 }) {
		t.Errorf("no promise of 26 that is still open: %v", err)
	}
	c.approves(t)
	doubts, err := c.app.Doubts(ctx, office, app.DoubtFilter{Check: []string{"figure.fall"}})
	if err != nil || doubts.Count > 0 {
		t.Errorf("%d figures fall, %v", doubts.Count, err)
	}
}

// approves looks for what a department and a leader ask of approvals.
func (c town) approves(t *testing.T) {
	desk, err := c.app.ApprovalDesk(t.Context(), c.actor(t, "office"), app.ApprovalDeskFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, lane := range app.DeskLanes {
		if desk.Counts[lane] == 0 && lane != app.LaneToday && lane != app.LaneWeek { // it is a Friday
			t.Errorf("no item is %s: %v", lane, desk.Counts)
		}
	}
	own, err := c.app.ApprovalDesk(t.Context(), c.actor(t, "hbj"), app.ApprovalDeskFilter{})
	if err != nil || own.Department != "ecology" || len(own.Lines) == 0 {
		t.Errorf("the department's desk: %q, %d lines, %v", own.Department, len(own.Lines), err)
	}
	budgets, err := c.app.ApprovalBudgets(t.Context(), c.actor(t, "leader"), app.BudgetFilter{})
	if w := budgets.Whole; err != nil || w.Count < 60 || w.Granted < 20 || w.Over == 0 || w.Over*2 > w.Count || w.Median < 15 || w.Median > 50 {
		t.Errorf("the budgets: %+v, %v", budgets.Whole, err)
	}
	figures, err := c.app.ApprovalFigures(t.Context(), c.actor(t, "leader"), app.WhoseFilter{})
	if s := figures.Whole.Figure.Share; err != nil || len(figures.Departments) < 4 || len(figures.Months) < 6 || s.Authority == 0 || s.Applicant == 0 || s.Expert == 0 || s.Notice == 0 {
		t.Errorf("whose time: %+v, %v", figures.Whole, err)
	}
}

func counties(b *app.Board) (n int) {
	for _, u := range b.Units {
		if u.Unit.Kind == access.County && u.Projects > 0 {
			n++
		}
	}
	return n
}

func (c town) saysSo(t *testing.T) {
	rows, err := c.app.EachProject(t.Context(), c.actor(t, "admin"), app.ProjectFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		p := r.Project
		if !strings.HasPrefix(p.Name, "示例") || !strings.HasPrefix(p.Enterprise, "示例") || !strings.HasPrefix(p.Leader, "示例") {
			t.Errorf("%q of %q, leader %q", p.Name, p.Enterprise, p.Leader)
		}
		if err := p.CheckCodes(); err != nil || p.EnterpriseCode[2:8] != "320899" {
			t.Errorf("%s: code %s, %v", p.Name, p.EnterpriseCode, err)
		}
	}
}

func TestTheSameSeedAndDayGiveTheSameJournal(t *testing.T) {
	t.Parallel()
	var heads []string
	for range 2 {
		c := build(t, 7, workday.NewDate(2028, 2, 29))
		n, hash, err := c.db.Head(t.Context(), c.tenant)
		if err != nil || n < 5000 {
			t.Fatal(n, err)
		}
		heads = append(heads, hash)
	}
	if heads[0] != heads[1] {
		t.Errorf("heads %v differ", heads)
	}
}
