// The attributes of an input that depend on its data.

package ui

import "github.com/a-h/templ"

// fieldAttrs gathers what is said of a field beside its name and value.
func fieldAttrs(f FieldData) templ.Attributes {
	a := templ.Attributes{"required": f.Must, "readonly": f.Fixed, "autofocus": f.Auto}
	if f.Mistake != "" {
		a["aria-invalid"] = "true"
	}
	for name, v := range map[string]string{"aria-describedby": f.about(), "placeholder": f.Example, "autocomplete": f.AutoComplete} {
		if v != "" {
			a[name] = v
		}
	}
	if f.Unit != "" && f.Type == "" {
		a["inputmode"] = "decimal"
	}
	return a
}
