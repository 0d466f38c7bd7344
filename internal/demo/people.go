// The people of the demo. Names are obviously of nobody: 示例·, 演示员.

package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"guatu/internal/access"
	"guatu/internal/app"
)

// A Login is one of the demo's people, printed so that a visitor can walk in as
// any of them.
type Login struct {
	Login    string        `json:"login"`
	Name     string        `json:"name"`
	Role     []access.Role `json:"roles"`
	Unit     string        `json:"unit"`
	Password string        `json:"password"`
}

// A figure of the cast: login, name, role, the key of their unit.
type part struct {
	login, name string
	role        access.Role
	unit        string
}

// cast is everybody but the founder. Clerks have the login of their unit's key.
var cast = []part{
	{"office", "示例·张主任", access.RoleOffice, officeKey},
	{"office2", "演示员01", access.RoleOffice, officeKey},
	{"leader", "示例·分管领导", access.RoleLeader, cityKey},
	{"auditor", "示例·审计员", access.RoleAuditor, rootKey},
	{"fgw", "演示员02", access.RoleDepartment, "fgw"},
	{"gxj", "演示员03", access.RoleDepartment, "gxj"},
	{"zgj", "演示员04", access.RoleDepartment, "zgj"},
	{"hbj", "演示员05", access.RoleDepartment, "hbj"},
	{"zjj", "演示员06", access.RoleDepartment, "zjj"},
	{"tjj", "演示员07", access.RoleDepartment, "tjj"},
	{"huaian", "示例·淮安区填报员", access.RoleReporter, "huaian"},
	{"huaiyin", "示例·淮阴区填报员", access.RoleReporter, "huaiyin"},
	{"qingjiangpu", "示例·清江浦区填报员", access.RoleReporter, "qingjiangpu"},
	{"hongze", "示例·洪泽区填报员", access.RoleReporter, "hongze"},
	{"lianshui", "示例·涟水县填报员", access.RoleReporter, "lianshui"},
	{"xuyi", "示例·盱眙县填报员", access.RoleReporter, "xuyi"},
	{"jinhu", "示例·金湖县填报员", access.RoleReporter, "jinhu"},
	{"jingkai", "示例·淮安经开区填报员", access.RoleReporter, "jingkai"},
	{"gongye", "示例·淮安工业园区填报员", access.RoleReporter, "gongye"},
	{"gaoxin", "示例·淮安高新区填报员", access.RoleReporter, "gaoxin"},
	{"hongze-park", "示例·洪泽经开区填报员", access.RoleReporter, "hongze-park"},
	{"joint", "示例·共建园填报员", access.RoleReporter, jointKey},
}

// clerkOf is who reports for a unit: its own clerk, or that of the park above.
func clerkOf(unit string) string {
	switch unit {
	case "chahe", "dongshuanggou", "sanhe":
		return "hongze-park"
	}
	return unit
}

// password makes one that can be typed and passes the policy: three kinds of
// characters and no login in it.
func password(rng *rand.Rand) string {
	syllable := func() string {
		return string("bdfghkmnprstwz"[rng.IntN(14)]) + string("aeiou"[rng.IntN(5)])
	}
	first := syllable()
	return fmt.Sprintf("%s%s%s-%04d-%s%s", strings.ToUpper(first[:1]), first[1:], syllable(), rng.IntN(10000), syllable(), syllable())
}

// people gives everybody a login and keeps them as actors.
func (b *builder) people(firm string) error {
	list := append(cast[:len(cast):len(cast)], part{"enterprise", "示例·企业联系人", access.RoleEnterprise, "hongze-park"})
	for _, p := range list {
		word := password(b.rng)
		person := access.Person{Login: p.login, Name: p.name, Unit: b.units[p.unit], Roles: []access.Role{p.role}}
		if p.role == access.RoleEnterprise {
			person.Enterprise = firm
		}
		b.pass()
		if _, err := b.cfg.App.PersonSave(b.ctx, b.founder, app.PersonSave{Person: person, Password: word}); err != nil {
			return fmt.Errorf("demo: person %s: %w", p.login, err)
		}
		b.logins = append(b.logins, Login{p.login, p.name, person.Roles, unitName(p.unit), word})
	}
	for _, p := range list {
		actor, err := b.cfg.App.ActorNamed(b.ctx, b.tenant, p.login)
		if err != nil {
			return err
		}
		b.actors[p.login] = actor
	}
	return nil
}

// unitName is the name of a unit of the demo.
func unitName(key string) string {
	for _, p := range places {
		if p.key == key {
			return p.name
		}
	}
	return rootName
}
