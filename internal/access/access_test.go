package access_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"guatu/internal/access"
	"guatu/internal/fault"
)

// under hangs a unit wholly under one parent.
func under(id, parent string, kind access.UnitKind) access.Unit {
	return access.Unit{ID: id, Name: id, Kind: kind, Parents: []access.Share{{Parent: parent, Share: access.WholeShare}}}
}

// huai is a small city: two counties, a bureau with an office, a joint park, and
// a platform company of one county.
func huai(t *testing.T) *access.Tree {
	t.Helper()
	tree, err := access.NewTree([]access.Unit{
		{ID: "city", Name: "示例市", Short: "市", Kind: access.City},
		under("a", "city", access.County), under("b", "city", access.County),
		under("bureau", "city", access.Department), under("desk", "bureau", access.Department),
		under("company", "a", access.Company), under("town", "a", access.Town),
		{ID: "joint", Name: "共建园", Kind: access.Park, Parents: []access.Share{{Parent: "a", Share: 7000}, {Parent: "b", Share: 3000}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func TestTheTopIsTheCityNotWhatHoldsCitiesTogether(t *testing.T) {
	tree, err := access.NewTree([]access.Unit{
		{ID: "root", Name: "两市", Kind: access.Province},
		under("city", "root", access.City), under("county", "city", access.County), under("zone", "root", access.Park),
	})
	if err != nil {
		t.Fatal(err)
	}
	for unit, want := range map[string]string{"county": "city", "city": "city", "zone": "root", "root": "root", "nowhere": "root"} {
		if got := tree.Top(unit); got != want {
			t.Errorf("the top of %s is %s, want %s", unit, got, want)
		}
	}
}

func TestWhoSeesWhat(t *testing.T) {
	tree := huai(t)
	at := func(unit string) access.Subject { return access.Subject{Unit: unit} }
	everywhere := []access.Subject{at("city"), at("a"), at("b"), at("joint"), at("town"), {Unit: "b", Park: "joint"}, {Unit: "b", EnterpriseCode: "firm"}}
	cases := []struct {
		name   string
		person access.Person
		want   []access.Subject
	}{
		{"an auditor sees everything", access.Person{Roles: []access.Role{access.RoleAuditor}}, everywhere},
		{"the city's office sees everything", access.Person{Unit: "city", Roles: []access.Role{access.RoleOffice}}, everywhere},
		{"a bureau sees the campaign it serves", access.Person{Unit: "bureau", Roles: []access.Role{access.RoleDepartment}}, everywhere},
		{"a desk of a bureau sees the campaign the bureau serves", access.Person{Unit: "desk", Roles: []access.Role{access.RoleDepartment}}, everywhere},
		{"a county's reporter sees the county, its towns and its share of parks", access.Person{Unit: "a", Roles: []access.Role{access.RoleReporter}},
			[]access.Subject{at("a"), at("joint"), at("town"), {Unit: "b", Park: "joint"}}},
		{"a county's leader sees the county", access.Person{Unit: "b", Roles: []access.Role{access.RoleLeader}},
			[]access.Subject{at("b"), at("joint"), {Unit: "b", Park: "joint"}, {Unit: "b", EnterpriseCode: "firm"}}},
		{"a company's department role sees the county it serves", access.Person{Unit: "company", Roles: []access.Role{access.RoleDepartment}},
			[]access.Subject{at("a"), at("joint"), at("town"), {Unit: "b", Park: "joint"}}},
		{"a park's reporter sees what stands in the park", access.Person{Unit: "joint", Roles: []access.Role{access.RoleReporter}},
			[]access.Subject{at("joint"), {Unit: "b", Park: "joint"}}},
		{"an enterprise sees its own projects", access.Person{Unit: "a", Enterprise: "firm", Roles: []access.Role{access.RoleEnterprise}},
			[]access.Subject{{Unit: "b", EnterpriseCode: "firm"}}},
		{"an enterprise without a code sees nothing", access.Person{Unit: "a", Roles: []access.Role{access.RoleEnterprise}}, nil},
		{"an administrator sees no project", access.Person{Unit: "city", Roles: []access.Role{access.RoleAdmin}}, nil},
		{"nobody in particular sees nothing", access.Person{Unit: "city"}, nil},
		{"a reporter of a unit that is not there sees nothing", access.Person{Unit: "nowhere", Roles: []access.Role{access.RoleReporter}}, nil},
		{"a closed account sees nothing", access.Person{Unit: "city", Closed: true, Roles: []access.Role{access.RoleOffice}}, nil},
	}
	for _, c := range cases {
		scope := access.NewActor("t", c.person, tree).Scope()
		var got []access.Subject
		for _, s := range everywhere {
			if scope.Sees(s) {
				got = append(got, s)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
}

func TestTheZeroScopeSeesNothing(t *testing.T) {
	var zero access.Scope
	if zero.Sees(access.Subject{}) || zero.SeesUnit("") || zero.All() || zero.Tenant() != "" {
		t.Error("the zero scope sees something")
	}
	if other := access.SystemScope("t", "for convenience"); other.Sees(access.Subject{Unit: "a"}) || other.Tenant() != "" {
		t.Error("a use that is not on the list opens a scope")
	}
	if access.SystemActor("t", "for convenience").Can(access.ReadProjects) {
		t.Error("a use that is not on the list can do something")
	}
}

func TestTheSystemUsesAreThese(t *testing.T) {
	want := []access.SystemUse{"hold", "sign_in", "setup", "verify", "tick"}
	if diff := cmp.Diff(want, access.SystemUses); diff != "" {
		t.Errorf("every use that is not one person's is decided here:\n%s", diff)
	}
	for _, use := range access.SystemUses {
		a := access.SystemActor("t", use)
		if !a.Can(access.SetUp) || !a.Scope().Sees(access.Subject{}) || a.ID != "system:"+string(use) || a.Tenant() != "t" {
			t.Errorf("%s cannot do its work", use)
		}
	}
}

func TestTheMatrixIsWhole(t *testing.T) {
	seen := map[access.Action]bool{}
	for _, right := range access.Matrix {
		if seen[right.Action] {
			t.Errorf("%s stands twice", right.Action)
		}
		seen[right.Action] = true
		for _, r := range right.Roles {
			if !slices.Contains(access.Roles, r) {
				t.Errorf("%s: no role %s", right.Action, r)
			}
		}
	}
}

func TestPowersAreKeptApart(t *testing.T) {
	can := func(role access.Role, action access.Action) bool {
		return access.NewActor("t", access.Person{Roles: []access.Role{role}}, huai(t)).Can(action)
	}
	reads := []access.Action{access.ReadProjects, access.ReadJournal, access.ExportLedger, access.SaveView, access.IssueToken, access.ChangePassword, access.ReadPublication, access.ReadGoals, access.ReadScheme}
	for _, right := range access.Matrix {
		if can(access.RoleAuditor, right.Action) && !slices.Contains(reads, right.Action) {
			t.Errorf("an auditor may %s", right.Action)
		}
		if closed := access.NewActor("t", access.Person{Closed: true, Roles: access.Roles}, huai(t)); closed.Can(right.Action) {
			t.Errorf("a closed account may %s", right.Action)
		}
	}
	for _, action := range []access.Action{access.ReadProjects, access.ReportFigure, access.PublishRuleset} {
		if can(access.RoleAdmin, action) {
			t.Errorf("an administrator may %s", action)
		}
	}
	for _, role := range access.Roles {
		if can(role, access.SignIn) || can(role, access.SetUp) || can(role, "unheard of") {
			t.Errorf("%s may what nobody is asked about", role)
		}
	}
	if can(access.RoleOffice, access.ChangePerson) || !can(access.RoleAdmin, access.ChangePerson) {
		t.Error("people are changed by administrators alone")
	}
}

func TestATreeReportsEveryMistake(t *testing.T) {
	_, err := access.NewTree([]access.Unit{
		{ID: "root"}, {ID: "second"},
		{ID: "root", Parents: []access.Share{{Parent: "root", Share: access.WholeShare}}},
		{ID: "orphan", Parents: []access.Share{{Parent: "nowhere", Share: access.WholeShare}}},
		{ID: "half", Parents: []access.Share{{Parent: "root", Share: 5000}}},
		{ID: "none", Parents: []access.Share{{Parent: "root", Share: 0}}},
		under("x", "y", access.Town), under("y", "x", access.Town),
	})
	e, ok := fault.As(err)
	if !ok {
		t.Fatal("no mistake found")
	}
	var codes []string
	for _, p := range e.Parts {
		codes = append(codes, p.Code)
	}
	slices.Sort(codes)
	for _, want := range []string{"unit.circle", "unit.id_twice", "unit.no_parent", "unit.share", "unit.shares_sum", "unit.two_roots"} {
		if !slices.Contains(codes, want) {
			t.Errorf("%s is not among %v", want, codes)
		}
	}
}

func TestATreeIsInOrderAndNamesItsUnits(t *testing.T) {
	tree := huai(t)
	if tree.Root() != "city" || tree.Name("city") != "市" || tree.Name("joint") != "共建园" || tree.Name("gone") != "gone" {
		t.Error("names")
	}
	if diff := cmp.Diff([]string{"company", "joint", "town"}, tree.Children("a")); diff != "" {
		t.Error(diff)
	}
	if got := tree.ShareOf("joint", "a"); got != 7000 {
		t.Errorf("the joint park counts %d for a", got)
	}
	if got := tree.ShareOf("a", "joint"); got != 0 {
		t.Errorf("a county counts %d for its park", got)
	}
	if got := tree.ShareOf("gone", "city"); got != 0 {
		t.Errorf("a unit that is not there counts %d", got)
	}
	if _, ok := tree.Unit("gone"); ok || len(tree.Below("gone")) > 0 {
		t.Error("a unit that is not there is found")
	}
	if units := tree.Units(); units[0].ID != "a" || len(units) != 8 {
		t.Errorf("units begin with %s", units[0].ID)
	}
}

func TestWhateverTheTreeAllCountsOnceForItsRoot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		units := []access.Unit{{ID: "u0"}}
		for i := range rapid.IntRange(0, 20).Draw(t, "units") {
			a, b := rapid.IntRange(0, i).Draw(t, "a"), rapid.IntRange(0, i).Draw(t, "b")
			share := rapid.IntRange(1, access.WholeShare-1).Draw(t, "share")
			u := under(fmt.Sprintf("u%d", i+1), fmt.Sprintf("u%d", a), access.Park)
			if a != b {
				u.Parents = []access.Share{{Parent: fmt.Sprintf("u%d", a), Share: share}, {Parent: fmt.Sprintf("u%d", b), Share: access.WholeShare - share}}
			}
			units = append(units, u)
		}
		tree, err := access.NewTree(units)
		if err != nil {
			t.Fatal(err)
		}
		below := tree.Below("u0")
		for _, u := range units {
			if !below[u.ID] || tree.ShareOf(u.ID, "u0") != access.WholeShare {
				t.Errorf("%s: below %v, counts %d", u.ID, below[u.ID], tree.ShareOf(u.ID, "u0"))
			}
			for id := range tree.Below(u.ID) {
				if id != u.ID && tree.Below(id)[u.ID] {
					t.Errorf("%s and %s are below each other", u.ID, id)
				}
			}
		}
	})
}
