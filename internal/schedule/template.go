package schedule

import (
	"slices"

	"guatu/internal/fault"
	"guatu/internal/workday"
)

// A Template is the usual list of milestones for some kinds of project.
type Template struct {
	Code   string   `json:"code"`
	Name   string   `json:"name"`
	Kinds  []string `json:"kinds"` // project kinds; empty = any
	Nodes  []Node   `json:"nodes"`
	Source string   `json:"source"`
}

// A Node is one milestone of a template. Its usual date stands After days after
// the start (or before it, when negative), for a first plan that people mend.
type Node struct {
	Code  string `json:"code"`
	Name  string `json:"name"`
	Stage string `json:"stage,omitempty"` // the stage it marks, if one
	After int    `json:"after"`           // days from the start of construction
	Works []Work `json:"works,omitempty"` // what it is usually broken down to
	Days  int    `json:"days,omitempty"`  // working days its work usually takes; 0 = not stated
	Needs []Need `json:"needs,omitempty"` // what it waits for; none = the node before it
	// Source is where Days and Needs come from.
	Source string `json:"source,omitempty"`
}

// For finds the first template that suits a kind of project.
func For(kind string, templates []Template) (Template, bool) {
	for _, t := range templates {
		if len(t.Kinds) == 0 || slices.Contains(t.Kinds, kind) {
			return t, true
		}
	}
	return Template{}, false
}

// Lay makes a project's milestones from the template. With a start, dates are
// proposed to the month, which is as exactly as a template can know. A month that is
// over today is not proposed: nobody planned it, so nobody missed it, and the node
// stands without a date until one is given.
func (t Template) Lay(project string, start workday.When, today workday.Date) []Milestone {
	list := make([]Milestone, len(t.Nodes))
	for i, n := range t.Nodes {
		m := Milestone{Project: project, Code: n.Code, Name: n.Name, Order: i + 1, Days: n.Days, Needs: slices.Clone(n.Needs)}
		if !start.IsZero() {
			y, month, _ := (start.First + workday.Date(n.After)).Civil()
			if usual := workday.InMonth(y, month); usual.Last() >= today {
				m = m.Plan(usual)
			}
		}
		list[i] = m
	}
	return list
}

// NamesOf are the names of nodes that are waited for.
func (t Template) NamesOf(needs []Need) []string {
	names := make([]string, len(needs))
	for i, need := range needs {
		names[i] = need.Node
		if at := slices.IndexFunc(t.Nodes, func(n Node) bool { return n.Code == need.Node }); at >= 0 {
			names[i] = t.Nodes[at].Name
		}
	}
	return names
}

// Check reports nodes without code or name, codes used twice, and work that
// cannot be: days, nodes that are not there, circles.
func (t Template) Check() error {
	var wrong fault.List
	seen := map[string]bool{}
	wrong.Check(t.Code != "" && t.Name != "", "milestones", "ruleset.template_name", "code", t.Code)
	for _, n := range t.Nodes {
		wrong.Check(n.Code != "" && n.Name != "" && !seen[n.Code], "milestones", "ruleset.node", "template", t.Code, "code", n.Code)
		seen[n.Code] = true
		for _, w := range n.Works {
			wrong.Check(w.Name != "" && w.Before >= 0 && w.Before <= 500, "milestones", "ruleset.work", "template", t.Code, "node", n.Code, "name", w.Name)
		}
		wrong.Check(n.Source != "" || n.Days == 0 && len(n.Needs) == 0, "milestones", "ruleset.node_source", "template", t.Code, "code", n.Code)
	}
	nodes := t.Lay("", workday.When{}, 0)
	for _, m := range nodes {
		wrong.Add(m.CheckWork(nodes))
	}
	if wrong.Err() == nil {
		wrong.Add(CheckOrder(nodes))
	}
	return wrong.Err()
}
