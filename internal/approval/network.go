// Networks: the items of a project with their order, ready to be swept. One
// network serves every project that has the same items.

package approval

import (
	"slices"
)

// A Network is a checked list of items and the budget over them (审批网络).
// Compile makes it; it never changes and may be shared.
type Network struct {
	items  []Item
	number map[string]int32
	limits []limit
	needs  []edge  // by item from firstNeed: what it waits for
	waits  []edge  // by item from firstWait: what waits for it
	need0  []int32 // by item, its first need; one longer than items
	wait0  []int32
	order  []int32 // every item after those it waits for
	place  []int32 // by item, where it stands in the order
	cone   []bool  // the items the budget runs over: until and all it depends on
	inCone []int32 // the same, in order
	budget Budget
	until  int32 // -1 without a budget
}

// limit is an item's limits and unit.
type limit struct {
	pledged, statutory int32 // statutory -1 where the law sets none
	days               bool
	grants             bool // its grant waits for others
}

// An edge leads to the other item of a need; the need holds its acceptance, or only
// its grant.
type edge struct {
	item  int32
	grant bool
}

// Compile checks items and budget, and lays them out. It reports everything that is
// wrong: ids missing, twice or unknown, limits that cannot be, and cycles, each
// named by its ids.
func Compile(items []Item, budget Budget) (*Network, error) {
	var m mistakes
	n := lay(items, budget, &m)
	if err := m.err(); err != nil {
		return nil, err
	}
	return n, nil
}

// lay is Compile with the mistakes gathered; the network is of use without any.
func lay(items []Item, budget Budget, m *mistakes) *Network {
	n := &Network{items: items, budget: budget, until: -1, number: make(map[string]int32, len(items))}
	if !n.bounded(m) {
		return n
	}
	for i := range items {
		n.enter(int32(i), m)
	}
	n.tie(m)
	n.sort(m)
	n.aim(m)
	return n
}

// bounded notes a network that is too large to be looked at.
func (n *Network) bounded(m *mistakes) bool {
	needs := 0
	for i := range n.items {
		needs += len(n.items[i].Needs) + len(n.items[i].GrantNeeds)
	}
	if len(n.items) > MaxItems {
		m.mistaken(wholeList, "approval.too_many_items", "max", MaxItems)
	}
	if needs > MaxNeeds {
		m.mistaken(wholeList, "approval.too_many_needs", "max", MaxNeeds)
	}
	return len(n.items) <= MaxItems && needs <= MaxNeeds
}

// enter numbers an item and checks its own values.
func (n *Network) enter(i int32, m *mistakes) {
	it := &n.items[i]
	first, twice := n.number[it.ID]
	switch {
	case it.ID == "":
		m.mistaken(itemField(i, "id"), "approval.missing")
	case twice:
		m.mistaken(itemField(i, "id"), "approval.id_twice", "id", short(it.ID), "first", int(first))
	default:
		n.number[it.ID] = i
	}
	l := limit{pledged: int32(it.Pledged), statutory: -1, days: it.unit() == CalendarDays}
	checkDays(itemField(i, "pledged"), it.Pledged, m)
	if it.Statutory != nil {
		checkDays(itemField(i, "statutory"), *it.Statutory, m)
		l.statutory = int32(*it.Statutory)
	}
	if u := it.unit(); u != WorkingDays && u != CalendarDays {
		m.mistaken(itemField(i, "unit"), "approval.unit", "unit", short(string(u)))
	}
	for k, doc := range it.Tolerable {
		if doc == "" {
			m.mistaken(listField(i, "tolerable", k), "approval.missing")
		}
	}
	n.limits = append(n.limits, l)
}

func checkDays(field string, days int, m *mistakes) {
	if days < 0 || days > MaxDays {
		m.mistaken(field, "approval.days", "days", days, "max", MaxDays)
	}
}

// tie makes the edges of both directions and notes needs that lead nowhere.
func (n *Network) tie(m *mistakes) {
	n.need0 = make([]int32, len(n.items)+1)
	for i := range n.items {
		n.join(int32(i), n.items[i].Needs, "needs", m)
		n.join(int32(i), n.items[i].GrantNeeds, "grant_needs", m)
		n.need0[i+1] = int32(len(n.needs))
		n.limits[i].grants = len(n.items[i].GrantNeeds) > 0
	}
	n.wait0 = make([]int32, len(n.items)+1)
	for _, e := range n.needs {
		n.wait0[e.item+1]++
	}
	for i := range n.items {
		n.wait0[i+1] += n.wait0[i]
	}
	n.waits = make([]edge, len(n.needs))
	free := slices.Clone(n.wait0)
	for i := range n.items {
		for _, e := range n.needsOf(int32(i)) {
			n.waits[free[e.item]] = edge{int32(i), e.grant}
			free[e.item]++
		}
	}
}

// join makes the edges of one list of an item.
func (n *Network) join(i int32, ids []string, list string, m *mistakes) {
	for k, id := range ids {
		to, known := n.number[id]
		switch at := listField(i, list, k); {
		case id == "":
			m.mistaken(at, "approval.missing")
		case !known:
			m.mistaken(at, "approval.no_item", "id", short(id))
		case slices.Contains(n.needs[n.need0[i]:], edge{to, list != "needs"}):
			m.mistaken(at, "approval.need_twice", "id", short(id))
		default:
			n.needs = append(n.needs, edge{to, list != "needs"})
		}
	}
}

// needsOf is what an item waits for, waitsOf what waits for it.
func (n *Network) needsOf(i int32) []edge { return n.needs[n.need0[i]:n.need0[i+1]] }
func (n *Network) waitsOf(i int32) []edge { return n.waits[n.wait0[i]:n.wait0[i+1]] }

// wholeList is where a mistake stands that belongs to no single item.
const wholeList = "items"

func itemField(i int32, name string) string { return "items[" + itoa(int(i)) + "]." + name }

func listField(i int32, list string, k int) string {
	return itemField(i, list) + "[" + itoa(k) + "]"
}

// Ordered are the items with each after those it waits for.
func (n *Network) Ordered() []Item {
	items := make([]Item, len(n.order))
	for k, i := range n.order {
		items[k] = n.items[i]
	}
	return items
}
