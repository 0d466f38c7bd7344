package svg

import (
	"testing"

	"guatu/internal/signal"
)

func TestTheLightsAreThoseOfTheRules(t *testing.T) {
	if len(Lights) != len(signal.Lights) {
		t.Fatalf("%d lights are drawn, the rules know %d", len(Lights), len(signal.Lights))
	}
	for i, l := range signal.Lights {
		if Lights[i] != Light(l) || Light(l).Code() != string(l) {
			t.Errorf("%s is drawn as %s", l, Lights[i])
		}
	}
}
