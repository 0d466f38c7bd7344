package app

import (
	"slices"

	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/signal"
)

// orderIn ranks the values of a grouping as the office would list them: units as
// the tree has them, stages along the chain, lights by urgency, the rest as the
// ruleset lists them. What is unknown comes last.
func (f *figured) orderIn(by string) func(key string) int {
	var keys []string
	switch by {
	case "unit":
		order := orderOf(f.facts.tree)
		return func(key string) int {
			if n, ok := order[key]; ok {
				return n
			}
			return len(order)
		}
	case "stage", "recognised":
		keys = codesOf(append(slices.Clone(lifecycle.Stages), lifecycle.Exited))
	case "light":
		keys = codesOf(signal.Lights)
	case "tier":
		for _, t := range f.set.Tiers {
			keys = append(keys, t.Code)
		}
	case "kind":
		keys = wordCodes(f.set.Kinds)
	case "level":
		keys = wordCodes(f.set.Levels)
	}
	return func(key string) int {
		if i := slices.Index(keys, key); i >= 0 {
			return i
		}
		return len(keys)
	}
}

func codesOf[T ~string](list []T) []string {
	codes := make([]string, len(list))
	for i, v := range list {
		codes[i] = string(v)
	}
	return codes
}

func wordCodes(words []ruleset.Word) []string {
	codes := make([]string, len(words))
	for i, w := range words {
		codes[i] = w.Code
	}
	return codes
}
