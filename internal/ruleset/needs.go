package ruleset

import "guatu/internal/schedule"

// A waitLine is what a node of a template waits for: the code of another node, or
// a link with its kind and its lag in working days.
type waitLine struct {
	Node, Kind string
	Lag        int
}

// UnmarshalYAML takes the short form, a bare code, and the long one.
func (n *waitLine) UnmarshalYAML(read func(any) error) error {
	if read(&n.Node) == nil {
		return nil
	}
	type long waitLine
	return read((*long)(n))
}

func needsOf(lines []waitLine) []schedule.Need {
	var needs []schedule.Need
	for _, l := range lines {
		needs = append(needs, schedule.Need(l))
	}
	return needs
}
