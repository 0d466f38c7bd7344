package app

import (
	"cmp"

	"guatu/internal/ruleset"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// Words are the lists that are data, for forms and filters.
type Words struct {
	Tiers, Kinds, Tags, Levels []ruleset.Word
}

func wordsOf(set *ruleset.Set) Words {
	w := Words{Kinds: set.Kinds, Tags: set.Tags, Levels: set.Levels}
	for _, t := range set.Tiers {
		w.Tiers = append(w.Tiers, ruleset.Word{Code: t.Code, Name: t.Name})
	}
	return w
}

// namesOf are the names of codes; a code the ruleset has dropped stands as it is.
func namesOf(words []ruleset.Word, codes []string) []string {
	names := make([]string, len(codes))
	for i, c := range codes {
		names[i] = cmp.Or(ruleset.NameOf(words, c), c)
	}
	return names
}

// calendarOf lays a place's notices and local days over the published calendar.
func calendarOf(notices []store.Notice) (*workday.Calendar, error) {
	cal := workday.Default()
	var local []workday.Override
	for _, n := range notices {
		var err error
		if n.Kind == NoticeLocal {
			local, err = readLocal(n.Body, local)
		} else {
			cal, err = layNotice(cal, n.Body)
		}
		if err != nil {
			return nil, err
		}
	}
	if len(local) == 0 {
		return cal, nil
	}
	return cal.WithLocal(local)
}
