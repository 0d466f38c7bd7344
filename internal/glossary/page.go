// The glossary as a page for people: docs/glossary.md.

package glossary

import (
	"fmt"
	"strings"
)

// Page is docs/glossary.md: the terms by section, with the words we do not use.
func Page() string {
	var b strings.Builder
	b.WriteString("# Glossary (词汇表)\n\nPrinted from internal/glossary/terms.tsv by its test; change that file.\n" +
		"One thing has one name on pages, in Excel headings, in the API and on the command line.\n")
	section := ""
	for _, w := range Terms() {
		if w.Section != section {
			section = w.Section
			fmt.Fprintf(&b, "\n## %s\n\n| code | 中文 | English | meaning | not |\n|---|---|---|---|---|\n", section)
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", w.Code, w.ZH, w.EN, w.Meaning, w.Not)
	}
	return b.String()
}
