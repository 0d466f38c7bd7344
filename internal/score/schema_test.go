package score

// The JSON Schema of a pack, for editors: written from the same tables the reader
// goes by.

import (
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write docs/scoring.schema.json")

const schemaFile = "../../docs/scoring.schema.json"

// schema describes the form of a pack; what names mean is beyond it.
func schema() m {
	formula := m{"type": []string{"string", "number", "boolean"}, "description": "a formula, docs/scoring.md section 3"}
	word := m{"type": []string{"string", "number"}}
	words := m{"anyOf": []any{word, m{"type": "array", "items": word}}}
	names := func(of any) m { return m{"type": "object", "additionalProperties": of} }
	ref := func(name string) m { return m{"$ref": "#/$defs/" + name} }
	of := m{
		"name": word, "source": word, "from": word, "note": word, "why": word, "unknown": words, "groups": words, "choices": words,
		"value":      m{"type": []string{"string", "number", "boolean", "null"}},
		"parameters": names(m{"anyOf": []any{m{"type": []string{"string", "number", "boolean", "null"}}, ref("parameter")}}),
		"data":       names(m{"anyOf": []any{ref("type"), names(ref("type"))}}),
		"figures":    names(m{"anyOf": []any{formula, ref("figure")}}),
		"exempt":     names(formula), "vetoes": names(formula), "any": names(formula),
		"indicators": names(m{"anyOf": []any{formula, ref("indicator")}}),
		"parts":      names(m{"anyOf": []any{formula, ref("indicator")}}),
		"total":      ref("total"), "rank": m{"anyOf": []any{formula, ref("rank")}},
		"lists":  names(m{"anyOf": []any{formula, ref("list")}}),
		"grades": names(m{"anyOf": []any{ref("rungs"), m{"type": "array", "items": ref("rungs")}}}),
		"top":    m{"anyOf": []any{formula, names(formula)}}, "bottom": m{"anyOf": []any{formula, names(formula)}},
		"then":       m{"anyOf": []any{formula, m{"type": "array", "items": formula}}},
		"tie_at_cut": m{"enum": engineChoices("tie_at_cut")}, "pass_down": m{"enum": engineChoices("pass_down")},
		"decimals": m{"anyOf": []any{m{"type": "integer", "minimum": 0, "maximum": maxDecimals}, m{"const": "none"}}},
	}
	defs := m{
		"type":  m{"anyOf": []any{m{"enum": typeWords}, m{"type": "array", "items": word}}},
		"rungs": names(m{"anyOf": []any{formula, ref("rung")}}),
	}
	for part, list := range keys {
		properties := m{}
		for _, k := range list {
			properties[k] = of[k]
			if of[k] == nil {
				properties[k] = formula
			}
		}
		defs[part] = m{"type": "object", "properties": properties, "additionalProperties": false}
	}
	root := defs["pack"].(m)
	delete(defs, "pack")
	root["properties"].(m)["parameters"].(m)["properties"] = engineSchema()
	root["$schema"], root["title"], root["required"], root["$defs"] = "https://json-schema.org/draft/2020-12/schema", "Guatu scoring pack", []string{"name", "source"}, defs
	return root
}

func engineSchema() m {
	properties := m{}
	for _, p := range engineParameters {
		properties[p.name] = m{"default": p.choices[0], "anyOf": []any{m{"enum": p.choices},
			m{"type": "object", "required": []string{"value"}, "properties": m{"value": m{"enum": p.choices}, "choices": m{}, "note": m{}}, "additionalProperties": false}}}
	}
	return properties
}

func TestTheSchemaIsCurrent(t *testing.T) {
	want, err := json.MarshalIndent(schema(), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, '\n')
	if *update {
		if err := os.WriteFile(schemaFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Error("run go test ./internal/score -update: ", diff)
	}
}
