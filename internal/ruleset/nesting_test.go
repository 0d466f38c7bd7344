package ruleset

import (
	"strings"
	"testing"

	"guatu/internal/fault"
)

func TestTextsThatAreNoRulesetAreRefusedNotSuffered(t *testing.T) {
	for _, body := range []string{"", " ", "# x", "---\n---\n", "null", strings.Repeat("[", maxBody), strings.Repeat("- ", maxBody/2), strings.Repeat("{a: ", maxBody/4),
		strings.Repeat("? ", maxBody/2), strings.Repeat("!a ", maxBody/3), strings.Repeat(" ", maxBody-1) + "a"} {
		if _, err := Parse(body); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%d bytes of %q: %v", len(body), body[:min(len(body), 8)], err)
		}
	}
}
