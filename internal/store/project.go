// Projects: one row for what is known of a project, with its stages and yearly
// plans as rows of their own (project_part.go).

package store

import (
	"strings"

	"guatu/internal/access"
	"guatu/internal/fault"
	"guatu/internal/geo"
	"guatu/internal/lifecycle"
	"guatu/internal/money"
)

// project is lifecycle.Project; the short name keeps its table readable.
type project = lifecycle.Project

var projects = newTable(table[project]{
	shape:   &shape{name: "project", noun: "project"},
	keys:    1,
	version: func(p *project) *int { return &p.Version },
	key:     func(p *project) string { return p.ID },
	fields: []field[project]{
		text("id", func(p *project) *string { return &p.ID }),
		text("name", func(p *project) *string { return &p.Name }),
		list("former_names", func(p *project) *[]string { return &p.FormerNames }),
		text("enterprise", func(p *project) *string { return &p.Enterprise }),
		text("enterprise_code", func(p *project) *string { return &p.EnterpriseCode }),
		text("code", func(p *project) *string { return &p.Code }),
		text("unit", func(p *project) *string { return &p.Unit }),
		text("park", func(p *project) *string { return &p.Park }),
		text("parent", func(p *project) *string { return &p.Parent }),
		text("place", func(p *project) *string { return &p.Place }),
		longitude("lon", func(p *project) **geo.Point { return &p.At }),
		latitude("lat", func(p *project) **geo.Point { return &p.At }),
		text("kind", func(p *project) *string { return &p.Kind }),
		text("industry", func(p *project) *string { return &p.Industry }),
		text("chain", func(p *project) *string { return &p.Chain }),
		list("tags", func(p *project) *[]string { return &p.Tags }),
		list("levels", func(p *project) *[]string { return &p.Levels }),
		list("batches", func(p *project) *[]string { return &p.Batches }),
		text("content", func(p *project) *string { return &p.Content }),
		list("products", func(p *project) *[]lifecycle.Product { return &p.Products }),
		opt("total_yuan", func(p *project) *money.Opt { return &p.Total.Opt }),
		opt("total_low", func(p *project) *money.Opt { return &p.Total.Low }),
		opt("total_high", func(p *project) *money.Opt { return &p.Total.High }),
		foreign("foreign_amount", func(f *money.Foreign) *string { return &f.Amount }),
		foreign("foreign_currency", func(f *money.Foreign) *string { return &f.Currency }),
		flag("total_approx", func(p *project) *bool { return &p.Total.Approx }),
		text("total_text", func(p *project) *string { return &p.Total.Text }),
		opt("fixed_asset", func(p *project) *money.Opt { return &p.FixedAsset }),
		text("leader", func(p *project) *string { return &p.Leader }),
		text("contact", func(p *project) *string { return &p.Contact }),
		text("phone", func(p *project) *string { return &p.Phone }),
		text("image", func(p *project) *string { return &p.Image }),
		text("problems", func(p *project) *string { return &p.Problems }),
		text("note", func(p *project) *string { return &p.Note }),
		flag("paused", func(p *project) *bool { return &p.Paused }),
		text("store", func(p *project) *lifecycle.Store { return &p.Store }),
	},
})

// foreign is one half of a sum in a foreign currency; NULL is none.
func foreign(name string, half func(*money.Foreign) *string) field[project] {
	return field[project]{name,
		func(p *project) any {
			if p.Total.Foreign == nil {
				return nil
			}
			return *half(p.Total.Foreign)
		},
		func(p *project, src any) error {
			if name == "foreign_amount" {
				p.Total.Foreign = nil
			}
			if src == nil {
				return nil
			}
			if p.Total.Foreign == nil {
				p.Total.Foreign = &money.Foreign{}
			}
			s, err := asText(src)
			*half(p.Total.Foreign) = s
			return err
		}}
}

// Project finds a project with its stages and plans; NotFound, also outside the
// scope.
func (tx *Tx) Project(id string) (*lifecycle.Project, error) {
	found, err := tx.projects(id)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, notProject(id)
	}
	return found[0], nil
}

// Projects are all in scope with their stages and plans, by identifier.
func (tx *Tx) Projects() ([]*lifecycle.Project, error) { return tx.projects("") }

// projects reads one, or all when id is "".
func (tx *Tx) projects(id string) ([]*project, error) {
	seen, args := inScope(tx.scope, "t")
	where := " AND " + seen
	if id != "" {
		where, args = where+" AND t.id = ?", append(args, id)
	}
	var found []*project
	err := each(tx, projects, where+" ORDER BY t.id", args, func(p *project) error {
		one := *p
		found = append(found, &one)
		tx.know(p.ID)
		return nil
	})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found, tx.addParts(found, id)
}

// SaveProject adds (was nil), changes or removes (is nil) a project with its
// stages and plans. What is saved must lie in the scope before and after. To be
// removed it must have no parts left: no figures, no milestones, nothing of its
// life.
func (tx *Tx) SaveProject(was, is *lifecycle.Project) error {
	if is != nil && (is.ID == "" || strings.Contains(is.ID, "/")) {
		return fault.New(fault.Invalid, "project.id", "id", is.ID).At("id")
	}
	if was != nil && !tx.scope.Sees(subject(was)) {
		return notProject(was.ID)
	}
	if is != nil && !tx.scope.Sees(subject(is)) {
		return fault.New(fault.Forbidden, "project.outside_scope", "unit", is.Unit).At("unit")
	}
	if is == nil && was != nil {
		return tx.removeProject(was)
	}
	if err := save(tx, projects, was, is); err != nil {
		return err
	}
	tx.know(is.ID)
	return tx.saveParts(was, is)
}

// removeProject takes the parts away before the row they belong to.
func (tx *Tx) removeProject(was *project) error {
	if err := tx.acting(); err != nil {
		return err
	}
	if err := tx.saveParts(was, &project{ID: was.ID}); err != nil {
		return err
	}
	delete(tx.inside, was.ID)
	err := save(tx, projects, was, nil)
	return tx.engine.explainInsert(err, projects.noun)
}

// subject is what a scope is asked about.
func subject(p *project) access.Subject {
	return access.Subject{Unit: p.Unit, Park: p.Park, EnterpriseCode: p.EnterpriseCode}
}

// know remembers that a project is in scope, so that its figures need not ask.
func (tx *Tx) know(id string) {
	if tx.inside == nil {
		tx.inside = map[string]bool{}
	}
	tx.inside[id] = true
}

// projectInside is NotFound for a project that is not there or not seen.
func (tx *Tx) projectInside(id string) error {
	if tx.inside[id] {
		return nil
	}
	seen, args := inScope(tx.scope, "p")
	text := "SELECT p.id FROM project p WHERE p.tenant = ? AND p.id = ? AND " + seen
	err := tx.query(text, append([]any{tx.tenant, id}, args...), func(scan func(...any) error) error {
		tx.know(id)
		var id string
		return scan(&id)
	})
	if err == nil && !tx.inside[id] {
		return notProject(id)
	}
	return err
}

func notProject(id string) error {
	return fault.New(fault.NotFound, "store.not_found", "noun", projects.noun, "key", id)
}
