package app

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"time"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
	"guatu/internal/store"
	"guatu/internal/store/storetest"
	"guatu/internal/workday"
)

// An office is a campaign to test on: a root "city" with the counties "east" and
// "west", a town "hill" in the east, a joint park "joint" of both (60/40) and a
// department "bureau", on a fresh database whose clock stands at storetest.Begin.
type office struct {
	*App
	t     testing.TB
	db    *store.DB
	clock *storetest.Clock
	units map[string]string
	tree  *access.Tree
}

// Codes of two firms with check digits that fit; their county does not exist.
const (
	firmA = "91320899MA0010010J"
	firmB = "91320899MA9000001U"
)

func newOffice(t testing.TB) *office {
	t.Helper()
	db, clock := storetest.Fresh(t)
	o := &office{App: New(Config{DB: db, Clock: clock.Now}), t: t, db: db, clock: clock, units: map[string]string{}}
	root := access.SystemActor(storetest.Tenant, access.SystemSetup)
	for i, u := range []struct {
		key     string
		kind    access.UnitKind
		parents map[string]int
	}{
		{"city", access.City, nil},
		{"east", access.County, map[string]int{"city": 10000}},
		{"west", access.County, map[string]int{"city": 10000}},
		{"hill", access.Town, map[string]int{"east": 10000}},
		{"joint", access.Park, map[string]int{"east": 6000, "west": 4000}},
		{"bureau", access.Department, map[string]int{"city": 10000}},
	} {
		unit := access.Unit{Name: u.key + "地区", Kind: u.kind, Order: i}
		for _, parent := range []string{"city", "east", "west"} {
			if share := u.parents[parent]; share > 0 {
				unit.Parents = append(unit.Parents, access.Share{Parent: o.units[parent], Share: share})
			}
		}
		id, err := o.UnitSave(t.Context(), root, UnitSave{Unit: unit})
		o.must(err)
		o.units[u.key] = id
	}
	f, err := o.facts(t.Context(), storetest.Tenant)
	o.must(err)
	o.tree = f.tree
	return o
}

func (o *office) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

// ctx is the test's; it is asked for late, so that parallel subtests have theirs.
func (o *office) ctx() context.Context { return o.t.Context() }

// as is somebody of a role in a unit; enterprise people are of firmA.
func (o *office) as(role access.Role, unit string) access.Actor {
	p := access.Person{ID: string(role) + "@" + unit, Login: string(role), Name: string(role), Unit: o.units[unit], Roles: []access.Role{role}}
	if role == access.RoleEnterprise {
		p.Enterprise = firmA
	}
	return access.NewActor(storetest.Tenant, p, o.tree)
}

// chief keeps the office and the system in one.
func (o *office) chief() access.Actor {
	return access.NewActor(storetest.Tenant, access.Person{ID: "chief", Login: "chief", Name: "chief", Unit: o.units["city"],
		Roles: []access.Role{access.RoleOffice, access.RoleAdmin}}, o.tree)
}

// project adds one with a plan of 10 亿元 for 2026, started in January.
func (o *office) project(name, unit string) string {
	o.t.Helper()
	p := lifecycle.Project{Name: name, Unit: o.units[unit], Total: money.Exactly(50 * money.Yi), Kind: "new"}
	p.SetPlan(2026, yi(10))
	p.SetFact(lifecycle.StageFact{Stage: lifecycle.Started, Declared: true, DeclaredOn: when("2026-01-05")})
	return o.save(p)
}

func (o *office) save(p lifecycle.Project) string {
	o.t.Helper()
	id, err := o.ProjectSave(o.ctx(), o.chief(), ProjectSave{Project: p})
	o.must(err)
	return id
}

// report says what was done in the year by the end of a month, in 亿元.
func (o *office) report(id, month string, done int) {
	o.t.Helper()
	o.must(o.FigureReport(o.ctx(), o.chief(), FigureReport{Project: id,
		Figure: lifecycle.Figure{Month: when(month), Sense: lifecycle.Dispatch, YearDone: yi(done)}}))
}

func (o *office) head() int64 {
	o.t.Helper()
	n, _, err := o.db.Head(o.ctx(), storetest.Tenant)
	o.must(err)
	return n
}

// entries are those after a number.
func (o *office) entries(after int64) []Line {
	o.t.Helper()
	lines, err := o.Journal(o.ctx(), o.chief(), JournalFilter{Limit: 500})
	o.must(err)
	for i, l := range lines {
		if l.N <= after {
			return lines[:i]
		}
	}
	return lines
}

// names are the projects somebody sees, by the table's default order of size.
func (o *office) names(who access.Actor, f ProjectFilter) string {
	o.t.Helper()
	table, err := o.Projects(o.ctx(), who, f)
	o.must(err)
	var names []string
	for _, r := range table.Rows {
		names = append(names, r.Project.Name)
	}
	return strings.Join(names, " ")
}

// wants fails unless err is of a kind and, where given, a code.
func wants(t testing.TB, err error, kind fault.Kind, code string) {
	t.Helper()
	e, ok := fault.As(err)
	if !ok || e.Kind != kind || code != "" && !hasCode(e, code) {
		t.Errorf("got %v, want %s %s", err, kind, code)
	}
}

func hasCode(e *fault.Error, code string) bool {
	for _, p := range e.Parts {
		if p.Code == code {
			return true
		}
	}
	return e.Code == code
}

func when(s string) workday.When {
	w, err := workday.ParseWhen(s)
	if err != nil {
		panic(err)
	}
	return w
}

func yi(n int) money.Opt { return money.Some(money.Yuan(n) * money.Yi) }

func at(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 9, 0, 0, 0, store.Zone) }

// ledgerOf is a ledger of rows, as sheet would have read it.
func ledgerOf(name string, rows ...LedgerRow) *LedgerFile {
	for i := range rows {
		rows[i].Sheet, rows[i].Row = "Sheet1", i+4
	}
	body, err := json.Marshal(rows)
	if err != nil {
		panic(err)
	}
	return &LedgerFile{Name: name, Hash: name + strconv.Itoa(len(body)), Sheets: []LedgerSheet{{Name: "Sheet1", Role: RoleProjects, Layout: "l1", Rows: rows,
		Columns: []LedgerColumn{{Col: 1, Heading: "项目名称", Field: "name"}, {Col: 2, Heading: "总投资", Field: "total"}}}}}
}

// row is a ledger's row of a started project.
func row(name string, total int) LedgerRow {
	return LedgerRow{Name: name, Enterprise: name + "有限公司", Total: money.Exactly(money.Yuan(total) * money.Yi), Stage: lifecycle.Started}
}
