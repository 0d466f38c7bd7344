// What is wrong where YAML cannot be read on, told from the line it stumbles over:
// the library's own words are English and about tokens.

package score

import (
	"errors"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"

	"guatu/internal/fault"
)

// The slips that people make, as they look on their line.
var (
	tabIndent = regexp.MustCompile(`^ *\t`)
	wideColon = regexp.MustCompile(`^ *([^:"']*：)`)
	tightCut  = regexp.MustCompile(`^ *[^:"'{}]+:[^ :"']+$`)
	unquoted  = regexp.MustCompile(`: +("[^"]*"|\[[^]]*\]) *[^ ,}\]#]|^[^{]*: .*: `)
)

// badForm names the line of a mistake of form and, where it can be told, the slip.
func badForm(body string, err error) error {
	line, why := 1, err.Error()
	var y yaml.Error
	if errors.As(err, &y) && y.GetToken() != nil {
		line, why = y.GetToken().Position.Line, y.GetMessage()
	}
	text := lineOf(body, line)
	switch key := wideColon.FindStringSubmatch(text); {
	case tabIndent.MatchString(text):
		return fault.New(fault.Invalid, "pack.tab", "line", line).Because(err)
	case key != nil:
		return fault.New(fault.Invalid, "pack.colon", "line", line, "key", key[1]).Because(err)
	case tightCut.MatchString(text):
		return fault.New(fault.Invalid, "pack.colon_space", "line", line).Because(err)
	case unquoted.MatchString(text):
		return fault.New(fault.Invalid, "pack.quote", "line", line).Because(err)
	}
	return fault.New(fault.Invalid, "pack.form", "line", line, "why", why).Because(err)
}

// lineOf is one line of a text, counted from 1; "" beyond its end.
func lineOf(body string, line int) string {
	for n := 1; ; n++ {
		text, rest, more := strings.Cut(body, "\n")
		if n == line {
			return strings.TrimRight(text, "\r")
		}
		if !more {
			return ""
		}
		body = rest
	}
}
