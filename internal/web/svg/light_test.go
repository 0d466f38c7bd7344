package svg

import (
	"testing"

	"guatu/internal/signal"
)

func TestEveryLightOfTheRulesHasAColourAndAPlaceOfItsOwn(t *testing.T) {
	seen := map[string]bool{}
	for i, l := range signal.Lights {
		if seen[colourOf(l)] || urgency(l) != i {
			t.Errorf("%s is drawn %s in place %d", l, colourOf(l), urgency(l))
		}
		seen[colourOf(l)] = true
	}
	if colourOf("") != colourOf(signal.Unreported) || urgency("") != urgency(signal.Unreported) {
		t.Error("a light nobody set is not drawn as unreported")
	}
}
