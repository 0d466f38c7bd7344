// What a person may see, as SQL. This is the only place that says it; a property
// test holds it equal to access.Scope.Sees.

package store

import (
	"strings"

	"guatu/internal/access"
)

// Lists up to scopeBound travel as values, padded to a power of two so that few
// texts are prepared; beyond it the databases' bounds on values come near and
// the units stand in the text, quoted.
const scopeBound = 4096

const (
	sees  = "1 = 1"
	blind = "1 = 0"
)

// inScope is the condition that the project row under alias is seen. Whoever
// uses it has bound the tenant already: no text without "tenant = ?" exists.
func inScope(scope access.Scope, alias string) (string, []any) {
	switch {
	case scope.Tenant() == "":
		return blind, nil
	case scope.All():
		return sees, nil
	case scope.Enterprise() != "":
		return alias + ".enterprise_code = ?", []any{scope.Enterprise()}
	}
	units := scope.Units()
	if len(units) == 0 {
		return blind, nil
	}
	set, args := among(units)
	return "(" + alias + ".unit IN " + set + " OR (" + alias + ".park <> '' AND " + alias + ".park IN " + set + "))", append(args, args...)
}

// projectInScope is the condition that the project of a row under alias is seen.
func projectInScope(scope access.Scope, alias string) (string, []any) {
	return throughProject(scope, alias+".tenant", alias+".project")
}

// entryInScope is the condition that the journal's entry under alias is seen:
// where it is about a project, where that is.
func entryInScope(scope access.Scope, alias string) (string, []any) {
	condition, args := throughProject(scope, alias+".tenant", alias+".about")
	if condition == sees || scope.Tenant() == "" {
		return condition, args
	}
	return "(" + alias + ".noun NOT IN " + projectNouns + " OR " + condition + ")", args
}

// throughProject asks inScope of the project that a row names.
func throughProject(scope access.Scope, tenant, project string) (string, []any) {
	condition, args := inScope(scope, "p")
	if condition == sees || condition == blind {
		return condition, nil
	}
	return "EXISTS (SELECT 1 FROM project p WHERE p.tenant = " + tenant + " AND p.id = " + project + " AND " + condition + ")", args
}

// among is a list for IN, and its values.
func among(ids []string) (string, []any) {
	if len(ids) > scopeBound {
		return literals(ids), nil
	}
	size := 1
	for size < len(ids) {
		size *= 2
	}
	args := make([]any, size)
	for i := range args {
		args[i] = ids[min(i, len(ids)-1)]
	}
	return "(" + strings.Repeat("?, ", size-1) + "?)", args
}

// literals is a list for IN as quoted text.
func literals(ids []string) string {
	quoted := make([]string, len(ids))
	for i, id := range ids {
		quoted[i] = "'" + strings.ReplaceAll(strings.ReplaceAll(id, "'", "''"), "\x00", "") + "'"
	}
	return "(" + strings.Join(quoted, ", ") + ")"
}
