package cli

import "testing"

func TestMemoryIsGivenBackInTheFirstQuietWhileAfterWork(t *testing.T) {
	var idle idleness
	for i, step := range []struct {
		megabytes uint64
		want      bool
	}{{40, false}, {41, true}, {42, false}, {43, false}, {90, false}, {140, false}, {141, true}, {147, false}, {148, false}, {150, true}} {
		if got := idle.begins(step.megabytes << 20); got != step.want {
			t.Errorf("while %d, at %d MB: gives back %v", i, step.megabytes, got)
		}
	}
	if allocated() == 0 {
		t.Error("the runtime does not say what was allocated")
	}
}
