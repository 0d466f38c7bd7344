package app

import (
	"cmp"
	"slices"

	"guatu/internal/lifecycle"
	"guatu/internal/ruleset"
	"guatu/internal/store"
	"guatu/internal/workday"
)

// Words are the lists that are data, for forms and filters.
type Words struct {
	Tiers, Kinds, Tags, Levels []ruleset.Word

	// Of the life of a project; ClaimReasons are those of sending back, of revoking,
	// of not recognising and of leaving the chain.
	Evidence, Departments, Doubts, Nodes      []ruleset.Word
	ClaimReasons, PauseReasons, ChangeReasons []ruleset.Word
}

func wordsOf(set *ruleset.Set) Words {
	w := Words{Kinds: set.Kinds, Tags: set.Tags, Levels: set.Levels}
	for _, t := range set.Tiers {
		w.Tiers = append(w.Tiers, ruleset.Word{Code: t.Code, Name: t.Name})
	}
	w.ofLife(set)
	return w
}

// ofLife adds the lists by which stages are recognised and dates are moved.
func (w *Words) ofLife(set *ruleset.Set) {
	add := func(list *[]ruleset.Word, code, name string) {
		*list = append(*list, ruleset.Word{Code: code, Name: name})
	}
	rules := set.Recognition
	for _, k := range rules.Kinds {
		add(&w.Evidence, k.Code, k.Name)
	}
	for _, d := range rules.Departments {
		add(&w.Departments, d.Code, d.Name)
	}
	reasons := slices.Concat(rules.SendBack, rules.Revoke)
	for _, e := range rules.Exclusions {
		reasons = append(reasons, lifecycle.Reason{Code: e.Code, Name: e.Name})
	}
	for _, s := range rules.Sides {
		reasons = append(reasons, s.Reasons...)
	}
	for _, r := range reasons {
		add(&w.ClaimReasons, r.Code, r.Name)
	}
	for _, c := range set.Checks {
		add(&w.Doubts, c.Code, c.Name)
	}
	for _, r := range set.Pauses.Reasons {
		add(&w.PauseReasons, r.Code, r.Name)
	}
	for _, r := range set.Changes.Reasons {
		add(&w.ChangeReasons, r.Code, r.Name)
	}
	for _, t := range set.Templates {
		for _, n := range t.Nodes {
			add(&w.Nodes, n.Code, n.Name)
		}
	}
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
