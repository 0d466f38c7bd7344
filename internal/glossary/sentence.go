// Sentences: what a fault says to the person who can mend it.

package glossary

import (
	"fmt"
	"regexp"
	"strings"

	"guatu/internal/fault"
	"guatu/internal/money"
)

// A template is a fault's sentence with {name} where an argument goes, or
// {name:kind} where the argument is a code of that kind and its label goes;
// {name:yuan} is an amount as offices write it, {name:period} a stretch of the
// calendar in words.
type template struct{ zh, en string }

// in is the template in a language.
func (t template) in(lang Lang) string {
	if lang == EN {
		return t.en
	}
	return t.zh
}

var hole = regexp.MustCompile(`\{([a-z_]+)(?::([a-z_.]+))?\}`)

// Sentence is everything a fault says: one sentence for each of its parts, in
// their order, or one for itself when it has none. Each begins with the field it
// is about, if there is one.
func Sentence(lang Lang, e *fault.Error) []string {
	if len(e.Parts) == 0 {
		return []string{located(lang, e)}
	}
	var all []string
	for _, p := range e.Parts {
		all = append(all, Sentence(lang, p)...)
	}
	return all
}

// Say is the one sentence of a fault, without its field and its parts: what
// stands beside the field of a form.
func Say(lang Lang, e *fault.Error) string {
	t, ok := sentences()[e.Code]
	if !ok { // the tests forbid it; a person still gets the kind and the code
		return Label(lang, "fault."+string(e.Kind)) + " (" + e.Code + ")"
	}
	text := t.in(lang)
	return fill(lang, text, e.Args) + whereabouts(lang, text, e.Args)
}

// fill puts the arguments into a template.
func fill(lang Lang, text string, args map[string]any) string {
	return hole.ReplaceAllStringFunc(text, func(h string) string {
		m := hole.FindStringSubmatch(h)
		value, ok := args[m[1]]
		switch {
		case !ok:
			return h
		case m[2] == "yuan":
			return yuan(value)
		case m[2] == "period":
			return Period(lang, fmt.Sprint(value))
		case m[2] != "":
			return LabelOf(lang, m[2], fmt.Sprint(value))
		}
		return shown(lang, value)
	})
}

// places are the arguments that tell where in a file a mistake is, from wide to
// narrow. A fault carries those it knows; they follow the sentence.
var places = []struct {
	name string
	template
}{
	{"project", template{"项目“{project}”", "project “{project}”"}},
	{"sheet", template{"工作表“{sheet}”", "sheet “{sheet}”"}},
	{"line", template{"第 {line} 行", "line {line}"}},
	{"row", template{"第 {row} 行", "row {row}"}},
	{"cell", template{"单元格 {cell}", "cell {cell}"}},
	{"part", template{"文件内 {part}", "part {part}"}},
}

// whereabouts are the places a fault knows and its sentence does not name itself.
func whereabouts(lang Lang, text string, args map[string]any) string {
	var known []string
	for _, p := range places {
		if _, ok := args[p.name]; ok && !strings.Contains(text, "{"+p.name+"}") {
			known = append(known, fill(lang, p.in(lang), args))
		}
	}
	switch {
	case len(known) == 0:
		return ""
	case lang == EN:
		return " (" + strings.Join(known, ", ") + ")"
	}
	return "（" + strings.Join(known, "，") + "）"
}

// located puts the field in front.
func located(lang Lang, e *fault.Error) string {
	if e.Field == "" {
		return Say(lang, e)
	}
	colon := "："
	if lang == EN {
		colon = ": "
	}
	noun, _, _ := strings.Cut(e.Code, ".")
	return Place(lang, noun, e.Field) + colon + Say(lang, e)
}

// Place is a field in words; noun is what it belongs to (the first half of a
// fault's code). A path such as "parents[1].share" is read step by step, and steps
// count from one for people.
func Place(lang Lang, noun, path string) string {
	var steps []string
	for step := range strings.SplitSeq(path, ".") {
		name, index, _ := strings.Cut(step, "[")
		label := fieldLabel(lang, noun, name)
		var i int
		if n, err := fmt.Sscanf(index, "%d]", &i); err == nil && n == 1 {
			label += fmt.Sprintf(" %d", i+1)
		}
		steps = append(steps, label)
	}
	return strings.Join(steps, " · ")
}

// fieldLabel looks a field up under its own noun, then among those of forms and
// files, then among a project's; one that nobody knows stands as it is.
func fieldLabel(lang Lang, noun, name string) string {
	if noun == "project" {
		noun = "field"
	}
	for _, kind := range []string{noun, "form", "field"} {
		if label := LabelOf(lang, kind, name); label != name {
			return label
		}
	}
	return name
}

// yuan is an amount in the unit that fits it.
func yuan(value any) string {
	n, ok := value.(int64)
	if !ok {
		return fmt.Sprint(value)
	}
	return money.Yuan(n).Exact()
}

// shown is an argument in a sentence; a list has its language's comma.
func shown(lang Lang, value any) string {
	list, ok := value.([]string)
	switch {
	case !ok:
		return fmt.Sprint(value)
	case lang == EN:
		return strings.Join(list, ", ")
	}
	return strings.Join(list, "、")
}
