// Asking for another date, and what can be answered.

package schedule

import (
	"slices"
	"strings"

	"guatu/internal/fault"
	"guatu/internal/lifecycle"
	"guatu/internal/workday"
)

// Ask checks a request for another date against the project's dates and the
// changes so far, all mistakes at once. byHand is false for a ledger's, whose
// reason nobody chose and whose dates may be over.
func (r ChangeRules) Ask(c Change, dates []Date, changes []Change, byHand bool) error {
	if slices.ContainsFunc(changes, func(o Change) bool { return o.Node == c.Node && o.ID != c.ID && o.State() == ChangeWaits }) {
		return fault.New(fault.Conflict, "change.waits")
	}
	d, ok := Find(dates, c.Node)
	if !ok || d.Planned.IsZero() {
		return fault.New(fault.Invalid, "change.no_date", "node", c.Node).At("node")
	}
	var wrong fault.List
	_, known := r.Reason(c.Reason)
	wrong.Check(known && (!byHand || c.Reason != ByLedger), "reason", "change.reason", "reason", c.Reason)
	wrong.Check(!d.Reached, "node", "change.reached", "on", d.Actual.String())
	wrong.Check(!c.To.IsZero(), "to", "change.empty")
	wrong.Check(c.To.IsZero() || c.To != d.Planned, "to", "change.same", "on", d.Planned.String())
	if c.To.IsZero() {
		return wrong.Err()
	}
	wrong.Check(!byHand || c.To.Last() >= c.Asked().Day, "to", "change.past", "on", c.To.String())
	if before, on := reachedBefore(d, dates); c.To.Last() < on {
		wrong.Check(false, "to", "change.before_reached", "stage", string(before.Stage), "name", before.Name, "on", before.Actual.String())
	}
	return wrong.Err()
}

// reachedBefore is the last date reached among those before d, stages before a
// stage and milestones before a milestone.
func reachedBefore(d Date, dates []Date) (last Date, on workday.Date) {
	for _, e := range dates {
		if e.stage() == d.stage() && e.Order < d.Order && e.Actual.First > on {
			last, on = e, e.Actual.First
		}
	}
	return last, on
}

// Grant lets the date move. s.To is another date than asked for, never later: what
// nobody asked for is not granted. Zero is as asked.
func (c Change) Grant(need lifecycle.Approver, by lifecycle.Signer, s ChangeStep) (Change, error) {
	if err := c.decide(need, by); err != nil {
		return c, err
	}
	switch {
	case s.To == c.To:
		s.To = workday.When{}
	case s.To.IsZero():
	case s.To.Last() <= c.From.Last() || s.To.Last() > c.To.Last():
		return c, fault.New(fault.Invalid, "change.shorter", "from", c.From.String(), "to", c.To.String()).At("to")
	case strings.TrimSpace(s.Note) == "":
		return c, fault.New(fault.Invalid, "change.shorter_note").At("note")
	}
	s.Act = Grant
	return c.step(s), nil
}

// Refuse leaves the date where it is and says why.
func (c Change) Refuse(need lifecycle.Approver, by lifecycle.Signer, s ChangeStep) (Change, error) {
	if err := c.decide(need, by); err != nil {
		return c, err
	}
	if strings.TrimSpace(s.Note) == "" {
		return c, fault.New(fault.Invalid, "change.refuse_note").At("note")
	}
	s.Act = Refuse
	return c.step(s), nil
}

// Drop takes a request back; only the unit that asked does that.
func (c Change) Drop(s ChangeStep) (Change, error) {
	if c.State() != ChangeWaits {
		return c, fault.New(fault.Conflict, "change.decided", "state", string(c.State()))
	}
	if asked := c.Asked(); s.Who != asked.Who && s.Unit != asked.Unit {
		return c, fault.New(fault.Forbidden, "change.not_yours")
	}
	s.Act = Drop
	return c.step(s), nil
}

func (c Change) decide(need lifecycle.Approver, by lifecycle.Signer) error {
	if c.State() != ChangeWaits {
		return fault.New(fault.Conflict, "change.decided", "state", string(c.State()))
	}
	asked := c.Asked()
	switch by.May(need, lifecycle.Signer{Who: asked.Who, Unit: asked.Unit}) {
	case lifecycle.OwnAsk:
		return fault.New(fault.Forbidden, "change.own")
	case lifecycle.OwnUnit:
		return fault.New(fault.Forbidden, "change.own_unit")
	case lifecycle.TooLow:
		return fault.New(fault.Forbidden, "change.approver", "approver", string(need))
	}
	return nil
}

func (c Change) step(s ChangeStep) Change {
	c.Steps = append(slices.Clone(c.Steps), s)
	return c
}

// GrantAtOnce is a request that is granted as it is made: a date brought forward,
// and a ledger's other date where the rules let its own office grant it.
func (c Change) GrantAtOnce() Change {
	s := c.Asked()
	s.Act = Grant
	return c.step(s)
}
