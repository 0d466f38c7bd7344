// The two tables: reading them, once, from the files built in.

package glossary

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

// A Lang is a language of the interface.
type Lang string

// The languages; Chinese comes first and is what an unknown language gets.
const (
	ZH Lang = "zh"
	EN Lang = "en"
)

//go:embed terms.tsv
var termText string

//go:embed faults.tsv
var faultText string

// A line is one line of a table; the section is the heading it stands under.
type line struct {
	section string
	cells   []string
}

// split reads a table of tab-separated lines: "#" begins a section, empty lines
// are nothing, and every other line has exactly width cells.
func split(name, text string, width int) ([]line, error) {
	var lines []line
	section := ""
	for i, raw := range strings.Split(text, "\n") {
		heading, isHeading := strings.CutPrefix(raw, "# ")
		switch cells := strings.Split(raw, "\t"); {
		case raw == "":
		case isHeading:
			section = heading
		case len(cells) != width:
			return nil, fmt.Errorf("%s:%d: %d cells, want %d", name, i+1, len(cells), width)
		default:
			lines = append(lines, line{section, cells})
		}
	}
	return lines, nil
}

// words are the terms by code; sentences the templates by fault code. The files
// are part of the binary and read by the tests, so a mistake in them is a mistake
// of the build and stops the program.
var (
	words = sync.OnceValue(func() map[string]Word {
		all := map[string]Word{}
		for _, w := range mustTerms() {
			all[w.Code] = w
		}
		return all
	})
	sentences = sync.OnceValue(func() map[string]template {
		all := map[string]template{}
		lines, err := split("faults.tsv", faultText, 3)
		if err != nil {
			panic(err)
		}
		for _, l := range lines {
			all[l.cells[0]] = template{zh: l.cells[1], en: l.cells[2]}
		}
		return all
	})
)
