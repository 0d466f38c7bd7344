package app

import "guatu/internal/access"

// speaksFor tells whether an actor's word is a unit's own, heard by an office: who
// stands in the unit, and those who see it and do not serve that office. Its own
// departments see all the units it judges, and speak for none of them but theirs.
func (f *facts) speaksFor(who access.Actor, unit, office string) bool {
	return unit == who.Unit || who.Scope().SeesUnit(unit) && f.tree.Campaign(who.Unit) != f.tree.Campaign(office)
}

// voices are those of some units that an actor speaks for.
func (f *facts) voices(who access.Actor, units []string, office string) (own []string) {
	for _, u := range units {
		if f.speaksFor(who, u, office) {
			own = append(own, u)
		}
	}
	return own
}
