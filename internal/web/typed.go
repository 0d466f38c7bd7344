package web

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"guatu/internal/fault"
	"guatu/internal/glossary"
	"guatu/internal/workday"
)

// A form that came back: what was typed, and what is wrong with it.

// typedForm is one form of a page; Which tells it from the others.
type typedForm struct {
	Which    string
	Values   url.Values
	Mistakes map[string]string
	Others   []string
}

func (t typedForm) wrong() bool { return len(t.Mistakes)+len(t.Others) > 0 }

// valueOf is a field of a form that may not have been sent.
func valueOf(values url.Values, name string) string { return values.Get(name) }

// typing begins to read a form.
func typing(r *http.Request, which string) typedForm {
	return typedForm{Which: which, Values: r.PostForm, Mistakes: map[string]string{}}
}

// text is a field without the spaces round it.
func (t *typedForm) text(name string) string { return strings.TrimSpace(t.Values.Get(name)) }

// when reads a date as exactly as it was typed; what is none is a mistake of the
// field.
func (t *typedForm) when(r *http.Request, name string) workday.When {
	w, err := workday.ParseWhen(tidyWhen(t.text(name)))
	if err != nil {
		t.Mistakes[name] = glossary.Say(lang(r.Context()), fault.New(fault.Invalid, "filter.when", "text", t.text(name)))
	}
	return w
}

// take sorts a fault's sentences; a fault that is no mistake of the form goes on.
func (t *typedForm) take(r *http.Request, err error) error {
	e, ok := fault.As(err)
	if !ok || e.Kind != fault.Invalid && e.Kind != fault.Conflict {
		return err
	}
	byField, others := mistakesOf(r, e)
	for name, sentence := range byField {
		t.Mistakes[name] = sentence
	}
	t.Others = append(t.Others, others...)
	return nil
}

// known is what a field shows: as typed when the form of this name came back.
func (t typedForm) known(which, name, was string) (value, mistake string) {
	if t.Which != which {
		return was, ""
	}
	return t.Values.Get(name), t.Mistakes[name]
}

// written is how people write days and months: 2026年3月5日, 2026.3, 2026/03/05.
var written = regexp.MustCompile(`^(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月)?$`)

// tidyWhen brings a written date into the form workday.ParseWhen reads; anything
// else stays as it is.
func tidyWhen(text string) string {
	m := written.FindStringSubmatch(strings.TrimSuffix(text, "年"))
	if m == nil {
		return strings.ToUpper(strings.TrimSuffix(text, "年"))
	}
	out := m[1] + "-" + twoDigits(m[2])
	if m[3] != "" {
		out += "-" + twoDigits(m[3])
	}
	return out
}

func twoDigits(s string) string {
	n, err := strconv.Atoi(s)
	if err != nil || n > 9 {
		return s
	}
	return "0" + strconv.Itoa(n)
}
